"""Exit codes, the same for every verb."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    FINE = 0
    PROBLEMS = 1
    """Problems were found, or nothing matched."""
    USAGE = 2
    UNREADABLE = 3
    INTERRUPTED = 130


class CommandError(Exception):
    """A verb cannot go on: `lines` are printed to standard error, `code` is returned."""

    def __init__(self, *lines: str, code: ExitCode) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.code = code
