"""What is seen around an window: the screen below, faint, so that its place is plain."""

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from briefdeck.reading.palette import PALETTES, ThemeName

FAINT = 0.55
"""How much of the ground is mixed into everything."""


def has_backdrop(theme: ThemeName) -> bool:
    """Whether a theme shows the screen below.

    The terminal's own colours cannot be mixed, and high contrast must not be weakened.
    """
    return theme in {"dark", "light"}


def faint(strips: list[Strip], theme: ThemeName) -> list[Strip]:
    """The strips of a screen as they look behind an window."""
    return [
        Strip(
            [Segment(text, _faint_style(style, theme)) for text, style, _ in strip],
            strip.cell_length,
        )
        for strip in strips
    ]


@cache
def _faint_style(style: Style | None, theme: ThemeName) -> Style:
    ground = Color.parse(PALETTES[theme].ground)
    ink, under = (style.color, style.bgcolor) if style else (None, None)
    mixed = [
        Color.from_rich_color(one).blend(ground, FAINT).rich_color if one else None
        for one in (ink, under)
    ]
    return Style(color=mixed[0], bgcolor=mixed[1] or ground.rich_color)
