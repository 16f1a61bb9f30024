"""Figures in words, with the units, scales and hedges of their sources."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from briefdeck.model.amounts import (
    SCALES,
    exact,
    finite,
    in_base_units,
    is_percent,
)
from briefdeck.model.briefing import Point, Scale, Series
from briefdeck.model.datewords import date_words
from briefdeck.model.numerals import (
    LARGEST_IN_DIGITS,
    number_words,
    percentage_points,
    three_digits,
)

CURRENCIES: Final = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "MXN": "MX$",
    "CAD": "CA$",
    "AUD": "A$",
    "CHF": "CHF ",
    "CNY": "CN¥",
}
NO_FIGURE: Final = "no figure"
_LEANINGS: Final[dict[str | None, frozenset[int]]] = {
    "about": frozenset({1, -1}),
    "estimated": frozenset({1, -1}),
    "more than": frozenset({1}),
    "at least": frozenset({1}),
    "nearly": frozenset({-1}),
    "less than": frozenset({-1}),
    "at most": frozenset({-1}),
}
"""Whether the true value may be above (1) or below (-1) the one that a hedge is said of."""

NOT_COMPARABLE: Final = "not comparable with the points before"
_HEDGES: Final = {"estimated": "an estimated", "alleged": "allegedly"}


def amount(series: Series, point: Point) -> float | None:
    """Return a point's value in base units (dollars, people); None where there is none."""
    value = finite(point.value)
    return None if value is None else in_base_units(series, value)


def leanings(first: Point, second: Point) -> frozenset[int]:
    """Return how the true change between two points may differ from that of what is said.

    1: it may be above it, -1: below it; none: it is just so.
    """
    return _leanings(second) | {-each for each in _leanings(first)}


def hedge_of(first: Point, second: Point, change: float) -> str:
    """Return what stands before the difference of two values: "about ", "over ", "under ".

    Empty where neither value is hedged.
    """
    ways = leanings(first, second)
    if not ways:
        return ""
    if len(ways) > 1:
        return "about "
    (way,) = ways
    return "over " if change * way > 0 else "under "


def _leanings(point: Point) -> frozenset[int]:
    if _has_range(point):
        return frozenset({1, -1})
    return _LEANINGS.get(point.qualifier, frozenset())


def is_hedged(point: Point) -> bool:
    """Whether the source hedges the value or gives a range for it."""
    return point.qualifier is not None or _has_range(point)


def _has_range(point: Point) -> bool:
    return point.low is not None or point.high is not None


def change_limit(first: Point, second: Point, change: float) -> int | None:
    """Return what a bound lets one say of a change.

    0: all of it; 1: at least so much up; -1: at least so much down; None: nothing. Only "at least"
    and "at most" are bounds: from 58 to "at least 30" may be up or down, to "at least 70" is up.
    """
    if not _is_bound(first) and not _is_bound(second):
        return 0
    ways = leanings(first, second)
    if len(ways) != 1:
        return None
    (way,) = ways
    return way if way * change > 0 else None


def _is_bound(point: Point) -> bool:
    return point.qualifier in {"at least", "at most"} and not _has_range(point)


def value_words(series: Series, point: Point) -> str:
    """Return a point's value as its source has it; "no figure" for a gap.

    "more than $590 million", "81%", "400–500 people", "450 people (400–500)".
    """
    plain = _plain_words(series, point)
    if plain:
        return plain
    value = finite(point.value)
    scale = _said_scale(series, point)
    span = _range_words(series, point, scale)
    if value is None:
        return hedged_words(point, _placed(series.unit, span, scale)) if span else NO_FIGURE
    number = _written(series, value, scale)
    is_one = value == 1 and series.scale is None
    said = hedged_words(point, _placed(series.unit, number, scale, alone=is_one))
    return f"{said} ({span})" if span else said


def _plain_words(series: Series, point: Point) -> str:
    """The words of a whole number of more than one without hedge or scale; empty for others.

    Nearly every value is so plain, and the index asks for the words of them all.
    """
    value = point.value
    if type(value) is not int or not 1 < value < LARGEST_IN_DIGITS:
        return ""
    if series.scale is not None or series.unit == "year" or is_hedged(point):
        return ""
    before, after = _around(series.unit)
    return f"{before}{value:,}{after}"


@lru_cache(maxsize=256)
def _around(unit: str) -> tuple[str, str]:
    """What stands before and behind the digits of a plain value."""
    before, _, after = _placed(unit, "2", None).partition("2")
    return before, after


def hedged_words(point: Point, words: str) -> str:
    """Return a value's words with the point's hedge: "more than 590", "from 3, estimated".

    The hedge stands behind a range of one end, before everything else.
    """
    if point.qualifier is None:
        return words
    is_whole_range = point.low is not None and point.high is not None
    if point.value is None and not is_whole_range:
        return f"{words}, {point.qualifier}"
    return f"{_HEDGES.get(point.qualifier, point.qualifier)} {words}"


def amount_words(series: Series, value: float | Decimal) -> str:
    """Return an amount in base units with the series' unit and the largest scale that fits.

    "$1.4 billion", "34,000 homicides"; three significant digits with a scale.
    """
    number = finite(value)
    if number is None:
        return NO_FIGURE
    for scale in ("trillion", "billion", "million"):
        if abs(number) >= SCALES[scale]:
            rounded = three_digits(number / SCALES[scale])
            return _placed(series.unit, number_words(rounded), scale)
    return _placed(series.unit, number_words(number), None, alone=number == 1)


def difference_size(series: Series, change: float) -> str:
    """Return how far two values are apart: "4,804 homicides", "2 percentage points"."""
    size = abs(exact(change))
    return percentage_points(size) if is_percent(series.unit) else amount_words(series, size)


def unit_words(series: Series) -> str:
    """Return the unit of the series' plain values: "$ million", "%", "thousand people"."""
    symbol, rest = _currency(series.unit)
    if symbol is not None:
        return _said(symbol.strip(), series.scale, rest)
    return _said(series.scale, "%" if is_percent(series.unit) else series.unit)


def point_label(series: Series, point: Point) -> str:
    """Return the words for a point's period or category and its part: "2019, northern border"."""
    where = point.category
    if point.at is not None:
        where = date_words(point.at, series.calendar)
    return ", ".join(word for word in (where, point.part) if word)


def in_order(series: Series) -> tuple[Point, ...]:
    """Return the points by time, those without a time after them in the file's order."""
    return tuple(series.points[place] for place in places_in_order(series))


def places_in_order(series: Series) -> tuple[int, ...]:
    """Return the places of the points in the file, counted from 0, in the order of `in_order`."""
    timed = [(point.at, place) for place, point in enumerate(series.points) if point.at is not None]
    timed.sort(key=lambda pair: pair[0].sort_key)
    ordered = [place for _, place in timed]
    return (*ordered, *(place for place, point in enumerate(series.points) if point.at is None))


def located_words(series: Series, point: Point) -> str:
    """Return a point's value with what it is of: "3 people (2019)"."""
    words, label = value_words(series, point), point_label(series, point)
    return f"{words} ({label})" if label else words


def _range_words(series: Series, point: Point, scale: Scale | None) -> str:
    low, high = finite(point.low), finite(point.high)
    if low is None and high is None:
        return ""
    if low is None:
        assert high is not None
        return f"up to {_written(series, high, scale)}"
    least = _written(series, low, scale)
    if high is None:
        return f"from {least}"
    most = _written(series, high, scale)
    if least == most:
        return least
    # A dash beside a minus sign would be read as another one.
    return f"{least} to {most}" if "−" in least + most else f"{least}–{most}"


def _said_scale(series: Series, point: Point) -> Scale | None:
    """The scale that is said in words: a thousand millions are a billion.

    Hundreds and thousands are multiplied out.
    """
    if series.scale == "billion":
        return "billion"
    if series.scale != "million":
        return None
    numbers = [finite(end) for end in (point.value, point.low, point.high)]
    sizes = [abs(number) for number in numbers if number is not None]
    return "billion" if sizes and min(sizes) >= 1000 else "million"


def _placed(unit: str, number: str, scale: str | None, *, alone: bool = False) -> str:
    """A number with its unit: before it for money, after it for everything else."""
    symbol, rest = _currency(unit)
    if symbol is not None:
        return _said(_priced(symbol, number), scale, rest)
    if is_percent(unit):
        return f"{number}%" if scale is None else f"{number} {scale} percent"
    if unit == "year":
        number = number.replace(",", "")
    return _said(number, scale, singular_unit(unit) if alone else unit)


def _priced(symbol: str, number: str) -> str:
    """A number with a currency's symbol: "$590", "−$3", "from $3", "up to $5"."""
    if number[:1].isdecimal():
        return f"{symbol}{number}"
    for leading in ("from ", "up to ", "−"):
        if number.startswith(leading):
            return f"{leading}{symbol}{number.removeprefix(leading)}"
    return f"{symbol}{number}"


def _said(*words: str | None) -> str:
    """The words that there are, with blanks between them."""
    return " ".join(word for word in words if word)


def singular_unit(unit: str) -> str:
    """Return what one of a unit is called: `person` for `people`."""
    if unit == "people":
        return "person"
    if " " in unit:
        return unit
    if unit.endswith("ies"):
        return unit[:-3] + "y"
    if unit.endswith("ss"):
        return unit
    return unit.removesuffix("s")


def _currency(unit: str) -> tuple[str | None, str]:
    name, _, rest = unit.partition(" ")
    return CURRENCIES.get(name), rest


def _written(series: Series, value: Decimal, scale: Scale | None) -> str:
    return number_words(value * SCALES[series.scale] / SCALES[scale])
