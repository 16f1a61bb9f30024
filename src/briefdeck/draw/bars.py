"""Bars in rows: one a point, with its label before and its value behind it; stacked parts; ranges from low to high."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from briefdeck.draw.lines import Line, Span, Style, flow, line_width, merged
from briefdeck.draw.periods import gaps
from briefdeck.draw.values import (
    Units,
    ValueScale,
    extremes,
    is_hedged,
    is_whole,
    point_target,
    reach,
    round_ticks,
    value_spans,
)
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import NO_FIGURE, amount
from briefdeck.text.width import cell_width
from briefdeck.text.words import one_line

EIGHTHS = " ▏▎▍▌▋▊▉"
FULL, HEDGED = "█", "▒"
PARTS = "█▒░▓▚╱╲┼"
SHORTEST_BAR = 6
NO_BREAK = "\u00a0"


class Body(Protocol):
    """How a point's value is drawn beside its label."""

    def __call__(
        self, series: Series, point: Point, scale: ValueScale, *, is_selected: bool = False
    ) -> Line:
        """Bar or stroke, with the zero line and a blank behind it."""


def rows(series: Series, width: int, *, selected: int | None = None) -> Iterator[Line]:
    """A row for each point: label, bar from zero, value with its hedge; then the axis."""
    yield from _rows(series, width, selected, bar)


def ranges(series: Series, width: int, *, selected: int | None = None) -> Iterator[Line]:
    """A row for each point: a stroke from its low to its high end, with a mark at its value."""
    yield from _rows(series, width, selected, stroke)


def _rows(series: Series, width: int, selected: int | None, draw: Body) -> Iterator[Line]:
    labels = [label(series, point) for point in series.points]
    column = label_width(labels, width)
    units = Units.of([series])
    values = _values(units, series, selected, width - column - 2)
    scale = _scale(series, max(map(line_width, values)), column, width)
    left_out = gaps(series)
    for number, point in enumerate(series.points):
        if number in left_out:
            yield Span(" " * (column + round(scale.at(0.0)))), Span("┊", "gap")
        lit = number == selected
        body = draw(series, point, scale, is_selected=lit)
        target = point_target(series, point)
        yield from labelled(
            labels[number], body, values[number], (column, width), target, is_selected=lit
        )
    yield from axis(series, units, scale, column, width)


def _values(units: Units, series: Series, selected: int | None, room: int) -> list[Line]:
    """What stands behind the bars: hedges in words where that leaves the bars most of the room, else their signs."""
    for in_words in (True, False):
        values = [
            value_spans(units, series, point, is_selected=number == selected, in_words=in_words)
            for number, point in enumerate(series.points)
        ]
        if max(map(line_width, values)) * 5 <= room * 2:
            break
    return values


def label(series: Series, point: Point) -> str:
    """What stands before a point's bar."""
    where = (
        point.at.short(series.calendar) if point.at is not None else one_line(point.category or "")
    )
    return f"{where}, {point.part}" if point.part and where else where or point.part or "–"


def label_width(labels: Sequence[str], width: int) -> int:
    """The cells of the label column, a blank and the place of a lit row's sign among them."""
    return min(max(cell_width(text) for text in labels), max(width * 2 // 5, 10)) + 2


def labelled(
    text: str, body: Line, value: Line, columns: tuple[int, int], target: str, *, is_selected: bool
) -> Iterator[Line]:
    """A label wrapped in its column; beside it the bar, and its value behind it, or under it where the line is too short."""
    column, width = columns
    style: Style = "selected" if is_selected else "label"
    sign = Span(" ▸", "selected") if is_selected else Span("  ")
    wrapped = flow((Span(text, style, target),), column - 2)
    heads = [(*line, Span(" " * (column - 2 - line_width(line))), sign) for line in wrapped]
    if column + line_width(body) + line_width(value) <= width:
        bodies = [(*body, *value)]
    else:
        bodies = [body, *flow(value, width - column)]
    for number in range(max(len(heads), len(bodies))):
        head = heads[number] if number < len(heads) else (Span(" " * column),)
        yield merged((*head, *(bodies[number] if number < len(bodies) else ())))


def bar(series: Series, point: Point, scale: ValueScale, *, is_selected: bool = False) -> Line:
    """The bar from zero with the zero line, and a blank behind it.

    It is exact to an eighth of a cell; below zero, and where the value is hedged, to half a cell.
    """
    zero = round(scale.at(0.0))
    found = extremes(series, point)
    line = Span("│", "axis")
    if found is None:
        return Span(" " * zero), line, Span(" ")
    value = found[1]
    fill = HEDGED if is_hedged(point) else FULL
    style: Style = "selected" if is_selected else "uncertain" if is_hedged(point) else "bar"
    target = point_target(series, point)
    if value < 0:
        halves = max(round((scale.at(0.0) - scale.at(value)) * 2), 1)
        text = ("▐" * (halves % 2) + fill * (halves // 2))[-zero:] if zero else ""
        return Span(" " * (zero - len(text))), Span(text, style, target), line, Span(" ")
    length = min(scale.at(value) - scale.at(0.0), scale.cells - zero)
    eighths = round(length) * 8 if is_hedged(point) else round(length * 8)
    text = fill * (eighths // 8) + EIGHTHS[eighths % 8].strip()
    return Span(" " * zero), line, Span(text or ("▏" if value else ""), style, target), Span(" ")


def stroke(series: Series, point: Point, scale: ValueScale, *, is_selected: bool = False) -> Line:
    """The stroke from low to high, with a mark at the value, exact to half a cell, and a blank behind it."""
    zero = round(scale.at(0.0))
    found = extremes(series, point)
    cells = {zero: Span("│", "axis")}
    if found is not None:
        target = point_target(series, point)
        style: Style = "selected" if is_selected else "uncertain" if is_hedged(point) else "bar"
        low, value, high = (min(max(round(scale.at(end)), 0), scale.cells) for end in found)
        cells |= {cell: Span("━", style, target) for cell in range(low, high + 1)}
        if low < high:
            cells |= {low: Span("┣", style, target), high: Span("┫", style, target)}
        if point.value is not None:
            cells[value] = Span("●", style, target)
    return (*merged(cells.get(cell, Span(" ")) for cell in range(max(cells) + 1)), Span(" "))


def axis(
    series: Series, units: Units, scale: ValueScale, column: int, width: int
) -> Iterator[Line]:
    """The axis under bars: a rule with ticks where bars of those values end, and round numbers under it."""
    if not any(
        found and any(found) for found in (extremes(series, point) for point in series.points)
    ):
        return
    ticks = round_ticks(
        scale.low, scale.high, max(scale.cells // 10, 2), least=1.0 if is_whole(series) else 0.0
    )
    zero = round(scale.at(0.0))
    cells = [zero + round(scale.at(tick) - scale.at(0.0)) for tick in ticks]
    rule = "".join("┴" if cell in cells else "─" for cell in range(scale.cells + 1))
    yield Span(" " * column), Span(rule, "axis")
    yield centered(
        [(column + cell, text) for cell, text in zip(cells, units.ticks(ticks), strict=True)], width
    )


def centered(labels: Sequence[tuple[int, str]], width: int) -> Line:
    """Labels under their cells, those left out that would touch the one before."""
    spans: list[Span] = []
    at = 0
    for _, start, text in apart(labels, width):
        spans += [Span(" " * (start - at)), Span(text, "axis")]
        at = start + cell_width(text)
    return merged(spans)


def apart(labels: Sequence[tuple[int, str]], width: int) -> Iterator[tuple[int, int, str]]:
    """The labels that have room under their cells: the cell, where the label starts, and its text."""
    at = 0
    for cell, text in labels:
        size = cell_width(text)
        start = min(max(cell - size // 2, 0), width - size)
        if start >= at + bool(at):
            yield cell, start, text
            at = start + size


def _scale(series: Series, widest: int, column: int, width: int) -> ValueScale:
    """From zero or below to the highest amount; values behind the bars have room, or stand under them."""
    low, high = reach(series)
    cells = width - column - 2 - widest
    if cells < SHORTEST_BAR:
        cells = max(width - column - 2, 1)
    return ValueScale(min(low, 0.0), max(high, 0.0) or (0.0 if low < 0 else 1.0), cells)


def stacked(series: Series, width: int, *, selected: int | None = None) -> Iterator[Line]:
    """A row for each period or category: its parts end to end, each with its own fill; then what the fills mean."""
    parts = list(dict.fromkeys(point.part or "" for point in series.points))
    wholes: dict[str, list[tuple[int, Point]]] = {}
    for number, point in enumerate(series.points):
        wholes.setdefault(_whole(series, point), []).append((number, point))
    units = Units.of([series])
    column = label_width(list(wholes), width)
    totals = {
        name: float(sum(amount(series, point) or 0 for _, point in group))
        for name, group in wholes.items()
    }
    shown = {
        name: _total_words(series, units, group, totals[name]) for name, group in wholes.items()
    }
    cells = max(width - column - 3 - max(cell_width(text) for text in shown.values()), SHORTEST_BAR)
    scale = ValueScale(0.0, max(totals.values()) or 1.0, cells)
    for name, group in wholes.items():
        lit = any(number == selected for number, _ in group)
        body = (Span("│", "axis"), *_parts(series, group, parts, scale, selected), Span(" "))
        yield from labelled(
            name, body, (Span(shown[name], "total"),), (column, width), series.id, is_selected=lit
        )
    yield from axis(series, units, scale, column, width)
    yield from _part_keys(parts, width)


def _total_words(
    series: Series, units: Units, members: Sequence[tuple[int, Point]], total: float
) -> str:
    """A total behind its bar; what it lacks is said: "$2M without Courts"."""
    missing = [point.part or "rest" for _, point in members if amount(series, point) is None]
    if len(missing) == len(members):
        return NO_FIGURE
    about = "≈ " if any(is_hedged(point) for _, point in members) else ""
    without = (
        f" without {', '.join(missing)}"
        if len(missing) == 1
        else f" without {len(missing)} parts"
        if missing
        else ""
    )
    return f"{about}{units.amount(total)}{without}"


def _part_keys(parts: Sequence[str], width: int) -> Iterator[Line]:
    spans: list[Span] = []
    for place, part in enumerate(parts):
        text = f"{PARTS[place]} {part or 'rest'}".replace(" ", NO_BREAK)
        spans += [Span(text, part_style(place)), Span("  ")]
    for line in flow(spans, width):
        yield tuple(Span(span.text.replace(NO_BREAK, " "), span.style) for span in line)


def _parts(
    series: Series,
    members: Sequence[tuple[int, Point]],
    parts: Sequence[str],
    scale: ValueScale,
    selected: int | None,
) -> Iterator[Span]:
    """Each part ends at the cell nearest to the sum so far, so that no error adds up."""
    sum_so_far, at = 0.0, 0
    for number, point in sorted(members, key=lambda member: parts.index(member[1].part or "")):
        sum_so_far += amount(series, point) or 0
        end = round(scale.at(sum_so_far))
        place = parts.index(point.part or "")
        style: Style = "selected" if number == selected else part_style(place)
        yield Span(PARTS[place] * (end - at), style, point_target(series, point))
        at = end


def part_style(place: int) -> Style:
    """The style of the part or series at a place in their order."""
    styles: tuple[Style, ...] = (
        "series-1",
        "series-2",
        "series-3",
        "series-4",
        "series-5",
        "series-6",
    )
    return styles[place % len(styles)]


def can_stack(series: Series) -> bool:
    """Whether the series is of parts that add up: few enough to tell apart, none below zero, none hidden."""
    parts = {point.part for point in series.points}
    values = [amount(series, point) for point in series.points]
    return (
        1 < len(parts) <= len(PARTS)
        and all(value is None or value >= 0 for value in values)
        and any(values)
    )


def _whole(series: Series, point: Point) -> str:
    return (
        point.at.short(series.calendar)
        if point.at is not None
        else one_line(point.category or "all")
    )
