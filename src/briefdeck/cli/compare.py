"""`briefdeck compare A B`: two briefings side by side."""

import argparse

from briefdeck.cli.show import add_width
from briefdeck.cli.streams import ExitCode, columns, print_lines, write_pieces
from briefdeck.output import FORMATS


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "first", metavar="A", help="a briefing's name, a path to one, or - for standard input"
    )
    parser.add_argument("second", metavar="B", help="another one")
    add_width(parser)
    parser.add_argument(
        "--all", "-a", action="store_true", help="every date, agreement and title of a finding"
    )
    parser.add_argument(
        "--format", "-f", choices=tuple(FORMATS), default="text", help="text; plain; markdown; json"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what disagrees, what agrees, what both say, and what only one has.

    0 whatever is found: it is a report on two briefings and not a search that may fail.
    """
    from briefdeck.cli.briefings import readable, refuse_the_same_stream
    from briefdeck.document.comparison import compare

    refuse_the_same_stream(arguments.first, arguments.second)
    comparison = compare(readable(arguments.first), readable(arguments.second))
    wide = columns(arguments.width)
    match arguments.format:
        case "text":
            from briefdeck.draw.compare import draw_comparison

            lines = draw_comparison(comparison, wide, everything=arguments.all, more="See --all.")
            print_lines(lines, arguments.color)
        case "json":
            from briefdeck.output import comparison_json

            write_pieces("json", comparison_json.pieces(comparison))
        case _:
            from briefdeck import output
            from briefdeck.document.comparison_document import comparison_document

            drawn = comparison_document(comparison)
            write_pieces(arguments.format, output.pieces(arguments.format, drawn, width=wide))
    return ExitCode.FINE
