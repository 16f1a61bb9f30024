"""How amounts are written in one drawing: the unit, the size of its numbers, and their decimals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.model.amounts import SCALES, exact, is_percent
from briefdeck.model.briefing import Point, Qualifier, Series
from briefdeck.model.figures import (
    CURRENCIES,
    NO_FIGURE,
    amount,
    hedged_words,
)
from briefdeck.model.numerals import decimals, number_words, power_words, three_digits

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


class Size(NamedTuple):
    """So many base units in one that is written, with their sign in labels and name in heads."""

    amount: int
    suffix: str
    name: str


SIZES = (
    Size(10**6, "M", "million"),
    Size(10**9, "B", "billion"),
    Size(10**12, "T", "trillion"),
)
PLAIN_SIZE = Size(1, "", "")
COUNTED_IN_FULL = 10**7
"""Amounts below it that have no currency are written in full: people are counted."""
LONGEST_LABEL = 4
"""Digits of a label beside a bar, where fewer decimals change no value by over half a percent."""
LARGEST_IN_DIGITS = 10**16
MOST_DECIMALS = 11


class Units(Struct, frozen=True):
    """The writing of amounts: "$76.3M", "22,409", "8.0%".

    size: base units in one that is written, a million for "$76.3M"; suffix, name: what that is
    called in labels and heads. decimals: in labels; exact: as many as the most exact value has;
    even: shorter ones are filled up with zeros to so many, because half of the values of a
    single series have them.
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
        """Return the units that suit all values of one or several series of the same unit."""
        currency, _, counted = every[0].unit.partition(" ")
        symbol = CURRENCIES.get(currency, "")
        said = _in_digits(value for series in every for value in _amounts(series))
        chosen = _size(said, _source_size(every), is_money=bool(symbol))
        size = next((size for size in SIZES if size.amount == chosen), PLAIN_SIZE)
        scaled = [value / chosen for value in said]
        most = min(max(map(decimals, scaled), default=0), MOST_DECIMALS)
        return cls(
            size=chosen,
            suffix=size.suffix,
            name=size.name,
            symbol=symbol,
            unit=counted if symbol else every[0].unit,
            decimals=_enough(scaled, most),
            exact=most,
            even=_usual_decimals(every, chosen),
        )

    @property
    def is_percent(self) -> bool:
        """Whether values carry a percent sign."""
        return is_percent(self.unit)

    @property
    def is_rounded(self) -> bool:
        """Whether labels have fewer decimals than the values."""
        return self.decimals < self.exact

    @property
    def head(self) -> str:
        """What a column of bare numbers is of: "$ million", "people".

        It is empty where every number has its own percent sign.
        """
        if self.is_percent and not self.name:
            return ""
        return " ".join(filter(None, (self.symbol.strip(), self.name, self.unit)))

    def ticks(self, ticks: Sequence[float]) -> tuple[str, ...]:
        """Return ticks as people read them: "$400M", "120,000", "40%".

        All have as many decimals as any of them needs.
        """
        if max(map(abs, ticks), default=0) >= LARGEST_IN_DIGITS:
            return tuple(map(_power_of_ten, ticks))
        needed = max((decimals(exact(tick) / self.size) for tick in ticks), default=0)
        places = min(needed, MOST_DECIMALS)
        return tuple(self._dressed(self._digits(tick, places, places)) for tick in ticks)

    def amount(self, value: float | Decimal) -> str:
        """Return an amount that was computed, like a total: "$1,200M"."""
        return self._dressed(self._digits(value, self.decimals, self.even))

    def bare(self, value: float | Decimal) -> str:
        """Return an amount that was computed under the head of its column: "1,200"."""
        digits = self._digits(value, self.exact, self.even)
        return digits if self.head else self._with_percent(digits)

    def label(self, series: Series, point: Point, *, in_words: bool = False) -> str:
        """Return a point's value as it stands beside its bar, with its hedge.

        The hedge is a sign, or in words: "≈ 500,000", "more than $590M".
        """
        words = self._said(series, point, self.decimals, self._dressed)
        if words is None:
            return NO_FIGURE
        if in_words:
            return hedged_words(point, words)
        return _signed(point, words)

    def cell(self, series: Series, point: Point, *, in_words: bool = True) -> str:
        """Return a point's exact value under the head of its column: "more than 590", "81%".

        Its hedge is in words, or a sign: "> 590".
        """
        bare = str if self.head else self._with_percent
        words = self._said(series, point, self.exact, bare)
        if words is None:
            return NO_FIGURE
        return hedged_words(point, words) if in_words else _signed(point, words)

    def _said(
        self, series: Series, point: Point, places: int, dress: Callable[[str], str]
    ) -> str | None:
        """Return the value with its range behind it, or the range alone; None for a gap."""
        value = amount(series, point)
        low, high = _end(series, point, point.low), _end(series, point, point.high)
        span = _span(
            None if low is None else self._digits(low, places),
            None if high is None else self._digits(high, places),
        )
        if value is None:
            return _dressed_span(span, dress) if span else None
        # A hedged number, or one with a range, would look more exact with zeros at its end.
        even = 0 if span or point.qualifier is not None else self.even
        words = dress(self._digits(value, places, even))
        return f"{words} ({span})" if span else words

    def _digits(self, value: float | Decimal, places: int, even: int = 0) -> str:
        """Return a number of this size, grouped, rounded half up to so many decimals.

        `even` is the number of decimals to which it is filled up with zeros.
        """
        number = exact(value) / self.size
        if abs(number) >= LARGEST_IN_DIGITS:
            return number_words(number)
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if rounded != number:
            if places == self.exact:
                return number_words(number)
            if not rounded:
                return number_words(three_digits(number))
        grouping = "" if self.unit == "year" else ","
        text = f"{abs(rounded):{grouping}f}"
        if "." in text:
            text = _with_decimals(text, min(even, places) if number else 0)
        return f"−{text}" if rounded < 0 else text

    def _dressed(self, digits: str) -> str:
        """Return the digits with currency, size and percent sign: "−$3M"."""
        bare = digits.removeprefix("−")
        sign = digits[: len(digits) - len(bare)]
        suffix = "" if bare == "0" else self.suffix
        return self._with_percent(f"{sign}{self.symbol}{bare}{suffix}")

    def _with_percent(self, digits: str) -> str:
        return f"{digits}%" if self.is_percent else digits


def _signed(point: Point, words: str) -> str:
    """Return a value's words with the sign of the point's hedge: "> 590"."""
    return f"{HEDGE_SIGNS[point.qualifier]} {words}" if point.qualifier else words


def caption(every: Sequence[Series], units: Units) -> str:
    """Return what is counted, whether labels are rounded, and whose years they are of."""
    unit = "%" if is_percent(every[0].unit) else every[0].unit
    rounded = ", rounded" if units.is_rounded else ""
    is_fiscal = all(series.calendar == "us-fiscal" for series in every)
    calendar = ", U.S. fiscal years" if is_fiscal else ""
    return unit + rounded + calendar


def _power_of_ten(tick: float) -> str:
    return power_words(tick) if tick else "0"


def _with_decimals(text: str, least: int) -> str:
    """Return the digits without zeros at their end, but with at least so many decimals."""
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole


def _span(low: str | None, high: str | None) -> str:
    """Return a range in words; empty without ends."""
    if low is None:
        return "" if high is None else f"up to {high}"
    if high is None:
        return f"from {low}"
    if low == high:
        return low
    # A dash beside a minus sign would be read as a second one.
    return f"{low} to {high}" if "−" in low + high else f"{low}–{high}"


def _dressed_span(span: str, dress: Callable[[str], str]) -> str:
    """Return a range with its signs: "from $3M", "$355–385M"."""
    for word in ("from ", "up to "):
        if span.startswith(word):
            return word + dress(span.removeprefix(word))
    return dress(span)


def _in_digits(amounts: Iterable[float]) -> list[Decimal]:
    return [exact(value) for value in amounts if abs(value) < LARGEST_IN_DIGITS]


def _amounts(series: Series) -> Iterator[float]:
    """Return all that a series says, in base units: values and ends of ranges."""
    for point in series.points:
        for number in (point.value, point.low, point.high):
            found = _end(series, point, number)
            if found is not None:
                yield found


def _unhedged(series: Series) -> Iterator[float]:
    for point in series.points:
        value = amount(series, point)
        if value is not None and point.qualifier is None:
            yield value


def _end(series: Series, point: Point, number: float | None) -> float | None:
    if number is None or not isfinite(number):
        return None
    return amount(series, replace(point, value=number))


def _usual_decimals(every: Sequence[Series], size: int) -> int:
    """Return the decimals that half of a single series' exact values have; 0 for several."""
    if len(every) > 1:
        return 0
    plain = _in_digits(_unhedged(every[0]))
    if not plain:
        return 0
    lengths = sorted(decimals(value / size) for value in plain)
    return min(lengths[len(lengths) // 2], MOST_DECIMALS)


def _source_size(every: Sequence[Series]) -> int:
    """Return the size that the sources write: the smallest of them where they differ."""
    smallest = min(SCALES[series.scale] for series in every)
    return smallest if smallest >= SIZES[0].amount else 1


def _size(amounts: Sequence[Decimal], source: int, *, is_money: bool) -> int:
    """Return the source's size, or a larger one that writes all values more shortly.

    At least half of the values are above one of a larger size.
    """
    known = [abs(value) for value in amounts if value]
    if not known:
        return source
    is_counted = source == 1 and not is_money
    if is_counted and max(known) < COUNTED_IN_FULL:
        return source
    most = max(1, _longest(known, source))
    chosen, shortest = source, _length(known, source)
    for size, _, _ in SIZES:
        if size <= source or sum(value >= size for value in known) * 2 < len(known):
            continue
        length = _length(known, size)
        if length < shortest and _longest(known, size) <= most:
            chosen, shortest = size, length
    return chosen


def _longest(amounts: Sequence[Decimal], size: int) -> int:
    """Return the most decimals that any of the amounts needs in that size."""
    return max(decimals(value / size) for value in amounts)


def _length(amounts: Sequence[Decimal], size: int) -> int:
    """Return how many digits it takes to write all amounts exactly."""
    scaled = [value / size for value in amounts]
    return sum(_whole_digits(value) + decimals(value) for value in scaled)


def _enough(scaled: Sequence[Decimal], exact: int) -> int:
    """Return the decimals of labels.

    These are all, or where that takes many digits as few as change no value by more than half a
    percent.
    """
    longest = max(map(_whole_digits, scaled), default=1)
    for places in range(max(LONGEST_LABEL - longest, 0), exact):
        if all(_is_close(value, places) for value in scaled):
            return places
    return exact


def _is_close(value: Decimal, places: int) -> bool:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(rounded - value) * 200 <= abs(value)


def _whole_digits(value: Decimal) -> int:
    return max(value.adjusted() + 1, 1) if value else 1
