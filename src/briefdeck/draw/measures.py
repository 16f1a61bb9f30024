"""Figures of one measure from two briefings: bar under bar on one scale."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.document.ledger import LETTERS
from briefdeck.document.shared_measures import (
    Measure,
    MeasureRow,
    Reading,
    Verdict,
    difference_words,
)
from briefdeck.draw.bars import LabelledBar, axis, bar, bar_scale, break_line, label_width
from briefdeck.draw.legend import VALUE_SIGNS, value_legend
from briefdeck.draw.lines import Line, Span, Style, flow, line_width
from briefdeck.draw.units import Units, caption
from briefdeck.draw.values import point_target, value_spans
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import amount
from briefdeck.text.width import cell_width

FEW_ROWS = 16
NARROWEST = 20
DIFFERS, AGREES = "≠", "="
SIGNS = VALUE_SIGNS | {
    DIFFERS: "differs beyond the hedges",
    AGREES: "agrees, hedges and rounding considered",
}

ALONE: dict[Verdict, str] = {"first only": "A", "second only": "B"}
SIDE_STYLES: tuple[Style, ...] = ("series-1", "series-2")
"""The style of each side, in its letter and in its bars."""
SECOND: Final = "second:"
"""Begins a target that is an entry of the second briefing: the first may have one of that id."""


def side_target(entry: str, side: int) -> str:
    """Return where a click on an entry of one side leads."""
    return entry if side == 0 else SECOND + entry


def measure_lines(measure: Measure, width: int) -> Iterator[Line]:
    """Return one measure whose units are alike: whose figures they are, and their bars."""
    yield from flow((Span(measure.title, "title"), Span(f"  {measure.name}", "muted")), width)
    yield from _keys(measure, width)
    shown = shown_rows(measure)
    chart = tuple(_chart(measure, shown, width))
    yield ()
    yield from chart
    yield from value_legend(chart, width, SIGNS)
    for words in left_out(measure, shown):
        yield from flow((Span(words, "muted"),), width)


def shown_rows(measure: Measure) -> tuple[MeasureRow, ...]:
    """Return all rows where they are few, else those of which both briefings say something."""
    if len(measure.rows) <= FEW_ROWS:
        return measure.rows
    facing = tuple(row for row in measure.rows if row.is_facing)
    return facing or measure.rows[:FEW_ROWS]


def left_out(measure: Measure, shown: Sequence[MeasureRow]) -> Iterator[str]:
    """Return how much more one side has: "Only B has figures for 45 more, from 1960 to 2004."."""
    kept = {id(row) for row in shown}
    rest = [row for row in measure.rows if id(row) not in kept]
    for verdict, name in ALONE.items():
        match [row.label for row in rest if row.verdict == verdict]:
            case []:
                pass
            case [label]:
                yield f"Only {name} has a figure for one more: {label}."
            case [first, *between, last]:
                count = len(between) + 2
                yield f"Only {name} has figures for {count} more, from {first} to {last}."


def names(measure: Measure, side: int) -> tuple[str, ...]:
    """Return a letter for each series of a side, with a number where it has several."""
    letter, count = LETTERS[side], len(measure.series[side])
    if count == 1:
        return (letter,)
    return tuple(f"{letter}{number}" for number in range(1, count + 1))


def _name(measure: Measure, side: int, reading: Reading) -> str:
    """Return the name of the series that a reading is of, which may be equal to another's."""
    every = zip(names(measure, side), measure.series[side], strict=True)
    return next(name for name, series in every if series is reading.series)


def _keys(measure: Measure, width: int) -> Iterator[Line]:
    for side, style in enumerate(SIDE_STYLES):
        for name, series in zip(names(measure, side), measure.series[side], strict=True):
            title = (Span(series.title, "label", side_target(series.id, side)),)
            lead = (Span(f"{name:<3}", style),)
            yield from flow(title, width, first=lead, rest=(Span("   "),))


class _Placed(NamedTuple):
    """A reading in a chart: of which row and side, with what name."""

    row: MeasureRow
    side: int
    reading: Reading
    name: str


class _Verdict(Struct, frozen=True):
    """Whether a reading of the second side differs from all of the first's, and by how much."""

    differs: bool
    words: str

    @property
    def sign(self) -> str:
        return DIFFERS if self.differs else AGREES

    @property
    def style(self) -> Style:
        return "difference" if self.differs else "agreement"


def _chart(measure: Measure, shown: Sequence[MeasureRow], width: int) -> Iterator[Line]:
    """Return for each period a bar for every reading, on one scale.

    Behind the second side's stands how it compares with the first's.
    """
    placed = list(_placed(measure, shown))
    if not placed:
        return
    units = _units(measure)
    values = _values(units, measure, placed, width)
    points = tuple(_based(each.reading) for each in placed)
    whole = replace(placed[0].reading.series, scale=None, points=points)
    lead = max(cell_width(each.name) for each in placed) + 1
    column = label_width([row.label for row in shown], max(width - lead, NARROWEST))
    scale = bar_scale(whole, width - column - lead - 2, max(map(line_width, values)))
    yield from flow((Span(caption(_every_series(measure), units), "muted"),), width)
    before: MeasureRow | None = None
    for each, point, words in zip(placed, points, values, strict=True):
        style = SIDE_STYLES[each.side]
        drawn = [_in_style(span, style) for span in bar(whole, point, scale)]
        body = (Span(f"{each.name:<{lead}}", style), *drawn)
        if before is not None and each.row is not before and _is_break(each.row):
            yield break_line(column + lead + scale.zero)
        label = "" if each.row is before else each.row.label
        own = point_target(each.reading.series, each.reading.point)
        target = side_target(own, each.side)
        value = tuple(_of_side(span, each.side) for span in words)
        yield from LabelledBar(label, body, value, target).lines(column, width)
        before = each.row
    yield from axis(whole, units, scale, column + lead, width)


def _is_break(row: MeasureRow) -> bool:
    """Whether one of the two counts otherwise from here on."""
    return any(reading.point.is_counted_otherwise for side in row.readings for reading in side)


def _placed(measure: Measure, shown: Sequence[MeasureRow]) -> Iterator[_Placed]:
    for row in shown:
        for side, readings in enumerate(row.readings):
            for reading in readings:
                yield _Placed(row, side, reading, _name(measure, side, reading))


def _every_series(measure: Measure) -> list[Series]:
    first, second = measure.series
    return [*first, *second]


def _units(measure: Measure) -> Units:
    """Return one writing of all values of a measure."""
    return Units.of(_every_series(measure))


def _of_side(span: Span, side: int) -> Span:
    if span.target is None:
        return span
    return span._replace(target=side_target(span.target, side))


def _in_style(span: Span, style: Style) -> Span:
    return span._replace(style=style) if span.style in {"bar", "uncertain"} else span


def _based(reading: Reading) -> Point:
    """Return the point in base units, so that series of different scales share a chart."""
    point = reading.point
    factor = amount(reading.series, Point(value=1)) or 1
    return replace(
        point,
        value=amount(reading.series, point),
        low=None if point.low is None else point.low * factor,
        high=None if point.high is None else point.high * factor,
    )


def _values(units: Units, measure: Measure, placed: Sequence[_Placed], width: int) -> list[Line]:
    """Return what stands behind bars: hedges in words if a third of the width is enough."""
    values = [_value(units, measure, each, in_words=True) for each in placed]
    if max(map(line_width, values)) * 3 <= width:
        return values
    return [_value(units, measure, each, in_words=False) for each in placed]


def _value(units: Units, measure: Measure, placed: _Placed, *, in_words: bool) -> Line:
    """Return the value, and behind one of the second side `≠ 21% higher` or `=`."""
    reading = placed.reading
    value = value_spans(units, reading.series, reading.point, in_words=in_words)
    verdict = _verdict(measure, placed.row, reading) if placed.side == 1 else None
    if verdict is None:
        return value
    said = f"{verdict.sign} {verdict.words}".rstrip()
    return (*value, Span("  "), Span(said, verdict.style))


def _verdict(measure: Measure, row: MeasureRow, reading: Reading) -> _Verdict | None:
    """Return the verdict on a reading of the second side; None with nothing to compare it with."""
    pairs = [pair for pair in row.pairs if pair.second is reading]
    if not pairs:
        return None
    # With several of the first side, one that it agrees with says more than those it does not.
    chosen = next((pair for pair in pairs if not pair.differs), pairs[0])
    named = _name(measure, 0, chosen.first) if len(measure.series[0]) > 1 else ""
    if not chosen.differs:
        return _Verdict(differs=False, words=named)
    words = difference_words(chosen)
    return _Verdict(differs=True, words=f"{words} than {named}" if named and words else words)
