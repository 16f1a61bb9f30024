"""A comparison as a document and in words: what disagrees first, what agrees, then all else."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from briefdeck.document.blocks import CAVEAT_WORD, AnyBlock, Document, Grid, Heading, Passage
from briefdeck.document.comparison import Comparison, Named, Side, StatementPair, sides_named
from briefdeck.document.ledger import (
    LETTERS,
    WARNINGS,
    Account,
    Counts,
    LedgerRow,
    Letter,
    Relation,
)
from briefdeck.document.ledger_words import explanation_words, within_words
from briefdeck.document.shared_measures import Measure, MeasureRow, Reading
from briefdeck.document.shared_sources import SameSource, SharedSource
from briefdeck.model.briefing import Column, Table
from briefdeck.model.datewords import date_words
from briefdeck.model.figures import NOT_COMPARABLE, value_words
from briefdeck.model.nodes import Paragraph, Text
from briefdeck.text.words import counted, listed

NOTHING: Final = "–"
CONFIRMED: Final = "confirmed"
NOTHING_IN_COMMON: Final = (
    "These two have nothing in common: no value, no statement and no source stands in both."
)
RELATION_TITLES: Final[dict[Relation, str]] = {
    "counted otherwise": "One side has changed its way of counting, and the other has not:",
    "one of several": "One of several counts agrees, another one does not:",
}
SAME_SOURCE: Final[dict[SameSource, str]] = {
    "id": "same id",
    "DOI": "same DOI",
    "address": "same address",
    "title": "same title and year",
}
_MOST_WORDS: Final = 6
_LEADING: Final = frozenset({"key point", "recommendation"})
"""What is named where it stands in one of the two alone; findings are only counted."""


def facts_words(comparison: Comparison) -> Iterator[str]:
    """Yield the sentences with which a comparison begins."""
    if not comparison.has_anything:
        yield NOTHING_IN_COMMON
        return
    yield counts_words(comparison)
    also = []
    if comparison.statements:
        also.append(counted(len(comparison.statements), "pair") + " of statements")
    if comparison.advice:
        also.append(counted(len(comparison.advice), "pair") + " of recommendations")
    if comparison.sources:
        also.append(counted(len(comparison.sources), "source"))
    if also:
        yield f"In common besides: {listed(also)}."


def counts_words(comparison: Comparison) -> str:
    """Return how many values stand in both, and how many of them agree and disagree."""
    return value_counts(comparison.counts, "both")


def value_counts(counts: Counts, where: str) -> str:
    """Return how many values agree and disagree; where: in which briefings they stand."""
    if not counts.values:
        return f"No figure of one measure and period, and no date, stands in {where}."
    parts = [_number_of(counts.differ, "disagrees", "disagree")]
    if counts.counted_otherwise:
        said = _number_of(counts.counted_otherwise, "more differs", "more differ")
        parts.append(f"{said} where one side counts otherwise")
    if counts.one_of_several:
        said = _number_of(counts.one_of_several, "agrees", "agree")
        parts.append(f"{said} with one of several counts")
    parts.append(_number_of(counts.agree, "agrees", "agree"))
    stand = "stands" if counts.values == 1 else "stand"
    return f"{counted(counts.values, 'value')} {stand} in {where}: {', '.join(parts)}."


def _number_of(number: int, singular: str, plural: str) -> str:
    """A number and its verb: "none disagree", "1 agrees", "1,200 agree"."""
    if not number:
        return f"none {plural}"
    return f"{number:,} {singular if number == 1 else plural}"


def alone_counts(comparison: Comparison, letter: Letter) -> str:
    """Return how much stands in one of the two alone: "only: 6 key points, 98 findings"."""
    side = LETTERS.index(letter)
    found = Counter(each.noun for each in comparison.only[side])
    parts = [counted(number, noun) for noun, number in found.items()]
    return f"only: {', '.join(parts) or 'no key point, finding or recommendation'}"


def alone_titles(
    comparison: Comparison, letter: Letter, *, everything: bool = False
) -> tuple[Named, ...]:
    """Return what of one side alone is named; findings only where everything is."""
    every = comparison.only[LETTERS.index(letter)]
    return tuple(each for each in every if everything or each.noun in _LEADING)


def shared_words(pair: StatementPair) -> str:
    """Return what two statements have in common: words, entries that both link to, sources."""
    parts = [*pair.words[:_MOST_WORDS]]
    said = ", ".join(parts)
    for what, ids in (("link to", pair.linked), ("cite", pair.sources)):
        if ids:
            said += f"; both {what} {listed(ids)}"
    return said.removeprefix("; ")


def uncompared_words(measures: Iterable[Measure]) -> Iterator[str]:
    """Yield what of measures that both have cannot be compared, and why."""
    for measure in measures:
        if not measure.is_comparable:
            units = ", ".join(measure.units)
            yield f"Not compared, for the units differ ({units}): {measure.title}."
        elif not any(row.pairs for row in measure.rows):
            yield f"No figures of the same period or category: {measure.title}."


def comparison_document(comparison: Comparison) -> Document:
    """Return a comparison as a document: what disagrees first, timelines last.

    Its citations have no numbers: those of the two briefings would be mixed up.
    """
    first, second = comparison.sides
    return Document(
        briefing=first.id,
        title=f"{first.title} / {second.title}",
        language="en",
        blocks=tuple(_blocks(comparison)),
        numbers={},
        cited=(),
        subject="compare",
    )


def _blocks(comparison: Comparison) -> Iterator[AnyBlock]:
    yield Heading(text="Two briefings side by side", level=1)
    for words in facts_words(comparison):
        yield _passage(words)
    for letter, side in sides_named(comparison):
        yield _passage(f"{letter}: {side.title}, as of {date_words(side.as_of)}, {side.stance}.")
    if not comparison.has_anything:
        for letter in LETTERS:
            yield _passage(f"{letter} {alone_counts(comparison, letter)}.")
        return
    yield from _ledger(comparison)
    yield from _facing(comparison.statements, "statements", "What both say")
    yield from _facing(comparison.advice, "advice", "What both advise")
    yield Heading(text="Only in one")
    for letter in LETTERS:
        yield from _alone(comparison, letter)
    yield from _measures(comparison.measures)
    if comparison.sources:
        yield Heading(text="Sources in common")
        yield Grid(table=_source_table(comparison.sources))
    for letter, side in sides_named(comparison):
        yield from _timeline(letter, side)


def _passage(text: str) -> Passage:
    return Passage(prose=(Paragraph(inlines=(Text(text=text),)),))


def _timeline(letter: Letter, side: Side) -> Iterator[AnyBlock]:
    if side.timeline.is_empty:
        return
    yield Heading(text=f"Timeline of {letter}", note=side.title)
    yield side.timeline


def _ledger(comparison: Comparison) -> Iterator[AnyBlock]:
    disagreements = comparison.disagreements
    if disagreements:
        yield Heading(text="Where they disagree")
    for relation, group in groupby(disagreements, key=lambda row: row.relation):
        rows = tuple(group)
        if relation in RELATION_TITLES:
            yield _passage(RELATION_TITLES[relation])
        yield Grid(table=_ledger_table(rows, "Where they disagree"))
        for words in explanation_words(rows):
            yield _passage(words)
    if comparison.agreements:
        yield Heading(text="Where they agree")
        yield Grid(table=_ledger_table(comparison.agreements, "Where they agree"))


def _ledger_table(rows: Sequence[LedgerRow], title: str) -> Table:
    return Table(
        id="compare-ledger",
        title=title,
        columns=("What", "A", "B", "B is", "Entry in A", "Entry in B"),
        rows=tuple(
            (
                row.what,
                _account_words(row.first),
                _account_words(row.second),
                relation_words(row),
                row.first.entry,
                row.second.entry,
            )
            for row in rows
        ),
    )


def _account_words(account: Account) -> str:
    if account.caveat in WARNINGS:
        return f"{account.words} ({CAVEAT_WORD.lower()})"
    return f"{account.words} ({CONFIRMED})" if account.caveat == CONFIRMED else account.words


def relation_words(row: LedgerRow) -> str:
    """Return by how much the two differ, or how they agree."""
    if row.difference is None:
        return _agreement_words(row)
    others = [
        f"but {aside.side}'s {aside.account.words} ({aside.account.entry}) agrees"
        for aside in row.agreeing
    ]
    others += [
        f"{aside.side}'s {aside.account.words} ({aside.account.entry}) differs too"
        for aside in row.differing
    ]
    return "; ".join([row.difference.words or "differs", *others])


def _agreement_words(row: LedgerRow) -> str:
    if row.relation == "within":
        return within_words(row)
    return "the same" if row.first.words == row.second.words else "agrees"


def _facing(pairs: Sequence[StatementPair], name: str, title: str) -> Iterator[AnyBlock]:
    if not pairs:
        return
    yield Heading(text=title)
    rows = tuple(
        (*(f"{_entry_words(entry.title, entry.text)} ({entry.entry})" for entry in pair.entries),
         shared_words(pair))
        for pair in pairs
    )  # fmt: skip
    columns = ("A", "B", "In common")
    yield Grid(table=Table(id=f"compare-{name}", title=title, columns=columns, rows=rows))


def _entry_words(title: str, text: str) -> str:
    return ". ".join(filter(None, (title.rstrip("."), text)))


def _alone(comparison: Comparison, letter: Letter) -> Iterator[AnyBlock]:
    said = f"{letter} {alone_counts(comparison, letter)}"
    titles = [each.title for each in alone_titles(comparison, letter)]
    yield _passage(f"{said}. {'; '.join(titles)}".rstrip(" .") + ".")


def _measures(measures: Sequence[Measure]) -> Iterator[AnyBlock]:
    compared = [measure for measure in measures if any(row.pairs for row in measure.rows)]
    uncompared = list(uncompared_words(measures))
    if compared or uncompared:
        yield Heading(text="Figures side by side")
    for measure in compared:
        yield Heading(text=measure.title, level=3, note=measure.name)
        yield Grid(table=_measure_table(measure))
    for words in uncompared:
        yield _passage(words)


def _measure_table(measure: Measure) -> Table:
    rows = [
        (row.label, *map(_readings_words, row.readings)) for row in measure.rows if _is_said(row)
    ]
    return Table(
        id=f"compare-{measure.name}",
        title=measure.title,
        columns=tuple(Column(title=title) for title in ("Period", "A", "B")),
        rows=tuple(rows),
    )


def _is_said(row: MeasureRow) -> bool:
    return row.verdict != "no figure"


def _readings_words(readings: Sequence[Reading]) -> str:
    return "; ".join(map(_reading_words, readings)) or NOTHING


def _reading_words(reading: Reading) -> str:
    words = value_words(reading.series, reading.point)
    return f"{words} ({NOT_COMPARABLE})" if reading.point.is_counted_otherwise else words


def _source_table(sources: Sequence[SharedSource]) -> Table:
    return Table(
        id="compare-sources",
        title="Sources in common",
        columns=("Source", "In A", "In B", "Known by"),
        rows=tuple((source.short, *source.ids, SAME_SOURCE[source.because]) for source in sources),
    )
