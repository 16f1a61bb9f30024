"""Tables in the text of a copy: the row in which a number stands, its label, and its head."""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from briefdeck.evidence.numbers.cells import (
    CELL,
    DAY,
    HAS_DIGIT,
    NUMBER_CELL,
    PROSE,
    Row,
    Span,
    row_of,
)
from briefdeck.evidence.numbers.numbered import is_year
from briefdeck.evidence.numbers.subjects import stems
from briefdeck.text.pattern import pattern

_LONGEST: Final = 2000
"""Characters of a line that may be a row."""
_FARTHEST: Final = 300
"""Lines above a row among which the head of its table is looked for."""
_MOST_HEADS: Final = 2
_MOST_TITLE: Final = 300
"""Characters of a line above a table that may be its title."""
_HEAD_LINE: Final = pattern(r"[^.:;0-9]{3,120}")
_PREFIX_WORDS: Final = "El La Los Las San Santa Del New North South East West St."
_PREFIXES: Final = frozenset(_PREFIX_WORDS.split())
"""Words that a name of several begins with."""
_JOINING: Final = frozenset(["of", "in", "per", "and", "to", "for", "by", "the", "from", "&"])
_AROUND: Final = 50_000
"""Characters around a line of heads in which a name is looked for that stands there."""
_GOES_ON: Final = pattern(r"\s[a-z(]|[,.;)]")
"""What stands behind a name in a sentence."""
_SHORTEST_STEM: Final = 3
"""Letters of a word that has a stem, at least."""
_MOST_SECOND: Final = 120
"""Characters of a line right above that one that belongs to the title too."""


class Heads(NamedTuple):
    """What stands above a row: heads, the lines of a title, the label of a group of rows."""

    rows: tuple[Row, ...] = ()
    title: str = ""
    group: str = ""


class Rows:
    """The rows of tables in a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, Row | None] = {}
        self._heads: dict[int, Heads] = {}

    def row_at(self, place: int) -> Row | None:
        """Return the row in which a number stands as a cell of its own; None for none."""
        line = self._line(place)
        if line is None:
            return None
        row = self._row(*line)
        if row is None or len(row.cells) < 2:
            return None
        column = row.column_at(place)
        if column is None or not NUMBER_CELL.fullmatch(self._text, *row.cells[column]):
            return None
        if DAY.fullmatch(self._text, *row.cells[column]):
            return None
        return row if row.by != " " or self._has_neighbor(row) else None

    def heads(self, row: Row) -> Heads:
        """Return what stands above a row that says what its columns are."""
        if row.start in self._heads:
            return self._heads[row.start]
        passed: list[int] = []
        found = self._climb(row, passed)
        for start in passed:
            self._heads[start] = found
        return found

    def head_of(self, row: Row, column: int) -> str:
        """Return the head of a column, from the top down."""
        heads = self.heads(row)
        said = [self._aligned(head, row, column) for head in reversed(heads.rows)]
        return " ".join(dict.fromkeys(filter(None, said)))

    def column_said(self, row: Row, wanted: Collection[str]) -> int | None:
        """Return the column that heads without known cells name by some stems; None for none.

        The words before and behind must be those of the other columns, each with one at least.
        """
        heads = self.heads(row).rows
        if not heads or heads[0].cells:
            return None
        words = [self._text[slice(*each)] for each in self._units(heads[0].start, heads[0].end)]
        named = [place for place, word in enumerate(words) if not stems(word).isdisjoint(wanted)]
        if not named:
            return None
        first, last = named[0], named[-1]
        while first and len(words[first - 1]) < _SHORTEST_STEM:
            first -= 1
        if any(stems(word).isdisjoint(wanted) and stems(word) for word in words[first:last]):
            return None
        behind, most = len(words) - 1 - last, len(row.cells) - 1
        columns = [
            column
            for column in range(most + 1)
            if min(first, 1) <= column <= first and min(behind, 1) <= most - column <= behind
        ]
        return columns[0] if len(columns) == 1 else None

    def around(self, row: Row, most: int) -> Iterator[Row]:
        """Yield the rows of the same table next to a row, the nearest first."""
        for lines in (self._above(row.start), self._below(row.end)):
            for number, (start, end) in enumerate(lines):
                if number == most:
                    break
                other = self._row(start, end)
                if other is not None and len(other.cells) == len(row.cells):
                    yield other

    def lines_around(self, place: int, most: int) -> Span:
        """Return from and to of the lines of text around a place, up to blank lines and tables."""
        first, last = self._line(place) or (place, place)
        start, end = max(first, place - most), min(last, place + most)
        while start == first and start and place - start < most:
            line = self._line(start - 1)
            if line is None or self._parts(line):
                break
            first = line[0]
            start = max(first, place - most)
        while end == last and end < len(self._text) and end - place < most:
            line = self._line(end + 1)
            if line is None or self._parts(line):
                break
            last = line[1]
            end = min(last, place + most)
        return start, end

    def _parts(self, line: Span) -> bool:
        """Whether a line parts texts: it is blank or a row of a table."""
        if not self._text[slice(*line)].strip():
            return True
        row = self._row(*line)
        if row is None or len(row.cells) < 2:
            return False
        if row.by == " ":
            return self._has_neighbor(row)
        return row.by == "\t" or any(self._is_number(cell) for cell in row.cells)

    def cell(self, row: Row, column: int) -> str:
        """Return what stands in a cell."""
        return self._text[slice(*row.cells[column])]

    def label(self, row: Row, column: int) -> str:
        """Return what the other cells of a row say that hold no amounts: its label."""
        said = [
            self.cell(row, number)
            for number in range(len(row.cells))
            if number != column and not self._is_amount(row.cells[number])
        ]
        return " ".join(said)

    def _climb(self, row: Row, passed: list[int]) -> Heads:
        """What stands above a row; the rows on the way, for which that is the same, are added."""
        passed.append(row.start)
        group = ""
        lines = self._above(row.start)
        for start, end in lines:
            other = self._row(start, end)
            line = self._text[start:end].strip()
            if other is not None and len(other.cells) > 1:
                if not _are_of_one(row, other, is_apart=bool(group)):
                    break
                if not self._is_data(other):
                    return self._headed(other, lines, group)
                if start in self._heads:
                    return self._heads[start]
                passed.append(start)
            elif len(line) > _MOST_TITLE or PROSE.search(line):
                break
            elif row.by == " " and not group and _HEAD_LINE.fullmatch(line):
                return self._headed(self._in_words(start, end, row), lines, group)
            else:
                group = group or line
        return Heads((), group)

    def _in_words(self, start: int, end: int, row: Row) -> Row:
        """A line of heads parted by single blanks; without cells where these cannot be told."""
        words = self._words(start, end)
        cells = words if len(words) <= len(row.cells) else self._units(start, end)
        return Row(start, end, tuple(cells) if len(cells) == len(row.cells) else (), " ")

    def _words(self, start: int, end: int) -> list[Span]:
        return [(each.start(), each.end()) for each in CELL.finditer(self._text, start, end)]

    def _units(self, start: int, end: int) -> list[Span]:
        """The words of a line of heads, those together that stand together in a sentence."""
        units: list[Span] = []
        before = -1
        for word in self._words(start, end):
            if units and self._are_one(before, word[1]):
                units[-1] = units[-1][0], word[1]
            else:
                units.append(word)
            before = word[0]
        return units

    def _are_one(self, start: int, end: int) -> bool:
        """Whether two words of a line of heads are one name."""
        words = self._text[start:end]
        first, _, second = words.partition(" ")
        if first in _PREFIXES or not {first, second}.isdisjoint(_JOINING):
            return True
        last = end + _AROUND
        place = self._text.find(words, max(0, start - _AROUND), last)
        while place >= 0:
            if place != start and _GOES_ON.match(self._text, place + len(words)):
                return True
            place = self._text.find(words, place + 1, last)
        return False

    def _headed(self, head: Row, lines: Iterator[Span], group: str) -> Heads:
        """A head, with another one above it, and the lines of the title above them."""
        heads, title, below = [head], "", 0
        for start, end in lines:
            other = self._row(start, end)
            line = self._text[start:end].strip()
            is_head = other is not None and len(other.cells) > 1 and not title
            if is_head and other is not None and len(heads) < _MOST_HEADS:
                if self._is_data(other):
                    break
                heads.append(other)
            elif not title and len(line) <= _MOST_TITLE:
                title, below = line, start
            else:
                if end + 1 == below and len(line) <= _MOST_SECOND and line[-1] not in ".;,":
                    title = f"{line}\n{title}"
                break
        return Heads(tuple(heads), title, group)

    def _aligned(self, head: Row, row: Row, column: int) -> str:
        """The cell of a head that stands above a column; from the right where it has fewer."""
        short = len(row.cells) - len(head.cells)
        place = column - short if short > 0 else column
        return self.cell(head, place) if 0 <= place < len(head.cells) else ""

    def _is_data(self, row: Row) -> bool:
        """Whether a row holds amounts, not years alone."""
        return any(map(self._is_amount, row.cells))

    def _is_number(self, cell: Span) -> bool:
        text = self._text[slice(*cell)]
        return HAS_DIGIT.search(text) is not None and NUMBER_CELL.fullmatch(text) is not None

    def _is_amount(self, cell: Span) -> bool:
        if not self._is_number(cell):
            return False
        text = self._text[slice(*cell)].strip()
        bare = text.strip("()*†‡ \u00a0").removeprefix("FY").strip()
        return not is_year(bare) and not text.upper().startswith("FY")

    def _has_neighbor(self, row: Row) -> bool:
        """Whether a line beside one whose cells are parted by single blanks is a row like it."""
        for lines in (self._above(row.start), self._below(row.end)):
            for start, end in lines:
                other = self._row(start, end)
                if other is not None and len(other.cells) in {len(row.cells), len(row.cells) - 1}:
                    return True
                break
        return False

    def _line(self, place: int) -> Span | None:
        """From and to of the line of a place; None of a very long one."""
        floor = max(0, place - _LONGEST)
        start = self._text.rfind("\n", floor, place) + 1
        if not start and floor:
            return None
        end = self._text.find("\n", place, place + _LONGEST)
        if end < 0:
            end = len(self._text)
        return (start, end) if end - start <= _LONGEST else None

    def _above(self, start: int) -> Iterator[Span]:
        """The lines above one, the nearest first; one blank line is passed over."""
        blank = 0
        for _ in range(_FARTHEST):
            if not start:
                return
            line = self._line(start - 1)
            if line is None:
                return
            start = line[0]
            if self._text[slice(*line)].strip():
                blank = 0
                yield line
            else:
                blank += 1
                if blank > 1:
                    return

    def _below(self, end: int) -> Iterator[Span]:
        blank = 0
        for _ in range(_FARTHEST):
            if end >= len(self._text):
                return
            line = self._line(end + 1)
            if line is None:
                return
            end = line[1]
            if self._text[slice(*line)].strip():
                blank = 0
                yield line
            else:
                blank += 1
                if blank > 1:
                    return

    def _row(self, start: int, end: int) -> Row | None:
        if start not in self._known:
            self._known[start] = row_of(self._text, start, end)
        return self._known[start]


def _are_of_one(row: Row, other: Row, *, is_apart: bool) -> bool:
    """Whether two rows can be of one table; is_apart: with a line of text between them."""
    if (other.by == "\t") != (row.by == "\t") or (other.by == "|") != (row.by == "|"):
        return False
    return not is_apart or 0 <= len(row.cells) - len(other.cells) <= 1
