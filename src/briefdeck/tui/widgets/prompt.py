"""One line to type in, in the foot of the frame."""

from textual.widgets import Input


class Prompt(Input):
    """Textual's input without its frame; what is typed goes to the screen as messages."""

    def __init__(self, kind: str, placeholder: str, value: str = "") -> None:
        super().__init__(value=value, placeholder=placeholder, id="prompt", select_on_focus=False)
        self.kind = kind
