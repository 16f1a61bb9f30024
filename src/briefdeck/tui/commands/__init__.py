"""What actions do: one function an action, in modules that are loaded when first needed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefdeck.tui.screens.reading import ReadingScreen

Command = Callable[["ReadingScreen"], None]
"""Does an action on the screen, whose `pressed` is the key that asked for it."""

_MODULES = {
    "moving": (
        "down", "up", "page-down", "page-up", "first", "last", "right", "left", "next-pane",
        "previous-pane", "section", "next-entry", "previous-entry",
    ),
    "following": (
        "enter", "back", "forward", "escape", "jump", "source", "next-link", "previous-link",
    ),
    "finding": ("find", "next-hit", "previous-hit", "filter", "search", "palette", "help"),
    "taking": ("copy", "copy-as", "open", "edit", "problems", "compare"),
    "timing": ("zoom-in", "zoom-out", "pan-left", "pan-right", "fit", "date", "lanes"),
    "looking": ("theme", "wider", "narrower", "quit", "exit"),
    "keeping": ("changes", "bookmark", "note", "marks"),
    "shelving": ("library", "sort", "read-again", "add", "remove"),
}  # fmt: skip
MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def command(action_id: str) -> Command:
    """The function that does an action."""
    module = import_module(f"briefdeck.tui.commands.{MODULE_OF[action_id]}")
    found: Command = getattr(module, action_id.replace("-", "_"))
    return found
