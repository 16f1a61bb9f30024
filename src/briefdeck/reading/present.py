"""A briefing to be shown to others: one block a screen, centred, as much as a level holds.

Nothing is cut: what is longer than a screen goes on on the next one.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from briefdeck.document.compose import Composer
from briefdeck.document.cuts import Cut, cuts
from briefdeck.document.lookup import Lookup
from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.lines import Line, Span, folded, line_width
from briefdeck.draw.timeline import timeline
from briefdeck.model.levels import Level
from briefdeck.output.layout import DRAWN, lay_out_blocks
from briefdeck.reading.deck import Deck
from briefdeck.reading.page import NO_LINE, Presentation

MEASURE: Final = 72
"""Columns of prose: short lines are read from farther away."""
MARGIN: Final = 3
MARGIN_FROM: Final = 50
"""Columns of a screen from which slides keep away from its edges."""


class Slide(NamedTuple):
    """What one screen shows.

    place: where it stands in the briefing: `key point 2 of 6`. entry: its id, empty where it has
    none. draw: its lines, in a width; what fills the screen takes a height.
    """

    place: str
    entry: str
    draw: Callable[[int, int], Sequence[Line]]

    @property
    def name(self) -> str:
        """What tells it from the others, at every level and in every size."""
        return self.entry or self.place


def presentation(deck: Deck, level: Level, width: int, height: int) -> Presentation:
    """All slides under one another, each from the top of a screen of `height` lines on."""
    shown = {slide.name: slide for slide in slides(deck, level)}
    return Presentation(shown, lambda name: screens_of(shown[name], width, height))


def screens_of(slide: Slide, width: int, height: int) -> list[Line]:
    """A slide in the middle of as many whole screens as it takes."""
    margin = MARGIN if width >= MARGIN_FROM else 0
    lines: list[Line] = [(Span(slide.place.upper(), "muted"),), NO_LINE]
    for line in slide.draw(width - 2 * margin, height - len(lines)):
        lines += folded(line, width)
    indent = Span(" " * ((width - max(map(line_width, lines))) // 2))
    above = max(height - len(lines), 0) // 2
    below = -(above + len(lines)) % height
    indented = [(indent, *line) if line else NO_LINE for line in lines]
    return [NO_LINE] * above + indented + [NO_LINE] * below


def slides(deck: Deck, level: Level) -> Iterator[Slide]:
    """What a level holds, one block a slide: from title and bottom line to what to doubt."""
    found = deck.lookup
    for cut in cuts(found, level):
        yield Slide(cut.place, cut.entry, partial(_DRAW[cut.kind], found, cut))


def _prose(found: Lookup, cut: Cut, width: int, _height: int) -> Sequence[Line]:
    return _laid_out(found, cut, min(width, MEASURE))


def _drawn(found: Lookup, cut: Cut, width: int, _height: int) -> Sequence[Line]:
    return _laid_out(found, cut, min(width, DRAWN))


def _laid_out(found: Lookup, cut: Cut, width: int) -> Sequence[Line]:
    made = cut.blocks(Composer(found, found.short_forms))
    return lay_out_blocks(made, found.numbers, width)


def _timeline(found: Lookup, _cut: Cut, width: int, height: int) -> Sequence[Line]:
    """Everything dated, over the whole screen."""
    dated = found.timeline
    index = TimelineIndex.of(dated.eras, dated.programs, dated.events, as_of=dated.until)
    return timeline(index, width, height=height)


_DRAW: Final = {"prose": _prose, "figure": _drawn, "timeline": _timeline}
