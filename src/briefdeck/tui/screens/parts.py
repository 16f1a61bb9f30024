"""The ground of all screens and windows: parts that show views where a geometry says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.geometry import NULL_OFFSET, Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement

from briefdeck.tui.seam.layout import CoveredScreen
from briefdeck.tui.widgets.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from briefdeck.reading.geometry import Box, Part
    from briefdeck.reading.palette import ThemeName
    from briefdeck.reading.views.view import View

ResultT = TypeVar("ResultT")


class PartsLayout(Layout):
    """Places each part where the screen's geometry says.

    The geometry is pure arithmetic of ours, and not style sheets, because the first frame is
    painted by it before Textual is loaded, and nothing may move after that.
    """

    name = "parts"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002, FBT001, FBT002  # Textual's signature
    ) -> ArrangeResult:
        """Placements of the parts that are on the screen."""
        assert isinstance(parent, PartedScreen)
        parent.prepare(size)
        placed: list[WidgetPlacement] = []
        for child in children:
            part: Any = child.id or child.name
            box = parent.places.get(part)
            if box is not None:
                region = Region(box.x, box.y, box.width, box.height)
                placed.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), child))
        return placed


class PartedScreen(CoveredScreen[ResultT]):
    """A screen of parts. Subclasses say what is in them, and where they stand."""

    AUTO_FOCUS = None
    PARTS: ClassVar[tuple[str, ...]] = ()
    """The parts from first to last; the geometry says which are seen."""

    def __init__(self, theme_name: ThemeName) -> None:
        super().__init__()
        self.theme_name: ThemeName = theme_name
        self.places: Mapping[Part, Box] = {}
        self._parts_layout = PartsLayout()
        self._viewers: dict[str, Viewer] = {}

    @property
    def layout(self) -> Layout:
        """The screen's own layout."""
        return self._parts_layout

    def compose(self) -> ComposeResult:
        """The parts."""
        for part in self.PARTS:
            self._viewers[part] = Viewer(part, self.theme_name)
        yield from self._viewers.values()

    # Showing

    def lay_out_parts(self, width: int, height: int) -> None:
        """Work out what every part shows in a size."""
        raise NotImplementedError

    def shown_parts(self) -> Mapping[Part, tuple[Box, View]]:
        """What the parts show, as `lay_out_parts` has left it."""
        raise NotImplementedError

    def all_places(self) -> Mapping[Part, Box]:
        """Where everything stands, as `lay_out_parts` has left it."""
        raise NotImplementedError

    def cursor_cell(self) -> tuple[int, int] | None:
        """The cell at which the terminal's cursor stands; None: where a line to type in has it."""
        return None

    def prepare(self, size: Size) -> None:
        """Fill the parts before they are drawn in a new size: the first frame is complete."""
        if size.width and size.height:
            self.lay_out_parts(size.width, size.height)
            self.places = self.all_places()
            Viewer.is_quiet = True
            try:
                self._fill()
            finally:
                Viewer.is_quiet = False

    def show(self) -> None:
        """Give every part what it shows now."""
        if not (self.size.width and self.size.height and self.is_mounted):
            return
        self.lay_out_parts(*self.size)
        places = self.all_places()
        if places != self.places:
            self.places = places
            # A layout asked for by a child is not taken from Textual's memory of this size.
            self._viewers[self.PARTS[0]].refresh(layout=True)
        self._fill()

    def _fill(self) -> None:
        for part, (box, view) in self.shown_parts().items():
            self._viewers[part].show(view, box, self.theme_name)
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Put the terminal's cursor where keys go: to a row, or into what is typed in."""
        if self.app.screen is not self:
            return
        cell, typed_in = self.cursor_cell(), self.focused
        if cell is not None and cell != self.app.cursor_position:
            self.app.cursor_position = Offset(*cell)
            self._draw_row_again(*cell)
        elif cell is None and typed_in is not None and typed_in.size.width:
            cell = getattr(typed_in, "cursor_screen_offset", self.app.cursor_position)
            if cell != self.app.cursor_position:
                self.app.cursor_position = Offset(*cell)
                typed_in.refresh()

    def _draw_row_again(self, x: int, y: int) -> None:
        """Draw the row at a cell: Textual moves the terminal's cursor only when it draws."""
        for part, (box, _) in self.shown_parts().items():
            if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height:
                self._viewers[part].draw_again(y - box.y)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002  # the screen knows its size
        """The layout has filled the parts; what depends on the size is shown again."""
        self.show()
        self.call_after_refresh(self._place_cursor)

    def on_descendant_focus(self) -> None:
        """Something to type in has come, whose place is known once it is laid out."""
        self.call_after_refresh(self._place_cursor)

    def on_screen_resume(self) -> None:
        """The cursor is this screen's again."""
        self.call_after_refresh(self._place_cursor)
