"""The overview: a briefing on one screen, as roomy as its height allows and never incomplete."""

from collections.abc import Iterator

from briefdeck.document.blocks import CAVEAT_SIGN, SUPPORT_SIGNS, Standing
from briefdeck.draw.lines import Line, Span, cell_width, flow, line_width, pad, truncate
from briefdeck.model.briefing import KeyPoint
from briefdeck.model.datewords import short
from briefdeck.model.prose import parse_inline
from briefdeck.tui.deck import Deck, one_line
from briefdeck.tui.pages import MEASURE, standing_spans
from briefdeck.tui.prose import inline_spans

TWO_COLUMNS = 88
BAR = (Span("▌ ", "event"),)


def overview_lines(deck: Deck, width: int, height: int, *, shows_title: bool = True) -> tuple[Line, ...]:
    """The overview in at most `height` lines where that can be; else the densest form, to be scrolled."""
    lines: tuple[Line, ...] = ()
    for density in range(4):
        lines = tuple(_lines(deck, width, density))
        if len(lines) <= height:
            break
    return lines


def _lines(deck: Deck, width: int, density: int) -> Iterator[Line]:
    """Density 0: everything wrapped, with air; 1: points on one line; 2: no air in the head; 3: eras in running text."""
    front = deck.briefing.front
    air: tuple[Line, ...] = ((),) if density < 2 else ()
    if density < 3:
        yield from flow((Span(one_line(front.title), "title"),), width)
        if front.subtitle and density < 2:
            yield from flow((Span(one_line(front.subtitle), "muted"),), width)
        yield from air
    numbers = {source.id: place for place, source in enumerate(deck.briefing.sources, 1)}
    yield from flow(inline_spans(parse_inline(front.bluf), numbers, "strong"), min(width, MEASURE), first=BAR, rest=BAR)
    yield from air
    yield from flow(_standing(deck), width)
    if density < 3:
        yield ()
    yield from _body(deck, width, density)


def _standing(deck: Deck) -> tuple[Span, ...]:
    front = deck.briefing.front
    source = deck.entry(front.condenses)
    block = Standing(
        as_of=front.as_of,
        stance=front.stance,
        coverage=deck.coverage,
        condenses=front.condenses,
        condenses_label=_condensed(deck) if source else "",
    )
    return standing_spans(block)


def _condensed(deck: Deck) -> str:
    label = deck.row(deck.briefing.front.condenses or "").label
    return truncate(label, 40)


def _body(deck: Deck, width: int, density: int) -> Iterator[Line]:
    points = deck.briefing.key_points
    eras = deck.briefing.eras
    if density == 3:
        if eras:
            yield from flow(_running_eras(deck), width)
        yield from _points(points, deck, width, density)
        return
    if eras and points and width >= TWO_COLUMNS and density < 2:
        yield from _beside(deck, width, density)
        return
    if eras:
        yield (Span("Eras", "heading"),)
        yield from _eras(deck, width)
        yield from ((),) if density < 2 else ()
    if points:
        yield (Span("Key points", "heading"),)
        yield from _points(points, deck, width, density)


def _beside(deck: Deck, width: int, density: int) -> Iterator[Line]:
    left_width = min(40, width // 3)
    left: list[Line] = [(Span("Eras", "heading"),), *_eras(deck, left_width)]
    right_width = width - left_width - 3
    right: list[Line] = [
        (Span("Key points", "heading"),),
        *_points(deck.briefing.key_points, deck, min(right_width, MEASURE), density),
    ]
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else ()
        two = right[at] if at < len(right) else ()
        yield (*one, Span(" " * (left_width + 3 - line_width(one))), *two)


def _eras(deck: Deck, width: int) -> Iterator[Line]:
    dates = [short(era.span) for era in deck.briefing.eras]
    margin = min(max((cell_width(date) for date in dates), default=0), 16)
    for era, date in zip(deck.briefing.eras, dates, strict=True):
        label = truncate(one_line(era.title), max(8, width - margin - 1))
        yield (Span(pad(date, margin) + " ", "muted"), Span(label, "link", era.id))


def _running_eras(deck: Deck) -> Iterator[Span]:
    for place, era in enumerate(deck.briefing.eras):
        if place:
            yield Span(" · ", "muted")
        yield Span(f"{short(era.span)} ", "muted")
        yield Span(one_line(era.title), "link", era.id)


def _points(points: tuple[KeyPoint, ...], deck: Deck, width: int, density: int) -> Iterator[Line]:
    for number, point in enumerate(points, 1):
        support = deck.support(point.id)
        lead = (
            Span(f"{number:>2} ", "muted"),
            Span(f"{SUPPORT_SIGNS[support]} ", "caveat" if support == "uncited" else "citation"),
        )
        words = one_line(point.title or point.text or point.id)
        warning = (Span(f" {CAVEAT_SIGN}", "caveat"),) if point.caveat else ()
        room = width - line_width(lead) - line_width(warning)
        if density == 0:
            yield from flow(
                (Span(words, "link", point.id), *warning), width, first=lead, rest=(Span(" " * line_width(lead)),)
            )
        else:
            yield (*lead, Span(truncate(words, room), "link", point.id), *warning)
