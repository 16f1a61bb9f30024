"""`briefdeck add PATH…`: copies into the reader's own library."""

import argparse
import os
from pathlib import Path

from briefdeck.cli.streams import CommandError, ExitCode, refusal, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="briefing files to copy in, or names of briefings"
    )
    parser.add_argument(
        "--replace", action="store_true", help="put the copy in the place of one of the same name"
    )


def run(arguments: argparse.Namespace) -> int:
    """Copy each file; say what was done with each."""
    from briefdeck.library.adding import add
    from briefdeck.library.lookup import Refused

    code = ExitCode.FINE
    for path in arguments.paths:
        try:
            done = add(_file(path), replace=arguments.replace)
        except CommandError as error:
            write_err(error.lines)
            code = max(code, error.code)
            continue
        if isinstance(done, Refused):
            write_err(refusal(done).lines)
            code = max(code, ExitCode.PROBLEMS)
        else:
            write_out(visible(f"{done.id}: {done.path}"))
            write_err(f"left out: {name}" for name in done.left_out)
    return code


def _file(name: str) -> Path:
    """Return the file that is meant by a path or, where there is none, by a briefing's name."""
    from briefdeck.cli.briefings import file_of

    path = Path(name)
    return path if path.suffix or os.path.lexists(path) else file_of(name)
