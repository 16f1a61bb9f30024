"""Prose as lines of styled spans: paragraphs that flow, hanging lists, code as it is."""

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
from briefdeck.text.pattern import pattern
from briefdeck.text.width import cell_width, graphemes

KEPT_BLANK: Final = "\N{NO-BREAK SPACE}"
"""Stands for a blank where no line may break, until the lines are made."""

_KEEPING: Final = frozenset({"citation", "muted"})
"""Styles whose kept blanks are ours; in all others they are the author's."""

FEW_CITED: Final = 3
"""Sources that one citation names without a break between them, at most."""

LONGEST_HELD: Final = 30
"""Characters from which on words may break over lines at any blank."""

_BARE_ADDRESS: Final = pattern(
    # Up to a blank, a quotation mark or what is not a letter of an alphabet. Where letters of
    # another script follow, it cannot be told whether they belong to it.
    r"https?://[!#-;=?-Z_a-z~\u00c0-\u1fff]++(?!\w)"
)
_AFTER_ADDRESS: Final = ".,;:!?')"
"""What ends a sentence or a bracket rather than the address before it."""

_DEEPEST: Final = 6
"""Lists that nest deeper than this are not indented further."""

_CODE: Final = 8
"""Cells that code must have left beside its margin; else it has no margin."""

_EMPTY_ITEM: Final = (Paragraph(inlines=()),)
"""What stands for nothing in a list, so that its mark shows."""


class _Setting(Struct, frozen=True):
    """How prose is set: citation numbers, cells, the style of plain words, a list item's sign."""

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
    """Return prose in at most `width` cells, with a blank line between blocks.

    An address that is wider runs over.

    first, rest: what stands before the first line, and before the others.
    """
    setting = _Setting(numbers, width, style, bullet)
    lines: list[Line] = []
    start = first
    for block in prose:
        if lines:
            lines.append(())
        lines += _block_lines(block, setting, start, rest, 0)
        if lines:
            start = rest
    if not lines and first:
        return [first]
    return lines


def inline_spans(
    inlines: Iterable[Inline], numbers: dict[str, int], style: Style = "text"
) -> Iterator[Span]:
    """Yield inline runs as spans that are not yet broken into lines."""
    for inline in inlines:
        match inline:
            case Text():
                yield from addressed(inline.text, _text_style(inline, style))
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


def addressed(text: str, style: Style) -> Iterator[Span]:
    """Yield a text as spans of a style, in which addresses of the web lead to themselves."""
    if "://" not in text:
        yield Span(text, style)
        return
    end = 0
    for found in _BARE_ADDRESS.finditer(text):
        address = _without_closing(found[0])
        yield Span(text[end : found.start()], style)
        yield Span(address, style, address)
        end = found.start() + len(address)
    yield Span(text[end:], style)


def _without_closing(found: str) -> str:
    """Return an address without what closes the sentence around it; its own bracket stays."""
    address = found.rstrip(_AFTER_ADDRESS)
    if address.count("(") > address.count(")") and found.startswith(f"{address})"):
        return f"{address})"
    return address


def citation_spans(cites: Iterable[Cite], numbers: dict[str, int]) -> Iterator[Span]:
    """Yield a citation's mark: `[12, p. 9; 7]`. A source that the briefing lacks shows its name.

    The mark is kept on one line, or broken between sources where they are more than a few.
    """
    every = tuple(cites)
    opening = "["
    following = f";{KEPT_BLANK}" if len(every) <= FEW_CITED else "; "
    for cite in every:
        text = _cite_words(cite, numbers)
        yield Span(f"{opening}{kept(text)}", "citation", cite.source)
        opening = following
    yield Span("]", "citation")


def _cite_words(cite: Cite, numbers: dict[str, int]) -> str:
    words = str(numbers.get(cite.source) or f"no source “{cite.source}”")
    if cite.at:
        return f"{words}, {cite.at}"
    return words


def hard_lines(text: str, width: int) -> Iterator[str]:
    """Yield a text's own lines, cut (never shortened) where they are wider than `width`."""
    for line in text.split("\n"):
        if cell_width(line) <= width:
            yield line
        else:
            yield from _cut(line, width)


def _cut(line: str, width: int) -> Iterator[str]:
    start, used, position = 0, 0, 0
    for grapheme, cells in graphemes(line):
        is_full = used + cells > width
        if is_full and position > start:
            yield line[start:position]
            start, used = position, 0
        used += cells
        position += len(grapheme)
    yield line[start:]


def held(words: str) -> str:
    """Return words parted by ` · ` such that no line breaks within a part (a date, a count)."""
    return " · ".join(map(kept, words.split(" · ")))


def kept(words: str) -> str:
    """Return words that stay on one line, where they are few."""
    return words.replace(" ", KEPT_BLANK) if len(words) < LONGEST_HELD else words


def freed(lines: Iterable[Line]) -> list[Line]:
    """Return lines with common blanks where blanks kept citations, counts and signs together."""
    return [_freed(line) for line in lines]


def _freed(line: Line) -> Line:
    if not any(map(_keeps, line)):
        return line
    return tuple(map(_freed_span, line))


def _keeps(span: Span) -> bool:
    return span.style in _KEEPING and KEPT_BLANK in span.text


def _freed_span(span: Span) -> Span:
    if not _keeps(span):
        return span
    return Span(span.text.replace(KEPT_BLANK, " "), span.style, span.target)


def _block_lines(
    block: ProseBlock, setting: _Setting, first: Line, rest: Line, depth: int
) -> list[Line]:
    match block:
        case Paragraph():
            spans = inline_spans(block.inlines, setting.numbers, setting.style)
            return freed(flow(spans, setting.width, first=first, rest=rest, runs_over=True))
        case ListBlock():
            return _list_lines(block, setting, first, rest, depth)
        case CodeBlock():
            return _code_lines(block, setting, first, rest)
        case _:
            assert_never(block)


def _code_lines(block: CodeBlock, setting: _Setting, first: Line, rest: Line) -> list[Line]:
    margin: Line = (*rest, Span("    "))
    if line_width(margin) + _CODE > setting.width:
        margin = ()
    room = max(setting.width - line_width(margin), 1)
    lines: list[Line] = []
    for line in hard_lines(block.text.rstrip("\n"), room):
        drawn = (*margin, Span(line, "code")) if line else ()
        lines.append(drawn)
    # Code never follows on a line that something else has begun.
    if line_text(first):
        return [first, *lines]
    return lines


def _list_lines(
    block: ListBlock, setting: _Setting, first: Line, rest: Line, depth: int
) -> list[Line]:
    lines: list[Line] = []
    margin = first
    digits = len(str(block.start + len(block.items) - 1))
    for number, item in enumerate(block.items, block.start):
        mark = f"{number:>{digits}}. " if block.ordered else f"{setting.bullet} "
        is_crowded = line_width(rest) + len(mark) > setting.width // 2
        hang: Line = (*rest, Span(" " * len(mark)))
        if is_crowded or depth >= _DEEPEST:
            hang = rest
        start: Line = (*margin, Span(mark, "muted"))
        for inner in item or _EMPTY_ITEM:
            lines += _block_lines(inner, setting, start, hang, depth + 1)
            start = hang
        margin = rest
    return lines


def _text_style(text: Text, style: Style) -> Style:
    if text.code:
        return "code"
    if text.strong:
        return "strong"
    if text.emphasis:
        return "emphasis"
    return style
