"""The cited numbers of figures and tables: points with their ranges, and cells."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, cast

from msgspec.structs import replace

from briefdeck.evidence.numbers.cited_places import CitedPlaces
from briefdeck.evidence.numbers.periods import Periods, month_in, periods_in, with_month
from briefdeck.evidence.numbers.stated import End, Quantity, StatedNumber
from briefdeck.evidence.numbers.subjects import names, stems, stems_near
from briefdeck.evidence.numbers.units import Unit, head_unit, unit_of
from briefdeck.evidence.numbers.written import Written, last_step, numbers_in
from briefdeck.model.amounts import SCALES, exact, finite
from briefdeck.model.briefing import Column, Point, Series, Table
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import value_words
from briefdeck.model.measures import DecimalSign
from briefdeck.model.numerals import number_words
from briefdeck.model.problem import KeyPath
from briefdeck.model.prose import plain_line

_MOST_WORDS: Final = 12
_LONGEST: Final = 200
"""Years of a span that are told apart."""


def point_numbers(series: Series, path: KeyPath, places: CitedPlaces) -> Iterator[StatedNumber]:
    """Yield the value and the ends of the range of each point of a series that is cited."""
    unit = unit_of(series.unit)
    words = tuple(stems(f"{series.title} {series.unit}"))
    for number, point in enumerate(series.points):
        at = (*path, "points", number)
        cited = places.of_point(point, at)
        if not cited:
            continue
        said = value_words(series, point)
        for key in ("value", "low", "high"):
            value = finite(getattr(point, key))
            if value is None:
                continue
            quantity = _of_point(series, point, value, unit, words)
            end = cast("End", key if key != "value" else "")
            yield StatedNumber(
                entry=series.id,
                path=(*at, key),
                said=said,
                quantity=replace(quantity, end=end, hedge=None if end else point.qualifier),
                places=cited,
            )


def _of_point(
    series: Series, point: Point, value: Decimal, unit: Unit, words: tuple[str, ...]
) -> Quantity:
    power = last_step(Decimal(SCALES[series.scale])) + unit.power
    labels = stems(f"{point.category or ''} {point.part or ''}")
    return Quantity(
        value=value.scaleb(power),
        step=last_step(value) + power,
        power=power,
        unit=unit.name,
        noun="" if unit.name or unit.is_open else series.unit,
        is_open=unit.is_open,
        periods=_dated(point.at) if point.at is not None else periods_in(point.category or ""),
        words=(*labels, *(word for word in words if word not in labels)),
        labels=tuple(sorted(labels)),
        names=tuple(sorted(labels | names(series.title))),
    )


def _dated(at: Edtf) -> Periods:
    """The years that a date covers, or its month."""
    if not at.is_interval:
        if at.precision == "year":
            return ((at.year, 0),)
        text = at.text.strip("?~%")
        month = int(text[5:7]) if text[4:5] == "-" and text[5:7].isdigit() else 0
        return ((at.year, month if month <= 12 else 0),)
    start, end = at.start, at.end
    if start is None or end is None:
        return ()
    last = min(end.year, start.year + _LONGEST)
    return tuple((year, 0) for year in range(start.year, last + 1))


def cell_numbers(table: Table, path: KeyPath, places: CitedPlaces) -> Iterator[StatedNumber]:
    """Yield the numbers of the cells of a cited table that hold nothing else."""
    if not places.own:
        return
    columns = [Column(title=each) if isinstance(each, str) else each for each in table.columns]
    for row, cells in enumerate(table.rows):
        for place, cell in enumerate(cells[: len(columns)]):
            column = columns[place]
            if isinstance(cell, bool) or column.format in {"year", "id"} or not place:
                continue
            others = [str(each) for at, each in enumerate(cells) if at != place]
            for written in _numbers_of(cell, places.sign):
                yield StatedNumber(
                    entry=table.id,
                    path=(*path, "rows", row, place),
                    said=plain_line(cell) if isinstance(cell, str) else _said(exact(cell), column),
                    quantity=_of_cell(table, column, written, others),
                    places=places.own,
                )


def _numbers_of(cell: str | float, sign: DecimalSign) -> list[Written]:
    """The number that a cell is, or both ends of a range; none where it says something else."""
    if not isinstance(cell, str):
        value = exact(cell)
        return [Written(start=0, end=0, first=0, last=0, value=value, step=last_step(value))]
    text = plain_line(cell)
    found = numbers_in(text, 0, len(text), sign)
    amounts = [each for each in found if each.is_amount and not each.doubt]
    if len(amounts) != len(found) or len(amounts) not in {1, 2}:
        return []
    number, other = amounts[0], amounts[-1]
    if number is not other and (number.range_end, other.range_end) != ("low", "high"):
        return []
    rest = text[: number.start] + text[other.end :]
    return amounts if len(stems(rest)) == len(stems(other.noun)) else []


def _said(value: Decimal, column: Column) -> str:
    """A number of a cell with the unit of its column."""
    return " ".join(filter(None, (number_words(value), column.unit)))


def _of_cell(table: Table, column: Column, number: Written, others: list[str]) -> Quantity:
    given = unit_of(column.unit) if column.unit else head_unit(column.title)
    if column.format == "percent":
        given = Unit("percent")
    power = 0 if number.power or number.unit == "percent" else given.power
    unit = number.unit or given.name
    label = others[0] if others else ""
    heads = f"{label} {column.title}"
    periods = periods_in(heads)
    month = month_in(label) or month_in(column.title)
    labels = stems(label)
    return Quantity(
        value=number.value.scaleb(power),
        step=number.step + power,
        power=number.power + power,
        unit=unit,
        noun=number.noun,
        is_open=not unit and not number.noun,
        hedge=number.hedge,
        is_of_range=bool(number.range_end),
        periods=with_month(periods, month, is_fiscal=False) if month else periods,
        words=stems_near(f"{heads} {table.title} {' '.join(others[1:])}", 0, _MOST_WORDS),
        labels=tuple(sorted(labels)),
        names=tuple(sorted(labels | stems(column.title))),
    )
