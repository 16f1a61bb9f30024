"""A comparison as a document: sentences first, then timelines and tables of figures and points."""

from collections.abc import Iterator, Sequence

from briefdeck.document.blocks import AnyBlock, Document, Grid, Heading, Passage
from briefdeck.document.comparison import (
    Comparison,
    Measure,
    MeasureRow,
    Pair,
    Reading,
    Side,
    Verdict,
    sides_named,
)
from briefdeck.document.likeness import Facing, PlainEntry, SharedSource
from briefdeck.model.briefing import Column, Table
from briefdeck.model.datewords import date_words
from briefdeck.model.figures import NOT_COMPARABLE, difference_size, hedge_of, value_words
from briefdeck.model.nodes import Paragraph, Text
from briefdeck.text.words import counted

MOST_LABELS = 6
NOTHING = "–"
NOT_COMPARED = "not compared: the units differ"
GRAVEST: tuple[Verdict, ...] = ("differ", "in part", "agree")
SAID: dict[Verdict, str] = {
    "differ": "differ",
    "agree": "agree",
    "in part": "agree in part",
    "first only": "only A",
    "second only": "only B",
    "no figure": "",
}


def counts_words(comparison: Comparison) -> str:
    """Return how many of the figures that stand in both differ; empty where none do.

    A figure is a period or category of which both give one.
    """
    rows = [row for measure in comparison.measures for row in measure.rows]
    verdicts = [row.verdict for row in rows if row.pairs]
    if not verdicts:
        return ""
    stand = "stands" if len(verdicts) == 1 else "stand"
    said = f"{counted(len(verdicts), 'figure')} {stand} in both"
    differing, mixed = verdicts.count("differ"), verdicts.count("in part")
    differ = "differs" if differing == 1 else "differ"
    said += f": {differing or 'none'} {differ} beyond hedges and rounding"
    if mixed == 1:
        said += ", 1 agrees with one count and differs from another"
    elif mixed:
        said += f", {mixed} agree with one count and differ from another"
    return f"{said}."


def measure_verdict(measure: Measure) -> Verdict:
    """Return a measure's verdict as a whole: the gravest of its rows'."""
    verdicts = {row.verdict for row in measure.rows if row.pairs}
    for verdict in GRAVEST:
        if verdict in verdicts:
            return verdict
    return "no figure"


def measure_words(measure: Measure) -> str:
    """Return where the two differ and agree: "differ: FY2018, FY2019; agree: FY2011"."""
    if not measure.is_comparable:
        return NOT_COMPARED
    labels: dict[Verdict, list[str]] = {verdict: [] for verdict in GRAVEST}
    for row in measure.rows:
        if row.pairs:
            labels[row.verdict].append(row.label)
    said = [f"{SAID[verdict]}: {_listed(found)}" for verdict, found in labels.items() if found]
    return "; ".join(said) or "no figures of the same period or category"


def _listed(labels: Sequence[str]) -> str:
    if len(labels) > MOST_LABELS:
        return f"{len(labels)}, from {labels[0]} to {labels[-1]}"
    return ", ".join(labels)


def comparison_document(comparison: Comparison) -> Document:
    """Return both briefings side by side.

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
    for letter, side in sides_named(comparison):
        yield _passage(f"{letter}: {side.title}, as of {date_words(side.as_of)}, {side.stance}.")
    for letter, side in sides_named(comparison):
        yield from _timeline(letter, side)
    if comparison.measures:
        yield from _figures(comparison)
    yield from _facing(comparison.key_points, "key-points", "Key points")
    yield from _facing(comparison.recommendations, "recommendations", "Recommendations")
    if comparison.sources:
        yield Heading(text="Sources in common")
        yield Grid(table=_source_table(comparison.sources))


def _passage(text: str) -> Passage:
    return Passage(prose=(Paragraph(inlines=(Text(text=text),)),))


def _timeline(letter: str, side: Side) -> Iterator[AnyBlock]:
    if side.timeline.is_empty:
        return
    yield Heading(text=f"Timeline of {letter}", note=side.title)
    yield side.timeline


def _figures(comparison: Comparison) -> Iterator[AnyBlock]:
    yield Heading(text="Figures")
    said = counts_words(comparison)
    if said:
        yield _passage(said)
    for measure in comparison.measures:
        yield _passage(f"{measure.title}: {measure_words(measure)}.")
    for measure in comparison.measures:
        yield Heading(text=measure.title, level=3, note=measure.name)
        yield Grid(table=_measure_table(measure))


def _measure_table(measure: Measure) -> Table:
    titles = ("Period", "A", "B", "Difference")
    rows = [
        (row.label, *map(_readings_words, row.readings), verdict_words(measure, row))
        for row in measure.rows
    ]
    return Table(
        id=f"compare-{measure.name}",
        title=measure.title,
        columns=tuple(Column(title=title) for title in titles),
        rows=tuple(rows),
    )


def _readings_words(readings: Sequence[Reading]) -> str:
    return "; ".join(map(_reading_words, readings)) or NOTHING


def _reading_words(reading: Reading) -> str:
    words = value_words(reading.series, reading.point)
    return f"{words} ({NOT_COMPARABLE})" if reading.point.is_counted_otherwise else words


def verdict_words(measure: Measure, row: MeasureRow) -> str:
    """Return whether the two contradict each other: "differ: B is 4,804 homicides higher"."""
    if not measure.is_comparable:
        return NOT_COMPARED
    if row.verdict == "differ":
        return _difference_words(row.pairs[0])
    return SAID[row.verdict]


def _difference_words(pair: Pair) -> str:
    if not pair.change:
        return "differ"
    direction = "higher" if pair.change > 0 else "lower"
    hedge = hedge_of(pair.first.point, pair.second.point, pair.change)
    size = difference_size(pair.second.series, pair.change)
    return f"differ: B is {hedge}{size} {direction}"


def _facing(facing: Sequence[Facing], name: str, title: str) -> Iterator[AnyBlock]:
    if not facing:
        return
    yield Heading(text=title)
    rows = tuple(tuple(map(_entry_words, pair.entries)) for pair in facing)
    yield Grid(table=Table(id=f"compare-{name}", title=title, columns=("A", "B"), rows=rows))


def _entry_words(entry: PlainEntry | None) -> str:
    if entry is None:
        return NOTHING
    return ". ".join(filter(None, (entry.title, entry.text)))


def _source_table(sources: Sequence[SharedSource]) -> Table:
    return Table(
        id="compare-sources",
        title="Sources in common",
        columns=("Source", "In A", "In B", "Known by"),
        rows=tuple((source.short, *source.ids, f"same {source.because}") for source in sources),
    )
