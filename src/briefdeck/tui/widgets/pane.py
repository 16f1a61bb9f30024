"""The common ground of all parts of the screen: a widget that draws lines, straight to strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual.geometry import Region
from textual.strip import Strip

from briefdeck.reading.paint import Mark, overlaid, segments, styles
from briefdeck.tui.seam.layout import SteadyWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.selection import Selection

    from briefdeck.draw.lines import Line
    from briefdeck.reading.geometry import Box
    from briefdeck.reading.palette import ThemeName


def paint(
    line: Line, width: int, theme: ThemeName, *, marks: Iterable[Mark] = (), base: str = ""
) -> Strip:
    """A line as a strip of exactly `width` cells; `base`: the role of a band under all of it."""
    return Strip(segments(line, width, theme, band=base, marks=marks), width)


def overlay(strip: Strip, first: int, end: int, style: Style) -> Strip:
    """The strip with a style laid over some of its cells."""
    return Strip(overlaid(list(strip), first, end, style), strip.cell_length)


class Pane(SteadyWidget):
    """A part of the screen made of lines.

    Subclasses give `draw_line`; nothing of a briefing is ever read as markup.
    """

    DEFAULT_CSS = ""
    ALLOW_SELECT: ClassVar[bool] = True

    theme_name: ThemeName = "dark"
    is_quiet: ClassVar[bool] = False
    """Whether all panes are being filled before they are drawn for the first time."""
    box: Box | None = None
    """Where the screen's geometry puts the pane; None: nowhere.

    Known before Textual has laid the screen out.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._strips_for: tuple[int, ThemeName] = (0, "dark")

    @property
    def width(self) -> int:
        """Cells a line has."""
        return self.box.width if self.box else self.size.width

    @property
    def height(self) -> int:
        """Lines on the screen."""
        return self.box.height if self.box else self.size.height

    @property
    def first_line(self) -> int:
        """The number of the line at the top, for selections that outlive scrolling."""
        return 0

    def changed(self) -> None:
        """Draw everything again; a pane that is only now being laid out will be drawn anyway."""
        if self.is_quiet:
            self._strips.clear()
        else:
            self.refresh()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have lines drawn again: those of the regions, or all."""
        if regions:
            for region in regions:
                for y in region.line_range:
                    self._strips.pop(y, None)
        else:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def draw_line(self, y: int) -> Strip:
        """The strip of the line at height `y`, exactly as wide as the pane."""
        raise NotImplementedError

    def paint(self, line: Line, **options: object) -> Strip:
        """A line in this pane's width and theme."""
        return paint(line, self.width, self.theme_name, **options)  # type: ignore[arg-type]  # checked where they are given

    def blank(self) -> Strip:
        """An empty line."""
        return Strip.blank(self.width, styles(self.theme_name)["ground"])

    def refresh_lines(self, first: int, count: int = 1) -> None:
        """Draw some lines again."""
        if self.is_quiet:
            self._strips.clear()
        else:
            self.refresh(Region(0, first, self.width, count))

    # Strips are complete (ground, width, theme): nothing is left for Textual's style cache to do.
    # Textual asks every pane between the first and the last change for all its lines: keeping them
    # is what makes a key's answer quick.
    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a region of the pane."""
        if self._strips_for != (self.width, self.theme_name):
            self._strips, self._strips_for = {}, (self.width, self.theme_name)
        strips = [self._strip(y) for y in range(crop.y, crop.bottom)]
        if self.text_selection is not None:
            strips = [self._selected(y, strip) for y, strip in enumerate(strips, crop.y)]
        whole = crop.x == 0 and crop.width == self.width
        return strips if whole else [strip.crop(crop.x, crop.right) for strip in strips]

    def _strip(self, y: int) -> Strip:
        """A line as it was last drawn, if nothing has changed since."""
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self.draw_line(y)
        return strip

    def render_line(self, y: int) -> Strip:
        """One strip with the places of its characters, which Textual asks for to select text."""
        return self.draw_line(y).apply_offsets(0, self.first_line + y)

    def _selected(self, y: int, strip: Strip) -> Strip:
        selection = self.text_selection
        if selection is None:
            return strip
        span = selection.get_span(self.first_line + y)
        if span is None:
            return strip
        text = strip.text
        first, end = span
        cells = Strip(strip).index_to_cell_position
        stop = strip.cell_length if end == -1 else cells(min(end, len(text)))
        return overlay(
            strip, cells(min(first, len(text))), stop, styles(self.theme_name)["selection"]
        )

    def selectable_text(self) -> str:
        """All lines of the pane as they are drawn, from line 0."""
        return "\n".join(self.draw_line(y).text for y in range(self.height))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, without the blanks that fill lines."""
        text = selection.extract(self.selectable_text())
        return "\n".join(line.rstrip().removeprefix(" ") for line in text.split("\n")), "\n"
