"""`briefdeck [open] [NAME]`: the reading interface; where output is not a terminal, the summary."""

import argparse

from briefdeck.cli.streams import counts_as_screen


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "name",
        nargs="?",
        help="a briefing's name, a path to one, or a packed file; none: the library",
    )
    parser.add_argument(
        "--pick", metavar="NAME", help="which briefing of a packed file that holds several"
    )
    parser.add_argument("--at", metavar="ID", help="open at this entry")


def run(arguments: argparse.Namespace) -> int:
    """Open what is named."""
    if not counts_as_screen():
        return _print(arguments)
    from briefdeck import tui

    if arguments.name is None:
        return tui.run_library()
    from briefdeck.cli.briefings import file_of

    return tui.run(file_of(arguments.name, pick=arguments.pick), at=arguments.at)


def _print(arguments: argparse.Namespace) -> int:
    """Print what is named, or the list, for want of a terminal that can be drawn on."""
    from briefdeck.cli.parser import parse
    from briefdeck.cli.verbs import module_of

    words = ["--color", arguments.color]
    if arguments.name is None:
        words.append("list")
    else:
        words.append("show")
        if arguments.pick:
            words += ["--pick", arguments.pick]
        words += ["--", arguments.name]
    parsed = parse(words)
    code: int = module_of(parsed.verb).run(parsed)
    return code
