"""The drawn timeline of the timeline section: which time it shows, and its lines. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from briefdeck.draw.axis import Viewport, pan, reveal, zoom
from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line
from briefdeck.draw.timeline import LANES, TimelineIndex, lines_needed, timeline
from briefdeck.model.datehints import nearest_dates
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.reading.geometry import MOST_DRAWN
from briefdeck.reading.state import Reading


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


def asked(text: str) -> Edtf | None:
    """The date or interval that words mean: "2008", "2006..2008", "..2008", "since Oct 2025"."""
    text = text.strip()
    since, until = text.removesuffix("..").rstrip(" /"), text.removeprefix("..").lstrip(" /")
    if text.endswith(".."):
        return _meant(since, "{}/..")
    if text.startswith(".."):
        return _meant(until, "../{}")
    return _meant(text, "{}")


def _meant(text: str, form: str) -> Edtf | None:
    """What words mean, put into a form; None where they are not a date, or not in that form."""
    known = nearest_dates(text, is_edtf)
    if not known:
        return None
    written = form.format(known[0].date)
    return Edtf.parse(written) if is_edtf(written) else None


def ranged(index: TimelineIndex, wanted: Edtf) -> Viewport | None:
    """The view of an interval, open ends as far as anything goes; None for what lies beyond it."""
    whole = index.whole
    first = index.zone.first(wanted.start) if wanted.start else whole.first
    last = index.zone.last(wanted.end) if wanted.end else whole.last
    return Viewport(first, last) if first <= last else None


def first_in(
    index: TimelineIndex, ids: Sequence[str], view: Viewport, present: str | None = None
) -> str | None:
    """Of these entries the first that begins in a view, else the first that lasts into it.

    The present one if it is in the view.
    """
    items = [index.by_id[entry] for entry in ids if entry in index.by_id]
    seen = [item for item in items if view.covers(item.begin, item.end)]
    if any(item.id == present for item in seen):
        return present
    found = min(seen, key=lambda item: (item.begin < view.first, item.begin), default=None)
    return found.id if found is not None else None


def revealed(index: TimelineIndex, reading: Reading) -> Reading:
    """The view moved so that the selected entry is in it."""
    seconds = seconds_of(index, reading.place.entry)
    if reading.view is None or seconds is None:
        return reading
    return replace(reading, view=reveal(reading.view, *seconds))


def drawn_height(index: TimelineIndex, reading: Reading, width: int) -> int:
    """In how many lines the timeline has its room."""
    lanes = tuple(lane for lane in LANES if lane != reading.hidden_lane)
    return lines_needed(index, width, MOST_DRAWN, lanes)


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


def fitted(index: TimelineIndex, reading: Reading) -> Viewport | None:
    """The view that the selected era or program fills, or an event's era; None for no such."""
    item = index.by_id.get(reading.place.entry or "")
    return index.around(item) if item else None


def panned(index: TimelineIndex, reading: Reading, fraction: float) -> Viewport:
    """The view moved by a fraction of its length."""
    return pan(view_of(index, reading), fraction)
