"""`briefdeck pull`: shared shelves mirrored here, to be read offline."""

import argparse
import sys
from typing import TYPE_CHECKING

from briefdeck.cli.streams import (
    CommandError,
    ExitCode,
    complaint,
    flush_out,
    is_terminal,
    reason,
    write_data,
    write_out,
)
from briefdeck.text.gate import show_progress, write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import counted, did_you_mean, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.library.folders import Folders
    from briefdeck.library.shared.address import SharedShelf
    from briefdeck.library.shared.connection import SharedError
    from briefdeck.library.shared.pulling import Pulled

MOST_NAMED = 20
WORTH_SAYING = 200
"""Briefings from which on fetching takes long enough to be reported."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "shelves", nargs="*", metavar="SHELF", help="which shared shelves (default: all of them)"
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        help="then stay, and tell the reading interface how many briefings are newer, until Ctrl+C",
    )
    parser.add_argument("--json", action="store_true", help="print JSON: an array, one a shelf")


def run(arguments: argparse.Namespace) -> int:
    """Pull each shelf, and say what has come; what one server does stops no other shelf."""
    from briefdeck.library.folders import folders

    places = folders()
    shelves = chosen_shelves(places, arguments.shelves)
    code = ExitCode.FINE
    done: list[dict[str, object]] = []
    for shelf in shelves:
        pulled = _pulled(shelf, places)
        if pulled is None:
            code = ExitCode.UNREADABLE
            continue
        if arguments.json:
            done.append({"shelf": shelf.name, **pulled._asdict()})
        else:
            write_out("\n".join(_lines(shelf.name, pulled)))
        write_err(complaint(sentence) for sentence in pulled.refused)
        if pulled.refused:
            code = code or ExitCode.PROBLEMS
    if arguments.json:
        write_data(done)
    if arguments.watch:
        flush_out()
        _watch(shelves, places)
    return code


def chosen_shelves(places: "Folders", names: "Sequence[str]") -> "tuple[SharedShelf, ...]":
    """Return the shared shelves of these names, or all; CommandError where there are none."""
    write_err(complaint(problem) for problem in places.problems)
    if not places.shared and _names_shelves(places):
        raise CommandError(
            "briefdeck: no shared shelf can be used as the configuration is now.",
            f"Mend {visible(str(places.config_file))}.",
            code=ExitCode.USAGE,
        )
    if not places.shared:
        raise CommandError(
            "briefdeck: no shared shelf is configured.",
            'Write [library] shared = ["postgresql:///desk?shelf=policy"] into'
            f" {visible(str(places.config_file))}.",
            code=ExitCode.USAGE,
        )
    known = {shelf.name for shelf in places.shared}
    for name in names:
        if name not in known:
            raise CommandError(
                f"briefdeck: no shared shelf called `{visible(name)}` is configured."
                f" {did_you_mean(nearest(name, sorted(known)))}".rstrip(),
                f"There is {listed([f'`{each}`' for each in sorted(known)])}.",
                code=ExitCode.USAGE,
            )
    return tuple(shelf for shelf in places.shared if not names or shelf.name in names)


def _names_shelves(places: "Folders") -> bool:
    """Whether a configuration with something wrong in it names shared shelves, or may do so."""
    from briefdeck.library.folders import read_configuration

    data, problems = read_configuration(places.config_file)
    library = data.get("library", {})
    is_named = not isinstance(library, dict) or bool(library.get("shared"))
    return bool(problems) or is_named


def shared_refusal(error: "SharedError") -> CommandError:
    """Return the error that says what is wrong with a shared shelf, and what to do."""
    lines = [complaint(error.message), *([error.remedy] if error.remedy else [])]
    code = ExitCode.UNREADABLE if error.is_closed else ExitCode.PROBLEMS
    return CommandError(*lines, code=code)


def _pulled(shelf: "SharedShelf", places: "Folders") -> "Pulled | None":
    """Pull a shelf; None where that failed, which is said."""
    from briefdeck.library.shared.connection import SharedError
    from briefdeck.library.shared.pulling import pull

    try:
        return pull(shelf, places, _progress if is_terminal(sys.stderr) else None)
    except SharedError as error:
        write_err(shared_refusal(error).lines)
    except OSError as error:
        where = f"`{error.filename}`: " if error.filename else ""
        write_err([visible(f"briefdeck: {where}{reason(error)}.")])
    if kept := _mirrored(shelf, places):
        write_err([f"What is here of `{shelf.name}` stays: {counted(kept, 'briefing')}."])
    return None


def _mirrored(shelf: "SharedShelf", places: "Folders") -> int:
    """Return how many briefings of a shelf are here, as far as that can be read."""
    from briefdeck.library.shared.mirror import load_marked

    try:
        return load_marked(shelf, places).total
    except OSError:
        return 0


def _progress(done: int, total: int) -> None:
    """Say how far a long pull is, on one line that is blanked at its end."""
    if total < WORTH_SAYING:
        return
    said = f"fetched {done} of {total} briefings"
    show_progress(" " * len(said) if done >= total else said)


def _lines(name: str, pulled: "Pulled") -> "Iterator[str]":
    """Yield what has come to a shelf, changed on it and gone from it."""
    if pulled.is_gone:
        yield f"{name}: the shelf is gone, or you are a member no more; it is empty here now"
    elif not (pulled.added or pulled.changed or pulled.removed):
        yield f"{name}: nothing new, {counted(pulled.total, 'briefing')}"
    else:
        yield f"{name}: {counted(pulled.total, 'briefing')}"
    for word, names in (
        ("new", pulled.added),
        ("changed", pulled.changed),
        ("gone", pulled.removed),
    ):
        if names:
            more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
            yield visible(f"  {word}: {', '.join(names[:MOST_NAMED])}{more}")


def _watch(shelves: "Sequence[SharedShelf]", places: "Folders") -> None:
    """Watch each shelf until the reader interrupts it."""
    from briefdeck.library.shared.watching import watch

    write_err(["briefdeck: watching; Ctrl+C ends it."])
    for shelf, news in watch(shelves, places):
        if isinstance(news, int):
            write_out(
                f"{shelf.name}: {counted(news, 'briefing')} newer"
                if news
                else f"{shelf.name}: up to date"
            )
            flush_out()
        else:
            write_err(shared_refusal(news).lines)
