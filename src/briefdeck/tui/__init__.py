"""Reading in the full screen, in Textual: screens and widgets that show what `reading` holds.

`run` reads one briefing, `run_library` opens the shelf. Nothing is loaded before one of them is
called.
"""

from pathlib import Path

__all__ = ["run", "run_library"]


def run(path: Path, *, at: str | None = None) -> int:
    """Read a briefing's file in the terminal; `at` is the entry to open at. Gives the exit status.

    Where all went well the process ends here, at once: taking the interface's modules apart takes
    longer than reading.
    """
    from briefdeck.tui import startup

    startup.before_imports()
    from briefdeck.tui.session import read

    status = read(path, at=at)
    startup.leave(status)


def run_library() -> int:
    """Open the shelf of briefings. Gives the exit status."""
    from briefdeck.tui import startup

    startup.before_imports()
    from briefdeck.tui.session import read_library

    status = read_library()
    startup.leave(status)
