"""How alike entries of two briefings are by what they say, and which of them make pairs.

An entry is taken as the words and numbers of its title and text, what it links to and the sources
that it cites. Likeness is the cosine of two entries with each trait weighed by how rare it is in
both briefings together, so that a shared "Mexico" says little and a shared "Culiacán" much.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from math import log, sqrt
from typing import Final, Generic, Literal, TypeVar

from msgspec import Struct

from briefdeck.document.lookup import Lookup, name_of
from briefdeck.document.shared_sources import KnownSources, SamePair
from briefdeck.model.briefing import Actor, Briefing, Entry, Program, Series
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern

AnyEntry = TypeVar("AnyEntry", bound=Entry)
Vector = Mapping[str, float]

_POINTER: Final = pattern(r"\[@[^\]]*\]|\[\[[^\]|]*\|?")
"""Citations and the ids of links, which are no words of the text."""
_WORD: Final = pattern(r"[^\W_]+(?:[.,][0-9]+)*")
_SHORTEST: Final = 4
"""Letters of a word that counts, and digits of a number less one: `22` is in every text."""
_STEM: Final = 6
"""Letters of a word that are compared: "extradited" and "extraditions" are one."""
_TITLE: Final = 1.6
"""How much more a word of the title weighs than one of the text."""
_LINK: Final = "@"
_SOURCE: Final = "§"
"""They begin traits that are not words: what an entry links to, and what it cites."""
_MARKS: Final = _LINK + _SOURCE
_COMMON_POSTINGS: Final = 64
"""Entries with one trait, beyond which it leads to no candidates but still counts."""
_CANDIDATES: Final = 12
"""Entries that are looked at closely for each."""
_FEWEST_SHARED: Final = 2
_FEW_WORDS: Final = 2.0
"""Times the square of the rarest trait's weight, adds to the square of every entry's length."""
_ENGLISH: Final = """
about above across after again against ahead almost along already also although always among
amount announced another around asked asks away back became because become becomes been before
began begin begins begun behind being below best better between billion both bring brings
brought came cannot come comes could does doing done down during each early eight either else
ended ends enough even ever every expect expected expects fell first five follow followed
following follows four from gave gets give given gives goes gone half have having held here
himself into itself just keep keeps kept kind kinds know known largest last late later launch
launched launches least less like little long made main make makes making many might million
more most much must near nearly need never next nine none nothing number numbers often once only
other others over part pass passed passes percent perhaps publish published publishes rather
reach reached reaches rose said same says seen sees set sets seven several shall should show
showed shows since some somewhat start started starts still stood such take taken takes term
than that their them themselves then there these they thing things this those though thousand
three through thus time times together told took toward towards under until upon used uses very
want wanted wants well went were what when where whether which while whole whom whose will with
within without would year yearly years your
"""
_EMPTY_WORDS: Final = frozenset(_ENGLISH.split())
"""English words that say nothing of the matter, or only that something begins or goes on."""


class Likened(Struct, Generic[AnyEntry], frozen=True, kw_only=True):
    """Two entries that are alike.

    score: 0 to 1. words: those that both have, as the first has them, the most telling first.
    linked, sources: ids, in the first briefing, of what both link to and both cite.
    """

    first: AnyEntry
    second: AnyEntry
    score: float
    words: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Likeness:
    """Weighs what two briefings say, and pairs their entries."""

    def __init__(self, one: "Traits", other: "Traits", sources: Iterable[SamePair]) -> None:
        self._sides = one, other
        self._first_ids = {match.id: source.id for source, match, _ in sources}
        self._first_ids |= _same_things(one, other)
        self._second_ids: dict[str, list[str]] = defaultdict(list)
        for second_id, first_id in self._first_ids.items():
            self._second_ids[first_id].append(second_id)
        entries = one.entries + other.entries
        self._entries = entries
        self._rarities: dict[str, float] = {}
        self._damping = _FEW_WORDS * log(max(entries, 2)) ** 2

    def pairs(
        self,
        first: Sequence[AnyEntry],
        second: Sequence[AnyEntry],
        rank: Callable[[AnyEntry, AnyEntry, float], float | None],
    ) -> list[Likened[AnyEntry]]:
        """Return pairs of entries, each in one pair at most, in the order of the first.

        rank: how much a pair of some likeness is worth; None where it is no pair. The worthiest
        are made first.
        """
        ones = [self._vector(0, entry) for entry in first]
        others = [self._vector(1, entry) for entry in second]
        ranked: list[tuple[float, int, int, float]] = []
        for place, other_place, score in _candidates(ones, others, _twins(first, second)):
            worth = rank(first[place], second[other_place], score)
            if worth is not None:
                ranked.append((-worth, place, other_place, score))
        chosen: dict[int, tuple[int, float]] = {}
        taken: set[int] = set()
        for _, place, other_place, score in sorted(ranked):
            if place not in chosen and other_place not in taken:
                chosen[place] = other_place, score
                taken.add(other_place)
        return [
            self._likened(first[place], second[other_place], score)
            for place, (other_place, score) in sorted(chosen.items())
        ]

    def _vector(self, side: Literal[0, 1], entry: Entry) -> Vector:
        """The traits of an entry with their weights.

        Its length is near to 1 for a paragraph, and less for a few words, which are soon alike.
        """
        known, weighed = self._rarities, {}
        for trait, emphasis in self._traits(side, entry):
            rarity = known[trait] if trait in known else self._rarity(trait)
            if rarity > 0:
                weighed[trait] = rarity * emphasis
        length = sqrt(self._damping + sum([weight * weight for weight in weighed.values()]))
        return {trait: weight / length for trait, weight in weighed.items()}

    def _traits(self, side: Literal[0, 1], entry: Entry) -> Iterator[tuple[str, float]]:
        """What an entry is compared by, with how much it is stressed; links by the first's ids."""
        known = self._sides[side]
        for mark, target in known.links(entry):
            first_id = target if side == 0 else self._first_ids.get(target, "")
            if first_id in self._second_ids:
                yield mark + first_id, 1.0
        yield from known.words(entry).items()

    def _rarity(self, trait: str) -> float:
        """How rare a trait is in both briefings together."""
        count = self._linking(trait) if trait[0] in _MARKS else self._having(trait)
        found = self._rarities[trait] = log(1 + self._entries / count) if count else 0.0
        return found

    def _having(self, stem: str) -> float:
        one, other = self._sides
        return one.counts.get(stem, 0.0) + other.counts.get(stem, 0.0)

    def _linking(self, trait: str) -> int:
        """How many entries link to one thing, which may have several ids in the second."""
        one, other = self._sides
        mark, first_id = trait[0], trait[1:]
        seconds = [other.linking.get(mark + each, set()) for each in self._second_ids[first_id]]
        return len(one.linking.get(trait, ())) + len(set().union(*seconds))

    def _likened(self, one: AnyEntry, other: AnyEntry, score: float) -> Likened[AnyEntry]:
        first, second = self._vector(0, one), self._vector(1, other)
        shared = sorted(
            first.keys() & second.keys(), key=lambda trait: (-first[trait] * second[trait], trait)
        )
        written = _as_written(one)
        return Likened(
            first=one,
            second=other,
            score=round(score, 3),
            words=tuple(written[trait] for trait in shared if trait in written),
            linked=tuple(trait[1:] for trait in shared if trait.startswith(_LINK)),
            sources=tuple(trait[1:] for trait in shared if trait.startswith(_SOURCE)),
        )


def stems(text: str) -> frozenset[str]:
    """Return what a text is compared by: the beginnings of its telling words, and its numbers."""
    return frozenset(_stems(text))


class Traits:
    """What the entries of a briefing are compared by, found once however often it is compared."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self._words: dict[str, dict[str, float]] = {}

    def words(self, entry: Entry) -> Mapping[str, float]:
        """Return the stems of its text and its title, with how much each is stressed."""
        known = self._words.get(entry.id)
        if known is None:
            known = dict.fromkeys(_stems(entry.text or ""), 1.0)
            known.update(dict.fromkeys(_stems(name_of(entry)), _TITLE))
            self._words[entry.id] = known
        return known

    def links(self, entry: Entry) -> Iterable[tuple[str, str]]:
        """Return what it links to and cites: a mark of which it is, and the id, each once."""
        links = self.lookup.links.forward.get(entry.id, ())
        marks = ((_SOURCE if each.relation == "cites" else _LINK, each.target) for each in links)
        return dict.fromkeys(marks)

    @cached_property
    def counts(self) -> Mapping[str, float]:
        """How often each stem is in the entries that are compared, as much as it is stressed."""
        counts: dict[str, float] = defaultdict(float)
        for entry in _compared(self.lookup.briefing):
            for stem, stress in self.words(entry).items():
                counts[stem] += stress
        return counts

    @cached_property
    def linking(self) -> Mapping[str, set[str]]:
        """The ids of the entries that are compared by what they link to or cite, with its mark."""
        linking: dict[str, set[str]] = defaultdict(set)
        for entry in _compared(self.lookup.briefing):
            for mark, target in self.links(entry):
                linking[mark + target].add(entry.id)
        return linking

    @cached_property
    def entries(self) -> int:
        """How many entries are compared."""
        return sum(1 for _ in _compared(self.lookup.briefing))

    @cached_property
    def names(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """What programs, actors and series are known by: each one's id, and (noun, name)s."""
        things = _things(self.lookup.briefing)
        return tuple(
            (thing.id, tuple((thing.noun, name) for name in _names(thing))) for thing in things
        )

    @cached_property
    def sources(self) -> KnownSources:
        """The sources, by what they are known by."""
        return KnownSources(self.lookup.briefing)


def _compared(briefing: Briefing) -> Iterator[Entry]:
    yield from briefing.key_points
    yield from briefing.findings
    yield from briefing.events
    yield from briefing.programs
    yield from briefing.recommendations


def _same_things(one: Traits, other: Traits) -> dict[str, str]:
    """Ids of the second to those of the first that stand for the same.

    Programs and actors have a name in common, series a measure.
    """
    named: dict[tuple[str, str], str] = {}
    for entry_id, names in one.names:
        for name in names:
            named.setdefault(name, entry_id)
    found = {}
    for entry_id, names in other.names:
        first = next((named[name] for name in names if name in named), None)
        if first is not None:
            found[entry_id] = first
    return found


def _things(briefing: Briefing) -> Iterator[Program | Actor | Series]:
    yield from briefing.programs
    yield from briefing.actors
    yield from briefing.series


def _names(entry: Program | Actor | Series) -> Iterator[str]:
    if isinstance(entry, Series):
        yield entry.measure or entry.id
        return
    yield name_of(entry).casefold()
    if entry.abbreviation:
        yield entry.abbreviation.casefold()
    yield entry.id


def _stems(text: str) -> Iterator[str]:
    before = ""
    for token in tokens(_POINTER.sub(" ", text)):
        stem = _stem(token)
        if stem:
            yield stem
        elif len(token) == len(before) == 1 and not (token + before).isascii():
            # A script without blanks: its signs come one by one, and two make a word.
            yield before + token
        before = token


@lru_cache(maxsize=32768)  # a large briefing has few thousand words, each of them often
def _stem(token: str) -> str:
    """What a folded word is compared by; empty for one that tells nothing."""
    if not token.isalpha():
        return token if len(token) >= _SHORTEST - 1 else ""
    if len(token) < _SHORTEST or token in _EMPTY_WORDS:
        return ""
    return token[:_STEM].removesuffix("s")


def _as_written(entry: Entry) -> dict[str, str]:
    """Stems of an entry to the first word that has each."""
    written: dict[str, str] = {}
    for text in (name_of(entry), _POINTER.sub(" ", entry.text or "")):
        for word in _WORD.findall(text):
            for stem in _stems_of_word(word):
                written.setdefault(stem, word)
    return written


@lru_cache(maxsize=32768)
def _stems_of_word(word: str) -> tuple[str, ...]:
    return tuple(_stems(word))


def _twins(first: Sequence[Entry], second: Sequence[Entry]) -> dict[int, set[int]]:
    """For places in the first, those in the second of the same id or name.

    A name that many have tells nothing.
    """
    ids = {entry.id: place for place, entry in enumerate(second)}
    named: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(second):
        named[name_of(entry).casefold()].append(place)
    named.pop("", None)
    found: dict[int, set[int]] = {}
    for place, entry in enumerate(first):
        namesakes = named.get(name_of(entry).casefold(), [])
        twins = set(namesakes if len(namesakes) <= _CANDIDATES else [])
        if entry.id in ids:
            twins.add(ids[entry.id])
        if twins:
            found[place] = twins
    return found


def _candidates(
    first: Sequence[Vector], second: Sequence[Vector], twins: Mapping[int, set[int]]
) -> Iterator[tuple[int, int, float]]:
    """Places in both of entries that share telling traits or are twins, with their likeness."""
    postings: dict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(second):
        for trait in vector:
            postings[trait].append(place)
    for place, vector in enumerate(first):
        own_twins = twins.get(place, set())
        likeliest = _likeliest(vector, second, postings)
        for other in {*likeliest, *own_twins}:
            shared = vector.keys() & second[other].keys()
            if len(shared) >= _FEWEST_SHARED or other in own_twins:
                yield place, other, sum(vector[each] * second[other][each] for each in shared)


def _likeliest(
    vector: Vector, second: Sequence[Vector], postings: Mapping[str, Sequence[int]]
) -> list[int]:
    """The few entries of the second with which one of the first shares most that is rare."""
    gathered: dict[int, float] = defaultdict(float)
    for trait, weight in vector.items():
        having = postings.get(trait, ())
        if len(having) <= _COMMON_POSTINGS:
            for other in having:
                gathered[other] += weight * second[other][trait]
    return nlargest(_CANDIDATES, gathered, key=gathered.__getitem__)
