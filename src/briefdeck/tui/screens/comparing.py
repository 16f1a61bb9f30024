"""Two briefings laid side by side: the ledger of their values, what both say, figures, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefdeck.document.comparison import Comparison, compare
from briefdeck.draw.measures import SECOND
from briefdeck.text.words import counted
from briefdeck.tui.screens.paging import PagingScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefdeck.draw.lines import Line
    from briefdeck.loader import Loaded
    from briefdeck.reading.palette import ThemeName

EVERYTHING = 10_000
"""Wider and higher than any terminal: the comparison takes the whole screen."""


class ComparisonScreen(PagingScreen[tuple[str, bool]]):
    """A comparison over the whole screen.

    A link leads to its entry, in the first briefing if that has it.
    """

    def __init__(self, first: Loaded, second: Loaded, theme_name: ThemeName) -> None:
        self._comparison = compare(first, second)
        self._has_everything = False
        super().__init__(
            f"Side by side · {_note(self._comparison)}",
            theme_name,
            width=EVERYTHING,
            height=EVERYTHING,
        )
        self._first_ids = first.links.entries.keys() if first.links else ()

    def page_lines(self, width: int) -> Iterable[Line]:
        """The comparison, drawn to a width."""
        from briefdeck.draw.compare import draw_comparison

        return draw_comparison(
            self._comparison, width, everything=self._has_everything, more="v shows it."
        )

    def press(self, key: str) -> bool:
        """`v` draws every date, agreement and title, or again only what leads.

        Everything else is as in every text to scroll.
        """
        if key != "v":
            return super().press(key)
        self._has_everything = not self._has_everything
        self.lay_out_anew()
        return True

    def result_of(self, target: str) -> tuple[str, bool]:
        """An entry, and whether it is the other briefing's."""
        is_first = target in self._first_ids and not target.startswith(SECOND)
        return target.removeprefix(SECOND), not is_first

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  n next part  v everything  . mark  Enter go there  Esc close"


def _note(comparison: Comparison) -> str:
    """How many values disagree."""
    counts = comparison.counts
    if not counts.values:
        return "no value in common" if comparison.has_anything else "nothing in common"
    disagreeing = counts.values - counts.agree
    if not disagreeing:
        return "no value differs"
    differ = "differs" if disagreeing == 1 else "differ"
    return f"{disagreeing} of {counted(counts.values, 'value')} {differ}"
