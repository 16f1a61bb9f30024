"""The first frame: the whole screen painted before Textual is imported, which takes longer.

What Textual shows when it takes over are the same parts in the same places: no character changes.
"""

from __future__ import annotations

import os
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.color import ColorSystem

from briefdeck.reading.paint import segments
from briefdeck.terminal.tty import TERMINAL
from briefdeck.text.anchors import anchored_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.segment import Segment

    from briefdeck.reading.geometry import Box
    from briefdeck.reading.palette import ThemeName
    from briefdeck.reading.scene import Scene
    from briefdeck.reading.shelf.shelf_scene import ShelfScene
    from briefdeck.reading.views.view import View

TRUE_COLOURS = frozenset({"truecolor", "24bit"})
WITH_256_COLOURS = ("-256color", "-kitty")


def paint(scene: Scene | ShelfScene, theme: ThemeName) -> None:
    """Paint the screen that a scene is, in the size that the terminal has now."""
    try:
        width, height = os.get_terminal_size(TERMINAL.output)
    except OSError:
        return
    if width and height:
        scene.lay_out(width, height)
        colours = colour_system(os.environ)
        TERMINAL.write(frame_text(scene.parts.values(), width, height, theme, colours))


def frame_text(
    parts: Iterable[tuple[Box, View]],
    width: int,
    height: int,
    theme: ThemeName,
    colours: ColorSystem,
) -> str:
    """What draws parts on a screen of some columns and lines, and ground between them."""
    rows: list[list[tuple[int, int, list[Segment]]]] = [[] for _ in range(height)]
    for box, view in parts:
        shown = view.rows(box.width, box.height)
        for y, row in enumerate(shown[: box.height], box.y):
            painted = segments(row.line, box.width, theme, band=row.band, marks=row.marks)
            rows[y].append((box.x, box.width, painted))
    text = "".join(
        piece for y, row in enumerate(rows) for piece in _drawn(y, row, width, theme, colours)
    )
    return anchored_frame(text)


def _drawn(
    y: int,
    row: list[tuple[int, int, list[Segment]]],
    width: int,
    theme: ThemeName,
    colours: ColorSystem,
) -> Iterator[str]:
    """A line of the screen, each of its pieces from the column where it belongs."""
    column = 0
    for x, cells, painted in (*sorted(row, key=itemgetter(0)), (width, 0, [])):
        if column < x:
            yield f"\x1b[{y + 1};{column + 1}H"
            yield from _coloured(segments((), x - column, theme), colours)
        yield f"\x1b[{y + 1};{x + 1}H"
        yield from _coloured(painted, colours)
        column = x + cells


def _coloured(painted: Iterable[Segment], colours: ColorSystem) -> Iterator[str]:
    for words, style, _ in painted:
        yield style.render(words, color_system=colours) if style else words


def colour_system(environment: Mapping[str, str]) -> ColorSystem:
    """The colours that a terminal has, told as Rich and Textual tell them."""
    if environment.get("COLORTERM", "").strip().lower() in TRUE_COLOURS:
        return ColorSystem.TRUECOLOR
    if environment.get("TERM", "").strip().lower().endswith(WITH_256_COLOURS):
        return ColorSystem.EIGHT_BIT
    return ColorSystem.STANDARD
