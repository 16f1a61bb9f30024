"""`briefdeck schema`: the format as JSON Schema or as a reference, and a shared shelf's in SQL."""

import argparse
from functools import partial
from typing import Final

from briefdeck.cli.streams import ExitCode, write_data, write_out

MERGED: Final = ("timeline", "ledger", "disagreements")
"""Verbs that look at many briefings, each with a schema of its own."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "--reference", action="store_true", help="print the format's reference in Markdown instead"
    )
    parser.add_argument(
        "--shared",
        action="store_true",
        help="print the SQL that makes a PostgreSQL database one of shared shelves instead",
    )
    parser.add_argument(
        "--of",
        choices=(
            *("briefing", "document", "comparison", "report", "verification", "manifest"),
            *MERGED,
        ),
        default="briefing",
        help="the schema of a briefing file, or of what `show`, `compare`, `check`, `verify` or the"
        " verb of that name print with `--format json`, or of `export --to manifest`"
        " (default: %(default)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the schema or the reference."""
    if arguments.reference:
        from briefdeck.loader.format_texts import format_reference

        write_out(format_reference())
        return ExitCode.FINE
    if arguments.shared:
        from briefdeck.library.shared.schema import schema_sql

        write_out(schema_sql())
        return ExitCode.FINE
    if arguments.of == "document":
        from briefdeck.output.json_text import schema
    elif arguments.of == "comparison":
        from briefdeck.output.comparison_json import schema
    elif arguments.of == "manifest":
        from briefdeck.export.manifest import schema
    elif arguments.of in MERGED:
        from briefdeck.output.over_shelf_json import schema_of

        schema = partial(schema_of, arguments.of)
    elif arguments.of == "report":
        from briefdeck.check.reports.data import schema
    elif arguments.of == "verification":
        from briefdeck.output.verification_json import schema
    else:
        from briefdeck.loader.format_texts import briefing_schema as schema
    write_data(schema())
    return ExitCode.FINE
