"""How a briefing opens: at the place and in the theme remembered for it, saying what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from briefdeck.library.state import load_state
from briefdeck.reading import state
from briefdeck.reading.actions.hints import hints
from briefdeck.reading.deck import Deck
from briefdeck.reading.memory import recalled
from briefdeck.reading.palette import PALETTES
from briefdeck.reading.scene import Scene
from briefdeck.reading.settings import warning_of
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from briefdeck.library.folders import Folders
    from briefdeck.loader import Loaded
    from briefdeck.reading.settings import Settings


class Opening(NamedTuple):
    """A briefing as it is shown first, and the settings with the theme remembered for it."""

    scene: Scene
    settings: Settings


def opening(
    loaded: Loaded, settings: Settings, folders: Folders, *, at: str | None = None
) -> Opening:
    """Open a briefing that is loaded: at an entry, else at the place remembered for it."""
    kept = load_state(loaded.id, folders)
    if kept.theme in PALETTES and not settings.is_theme_fixed:
        theme = PALETTES[kept.theme].name
        settings = replace(settings, theme=theme, is_theme_unknown=False)
    deck = Deck(loaded)
    is_single = settings.layout == "single"
    reading = recalled(deck, kept, at=at)
    scene = Scene(deck, reading, hints, keymap=settings.keymap, is_single=is_single)
    scene.list_width = kept.sizes.get("list", 0)
    scene.measure = kept.sizes.get("text", scene.measure)
    scene.warning = warning_words(loaded)
    scene.reading = state.say(reading, first_error(loaded), is_warning=True)
    return Opening(scene, settings)


def say_problems(scene: Scene, folders: Folders) -> None:
    """Say what is wrong with the reader's folders and settings, unless there is worse to say."""
    if folders.problems and not scene.reading.message:
        words = warning_of(folders.problems)
        scene.reading = state.say(scene.reading, words, is_warning=True)


def warning_words(loaded: Loaded) -> str:
    """What stands in the header of a file in which something is wrong."""
    if is_broken(loaded):
        return "the saved file is broken"
    return counted(len(loaded.errors), "error") if loaded.errors else ""


def is_broken(loaded: Loaded) -> bool:
    """Whether a part of the file could not be read at all."""
    return loaded.briefing is None or (loaded.sound_text or loaded.text) != loaded.text


def first_error(loaded: Loaded) -> str:
    """The first error of a file, what keeps it from being read before anything else; or nothing."""
    errors = loaded.errors
    if not errors:
        return ""
    first = next((problem for problem in errors if problem.rule == "syntax"), errors[0])
    line = f"line {first.place.line}: " if first.place else ""
    return f"{line}{first.message}  (! shows all)"
