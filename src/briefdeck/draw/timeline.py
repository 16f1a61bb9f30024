"""The timeline to true scale: eras as bands, programs as bars, events as marks; and the same items as an ordered list."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefdeck.draw.axis import Scale, Viewport, axis, ticks
from briefdeck.draw.bands import bands, ribbon
from briefdeck.draw.items import LANES, Item, Lane, TimelineIndex
from briefdeck.draw.legend import CAVEAT, TIME_SIGNS, legend
from briefdeck.draw.lines import Line, Row, Span, Style, flow
from briefdeck.draw.marks import (
    EARLIER,
    EVENT_SIGNS,
    LATER,
    PROGRAM_SIGNS,
    SELECTED_SIGN,
    worse,
)
from briefdeck.draw.packing import Packing, pack
from briefdeck.text.width import cell_width, truncate

NOUNS: dict[Lane, str] = {"era": "era", "program": "program", "event": "event"}
WIDEST_DATE = 24


def in_order(index: TimelineIndex, lanes: Iterable[Lane] = LANES) -> list[Item]:
    """Items by when they begin; at the same time eras stand before programs, and those before events."""
    wanted = [lane for lane in LANES if lane in set(lanes)]
    items = [item for lane in wanted for item in index.tracks[lane].items]
    return sorted(items, key=lambda item: (item.begin, LANES.index(item.lane)))


def timeline_list(
    index: TimelineIndex, width: int, *, lanes: Iterable[Lane] = LANES, selected: str | None = None
) -> tuple[Line, ...]:
    """The same items in order of time: date, sign and title; one line or more each, each targeting its entry."""
    items = in_order(index, lanes)
    dates = [item.when.short() for item in items]
    column = min(
        max((cell_width(date) for date in dates), default=0), WIDEST_DATE, max(width // 3, 4)
    )
    lines: list[Line] = []
    for item, date in zip(items, dates, strict=True):
        lines += listed(item, date, width, column, is_selected=item.id == selected)
    return tuple(lines)


def listed(
    item: Item, date: str, width: int, column: int, *, is_selected: bool
) -> tuple[Line, ...]:
    """One item of the list; its date stands in its own column, or on a line of its own where it is too wide for it."""
    style: Style = "selected" if is_selected else "title" if item.lane == "era" else "label"
    title = [Span(item.title, style, item.id)]
    if item.has_caveat:
        title.append(Span(f" {CAVEAT}", "caveat", item.id))
    signed = Span(
        f"{sign(item, is_selected=is_selected)} ", "selected" if is_selected else item.lane, item.id
    )
    rest = (Span(" " * (column + 3)),)
    if cell_width(date) > column:
        head = flow((Span(date, "muted", item.id),), width)
        return (*head, *flow(title, width, first=(Span(" " * (column + 1)), signed), rest=rest))
    dated = Span(date + " " * (column - cell_width(date) + 1), "muted", item.id)
    return flow(title, width, first=(dated, signed), rest=rest)


def sign(item: Item, *, is_selected: bool = False) -> str:
    """The one sign that stands for an item in a list."""
    if is_selected:
        return SELECTED_SIGN
    if item.lane == "era":
        return "█"
    if item.lane == "program":
        return "━" if item.is_span else PROGRAM_SIGNS[item.starts]
    return EVENT_SIGNS[worse(item.starts, item.ends)]


def timeline_words(index: TimelineIndex, lanes: Iterable[Lane] = LANES) -> tuple[str, ...]:
    """The same for plain output, one sentence an item: "11 Sep 2001: Attacks …", with how sure dates are in words."""
    return tuple(sentence(item) for item in in_order(index, lanes))


def sentence(item: Item) -> str:
    """An item in words: when, what sort of thing unless it is an event, and its name."""
    kind = "" if item.lane == "event" else f" ({NOUNS[item.lane]})"
    return f"{item.when.words()}: {item.title}{kind}"


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
UNSAID = {sign: words for sign, words in TIME_SIGNS.items() if sign not in {"●", EARLIER, LATER}}
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
        index,
        scale,
        index.by_id.get(selected or ""),
        tuple(tick.cell for tick in ticks(scale)) if grid else (),
    )
    if height is None:
        return drawing.whole(shown)
    return drawing.screen(shown, height)


def side_by_side(indexes: Sequence[tuple[Line, TimelineIndex]], width: int) -> tuple[Line, ...]:
    """Several timelines, each under its heading, in one frame on one scale, with one axis and one legend."""
    width = max(width, NARROWEST)
    views = [index.fitted for _, index in indexes if index.by_id] or [Viewport(0, 0)]
    scale = Scale(
        Viewport(min(view.first for view in views), max(view.last for view in views)), width
    )
    lines: list[Line] = [*axis(scale)]
    for heading, index in indexes:
        lines.append(heading)
        lines += _Drawing(index, scale, None, ()).body(
            [lane for lane in LANES if index.tracks[lane].items]
        )
    return (*lines, *legend(lines, width, TIME_SIGNS))


class _Drawing(Struct, frozen=True):
    """One drawing: what, at which scale, what is lit, and where grid lines stand."""

    index: TimelineIndex
    scale: Scale
    selected: Item | None
    grid: Sequence[int]

    def whole(self, shown: Sequence[Lane]) -> tuple[Line, ...]:
        """Everything, however many lines it takes."""
        lines = (*axis(self.scale), *self.body(shown))
        return (*lines, *legend(lines, self.scale.width, TIME_SIGNS))

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
        rows = max(
            height - AXIS_LINES - with_headings * len(shown) - (height >= ROOM_FOR_LEGEND), 0
        )
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
            packed["program"] = self.pack(
                "program", max(left * 2 // 5, min(left, 1)) if "event" in shown else left
            )
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
        return (
            Span(name, "heading"),
            Span(" " * (width - len(name) - cell_width(note))),
            Span(note, "muted"),
        )

    def outside(self, lane: Lane) -> list[Line]:
        """In print nothing is lost: what lies outside the view is said, item by item."""
        track, width = self.index.tracks[lane], self.scale.width
        said = [(EARLIER, item) for item in track.before(self.scale.view)]
        said += [(LATER, item) for item in track.after(self.scale.view)]
        lines: list[Line] = []
        for sign, item in said:
            spans = (
                Span(f"{sign} {item.when.words()} ", "muted"),
                Span(item.title, "label", item.id),
            )
            lines += flow(spans, width, rest=(Span("  "),))
        return lines
