"""A series as a block: with it, what is said beside its values, each thing once."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from briefdeck.document.blocks import AnyBlock, Figure, FigureNote, Passage
from briefdeck.document.compose import Composer
from briefdeck.evidence.passages import NUMBER_WORDS, CitedNumber, NumberState
from briefdeck.model.briefing import Cite, Grade, Point, Series
from briefdeck.model.companions import MOST_TOGETHER, why_apart
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


def figure_blocks(
    composer: Composer, series: Series, *, on_page: bool = False
) -> Iterator[AnyBlock]:
    """Yield a figure; in a list, where it stands if it is drawn with another one already."""
    other = composer.drawn.get(series.id)
    if other is None or on_page:
        yield _figure(composer, series)
        return
    where = (Text(text="Drawn with "), composer.link(other.id), Text(text="."))
    yield Passage(entry=series.id, prose=(Paragraph(inlines=where),))


def _figure(composer: Composer, series: Series) -> Figure:
    """Return a series as the block that draws it, with those that it is to be drawn with."""
    figure = _alone(composer, series, 0)
    last = _last_number(figure.notes, 0)
    companions: list[Figure] = []
    apart: list[str] = []
    for other in _wanted(composer, series):
        reason = why_apart(series, other)
        if not reason and len(companions) + 1 >= MOST_TOGETHER:
            reason = f"no more than {MOST_TOGETHER} can be told apart"
        if reason:
            apart.append(f"Not drawn with “{other.title}”: {reason}.")
            continue
        composer.cite(other.citations)
        companions.append(_alone(composer, other, last))
        last = _last_number(companions[-1].notes, last)
        composer.drawn[other.id] = series
    return replace(figure, companions=tuple(companions), apart=tuple(apart))


def _amiss_words(number: CitedNumber) -> str:
    """Return `contradicts the copy, which says “7,575 people”`."""
    said, selector = NUMBER_WORDS[number.passage.state], number.passage.selector
    return f"{said}, which says “{selector.exact}”" if selector is not None else said


def _last_number(notes: Iterable[FigureNote], before: int) -> int:
    return max((note.number or 0 for note in notes), default=before) or before


def _wanted(composer: Composer, series: Series) -> Iterator[Series]:
    """Yield the series that one is to be drawn with, each once."""
    for other in dict.fromkeys(series.drawn_with):
        entry = composer.links.entries.get(other)
        if isinstance(entry, Series) and entry.id != series.id:
            yield entry


def _alone(composer: Composer, series: Series, numbered: int) -> Figure:
    """Return a series as a block without others, its notes numbered on; its points' cites count."""
    composer.cite_points(series)
    notes = figure_notes(series, lambda text, cites: _inlines(composer, text, cites), numbered)
    last = _last_number(notes, numbered)
    verdicts = composer.verdicts
    amiss = _amiss(verdicts.wrong_numbers_of(series.id), last) if verdicts else ()
    return Figure(entry=series.id, series=series, notes=(*notes, *amiss))


def _amiss(numbers: Iterable[CitedNumber], last: int) -> Iterator[FigureNote]:
    """Yield notes on values of which a copy says another one, or nothing, numbered on."""
    places: dict[tuple[NumberState, str], dict[int, None]] = {}
    for number in numbers:
        match number.path:
            case ("series", _, "points", int(place), *_):
                key = (number.passage.state, _amiss_words(number))
                places.setdefault(key, {})[place] = None
    for (state, words), of in places.items():
        last += 1
        text = (Text(text=words),)
        yield FigureNote(number=last, text=text, points=tuple(of), state=state)


def figure_notes(series: Series, written: Written, numbered: int = 0) -> tuple[FigureNote, ...]:
    """Return texts and caveats of points by time, those that say the same as one.

    numbered: how many notes have a number already.
    """
    return tuple(_notes(series, written, numbered))


def _notes(series: Series, written: Written, number: int) -> Iterator[FigureNote]:
    places: dict[_Said, list[int]] = {}
    for place in places_in_order(series):
        for said in _said(series.points[place]):
            places.setdefault(said, []).append(place)
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
