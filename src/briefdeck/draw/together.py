"""Several figures drawn as one: letters tell them apart, in their lines, bars and columns."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw.bars import bar, covering_scale
from briefdeck.draw.figure_table import headed, value_title
from briefdeck.draw.inline_bars import CELLS_A_TICK, FEWEST_STEPS, LONGEST, SHORTEST
from briefdeck.draw.legend import VALUE_SIGNS, keys, value_legend
from briefdeck.draw.line_plots import SEVERAL, Course, line_frame, lines
from briefdeck.draw.lines import Line, Span, Style, flow, line_text
from briefdeck.draw.shown import Shown
from briefdeck.draw.stacks import part_style
from briefdeck.draw.steps import changes
from briefdeck.draw.table import GAP, room_beside, table, table_across
from briefdeck.draw.ticks import covering_ticks, label_line, thinned
from briefdeck.draw.units import Units
from briefdeck.draw.values import (
    ValueScale,
    caution_sign,
    least_step,
    point_style,
    point_target,
    reach,
    spread,
)
from briefdeck.model.briefing import Column, Point, Series
from briefdeck.model.companions import by_period
from briefdeck.model.figures import amount, is_hedged, unit_words
from briefdeck.text.words import one_line

LETTERS = "ABCD"
STROKES = ("─│", "┄┆", "─│", "┄┆")
_HANG: Line = (Span("   "),)
MANY = 8
"""Values of one figure from which on lines show more than rows."""


class Member(NamedTuple):
    """One of the figures that are drawn together."""

    place: int
    shown: Shown

    @property
    def letter(self) -> str:
        """Its name in the drawing."""
        return LETTERS[self.place]

    @property
    def key(self) -> Span:
        """Its letter in its style."""
        return Span(self.letter, part_style(self.place))


class _Placed(NamedTuple):
    """A point of a member, by its place among the member's points."""

    member: Member
    place: int

    @property
    def point(self) -> Point:
        return self.member.shown.series.points[self.place]


class _Period(NamedTuple):
    """A period or category, and the points of it."""

    label: str
    placed: list[_Placed]


class Together(Struct, frozen=True):
    """Figures to draw as one, the units that suit all, and all their points as one series."""

    members: tuple[Member, ...]
    units: Units
    whole: Series

    @classmethod
    def of(cls, every: Sequence[Shown]) -> "Together":
        """Return figures of one unit and calendar, of which all are over time or none is."""
        units = Units.of([shown.series for shown in every])
        members = tuple(
            Member(place, replace(shown, units=units)) for place, shown in enumerate(every)
        )
        return cls(members, units, _whole(members))

    @property
    def has_many(self) -> bool:
        """Whether there are so many values over time that lines show more than rows."""
        every = [member.shown.series for member in self.members]
        if any(point.at is None for series in every for point in series.points):
            return False
        counts = (sum(spread(each, point) is not None for point in each.points) for each in every)
        return max(counts) >= MANY

    def periods(self) -> list[_Period]:
        """Return all periods by time, or all categories in the order in which they are named."""
        series = [member.shown.series for member in self.members]
        return [
            _Period(label, [_Placed(self.members[number], place) for number, place in points])
            for label, points in by_period(series)
        ]


def together(figures: Together, width: int) -> tuple[Line, ...]:
    """Return several figures as one in at most `width` cells, each number once.

    Few values are rows of one table with bars; from eight values of one figure on, lines over a
    table with a column for each.
    """
    drawn = _as_lines if figures.has_many else _as_bars
    lines = [*_keys(figures, width), *drawn(figures, width)]
    for member in figures.members:
        if member.shown.has_sources:
            lines += flow(_sources(member, width), width, first=_lead(member), rest=_HANG)
        for footer in member.shown.footers:
            is_numbered = line_text(footer.lead)[:1].isdigit()
            lead = footer.lead if is_numbered else (*_lead(member), *footer.lead)
            lines += flow(footer.words, width, first=lead, rest=_HANG)
    return tuple(lines)


def _keys(figures: Together, width: int) -> Iterator[Line]:
    """Yield what the letters stand for; what is known of the first stands with the figure."""
    for member in figures.members:
        series = member.shown.series
        spans = [Span(one_line(series.title), "label", series.id)]
        if member.place and series.citations:
            spans += [Span(" "), *member.shown.cited(series.citations)]
        sign = caution_sign(series.warning, series.id) if member.place else ()
        if sign:
            spans += [Span(" "), *sign]
        yield from flow(spans, width, first=_lead(member), rest=_HANG)


def _lead(member: Member) -> Line:
    return member.key, Span("  ")


def _sources(member: Member, width: int) -> Line:
    """Return what a member's points cite, as one run of spans."""
    spans: list[Span] = []
    for source_line in member.shown.source_lines(10 * width):
        spans += [Span(" "), *source_line]
    return tuple(spans[1:])


def _whole(members: Sequence[Member]) -> Series:
    """Return all points by time, in base units: what a frame or a scale has to hold."""
    every = [member.shown.series for member in members]
    points = [_based(series, point) for series in every for point in series.points]
    points.sort(key=_when)
    first = every[0]
    return replace(first, scale=None, points=tuple(points))


def _based(series: Series, point: Point) -> Point:
    """Return a point in base units."""
    factor = amount(series, Point(value=1)) or 1
    return replace(
        point,
        value=amount(series, point),
        low=None if point.low is None else point.low * factor,
        high=None if point.high is None else point.high * factor,
    )


def _when(point: Point) -> tuple[Any, ...]:
    return () if point.at is None else point.at.sort_key


def _as_lines(figures: Together, width: int) -> Iterator[Line]:
    """Return lines in one plot over a table of their values."""
    courses = [
        Course(
            member.shown.series,
            mark=member.letter,
            hedged=member.letter.lower(),
            stroke=STROKES[member.place],
            style=part_style(member.place),
        )
        for member in figures.members
    ]
    head = unit_words(figures.members[0].shown.series) if len(_scales(figures)) == 1 else ""
    if not line_frame(figures.whole, figures.units, width).has_zero:
        head = f"{head or figures.units.head}, axis does not reach zero"
    body = tuple(lines(courses, figures.whole, figures.units, width))
    yield from flow((Span(head or figures.units.head, "muted"),), width)
    yield from body
    yield from _legend(figures, body, width)
    yield ()
    yield from _value_columns(figures, width)


def _scales(figures: Together) -> set[str | None]:
    return {member.shown.series.scale for member in figures.members}


def _legend(figures: Together, body: Sequence[Line], width: int) -> Iterator[Line]:
    """Return what small letters and meeting points mean where there are any, and other signs."""
    hedged = [
        member.letter.lower()
        for member in figures.members
        if any(map(is_hedged, member.shown.series.points))
    ]
    said = [f"{', '.join(hedged)} hedged"] if hedged else []
    if any(span.text == SEVERAL for line in body for span in line):
        said.append(f"{SEVERAL} several")
    if said:
        yield from keys([Span(words, "legend") for words in said], width)
    yield from value_legend(body, width, VALUE_SIGNS)


def _value_columns(figures: Together, width: int) -> tuple[Line, ...]:
    """Return the values as a table: a row a period, a column a figure."""
    periods = figures.periods()
    has_notes = any(
        member.shown.marks[place]
        for member in figures.members
        for place in range(len(member.shown.series.points))
    )
    is_dated = any(point.at is not None for point in figures.whole.points)
    columns = [
        Column(title="Period" if is_dated else "", align="left", priority=1),
        *(
            Column(title=_column_title(figures, member), align="decimal", priority=1)
            for member in figures.members
        ),
    ]
    if has_notes:
        columns.append(Column(title="Note", align="left", priority=1))
    for in_words in (True, False):
        rows = [
            _value_row(figures, period, has_notes=has_notes, in_words=in_words)
            for period in periods
        ]
        if room_beside(columns, rows, width)[0] >= -GAP:
            break
    return table_across(columns, rows, width)


def _column_title(figures: Together, member: Member) -> str:
    is_written = bool(figures.units.name or figures.units.symbol)
    return f"{member.letter} ({figures.units.head})" if is_written else member.letter


def _value_row(
    figures: Together, period: _Period, *, has_notes: bool, in_words: bool
) -> list[Line]:
    row: list[Line] = [(Span(period.label, "label"),)]
    for member in figures.members:
        own = [each for each in period.placed if each.member is member]
        spans: list[Span] = []
        for each in own:
            spans += [Span("; "), _value(each, in_words=in_words)]
        row.append(tuple(spans[1:]))
    if has_notes:
        marks: list[Span] = []
        for each in period.placed:
            if each.member.shown.marks[each.place]:
                marks += [Span(" "), *each.member.shown.marks[each.place]]
        row.append(tuple(marks[1:]))
    return row


def _value(placed: _Placed, *, in_words: bool = True) -> Span:
    shown, point = placed.member.shown, placed.point
    style = point_style(point, "gap" if amount(shown.series, point) is None else "value")
    words = shown.units.cell(shown.series, point, in_words=in_words)
    return Span(words, style, point_target(shown.series, point))


def _as_bars(figures: Together, width: int) -> tuple[Line, ...]:
    """Return a table with a row for each value, all bars on one scale."""
    said = {
        member.letter: list(changes(figures.units, member.shown.series, member.shown.series.points))
        for member in figures.members
    }
    placed = [
        (each, period.label if number == 0 else "")
        for period in figures.periods()
        for number, each in enumerate(period.placed)
    ]
    rows = [
        [
            (Span(label, "label"),) if label else (),
            (each.member.key,),
            (_value(each),),
            _filled(said[each.member.letter][each.place]),
            each.member.shown.marks[each.place],
        ]
        for each, label in placed
    ]
    is_dated = any(point.at is not None for point in figures.whole.points)
    columns = [
        Column(title="Period" if is_dated else "", align="left", priority=1),
        Column(title="", align="left", priority=1),
        Column(title=value_title(figures.units), align="decimal", priority=1),
        Column(title="Change", align="right", priority=3),
        Column(title="Note", align="left", priority=1),
    ]
    for place in (4, 3):
        if not any(row[place] for row in rows):
            del columns[place]
            for row in rows:
                del row[place]
    room, _ = room_beside(columns, rows, width)
    if room < SHORTEST:
        return headed(figures.units, table(columns, rows, width), width)
    scale, axis = _scale(figures, min(room, LONGEST))
    columns.insert(3, Column(title=line_text(axis), align="left", priority=1))
    for row, (each, _) in zip(rows, placed, strict=True):
        drawn = bar(each.member.shown.series, each.point, scale)
        row.insert(3, tuple(_in_style(span, part_style(each.member.place)) for span in drawn))
    return headed(figures.units, table(columns, rows, width, drawn=3), width)


def _in_style(span: Span, style: Style) -> Span:
    return span._replace(style=style) if span.style in {"bar", "uncertain"} else span


def _filled(change: str) -> Line:
    return (Span(change, "change"),) if change else ()


def _scale(figures: Together, width: int) -> tuple[ValueScale, Line]:
    """Return the scale of all bars in so many cells, and the axis over them."""
    low, high = reach(figures.whole)
    cells = width - 2
    most, least = max(cells // CELLS_A_TICK, FEWEST_STEPS), least_step(figures.whole)
    scale = covering_scale(low, high, cells, most, least)
    ticks = covering_ticks(scale.low, scale.high, most, least)
    places = [scale.zero + round(scale.at(tick) - scale.at(0.0)) for tick in ticks]
    labels = list(zip(places, figures.units.ticks(ticks), strict=True))
    return scale, label_line(thinned(labels, cells + 1), cells + 1)
