"""A series as a block: with it, what is said beside its values, each thing once."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefdeck.document.blocks import Figure, FigureNote
from briefdeck.document.compose import Composer
from briefdeck.model.briefing import Cite, Grade, Point, Series
from briefdeck.model.figures import places_in_order
from briefdeck.model.nodes import Inline, Paragraph, Text

Written = Callable[[str, tuple[Cite, ...]], tuple[Inline, ...]]
"""How a note is written: its words, and the citations of a caveat."""


class _Said(NamedTuple):
    """What is said beside a value."""

    text: str
    cites: tuple[Cite, ...] = ()
    is_caveat: bool = False
    grade: Grade | None = None


def figure_block(composer: Composer, series: Series) -> Figure:
    """Return a series as the block that draws it; what its points cite is then cited."""
    composer.cite_points(series)
    notes = figure_notes(series, lambda text, cites: _inlines(composer, text, cites))
    return Figure(entry=series.id, series=series, notes=notes)


def figure_notes(series: Series, written: Written) -> tuple[FigureNote, ...]:
    """Return texts and caveats of points by time, those that say the same as one."""
    return tuple(_notes(series, written))


def _notes(series: Series, written: Written) -> Iterator[FigureNote]:
    places: dict[_Said, list[int]] = {}
    for place in places_in_order(series):
        for said in _said(series.points[place]):
            places.setdefault(said, []).append(place)
    number = 0
    for said, of in places.items():
        is_of_all = len(of) == len(series.points)
        if not is_of_all:
            number += 1
        yield FigureNote(
            number=None if is_of_all else number,
            text=written(said.text, said.cites),
            points=tuple(of),
            is_caveat=said.is_caveat,
            grade=said.grade,
        )


def _said(point: Point) -> Iterator[_Said]:
    if point.text and point.text.strip():
        yield _Said(point.text.strip())
    caveat = point.warning
    if caveat and caveat.text.strip():
        yield _Said(caveat.text.strip(), caveat.citations, is_caveat=True, grade=caveat.grade)


def _inlines(composer: Composer, text: str, cites: tuple[Cite, ...]) -> tuple[Inline, ...]:
    """Return a note in one line, with its citations at its end."""
    if not cites:
        return composer.inlines(text)
    inlines: list[Inline] = []
    for block in composer.prose(text, cites):
        if isinstance(block, Paragraph):
            inlines += [Text(text=" "), *block.inlines]
    return tuple(inlines[1:])
