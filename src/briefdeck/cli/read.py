"""`briefdeck read [NAME]`: a briefing by line, for screen readers, Braille displays and pipes."""

import argparse
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from briefdeck.cli.streams import ExitCode
from briefdeck.text.gate import write_err

if TYPE_CHECKING:
    from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "name", nargs="?", help="a briefing's name, a path, a packed file; none: the library"
    )
    parser.add_argument(
        "--pick", metavar="NAME", help="which briefing of a packed file that holds several"
    )
    parser.add_argument("--at", metavar="ID", help="begin at this entry")


def run(arguments: argparse.Namespace) -> int:
    """Read what is named, or choose from the library."""
    from briefdeck.cli.briefings import file_of

    path = None
    if arguments.name is not None:
        path = file_of(arguments.name, pick=arguments.pick)
    return read_by_line(path, at=arguments.at)


def read_by_line(path: "Path | None", *, at: str | None = None) -> int:
    """Read a briefing's file by line, None: one chosen from the library; return the exit code."""
    from briefdeck.cli.streams import LineTerminal
    from briefdeck.library.folders import folders
    from briefdeck.line.sitting import Sitting
    from briefdeck.loader import load
    from briefdeck.loader.report import problem_lines

    first = None
    if path is not None:
        first = load(path)
        if first.briefing is None:
            for problem in first.errors:
                write_err(problem_lines(problem))
            return ExitCode.UNREADABLE
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    Sitting(LineTerminal(), folders()).run(first, at=at)
    return ExitCode.FINE


def _end(number: int, _: object) -> NoReturn:
    """End where a signal asks for it; the place is remembered on the way out."""
    sys.exit(128 + number)
