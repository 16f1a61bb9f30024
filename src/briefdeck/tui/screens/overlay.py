"""The common ground of screens that open over the reading screen: a framed box of lines in its middle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.screen import ModalScreen

from briefdeck.draw.lines import Span, truncate
from briefdeck.tui.geometry import Box
from briefdeck.tui.roles import FRAME_TITLE, FRAME_TITLE_ON
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
            box = parent.places.get(child.id or "")
            if box is not None:
                region = Region(box.x, box.y, box.width, box.height)
                placed.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), child))
        return placed


class Overlay(ModalScreen[str]):
    """A framed box with a title; it ends with what was chosen, or with nothing."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Overlay { background: $background 55%; }"

    def __init__(self, title: str, theme_name: ThemeName, *, width: int = 76, height: int = 24) -> None:
        super().__init__()
        self.box_title = title
        self.theme_name = theme_name
        self.wanted = (width, height)
        self.places: dict[str, Box] = {}
        self._box_layout = BoxLayout()
        self.upper, self.lower = Bar("upper"), Bar("lower")
        self.left_side, self.right_side = Divider("left-side"), Divider("right-side")

    @property
    def layout(self) -> Layout:
        """The box's own layout."""
        return self._box_layout

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
        """Stand in the middle of the new size; Textual remembers layouts of sizes that it has seen, so it may not ask."""
        self.fit(event.size)
        self.fill()

    def fill(self) -> None:
        """Lay out anew what is inside."""

    def on_key(self, event: events.Key) -> None:
        """Escape leaves."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(None)
