"""How amounts are written in one drawing, and where they stand: units, scales, round ticks, and the signs beside a value."""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, inf, isfinite, log10

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw.lines import Span, Style
from briefdeck.model.briefing import Point, Qualifier, Series
from briefdeck.model.figures import (
    CURRENCIES,
    NO_FIGURE,
    SCALES,
    amount,
    bounds,
    hedged_words,
    number_words,
)

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
PERCENT = frozenset({"%", "percent", "per cent"})
SIZES: tuple[tuple[int, str, str], ...] = (
    (10**6, "M", "million"),
    (10**9, "B", "billion"),
    (10**12, "T", "trillion"),
)
COUNTED_IN_FULL = 10**7
"""Amounts below it that have no currency are written in full: people are counted."""
LONGEST_LABEL = 4
"""Digits that a label beside a bar shows, where fewer decimals change no value by more than half a percent."""
LARGEST_IN_DIGITS = 10**16
MOST_DECIMALS = 11


class Units(Struct, frozen=True):
    """The writing of amounts: "$76.3M", "22,409", "8.0%".

    size: base units in one that is written, a million for "$76.3M"; suffix, name: what that is called in labels and heads.
    decimals: in labels; exact: as many as the most exact value has; even: shorter ones are filled up with zeros to so
    many, because half of the values of a single series have them.
    """

    size: int
    suffix: str
    name: str
    symbol: str
    unit: str
    decimals: int
    exact: int
    even: int

    @classmethod
    def of(cls, every: Sequence[Series]) -> "Units":
        """The units that suit all values of one or several series of the same unit."""
        currency, _, rest = every[0].unit.partition(" ")
        symbol = CURRENCIES.get(currency, "")
        shown = [
            _exact(value)
            for series in every
            for value in _amounts(series)
            if abs(value) < LARGEST_IN_DIGITS
        ]
        plain = [
            _exact(value)
            for series in every
            for value in _unhedged(series)
            if abs(value) < LARGEST_IN_DIGITS
        ]
        size = _size(shown, _source_size(every), is_money=bool(symbol))
        suffix, name = next(
            ((suffix, name) for number, suffix, name in SIZES if number == size), ("", "")
        )
        scaled = [value / size for value in shown]
        exact = min(max((_decimals(value) for value in scaled), default=0), MOST_DECIMALS)
        lengths = sorted(_decimals(value / size) for value in plain)
        return cls(
            size=size,
            suffix=suffix,
            name=name,
            symbol=symbol,
            unit=rest if symbol else every[0].unit,
            decimals=_enough(scaled, exact),
            exact=exact,
            even=min(lengths[len(lengths) // 2], MOST_DECIMALS)
            if lengths and len(every) == 1
            else 0,
        )

    @property
    def is_percent(self) -> bool:
        """Whether values carry a percent sign."""
        return self.unit in PERCENT

    @property
    def is_rounded(self) -> bool:
        """Whether labels have fewer decimals than the values."""
        return self.decimals < self.exact

    @property
    def head(self) -> str:
        """What a column of bare numbers is of: "$ million", "people"; empty where every number has its percent sign."""
        if self.is_percent and not self.name:
            return ""
        return " ".join(part for part in (self.symbol.strip(), self.name, self.unit) if part)

    def ticks(self, ticks: Sequence[float]) -> tuple[str, ...]:
        """Ticks as people read them: "$400M", "120,000", "40%", all with as many decimals as any of them needs."""
        if max((abs(tick) for tick in ticks), default=0) >= LARGEST_IN_DIGITS:
            return tuple(
                "0" if not tick else f"{tick:.3g}".replace("e+", "e").replace("-", "−")
                for tick in ticks
            )
        places = min(
            max((_decimals(_exact(tick) / self.size) for tick in ticks), default=0), MOST_DECIMALS
        )
        return tuple(self._dressed(self._digits(tick, places, places)) for tick in ticks)

    def amount(self, value: float) -> str:
        """An amount that was computed, like a total: "$1,200M"."""
        return self._dressed(self._digits(value, self.decimals, self.even))

    def label(self, series: Series, point: Point, *, in_words: bool = False) -> str:
        """A point's value beside its bar, with its hedge as a sign or in words: "≈ 500,000", "more than $590M"."""
        words = self._said(series, point, self.decimals, self._dressed)
        if words is None:
            return NO_FIGURE
        if in_words:
            return hedged_words(point, words)
        return f"{HEDGE_SIGNS[point.qualifier]} {words}" if point.qualifier else words

    def cell(self, series: Series, point: Point) -> str:
        """A point's exact value under the head of its column, with its hedge in words: "more than 590", "81%"."""
        bare = self._with_percent if self.head == "" else str
        words = self._said(series, point, self.exact, bare)
        return NO_FIGURE if words is None else hedged_words(point, words)

    def _said(
        self, series: Series, point: Point, places: int, dress: Callable[[str], str]
    ) -> str | None:
        value = amount(series, point)
        low, high = (_end(series, point, end) for end in (point.low, point.high))
        even = self.even if point.qualifier is None else 0
        span = _span(*(None if end is None else self._digits(end, places) for end in (low, high)))
        if value is None:
            return _leading(span, dress) if span else None
        words = dress(self._digits(value, places, 0 if span else even))
        return f"{words} ({span})" if span else words

    def _digits(self, value: float, places: int, even: int = 0) -> str:
        """A number of this size, grouped, rounded half up to so many decimals, filled up with zeros to `even` of them."""
        number = _exact(value) / self.size
        if abs(number) >= LARGEST_IN_DIGITS:
            return number_words(number)
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if rounded != number and (not rounded or places == self.exact):
            return f"{number:{'.17g' if places == self.exact else '.3g'}}".replace("-", "−")
        text = f"{abs(rounded):,f}" if self.unit != "year" else f"{abs(rounded):f}"
        if "." in text:
            whole, _, rest = text.partition(".")
            rest = rest.rstrip("0").ljust(min(even, places) if number else 0, "0")
            text = f"{whole}.{rest}" if rest else whole
        return f"−{text}" if rounded < 0 else text

    def _dressed(self, digits: str) -> str:
        sign, bare = ("−", digits[1:]) if digits.startswith("−") else ("", digits)
        return self._with_percent(f"{sign}{self.symbol}{bare}{self.suffix if bare != '0' else ''}")

    def _with_percent(self, digits: str) -> str:
        return f"{digits}%" if self.is_percent else digits


def _span(low: str | None, high: str | None) -> str:
    if low is not None and high is not None:
        return (
            low if low == high else f"{low}–{high}" if "−" not in low + high else f"{low} to {high}"
        )
    return f"from {low}" if low is not None else f"up to {high}" if high is not None else ""


def _leading(span: str, dress: Callable[[str], str]) -> str:
    """A range with its signs: "from $3M", "$355–385M"."""
    word = next((word for word in ("from ", "up to ") if span.startswith(word)), "")
    return word + dress(span.removeprefix(word))


def _amounts(series: Series) -> Iterable[float]:
    """All that the points of a series say, in base units: values and ends of ranges."""
    for point in series.points:
        for end in (point.value, point.low, point.high):
            if (found := _end(series, point, end)) is not None:
                yield found


def _unhedged(series: Series) -> Iterable[float]:
    for point in series.points:
        if point.qualifier is None and (found := amount(series, point)) is not None:
            yield found


def _end(series: Series, point: Point, value: float | None) -> float | None:
    if value is None or not isfinite(value):
        return None
    return amount(series, point if value == point.value else replace(point, value=value))


def _source_size(every: Sequence[Series]) -> int:
    """The size that the sources write: the smallest of them where they differ."""
    sizes = [SCALES[series.scale] for series in every]
    return min(size if size >= SIZES[0][0] else 1 for size in sizes)


def _size(amounts: Sequence[Decimal], source: int, *, is_money: bool) -> int:
    """The source's size, or a larger one where that writes all values more shortly, and at least half of them above one."""
    known = [value for value in amounts if value]
    if not known or (source == 1 and not is_money and max(map(abs, known)) < COUNTED_IN_FULL):
        return source
    most = max([1, *(_decimals(value / source) for value in known)])
    found, least = source, _length(known, source)
    for size, _, _ in SIZES:
        if size <= source or sum(abs(value) >= size for value in known) * 2 < len(known):
            continue
        length = _length(known, size)
        if length < least and max(_decimals(value / size) for value in known) <= most:
            found, least = size, length
    return found


def _length(amounts: Sequence[Decimal], size: int) -> int:
    """How many digits it takes to write all amounts exactly."""
    return sum(_whole_digits(value / size) + _decimals(value / size) for value in amounts)


def _enough(scaled: Sequence[Decimal], exact: int) -> int:
    """The decimals of labels: all, or where that takes many digits as few as change no value by more than half a percent."""
    longest = max((_whole_digits(value) for value in scaled), default=1)
    for places in range(max(LONGEST_LABEL - longest, 0), exact):
        unit = Decimal(1).scaleb(-places)
        if all(
            abs(value.quantize(unit, ROUND_HALF_UP) - value) * 200 <= abs(value) for value in scaled
        ):
            return places
    return exact


def _whole_digits(value: Decimal) -> int:
    return max(value.adjusted() + 1, 1) if value else 1


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


CAVEAT = "!"
SMALLEST = 1e-290
"""Nearer to zero than that is drawn as zero."""
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


class ValueScale(Struct, frozen=True):
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
    if not isfinite(span) or span / max(most, 1) < SMALLEST:
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


def value_spans(
    units: Units, series: Series, point: Point, *, is_selected: bool = False, in_words: bool = False
) -> tuple[Span, ...]:
    """The label of a point as spans that lead to its source, and a sign where it has a caveat."""
    target = point_target(series, point)
    valued = extremes(series, point) is not None
    style: Style = "selected" if is_selected else "value" if valued else "gap"
    spans = (Span(units.label(series, point, in_words=in_words), style, target),)
    return (*spans, Span(f" {CAVEAT}", "caveat", target)) if point.caveat else spans


def without_number(span: Span) -> Span:
    """A value, or what is lit, without all but the sign of its hedge, for the legend: what stands in numbers is no sign."""
    if span.style == "value" or (
        span.style == "selected" and any(sign.isalnum() for sign in span.text)
    ):
        return Span(span.text[:2] if span.text[1:2] in {"", " "} else "", span.style)
    return span


def point_target(series: Series, point: Point) -> str:
    """Where a click on a point leads: the first source that it cites, else the series."""
    return point.citations[0].source if point.citations else series.id


def is_hedged(point: Point) -> bool:
    """Whether the source hedges the value or gives a range for it."""
    return point.qualifier is not None or point.low is not None or point.high is not None


def extremes(series: Series, point: Point) -> tuple[float, float, float] | None:
    """(low, value, high) to be drawn, in base units: of a range without a value its middle; None for a gap."""
    found = _extremes(series, point)
    if found is None:
        return None
    low, value, high = (0.0 if abs(each) < SMALLEST else each for each in found)
    return low, value, high


def _extremes(series: Series, point: Point) -> tuple[float, float, float] | None:
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
        amount(series, point) is None or float(amount(series, point) or 0).is_integer()
        for point in series.points
    )


def reach(series: Series) -> tuple[float, float]:
    """The lowest and highest amount that a chart of the series has to show; 0 to 1 where there is none."""
    low, high = inf, -inf
    for point in series.points:
        if (found := extremes(series, point)) is not None:
            low, high = min(low, found[0], found[1]), max(high, found[2], found[1])
    return (low, high) if low <= high else (0.0, 1.0)


def _clean(value: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{value:.12g}") + 0.0
