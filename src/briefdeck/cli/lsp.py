"""`briefdeck lsp`: a language server over standard input and output, which an editor starts."""

import argparse
import sys

from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, flush_out, is_terminal, write_bytes

LSP_HELP = """\
An editor that speaks the Language Server Protocol starts it and talks to it
over standard input and output; it opens no socket and writes no file. Only
documents that are briefings are served. How to set up an editor:
`docs/editors.md`.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = LSP_HELP
    # Many editors add it without being told to.
    parser.add_argument("--stdio", action="store_true", help=argparse.SUPPRESS)


def run(_: argparse.Namespace) -> int:
    """Serve until the editor has gone; the exit code is 0 where it said so before."""
    if sys.stdin is None or is_terminal(sys.stdin):
        raise CommandError(
            "briefdeck: `briefdeck lsp` talks to an editor, not to a person at a terminal.",
            "`briefdeck lsp --help` explains.",
            code=ExitCode.USAGE,
        )
    from briefdeck.lsp.server import serve

    was_told_to_stop = serve(sys.stdin.buffer, _send)
    return ExitCode.FINE if was_told_to_stop else ExitCode.PROBLEMS


def _send(message: bytes) -> None:
    write_bytes(message)
    flush_out()
