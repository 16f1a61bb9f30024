"""A figure made ready to be drawn: its points by time, how they are written, notes by number."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.document.blocks import CAVEAT_SIGN, CONFIRMED_SIGN, Figure, FigureNote
from briefdeck.draw.hues import STATE_STYLES
from briefdeck.draw.lines import Line, Span, Style, flow, line_width
from briefdeck.draw.units import Units
from briefdeck.draw.values import spread
from briefdeck.model.briefing import Cite, Series
from briefdeck.model.figures import places_in_order, point_label
from briefdeck.model.nodes import Inline
from briefdeck.text.words import one_line

Cited = Callable[[tuple[Cite, ...]], Line]
"""How citations are shown where a table names them: `[12]`, each span targeting its source."""
Said = Callable[[tuple[Inline, ...]], Line]
"""How the words of a note are shown."""
ALL_VALUES = "All values: "
_STYLES: dict[str, Style] = {"": "muted", CAVEAT_SIGN: "caveat", CONFIRMED_SIGN: "confirmed"}


class Footer(NamedTuple):
    """What stands below a figure: a lead, and the words that hang behind it."""

    lead: Line
    words: Line


class Shown(Struct, frozen=True):
    """A figure as drawings need it.

    series: with its points by time. marks: of each point, the numbers of its notes. shared: the
    citation that all points have, which is then said once. footers: what stands below.
    """

    series: Series
    units: Units
    marks: tuple[Line, ...]
    shared: tuple[Cite, ...]
    cited: Cited
    footers: tuple[Footer, ...]

    @classmethod
    def of(cls, figure: Figure, cited: Cited, said: Said) -> "Shown":
        """Return a figure whose citations and notes are written by these."""
        places = places_in_order(figure.series)
        points = tuple(figure.series.points[place] for place in places)
        series = replace(figure.series, points=points)
        shared = _shared(series)
        footers = [*_cited_footers(series, shared, cited), *_note_footers(figure.notes, said)]
        return cls(
            series=series,
            units=Units.of([series]),
            marks=tuple(_marks(figure.notes, place) for place in places),
            shared=shared,
            cited=cited,
            footers=tuple(footers),
        )

    @property
    def is_hedged(self) -> bool:
        """Whether any value has a hedge that may be a word or a sign."""
        return any(point.qualifier is not None for point in self.series.points)

    @property
    def has_sources(self) -> bool:
        """Whether points cite sources of their own, which are not said once for all."""
        return not self.shared and any(point.citations for point in self.series.points)

    def source(self, place: int) -> Line:
        """Return what a point cites, unless that is said once for all."""
        cites = self.series.points[place].citations
        return self.cited(cites) if cites and not self.shared else ()

    def source_lines(self, width: int) -> tuple[Line, ...]:
        """Return what all points cite in one paragraph, neighbours together, for want of a column.

        `Sources: FY2000–FY2019 [4]; FY2020 [12]`.
        """
        spans: list[Span] = []
        for cites, run in groupby(self.series.points, key=attrgetter("citations")):
            points = list(run)
            if not cites:
                continue
            labels = [point_label(self.series, point) for point in points]
            ends = dict.fromkeys((one_line(labels[0]), one_line(labels[-1])))
            spans += [Span("; "), Span(f"{' to '.join(ends)} ", "label"), *self.cited(cites)]
        return flow((Span("Sources: ", "muted"), *spans[1:]), width, rest=(Span("  "),))

    def footer_lines(self, width: int) -> Iterator[Line]:
        """Yield what stands below the figure, in at most `width` cells."""
        for footer in self.footers:
            hang = min(line_width(footer.lead), width // 3)
            yield from flow(footer.words, width, first=footer.lead, rest=(Span(" " * hang),))


def _marks(notes: Sequence[FigureNote], place: int) -> Line:
    """Return the numbers of a point's notes: `1 ⚠3`."""
    spans: list[Span] = []
    for note in notes:
        if note.number is None or place not in note.points:
            continue
        spans += [Span(" "), Span(f"{note.sign}{note.number}", _style(note))]
    return tuple(spans[1:])


def _note_footers(notes: Sequence[FigureNote], said: Said) -> Iterator[Footer]:
    digits = len(str(max((note.number or 0 for note in notes), default=0)))
    for note in sorted(notes, key=lambda note: note.number or 0):
        words = said(note.text)
        if note.sign:
            words = (Span(f"{note.sign} ", _style(note)), *words)
        yield Footer(_lead(note, digits), words)


def _style(note: FigureNote) -> Style:
    return _STYLES[note.sign] if note.state is None else STATE_STYLES[note.state]


def _lead(note: FigureNote, digits: int) -> Line:
    if note.number is not None:
        return (Span(f"{note.number:<{digits}}  ", "muted"),)
    # Of a figure with one value there is nothing to tell it apart from.
    return (Span(ALL_VALUES, "muted"),) if len(note.points) > 1 else ()


def _shared(series: Series) -> tuple[Cite, ...]:
    """Return the citation that all of several values have; nothing where they differ.

    A point that has neither a value nor a citation says nothing of that.
    """
    valued = [point for point in series.points if point.citations or spread(series, point)]
    every = {point.citations for point in valued}
    return every.pop() if len(valued) > 1 and len(every) == 1 else ()


def _cited_footers(series: Series, shared: tuple[Cite, ...], cited: Cited) -> Iterator[Footer]:
    """Yield the citation of all values, unless the series' own text ends with it."""
    said = {(cite.source, cite.at) for cite in series.citations}
    if any((cite.source, cite.at) not in said for cite in shared):
        yield Footer((Span(ALL_VALUES, "muted"),), cited(shared))
