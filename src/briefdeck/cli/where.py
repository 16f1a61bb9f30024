"""`briefdeck where`: the folders in use."""

import argparse
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefdeck.cli.streams import ExitCode, complaint, reason, write_data, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefdeck.library.folders import Folders
    from briefdeck.library.shared.address import SharedShelf


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "name", nargs="?", help="print the file that this briefing's name means, and nothing else"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the folders, or one briefing's file."""
    if arguments.name:
        write_out(visible(str(_file(arguments.name))))
        return ExitCode.FINE
    from briefdeck.library.folders import folders
    from briefdeck.library.newer import newer_lists
    from briefdeck.reading.settings import read_settings

    places = folders()
    rows = list(_rows(places))
    if arguments.json:
        write_data([row._asdict() for row in rows])
    else:
        write_out("\n".join(map(_text, rows)))
    settings = read_settings(places.config_file)
    problems = (*places.problems, *settings.problems, *newer_lists(places))
    write_err(complaint(problem) for problem in dict.fromkeys(problems))
    return ExitCode.FINE


def _file(name: str) -> Path:
    """Return the file that a name means; CommandError where it means nothing."""
    from briefdeck.cli.briefings import nothing_named
    from briefdeck.library.lookup import NotFound, resolve

    found = resolve(name)
    if isinstance(found, NotFound):
        raise nothing_named(found)
    return found.path


class _Row(NamedTuple):
    """A folder or a file in use; the fields are those of `--json`."""

    kind: str
    path: str
    holds: str


def _rows(places: "Folders") -> "Iterator[_Row]":
    yield _Row("library", str(places.own), "your own briefings")
    for folder in places.configured:
        yield _Row("configured", str(folder), "briefings, from the configuration")
    yield from map(partial(_shared, places), places.shared)
    shipped = str(places.shipped or "inside the package")
    yield _Row("shipped", shipped, "the briefings that come with the program")
    configuration = str(places.config_file)
    yield _Row(
        "configuration", configuration, "`[library] folders = […]`, `shared = […]`, keys, theme"
    )
    yield _Row("cache", str(places.cache), "the search index; safe to delete")
    yield _Row("state", str(places.state), "notes, marks, reading places")


def _shared(places: "Folders", shelf: "SharedShelf") -> _Row:
    """Return the mirror of a shared shelf, with what is known of it."""
    from briefdeck.library.shared.mirror import load_marked, newer_count, pulled_at

    said = f"the shared shelf `{shelf.name}`, read offline: "
    try:
        marked = load_marked(shelf, places)
        pulled = pulled_at(shelf, places) if marked.looked else 0.0
    except OSError as error:
        return _Row("shared", str(places.mirror(shelf)), f"{said}{reason(error)}")
    if not pulled:
        return _Row("shared", str(places.mirror(shelf)), f"{said}`briefdeck pull` brings it")
    at = time.strftime("%Y-%m-%d %H:%M", time.localtime(pulled))
    said += f"{counted(marked.total, 'briefing')}, pulled {at}"
    newer = newer_count(shelf, places)
    return _Row("shared", str(places.mirror(shelf)), f"{said}, {newer} newer" if newer else said)


def _text(row: _Row) -> str:
    return f"{row.kind:<14}{visible(row.path)}\n{'':<14}{row.holds}"
