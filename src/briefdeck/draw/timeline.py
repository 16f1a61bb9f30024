"""The timeline to true scale: eras as bands, programs as bars, events as marks, in lanes that never overlap."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefdeck.draw.axis import axis, ticks
from briefdeck.draw.bands import bands
from briefdeck.draw.chronology import timeline_list, timeline_words
from briefdeck.draw.items import LANES, Item, Lane, TimelineIndex
from briefdeck.draw.lines import Line, Span, cell_width, flow, truncate
from briefdeck.draw.marks import EARLIER, LATER, SIGN_WORDS, legend
from briefdeck.draw.packing import Packing, pack
from briefdeck.draw.ribbon import ribbon
from briefdeck.draw.rows import Row
from briefdeck.draw.scale import Scale, Viewport

__all__ = [
    "LANES",
    "Item",
    "Lane",
    "TimelineIndex",
    "Viewport",
    "ribbon",
    "side_by_side",
    "timeline",
    "timeline_list",
    "timeline_words",
]

HEADINGS: dict[Lane, str] = {"era": "Eras", "program": "Programs", "event": "Events"}
NARROWEST = 20
AXIS_LINES = 2
ROOM_FOR_HEADINGS, ROOM_FOR_LEGEND = 16, 20
UNSAID = {sign: words for sign, words in SIGN_WORDS.items() if sign not in {"●", EARLIER, LATER}}
"""The signs that the headings of a screen do not explain."""


def timeline(
    index: TimelineIndex,
    width: int,
    *,
    view: Viewport | None = None,
    height: int | None = None,
    lanes: Iterable[Lane] = LANES,
    selected: str | None = None,
    grid: bool = False,
) -> tuple[Line, ...]:
    """Axis, bands, bars and marks in exactly `height` lines (None: as many as everything takes, and a legend, as in print)."""
    scale = Scale(view or index.fitted, max(width, NARROWEST))
    shown = [lane for lane in LANES if lane in set(lanes) and index.tracks[lane].items]
    drawing = _Drawing(
        index, scale, index.by_id.get(selected or ""), tuple(tick.cell for tick in ticks(scale)) if grid else ()
    )
    if height is None:
        return drawing.whole(shown)
    return drawing.screen(shown, height)


def side_by_side(indexes: Sequence[tuple[Line, TimelineIndex]], width: int) -> tuple[Line, ...]:
    """Several timelines, each under its heading, in one frame on one scale, with one axis and one legend."""
    width = max(width, NARROWEST)
    views = [index.fitted for _, index in indexes if index.by_id] or [Viewport(0, 0)]
    scale = Scale(Viewport(min(view.first for view in views), max(view.last for view in views)), width)
    lines: list[Line] = [*axis(scale)]
    for heading, index in indexes:
        lines.append(heading)
        lines += _Drawing(index, scale, None, ()).body([lane for lane in LANES if index.tracks[lane].items])
    return (*lines, *legend(lines, width))


class _Drawing(Struct, frozen=True):
    """One drawing: what, at which scale, what is lit, and where grid lines stand."""

    index: TimelineIndex
    scale: Scale
    selected: Item | None
    grid: Sequence[int]

    def whole(self, shown: Sequence[Lane]) -> tuple[Line, ...]:
        """Everything, however many lines it takes."""
        lines = (*axis(self.scale), *self.body(shown))
        return (*lines, *legend(lines, self.scale.width))

    def body(self, shown: Sequence[Lane]) -> list[Line]:
        """All lanes, without axis and legend."""
        lines: list[Line] = []
        for lane in shown:
            lines.append(self.heading(lane, with_outside=False))
            lines += self.outside(lane)
            packed = self.eras(None) if lane == "era" else self.pack(lane, None)
            lines += packed.lines(self.scale.width, self.grid)
        return lines

    def screen(self, shown: Sequence[Lane], height: int) -> tuple[Line, ...]:
        """The same in a given height: names, then bars and marks, give way to counts; signs explained at its foot."""
        with_headings = height >= ROOM_FOR_HEADINGS
        rows = max(height - AXIS_LINES - with_headings * len(shown) - (height >= ROOM_FOR_LEGEND), 0)
        lines: list[Line] = [*axis(self.scale)]
        for lane, packed in self.shares(shown, rows).items():
            if with_headings:
                lines.append(self.heading(lane))
            lines += packed.lines(self.scale.width, self.grid)
        lines = lines[:height]
        free = height - len(lines)
        said = legend(lines, self.scale.width, UNSAID) if with_headings else ()
        foot = tuple(Row.of(line).line(self.scale.width) for line in said[:free])
        blank = Row().line(self.scale.width, self.grid)
        return (*lines, *(blank,) * (free - len(foot)), *foot)

    def shares(self, shown: Sequence[Lane], rows: int) -> dict[Lane, Packing]:
        """Rows for each lane: eras as few as they need, programs up to two fifths, events the rest and what is left over."""
        packed: dict[Lane, Packing] = {}
        left = rows
        if "era" in shown:
            packed["era"] = self.eras(max(left // 4, min(left, 1)))
            left -= len(packed["era"].rows)
        if "program" in shown:
            packed["program"] = self.pack("program", max(left * 2 // 5, min(left, 1)) if "event" in shown else left)
            left -= len(packed["program"].rows)
        if "event" in shown:
            packed["event"] = self.pack("event", left)
            left -= len(packed["event"].rows)
        if left and "program" in shown and packed["program"].is_full:
            packed["program"] = self.pack("program", len(packed["program"].rows) + left)
        return packed

    def eras(self, most: int | None) -> Packing:
        """Eras as bands in a row or few; in print, where names do not fit into them, one a row with its name beside it."""
        items = self.index.tracks["era"].within(self.scale.view)
        return bands(items, self.scale, most, self.selected)

    def pack(self, lane: Lane, most: int | None) -> Packing:
        items = self.index.tracks[lane].within(self.scale.view)
        return pack(items, self.scale, most, self.selected)

    def heading(self, lane: Lane, *, with_outside: bool = True) -> Line:
        """The lane's name, and how much lies outside the view."""
        track, width = self.index.tracks[lane], self.scale.width
        name = f"{HEADINGS[lane]} "
        notes = []
        if with_outside and (before := track.count_before(self.scale.view)):
            notes.append(f"{EARLIER} {before} earlier")
        if with_outside and (after := track.count_after(self.scale.view)):
            notes.append(f"{after} later {LATER}")
        note = truncate("  ".join(notes), width - len(name))
        return Span(name, "heading"), Span(" " * (width - len(name) - cell_width(note))), Span(note, "muted")

    def outside(self, lane: Lane) -> list[Line]:
        """In print nothing is lost: what lies outside the view is said, item by item."""
        track, width = self.index.tracks[lane], self.scale.width
        said = [(EARLIER, item) for item in track.before(self.scale.view)]
        said += [(LATER, item) for item in track.after(self.scale.view)]
        lines: list[Line] = []
        for sign, item in said:
            spans = (Span(f"{sign} {item.when.words()} ", "muted"), Span(item.title, "label", item.id))
            lines += flow(spans, width, rest=(Span("  "),))
        return lines
