"""`briefdeck search QUERY`: full text over the whole library, best first."""

import argparse
import sys
from itertools import chain
from typing import TYPE_CHECKING

from briefdeck.cli.parser import Parser, verbatim
from briefdeck.cli.streams import (
    CommandError,
    ExitCode,
    columns,
    complaint,
    is_terminal,
    print_lines,
    write_data,
)
from briefdeck.text.gate import show_progress, write_err
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.draw.lines import Line, Span, Style
    from briefdeck.library.query import BadQuery
    from briefdeck.library.search import Hit, Results

WORTH_SAYING = 500
"""Files from which on an indexing takes long enough to be reported, about a second."""

MOST_HITS = 100_000

QUERY_HELP = """\
a query:
  merida initiative      both words, in any order; accents and case do not count
  "rule of law"          these words in this order
  cartel*                words that begin so
  =policy                this word alone; without the sign also policies, behind it:
                         words of the same stem, in the language of each briefing
  merida OR beyond       either;  aid NOT mexico: one without the other;  ( ) groups
  C++  $1.6  -band       signs as they are typed: what has them stands first
  title:merida           in titles only
  kind:event  tag:aid  source:ID  briefing:ID  voice:ID  type:law  year:2006..2008
  has:caveat             also has:source, has:quote, has:date, has:likelihood, has:confidence
  caveat:wrong           also caveat:differs, caveat:note, caveat:confirmed, caveat:warning

--json prints an object:
  query, total       what was asked, and how many entries match
  more               there are more than were counted
  hits               the best first; each has briefing, title, path, entry
                     (empty: the briefing itself), kind, label, text, score,
                     and label_marks and text_marks: [start, end) of each
                     match, in characters
  behind             how many changed files are not searched yet
  shelves, missing   with --shared: of each hit, the shared shelf whose server
                     has it (empty: it is here); shelves that could not be asked
  absent, near       where nothing matches: words that occur nowhere, and
                     words that do occur and are nearly those
Names stay as they are; others may come.
"""


def configure(parser: Parser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = QUERY_HELP
    parser.takes_any_word = True
    parser.add_argument("query", nargs="+", help="what to look for, see below")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--shared",
        action="store_true",
        help="also ask the servers of shared shelves for what was not pulled yet",
    )
    parser.add_argument(
        "--limit",
        "-n",
        type=_count,
        default=20,
        metavar="N",
        help="at most so many hits (default: %(default)s)",
    )


def _count(text: str) -> int:
    """Return a number of hits, for argparse."""
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= MOST_HITS:
        raise argparse.ArgumentTypeError(
            f"`{text}` is not a number of hits; give a whole number from 1 up"
        )
    return number


def run(arguments: argparse.Namespace) -> int:
    """Search and print; 1 where nothing matches, 2 where the query cannot be read."""
    from briefdeck.library.query import BadQuery
    from briefdeck.library.search import search

    if arguments.shared:
        return _run_shared(arguments)
    results = search(
        " ".join(arguments.query),
        arguments.limit,
        progress=_progress if is_terminal(sys.stderr) else None,
    )
    if isinstance(results, BadQuery):
        raise unreadable(results)
    if arguments.json:
        write_data(results.as_data())
    else:
        _print(results, columns(None), arguments.color)
    return ExitCode.FINE if results.hits else ExitCode.PROBLEMS


def _run_shared(arguments: argparse.Namespace) -> int:
    """Search here and on servers; 3 where one could not be asked, whatever the others found."""
    from briefdeck.cli.pull import chosen_shelves, shared_refusal
    from briefdeck.library.folders import folders
    from briefdeck.library.grammar import parse
    from briefdeck.library.query import BadQuery
    from briefdeck.library.search import search
    from briefdeck.library.shared.asking import MOST, ask, joined

    places = folders()
    shelves = chosen_shelves(places, [])
    text = " ".join(arguments.query)
    query = parse(text)
    progress = _progress if is_terminal(sys.stderr) else None
    # More than is shown, so that what servers have newer versions of is not counted twice.
    most = max(arguments.limit, MOST)
    local = search(text, most, places=places, progress=progress)
    if isinstance(query, BadQuery):
        raise unreadable(query)
    if isinstance(local, BadQuery):
        raise unreadable(local)
    answers = tuple(ask(shelf, query, most, places) for shelf in shelves)
    results, servers = joined(local, answers, arguments.limit, places)
    missing = [answer.shelf.name for answer in answers if answer.problem is not None]
    if arguments.json:
        write_data({**results.as_data(), "shelves": servers, "missing": missing})
    else:
        _print(results, columns(None), arguments.color, servers)
    for answer in answers:
        if answer.problem is not None:
            write_err(shared_refusal(answer.problem).lines)
            write_err([f"What was pulled of `{answer.shelf.name}` was searched, nothing newer."])
    if missing:
        return ExitCode.UNREADABLE
    return ExitCode.FINE if results.hits else ExitCode.PROBLEMS


def unreadable(query: "BadQuery") -> CommandError:
    """Return the error that says what is wrong with a query, and points at the place."""
    lines = [complaint(query.message)]
    if query.query.strip():
        lines += [f"  {line}" for line in query.pointer]
    if query.remedy:
        lines.append(query.remedy)
    return CommandError(*lines, code=ExitCode.USAGE)


def _progress(done: int, total: int) -> None:
    """Say how far a long indexing is, on one line that is blanked at its end."""
    if total < WORTH_SAYING:
        return
    said = f"indexing {done} of {total} briefings"
    if done >= total:
        said = " " * len(said)
    show_progress(said)


def _print(results: "Results", width: int, color: str, servers: "Sequence[str]" = ()) -> None:
    """Print the hits; say on standard error how many match, and what to try where none does.

    servers: of each hit, the shelf on whose server it is.
    """
    found = zip(results.hits, servers or [""] * len(results.hits), strict=True)
    print_lines(chain.from_iterable(_lines(hit, server, width) for hit, server in found), color)
    write_err([_found(results)])
    if results.behind:
        are = "is" if results.behind == 1 else "are"
        waiting = f"{counted(results.behind, 'changed file')} {are} not searched yet"
        remedy = "another process is indexing. Search again in a moment."
        write_err([f"briefdeck: {waiting}: {remedy}"])
    elif not results.total:
        write_err([results.advice])


def _found(results: "Results") -> str:
    """Return how many entries match, and how many of them are shown."""
    shown, total = len(results.hits), results.total
    found = counted(total, "entry") if total else "nothing matches"
    if results.more:
        found = f"more than {found}"
    if total > shown:
        found = f"{found}, the best {shown} shown"
    return found


def _lines(hit: "Hit", server: str, width: int) -> "Iterator[Line]":
    """Yield a hit: its label, where it stands, and the piece of its text with the words."""
    from briefdeck.draw.lines import Span, flow

    indent = (Span("  "),)
    place = f"on the server of {server}" if server else ""
    where = " · ".join(filter(None, (hit.kind, hit.briefing, hit.entry, place)))
    yield from flow(_marked(hit.label, hit.label_marks, "strong"), width, runs_over=True)
    yield from flow((Span(where, "muted"),), width, first=indent, rest=indent)
    if hit.text:
        text = _marked(hit.text, hit.text_marks, "text")
        yield from flow(text, width, first=indent, rest=indent, runs_over=True)
    yield ()


def _marked(text: str, marks: "Sequence[tuple[int, int]]", style: "Style") -> "list[Span]":
    """Return the text with each matching word between `»` and `«`, in a style of its own."""
    from briefdeck.draw.lines import Span
    from briefdeck.text.matching import pieces

    spans: list[Span] = []
    for piece, is_match in pieces(text, marks):
        if is_match:
            spans.append(Span(f"»{piece}«", "difference"))
        else:
            spans.append(Span(piece, style))
    return spans
