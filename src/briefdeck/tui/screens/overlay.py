"""What screens that open over the reading screen share: a framed box of lines in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from textual.await_complete import AwaitComplete
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.screen import ModalScreen
from textual.strip import Strip

from briefdeck.draw.lines import Span
from briefdeck.text.width import truncate
from briefdeck.tui.backdrop import faint, has_backdrop
from briefdeck.tui.geometry import Box
from briefdeck.tui.paint import styles
from briefdeck.tui.roles import FRAME_TITLE, FRAME_TITLE_ON
from briefdeck.tui.seam.layout import drawn_lines
from briefdeck.tui.widgets.frame import Bar, Divider, edge
from briefdeck.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from briefdeck.tui.palette import ThemeName


class BoxLayout(Layout):
    """Places widgets where the overlay says."""

    name = "box"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002, FBT001, FBT002  # Textual's signature
    ) -> ArrangeResult:
        """Placements of the widgets that have a box."""
        assert isinstance(parent, Overlay)
        parent.fit(size)
        placed: list[WidgetPlacement] = []
        for child in children:
            box = parent.places.get(child.id or child.name or "")
            if box is not None:
                region = Region(box.x, box.y, box.width, box.height)
                placed.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), child))
        return placed


class Overlay(ModalScreen[Any]):
    """A framed box with a title; it ends with what was chosen, or with nothing."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, title: str, theme_name: ThemeName, *, width: int = 76, height: int = 24
    ) -> None:
        super().__init__()
        self.box_title = title
        self.theme_name = theme_name
        self.wanted = (width, height)
        self.places: dict[str, Box] = {}
        self._box_layout = BoxLayout()
        self.upper, self.lower = Bar("upper"), Bar("lower")
        self.left_side, self.right_side = Divider("left-side"), Divider("right-side")
        self._behind: list[Strip] = []
        self._fitted = Size()

    @property
    def layout(self) -> Layout:
        """The box's own layout."""
        return self._box_layout

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw again, with what is now behind the box."""
        self._behind = []
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is around the box: the screen below, faint, or nothing.

        Kept, because nothing moves there.
        """
        if len(self._behind) != crop.height:
            self._behind = self._strips_behind(crop.size)
        return self._behind

    def _strips_behind(self, size: Size) -> list[Strip]:
        stack = self.app.screen_stack
        ground = styles(self.theme_name)["ground"]
        lines = None
        if has_backdrop(self.theme_name) and size == self._fitted:
            lines = drawn_lines(stack[stack.index(self) - 1], size)
        if lines is None:
            return [Strip.blank(size.width, ground)] * size.height
        strips = faint(lines, self.theme_name)
        upper, lower = self.places["upper"], self.places["lower"]
        blank = Strip.blank(upper.width, ground)
        for y in range(upper.y, lower.y + 1):
            before, after = strips[y].crop(0, upper.x), strips[y].crop(upper.x + upper.width)
            strips[y] = Strip.join([before, blank, after])
        return strips

    def frame(self) -> Iterator[Pane]:
        """The frame's widgets."""
        yield from (self.upper, self.lower, self.left_side, self.right_side)

    def inner(self, box: Box) -> dict[str, Box]:
        """Where the widgets inside the frame stand."""
        raise NotImplementedError

    def foot(self) -> str:
        """The words in the lower edge."""
        return "Esc close"

    def fit(self, size: Size) -> None:
        """Work out where everything stands in this size."""
        self._fitted = size
        width, height = min(self.wanted[0], size.width), min(self.wanted[1], size.height)
        outer = Box((size.width - width) // 2, max(0, (size.height - height) // 3), width, height)
        body = Box(outer.x + 1, outer.y + 1, max(1, width - 2), max(1, height - 2))
        self.places = {
            "upper": Box(outer.x, outer.y, width, 1),
            "lower": Box(outer.x, outer.y + height - 1, width, 1),
            "left-side": Box(outer.x, outer.y + 1, 1, max(0, height - 2)),
            "right-side": Box(outer.x + width - 1, outer.y + 1, 1, max(0, height - 2)),
            **self.inner(body),
        }
        for pane in self.query(Pane):
            pane.box = self.places.get(pane.id or "")
            pane.theme_name = self.theme_name
        title = (Span(f" {truncate(self.box_title, width - 6)} ", FRAME_TITLE_ON),)
        foot = (Span(f" {truncate(self.foot(), width - 6)} ", FRAME_TITLE),)
        self.upper.show(edge(width, {}, [(1, width - 2, title)], ends="┌┐"))
        self.lower.show(edge(width, {}, [(1, width - 2, foot)], ends="└┘"))

    def on_resize(self, event: events.Resize) -> None:
        """Stand in the middle of the new size.

        Textual remembers layouts of sizes that it has seen, so it may not ask.
        """
        self.fit(event.size)
        self.fill()
        self.call_after_refresh(self.refresh)  # the screens below are laid out only now

    def fill(self) -> None:
        """Lay out anew what is inside."""

    def dismiss(self, result: object = None) -> AwaitComplete:
        """End with a result, once: later keys and clicks do nothing more."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def on_key(self, event: events.Key) -> None:
        """Escape leaves."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(None)
