"""Choosing by typing: one box for commands, filters, forms of copying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.widgets import Input

from briefdeck.draw.lines import Line, Span
from briefdeck.reading.actions.reader import Choice, ValueT
from briefdeck.reading.geometry import Box, Part
from briefdeck.reading.ranking import Ranking
from briefdeck.reading.roles import KEY
from briefdeck.reading.views.items import ItemsView
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.screens.window import Window
from briefdeck.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.reading.palette import ThemeName
    from briefdeck.tui.widgets.viewer import Viewer


class ChoosingScreen(Window[ValueT]):
    """A line to type in over a list of choices; ends with the value that was chosen."""

    def __init__(
        self, title: str, choices: Sequence[Choice[ValueT]], theme_name: ThemeName
    ) -> None:
        super().__init__(title, theme_name, width=76, height=min(26, max(8, len(choices) + 4)))
        self.ranking = Ranking(choices)
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
        self.choices = self.fitting(event.value)
        self._point_at(0)

    def fitting(self, typed: str) -> Sequence[Choice[ValueT]]:
        """The choices that fit what is typed, best first."""
        return self.ranking.by(typed)

    def on_input_submitted(self) -> None:
        """Choose what the cursor is on."""
        self._take(self.cursor)

    def _take(self, place: int) -> None:
        if place < len(self.choices):
            self.take(self.choices[place])

    def take(self, choice: Choice[ValueT]) -> None:
        """End with a choice."""
        self.dismiss(choice.value)

    def on_viewer_clicked(self, event: Viewer.Clicked) -> None:
        """A click chooses what still stands there: words typed since may have narrowed it."""
        if isinstance(event.target, int):
            self._take(event.target)

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
        self._point_at(max(0, min(len(self.choices) - 1, self.cursor + by)))

    def _point_at(self, place: int) -> None:
        self.cursor = place
        self.pointed(self.choices[place] if place < len(self.choices) else None)
        self.show()

    def pointed(self, choice: Choice[ValueT] | None) -> None:
        """Called before what the cursor has come to is shown."""


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
