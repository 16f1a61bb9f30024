"""The one base of windows over a screen: a framed box in the middle, with a title and a foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.await_complete import AwaitComplete
from textual.geometry import Region, Size
from textual.screen import ModalScreen
from textual.strip import Strip

from briefdeck.draw.lines import Span
from briefdeck.reading.frame import edge
from briefdeck.reading.geometry import Box, Part
from briefdeck.reading.paint import styles
from briefdeck.reading.roles import FRAME_TITLE, FRAME_TITLE_ON
from briefdeck.reading.views.view import Bar, Divider, View
from briefdeck.text.width import cell_width
from briefdeck.tui.backdrop import faint, has_backdrop
from briefdeck.tui.screens.parts import PartedScreen, ResultT
from briefdeck.tui.seam.layout import drawn_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from briefdeck.reading.palette import ThemeName


class Window(PartedScreen[ResultT], ModalScreen[ResultT]):
    """A framed box over a screen; it ends with a result, or with None. Subclasses fill it."""

    PARTS: ClassVar = ("upper", "lower", "left", "right", "body")

    def __init__(
        self, title: str, theme_name: ThemeName, *, width: int = 76, height: int = 24
    ) -> None:
        super().__init__(theme_name)
        self.box_title = title
        self.wanted = (width, height)
        self.body = Box(0, 0, 1, 1)
        self._shown: dict[Part, tuple[Box, View]] = {}
        self._behind: list[Strip] = []
        self._fitted = Size()

    def body_view(self, box: Box) -> View | None:
        """What is in the box; None where a widget of Textual's stands there."""
        raise NotImplementedError

    def inner(self, body: Box) -> dict[Part, Box]:
        """Where the parts inside the frame stand."""
        return {"body": body}

    def foot(self) -> str:
        """The words in the lower edge."""
        return "Esc close"

    def seen(self) -> tuple[int, int, int]:
        """First line, number of lines, lines seen: for the right side; zeros for no bar."""
        return 0, 0, 0

    # Showing

    def lay_out_parts(self, width: int, height: int) -> None:
        """Put the box in the middle of the screen, a little above."""
        if self._fitted != Size(width, height):
            self._behind = []
        self._fitted = Size(width, height)
        wide, high = min(self.wanted[0], width), min(self.wanted[1], height)
        x, y = (width - wide) // 2, max(0, (height - high) // 3)
        inside = self.inner(Box(x + 1, y + 1, max(1, wide - 2), max(1, high - 2)))
        self.body = inside["body"]
        view = self.body_view(self.body)
        title = (Span(f" {self.box_title} ", FRAME_TITLE_ON),)
        foot = (Span(f" {foot_words(self.foot(), wide - 4)} ", FRAME_TITLE),)
        upper = Bar(edge(wide, "┌┐", titles=[(1, wide - 2, title)]))
        lower = Bar(edge(wide, "└┘", titles=[(1, wide - 2, foot)]))
        sides = max(0, high - 2)
        self._shown = {
            "upper": (Box(x, y, wide, 1), upper),
            "lower": (Box(x, y + high - 1, wide, 1), lower),
            "left": (Box(x, y + 1, 1, sides), Divider()),
            "right": (Box(x + wide - 1, y + 1, 1, sides), Divider(*self.seen(), lit=range(sides))),
        }
        if view is not None:
            self._shown["body"] = (self.body, view)
        self._inside = inside

    def shown_parts(self) -> Mapping[Part, tuple[Box, View]]:
        """Frame and body."""
        return self._shown

    def all_places(self) -> Mapping[Part, Box]:
        """Where frame, body, and what else is inside stand."""
        return {part: box for part, (box, _) in self._shown.items()} | self._inside

    def on_resize(self, event: events.Resize) -> None:
        """Stand in the middle of the new size, before what is below, which is laid out only now."""
        super().on_resize(event)
        self.call_after_refresh(self.look_behind)

    def look_behind(self) -> None:
        """Show around the box what now stands below it."""
        self._behind = []
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is around the box: the screen below, faint, or nothing.

        Kept, because nothing moves there.
        """
        if len(self._behind) != crop.height:
            self._behind = self._strips_behind(crop.size)
        return self._behind

    def _strips_behind(self, size: Size) -> list[Strip]:
        stack = self.app.screen_stack
        below = drawn_lines(stack[stack.index(self) - 1], size)
        ground = styles(self.theme_name)["ground"]
        if not has_backdrop(self.theme_name) or below is None or size != self._fitted:
            return [Strip.blank(size.width, ground)] * size.height
        strips = faint(below, self.theme_name)
        upper, lower = self.places["upper"], self.places["lower"]
        blank = Strip.blank(upper.width, ground)
        for y in range(upper.y, lower.y + 1):
            before, after = strips[y].crop(0, upper.x), strips[y].crop(upper.x + upper.width)
            strips[y] = Strip.join([before, blank, after])
        return strips

    # Ending

    def dismiss(self, result: ResultT | None = None) -> AwaitComplete:
        """End with a result, once: later keys and clicks do nothing more."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def on_key(self, event: events.Key) -> None:
        """Take a key, unless it is for a widget of Textual's."""
        if self.press(event.key):
            event.stop()
            event.prevent_default()

    def press(self, key: str) -> bool:
        """Do what a key does here; say whether it does anything. Escape leaves."""
        if key == "escape":
            self.dismiss(None)
        return key == "escape"


def foot_words(words: str, room: int) -> str:
    """As many keys of a foot as there is room for; the one to leave is the last to go."""
    keys = words.split("  ")
    while len(keys) > 1 and cell_width("  ".join(keys)) > room:
        del keys[max(at for at, key in enumerate(keys) if not key.startswith("Esc "))]
    return "  ".join(keys)
