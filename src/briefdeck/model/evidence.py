"""How well statements are supported, and what would fall with a source."""

from typing import Final, Literal

from msgspec import Struct

from briefdeck.model.briefing import Briefing, Source
from briefdeck.model.links import FRONT, Links

Support = Literal["cited", "single", "uncited"]
"""cited: two or more independent origins; single: one; uncited: none."""

STATEMENTS: Final = frozenset(
    {"key_points", "findings", "events", "programs", "series", "tables", "quotations"}
)
"""The tables whose entries state something that needs a source."""


class Coverage(Struct, frozen=True):
    """Counts of statements, from key points to quotations, by how they are supported."""

    cited: int
    single: int
    uncited: int

    @property
    def total(self) -> int:
        """All statements."""
        return self.cited + self.single + self.uncited

    @property
    def percent(self) -> int | None:
        """Percent of statements with at least one source, rounded down; None without statements."""
        if not self.total:
            return None
        return 100 * (self.cited + self.single) // self.total


def cited_sources(entry_id: str, links: Links) -> tuple[str, ...]:
    """Return the ids of the sources that an entry cites in lists, points and prose, each once.

    A caveat's citations speak about the statement, often against it, and do not count.
    """
    cited: dict[str, None] = {}
    for each in links.forward.get(entry_id, ()):
        if each.relation != "cites" or "caveat" in each.path:
            continue
        if isinstance(links.entries[each.target], Source):
            cited[each.target] = None
    return tuple(cited)


def origin_of(source_id: str, links: Links) -> str:
    """The source that a source has its information from in the end.

    Of a circle its alphabetically first member.
    """
    return links.origins.get(source_id, source_id)


def origins(entry_id: str, links: Links) -> frozenset[str]:
    """The independent origins of what an entry cites."""
    return frozenset(origin_of(source, links) for source in cited_sources(entry_id, links))


def support(entry_id: str, links: Links) -> Support:
    """Return how an entry is supported, by the number of origins and not of citations."""
    count = len(origins(entry_id, links))
    if count > 1:
        return "cited"
    return "single" if count else "uncited"


def coverage(briefing: Briefing, links: Links) -> Coverage:
    """Return the support of all statements."""
    counts: dict[Support, int] = {"cited": 0, "single": 0, "uncited": 0}
    for entry in briefing.entries():
        if entry.table in STATEMENTS:
            counts[support(entry.id, links)] += 1
    return Coverage(cited=counts["cited"], single=counts["single"], uncited=counts["uncited"])


def sole_support(source_id: str, links: Links) -> tuple[str, ...]:
    """Ids of the entries that would be uncited without this source, in file order."""
    citing = dict.fromkeys(
        each.source for each in links.backward.get(source_id, ()) if each.relation == "cites"
    )
    citing.pop(FRONT, None)
    return tuple(name for name in citing if cited_sources(name, links) == (source_id,))
