"""`briefdeck publish NAME`: one's own briefing put on a shared shelf."""

import argparse
import os
from typing import TYPE_CHECKING, Final

from briefdeck.cli.streams import CommandError, ExitCode, reason, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import listed

if TYPE_CHECKING:
    from pathlib import Path

    from briefdeck.library.folders import Folders
    from briefdeck.library.shared.address import SharedShelf
    from briefdeck.library.shared.publishing import Published

_STATES: Final = {
    "draft": "a draft, which writers see",
    "review": "in review, which reviewers see too",
    "published": "published for all readers",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("name", help="a briefing's name, or a path to one")
    parser.add_argument("--shelf", metavar="SHELF", help="which shared shelf, if there are several")
    parser.add_argument(
        "--state",
        choices=("draft", "review", "published"),
        default="draft",
        help="who sees it: writers, reviewers too, or every reader (default: %(default)s)",
    )
    parser.add_argument(
        "--base",
        type=_revision,
        metavar="REVISION",
        help="the revision that your file is a change of, where that is not known; 0: none",
    )
    others = parser.add_mutually_exclusive_group()
    others.add_argument(
        "--comment",
        nargs=2,
        metavar=("ENTRY", "TEXT"),
        help="send this comment on an entry (empty: on the briefing) and not the file; after the"
        " next `pull` reviewers and writers read it with `show NAME --entry ENTRY` or `--full`",
    )
    others.add_argument(
        "--withdraw", action="store_true", help="take the briefing off the shelf, as an editor may"
    )


def _revision(text: str) -> int:
    """Return the number of a revision, for argparse."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"`{text}` is not the number of a revision")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Publish, comment or withdraw; 1 where conflicts were left in the file."""
    from briefdeck.cli.pull import shared_refusal
    from briefdeck.library.folders import folders
    from briefdeck.library.shared.connection import SharedError

    places = folders()
    try:
        return _done(arguments, places)
    except SharedError as error:
        raise shared_refusal(error) from None
    except TimeoutError as error:
        raise CommandError(f"briefdeck: {reason(error)}.", code=ExitCode.UNREADABLE) from None


def _done(arguments: argparse.Namespace, places: "Folders") -> int:
    name = os.path.basename(arguments.name).removesuffix(".toml")
    shelf = _shelf(arguments, name, places)
    if arguments.comment:
        from briefdeck.library.shared.publishing import comment

        entry, text = arguments.comment
        comment(name, entry, text, shelf, places)
        write_out(visible(f"{shelf.name}: your comment on {name} is there"))
        return ExitCode.FINE
    if arguments.withdraw:
        from briefdeck.library.shared.publishing import withdraw

        is_done = withdraw(name, shelf)
        said = "was taken off the shelf" if is_done else "is not on the shelf"
        write_out(visible(f"{shelf.name}: {name} {said}"))
        return ExitCode.FINE if is_done else ExitCode.PROBLEMS
    from briefdeck.library.shared.publishing import publish

    path = _file(arguments.name, places)
    done = publish(path, shelf, places, arguments.state, base=arguments.base)
    return _say(done, shelf, path)


def _file(name: str, places: "Folders") -> "Path":
    """Return the file to publish; CommandError where it is not the author's, nor the shelf's."""
    from briefdeck.cli.briefings import found_named, refuse_foreign
    from briefdeck.library.shared.mirror import shelf_of

    found = found_named(name)
    if shelf_of(found.path, places) is None:
        refuse_foreign(name, found)
    return found.path


def _shelf(arguments: argparse.Namespace, name: str, places: "Folders") -> "SharedShelf":
    """Return the shelf that is meant: the only one, or the one that the file comes from."""
    from briefdeck.cli.pull import chosen_shelves
    from briefdeck.library.shared.mirror import base_of, load_mirror

    shelves = chosen_shelves(places, [arguments.shelf] if arguments.shelf else [])
    if len(shelves) > 1:
        from_there = tuple(shelf for shelf in shelves if base_of(shelf, name, places))
        there = tuple(shelf for shelf in shelves if name in load_mirror(shelf, places).briefings)
        shelves = from_there or there or shelves
    if len(shelves) > 1:
        named = listed([f"`{shelf.name}`" for shelf in shelves])
        raise CommandError(
            f"briefdeck: {named} are configured; say which one is meant.",
            "`--shelf NAME` names it.",
            code=ExitCode.USAGE,
        )
    return shelves[0]


def _say(done: "Published", shelf: "SharedShelf", path: "Path") -> int:
    """Say what came of it."""
    name, where = visible(done.name), visible(str(path))
    if done.conflicts:
        write_err(
            [
                f"briefdeck: {name} was not published: others have changed the same.",
                *(f"  {visible(conflict)}" for conflict in done.conflicts),
                f"{where} has their changes, and these as comments beside yours.",
                "Settle them, take the comments away, and publish again.",
            ]
        )
        return ExitCode.PROBLEMS
    seen = _STATES[done.state]
    write_out(f"{shelf.name}: {name}, revision {done.revision}, is {seen}")
    if not done.is_new:
        write_err(["briefdeck: it was there already; nothing was sent."])
    if done.merged:
        write_err([f"briefdeck: changes of others were merged into {where}."])
    return ExitCode.FINE
