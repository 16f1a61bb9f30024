"""`briefdeck merge BASE OURS THEIRS`: two versions of a briefing made one, as git calls it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, reason
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    import os

MERGE_HELP = """\
Entries are known by their ids, and what is in them by field: changes of
different fields come together, comments, order and line ends stay. What both
versions have changed differently is a conflict: OURS keeps its own, and above
it stand lines of comment that begin with `#!` and say what THEIRS has. Such a
file still parses; `briefdeck check` finds what is left of them.

The result is written into OURS. The exit code is 0, or 1 where a conflict is
left. Where a version cannot be read, nothing is written, and the code is 129:
git stops, or, before its version 2.45, says that the file is in conflict.

`briefdeck git-setup` has git merge briefings with it.
"""

STOP = 129
"""Git takes codes up to 128 of a merge driver for a conflict; at those above, later ones stop."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = MERGE_HELP
    parser.add_argument("base", metavar="BASE", help="the version that both come from")
    parser.add_argument("ours", metavar="OURS", help="one version, which the result is written to")
    parser.add_argument("theirs", metavar="THEIRS", help="the other version")
    parser.add_argument("--name", metavar="PATH", help="what to call the file, in what is said")


def run(arguments: argparse.Namespace) -> int:
    """Merge, write OURS, and say what is in conflict."""
    from briefdeck.durable import write_atomically
    from briefdeck.editing.document import EditError
    from briefdeck.editing.merging import merged

    name = visible(arguments.name or arguments.ours)
    ours, status = _read(arguments.ours)
    try:
        found = merged(_read(arguments.base)[0], ours, _read(arguments.theirs)[0])
    except EditError as error:
        raise CommandError(f"{name}: {error.message}", error.remedy, code=STOP) from None
    if found.text != ours:
        try:
            # What a link leads to is written, not the link.
            path = Path(arguments.ours).resolve()
            write_atomically(path, found.text.encode("utf-8"), like=status)
        except OSError as error:
            raise CommandError(f"{name} cannot be written: {reason(error)}", code=STOP) from None
    write_err([f"{name}: conflict in {conflict.words}" for conflict in found.conflicts])
    return ExitCode.PROBLEMS if found.conflicts else ExitCode.FINE


def _read(name: str) -> "tuple[str, os.stat_result]":
    """A version's text with its line ends and mark, and its file's status."""
    from briefdeck.loader.reading import decode, read_briefing
    from briefdeck.model.problem import Complaint

    found = read_briefing(Path(name))
    if not isinstance(found, Complaint):
        content, status = found
        text, complaints = decode(content)
        # Git gives an empty file for a version that is not there.
        if text or not content.strip():
            return content.decode("utf-8"), status
        found = complaints[0]
    raise CommandError(f"{visible(name)}: {found.message}", found.advice, code=STOP)
