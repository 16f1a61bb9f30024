"""The vertical lines of the frame: how much of a part is seen, and which rows stand beside it."""

from collections.abc import Iterator, Mapping

from briefdeck.reading.geometry import Box, Part
from briefdeck.reading.views.items import ItemsView
from briefdeck.reading.views.page import PageView
from briefdeck.reading.views.view import Divider, View

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


ACROSS: tuple[Part, ...] = ("between", "rule", "peek-edge")
"""The lines across that meet a vertical one; others have its corners in themselves."""


def dividers(
    places: Mapping[Part, Box], seen: Mapping[Part, Seen], active: Box | None
) -> Iterator[tuple[Part, tuple[Box, View]]]:
    """The vertical lines that have a place, by what of their parts is seen.

    active: where the part is that the keys go to.
    """
    for part, stretch in seen.items():
        if part in places:
            side = places[part]
            yield (
                part,
                (
                    side,
                    Divider(
                        *stretch,
                        lit=_rows_beside(side, active),
                        is_movable=part == "second",
                        joints=_joints(side, places),
                    ),
                ),
            )


def _joints(side: Box, places: Mapping[Part, Box]) -> dict[int, str]:
    """Where lines across meet a vertical one, by its rows."""
    joints = {}
    for line in (places[part] for part in ACROSS if part in places):
        if line.x == side.x + 1:
            joints[line.y - side.y] = "├"
        elif line.x + line.width == side.x:
            joints[line.y - side.y] = "┤"
    return joints


def _rows_beside(side: Box, box: Box | None) -> range:
    """The rows of a vertical line that stand beside a part."""
    if box is None or side.x not in {box.x - 1, box.x + box.width}:
        return range(0)
    return range(box.y - side.y, box.y - side.y + box.height)
