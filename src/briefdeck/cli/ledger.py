"""`briefdeck ledger [QUERY]`: what the briefings of the library recommend, and what came of it."""

import argparse
from functools import partial

from briefdeck.cli.over_shelf import chosen, tell
from briefdeck.cli.over_shelf import configure as configure_shared
from briefdeck.cli.parser import Parser

_HELP = """
They stand by addressee, status, due date and priority, each with its sources
and the findings that it rests on.

--format json prints an object with briefings and advice. `briefdeck schema
--of ledger` prints its schema.
"""


def configure(parser: Parser) -> None:
    """Add the verb's arguments."""
    configure_shared(parser, "recommendations", _HELP)


def run(arguments: argparse.Namespace) -> int:
    """Print the recommendations; 1 where nothing matches."""
    from briefdeck.document.over_shelf import merged_ledger
    from briefdeck.document.over_shelf.documents import ledger_document
    from briefdeck.output.over_shelf_json import ledger_pieces

    asked = chosen(arguments)
    merged = merged_ledger(*asked)
    return tell(arguments, asked, partial(ledger_document, merged), partial(ledger_pieces, merged))
