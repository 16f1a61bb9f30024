"""The drawn timeline of the timeline section: which days it shows, and its lines. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from briefdeck.draw.axis import Viewport, pan, reveal, zoom
from briefdeck.draw.lines import Line
from briefdeck.draw.timeline import LANES, TimelineIndex, timeline
from briefdeck.model.edtf import Edtf
from briefdeck.tui.state import Reading


def view_of(index: TimelineIndex, reading: Reading) -> Viewport:
    """The days to show: those that the reader chose, else the view that fits."""
    return reading.view or index.fitted


def days_of(index: TimelineIndex, entry: str | None) -> tuple[int, int] | None:
    """First and last day of an entry that is drawn."""
    item = index.by_id.get(entry or "")
    return (item.begin, item.end) if item else None


def nearest(index: TimelineIndex, ids: Sequence[str], wanted: Edtf) -> str | None:
    """Of these entries the first that begins within a date, else the one nearest to it."""
    first, last = wanted.lower, wanted.upper
    days = [(entry, found[0]) for entry in ids if (found := days_of(index, entry)) is not None]

    def distance(day: int) -> int:
        before = 0 if first is None else first - day
        after = 0 if last is None else day - last
        return max(before, after, 0)

    return min(days, key=lambda found: distance(found[1]), default=(None, 0))[0]


def revealed(index: TimelineIndex, reading: Reading) -> Reading:
    """The view moved so that the selected entry is in it."""
    days = days_of(index, reading.place.entry)
    if reading.view is None or days is None:
        return reading
    return replace(reading, view=reveal(reading.view, *days))


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
    days = days_of(index, reading.place.entry)
    return zoom(view, factor, (days[0] + days[1]) // 2 if days else None)


def panned(index: TimelineIndex, reading: Reading, fraction: float) -> Viewport:
    """The view moved by a fraction of its length."""
    return pan(view_of(index, reading), fraction)
