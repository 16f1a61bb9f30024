"""What a page holds: which entries stand where, and every block that it writes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from briefdeck.document.blocks import (
    AnyBlock,
    Document,
    Heading,
    Passage,
    Points,
    References,
    Standing,
)
from briefdeck.document.compose import Composer
from briefdeck.document.entry_page import entry_page
from briefdeck.document.lookup import Lookup
from briefdeck.document.sections import SECTIONS, find_section
from briefdeck.document.summaries import imprint, reading
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.levels import LEVELS, Level

TITLES: Final[dict[Level, str]] = {
    "30s": "Bottom line",
    "3m": "In three minutes",
    "full": "The full reading",
    "all": "Everything else",
}
"""What each level adds to the shorter one is called."""
_EVENTS: Final = "Events"
"""What the section of the timeline is called apart from the drawing."""


class Group(NamedTuple):
    """Entries under a heading; name: what links to the heading call it."""

    name: str
    title: str
    entries: tuple[Entry, ...]


class Contents:
    """What a page holds of a briefing, up to a level; each entry stands on it once.

    opening: what is read in 30 seconds. brief: what 3 minutes add. points: the entries told in 3
    minutes; full, rest: what the longer levels add. sources: those that the page lists. documents:
    the blocks of each entry.
    """

    def __init__(self, lookup: Lookup, level: Level) -> None:
        self.lookup = lookup
        self.level = level
        self.composer = Composer(lookup, lookup.short_forms)
        self.opening = tuple(_plain(reading(self.composer, "30s")))
        self.brief = tuple(self._brief()) if self.holds("3m") else ()
        self._placed: set[str] = set()
        self.points = self._points()
        self.full = tuple(self._full()) if self.holds("full") else ()
        self.rest = tuple(self._rest()) if self.holds("all") else ()
        self.about = self._about()
        self.imprint = tuple(imprint(self.composer))
        self.documents = {entry.id: self._page(entry) for entry in self._entries()}
        self.sources = self._sources()
        if self.holds("all"):
            self.documents |= {source.id: self._page(source) for source in self.sources}

    def holds(self, level: Level) -> bool:
        """Whether the page goes as far as a level."""
        return LEVELS.index(level) <= LEVELS.index(self.level)

    @property
    def anchors(self) -> frozenset[str]:
        """Ids of everything that links on the page can lead to."""
        return frozenset((*self.documents, *(source.id for source in self.sources)))

    @property
    def untitled(self) -> tuple[AnyBlock, ...]:
        """What is read in 30 seconds below the title."""
        return tuple(
            block for block in self.opening if not (isinstance(block, Heading) and block.level == 1)
        )

    @property
    def standing(self) -> Standing:
        """How fresh, whose and how well supported the briefing is."""
        return next(block for block in self.opening if isinstance(block, Standing))

    def _page(self, entry: Entry) -> Document:
        return entry_page(self.lookup, entry.id, references=False)

    def _brief(self) -> Iterator[AnyBlock]:
        """What 3 minutes say beyond 30 seconds, but for the points, which stand by themselves."""
        known = list(self.opening)
        blocks = list(_plain(reading(self.composer, "3m")))
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            is_subtitle = isinstance(block, Passage) and block.role == "subtitle"
            if block in known or is_subtitle or isinstance(block, Points):
                continue
            if not isinstance(following, Points):
                yield block

    def _points(self) -> Group:
        entries = self.lookup.levels.points if self.holds("3m") else ()
        name = "key-points" if self.lookup.briefing.key_points else "findings"
        section = find_section(name)
        assert section is not None, "both are sections"
        return self._group(f"{name}-in-brief", section.title, entries)

    def _full(self) -> Iterator[Group]:
        briefing = self.lookup.briefing
        yield self._group("key-points", "More key points", briefing.key_points)
        yield self._group("figures", "Figures", briefing.series)
        yield self._group("recommendations", "Recommendations", briefing.recommendations)

    def _rest(self) -> Iterator[Group]:
        for section in SECTIONS:
            entries = tuple(section.entries(self.lookup.briefing))
            title = _EVENTS if section.name == "timeline" else section.title
            name = "events" if section.name == "timeline" else section.name
            if section.name != "sources":
                yield self._group(name, title, entries)

    def _group(self, name: str, title: str, entries: Iterable[Entry]) -> Group:
        """Entries that stand nowhere before."""
        fresh = tuple(entry for entry in entries if entry.id not in self._placed)
        self._placed.update(entry.id for entry in fresh)
        return Group(name, title, fresh)

    def _about(self) -> tuple[AnyBlock, ...]:
        """How good the sourcing is as a whole."""
        said = self.lookup.briefing.front.source_summary
        if not said or not self.holds("full"):
            return ()
        return (Passage(prose=self.composer.prose(said)),)

    def _entries(self) -> Iterator[Entry]:
        for group in (self.points, *self.full, *self.rest):
            yield from group.entries

    def _sources(self) -> Sequence[Source]:
        """Every source of the briefing; of a shorter reading those that it cites."""
        if self.holds("all"):
            return self.lookup.briefing.sources
        cited = {source.id for source in self.composer.named_sources()}
        for document in self.documents.values():
            cited.update(document.cited)
        seen = [self.lookup.source(name) for name in cited]
        cited.update(each.seen_in.source for each in seen if each and each.seen_in)
        return tuple(source for source in self.lookup.briefing.sources if source.id in cited)


def _plain(blocks: Iterable[AnyBlock]) -> Iterator[AnyBlock]:
    """Blocks without the list of references, which stands once on a page."""
    for block in blocks:
        is_its_heading = isinstance(block, Heading) and block.text == "References"
        if not isinstance(block, References) and not is_its_heading:
            yield block
