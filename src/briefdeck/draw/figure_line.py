"""A figure in one line: what it is, from what to what it went, by how much, and who says so."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from briefdeck.document.blocks import SUPPORT_SIGNS, SUPPORT_WORDS
from briefdeck.draw.lines import Line, Span, line_width, trimmed
from briefdeck.draw.sparkline import sparkline
from briefdeck.draw.steps import change
from briefdeck.draw.units import Units
from briefdeck.draw.values import caution_sign, spread
from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import short_date
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import Support
from briefdeck.model.figures import (
    NO_FIGURE,
    amount,
    in_order,
    is_hedged,
    located_words,
    point_label,
    singular_unit,
)
from briefdeck.model.trends import stretches, trend_words
from briefdeck.text.width import ELLIPSIS, cell_width, truncate
from briefdeck.text.words import capital, one_line

GAP = 2
MOST_BLOCKS = 8
SHORTEST_TITLE = 10


class _Form(NamedTuple):
    """How much of a figure its line says; the fullest for which there is room is taken.

    title: the part of the line that a long title keeps.
    """

    title: float = 0.4
    in_words: bool = False
    has_labels: bool = False
    has_period: bool = False
    has_drawing: bool = False
    has_unit: bool = True
    sources: int = 1


FORMS = (
    _Form(in_words=True, has_labels=True, has_period=True, has_drawing=True, sources=3),
    _Form(has_labels=True, has_period=True, has_drawing=True, sources=3),
    _Form(has_period=True, has_drawing=True, sources=2),
    _Form(has_drawing=True),
    _Form(),
    _Form(title=0.25),
    _Form(title=0.25, sources=0),
    _Form(title=0.25, sources=0, has_unit=False),
)


class _Cells(NamedTuple):
    """A figure's line before it is set: a cell for each column, which may be empty."""

    title: Line
    period: Line
    values: Line
    change: Line
    drawing: Line
    signs: Line


def figure_lines(
    every: Sequence[Series],
    numbers: Mapping[str, int],
    width: int,
    *,
    supports: Mapping[str, Support] | None = None,
) -> tuple[Line, ...]:
    """Return figures, one a line of at most `width` cells (40 at least), in columns.

    `Extraditions  2012–2013  115 → 54  −53%  █▄  ◐[28]`. No change is given across values that are
    counted otherwise, or where hedges leave it open. Hedges are words where there is room, else
    signs.

    numbers: the number of every source by its id.
    supports: how well each is supported, by its id; of others, the sources they cite are counted.
    """
    known = supports or {}
    chosen: list[_Cells] = []
    for form in FORMS:
        chosen = [_cells(each, numbers, form, known.get(each.id)) for each in every]
        if _has_room(_widths(chosen), form, width):
            break
    widths = _fitted(_widths(chosen), width)
    chosen = [cells._replace(title=_cut(cells.title, widths[0])) for cells in chosen]
    widths[0] = max(line_width(cells.title) for cells in chosen)
    return tuple(_set(cells, widths) for cells in chosen)


def _has_room(widths: Sequence[int], form: _Form, width: int) -> bool:
    title, *others = widths
    return _total([min(title, int(width * form.title)), *others]) <= width


def figure_words(series: Series, numbers: Mapping[str, int], support: Support | None = None) -> str:
    """Return the same in words, for a screen reader, closed by a full stop."""
    course = course_words(series)
    held = capital(SUPPORT_WORDS[support or _counted_support(series)])
    cited = "".join(f" [{number}]" for _, number in _sources(series, numbers))
    return f"{_titled(series)}: {course} {held}{cited}.{_caution_words(series)}"


def _caution_words(series: Series) -> str:
    caveat = series.warning
    if caveat is None or caveat.grade == "note":
        return ""
    return " It has a caveat." if caveat.is_warning else " Checked elsewhere, and agrees."


def course_words(series: Series) -> str:
    """Return from what to what a figure went, in sentences; else its values."""
    whole = _wholes(series)
    return trend_words(whole) or f"{_only_words(whole)}."


def _only_words(series: Series) -> str:
    """Return the values of a figure that has no course."""
    valued = [point for point in in_order(series) if spread(series, point) is not None]
    return "; ".join(located_words(series, point) for point in valued) or NO_FIGURE


def _titled(series: Series) -> str:
    return one_line(series.title)


def _cells(
    series: Series, numbers: Mapping[str, int], form: _Form, support: Support | None
) -> _Cells:
    gist = _Gist.of(series)
    title = _titled(series)
    period = gist.period if form.has_period and gist.period not in title else ""
    return _Cells(
        title=(Span(title, "label", series.id),),
        period=_filled(Span(period, "muted")),
        values=(Span(gist.values(form), "value", series.id),),
        change=_filled(Span(gist.change, "change")),
        drawing=sparkline(series, gist.points, MOST_BLOCKS) if form.has_drawing else (),
        signs=_signs(series, numbers, support, form.sources),
    )


def _filled(span: Span) -> Line:
    return (span,) if span.text else ()


class _Gist(NamedTuple):
    """What one line says of a series: the points that may be compared, and how amounts are written.

    is_course: whether they are in order of time, so that they lead from the first to the last.
    """

    series: Series
    points: tuple[Point, ...]
    units: Units
    is_course: bool

    @classmethod
    def of(cls, series: Series) -> "_Gist":
        whole = _wholes(series)
        points = _comparable(whole)
        is_course = all(point.at is not None for point in points)
        return cls(whole, points, Units.of([whole]), is_course)

    @property
    def valued(self) -> list[Point]:
        return [point for point in self.points if spread(self.series, point) is not None]

    @property
    def period(self) -> str:
        """The time of a course, from its first value to its last."""
        times = [point.at for point in self.valued if point.at is not None]
        if not self.is_course or not times:
            return ""
        first, last = times[0], times[-1]
        if first == last:
            return short_date(first, self.series.calendar)
        if first.is_interval or last.is_interval:
            ends = (short_date(end, self.series.calendar) for end in (first, last))
            return " to ".join(ends)
        return short_date(Edtf.parse(f"{first.text}/{last.text}"), self.series.calendar)

    @property
    def change(self) -> str:
        if not self.is_course or len(self.valued) < 2:
            return ""
        return change(self.units, self.series, self.valued[0], self.valued[-1])

    def values(self, form: _Form) -> str:
        """Return the only value, the first and the last, or the least and the most."""
        valued = self.valued
        match valued:
            case []:
                return NO_FIGURE
            case [point]:
                return self._value(point, form, is_last=True)
            case [first, *_, last] if self.is_course:
                between = " → "
            case [first, last] if form.has_labels:
                between = ", "
            case _:
                first, *_, last = sorted(valued, key=self._size)
                between = " to "
        ends = (self._value(first, form), self._value(last, form, is_last=True))
        return between.join(ends)

    def _size(self, point: Point) -> float:
        found = spread(self.series, point)
        return 0.0 if found is None else found.value

    def _value(self, point: Point, form: _Form, *, is_last: bool = False) -> str:
        """Return a value, the last one with what it is of unless the title says that."""
        words = self.units.label(self.series, point, in_words=form.in_words)
        if is_last:
            words += self._unit(is_one=words == "1") if form.has_unit else ""
        label = "" if self.is_course else point_label(self.series, point)
        return f"{words} ({one_line(label)})" if label and form.has_labels else words

    def _unit(self, *, is_one: bool) -> str:
        unit = "" if self.units.is_percent else one_line(self.units.unit)
        if not unit or unit.casefold() in self.series.title.casefold():
            return ""
        return f" {singular_unit(unit) if is_one else unit}"


def _comparable(series: Series) -> tuple[Point, ...]:
    """Return the points of the last stretch that has a course, else of the last of all."""
    parts = stretches(series)
    for points in reversed(parts):
        if sum(amount(series, point) is not None for point in points) > 1:
            return points
    valued = [point for point in in_order(series) if spread(series, point) is not None]
    if len(parts) > 1:
        return tuple(valued[-1:])
    return tuple(valued)


def _wholes(series: Series) -> Series:
    """Return a series of parts as one of wholes; one that lacks a part has no figure."""
    if not any(point.part for point in series.points):
        return series
    parts: dict[str, list[Point]] = {}
    for point in in_order(series):
        name = point_label(series, replace(point, part=None))
        parts.setdefault(name, []).append(point)
    return replace(series, points=tuple(map(_whole, parts.values())))


def _whole(parts: Sequence[Point]) -> Point:
    values = [point.value for point in parts if point.value is not None]
    is_about = any(map(is_hedged, parts))
    return replace(
        parts[0],
        part=None,
        value=sum(values) if len(values) == len(parts) else None,
        low=None,
        high=None,
        qualifier="about" if is_about else None,
    )


def _signs(series: Series, numbers: Mapping[str, int], support: Support | None, most: int) -> Line:
    """Return `◐⚠[28]`: how well supported, whether there is a caveat, the first sources."""
    spans = [Span(SUPPORT_SIGNS[support or _counted_support(series)], "muted")]
    spans += caution_sign(series.warning, series.id)
    opening = "["
    sources = _sources(series, numbers)
    for source, number in sources[:most]:
        spans.append(Span(f"{opening}{number}", "citation", source))
        opening = "; "
    if not sources or not most:
        return tuple(spans)
    if len(sources) > most:
        spans.append(Span(f"; +{len(sources) - most}", "citation", series.id))
    return (*spans, Span("]", "citation"))


def sources_of(series: Series) -> list[str]:
    """Return the sources that a series cites, for itself and for its points, each once."""
    cites = [*series.citations]
    for point in series.points:
        cites += point.citations
    return list(dict.fromkeys(cite.source for cite in cites))


def _counted_support(series: Series) -> Support:
    match len(sources_of(series)):
        case 0:
            return "uncited"
        case 1:
            return "single"
        case _:
            return "cited"


def _sources(series: Series, numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the sources that have a number with it, in its order."""
    known = [(source, numbers[source]) for source in sources_of(series) if source in numbers]
    return sorted(known, key=lambda pair: pair[1])


def _widths(rows: Sequence[_Cells]) -> list[int]:
    return [max(map(line_width, column)) for column in zip(*rows, strict=True)]


def _total(widths: Sequence[int]) -> int:
    used = [width for width in widths if width]
    return sum(used) + GAP * (len(used) - 1)


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """Return widths of columns that fit: titles give way first, then changes, then values."""
    title, period, values, change, drawing, signs = widths
    room = width - _total([0, *widths[1:]]) - GAP
    title = min(title, max(room, SHORTEST_TITLE))
    # Half a change would say something else.
    if _total([title, period, values, change, drawing, signs]) > width:
        change = 0
    values = min(values, width - _total([title, period, 0, change, drawing, signs]) - GAP)
    return [title, period, values, change, drawing, signs]


def _set(cells: _Cells, widths: Sequence[int]) -> Line:
    spans: list[Span] = []
    for name, cell, width in zip(cells._fields, cells, widths, strict=True):
        if not width:
            continue
        shown = _cut(cell, width)
        free = Span(" " * (width - line_width(shown)))
        spans += [free, *shown] if name == "change" else [*shown, free]
        spans.append(Span(" " * GAP))
    return trimmed(spans)


def _cut(cell: Line, width: int) -> Line:
    """Return a cell as it is, or the words of its only span that fit."""
    if line_width(cell) <= width:
        return cell
    (span,) = cell
    text = truncate(span.text, width)
    words, blank, _ = text.rpartition(" ")
    if blank and cell_width(words) * 4 > width * 3:
        text = f"{words}{ELLIPSIS}"
    return (span._replace(text=text),)
