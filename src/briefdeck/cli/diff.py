"""`briefdeck diff OLD NEW`: what changed between two versions of a briefing, entry by entry."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import (
    CommandError,
    ExitCode,
    columns,
    print_lines,
    write_out,
    write_pieces,
)
from briefdeck.text.gate import write_err

if TYPE_CHECKING:
    from briefdeck.model.briefing import Briefing

DIFF_HELP = """\
Entries are paired by id, then by likeness; white space and comments count for
nothing, and neither do [[exceptions]], which say nothing to a reader. Order
counts for nothing but that of key points, which is the author's order of
priority: `moved 3 → 1`. Where the words of a text are the same and only its markup differs, a
link for instance that leads elsewhere, it is shown as it is written and
counts as changed otherwise. Beside changed words, links and citations that
came or went are shown, and other markup is not.

The exit code is 0 where nothing has changed, 1 where something has, 3 where
a file cannot be found or read.

--json prints an object: summary, a sentence, and entries, the changed and
added ones in the new order and the removed ones last:
  entry, old_entry     its id (empty: the briefing itself), and the one that
                       it had where that was another
  table, noun, label   what it is, and what it is called
  changes              of added, removed, reworded, re-sourced, re-dated,
                       renamed, moved, other
  fields               each has field, change, old, new, and pieces: run by
                       run [same, old or new; the words]
  text                 what an added entry says, or a removed one said
Names stay as they are; others may come.

--by-sentence prints one file in lines that differ where what it says differs,
for `git diff` to compare (`briefdeck git-setup`).
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = DIFF_HELP
    parser.add_argument("old", help="the earlier version: a path, a name, or - for standard input")
    parser.add_argument("new", nargs="?", help="the later version: the same")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--by-sentence", action="store_true", help="print one file by field and sentence instead"
    )


def _read(name: str) -> "Briefing":
    """Return the briefing of a name or a path.

    A file that is not there must not look like a change, so it has an exit code of its own.
    """
    from briefdeck.cli.briefings import readable

    try:
        briefing = readable(name).briefing
    except CommandError as error:
        raise CommandError(*error.lines, code=ExitCode.UNREADABLE) from None
    assert briefing is not None
    return briefing


def run(arguments: argparse.Namespace) -> int:
    """Print the changes; 1 where there are any, as diff(1) does."""
    from briefdeck.cli.briefings import refuse_the_same_stream
    from briefdeck.library.diff import diff

    if arguments.by_sentence:
        return _print_by_sentence(arguments)
    if arguments.new is None:
        raise CommandError(
            "briefdeck diff: the later version is missing.",
            "Name two versions: `briefdeck diff OLD NEW`.",
            code=ExitCode.USAGE,
        )
    refuse_the_same_stream(arguments.old, arguments.new)
    old, new = _read(arguments.old), _read(arguments.new)
    changes = diff(old, new)
    if arguments.json:
        from msgspec import json

        from briefdeck.output.json_text import indented

        write_pieces("json", indented(json.encode(changes.as_data())))
    else:
        from briefdeck.draw.changes import change_lines

        lines = change_lines(changes, columns(None), ids=True)
        print_lines(lines, arguments.color)
        write_err([changes.summary])
    return ExitCode.PROBLEMS if changes else ExitCode.FINE


def _print_by_sentence(arguments: argparse.Namespace) -> int:
    """Print one file by field and sentence; as it stands where it does not parse."""
    import tomli

    from briefdeck.editing.by_sentence import by_sentence
    from briefdeck.loader.reading import decode, read_briefing
    from briefdeck.model.problem import Complaint

    if arguments.new is not None or arguments.json:
        raise CommandError("briefdeck diff: --by-sentence prints one file.", code=ExitCode.USAGE)
    found = read_briefing(Path(arguments.old))
    if isinstance(found, Complaint):
        raise CommandError(f"briefdeck: {found.message}", code=ExitCode.UNREADABLE)
    text, _ = decode(found[0])
    try:
        lines = [*by_sentence(tomli.loads(text))]
    except (ValueError, RecursionError):
        lines = text.split("\n")
    write_out("".join([f"{line}\n" for line in lines]))
    return ExitCode.FINE
