"""The ledger of a comparison: every value that both briefings give, and whether they agree on it.

A value is a figure of one period or category, or the date of an event, or of a program's beginning
or end. It is the one unit in which a comparison counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from math import isfinite
from typing import Final, Literal

from msgspec import Struct, field

from briefdeck.document.explanations import (
    Explanations,
    figures_by_slot,
    is_countable,
    without_period,
)
from briefdeck.document.likeness import stems
from briefdeck.document.lookup import name_of
from briefdeck.document.shared_dates import Aspect, DatePair
from briefdeck.document.shared_measures import (
    Measure,
    MeasureRow,
    Pair,
    Reading,
    difference_words,
)
from briefdeck.model.amounts import given_range
from briefdeck.model.briefing import (
    Briefing,
    Caveat,
    Entry,
    Grade,
    Qualifier,
    Series,
    long_caveat,
)
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import amount, point_label, value_words
from briefdeck.text.words import one_line

Relation = Literal["differ", "counted otherwise", "one of several", "within", "agree"]
"""How the two accounts of a value relate; `LedgerRow` says what each means."""
Letter = Literal["A", "B"]
Remark = Grade | Literal["ungraded"]
"""How grave what the preparers remark on something is."""

LETTERS: Final[tuple[Letter, Letter]] = ("A", "B")
WARNINGS: Final[frozenset[Remark | None]] = frozenset({"wrong", "differs", "ungraded"})
"""What does not hold, or what others have otherwise."""
DISAGREE: Final[tuple[Relation, ...]] = ("differ", "counted otherwise", "one of several")

_PLAIN_UNITS: Final = frozenset({"people", "per", "year"})


class Account(Struct, frozen=True, kw_only=True):
    """What one side gives as a value, and the entry in which it stands.

    words: with its hedge. value, low, high: in base units (dollars, people), of figures. date: of
    dates, and `is_ongoing` where it is only the date of the briefing. caveat: how grave what the
    preparers remark on it is.
    """

    entry: str
    title: str
    words: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    hedge: Qualifier | None = None
    date: Edtf | None = None
    is_ongoing: bool = False
    caveat: Remark | None = None


class Difference(Struct, frozen=True, kw_only=True):
    """How the second's value compares with the first's.

    change, percent: of figures, as in `Pair`. seconds: how far dates are apart at least.
    """

    words: str
    change: float | None = None
    percent: float | None = None
    seconds: float | None = None


class Aside(Struct, frozen=True, kw_only=True):
    """Another value of one side that belongs to a row: another count of it, or what explains it."""

    side: Letter
    label: str
    account: Account


class LedgerRow(Struct, frozen=True, kw_only=True):
    """One value that both give.

    relation: "counted otherwise" where they differ and one side has changed its way of counting,
    and the other has not; "one of several" where of several counts of one side some agree; "within"
    where dates agree that are not the same, as one holds the other or is uncertain.
    measure: of a figure, the measure's name and title. agreeing, differing: other counts of the
    same period. explained_by: figures of another measure that fit the other side's value.
    """

    kind: Literal["figure", "date"]
    what: str
    first: Account = field(name="a")
    second: Account = field(name="b")
    relation: Relation
    difference: Difference | None = None
    measure: str | None = None
    title: str = ""
    label: str = ""
    aspect: Aspect | None = None
    agreeing: tuple[Aside, ...] = ()
    differing: tuple[Aside, ...] = ()
    explained_by: tuple[Aside, ...] = ()

    @property
    def disagrees(self) -> bool:
        """Whether it stands in the ledger of disagreements."""
        return self.relation in DISAGREE


class Counts(Struct, frozen=True, kw_only=True):
    """How many values stand in both, and how many of each relation."""

    values: int
    differ: int
    counted_otherwise: int
    one_of_several: int
    agree: int


def counts_of(rows: Iterable[LedgerRow]) -> Counts:
    """Return how many values agree and disagree."""
    found = Counter(row.relation for row in rows)
    return Counts(
        values=found.total(),
        differ=found["differ"],
        counted_otherwise=found["counted otherwise"],
        one_of_several=found["one of several"],
        agree=found["agree"] + found["within"],
    )


def ledger_rows(
    measures: Iterable[Measure], dates: Iterable[DatePair], briefings: tuple[Briefing, Briefing]
) -> Iterator[LedgerRow]:
    """Yield every value that both give: figures by measure and time, then dates."""
    explanations = Explanations(*map(figures_by_slot, briefings))
    for measure in measures:
        for row in measure.rows:
            if row.pairs:
                yield _figure_row(measure, row, explanations)
    for pair in dates:
        yield _date_row(pair)


def _figure_row(measure: Measure, row: MeasureRow, explanations: "Explanations") -> LedgerRow:
    pair = chosen_pair(row)
    relation = relation_of(row, pair)
    fitting = explanations.of(pair) if relation in {"differ", "counted otherwise"} else ()
    difference = None
    if pair.differs:
        words = difference_words(pair)
        difference = Difference(words=words, change=pair.change, percent=pair.percent)
    return LedgerRow(
        kind="figure",
        what=figure_words(row.label, [each for side in measure.series for each in side[:1]]),
        first=figure_account(pair.first, is_doubted=pair.differs),
        second=figure_account(pair.second, is_doubted=pair.differs),
        relation=relation,
        difference=difference,
        measure=measure.name,
        title=measure.title,
        label=row.label,
        agreeing=tuple(_asides(row, pair, differing=False)),
        differing=tuple(_asides(row, pair, differing=True)),
        explained_by=tuple(starmap(_explaining, fitting)),
    )


def chosen_pair(row: MeasureRow) -> Pair:
    """Return the pair that stands for a row: of those that differ, the one least apart."""
    differing = [pair for pair in row.pairs if pair.differs]
    if not differing:
        return row.pairs[0]
    return min(differing, key=lambda pair: abs(pair.change or 0.0))


def relation_of(row: MeasureRow, pair: Pair) -> Relation:
    """Return how the two accounts of a row relate; pair: the chosen one."""
    if row.verdict == "agree":
        return "agree"
    if row.verdict == "in part":
        return "one of several"
    return "counted otherwise" if pair.is_counted_otherwise else "differ"


def _asides(row: MeasureRow, chosen: Pair, *, differing: bool) -> Iterator[Aside]:
    """Other readings of a row, those that differ from the chosen one of the other side or not."""
    for pair in row.pairs:
        if pair is chosen or pair.differs != differing:
            continue
        if pair.first is chosen.first:
            yield Aside(side="B", label=row.label, account=figure_account(pair.second))
        elif pair.second is chosen.second:
            yield Aside(side="A", label=row.label, account=figure_account(pair.first))


def _explaining(side: Literal[0, 1], reading: Reading) -> Aside:
    label = point_label(reading.series, reading.point)
    return Aside(side=LETTERS[side], label=label, account=figure_account(reading))


def figure_words(label: str, series: Sequence[Series]) -> str:
    """Return what a figure is of: "FY2019 apprehensions", or with the title, "2008, Extraditions".

    That stands where the unit is too little, the shortest of all sides' titles. series: one of each
    side, all of one measure and unit.
    """
    first = series[0]
    unit = one_line(first.unit)
    titles = [without_period(each.title) for each in series]
    told = stems(unit) - _PLAIN_UNITS
    if told and told <= stems(titles[0]) and is_countable(first):
        joint = " " if first.points and first.points[0].at is not None else ": "
        return f"{label}{joint}{unit}"
    return f"{label}, {min(titles, key=len)}"


def figure_account(reading: Reading, *, is_doubted: bool = False) -> Account:
    """Return what one side gives as a figure.

    is_doubted: whether a warning of the whole series is one of this value. Where the two agree on
    a value, the warning is of others.
    """
    series, point = reading.series, reading.point
    given = given_range(series, point)
    return Account(
        entry=series.id,
        title=one_line(series.title),
        words=_bare_words(reading) if is_countable(series) else value_words(series, point),
        value=amount(series, point),
        low=_bounded(given.low) if given else None,
        high=_bounded(given.high) if given else None,
        unit=series.unit,
        hedge=point.qualifier,
        caveat=remark_on(point.caveat) or (_warning(series) if is_doubted else None),
    )


def remark_on(caveat: str | Caveat | None) -> Remark | None:
    """Return how grave a caveat is; None without one."""
    known = long_caveat(caveat)
    return None if known is None else known.grade or "ungraded"


def _warning(series: Series) -> Grade | None:
    """The grade of what is said of a whole series, where it is a warning about its values."""
    known = long_caveat(series.caveat)
    return known.grade if known is not None and known.grade in {"wrong", "differs"} else None


def _bounded(end: float) -> float | None:
    return end if isfinite(end) else None


def _bare_words(reading: Reading) -> str:
    """A value without its unit, which stands in what it is of."""
    unit = one_line(reading.series.unit)
    return one_line(value_words(reading.series, reading.point)).removesuffix(f" {unit}")


def _date_row(pair: DatePair) -> LedgerRow:
    is_same = pair.dates[0] == pair.dates[1]
    agreement: Relation = "agree" if is_same else "within"
    difference = None
    if pair.differs:
        difference = Difference(words=pair.gap.words, seconds=pair.gap.seconds)
    title = name_of(pair.first)
    return LedgerRow(
        kind="date",
        what=title if pair.aspect == "date" else f"{title}, {pair.aspect}",
        first=date_account(pair, 0),
        second=date_account(pair, 1),
        relation="differ" if pair.differs else agreement,
        difference=difference,
        title=title,
        aspect=pair.aspect,
    )


def date_account(pair: DatePair, side: Literal[0, 1]) -> Account:
    """Return what one side gives as a date."""
    entry: Entry = (pair.first, pair.second)[side]
    date, is_ongoing = pair.dates[side], pair.ongoing[side]
    words = date_words(date)
    return Account(
        entry=entry.id,
        title=name_of(entry),
        words=f"goes on ({words})" if is_ongoing else words,
        date=date,
        is_ongoing=is_ongoing,
        caveat=remark_on(entry.caveat),
    )
