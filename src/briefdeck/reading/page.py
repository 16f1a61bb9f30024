"""A page to read: lines laid out as far as they are looked at, and the links on them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from briefdeck.draw.lines import COLUMN_RULE, Line, Span, line_text, line_width
from briefdeck.text.matching import Wanted, word_marks
from briefdeck.text.width import cell_width

NO_LINE: Line = ()
DIVIDER: Line = (Span("│ ", "frame"),)
"""What stands between two columns."""
LINES_SOUGHT = 60
"""Lines of a page of which one is looked for on the same page laid out anew."""


class Link(Struct):
    """Something to follow on a page: its target (an id or an address) and where its pieces stand.

    A piece is (line, first cell, end).
    """

    target: str
    pieces: list[tuple[int, int, int]]

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.pieces[0][0]


class Page:
    """The lines of a document at one width.

    Lines are laid out when asked for, so that a long page opens at once.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self._coming = lines
        self.is_complete = False
        self._open: dict[int, Link | None] = {}

    def followed_by(self, lines: Iterator[Line]) -> "Page":
        """The same page with more lines under it, laid out when they are looked at."""
        self._coming = chain(self._coming, lines)
        self.is_complete = False
        return self

    def beside(self, left: Iterable[Line], right: Iterable[Line], margin: int) -> "Page":
        """The same page with two columns under it, the right one from the cell `margin` on.

        Links come column by column, as the columns are read.
        """
        first = self.finish()
        columns = [Page(iter(lines)) for lines in (left, right)]
        height = max(column.finish() for column in columns)
        for number in range(height):
            one, other = (column.line(number) for column in columns)
            blanks = margin - line_width(one) - line_width(DIVIDER)
            self.lines.append((*one, Span(" " * blanks), *DIVIDER, *other))
        for column, indent in zip(columns, (0, margin), strict=True):
            self.links += [_moved(link, first, indent) for link in column.links]
        return self

    def ensure(self, count: int) -> int:
        """Lay out at least `count` lines if there are as many; gives how many there are now."""
        while not self.is_complete and len(self.lines) < count:
            line = next(self._coming, None)
            if line is None:
                self.is_complete = True
            else:
                self._add(line)
        return len(self.lines)

    def finish(self) -> int:
        """Lay out everything; gives the number of lines."""
        while not self.is_complete:
            self.ensure(len(self.lines) + 500)
        return len(self.lines)

    def all_lines(self) -> Iterator[Line]:
        """Its lines from first to last."""
        self.finish()
        return iter(self.lines)

    def line(self, number: int) -> Line:
        """A line by its number from 0; an empty one after the last."""
        self.ensure(number + 1)
        return self.lines[number] if number < len(self.lines) else NO_LINE

    def links_between(self, first: int, end: int) -> list[tuple[int, Link]]:
        """(position, link) of the links that begin on these lines."""
        self.ensure(end + 1)
        return [(place, link) for place, link in enumerate(self.links) if first <= link.line < end]

    def find(self, words: Sequence[Wanted]) -> int | None:
        """The first line on which words match, ignoring case, accents and the ends of lines."""
        self.finish()
        texts = ["".join(span.text for span in line) for line in self.lines]
        found = word_marks(" ".join(texts), words)
        if not found:
            return None
        at = 0
        for number, text in enumerate(texts):
            at += len(text) + 1
            if found[0][0] < at:
                return number
        return None

    def _add(self, line: Line) -> None:
        number, at, column = len(self.lines), 0, 0
        self.lines.append(line)
        still_open, last = self._open.get(0), None
        for span in line:
            cells = cell_width(span.text)
            if span == COLUMN_RULE:
                # A link goes on in its own column, whatever stands in the other.
                self._open[column] = still_open if last is still_open else None
                column += 1
                still_open, last = self._open.get(column), None
            elif span.target is not None:
                piece = (number, at, at + cells)
                if still_open is not None and still_open.target == span.target:
                    last = still_open
                    _join(last, piece)
                else:
                    last = Link(span.target, [piece])
                    self.links.append(last)
                still_open = last
            elif span.text.strip():
                still_open = last = None
            at += cells
        self._open[column] = still_open if last is still_open else None
        for further in [place for place in self._open if place > column]:
            del self._open[further]


def _join(link: Link, piece: tuple[int, int, int]) -> None:
    """Add a piece to a link, to its last one where that ends there."""
    line, first, end = link.pieces[-1]
    if (line, end) == piece[:2]:
        link.pieces[-1] = (line, first, piece[2])
    else:
        link.pieces.append(piece)


class Parts(Page):
    """Parts under one another, by their names.

    `starts`: (line, name) of those that are laid out so far.
    """

    def __init__(self, names: Iterable[str], lines_of: Callable[[str], Iterable[Line]]) -> None:
        self.starts: list[tuple[int, str]] = []
        super().__init__(self._lines_of_all(names, lines_of))

    def _lines_of_all(
        self, names: Iterable[str], lines_of: Callable[[str], Iterable[Line]]
    ) -> Iterator[Line]:
        at = 0
        for name in names:
            self.starts.append((at, name))
            for line in lines_of(name):
                at += 1
                yield line

    def part_at(self, line: int) -> tuple[str, int]:
        """The part to which a line belongs, and the line of the page on which it begins."""
        self.ensure(line + 1)
        start, name = next(found for found in reversed(self.starts) if found[0] <= line)
        return name, start

    def start_of(self, name: str) -> int:
        """The line on which a part begins; that of the first one where there is no such part."""
        while True:
            for start, found in self.starts:
                if found == name:
                    return start
            if self.is_complete:
                return 0
            self.ensure(len(self.lines) + 500)


class Presentation(Parts):
    """Slides, each from the top of a screen on."""


def same_place(before: Page, after: Page, top: int) -> int:
    """The line of a page at which what stood at the top of another one stands, as far as it does.

    before: the page of which line `top` was the first on the screen; after: the same with other
    lines between. A line is known by its words, and by how many lines before it have the same.
    """
    texts = [line_text(line) for line in before.lines]
    for number in range(top, min(top + LINES_SOUGHT, len(texts))):
        if texts[number]:
            found = _line_of(after, texts[number], texts[:number].count(texts[number]), number)
            if found is not None:
                return max(0, found - (number - top))
    return top


def _line_of(page: Page, text: str, skipped: int, near: int) -> int | None:
    """The line of a page with a text, after some others that have it too."""
    for number in range(page.ensure(2 * near + LINES_SOUGHT)):
        if line_text(page.lines[number]) == text:
            if not skipped:
                return number
            skipped -= 1
    return None


def _moved(link: Link, lines: int, cells: int) -> Link:
    pieces = [(line + lines, first + cells, end + cells) for line, first, end in link.pieces]
    return Link(link.target, pieces)
