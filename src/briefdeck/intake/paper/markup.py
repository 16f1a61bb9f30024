"""Markdown inside a block: its characters as runs with emphasis, links and footnote marks."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final, NamedTuple

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Run
from briefdeck.text.entities import unescaped
from briefdeck.text.pattern import pattern

# No repetition begins anew inside another, so that time is linear.
_INSIDE: Final = r"(?:[^\[\]\\]++|\\.|\[(?:[^\[\]\\]++|\\.)*+\])*"
_ADDRESS: Final = r"[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*"
_SPOT: Final = pattern(
    r"\\(?:\\(?=\$))?(?P<escaped>[!-/:-@\[-`{-~])"
    r"|`++(?P<code>[^`\n]++)`++"
    r"|\[\^(?P<note>[^\[\]\s]{1,40})\]"
    rf"|(?P<image>!?)\[(?P<words>{_INSIDE})\]"
    rf"\(\s*+(?:<(?P<angled>[^<>\n]*+)>|(?P<url>{_ADDRESS}))[^()]*+\)"
    r"|<(?P<auto>https?://[^<>\s]++|[\w.+-]++@[\w.-]++)>"
    r"|(?P<bare>https?://[^\s<>\"]++)"
    r"|<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>[^<>]*+)>"
    r"|\^(?P<raised>[0-9,–-]{1,12})\^"
    r"|(?P<stars>\*{1,3}|_{1,3})"
)
_NAME: Final = pattern(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]++)")
_BLANKS: Final = pattern(r"[^\S\n]++")
_AROUND_LINE_END: Final = pattern(r" ?\n ?")
_ITALIC: Final = frozenset({"i", "em", "cite"})
_BOLD: Final = frozenset({"b", "strong"})


class Marked(NamedTuple):
    """What stands in a block: its runs, and the anchors among them."""

    runs: tuple[Run, ...]
    anchors: tuple[str, ...]


class _Stars(NamedTuple):
    """Stars or underlines, which begin or end emphasis if they find their like."""

    look: Run
    opens: bool
    closes: bool


def marked(text: str) -> Marked:
    """Return a block's Markdown as runs; what is not markup stays as it is."""
    pieces: list[Run | _Stars] = []
    anchors: list[str] = []
    _read(text, Run(""), pieces, anchors)
    return Marked(tuple(_tidy(_emphasized(pieces))), tuple(anchors))


def _read(text: str, look: Run, pieces: list[Run | _Stars], anchors: list[str]) -> None:
    """Append the pieces of a text that begins with a look."""
    end = 0
    for found in _SPOT.finditer(text):
        _say(text[end : found.start()], look, pieces)
        end = found.end()
        if found["words"] is not None:
            if not found["image"]:
                url = found["angled"] or found["url"] or "#"
                _read(found["words"], replace(look, url=url), pieces, anchors)
        elif found["tag"] is not None:
            look = _after_tag(found, look, pieces, anchors)
        elif found["stars"] is not None:
            pieces.append(_stars(text, found, look))
        elif found["bare"] is not None:
            address = web_address(found["bare"])
            pieces.append(replace(look, text=address, url=look.url or address))
            _say(found["bare"].removeprefix(address), look, pieces)
        else:
            pieces.append(_run(found, look))
    _say(text[end:], look, pieces)


def _say(text: str, look: Run, pieces: list[Run | _Stars]) -> None:
    if text:
        pieces.append(replace(look, text=unescaped(text)))


def _run(found: re.Match[str], look: Run) -> Run:
    kind = found.lastgroup or ""
    words = found[kind]
    match kind:
        case "note":
            return replace(look, text=words, raised=True, url=f"#{NOTE}{words}")
        case "raised":
            return replace(look, text=words, raised=True)
        case "auto":
            return replace(look, text=words, url=look.url or words)
        case _:
            return replace(look, text=words)


NOTE: Final = "note-"
"""How the anchor of a footnote begins, which ends with its label."""


def web_address(words: str) -> str:
    """Return the address that a run of characters begins with, without the signs after it."""
    address = words.rstrip(".,;:!?'\"”’)]*_")
    if address.count("(") > address.count(")") and words[len(address) :].startswith(")"):
        address += ")"
    return address


def _after_tag(
    found: re.Match[str], look: Run, pieces: list[Run | _Stars], anchors: list[str]
) -> Run:
    """What text looks like after a tag of HTML; line breaks and anchors are kept."""
    tag, opens = found["tag"].lower(), not found["slash"]
    name = _NAME.search(found["attributes"])
    if name is not None:
        anchors.append(name[1])
    if tag == "br":
        pieces.append(replace(look, text="\n"))
    if tag == "sup":
        return replace(look, raised=opens)
    if tag in _ITALIC:
        return replace(look, italic=opens)
    return replace(look, bold=opens) if tag in _BOLD else look


def _stars(text: str, found: re.Match[str], look: Run) -> _Stars:
    before = text[found.start() - 1 : found.start()].strip()
    after = text[found.end() : found.end() + 1].strip()
    opens, closes = bool(after), bool(before)
    if opens and closes and before.isalnum() != after.isalnum():
        # Between a letter and a sign they turn towards the letter.
        opens, closes = after.isalnum(), before.isalnum()
    if found["stars"][0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return _Stars(replace(look, text=found["stars"]), opens, closes)


def _emphasized(pieces: list[Run | _Stars]) -> Iterable[Run]:
    """The runs with the emphasis that stars among them make; stars without their like stay."""
    pairs = _pairs(pieces)
    depth = {"italic": 0, "bold": 0}
    for place, piece in enumerate(pieces):
        run = piece if isinstance(piece, Run) else piece.look
        if place in pairs:
            step = 1 if pairs[place] > place else -1
            depth["italic"] += step * (len(run.text) % 2)
            depth["bold"] += step * (len(run.text) > 1)
        else:
            italic, bold = depth["italic"] > 0, depth["bold"] > 0
            yield replace(run, italic=run.italic or italic, bold=run.bold or bold)


def _pairs(pieces: list[Run | _Stars]) -> dict[int, int]:
    """Which stars close which, both ways, by their places."""
    waiting: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        if isinstance(piece, Run):
            continue
        same = waiting.setdefault(piece.look.text, [])
        if piece.closes and same:
            start = same.pop()
            pairs |= {start: place, place: start}
        elif piece.opens:
            same.append(place)
    return pairs


def _tidy(runs: Iterable[Run]) -> Iterable[Run]:
    """The runs with one blank for many, and those that look alike as one."""
    for look, alike in groupby(runs, key=lambda run: replace(run, text="")):
        text = _BLANKS.sub(" ", "".join([run.text for run in alike]))
        text = _AROUND_LINE_END.sub("\n", text)
        if text:
            yield replace(look, text=text)
