"""Where the changes of a fix stand in a file: lines and columns, which count from 1."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from briefdeck.check.run import Checked
from briefdeck.loader.place import line_starts
from briefdeck.model.problem import Fix


class Region(NamedTuple):
    """What is to be replaced, columns in characters, the end column behind it; and by what."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Regions:
    """The regions of the fixes of one file."""

    def __init__(self, result: Checked) -> None:
        has_fix = any(problem.fix is not None for problem in result.problems)
        self._starts = line_starts(result.text) if has_fix else []

    def of(self, fix: Fix) -> Iterator[Region]:
        """Yield the region of each change, in the order of the file."""
        for change in sorted(fix.changes, key=lambda change: change.start):
            yield Region(*self._place(change.start), *self._place(change.end), change.text)

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
