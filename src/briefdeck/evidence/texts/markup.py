"""The markup inside a paragraph of Markdown, taken away: what is read when the paragraph is set."""

import re
from collections.abc import Collection
from typing import Final

from briefdeck.text.entities import unescaped
from briefdeck.text.pattern import pattern
from briefdeck.text.raised import RAISED

# No repetition begins anew inside another, so that time is linear.
_INSIDE: Final = r"(?:[^\[\]\\]++|\\.|\[(?:[^\[\]\\]++|\\.)*+\])*"
_ADDRESS: Final = r"[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*"
_MARKUP: Final = pattern(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|`++(?P<code>[^`]++)`++"
    r"|\[\^(?P<note>[^\[\]\s]{1,40})\]"
    rf"|(?P<image>!?)\[(?P<words>{_INSIDE})\]"
    rf"(?:\(\s*+(?:<[^<>\n]*+>|{_ADDRESS})[^()]*+\)|\[(?P<label>[^\[\]\n]{{0,200}}+)\])"
    r"|<(?P<auto>https?://[^<>\s]++|[\w.+-]++@[\w.-]++)>"
    r"|(?P<bare>https?://[^\s<>\"\[\]()*]++)"
    r"|<sup>\s*+(?P<sup>[\d,]{1,12})\s*+</sup>|\^(?P<raised>[\d,]{1,12})\^"
    r"|<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*+)[^<>]*+>"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~)"
)
_SIGNS: Final = pattern(r"[\\`\[<*_~^&]|https?:")


def plain(text: str, defined: Collection[str]) -> str:
    """Return a paragraph without its markup; what is not markup stays.

    defined: the labels of links, in small letters, that are defined elsewhere in the file.
    """
    if _SIGNS.search(text) is None:
        return text
    return _Taker(text, defined).taken()


class _Taker:
    """Takes the markup of a text away."""

    def __init__(self, text: str, defined: Collection[str]) -> None:
        self._text = text
        self._defined = defined
        self._pieces: list[str] = []
        self._open: dict[str, list[int]] = {}
        """Where marks of emphasis stand that may find their like, by what they are."""

    def taken(self) -> str:
        """Return what is left."""
        end = 0
        for found in _MARKUP.finditer(self._text):
            self._pieces.append(unescaped(self._text[end : found.start()]))
            end = found.end()
            self._take(found)
        self._pieces.append(unescaped(self._text[end:]))
        return "".join(self._pieces)

    def _take(self, found: re.Match[str]) -> None:
        kind = found.lastgroup or ""
        match kind:
            case "mark":
                self._mark(found)
            case "words" | "label":
                self._pieces.append(self._link(found))
            case "note" | "sup" | "raised":
                label = found[kind]
                # A mark in letters would seem a part of the word that it stands behind.
                is_figure = label.replace(",", "").isdecimal()
                self._pieces.append(label.translate(RAISED) if is_figure else "")
            case "tag":
                self._pieces.append("\n" if found["tag"].lower() == "br" else "")
            case _:
                self._pieces.append(found[kind])

    def _link(self, found: re.Match[str]) -> str:
        """The words of a link; nothing for a picture."""
        words, label = found["words"], found["label"]
        if label is not None and (label or words).casefold() not in self._defined:
            return plain(words, self._defined).join("[]") + f"[{label}]"
        return "" if found["image"] else plain(words, self._defined)

    def _mark(self, found: re.Match[str]) -> None:
        """Take a mark of emphasis away where it finds its like."""
        mark = found["mark"]
        opens, closes = self._turns(found)
        before = self._open.setdefault(mark, [])
        if closes and before:
            self._pieces[before.pop()] = ""
            self._pieces.append("")
            return
        if opens:
            before.append(len(self._pieces))
        self._pieces.append(mark)

    def _turns(self, found: re.Match[str]) -> tuple[bool, bool]:
        """Whether a mark can begin emphasis, and whether it can end it."""
        before = self._text[max(0, found.start() - 1) : found.start()].strip()
        after = self._text[found.end() : found.end() + 1].strip()
        opens, closes = bool(after), bool(before)
        if opens and closes and before.isalnum() != after.isalnum():
            # Between a letter and a sign it turns towards the letter.
            opens, closes = after.isalnum(), before.isalnum()
        if found["mark"].startswith("_"):
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        return opens, closes
