"""The one base of all screens: parts where the geometry says, keys from the registry, a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding

from briefdeck.reading.actions import ACTIONS, BY_ID
from briefdeck.tui.screens.parts import PartedScreen
from briefdeck.tui.seam.layout import SteadyScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from briefdeck.library.folders import Folders
    from briefdeck.reading.actions import Where
    from briefdeck.reading.actions.reader import Choice, ValueT
    from briefdeck.reading.palette import ThemeName
    from briefdeck.reading.settings import Settings
    from briefdeck.tui.desk import Desk
    from briefdeck.tui.widgets.prompt import Prompt

WIDEN_MARGIN = 60
"""Columns that a widened list leaves to what is beside it."""


def bindings_for(where: Where) -> list[BindingType]:
    """Textual's bindings of the registry's actions on a screen, by the ids that key maps name.

    They have priority: a key without it is looked up only after it has come back from the screen,
    and by then the letters of a word that is typed ahead of its prompt would be actions too.
    """
    return [
        Binding(
            ",".join(action.keys),
            f"perform('{action.id}')",
            show=False,
            id=action.id,
            priority=True,
        )
        for action in ACTIONS
        if where in action.where
    ]


WHILE_TYPING = frozenset({"down", "up", "pagedown", "pageup", "escape", "ctrl+p", "ctrl+q"})
"""Keys that are actions though words are being typed."""


class PartsScreen(PartedScreen[None], SteadyScreen):
    """A screen that fills the terminal and has the registry's keys."""

    WHILE_TYPING: ClassVar[frozenset[str]] = WHILE_TYPING

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.theme)
        self.kept_theme = self.theme_name
        """The theme that is remembered: not one that is only looked at."""
        self.settings = settings
        self.pressed = ""
        self.prompt: Prompt | None = None

    @property
    def briefdeck(self) -> Desk:
        """The app of this screen."""
        return self.app  # type: ignore[return-value]  # no other app has this screen

    @property
    def place_name(self) -> str:
        """What is here, for the way back to it."""
        raise NotImplementedError

    def keep(self, folders: Folders) -> None:
        """Remember what there is to remember, before the screen goes."""

    @property
    def folders(self) -> Folders:
        """Where the reader's files are."""
        return self.briefdeck.folders

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in another theme."""
        self.theme_name = self.kept_theme = name
        self.refresh()
        self.show()
        self.briefdeck.use_theme(name)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key is an action now: not while it is a letter of what is typed."""
        if action == "perform" and self.is_typing:
            return self.briefdeck.pressed in self.WHILE_TYPING
        return super().check_action(action, parameters)

    @property
    def is_typing(self) -> bool:
        """Whether keys are letters: of words, or at links."""
        return self.prompt is not None

    def action_perform(self, name: str) -> None:
        """Do an action, as a key asks."""
        self.perform(name, self.briefdeck.pressed)

    def perform(self, name: str, key: str = "") -> None:
        """Do an action of the registry; what was said before is taken away."""
        self.pressed = key
        self.unsay()
        BY_ID[name].do(self)

    def unsay(self) -> None:
        """Take away what was said."""
        raise NotImplementedError

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the footer, until the next key."""
        raise NotImplementedError

    def open_prompt(self, kind: str, placeholder: str = "", value: str = "") -> None:
        """Mount the line to type in; where it stands is the geometry's to say."""
        from briefdeck.tui.widgets.prompt import Prompt

        self.close_prompt()
        self.prompt = Prompt(kind, placeholder, value)
        self.show()
        self.mount(self.prompt)
        self.prompt.focus()

    def close_prompt(self) -> None:
        """Take the line to type in away."""
        if self.prompt is not None:
            prompt, self.prompt = self.prompt, None
            self.set_focus(None)
            prompt.remove()

    # What all readers may ask

    def choose(
        self, title: str, choices: Sequence[Choice[ValueT]], then: Callable[[ValueT], object]
    ) -> None:
        """Let the reader choose, and then do something with what was chosen."""
        from briefdeck.tui.screens.choosing import ChoosingScreen

        def take(value: Any) -> None:
            if value is not None:
                then(value)

        self.app.push_screen(ChoosingScreen(title, choices, self.theme_name), take)

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Open a briefing; give why it cannot be read, or nothing."""
        return self.briefdeck.open_briefing(path, at=at)

    def open_library(self) -> None:
        """Open the library."""
        self.briefdeck.open_library()

    def open_search(self, words: str = "") -> None:
        """Search the texts of all briefings."""
        self.briefdeck.open_search(words)

    def leave(self) -> None:
        """Leave what is open here."""
        self.briefdeck.leave_screen(self)

    def leave_all(self) -> None:
        """Leave everything."""
        self.app.exit()
