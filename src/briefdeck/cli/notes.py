"""`briefdeck notes NAME`: what a reader has noted and bookmarked in a briefing."""

import argparse
from typing import TYPE_CHECKING

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, complaint, reason, write_json, write_out
from briefdeck.text.gate import write_err

if TYPE_CHECKING:
    from briefdeck.loader import Loaded


JSON_HELP = """\
--json prints an object: format, briefing, title, and marks, one for each
entry that you have put something on:
  entry, label, noun     its id (empty: the briefing itself), and what it was
                         called when you did
  note, bookmarked       what you have put on it
  read                   kept from files that hold it; no command sets it
  words, speaker         what the entry says, with its citation in brackets;
                         who said it, of a quotation
  sources                what it cites: source (an id), at (the place), quote,
                         via (where alone it was seen), role (support, voice
                         or caveat), reference (in full)
  made, touched          when first and when last, in seconds since 1970
  fingerprint, standing  of what the entry said then; whether it is here, has
                         changed or is gone
Names stay as they are; others may come.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = JSON_HELP
    parser.add_argument("name", help="a briefing's name, or a path to one")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    parser.add_argument(
        "--entry",
        metavar="ID",
        help="the entry that the next two are about (empty: the briefing itself)",
    )
    parser.add_argument(
        "--write", metavar="TEXT", help="put this note on the entry (an empty text takes it away)"
    )
    parser.add_argument(
        "--bookmark",
        action=argparse.BooleanOptionalAction,
        help="put a bookmark on the entry, or take it away",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write what is asked for, then print all marks."""
    from briefdeck.cli.briefings import readable
    from briefdeck.library.notes import load_notes
    from briefdeck.output.notes_text import as_json, as_markdown

    loaded = readable(arguments.name)
    writes = arguments.write is not None or arguments.bookmark is not None
    if writes:
        _write(loaded, arguments)
    notes = load_notes(loaded.id)
    if notes.problem:
        write_err([complaint(notes.problem)])
        if not notes.marks:
            return ExitCode.UNREADABLE
    if arguments.json:
        write_json(as_json(notes, loaded))
        return ExitCode.FINE
    if notes.marks:
        write_out(as_markdown(notes, loaded))
        return ExitCode.FINE
    if writes:
        write_err([f"briefdeck: you have no notes in `{loaded.id}`."])
        return ExitCode.FINE
    write_err([f"briefdeck: you have made no notes in `{loaded.id}`."])
    return ExitCode.PROBLEMS


def _write(loaded: "Loaded", arguments: argparse.Namespace) -> None:
    """Put a note or a bookmark on an entry.

    One that is gone can still be named where a mark stands on it already.
    """
    from briefdeck.cli.show import entry_of
    from briefdeck.library.newer import NewerError
    from briefdeck.library.notes import load_notes, set_bookmark, set_note

    if arguments.entry is None:
        raise CommandError(
            "briefdeck: `--write` and `--bookmark` need `--entry ID`.", code=ExitCode.USAGE
        )
    entries = loaded.links.entries if loaded.links else {}
    entry = entry_of({"": None, **entries, **load_notes(loaded.id).marks}, arguments.entry)
    try:
        if arguments.write is not None:
            set_note(loaded, entry, arguments.write)
        if arguments.bookmark is not None:
            set_bookmark(loaded, entry, on=arguments.bookmark)
    except TimeoutError:
        raise CommandError(
            f"briefdeck: nothing was written: another briefdeck is writing notes on `{loaded.id}`.",
            "Try again in a moment.",
            code=ExitCode.UNREADABLE,
        ) from None
    except OSError as error:
        remedy = (
            "Notes are kept in the state folder that `briefdeck where` prints;"
            " make room there, or make it writable."
        )
        if isinstance(error, NewerError):
            remedy = error.remedy
        raise CommandError(
            f"briefdeck: nothing was written: {error.filename}: {reason(error)}",
            remedy,
            code=ExitCode.UNREADABLE,
        ) from None
