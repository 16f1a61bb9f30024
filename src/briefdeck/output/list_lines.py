"""Lists as lines of styled spans: points, facts, evidence, entries to follow, references."""

from collections.abc import Iterable, Sequence

from briefdeck.document.blocks import (
    CAVEAT,
    CAVEAT_SIGN,
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    Badge,
    EntryList,
    Evidence,
    Fact,
    Item,
    Points,
    Reference,
    Statement,
)
from briefdeck.draw.lines import Line, Span, flow
from briefdeck.model.evidence import Support
from briefdeck.output.phrases import status_words
from briefdeck.output.prose_lines import KEPT_BLANK, freed, held, inline_spans, prose_lines
from briefdeck.text.width import cell_width

NARROW = 56
LABEL = 14


def fact_lines(
    facts: Sequence[Fact], numbers: dict[str, int], width: int, margin: Line
) -> list[Line]:
    """Names in a column with their values beside them; where it is narrow, the name before its value."""
    column = (
        min(max((cell_width(fact.name) for fact in facts), default=0), max(LABEL, width // 4)) + 2
    )
    lines: list[Line] = []
    for fact in facts:
        name_width = cell_width(fact.name)
        if width < NARROW or name_width + 2 > column:
            first: Line = (*margin, Span(f"{fact.name}  ", "label"))
            rest: Line = (*margin, Span("  "))
        else:
            first = (*margin, Span(fact.name + " " * (column - name_width), "label"))
            rest = (*margin, Span(" " * column))
        if sum(cell_width(span.text) for span in first) > width // 2:
            lines += flow([Span(fact.name, "label")], width, first=margin, rest=margin)
            first = rest = (*margin, Span("  "))
        lines += freed(flow(inline_spans(fact.value, numbers), width, first=first, rest=rest))
    return lines


def support_spans(support: Support | None) -> list[Span]:
    """A support's sign and word."""
    return [Span(f"{SUPPORT_SIGNS[support]} {SUPPORT_WORDS[support]}", "muted")] if support else []


def evidence_lines(block: Evidence, width: int, margin: Line) -> list[Line]:
    """What an entry rests on: number, short form and place, and the exact words under it."""
    head = (Span("EVIDENCE", "heading"), Span("  "), *support_spans(block.support))
    lines = list(flow(head, width, first=margin, rest=margin))
    column = max((len(str(use.number)) for use in block.items if use.number), default=1) + 3
    for use in block.items:
        mark = f"[{use.number if use.number is not None else '?'}]"
        first: Line = (
            *margin,
            Span(mark, "citation", use.source),
            Span(" " * max(column - len(mark), 1)),
        )
        rest: Line = (*margin, Span(" " * column))
        lines += flow([Span(use.short, "link", use.source)], width, first=first, rest=rest)
        if use.quote:
            lines += flow([Span(f"“{use.quote}”", "emphasis")], width, first=rest, rest=rest)
    return lines


def entry_list_lines(block: EntryList, width: int, margin: Line) -> list[Line]:
    """Entries to follow: signs of support and caveat in a gutter, their time in a column, what the list says of each."""
    alone = sum(item.sole for item in block.items)
    count = f"  {len(block.items)}" + (f" · {alone} with no other source" if alone else "")
    head = (Span(block.title.upper(), "heading"), Span(count, "muted"))
    gutter = 4 if any(item.support or item.has_caveat for item in block.items) else 0
    column = max((cell_width(item.when) for item in block.items), default=0)
    column = column + 2 if 0 < column <= (width - gutter) // 3 else 0
    lines = list(flow(head, width, first=margin, rest=margin))
    for item in block.items:
        lines += _item_lines(item, gutter, column, width, margin)
    return lines


def _item_lines(item: Item, gutter: int, column: int, width: int, margin: Line) -> list[Line]:
    first = [*margin]
    if gutter:
        first.append(Span(SUPPORT_SIGNS[item.support] if item.support else " ", "muted"))
        first.append(Span(f"{CAVEAT_SIGN}  " if item.has_caveat else "   ", "caveat"))
    when = item.when + " " * (column - cell_width(item.when)) if column else ""
    spans = [Span(item.label, "link", item.entry)]
    if item.when and not column:
        spans.append(Span(f" · {held(item.when)}", "muted"))
    if item.note:
        spans.append(Span(f" · {held(item.note)}", "muted"))
    if item.sole:
        spans.append(Span(" · only source", "caveat"))
    rest: Line = (*margin, Span(" " * (gutter + column or 2)))
    return freed(flow(spans, width, first=(*first, Span(when, "muted")), rest=rest))


def point_lines(block: Points, numbers: dict[str, int], width: int) -> list[Line]:
    """Numbered points, with a blank line between them."""
    lines: list[Line] = []
    column = len(str(len(block.points))) + 2
    for number, point in enumerate(block.points, 1):
        if lines:
            lines.append(())
        mark = Span(f"{number:>{column - 2}}  ", "muted")
        lines += _point(point, mark, numbers, width)
    return lines


def _point(point: Statement, mark: Span, numbers: dict[str, int], width: int) -> list[Line]:
    margin: Line = (Span(" " * len(mark.text)),)
    first: Line = (mark,)
    lines: list[Line] = []
    if point.title:
        lines += flow([Span(point.title, "strong", point.entry)], width, first=first, rest=margin)
        first = margin
    if point.prose:
        lines += prose_lines(point.prose, numbers, width, first=first, rest=margin)
    meta = _meta(point)
    if meta:
        lines += freed(flow(meta, width, first=margin, rest=margin))
    lines += fact_lines(point.facts, numbers, width, margin)
    if point.caveat:
        sign: Line = (*margin, Span(f"{CAVEAT}: ", "caveat"))
        lines += prose_lines(point.caveat, numbers, width, first=sign, rest=(*margin, Span("  ")))
    return lines


def _meta(point: Statement) -> list[Span]:
    """Whose words, what sort of statement, how supported: one quiet line."""
    words = [point.attribution.words] if point.attribution else []
    words += [_badge_text(badge, point.support) for badge in point.badges]
    return [Span(" · ".join(words), "muted")] if words else []


def _badge_text(badge: Badge, support: Support | None) -> str:
    return (
        f"{SUPPORT_SIGNS[support]}{KEPT_BLANK}{badge.text}"
        if badge.kind == "support" and support
        else badge.text
    )


def reference_lines(
    references: Iterable[Reference], numbers: dict[str, int], width: int
) -> list[Line]:
    """The reference list: numbers in a column, what is to know of a source under it."""
    listed = tuple(references)
    is_airy = any(reference.notes for reference in listed)
    column = max((len(str(reference.number)) for reference in listed), default=1) + 3
    lines: list[Line] = []
    for reference in listed:
        if lines and is_airy:
            lines.append(())
        mark = f"[{reference.number}]"
        first: Line = (
            Span(" " * (column - 1 - len(mark))),
            Span(mark, "citation", reference.source.id),
            Span(" "),
        )
        rest: Line = (Span(" " * column),)
        spans = [*inline_spans(reference.full, numbers)]
        status = status_words(reference)
        if status:
            spans.append(Span(f" {CAVEAT_SIGN} {status}", "caveat"))
        lines += flow(spans, width, first=first, rest=rest)
        if reference.notes:
            lines += fact_lines(reference.notes, numbers, width, rest)
    return lines
