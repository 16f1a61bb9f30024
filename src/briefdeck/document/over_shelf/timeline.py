"""What several briefings date, on one timeline, each entry with its briefing."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.document.blocks import Timeline
from briefdeck.document.ledger import Remark, remark_on
from briefdeck.document.lookup import Lookup, name_of
from briefdeck.document.over_shelf.alike import Alike, alike, groups
from briefdeck.document.over_shelf.shelf import Member, Shelf, Step, Wanted, entry_name
from briefdeck.document.sections import in_order_of_time
from briefdeck.document.shared_dates import dated, days_about
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Entry, Era, Event, Program
from briefdeck.model.edtf import Edtf

_Dated = TypeVar("_Dated", Era, Event, Program)


_FEWEST: Final = 6
"""So few entries are all drawn, however far apart."""
_FEW: Final = 20
_FAR: Final = 20
_YEAR_DAYS: Final = 366


class DatedEntry(Struct, frozen=True, kw_only=True):
    """An era, event or program, and the briefing that dates it."""

    briefing: str
    entry: str
    noun: str
    title: str
    date: Edtf
    caveat: Remark | None = None


class MergedTimeline(Struct, frozen=True, kw_only=True):
    """What several briefings date.

    briefings: those that date anything, by id. entries: by time. alike: events, or programs, of
    several briefings that may be one. timeline: the entries as they are drawn, each with the name
    that `entry_name` gives it; its title begins with the letters by which `letters` calls its
    briefing. undated: how many briefings date nothing.
    """

    briefings: tuple[Member, ...]
    entries: tuple[DatedEntry, ...]
    alike: tuple[Alike, ...]
    timeline: Timeline
    undated: int = 0


def merged_timeline(
    loadeds: Iterable[Loaded], wanted: Wanted | None = None, step: Step = bool
) -> MergedTimeline:
    """Return what briefings date on one timeline; wanted: the entries asked for, else all.

    step: called with how much is done, 0 to 1; what it raises ends the work.
    """
    shelf = Shelf(loadeds, wanted, step)
    found = {
        place: timeline
        for place, lookup in enumerate(shelf.lookups)
        if not (timeline := _wanted(shelf, place, lookup)).is_empty
    }
    offered = [
        alike(shelf, group)
        for group in groups(shelf)
        if any(shelf.wants(*place) for place in group.places)
    ]
    entries = [
        _dated_entry(shelf.id(place), entry)
        for place, each in found.items()
        for entry in (*each.eras, *each.programs, *each.events)
    ]
    ordered = sorted(
        entries,
        key=lambda each: (each.date.sort_key[:2], each.briefing),
    )
    return MergedTimeline(
        briefings=shelf.members(found),
        entries=tuple(ordered),
        alike=tuple(offered),
        timeline=_together(shelf, found),
        undated=len(shelf.lookups) - len(found),
    )


def without_far(drawn: Timeline) -> tuple[Timeline, tuple[Era | Event | Program, ...]]:
    """Return a timeline without the few entries far from all else, and those, by time.

    Far is what reaches more than `_FAR` times as far beyond the earliest and latest as these are
    apart; for that, one in `_FEW` at each end is not counted, which is the most that is left out.
    """
    every: tuple[Era | Event | Program, ...] = (*drawn.eras, *drawn.programs, *drawn.events)
    reaches = {
        each.id: days
        for each in every
        if each.date is not None and (days := days_about(each.date)) is not None
    }
    if len(reaches) < _FEWEST:
        return drawn, ()
    cut = max(len(reaches) // _FEW, 1)
    first = sorted(first for first, _ in reaches.values())[cut]
    last = sorted(last for _, last in reaches.values())[-1 - cut]
    margin = _FAR * max(last - first, _YEAR_DAYS)
    far = {
        each
        for each, (begins, ends) in reaches.items()
        if begins < first - margin or ends > last + margin
    }
    if not far:
        return drawn, ()

    def near(entries: Iterable[_Dated]) -> tuple[_Dated, ...]:
        return tuple(each for each in entries if each.id not in far)

    aside = [each for each in every if each.id in far]
    kept = replace(
        drawn, eras=near(drawn.eras), events=near(drawn.events), programs=near(drawn.programs)
    )
    return kept, tuple(in_order_of_time(aside))


def letters(place: int) -> str:
    """Return what a briefing is called in a drawing, by its place: A to Z, then AA, AB."""
    called = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        called = chr(ord("A") + rest) + called
    return called


def _wanted(shelf: Shelf, place: int, lookup: Lookup) -> Timeline:
    """What of a briefing's timeline is asked for."""

    def kept(entries: Iterable[_Dated]) -> tuple[_Dated, ...]:
        return tuple(entry for entry in dated(entries) if shelf.wants(place, entry.id))

    whole = lookup.timeline
    return Timeline(eras=kept(whole.eras), events=kept(whole.events), programs=kept(whole.programs))


def _together(shelf: Shelf, found: dict[int, Timeline]) -> Timeline:
    """All timelines as one, up to the latest date of a briefing."""
    eras: list[Era] = []
    events: list[Event] = []
    programs: list[Program] = []
    for number, (place, each) in enumerate(found.items()):
        briefing, key = shelf.id(place), letters(number)
        eras += _named(each.eras, briefing, key)
        programs += _named(each.programs, briefing, key)
        era_of = shelf.lookups[place].era_of
        for event in _named(each.events, briefing, key):
            era = era_of.get(event.id.partition("#")[2])
            events.append(replace(event, era=entry_name(briefing, era) if era else None))
    last = [shelf.lookups[place].briefing.front.as_of for place in found]
    return Timeline(
        eras=tuple(in_order_of_time(eras)),
        events=tuple(in_order_of_time(events)),
        programs=tuple(in_order_of_time(programs)),
        until=max(last, key=lambda date: date.sort_key, default=None),
    )


def _named(entries: Iterable[_Dated], briefing: str, key: str) -> Iterator[_Dated]:
    """Entries with names that no other briefing's have, and the briefing in their titles."""
    for entry in entries:
        named = replace(entry, id=entry_name(briefing, entry.id), title=f"{key} {entry.title}")
        if isinstance(named, Program) and named.abbreviation:
            named = replace(named, abbreviation=f"{key} {named.abbreviation}")
        yield named


def _dated_entry(briefing: str, entry: Entry) -> DatedEntry:
    assert entry.date is not None, "only dated entries are asked for"
    return DatedEntry(
        briefing=briefing,
        entry=entry.id,
        noun=entry.noun,
        title=name_of(entry),
        date=entry.date,
        caveat=remark_on(entry.caveat),
    )
