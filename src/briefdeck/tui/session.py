"""One sitting: take the terminal, load the file, open the interface, remember the places."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.library.folders import folders
from briefdeck.library.newer import newer_lists
from briefdeck.loader import load
from briefdeck.reading.actions import actions_by_key
from briefdeck.reading.opening import Opening
from briefdeck.reading.settings import read_settings
from briefdeck.terminal.answers import AnswerFilter, Question
from briefdeck.terminal.signals import WATCH
from briefdeck.terminal.tty import TERMINAL
from briefdeck.text.gate import write_err

if TYPE_CHECKING:
    from briefdeck.library.folders import Folders
    from briefdeck.loader import Loaded
    from briefdeck.reading.settings import Settings
    from briefdeck.reading.shelf.library_scene import ShelfOpening
    from briefdeck.terminal.answers import Shade
    from briefdeck.tui.app import BriefdeckApp

UNREADABLE = 3
FIRST_SECONDS = 0.25
"""How long the first picture of the library waits for what is on the shelf."""
LEAVING = frozenset({"quit", "exit"})
PIECES = (
    *("asyncio", "rich.console", "textual", "textual.widget", "textual.command", "textual.app"),
    "briefdeck.tui.app",
)
"""What is imported one by one: none takes longer than 30 ms, and between them keys can end all."""


class UnreadableError(Exception):
    """A file cannot be read as a briefing."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__(loaded.name)
        self.loaded = loaded


class LeftError(Exception):
    """The reader has pressed the key to leave before there was anything to leave."""


def read(path: Path, *, at: str | None = None) -> int:
    """Read one briefing; gives the exit status."""
    return _sit(path, at=at)


def read_library() -> int:
    """Open the shelf; gives the exit status."""
    return _sit(None)


def _sit(path: Path | None, *, at: str | None = None) -> int:
    fault: BaseException | None = None
    refused: Loaded | None = None
    status = 0
    WATCH.begin()
    TERMINAL.take()
    places, settings = _surroundings()
    try:
        app = _app(settings, places, path, at=at)
        app.run()
        app.remember_all()
        fault, status = app.fault, app.return_code or 0
    except LeftError:
        pass
    except UnreadableError as error:
        refused = error.loaded
    except Exception as error:  # noqa: BLE001  # the outermost edge of the interface
        fault, status = error, 1
    finally:
        TERMINAL.give_back()
    if refused is not None:
        return _refuse(refused)
    if fault is not None:
        _report(fault, places)
    return status


def _surroundings() -> tuple[Folders, Settings]:
    """The reader's folders and settings, with all that is wrong in either."""
    places = folders()
    settings = read_settings(places.config_file)
    problems = (*places.problems, *settings.problems, *newer_lists(places))
    return places._replace(problems=tuple(dict.fromkeys(problems))), settings


def _app(settings: Settings, places: Folders, path: Path | None, *, at: str | None) -> BriefdeckApp:
    """The app, in the theme that fits the terminal; what it will show is painted first."""
    has_picture = TERMINAL.takes_pictures
    if has_picture:
        TERMINAL.enter()
    question = Question()
    if settings.layout != "single":
        # Screen readers that say what is written would say the question.
        question.ask(colour=settings.is_theme_unknown)
    first: Opening | ShelfOpening
    if path is None:
        first = _shelf(settings, places, question)
    else:
        first = _opening(settings, places, path, question, at=at)
    if has_picture:
        from briefdeck.tui.first_frame import paint

        paint(first.scene, first.settings.theme)
    _import_app(settings)
    from briefdeck.tui.app import BriefdeckApp

    settings = _themed(settings, question.answer())
    if first.settings.is_theme_unknown:
        first = first._replace(settings=settings)
    if isinstance(first, Opening):
        return BriefdeckApp(settings, places, first)
    return BriefdeckApp(settings, places, shelf=first)


def _opening(
    settings: Settings, places: Folders, path: Path, question: Question, *, at: str | None
) -> Opening:
    """A briefing as it is shown first, in the theme that the terminal has asked for by now."""
    loaded = load(path)
    if loaded.briefing is None:
        raise UnreadableError(loaded)
    from briefdeck.reading.opening import opening, say_problems

    shade = question.answer(patience=0)
    first = opening(loaded, _themed(settings, shade), places, at=at)
    say_problems(first.scene, places)
    return first


def _themed(settings: Settings, shade: Shade | None) -> Settings:
    """The settings with the theme that fits the terminal, if it has said which."""
    return settings if shade is None else replace(settings, theme=shade)


def _import_app(settings: Settings) -> None:
    """Import Textual and the app, and end where the key to leave is the first that was pressed."""
    for name in PIECES:
        TERMINAL.typed += TERMINAL.read(0)
        if _leaves(TERMINAL.typed, settings):
            raise LeftError
        import_module(name)


def _leaves(typed: bytes, settings: Settings) -> bool:
    """Whether the first key that was typed is one that leaves whatever is open."""
    first = AnswerFilter().feed(typed)[:1].decode("ascii", "replace")
    if first and first < " ":
        first = f"ctrl+{chr(ord(first) + 96)}"
    return actions_by_key(settings.keymap, "reading").get(first, "") in LEAVING


def _shelf(settings: Settings, places: Folders, question: Question) -> ShelfOpening:
    """The library as it is shown first.

    Needs SQLite, which a single briefing does not.
    """
    from briefdeck.reading.shelf.library_scene import listed_first, shelf_opening

    listed = listed_first(places, FIRST_SECONDS)
    shade = question.answer(patience=0)
    return shelf_opening(_themed(settings, shade), places, listed)


def _report(fault: BaseException, places: Folders) -> None:
    """Say in a line that the program failed, and where the details are."""
    import traceback

    from briefdeck.durable import write_atomically

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
