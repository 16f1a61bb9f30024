"""The palette: everything that can be chosen, found by typing what one would call it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefdeck.reading.offers import recent_first
from briefdeck.tui.screens.choosing import ChoosingScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.await_complete import AwaitComplete

    from briefdeck.reading.actions.reader import Choice
    from briefdeck.reading.offers import Offer
    from briefdeck.tui.screens.base import PartsScreen

WIDTH, HEIGHT = 84, 26


class PaletteScreen(ChoosingScreen[Callable[[], object]]):
    """Offers over which one types; ends with what does the one that was chosen.

    `entries` gives the entries that fit what is typed. `chosen` are the names of what was chosen
    before, the last one last. What an offer would look like is shown by the screen below while the
    cursor is on it, and undone when it moves on.
    """

    def __init__(
        self,
        below: PartsScreen,
        offers: Sequence[Offer],
        entries: Callable[[str], Sequence[Offer]],
        chosen: list[str],
    ) -> None:
        super().__init__("Go to or do", recent_first(offers, chosen), below.theme_name)
        self.wanted = (WIDTH, HEIGHT)
        self._below = below
        self._theme_before = below.theme_name
        self._entries = entries
        self._chosen = chosen

    def fitting(self, typed: str) -> Sequence[Offer]:
        """What is called so, then entries with the words in their titles, then everything else."""
        best, others = self.ranking.parted(typed)
        entries = self._entries(typed) if typed.strip() else ()
        return [*best, *entries, *others]

    def foot(self) -> str:
        """What the offer under the cursor does."""
        here = self.choices[self.cursor : self.cursor + 1]
        return here[0].sentence if here and here[0].sentence else super().foot()

    def pointed(self, choice: Offer | None) -> None:
        """Show what the offer would look like, or what it was like before."""
        if choice is not None and choice.preview is not None:
            choice.preview()
            self._below.kept_theme = self._theme_before
        else:
            self._restore()
        if self.theme_name != self._below.theme_name:
            self.theme_name = self._below.theme_name
            self.call_after_refresh(self.look_behind)

    def _restore(self) -> None:
        if self._below.theme_name != self._theme_before:
            self._below.set_theme(self._theme_before)

    def take(self, choice: Choice[Callable[[], object]]) -> None:
        """End with an offer, and remember that it was chosen."""
        self._chosen.append(choice.name)
        super().take(choice)

    def dismiss(self, result: Callable[[], object] | None = None) -> AwaitComplete:
        """End, and undo what was only looked at."""
        if self.is_active:
            self._restore()
        return super().dismiss(result)
