"""`briefdeck unpack FILE`: verifies every byte of a pack, then takes its briefings out."""

import argparse
from pathlib import Path

from briefdeck.cli.streams import ExitCode, refusal, write_out
from briefdeck.text.visible import visible


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("file", metavar="FILE", help="a pack that `briefdeck pack` wrote")
    parser.add_argument(
        "--into", metavar="FOLDER", help="where to put the briefings (default: your own library)"
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="check every byte, say what is inside, and write nothing",
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify, and unpack unless only that was asked for."""
    from briefdeck.library.lookup import Refused
    from briefdeck.library.pack import Packed, unpack, verify

    file = Path(arguments.file)
    into = Path(arguments.into) if arguments.into else None
    done = verify(file) if arguments.verify else unpack(file, into)
    if isinstance(done, Refused):
        raise refusal(done)
    if isinstance(done, Packed):
        lines = [f"{name}: every byte is as it was packed" for name in done.ids]
    else:
        lines = [str(path) for path in done.paths]
    write_out("\n".join(visible(line) for line in lines))
    return ExitCode.FINE
