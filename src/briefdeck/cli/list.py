"""`briefdeck list`: what is in the library, broken files included."""

import argparse
from typing import TYPE_CHECKING

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import ExitCode, columns, complaint, print_lines, write_data
from briefdeck.text.gate import write_err
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefdeck.draw.lines import Line, Style
    from briefdeck.library.folders import Folders
    from briefdeck.library.shelf import Card

PENDING = "not read yet: another process is indexing the library; list it again in a moment"

JSON_HELP = """\
--json prints an array with an object for every file, in the order of lookup:
  id, path, folder, origin    its name, its file, and the shelf that it stands
                              on, which is own, configured, shared or shipped
  size, modified              in bytes, and in nanoseconds since 1970
  title, subtitle, bottom_line, as_of, stance, draft, language, tags, entries
                              what the briefing says (of its bottom line the
                              first sentence); empty where it is broken
  cited, single, traced, uncited, coverage
                              statements with two sources or more, with one,
                              made by the condensed source without naming one,
                              with none; percent with any (null: no statements)
  errors, warnings, problem, problem_line
                              how many, and the first error
  fingerprint, changed        of what it says; whether that is something else
                              than when you read it (null: you never did)
  hidden_by, pending          the file of the same name that comes first;
                              whether the file is not read yet
Names stay as they are; others may come.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = JSON_HELP
    parser.add_argument(
        "--json", action="store_true", help="print JSON: an array, one object a file"
    )
    parser.add_argument("--tag", help="only briefings with this tag")


def run(arguments: argparse.Namespace) -> int:
    """Print a line or an object for every file on the shelf."""
    from briefdeck.library.folders import folders
    from briefdeck.library.shelf import listing

    places = folders()
    cards = listing(places)
    if arguments.tag:
        cards = tuple(card for card in cards if arguments.tag in card.tags)
    write_err(complaint(problem) for problem in places.problems)
    write_err(_newer(places))
    if arguments.json:
        write_data(_data(cards))
        return ExitCode.FINE
    if not cards:
        write_err([_nothing(arguments.tag)])
        return ExitCode.PROBLEMS
    names = {str(places.mirror(shelf)): f"shared: {shelf.name}" for shelf in places.shared}
    print_lines(_lines(cards, names, columns(None)), arguments.color)
    return ExitCode.FINE


def _newer(places: "Folders") -> "Iterator[str]":
    """Yield what is newer on servers than here, as far as a watching `pull` has found it."""
    for shelf in places.shared:
        from briefdeck.library.shared.mirror import newer_count

        if newer := newer_count(shelf, places):
            are = "is" if newer == 1 else "are"
            said = f"{counted(newer, 'briefing')} of `{shelf.name}` {are} newer on the server"
            yield f"briefdeck: {said}; `briefdeck pull` brings them."


def _nothing(tag: str | None) -> str:
    if tag:
        return f"briefdeck: no briefing has the tag `{tag}`."
    return "briefdeck: the library is empty."


def _data(cards: "Sequence[Card]") -> list[dict[str, object]]:
    """Return the cards as plain data; `coverage` beside the fields."""
    return [card._asdict() | {"coverage": card.coverage} for card in cards]


def _lines(cards: "Sequence[Card]", names: "Mapping[str, str]", width: int) -> "Iterator[Line]":
    """Yield each briefing's name, with title and facts under it, or what is wrong with its file.

    names: what shelves are called that have more of a name than their origin, by folder.
    """
    from briefdeck.draw.lines import Span, flow
    from briefdeck.text.visible import visible
    from briefdeck.text.words import one_line

    indent = (Span("  "),)
    for card in cards:
        yield from flow((Span(card.id, "strong"),), width, rest=indent)
        for text, style in _facts(card, names.get(card.folder, card.origin)):
            said = Span(one_line(text), style)
            yield from flow((said,), width, first=indent, rest=indent)
        if card.hidden_by is not None:
            hidden = Span(f"hidden by {visible(card.hidden_by)}", "caveat")
            yield from flow((hidden,), width, first=indent, rest=indent)


def _facts(card: "Card", shelf: str) -> "Iterator[tuple[str, Style]]":
    """Yield what there is to say of a briefing: title, facts in one run, first error."""
    if card.pending:
        yield PENDING, "muted"
        return
    if card.title:
        yield card.title, "text"
        yield " · ".join(_standing(card, shelf)), "muted"
    if card.problem is not None:
        kind = "error" if card.title else "broken"
        where = f"line {card.problem_line}: " if card.problem_line else ""
        yield f"{kind}: {where}{card.problem}", "caveat"


def _standing(card: "Card", shelf: str) -> "Iterator[str]":
    if card.draft:
        yield "draft"
    yield f"as of {card.as_of}" if card.as_of else "undated"
    yield card.stance
    yield counted(card.entries, "entry")
    yield card.sourced
    yield shelf
    if card.errors:
        yield counted(card.errors, "error")
    if card.changed:
        yield "changed since you read it"
