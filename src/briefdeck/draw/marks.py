"""How items look: bands, bars and marks, and the signs that show how sure an end is. No meaning by colour alone."""

from collections.abc import Iterable
from typing import NamedTuple

from briefdeck.draw.items import Certainty, Item, Lane
from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.draw.scale import Scale

EVENT_SIGNS: dict[Certainty, str] = {
    "exact": "●",
    "about": "◐",
    "uncertain": "○",
    "unspecified": "◌",
    "open": "▸",
    "unknown": "?",
}
PROGRAM_SIGNS: dict[Certainty, str] = EVENT_SIGNS | {"exact": "◆", "about": "◈", "uncertain": "◇", "unspecified": "◇"}
SELECTED_SIGN = "◉"
END_SIGNS: dict[Certainty, str] = {"about": "≈", "uncertain": "?", "unspecified": "╍", "unknown": "?"}
WITHIN, PERHAPS, LASTING = "┄", "╍", "━"
EARLIER, LATER = "‹", "›"
CAVEAT = "!"

SIGN_WORDS: dict[str, str] = {
    "●": "event",
    "◐": "about then",
    "○": "date uncertain",
    "◌": "date partly unknown",
    "◆": "program, dated",
    "◈": "program, about then",
    "◇": "program, date uncertain",
    "┄": "some time within",
    "╍": "perhaps",
    "≈": "starts or ends about then",
    "?": "uncertain or unknown",
    "▸": "goes on",
    "◂": "began before, unknown when",
    "‹": "before this",
    "›": "after this",
    "╱": "several eras at once",
    "!": "caveat",
    "+": "ten or more",
}


def extent(item: Item, scale: Scale) -> tuple[int, int]:
    """First and last cell of an item, cut to the view."""
    return scale.extent(item.begin, item.end)


def drawn(item: Item, scale: Scale, *, is_selected: bool = False) -> Line:
    """An item's bar or mark over its own cells, without its name."""
    if item.is_span and item.lane != "event":
        return bar(item, scale, is_selected=is_selected)
    first, last = extent(item, scale)
    signs = PROGRAM_SIGNS if item.lane == "program" else EVENT_SIGNS
    opening = SELECTED_SIGN if is_selected else EARLIER if item.begin < scale.view.first else signs[item.starts]
    style: Style = "selected" if is_selected else item.lane
    if first == last:
        sign = opening if opening in {SELECTED_SIGN, EARLIER} else signs[worse(item.starts, item.ends)]
        return (Span(sign, style, item.id),)
    if not item.is_span and last - first < 2:
        return (Span(opening, style, item.id),)
    if not item.is_span:
        closing = LATER if item.end > scale.view.last else WITHIN
        rest = Span(WITHIN * (last - first - 1) + closing, "muted", item.id)
        return Span(opening, style, item.id), rest
    closing = LATER if item.end > scale.view.last else signs[item.ends]
    return (Span(opening + LASTING * (last - first - 1) + closing, style, item.id),)


class Strokes(NamedTuple):
    """What bars are drawn with: both exact ends, what lies between, what does when lit, and a bar of a single cell."""

    opening: str
    closing: str
    fill: str
    lit: str
    single: str


STROKES: dict[Lane, Strokes] = {
    "era": Strokes("├", "┤", "─", "═", "│"),
    "program": Strokes("┣", "┫", "━", "█", "┃"),
    "event": Strokes("●", "●", "━", "█", "●"),
}


def bar(item: Item, scale: Scale, *, is_selected: bool = False) -> Line:
    """A program's or an era's bar: drawn through where it surely was, dashed where it perhaps was, a sign at each unsure end."""
    first, last = extent(item, scale)
    style: Style = "selected" if is_selected else item.lane
    strokes = STROKES[item.lane]
    opening, closing = end_signs(item, scale, strokes.opening, strokes.closing)
    if first == last:
        sign = strokes.single if item.starts == item.ends == "exact" else closing
        return (Span(opening if sign == strokes.closing else sign, style, item.id),)
    fill = strokes.lit if is_selected else strokes.fill
    if item.starts in {"unspecified", "open"} or item.ends == "unspecified":
        inner = "".join(fill if _is_sure(item, scale, cell) else PERHAPS for cell in range(first + 1, last))
    else:
        inner = fill * (last - first - 1)
    return (Span(opening + inner + closing, style, item.id),)


def end_signs(item: Item, scale: Scale, opening: str, closing: str) -> tuple[str, str]:
    """What stands at both ends of a bar or band: the signs given where they are exact and in view."""
    first = (
        EARLIER
        if item.begin < scale.view.first
        else "◂"
        if item.starts == "open"
        else END_SIGNS.get(item.starts, opening)
    )
    last = LATER if item.end > scale.view.last else "▸" if item.ends == "open" else END_SIGNS.get(item.ends, closing)
    return first, last


def _is_sure(item: Item, scale: Scale, cell: int) -> bool:
    return scale.cell(item.solid_from) < cell < scale.last_cell(item.solid_to)


def worse(one: Certainty, other: Certainty) -> Certainty:
    """The less sure of two."""
    order: tuple[Certainty, ...] = ("exact", "open", "about", "unspecified", "uncertain", "unknown")
    return max(one, other, key=order.index)


def legend(lines: Iterable[Line], width: int, meaning: dict[str, str] | None = None) -> tuple[Line, ...]:
    """What the signs mean that are used in these lines outside names; nothing where none needs words."""
    words = SIGN_WORDS if meaning is None else meaning
    used = {sign for line in lines for span in line if span.style not in _NAMES for sign in _signs(span)}
    shown = [sign for sign in words if sign in used]
    spans: list[Span] = []
    for sign in shown:
        spans += [Span(f"{sign}\u00a0{words[sign]}".replace(" ", "\u00a0"), "legend"), Span("  ", "legend")]
    return tuple(_with_blanks(line) for line in flow(spans[:-1], width)) if spans else ()


def _signs(span: Span) -> str:
    """The signs of a span, without the name that stands in a band or is lit."""
    text = span.text
    if span.style not in _BANDS or not any(sign.isalnum() for sign in text):
        return text
    if text[0] not in _OPENINGS or " " not in text:
        return ""
    return text[: text.index(" ")] + text[text.rindex(" ") :]


def _with_blanks(line: Line) -> Line:
    return tuple(Span(span.text.replace("\u00a0", " "), span.style, span.target) for span in line)


_NAMES: frozenset[Style] = frozenset({"label", "heading", "axis", "grid", "text"})
_BANDS: frozenset[Style] = frozenset({"era", "era-alt", "selected"})
_OPENINGS = frozenset(f"│├{EARLIER}◂{''.join(END_SIGNS.values())}")
