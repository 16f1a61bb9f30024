"""Lines of styled spans, of which drawings and printed pages are made, and text flowed into them.

A cell is what a letter takes on a terminal; a wide character takes two.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from briefdeck.text.width import cell_width, graphemes

Style = Literal[
    "text", "title", "heading", "strong", "emphasis", "code", "muted", "label", "tag",
    "axis", "grid", "frame", "program", "event", "now",
    "era-1", "era-2", "era-3", "era-4", "era-5", "era-6",
    "era-1-title", "era-2-title", "era-3-title", "era-4-title", "era-5-title", "era-6-title",
    "era-1-band", "era-2-band", "era-3-band", "era-4-band", "era-5-band", "era-6-band",
    "bar", "bar-alt", "line", "total", "value", "change",
    "supported", "single", "traced", "uncited", "confirmed", "caveat",
    "uncertain", "open", "gap", "legend", "difference", "agreement",
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

COLUMN_RULE: Final = Span(" │ ", "frame")
"""What stands between two columns of text."""

_RUN: Final = re.compile(r" +|[^ ]+")
# Latin text with the punctuation and signs that briefings use; each takes one cell, and none joins
# with the one before it.
_ONE_CELL: Final = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201f\u2020-\u2022\u2026\u25cb\u25cf\u25d0]*"
)
_JOINT: Final = "[/._?&=-]"

ADDRESSES: Final = ("https://", "http://", "mailto:")
"""How a span's target begins where it is an address and not an entry's id."""

_ADDRESS_SIGNS: Final = ("://", "mailto:")

_CLOSING: Final = 2
"""Cells kept free for what closes an address, as in `>.`"""

_SHORTEST: Final = 12
"""Up to so many cells wide, a line ends inside addresses wherever it is full."""

_WIDEST_GRAPHEME: Final = 2
"""Cells."""


def line_width(line: Iterable[Span]) -> int:
    """Return how many cells a line of spans takes."""
    return sum([cell_width(span.text) for span in line])


def line_text(line: Iterable[Span]) -> str:
    """Return the characters of a line without styles and blanks at its end."""
    return "".join(span.text for span in line).rstrip()


def lines_text(lines: Iterable[Iterable[Span]]) -> str:
    """Return the characters of lines, each ended by a newline."""
    return "".join([f"{line_text(line)}\n" for line in lines])


def merged(spans: Iterable[Span]) -> Line:
    """Return a line with neighbours of one style and target joined, and empty spans dropped."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].style == span.style and joined[-1].target == span.target:
            joined[-1] = Span(joined[-1].text + span.text, span.style, span.target)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def trimmed(spans: Iterable[Span]) -> Line:
    """Return a line with neighbours joined and without blanks at its end."""
    line = list(merged(spans))
    while line:
        last = line.pop()
        text = last.text.rstrip(" ")
        if text:
            return (*line, last._replace(text=text))
    return ()


class Row:
    """Spans placed at cells, in any order; whoever places them keeps them apart."""

    __slots__ = ("_placed",)

    def __init__(self) -> None:
        self._placed: list[tuple[int, Line]] = []

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Row":
        """Return a row that begins with these spans."""
        row = cls()
        row.put(0, spans)
        return row

    def put(self, cell: int, spans: Iterable[Span]) -> None:
        """Place spans from a cell on."""
        self._placed.append((cell, tuple(spans)))

    def line(self, width: int, grid: Sequence[int] = ()) -> Line:
        """Return the row as a line of `width` cells, with a rule at each free cell of `grid`."""
        spans: list[Span] = []
        at = 0
        for start, placed in sorted(self._placed, key=itemgetter(0)):
            spans += _empty(at, start, grid)
            spans += placed
            at = start + line_width(placed)
        return merged([*spans, *_empty(at, width, grid)])


def _empty(start: int, end: int, grid: Sequence[int]) -> list[Span]:
    """Return blanks from one cell to another, with a line of the grid at each of its cells."""
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


def is_address(target: str | None) -> bool:
    """Whether a span leads out of the briefing, to an address."""
    return target is not None and target.startswith(ADDRESSES)


def _has_address(words: str) -> bool:
    """Whether an address is in some words, and no letters between which a line may end."""
    if not any(sign in words for sign in _ADDRESS_SIGNS):
        return False
    return cell_width(words) <= len(words)


def folded(line: Line, width: int) -> tuple[Line, ...]:
    """Return a line in at most `width` cells: an address that runs over is broken.

    Its pieces stand below its beginning, where that leaves half of the width.
    """
    if line_width(line) <= width:
        return (line,)
    start = next((place for place, span in enumerate(line) if _has_address(span.text)), 0)
    before, following = line[:start], line[start:]
    margin = line_width(before)
    if margin > width // 2:
        margin = 0
    return flow(following, width, first=before, rest=(Span(" " * margin),))


def flow(
    spans: Iterable[Span],
    width: int,
    *,
    first: Line = (),
    rest: Line = (),
    runs_over: bool = False,
) -> tuple[Line, ...]:
    """Return spans broken into lines of at most `width` cells, at least one.

    `first` and `rest` stand before the first and the further lines; where not even the first word
    fits beside a wide `first`, that stands on a line of its own. Lines break at blanks, at the
    joints of long addresses, and between wide characters; a newline in a span ends its line.

    runs_over: whether an address that is too wide for a line of its own runs over it whole.
    """
    listed = tuple(spans)
    before, margin = line_width(first), line_width(rest)
    room = width - margin
    text = _spans_text(listed)
    widest = max(map(len, text.split(" ")))
    if widest > room > _SHORTEST:
        listed = _jointed(listed, room, runs_over=runs_over)
        text = _spans_text(listed)
    if before > margin:
        opening = cell_width(_first_word(text))
        if width - before < opening <= room:
            below = flow(listed, width, first=rest, rest=rest, runs_over=runs_over)
            return (first, *below)
    # Most paragraphs are such, and take a fraction of the time in this way.
    if widest <= width - max(before, margin) and _ONE_CELL.fullmatch(text):
        return _flowed_in_single_cells(listed, text, width, first=first, rest=rest)
    return _flowed_by_measure(listed, width, first=first, rest=rest, runs_over=runs_over)


def _spans_text(spans: Iterable[Span]) -> str:
    return "".join([span.text for span in spans])


def _first_word(text: str) -> str:
    return text.lstrip(" ").partition(" ")[0].partition("\n")[0]


def _jointed(spans: Sequence[Span], room: int, *, runs_over: bool) -> tuple[Span, ...]:
    """Return the spans with newlines at the joints of addresses too wide for `room` cells."""
    length = room - _CLOSING
    reach = f"[!-~]{{1,{length}}}"
    piece = re.compile(
        rf"{reach}(?![!-~])"  # the end of the word,
        rf"|{reach}(?<={_JOINT})(?![/.])"  # else up to the last joint that a line can hold,
        rf"|{reach}"  # else what a line can hold
    )
    # Looking at a word from each of its letters, not just the first, would take quadratic time.
    word = re.compile(rf"(?<![!-~])(?=[!-~]*{_JOINT})[!-~]{{{length},}}")

    def broken(found: re.Match[str]) -> str:
        if runs_over and _has_address(found[0]):
            return found[0]
        return "\n".join(piece.findall(found[0]))

    return tuple([span._replace(text=word.sub(broken, span.text)) for span in spans])


def _flowed_in_single_cells(
    spans: Sequence[Span], text: str, width: int, *, first: Line, rest: Line
) -> tuple[Line, ...]:
    """Return the lines of spans whose characters all take one cell, no word of them being too wide.

    Places to break are found in their `text` alone, without measuring.
    """
    lines: list[Line] = []
    margin = first
    places = _breaks(text, width - line_width(first), width - line_width(rest))
    for cut in _sliced(spans, places):
        lines.append((*margin, *merged(cut)))
        margin = rest
    return tuple(lines)


def _breaks(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Return where each line starts and ends in a text, blanks around breaks left out.

    `first` and `rest` are the cells that the first and the further lines have room for.
    """
    found: list[tuple[int, int]] = []
    room = first
    start = _past_blanks(text, 0)
    while len(text) - start > room:
        blank = text.rfind(" ", start, start + room + 1)
        found.append((start, start + len(text[start:blank].rstrip(" "))))
        start = _past_blanks(text, blank)
        room = rest
    end = len(text.rstrip(" "))
    if end > start or not found:
        found.append((start, max(end, start)))
    return found


def _past_blanks(text: str, start: int) -> int:
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
                # What is left of this span is for the next line.
                break
            number += 1
            at = after
        yield cut


def _flowed_by_measure(
    spans: Iterable[Span], width: int, *, first: Line, rest: Line, runs_over: bool
) -> tuple[Line, ...]:
    """Return the lines of any spans, measured word by word."""
    flowing = _Flow(max(width, 1), first, rest, runs_over=runs_over)
    for span in spans:
        before, *after = span.text.split("\n")
        flowing.add(span, before)
        for part in after:
            flowing.end_line()
            flowing.add(span, part)
    flowing.end_line()
    return tuple(flowing.lines)


class _Flow:
    """Lines being filled.

    A word may go on in the next span: what there is of it is held until a blank or the end of the
    line shows that it is whole.
    """

    __slots__ = (
        "_blank",
        "_held",
        "_line",
        "_margin",
        "_rest",
        "_runs_over",
        "_used",
        "_width",
        "lines",
    )

    def __init__(self, width: int, first: Line, rest: Line, *, runs_over: bool) -> None:
        self.lines: list[Line] = []
        self._width = width
        self._rest = rest
        self._runs_over = runs_over
        self._line: list[Span] = list(first)
        self._used = self._margin = line_width(first)
        self._held: list[Span] = []
        self._blank: Span | None = None

    def add(self, span: Span, text: str) -> None:
        """Go on with a text, which has no newline, in the style of a span."""
        for run in _RUN.findall(text):
            part = Span(run, span.style, span.target)
            if run[0] == " ":
                self._place()
                self._blank = part
            else:
                self._held.append(part)

    def end_line(self) -> None:
        """End the line, even where nothing is on it."""
        self._place()
        self._break()

    def _place(self) -> None:
        """Put what is held on this line, else on the next, else in pieces over several."""
        if not self._held:
            return
        gap = self._blank if self._is_begun else None
        needed = line_width(self._held)
        before = len(gap.text) if gap else 0
        if self._used + before + needed <= self._width:
            self._put_all(gap)
        elif self._is_broken_anywhere(needed):
            self._put_in_pieces(gap)
        else:
            if self._is_begun:
                self._break()
            self._put_all(None)
        self._held = []
        self._blank = None

    @property
    def _is_begun(self) -> bool:
        """Whether anything but its margin is on the line."""
        return self._used > self._margin

    def _is_broken_anywhere(self, needed: int) -> bool:
        """Whether what is held, being so wide, does not move to the next line as a whole."""
        # Scripts of wide characters have no blanks between words.
        if any(cell_width(span.text) > len(span.text) for span in self._held):
            return True
        if any(map(self._stays_whole, self._held)):
            return False
        return needed > self._width - line_width(self._rest)

    def _stays_whole(self, span: Span) -> bool:
        return self._runs_over and _has_address(span.text)

    def _put_all(self, gap: Span | None) -> None:
        if gap:
            self._put(gap, len(gap.text))
        for span in self._held:
            self._put(span, cell_width(span.text))

    def _put_in_pieces(self, gap: Span | None) -> None:
        if gap and self._used + len(gap.text) + _WIDEST_GRAPHEME <= self._width:
            self._put(gap, len(gap.text))
        elif gap:
            self._break()
        for span in self._held:
            piece: list[str] = []
            for part, cells in self._parts(span):
                if self._used + cells > self._width and self._is_begun:
                    self._put(span._replace(text="".join(piece)), 0)
                    piece.clear()
                    self._break()
                piece.append(part)
                self._used += cells
            self._put(span._replace(text="".join(piece)), 0)

    def _parts(self, span: Span) -> Iterable[tuple[str, int]]:
        """Return the parts of a span between which a line may end, with their cells."""
        if self._stays_whole(span):
            return ((span.text, cell_width(span.text)),)
        return graphemes(span.text)

    def _put(self, span: Span, cells: int) -> None:
        self._line.append(span)
        self._used += cells

    def _break(self) -> None:
        self.lines.append(merged(self._line))
        self._line = list(self._rest)
        self._used = self._margin = line_width(self._rest)
        self._blank = None
