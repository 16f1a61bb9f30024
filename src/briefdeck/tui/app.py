"""The application around the screens: terminal, themes, opening and closing briefings, way out."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import events
from textual.binding import Binding
from textual.theme import BUILTIN_THEMES, Theme

from briefdeck.reading.actions.following import follow
from briefdeck.reading.actions.reader import Choice
from briefdeck.reading.opening import opening
from briefdeck.reading.palette import PALETTES, Palette, ThemeName
from briefdeck.terminal.signals import WATCH
from briefdeck.tui import startup
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.seam.app import OrderlyApp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType
    from textual.screen import Screen

    from briefdeck.library.folders import Folders
    from briefdeck.reading.opening import Opening
    from briefdeck.reading.settings import Settings
    from briefdeck.reading.shelf.library_scene import ShelfOpening
    from briefdeck.tui.screens.base import PartsScreen
    from briefdeck.tui.screens.library import LibraryScreen


def textual_theme(palette: Palette) -> Theme:
    """A palette as Textual's few own widgets (the prompt) see it."""
    is_ansi = not palette.ground
    ink, ground = palette.ink or "ansi_default", palette.ground or "ansi_default"
    accent = "ansi_blue" if is_ansi else palette.accent
    return Theme(
        name=f"briefdeck-{palette.name}",
        primary=accent,
        accent=accent,
        foreground=ink,
        background=ground,
        surface=ground,
        panel=ground,
        dark=palette.is_dark,
        ansi=is_ansi,
        variables={
            **(BUILTIN_THEMES["ansi-dark"].variables if is_ansi else {}),
            "input-cursor-background": palette.bright or "ansi_bright_white",
            "input-cursor-foreground": palette.ground or "ansi_black",
            "input-selection-background": palette.select_ground or "ansi_bright_blue",
            "screen-selection-background": palette.select_ground or "ansi_bright_blue",
        },
    )


FIRST_MODE = "open-0"


class BriefdeckApp(OrderlyApp):
    """Shows one briefing, or the library and what is opened from it."""

    CSS = """
    Screen { background: $background; color: $foreground; overflow: hidden hidden; }
    Prompt { border: none; padding: 0; height: 1; background: $background; color: $foreground; }
    Prompt:focus { border: none; background-tint: $foreground 0%; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "stop", show=False, priority=True)]
    TITLE = "briefdeck"
    DEFAULT_MODE: ClassVar[str] = FIRST_MODE

    def __init__(
        self,
        settings: Settings,
        folders: Folders,
        first: Opening | None = None,
        *,
        shelf: ShelfOpening | None = None,
    ) -> None:
        """`first` is the briefing to read; None: the library, as `shelf` has it already."""
        super().__init__()
        self.settings = settings
        self.folders = folders
        self._is_first_frame = True
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        self.first_screen: PartsScreen = (
            self._library(shelf) if first is None else ReadingScreen(first.scene, first.settings)
        )
        self._open: dict[str, PartsScreen] = {FIRST_MODE: self.first_screen}
        """What is open, by its mode; the last is what is shown."""
        self.add_mode(FIRST_MODE, lambda: self.first_screen)
        self._numbers = count(1)
        self.begin_in(self.available_themes[f"briefdeck-{self.first_screen.theme_name}"])
        self.pressed = ""
        """The key that was pressed last."""
        self.chosen: list[str] = []
        self.set_keymap({name: ",".join(keys) for name, keys in settings.keymap.items()})

    async def on_event(self, event: events.Event) -> None:
        """Remember the key, for actions that depend on it; then as any app."""
        if isinstance(event, events.Key):
            self.pressed = event.key
        await super().on_event(event)

    def _library(self, shelf: ShelfOpening | None = None) -> LibraryScreen:
        from briefdeck.reading.shelf.library_scene import listed_first, shelf_opening
        from briefdeck.tui.screens.library import LibraryScreen

        if shelf is None:
            listed = listed_first(self.folders, 0)
            shelf = shelf_opening(self.settings, self.folders, listed)
        return LibraryScreen(shelf.scene, shelf.settings)

    def use_theme(self, name: ThemeName) -> None:
        """Give Textual's own widgets the theme's colours too."""
        self.theme = f"briefdeck-{name}"

    # What is open: each briefing and the library in a mode of its own, with what lies over it

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Show a briefing, read now if it is not open; gives why it cannot be read, or nothing."""
        from briefdeck.loader import load

        for mode, screen in self._open.items():
            if isinstance(screen, ReadingScreen) and screen.deck.loaded.path == path:
                self._show_mode(mode)
                if at is not None:
                    follow(screen, at)
                    screen.scene.landed = screen.reading.back
                return ""
        loaded = load(path)
        if loaded.briefing is None:
            return loaded.problems[0].message if loaded.problems else "This is not a briefing."
        found = opening(loaded, self.settings, self.folders, at=at)
        self._open_screen(ReadingScreen(found.scene, found.settings))
        return ""

    def open_library(self) -> None:
        """Show the library, opened now if it is not yet."""
        from briefdeck.tui.screens.library import LibraryScreen

        # The library says of each briefing when it was opened, and how far it was read.
        self.remember_all()
        for mode, screen in self._open.items():
            if isinstance(screen, LibraryScreen):
                self._show_mode(mode)
                return
        self._open_screen(self._library())

    def open_search(self, words: str = "") -> None:
        """Search the texts of all briefings: as they were searched before, unless for words."""
        from briefdeck.tui.screens.search import SearchScreen

        for mode, screen in self._open.items():
            if isinstance(screen, SearchScreen):
                self._show_mode(mode)
                if words:
                    screen.search_for(words)
                return
        theme: ThemeName = getattr(self.screen, "theme_name", self.settings.theme)
        self._open_screen(SearchScreen(self.folders, replace(self.settings, theme=theme), words))

    def open_briefings(self) -> list[Choice[Callable[[], None]]]:
        """The briefings that are open, each with what shows it."""
        return [
            Choice(partial(self._show_mode, mode), screen.deck.title, screen.scene.standing_words)
            for mode, screen in self._open.items()
            if isinstance(screen, ReadingScreen)
        ]

    @property
    def below(self) -> str:
        """What leaving what is shown leads to; empty where it ends the program."""
        names = [screen.place_name for screen in self._open.values()]
        return names[-2] if len(names) > 1 else ""

    def go_below(self) -> None:
        """Show what was shown before, and leave open what is shown."""
        mode = [*self._open][-2]
        self._open = {self.current_mode: self._open.pop(self.current_mode), **self._open}
        self._show_mode(mode)

    def _open_screen(self, screen: PartsScreen) -> None:
        mode = f"open-{next(self._numbers)}"
        self.add_mode(mode, lambda: screen)
        self._open[mode] = screen
        self._show_mode(mode)

    def _show_mode(self, mode: str) -> None:
        """Show what is open; it becomes the last of the trail that leaving goes back along."""
        self._open[mode] = self._open.pop(mode)
        self.switch_mode(mode)
        self.use_theme(getattr(self.screen, "theme_name", self.settings.theme))

    def leave_screen(self, screen: Screen[None]) -> None:
        """Leave a screen, once: for what was shown before, else for good."""
        if not screen.is_active:
            return
        mode = self.current_mode
        self._open[mode].keep(self.folders)
        left = self._open.pop(mode)
        if not self._open:
            self._open[mode] = left
            self.exit()
            return
        self._show_mode(next(reversed(self._open)))
        self.remove_mode(mode)

    def remember_all(self) -> None:
        """Keep the places of all that is open."""
        for screen in self._open.values():
            screen.keep(self.folders)

    def run_outside(self, command: Sequence[str]) -> str:
        """Lend the terminal to another program; gives a sentence on what went wrong, or nothing."""
        from textual.app import SuspendNotSupported

        from briefdeck.terminal.launch import run

        try:
            with self.suspend():
                return run(command)
        except SuspendNotSupported:
            return f"{command[0]} cannot be started: there is no terminal to lend."

    def clipboard_sender(self) -> Callable[[str], None] | None:
        """What sends a text to the terminal's clipboard; nothing where there is no terminal."""
        return None if self.is_headless else self.copy_to_clipboard

    def action_stop(self) -> None:
        """Stop as programs do, until the shell's `fg`."""
        if not self.is_headless:
            WATCH.stop(is_key=True)

    def post_display_hook(self) -> None:
        """After the first frame the collector may work again."""
        if self._is_first_frame:
            self._is_first_frame = False
            asyncio.get_running_loop().call_later(0.02, startup.after_first_frame)
