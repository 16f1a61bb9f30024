"""Two briefings laid side by side: the ledger of their values, what both say, figures, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from briefdeck.document.comparison import Comparison, compare
from briefdeck.draw.measures import SECOND
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf
from briefdeck.text.words import counted
from briefdeck.tui.elsewhere import neighbours
from briefdeck.tui.screens.paging import PagingScreen
from briefdeck.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefdeck.draw.lines import Line
    from briefdeck.library.folders import Folders
    from briefdeck.loader import Loaded
    from briefdeck.tui.palette import ThemeName

EVERYTHING = 10_000
"""Wider and higher than any terminal: the comparison takes the whole screen."""


class ComparisonScreen(PagingScreen):
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
        self._second = second

    def page_lines(self, width: int) -> Iterator[Line]:
        """The comparison, drawn to a width."""
        from briefdeck.draw.compare import draw_comparison

        return iter(
            draw_comparison(
                self._comparison, width, everything=self._has_everything, more="v shows it."
            )
        )

    def on_key(self, event: events.Key) -> None:
        """`v` draws every date, agreement and title, or again only what leads.

        Everything else is as in every text to scroll.
        """
        if event.key == "v":
            event.stop()
            event.prevent_default()
            self._has_everything = not self._has_everything
            self.fill()

    def choice_of(self, target: str) -> str:
        """An entry of the first briefing, else the other briefing at the entry."""
        is_first = target in self._first_ids and not target.startswith(SECOND)
        if is_first:
            return f"entry:{target}"
        return f"other:{self._second.path}\n{target.removeprefix(SECOND)}"

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


def comparison_choices(places: Folders, present: str) -> list[Choice]:
    """The other briefings that can be read, those that share most tags with this one first."""
    from briefdeck.library.shelf import listing

    return [
        Choice(f"compare:{card.path}", card.title, f"as of {date_words(Edtf.parse(card.as_of))}")
        for card in neighbours(listing(places), present)
    ]
