"""The search's screen: all briefings searched as one types, and the page of the entry found."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefdeck.reading.shelf.librarian import Latest, searches
from briefdeck.reading.shelf.search_scene import SearchScene
from briefdeck.reading.shelf.shelf_scene import TYPED_KEYS
from briefdeck.reading.shelf.together import Chosen
from briefdeck.tui.screens.base import bindings_for
from briefdeck.tui.screens.listing import ListingScreen

if TYPE_CHECKING:
    from textual.widgets import Input

    from briefdeck.library.folders import Folders
    from briefdeck.library.query import BadQuery
    from briefdeck.library.search import Results
    from briefdeck.reading.settings import Settings
    from briefdeck.reading.shelf.librarian import Listed, Progress

AGAIN_SECONDS = 1.0
"""How long another who reads the shelf is waited for, before it is looked at again."""
PLACEHOLDER = "words to find in all briefings"


class SearchScreen(ListingScreen[SearchScene]):
    """A line to type in, the entries that match, and the page of one."""

    BINDINGS: ClassVar = bindings_for("search")
    WHERE = "search"
    SENTENCE = (
        "You are searching all briefings: type words, ↑/↓ shows each entry, "
        "Enter opens its briefing there."
    )
    WHILE_TYPING = TYPED_KEYS - {"enter"} | {"shift+tab"}
    place_name = "the search"

    def __init__(self, folders: Folders, settings: Settings, typed: str = "") -> None:
        super().__init__(SearchScene(settings, typed), settings)
        answers = partial(searches, folders)
        self._search = Latest(answers, partial(self.call_later, self.take_results))

    def on_mount(self) -> None:
        """Type at once; search what is indexed, and index what is new meanwhile."""
        self.open_prompt("search", PLACEHOLDER, self.scene.typed)
        self._ask_again()
        self.read_shelf()

    def on_unmount(self) -> None:
        """Let the threads end."""
        super().on_unmount()
        self._search.stop()

    def _ask_again(self) -> None:
        if self.scene.typed.strip():
            self._search.ask(self.scene.typed)

    @property
    def is_typing(self) -> bool:
        """Whether keys are letters of what is typed."""
        return self.scene.looking.focus == "prompt"

    def take_listed(self, listed: Listed) -> None:
        """Learn what may be asked for."""
        self.scene.take_listed(listed)
        self.show()

    def take_progress(self, progress: Progress) -> None:
        """Search again once everything is read."""
        before, self.scene.progress = self.scene.progress, progress
        if progress.is_over and before is not None and (before.behind or not before.is_over):
            self.scene.forget_previews(bool)
            self._ask_again()
        if progress.is_over and progress.behind and progress.reason:
            self.set_timer(AGAIN_SECONDS, self.read_shelf)
        self.show()

    def take_results(self, words: str, answer: Results | BadQuery) -> None:
        """Show what was found."""
        self.scene.take(words, answer)
        self.show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as the words are typed."""
        if event.value != self.scene.typed:
            self.scene.type(event.value)
            self._ask_again()
            self.show()

    def on_input_submitted(self) -> None:
        """Open the briefing at the hit."""
        self.enter()

    def on_descendant_focus(self) -> None:
        """A click into the line to type in lets the keys go there."""
        self.scene.focus("prompt")
        self.show()

    # What the registry's actions ask

    def focus_part(self, at: int) -> None:
        """Let the keys go to a part; words are typed only where the line to type in has them."""
        if self.scene.parts_to_go[at] == "prompt" and self.prompt is not None:
            self.prompt.focus()
        else:
            self.set_focus(None)
        super().focus_part(at)

    def step(self, by: int) -> None:
        """A hit or line on or back; what is spoken is the row that one comes to."""
        if self.scene.is_single and self.is_typing and self.scene.count:
            self.focus_part(1)
        else:
            super().step(by)

    def cycle(self, by: int) -> None:
        """Complete what is typed, where it may go on; else to the next part."""
        if by > 0 and self.is_typing and self.scene.completions:
            self.click("complete", "0")
        else:
            super().cycle(by)

    def enter(self) -> None:
        """Open the briefing at the entry."""
        hit = self.scene.selected
        if hit is not None:
            self.open_at(Path(hit.path), hit.entry or None)

    def chosen(self) -> Chosen:
        """What is searched for; without any words, nothing."""
        words = self.scene.typed.strip()
        return Chosen((), f"what “{words}” finds", words)

    def escape(self) -> None:
        """Back to the line to type in; from there out."""
        if self.is_typing:
            self.leave()
        else:
            self.focus_part(0)

    def back(self) -> None:
        """Out of the search."""
        self.leave()

    def find(self) -> None:
        """Type on."""
        self.focus_part(0)

    def search_for(self, words: str) -> None:
        """Search for other words."""
        if self.prompt is not None:
            self.prompt.value = words
            self.prompt.cursor_position = len(words)
        self.focus_part(0)

    def click(self, kind: str, name: str) -> None:
        """Do what is clicked in the frame: a field, or what the last word may go on to be."""
        offered = self.scene.completions
        if kind == "field":
            self.search_for(self.scene.with_field(name))
        elif kind == "complete" and int(name) < len(offered):
            self.search_for(offered[int(name)].query)
        else:
            super().click(kind, name)
