"""What several briefings give otherwise: a figure of one measure and period, the date of one event.

Each value is one row, however many briefings give it, with every account and its sources.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from briefdeck.document.explanations import Explanations, FiguresBySlot, figures_by_slot
from briefdeck.document.ledger import (
    DISAGREE,
    Account,
    Counts,
    Difference,
    Relation,
    date_account,
    figure_account,
    figure_words,
)
from briefdeck.document.lookup import name_of
from briefdeck.document.over_shelf.alike import Group, Place, alike, entry_at, groups
from briefdeck.document.over_shelf.figures import GRAVEST, Compared, Figure, shared_figures
from briefdeck.document.over_shelf.shelf import Cited, Member, Shelf, Step, Wanted
from briefdeck.document.shared_dates import Aspect, DatePair, date_gap
from briefdeck.document.shared_measures import Reading, difference_words
from briefdeck.loader import Loaded
from briefdeck.model.figures import point_label

_BySlot = Callable[[int], FiguresBySlot]
_ASPECTS: Final[tuple[Aspect, ...]] = ("date", "begins", "ends")
_SIDES: Final[tuple[Literal[0, 1], ...]] = (0, 1)


class Told(Struct, frozen=True, kw_only=True):
    """What one briefing gives, and the sources that it names for it."""

    briefing: str
    stance: Literal["neutral", "advocacy"]
    account: Account
    sources: tuple[Cited, ...] = ()


class Value(Struct, frozen=True, kw_only=True):
    """One of the values that are given, in words, and who gives it."""

    words: str
    told: tuple[Told, ...]


class Fitting(Struct, frozen=True, kw_only=True):
    """A figure of another measure that fits what another briefing gives.

    briefing, account: which figure it is, of the period `label`; fits: the value that it fits.
    """

    briefing: str
    label: str
    account: Account
    fits: str


class Disagreement(Struct, frozen=True, kw_only=True):
    """A value that two or more briefings give, and not all alike.

    relation: as in a comparison, the plainest contradiction among the accounts. values: from the
    least to the most, or the earliest to the latest; some of them may agree. difference: of the two
    farthest apart of those, the higher or later from the other. words: of an event, what the two
    most alike have in common.
    """

    kind: Literal["figure", "date"]
    what: str
    relation: Relation
    values: tuple[Value, ...]
    difference: Difference
    measure: str | None = None
    aspect: Aspect | None = None
    words: tuple[str, ...] = ()
    fitting: tuple[Fitting, ...] = ()


class Disagreements(Struct, frozen=True, kw_only=True):
    """What several briefings disagree on.

    briefings: those that give any of it, by id. read: how many were looked at. counts: of the
    values that two or more of them give.
    """

    briefings: tuple[Member, ...]
    rows: tuple[Disagreement, ...]
    counts: Counts
    read: int


def disagreements(
    loadeds: Iterable[Loaded], wanted: Wanted | None = None, step: Step = bool
) -> Disagreements:
    """Return what briefings give otherwise; wanted: the entries asked for, else all.

    A value counts where any of its accounts is asked for. step: called with how much is done, 0
    to 1; what it raises ends the work.
    """
    shelf = Shelf(loadeds, wanted, step)
    by_slot = cache(lambda place: figures_by_slot(shelf.lookups[place].briefing))
    found: list[tuple[Relation, Disagreement | None]] = []
    for figure in shared_figures(shelf):
        if _is_wanted(shelf, figure):
            relation = figure.widest.relation
            row = _figure_row(shelf, figure, by_slot) if relation in DISAGREE else None
            found.append((relation, row))
    for group in groups(shelf):
        if any(shelf.wants(*place) for place in group.places):
            found += _date_rows(shelf, group)
    rows = [row for _, row in found if row is not None]
    rows.sort(key=lambda row: GRAVEST.index(row.relation))
    given = {told.briefing for row in rows for value in row.values for told in value.told}
    return Disagreements(
        briefings=shelf.members(
            place for place in range(len(shelf.lookups)) if shelf.id(place) in given
        ),
        rows=tuple(rows),
        counts=_counts([relation for relation, _ in found]),
        read=len(shelf.lookups),
    )


def _counts(relations: Sequence[Relation]) -> Counts:
    found = Counter(relations)
    return Counts(
        values=len(relations),
        differ=found["differ"],
        counted_otherwise=found["counted otherwise"],
        one_of_several=found["one of several"],
        agree=found["agree"],
    )


def _is_wanted(shelf: Shelf, figure: Figure) -> bool:
    return any(
        shelf.wants(place, reading.series.id)
        for place, readings in figure.given.items()
        for reading in readings
    )


def _figure_row(shelf: Shelf, figure: Figure, by_slot: _BySlot) -> Disagreement:
    pair = figure.widest.pair
    told = [
        Told(
            briefing=shelf.id(place),
            stance=shelf.lookups[place].briefing.front.stance,
            account=figure_account(reading, is_doubted=True),
            sources=_sources(shelf, place, reading),
        )
        for place, readings in figure.given.items()
        for reading in readings
    ]
    words = difference_words(pair)
    return Disagreement(
        kind="figure",
        what=figure_words(figure.label, [each[0].series for each in figure.given.values()]),
        relation=figure.widest.relation,
        values=_values(told, _size),
        difference=Difference(words=words, change=pair.change, percent=pair.percent),
        measure=figure.measure,
        fitting=tuple(_fitting(shelf, figure.widest, by_slot)),
    )


def _sources(shelf: Shelf, place: int, reading: Reading) -> tuple[Cited, ...]:
    """What a value cites, else its series, else whose own statement that is."""
    cites = reading.point.citations or reading.series.citations
    return shelf.cited(place, cites) if cites else shelf.cited_by(place, reading.series.id)


def _size(account: Account) -> float:
    sizes = (account.value, account.low, account.high)
    return next((each for each in sizes if each is not None), 0.0)


def _values(told: Iterable[Told], order: Callable[[Account], float]) -> tuple[Value, ...]:
    """Accounts by the value that they give, from the least to the most."""
    by_value: dict[tuple[float, str], list[Told]] = {}
    for each in told:
        by_value.setdefault((order(each.account), each.account.words), []).append(each)
    return tuple(
        Value(words=words, told=tuple(every))
        for (_, words), every in sorted(by_value.items(), key=_key)
    )


def _key(item: tuple[tuple[float, str], object]) -> tuple[float, str]:
    return item[0]


def _fitting(shelf: Shelf, compared: Compared, by_slot: _BySlot) -> Iterator[Fitting]:
    """What of the two farthest apart has a figure of another measure that fits the other's."""
    if compared.relation == "one of several":
        return
    first, second = compared.places
    rivals = compared.pair.second, compared.pair.first
    for side, reading in Explanations(by_slot(first), by_slot(second)).of(compared.pair):
        yield Fitting(
            briefing=shelf.id(compared.places[side]),
            label=point_label(reading.series, reading.point),
            account=figure_account(reading),
            fits=figure_account(rivals[side]).words,
        )


def _date_rows(shelf: Shelf, group: Group) -> Iterator[tuple[Relation, Disagreement | None]]:
    """Yield each date that a group gives, with how its accounts relate, and its row if they do."""
    for aspect in _ASPECTS:
        pairs = [pair for tie in group.ties for pair in tie.pairs if pair.aspect == aspect]
        if not pairs:
            continue
        widest = max(pairs, key=lambda pair: abs(pair.gap.seconds))
        if not widest.differs:
            yield "agree", None
            continue
        yield "differ", _date_row(shelf, group, aspect, widest)


def _date_row(shelf: Shelf, group: Group, aspect: Aspect, widest: DatePair) -> Disagreement:
    title = name_of(entry_at(shelf, group.places[0]))
    told: dict[Place, Told] = {}
    for tie in group.ties:
        for pair in tie.pairs:
            if pair.aspect == aspect:
                for side in _SIDES:
                    place = tie.places[side]
                    told.setdefault(place, _told_date(shelf, place, date_account(pair, side)))
    return Disagreement(
        kind="date",
        what=title if aspect == "date" else f"{title}, {aspect}",
        relation="differ",
        values=_values([told[place] for place in sorted(told)], _begin),
        difference=_later(widest),
        aspect=aspect,
        words=alike(shelf, group).words,
    )


def _told_date(shelf: Shelf, place: Place, account: Account) -> Told:
    return Told(
        briefing=shelf.id(place.briefing),
        stance=shelf.lookups[place.briefing].briefing.front.stance,
        account=account,
        sources=shelf.cited_by(place.briefing, place.entry),
    )


def _begin(account: Account) -> float:
    return 0.0 if account.date is None else account.date.sort_key[0]


def _later(pair: DatePair) -> Difference:
    """How much later the later date is."""
    gap = pair.gap
    if gap.seconds < 0:
        gap = date_gap(*reversed(pair.dates), ongoing=(pair.ongoing[1], pair.ongoing[0]))
    return Difference(words=gap.words, seconds=gap.seconds)
