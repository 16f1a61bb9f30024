"""Briefdeck: briefings from plain TOML files, read in a terminal.

For Python programs: `load` and `loads` read a briefing, and Rich prints what they return.
"""

from briefdeck.version import __version__

TYPE_CHECKING = False
"""Named as type checkers know it; importing `typing` would double the time of `--version`."""

__all__ = ["Briefing", "Printable", "Problem", "UnreadableError", "__version__", "load", "loads"]

if TYPE_CHECKING:
    from briefdeck.api import Briefing, Printable, Problem, UnreadableError, load, loads
else:

    def __getattr__(name: str) -> object:
        """Import public names when they are first asked for: the command line stays light."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module("briefdeck.api"), name)

    def __dir__() -> list[str]:
        """List the public names, those that are not imported yet included."""
        return sorted(__all__)
