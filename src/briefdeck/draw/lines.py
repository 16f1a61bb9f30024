"""Lines of styled spans, which every drawing and every printed page is made of, and how text flows into them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefdeck.text.width import cell_width, graphemes

Style = Literal[
    "text", "title", "heading", "strong", "emphasis", "code", "muted", "label",
    "axis", "grid", "frame", "era", "era-alt", "program", "event", "cluster", "now",
    "bar", "bar-alt", "line", "total", "value", "change",
    "uncertain", "open", "caveat", "gap", "legend", "difference", "agreement",
    "citation", "link", "selected",
    "series-1", "series-2", "series-3", "series-4", "series-5", "series-6",
]  # fmt: skip
"""What a span is, never what it looks like: themes give each role its colours."""


class Span(NamedTuple):
    """A run of text in one style; `target` is the id of the entry that a click on it leads to."""

    text: str
    style: Style = "text"
    target: str | None = None


Line = tuple[Span, ...]
_RUN = re.compile(r" +|[^ ]+")


def line_width(line: Iterable[Span]) -> int:
    """How many cells a line of spans takes."""
    return sum([cell_width(span.text) for span in line])


def line_text(line: Iterable[Span]) -> str:
    """The characters of a line, without styles and without blanks at its end."""
    return "".join(span.text for span in line).rstrip()


def lines_text(lines: Iterable[Iterable[Span]]) -> str:
    """Return the characters of lines, each ended by a newline."""
    return "".join([f"{line_text(line)}\n" for line in lines])


def flow(
    spans: Iterable[Span], width: int, *, first: Line = (), rest: Line = ()
) -> tuple[Line, ...]:
    """Return spans broken into lines of at most `width` cells, at least one.

    `first` and `rest` stand before the first and the further lines; where not even the first word
    fits beside a wide `first`, that stands on a line of its own. Lines break at blanks, at the
    joints of long addresses, and between wide characters; a newline in a span ends its line.
    """
    listed = tuple(spans)
    before, margin = line_width(first), line_width(rest)
    text = _spans_text(listed)
    widest = _widest_word(text)
    if widest > width - margin > _SHORTEST:
        listed = _jointed(listed, width - margin)
        text = _spans_text(listed)
    if before > margin and width - before < cell_width(_first_word(text)) <= width - margin:
        return (first, *flow(listed, width, first=rest, rest=rest))
    if widest <= width - max(before, margin) and _ONE_CELL.fullmatch(text):
        return _in_single_cells(listed, text, width, first=first, rest=rest)
    return _flowed_by_measure(listed, width, first=first, rest=rest)


def _spans_text(spans: Iterable[Span]) -> str:
    return "".join([span.text for span in spans])


def _widest_word(text: str) -> int:
    return max(map(len, text.split(" ")))


def _first_word(text: str) -> str:
    return text.lstrip(" ").partition(" ")[0].partition("\n")[0]


def _flowed_by_measure(
    spans: Iterable[Span], width: int, *, first: Line, rest: Line
) -> tuple[Line, ...]:
    flowing = _Flow(max(width, 1), first, rest)
    for span in spans:
        for number, part in enumerate(span.text.split("\n")):
            if number:
                flowing.end_line()
            for word, is_blank in _words(part):
                flowing.add(Span(word, span.style, span.target), is_blank=is_blank)
    flowing.end_line()
    return tuple(flowing.lines)


def merged(spans: Iterable[Span]) -> Line:
    """The same line with neighbours of one style and target joined and empty spans dropped."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].style == span.style and joined[-1].target == span.target:
            joined[-1] = Span(joined[-1].text + span.text, span.style, span.target)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def trimmed(spans: Iterable[Span]) -> Line:
    """The line with neighbours joined and without blanks at its end."""
    line = list(merged(spans))
    while line and not line[-1].text.rstrip(" "):
        line.pop()
    if line:
        line[-1] = line[-1]._replace(text=line[-1].text.rstrip(" "))
    return tuple(line)


def clip(line: Iterable[Span], start: int, width: int) -> Line:
    """The `width` cells of a line from the cell `start` on; half a wide character at an edge becomes a blank."""
    clipped: list[Span] = []
    at, end = 0, start + width
    for span in line:
        size = cell_width(span.text)
        if at + size > start and at < end:
            clipped.append(
                Span(_cut(span.text, max(start - at, 0), end - at), span.style, span.target)
            )
        at += size
    return merged(clipped)


def _cut(text: str, start: int, end: int) -> str:
    if text.isascii():
        return text[start:end]
    kept, at = [], 0
    for grapheme, cells in graphemes(text):
        inside = min(at + cells, end) - max(at, start)
        if inside == cells and (cells or start <= at < end):
            kept.append(grapheme)
        elif inside > 0:
            kept.append(" " * inside)
        at += cells
    return "".join(kept)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of blanks and of anything else, in order, each with whether it is blank."""
    for run in _RUN.findall(text):
        yield run, run[0] == " "


class _Flow:
    """Lines being filled: the words of one unbroken stretch wait in `held` until a blank shows where it ends."""

    def __init__(self, width: int, first: Line, rest: Line) -> None:
        self.lines: list[Line] = []
        self._width = width
        self._rest = rest
        self._line: list[Span] = list(first)
        self._used = self._margin = line_width(first)
        self._held: list[Span] = []
        self._blank: Span | None = None

    def add(self, span: Span, *, is_blank: bool) -> None:
        if is_blank:
            self._place()
            self._blank = span
        else:
            self._held.append(span)

    def end_line(self) -> None:
        self._place()
        self._break()

    def _place(self) -> None:
        """Put what is held on this line, else on the next, else in pieces over several."""
        if not self._held:
            return
        needed = line_width(self._held)
        blank = self._blank if self._used > self._margin else None
        gap = cell_width(blank.text) if blank else 0
        if self._used + gap + needed > self._width and (
            has_wide(self._held) or needed > self._width - line_width(self._rest)
        ):
            self._place_pieces(blank)
        else:
            if self._used + gap + needed > self._width and self._used > self._margin:
                self._break()
            elif blank:
                self._put(blank)
            for span in self._held:
                self._put(span)
        self._held = []
        self._blank = None

    def _place_pieces(self, blank: Span | None) -> None:
        if blank and self._used + cell_width(blank.text) + 2 <= self._width:
            self._put(blank)
        elif self._used > self._margin and blank:
            self._break()
        for span in self._held:
            for grapheme, cells in graphemes(span.text):
                if self._used + cells > self._width and self._used > self._margin:
                    self._break()
                self._put(Span(grapheme, span.style, span.target))

    def _put(self, span: Span) -> None:
        self._line.append(span)
        self._used += cell_width(span.text)

    def _break(self) -> None:
        self.lines.append(merged(self._line))
        self._line = list(self._rest)
        self._used = self._margin = line_width(self._rest)
        self._blank = None


def has_wide(spans: Sequence[Span]) -> bool:
    """Whether any character is two cells wide: scripts without blanks break anywhere."""
    return any(not span.text.isascii() and cell_width(span.text) > len(span.text) for span in spans)


class Row:
    """Spans placed at cells, in any order; whoever places them keeps them apart."""

    __slots__ = ("_placed",)

    def __init__(self) -> None:
        self._placed: list[tuple[int, Line]] = []

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Row":
        """A row that begins with these spans."""
        row = cls()
        row.put(0, spans)
        return row

    def put(self, cell: int, spans: Iterable[Span]) -> None:
        """Place spans from a cell on."""
        self._placed.append((cell, tuple(spans)))

    def line(self, width: int, grid: Sequence[int] = ()) -> Line:
        """The row as a line of exactly `width` cells."""
        spans: list[Span] = []
        at = 0
        for start, placed in sorted(self._placed, key=lambda entry: entry[0]):
            spans += _empty(at, start, grid)
            spans += placed
            at = start + line_width(placed)
        return merged([*spans, *_empty(at, width, grid)])


def _empty(start: int, end: int, grid: Sequence[int]) -> list[Span]:
    if start >= end:
        return []
    inside = [cell for cell in grid if start <= cell < end]
    if not inside:
        return [Span(" " * (end - start))]
    spans, at = [], start
    for cell in inside:
        spans += [Span(" " * (cell - at)), Span("┊", "grid")]
        at = cell + 1
    return [*spans, Span(" " * (end - at))]


_ONE_CELL: Final = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201f\u2020-\u2022\u2026\u25cb\u25cf\u25d0]*"
)

_CLOSING: Final = 2
"""Cells kept free for what closes an address, as in `>.`"""

_SHORTEST: Final = 12
"""In fewer cells than these words are broken wherever a line ends."""

_JOINT: Final = "[/._?&=-]"


def _in_single_cells(
    listed: Sequence[Span], text: str, width: int, *, first: Line, rest: Line
) -> tuple[Line, ...]:
    """The short way: places to break are found in the text alone, without measuring."""
    lines: list[Line] = []
    margin = first
    places = _breaks(text, width - line_width(first), width - line_width(rest))
    for cut in _sliced(listed, places):
        lines.append((*margin, *merged(cut)))
        margin = rest
    return tuple(lines)


def _jointed(spans: Sequence[Span], room: int) -> tuple[Span, ...]:
    """The spans with line ends at the joints of words that are wider than `room`."""
    length = room - _CLOSING
    piece = re.compile(
        rf"[!-~]{{1,{length}}}(?![!-~])|[!-~]{{1,{length}}}(?<={_JOINT})(?![/.])|[!-~]{{1,{length}}}"
    )
    # Only at its start: tried at each letter, a word without a joint would take quadratic time.
    word = re.compile(rf"(?<![!-~])(?=[!-~]*{_JOINT})[!-~]{{{length},}}")
    return tuple(
        Span(word.sub(lambda found: "\n".join(piece.findall(found[0])), text), style, target)
        for text, style, target in spans
    )


def _breaks(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Where each line starts and ends in the text, blanks around breaks left out."""
    found: list[tuple[int, int]] = []
    room, length = first, len(text)
    start = _skip(text, 0)
    while length - start > room:
        end = text.rfind(" ", start, start + room + 1)
        cut = end
        while text[cut - 1] == " ":
            cut -= 1
        found.append((start, cut))
        start, room = _skip(text, end), rest
    end = len(text.rstrip(" "))
    if end > start or not found:
        found.append((start, max(end, start)))
    return found


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _sliced(spans: Sequence[Span], places: Iterable[tuple[int, int]]) -> Iterator[list[Span]]:
    """Yield the spans between each two places of their text; the places only go forwards."""
    number = at = 0
    for start, end in places:
        cut: list[Span] = []
        while number < len(spans):
            text, style, target = spans[number]
            after = at + len(text)
            if after > start:
                cut.append(Span(text[max(start - at, 0) : end - at], style, target))
            if after >= end:
                break
            number += 1
            at = after
        yield cut
