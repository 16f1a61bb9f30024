"""Quantities as ranges: what a hedged or rounded number may stand for, and whether two of them contradict each other."""

from typing import Final

from msgspec import Struct

from briefdeck.model.briefing import Point, Series
from briefdeck.model.edtf import Edtf
from briefdeck.text.pattern import pattern

SCALES: Final = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


class Range(Struct, frozen=True, gc=False):
    """The least and the most that a quantity may stand for."""

    low: float
    high: float

    def contradicts(self, other: "Range") -> bool:
        """Whether the two share no value."""
        return self.high < other.low or other.high < self.low


def rounded(value: float, digits: str = "") -> Range:
    """A number as written stands for all that round to it: 15,000 for 14,500 to 15,500, 22,409 for itself."""
    text = (digits or f"{value:.12g}").replace(",", "")
    if "." in text:
        slack = 0.5 * 10.0 ** -len(text.partition(".")[2])
    else:
        slack = 0.5 * 10.0 ** (len(text) - len(text.rstrip("0"))) if text.strip("0") else 0.5
    slack *= value / float(text) if digits and float(text) else 1
    return Range(
        value - min(slack, abs(value) * 0.05) - 1e-9 * abs(value),
        value + min(slack, abs(value) * 0.05) + 1e-9 * abs(value),
    )


def hedged(exact: Range, hedge: str | None) -> Range:
    """The range when a hedge such as `about` or `more than` stands before the number."""
    low, high = exact.low, exact.high
    match hedge:
        case "about" | "estimated" | "alleged":
            return Range(min(low * 0.9, low * 1.1), max(high * 1.1, high * 0.9))
        case "nearly" | "less than" | "at most":
            return Range(min(low * 0.8, low * 1.2), high)
        case "more than" | "at least":
            return Range(low, max(high * 1.25, high * 0.75))
        case _:
            return exact


def point_range(series: Series, point: Point) -> Range | None:
    """What a point of a series may stand for, in the series' unit with its scale applied; None where it has no value."""
    factor = SCALES.get(series.scale or "", 1.0)
    if point.low is not None and point.high is not None and point.low <= point.high:
        return Range(point.low * factor, point.high * factor)
    if point.value is None:
        return None
    exact = rounded(point.value)
    return hedged(Range(exact.low * factor, exact.high * factor), point.qualifier)


def shown(series: Series, point: Point) -> str:
    """A point's value for a message: `nearly 15,000 homicides`."""
    value = f"{point.value:,}" if point.value is not None else f"{point.low:,} to {point.high:,}"
    words = [point.qualifier or "", value, series.scale or "", series.unit]
    return " ".join(word for word in words if word)


def when(series: Series, at: Edtf) -> str:
    """A point's date for a message: `FY2008` in a fiscal series."""
    return at.words(series.calendar)


_UNIT_NAMES: Final = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "usd": "usd",
    "us$": "usd",
    "$": "usd",
    "us dollars": "usd",
    "dollars": "usd",
}
_SPACES: Final = pattern(r"\s+")


def unit_name(unit: str) -> str:
    """A unit in the form in which two spellings of it are equal."""
    plain = _SPACES.sub(" ", unit.strip().lower())
    return _UNIT_NAMES.get(plain, plain)
