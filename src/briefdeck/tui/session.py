"""One sitting: load the file, open the interface, remember the place."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.library.folders import folders
from briefdeck.library.state import load_state, remember_opened, save_state
from briefdeck.load import load
from briefdeck.tui.deck import Deck
from briefdeck.tui.memory import kept_state, recalled
from briefdeck.tui.palette import PALETTES
from briefdeck.tui.settings import read_settings

if TYPE_CHECKING:
    from briefdeck.library.folders import Folders
    from briefdeck.load import Loaded
    from briefdeck.tui.app import BriefdeckApp

UNREADABLE = 3


def read(path: Path, *, at: str | None = None) -> int:
    """Read one briefing; gives the exit status."""
    loaded = load(path)
    if loaded.briefing is None:
        return _refuse(loaded)
    places = folders()
    kept = load_state(loaded.id, places)
    settings = read_settings(places.config_file)
    if kept.theme in PALETTES and not settings.is_theme_fixed:
        settings = replace(settings, theme=PALETTES[kept.theme].name)
    deck = Deck(loaded)
    from briefdeck.tui.app import BriefdeckApp

    app = BriefdeckApp(deck, settings, recalled(deck, kept, at=at), list_width=kept.sizes.get("list", 0))
    app.run()
    _remember(loaded, app, places)
    if app.fault is not None:
        _report(app.fault, places)
    return app.return_code or 0


def _remember(loaded: Loaded, app: BriefdeckApp, places: Folders) -> None:
    """Keep the place; a state folder that cannot be written costs only that."""
    screen = app.reading_screen
    kept = kept_state(screen.reading, theme=screen.theme_name, list_width=screen.list_width)
    with suppress(OSError):
        save_state(loaded.id, kept, places)
        if loaded.path is not None:
            remember_opened(loaded.id, str(loaded.path), places)


def read_library() -> int:
    """Open the shelf."""
    raise NotImplementedError


def _report(fault: BaseException, places: Folders) -> None:
    """Say in a line that the program failed, and where the details are."""
    import traceback

    file = places.state / "fault.txt"
    where = f"The details are in {file}."
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    except OSError:
        where = "The details could not be written."
    words = f"briefdeck failed, and it is not your doing: {type(fault).__name__}: {fault}. {where}"
    print(words, file=sys.stderr)  # noqa: T201  # the interface has ended


def _refuse(loaded: Loaded) -> int:
    """Say why a file cannot be read as a briefing."""
    for problem in loaded.problems[:5]:
        line = f":{problem.place.line}" if problem.place else ""
        print(f"{loaded.name}{line}: {problem.message} {problem.remedy}".rstrip(), file=sys.stderr)  # noqa: T201  # no interface yet
    return UNREADABLE
