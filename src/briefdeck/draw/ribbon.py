"""The ribbon: the whole period at a glance, with its years, eras and events, and where one is."""

from msgspec import Struct

from briefdeck.draw.axis import Scale, ticks
from briefdeck.draw.bands import one_row
from briefdeck.draw.density import Unit, buckets, columns, unit_of
from briefdeck.draw.items import Item, TimelineIndex
from briefdeck.draw.lines import Line, Row, Span
from briefdeck.draw.marks import EARLIER, LATER, SELECTED_SIGN, bar, drawn, extent
from briefdeck.model.datewords import short_date
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import counted

APART = 3
"""Cells between labels on the edge: a blank after each, some of the edge, a blank before."""
IN_ONE_CELL = str.maketrans("█═", "━━")
"""A lit bar lies under columns, so it is drawn thinner than where it stands alone."""


class Ribbon(Struct, frozen=True):
    """The ribbon in parts; each line is exactly as wide as was asked for.

    ticks: (cell, label) for the edge above it. bands: the eras, empty where there are none.
    density: the events. caption: where the reader is, in words.
    """

    ticks: tuple[tuple[int, str], ...]
    bands: Line
    density: Line
    caption: Line

    def lines(self, height: int) -> tuple[Line, ...]:
        """Return as much of it as goes into so many lines; the caption is the first to go."""
        bands = (self.bands,) if self.bands else ()
        return (*bands, self.density, self.caption)[:height]


def ribbon(index: TimelineIndex, width: int, *, selected: str | None = None) -> Ribbon:
    """Return the fitted view of an index in `width` cells (one at least), what is selected lit."""
    scale = Scale(index.fitted, max(width, 1), index.zone.words)
    unit = unit_of(scale)
    chosen = index.by_id.get(selected or "")
    eras = index.tracks["era"].within(scale.view)
    words = _caption(index, scale, unit, chosen)
    caption = Row.of((Span(truncate(words, scale.width), "muted"),))
    return Ribbon(
        ticks=edge_ticks(scale),
        bands=one_row(eras, scale, chosen).line(scale.width) if eras else (),
        density=_density(index, scale, unit, chosen),
        caption=caption.line(scale.width),
    )


def edge_ticks(scale: Scale) -> tuple[tuple[int, str], ...]:
    """Return the labels of a scale that have room between them, each with its tick's cell.

    None reaches over the end. Where not all have room, those of the lower rank stay.
    """
    taken: list[tuple[int, int, str]] = []
    for tick in sorted(ticks(scale, spare=APART + 1), key=lambda tick: tick.rank):
        end = tick.cell + cell_width(tick.label)
        is_free = all(end + APART <= first or tick.cell >= last + APART for first, last, _ in taken)
        if is_free and end <= scale.width:
            taken.append((tick.cell, end, tick.label))
    return tuple((cell, label) for cell, _, label in sorted(taken))


def _density(index: TimelineIndex, scale: Scale, unit: Unit, chosen: Item | None) -> Line:
    """Return the columns of events over what is selected."""
    cells = columns(index.tracks["event"], scale, unit)
    if chosen is not None:
        cells = _lit(cells, chosen, scale)
    row = Row()
    for cell in sorted(cells):
        row.put(cell, (cells[cell],))
    return row.line(scale.width)


def _lit(cells: dict[int, Span], chosen: Item, scale: Scale) -> dict[int, Span]:
    """Return columns with the selected entry marked; one out of view at the end where it lies."""
    view = scale.view
    if chosen.end < view.first:
        return cells | {0: Span(EARLIER, "selected", chosen.id)}
    if chosen.begin > view.last:
        return cells | {scale.width - 1: Span(LATER, "selected", chosen.id)}
    if chosen.lane == "era":
        return cells
    first, last = extent(chosen, scale)
    if chosen.is_span:
        shape = drawn if chosen.lane == "event" else bar
        text = "".join(span.text for span in shape(chosen, scale, is_selected=True))
        signs = enumerate(text.translate(IN_ONE_CELL), first)
        under = {cell: Span(sign, "selected", chosen.id) for cell, sign in signs}
        over = {cell: cells[cell]._replace(style="selected") for cell in under.keys() & cells}
        # Its ends are seen whatever stands there.
        return cells | under | over | {first: under[first], last: under[last]}
    column = cells.get(first, Span(SELECTED_SIGN))
    return cells | {first: Span(column.text, "selected", chosen.id)}


def _caption(index: TimelineIndex, scale: Scale, unit: Unit, chosen: Item | None) -> str:
    """Return where the reader is, in words: `2009: 4 events · selected: 30 Jun 2009, …`."""
    if chosen is None:
        return _summary(index, scale, unit)
    said = f"selected: {short_date(chosen.when)}, {chosen.title}"
    view = scale.view
    if not view.covers(chosen.begin, chosen.end):
        where = "earlier" if chosen.end < view.first else "later"
        return f"{where} than the ribbon shows · {said}"
    if chosen.lane == "event":
        count, name = _around(index, scale, unit, chosen)
        return f"{name}: {counted(count, 'event')} · {said}"
    if chosen.lane == "era":
        count = index.events_by_era[chosen.era]
        return f"era {chosen.era + 1}: {counted(count, 'event')} · {said}"
    count = index.tracks["event"].begins_between(chosen.begin, chosen.end)
    return f"program: {counted(count, 'event')} meanwhile · {said}"


def _around(index: TimelineIndex, scale: Scale, unit: Unit, chosen: Item) -> tuple[int, str]:
    """Return how many events begin in the unit in which this one does, and the unit's name."""
    begin = max(chosen.begin, scale.view.first)
    every = buckets(index.tracks["event"], scale, unit)
    bucket = max(
        (bucket for bucket in every if bucket.begins <= begin), key=lambda each: each.begins
    )
    return bucket.size, unit.named(bucket.begins)


def _summary(index: TimelineIndex, scale: Scale, unit: Unit) -> str:
    """Return what the ribbon shows as a whole."""
    track = index.tracks["event"]
    if not track.items:
        return counted(len(index.tracks["era"].items), "era")
    most = max(buckets(track, scale, unit), key=lambda bucket: bucket.size)
    words = f"{counted(track.count_within(scale.view), 'event')}; most {unit.words}: {most.size:,}"
    notes = [f"{words}, {unit.named(most.begins)}"]
    before, after = track.count_before(scale.view), track.count_after(scale.view)
    if before:
        notes.append(f"{before:,} earlier")
    if after:
        notes.append(f"{after:,} later")
    return " · ".join(notes)
