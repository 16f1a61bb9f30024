"""Lists as lines of styled spans: points, facts, evidence, entries to follow, references."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    SUPPORT_SIGNS,
    Badge,
    EntryList,
    Evidence,
    Fact,
    Item,
    Points,
    Reference,
    SourceUse,
    Statement,
    caveat_heading,
)
from briefdeck.draw.hues import signed_spans, state_span, statement_signs, support_span
from briefdeck.draw.lines import Line, Span, Style, flow, line_width
from briefdeck.model.briefing import Grade
from briefdeck.model.evidence import Support
from briefdeck.model.nodes import ProseBlock
from briefdeck.output.phrases import (
    badge_words,
    count_words,
    seen_words,
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

FOR_CAVEAT: Final = "for the caveat"
"""Said of a source that the caveat cites, and that supports nothing else here."""

_MARKED: Final = frozenset({"support", "verification"})
"""Badges that are signs behind a title, where a short reading has those."""

NARROW: Final = 56
"""Cells of width under which names stand before their values, not in a column beside them."""

LABEL: Final = 14
"""Cells that the column of names may take, however narrow it is."""


def caveat_lines(
    prose: Iterable[ProseBlock],
    numbers: dict[str, int],
    width: int,
    margin: Line,
    *,
    grade: Grade | None = None,
) -> list[Line]:
    """Return a caveat's lines, opened by its sign and word."""
    opening: Line = (*margin, Span(f"{caveat_heading(grade)}: ", caveat_style(grade)))
    return prose_lines(prose, numbers, width, first=opening, rest=(*margin, Span("  ")))


def caveat_style(grade: Grade | None) -> Style:
    """Return the style of what opens a caveat: only a warning is one to be noticed."""
    if grade == "confirmed":
        return "confirmed"
    return "label" if grade == "note" else "caveat"


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
        value = [*inline_spans(fact.value, numbers)]
        if fact.verification is not None:
            from briefdeck.output.verdict_lines import listed_spans

            value += [Span("  "), *listed_spans(fact.verification)]
        lines += freed(flow(value, width, first=first, rest=rest, runs_over=True))
    return lines


def facts_in_line(facts: Iterable[Fact], numbers: dict[str, int]) -> Iterator[Span]:
    """Yield names and values one behind the other, with dots between them."""
    for place, fact in enumerate(facts):
        yield Span(" · " if place else "", "muted")
        yield Span(f"{fact.name} ", "label")
        yield from inline_spans(fact.value, numbers)


def evidence_lines(block: Evidence, width: int, margin: Line) -> list[Line]:
    """Return what an entry rests on: number, short form and place, and the exact words under it."""
    head = [Span("EVIDENCE", "heading"), Span("  ")]
    # Of the source's own statement the sign stands before the source.
    if block.support not in {None, "traced"}:
        head += signed_spans(support_words(block.support, block.words), "muted")
    lines = list(flow(head, width, first=margin, rest=margin))
    marks = [_use_mark(use) for use in block.items]
    column = max(map(len, marks), default=3) + 1
    rest: Line = (*margin, Span(" " * column))
    for use, words in zip(block.items, marks, strict=True):
        mark = signed_spans(words, "citation", use.source)
        first = (*margin, *mark, Span(" " * (column - len(words))))
        lines += flow(_use_spans(use), width, first=first, rest=rest, runs_over=True)
        if use.quote:
            quote = addressed(f"“{use.quote}”", "emphasis")
            lines += flow(quote, width, first=rest, rest=rest, runs_over=True)
        if use.says:
            says = [Span("the source: ", "muted"), *addressed(f"“{use.says}”", "emphasis")]
            lines += flow(says, width, first=rest, rest=rest, runs_over=True)
        if use.is_known:
            from briefdeck.output.verdict_lines import use_lines

            lines += use_lines(use, width, rest)
    return lines


def _use_mark(use: SourceUse) -> str:
    """The number of a source, with the sign of one's own statement: `[28]`, `¶ [1]`."""
    number = "?" if use.number is None else use.number
    return f"{SUPPORT_SIGNS['traced']} [{number}]" if use.role == "voice" else f"[{number}]"


def _use_spans(use: SourceUse) -> Iterator[Span]:
    yield Span(use.short, "link", use.source)
    if use.via:
        yield Span(", cited in ", "muted")
        yield Span(use.via, "link", use.via_source)
    if use.role == "caveat":
        yield Span(f" · {FOR_CAVEAT}", "muted")


class _Columns(Struct, frozen=True):
    """What stands before the labels of a list: signs, then times, each as wide as is needed."""

    signs: int
    times: int
    has_support: bool

    @classmethod
    def of(cls, items: Sequence[Item], width: int) -> "_Columns":
        """Return the columns of a list; only where most have a time, times have one."""
        has_support = any(item.support for item in items)
        has_caveats = any(item.caveat_sign for item in items)
        signs = has_support + has_caveats
        dated = [cell_width(item.when) for item in items if item.when]
        times = max(dated, default=-2) + 2
        if len(dated) * 2 < len(items) or times > (width - signs) // 3:
            times = 0
        return cls(signs + 1 if signs else 0, times, has_support)


def entry_list_lines(
    block: EntryList, numbers: dict[str, int], width: int, margin: Line
) -> Iterator[Line]:
    """Yield entries to follow, under the list's title with how many they are.

    Signs of support and caveat stand in a gutter, times in a column, then labels with notes, and
    under these what they say.
    """
    count = Span(f"  {count_words(block)}", "muted")
    yield from flow((Span(block.title.upper(), "heading"), count), width, first=margin, rest=margin)
    columns = _Columns.of(block.items, width)
    for place, item in enumerate(block.items):
        if place and (item.prose or block.items[place - 1].prose):
            yield ()
        yield from _item_lines(item, columns, width, margin)
        if item.prose:
            below: Line = (*margin, Span(" " * columns.signs))
            yield from prose_lines(item.prose, numbers, width, first=below, rest=below)


def _item_lines(item: Item, columns: _Columns, width: int, margin: Line) -> list[Line]:
    first = [*margin, *_gutter(item, columns)]
    spans = [Span(item.label, "strong" if item.prose else "link", item.entry)]
    if columns.times:
        first.append(Span(item.when + " " * (columns.times - cell_width(item.when)), "muted"))
    elif item.when:
        spans.append(Span(f" · {held(item.when)}", "muted"))
    if item.note:
        spans.append(Span(f" · {held(item.note)}", "muted"))
    rest: Line = (*margin, Span(" " * (columns.signs + columns.times or 2)))
    return freed(flow(spans, width, first=tuple(first), rest=rest, runs_over=True))


def _gutter(item: Item, columns: _Columns) -> Line:
    if not columns.signs:
        return ()
    before = Span("" if item.support or not columns.has_support else " ")
    signs = (before, *statement_signs(item.support, item.caveat_sign))
    return (*signs, Span(" " * (columns.signs - line_width(signs))))


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
        title = [Span(point.title, "strong", point.entry)]
        # What all points of a list have in common stands in its heading, and is no badge of theirs.
        is_marked = point.is_marked and any(badge.kind == "support" for badge in point.badges)
        if is_marked and point.support is not None:
            title += [Span(KEPT_BLANK, "muted"), support_span(point.support)]
        if point.is_marked:
            states = [badge.state for badge in point.badges if badge.state is not None]
            title += [
                span for state in states for span in (Span(KEPT_BLANK, "muted"), state_span(state))
            ]
        lines += freed(flow(title, width, first=first, rest=margin, runs_over=True))
        first = margin
    if point.prose:
        lines += prose_lines(point.prose, numbers, width, first=first, rest=margin)
    qualities = _qualities(point)
    if qualities:
        lines += freed(flow(qualities, width, first=margin, rest=margin))
    lines += fact_lines(point.facts, numbers, width, margin)
    if point.caveat:
        lines += caveat_lines(point.caveat, numbers, width, margin, grade=point.caveat_grade)
    return lines


def _qualities(point: Statement) -> list[Span]:
    """Whose words a point is, what sort of statement, and how supported."""
    marked = _MARKED if point.is_marked else frozenset()
    badges = [badge for badge in point.badges if badge.kind not in marked]
    spans = badge_spans(badges, point.support)
    if not point.attribution:
        return spans
    voice = Span(point.attribution.words, "muted")
    return [voice, Span(" · ", "muted"), *spans] if spans else [voice]


def badge_spans(badges: Iterable[Badge], support: Support | None) -> list[Span]:
    """Return badges in one line, with dots between them."""
    spans: list[Span] = []
    for badge in badges:
        if spans:
            spans.append(Span(" · ", "muted"))
        words = badge_words(badge, support, blank=KEPT_BLANK)
        if badge.state is not None:
            sign = state_span(badge.state)
            spans += (sign, Span(words.removeprefix(sign.text), "muted"))
            continue
        spans += signed_spans(words, "tag" if badge.kind == "kind" else "muted")
    return spans


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
        seen = seen_words(reference)
        if seen:
            spans.append(Span(f" {seen}", "muted"))
        status = status_words(reference)
        if status:
            spans.append(Span(f" {CAVEAT_SIGN} {status}", "caveat"))
        lines += flow(spans, width, first=first, rest=rest, runs_over=True)
        if reference.notes:
            lines += fact_lines(reference.notes, numbers, width, rest)
    return lines
