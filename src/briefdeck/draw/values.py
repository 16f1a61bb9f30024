"""Values to cells: round ticks in the reader's units, short labels, and the signs of hedges."""

from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10

from msgspec.structs import replace

from briefdeck.draw.lines import Span, Style
from briefdeck.model.briefing import Point, Qualifier, Series
from briefdeck.model.figures import CURRENCIES, SCALES, amount, bounds, number_words, value_words

HEDGE_SIGNS: dict[Qualifier, str] = {
    "about": "≈",
    "estimated": "≈",
    "more than": ">",
    "at least": "≥",
    "nearly": "<",
    "less than": "<",
    "at most": "≤",
    "alleged": "?",
}
CAVEAT = "!"
SIGN_WORDS: dict[str, str] = {
    "≈": "about",
    ">": "more than",
    "≥": "at least",
    "<": "nearly, or less than",
    "≤": "at most",
    "?": "alleged",
    "!": "caveat",
    "▒": "hedged",
    "○": "hedged",
    "┣": "range",
    "·": "no figure",
    "┊": "periods left out",
}
SUFFIXES: tuple[tuple[float, str], ...] = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
PERCENT = frozenset({"%", "percent", "per cent"})


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Amounts laid over a number of cells, from the lowest at 0 to the highest at `cells`."""

    low: float
    high: float
    cells: int

    def at(self, value: float) -> float:
        """Where an amount stands, in cells from the low end."""
        span = self.high - self.low
        return (value - self.low) / span * self.cells if span else 0.0

    def eighths(self, value: float) -> int:
        """The same in whole eighths of a cell."""
        return round(self.at(value) * 8)


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, 20 … (and 0.5, 0.2 …) of which at most `most` fit into a span."""
    if not isfinite(span) or span <= 0:
        return 1.0
    unit = 10.0 ** floor(log10(span / max(most, 1)))
    for factor in (1, 2, 5, 10, 20):
        if span / (unit * factor) <= most * (1 + 1e-9):
            return unit * factor
    return unit * 50


def round_ticks(low: float, high: float, most: int, least: float = 0.0) -> tuple[float, ...]:
    """Round numbers from low to high, both included where they are round, at least `least` apart."""
    step = max(round_step(high - low, most), least)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(_clean(number * step) for number in range(first, min(last, first + 4 * most) + 1))


def covering_ticks(low: float, high: float, most: int, least: float = 0.0) -> tuple[float, ...]:
    """Round numbers that reach beyond both ends, at most about `most` steps of them, at least `least` apart."""
    step = max(round_step(high - low, most), least)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(_clean(number * step) for number in range(first, max(last, first + 1) + 1))


def tick_labels(series: Series, ticks: tuple[float, ...]) -> tuple[str, ...]:
    """Ticks as people read them: "$400M", "120,000", "40%"."""
    largest = max((abs(tick) for tick in ticks), default=0)
    symbol = _symbol(series)
    size, suffix = 1.0, ""
    if (symbol and largest >= 10_000) or largest >= 10_000_000:
        size, suffix = next(((size, suffix) for size, suffix in SUFFIXES if largest >= size), (1.0, ""))
    if largest >= 1e16:
        return tuple("0" if not tick else f"{tick:.3g}".replace("e+", "e").replace("-", "−") for tick in ticks)
    return tuple(_labelled(number_words(_clean(tick / size)), suffix, symbol, series.unit) for tick in ticks)


def _labelled(words: str, suffix: str, symbol: str, unit: str) -> str:
    sign, digits = ("−", words[1:]) if words.startswith("−") else ("", words)
    return f"{sign}{symbol}{digits}{suffix if digits != '0' else ''}{'%' if unit in PERCENT else ''}"


def value_label(series: Series, point: Point) -> str:
    """A point's value in few cells, never rounded, with its hedge as a sign: "≈ 500,000", "$76.3M"."""
    sign = HEDGE_SIGNS.get(point.qualifier, "") if point.qualifier else ""
    if amount(series, point) is None or point.low is not None or point.high is not None:
        words = value_words(unit_in_head(series), replace(point, qualifier=None))
        return f"{sign} {words}".strip()
    assert point.value is not None, "there is an amount"
    label = _labelled(*_compact(series, point.value), _symbol(series), series.unit)
    return f"{sign} {label}" if sign else label


def unit_in_head(series: Series) -> Series:
    """The series without its unit, for values under a head or beside an axis that names it; signs of money and percent stay."""
    if series.unit in PERCENT or _symbol(series):
        return series
    return replace(series, unit="")


def _compact(series: Series, value: float) -> tuple[str, str]:
    """A number and its suffix: as the source has it, or of a larger size where that says the same more shortly; people are counted."""
    sizes = {"": 1.0, "M": 1e6, "B": 1e9, "T": 1e12}
    suffix = {"million": "M", "billion": "B"}.get(series.scale or "", "")
    exact = value if suffix else value * SCALES[series.scale]
    words, size = number_words(exact), sizes[suffix]
    if not suffix and not _symbol(series):
        return words, suffix
    for larger, factor in sizes.items():
        shorter = number_words(exact / (factor / size))
        if factor > size and abs(exact) * size >= factor and len(shorter) < len(words):
            words, suffix = shorter, larger
    return words, suffix


def value_spans(series: Series, point: Point, *, is_selected: bool = False) -> tuple[Span, ...]:
    """The label of a point as spans that lead to its source, and a sign where it has a caveat."""
    target = point_target(series, point)
    valued = extremes(series, point) is not None
    style: Style = "selected" if is_selected else "value" if valued else "gap"
    spans = (Span(value_label(series, point), style, target),)
    return (*spans, Span(f" {CAVEAT}", "caveat", target)) if point.caveat else spans


def point_target(series: Series, point: Point) -> str:
    """Where a click on a point leads: the first source that it cites, else the series."""
    return point.citations[0].source if point.citations else series.id


def is_hedged(point: Point) -> bool:
    """Whether the source hedges the value or gives a range for it."""
    return point.qualifier is not None or point.low is not None or point.high is not None


def extremes(series: Series, point: Point) -> tuple[float, float, float] | None:
    """(low, value, high) to be drawn, in base units: of a range without a value its middle; None for a gap."""
    value = amount(series, point)
    if point.low is None and point.high is None:
        return None if value is None else (value, value, value)
    limits = bounds(series, point)
    if limits is None:
        return None
    low, high = limits
    known = [end for end in (low, high) if isfinite(end)]
    if value is None:
        if not known:
            return None
        value = sum(known) / len(known)
    return (low if isfinite(low) else value), value, (high if isfinite(high) else value)


def is_whole(series: Series) -> bool:
    """Whether all amounts are whole numbers, so that a tick between them would mean nothing."""
    return all(
        amount(series, point) is None or float(amount(series, point) or 0).is_integer() for point in series.points
    )


def reach(series: Series) -> tuple[float, float]:
    """The lowest and highest amount that a chart of the series has to show; 0 to 1 where there is none."""
    low, high = inf, -inf
    for point in series.points:
        if (found := extremes(series, point)) is not None:
            low, high = min(low, found[0], found[1]), max(high, found[2], found[1])
    return (low, high) if low <= high else (0.0, 1.0)


def _symbol(series: Series) -> str:
    return CURRENCIES.get(series.unit.partition(" ")[0], "")


def _clean(value: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{value:.12g}") + 0.0
