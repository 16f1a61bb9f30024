"""A comparison as a document of the blocks that every output has: timelines, tables of figures and of facing points."""

from collections.abc import Iterator, Sequence

from briefdeck.document.blocks import AnyBlock, Document, Grid, Heading, Passage, Timeline
from briefdeck.document.compare import Card, Comparison, Facing, Measure, MeasureRow, Reading, SharedSource, Side
from briefdeck.document.glance import counts_words, measure_words
from briefdeck.model.briefing import Column, Table
from briefdeck.model.figures import amount_words, hedge_of, value_words
from briefdeck.model.prose import Paragraph, Text

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
    columns = (Column(title="Period"), Column(title="A"), Column(title="B"), Column(title="Difference"))
    rows = tuple(
        (row.label, _said(row.readings[0]), _said(row.readings[1]), verdict_words(measure, row)) for row in measure.rows
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
            first, second = (side[place] for side, place in zip(row.readings, pair.places, strict=True))
            hedge = hedge_of(first.point, second.point, pair.change)
            return f"differ: B is {hedge}{amount_words(second.series, abs(pair.change))} {direction}"
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
    rows = tuple((source.short, source.ids[0], source.ids[1], f"same {source.because}") for source in sources)
    return Table(
        id="compare-sources", title="Sources in common", columns=("Source", "In A", "In B", "Known by"), rows=rows
    )
