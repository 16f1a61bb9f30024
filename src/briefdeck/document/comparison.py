"""Two briefings laid side by side: what both date and count, what both say, what only one has."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import Final, Literal

from msgspec import Struct

from briefdeck.document.blocks import Timeline
from briefdeck.document.ledger import (
    LETTERS,
    Counts,
    LedgerRow,
    Letter,
    Remark,
    counts_of,
    ledger_rows,
    remark_on,
)
from briefdeck.document.likeness import Likened, Likeness, Traits
from briefdeck.document.lookup import Lookup, name_of
from briefdeck.document.shared_dates import shared_dates
from briefdeck.document.shared_measures import Measure, shared_measures
from briefdeck.document.shared_sources import SharedSource, same_sources, shared_sources
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Briefing, Entry, Recommendation
from briefdeck.model.edtf import Edtf
from briefdeck.model.prose import plain_text

_ALIKE: Final = 0.19
_ALIKE_BY_LINKS: Final = 0.14
"""Likeness of two statements that say something of the same, and where they link to the same."""
_FEWEST_WORDS: Final = 3
_FEWEST_WORDS_WITH_LINKS: Final = 2
"""Words that two such statements must have in common; without links, numbers aside.

A source in common is no sign by itself: one that a whole briefing relies on is behind everything.
"""
_SAME_ID: Final = 0.2


class Side(Struct, frozen=True, kw_only=True):
    """One of the two briefings: its name, how fresh and whose side it is, and all that it dates."""

    id: str
    title: str
    as_of: Edtf
    stance: Literal["neutral", "advocacy"]
    entries: int
    timeline: Timeline


class Named(Struct, frozen=True, kw_only=True):
    """A key point, finding or recommendation of one side: its id, and what names it."""

    entry: str
    noun: str
    title: str


class PlainEntry(Named, frozen=True, kw_only=True):
    """The same with its text, in plain words; the title is empty where it has none.

    caveat: how grave what the preparers remark on it is.
    """

    text: str
    caveat: Remark | None = None


class StatementPair(Struct, frozen=True, kw_only=True):
    """Two statements that say something of the same, and what they share.

    score: 0 to 1. words: as the first has them. linked, sources: ids in the first briefing.
    """

    entries: tuple[PlainEntry, PlainEntry]
    score: float
    words: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """Two briefings laid side by side.

    statements, advice: pairs of key points and findings, and of recommendations, in the first's
    order. only: what of these each side has alone. same_times: ids, on each side, of the events and
    programs that both date.
    """

    sides: tuple[Side, Side]
    ledger: tuple[LedgerRow, ...]
    measures: tuple[Measure, ...]
    statements: tuple[StatementPair, ...]
    advice: tuple[StatementPair, ...]
    only: tuple[tuple[Named, ...], tuple[Named, ...]]
    sources: tuple[SharedSource, ...]
    same_times: tuple[frozenset[str], frozenset[str]]

    @property
    def counts(self) -> Counts:
        """How many values stand in both, and how many agree and disagree."""
        return counts_of(self.ledger)

    @property
    def disagreements(self) -> tuple[LedgerRow, ...]:
        """The values on which the two disagree, the plainest contradictions first."""
        order: dict[str, int] = {"differ": 0, "counted otherwise": 1, "one of several": 2}
        rows = [row for row in self.ledger if row.disagrees]
        return tuple(sorted(rows, key=lambda row: order[row.relation]))

    @property
    def agreements(self) -> tuple[LedgerRow, ...]:
        """The values on which the two agree."""
        return tuple(row for row in self.ledger if not row.disagrees)

    @property
    def has_anything(self) -> bool:
        """Whether the two have anything in common."""
        return any((self.ledger, self.statements, self.advice, self.sources, self.measures))


def compare(first: Loaded, second: Loaded) -> Comparison:
    """Lay two briefings side by side. ValueError where nothing could be read of one."""
    one, other = Lookup(first), Lookup(second)
    briefings = one.briefing, other.briefing
    traits = Traits(one), Traits(other)
    sources = tuple(same_sources(traits[0].sources, traits[1].sources))
    likeness = Likeness(*traits, sources)
    measures = tuple(shared_measures(*briefings))
    dates = shared_dates(one, other, likeness)
    statements = _paired(likeness, *map(_statements, briefings))
    advice = _paired(likeness, *map(_by_priority, briefings))
    return Comparison(
        sides=(_side(one), _side(other)),
        ledger=tuple(ledger_rows(measures, dates, briefings)),
        measures=measures,
        statements=tuple(map(_plain_pair, statements)),
        advice=tuple(map(_plain_pair, advice)),
        only=(
            tuple(_alone(one, {pair.first.id for pair in (*statements, *advice)})),
            tuple(_alone(other, {pair.second.id for pair in (*statements, *advice)})),
        ),
        sources=shared_sources(sources),
        same_times=(
            frozenset(pair.first.id for pair in dates),
            frozenset(pair.second.id for pair in dates),
        ),
    )


def sides_named(comparison: Comparison) -> Iterable[tuple[Letter, Side]]:
    """Return both sides with the letters that stand for them."""
    return zip(LETTERS, comparison.sides, strict=True)


def _side(lookup: Lookup) -> Side:
    front = lookup.briefing.front
    return Side(
        id=lookup.loaded.id,
        title=front.title,
        as_of=front.as_of,
        stance=front.stance,
        entries=sum(1 for _ in lookup.briefing.entries()),
        timeline=lookup.timeline,
    )


def _statements(briefing: Briefing) -> list[Entry]:
    return [*briefing.key_points, *briefing.findings]


def _by_priority(briefing: Briefing) -> list[Entry]:
    """Recommendations by their priority, those without one after them."""
    return [*sorted(briefing.recommendations, key=_priority)]


def _priority(recommendation: Recommendation) -> float:
    return inf if recommendation.priority is None else recommendation.priority


def _paired(likeness: Likeness, first: list[Entry], second: list[Entry]) -> list[Likened[Entry]]:
    found = likeness.pairs(first, second, _rank)
    return [pair for pair in found if _says_alike(pair)]


def _rank(one: Entry, other: Entry, score: float) -> float | None:
    """How surely two statements are of the same; None where they are not."""
    if score < _ALIKE_BY_LINKS:
        return None
    return score + (_SAME_ID if one.id == other.id else 0.0)


def _says_alike(pair: Likened[Entry]) -> bool:
    if pair.linked:
        return len(pair.words) >= _FEWEST_WORDS_WITH_LINKS
    words = [word for word in pair.words if not word[0].isdigit()]
    return pair.score >= _ALIKE and len(words) >= _FEWEST_WORDS


def _alone(lookup: Lookup, paired: set[str]) -> Iterator[Named]:
    """What of its statements and recommendations one side has alone."""
    for entry in (*_statements(lookup.briefing), *_by_priority(lookup.briefing)):
        if entry.id not in paired:
            yield Named(entry=entry.id, noun=entry.noun, title=lookup.label(entry.id))


def _plain_pair(pair: Likened[Entry]) -> StatementPair:
    return StatementPair(
        entries=(_plain(pair.first), _plain(pair.second)),
        score=pair.score,
        words=pair.words,
        linked=pair.linked,
        sources=pair.sources,
    )


def _plain(entry: Entry) -> PlainEntry:
    text = plain_text(entry.text or "")
    return PlainEntry(
        entry=entry.id,
        noun=entry.noun,
        title=name_of(entry),
        text=text,
        caveat=remark_on(entry.caveat),
    )
