"""Dated entries as a timeline needs them: from when to when, and how sure that is, sorted once."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple

from msgspec import Struct

from briefdeck.draw.axis import MINUTE, Viewport
from briefdeck.draw.hues import era_band_style, era_style
from briefdeck.draw.lines import Style
from briefdeck.model.briefing import Entry, Era, Event, Program
from briefdeck.model.calendar import DAY_SECONDS
from briefdeck.model.datewords import zone_words
from briefdeck.model.durations import duration_seconds
from briefdeck.model.edtf import Edtf
from briefdeck.model.eras import Eras
from briefdeck.text.words import one_line

Lane = Literal["era", "program", "event"]
LANES: tuple[Lane, ...] = ("era", "program", "event")
SHORTEST_VIEW = 28 * DAY_SECONDS
"""What is shown of a time as short as a day."""
SHORTEST_VIEW_OF_TIMES = 30 * MINUTE
"""The same where a time of day is known."""
Certainty = Literal["exact", "about", "uncertain", "unspecified", "open", "unknown"]
"""How an end is known: as written, `~`, `?` (or `%`), `X`, open (`..`), or not at all (empty)."""


class Zone(NamedTuple):
    """The clock of a drawing: seconds ahead of UTC, and what is said after its times of day."""

    offset: int
    words: str

    @classmethod
    def of(cls, dates: Iterable[Edtf]) -> "Zone":
        """Return the clock that all times of day among these dates are given in; else UTC."""
        ends = [end for when in dates for end in (when.start, when.end) if end is not None]
        offsets = {end.offset for end in ends if end.has_time}
        shared = offsets.pop() if len(offsets) == 1 else None
        # Of offsets that differ, none is the drawing's.
        return cls(shared or 0, zone_words(0 if offsets else shared))

    def first(self, end: Edtf) -> int:
        """Return the first second of a date, as this clock shows it."""
        assert end.first_second is not None, "a date that is not an interval has both ends"
        return end.first_second + self._shift(end)

    def last(self, end: Edtf) -> int:
        """Return its last second."""
        assert end.last_second is not None, "a date that is not an interval has both ends"
        return end.last_second + self._shift(end)

    def _shift(self, end: Edtf) -> int:
        """A date or time without an offset is drawn as it is written."""
        return 0 if end.offset is None else self.offset


class Item(Struct, frozen=True):
    """A dated entry as it is drawn.

    begin, end: the seconds that it is drawn over. solid_from, solid_to: those that it surely
    covers, where an end is unspecified (`199X/2004` is only possible until 1999) or its start is
    open. short: a shorter name, empty where there is none. is_span: whether it is an interval
    rather than a date. era: the place of its era among all, -1 for one of a program or of none.
    """

    id: str
    lane: Lane
    title: str
    short: str
    when: Edtf
    begin: int
    end: int
    solid_from: int
    solid_to: int
    starts: Certainty
    ends: Certainty
    is_span: bool
    has_caveat: bool
    era: int = -1

    @property
    def style(self) -> Style:
        """The style of its mark or bar: an era's and its events' are in the era's hue."""
        if self.lane == "era":
            return era_band_style(self.era)
        return era_style(self.era) if self.era >= 0 else self.lane


class Track(Struct, frozen=True, dict=True):
    """The items of one lane in order of time."""

    items: tuple[Item, ...]

    @cached_property
    def begins(self) -> list[int]:
        """When each item begins, ascending."""
        return [item.begin for item in self.items]

    @cached_property
    def ends(self) -> list[int]:
        """When each item ends."""
        return [item.end for item in self.items]

    @cached_property
    def ends_in_order(self) -> list[int]:
        """The same, ascending."""
        return sorted(self.ends)

    def within(self, view: Viewport) -> Sequence[Item]:
        """Return the items of which any second is in view, in order."""
        begun = self.items[: bisect_right(self.begins, view.last)]
        if not self.count_before(view):
            return begun
        first = view.first
        return [item for item, end in zip(begun, self.ends, strict=False) if end >= first]

    def count_before(self, view: Viewport) -> int:
        """Return how many items ended before the view."""
        return bisect_left(self.ends_in_order, view.first)

    def count_after(self, view: Viewport) -> int:
        """Return how many items begin after the view."""
        return len(self.items) - bisect_right(self.begins, view.last)

    def count_within(self, view: Viewport) -> int:
        """Return how many items have any second in view."""
        return len(self.items) - self.count_before(view) - self.count_after(view)

    def begins_between(self, first: int, last: int) -> int:
        """Return how many items begin from one second to another."""
        return bisect_right(self.begins, last) - bisect_left(self.begins, first)

    def before(self, view: Viewport) -> list[Item]:
        """Return the items that ended before the view, in order."""
        until = bisect_right(self.begins, view.first)
        return [item for item in self.items[:until] if item.end < view.first]

    def after(self, view: Viewport) -> Sequence[Item]:
        """Return the items that begin after the view, in order."""
        return self.items[bisect_right(self.begins, view.last) :]


class TimelineIndex(Struct, frozen=True, dict=True):
    """Everything dated, sorted once, so that a screen of any part of it is drawn in no time."""

    tracks: dict[Lane, Track]
    as_of: int | None = None
    zone: Zone = Zone(0, "")

    @classmethod
    def of(
        cls,
        eras: Iterable[Era],
        programs: Iterable[Program],
        events: Iterable[Event],
        *,
        as_of: Edtf | None = None,
        zone: Zone | None = None,
    ) -> "TimelineIndex":
        """Return an index of these entries; those without a date are left out.

        Open ends are drawn to the end of `as_of`, or to the last time known. zone: the clock of
        the drawing, else the one that their dates share.
        """
        entries: dict[Lane, list[Entry]] = {
            "era": list(eras),
            "program": list(programs),
            "event": list(events),
        }
        dates = [entry.date for group in entries.values() for entry in group if entry.date]
        clock = zone or Zone.of(dates)
        today = clock.last(as_of.end) if as_of is not None and as_of.end is not None else None
        known = list(chain.from_iterable(_known_seconds(when, clock) for when in dates))
        until = max(known, default=0) if today is None else max([*known, today])
        reach = Viewport(min(known, default=until), until)
        in_era = _places_of_eras(entries)
        tracks: dict[Lane, Track] = {}
        for lane, group in entries.items():
            dated = [entry for entry in group if entry.date is not None]
            tracks[lane] = _track(_item(lane, entry, reach, clock, in_era) for entry in dated)
        return cls(tracks, today, clock)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Every item by its entry's id."""
        return {item.id: item for track in self.tracks.values() for item in track.items}

    @cached_property
    def events_by_era(self) -> Counter[int]:
        """How many events each era has, by the era's place among all."""
        return Counter(item.era for item in self.tracks["event"].items)

    @cached_property
    def whole(self) -> Viewport:
        """The view that shows everything."""
        return self._view(LANES)

    @cached_property
    def fitted(self) -> Viewport:
        """The view to begin with: everything, unless that is far longer than the eras alone.

        Where the rest would stretch the eras' own period by more than a quarter, that is it.
        """
        if not self.tracks["era"].items:
            return self.whole
        eras = self._view(("era",))
        return eras if self.whole.length > 1.25 * eras.length else self.whole

    def only(self, ids: Collection[str]) -> "TimelineIndex":
        """Return the index of these entries alone; cheap, for nothing is worked out anew."""
        kept = set(ids)
        tracks = {
            lane: Track(tuple(item for item in track.items if item.id in kept))
            for lane, track in self.tracks.items()
        }
        return TimelineIndex(tracks, self.as_of, self.zone)

    def _view(self, lanes: Iterable[Lane]) -> Viewport:
        """Return the first to the last second of these lanes, and no less than can be drawn well.

        Where only days are known that is four weeks.
        """
        items = [item for lane in lanes for item in self.tracks[lane].items]
        if not items:
            return Viewport.of_days(*[(self.as_of or 0) // DAY_SECONDS] * 2)
        return self._widened(items, 0)

    def around(self, item: Item) -> Viewport:
        """Return the view that an era or a program fills but for a little room at both ends.

        An event is shown with its era, or with the era nearest to it, as far as there are any.
        """
        if item.lane != "event":
            return self._widened([item], (item.end - item.begin) // 20)

        def distance(era: Item) -> tuple[bool, int]:
            apart = max(era.begin - item.end, item.begin - era.end, 0)
            return era.era != item.era, apart

        eras = self.tracks["era"].items
        nearest = min(eras, key=distance, default=item)
        return self._widened([item, nearest], (nearest.end - nearest.begin) // 20)

    def _widened(self, items: Sequence[Item], margin: int) -> Viewport:
        first = min(item.begin for item in items) - margin
        last = max(item.end for item in items) + margin
        has_times = any(item.when.has_time for item in items)
        shortest = SHORTEST_VIEW_OF_TIMES if has_times else SHORTEST_VIEW
        missing = max(shortest - (last - first + 1), 0)
        if not has_times:
            # Whole days on both sides.
            before = missing // DAY_SECONDS // 2 * DAY_SECONDS
            return Viewport(first - before, last + missing - before)
        return Viewport(first - missing // 2, last + missing - missing // 2)


def _known_seconds(when: Edtf, zone: Zone) -> Iterator[int]:
    if when.start is not None:
        yield zone.first(when.start)
    if when.end is not None:
        yield zone.last(when.end)


def _places_of_eras(entries: Mapping[Lane, Sequence[Entry]]) -> dict[str, int]:
    """Return of each era, and each event that lies in one, the place of the era among all."""
    eras = [era for era in entries["era"] if isinstance(era, Era)]
    places = {era.id: place for place, era in enumerate(eras)}
    known = Eras(eras)
    found = dict(places)
    for event in entries["event"]:
        era = known.of(event)
        if era is not None:
            found[event.id] = places[era.id]
    return found


def _track(items: Iterable[Item]) -> Track:
    return Track(tuple(sorted(items, key=lambda item: (item.begin, item.end))))


def _item(lane: Lane, entry: Entry, reach: Viewport, zone: Zone, in_era: Mapping[str, int]) -> Item:
    """Return an entry, which has a date, as it is drawn.

    An open end goes as far as the drawing reaches, an unknown one no further than what is known.
    """
    when = entry.date
    assert when is not None
    # Where nobody knows when it began, it is drawn from when it may have ended, and the other way.
    first, last = when.start or when.end, when.end or when.start
    assert first is not None, "an interval has at least one known end"
    assert last is not None, "an interval has at least one known end"
    begin, end = zone.first(first), zone.last(last)
    if when.is_interval and last.has_time:
        # From 06:00 to 07:40: what begins at 07:40 stands beside it.
        end = max(zone.first(last) - 1, begin)
    lasted = _known_end(entry, begin)
    end = max(end, lasted)
    if when.open_start:
        begin = min(begin, reach.first)
    if when.open_end:
        end = max(end, reach.last)
    return Item(
        id=entry.id,
        lane=lane,
        title=one_line(entry.label) or entry.id,
        short=one_line(getattr(entry, "abbreviation", None) or ""),
        when=when,
        begin=begin,
        end=end,
        solid_from=_first_sure(when, begin, zone),
        solid_to=_last_sure(when, end),
        starts=_certainty(when.start, is_open=when.open_start),
        ends=_certainty(when.end, is_open=when.open_end),
        is_span=when.is_interval or lasted == end,
        has_caveat=entry.has_warning,
        era=in_era.get(entry.id, -1),
    )


def _known_end(entry: Entry, begin: int) -> int:
    """Return until when an event lasted that began at a known time, by its duration.

    The second before `begin` where that is not known.
    """
    if not isinstance(entry, Event) or not entry.duration or not entry.when.is_exact:
        return begin - 1
    return begin + duration_seconds(entry.duration) - 1


def _first_sure(when: Edtf, begin: int, zone: Zone) -> int:
    """Return from which second something lasted for sure.

    Where it has no beginning, its end alone is sure; where digits of its beginning are
    unspecified, from the last day on that they allow.
    """
    if when.open_start and when.end is not None:
        return zone.first(when.end)
    start = when.start
    if start is None or not start.is_unspecified or start.upper is None:
        return begin
    return start.upper * DAY_SECONDS


def _last_sure(when: Edtf, end: int) -> int:
    """Return until when something lasted for sure, where digits of its end are unspecified."""
    if when.end is None or not when.end.is_unspecified or when.end.lower is None:
        return end
    return (when.end.lower + 1) * DAY_SECONDS - 1


def _certainty(end: Edtf | None, *, is_open: bool) -> Certainty:
    if end is None:
        return "open" if is_open else "unknown"
    if end.is_uncertain:
        return "uncertain"
    if end.is_approximate:
        return "about"
    return "unspecified" if end.is_unspecified else "exact"
