"""The application around the reading screen: terminal, themes, the one file it follows, and the way out."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from briefdeck.tui import physical
from briefdeck.tui.driver import QuickDriver
from briefdeck.tui.palette import PALETTES, Palette, ThemeName
from briefdeck.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen

    from briefdeck.tui.deck import Deck
    from briefdeck.tui.settings import Settings
    from briefdeck.tui.state import Reading


def textual_theme(palette: Palette) -> Theme:
    """A palette as Textual's few own widgets (the prompt) see it."""
    ink, ground = palette.ink or "ansi_default", palette.ground or "ansi_default"
    accent = palette.accent if palette.accent.startswith("#") else "ansi_blue"
    is_ansi = not palette.ground
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


class BriefdeckApp(App[int]):
    """Shows one briefing."""

    CSS = """
    Screen { background: $background; color: $foreground; overflow: hidden hidden; }
    Prompt { border: none; padding: 0; height: 1; background: $background; color: $foreground; }
    Prompt:focus { border: none; background-tint: $foreground 0%; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    TITLE = "briefdeck"

    def __init__(self, deck: Deck, settings: Settings, reading: Reading, *, list_width: int = 0) -> None:
        super().__init__(driver_class=QuickDriver)
        self._disable_tooltips = True
        self._disable_notifications = True
        self.deck = deck
        self.settings = settings
        self.reading_screen = ReadingScreen(deck, settings, reading)
        self.reading_screen.list_width = list_width
        self._is_first_frame = True
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        self.set_reactive(App.theme, f"briefdeck-{settings.theme}")

    def get_default_screen(self) -> Screen[None]:
        """The reading screen is the first and only one below what opens over it."""
        return self.reading_screen

    def use_theme(self, name: ThemeName) -> None:
        """Give Textual's own widgets the theme's colours too."""
        self.theme = f"briefdeck-{name}"

    def on_mount(self) -> None:
        """Be ready for every way out."""
        if not self.is_headless:
            physical.watch_signals(self)
            driver = self._driver
            if isinstance(driver, QuickDriver):
                driver.on_lost = partial(physical.terminal_lost, self, asyncio.get_running_loop())

    @property
    def fault(self) -> BaseException | None:
        """The fault of our own that ended the app, if one did."""
        return self._exception

    def _fatal_error(self) -> None:
        """End in order, without the page of traceback that Textual would print; tests in memory get the exception."""
        if self.is_headless:
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    def post_display_hook(self) -> None:
        """After the first frame the collector may work again."""
        if self._is_first_frame:
            self._is_first_frame = False
            asyncio.get_running_loop().call_later(0.02, physical.after_first_frame)
