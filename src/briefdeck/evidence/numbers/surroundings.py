"""A number of a copy with what stands around it: a sentence, or the row and column of a table."""

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec import Struct

from briefdeck.evidence.numbers.cells import Row
from briefdeck.evidence.numbers.flat import Flat
from briefdeck.evidence.numbers.periods import (
    Dated,
    Periods,
    dates_in,
    month_in,
    periods_in,
    periods_of,
    with_month,
)
from briefdeck.evidence.numbers.rows import Rows
from briefdeck.evidence.numbers.subjects import stems
from briefdeck.evidence.numbers.units import PERCENT, POINTS, Unit, head_unit, title_unit
from briefdeck.evidence.numbers.written import Written, within
from briefdeck.model.sentences import is_sentence_end
from briefdeck.text.pattern import pattern

_FISCAL: Final = pattern(r"\bFY|[Ff]iscal")
_STOP: Final = pattern(
    r"[.?!][\"”’)\]]*(?:[⁰¹²³⁴-⁹*†‡]+|\[?[0-9]{1,3}\]?)?\s+(?=[\"“‘(]?[A-ZÀ-Þ0-9$€£])|\s+[•▪]\s+"
)
_BLANKS: Final = str.maketrans(dict.fromkeys("\n\u00a0\u2007\u2009\u202f", " "))
_MOST_ROWS: Final = 60
_WIDEST: Final = 400
"""Characters of a sentence on either side of a number that say what it is of."""

Span = tuple[int, int]


class Seen(Struct, frozen=True, kw_only=True):
    """A number of a copy and what stands around it.

    value, step, unit: as in `Written`, with what the head of its column says. is_open: whether
    nothing says of what it is. span: from and to of its sentence or row. words: stems of that, with
    heads and title. label, head: stems of the row's label and of the column's head. above: that
    head and the title.
    """

    number: Written
    value: Decimal
    step: int
    power: int
    unit: str
    is_open: bool
    span: Span
    words: frozenset[str]
    periods: Periods = ()
    label: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    row: Row | None = None
    column: int = 0
    above: str = ""


class _Sentence(NamedTuple):
    """A sentence on one line, its stems, from and to of its amounts, and its dates."""

    flat: Flat
    words: frozenset[str]
    amounts: list[Span]
    dates: list[Dated]


class Surroundings:
    """Reads what stands around the numbers of a text."""

    def __init__(self, text: str, amounts: Callable[[int, int], list[Span]]) -> None:
        """Take a text, and what gives from and to of the amounts between two places of it."""
        self._text = text
        self._rows = Rows(text)
        self._amounts = amounts
        self._sentences: dict[Span, _Sentence] = {}

    def seen(self, number: Written) -> Seen:
        """Return a number with what stands around it."""
        row = self._rows.row_at(number.first)
        column = row.column_at(number.first) if row is not None else None
        if row is not None and column is not None:
            return self._in_table(within(number, self._text, *row.cells[column]), row, column)
        return self._in_sentence(number)

    def siblings(self, seen: Seen, *, across: bool) -> Iterator[Span]:
        """Yield from and to of the cells of the same column, or of the same row."""
        if seen.row is None:
            return
        if across:
            for number, cell in enumerate(seen.row.cells):
                if number != seen.column:
                    yield cell
            return
        for row in self._rows.around(seen.row, _MOST_ROWS):
            yield row.cells[seen.column]

    def _in_sentence(self, number: Written) -> Seen:
        start, end = span = self._sentence(number.first)
        said = self._sentences.get(span)
        if said is None:
            flat = Flat(self._text[start:end])
            amounts = [
                (flat.place(first - start), flat.place(last - start))
                for first, last in self._amounts(*span)
            ]
            said = _Sentence(flat, stems(flat.text), amounts, dates_in(flat.text))
            self._sentences[span] = said
        own = said.flat.place(number.first - start), said.flat.place(number.last - start)
        return Seen(
            number=number,
            value=number.value,
            step=number.step,
            power=number.power,
            unit=number.unit,
            is_open=number.is_bare,
            span=(start, end),
            words=said.words,
            periods=periods_of(said.flat.text, own, said.amounts, said.dates),
        )

    def column_said(self, seen: Seen, wanted: Collection[str]) -> Span | None:
        """Return from and to of the cell of a row whose column is named by some stems.

        None where that is the number's own, or cannot be told but by its own head.
        """
        column = self._rows.column_said(seen.row, wanted) if seen.row is not None else None
        if seen.row is None or column is None or column == seen.column:
            return None
        return seen.row.cells[column]

    def _sentence(self, place: int) -> Span:
        """From and to of the sentence around a number; one may begin with a number."""
        start, end = self._rows.lines_around(place, _WIDEST)
        text = self._text[start:end].translate(_BLANKS)
        first, last = 0, len(text)
        for stop in _STOP.finditer(text):
            if not is_sentence_end(text, stop.start(), stop.start() + 1):
                continue
            if stop.end() <= place - start:
                first = stop.end()
            elif stop.start() >= place - start:
                last = stop.end()
                break
        return start + first, start + last

    def _in_table(self, number: Written, row: Row, column: int) -> Seen:
        rows = self._rows
        label, head = rows.label(row, column), rows.head_of(row, column)
        heads = rows.heads(row)
        given = self._unit(number, head, label, heads.title)
        value = number.value.scaleb(given.power)
        if number.is_bracketed and given.name not in {PERCENT, POINTS}:
            value = -abs(value)
        return Seen(
            number=number,
            value=value,
            step=number.step + given.power,
            power=number.power + given.power,
            unit=given.name,
            is_open=not given.name,
            span=(row.start, row.end),
            words=stems(f"{label} {head} {heads.group} {heads.title}"),
            periods=_periods(label, head, heads.title),
            label=stems(label),
            head=stems(head),
            row=row,
            column=column,
            above=f"{head} {heads.title}",
        )

    def _unit(self, number: Written, head: str, label: str, title: str) -> Unit:
        """The unit and the scale of a number of a table, its own before that of its column."""
        own = head_unit(head)
        if not own.name and not own.power:
            own = head_unit(label)
        whole = title_unit(title)
        name = number.unit or own.name or (whole.name if whole.name != PERCENT else "")
        if name in {PERCENT, POINTS} or number.power:
            return Unit(name)
        return Unit(name, own.power or whole.power)


def _periods(label: str, head: str, title: str) -> Periods:
    """For when a number of a table is given: by its row and column, else by the title."""
    periods = periods_in(head) or periods_in(label)
    if periods and periods_in(label) and periods_in(head):
        periods = periods_in(head)
    if not periods:
        found = periods_in(title)
        periods = found if len(found) == 1 else ()
    month = month_in(label) or month_in(head)
    return with_month(periods, month, is_fiscal=bool(_FISCAL.search(f"{head} {title} {label}")))
