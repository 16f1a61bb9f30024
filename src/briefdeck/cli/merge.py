"""`briefdeck merge BASE OURS THEIRS`: two versions of a briefing made one, as git calls it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
left. Where a version does not parse, or the file is not a briefing, git merges
the lines instead as it merges any text: `<<<<<<<` and `>>>>>>>` stand around a
conflict, and the code is the number of those. Where git cannot either, OURS
stays as it is, without anything of THEIRS, and the code is 129.

`briefdeck git-setup` has git merge briefings with it.
"""

STOP: Final = 129
"""Git takes codes up to 128 of a merge driver for a conflict; at those above, later ones stop."""

MOST_CONFLICTS: Final = 127
"""As high `git merge-file` counts; its codes above are of errors."""

GIT_SECONDS: Final = 60.0


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
    name = visible(arguments.name or arguments.ours)
    try:
        return _by_entry(arguments, name)
    except CommandError as error:
        why = error.lines
    # The edge: git would take a crash for a conflict, in a file without anything of theirs.
    except Exception as error:  # noqa: BLE001
        why = (f"{name} cannot be merged by entry: {visible(repr(error))}",)
    return _by_line(arguments, name, why)


def _by_entry(arguments: argparse.Namespace, name: str) -> int:
    """Merge by entry and field; CommandError where that cannot be."""
    from briefdeck.durable import write_atomically
    from briefdeck.editing.document import EditError
    from briefdeck.editing.merging import merged

    ours, status = _read(arguments.ours, "our version", name)
    base, _ = _read(arguments.base, "the base", name)
    theirs, _ = _read(arguments.theirs, "their version", name)
    if not (_may_be_briefing(ours) or _may_be_briefing(theirs)):
        raise CommandError(f"{name} is not a briefing.", code=STOP)
    try:
        found = merged(base, ours, theirs)
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


def _may_be_briefing(text: str) -> bool:
    """Whether a text says its format or has the front matter, in any form that TOML has for it.

    What does not parse may be one.
    """
    import tomli

    try:
        data = tomli.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return True
    return isinstance(data.get("format"), int) or isinstance(data.get("briefing"), dict)


def _by_line(arguments: argparse.Namespace, name: str, why: tuple[str, ...]) -> int:
    """Have git merge the lines of the three, which writes OURS; its code, or CommandError."""
    from briefdeck.terminal.launch import answer, program

    paths = [Path(each).absolute() for each in (arguments.ours, arguments.base, arguments.theirs)]
    said: list[str] = []
    if program("git") is None:
        said = ["Git, which could merge the lines, is not installed, or not in `PATH`."]
    elif all(path.is_file() for path in paths):
        labels = ("-L", "ours", "-L", "base", "-L", "theirs")
        code, output = answer(["git", "merge-file", "-q", *labels, *map(str, paths)], GIT_SECONDS)
        if 0 <= code <= MOST_CONFLICTS:
            left = ", with conflicts between `<<<<<<<` and `>>>>>>>`" if code else ""
            write_err([*why, f"{name}: git has merged the lines{left}."])
            return code
        said = visible(output.decode("utf-8", "replace"), keep_newlines=True).splitlines()[:3]
    raise CommandError(
        *why, *said, f"{name}: our version stays as it is, without anything of theirs.", code=STOP
    )


def _read(path: str, whose: str, name: str) -> "tuple[str, os.stat_result]":
    """A version's text with its line ends and mark, and its file's status."""
    from briefdeck.loader.reading import decode, read_briefing
    from briefdeck.model.problem import Complaint

    found = read_briefing(Path(path))
    if not isinstance(found, Complaint):
        content, status = found
        text, complaints = decode(content)
        # Git gives an empty file for a version that is not there.
        if text or not content.strip():
            return content.decode("utf-8"), status
        found = complaints[0]
    raise CommandError(f"{name}: {whose}: {found.message}", found.advice, code=STOP)
