"""The briefings of a shelf that are looked at together, and which of their entries are wanted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeVar

from msgspec import Struct

from briefdeck.document.likeness import Traits
from briefdeck.document.lookup import Lookup
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Cite
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import citations, statement_link

_Thing = TypeVar("_Thing")
Wanted = Mapping[str, frozenset[str]]
"""Ids of entries by their briefing's id; the empty id stands for the whole briefing."""

Step = Callable[[float], object]
"""Called now and then in long work, with how much is done, 0 to 1; what it raises ends that."""
_STEP: Final = 20


class Member(Struct, frozen=True, kw_only=True):
    """A briefing: its name, how fresh it is, and whose side it takes."""

    id: str
    title: str
    as_of: Edtf
    stance: Literal["neutral", "advocacy"]


class Cited(Struct, frozen=True, kw_only=True):
    """A source as its briefing cites it: its id there, its short form, and the place."""

    source: str
    short: str
    at: str | None = None


class Shelf:
    """Briefings in the order of their ids, and what is worked out of each once.

    wanted: the entries that are asked for; without it, all. Files of which nothing could be read
    are left out, and of several with one id all but the first.
    """

    def __init__(
        self,
        loadeds: Iterable[Loaded],
        wanted: Wanted | None = None,
        step: Step = bool,
    ) -> None:
        self._step = step
        by_id: dict[str, Loaded] = {}
        for loaded in loadeds:
            if loaded.briefing is not None and loaded.links is not None:
                by_id.setdefault(loaded.id, loaded)
        self.lookups = tuple(Lookup(by_id[each]) for each in sorted(by_id))
        self.traits = tuple(map(Traits, self.lookups))
        self._wanted = wanted

    def stepping(self, things: Sequence[_Thing], first: float, last: float) -> Iterator[_Thing]:
        """Yield each of these, and tell how far the work is: from first to last, 0 to 1."""
        for number, thing in enumerate(things):
            if number % _STEP == 0:
                self._step(first + (last - first) * number / len(things))
            yield thing
        self._step(last)

    def wants(self, place: int, entry_id: str) -> bool:
        """Return whether an entry is asked for; place: of its briefing."""
        if self._wanted is None:
            return True
        ids = self._wanted.get(self.id(place), frozenset())
        return entry_id in ids or "" in ids

    def id(self, place: int) -> str:
        """Return the id of a briefing."""
        return self.lookups[place].loaded.id

    def members(self, places: Iterable[int]) -> tuple[Member, ...]:
        """Return these briefings, each once."""
        return tuple(_member(self.lookups[place]) for place in sorted(set(places)))

    def cited(self, place: int, cites: Sequence[Cite]) -> tuple[Cited, ...]:
        """Return what is cited, each place in a source once."""
        lookup = self.lookups[place]
        found = {}
        for cite in cites:
            source = lookup.source(cite.source)
            if source is not None:
                short = lookup.short_forms.short(source)
                found[source.id, cite.at] = Cited(source=source.id, short=short, at=cite.at)
        return tuple(found.values())

    def cited_by(self, place: int, entry_id: str) -> tuple[Cited, ...]:
        """Return the sources that support an entry; else the one whose own statement it is."""
        links = self.lookups[place].links
        own = statement_link(entry_id, links)
        found = [*citations(entry_id, links)] or ([own] if own else [])
        return self.cited(place, [Cite(source=each.target, at=each.at) for each in found])


def entry_name(briefing: str, entry: str) -> str:
    """Return what an entry is called among those of other briefings: `merida#announced`."""
    return f"{briefing}#{entry}"


def _member(lookup: Lookup) -> Member:
    front = lookup.briefing.front
    return Member(id=lookup.loaded.id, title=front.title, as_of=front.as_of, stance=front.stance)
