"""`briefdeck remove NAME…`: takes briefings out of the reader's own library."""

import argparse

from briefdeck.cli.streams import ExitCode, refusal, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="briefings of your own library")


def run(arguments: argparse.Namespace) -> int:
    """Remove each; say where the file went."""
    from briefdeck.library.lookup import Refused
    from briefdeck.library.shelf import remove

    code = ExitCode.FINE
    for name in arguments.names:
        done = remove(name)
        if isinstance(done, Refused):
            write_err(refusal(done).lines)
            code = ExitCode.PROBLEMS
        else:
            write_out(visible(f"{done.id} is out of the library; its file is kept at {done.path}"))
    return code
