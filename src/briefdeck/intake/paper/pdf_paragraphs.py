"""Lines of a region as paragraphs: where one ends, and their words whole again."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Run
from briefdeck.intake.paper.pdf_letters import HYPHEN, Span
from briefdeck.intake.paper.pdf_lines import Line
from briefdeck.text.pattern import pattern

MARKER: Final = pattern(
    r"(?P<label>[•●▪■◦○‣➢✓·]|[–—-](?=\s)|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)]|\[[\w+-]{1,16}\])\s+(?=\S)"
)
"""What stands before an item of a list."""
_LOOSE: Final = 1.15
"""The share of the usual distance between lines from which on a paragraph ends."""
_INDENT: Final = 0.7
"""Sizes by which the first line of a paragraph begins further in, or the others do."""
_FULL: Final = 0.85
_SHORT: Final = 0.8
_CLOSED: Final = pattern(r"[.!?:;][”\"’')\]\d]*\Z")
_SENTENCE: Final = pattern(r"[.!?][”\"’')\]\d]*\Z")
_HYPHENS: Final = ("-", "\u00ad", "\u2010", HYPHEN)
_LAST_WORD: Final = pattern(r"[^\W\d_]+(?=\W?\Z)")
_FIRST_WORD: Final = pattern(r"[^\W\d_]+")
_ADDRESS: Final = pattern(r"(?:https?://|www\.|doi\.org/|\b10\.\d{4,9}/)\S*\Z", re.IGNORECASE)
_GOES_ON: Final = pattern(r"[\w.~-]*[/_=&%?#][^\s]*|[\w-]+\.(?:html?|pdf|php|aspx?|shtml|cfm)\b\S*")
"""The rest of an address, at the start of a line."""
_OPENING: Final = frozenset('([<{“"‘;,')
_ENTRY_REST: Final = pattern(r"/\S|[(\[]?(?:accessed|retrieved|available)\b", re.IGNORECASE)
"""How the rest of a reference may begin, and no other paragraph does."""
_SHORTEST: Final = 3


class Edges(NamedTuple):
    """The left and right edges of a region, whether it hangs, and the distance between its lines.

    A region hangs where the first line of each paragraph begins further out than the others.
    """

    left: float
    right: float
    is_hanging: bool
    leading: float


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a region, paragraph by paragraph."""
    edges = _edges(lines)
    found: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(found[-1], before, line, edges):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _edges(lines: Sequence[Line]) -> Edges:
    starts = Counter(round(line.x0 / 2) * 2 for line in lines)
    often = [x for x, number in starts.items() if number >= max(2, 0.1 * len(lines))]
    left = min(often, default=min(line.x0 for line in lines))
    right = max(line.x1 for line in lines)
    distances = [
        below.y - line.y for line, below in pairwise(lines) if abs(below.size - line.size) < 0.5
    ]
    leading = median(distances) if distances else 1.2 * lines[0].size
    return Edges(left, right, _hangs(lines, left, right), leading)


def _hangs(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether lines that begin at the left edge are followed by lines further in, being full."""
    firsts = [
        line
        for line, below in pairwise(lines)
        if _is_at(line, left) and below.x0 > left + _INDENT * line.size
    ]
    outer = sum(_is_at(line, left) for line in lines)
    full = sum(line.x1 > left + _FULL * (right - left) for line in firsts)
    return len(firsts) >= max(2, 0.4 * outer) and full >= 0.7 * len(firsts)


def _is_at(line: Line, left: float) -> bool:
    return abs(line.x0 - left) <= 0.35 * line.size


def _begins(paragraph: Sequence[Line], before: Line, line: Line, edges: Edges) -> bool:
    """Whether a line begins a paragraph of its own."""
    if abs(line.size - before.size) > 0.07 * before.size or line.is_bold != before.is_bold:
        return True
    if line.y - before.y > _LOOSE * edges.leading + 0.3 or line.y < before.y:
        return True
    width = edges.right - edges.left
    ends = _CLOSED.search(before.text)
    is_short = before.x1 < edges.left + _SHORT * width
    is_item = bool(MARKER.match(line.text))
    is_below_item = bool(MARKER.match(paragraph[0].text)) and _is_at(line, paragraph[0].x0)
    is_inner = line.x0 > before.x0 + _INDENT * line.size
    if is_item and (ends or is_short or is_inner or is_below_item):
        return True
    if edges.is_hanging:
        return _is_at(line, edges.left)
    step = line.x0 - before.x0
    if step > _INDENT * line.size:
        if len(paragraph) > 1:
            return bool(ends) or is_short
        # The second line of what hangs also begins further in.
        return bool(_SENTENCE.search(before.text)) and not MARKER.match(before.text)
    if step < -_INDENT * line.size:
        return len(paragraph) > 1 and paragraph[-2].x0 > edges.left + _INDENT * line.size
    is_last = bool(_SENTENCE.search(before.text)) and before.x1 < edges.left + 0.7 * width
    return is_last and not line.text[:1].islower()


def runs_of(lines: Sequence[Line], words: "Counter[str]") -> list[Run]:
    """Return the characters of a paragraph; words and addresses that a line breaks are whole.

    words: how often each word stands in the paper, in small letters.
    """
    runs: list[Run] = []
    for line in lines:
        pieces = [run for span, is_raised in line.spans for run in _runs(span, raised=is_raised)]
        if runs:
            _join(runs, pieces, words)
        runs += pieces
    return [replace(run, text=run.text.replace(HYPHEN, "-")) for run in runs]


def _runs(span: Span, *, raised: bool) -> list[Run]:
    """Letters as a run; a blank behind a raised mark is not raised."""
    look = span.look
    # A comma between two words of another font has the look of neither.
    is_italic = look.italic and any(map(str.isalnum, span.text))
    run = Run(span.text, italic=is_italic, bold=look.bold, raised=raised, url=look.url)
    if not raised:
        return [run]
    blank = " " if span.text.endswith(" ") else ""
    return [replace(run, text=span.text.strip()), replace(run, text=blank, raised=False)]


def _join(runs: list[Run], pieces: Sequence[Run], words: "Counter[str]") -> None:
    """Let the last run end as it does before these pieces: in a blank, a hyphen or nothing."""
    text = "".join([run.text for run in runs[-3:]]).rstrip()
    rest = "".join([piece.text for piece in pieces]).lstrip()
    end = runs[-1].text.rstrip()
    if _is_address(text, rest):
        end = end.replace(HYPHEN, "-")
    elif text.endswith(_HYPHENS) and rest[:1].isalpha():
        end = end.rstrip("".join(_HYPHENS))
        end += "" if _is_one_word(text, rest, words) else "-"
    else:
        end += " "
    runs[-1] = replace(runs[-1], text=end)


def breaks_inside(text: str, rest: str) -> bool:
    """Return whether a line ends within a word or an address that another one goes on with."""
    is_word = text.endswith(_HYPHENS) and rest[:1].islower()
    is_entry = rest.startswith(("http://", "https://", "www.")) or bool(_ENTRY_REST.match(rest))
    return is_word or is_entry or _is_address(text, rest)


def _is_address(text: str, rest: str) -> bool:
    """Whether an address goes on in the next line."""
    if not _ADDRESS.search(text) or not rest or rest[0] in _OPENING:
        return False
    if text.endswith((".", ",", ";", ")", ">")) and not text.endswith("www."):
        return text.endswith(".") and rest[:1].islower() and bool(_GOES_ON.match(rest))
    return text.endswith(("/", "-", "_", "=", "&", "?", "%", "#", HYPHEN, "www.")) or bool(
        _GOES_ON.match(rest)
    )


def _is_one_word(text: str, rest: str, words: "Counter[str]") -> bool:
    """Whether the hyphen at a line's end is there only for the line's sake."""
    head, tail = _LAST_WORD.search(text), _FIRST_WORD.match(rest)
    if head is None or tail is None or not tail[0][0].islower():
        return False
    first, second = head[0].lower(), tail[0].lower()
    whole, parted = words[first + second], words[f"{first}-{second}"]
    if whole or parted:
        return whole >= parted
    are_words = len(first) >= _SHORTEST <= len(second) and words[first] and words[second]
    return not are_words


def counted_words(lines: Iterable[Line]) -> "Counter[str]":
    """Return how often each word stands in lines, those that a line breaks left out."""
    found: Counter[str] = Counter()
    for line in lines:
        text = line.text
        found.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
        for last in re.findall(r"[^\W\d_]+(?=[-\u00ad\u2010\x02]?\Z)", text.lower()):
            if text.endswith(_HYPHENS):
                found[last] -= 1
    return found
