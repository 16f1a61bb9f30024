"""Figures of one measure from two briefings: bar under bar on one scale, and in one table, differences marked."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from msgspec.structs import replace

from briefdeck.document.comparison import Measure, MeasureRow, Pair, Reading, Verdict
from briefdeck.draw.bars import SHORTEST_BAR, axis, bar, label_width, labelled
from briefdeck.draw.lines import Line, Span, Style, flow, line_width
from briefdeck.draw.marks import legend
from briefdeck.draw.table import Cell, table
from briefdeck.draw.values import (
    CAVEAT,
    PERCENT,
    SIGN_WORDS,
    Units,
    ValueScale,
    extremes,
    is_hedged,
    point_target,
    reach,
    value_spans,
    without_number,
)
from briefdeck.model.briefing import Column, Point, Series
from briefdeck.model.figures import amount, amount_words, hedge_of, number_words, value_words
from briefdeck.text.width import cell_width

FEW_ROWS = 16
NARROWEST = 20
DIFFERS, AGREES = "≠", "="
SIGNS = SIGN_WORDS | {
    DIFFERS: "differs beyond the hedges",
    AGREES: "agrees, hedges and rounding considered",
}


def measure_lines(measure: Measure, width: int) -> Iterator[Line]:
    """One measure: whose figures they are, their bars and their table; where units differ, the table alone, and why."""
    yield from flow((Span(measure.title, "title"), Span(f"  {measure.name}", "muted")), width)
    yield from _keys(measure, width)
    shown = shown_rows(measure)
    if measure.is_comparable:
        chart = tuple(_chart(measure, shown, width))
        yield ()
        yield from chart
        yield from legend([tuple(map(without_number, line)) for line in chart], width, SIGNS)
    else:
        yield from flow(
            (Span(f"Not compared: the units differ ({', '.join(measure.units)}).", "caveat"),),
            width,
        )
    yield ()
    yield from measure_table(measure, shown, width)
    for words in left_out(measure, shown):
        yield from flow((Span(words, "muted"),), width)


def shown_rows(measure: Measure) -> tuple[MeasureRow, ...]:
    """All rows where they are few, else those of which both briefings say something (else the first ones)."""
    if len(measure.rows) <= FEW_ROWS:
        return measure.rows
    return tuple(row for row in measure.rows if row.is_facing) or measure.rows[:FEW_ROWS]


def left_out(measure: Measure, shown: Sequence[MeasureRow]) -> Iterator[str]:
    """How much more one of the two has: "Only B has figures for 45 more, from FY1960 to FY2004."."""
    kept = {id(row) for row in shown}
    rest = [row for row in measure.rows if id(row) not in kept]
    alone: tuple[tuple[str, Verdict], ...] = (("A", "first only"), ("B", "second only"))
    for name, verdict in alone:
        labels = [row.label for row in rest if row.verdict == verdict]
        if len(labels) == 1:
            yield f"Only {name} has a figure for one more: {labels[0]}."
        elif labels:
            yield f"Only {name} has figures for {len(labels)} more, from {labels[0]} to {labels[-1]}."


def side_style(side: int) -> Style:
    """The style of a side: A is 0, B is 1."""
    return "series-1" if side == 0 else "series-2"


def names(measure: Measure, side: int) -> tuple[str, ...]:
    """A letter for each series of a side, with a number where it has several."""
    letter, count = "AB"[side], len(measure.series[side])
    return tuple(f"{letter}{number + 1}" if count > 1 else letter for number in range(count))


def _name(measure: Measure, side: int, reading: Reading) -> str:
    place = next(
        number for number, series in enumerate(measure.series[side]) if series is reading.series
    )
    return names(measure, side)[place]


def _keys(measure: Measure, width: int) -> Iterator[Line]:
    for side in (0, 1):
        for name, series in zip(names(measure, side), measure.series[side], strict=True):
            lead = (Span(f"{name:<3}", side_style(side)),)
            yield from flow(
                (Span(series.title, "label", series.id),), width, first=lead, rest=(Span("   "),)
            )


Placed = tuple[MeasureRow, int, Reading, Line]


def _chart(measure: Measure, shown: Sequence[MeasureRow], width: int) -> Iterator[Line]:
    """For each period a bar for every reading, on one scale, and behind the second side's how it stands to the first's."""
    units = _units(measure)
    placed: list[Placed] = []
    for in_words in (True, False):
        placed = [
            (row, side, each, _behind(units, measure, row, side, each, in_words=in_words))
            for row in shown
            for side in (0, 1)
            for each in row.readings[side]
        ]
        if max((line_width(behind) for *_, behind in placed), default=0) * 3 <= width:
            break
    if not placed:
        return
    whole = replace(
        placed[0][2].series, scale=None, points=tuple(_based(each) for _, _, each, _ in placed)
    )
    lead = max(cell_width(_name(measure, side, each)) for _, side, each, _ in placed) + 1
    column = label_width([row.label for row in shown], max(width - lead, NARROWEST))
    scale = _scale(
        whole, width - column - lead - 2, max(line_width(behind) for *_, behind in placed)
    )
    yield from flow((Span(_caption(measure), "muted"),), width)
    before: MeasureRow | None = None
    for row, side, each, behind in placed:
        name = _name(measure, side, each)
        body = (Span(f"{name:<{lead}}", side_style(side)), *_bar(whole, each, scale, side))
        label = row.label if row is not before else ""
        yield from labelled(
            label,
            body,
            behind,
            (column, width),
            point_target(each.series, each.point),
            is_selected=False,
        )
        before = row
    yield from axis(whole, units, scale, column + lead, width)


def _units(measure: Measure) -> Units:
    """One writing of all values of a measure."""
    return Units.of([series for side in measure.series for series in side])


def _caption(measure: Measure) -> str:
    """The unit of all values, whether they are rounded, and their calendar where they share one."""
    every = [series for side in measure.series for series in side]
    unit = ("%" if every[0].unit in PERCENT else every[0].unit) + (
        ", rounded" if _units(measure).is_rounded else ""
    )
    return (
        f"{unit}, U.S. fiscal years"
        if all(series.calendar == "us-fiscal" for series in every)
        else unit
    )


def _scale(whole: Series, room: int, widest: int) -> ValueScale:
    low, high = reach(whole)
    cells = room - widest if room - widest >= SHORTEST_BAR else max(room, 1)
    return ValueScale(min(low, 0.0), max(high, 0.0) or (0.0 if low < 0 else 1.0), cells)


def _bar(whole: Series, reading: Reading, scale: ValueScale, side: int) -> Line:
    drawn = bar(whole, _based(reading), scale)
    return tuple(
        Span(span.text, side_style(side), span.target)
        if span.style in {"bar", "uncertain"}
        else span
        for span in drawn
    )


def _based(reading: Reading) -> Point:
    """The point with its numbers in base units, so that series of different scales share a chart."""
    point = reading.point
    factor = amount(reading.series, Point(value=1)) or 1
    low, high = (None if end is None else end * factor for end in (point.low, point.high))
    return replace(point, value=amount(reading.series, point), low=low, high=high)


def _behind(
    units: Units, measure: Measure, row: MeasureRow, side: int, reading: Reading, *, in_words: bool
) -> Line:
    """The value, and for one of the second side `≠ 21% higher` or `=`."""
    value = value_spans(units, reading.series, reading.point, in_words=in_words)
    verdict = reading_verdict(measure, row, reading) if side == 1 else None
    if verdict is None:
        return value
    differs, words = verdict
    style: Style = "difference" if differs else "agreement"
    return (
        *value,
        Span("  "),
        Span(f"{DIFFERS if differs else AGREES}{' ' if words else ''}{words}", style),
    )


def reading_verdict(measure: Measure, row: MeasureRow, reading: Reading) -> tuple[bool, str] | None:
    """Whether a reading of the second side differs from all of the first's, and by how much; None with nothing to compare."""
    pairs = [pair for pair in row.pairs if pair.second is reading]
    if not pairs:
        return None
    chosen = next((pair for pair in pairs if not pair.differs), pairs[0])
    other = chosen.first
    named = _name(measure, 0, other) if len(measure.series[0]) > 1 else ""
    if not chosen.differs:
        return False, named
    words = difference_words(chosen)
    return True, f"{words} than {named}" if named and words else words


def difference_words(pair: Pair) -> str:
    """How the second's value stands to the first's: "21% higher", "over 5,000 lower", nothing where they are the same."""
    if not pair.change:
        return ""
    hedge = hedge_of(pair.first.point, pair.second.point, pair.change)
    is_more = hedge == "over "
    direction = "higher" if pair.change > 0 else "lower"
    percent = 0.0 if pair.percent is None else abs(pair.percent)
    if not percent or percent >= 1000 or (percent < 1 and is_more):
        return f"{hedge}{amount_words(pair.second.series, abs(pair.change))} {direction}"
    if percent < 1:
        return f"under 1% {direction}"
    rounded = floor(percent) if is_more else ceil(percent) if hedge == "under " else round(percent)
    return f"{hedge}{number_words(rounded)}% {direction}"


def measure_table(measure: Measure, rows: Sequence[MeasureRow], width: int) -> tuple[Line, ...]:
    """Period or category, a column for each series with its value and hedge, and the differences."""
    is_dated = any(
        each.point.at is not None for row in rows for side in row.readings for each in side
    )
    columns = [Column(title="Period" if is_dated else "", priority=1, align="left")]
    said = {id(each.series) for row in rows for side in row.readings for each in side}
    used = [
        (side, name, series)
        for side in (0, 1)
        for name, series in zip(names(measure, side), measure.series[side], strict=True)
        if id(series) in said
    ]
    units = _units(measure)
    of = f" ({units.head})" if measure.is_comparable and (units.name or units.symbol) else ""
    columns += [Column(title=name + of, priority=1, align="decimal") for _, name, _ in used]
    columns.append(Column(title="Difference", priority=2, align="left"))
    cells: list[list[Cell]] = [
        [
            (Span(row.label, "label"),),
            *(_value_cell(units, measure, row, side, series) for side, _, series in used),
            _difference_cell(measure, row),
        ]
        for row in rows
    ]
    return table(columns, cells, width)


def _value_cell(units: Units, measure: Measure, row: MeasureRow, side: int, series: Series) -> Line:
    spans: list[Span] = []
    for each in (each for each in row.readings[side] if each.series is series):
        style: Style = (
            "uncertain"
            if is_hedged(each.point)
            else "value"
            if extremes(series, each.point)
            else "gap"
        )
        said = (
            units.cell(series, each.point)
            if measure.is_comparable
            else value_words(series, each.point)
        )
        spans += [
            *([Span("; ")] if spans else []),
            Span(said, style, point_target(series, each.point)),
        ]
        if each.point.caveat:
            spans.append(Span(f" {CAVEAT}", "caveat"))
    return tuple(spans) or (Span("–", "gap"),)


def _difference_cell(measure: Measure, row: MeasureRow) -> Line:
    """`= B2 · ≠ B1 21% higher`, or which of the two stands alone."""
    if row.verdict in {"first only", "second only"}:
        return (Span("only A" if row.verdict == "first only" else "only B", "muted"),)
    spans: list[Span] = []
    for reading in row.readings[1]:
        verdict = reading_verdict(measure, row, reading)
        if verdict is not None:
            differs, words = verdict
            text = " ".join(
                part
                for part in (DIFFERS if differs else AGREES, _name(measure, 1, reading), words)
                if part
            )
            spans += [
                *([Span(" · ", "muted")] if spans else []),
                Span(text, "difference" if differs else "agreement"),
            ]
    return tuple(spans)
