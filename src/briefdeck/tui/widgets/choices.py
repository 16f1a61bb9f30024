"""A list of choices for the screens that open over the reading screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefdeck.draw.lines import Line, Span
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.roles import KEY
from briefdeck.tui.widgets.rows import RowsPane


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what it does is known by `value`.

    `note` stands at the right; `is_on`: None is no switch.
    """

    value: str
    title: str
    note: str = ""
    is_on: bool | None = None


class ChoicesPane(RowsPane):
    """Choices and a cursor."""

    def __init__(self) -> None:
        super().__init__("choices")
        self.choices: Sequence[Choice] = ()
        self.is_active = True

    def show(self, choices: Sequence[Choice]) -> None:
        """Show choices with the cursor on the first."""
        self.choices = choices
        self.count = len(choices)
        self.top = 0
        self.cursor = 0 if choices else None
        self.changed()

    def row_line(self, position: int, width: int) -> Line:
        """A choice's line: its switch, title and note."""
        choice = self.choices[position]
        switch = "" if choice.is_on is None else "■ " if choice.is_on else "□ "
        note = truncate(choice.note, max(0, width // 2))
        room = max(1, width - cell_width(switch) - cell_width(note) - 1)
        title = truncate(choice.title, room)
        gap = " " * max(1, width - cell_width(switch) - cell_width(title) - cell_width(note))
        return (Span(switch, KEY), Span(title), Span(gap), Span(note, "muted"))
