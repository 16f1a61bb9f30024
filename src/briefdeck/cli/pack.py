"""`briefdeck pack NAME… -o FILE`: briefings and attachments in one file that can be verified."""

import argparse
from pathlib import Path

from briefdeck.cli.streams import ExitCode, refusal, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="briefings, by name or path")
    parser.add_argument(
        "--output",
        "-o",
        required=True,
        metavar="FILE",
        help="the file to write, for instance desk.briefpack",
    )
    parser.add_argument("--replace", action="store_true", help="write over a file that is there")


def run(arguments: argparse.Namespace) -> int:
    """Write the pack, and say what went in and what could not."""
    from briefdeck.library.lookup import Refused
    from briefdeck.library.pack import pack

    done = pack(arguments.names, Path(arguments.output), replace=arguments.replace)
    if isinstance(done, Refused):
        raise refusal(done)
    write_out(visible(f"{done.file}: {', '.join(done.ids)}"))
    write_err(f"left out: {name}" for name in done.left_out)
    return ExitCode.FINE
