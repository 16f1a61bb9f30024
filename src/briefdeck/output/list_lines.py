"""Lists as lines of styled spans: points, facts, evidence, entries to follow, references."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefdeck.document.blocks import (
    CAVEAT,
    CAVEAT_SIGN,
    SUPPORT_SIGNS,
    EntryList,
    Evidence,
    Fact,
    Item,
    Points,
    Reference,
    Statement,
)
from briefdeck.draw.lines import Line, Span, flow, line_width
from briefdeck.model.nodes import ProseBlock
from briefdeck.output.phrases import (
    badge_words,
    status_words,
    support_words,
)
from briefdeck.output.prose_lines import (
    KEPT_BLANK,
    addressed,
    freed,
    held,
    inline_spans,
    prose_lines,
)
from briefdeck.text.width import cell_width

NARROW: Final = 56
"""Cells of width under which names stand before their values, not in a column beside them."""

LABEL: Final = 14
"""Cells that the column of names may take, however narrow it is."""


def caveat_lines(
    prose: Iterable[ProseBlock], numbers: dict[str, int], width: int, margin: Line
) -> list[Line]:
    """Return a warning's lines, opened by its sign and word."""
    opening: Line = (*margin, Span(f"{CAVEAT}: ", "caveat"))
    return prose_lines(prose, numbers, width, first=opening, rest=(*margin, Span("  ")))


def fact_lines(
    facts: Sequence[Fact], numbers: dict[str, int], width: int, margin: Line
) -> list[Line]:
    """Return names in a column with their values beside them; where it is narrow, before them."""
    widest = max((cell_width(fact.name) for fact in facts), default=0)
    column = min(widest, max(LABEL, width // 4)) + 2
    lines: list[Line] = []
    for fact in facts:
        gap = column - cell_width(fact.name)
        hang = column
        if width < NARROW or gap < 2:
            gap = hang = 2
        first: Line = (*margin, Span(fact.name + " " * gap, "label"))
        rest: Line = (*margin, Span(" " * hang))
        if line_width(first) > width // 2:
            lines += flow([Span(fact.name, "label")], width, first=margin, rest=margin)
            first = rest = (*margin, Span("  "))
        value = inline_spans(fact.value, numbers)
        lines += freed(flow(value, width, first=first, rest=rest, runs_over=True))
    return lines


def evidence_lines(block: Evidence, width: int, margin: Line) -> list[Line]:
    """Return what an entry rests on: number, short form and place, and the exact words under it."""
    head = [Span("EVIDENCE", "heading"), Span("  ")]
    if block.support is not None:
        head.append(Span(support_words(block.support), "muted"))
    lines = list(flow(head, width, first=margin, rest=margin))
    digits = [len(str(use.number)) for use in block.items if use.number]
    column = max(digits, default=1) + 3
    rest: Line = (*margin, Span(" " * column))
    for use in block.items:
        number = "?" if use.number is None else use.number
        mark = Span(f"[{number}]", "citation", use.source)
        gap = Span(" " * max(column - len(mark.text), 1))
        short = Span(use.short, "link", use.source)
        lines += flow([short], width, first=(*margin, mark, gap), rest=rest, runs_over=True)
        if use.quote:
            quote = addressed(f"“{use.quote}”", "emphasis")
            lines += flow(quote, width, first=rest, rest=rest, runs_over=True)
    return lines


def entry_list_lines(block: EntryList, width: int, margin: Line) -> list[Line]:
    """Return entries to follow, under the list's title with how many they are.

    Signs of support and caveat stand in a gutter, times in a column, then labels with notes.
    """
    count = f"  {len(block.items)}"
    alone = len([item for item in block.items if item.sole])
    if alone:
        count += f" · {alone} with no other source"
    head = (Span(block.title.upper(), "heading"), Span(count, "muted"))
    gutter = 4 if any(map(_has_signs, block.items)) else 0
    column = max((cell_width(item.when) for item in block.items), default=0)
    if column:
        column += 2
    if column > (width - gutter) // 3:
        column = 0
    lines = list(flow(head, width, first=margin, rest=margin))
    for item in block.items:
        lines += _item_lines(item, gutter, column, width, margin)
    return lines


def _has_signs(item: Item) -> bool:
    return item.support is not None or item.has_caveat


def _item_lines(item: Item, gutter: int, column: int, width: int, margin: Line) -> list[Line]:
    first = [*margin]
    if gutter:
        first += _signs(item)
    spans = [Span(item.label, "link", item.entry)]
    if column:
        first.append(Span(item.when + " " * (column - cell_width(item.when)), "muted"))
    elif item.when:
        spans.append(Span(f" · {held(item.when)}", "muted"))
    if item.note:
        spans.append(Span(f" · {held(item.note)}", "muted"))
    if item.sole:
        spans.append(Span(" · only source", "caveat"))
    rest: Line = (*margin, Span(" " * (gutter + column or 2)))
    return freed(flow(spans, width, first=tuple(first), rest=rest, runs_over=True))


def _signs(item: Item) -> Iterator[Span]:
    support = SUPPORT_SIGNS[item.support] if item.support else " "
    caveat = CAVEAT_SIGN if item.has_caveat else " "
    yield Span(support, "muted")
    yield Span(f"{caveat}  ", "caveat")


def point_lines(block: Points, numbers: dict[str, int], width: int) -> list[Line]:
    """Return numbered points, with a blank line between them."""
    lines: list[Line] = []
    digits = len(str(len(block.points)))
    for number, point in enumerate(block.points, 1):
        if lines:
            lines.append(())
        mark = Span(f"{number:>{digits}}  ", "muted")
        lines += _point(point, mark, numbers, width)
    return lines


def _point(point: Statement, mark: Span, numbers: dict[str, int], width: int) -> list[Line]:
    margin: Line = (Span(" " * len(mark.text)),)
    first: Line = (mark,)
    lines: list[Line] = []
    if point.title:
        title = Span(point.title, "strong", point.entry)
        lines += flow([title], width, first=first, rest=margin, runs_over=True)
        first = margin
    if point.prose:
        lines += prose_lines(point.prose, numbers, width, first=first, rest=margin)
    quiet = " · ".join(_qualities(point))
    if quiet:
        lines += freed(flow([Span(quiet, "muted")], width, first=margin, rest=margin))
    lines += fact_lines(point.facts, numbers, width, margin)
    if point.caveat:
        lines += caveat_lines(point.caveat, numbers, width, margin)
    return lines


def _qualities(point: Statement) -> Iterator[str]:
    """Yield whose words a point is, what sort of statement, and how supported."""
    if point.attribution:
        yield point.attribution.words
    for badge in point.badges:
        yield badge_words(badge, point.support, blank=KEPT_BLANK)


def reference_lines(
    references: Sequence[Reference], numbers: dict[str, int], width: int
) -> list[Line]:
    """Return the reference list: numbers in a column, what is to know of a source under it."""
    is_airy = any(reference.notes for reference in references)
    digits = [len(str(reference.number)) for reference in references]
    column = max(digits, default=1) + 3
    rest: Line = (Span(" " * column),)
    lines: list[Line] = []
    for reference in references:
        if is_airy and lines:
            lines.append(())
        mark = f"[{reference.number}]"
        gap = Span(" " * (column - 1 - len(mark)))
        first: Line = (gap, Span(mark, "citation", reference.source.id), Span(" "))
        spans = [*inline_spans(reference.full, numbers)]
        status = status_words(reference)
        if status:
            spans.append(Span(f" {CAVEAT_SIGN} {status}", "caveat"))
        lines += flow(spans, width, first=first, rest=rest, runs_over=True)
        if reference.notes:
            lines += fact_lines(reference.notes, numbers, width, rest)
    return lines
