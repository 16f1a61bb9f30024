"""How well statements are supported: cited, single-sourced or uncited, and what would fall with a source."""

from typing import Final, Literal

from msgspec import Struct

from briefdeck.model.briefing import Briefing, Source
from briefdeck.model.links import Links

Support = Literal["cited", "single", "uncited"]
"""cited: two or more independent origins; single: one; uncited: none."""

STATEMENTS: Final = frozenset(
    {"key_points", "findings", "events", "programs", "series", "tables", "quotations"}
)
"""The tables whose entries state something that needs a source."""


class Coverage(Struct, frozen=True):
    """Counts of statements (key points, findings, events, programs, figures, tables, quotations) by support."""

    cited: int
    single: int
    uncited: int

    @property
    def total(self) -> int:
        """All statements."""
        return self.cited + self.single + self.uncited

    @property
    def percent(self) -> int:
        """Percent of statements with at least one source, rounded down; 100 where there is nothing to cite."""
        return 100 * (self.cited + self.single) // self.total if self.total else 100


def cited_sources(entry_id: str, links: Links) -> tuple[str, ...]:
    """Ids of the sources that support an entry: what it cites in lists, points and prose, each once, in order.

    A caveat's citations speak about the statement, often against it, and do not count.
    """
    cited = (
        each.target
        for each in links.forward.get(entry_id, ())
        if each.relation == "cites" and "caveat" not in each.path
    )
    return tuple(
        dict.fromkeys(target for target in cited if isinstance(links.entries[target], Source))
    )


def origin_of(source_id: str, links: Links) -> str:
    """The source that a source has its information from in the end; of a circle its alphabetically first member."""
    return links.origins.get(source_id, source_id)


def origins(entry_id: str, links: Links) -> frozenset[str]:
    """The independent origins of what an entry cites."""
    return frozenset(origin_of(source, links) for source in cited_sources(entry_id, links))


def support(entry_id: str, links: Links) -> Support:
    """How an entry is supported, counting origins (a source's `origin`, followed to its end) and not citations."""
    count = len(origins(entry_id, links))
    return "cited" if count > 1 else "single" if count else "uncited"


def coverage(briefing: Briefing, links: Links) -> Coverage:
    """Support of all statements."""
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
    alone = {name for name in citing if name and cited_sources(name, links) == (source_id,)}
    return tuple(name for name in citing if name in alone)
