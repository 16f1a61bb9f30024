"""How many events fall into each year, decade, day or minute of a view, drawn by height."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from briefdeck.draw.axis import MINUTE, Scale, Viewport
from briefdeck.draw.items import Track
from briefdeck.draw.lines import Span
from briefdeck.model.calendar import DAY_SECONDS, SHORT_MONTHS, civil_to_day, day_to_civil
from briefdeck.model.datewords import year_words

HEIGHTS: Final = "▁▂▃▄▅▆▇█"
FULL_FROM: Final = 4
"""Fewer in one place than that never fill a cell: two of two would look like a multitude."""


class Unit(NamedTuple):
    """A unit of time to count by; in months where months is not 0, else in seconds.

    words: with its article, as in "events a year". shortest: seconds.
    """

    words: str
    shortest: int
    months: int = 0

    def edges(self, view: Viewport) -> list[int]:
        """Return the second at which each unit begins of which any is in view, and one more."""
        if not self.months:
            first = view.first // self.shortest * self.shortest
            return list(range(first, view.last + self.shortest + 1, self.shortest))
        number = self._number(view.first)
        edges = [self._begins(number)]
        while edges[-1] <= view.last:
            number += 1
            edges.append(self._begins(number))
        return edges

    @property
    def _years(self) -> int:
        return self.months // 12

    def _number(self, second: int) -> int:
        """Return which of such units a second lies in; that of the year AD 1 is the 0th."""
        year, month, _ = day_to_civil(second // DAY_SECONDS)
        if self.months <= 12:
            return (year * 12 + month - 1) // self.months
        # Of centuries before Christ the last is 100 BC to 1 BC, astronomically -99 to 0.
        return (year if year > 0 else year - 1) // self._years

    def _begins(self, number: int) -> int:
        """Return the first second of the unit with such a number."""
        if self.months <= 12:
            year, place = divmod(number * self.months, 12)
            return civil_to_day(year, place + 1) * DAY_SECONDS
        year = number * self._years
        return civil_to_day(year if year > 0 else year + 1) * DAY_SECONDS

    def named(self, second: int) -> str:
        """Return what the unit that begins at a second is called: 2009, Jun 2009, 1990–1999."""
        day, rest = divmod(second, DAY_SECONDS)
        year, month, number = day_to_civil(day)
        if self.months == 12:
            return year_words(year)
        if self.months > 12:
            following = self._begins(self._number(second) + 1)
            last, _, _ = day_to_civil(following // DAY_SECONDS - 1)
            return f"{year_words(year)}–{year_words(last)}"
        if self.months:
            return f"{SHORT_MONTHS[month - 1]} {year_words(year)}"
        date = f"{number} {SHORT_MONTHS[month - 1]} {year_words(year)}"
        if self.shortest == DAY_SECONDS:
            return date
        return f"{date}, {rest // 3600:02}:{rest % 3600 // MINUTE:02}"


_YEAR: Final = 365 * DAY_SECONDS
UNITS: Final = (
    Unit("a minute", MINUTE),
    Unit("in 10 minutes", 10 * MINUTE),
    Unit("an hour", 60 * MINUTE),
    Unit("a day", DAY_SECONDS),
    Unit("a month", 28 * DAY_SECONDS, 1),
    Unit("a year", _YEAR, 12),
    Unit("a decade", 10 * _YEAR, 120),
    Unit("a century", 100 * _YEAR, 1200),
    Unit("a millennium", 1000 * _YEAR, 12000),
)


def unit_of(scale: Scale) -> Unit:
    """Return the smallest unit that is a cell or more long throughout."""
    for unit in UNITS:
        if unit.shortest * scale.width >= scale.view.length:
            return unit
    years = 10_000
    while years * _YEAR * scale.width < scale.view.length:
        years *= 10
    return Unit(f"in {years:,} years", years * _YEAR, years * 12)


class Bucket(NamedTuple):
    """How many events begin in a unit of time, in which cells, and the first one's place.

    begins: the second at which the unit begins, which may lie before the view.
    """

    begins: int
    first: int
    last: int
    size: int
    place: int


def buckets(track: Track, scale: Scale, unit: Unit) -> Iterator[Bucket]:
    """Yield the units in view; what has begun before it and lasts into it is in the first one."""
    view, begins = scale.view, track.begins
    earlier = track.count_within(view) - track.begins_between(view.first, view.last)
    for begin, following in pairwise(unit.edges(view)):
        place = bisect_left(begins, max(begin, view.first))
        until = bisect_left(begins, min(following, view.last + 1))
        first, _ = scale.extent(max(begin, view.first), view.last)
        last = min(scale.cell(following), scale.width) - 1
        yield Bucket(begin, first, max(first, last), until - place + earlier, place)
        earlier = 0


def height_sign(count: int, most: int) -> str:
    """Return the column for a count, where the greatest of all is `most`; a blank for none."""
    if not count:
        return " "
    # Rounded up, so that one event among thousands is seen.
    level = -(-count * len(HEIGHTS) // max(most, FULL_FROM))
    return HEIGHTS[min(level, len(HEIGHTS)) - 1]


def columns(track: Track, scale: Scale, unit: Unit) -> dict[int, Span]:
    """Return the columns cell by cell, in the hue of the first event in each, which they lead to.

    A blank stands between units wherever they take several cells.
    """
    found = list(buckets(track, scale, unit))
    most = max((bucket.size for bucket in found), default=0)
    cells: dict[int, Span] = {}
    # Units cut off at the ends of the view may share a cell with others: the higher is seen.
    for bucket in sorted(found, key=lambda bucket: bucket.size):
        if not bucket.size:
            continue
        item = track.items[min(bucket.place, len(track.items) - 1)]
        span = Span(height_sign(bucket.size, most), item.style, item.id)
        last = bucket.last
        if last - bucket.first > 1 and last < scale.width - 1:
            last -= 1
        cells.update(dict.fromkeys(range(bucket.first, last + 1), span))
    return cells
