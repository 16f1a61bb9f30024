"""The arithmetic of figures: scales, units, and what a hedged or rounded number may stand for.

A number without a hedge stands for everything that rounds to it: 15,000 for 14,500 to 15,500,
22,409 for itself; but for no more than five percent either way, as nobody writes 100 for 149. A
hedge takes the place of rounding:

- "about" and "estimated": ten percent either way;
- "nearly" and "less than": the number or up to ten percent less;
- "more than": the number or up to ten percent more;
- "at least" and "at most": no limit on that side;
- "alleged" doubts the source and not the size: as without a hedge.

A range that the source gives counts before all. Two numbers contradict each other where their
ranges share no value.
"""

from decimal import Context, Decimal
from functools import lru_cache
from math import inf
from typing import Final

from msgspec import Struct

from briefdeck.model.briefing import Point, Series

SCALES: Final = {
    None: 1,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_LARGEST: Final = 10**290
"""Beyond it a value is none: not a number, infinite, or too large to draw."""

_CARRIED: Final = Context(prec=15)

_MARGINS: Final = {
    "about": (Decimal("0.1"), Decimal("0.1")),
    "estimated": (Decimal("0.1"), Decimal("0.1")),
    "nearly": (Decimal("0.1"), Decimal(0)),
    "less than": (Decimal("0.1"), Decimal(0)),
    "more than": (Decimal(0), Decimal("0.1")),
}
"""What part of its value a hedged number may be nearer to zero, and farther from it."""

_MOST_ROUNDED: Final = Decimal("0.05")
_OPEN: Final = Decimal("0.999999")
"""Keeps the ends out of a rounding interval, so that 35 and 36 do not share 35.5."""
_UNIT_NAMES: Final = {
    "%": "percent",
    "per cent": "percent",
    "us$": "usd",
    "$": "usd",
    "us dollars": "usd",
    "dollars": "usd",
}


class Range(Struct, frozen=True, gc=False):
    """The least and the most that a quantity may stand for."""

    low: float
    high: float

    def contradicts(self, other: "Range") -> bool:
        """Whether the two share no value."""
        return self.high < other.low or other.high < self.low


def unit_name(unit: str) -> str:
    """Return the one name of a unit with several spellings: `percent` for `%`, `usd` for `US$`."""
    plain = " ".join(unit.lower().split())
    return _UNIT_NAMES.get(plain, plain)


def is_percent(unit: str) -> bool:
    """Whether a unit is percent, however it is spelled."""
    return unit_name(unit) == "percent"


def given_range(series: Series, point: Point) -> Range | None:
    """Return the range that the source gives, in base units; None where it gives none.

    An end that it leaves open is the value, or without limit where there is none.
    """
    low, high = finite(point.low), finite(point.high)
    if low is None and high is None:
        return None
    value = finite(point.value)
    least: Decimal | float | None = low if low is not None else value
    most: Decimal | float | None = high if high is not None else value
    if least is None:
        least = -inf
    if most is None:
        most = inf
    return _scaled((least, most), SCALES[series.scale])


def reach(series: Series, point: Point) -> Range | None:
    """Return all that a point may stand for, in base units; None without a value or a range."""
    given = given_range(series, point)
    if given is not None or finite(point.value) is None:
        return given
    assert point.value is not None
    return number_reach(f"{point.value:.12g}", point.qualifier, SCALES[series.scale])


@lru_cache(maxsize=4096)  # rules and comparisons ask for a point as often as it has neighbours
def number_reach(written: str, hedge: str | None = None, factor: int = 1) -> Range:
    """Return all that a number in digits, commas and a point may stand for, times a factor."""
    value = Decimal(written.replace(",", ""))
    return _scaled(_hedged(value, hedge), factor)


def exact(value: float | Decimal) -> Decimal:
    """Return a number as it is written, without the noise of binary fractions.

    A float carries fifteen digits; what it has behind them is 0.1 + 0.2 = 0.30000000000000004.
    """
    if isinstance(value, Decimal):
        return value
    number = Decimal(repr(value))
    return _CARRIED.plus(number) if isinstance(value, float) else number


def finite(value: float | Decimal | None) -> Decimal | None:
    """Return a number as it is written; None for none, for NaN, and beyond 10 to the power 290."""
    if value is None or not -_LARGEST < value < _LARGEST:
        return None
    return exact(value)


def in_base_units(series: Series, value: Decimal) -> float:
    """Return a value of a series in dollars or people rather than in millions of them."""
    return plain_number(value * SCALES[series.scale])


def plain_number(value: Decimal) -> float:
    """Return the number as an int where it is whole, else as a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def _rounding(value: Decimal) -> Decimal:
    """How far rounding may have moved a number: half a unit of its last digit that is not a zero.

    Zeros behind the point are written on purpose and count as digits.
    """
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "a finite number"
    if exponent >= 0 and value:
        zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
        exponent += zeros
    return min(Decimal(5).scaleb(exponent - 1), abs(value) * _MOST_ROUNDED) * _OPEN


def _hedged(value: Decimal, hedge: str | None) -> tuple[Decimal | float, Decimal | float]:
    if hedge == "at least":
        return value, inf
    if hedge == "at most":
        return -inf, value
    if hedge in _MARGINS:
        nearer, farther = _MARGINS[hedge]
        ends = (value - value * nearer, value + value * farther)
        return min(ends), max(ends)
    slack = _rounding(value)
    return value - slack, value + slack


def _scaled(ends: tuple[Decimal | float, Decimal | float], factor: int) -> Range:
    low, high = (_times(end, factor) for end in ends)
    return Range(low, high)


def _times(end: Decimal | float, factor: int) -> float:
    return plain_number(end * factor) if isinstance(end, Decimal) else end
