"""What explains a difference: a figure of another measure that fits the other side's value.

Half a million "apprehensions" of one briefing may be what the other counts as enforcement actions.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from briefdeck.document.likeness import stems
from briefdeck.document.shared_measures import Pair, Reading, Slot, slot_of
from briefdeck.model.amounts import Range, is_percent, reach
from briefdeck.model.briefing import Briefing, Series
from briefdeck.model.figures import CURRENCIES
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_MOST: Final = 2
"""Figures that are named as fitting one value at most."""
_WIDEST: Final = 0.25
"""Of a value, how far its hedges may reach if another figure that fits is to explain anything."""
_BY_PERIOD: Final = pattern(
    r",? by (?:(?:fiscal|calendar) )?(?:year|month|quarter|week|day|term)(?:, counted by .+)?$"
)


def without_period(title: str) -> str:
    """Return a series' title without "by year" and the like at its end, on one line."""
    return _BY_PERIOD.sub("", one_line(title))


class _Figure(NamedTuple):
    """A figure that may explain another one: the least and the most that it may stand for."""

    least: float
    most: float
    reading: Reading


FiguresBySlot = dict[Slot, list[_Figure]]
"""Figures of a briefing by period or category."""


class Explanations:
    """Finds, for a value of one side, figures of the other that are of another measure and fit."""

    def __init__(self, first: FiguresBySlot, second: FiguresBySlot) -> None:
        self._figures = first, second

    def of(self, pair: Pair) -> Iterator[tuple[Literal[0, 1], Reading]]:
        """Yield the figures that explain a pair that differs, each with its side."""
        for reading in self._fitting(1, pair.first, pair.second):
            yield 1, reading
        for reading in self._fitting(0, pair.second, pair.first):
            yield 0, reading

    def _fitting(self, side: Literal[0, 1], wanted: Reading, rival: Reading) -> Iterator[Reading]:
        value = _narrow_reach(wanted)
        if value is None:
            return
        figures = self._figures[side].get(slot_of(wanted.series, wanted.point), [])
        start = bisect_left(figures, value.low * (1 - _WIDEST), key=_least)
        end = bisect_right(figures, value.high, key=_least)
        found: list[tuple[int, int, Reading]] = []
        for figure in figures[start:end]:
            series = figure.reading.series
            if figure.most < value.low or series.measure == wanted.series.measure:
                continue
            likeness = _shared_words(series, wanted.series, rival.series)
            if likeness:
                found.append((-likeness, len(found), figure.reading))
        for _, _, reading in sorted(found, key=lambda each: each[:2])[:_MOST]:
            yield reading


def _least(figure: _Figure) -> float:
    return figure.least


def figures_by_slot(briefing: Briefing) -> FiguresBySlot:
    """Return the figures that may explain something, the smallest of each period first."""
    found: dict[Slot, list[_Figure]] = {}
    for series in briefing.series:
        for point in series.points:
            reading = Reading(series=series, point=point)
            value = _narrow_reach(reading)
            if value is not None:
                figure = _Figure(value.low, value.high, reading)
                found.setdefault(slot_of(series, point), []).append(figure)
    for figures in found.values():
        figures.sort(key=_least)
    return found


def _narrow_reach(reading: Reading) -> Range | None:
    """What a count may stand for; None for what fits too much to explain anything."""
    value = reach(reading.series, reading.point)
    if value is None or value.low <= 0 or not is_countable(reading.series):
        return None
    return value if value.high - value.low <= _WIDEST * value.high else None


def is_countable(series: Series) -> bool:
    """Whether it counts things: shares and sums of money fit each other by chance too often."""
    return not is_percent(series.unit) and series.unit.partition(" ")[0] not in CURRENCIES


def _shared_words(series: Series, *others: Series) -> int:
    """How many telling words a series has in common with the least alike of others."""
    own = _title_stems(series.title, series.measure or "")
    return min(len(own & _title_stems(other.title, other.measure or "")) for other in others)


@lru_cache(maxsize=512)  # each is asked for as often as a period of it differs
def _title_stems(title: str, measure: str) -> frozenset[str]:
    words = f"{without_period(title)} {measure.replace('-', ' ')}"
    return frozenset(stem for stem in stems(words) if not stem[0].isdigit())
