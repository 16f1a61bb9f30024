"""`briefdeck [open] [NAME]`: the reading interface; where output is not a terminal, it prints."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from briefdeck.cli.streams import (
    CommandError,
    ExitCode,
    is_at_terminal,
    is_read_by_line,
    is_terminal,
    write_out,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "name",
        nargs="?",
        help="a briefing's name, a path, a packed file, or - for what is piped; none: the library",
    )
    parser.add_argument(
        "--pick", metavar="NAME", help="which briefing of a packed file that holds several"
    )
    parser.add_argument("--at", metavar="ID", help="open at this entry")


def run(arguments: argparse.Namespace) -> int:
    """Open what is named."""
    from briefdeck.library.lookup import names_stream

    if arguments.name is not None and names_stream(arguments.name) and is_terminal(sys.stdout):
        return _open_stream(arguments)
    if not is_at_terminal():
        return _print(arguments)
    from briefdeck import tui
    from briefdeck.cli.briefings import file_of

    path = None
    if arguments.name is not None:
        path = file_of(arguments.name, pick=arguments.pick)
    if is_read_by_line():
        return _read_by_line(path, arguments.at)
    return tui.run_library() if path is None else tui.run(path, at=arguments.at)


def _read_by_line(path: Path | None, at: str | None) -> int:
    """Read at a prompt what cannot be drawn."""
    from briefdeck.cli.read import read_by_line

    write_out("This terminal cannot be drawn on, so it is read by line; ? says what can be typed.")
    return read_by_line(path, at=at)


def _open_stream(arguments: argparse.Namespace) -> int:
    """Open what comes through a pipe; keys come from the terminal.

    It is read from a file of its own, named for what it says, and so are the reader's notes in it.
    """
    from hashlib import sha256

    from briefdeck import tui
    from briefdeck.cli.briefings import found_named
    from briefdeck.durable import write_atomically
    from briefdeck.library.folders import folders

    content = found_named(arguments.name).content or b""
    name = f"stdin-{sha256(content).hexdigest()[:12]}.toml"
    _take_keys_from_terminal()
    if not is_at_terminal():
        raise CommandError(
            "briefdeck: there is no terminal to read keys from.",
            f"`briefdeck show {arguments.name}` prints the briefing.",
            code=ExitCode.USAGE,
        )
    path = folders().cache / "piped" / name
    write_atomically(path, content, durable=False)
    if is_read_by_line():
        return _read_by_line(path, arguments.at)
    return tui.run(path, at=arguments.at)


def _take_keys_from_terminal() -> None:
    """Make standard input the terminal, where a pipe has been standard input so far."""
    if is_terminal(sys.stdin):
        return
    with suppress(OSError):
        terminal = os.open("/dev/tty", os.O_RDWR)
        os.dup2(terminal, 0)
        os.close(terminal)


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
