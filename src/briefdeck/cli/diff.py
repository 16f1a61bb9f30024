"""`briefdeck diff OLD NEW`: what changed between two versions of a briefing, entry by entry."""

import argparse

from briefdeck.cli.codes import ExitCode
from briefdeck.cli.streams import columns, use_color, write_err, write_out


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("old", help="the earlier version: a path or a name")
    parser.add_argument("new", help="the later version: a path or a name")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the changes; 1 where there are any, as diff(1) does."""
    from briefdeck.cli.briefings import readable
    from briefdeck.library.diff import diff

    old, new = readable(arguments.old).briefing, readable(arguments.new).briefing
    assert old is not None
    assert new is not None
    changes = diff(old, new)
    if arguments.json:
        import json

        write_out(json.dumps(changes.as_data(), ensure_ascii=False, indent=2))
    else:
        from briefdeck.draw.changes import change_lines
        from briefdeck.output.ansi import painted

        lines = change_lines(changes, columns(None), ids=True)
        write_out(painted(lines, color=use_color(arguments.color), links=False))
        write_err([changes.summary])
    return ExitCode.PROBLEMS if changes else ExitCode.FINE
