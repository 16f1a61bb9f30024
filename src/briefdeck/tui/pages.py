"""A document of blocks as lines to read: laid out to a width, block by block, only as far as they are looked at."""

from collections.abc import Iterator
from typing import assert_never

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    CAVEAT_WORD,
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    AnyBlock,
    Attribution,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Facts,
    Figure,
    Grid,
    Heading,
    Item,
    Passage,
    Points,
    Quote,
    References,
    Standing,
    Timeline,
)
from briefdeck.draw.lines import Line, Span, cell_width, flow, line_width
from briefdeck.model.datewords import short
from briefdeck.tui.page import Page
from briefdeck.tui.prose import blocks_lines, inline_spans

MEASURE = 84
"""Prose is never wider than this: longer lines are hard to read."""
NO_LINE: Line = ()


def page_of(document: Document, width: int, *, shows_title: bool = True) -> Page:
    """A document laid out to a width. Without `shows_title` the first heading's words are left to the frame."""
    return Page(_lines(document, max(10, width), shows_title=shows_title))


def _lines(document: Document, width: int, *, shows_title: bool) -> Iterator[Line]:
    before: AnyBlock | None = None
    has_lines = False
    for block in document.blocks:
        if has_lines and not (isinstance(before, Heading) and before.level > 1):
            yield NO_LINE
        count = 0
        for line in block_lines(block, document, width, shows_title=shows_title or before is not None):
            yield line
            count += 1
        has_lines = has_lines or count > 0
        before = block


def block_lines(block: AnyBlock, document: Document, width: int, *, shows_title: bool = True) -> Iterator[Line]:
    """The lines of one block."""
    measure = min(width, MEASURE)
    numbers = document.numbers
    match block:
        case Heading():
            yield from _heading(block, measure, shows_title=shows_title)
        case Passage():
            style = "strong" if block.role == "bluf" else "muted" if block.role == "subtitle" else "text"
            yield from blocks_lines(block.prose, measure, numbers, style=style)
        case Standing():
            yield from flow(standing_spans(block), measure)
        case Badges():
            yield from flow(_badge_spans(block), measure)
        case Attribution():
            yield from flow(
                (Span("According to ", "muted"), Span(block.name, "link" if block.voice else "strong", block.voice)),
                measure,
            )
        case Caveat():
            lead = (Span(f"{CAVEAT_SIGN} {CAVEAT_WORD}: ", "caveat"),)
            yield from blocks_lines(block.prose, measure, numbers, style="caveat", first=lead, rest=(Span("  "),))
        case Facts():
            yield from _facts(block, measure, document)
        case Evidence():
            yield from _evidence(block, measure)
        case EntryList():
            yield from _entry_list(block, measure)
        case Points():
            yield from _points(block, measure, document)
        case Quote():
            yield from _quote(block, measure, document)
        case Figure():
            yield from _figure(block, width, document)
        case Grid():
            yield from _grid(block, width)
        case Timeline():
            yield from _timeline(block, width)
        case References():
            yield from _references(block, measure, document)
        case _:
            assert_never(block)


def standing_spans(block: Standing) -> tuple[Span, ...]:
    """How fresh, whose side, how well supported, as one run of words."""
    spans = [Span(f"As of {short(block.as_of)}"), Span(" · ", "muted"), Span(block.stance)]
    if block.condenses:
        spans += [Span(" · reports ", "muted"), Span(block.condenses_label or block.condenses, "link", block.condenses)]
    cover = block.coverage
    spans += [Span(" · ", "muted"), Span(f"{cover.percent}% cited", "strong")]
    for support, count in (("cited", cover.cited), ("single", cover.single), ("uncited", cover.uncited)):
        if count:
            sign, word = SUPPORT_SIGNS[support], SUPPORT_WORDS[support]  # type: ignore[index]  # literals widened by the loop
            spans.append(Span(f"  {sign} {count} {word}", "muted"))
    return tuple(spans)


def _heading(block: Heading, width: int, *, shows_title: bool) -> Iterator[Line]:
    if block.level == 1 and not shows_title:
        if block.note:
            yield from flow((Span(block.note, "muted"),), width)
        return
    spans = [Span(block.text, "title" if block.level == 1 else "heading")]
    if block.note and block.level == 1:
        yield from flow(spans, width)
        yield from flow((Span(block.note, "muted"),), width)
        return
    if block.note:
        spans.append(Span(f"  {block.note}", "muted"))
    yield from flow(spans, width)


def _badge_spans(block: Badges) -> tuple[Span, ...]:
    spans: list[Span] = []
    if block.support:
        spans.append(Span(f"{SUPPORT_SIGNS[block.support]} ", "caveat" if block.support == "uncited" else "citation"))
    for place, badge in enumerate(block.badges):
        if place:
            spans.append(Span(" · ", "muted"))
        strong = badge.kind in {"kind", "likelihood", "confidence"}
        spans.append(Span(badge.text, "strong" if strong else "muted"))
    return tuple(spans)


def _facts(block: Facts, width: int, document: Document) -> Iterator[Line]:
    margin = min(max((cell_width(fact.name) for fact in block.facts), default=0), width // 3)
    rest = (Span(" " * (margin + 2)),)
    for fact in block.facts:
        gap = " " * max(2, margin + 2 - cell_width(fact.name))
        yield from flow(
            inline_spans(fact.value, document.numbers), width, first=(Span(fact.name + gap, "label"),), rest=rest
        )


def _evidence(block: Evidence, width: int) -> Iterator[Line]:
    if block.support == "uncited" or not block.items:
        yield from flow((Span(f"{SUPPORT_SIGNS['uncited']} No source", "caveat"),), width)
        return
    sign = f"{SUPPORT_SIGNS[block.support]} " if block.support else ""
    word = f"  {SUPPORT_WORDS[block.support]}" if block.support else ""
    yield (Span("Sources", "heading"), Span(f"  {sign.strip()}{word}".rstrip(), "muted"))
    for use in block.items:
        number = f"[{use.number}]" if use.number else "[?]"
        words = [Span(use.short, "text", use.source)]
        if use.at:
            words.append(Span(f", {use.at}", "muted"))
        margin = " " * (cell_width(number) + 1)
        yield from flow(words, width, first=(Span(number, "citation", use.source), Span(" ")), rest=(Span(margin),))
        if use.quote:
            yield from flow((Span(f"“{use.quote}”", "emphasis"),), width, first=(Span(margin),), rest=(Span(margin),))


def _entry_list(block: EntryList, width: int) -> Iterator[Line]:
    yield (Span(block.title, "heading"), Span(f"  {len(block.items)}", "muted"))
    when = max((cell_width(item.when) for item in block.items), default=0)
    when = min(when, 14)
    for item in block.items:
        yield from item_lines(item, width, when)


def item_lines(item: Item, width: int, when: int) -> Iterator[Line]:
    """An entry in a list: time, sign of support, label, and what the list says of it."""
    first: list[Span] = []
    if when:
        first.append(Span(item.when + " " * max(1, when + 1 - cell_width(item.when)), "muted"))
    sign = SUPPORT_SIGNS[item.support] if item.support else "·"
    first.append(Span(f"{sign} ", "caveat" if item.support == "uncited" else "muted"))
    words = [Span(item.label, "link", item.entry)]
    if item.has_caveat:
        words.append(Span(f" {CAVEAT_SIGN}", "caveat"))
    if item.note:
        words.append(Span(f" {item.note}", "muted"))
    if item.sole:
        words.append(Span(" rests on this alone", "caveat"))
    yield from flow(words, width, first=tuple(first), rest=(Span(" " * line_width(first)),))


def _points(block: Points, width: int, document: Document) -> Iterator[Line]:
    for number, point in enumerate(block.points, 1):
        if number > 1 and not block.compact:
            yield NO_LINE
        sign = SUPPORT_SIGNS[point.support] if point.support else " "
        lead = (
            Span(f"{number:>2} ", "muted"),
            Span(f"{sign} ", "caveat" if point.support == "uncited" else "citation"),
        )
        rest = (Span(" " * line_width(lead)),)
        if point.title:
            yield from flow((Span(point.title, "link", point.entry),), width, first=lead, rest=rest)
            lead = rest
        if point.attribution:
            yield from flow(
                (Span(f"{point.attribution.name}: ", "muted", point.attribution.voice),), width, first=lead, rest=rest
            )
            lead = rest
        yield from blocks_lines(point.prose, width, document.numbers, first=lead, rest=rest)
        if point.caveat:
            warning = (*rest, Span(f"{CAVEAT_SIGN} ", "caveat"))
            yield from blocks_lines(
                point.caveat, width, document.numbers, style="caveat", first=warning, rest=(*rest, Span("  "))
            )


def _quote(block: Quote, width: int, document: Document) -> Iterator[Line]:
    bar = (Span("│ ", "muted"),)
    yield from blocks_lines(block.prose, width, document.numbers, style="emphasis", first=bar, rest=bar)
    if block.speaker or block.when:
        words = ", ".join(word for word in (block.speaker, block.when) if word)
        yield from flow(
            (Span("— ", "muted"), Span(words, "link" if block.voice else "text", block.voice)),
            width,
            first=bar,
            rest=bar,
        )


def _figure(block: Figure, width: int, document: Document) -> Iterator[Line]:
    from briefdeck.draw.chart import chart, chart_table
    from briefdeck.model.briefing import Cite

    def cited(cites: tuple[Cite, ...]) -> Line:
        return tuple(Span(f"[{document.numbers.get(cite.source, '?')}]", "citation", cite.source) for cite in cites)

    yield from chart(block.series, min(width, 100))
    yield NO_LINE
    yield from chart_table(block.series, min(width, 110), cited=cited)


def _grid(block: Grid, width: int) -> Iterator[Line]:
    from briefdeck.draw.table import table

    rows = [[str(cell) for cell in row] for row in block.table.rows]
    yield from table(block.table.columns, rows, width)


def _timeline(block: Timeline, width: int) -> Iterator[Line]:
    from briefdeck.draw.timeline import TimelineIndex, timeline

    until = block.until.upper if block.until else None
    yield from timeline(TimelineIndex.of(block.eras, block.programs, block.events, as_of=until), width)


def _references(block: References, width: int, document: Document) -> Iterator[Line]:
    for reference in block.references:
        lead = (Span(f"[{reference.number}]", "citation", reference.source.id), Span(" "))
        yield from flow(
            inline_spans(reference.full, document.numbers), width, first=lead, rest=(Span(" " * line_width(lead)),)
        )
