"""Roles of the interface's own frame, beside those of `briefdeck.draw.lines`."""

from typing import Final, cast

from briefdeck.draw.lines import Style

FRAME_ON: Final = cast("Style", "frame-on")
HINT: Final = cast("Style", "hint")
FRAME_TITLE: Final = cast("Style", "frame-title")
FRAME_TITLE_ON: Final = cast("Style", "frame-title-on")
KEY: Final = cast("Style", "key")
MATCH: Final = cast("Style", "match")
