"""A briefing cut into slides: one thing at a time, from title and bottom line to what to doubt."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from briefdeck.document import briefs
from briefdeck.document.blocks import AnyBlock, Facts, Heading, Passage
from briefdeck.document.compose import Composer
from briefdeck.document.entries import body
from briefdeck.document.lookup import Lookup, name_of
from briefdeck.model.briefing import Entry, Recommendation, Series
from briefdeck.model.levels import Level


class Cut(NamedTuple):
    """What one slide shows.

    place: where it stands in the briefing: `key point 2 of 6`. entry: its id, empty where it has
    none. kind: whether it is read, or drawn wide, or fills the screen. blocks: makes its blocks.
    """

    place: str
    entry: str
    kind: Literal["prose", "figure", "timeline"]
    blocks: Callable[[Composer], Iterable[AnyBlock]]


def cuts(lookup: Lookup, level: Level) -> Iterator[Cut]:
    """Yield what a level holds, one thing a slide."""
    briefing, levels = lookup.briefing, lookup.levels
    yield Cut("Briefing", "", "prose", _title)
    yield Cut("Bottom line", "", "prose", _bottom_line)
    yield from _entries(lookup, level, briefing.key_points or levels.points)
    yield from _entries(lookup, level, levels.also)
    if level != "30s" and not lookup.timeline.is_empty:
        yield Cut("Timeline", "", "timeline", _timeline)
    yield from _entries(lookup, level, briefing.series)
    yield from _entries(lookup, level, briefing.recommendations)
    if levels.doubts or (levels.confirmed and level != "30s"):
        yield Cut("In closing", "", "prose", partial(_doubts, level))


def _entries(lookup: Lookup, level: Level, entries: Sequence[Entry]) -> Iterator[Cut]:
    """A slide for each entry that the level holds."""
    held = [entry for entry in entries if lookup.levels.holds(level, entry.id)]
    for place, entry in enumerate(held, 1):
        count = f" {place} of {len(held)}" if len(held) > 1 else ""
        kind: Literal["prose", "figure"] = "figure" if isinstance(entry, Series) else "prose"
        yield Cut(f"{entry.noun}{count}", entry.id, kind, partial(_entry, entry))


def _title(composer: Composer) -> Iterator[AnyBlock]:
    front = composer.briefing.front
    yield Heading(text=front.title, level=1, note="draft" if front.draft else "")
    if front.subtitle:
        yield Passage(prose=composer.prose(front.subtitle), role="subtitle")
    yield composer.standing()


def _bottom_line(composer: Composer) -> Iterator[AnyBlock]:
    yield Passage(prose=composer.prose(composer.briefing.front.bluf), role="bluf")
    yield from briefs.asked(composer)


def _timeline(composer: Composer) -> Iterator[AnyBlock]:
    """Everything dated."""
    yield composer.lookup.timeline


def _entry(entry: Entry, composer: Composer) -> Iterator[AnyBlock]:
    """What an entry says; of its facts only those of a recommendation are for the screen."""
    name = name_of(entry)
    if name:
        yield Heading(entry=entry.id, text=name, level=1)
    for block in body(composer, entry, on_page=True):
        if isinstance(entry, Recommendation) or not isinstance(block, Facts):
            yield block


def _doubts(level: Level, composer: Composer) -> Iterator[AnyBlock]:
    found = composer.lookup.levels
    if level == "30s":
        yield from briefs.gravest(composer, found.doubts)
        return
    yield from briefs.doubts(composer, found)
    yield from briefs.confirmed(composer, found)
