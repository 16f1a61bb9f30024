"""What the verbs share that look at many briefings together: which, how they are read and told."""

import argparse
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefdeck.cli.parser import Parser, verbatim
from briefdeck.cli.search import unreadable
from briefdeck.cli.show import add_width
from briefdeck.cli.streams import (
    CommandError,
    ExitCode,
    columns,
    is_terminal,
    print_lines,
    write_pieces,
)
from briefdeck.output import FORMATS
from briefdeck.text.gate import show_progress, write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from briefdeck.document.blocks import Document
    from briefdeck.document.over_shelf.shelf import Step, Wanted
    from briefdeck.library.search import Matching
    from briefdeck.library.shelf import Card
    from briefdeck.loader import Loaded

WORTH_SAYING: Final = 150
"""Files from which on reading them takes long enough to be reported."""
_MOST_NAMED: Final = 10
"""Broken files that are named; others are counted."""

HELP: Final = """\
QUERY is as `briefdeck search` has it, and picks {shown}.
Of a briefing whose title, bottom line or tags match, all is shown; without a
QUERY, everything. `briefing:NAME` picks a briefing, `tag:mexico year:2019`
entries. Hidden files are left out, and broken ones, which are named on
standard error. Where nothing matches, the exit code is 1; JSON is then an
object with empty lists, in other formats nothing is printed.
"""


class Chosen(NamedTuple):
    """The briefings that a query asks for, and which of their entries; None means all."""

    loadeds: "list[Loaded]"
    wanted: "Wanted | None" = None


def configure(parser: Parser, shown: str, more: str = "") -> None:
    """Add the arguments that the verbs share; shown: what of a briefing a query picks."""
    parser.formatter_class = verbatim
    parser.epilog = f"{HELP.format(shown=shown)}{more}"
    parser.takes_any_word = True
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what to look for, see below")
    add_width(parser)
    parser.add_argument(
        "--format", "-f", choices=tuple(FORMATS), default="text", help="text; plain; markdown; json"
    )


def chosen(arguments: argparse.Namespace) -> Chosen:
    """Return what the query asks for; nothing of it where none matches and JSON is asked for.

    CommandError where it cannot be read and, in other formats, where nothing matches.
    """
    from briefdeck.library.query import BadQuery
    from briefdeck.library.reading_many import loaded_together
    from briefdeck.library.search import matching

    query = " ".join(arguments.query) if arguments.query else None
    found = matching(query, progress=_telling("indexing"))
    if isinstance(found, BadQuery):
        raise unreadable(found)
    _say_what_is_left_out(found)
    if not found.files and arguments.format == "json":
        return Chosen([])
    if not found.files:
        said = "nothing matches" if query else "the library is empty"
        raise CommandError(f"briefdeck: {said}.", code=ExitCode.PROBLEMS)
    paths = [Path(file.path) for file in found.files]
    loadeds = loaded_together(paths, _telling("reading"))
    # They stay to the end: the collector would look at millions of things again and again.
    gc.freeze()
    if query is None:
        return Chosen(loadeds)
    return Chosen(loadeds, {loaded.id: found.entries[str(loaded.path)] for loaded in loadeds})


def comparing(chosen: Chosen) -> "Step":
    """Return what is called with how far a comparison of what is chosen is, 0 to 1."""
    total, told = len(chosen.loadeds), _telling("comparing")
    return bool if told is None else lambda share: told(int(share * total), total)


def tell(
    arguments: argparse.Namespace,
    chosen: Chosen,
    document: "Callable[[], Document]",
    pieces: Callable[[], Iterator[str]],
) -> int:
    """Print a view of what is chosen in the format that is asked for; pieces: as JSON."""
    match arguments.format:
        case "json":
            write_pieces("json", pieces())
        case "text":
            from briefdeck.output.layout import lay_out

            print_lines(lay_out(document(), columns(arguments.width)), arguments.color)
        case form:
            from briefdeck import output

            width = columns(arguments.width)
            write_pieces(form, output.pieces(form, document(), width=width))
    return ExitCode.FINE if chosen.loadeds else ExitCode.PROBLEMS


def _telling(doing: str) -> Callable[[int, int], None] | None:
    """What says how far a long reading is, on one line that is blanked at its end."""
    if not is_terminal(sys.stderr):
        return None

    def told(done: int, total: int) -> None:
        if total >= WORTH_SAYING:
            said = f"{doing} {done} of {total} briefings"
            show_progress(" " * len(said) if done >= total else said)

    return told


def _say_what_is_left_out(found: "Matching") -> None:
    from briefdeck.library.shelf import listing

    cards = [card for card in listing(parse=False) if card.hidden_by is None]
    broken = [card for card in cards if card.problem is not None and not card.title]
    write_err(f"briefdeck: left out: {_broken(card)}" for card in broken[:_MOST_NAMED])
    if len(broken) > _MOST_NAMED:
        more = counted(len(broken) - _MOST_NAMED, "more broken file")
        write_err([f"briefdeck: left out: {more}; `briefdeck check` names them."])
    matching = {file.path for file in found.files}
    faulty = [card for card in cards if card.path in matching and card.errors]
    if faulty:
        has = "has errors" if len(faulty) == 1 else "have errors"
        said = f"{counted(len(faulty), 'briefing')} {has}; what could not be read is left out"
        write_err([f"briefdeck: {said}. `briefdeck check` explains."])
    if found.behind:
        are = "is" if found.behind == 1 else "are"
        waiting = f"{counted(found.behind, 'changed file')} {are} not looked at yet"
        write_err([f"briefdeck: {waiting}: another process is indexing."])


def _broken(card: "Card") -> str:
    where = f", line {card.problem_line}" if card.problem_line else ""
    return f"`{visible(card.path)}`{where}: {card.problem}"
