"""Choosing by typing: one box for commands, filters, forms of copying."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.widgets import Input

from briefdeck.draw.lines import Line, Span
from briefdeck.text.folding import fold_phrase
from briefdeck.text.narrowing import Narrowing
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.actions.reader import Choice, ValueT
from briefdeck.tui.geometry import Box, Part
from briefdeck.tui.roles import KEY
from briefdeck.tui.screens.window import Window
from briefdeck.tui.views.items import ItemsView
from briefdeck.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.tui.palette import ThemeName
    from briefdeck.tui.widgets.viewer import Viewer

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


class ChoosingScreen(Window[ValueT]):
    """A line to type in over a list of choices; ends with the value that was chosen."""

    def __init__(
        self, title: str, choices: Sequence[Choice[ValueT]], theme_name: ThemeName
    ) -> None:
        super().__init__(title, theme_name, width=76, height=min(26, max(8, len(choices) + 4)))
        self._choices = choices
        self._narrowed: Narrowed | None = None
        self.prompt = Prompt("choose", "Type to narrow")
        self.choices: Sequence[Choice[ValueT]] = choices
        self.cursor = 0
        self._top = 0

    def compose(self) -> ComposeResult:
        """The frame, the line to type in, the choices."""
        yield from super().compose()
        yield self.prompt

    def inner(self, body: Box) -> dict[Part, Box]:
        """The line to type in above, the choices under it."""
        return {
            "prompt": Box(body.x + 1, body.y, max(1, body.width - 2), 1),
            "body": Box(body.x, body.y + 1, body.width, max(1, body.height - 1)),
        }

    def body_view(self, box: Box) -> ItemsView:
        """The choices that are left."""
        view = ItemsView(
            count=len(self.choices),
            lines_of=lambda place, width: (choice_line(self.choices[place], width),),
            cursor=self.cursor if self.choices else None,
            top=self._top,
            is_active=True,
        ).revealed(box.width, box.height)
        self._top = view.top
        return view

    def foot(self) -> str:
        """What the keys do."""
        return "Enter choose  ↑/↓ move  Esc close"

    def on_mount(self) -> None:
        """Typing goes to the prompt."""
        self.prompt.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the choices."""
        if self._narrowed is None:
            self._narrowed = Narrowed(self._choices)
        self.choices = self._narrowed.by(event.value)
        self.cursor = 0
        self.show()

    def on_input_submitted(self) -> None:
        """Choose what the cursor is on."""
        self._choose(self.cursor)

    def _choose(self, place: int) -> None:
        if place < len(self.choices):
            self.dismiss(self.choices[place].value)

    def on_viewer_clicked(self, event: Viewer.Clicked) -> None:
        """A click chooses what still stands there: words typed since may have narrowed it."""
        if isinstance(event.target, int):
            self._choose(event.target)

    def on_viewer_wheel_turned(self, event: Viewer.WheelTurned) -> None:
        """The wheel moves the cursor, so that it is always seen."""
        self._move(event.by)

    def press(self, key: str) -> bool:
        """Arrows move among the choices while one types."""
        leap = max(1, self.body.height - 1)
        steps = {"down": 1, "up": -1, "pagedown": leap, "pageup": -leap}
        if key not in steps:
            return super().press(key)
        self._move(steps[key])
        return True

    def _move(self, by: int) -> None:
        self.cursor = max(0, min(len(self.choices) - 1, self.cursor + by))
        self.show()


def choice_line(choice: Choice[Any], width: int) -> Line:
    """A choice's line: its switch, title and note."""
    switch = ""
    if choice.is_on is not None:
        switch = "■ " if choice.is_on else "□ "
    note = truncate(choice.note, max(0, width // 2))
    room = max(1, width - cell_width(switch) - cell_width(note) - 1)
    title = truncate(choice.title, room)
    gap = " " * max(1, width - cell_width(switch) - cell_width(title) - cell_width(note))
    return (Span(switch, KEY), Span(title), Span(gap), Span(note, "muted"))
