"""Time to cells and back (viewports, zoom and pan), and the axis of time with round ticks.

Time is counted in whole seconds, as `Edtf.first_second` counts them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from briefdeck.draw.lettering import CELLS, Lettering
from briefdeck.draw.lines import Line, Row, Span
from briefdeck.draw.ticks import rule
from briefdeck.model.calendar import DAY_SECONDS, SHORT_MONTHS, civil_to_day, day_to_civil
from briefdeck.model.datewords import year_words

MINUTE = 60
LONGEST_VIEW = 366 * 10**19 * DAY_SECONDS
"""Seconds: longer than any date that EDTF level 1 can write."""


class Viewport(Struct, frozen=True):
    """The seconds in view, first and last included (0 = 1970-01-01T00:00:00)."""

    first: int
    last: int

    @classmethod
    def of_days(cls, first: int, last: int) -> "Viewport":
        """Return a view of whole days (0 = 1970-01-01)."""
        return cls(first * DAY_SECONDS, (last + 1) * DAY_SECONDS - 1)

    @property
    def length(self) -> int:
        """How many seconds are in view."""
        return self.last - self.first + 1

    @property
    def middle(self) -> int:
        """The second in the middle."""
        return self.first + self.length // 2

    def covers(self, first: int, last: int) -> bool:
        """Whether any second from first to last is in view."""
        return first <= self.last and last >= self.first


def zoom(view: Viewport, factor: float, about: int | None = None) -> Viewport:
    """Return the view made `factor` times as long (0.5: twice as near), by a second at least.

    The second `about`, else the middle one, stays where it is. No view is shorter than a minute.
    """
    second = view.middle if about is None else min(max(about, view.first), view.last)
    length = int(view.length * factor)
    if factor > 1:
        length = max(length, view.length + 1)
    elif factor < 1:
        length = min(length, view.length - 1)
    length = min(max(length, min(MINUTE, view.length)), LONGEST_VIEW)
    first = second - (second - view.first) * length // view.length
    return Viewport(first, first + length - 1)


def pan(view: Viewport, fraction: float) -> Viewport:
    """Return the view moved by a fraction of its length, and by a second at least.

    0.25 is a quarter to later times, -0.25 to earlier ones.
    """
    seconds = int(view.length * fraction)
    if fraction > 0:
        seconds = max(seconds, 1)
    elif fraction < 0:
        seconds = min(seconds, -1)
    return Viewport(view.first + seconds, view.last + seconds)


def center(view: Viewport, second: int) -> Viewport:
    """Return the view moved, at the same length, so that a second stands in its middle."""
    first = second - view.length // 2
    return Viewport(first, first + view.length - 1)


def reveal(view: Viewport, first: int, last: int) -> Viewport:
    """Return the view, moved to the middle of this time unless it shows any of it."""
    return view if view.covers(first, last) else center(view, (first + last) // 2)


class Scale(Struct, frozen=True):
    """A view laid over a number of cells; every cell is as long as every other.

    zone: what the axis says after its first time of day: " UTC", " +02:00", or nothing. letters:
    how long texts are in such cells, which in a picture are far smaller than a letter.
    """

    view: Viewport
    width: int
    zone: str = ""
    letters: Lettering = CELLS

    def cell(self, second: int) -> int:
        """Return the cell in which a second begins; outside 0 … width - 1 for one out of view."""
        return (second - self.view.first) * self.width // self.view.length

    def last_cell(self, second: int) -> int:
        """Return the cell in which a second ends."""
        return ((second + 1 - self.view.first) * self.width - 1) // self.view.length

    def first_second(self, cell: int) -> int:
        """Return the first second that begins in a cell or after it."""
        return self.view.first - (-cell * self.view.length // self.width)

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Return the first and last cell of a stretch of time, cut to what is in view."""
        start = self.cell(first) if first > self.view.first else 0
        end = self.last_cell(last) if last < self.view.last else self.width - 1
        return start, end


CLOCK_STEPS = tuple(MINUTE * minutes for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720))
"""Seconds between ticks that show a time of day."""
DAY_STEPS = (1, 2, 5, 10, 15)
MONTH_STEPS = (1, 3, 6)
CLOCK_NEAREST = 8
"""Cells between ticks that show a time of day and two blanks."""
NEAREST = 5
"""Cells between ticks: a month's name and two blanks, so that none of a row of labels drops out."""
MOST_TICKS = 400


class Tick(NamedTuple):
    """A tick of the axis: its cell, what is written there, and its rank.

    Where there is no room for all labels, those of rank 0 come first.
    """

    cell: int
    label: str
    rank: int


def axis(scale: Scale) -> tuple[Line, Line]:
    """Return two lines: labels, each beginning at its tick, and the rule with the ticks.

    The last label may end at the edge instead.
    """
    placed = ticks(scale)
    cells = {tick.cell for tick in placed}
    row = Row()
    for start, tick in labelled(placed, scale):
        row.put(start, (Span(tick.label, "axis"),))
    return row.line(scale.width), (Span(rule(cells, scale.width), "axis"),)


def ticks(scale: Scale, *, spare: int = 2) -> tuple[Tick, ...]:
    """Return the ticks of a scale, in order, no two in one cell, years `spare` cells apart."""
    found: dict[int, Tick] = {}
    for tick in _all_ticks(scale, spare):
        if not 0 <= tick.cell < scale.width:
            continue
        other = found.get(tick.cell)
        if other is None or tick.rank < other.rank:
            found[tick.cell] = tick
    return tuple(found[cell] for cell in sorted(found))


def _all_ticks(scale: Scale, spare: int) -> Iterator[Tick]:
    length = scale.view.length
    across = scale.width // scale.letters.size
    for step in CLOCK_STEPS:
        if across * step >= CLOCK_NEAREST * length:
            return _clock_ticks(scale, step)
    for step in DAY_STEPS:
        if across * step * DAY_SECONDS >= NEAREST * length:
            return _day_ticks(scale, step)
    for step in MONTH_STEPS:
        if across * step * 30 * DAY_SECONDS >= NEAREST * length:
            return _month_ticks(scale, step)
    return _year_ticks(scale, spare)


def _clock_ticks(scale: Scale, step: int) -> Iterator[Tick]:
    """Times of day, and at midnight the day that begins; its year and the zone are said once."""
    said = _Said(scale)
    first = -(-scale.view.first // step) * step
    for second in range(first, scale.view.last + 1, step):
        day, rest = divmod(second, DAY_SECONDS)
        year, month, number = day_to_civil(day)
        clock = f"{rest // 3600:02}:{rest % 3600 // MINUTE:02}" if rest else ""
        words = f"{number} {SHORT_MONTHS[month - 1]}"
        told = said.once(second, words, f" {year_words(year)}", f", {clock}" if clock else "")
        if told:
            yield Tick(scale.cell(second), told, 0)
        else:
            yield Tick(scale.cell(second), clock or words, 2 if clock else 1)


class _Said:
    """What one label of an axis says for all: the year, and the zone of the times of day.

    The first label that has room for it, before the next midnight, says it.
    """

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.has_year = False
        self.has_zone = not scale.zone

    def once(self, second: int, day: str, year: str, clock: str) -> str:
        """Return the label that says what is not said yet; empty where nothing is or none fits."""
        zone = "" if self.has_zone else self.scale.zone
        if not self.has_year and self._fits(second, day + year + clock + zone):
            self.has_year = self.has_zone = True
            return day + year + clock + zone
        if not self.has_year and self._fits(second, day + year + clock):
            self.has_year = True
            return day + year + clock
        if zone and not clock and self._fits(second, day + zone):
            self.has_zone = True
            return day + zone
        return ""

    def _fits(self, second: int, label: str) -> bool:
        midnight = (second // DAY_SECONDS + 1) * DAY_SECONDS
        if midnight > self.scale.view.last:
            return True
        letters = self.scale.letters
        end = self.scale.cell(second) + letters.width(label) + letters.size
        return end < self.scale.cell(midnight)


def _day_ticks(scale: Scale, step: int) -> Iterator[Tick]:
    is_first = True
    # A day that began before the view is not named.
    first_day = -(-scale.view.first // DAY_SECONDS)
    for day in range(first_day, scale.view.last // DAY_SECONDS + 1):
        year, month, number = day_to_civil(day)
        if not _is_round_day(number, step):
            continue
        name = SHORT_MONTHS[month - 1]
        cell = scale.cell(day * DAY_SECONDS)
        if is_first:
            yield Tick(cell, f"{number} {name} {year_words(year)}", 0)
        elif number > 1:
            yield Tick(cell, str(number), 2)
        else:
            label = f"{name} {year_words(year)}" if month == 1 else name
            yield Tick(cell, label, 1)
        is_first = False


def _is_round_day(number: int, step: int) -> bool:
    """Whether a day of a month has a tick: none stands close before the first of the next month."""
    return number <= 31 - step // 2 and (number - 1) % step == 0


def _month_ticks(scale: Scale, step: int) -> Iterator[Tick]:
    year, month, number = day_to_civil(-(-scale.view.first // DAY_SECONDS))
    # Months are counted from the year 0 on; one that began before the view is not named.
    index = year * 12 + month - 1
    if number > 1:
        index += 1
    index += -index % step
    is_first = True
    while True:
        year, place = divmod(index, 12)
        second = civil_to_day(year, place + 1) * DAY_SECONDS
        if second > scale.view.last:
            return
        if place == 0:
            yield Tick(scale.cell(second), year_words(year), 0)
        elif is_first:
            yield Tick(scale.cell(second), f"{SHORT_MONTHS[place]} {year_words(year)}", 1)
        else:
            yield Tick(scale.cell(second), SHORT_MONTHS[place], 2)
        is_first = False
        index += step


def _year_ticks(scale: Scale, spare: int) -> Iterator[Tick]:
    first, last = _years(scale.view)
    letters = scale.letters
    widest = max(letters.width(year_words(first)), letters.width(year_words(last)))
    room = widest + spare * letters.size
    years = _round_years(first, last, _year_step(scale, room))
    if len(years) < 2:
        years = _round_years(first, last, _year_step(scale, room // 2))
    for year in years[:MOST_TICKS]:
        yield Tick(scale.cell(civil_to_day(year) * DAY_SECONDS), year_words(year), 1)


def _round_years(first: int, last: int, step: int) -> list[int]:
    """Return years that are round as people write them: 500 BC, not astronomical -500."""
    years: list[int] = []
    if first <= 0:
        # The year n BC is astronomically 1 - n.
        latest = -(-(1 - min(last, 0)) // step) * step
        years += [1 - count for count in reversed(range(latest, 1 - first + 1, step))]
    if step > 1 and first <= 1 <= last:
        years.append(1)
    earliest = max(first + -first % step, step)
    return [*years, *range(earliest, last + 1, step)]


def _year_step(scale: Scale, room: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20 … years that takes at least `room` cells."""
    unit = 1
    while True:
        for factor in (1, 2, 5):
            step = unit * factor
            # Four years are 1461 days.
            if scale.width * step * 1461 * DAY_SECONDS >= room * scale.view.length * 4:
                return step
        unit *= 10


def _years(view: Viewport) -> tuple[int, int]:
    return day_to_civil(view.first // DAY_SECONDS)[0], day_to_civil(view.last // DAY_SECONDS)[0]


def labelled(placed: Iterable[Tick], scale: Scale) -> Iterator[tuple[int, Tick]]:
    """Yield the ticks whose labels have room, each with the cell in which its label starts.

    Of those that would touch, the one of the lower rank stays.
    """
    taken: list[tuple[int, int]] = []
    for tick in sorted(placed, key=lambda tick: tick.rank):
        size = scale.letters.width(tick.label)
        start = min(tick.cell, scale.width - size)
        if start >= 0 and _is_free(taken, start, start + size, scale.letters.size):
            taken.append((start, start + size))
            yield start, tick


def _is_free(taken: Iterable[tuple[int, int]], start: int, end: int, blank: int) -> bool:
    """Whether there is more than a blank between these cells and all that are taken."""
    return all(end + blank < first or start > last + blank for first, last in taken)
