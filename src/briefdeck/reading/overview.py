"""The overview: a briefing on one screen, what matters most first, and what there was no room for.

One column, or two where the page is wide enough: what it says, and beside it how far to trust it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefdeck.document.blocks import WANTED, Standing
from briefdeck.draw.hues import era_style, support_span
from briefdeck.draw.lines import Span, flow, line_width
from briefdeck.model.briefing import Entry, Era, Event, Recommendation
from briefdeck.model.levels import POINTS, Level
from briefdeck.model.prose import parse_inline
from briefdeck.output.phrases import dated_words, standing_words
from briefdeck.output.prose_lines import KEPT_BLANK, freed, inline_spans
from briefdeck.reading.column import Column
from briefdeck.reading.deck import Deck
from briefdeck.reading.elsewhere import Elsewhere
from briefdeck.reading.fitting import Block, Item, Lines, fitted
from briefdeck.reading.page import DIVIDER, Page
from briefdeck.reading.roles import ACCENT
from briefdeck.reading.signs import caveat_tail
from briefdeck.reading.trust import Trust

TWO_COLUMNS: Final = 92
"""Columns of the page from which it has two: those of a screen of 100."""
SIDE: Final = (36, 48)
"""The least and the most columns of the right one."""
FEW_POINTS: Final = 12
"""Key points whose titles have room before any of them is explained."""
FEW_RECOMMENDATIONS: Final = 8
"""As many recommendations."""
COUNTS_FROM: Final = 40
"""Columns from which the arguments for and against stand in columns."""
DOT: Final = f"{KEPT_BLANK}· "
"""Between pieces; it stays with the one before."""
BAR: Final = (Span("▌ ", ACCENT),)


def overview_page(
    deck: Deck,
    width: int,
    height: int,
    level: Level = "full",
    *,
    shows_title: bool = True,
    shows_eras: bool = True,
    elsewhere: Sequence[Elsewhere] = (),
) -> Page:
    """The overview at a level, in at most `height` lines where what it must say allows.

    Links come in reading order, column by column. Without `shows_title` the title is left to the
    header, without `shows_eras` the eras to the ribbon.
    """
    head = flow((Span(deck.title, "title"),), width) if shows_title else ()
    room = height - len(head)
    page = Page(iter(head))
    if width < TWO_COLUMNS:
        says, trust = Saying(deck, width, room, level), Trust(deck, width, room, level)
        blocks = [*says.opening(is_whole=True), *says.body(), *trust.blocks(elsewhere)]
        blocks += says.closing(shows_eras=shows_eras)
        return page.followed_by(iter(fitted(blocks, width, room)))
    side = min(max(SIDE[0], width * 4 // 11), SIDE[1])
    margin = width - side
    main = margin - line_width(DIVIDER) - 1
    says, trust = Saying(deck, main, room, level), Trust(deck, side, room, level)
    left = [*says.opening(is_whole=False), *says.body(), *says.closing(shows_eras=shows_eras)]
    right = list(trust.blocks(elsewhere, is_beside=True))
    return page.beside(fitted(left, main, room), fitted(right, side, room), margin)


class Saying(Column):
    """What a briefing says and advises."""

    def opening(self, *, is_whole: bool) -> Iterator[Block]:
        """The bottom line, what is asked for, how fresh and whose the briefing is.

        is_whole: also how much of it is sourced.
        """
        words = standing_words if is_whole else dated_words
        front = self.deck.briefing.front
        if front.subtitle and self.level != "30s":
            yield Block(rank=7, least=0, items=[Item(self._subtitle)])
        yield Block(rank=0, kept=1, items=[Item(self._bottom_line)])
        if front.ask:
            yield Block(rank=2, items=[Item(self._ask)])
        yield Block(rank=1, items=[Item(lambda: self._standing_line(words))])

    def _subtitle(self) -> Lines:
        return (*self.prose(self.deck.plain_words(self.deck.briefing.front.subtitle)), ())

    def _bottom_line(self) -> Lines:
        front = self.deck.briefing.front
        draft = [Span("Draft. ", "caveat")] if front.draft else []
        said = inline_spans(parse_inline(front.bluf), self.deck.numbers, "strong")
        return flow([*draft, *said], self.measure, first=BAR, rest=BAR)

    def _ask(self) -> Lines:
        wanted = self.deck.plain_words(self.deck.briefing.front.ask)
        return flow((Span(f"{WANTED}  ", "label"), Span(wanted)), self.measure, first=BAR, rest=BAR)

    def _standing_line(self, words: Callable[[Standing], str]) -> Lines:
        return self.prose(words(self.standing).replace(" · ", DOT))

    def body(self) -> Iterator[Block]:
        """Key points, what else weighs as much, and advice."""
        yield self._points()
        also = [self.entry(entry, tail=caveat_tail(entry)) for entry in self.held(self.found.also)]
        yield Block(title="Also", rank=6, items=also)
        yield self._advice()

    def _points(self) -> Block:
        """The key points, or the findings that stand for them."""
        points = self.deck.briefing.key_points or self.found.points
        number = _numbered(points)
        items = []
        for point in self.held(points):
            sign = support_span(self.deck.support(point.id))
            lead = (number[point.id], sign, Span(" "))
            items.append(self.entry(point, lead=lead, tail=caveat_tail(point)))
        noun = points[0].noun if points else ""
        return Block(
            title=f"{noun}s",
            noun=noun,
            rank=1,
            count=len(points),
            items=items,
            kept=POINTS,
            least=FEW_POINTS,
            needs_title=False,
        )

    def _advice(self) -> Block:
        """The recommendations, each with how many arguments are for and against it."""
        every = self.deck.briefing.recommendations
        has_counts = self.width >= COUNTS_FROM and any(map(_has_arguments, every))
        number = _numbered(every)
        items = []
        for entry in self.held(every):
            aside = _counts(entry) if has_counts else ""
            lead = (number[entry.id],)
            items.append(self.entry(entry, lead=lead, tail=caveat_tail(entry), aside=aside))
        return Block(
            title="Advice",
            noun="recommendation",
            rank=3,
            count=len(every),
            items=items,
            least=FEW_RECOMMENDATIONS,
            aside="for  against" if has_counts else "",
        )

    def closing(self, *, shows_eras: bool) -> Iterator[Block]:
        """The eras, and what is to be said of the sources as a whole."""
        if shows_eras:
            yield self._eras()
        summary = self.deck.briefing.front.source_summary
        if summary and self.level in {"full", "all"}:
            said = Item(lambda: self.prose(self.deck.plain_words(summary)))
            yield Block(title="About the sources", rank=9, least=0, items=[said])

    def _eras(self) -> Block:
        """The eras in running text; where there are none, the events of a short reading."""
        eras = self.deck.briefing.eras
        every: list[Era | Event] = [*eras]
        if not eras:
            every += [event for period in self.found.periods for event in period.events]
        shown = self.held(every)
        items = [Item(lambda: self._running(shown))] if shown else []
        return Block(
            title="Eras" if eras else "Timeline",
            noun="era" if eras else "event",
            rank=4,
            count=len(every),
            items=items,
            each=len(shown),
            needs_title=False,
        )

    def _running(self, entries: Sequence[Era | Event]) -> Lines:
        spans: list[Span] = []
        places = {era.id: place for place, era in enumerate(self.deck.briefing.eras)}
        for entry in entries:
            if spans:
                spans.append(Span(DOT, "muted"))
            date = f"{self.deck.short_dates.words(entry.date)} "
            place = places.get(entry.id)
            if place is None:
                spans.append(Span(date, "muted"))
            else:
                spans.append(Span(f"{place + 1} {date}", era_style(place)))
            spans.append(Span(self.deck.name(entry.id), "text", entry.id))
        return tuple(freed(flow(spans, self.width)))


def _numbered(entries: Sequence[Entry]) -> dict[str, Span]:
    """The number of each entry, all of one width."""
    digits = len(str(len(entries)))
    return {
        entry.id: Span(f"{place:>{digits}} ", "muted") for place, entry in enumerate(entries, 1)
    }


def _has_arguments(entry: Recommendation) -> bool:
    return bool(entry.arguments_for or entry.arguments_against)


def _counts(entry: Recommendation) -> str:
    """Arguments for and against, under the words of the heading."""
    counts = [len(entry.arguments_for), len(entry.arguments_against)]
    said = [str(count) if count else "–" for count in counts]
    return f"{said[0]:>3}  {said[1]:>7}"
