"""Tables that stay readable: by priority and wrapping where it is narrow, never a lost cell in print."""

from collections.abc import Sequence

from briefdeck.draw.lines import Line
from briefdeck.model.briefing import Column

Cell = str | Line


def table(
    columns: Sequence[Column | str],
    rows: Sequence[Sequence[Cell]],
    width: int,
    *,
    offset: int | None = None,
    targets: Sequence[str | None] = (),
    selected: int | None = None,
    head: bool = True,
) -> tuple[Line, ...]:
    """A table in at most `width` cells. Print (`offset` None) wraps, then turns to one record a block; nothing is lost.

    With an offset it is a window on the unwrapped table, moved right by that many cells, the first column staying.
    `targets` gives each row's entry id; `selected` is the position of the row to light.
    """
    raise NotImplementedError


def table_width(columns: Sequence[Column | str], rows: Sequence[Sequence[Cell]]) -> int:
    """The cells that the table takes unwrapped: how far a window on it can move."""
    raise NotImplementedError
