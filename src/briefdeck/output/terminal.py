"""A document for a terminal: the layout's lines, in colour where asked."""

from collections.abc import Iterable

from briefdeck.document.blocks import Document
from briefdeck.draw.lines import Line, line_text
from briefdeck.output.layout import lay_out


def render(document: Document, *, width: int, color: bool, links: bool) -> str:
    """The document as lines of at most `width` cells; escape codes only where `color` or `links` allow them."""
    lines = lay_out(document, width)
    if color or links:
        from briefdeck.output.ansi import painted

        return painted(lines, color=color, links=links)
    return plain_lines(lines)


def plain_lines(lines: Iterable[Line]) -> str:
    """The characters of the lines alone."""
    return "".join(f"{line_text(line)}\n" for line in lines)
