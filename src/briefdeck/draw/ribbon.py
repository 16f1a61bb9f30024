"""The ribbon: the whole period to scale in one or two lines, with what is selected lit."""

from briefdeck.draw.bands import band
from briefdeck.draw.items import Item, TimelineIndex
from briefdeck.draw.lines import Line, Span, Style, cell_width, line_width, merged, truncate
from briefdeck.draw.marks import EARLIER, LATER, bar, drawn, extent
from briefdeck.draw.packing import crowd, place_of
from briefdeck.draw.rows import Row
from briefdeck.draw.scale import Scale, Viewport
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.datewords import year_words

BOTH = "╱"


def ribbon(
    index: TimelineIndex, width: int, *, view: Viewport | None = None, height: int = 2, selected: str | None = None
) -> tuple[Line, ...]:
    """The whole period in one or two lines: bands, and marks with counts where they collide; what is selected is lit."""
    view = view or index.fitted
    before, after = _edge(view.first), _edge(view.last)
    left, right = cell_width(before) + 1, cell_width(after) + 1
    if width - left - right < 10:
        left, right, before, after = 0, 0, "", ""
    scale = Scale(view, max(width - left - right, 1))
    edges = _edges(index, scale) if height == 1 else {}
    chosen = index.by_id.get(selected or "")
    marks = _marks(index, scale, chosen, edges)
    if height == 1 or not index.tracks["era"].items:
        return (_framed(marks, before, after),)
    bands = _framed(_bands(index, scale, chosen), before, after)
    if not left:
        return bands, marks
    return bands, merged(
        (
            *_outside(index, view, chosen, left, is_before=True),
            *marks,
            *_outside(index, view, chosen, right, is_before=False),
        )
    )


def _edge(day: int) -> str:
    return year_words(day_to_civil(day)[0])


def _framed(line: Line, before: str, after: str) -> Line:
    if not before and not after:
        return line
    return merged((Span(f"{before} ", "axis"), *line, Span(f" {after}", "axis")))


def _outside(index: TimelineIndex, view: Viewport, selected: Item | None, room: int, *, is_before: bool) -> Line:
    """How many events lie before or after the ribbon, lit where the selected one is among them."""
    track = index.tracks["event"]
    items = track.before(view) if is_before else list(track.after(view))
    if not items:
        return (Span(" " * room),)
    is_among = place_of(items, selected) is not None
    nearest = selected if selected is not None and is_among else items[-1 if is_before else 0]
    style: Style = "selected" if is_among else "muted"
    text = truncate(f"{EARLIER}{len(items)}" if is_before else f"{len(items)}{LATER}", room - 1)
    blank = Span(" " * (room - cell_width(text)))
    shown = Span(text, style, nearest.id)
    return (shown, blank) if is_before else (blank, shown)


def _bands(index: TimelineIndex, scale: Scale, selected: Item | None) -> Line:
    """Eras in one line, each from where it begins; where two are at once, both are shown by slanted lines; else dots."""
    row = Row()
    items = index.tracks["era"].within(scale.view)
    at = 0
    for number, item in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else None
        first, last = extent(item, scale)
        shared = _shared(item, following, scale)
        first, last = max(first, at), last if shared is None else min(last, shared - 1)
        if first > last:
            continue
        row.put(at, (Span("·" * (first - at), "muted"),))
        is_closed = following is None or extent(following, scale)[0] > last + 1
        lit, alternate = item is selected, number % 2 == 1
        row.put(first, band(item, scale, (first, last), is_selected=lit, is_closed=is_closed, is_alternate=alternate))
        both = _both(item, following, scale, last + 1)
        row.put(last + 1, both)
        at = last + 1 + line_width(both)
    row.put(at, (Span("·" * max(scale.width - at, 0), "muted"),))
    return row.line(scale.width)


def _both(item: Item, following: Item | None, scale: Scale, at: int) -> Line:
    """The stretch from a cell on that belongs to two eras; nothing where they follow each other."""
    if following is None or item.end < following.begin:
        return ()
    until = min(extent(item, scale)[1], extent(following, scale)[1])
    return (Span(BOTH * (until - at + 1), "era", following.id),) if until >= at else ()


def _shared(item: Item, following: Item | None, scale: Scale) -> int | None:
    """The cell from which on the next era has begun, if this one reaches into it."""
    if following is None:
        return None
    cell = extent(following, scale)[0]
    return cell if extent(item, scale)[1] >= cell else None


def _edges(index: TimelineIndex, scale: Scale) -> dict[int, Span]:
    """Where eras begin, for a ribbon of one line."""
    eras = index.tracks["era"].within(scale.view)
    return {extent(item, scale)[0]: Span("│", "era", item.id) for item in eras}


def _marks(index: TimelineIndex, scale: Scale, chosen: Item | None, under: dict[int, Span]) -> Line:
    """Marks and counts; a selected program, era or long event as a bar under them, and under that what is given."""
    row = Row()
    cells = dict(under)
    if chosen is not None and scale.view.covers(chosen.begin, chosen.end):
        first, _ = extent(chosen, scale)
        shown = (
            bar(chosen, scale, is_selected=True) if chosen.lane != "event" else drawn(chosen, scale, is_selected=True)
        )
        text = "".join(span.text for span in shown).replace("█", "━").replace("═", "━")
        cells |= {first + offset: Span(sign, "selected", chosen.id) for offset, sign in enumerate(text)}
    cells |= crowd(index.tracks["event"].within(scale.view), scale, chosen)
    for cell in sorted(cells):
        row.put(cell, (cells[cell],))
    return row.line(scale.width)
