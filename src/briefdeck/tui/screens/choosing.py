"""Choosing by typing: one box for commands, filters, forms of copying."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from briefdeck.draw.lines import Line, Span
from briefdeck.text.folding import fold_phrase
from briefdeck.text.narrowing import Narrowing
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.actions.reader import Choice
from briefdeck.tui.geometry import Box
from briefdeck.tui.roles import KEY
from briefdeck.tui.screens.overlay import Overlay
from briefdeck.tui.widgets.prompt import Prompt
from briefdeck.tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.tui.palette import ThemeName

SHOWN = 500


class Narrowed:
    """Choices that are narrowed by what is typed."""

    def __init__(self, choices: Sequence[Choice[Any]]) -> None:
        self._choices = choices
        self._folded = [
            fold_phrase(f"{choice.title} {choice.note} {choice.words}") for choice in choices
        ]
        self._narrowing = Narrowing(self._folded)

    def by(self, typed: str) -> list[Choice[Any]]:
        """Return the choices that have every typed word.

        Those come first whose title begins with what is typed, then those that have it as it is.
        """
        wanted = fold_phrase(typed)
        if not wanted:
            return list(self._choices)
        ranked: tuple[list[int], list[int], list[int]] = [], [], []
        for place in self._narrowing.places(tuple(wanted.split())):
            text = self._folded[place]
            if text.startswith(wanted):
                ranked[0].append(place)
            elif wanted in text:
                ranked[1].append(place)
            else:
                ranked[2].append(place)
        return [self._choices[place] for place in islice(chain(*ranked), SHOWN)]


class ChoicesPane(RowsPane):
    """Choices and a cursor."""

    def __init__(self) -> None:
        super().__init__("choices")
        self.choices: Sequence[Choice[Any]] = ()
        self.is_active = True

    def show(self, choices: Sequence[Choice[Any]]) -> None:
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


class ChoosingScreen(Overlay):
    """A line to type in over a list of choices; ends with the value that was chosen."""

    def __init__(self, title: str, choices: Sequence[Choice[Any]], theme_name: ThemeName) -> None:
        super().__init__(title, theme_name, width=76, height=min(26, max(8, len(choices) + 4)))
        self._choices = choices
        self._narrowed: Narrowed | None = None
        self.prompt = Prompt("choose", "Type to narrow")
        self.pane = ChoicesPane()

    def compose(self) -> ComposeResult:
        """The frame, the line to type in, the choices."""
        yield from self.frame()
        yield self.prompt
        yield self.pane

    def inner(self, box: Box) -> dict[str, Box]:
        """The prompt above, the choices under it."""
        return {
            "prompt": Box(box.x + 1, box.y, max(1, box.width - 2), 1),
            "choices": Box(box.x, box.y + 1, box.width, max(1, box.height - 1)),
        }

    def foot(self) -> str:
        """What the keys do."""
        return "Enter choose  ↑/↓ move  Esc close"

    def on_mount(self) -> None:
        """Typing goes to the prompt."""
        self.pane.show(self._choices)
        self.prompt.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the choices."""
        if self._narrowed is None:
            self._narrowed = Narrowed(self._choices)
        self.pane.show(self._narrowed.by(event.value))

    def on_input_submitted(self) -> None:
        """Choose what the cursor is on."""
        if self.pane.cursor is not None:
            self.dismiss(self.pane.choices[self.pane.cursor].value)

    def on_rows_pane_row_chosen(self, event: RowsPane.RowChosen) -> None:
        """A click chooses what still stands there: words typed since may have narrowed it."""
        if event.position < len(self.pane.choices):
            self.dismiss(self.pane.choices[event.position].value)

    def on_key(self, event: events.Key) -> None:
        """Arrows move among the choices while one types."""
        steps = {"down": 1, "up": -1, "pagedown": self.pane.height, "pageup": -self.pane.height}
        if event.key in steps and self.pane.cursor is not None:
            event.stop()
            event.prevent_default()
            at = max(0, min(self.pane.count - 1, self.pane.cursor + steps[event.key]))
            self.pane.point(at, is_active=True)
        else:
            super().on_key(event)
