"""An entry's document as a page to read: the lines of every output, in the reader's width."""

from collections.abc import Iterable, Iterator

from briefdeck.document.blocks import AnyBlock, Document, EntryList
from briefdeck.draw.hues import era_title_style
from briefdeck.draw.lines import Line, Span, Style, folded, trimmed
from briefdeck.output.layout import MEASURE, lay_out_blocks
from briefdeck.output.list_lines import entry_list_lines
from briefdeck.reading.page import NO_LINE, Page, Parts


def page_of(document: Document, width: int) -> Page:
    """A document laid out to a width."""
    return Page(document_lines(document, width))


def document_lines(document: Document, width: int) -> Iterator[Line]:
    """Runs of blocks as the outputs set them.

    Lists of entries on their own, so that they come only as far as needed.
    """
    width = max(10, width)
    run: list[AnyBlock] = []
    has_lines = False
    for block in (*document.blocks, None):
        if block is not None and not isinstance(block, EntryList):
            run.append(block)
            continue
        if run:
            yield from (NO_LINE,) if has_lines else ()
            for line in lay_out_blocks(run, document.numbers, width):
                yield from folded(line, width)
            run, has_lines = [], True
        if block is not None:
            yield from (NO_LINE,) if has_lines else ()
            yield from _entries(block, document.numbers, width)
            has_lines = True


def titled(lines: Iterable[Line], era: int | None) -> Iterator[Line]:
    """A page's lines, the title, with which it begins, in the hue of the era at this place."""
    if era is None:
        yield from lines
        return
    hue = era_title_style(era)
    is_title = True
    for line in lines:
        is_title = is_title and any(span.style == "title" for span in line)
        yield tuple(_in_hue(span, hue) for span in line) if is_title else line


def _in_hue(span: Span, hue: Style) -> Span:
    return span._replace(style=hue) if span.style == "title" else span


def _entries(block: EntryList, numbers: dict[str, int], width: int) -> Iterator[Line]:
    """A list of entries, one after the other, so that a long one is laid out as far as it is seen.

    That its words lead somewhere is plain from their place, so they are not underlined.
    """
    measure = min(width, MEASURE)
    for line in entry_list_lines(block, numbers, measure, ()):
        for piece in folded(trimmed(line), width):
            yield tuple(map(_without_underline, piece))


def _without_underline(span: Span) -> Span:
    return span._replace(style="text") if span.style == "link" else span


class Flow(Parts):
    """One continuous page of entries, from one of them on: its parts are their ids."""
