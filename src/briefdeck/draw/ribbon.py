"""The ribbon: the whole period to scale in one or two lines, with what is selected lit."""

from briefdeck.draw.bands import one_row
from briefdeck.draw.items import Item, TimelineIndex
from briefdeck.draw.lines import Line, Span, Style, cell_width, merged, truncate
from briefdeck.draw.marks import EARLIER, LATER, bar, drawn, extent
from briefdeck.draw.packing import crowd, place_of
from briefdeck.draw.rows import Row
from briefdeck.draw.scale import Scale, Viewport
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.datewords import year_words


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
    bands = _framed(one_row(index.tracks["era"].within(view), scale, chosen).line(scale.width), before, after)
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
