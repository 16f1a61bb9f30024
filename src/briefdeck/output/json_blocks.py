"""The blocks that JSON has in a form of its own: those that hold whole entries of the model.

What they say is given in words and values, never as an author's markup, and each names its entry
once.
"""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from briefdeck.document.blocks import (
    AnyBlock,
    Arguments,
    Attribution,
    Badges,
    Block,
    Caveat,
    EntryList,
    Evidence,
    Excerpts,
    Fact,
    Facts,
    Figure,
    FigureList,
    FigureNote,
    Grid,
    Heading,
    Passage,
    Points,
    Quote,
    Reference,
    References,
    Standing,
    Timeline,
)
from briefdeck.document.csl_items import csl_item
from briefdeck.model.briefing import Cite, Column, Entry, Point, Qualifier, Scale, Series, Table
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Calendar, Edtf
from briefdeck.model.evidence import Support
from briefdeck.model.figures import value_words
from briefdeck.model.nodes import Inline
from briefdeck.model.trends import trend_words
from briefdeck.text.words import one_line


class PointData(Struct, frozen=True, kw_only=True):
    """One value: when or of what it is, how much, and the same in words.

    What is said beside it stands in the notes of its figure. comparable: whether it may be compared
    with the values before.
    """

    at: Edtf | None
    category: str | None
    part: str | None
    value: int | float | None
    low: int | float | None
    high: int | float | None
    qualifier: Qualifier | None
    comparable: bool
    words: str
    cites: tuple[Cite, ...]


class Values(Block, frozen=True, kw_only=True):
    """A series: of what it is, its values in the author's order, and its course in words."""

    title: str
    unit: str
    scale: Scale | None
    calendar: Calendar
    measure: str | None
    course: str
    points: tuple[PointData, ...]


class FigureData(Values, frozen=True, kw_only=True, tag="figure"):
    """A series to draw, with what is said of its values.

    The points of a note are places in `points`. companions: figures to draw on one chart with it.
    """

    chart: Literal["line", "bar", "stacked", "range", "none"] | None
    notes: tuple[FigureNote, ...]
    companions: tuple["FigureData", ...]
    apart: tuple[str, ...]


class ListedFigure(Values, frozen=True, kw_only=True, tag="listedfigure"):
    """A series in a list of them, and how well it is supported."""

    support: Support


class FigureListData(Block, frozen=True, kw_only=True, tag="figurelist"):
    """Several series, one a line."""

    figures: tuple[ListedFigure, ...]


class GridData(Block, frozen=True, kw_only=True, tag="grid"):
    """A table that is not a series."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int | float | bool, ...], ...]


class Dated(Struct, frozen=True, kw_only=True):
    """Something on a timeline: its entry, what it is, when, and that in words."""

    entry: str
    kind: Literal["era", "event", "program"]
    title: str
    when: Edtf
    words: str


class TimelineData(Block, frozen=True, kw_only=True, tag="timeline"):
    """Eras, events and programs, each kind in order of time; what has no end goes to `until`."""

    entries: tuple[Dated, ...]
    until: Edtf | None


class ReferenceData(Struct, frozen=True, kw_only=True):
    """A source in the list of references: set in Chicago's style, and as CSL has it."""

    number: int
    full: tuple[Inline, ...]
    short: str
    letter: str
    via: str
    notes: tuple[Fact, ...]
    csl: dict[str, Any]


class ReferencesData(Block, frozen=True, kw_only=True, tag="references"):
    """The reference list, by number; is_apart: where print has no room for it."""

    references: tuple[ReferenceData, ...]
    is_apart: bool


JsonBlock = (
    Heading
    | Passage
    | Standing
    | Badges
    | Attribution
    | Caveat
    | Facts
    | Arguments
    | Evidence
    | EntryList
    | Points
    | Quote
    | Excerpts
    | FigureData
    | FigureListData
    | GridData
    | TimelineData
    | ReferencesData
)


def json_block(block: AnyBlock) -> JsonBlock:
    """Return a block as JSON has it."""
    match block:
        case Figure():
            return _figure(block)
        case FigureList():
            listed = [
                ListedFigure(support=support, **_values(series))
                for series, support in block.supported
            ]
            return FigureListData(entry=block.entry, figures=tuple(listed))
        case Grid():
            return _grid(block.table)
        case Timeline():
            dated = (*_dated("era", block.eras), *_dated("event", block.events))
            programs = _dated("program", block.programs)
            return TimelineData(entry=block.entry, entries=(*dated, *programs), until=block.until)
        case References():
            references = tuple(map(_reference, block.references))
            return ReferencesData(entry=block.entry, references=references, is_apart=block.is_apart)
        case _:
            return block


def _figure(block: Figure) -> FigureData:
    return FigureData(
        **_values(block.series),
        chart=block.series.chart,
        notes=block.notes,
        companions=tuple(map(_figure, block.companions)),
        apart=block.apart,
    )


def _values(series: Series) -> dict[str, Any]:
    return {
        "entry": series.id,
        "title": one_line(series.title),
        "unit": series.unit,
        "scale": series.scale,
        "calendar": series.calendar,
        "measure": series.measure,
        "course": trend_words(series),
        "points": tuple([_point(series, point) for point in series.points]),
    }


def _point(series: Series, point: Point) -> PointData:
    return PointData(
        at=point.at,
        category=point.category,
        part=point.part,
        value=point.value,
        low=point.low,
        high=point.high,
        qualifier=point.qualifier,
        comparable=not point.is_counted_otherwise,
        words=value_words(series, point),
        cites=point.citations,
    )


def _grid(table: Table) -> GridData:
    columns = [
        Column(title=column) if isinstance(column, str) else column for column in table.columns
    ]
    return GridData(
        entry=table.id, title=one_line(table.title), columns=tuple(columns), rows=table.rows
    )


def _dated(kind: Literal["era", "event", "program"], entries: tuple[Entry, ...]) -> Iterator[Dated]:
    for entry in entries:
        when = entry.date
        if when is not None:
            title = one_line(entry.label)
            yield Dated(entry=entry.id, kind=kind, title=title, when=when, words=date_words(when))


def _reference(reference: Reference) -> ReferenceData:
    return ReferenceData(
        number=reference.number,
        full=reference.full,
        short=reference.short,
        letter=reference.letter,
        via=reference.via,
        notes=reference.notes,
        csl=csl_item(reference.source, reference.via),
    )
