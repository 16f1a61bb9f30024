"""The vertical lines of the frame: how much of a part is seen, and which rows stand beside it."""

from collections.abc import Mapping

from briefdeck.reading.geometry import Box, Part
from briefdeck.reading.views.items import ItemsView
from briefdeck.reading.views.page import PageView
from briefdeck.reading.views.view import View

Seen = tuple[int, int, int]
"""First item or line on the screen, how many there are, how many are on the screen."""
NOTHING: Seen = (0, 0, 0)
SCREENS_AHEAD = 3
"""Screenfuls of text that a side knows of, from the top of the screen on."""


def seen_of(parts: Mapping[Part, tuple[Box, View]], part: Part) -> Seen:
    """How much of a list or a page is on the screen."""
    if part not in parts:
        return NOTHING
    box, view = parts[part]
    if isinstance(view, ItemsView):
        return view.top, view.count, view.seen(box.width, box.height)
    if isinstance(view, PageView):
        # Of a long page only so much is laid out as is soon read: its end may be far away.
        ahead = view.top + SCREENS_AHEAD * box.height
        return view.top, min(view.page.ensure(ahead), ahead), box.height
    return NOTHING


def rows_beside(side: Box, box: Box | None) -> range:
    """The rows of a vertical line that stand beside a part."""
    if box is None or side.x not in {box.x - 1, box.x + box.width}:
        return range(0)
    return range(box.y - side.y, box.y - side.y + box.height)
