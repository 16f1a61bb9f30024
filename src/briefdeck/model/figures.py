"""Figures in words, with the units, scales and hedges of their sources; trends."""

from decimal import Decimal
from math import floor, inf, isfinite
from typing import Final

from msgspec import Struct

from briefdeck.model.amounts import (
    SCALES,
    exact,
    finite,
    in_base_units,
    is_percent,
    plain_number,
)
from briefdeck.model.briefing import Point, Scale, Series
from briefdeck.model.datewords import date_words

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
_LEANINGS: Final = {"more than": 1, "at least": 1, "nearly": -1, "less than": -1, "at most": -1}
_SAID: Final = {"estimated": "an estimated", "alleged": "allegedly"}


def number_words(value: float | Decimal) -> str:
    """A number as people write it: `1,234.5`, `−3`."""
    number = exact(value)
    if abs(number) >= 10**21:
        return f"{number:.3g}".replace("-", "−")
    if number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    text = f"{abs(number):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if number < 0 else text


def amount(series: Series, point: Point) -> float | None:
    """A point's value in base units (dollars, people), exact where it can be; None where there is none."""
    value = finite(point.value)
    return None if value is None else in_base_units(series, value)


def leanings(first: Point, second: Point) -> frozenset[int]:
    """How the true change from one point to another may stand to that of what is said: 1 above it, -1 below, none just so."""
    return _leanings(second) | {-each for each in _leanings(first)}


def hedge_of(first: Point, second: Point, change: float) -> str:
    """What stands before the difference of two values as their hedges allow: "about ", "over ", "under ", nothing for exact ones."""
    ways = leanings(first, second)
    if len(ways) != 1:
        return "about " if ways else ""
    return "over " if change * next(iter(ways)) > 0 else "under "


def _leanings(point: Point) -> frozenset[int]:
    if point.low is not None or point.high is not None or point.qualifier in {"about", "estimated"}:
        return frozenset({1, -1})
    lean = _LEANINGS.get(point.qualifier or "")
    return frozenset() if lean is None else frozenset({lean})


def change_limit(first: Point, second: Point, change: float) -> int | None:
    """What a bound lets one say of a change: 0 all of it, 1 at least so much up, -1 at least so much down, None nothing.

    Only "at least" and "at most" are bounds: from 58 to "at least 30" may be up as well as down, to "at least 70" is up.
    """
    if not any(_is_bound(point) for point in (first, second)):
        return 0
    ways = leanings(first, second)
    return next((way for way in ways if way * change > 0), None) if len(ways) == 1 else None


def _is_bound(point: Point) -> bool:
    return point.qualifier in {"at least", "at most"} and point.low is None and point.high is None


def value_words(series: Series, point: Point) -> str:
    """A point's value as its source has it: "more than $590 million", "81%", "400–500 people"; "no figure" for a gap."""
    value = finite(point.value)
    scale = _said_scale(series, point)
    span = _range_words(series, point, scale)
    if value is None:
        return hedged_words(point, _placed(series.unit, span, scale)) if span else NO_FIGURE
    is_one = value == 1 and series.scale is None
    said = hedged_words(
        point, _placed(series.unit, _written(series, value, scale), scale, alone=is_one)
    )
    return f"{said} ({span})" if span else said


def hedged_words(point: Point, words: str) -> str:
    """A value's words with the point's hedge before them; behind a range of one end: "more than 590", "from 3, estimated"."""
    if (
        point.qualifier is not None
        and point.value is None
        and (point.low is None or point.high is None)
    ):
        return f"{words}, {point.qualifier}"
    return (
        words
        if point.qualifier is None
        else f"{_SAID.get(point.qualifier, point.qualifier)} {words}"
    )


def amount_words(series: Series, value: float) -> str:
    """An amount in base units in the series' unit, with the largest scale that fits: "$1.4 billion", "34,000 homicides"."""
    number = finite(value)
    if number is None:
        return NO_FIGURE
    scale = next((name for name in ("billion", "million") if abs(number) >= SCALES[name]), None)
    shown = _rounded(number / SCALES[scale]) if scale else number
    return _placed(series.unit, number_words(shown), scale, alone=number == 1)


def unit_words(series: Series) -> str:
    """The unit of the series' plain values, for a column or an axis: "$ million", "%", "thousand people"."""
    symbol, rest = _currency(series.unit)
    scale = series.scale or ""
    if symbol is not None:
        return " ".join(part for part in (symbol.strip(), scale, rest) if part)
    return " ".join(
        part for part in (scale, "%" if is_percent(series.unit) else series.unit) if part
    )


def point_label(series: Series, point: Point) -> str:
    """What a point stands at: its period in the series' calendar, or its category; its part of the whole beside it."""
    where = date_words(point.at, series.calendar) if point.at is not None else point.category or ""
    return f"{where}, {point.part}" if point.part and where else where or point.part or ""


def in_order(series: Series) -> tuple[Point, ...]:
    """The points by time, those without a time after them, else in the file's order."""
    return tuple(
        sorted(
            series.points,
            key=lambda point: (point.at is None, point.at.sort_key if point.at else ()),
        )
    )


class Trend(Struct, frozen=True):
    """The course of a series: its points that say most. `change` is last less first, in base units; `percent` of the first."""

    first: Point
    last: Point
    lowest: Point
    highest: Point
    change: float
    percent: float | None


def trend(series: Series) -> Trend | None:
    """The course of a series over time; None with fewer than two values, or where values are parts of wholes."""
    valued = [
        (each, size)
        for each in in_order(series)
        if each.at is not None and (size := amount(series, each)) is not None
    ]
    if len(valued) < 2 or any(point.part for point, _ in valued):
        return None
    (first, start), (last, end) = valued[0], valued[-1]
    change = exact(end) - exact(start)
    return Trend(
        first=first,
        last=last,
        lowest=min(valued, key=lambda each: each[1])[0],
        highest=max(valued, key=lambda each: each[1])[0],
        change=plain_number(change),
        percent=_finite_percent(change, exact(start)),
    )


def _finite_percent(change: Decimal, start: Decimal) -> float | None:
    """A change in percent of what it started from; None from zero, or from next to nothing."""
    percent = float(change / abs(start) * 100) if start else inf
    return percent if isfinite(percent) else None


def trend_words(series: Series) -> str:
    """The course in one sentence: "From about $48 million (FY2007) to …: up 733%. Highest: …"; empty where there is none."""
    course = trend(series)
    if course is None:
        return _extremes_words(series)
    change = _change_words(series, course)
    ends = f"From {_located(series, course.first)} to {_located(series, course.last)}"
    words = f"{ends}: {change}." if change else f"{ends}."
    said = (amount(series, course.first), amount(series, course.last))
    extremes = [
        f"{name}: {_located(series, point)}."
        for name, point in (("Highest", course.highest), ("Lowest", course.lowest))
        if amount(series, point) not in said
    ]
    return " ".join([words, *extremes])


def _change_words(series: Series, course: Trend) -> str:
    """The change in words, like "down about 48%"; empty where a bound lets nobody say."""
    limit = change_limit(course.first, course.last, course.change)
    if limit is None:
        return ""
    if not course.change:
        return "no change"
    direction = "up" if course.change > 0 else "down"
    about = (
        "at least "
        if limit
        else "about "
        if course.first.qualifier or course.last.qualifier
        else ""
    )
    if is_percent(series.unit):
        return f"{direction} {about}{number_words(abs(course.change))} percentage points"
    if (
        course.percent is None
        or (amount(series, course.first) or 0) * (amount(series, course.last) or 0) < 0
    ):
        return f"{direction} {about}{amount_words(series, abs(course.change))}"
    size = abs(course.percent)
    return f"{direction} {'less than 1' if size < 1 and not limit else about + number_words(_whole_percent(size, limit))}%"


def _whole_percent(size: float, limit: int) -> int:
    """A percentage rounded; down, where it is the least that a change can be."""
    return floor(size) if limit else round(size)


def _extremes_words(series: Series) -> str:
    """Highest and lowest of the categories or single values; empty with fewer than two."""
    valued = [(each, size) for each in series.points if (size := amount(series, each)) is not None]
    if len(valued) < 2 or any(each.part for each, _ in valued):
        return ""
    highest, lowest = (
        max(valued, key=lambda each: each[1])[0],
        min(valued, key=lambda each: each[1])[0],
    )
    return f"Highest: {_located(series, highest)}. Lowest: {_located(series, lowest)}."


def _located(series: Series, point: Point) -> str:
    label = point_label(series, point)
    return f"{value_words(series, point)} ({label})" if label else value_words(series, point)


def _range_words(series: Series, point: Point, scale: Scale | None) -> str:
    low, high = (
        None if end is None else _written(series, end, scale)
        for end in (finite(point.low), finite(point.high))
    )
    if low is not None and high is not None:
        return (
            low if low == high else f"{low}–{high}" if "−" not in low + high else f"{low} to {high}"
        )
    return f"from {low}" if low is not None else f"up to {high}" if high is not None else ""


def _said_scale(series: Series, point: Point) -> Scale | None:
    """The scale that is said in words: a thousand millions are a billion, hundreds and thousands are multiplied out."""
    if series.scale not in {"million", "billion"}:
        return None
    numbers = [
        number
        for end in (point.value, point.low, point.high)
        if (number := finite(end)) is not None
    ]
    is_large = (
        series.scale == "million" and numbers and all(abs(number) >= 1000 for number in numbers)
    )
    return "billion" if is_large else series.scale


def _placed(unit: str, number: str, scale: str | None, *, alone: bool = False) -> str:
    """A number with its unit where it belongs: before it for money, after it for everything else."""
    symbol, rest = _currency(unit)
    if symbol is not None:
        sign, digits = ("−", number[1:]) if number.startswith("−") else ("", number)
        leading = next((word for word in ("from ", "up to ") if digits.startswith(word)), "")
        return " ".join(
            part
            for part in (f"{leading}{sign}{symbol}{digits.removeprefix(leading)}", scale, rest)
            if part
        )
    if is_percent(unit):
        return f"{number}%" if scale is None else f"{number} {scale} percent"
    named = _singular(unit) if alone else unit
    return " ".join(
        part
        for part in (number.replace(",", "") if unit == "year" else number, scale, named)
        if part
    )


def _singular(unit: str) -> str:
    if unit == "people":
        return "person"
    if " " in unit:
        return unit
    if unit.endswith("ies"):
        return unit[:-3] + "y"
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


def _currency(unit: str) -> tuple[str | None, str]:
    name, _, rest = unit.partition(" ")
    return CURRENCIES.get(name), rest


def _written(series: Series, value: Decimal, scale: Scale | None) -> str:
    return number_words(value * SCALES[series.scale] / SCALES[scale])


def _rounded(value: Decimal) -> Decimal:
    """Three significant digits, for amounts that were computed."""
    return Decimal(f"{value:.3g}")
