"""A page to read from a line on: its marked link, matches, and letters at links."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from briefdeck.draw.lines import Line, Span, line_text, line_width
from briefdeck.reading.page import Page
from briefdeck.reading.roles import HINT, Mark
from briefdeck.reading.views.view import Row, target_in
from briefdeck.text.matching import Wanted, word_marks
from briefdeck.text.width import cell_width, graphemes

CONTEXT = 3
"""Lines above and below the screen in which a match that reaches into it may begin or end."""


class PageView(Struct, frozen=True):
    """A page from line `top` on, behind a margin.

    `link` is marked, `words` are lit, `letters` stand before the links at these positions.
    """

    page: Page
    top: int = 0
    link: int | None = None
    words: Sequence[Wanted] = ()
    letters: Mapping[int, str] = field(default_factory=dict)
    margin: int = 1

    @property
    def first_line(self) -> int:
        """The number of the line at the top."""
        return self.top

    @property
    def link_row(self) -> int:
        """The row of the marked link; the first where there is none."""
        links = self.page.links
        if self.link is None or self.link >= len(links):
            return 0
        return max(0, links[self.link].line - self.top)

    def rows(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  # laid out already
        """The rows on the screen."""
        return list(self._rows(height))

    def _rows(self, height: int) -> Iterator[Row]:
        self.page.ensure(self.top + height)
        marks = self._matches(height)
        for piece, role in self._link_pieces():
            marks.setdefault(piece[0], []).append((piece[1], piece[2], role))
        letters = self._letters()
        for number in range(self.top, min(self.top + height, len(self.page.lines))):
            line = self.page.line(number)
            if number in letters:
                line = with_letters(line, letters[number])
            lit = (_moved(mark, self.margin) for mark in marks.get(number, ()))
            yield Row((Span(" " * self.margin), *line) if self.margin else line, "", tuple(lit))

    def _link_pieces(self) -> Iterator[tuple[tuple[int, int, int], str]]:
        links = self.page.links
        if self.link is not None and self.link < len(links):
            for piece in links[self.link].pieces:
                yield piece, "marked"

    def _letters(self) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for position, letter in self.letters.items():
            if position < len(self.page.links):
                line, first, _ = self.page.links[position].pieces[0]
                found.setdefault(line, []).append((first, letter))
        return found

    def _matches(self, height: int) -> dict[int, list[Mark]]:
        """Where the words occur on the screen, across the ends of lines."""
        found: dict[int, list[Mark]] = {}
        if not self.words:
            return found
        first = max(0, self.top - CONTEXT)
        texts = [line_text(self.page.line(at)) for at in range(first, self.top + height + CONTEXT)]
        start = 0
        starts = []
        for text in texts:
            starts.append(start)
            start += len(text) + 1
        for begin, end in word_marks(" ".join(texts), self.words):
            for at, text in enumerate(texts):
                low = max(begin - starts[at], 0)
                high = min(end - starts[at], len(text))
                if low < high:
                    left = cell_width(text[:low])
                    mark = (left, left + cell_width(text[low:high]), "match")
                    found.setdefault(first + at, []).append(mark)
        return found

    def target_at(self, x: int, y: int, width: int, height: int) -> str | int | None:  # noqa: ARG002
        """The target of the link under a cell."""
        return (
            target_in(self.page.line(self.top + y), x - self.margin) if x >= self.margin else None
        )

    def text(self, width: int, height: int) -> str:  # noqa: ARG002
        """The page up to the last line on the screen."""
        self.page.ensure(self.top + height)
        return "\n".join(f"{' ' * self.margin}{line_text(line)}" for line in self.page.lines)


def _moved(mark: Mark, by: int) -> Mark:
    return mark[0] + by, mark[1] + by, mark[2]


def with_letters(line: Line, letters: Sequence[tuple[int, str]]) -> Line:
    """A line with letters just before their cells, over blanks where there are any.

    Where a letter would hide a character it is put in, so that no word is ever overwritten.
    """
    for first, letter in sorted(letters, reverse=True):
        before, after = _divided(line, first)
        blanks = line_width(before) - cell_width(line_text(before))
        before, _ = _divided(before, first - min(blanks, len(letter)))
        line = (*before, Span(letter, HINT), *after)
    return line


def _divided(line: Line, cell: int) -> tuple[Line, Line]:
    """A line cut in two before a cell."""
    before: list[Span] = []
    at = 0
    for place, span in enumerate(line):
        width = cell_width(span.text)
        if at + width > cell:
            first, rest = _cut(span, cell - at)
            return (*before, first), (rest, *line[place + 1 :])
        before.append(span)
        at += width
    return tuple(before), ()


def _cut(span: Span, cells: int) -> tuple[Span, Span]:
    first, used = "", 0
    for grapheme, width in graphemes(span.text):
        if used + width > cells:
            break
        first, used = first + grapheme, used + width
    return span._replace(text=first), span._replace(text=span.text[len(first) :])
