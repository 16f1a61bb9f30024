"""`briefdeck show NAME`: a briefing printed, bottom line first."""

import argparse
import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from briefdeck.cli.streams import (
    LEAST_COLUMNS,
    MOST_COLUMNS,
    CommandError,
    ExitCode,
    columns,
    print_lines,
    write_pieces,
)
from briefdeck.model.levels import LEVELS
from briefdeck.output import FORMATS
from briefdeck.text.gate import write_err
from briefdeck.text.words import did_you_mean, listed, nearest

if TYPE_CHECKING:
    from briefdeck.document import Level, Section


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("name", help="a briefing's name, a path to one, or - for standard input")
    parser.add_argument(
        "--pick", metavar="NAME", help="which briefing of a packed file that holds several"
    )
    parser.add_argument(
        "--section",
        "-s",
        action="append",
        metavar="S",
        help="print this section; may be given again (1 where there is nothing in any of them)",
    )
    parser.add_argument(
        "--entry",
        metavar="ID",
        help="print this entry's page: its text, evidence, and what rests on it",
    )
    parser.add_argument(
        "--time",
        "-t",
        choices=LEVELS,
        help="how much to print: what is read in 30s or in 3m (the default), full (timeline,"
        " figures, references), all",
    )
    parser.add_argument("--full", action="store_true", help="the same as --time full")
    parser.add_argument(
        "--all", "-a", action="store_true", help="the same as --time all: every entry"
    )
    add_width(parser)
    parser.add_argument(
        "--format",
        "-f",
        choices=tuple(FORMATS),
        default="text",
        help="text; plain (linear, for screen readers and mail); markdown (Pandoc); json",
    )


def add_width(parser: argparse.ArgumentParser) -> None:
    """Add the option of how wide to print."""
    parser.add_argument(
        "--width",
        "-w",
        type=column_count,
        metavar="N",
        help="columns to print in, 40 to 200 (default: the terminal's)",
    )


def column_count(text: str) -> int:
    """Return a width in columns, for argparse."""
    width = int(text) if text.isdecimal() else 0
    if not LEAST_COLUMNS <= width <= MOST_COLUMNS:
        raise argparse.ArgumentTypeError(
            f"`{text}` is not a width; give a whole number from {LEAST_COLUMNS} to {MOST_COLUMNS}"
        )
    return width


def run(arguments: argparse.Namespace) -> int:
    """Print the briefing, or the parts asked for."""
    from briefdeck import document, output
    from briefdeck.cli.briefings import code_of, readable
    from briefdeck.document.comments import with_comments
    from briefdeck.document.last_change import with_last_change
    from briefdeck.output.layout import lay_out

    sections = [_section(name) for name in arguments.section or ()]
    level = _level(arguments)
    loaded = readable(arguments.name, pick=arguments.pick)
    if arguments.entry is None:
        drawn = document.summary(loaded, sections or None, level=level, named=_named(arguments))
        if level in {"full", "all"}:
            drawn = with_comments(drawn, loaded.path)
    else:
        entries = loaded.links.entries if loaded.links else {}
        entry = entry_of(entries, arguments.entry)
        page = with_last_change(document.page(loaded, entry, references=True), loaded.path, entry)
        drawn = with_comments(page, loaded.path, entry)
    width = columns(arguments.width)
    if arguments.format == "text":
        print_lines(lay_out(drawn, width), arguments.color)
    else:
        write_pieces(arguments.format, output.pieces(arguments.format, drawn, width=width))
    empty = document.empty_sections(loaded, sections)
    if not empty:
        return code_of(loaded)
    write_err([f"briefdeck: {_nothing_words(loaded.id, empty)}"])
    has_nothing = len(empty) == len(set(sections))
    return ExitCode.PROBLEMS if has_nothing else code_of(loaded)


def _level(arguments: argparse.Namespace) -> "Level":
    """The reading that is asked for; CommandError where options ask for several things."""
    given = [f"--time {arguments.time}"] if arguments.time else []
    given += ["--full"] if arguments.full else []
    given += ["--all"] if arguments.all else []
    parts = ["--section"] if arguments.section else []
    parts += ["--entry"] if arguments.entry is not None else []
    if len(given) + len(parts) > 1:
        asked = listed([*given, *parts])
        raise CommandError(
            f"briefdeck: {asked} ask for different things; give one of them.",
            "--time (30s, 3m, full, all), --full and --all say how much of the briefing to print,"
            " --section prints sections whole, --entry one page.",
            code=ExitCode.USAGE,
        )
    if arguments.full:
        return "full"
    if arguments.all:
        return "all"
    return cast("Level", arguments.time or "3m")


def _named(arguments: argparse.Namespace) -> str:
    """How a command names the briefing, for a shell."""
    words = [arguments.name]
    if arguments.pick:
        words += ["--pick", arguments.pick]
    return shlex.join(words)


def _nothing_words(briefing: str, empty: "Sequence[Section]") -> str:
    """Return `x has nothing for the sections figures and terms.`."""
    names = listed([section.name for section in empty])
    noun = "section" if len(empty) == 1 else "sections"
    return f"{briefing} has nothing for the {noun} {names}."


def _section(name: str) -> str:
    """The section's own name; CommandError with the nearest where there is none."""
    from briefdeck.document import SECTIONS, find_section

    if section := find_section(name):
        return section.name
    known = [section.name for section in SECTIONS]
    hint = did_you_mean(nearest(name, known))
    raise CommandError(
        f"briefdeck: there is no section called `{name}`. {hint}".rstrip(),
        f"Sections: {', '.join(known)}.",
        code=ExitCode.USAGE,
    )


def entry_of(entries: Mapping[str, object], name: str) -> str:
    """The entry's id; CommandError with the nearest where there is none."""
    if name in entries:
        return name
    hint = did_you_mean(nearest(name, entries))
    raise CommandError(
        f"briefdeck: this briefing has no entry called `{name}`. {hint}".rstrip(),
        code=ExitCode.PROBLEMS,
    )
