"""How an entry looks in a list: number or date, title over as many lines as it needs, signs."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from briefdeck.document.blocks import entry_sign
from briefdeck.draw.hues import statement_signs
from briefdeck.draw.lines import Line, Span, flow, line_width
from briefdeck.reading.deck import Deck, Row
from briefdeck.reading.signs import amiss_signs
from briefdeck.text.width import cell_width, truncate

MOST_LINES = 3
"""Lines that a title gets at most."""
LEAD_LIMIT = 13
"""Cells of the column of numbers or dates where it would take much of the width."""
COUNTED = 500
"""Rows that are measured to see how wide a list would like to be."""


def entry_signs(deck: Deck, entry_id: str) -> Line:
    """The signs at the end of an entry's row: support, caveat, what is amiss in quotations."""
    entry = deck.links.entries[entry_id]
    support = deck.support(entry_id) if deck.is_statement(entry) else None
    return (*statement_signs(support, entry_sign(entry)), *amiss_signs(deck, entry_id))


def with_heading(row: Row) -> Row:
    """A row that says itself what it would stand under."""
    if not row.heading or row.lead.endswith(row.heading):
        return row
    return replace(row, lead=f"{row.lead} {row.heading}".strip())


def under_heading(row: Row) -> Row:
    """A row that stands under its year. One dated by the year alone says it, and needs no other."""
    return row if row.lead else with_heading(row)


def lead_width(rows: Sequence[Row], width: int, shown: Callable[[Row], Row]) -> int:
    """How wide the column of numbers or dates is in a list of some width.

    It holds four of five; what is longer takes of its title's room. `shown`: a row as it is listed.
    """
    some = rows[:: max(1, len(rows) // COUNTED)]
    widths = sorted(cell_width(shown(row).lead) for row in some)
    column = widths[(len(widths) - 1) * 4 // 5] if widths else 0
    return column if column * 3 <= width else min(column, LEAD_LIMIT)


def wish(rows: Sequence[Row], signs: int) -> int:
    """The width in which no title of a list would be broken."""
    shown = rows[:COUNTED]
    lead = max((cell_width(row.lead) for row in shown), default=0)
    title = max((cell_width(row.label) for row in shown), default=0)
    return title + (lead + 1 if lead else 0) + (signs + 1 if signs else 0) + 3


@lru_cache(maxsize=2048)
def entry_lines(
    row: Row, lead: int, signs: Line, width: int, most: int = MOST_LINES
) -> tuple[Line, ...]:
    """The lines of an entry, each at most `width` cells; signs at the end of the first.

    `lead`: the width of the column before the title. A date is never cut: one that is longer than
    the column takes of the title's room on the first line. They are kept: a key asks for all that
    are seen several times.
    """
    words = truncate(row.lead, max(width - 2, 1))
    margin = lead + 1 if lead else 0
    start = max(margin, cell_width(words) + 1) if words else margin
    tail = line_width(signs) + 1 if signs else 0
    room = max(width - start - tail, 1)
    first = (Span(words + " " * (start - cell_width(words)), row.style),) if start else ()
    wrapped = list(flow((Span(row.label),), max(width - margin - tail, 1)))
    if start > margin:
        shift = (Span(" " * (start - margin)),)
        wrapped = list(flow((Span(row.label),), max(width - margin - tail, 1), first=shift))
        wrapped[0] = wrapped[0][1:]
    lines = wrapped[:most]
    if len(wrapped) > most:
        rest = row.label[sum(len(_words(line)) + 1 for line in lines[:-1]) :]
        lines[-1] = (Span(truncate(rest, max(width - margin - tail, 1))),)
    indent = (Span(" " * margin),) if margin else ()
    found = [(*(first if at == 0 else indent), *line) for at, line in enumerate(lines)]
    if signs:
        gap = " " * max(1, start + room - line_width(found[0]) + 1)
        found[0] = (*found[0], Span(gap), *signs)
    return tuple(found) or ((*first, Span(" "), *signs),)


def _words(line: Line) -> str:
    return "".join(span.text for span in line)
