"""The timeline to true scale: eras as bands, programs as bars, events as marks; and in words."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefdeck.draw.axis import Scale, Viewport, axis
from briefdeck.draw.bands import bands
from briefdeck.draw.items import LANES, Item, Lane, TimelineIndex, Zone
from briefdeck.draw.legend import TIME_SIGNS, legend
from briefdeck.draw.lines import Line, Row, Span, flow
from briefdeck.draw.marks import EARLIER, LATER
from briefdeck.draw.packing import MOST_ROWS, Packing, pack
from briefdeck.model.datewords import date_words
from briefdeck.text.width import cell_width, truncate

__all__ = [
    "LANES",
    "Item",
    "Lane",
    "TimelineIndex",
    "Viewport",
    "side_by_side",
    "timeline",
    "timeline_words",
]

HEADINGS: dict[Lane, str] = {"era": "Eras", "program": "Programs", "event": "Events"}
NARROWEST = 20
AXIS_LINES = 2
ROOM_FOR_HEADINGS, ROOM_FOR_LEGEND = 16, 18
UNSAID = {sign: words for sign, words in TIME_SIGNS.items() if sign not in {"●", EARLIER, LATER}}
"""The signs that the headings of a screen do not explain."""


def in_order(index: TimelineIndex, lanes: Iterable[Lane] = LANES) -> list[Item]:
    """Return items by when they begin; of several at once eras first, then programs, events."""
    items = [item for lane in _wanted(index, lanes) for item in index.tracks[lane].items]
    return sorted(items, key=lambda item: item.begin)


def _wanted(index: TimelineIndex, lanes: Iterable[Lane]) -> list[Lane]:
    """Return those of the lanes that hold anything, in the order in which they are drawn."""
    wanted = set(lanes)
    return [lane for lane in LANES if lane in wanted and index.tracks[lane].items]


def timeline_words(index: TimelineIndex, lanes: Iterable[Lane] = LANES) -> tuple[str, ...]:
    """Return one sentence an item, with how sure its date is: "11 Sep 2001: Attacks …"."""
    return tuple(_sentence(item) for item in in_order(index, lanes))


def _sentence(item: Item) -> str:
    kind = "" if item.lane == "event" else f" ({item.lane})"
    return f"{date_words(item.when)}: {item.title}{kind}"


def timeline(
    index: TimelineIndex,
    width: int,
    *,
    view: Viewport | None = None,
    height: int | None = None,
    lanes: Iterable[Lane] = LANES,
    selected: str | None = None,
) -> tuple[Line, ...]:
    """Return axis, bands, bars and marks in exactly `height` lines of `width` cells (20 at least).

    Without a height, as in print, there are as many lines as everything takes, and a legend.
    """
    scale = Scale(view or index.fitted, max(width, NARROWEST), index.zone.words)
    drawing = _Drawing(index, scale, index.by_id.get(selected or ""))
    shown = _wanted(index, lanes)
    if height is None:
        return drawing.whole(shown)
    return drawing.screen(shown, height)


def lines_needed(index: TimelineIndex, width: int, most: int, lanes: Iterable[Lane] = LANES) -> int:
    """Return in how many lines, `most` at most, all of a timeline has its room."""
    drawing = _Drawing(index, Scale(index.fitted, max(width, NARROWEST), index.zone.words), None)
    shown = _wanted(index, lanes)
    packed = drawing.shares(shown, max(most - AXIS_LINES, 0))
    needed = AXIS_LINES + sum(len(each.rows) for each in packed.values())
    if needed >= ROOM_FOR_HEADINGS:
        needed += len(shown) + 1
    return min(needed, most)


def side_by_side(indexes: Sequence[tuple[Line, TimelineIndex]], width: int) -> tuple[Line, ...]:
    """Return several timelines on one scale, each under its heading, with one axis and legend.

    All must have one zone.
    """
    views = [index.fitted for _, index in indexes if index.by_id] or [Viewport.of_days(0, 0)]
    view = Viewport(min(view.first for view in views), max(view.last for view in views))
    zone = indexes[0][1].zone if indexes else Zone(0, "")
    scale = Scale(view, max(width, NARROWEST), zone.words)
    lines: list[Line] = [*axis(scale)]
    for heading, index in indexes:
        lines.append(heading)
        lines += _Drawing(index, scale, None).body(_wanted(index, LANES))
    return (*lines, *legend(lines, scale.width, TIME_SIGNS))


class _Drawing(Struct, frozen=True):
    """One drawing: what, at which scale, and what is lit."""

    index: TimelineIndex
    scale: Scale
    selected: Item | None

    def whole(self, shown: Sequence[Lane]) -> tuple[Line, ...]:
        """Return everything, however many lines it takes."""
        lines = (*axis(self.scale), *self.body(shown))
        return (*lines, *legend(lines, self.scale.width, TIME_SIGNS))

    def body(self, shown: Sequence[Lane]) -> list[Line]:
        """Return all lanes, without axis and legend."""
        lines: list[Line] = []
        for lane in shown:
            lines.append(self.heading(lane, ""))
            lines += self.outside(lane)
            packed = self.pack(lane, None if lane == "era" else MOST_ROWS)
            lines += packed.lines(self.scale.width)
            if packed.left_out:
                lines += self.counted(lane, packed.left_out)
        return lines

    def counted(self, lane: Lane, left_out: int) -> tuple[Line, ...]:
        """Return how much of a lane has only columns in its last row, and where it is listed."""
        noun = HEADINGS[lane].lower()
        said = f"… and {left_out:,} more {noun}, drawn only as columns in the last row above."
        hint = "`--all` lists each of them."
        return flow([Span(f"{said} {hint}", "muted")], self.scale.width)

    def screen(self, shown: Sequence[Lane], height: int) -> tuple[Line, ...]:
        """Return the same in a given height, and what its signs mean in the lines left over.

        Names, then bars and marks, give way to counts.
        """
        with_headings = height >= ROOM_FOR_HEADINGS
        taken = AXIS_LINES
        if with_headings:
            taken += len(shown)
        if height >= ROOM_FOR_LEGEND:
            taken += 1
        lines: list[Line] = [*axis(self.scale)]
        for lane, packed in self.shares(shown, max(height - taken, 0)).items():
            if with_headings:
                lines.append(self.heading(lane, self.count_outside(lane)))
            lines += packed.lines(self.scale.width)
        lines = lines[:height]
        free = height - len(lines)
        said = legend(lines, self.scale.width, UNSAID)[:free]
        foot = [Row.of(line).line(self.scale.width) for line in said]
        blank = Row().line(self.scale.width)
        return (*lines, *(blank,) * (free - len(foot)), *foot)

    def shares(self, shown: Sequence[Lane], rows: int) -> dict[Lane, Packing]:
        """Return each lane in its share of the rows.

        Eras take as few as they need, programs up to two fifths, events the rest; what they leave
        over programs may have.
        """
        packed: dict[Lane, Packing] = {}
        left = rows
        for lane in shown:
            packed[lane] = self.pack(lane, _share(lane, shown, left))
            left -= len(packed[lane].rows)
        programs = packed.get("program")
        if left and programs is not None and programs.is_full:
            packed["program"] = self.pack("program", len(programs.rows) + left)
        return packed

    def pack(self, lane: Lane, most: int | None) -> Packing:
        """Return a lane in at most so many rows; in print (None) as many as it takes."""
        items = self.index.tracks[lane].within(self.scale.view)
        shape = bands if lane == "era" else pack
        return shape(items, self.scale, most, self.selected)

    def heading(self, lane: Lane, note: str) -> Line:
        """Return the lane's name, with a note at the right."""
        name = f"{HEADINGS[lane]} "
        room = self.scale.width - len(name)
        note = truncate(note, room)
        blank = Span(" " * (room - cell_width(note)))
        return Span(name, "heading"), blank, Span(note, "muted")

    def count_outside(self, lane: Lane) -> str:
        """Return how much of a lane lies outside the view: "‹ 3 earlier  2 later ›"."""
        track, view = self.index.tracks[lane], self.scale.view
        before, after = track.count_before(view), track.count_after(view)
        notes = []
        if before:
            notes.append(f"{EARLIER} {before} earlier")
        if after:
            notes.append(f"{after} later {LATER}")
        return "  ".join(notes)

    def outside(self, lane: Lane) -> list[Line]:
        """Return what lies outside the view, item by item: in print nothing is lost."""
        track, view = self.index.tracks[lane], self.scale.view
        said = [(EARLIER, item) for item in track.before(view)]
        said += [(LATER, item) for item in track.after(view)]
        lines: list[Line] = []
        for sign, item in said:
            date = Span(f"{sign} {date_words(item.when)} ", "muted")
            title = Span(item.title, "label", item.id)
            lines += flow((date, title), self.scale.width, rest=(Span("  "),))
        return lines


def _share(lane: Lane, shown: Sequence[Lane], left: int) -> int:
    """Return how many of the rows left a lane may take at first, one at least if there is any."""
    match lane:
        case "era":
            return max(left // 4, min(left, 1))
        case "program" if "event" in shown:
            return max(left * 2 // 5, min(left, 1))
        case _:
            return left
