"""Prose as spans and lines: emphasis, numbered citations and links that can be followed."""

from collections.abc import Iterator, Mapping
from typing import assert_never
from urllib.parse import urlsplit

from briefdeck.draw.lines import Line, Span, Style, cell_width, flow
from briefdeck.model.prose import (
    Citation,
    CodeBlock,
    EntryLink,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)

Numbers = Mapping[str, int]


def inline_spans(inlines: tuple[Inline, ...], numbers: Numbers, style: Style = "text") -> list[Span]:
    """A run of inlines as spans. Citations are their numbers; a link's target is an entry's id or an address."""
    spans: list[Span] = []
    for inline in inlines:
        match inline:
            case Text():
                spans.append(Span(inline.text, _text_style(inline, style)))
            case Citation():
                spans.extend(_citation(inline, numbers))
            case EntryLink():
                spans.append(Span(inline.text or inline.target, "link", inline.target))
            case WebLink():
                spans.extend(_web_link(inline))
            case LineBreak():
                spans.append(Span("\n", style))
            case _:
                assert_never(inline)
    return spans


def blocks_lines(
    blocks: tuple[ProseBlock, ...],
    width: int,
    numbers: Numbers,
    *,
    style: Style = "text",
    first: Line = (),
    rest: Line = (),
) -> Iterator[Line]:
    """Paragraphs, lists and code as lines; `first` and `rest` stand before the first and all further lines."""
    lead = first
    for place, block in enumerate(blocks):
        if place:
            yield ()
        match block:
            case Paragraph():
                yield from flow(inline_spans(block.inlines, numbers, style), width, first=lead, rest=rest)
            case ListBlock():
                yield from _list(block, width, numbers, style, lead, rest)
            case CodeBlock():
                for number, row in enumerate(block.text.rstrip("\n").split("\n")):
                    yield from flow((Span(row or " ", "code"),), width, first=rest if number else lead, rest=rest)
            case _:
                assert_never(block)
        lead = rest


def _list(block: ListBlock, width: int, numbers: Numbers, style: Style, lead: Line, rest: Line) -> Iterator[Line]:
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.ordered else "• "
        inner = (*rest, Span(" " * cell_width(sign)))
        yield from blocks_lines(item, width, numbers, style=style, first=(*lead, Span(sign, "muted")), rest=inner)
        lead = rest


def _text_style(inline: Text, style: Style) -> Style:
    if inline.code:
        return "code"
    if inline.strong:
        return "strong"
    return "emphasis" if inline.emphasis else style


def _citation(inline: Citation, numbers: Numbers) -> Iterator[Span]:
    last = len(inline.cites) - 1
    for place, cite in enumerate(inline.cites):
        number = numbers.get(cite.source)
        words = ("[" if place == 0 else "") + (str(number) if number else "?") + ("]" if place == last else "")
        yield Span(words, "citation", cite.source)
        if place != last:
            yield Span(",", "muted")


def _web_link(inline: WebLink) -> Iterator[Span]:
    yield Span(inline.text or inline.url, "link", inline.url)
    try:
        host = urlsplit(inline.url).hostname or ""
    except ValueError:
        host = ""
    if host and host not in inline.text:
        yield Span(f" ‹{host}›", "muted")
