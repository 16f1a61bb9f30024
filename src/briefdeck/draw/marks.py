"""How items look without their names: bars and marks, and the signs of how sure an end is."""

from typing import Literal, NamedTuple

from briefdeck.draw.axis import Scale, Viewport
from briefdeck.draw.items import Certainty, Item, Lane
from briefdeck.draw.lines import Line, Span, Style

EARLIER, LATER = "‹", "›"
Ending = Certainty | Literal["earlier", "later"]
"""What an end shows: how it is known, or that it lies before or after the view."""
EVENT_SIGNS: dict[Certainty, str] = {
    "exact": "●",
    "about": "◐",
    "uncertain": "○",
    "unspecified": "◌",
    "open": "▸",
    "unknown": "?",
}
PROGRAM_SIGNS: dict[Certainty, str] = EVENT_SIGNS | {
    "exact": "◆",
    "about": "◈",
    "uncertain": "◇",
    "unspecified": "◇",
}
SELECTED_SIGN = "◉"
START_SIGNS: dict[Ending, str] = {
    "earlier": EARLIER,
    "later": LATER,
    "about": "≈",
    "uncertain": "?",
    "unspecified": "╍",
    "unknown": "?",
    "open": "◂",
}
END_SIGNS: dict[Ending, str] = START_SIGNS | {"open": "▸"}
SURE_FIRST: tuple[Certainty, ...] = (
    "exact",
    "open",
    "about",
    "unspecified",
    "uncertain",
    "unknown",
)
WITHIN, PERHAPS, LASTING = "┄", "╍", "━"


class Strokes(NamedTuple):
    """What bars are drawn with: exact ends, what is between them, the same lit, a single cell."""

    opening: str
    closing: str
    fill: str
    lit: str
    single: str


STROKES: dict[Lane, Strokes] = {
    "era": Strokes("├", "┤", "─", "═", "│"),
    "program": Strokes("┣", "┫", "━", "█", "┃"),
}


def extent(item: Item, scale: Scale) -> tuple[int, int]:
    """Return the first and last cell of an item, cut to the view; it takes a letter at least."""
    first, last = scale.extent(item.begin, item.end)
    missing = scale.letters.size - (last - first + 1)
    if missing > 0:
        first = max(min(first - missing // 2, scale.width - scale.letters.size), 0)
        last = first + scale.letters.size - 1
    return first, last


def endings(item: Item, view: Viewport) -> tuple[Ending, Ending]:
    """Return what both ends of an item show."""
    first: Ending = "earlier" if item.begin < view.first else item.starts
    last: Ending = "later" if item.end > view.last else item.ends
    return first, last


def drawn(item: Item, scale: Scale, *, is_selected: bool = False) -> Line:
    """Return an item's bar or mark over its own cells, without its name."""
    if item.is_span and item.lane != "event":
        return bar(item, scale, is_selected=is_selected)
    first, last = extent(item, scale)
    style: Style = "selected" if is_selected else item.style
    opening, closing = mark_signs(item, scale)
    if is_selected:
        opening = SELECTED_SIGN
    between = last - first - 1
    if not closing or (not between and not item.is_span):
        return (Span(opening, style, item.id),)
    if item.is_span:
        return (Span(opening + LASTING * between + closing, style, item.id),)
    rest = Span(WITHIN * between + closing, "muted", item.id)
    return Span(opening, style, item.id), rest


def mark_signs(item: Item, scale: Scale) -> tuple[str, str]:
    """Return what stands at both ends of a mark, the second empty where it takes a letter alone."""
    first, last = extent(item, scale)
    signs = PROGRAM_SIGNS if item.lane == "program" else EVENT_SIGNS
    opens, closes = endings(item, scale.view)
    is_alone = last - first < scale.letters.size
    how = worse(item.starts, item.ends) if is_alone else item.starts
    opening = EARLIER if opens == "earlier" else signs[how]
    if is_alone:
        return opening, ""
    if closes == "later":
        return opening, LATER
    return opening, signs[item.ends] if item.is_span else WITHIN


def bar(item: Item, scale: Scale, *, is_selected: bool = False) -> Line:
    """Return a program's or an era's bar.

    It is drawn through where it surely was and dashed where it perhaps was, with a sign at each
    unsure end.
    """
    first, last = extent(item, scale)
    style: Style = "selected" if is_selected else item.style
    strokes = STROKES[item.lane]
    opening, closing = end_signs(item, scale, strokes.opening, strokes.closing)
    if first == last:
        return (Span(_single(item, opening, closing), style, item.id),)
    fill = strokes.lit if is_selected else strokes.fill
    if item.starts in {"unspecified", "open"} or item.ends == "unspecified":
        between = range(first + 1, last)
        inner = "".join(fill if _is_sure(item, scale, cell) else PERHAPS for cell in between)
    else:
        inner = fill * (last - first - 1)
    return (Span(opening + inner + closing, style, item.id),)


def _single(item: Item, opening: str, closing: str) -> str:
    """Return the sign of a bar of one cell: that of its unsure end, if any."""
    strokes = STROKES[item.lane]
    if item.starts == item.ends == "exact":
        return strokes.single
    return opening if closing == strokes.closing else closing


def end_signs(item: Item, scale: Scale, opening: str, closing: str) -> tuple[str, str]:
    """Return what stands at both ends of a bar or band: those given where exact and in view."""
    first, last = endings(item, scale.view)
    return START_SIGNS.get(first, opening), END_SIGNS.get(last, closing)


def _is_sure(item: Item, scale: Scale, cell: int) -> bool:
    return scale.cell(item.solid_from) < cell < scale.last_cell(item.solid_to)


def worse(one: Certainty, other: Certainty) -> Certainty:
    """Return the less sure of two."""
    return max(one, other, key=SURE_FIRST.index)
