"""Events and programs of several briefings that may be one: offered with the reasons, never merged.

Whether two may be one is decided as in a comparison of their two briefings. Several are offered
together as far as no two of them are of one briefing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from briefdeck.document.likeness import Likeness
from briefdeck.document.lookup import name_of
from briefdeck.document.over_shelf.candidates import SEARCHED, candidates
from briefdeck.document.over_shelf.shelf import Shelf, entry_name
from briefdeck.document.shared_dates import DatePair, shared_dates
from briefdeck.document.shared_sources import same_sources
from briefdeck.model.briefing import Entry
from briefdeck.model.edtf import Edtf

DateRelation = Literal["same", "agree", "differ"]
"""Whether all dates are the same, agree as one holds the other or is uncertain, or differ."""
_MOST_WORDS: Final = 12


class AlikeEntry(Struct, frozen=True, kw_only=True):
    """One of several that may be one."""

    briefing: str
    entry: str
    noun: str
    title: str
    date: Edtf


class Alike(Struct, frozen=True, kw_only=True):
    """Events, or programs, of two or more briefings that may be one, and why.

    likeness, words, linked, sources: of the two that are most alike: 0 to 1, words that both have,
    and what both link to and cite, by its name in the first's briefing. difference: how far dates
    that differ are apart: "1 day", at most.
    """

    entries: tuple[AlikeEntry, ...]
    dates: DateRelation
    likeness: float
    words: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    difference: str = ""


class Place(NamedTuple):
    """An entry on a shelf: its briefing's place there, and its id."""

    briefing: int
    entry: str


class Tie(NamedTuple):
    """Two entries that may be one, the first of a briefing before the second's, and the dates."""

    places: tuple[Place, Place]
    pairs: tuple[DatePair, ...]


class Group(NamedTuple):
    """Entries that may be one, by their places, and what ties them."""

    places: tuple[Place, ...]
    ties: tuple[Tie, ...]


def groups(shelf: Shelf) -> tuple[Group, ...]:
    """Return the events and programs of several briefings that may be one, by time.

    Each two that a comparison of their briefings takes for one are in a group, and most in one
    only: where that would bring two of one briefing together, they are a group of their own.
    """
    ties = sorted(_ties(shelf), key=_surest_first)
    of: dict[Place, set[Place]] = {}
    apart: list[Tie] = []
    for tie in ties:
        one, other = (of.get(place, {place}) for place in tie.places)
        if one is other:
            continue
        if not {place.briefing for place in one}.isdisjoint(place.briefing for place in other):
            apart.append(tie)
            continue
        joined = one | other
        for place in joined:
            of[place] = joined
    loose = set(map(id, apart))
    tied: dict[int, list[Tie]] = {}
    for tie in ties:
        if id(tie) not in loose:
            tied.setdefault(id(of[tie.places[0]]), []).append(tie)
    every = [*tied.values(), *([tie] for tie in apart)]
    return tuple(sorted(map(_group, every), key=lambda group: _when(shelf, group)))


def alike(shelf: Shelf, group: Group) -> Alike:
    """Return a group in words."""
    pairs = [pair for tie in group.ties for pair in tie.pairs]
    first = group.ties[0]
    likened = first.pairs[0].likened
    briefing = shelf.id(first.places[0].briefing)
    return Alike(
        entries=tuple(_entries(shelf, group.places)),
        dates=_relation(pairs),
        likeness=likened.score,
        words=likened.words[:_MOST_WORDS],
        linked=tuple(entry_name(briefing, each) for each in likened.linked),
        sources=tuple(entry_name(briefing, each) for each in likened.sources),
        difference=_widest(pairs),
    )


def _ties(shelf: Shelf) -> Iterator[Tie]:
    """Yield what comparisons of two briefings take for one, of what may be."""
    pairs = tuple(candidates(shelf).items())
    for (one, other), only in shelf.stepping(pairs, SEARCHED, 1):
        traits = shelf.traits[one], shelf.traits[other]
        likeness = Likeness(*traits, tuple(same_sources(traits[0].sources, traits[1].sources)))
        found: dict[tuple[Place, Place], list[DatePair]] = {}
        for pair in shared_dates(traits[0].lookup, traits[1].lookup, likeness, only):
            places = Place(one, pair.first.id), Place(other, pair.second.id)
            found.setdefault(places, []).append(pair)
        yield from (Tie(places, tuple(pairs)) for places, pairs in found.items())


def _surest_first(tie: Tie) -> tuple[bool, float, tuple[Place, Place]]:
    differs = any(pair.differs for pair in tie.pairs)
    return differs, -tie.pairs[0].likened.score, tie.places


def _group(ties: Sequence[Tie]) -> Group:
    places = sorted({place for tie in ties for place in tie.places})
    return Group(tuple(places), tuple(ties))


def _when(shelf: Shelf, group: Group) -> tuple[float, float, tuple[Place, ...]]:
    dates = [entry_at(shelf, place).date for place in group.places]
    first, last, _ = min(date.sort_key for date in dates if date is not None)
    return first, last, group.places


def entry_at(shelf: Shelf, place: Place) -> Entry:
    """Return the entry at a place."""
    return shelf.lookups[place.briefing].links.entries[place.entry]


def _entries(shelf: Shelf, places: Iterable[Place]) -> Iterator[AlikeEntry]:
    for place in places:
        entry = entry_at(shelf, place)
        if entry.date is not None:
            yield AlikeEntry(
                briefing=shelf.id(place.briefing),
                entry=entry.id,
                noun=entry.noun,
                title=name_of(entry),
                date=entry.date,
            )


def _relation(pairs: Sequence[DatePair]) -> DateRelation:
    if any(pair.differs for pair in pairs):
        return "differ"
    return "same" if all(pair.dates[0] == pair.dates[1] for pair in pairs) else "agree"


def _widest(pairs: Iterable[DatePair]) -> str:
    """How far the dates are apart that differ most, without the direction."""
    widest = max(pairs, key=lambda pair: abs(pair.gap.seconds))
    return widest.gap.words.rpartition(" ")[0]
