"""`briefdeck disagreements [QUERY]`: what briefings of the library give otherwise than others."""

import argparse
from functools import partial

from briefdeck.cli.over_shelf import chosen, comparing, tell
from briefdeck.cli.over_shelf import configure as configure_shared
from briefdeck.cli.parser import Parser

_HELP = """
Briefings in which nothing matches are not looked at: without a query, all are.

Figures of one measure and period are told apart, and dates of one event, or
of a program's beginning or end, as `briefdeck compare` does it. Each value is
told once, with every account of it and its sources. The exit code is 0 where
there are none, too.

--format json prints an object with briefings, rows, and counts of the values
that several briefings give. `briefdeck schema --of disagreements` prints its
schema.
"""


def configure(parser: Parser) -> None:
    """Add the verb's arguments."""
    configure_shared(parser, "values of entries", _HELP)


def run(arguments: argparse.Namespace) -> int:
    """Print the disagreements; 1 where the query matches nothing."""
    from briefdeck.document.over_shelf import disagreements
    from briefdeck.document.over_shelf.documents import disagreements_document
    from briefdeck.output.over_shelf_json import disagreements_pieces

    asked = chosen(arguments)
    found = disagreements(*asked, comparing(asked))
    document = partial(disagreements_document, found)
    return tell(arguments, asked, document, partial(disagreements_pieces, found))
