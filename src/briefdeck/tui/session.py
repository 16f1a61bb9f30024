"""One sitting: load the file, open the interface, remember the places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.library.folders import folders
from briefdeck.library.newer import newer_lists
from briefdeck.loader import load
from briefdeck.terminal.answers import Question
from briefdeck.terminal.signals import WATCH
from briefdeck.terminal.tty import TERMINAL
from briefdeck.text.gate import write_err
from briefdeck.tui.settings import read_settings

if TYPE_CHECKING:
    from briefdeck.library.folders import Folders
    from briefdeck.loader import Loaded
    from briefdeck.tui.app import BriefdeckApp
    from briefdeck.tui.librarian import Early
    from briefdeck.tui.settings import Settings

UNREADABLE = 3


def read(path: Path, *, at: str | None = None) -> int:
    """Read one briefing; gives the exit status."""
    loaded = load(path)
    return _refuse(loaded) if loaded.briefing is None else _sit(loaded, at=at)


def read_library() -> int:
    """Open the shelf; gives the exit status."""
    return _sit(None)


def _sit(loaded: Loaded | None, *, at: str | None = None) -> int:
    places = folders()
    settings = read_settings(places.config_file)
    problems = (*places.problems, *settings.problems, *newer_lists(places))
    places = places._replace(problems=tuple(dict.fromkeys(problems)))
    early = _begin_listing(places) if loaded is None else None
    fault: BaseException | None
    WATCH.begin()
    TERMINAL.take()
    try:
        app = _app(settings, places, loaded, at=at, early=early)
        app.run()
        app.remember_all()
        fault, status = app.fault, app.return_code or 0
    except Exception as error:  # noqa: BLE001  # the outermost edge of the interface
        fault, status = error, 1
    finally:
        TERMINAL.give_back()
    if fault is not None:
        _report(fault, places)
    return status


def _app(
    settings: Settings,
    places: Folders,
    loaded: Loaded | None,
    *,
    at: str | None,
    early: Early | None,
) -> BriefdeckApp:
    """The app, in the theme that fits the terminal; it is asked while Textual is loaded."""
    question = Question()
    question.ask(colour=settings.is_theme_unknown)
    from briefdeck.tui.app import BriefdeckApp

    shade = question.answer()
    if shade is not None:
        settings = replace(settings, theme=shade)
    return BriefdeckApp(settings, places, loaded, at=at, early=early)


def _begin_listing(places: Folders) -> Early:
    """Begin to list the shelf beside everything else.

    Needs SQLite, which a single briefing does not.
    """
    from briefdeck.tui.librarian import Early

    return Early(places)


def _report(fault: BaseException, places: Folders) -> None:
    """Say in a line that the program failed, and where the details are."""
    import traceback

    from briefdeck.library.durable import write_atomically

    file = places.state / "fault.txt"
    where = f"The details are in {file}."
    details = "".join(traceback.format_exception(fault))
    try:
        write_atomically(file, details.encode("utf-8", "backslashreplace"), durable=False)
    except OSError:
        where = "The details could not be written."
    words = f"briefdeck failed, and it is not your doing: {type(fault).__name__}: {fault}. {where}"
    write_err([words])


def _refuse(loaded: Loaded) -> int:
    """Say why a file cannot be read as a briefing."""
    for problem in loaded.problems[:5]:
        line = f":{problem.place.line}" if problem.place else ""
        write_err([f"{loaded.name}{line}: {problem.message} {problem.remedy}".rstrip()])
    return UNREADABLE
