"""`briefdeck list`: what is in the library, broken files included."""

import argparse
from typing import TYPE_CHECKING

from briefdeck.cli.codes import ExitCode
from briefdeck.cli.streams import columns, use_color, write_err, write_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.library.shelf import Card


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--json", action="store_true", help="print JSON: an array, one object a file")
    parser.add_argument("--tag", help="only briefings with this tag")


def run(arguments: argparse.Namespace) -> int:
    """Print a line or an object for every file on the shelf."""
    from briefdeck.library.folders import folders
    from briefdeck.library.shelf import listing

    places = folders()
    cards = [card for card in listing(places) if not arguments.tag or arguments.tag in card.tags]
    write_err(f"briefdeck: {problem}" for problem in places.problems)
    if arguments.json:
        write_out(_json(cards))
    elif cards:
        write_out("\n".join(_lines(cards, columns(None), color=use_color(arguments.color))))
    else:
        write_err(
            [
                "briefdeck: the library is empty."
                if not arguments.tag
                else f"briefdeck: no briefing has the tag `{arguments.tag}`."
            ]
        )
        return ExitCode.PROBLEMS
    return ExitCode.FINE


def _json(cards: "Sequence[Card]") -> str:
    """The cards as a JSON array; `coverage` beside the fields."""
    import json

    return json.dumps([card._asdict() | {"coverage": card.coverage} for card in cards], ensure_ascii=False, indent=2)


def _lines(cards: "Sequence[Card]", width: int, *, color: bool) -> list[str]:
    """Two lines a briefing: its name, and under it title, date and state; a line with the first problem where it is broken."""
    from briefdeck.draw.lines import truncate

    bold, dim, plain = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if color else ("", "", "")
    lines: list[str] = []
    for card in cards:
        lines.append(f"{bold}{truncate(card.id, width)}{plain}")
        if card.problem is not None:
            where = f"line {card.problem_line}: " if card.problem_line else ""
            lines.append(f"  {truncate(f'broken: {where}{card.problem}', width - 2)}")
        else:
            lines.append(f"  {truncate(card.title, width - 2)}")
            facts = [
                f"as of {card.as_of}",
                card.stance,
                f"{card.entries} entries",
                f"{card.coverage}% cited",
                card.origin,
            ]
            if card.errors:
                facts.append(f"{card.errors} errors")
            if card.changed:
                facts.append("changed since you read it")
            lines.append(f"  {dim}{truncate(' · '.join(facts), width - 2)}{plain}")
        if card.hidden_by is not None:
            lines.append(f"  {truncate(f'hidden by {card.hidden_by}', width - 2)}")
    return lines
