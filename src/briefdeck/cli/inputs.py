"""What is read from a file that is named on the command line, or from standard input."""

from pathlib import Path
from typing import Final

from briefdeck.cli.streams import CommandError, ExitCode, reason
from briefdeck.files import read_regular, read_stream
from briefdeck.text.visible import visible

STDIN: Final = "-"


def shown(name: str) -> str:
    """Return what messages call a file."""
    return "standard input" if name == STDIN else visible(Path(name).name)


def content_of(name: str, most: int) -> bytes:
    """Return what a file holds, `most` bytes at most; CommandError where it cannot be read."""
    try:
        if name != STDIN:
            return read_regular(Path(name), most)[0]
        content = read_stream(None, most)
    except OSError as error:
        why = reason(error)
    except ValueError as error:
        why = str(error)
    else:
        if len(content) <= most:
            return content
        why = f"it is larger than {most >> 20} MB"
    raise CommandError(
        f"briefdeck: `{visible(name)}` cannot be read: {why}.", code=ExitCode.UNREADABLE
    )
