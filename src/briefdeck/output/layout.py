"""Blocks as lines of styled spans: what the terminal prints and what the reader pane shows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal, assert_never

from msgspec import Struct

from briefdeck.document.blocks import (
    AnyBlock,
    Arguments,
    Attribution,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Excerpts,
    Facts,
    Figure,
    FigureList,
    Grid,
    Heading,
    Passage,
    Points,
    Quote,
    References,
    Standing,
    Timeline,
)
from briefdeck.draw.hues import signed_spans
from briefdeck.draw.lines import Line, Span, Style, flow, line_width, lines_text, trimmed
from briefdeck.model.briefing import Table
from briefdeck.model.levels import Level
from briefdeck.output.argument_lines import argument_lines
from briefdeck.output.cells import table_words
from briefdeck.output.list_lines import (
    badge_spans,
    caveat_lines,
    entry_list_lines,
    evidence_lines,
    fact_lines,
    facts_in_line,
    point_lines,
    reference_lines,
)
from briefdeck.output.phrases import standing_words
from briefdeck.output.prose_lines import (
    KEPT_BLANK,
    citation_spans,
    freed,
    held,
    inline_spans,
    prose_lines,
)

if TYPE_CHECKING:
    from briefdeck.draw.shown import Shown

MEASURE: Final = 92
"""Prose is set no wider than this, whatever the width: longer lines are hard to follow."""
DRAWN: Final = 140
"""Charts and tables are drawn no wider than this."""
NARROWEST: Final = 40
"""Drawings are made for this width and more; in less, lines that are too wide are broken."""
INDENT: Final = 2
_HEADING_STYLES: Final[dict[int, Style]] = {1: "title", 2: "heading", 3: "strong", 4: "label"}
_PASSAGE_STYLES: Final[dict[str, Style]] = {"bluf": "strong", "subtitle": "muted", "text": "text"}

_NOTHING: Final = ("", " ")
_DRAWN: Final = Figure | Grid | Timeline
_APART: Final = _DRAWN | References | EntryList | Evidence | Excerpts | Arguments
"""Blocks with a blank line before them within an entry; what is drawn has one behind it too."""


def render(document: Document, *, width: int) -> str:
    """Return the document's characters in lines of at most `width` cells but for addresses."""
    return lines_text(lay_out(document, width))


class Room(Struct, frozen=True):
    """What a document is laid out in: how wide, the numbers of its citations, and its reading."""

    width: int
    numbers: dict[str, int]
    reading: Level | Literal[""] = ""

    @property
    def measure(self) -> int:
        """How wide prose is set."""
        return min(self.width, MEASURE)


def lay_out(document: Document, width: int) -> tuple[Line, ...]:
    """Return a document's lines, none ending in blanks.

    None is wider than `width` cells, but that an address too wide for a line runs over it whole:
    what cannot scroll folds it with `briefdeck.draw.lines.folded`. A span's target is an entry's
    id or, where `is_address` says so, an address.
    """
    return lay_out_blocks(document.blocks, document.numbers, width, document.level)


def lay_out_blocks(
    blocks: Iterable[AnyBlock],
    numbers: dict[str, int],
    width: int,
    reading: Level | Literal[""] = "",
) -> tuple[Line, ...]:
    """Return the lines of some blocks of a document; `numbers` and `reading` are the document's."""
    room = Room(width, numbers, reading)
    lines: list[Line] = []
    before: AnyBlock | None = None
    level = 1
    start = 0
    for block in blocks:
        # Headings of level 4 stand inside an entry, whose blocks go on behind them.
        if isinstance(block, Heading) and block.level < 4:
            level = block.level
        indent = INDENT if level >= 3 else 0
        if isinstance(block, Attribution) and isinstance(before, Badges):
            # Whose words they are is one more thing to know before using them.
            lines[start:] = _attributed(before, block, room, indent)
            continue
        drawn = _block(block, room, indent)
        if not drawn:
            continue
        if _is_gap(before, block, level):
            lines.append(())
        start = len(lines)
        lines += drawn
        before = block
    return tuple(map(_trimmed, lines))


def _is_gap(before: AnyBlock | None, block: AnyBlock, level: int) -> bool:
    """Whether a blank line stands between two blocks; `level` is that of the heading above."""
    if before is None:
        return False
    if isinstance(block, Heading):
        return True
    if isinstance(before, Heading):
        return _is_gap_below(before, block)
    # Whose words, and what sort of statement, belong to what they stand above.
    if isinstance(before, Attribution):
        return False
    if level == 1:
        return True
    if isinstance(before, Badges):
        return False
    return isinstance(before, _DRAWN) or isinstance(block, _APART) or before == block


def _is_gap_below(heading: Heading, block: AnyBlock) -> bool:
    if heading.level > 1:
        return heading.level == 2
    if isinstance(block, Passage):
        return block.role != "subtitle"
    return not isinstance(block, Badges)


def _block(block: AnyBlock, room: Room, indent: int) -> list[Line]:  # noqa: C901  # one case a kind
    """Return a block's lines."""
    margin = _margin(indent)
    numbers, measure = room.numbers, room.measure
    match block:
        case Heading():
            return _heading(block, room, margin)
        case Passage():
            style = _PASSAGE_STYLES[block.role]
            return prose_lines(
                block.prose, numbers, measure, first=margin, rest=margin, style=style
            )
        case Standing():
            said = standing_words(block, reading=room.reading)
            return _said(signed_spans(held(said), "muted"), room, ())
        case Badges():
            return _said(badge_spans(block.badges, block.support), room, margin)
        case Attribution():
            words = Span(f"{block.words}:", "muted", block.voice)
            return _said([words], room, margin)
        case Caveat():
            return caveat_lines(block.prose, numbers, measure, margin, grade=block.grade)
        case Facts(role="line"):
            return _said(facts_in_line(block.facts, numbers), room, margin)
        case Facts():
            return fact_lines(block.facts, numbers, measure, margin)
        case Arguments():
            return argument_lines(block, numbers, measure, margin)
        case Evidence():
            return evidence_lines(block, measure, margin)
        case EntryList():
            return [*entry_list_lines(block, numbers, measure, margin)]
        case Points():
            return point_lines(block, numbers, measure)
        case Quote():
            return _quote(block, room, margin)
        case Excerpts():
            return _excerpts(block, room, margin)
        case FigureList():
            return _figure_list(block, room, margin)
        case Figure() | Grid() | Timeline():
            return _drawn(block, room, indent)
        case References(is_apart=True):
            return []
        case References():
            return reference_lines(block.references, numbers, measure)
        case _:
            assert_never(block)


def _attributed(badges: Badges, block: Attribution, room: Room, indent: int) -> list[Line]:
    """Return badges and whose statement it is: in one line, or in as many as they take."""
    margin = _margin(indent)
    said = badge_spans(badges.badges, badges.support)
    words = Span(f"{block.words}:", "muted", block.voice)
    together = _said([*said, Span(" · ", "muted"), words], room, margin)
    if said and len(together) == 1:
        return together
    return [*(_said(said, room, margin) if said else ()), *_said([words], room, margin)]


def _margin(indent: int) -> Line:
    return (Span(" " * indent),) if indent else ()


def _said(spans: Iterable[Span], room: Room, margin: Line) -> list[Line]:
    """Return spans as lines that begin at the margin, broken where no blank is held."""
    return freed(flow(spans, room.measure, first=margin, rest=margin, runs_over=True))


def _heading(block: Heading, room: Room, margin: Line) -> list[Line]:
    text = block.text.upper() if block.level == 2 else block.text
    target = block.entry if block.level > 1 else None
    spans = [Span(text, _HEADING_STYLES[block.level], target)]
    if block.note:
        spans.append(Span(f" ·{KEPT_BLANK}{held(block.note)}", "muted"))
    return _said(spans, room, margin if block.level == 4 else ())


def _quote(block: Quote, room: Room, margin: Line) -> list[Line]:
    inner: Line = (*margin, Span("  "))
    lines = prose_lines(
        block.prose, room.numbers, room.measure, first=inner, rest=inner, style="emphasis"
    )
    said = ", ".join(filter(None, (block.speaker, held(block.when))))
    if said:
        lines += _said([Span(f"— {said}", "muted", block.voice)], room, inner)
    if block.verification:
        from briefdeck.output.verdict_lines import listed_spans

        for quoted in block.verification:
            lines += _said(listed_spans(quoted), room, inner)
    return lines


def _excerpts(block: Excerpts, room: Room, margin: Line) -> list[Line]:
    from briefdeck.output.verdict_lines import excerpts_lines

    return [*excerpts_lines(block, room.numbers, room.measure, margin)]


def _drawn(block: Figure | Grid | Timeline, room: Room, indent: int) -> list[Line]:
    """Return a chart, table or timeline, as wide as there is room for."""
    width = min(room.width, DRAWN) - indent
    match block:
        case Figure():
            lines = _figure(block, width, room.numbers)
        case Grid():
            lines = _grid(block.table, width)
        case Timeline():
            lines = _timeline(block, width)
        case _:
            assert_never(block)
    if width < NARROWEST:
        lines = _broken(lines, width)
    margin = _margin(indent)
    return [(*margin, *line) if line else () for line in freed(lines)]


def _together(every: Sequence["Shown"], width: int) -> tuple[Line, ...]:
    from briefdeck.draw.together import Together, together

    return together(Together.of(every), width)


def _figure(block: Figure, width: int, numbers: dict[str, int]) -> Sequence[Line]:
    from briefdeck.draw.figure import figure
    from briefdeck.draw.shown import Shown

    every = [
        Shown.of(
            each,
            cited=lambda cites: tuple(citation_spans(cites, numbers)),
            said=lambda inlines: tuple(inline_spans(inlines, numbers)),
        )
        for each in (block, *block.companions)
    ]
    lines = _together(every, width) if block.companions else figure(every[0], width)
    apart = [line for words in block.apart for line in flow((Span(words, "muted"),), width)]
    return [*lines, *apart]


def _figure_list(block: FigureList, room: Room, margin: Line) -> list[Line]:
    from briefdeck.draw.figure_line import figure_lines

    width = min(room.width, DRAWN) - line_width(margin)
    supports = {series.id: support for series, support in block.supported}
    lines = figure_lines(block.series, room.numbers, width, supports=supports)
    return [(*margin, *line) for line in lines]


def _grid(table: Table, width: int) -> Sequence[Line]:
    from briefdeck.draw.table import table as draw_table

    return draw_table(table.columns, table_words(table).rows, width)


def _timeline(block: Timeline, width: int) -> Sequence[Line]:
    from briefdeck.draw.timeline import TimelineIndex, timeline

    index = TimelineIndex.of(block.eras, block.programs, block.events, as_of=block.until)
    return timeline(index, width)


def _broken(lines: Iterable[Line], width: int) -> list[Line]:
    """Return lines with those that are too wide for a very narrow screen broken."""
    broken: list[Line] = []
    for line in lines:
        if line_width(line) > width:
            broken += flow(line, width)
        else:
            broken.append(line)
    return broken


def _trimmed(line: Line) -> Line:
    """Return the line without blanks at its end; most end in a word, and stay as they are."""
    if line and line[-1].text[-1:] in _NOTHING:
        return trimmed(line)
    return line
