"""`briefdeck show NAME`: a briefing printed, bottom line first."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefdeck.cli.streams import (
    LEAST_COLUMNS,
    MOST_COLUMNS,
    CommandError,
    ExitCode,
    columns,
    print_lines,
    write_pieces,
)
from briefdeck.output import FORMATS
from briefdeck.text.gate import write_err
from briefdeck.text.words import did_you_mean, listed, nearest

if TYPE_CHECKING:
    from briefdeck.document import Section


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
        "--all", "-a", action="store_true", help="print every entry of every section"
    )
    parser.add_argument(
        "--width",
        "-w",
        type=column_count,
        metavar="N",
        help="columns to print in, 40 to 200 (default: the terminal's)",
    )
    parser.add_argument(
        "--format",
        "-f",
        choices=tuple(FORMATS),
        default="text",
        help="text; plain (linear, for screen readers and mail); markdown (Pandoc); json",
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
    from briefdeck.output.layout import lay_out

    sections = [_section(name) for name in arguments.section or ()]
    if arguments.entry is not None and (sections or arguments.all):
        raise CommandError(
            "briefdeck: --entry prints one page; leave out --section and --all beside it.",
            code=ExitCode.USAGE,
        )
    loaded = readable(arguments.name, pick=arguments.pick)
    if arguments.entry is None:
        drawn = document.summary(loaded, sections or None, everything=arguments.all)
    else:
        entries = loaded.links.entries if loaded.links else {}
        entry = entry_of(entries, arguments.entry)
        drawn = document.page(loaded, entry, references=True)
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
