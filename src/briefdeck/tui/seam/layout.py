"""Textual's layout without its repetitions: what has not moved is not laid out or painted again.

A stock screen is laid out and painted four times before its first key. Here the sizes of parts
follow from the screen's alone, so one time is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Region, Size
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget

from briefdeck.reading.paint import styles

if TYPE_CHECKING:
    from briefdeck.reading.palette import ThemeName


class SteadyWidget(Widget):
    """A widget whose content never decides its size: a new size asks for no new layout."""

    DEFAULT_CSS = ""

    def _size_updated(  # Textual's signature
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: ARG002, FBT001, FBT002
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class CoveredScreen(Screen[ScreenResultType]):
    """A screen that draws nothing while a window stands over it.

    Textual would paint the whole window again after whatever the screen below does, and then after
    every look at the file, for as long as it is open.
    """

    CSS = ""

    def _compositor_refresh(self) -> None:
        top = self.app.screen
        if self is top:
            super()._compositor_refresh()
            return
        self._compositor._dirty_regions.clear()
        self._dirty_widgets.clear()
        if isinstance(top, CoveredScreen):
            top.look_behind()

    def look_behind(self) -> None:
        """Called when what stands below this screen has changed."""


class SteadyScreen(Screen[None]):
    """A screen that is laid out once for each size of the terminal."""

    CSS = ""
    theme_name: ThemeName = "dark"

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground under the parts: a blank line, as often as it is asked for."""
        return [Strip.blank(crop.width, styles(self.theme_name)["ground"])] * crop.height

    def _size_updated(  # Textual's signature
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: ARG002, FBT001, FBT002
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size or not self.is_current:
            super()._screen_resized(size)


def drawn_lines(screen: Screen[Any], size: Size) -> list[Strip] | None:
    """A screen's lines as they are drawn now; None where it is laid out in another size."""
    compositor = screen._compositor
    return compositor.render_strips() if compositor.size == size else None
