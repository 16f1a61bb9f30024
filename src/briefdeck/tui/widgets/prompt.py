"""One line to type in, in the foot of the frame."""

from textual.events import Key
from textual.geometry import Offset
from textual.widgets import Input


class Prompt(Input):
    """Textual's input without its frame; what is typed goes to the screen as messages."""

    def __init__(self, kind: str, placeholder: str, value: str = "") -> None:
        # A name and not an id: the prompt before may still be going away.
        super().__init__(value=value, placeholder=placeholder, name="prompt", select_on_focus=False)
        self.cursor_blink = False
        self.kind = kind
        self._early = ""

    def take(self, event: Key) -> bool:
        """Take a key that was pressed before the prompt had the focus; say whether it did."""
        if not event.is_printable or event.character is None:
            return False
        if self.is_mounted:
            self.insert_text_at_cursor(event.character)
        else:
            self._early += event.character
        return True

    def on_mount(self) -> None:
        """Take over what was typed before the prompt was there."""
        if self._early:
            self.insert_text_at_cursor(self._early)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell that is typed into next; Textual's own is one behind it at the end of a text."""
        found = super().cursor_screen_offset
        return found - Offset(int(self.cursor_position == len(self.value)), 0)
