"""Prose as lines of styled spans: paragraphs that flow, lists with hanging indents, code as it stands."""

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from msgspec import Struct

from briefdeck.draw.lines import Line, Span, Style, flow, line_text, line_width
from briefdeck.model.briefing import Cite
from briefdeck.model.nodes import (
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
from briefdeck.text.width import cell_width, graphemes

KEPT_BLANK: Final = "\N{NO-BREAK SPACE}"
_KEEPING: Final = frozenset({"citation", "muted"})
FEW_CITED: Final = 3
LONGEST_HELD: Final = 30
"""Words longer than this may break over lines wherever a blank is."""

_DEEPEST: Final = 6
"""Lists that nest deeper than this are not indented further."""


class _Setting(Struct, frozen=True):
    """How prose is set: citation numbers, cells, the style of plain words, the sign of list items."""

    numbers: dict[str, int]
    width: int
    style: Style
    bullet: str


def prose_lines(
    prose: Iterable[ProseBlock],
    numbers: dict[str, int],
    width: int,
    *,
    first: Line = (),
    rest: Line = (),
    style: Style = "text",
    bullet: str = "•",
) -> list[Line]:
    """Prose in at most `width` cells with a blank line between blocks; `first` and `rest` stand before its lines."""
    setting = _Setting(numbers, width, style, bullet)
    lines: list[Line] = []
    for block in prose:
        if lines:
            lines.append(())
        lines += _block_lines(block, setting, rest if lines else first, rest, 0)
    return lines or ([first] if first else [])


def inline_spans(
    inlines: Iterable[Inline], numbers: dict[str, int], style: Style = "text"
) -> Iterator[Span]:
    """Inline runs as spans that are not yet broken into lines."""
    for inline in inlines:
        match inline:
            case Text():
                yield Span(inline.text, _text_style(inline, style))
            case Citation():
                yield from citation_spans(inline.cites, numbers)
            case EntryLink():
                yield Span(inline.text or inline.target, "link", inline.target)
            case WebLink():
                yield Span(inline.text, "link", inline.url)
                if inline.text != inline.url:
                    yield Span(f" <{inline.url}>", "muted", inline.url)
            case LineBreak():
                yield Span("\n")
            case _:
                assert_never(inline)


def citation_spans(cites: Iterable[Cite], numbers: dict[str, int]) -> Iterator[Span]:
    """A citation's mark: `[12, p. 9; 7]`, kept on one line, or broken between sources where they are more than a few.

    A source that the briefing lacks shows its name.
    """
    opening = "["
    every = tuple(cites)
    following = ";" + (KEPT_BLANK if len(every) <= FEW_CITED else " ")
    for cite in every:
        number = numbers.get(cite.source)
        words = str(number) if number is not None else f"no source “{cite.source}”"
        place = f", {cite.at}" if cite.at else ""
        text = f"{words}{place}"
        yield Span(
            opening + (text.replace(" ", KEPT_BLANK) if len(text) < LONGEST_HELD else text),
            "citation",
            cite.source,
        )
        opening = following
    yield Span("]", "citation")


def hard_lines(text: str, width: int) -> Iterator[str]:
    """A text's own lines, cut (never shortened) where they are wider than `width`."""
    for line in text.split("\n"):
        start, used, position = 0, 0, 0
        for grapheme, cells in graphemes(line) if cell_width(line) > width else ():
            if used + cells > width and position > start:
                yield line[start:position]
                start, used = position, 0
            used += cells
            position += len(grapheme)
        yield line[start:]


def held(words: str) -> str:
    """Words parted by ` · `, with the blanks inside each part (a date, a count) made such that no line breaks there."""
    parts = words.split(" · ")
    return " · ".join(
        part.replace(" ", KEPT_BLANK) if len(part) < LONGEST_HELD else part for part in parts
    )


def freed(lines: Iterable[Line]) -> list[Line]:
    """The lines with the blanks that kept citations and signs together made common blanks again."""
    return [tuple(map(_freed, line)) if any(map(_keeps, line)) else line for line in lines]


def _keeps(span: Span) -> bool:
    return span.style in _KEEPING and KEPT_BLANK in span.text


def _freed(span: Span) -> Span:
    return (
        Span(span.text.replace(KEPT_BLANK, " "), span.style, span.target) if _keeps(span) else span
    )


def _block_lines(
    block: ProseBlock, setting: _Setting, first: Line, rest: Line, depth: int
) -> list[Line]:
    match block:
        case Paragraph():
            spans = inline_spans(block.inlines, setting.numbers, setting.style)
            return freed(flow(spans, setting.width, first=first, rest=rest))
        case ListBlock():
            return _list_lines(block, setting, first, rest, depth)
        case CodeBlock():
            margin = (*rest, Span("    ")) if line_width(rest) + 12 <= setting.width else ()
            room = max(setting.width - line_width(margin), 1)
            cut = [
                (*margin, Span(line, "code")) if line else ()
                for line in hard_lines(block.text.rstrip("\n"), room)
            ]
            return [first, *cut] if line_text(first) else cut
        case _:
            assert_never(block)


def _list_lines(
    block: ListBlock, setting: _Setting, first: Line, rest: Line, depth: int
) -> list[Line]:
    lines: list[Line] = []
    last = len(str(block.start + len(block.items) - 1))
    for position, item in enumerate(block.items):
        mark = f"{block.start + position:>{last}}. " if block.ordered else f"{setting.bullet} "
        is_indented = depth < _DEEPEST and line_width(rest) + len(mark) <= setting.width // 2
        hang: Line = (*rest, Span(" " * len(mark))) if is_indented else rest
        start: Line = (*(rest if lines else first), Span(mark, "muted"))
        for inner in item or (Paragraph(inlines=()),):
            lines += _block_lines(inner, setting, start, hang, depth + 1)
            start = hang
    return lines


def _text_style(text: Text, style: Style) -> Style:
    if text.code:
        return "code"
    if text.strong:
        return "strong"
    return "emphasis" if text.emphasis else style
