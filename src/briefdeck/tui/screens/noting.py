"""A small editor for a note on an entry.

Leaving it keeps what was written; only Ctrl+G gives it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import TextArea

from briefdeck.reading.geometry import Box, Part
from briefdeck.tui.screens.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefdeck.reading.palette import ThemeName


class NotingScreen(Window[None]):
    """A note to write.

    `keep` is called once with its text, when the reader leaves or the program is ended.

    `before` is the note as it is kept; `text` what the reader had written instead, where that could
    not be kept.
    """

    CSS = """
    NotingScreen TextArea {
        border: none; padding: 0 1; background: $background; color: $foreground;
    }
    NotingScreen TextArea:focus { border: none; }
    """

    def __init__(
        self,
        title: str,
        before: str,
        keep: Callable[[str], object],
        theme_name: ThemeName,
        *,
        text: str | None = None,
    ) -> None:
        super().__init__(title, theme_name, width=72, height=14)
        text = before if text is None else text
        self._before = before
        self._keep = keep
        self._is_done = False
        self.editor = TextArea(
            text, soft_wrap=True, id="editor", show_line_numbers=False, tab_behavior="focus"
        )
        self.editor.highlight_cursor_line = False
        self.editor.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The frame and the editor."""
        yield from super().compose()
        yield self.editor

    def body_view(self, box: Box) -> None:  # the editor stands there
        """Nothing: the editor stands in the box."""

    def inner(self, body: Box) -> dict[Part, Box]:
        """The editor fills the box."""
        return {"body": body, "editor": body}

    def foot(self) -> str:
        """What the keys do."""
        return "Esc keep it  Ctrl+G give it up  (an empty note is taken away)"

    def on_mount(self) -> None:
        """Type at the end of what is there."""
        self.editor.focus()
        self.editor.move_cursor(self.editor.document.end)

    def on_unmount(self) -> None:
        """The program is ended while one writes: nothing is lost."""
        self._finish()

    def _finish(self) -> None:
        if not self._is_done:
            self._is_done = True
            if self.editor.text.strip() != self._before.strip():
                self._keep(self.editor.text)

    def press(self, key: str) -> bool:
        """Esc and Ctrl+S keep, Ctrl+G gives up; all else is the editor's."""
        if key not in {"escape", "ctrl+s", "ctrl+g"}:
            return False
        if key == "ctrl+g":
            self._is_done = True
        self._finish()
        self.dismiss(None)
        return True
