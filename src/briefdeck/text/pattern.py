"""Regular expressions that are compiled at their first use.

A run of the program needs few of the many that it has.
"""

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression as `re.compile` does, but compile it when it is first asked something.

    Compiling takes a tenth of a millisecond to a whole one.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """Stands for a compiled expression; its methods are looked up there once and kept here."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Copying asks a new object for special methods before it has a source to compile.
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
