"""A briefing on a screen: what it shows, and the file and the notes that may change below it."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from briefdeck.library.state import remember_opened, save_state
from briefdeck.reading import state
from briefdeck.reading.actions.reader import CHANGED
from briefdeck.reading.deck import Deck
from briefdeck.reading.memory import kept_state
from briefdeck.reading.opening import first_error, is_broken, warning_words
from briefdeck.reading.own import Own, changes_sentence
from briefdeck.reading.scene import Scene
from briefdeck.reading.verifying import Verifying, copies_seen, problems_of
from briefdeck.tui.screens.base import PartsScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefdeck.evidence.verdicts import Verification
    from briefdeck.library.folders import Folders
    from briefdeck.library.history import LastChange
    from briefdeck.loader import Loaded
    from briefdeck.model.problem import Problem
    from briefdeck.reading.elsewhere import Elsewhere
    from briefdeck.reading.find import FindIndex
    from briefdeck.reading.geometry import Box, Part
    from briefdeck.reading.own import Looked
    from briefdeck.reading.settings import Settings
    from briefdeck.reading.views.view import View

OWN_SECONDS = 0.15
VERIFY_SECONDS = 0.2
"""How long after opening what is known of quotations is asked for; and how long it waits to be
shown where the reader is about to press the letter of a link."""
FOLD_SECONDS = 0.05
FOLD_ENTRIES = 300
"""Entries that are made ready to search at a time: about 9 ms of work."""


class BriefingScreen(PartsScreen):
    """Shows the scene of a briefing, and keeps it to its file."""

    def __init__(self, scene: Scene, settings: Settings) -> None:
        super().__init__(settings)
        self.scene = scene
        self.newest = scene.deck.loaded
        self.own = Own()
        self._find_index: FindIndex | None = None
        self._verifying: Verifying | None = None

    @property
    def deck(self) -> Deck:
        """The briefing."""
        return self.scene.deck

    @property
    def reading(self) -> state.Reading:
        """Where the reader is."""
        return self.scene.reading

    def lay_out_parts(self, width: int, height: int) -> None:
        """Work out what every part shows in a size."""
        self.scene.below = self.briefdeck.below
        self.scene.lay_out(width, height)

    def shown_parts(self) -> Mapping[Part, tuple[Box, View]]:
        """What the parts show."""
        return self.scene.parts

    def all_places(self) -> Mapping[Part, Box]:
        """Where everything stands."""
        return dict(self.scene.places)

    def cursor_cell(self) -> tuple[int, int] | None:
        """The cell at which the terminal's cursor stands; None: in the line that is typed in."""
        return self.scene.cursor if self.prompt is None else None

    def go(self, reading: state.Reading) -> None:
        """Take on a new state and show it."""
        before = self.scene.reading.place.entry
        if reading.place.entry != before and reading.view is not None:
            from briefdeck.reading.times import revealed

            reading = revealed(self.scene.index, reading)
        if reading.place.focus == "reader":
            reading = state.read(reading, reading.place.entry)
        self.scene.reading = reading
        self.show()

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the footer, until the next key."""
        self.scene.reading = state.say(self.reading, text, is_warning=is_warning)
        self.show()

    def unsay(self) -> None:
        """Take away what was said; the footer is shown with whatever comes next."""
        if self.reading.message:
            self.scene.reading = state.say(self.reading, "")
            self.call_later(self.show)

    def problems(self) -> Sequence[Problem]:
        """What is wrong or doubtful in the file as it is now."""
        is_shown = self.newest is self.deck.loaded
        return problems_of(self.newest, self.deck.verification if is_shown else None)

    def keep(self, folders: Folders) -> None:
        """Remember the place, and what the briefing now says.

        A state folder that cannot be written costs only that.
        """
        loaded, scene = self.deck.loaded, self.scene
        self.own.end(loaded, folders)
        sizes = {"list": scene.list_width, "text": scene.measure}
        kept = kept_state(self.reading, theme=self.kept_theme, sizes=sizes)
        with suppress(OSError):
            save_state(loaded.id, kept, folders)
            if loaded.path is not None:
                remember_opened(loaded.id, str(loaded.path), folders)

    def on_screen_resume(self) -> None:
        """Where leaving leads to may be another place now, and a copy another file."""
        self.show()
        self.look_at_copies()

    # The file

    def on_mount(self) -> None:
        """Watch the file."""
        if self.deck.loaded.path is not None:
            from briefdeck.reading.filewatch import FileWatch

            self._watch = FileWatch(self.deck.loaded.path)
            self.set_timer(self._watch.pause, self._look_at_file)
        self.set_timer(OWN_SECONDS, self._look_for_own)
        self.set_timer(VERIFY_SECONDS, self._verify)
        self._folding = self.set_interval(FOLD_SECONDS, self._fold_more)

    def _look_for_own(self) -> None:
        """Look for the reader's notes, and for what has changed since it was last read."""
        take = partial(self.call_later, self._take_own, self.deck)
        self.own.begin(self.deck.loaded, self.folders, take)

    def _take_own(self, deck: Deck, looked: Looked) -> None:
        self.own.take(looked, deck.loaded)
        self.scene.own = self.own
        if looked.notes.marks or looked.changes:
            self.scene.forget_pages()
            self.show()
        if looked.changes and not self.reading.message:
            self.say(f"{changes_sentence(looked.changes, looked.since)}; D shows")
        threading.Thread(target=self._look_elsewhere, daemon=True).start()
        self._look_at_history()

    def _look_elsewhere(self) -> None:
        """Look for briefings that give values otherwise; runs in a thread."""
        from briefdeck.reading.elsewhere import elsewhere

        for found in elsewhere(self.deck.loaded, self.folders, lambda: not self.is_attached):
            self.call_later(self._take_elsewhere, found)

    def _take_elsewhere(self, found: tuple[Elsewhere, ...]) -> None:
        self.scene.elsewhere = found
        self.scene.forget_pages()
        self.show()

    def _look_at_history(self) -> None:
        """Find out who changed each entry last, without anybody waiting."""
        loaded = self.deck.loaded
        if loaded.path is not None:
            threading.Thread(target=self._read_history, args=(loaded,), daemon=True).start()

    def _read_history(self, loaded: Loaded) -> None:
        """Read git's history of the file; runs in a thread."""
        from briefdeck.library.history import last_changes

        assert loaded.path is not None, "only a file has a history"
        self.call_later(self._take_history, loaded, last_changes(loaded.path))

    def _take_history(self, loaded: Loaded, found: Mapping[str, LastChange]) -> None:
        if loaded is self.deck.loaded and found != self.scene.last_changes:
            self.scene.take_last_changes(found)
            self.show()

    # What is in the copies of its sources

    def look_at_copies(self) -> None:
        """Verify the quotations again if a copy is another file now."""
        before = self._verifying
        if before is not None and before.copies != copies_seen(self.deck.loaded):
            self._verify()

    def _verify(self) -> None:
        """Begin to find out what of the briefing is in the copies, without anybody waiting."""
        begun = self._verifying = Verifying(self.deck.loaded, self.folders.cache)

        def is_stopped() -> bool:
            return self._verifying is not begun or not self.is_attached

        begun.begin(partial(self.call_later, self._take_verification, begun), is_stopped)

    def _take_verification(self, begun: Verifying, found: Verification) -> None:
        if self._verifying is not begun or found == self.deck.verification:
            return
        if self.reading.letters is not None:
            # Laid out anew, the page would have other letters.
            again = partial(self._take_verification, begun, found)
            self.set_timer(VERIFY_SECONDS, again)
            return
        self.scene.take_verification(found)
        self.show()

    @property
    def find_index(self) -> FindIndex:
        """The texts to search, folded when first asked for."""
        if self._find_index is None:
            from briefdeck.reading.find import FindIndex

            self._find_index = FindIndex(self.deck)
        return self._find_index

    def _fold_more(self) -> None:
        """Make the texts to search while nobody waits for them."""
        if self.find_index.advance(FOLD_ENTRIES):
            self._folding.stop()

    def _look_at_file(self) -> None:
        """Read the file again once it has changed and then stood still for a moment.

        Say so when it is gone.
        """
        if self._watch.has_vanished():
            self.scene.warning = "the file is gone"
            self.say("The file is no longer there; this is what it last said.", is_warning=True)
        elif self._watch.has_settled():
            self.run_worker(
                self._read_again, thread=True, exclusive=True, group="file", exit_on_error=False
            )
        self.set_timer(self._watch.pause, self._look_at_file)

    def _read_again(self) -> None:
        """Load the file; runs in a thread."""
        from briefdeck.loader import load

        assert self.deck.loaded.path is not None, "only a file is watched"
        loaded = load(self.deck.loaded.path)
        known = next(Verifying(loaded, self.folders.cache).found(), None)
        self.app.call_from_thread(self.take_file, loaded, known=known)

    def take_file(
        self, loaded: Loaded, said: str = CHANGED, known: Verification | None = None
    ) -> None:
        """Show a changed file at the same place, and say so.

        A broken one leaves the last good view, and says what is wrong. known: what is known of its
        quotations already.
        """
        self.scene.warning = warning_words(loaded)
        if loaded.text == self.newest.text:
            self.show()
            return
        self.newest = loaded
        if is_broken(loaded):
            self.show()
        else:
            deck = Deck(loaded)
            if known is not None:
                deck.take_verification(known)
            self.scene.take_deck(deck)
            self._find_index = None
            self.go(state.reloaded(self.reading, self.deck.ids, self.deck.links.entries))
            self.say(said)
            self._verify()
            self._look_at_history()
        error = first_error(loaded)
        if error:
            self.say(error, is_warning=True)
        self._renew_top()

    def _renew_top(self) -> None:
        """Show anew what lies over the changed file, and may be about it."""
        from briefdeck.tui.screens.paging import TextScreen

        top = self.app.screen
        if isinstance(top, TextScreen):
            top.lay_out_anew()
        elif top is not self and isinstance(top, PartsScreen):
            top.show()  # its footer may say that it leads back here
