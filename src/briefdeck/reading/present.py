"""A briefing to be shown to others: one block a screen, centred, as much as a level holds.

Nothing is cut: what is longer than a screen goes on on the next one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from briefdeck.document import briefs
from briefdeck.document.blocks import AnyBlock, Facts, Heading, Passage
from briefdeck.document.compose import Composer
from briefdeck.document.entries import body
from briefdeck.document.lookup import Lookup, lookup, name_of
from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.lines import Line, Span, folded, line_width
from briefdeck.draw.timeline import timeline
from briefdeck.model.briefing import Entry, Recommendation, Series
from briefdeck.model.levels import Level
from briefdeck.output.layout import DRAWN, lay_out_blocks
from briefdeck.reading.deck import Deck
from briefdeck.reading.page import NO_LINE, Presentation

MEASURE: Final = 72
"""Columns of prose: short lines are read from farther away."""
MARGIN: Final = 3
MARGIN_FROM: Final = 50
"""Columns of a screen from which slides keep away from its edges."""
_Blocks = Callable[[Composer], Iterable[AnyBlock]]


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
    found = lookup(deck.loaded)
    briefing, levels = found.briefing, found.levels
    yield Slide("Briefing", "", partial(_prose, found, _title))
    yield Slide("Bottom line", "", partial(_prose, found, _bottom_line))
    yield from _entries(found, level, briefing.key_points or levels.points)
    yield from _entries(found, level, levels.also)
    if level != "30s" and not found.timeline.is_empty:
        yield Slide("Timeline", "", partial(_timeline, found))
    yield from _entries(found, level, briefing.series)
    yield from _entries(found, level, briefing.recommendations)
    if levels.doubts or (levels.confirmed and level != "30s"):
        yield Slide("In closing", "", partial(_prose, found, partial(_doubts, level)))


def _entries(found: Lookup, level: Level, entries: Sequence[Entry]) -> Iterator[Slide]:
    """A slide for each entry that the level holds."""
    held = [entry for entry in entries if found.levels.holds(level, entry.id)]
    for place, entry in enumerate(held, 1):
        count = f" {place} of {len(held)}" if len(held) > 1 else ""
        draw = _drawn if isinstance(entry, Series) else _prose
        yield Slide(f"{entry.noun}{count}", entry.id, partial(draw, found, partial(_entry, entry)))


def _prose(found: Lookup, blocks: _Blocks, width: int, _height: int) -> Sequence[Line]:
    made = blocks(Composer(found, found.short_forms))
    return lay_out_blocks(made, found.numbers, min(width, MEASURE))


def _drawn(found: Lookup, blocks: _Blocks, width: int, _height: int) -> Sequence[Line]:
    made = blocks(Composer(found, found.short_forms))
    return lay_out_blocks(made, found.numbers, min(width, DRAWN))


def _timeline(found: Lookup, width: int, height: int) -> Sequence[Line]:
    """Everything dated, over the whole screen."""
    dated = found.timeline
    index = TimelineIndex.of(dated.eras, dated.programs, dated.events, as_of=dated.until)
    return timeline(index, width, height=height)


def _title(composer: Composer) -> Iterator[AnyBlock]:
    front = composer.briefing.front
    yield Heading(text=front.title, level=1, note="draft" if front.draft else "")
    if front.subtitle:
        yield Passage(prose=composer.prose(front.subtitle), role="subtitle")
    yield composer.standing()


def _bottom_line(composer: Composer) -> Iterator[AnyBlock]:
    yield Passage(prose=composer.prose(composer.briefing.front.bluf), role="bluf")
    yield from briefs.asked(composer)


def _entry(entry: Entry, composer: Composer) -> Iterator[AnyBlock]:
    """What an entry says; of its facts only those of a recommendation are for the screen."""
    name = name_of(entry)
    if name:
        yield Heading(entry=entry.id, text=name, level=1)
    for block in body(composer, entry, on_page=True):
        if isinstance(entry, Recommendation) or not isinstance(block, Facts):
            yield block


def _doubts(level: Level, composer: Composer) -> Iterator[AnyBlock]:
    found = composer.lookup.levels
    if level == "30s":
        yield from briefs.gravest(composer, found.doubts)
        return
    yield from briefs.doubts(composer, found)
    yield from briefs.confirmed(composer, found)
