"""The drawn timeline of the timeline section: which time it shows, and its lines. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from briefdeck.draw.axis import Viewport, pan, reveal, zoom
from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line
from briefdeck.draw.timeline import LANES, TimelineIndex, timeline
from briefdeck.model.edtf import Edtf
from briefdeck.tui.state import Reading


def view_of(index: TimelineIndex, reading: Reading) -> Viewport:
    """The time to show: that that the reader chose, else the view that fits."""
    return reading.view or index.fitted


def seconds_of(index: TimelineIndex, entry: str | None) -> tuple[int, int] | None:
    """First and last second of an entry that is drawn."""
    item = index.by_id.get(entry or "")
    return (item.begin, item.end) if item else None


def nearest(index: TimelineIndex, ids: Sequence[str], wanted: Edtf) -> str | None:
    """Of these entries the first that begins within a date, else the one nearest to it."""
    first = index.zone.first(wanted.start) if wanted.start else None
    last = index.zone.last(wanted.end) if wanted.end else None
    begun = [index.by_id[entry] for entry in ids if entry in index.by_id]

    def distance(item: Item) -> int:
        before = 0 if first is None else first - item.begin
        after = 0 if last is None else item.begin - last
        return max(before, after, 0)

    found = min(begun, key=distance, default=None)
    return found.id if found is not None else None


def revealed(index: TimelineIndex, reading: Reading) -> Reading:
    """The view moved so that the selected entry is in it."""
    seconds = seconds_of(index, reading.place.entry)
    if reading.view is None or seconds is None:
        return reading
    return replace(reading, view=reveal(reading.view, *seconds))


def drawn_timeline(
    index: TimelineIndex, reading: Reading, width: int, height: int
) -> tuple[Line, ...]:
    """The timeline in exactly `height` lines."""
    lanes = tuple(lane for lane in LANES if lane != reading.hidden_lane)
    view = view_of(index, reading)
    return timeline(
        index, width, view=view, height=height, lanes=lanes, selected=reading.place.entry
    )


def zoomed(index: TimelineIndex, reading: Reading, factor: float) -> Viewport:
    """The view made `factor` times as long, around the selected entry."""
    view = view_of(index, reading)
    seconds = seconds_of(index, reading.place.entry)
    return zoom(view, factor, sum(seconds) // 2 if seconds else None)


def panned(index: TimelineIndex, reading: Reading, fraction: float) -> Viewport:
    """The view moved by a fraction of its length."""
    return pan(view_of(index, reading), fraction)
