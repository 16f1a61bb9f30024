"""The ribbon: the whole period in one or two lines."""

from briefdeck.draw.axis import MINUTE, Scale, Viewport
from briefdeck.draw.bands import one_row
from briefdeck.draw.items import Item, TimelineIndex
from briefdeck.draw.lines import Line, Row, Span, Style, merged
from briefdeck.draw.marks import EARLIER, LATER, bar, drawn, extent
from briefdeck.draw.packing import crowd, place_of
from briefdeck.model.calendar import DAY_SECONDS, SHORT_MONTHS, day_to_civil
from briefdeck.model.datewords import year_words
from briefdeck.text.width import cell_width, truncate

NARROWEST = 10
"""In fewer cells than that the years at both ends are left out."""
FEW_DAYS = 14 * DAY_SECONDS
"""A view up to that length says its days, not its year; only times of day make it so short."""
IN_ONE_CELL = str.maketrans("█═", "━━")
"""A lit bar lies under other marks, so it is drawn thinner than where it stands alone."""


def ribbon(
    index: TimelineIndex, width: int, *, height: int = 2, selected: str | None = None
) -> tuple[Line, ...]:
    """Return the fitted view of an index in one or two lines, what is selected lit.

    Eras are bands, events marks, and counts where they collide; in a single line bands are only
    where they begin.
    """
    view = index.fitted
    before, after = _end_words(view.first, view), _end_words(view.last, view)
    left, right = cell_width(before) + 1, cell_width(after) + 1
    if width - left - right < NARROWEST:
        return _lines(index, Scale(view, max(width, 1)), height, selected)
    scale = Scale(view, max(width - left - right, 1))
    chosen = index.by_id.get(selected or "")
    bands, *rest = _lines(index, scale, height, selected)
    first = merged((Span(f"{before} ", "axis"), *bands, Span(f" {after}", "axis")))
    if not rest:
        return (first,)
    earlier = _outside(index, view, chosen, left, is_before=True)
    later = _outside(index, view, chosen, right, is_before=False)
    return first, merged((*earlier, *rest[0], *later))


def _end_words(second: int, view: Viewport) -> str:
    """What stands at an end of the ribbon: the year, of a few days the day, of less the time."""
    day, rest = divmod(second, DAY_SECONDS)
    year, month, number = day_to_civil(day)
    if view.length > FEW_DAYS:
        return year_words(year)
    if view.length > DAY_SECONDS:
        return f"{number} {SHORT_MONTHS[month - 1]}"
    return f"{rest // 3600:02}:{rest % 3600 // MINUTE:02}"


def _lines(
    index: TimelineIndex, scale: Scale, height: int, selected: str | None
) -> tuple[Line, ...]:
    """Return the lines between the years at both ends."""
    chosen = index.by_id.get(selected or "")
    eras = index.tracks["era"]
    if height == 1:
        return (_marks(index, scale, chosen, _beginnings(index, scale)),)
    marks = _marks(index, scale, chosen, {})
    if not eras.items:
        return (marks,)
    return one_row(eras.within(scale.view), scale, chosen).line(scale.width), marks


def _outside(
    index: TimelineIndex, view: Viewport, selected: Item | None, room: int, *, is_before: bool
) -> Line:
    """Return how many events lie before or after the view.

    The count leads to the nearest of them; to the selected one, and is lit, if that is among
    them.
    """
    track = index.tracks["event"]
    items = track.before(view) if is_before else track.after(view)
    if not items:
        return (Span(" " * room),)
    nearest = items[-1] if is_before else items[0]
    style: Style = "muted"
    if selected is not None and place_of(items, selected) is not None:
        nearest, style = selected, "selected"
    count = f"{EARLIER}{len(items)}" if is_before else f"{len(items)}{LATER}"
    shown = Span(truncate(count, room - 1), style, nearest.id)
    blank = Span(" " * (room - cell_width(shown.text)))
    return (shown, blank) if is_before else (blank, shown)


def _beginnings(index: TimelineIndex, scale: Scale) -> dict[int, Span]:
    """Return where eras begin, for a ribbon of one line."""
    eras = index.tracks["era"].within(scale.view)
    return {extent(item, scale)[0]: Span("│", item.style, item.id) for item in eras}


def _marks(index: TimelineIndex, scale: Scale, chosen: Item | None, under: dict[int, Span]) -> Line:
    """Return marks and counts of events over what is selected, and that over what is given."""
    cells = dict(under)
    if chosen is not None and scale.view.covers(chosen.begin, chosen.end):
        cells |= _lit(chosen, scale)
    cells |= crowd(index.tracks["event"].within(scale.view), scale, chosen)
    row = Row()
    for cell in sorted(cells):
        row.put(cell, (cells[cell],))
    return row.line(scale.width)


def _lit(item: Item, scale: Scale) -> dict[int, Span]:
    """Return the selected program, era or long event, cell by cell."""
    shape = drawn if item.lane == "event" else bar
    text = "".join(span.text for span in shape(item, scale, is_selected=True))
    first, _ = extent(item, scale)
    return {
        cell: Span(sign, "selected", item.id)
        for cell, sign in enumerate(text.translate(IN_ONE_CELL), first)
    }
