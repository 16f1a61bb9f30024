"""A comparison as a document: a few sentences first, then timelines, tables of figures and of facing points."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from briefdeck.document.blocks import AnyBlock, Document, Grid, Heading, Passage, Timeline
from briefdeck.document.compare import (
    MOST_PAIRS,
    Card,
    Comparison,
    Facing,
    Measure,
    MeasureRow,
    Reading,
    SharedSource,
    Side,
    Verdict,
)
from briefdeck.model.briefing import Column, Event, Program, Table
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import amount_words, hedge_of, value_words
from briefdeck.model.prose import Paragraph, Text

MOST_LABELS = 6


def counts_words(comparison: Comparison) -> str:
    """How many of the periods and categories of which both give figures differ; empty where there are none."""
    verdicts = [row.verdict for measure in comparison.measures for row in measure.rows if row.pairs]
    if not verdicts:
        return ""
    differ, mixed = verdicts.count("differ"), verdicts.count("in part")
    said = (
        "1 figure stands in both"
        if len(verdicts) == 1
        else f"{len(verdicts)} figures stand in both"
    )
    parts = [
        f"{differ or 'none'} {'differs' if differ == 1 else 'differ'} beyond hedges and rounding"
    ]
    if mixed:
        parts.append(
            f"{mixed} {'agrees' if mixed == 1 else 'agree'} with one count and {'differs' if mixed == 1 else 'differ'} from another"
        )
    return f"{said}: {', '.join(parts)}."


def measure_verdict(measure: Measure) -> Verdict:
    """A measure's verdict as a whole: the gravest of its rows'."""
    verdicts = {row.verdict for row in measure.rows if row.pairs}
    return next((each for each in GRAVEST if each in verdicts), "no figure")


GRAVEST: tuple[Verdict, ...] = ("differ", "in part", "agree")
SAID: dict[Verdict, str] = {"differ": "differ", "in part": "agree in part", "agree": "agree"}


def measure_words(measure: Measure) -> str:
    """Where the two differ and agree on a measure: "differ: FY2018, FY2019; agree: FY2011"."""
    if not measure.is_comparable:
        return "not compared: the units differ"
    said = []
    for verdict in GRAVEST:
        labels = [row.label for row in measure.rows if row.verdict == verdict and row.pairs]
        if labels:
            said.append(f"{SAID[verdict]}: {_listed(labels)}")
    return "; ".join(said) or "no figures of the same period or category"


def _listed(labels: Sequence[str]) -> str:
    if len(labels) > MOST_LABELS:
        return f"{len(labels)}, from {labels[0]} to {labels[-1]}"
    return ", ".join(labels)


NEAR = 31
"""Days: what one dates to a day and the other to its month may be the same event."""
PROGRAM_LIKENESS, EVENT_LIKENESS = 0.6, 0.25
Words = frozenset[str]
Dated = TypeVar("Dated", Program, Event)


def shared_times(comparison: Comparison) -> tuple[frozenset[str], frozenset[str]]:
    """The ids, of the first and of the second, of the programs and events that both have."""
    one, other = (side.timeline for side in comparison.sides)
    pairs = [
        *_pairs(one.programs, other.programs, _is_same_program),
        *_pairs(one.events, other.events, _is_same_event),
    ]
    return frozenset(first for first, _ in pairs), frozenset(second for _, second in pairs)


def _pairs(
    first: Sequence[Dated],
    second: Sequence[Dated],
    is_same: Callable[[Dated, Words, Dated, Words], bool],
) -> Iterator[tuple[str, str]]:
    """Entries of one id, and, unless there are too many to look at, those that are the same."""
    if len(first) * len(second) > MOST_PAIRS:
        ids = {entry.id for entry in second}
        yield from ((entry.id, entry.id) for entry in first if entry.id in ids)
        return
    worded = [(entry, _dated_words(entry.title)) for entry in second if entry.date is not None]
    for entry in (entry for entry in first if entry.date is not None):
        words = _dated_words(entry.title)
        for match, others in worded:
            if entry.id == match.id or is_same(entry, words, match, others):
                yield entry.id, match.id


def _is_same_program(one: Program, words: Words, other: Program, others: Words) -> bool:
    return bool(_names(one) & _names(other)) or _likeness(words, others) >= PROGRAM_LIKENESS


def _is_same_event(one: Event, words: Words, other: Event, others: Words) -> bool:
    return _are_near(one.date, other.date) and _likeness(words, others) >= EVENT_LIKENESS


def _names(program: Program) -> Words:
    return frozenset(name.casefold() for name in (program.title, program.abbreviation) if name)


def _likeness(one: Words, other: Words) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _are_near(one: Edtf | None, other: Edtf | None) -> bool:
    """Whether both are dated to a month or closer, and no more than a month apart."""
    if one is None or other is None or not (_is_close(one) and _is_close(other)):
        return False
    assert one.lower is not None
    assert other.lower is not None
    return abs(one.lower - other.lower) <= NEAR


def _is_close(when: Edtf) -> bool:
    return when.lower is not None and when.upper is not None and when.upper - when.lower <= NEAR


def _dated_words(title: str) -> Words:
    """Words of four letters and more, without their ending `s`."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w{4,}", title.casefold()))


NOTHING = "–"


def comparison_document(comparison: Comparison) -> Document:
    """Both briefings side by side. Its citations have no numbers: those of the two briefings would be mixed up."""
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
    for letter, side in zip("AB", comparison.sides, strict=True):
        yield _passage(f"{letter}: {side.title}, as of {side.as_of.words()}, {side.stance}.")
    for letter, side in zip("AB", comparison.sides, strict=True):
        yield from _timeline(letter, side)
    if comparison.measures:
        yield Heading(text="Figures")
        if said := counts_words(comparison):
            yield _passage(said)
        for measure in comparison.measures:
            yield _passage(f"{measure.title}: {measure_words(measure)}.")
        for measure in comparison.measures:
            yield Heading(text=measure.title, level=3, note=measure.name)
            yield Grid(table=_measure_table(measure))
    for heading, name, facing in (
        ("Key points", "key-points", comparison.key_points),
        ("Recommendations", "recommendations", comparison.recommendations),
    ):
        if facing:
            yield Heading(text=heading)
            yield Grid(table=_facing_table(name, heading, facing))
    if comparison.sources:
        yield Heading(text="Sources in common")
        yield Grid(table=_source_table(comparison.sources))


def _passage(text: str) -> Passage:
    return Passage(prose=(Paragraph(inlines=(Text(text=text),)),))


def _timeline(letter: str, side: Side) -> Iterator[AnyBlock]:
    dated: Timeline = side.timeline
    if dated.eras or dated.events or dated.programs:
        yield Heading(text=f"Timeline of {letter}", note=side.title)
        yield dated


def _measure_table(measure: Measure) -> Table:
    columns = (
        Column(title="Period"),
        Column(title="A"),
        Column(title="B"),
        Column(title="Difference"),
    )
    rows = tuple(
        (row.label, _said(row.readings[0]), _said(row.readings[1]), verdict_words(measure, row))
        for row in measure.rows
    )
    return Table(id=f"compare-{measure.name}", title=measure.title, columns=columns, rows=rows)


def _said(readings: Sequence[Reading]) -> str:
    return "; ".join(value_words(each.series, each.point) for each in readings) or NOTHING


def verdict_words(measure: Measure, row: MeasureRow) -> str:
    """Whether the two contradict each other, and by how much: "differ: B is 4,804 homicides higher"."""
    if not measure.is_comparable:
        return "not compared: the units differ"
    match row.verdict:
        case "differ":
            pair = row.pairs[0]
            if not pair.change:
                return "differ"
            direction = "higher" if pair.change > 0 else "lower"
            first, second = (
                side[place] for side, place in zip(row.readings, pair.places, strict=True)
            )
            hedge = hedge_of(first.point, second.point, pair.change)
            return (
                f"differ: B is {hedge}{amount_words(second.series, abs(pair.change))} {direction}"
            )
        case "agree":
            return "agree"
        case "in part":
            return "agree in part"
        case "first only":
            return "only A"
        case "second only":
            return "only B"
        case "no figure":
            return ""


def _facing_table(name: str, title: str, facing: Sequence[Facing]) -> Table:
    rows = tuple((_words(pair.cards[0]), _words(pair.cards[1])) for pair in facing)
    return Table(id=f"compare-{name}", title=title, columns=("A", "B"), rows=rows)


def _words(card: Card | None) -> str:
    if card is None:
        return NOTHING
    return f"{card.title}. {card.text}" if card.title and card.text else card.title or card.text


def _source_table(sources: Sequence[SharedSource]) -> Table:
    rows = tuple(
        (source.short, source.ids[0], source.ids[1], f"same {source.because}") for source in sources
    )
    return Table(
        id="compare-sources",
        title="Sources in common",
        columns=("Source", "In A", "In B", "Known by"),
        rows=rows,
    )
