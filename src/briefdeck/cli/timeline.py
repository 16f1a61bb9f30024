"""`briefdeck timeline [QUERY]`: what the briefings of the library date, on one timeline."""

import argparse
from functools import partial

from briefdeck.cli.over_shelf import chosen, comparing, tell
from briefdeck.cli.over_shelf import configure as configure_shared
from briefdeck.cli.parser import Parser

_HELP = """
Events and programs of several briefings that may be one are offered at the
end, with what they have in common; none is merged.

--format json prints an object with briefings, entries in order of time, and
alike: what may be one. `briefdeck schema --of timeline` prints its schema.
"""


def configure(parser: Parser) -> None:
    """Add the verb's arguments."""
    configure_shared(parser, "eras, events and programs", _HELP)
    parser.add_argument(
        "--all", "-a", action="store_true", help="list every entry, and all that may be one"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the timeline; 1 where nothing matches."""
    from briefdeck.document.over_shelf import merged_timeline
    from briefdeck.document.over_shelf.documents import timeline_document
    from briefdeck.output.over_shelf_json import timeline_pieces

    asked = chosen(arguments)
    merged = merged_timeline(*asked, comparing(asked))
    document = partial(
        timeline_document,
        merged,
        is_drawn=arguments.format == "text",
        everything=arguments.all,
        more="`--all` lists each of them.",
    )
    return tell(arguments, asked, document, partial(timeline_pieces, merged))
