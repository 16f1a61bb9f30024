"""Roles of the interface's own frame, beside those of `briefdeck.draw.lines`."""

from typing import Final, cast

from briefdeck.draw.lines import Style

Mark = tuple[int, int, str]
"""A stretch of a row to light: first cell, cell after the last, role."""

ACCENT: Final = cast("Style", "accent")
"""Of the row that keys act on, and of what is the reader's own."""

FRAME_ON: Final = cast("Style", "frame-on")
HINT: Final = cast("Style", "hint")
FRAME_TITLE: Final = cast("Style", "frame-title")
FRAME_TITLE_ON: Final = cast("Style", "frame-title-on")
KEY: Final = cast("Style", "key")
MATCH: Final = cast("Style", "match")
