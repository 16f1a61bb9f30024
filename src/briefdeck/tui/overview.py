"""The overview: a briefing on one screen, as roomy as its height allows and never incomplete."""

from collections.abc import Iterator

from msgspec import Struct

from briefdeck.document.blocks import SUPPORT_WORDS, entry_sign
from briefdeck.document.standing import source_noun, standing_of
from briefdeck.draw.lines import Line, Span, flow, line_width
from briefdeck.model.briefing import KeyPoint, Source
from briefdeck.model.evidence import Support
from briefdeck.model.prose import parse_inline
from briefdeck.output.phrases import standing_words
from briefdeck.output.prose_lines import inline_spans
from briefdeck.text.width import cell_width, pad, truncate
from briefdeck.tui.chrome import support_sign
from briefdeck.tui.deck import Deck, plain_label

MEASURE = 88
TWO_COLUMNS = 86
BAR = (Span("▌ ", "event"),)
BY_SUPPORT: tuple[Support, ...] = ("cited", "single", "traced", "uncited")


class Density(Struct, frozen=True):
    """How much is said beyond what must be, and how much air there is."""

    with_gist: bool = False
    with_sourcing: bool = False
    is_wrapped: bool = True
    gaps: int = 4
    has_rows: bool = True


DENSITIES = (
    Density(with_gist=True, with_sourcing=True),
    Density(with_gist=True),
    Density(with_sourcing=True),
    Density(),
    Density(is_wrapped=False),
    Density(is_wrapped=False, has_rows=False),
    *(Density(is_wrapped=False, has_rows=False, gaps=gaps) for gaps in (3, 2, 1, 0)),
)
"""From the roomiest to the tightest."""


def overview_lines(
    deck: Deck, width: int, height: int, *, shows_title: bool = True
) -> tuple[Line, ...]:
    """The overview in at most `height` lines where that can be.

    Else its tightest form, to be scrolled.

    Without `shows_title` the tighter forms leave the title to the header.
    """
    lines: tuple[Line, ...] = ()
    for density in DENSITIES:
        lines = tuple(_Overview(deck, width, density, shows_title=shows_title).lines())
        if len(lines) <= height:
            break
    return lines


class _Overview:
    """One attempt at the overview."""

    def __init__(self, deck: Deck, width: int, density: Density, *, shows_title: bool) -> None:
        self.deck = deck
        self.width = width
        self.density = density
        self.shows_title = shows_title or density.has_rows

    def lines(self) -> Iterator[Line]:
        """All of it."""
        yield from self.head()
        yield from self.body()
        summary = self.deck.briefing.front.source_summary
        if summary and self.density.with_sourcing:
            yield ()
            yield (Span("Sources", "heading"),)
            yield from flow(
                inline_spans(parse_inline(summary), self.numbers, "muted"), min(self.width, MEASURE)
            )

    @property
    def numbers(self) -> dict[str, int]:
        return {source.id: place for place, source in enumerate(self.deck.briefing.sources, 1)}

    def gap(self, rank: int) -> tuple[Line, ...]:
        """A blank line, if there is room for as many gaps."""
        return ((),) if self.density.gaps >= rank else ()

    def head(self) -> Iterator[Line]:
        """Title, bottom line, how fresh, whose side, how well supported."""
        front = self.deck.briefing.front
        measure = min(self.width, MEASURE)
        if self.shows_title:
            yield from flow((Span(plain_label(front.title), "title"),), self.width)
            if front.subtitle and self.density.has_rows:
                yield from flow((Span(plain_label(front.subtitle), "muted"),), measure)
            yield from self.gap(4)
        yield from flow(
            inline_spans(parse_inline(front.bluf), self.numbers, "strong"),
            measure,
            first=BAR,
            rest=BAR,
        )
        yield from self.gap(2)
        yield from flow((Span(self.standing(), "text"),), self.width)
        if self.density.has_rows:
            yield from flow(self.support(), self.width)
        yield from self.gap(1)

    def standing(self) -> str:
        deck = self.deck
        source = deck.entry(deck.briefing.front.condenses)
        after = deck.short_forms.short(source) if isinstance(source, Source) else ""
        return standing_words(standing_of(deck.briefing, deck.links, deck.coverage, after))

    def support(self) -> Iterator[Span]:
        coverage = self.deck.coverage
        counts: dict[Support, int] = {
            "cited": coverage.cited,
            "single": coverage.single,
            "traced": coverage.traced,
            "uncited": coverage.uncited,
        }
        noun = source_noun(self.deck.entry(self.deck.briefing.front.condenses))
        words = SUPPORT_WORDS | {"traced": f"the {noun}'s own"}
        for place, support in enumerate(support for support in BY_SUPPORT if counts[support]):
            yield Span("   " if place else "", "muted")
            yield support_sign(support)
            yield Span(
                f" {counts[support]} {words[support]}".replace(" ", "\N{NO-BREAK SPACE}"),
                "muted",
            )

    def body(self) -> Iterator[Line]:
        """Eras and key points: side by side, one under the other, or the eras in running text."""
        points, eras = self.deck.briefing.key_points, self.deck.briefing.eras
        if not self.density.has_rows:
            yield from flow(self.running_eras(), self.width) if eras else ()
            yield from self.gap(3) if eras else ()
            yield from self.points(points, self.width)
        elif eras and points and self.width >= TWO_COLUMNS:
            yield from self.beside()
        else:
            if eras:
                yield (Span("Eras", "heading"),)
                yield from self.eras(self.width)
                yield from self.gap(3)
            if points:
                yield (Span("Key points", "heading"),)
                yield from self.points(points, self.width)

    def beside(self) -> Iterator[Line]:
        margin = min(44, self.width * 2 // 5)
        left: list[Line] = [(Span("Eras", "heading"),), *self.eras(margin)]
        room = min(self.width - margin - 3, MEASURE)
        right: list[Line] = [
            (Span("Key points", "heading"),),
            *self.points(self.deck.briefing.key_points, room),
        ]
        for at in range(max(len(left), len(right))):
            one = left[at] if at < len(left) else ()
            two = right[at] if at < len(right) else ()
            yield (*one, Span(" " * (margin + 3 - line_width(one))), *two) if two else one

    def eras(self, width: int) -> Iterator[Line]:
        dates = [self.deck.short_dates.words(era.span) for era in self.deck.briefing.eras]
        margin = max((cell_width(date) for date in dates), default=0)
        for era, date in zip(self.deck.briefing.eras, dates, strict=True):
            label = truncate(plain_label(era.title), max(8, width - margin - 2))
            yield (Span(pad(date, margin) + "  ", "muted"), Span(label, "text", era.id))

    def running_eras(self) -> Iterator[Span]:
        for place, era in enumerate(self.deck.briefing.eras):
            yield Span(" · " if place else "", "muted")
            yield Span(f"{self.deck.short_dates.words(era.span)} ", "muted")
            yield Span(plain_label(era.title), "text", era.id)

    def points(self, points: tuple[KeyPoint, ...], width: int) -> Iterator[Line]:
        digits = len(str(len(points)))
        for number, point in enumerate(points, 1):
            sign = support_sign(self.deck.support(point.id))
            lead = (Span(f"{number:>{digits}}  ", "muted"), sign, Span(" "))
            rest = (Span(" " * line_width(lead)),)
            words = Span(
                self.deck.plain_label(point.title or point.text or point.id), "text", point.id
            )
            warning = caveat_span(point)
            if self.density.is_wrapped:
                yield from flow((words, *warning), width, first=lead, rest=rest)
                if self.density.with_gist and point.title and point.text:
                    gist = _shortened(
                        tuple(
                            flow(
                                (Span(self.deck.plain_label(point.text), "muted"),),
                                width,
                                first=rest,
                                rest=rest,
                            )
                        )
                    )
                    yield from gist
            else:
                room = width - line_width(lead) - line_width(warning)
                yield (*lead, words._replace(text=truncate(words.text, room)), *warning)


def _shortened(lines: tuple[Line, ...], most: int = 2) -> Iterator[Line]:
    """At most some lines; where more would follow, the last says so."""
    for place, line in enumerate(lines[:most]):
        yield (*line, Span(" …", "muted")) if place == most - 1 and len(lines) > most else line


def caveat_span(point: KeyPoint) -> Line:
    """The sign of a point's caveat after a blank; nothing where it has none."""
    sign = entry_sign(point)
    if not sign:
        return ()
    return (Span(f" {sign}", "caveat" if point.has_warning else "citation"),)
