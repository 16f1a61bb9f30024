"""Blocks as lines of styled spans: what the terminal prints and what the reader pane shows."""

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from msgspec import Struct

from briefdeck.document.blocks import (
    CAVEAT,
    SUPPORT_SIGNS,
    AnyBlock,
    Attribution,
    Badge,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Facts,
    Figure,
    Grid,
    Heading,
    Passage,
    Points,
    Quote,
    References,
    Standing,
    Timeline,
)
from briefdeck.draw.lines import Line, Span, Style, flow, line_width, lines_text
from briefdeck.model.evidence import Support
from briefdeck.output.list_lines import (
    entry_list_lines,
    evidence_lines,
    fact_lines,
    point_lines,
    reference_lines,
)
from briefdeck.output.phrases import cell_words, standing_words
from briefdeck.output.prose_lines import KEPT_BLANK, citation_spans, freed, held, prose_lines

MEASURE: Final = 92
"""Prose is set no wider than this, whatever the width: longer lines are hard to follow."""
DRAWN: Final = 140
"""Charts and tables are drawn no wider than this."""
NARROWEST: Final = 40
"""Drawings are made for this width and more; in less, lines that are too wide are broken."""
INDENT: Final = 2
_PASSAGE_STYLES: Final[dict[str, Style]] = {"bluf": "strong", "subtitle": "muted", "text": "text"}


def render(document: Document, *, width: int) -> str:
    """Return the document's characters in lines of at most `width` cells."""
    return lines_text(lay_out(document, width))


class Room(Struct, frozen=True):
    """What a document is laid out in: how wide, and the numbers of its citations."""

    width: int
    numbers: dict[str, int]

    @property
    def measure(self) -> int:
        """How wide prose is set."""
        return min(self.width, MEASURE)


def lay_out(document: Document, width: int) -> tuple[Line, ...]:
    """A document's lines, none wider than `width` cells, none ending in blanks.

    A span's target is an entry's id, or an address where its style is `link` and it holds `://` or
    starts with `mailto:`.
    """
    return lay_out_blocks(document.blocks, document.numbers, width)


def lay_out_blocks(
    blocks: Iterable[AnyBlock], numbers: dict[str, int], width: int
) -> tuple[Line, ...]:
    """The lines of some blocks; `numbers` are the document's."""
    room = Room(width, numbers)
    lines: list[Line] = []
    before: AnyBlock | None = None
    level = 1
    for block in blocks:
        if isinstance(block, Heading) and block.level < 4:
            level = block.level
        drawn = _block(block, room, INDENT if level >= 3 else 0)
        if drawn:
            if before is not None and _is_gap(before, block, level):
                lines.append(())
            lines += drawn
            before = block
    return tuple(_trimmed(line) for line in lines)


def _is_gap(before: AnyBlock, block: AnyBlock, level: int) -> bool:
    """Whether a blank line stands between two blocks."""
    if isinstance(block, Heading):
        return True
    if isinstance(before, Attribution):
        return False
    if isinstance(before, Badges) and level > 1:
        return False
    if isinstance(before, Heading):
        if before.level == 1:
            return not isinstance(block, Badges) and not (
                isinstance(block, Passage) and block.role == "subtitle"
            )
        return before.level == 2
    return (
        level == 1
        or isinstance(before, Figure | Grid | Timeline)
        or isinstance(block, Figure | Grid | Timeline | References | EntryList | Evidence)
        or before == block
    )


def _block(block: AnyBlock, room: Room, indent: int) -> list[Line]:  # noqa: C901  # one case a kind
    """A block's lines."""
    margin: Line = (Span(" " * indent),) if indent else ()
    numbers, measure = room.numbers, room.measure
    match block:
        case Heading():
            return _heading(block, room, margin if block.level == 4 else ())
        case Passage():
            style = _PASSAGE_STYLES[block.role]
            return prose_lines(
                block.prose, numbers, measure, first=margin, rest=margin, style=style
            )
        case Standing():
            return freed(flow([Span(held(standing_words(block)), "muted")], measure))
        case Badges():
            return freed(
                flow(badge_spans(block.badges, block.support), measure, first=margin, rest=margin)
            )
        case Attribution():
            return list(
                flow(
                    [Span(block.words + ":", "muted", block.voice)],
                    measure,
                    first=margin,
                    rest=margin,
                )
            )
        case Caveat():
            sign = (*margin, Span(f"{CAVEAT}: ", "caveat"))
            return prose_lines(
                block.prose, numbers, measure, first=sign, rest=(*margin, Span("  "))
            )
        case Facts():
            return fact_lines(block.facts, numbers, measure, margin)
        case Evidence():
            return evidence_lines(block, measure, margin)
        case EntryList():
            return entry_list_lines(block, measure, margin)
        case Points():
            return point_lines(block, numbers, measure)
        case Quote():
            return _quote(block, room, margin)
        case Figure() | Grid() | Timeline():
            return _drawn(block, room, indent)
        case References():
            return reference_lines(block.references, numbers, measure)
        case _:
            assert_never(block)


def _heading(block: Heading, room: Room, margin: Line) -> list[Line]:
    styles: dict[int, Style] = {1: "title", 2: "heading", 3: "strong", 4: "label"}
    text = block.text.upper() if block.level == 2 else block.text
    spans = [Span(text, styles[block.level], block.entry if block.level > 1 else None)]
    if block.note:
        spans.append(Span(f" · {held(block.note)}", "muted"))
    return freed(flow(spans, room.measure, first=margin, rest=margin))


def badge_spans(badges: Sequence[Badge], support: Support | None) -> list[Span]:
    """Badges in one line, with dots between them; the support's sign before its word."""
    spans: list[Span] = []
    for badge in badges:
        sign = (
            f"{SUPPORT_SIGNS[support]}{KEPT_BLANK}" if badge.kind == "support" and support else ""
        )
        spans.append(Span(f"{' · ' if spans else ''}{sign}{badge.text}", "muted"))
    return spans


def _quote(block: Quote, room: Room, margin: Line) -> list[Line]:
    inner: Line = (*margin, Span("  "))
    lines = prose_lines(
        block.prose, room.numbers, room.measure, first=inner, rest=inner, style="emphasis"
    )
    said = ", ".join(part for part in (block.speaker, held(block.when)) if part)
    if said:
        lines += freed(
            flow([Span(f"— {said}", "muted", block.voice)], room.measure, first=inner, rest=inner)
        )
    return lines


def _drawn(block: Figure | Grid | Timeline, room: Room, indent: int) -> list[Line]:
    """Charts, tables and timelines, as wide as there is room for."""
    width = min(room.width, DRAWN) - indent
    margin: Line = (Span(" " * indent),) if indent else ()
    lines: Iterable[Line]
    match block:
        case Figure():
            from briefdeck.draw.chart import chart, chart_table

            lines = chart(block.series, width) if block.series.chart != "none" else ()
            table = chart_table(
                block.series, width, cited=lambda cites: _cited(cites, room.numbers)
            )
            lines = [*lines, *([()] if lines and table else []), *table]
        case Grid():
            from briefdeck.draw.table import table as draw_table

            lines = draw_table(
                block.table.columns,
                [[cell_words(value) for value in row] for row in block.table.rows],
                width,
            )
        case Timeline():
            lines = _timeline(block, width)
        case _:
            assert_never(block)
    if width < NARROWEST:
        lines = [
            part
            for line in lines
            for part in (flow(line, width) if line_width(line) > width else (line,))
        ]
    return [(*margin, *line) if line else () for line in freed(lines)]


def _timeline(block: Timeline, width: int) -> Sequence[Line]:
    from briefdeck.draw.timeline import TimelineIndex, timeline

    as_of = block.until.upper if block.until is not None else None
    index = TimelineIndex.of(block.eras, block.programs, block.events, as_of=as_of)
    return timeline(index, width)


def _cited(cites: Iterable[object], numbers: dict[str, int]) -> Line:
    return tuple(citation_spans(cites, numbers))  # type: ignore[arg-type]  # draw hands on what the series holds


def _trimmed(line: Line) -> Line:
    """The line without blanks at its end."""
    while line and not line[-1].text.rstrip(" "):
        line = line[:-1]
    if line and line[-1].text.endswith(" "):
        line = (*line[:-1], Span(line[-1].text.rstrip(" "), line[-1].style, line[-1].target))
    return line
