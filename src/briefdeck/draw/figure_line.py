"""A figure in one line: what it is, from what to what it went, by how much, and who says so."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from briefdeck.document.blocks import SUPPORT_WORDS, entry_sign
from briefdeck.draw.hues import statement_signs
from briefdeck.draw.lines import Line, Span, line_width, merged
from briefdeck.draw.sparkline import sparkline
from briefdeck.draw.steps import change
from briefdeck.draw.units import Units
from briefdeck.draw.values import spread
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
from briefdeck.model.trends import stretches, trend, trend_words
from briefdeck.text.width import ELLIPSIS, cell_width, truncate
from briefdeck.text.words import capital, one_line

GAP: Line = (Span("  "),)
MOST_BLOCKS = 8
SHORTEST_TITLE = 8
LONGEST_TITLE = 0.4
"""Of the width: longer titles are cut, so that the values of all lines begin near their titles."""


class _Form(NamedTuple):
    """How much of a figure its line says; the fullest for which there is room is taken.

    has_places: whether it is said when, or of what, the values are.
    """

    in_words: bool = False
    has_places: bool = False
    has_drawing: bool = False
    has_change: bool = True
    has_unit: bool = True
    has_first: bool = True
    sources: int = 1


FORMS = (
    _Form(in_words=True, has_places=True, has_drawing=True, sources=3),
    _Form(has_places=True, has_drawing=True, sources=3),
    _Form(has_places=True, has_drawing=True),
    _Form(has_places=True),
    _Form(has_places=True, sources=0),
    _Form(has_drawing=True),
    _Form(),
    _Form(sources=0),
    _Form(sources=0, has_unit=False),
    _Form(sources=0, has_unit=False, has_change=False),
    _Form(sources=0, has_unit=False, has_change=False, has_first=False),
)


def figure_lines(
    every: Sequence[Series],
    numbers: Mapping[str, int],
    width: int,
    *,
    supports: Mapping[str, Support] | None = None,
) -> tuple[Line, ...]:
    """Return figures, one a line of at most `width` cells (40 at least), titles in a column.

    `Extraditions  115 → 54 (2012–2013)  −53%  █▄  ◐[28]`. No change is given across values that
    are counted otherwise, or where hedges leave it open. Hedges are words where there is room,
    else signs.

    numbers: the number of every source by its id.
    supports: how well each is supported, by its id; of others, the sources they cite are counted.
    """
    known = supports or {}
    longest = max((cell_width(_titled(series)) for series in every), default=0)
    column = min(longest, int(width * LONGEST_TITLE))
    return tuple(
        _line(series, _Sources(numbers, known.get(series.id)), column, width) for series in every
    )


class _Sources(NamedTuple):
    """The numbers of all sources, and how well they support a figure where that is known."""

    numbers: Mapping[str, int]
    support: Support | None


def figure_values(
    series: Series, numbers: Mapping[str, int], width: int, support: Support | None = None
) -> Line:
    """Return what stands behind a figure's title: as much as `width` cells hold, a value at least.

    numbers, support: as in `figure_lines`.
    """
    return _fullest(series, _Sources(numbers, support), width)


def _line(series: Series, sources: _Sources, column: int, width: int) -> Line:
    """Return a figure's line, its title in a column, else in what the shortest form leaves."""
    gap = line_width(GAP)
    behind = _fullest(series, sources, width - column - gap)
    room = max(width - line_width(behind) - gap, SHORTEST_TITLE)
    title = _cut(_titled(series), min(column, room))
    free = Span(" " * (min(column, room) - cell_width(title)))
    return merged((Span(title, "label", series.id), free, *GAP, *behind))


def _fullest(series: Series, sources: _Sources, width: int) -> Line:
    """Return what is said behind a title in the fullest form that fits, else in the shortest."""
    gist = _Gist.of(series)
    behind: Line = ()
    for form in FORMS:
        behind = _behind(gist, form, _signs(series, sources, form.sources))
        if line_width(behind) <= width:
            break
    return behind


def _behind(gist: "_Gist", form: _Form, signs: Line) -> Line:
    """Return what stands behind the title: values, change, drawing, and the signs given."""
    change = Span(gist.change if form.has_change else "", "change")
    drawing = sparkline(gist.series, gist.points, MOST_BLOCKS) if form.has_drawing else ()
    spans: list[Span] = []
    for cell in (gist.values(form), (change,), drawing, signs):
        if line_width(cell):
            spans += [*GAP, *cell]
    return tuple(spans[len(GAP) :])


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
    course = trend_words(whole)
    parts = stretches(whole)
    if len(parts) > 1 and not any(trend(whole, points) for points in parts):
        # The words say no more than where values are not comparable.
        return f"{_only_words(whole)}. {course}"
    return course or f"{_only_words(whole)}."


def _only_words(series: Series) -> str:
    """Return the values of a figure that has no course."""
    valued = [point for point in in_order(series) if spread(series, point) is not None]
    return "; ".join(located_words(series, point) for point in valued) or NO_FIGURE


def _titled(series: Series) -> str:
    return one_line(series.title)


class _Gist(NamedTuple):
    """What one line says of a series: the points that may be compared, and how amounts are written.

    valued: those of them that have a value. is_course: whether they are in order of time, so that
    they lead from the first to the last.
    """

    series: Series
    points: tuple[Point, ...]
    valued: tuple[Point, ...]
    units: Units
    is_course: bool

    @classmethod
    def of(cls, series: Series) -> "_Gist":
        whole = _wholes(series)
        points = _comparable(whole)
        is_course = all(point.at is not None for point in points)
        valued = tuple(point for point in points if spread(whole, point) is not None)
        return cls(whole, points, valued, Units.of([whole]), is_course)

    @property
    def period(self) -> str:
        """The time of a course, from its first value to its last."""
        times = [point.at for point in self.valued if point.at is not None]
        if not self.is_course or not times:
            return ""
        first, last = times[0], times[-1]
        if first == last:
            return short_date(first, self.series.calendar)
        ends = _years(first, last) or (first.text, last.text)
        if any("/" in end for end in ends):
            return " to ".join(short_date(end, self.series.calendar) for end in (first, last))
        return short_date(Edtf.parse("/".join(ends)), self.series.calendar)

    @property
    def change(self) -> str:
        if not self.is_course or len(self.valued) < 2:
            return ""
        return change(self.units, self.series, self.valued[0], self.valued[-1])

    def values(self, form: _Form) -> Line:
        """Return the only value, the first and the last, or the least and the most; and when."""
        said = Span(self._said(form), "value", self.series.id)
        title = one_line(self.series.title)
        if not form.has_places or not self.period or self.period in title:
            return (said,)
        return said, Span(f" ({self.period})", "muted")

    def _said(self, form: _Form) -> str:
        match self.valued:
            case ():
                return NO_FIGURE
            case [point]:
                return self._value(point, form, is_last=True)
            case [first, *_, last] if self.is_course and not form.has_first:
                return self._value(last, form, is_last=True)
            case [first, *_, last] if self.is_course:
                between = " → "
            case [first, last] if form.has_places:
                between = ", "
            case _:
                first, *_, last = sorted(self.valued, key=self._size)
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
        return f"{words} ({one_line(label)})" if label and form.has_places else words

    def _unit(self, *, is_one: bool) -> str:
        unit = "" if self.units.is_percent else one_line(self.units.unit)
        if not unit or unit.casefold() in self.series.title.casefold():
            return ""
        return f" {singular_unit(unit) if is_one else unit}"


def _years(first: Edtf, last: Edtf) -> tuple[str, str] | None:
    """Return the years of two dates where they tell them apart, and have four digits."""
    ends = (first.text[:4], last.text[:4])
    return ends if ends[0] != ends[1] and all(map(str.isdigit, ends)) else None


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


def _signs(series: Series, known: _Sources, most: int) -> Line:
    """Return `◐⚠[28]`: how well supported, whether there is a caveat, the first sources."""
    held = known.support or _counted_support(series)
    spans = [*statement_signs(held, entry_sign(series), series.id)]
    opening = "["
    sources = _sources(series, known.numbers)
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


def _cut(title: str, width: int) -> str:
    """Return a title as it is, or as many of its words as fit."""
    text = truncate(title, width)
    if text == title:
        return title
    words, blank, _ = text.rpartition(" ")
    return f"{words}{ELLIPSIS}" if blank and cell_width(words) * 4 > width * 3 else text
