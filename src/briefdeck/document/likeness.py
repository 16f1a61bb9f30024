"""What two briefings have in common: sources, points that are alike, programs and events."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from msgspec import Struct

from briefdeck.document.blocks import Timeline
from briefdeck.document.chicago import bare_doi
from briefdeck.document.chicago_labels import ShortForms
from briefdeck.document.lookup import Lookup
from briefdeck.model.briefing import Entry, Event, Program, Source
from briefdeck.model.edtf import Edtf
from briefdeck.model.prose import plain_text

Likeness = Literal["id", "sources", "words", "order"]
SameSource = Literal["id", "DOI", "address", "title"]
Stems = frozenset[str]
Dated = TypeVar("Dated", Program, Event)

# What two points must reach to face each other as alike; see `_score`.
LEAST_LIKENESS = 0.18
PER_SHARED_SOURCE = 0.12
# More than words and sources can make together in practice: an id counts before both.
SAME_ID = 2.0
# Beyond so many, entries are paired by id alone.
MOST_PAIRS = 100_000
# Events need to share less of their titles than programs, for their dates have to agree too.
PROGRAM_LIKENESS, EVENT_LIKENESS = 0.6, 0.25
# Days: what one dates to a day and the other to its month may be the same event.
NEAR = 31


class SharedSource(Struct, frozen=True, kw_only=True):
    """A source that both cite: its ids, how the first cites it, what shows that it is one."""

    ids: tuple[str, str]
    short: str
    because: SameSource


class PlainEntry(Struct, frozen=True, kw_only=True):
    """A key point or recommendation of one side, in plain words."""

    entry: str
    title: str
    text: str


class Facing(Struct, frozen=True, kw_only=True):
    """Two entries that face each other, and why; one may be missing.

    `shared`: ids, in the first briefing, of sources that both rest on.
    """

    entries: tuple[PlainEntry | None, PlainEntry | None]
    because: Likeness
    shared: tuple[str, ...] = ()


def stems(text: str) -> Stems:
    """Return the words of four letters and more, without their ending `s`."""
    words = re.findall(r"\w{4,}", text.casefold())
    return frozenset(word.removesuffix("s") for word in words)


def shared_sources(one: Lookup, other: Lookup) -> tuple[SharedSource, ...]:
    """Return the sources of the first briefing that the second has too, whatever their ids."""
    pairs = list(_source_pairs(one, other))
    short_forms = ShortForms([source for source, _, _ in pairs])
    return tuple(
        SharedSource(ids=(source.id, match.id), short=short_forms.short(source), because=because)
        for source, match, because in pairs
    )


def _source_pairs(one: Lookup, other: Lookup) -> Iterator[tuple[Source, Source, SameSource]]:
    """Yield sources of the two briefings that are one, and what shows it."""
    known: dict[tuple[SameSource, str], Source] = {}
    for source in other.briefing.sources:
        for key in _source_keys(source):
            known.setdefault(key, source)
    taken: set[str] = set()
    for source in one.briefing.sources:
        for key in _source_keys(source):
            match = known.get(key)
            if match is None or match.id in taken:
                continue
            because = key[0]
            # An id is a weak sign: `smith-2001` may be two works.
            if because == "id" and _are_different_works(source, match):
                continue
            taken.add(match.id)
            yield source, match, because
            break


def _source_keys(source: Source) -> Iterator[tuple[SameSource, str]]:
    """What a source is known by, the surest first."""
    if source.doi:
        yield "DOI", bare_doi(source.doi).casefold()
    if source.url:
        yield "address", re.sub(r"^https?://(?:www\.)?|[/#]+$", "", source.url.strip().casefold())
    yield "title", f"{_bare_title(source)} {_year(source)}"
    yield "id", source.id


def _are_different_works(source: Source, match: Source) -> bool:
    """Whether neither the years of two sources nor any longer word of their titles agree."""
    if _year(source) == _year(match):
        return False
    shared = set(_bare_title(source).split()) & set(_bare_title(match).split())
    return not any(len(word) > 3 for word in shared)


def _year(source: Source) -> str:
    return source.issued.text[:4] if source.issued else ""


def _bare_title(source: Source) -> str:
    return " ".join(re.findall(r"\w+", source.title.casefold()))


@dataclass(frozen=True, slots=True)
class _Traits:
    """What entries are compared by; `cited` are ids of sources in the first briefing."""

    id: str
    stems: Stems
    cited: frozenset[str]


class Matcher:
    """Finds which points of two briefings say alike."""

    def __init__(self, one: Lookup, other: Lookup, sources: Iterable[SharedSource]) -> None:
        self._one, self._other = one, other
        self._first_ids = {source.ids[1]: source.ids[0] for source in sources}

    def facing(self, first: Sequence[Entry], second: Sequence[Entry]) -> Iterator[Facing]:
        """Yield the entries of both sides facing each other, in the first briefing's order.

        The most alike face each other first; what is like nothing faces what is left, in order.
        """
        pairs = self._alike(first, second)
        matched = set(pairs.values())
        rest = iter([entry for place, entry in enumerate(second) if place not in matched])
        for place, entry in enumerate(first):
            if place in pairs:
                yield self._matched(entry, second[pairs[place]])
            else:
                yield Facing(entries=(_plain(entry), _plain(next(rest, None))), because="order")
        for entry in rest:
            yield Facing(entries=(None, _plain(entry)), because="order")

    def _matched(self, entry: Entry, match: Entry) -> Facing:
        cited = self._cited_by_first(entry) & self._cited_by_second(match)
        because: Likeness = "sources" if cited else "words"
        if entry.id == match.id:
            because = "id"
        entries = (_plain(entry), _plain(match))
        return Facing(entries=entries, because=because, shared=tuple(sorted(cited)))

    def _alike(self, first: Sequence[Entry], second: Sequence[Entry]) -> Mapping[int, int]:
        """Places in the first to places in the second, each used once, the likeliest first."""
        if len(first) * len(second) > MOST_PAIRS:
            return _same_ids(first, second)
        others = [
            _Traits(entry.id, _entry_stems(entry), self._cited_by_second(entry)) for entry in second
        ]
        scored: list[tuple[float, int, int]] = []
        for place, entry in enumerate(first):
            traits = _Traits(entry.id, _entry_stems(entry), self._cited_by_first(entry))
            for other_place, other in enumerate(others):
                score = _score(traits, other)
                if score >= LEAST_LIKENESS:
                    scored.append((-score, place, other_place))
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for _, place, other_place in sorted(scored):
            if place not in pairs and other_place not in taken:
                pairs[place] = other_place
                taken.add(other_place)
        return pairs

    def _cited_by_first(self, entry: Entry) -> frozenset[str]:
        return frozenset(link.target for link in self._one.citations_of(entry.id))

    def _cited_by_second(self, entry: Entry) -> frozenset[str]:
        """What an entry of the second cites that the first has too, under its ids there."""
        known = self._first_ids
        cited = {link.target for link in self._other.citations_of(entry.id)}
        return frozenset(known[source] for source in cited & known.keys())


def _same_ids(first: Sequence[Entry], second: Sequence[Entry]) -> dict[int, int]:
    places = {entry.id: place for place, entry in enumerate(second)}
    return {place: places[entry.id] for place, entry in enumerate(first) if entry.id in places}


def _score(one: _Traits, other: _Traits) -> float:
    """The part of their words that two entries share, and a bit for each source that both cite."""
    if one.id == other.id:
        return SAME_ID
    every = len(one.stems | other.stems)
    words = len(one.stems & other.stems) / every if every else 0.0
    return words + PER_SHARED_SOURCE * len(one.cited & other.cited)


def _entry_stems(entry: Entry) -> Stems:
    title = getattr(entry, "title", None) or ""
    return stems(f"{title} {plain_text(entry.text or '')}")


def _plain(entry: Entry | None) -> PlainEntry | None:
    if entry is None:
        return None
    title = getattr(entry, "title", None) or ""
    return PlainEntry(entry=entry.id, title=title, text=plain_text(entry.text or ""))


def shared_times(first: Timeline, second: Timeline) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids, in the first and in the second, of programs and events that both have."""
    pairs = [
        *_same(first.programs, second.programs, _is_same_program),
        *_same(first.events, second.events, _is_same_event),
    ]
    return frozenset(one for one, _ in pairs), frozenset(other for _, other in pairs)


def _same(
    first: Sequence[Dated], second: Sequence[Dated], is_same: Callable[[Dated, Dated, float], bool]
) -> Iterator[tuple[str, str]]:
    """Entries of one id, and, unless there are too many to look at, those that are the same.

    `is_same` gets two entries, and how much of the shorter title both titles share.
    """
    if len(first) * len(second) > MOST_PAIRS:
        for place, other_place in _same_ids(first, second).items():
            yield first[place].id, second[other_place].id
        return
    others = [(entry, stems(entry.title)) for entry in second if entry.date is not None]
    for entry in first:
        if entry.date is None:
            continue
        words = stems(entry.title)
        for other, other_words in others:
            share = _share(words, other_words)
            if entry.id == other.id or is_same(entry, other, share):
                yield entry.id, other.id


def _is_same_program(one: Program, other: Program, share: float) -> bool:
    return share >= PROGRAM_LIKENESS or not _names(one).isdisjoint(_names(other))


def _is_same_event(one: Event, other: Event, share: float) -> bool:
    return share >= EVENT_LIKENESS and _are_near(one.date, other.date)


def _names(program: Program) -> frozenset[str]:
    names = filter(None, (program.title, program.abbreviation))
    return frozenset(name.casefold() for name in names)


def _share(one: Stems, other: Stems) -> float:
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def _are_near(one: Edtf | None, other: Edtf | None) -> bool:
    """Whether both are dated to a month or closer, and begin no more than a month apart."""
    first, second = _first_day(one), _first_day(other)
    if first is None or second is None:
        return False
    return abs(first - second) <= NEAR


def _first_day(when: Edtf | None) -> int | None:
    """The first day of what is dated to a month or closer; else None."""
    if when is None or when.lower is None:
        return None
    if when.upper is None or when.upper - when.lower > NEAR:
        return None
    return when.lower
