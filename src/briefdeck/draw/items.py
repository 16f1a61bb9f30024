"""Dated entries as a timeline needs them: from when to when, and how sure that is, sorted once."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Literal

from msgspec import Struct

from briefdeck.draw.axis import Viewport
from briefdeck.model.briefing import Entry, Era, Event, Program
from briefdeck.model.edtf import Edtf
from briefdeck.text.words import one_line

Lane = Literal["era", "program", "event"]
LANES: tuple[Lane, ...] = ("era", "program", "event")
SHORTEST_VIEW = 28
"""Days: what is shown of a time as short as a day."""
Certainty = Literal["exact", "about", "uncertain", "unspecified", "open", "unknown"]
"""How an end is known: as written, `~`, `?` (or `%`), `X`, open (`..`), or not at all (empty)."""


class Item(Struct, frozen=True):
    """A dated entry as it is drawn.

    begin, end: the days that it is drawn over. solid_from, solid_to: those of them that it surely
    covers, where an end is unspecified (`199X/2004` is only possible until 1999) or its start is
    open. short: a shorter name, empty where there is none. is_span: whether it is an interval
    rather than a date.
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
        """Return the items of which any day is in view, in order."""
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

    @classmethod
    def of(
        cls,
        eras: Iterable[Era],
        programs: Iterable[Program],
        events: Iterable[Event],
        *,
        as_of: int | None = None,
    ) -> "TimelineIndex":
        """Return an index of these entries; those without a date are left out.

        Open ends are drawn to the day `as_of`, or to the last day known.
        """
        entries: dict[Lane, list[Entry]] = {
            "era": list(eras),
            "program": list(programs),
            "event": list(events),
        }
        known = [_known_days(entry.date) for group in entries.values() for entry in group]
        days = list(chain.from_iterable(known))
        until = max(days, default=0) if as_of is None else max([*days, as_of])
        reach = Viewport(min(days, default=until), until)
        return cls({lane: _track(lane, group, reach) for lane, group in entries.items()}, as_of)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Every item by its entry's id."""
        return {item.id: item for track in self.tracks.values() for item in track.items}

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
        return eras if self.whole.days > 1.25 * eras.days else self.whole

    def only(self, ids: Collection[str]) -> "TimelineIndex":
        """Return the index of these entries alone; cheap, for nothing is worked out anew."""
        kept = set(ids)
        tracks = {
            lane: Track(tuple(item for item in track.items if item.id in kept))
            for lane, track in self.tracks.items()
        }
        return TimelineIndex(tracks, self.as_of)

    def _view(self, lanes: Iterable[Lane]) -> Viewport:
        """Return the first to the last day of these lanes, and no less than four weeks."""
        items = [item for lane in lanes for item in self.tracks[lane].items]
        if not items:
            return Viewport(self.as_of or 0, self.as_of or 0)
        first, last = min(item.begin for item in items), max(item.end for item in items)
        missing = max(SHORTEST_VIEW - (last - first + 1), 0)
        return Viewport(first - missing // 2, last + missing - missing // 2)


def _known_days(when: Edtf | None) -> list[int]:
    if when is None:
        return []
    return [day for day in (when.lower, when.upper) if day is not None]


def _track(lane: Lane, entries: Iterable[Entry], reach: Viewport) -> Track:
    items = [_item(lane, entry, entry.date, reach) for entry in entries if entry.date is not None]
    return Track(tuple(sorted(items, key=lambda item: (item.begin, item.end))))


def _item(lane: Lane, entry: Entry, when: Edtf, reach: Viewport) -> Item:
    """Return an entry as it is drawn.

    An open end goes as far as the drawing reaches, an unknown one no further than what is known.
    """
    begin, end = _first_known(when), _last_known(when)
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
        solid_from=_first_sure(when, begin),
        solid_to=_last_sure(when, end),
        starts=_certainty(when.start, is_open=when.open_start),
        ends=_certainty(when.end, is_open=when.open_end),
        is_span=when.is_interval,
        has_caveat=entry.caveat is not None,
    )


def _first_known(when: Edtf) -> int:
    """Return the day it begins, or, if nobody knows, the first on which it may have ended."""
    known = when.lower
    if known is None and when.end is not None:
        known = when.end.lower
    assert known is not None, "an interval has at least one known end"
    return known


def _last_known(when: Edtf) -> int:
    """Return the day it ends, or, if nobody knows, the last on which it may have begun."""
    known = when.upper
    if known is None and when.start is not None:
        known = when.start.upper
    assert known is not None, "an interval has at least one known end"
    return known


def _first_sure(when: Edtf, begin: int) -> int:
    """Return from which day something lasted for sure.

    Where it has no beginning, the days of its end alone are sure; where digits of its beginning
    are unspecified, those after the last day that they allow.
    """
    if when.open_start and when.end is not None and when.end.lower is not None:
        return when.end.lower
    start = when.start
    if start is None or not start.is_unspecified or start.upper is None:
        return begin
    return start.upper


def _last_sure(when: Edtf, end: int) -> int:
    """Return until which day something lasted for sure, where digits of its end are unspecified."""
    if when.end is None or not when.end.is_unspecified or when.end.lower is None:
        return end
    return when.end.lower


def _certainty(end: Edtf | None, *, is_open: bool) -> Certainty:
    if end is None:
        return "open" if is_open else "unknown"
    if end.is_uncertain:
        return "uncertain"
    if end.is_approximate:
        return "about"
    return "unspecified" if end.is_unspecified else "exact"
