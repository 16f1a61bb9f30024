"""How well statements are supported, and what would fall with a source.

A statement in the voice of the source that the briefing condenses is traced: that source makes it.
What it cites besides is what that source gives for it. Another source counts as a voice like a
citation of it, where the place is given and nothing else is cited; an actor's voice supports
nothing.
"""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.model.briefing import Briefing, Source, Via
from briefdeck.model.links import FRONT, Link, Links

Support = Literal["cited", "single", "traced", "uncited"]
"""cited: two or more independent origins; single: one; traced: the condensed source's own
statement, for which it names no source; uncited: none."""

STATEMENTS: Final = frozenset(
    {"key_points", "findings", "events", "programs", "series", "tables", "quotations"}
)
"""The tables whose entries state something that needs a source."""


class Coverage(Struct, frozen=True):
    """Counts of statements, from key points to quotations, by how they are supported.

    reported: those that are traced to the source that the briefing condenses: made in its voice,
    citing it, or citing what was seen only in it. named: of these, those for which it names another
    source.
    """

    cited: int
    single: int
    uncited: int
    traced: int = 0
    reported: int = 0
    named: int = 0

    @property
    def total(self) -> int:
        """All statements."""
        return self.cited + self.single + self.traced + self.uncited

    @property
    def sourced_elsewhere(self) -> int:
        """Statements with a source that are not traced to the condensed one."""
        return self.cited + self.single + self.traced - self.reported

    @property
    def percent(self) -> int | None:
        """Percent of statements with at least one source, rounded down; None without statements.

        That a statement is traced to the condensed source does not count.
        """
        if not self.total:
            return None
        return 100 * (self.cited + self.single) // self.total


def condensed_source(links: Links) -> str | None:
    """Return the id of the source that the briefing condenses."""
    for each in links.forward.get(FRONT, ()):
        if each.relation == "condenses" and isinstance(links.entries[each.target], Source):
            return each.target
    return None


def statement_link(entry_id: str, links: Links) -> Link | None:
    """Return the link to the source that makes a statement itself, as its voice.

    Of sources other than the one that the briefing condenses it needs a place. A voice without one
    has the place at which the entry cites the same source.
    """
    for each in links.forward.get(entry_id, ()):
        if each.relation != "voice" or not isinstance(links.entries[each.target], Source):
            continue
        if each.at:
            return each
        if each.target == condensed_source(links):
            return replace(each, at=_cited_place(entry_id, each.target, links))
    return None


def _cited_place(entry_id: str, source_id: str, links: Links) -> str | None:
    """The first place at which an entry cites a source."""
    for each in links.forward.get(entry_id, ()):
        if _supports(each) and each.target == source_id and each.at:
            return each.at
    return None


def cited_sources(entry_id: str, links: Links) -> tuple[str, ...]:
    """Return the ids of the sources that an entry cites in lists, points and prose, each once.

    A caveat's citations speak about the statement, often against it, and do not count.
    """
    return tuple(dict.fromkeys(each.target for each in citations(entry_id, links)))


def citations(entry_id: str, links: Links) -> Iterator[Link]:
    """Yield the citations of the sources that support an entry, with their places."""
    for each in links.forward.get(entry_id, ()):
        if _supports(each) and isinstance(links.entries[each.target], Source):
            yield each


def origin_of(source_id: str, links: Links) -> str:
    """The source that a source has its information from in the end.

    Of a circle its alphabetically first member.
    """
    return links.origins.get(source_id, source_id)


def origins(entry_id: str, links: Links) -> frozenset[str]:
    """The independent origins of what an entry cites."""
    return frozenset([origin_of(each.target, links) for each in citations(entry_id, links)])


def support(entry_id: str, links: Links) -> Support:
    """Return how an entry is supported, by the number of origins and not of citations."""
    found = origins(entry_id, links)
    stated = statement_link(entry_id, links)
    if stated is None:
        return _counted(len(found))
    if stated.target == condensed_source(links):
        named = found - {origin_of(stated.target, links)}
        return _counted(len(named)) if named else "traced"
    return _counted(len(found) or 1)


def _counted(count: int) -> Support:
    if count > 1:
        return "cited"
    return "single" if count else "uncited"


def coverage(briefing: Briefing, links: Links) -> Coverage:
    """Return the support of all statements."""
    counts: dict[Support, int] = {"cited": 0, "single": 0, "traced": 0, "uncited": 0}
    condensed = condensed_source(links)
    reported = named = 0
    for entry in briefing.entries():
        if entry.table not in STATEMENTS:
            continue
        counts[support(entry.id, links)] += 1
        if condensed is not None and _is_reported(entry.id, condensed, links):
            reported += 1
            if set(cited_sources(entry.id, links)) - {condensed}:
                named += 1
    return Coverage(**counts, reported=reported, named=named)


def _is_reported(entry_id: str, condensed: str, links: Links) -> bool:
    """Whether a statement is traced to the condensed source."""
    for each in links.forward.get(entry_id, ()):
        if each.relation == "voice" and each.target == condensed:
            return True
        if not _supports(each):
            continue
        through = seen_in(each, links)
        if condensed in {each.target, through.source if through else None}:
            return True
    return False


def _supports(link: Link) -> bool:
    """Whether it is a citation for what an entry says, not one of its caveat."""
    return link.relation == "cites" and "caveat" not in link.path


def sole_support(source_id: str, links: Links) -> tuple[str, ...]:
    """Ids of the entries that would be uncited without this source, in file order."""
    pointing = dict.fromkeys(
        each.source
        for each in links.backward.get(source_id, ())
        if each.relation in {"cites", "voice"}
    )
    pointing.pop(FRONT, None)
    return tuple(name for name in pointing if _named_or_own(name, links) == (source_id,))


def _named_or_own(entry_id: str, links: Links) -> tuple[str, ...]:
    """The sources that an entry cites; where it cites none, the one that states it."""
    stated = statement_link(entry_id, links)
    own = (stated.target,) if stated is not None else ()
    return cited_sources(entry_id, links) or own


def seen_in(citation: Link, links: Links) -> Via | None:
    """Return the source in which a cited one was seen, and the place.

    None where it was seen itself. The place is that of the citation's `via`, else of the source's,
    else of the entry's voice, where that is the same source.
    """
    source = links.entries[citation.target]
    places = list(_named_places(citation, links))
    if isinstance(source, Source) and source.seen_in is not None:
        places.append(source.seen_in)
    if not places:
        return None
    through = places[0].source
    if through == citation.target or through not in links.entries:
        return None
    places += _voice_places(citation.source, links)
    known = [place.at for place in places if place.source == through and place.at]
    return Via(source=through, at=known[0] if known else None)


def _named_places(citation: Link, links: Links) -> Iterator[Via]:
    """The citation's own `via`, which stands at a path of its own under it."""
    for each in links.forward.get(citation.source, ()):
        if each.relation == "via" and each.path == (*citation.path, "via"):
            yield Via(source=each.target, at=each.at)


def _voice_places(entry_id: str, links: Links) -> Iterator[Via]:
    for each in links.forward.get(entry_id, ()):
        if each.relation == "voice":
            yield Via(source=each.target, at=each.at)
