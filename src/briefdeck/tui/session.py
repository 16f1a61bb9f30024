"""One sitting: load the file, open the interface, remember the place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.library.folders import folders
from briefdeck.load import load
from briefdeck.tui.deck import Deck
from briefdeck.tui.settings import read_settings

if TYPE_CHECKING:
    from briefdeck.load import Loaded

UNREADABLE = 3


def read(path: Path, *, at: str | None = None) -> int:
    """Read one briefing; gives the exit status."""
    loaded = load(path)
    if loaded.briefing is None:
        return _refuse(loaded)
    places = folders()
    settings = read_settings(places.config_file)
    from briefdeck.tui.app import BriefdeckApp

    app = BriefdeckApp(Deck(loaded), settings, at=at)
    app.run()
    return app.return_code or 0


def read_library() -> int:
    """Open the shelf."""
    raise NotImplementedError


def _refuse(loaded: Loaded) -> int:
    """Say why a file cannot be read as a briefing."""
    for problem in loaded.problems[:5]:
        line = f":{problem.place.line}" if problem.place else ""
        print(f"{loaded.name}{line}: {problem.message} {problem.remedy}".rstrip(), file=sys.stderr)  # noqa: T201  # no interface yet
    return UNREADABLE
