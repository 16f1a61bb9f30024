"""`briefdeck new NAME`: a commented starting file that passes check."""

import argparse
from pathlib import Path

from briefdeck.cli.codes import CommandError, ExitCode
from briefdeck.cli.streams import write_err, write_out


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("name", help="the briefing's id in kebab-case (or a path that ends in it); `-` prints the file")
    parser.add_argument("--title", help="its title")
