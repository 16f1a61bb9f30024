"""A column of the overview: how its blocks say entries, each by a title that is a link."""

from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial
from itertools import islice
from typing import Final, TypeVar

from briefdeck.document.blocks import Standing
from briefdeck.document.lookup import name_of
from briefdeck.document.standing import standing_of
from briefdeck.draw.lines import Line, Span, flow, line_width
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.levels import Level
from briefdeck.output.prose_lines import freed
from briefdeck.reading.deck import Deck
from briefdeck.reading.fitting import Item, Lines

MEASURE: Final = 88
"""The most columns of prose."""

EntryT = TypeVar("EntryT", bound=Entry)


class Column:
    """What is shown of a briefing at a level in a width, and in `limit` lines at the most."""

    def __init__(self, deck: Deck, width: int, limit: int, level: Level) -> None:
        self.deck = deck
        self.width = width
        self.limit = limit
        self.level = level
        self.found = deck.levels

    @property
    def measure(self) -> int:
        """The columns of prose."""
        return min(self.width, MEASURE)

    @cached_property
    def standing(self) -> Standing:
        """How fresh, whose, and how well supported the briefing is."""
        deck = self.deck
        source = deck.entry(deck.briefing.front.condenses)
        label = deck.short_forms.short(source) if isinstance(source, Source) else ""
        known = deck.verdicts.counts if deck.verdicts else None
        return standing_of(deck.briefing, deck.links, deck.coverage, label, known)

    def held(self, entries: Iterable[EntryT]) -> list[EntryT]:
        """Those that the level has, and no more than there can be room for."""
        held = (entry for entry in entries if self.found.holds(self.level, entry.id))
        return list(islice(held, max(0, self.limit)))

    def prose(self, words: str) -> Lines:
        """Words in lines."""
        return tuple(freed(flow((Span(words, "muted"),), self.measure)))

    def entry(self, entry: Entry, *, lead: Line = (), tail: Line = (), aside: str = "") -> Item:
        """An entry by its title; beyond 30 seconds with a sentence of its text, or all of it."""
        text = entry.text if name_of(entry) else None
        texts: list[Callable[[], str]] = []
        if text and self.level != "30s":
            texts = [lambda: self.deck.plain_sentence(text), lambda: self.deck.plain_words(text)]
        name = partial(self.deck.name, entry.id)
        return self.titled(name, entry.id, *texts, lead=lead, tail=tail, aside=aside)

    def titled(
        self,
        title: Callable[[], str],
        target: str,
        *texts: Callable[[], str],
        lead: Line = (),
        tail: Line = (),
        aside: str = "",
    ) -> Item:
        """A title that leads to a target, alone or with one of the texts, shorter ones first.

        lead, tail: what stands before and after the title; aside: at the right of its first line.
        """
        margin: Line = (Span(" " * line_width(lead)),)
        room = self.width - (len(aside) + 2 if aside else 0)

        @cache
        def opening() -> Lines:
            said = (Span(title(), "text", target), *tail)
            return self._with_aside(flow(said, room, first=lead, rest=margin), aside)

        def with_text(text: Callable[[], str]) -> Lines:
            words = text()
            if not words:
                return opening()
            return (
                *opening(),
                *flow((Span(words, "muted"),), self.measure, first=margin, rest=margin),
            )

        return Item(opening, *(partial(with_text, text) for text in texts))

    def _with_aside(self, lines: Lines, aside: str) -> Lines:
        if not aside:
            return lines
        blanks = self.width - line_width(lines[0]) - len(aside)
        return ((*lines[0], Span(" " * blanks), Span(aside, "muted")), *lines[1:])
