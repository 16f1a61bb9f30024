"""The reading screen as its commands see it: briefing, file, prompt, and requests."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.draw.lines import Span
from briefdeck.text.words import counted
from briefdeck.tui import state
from briefdeck.tui.deck import Deck
from briefdeck.tui.own import Own, changes_sentence
from briefdeck.tui.screens.stage import Stage
from briefdeck.tui.settings import actions_by_key, warning_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefdeck.draw.lines import Line
    from briefdeck.loader import Loaded
    from briefdeck.model.problem import Problem
    from briefdeck.tui.desk import Desk
    from briefdeck.tui.find import FindIndex
    from briefdeck.tui.letters import Letters
    from briefdeck.tui.own import Looked
    from briefdeck.tui.page import Page
    from briefdeck.tui.palette import ThemeName
    from briefdeck.tui.settings import Settings
    from briefdeck.tui.widgets.choices import Choice

JUMP = "Press a letter to follow it; Esc to leave."
WATCH_SECONDS = 0.08
OWN_SECONDS = 0.15
FOLD_SECONDS = 0.05
FOLD_ENTRIES = 150
"""Entries that are made ready to search at a time: about 4 ms of work."""


class ReadingScreen(Stage):
    """Sections, list, reader and ribbon of one briefing."""

    def __init__(self, deck: Deck, settings: Settings, reading: state.Reading) -> None:
        super().__init__(deck, settings, reading)
        self.newest = deck.loaded
        self.warning = self._warning_of(deck.loaded)
        self.pressed = ""
        self._actions = actions_by_key(settings.keymap)
        self._letters: Letters | None = None
        self._lettered: Page | None = None
        self._find_index: FindIndex | None = None
        self.own = Own()

    def on_mount(self) -> None:
        """Watch the file."""
        if self.deck.loaded.path is not None:
            from briefdeck.tui.filewatch import FileWatch

            self._watch = FileWatch(self.deck.loaded.path)
            self.set_interval(WATCH_SECONDS, self._look_at_file)
        if self is self.briefdeck.first_screen and self.briefdeck.folders.problems:
            self.say(warning_of(self.briefdeck.folders.problems), is_warning=True)
        self._say_first_error()
        self.set_timer(OWN_SECONDS, self._look_for_own)
        self._folding = self.set_interval(FOLD_SECONDS, self._fold_more)

    def _look_for_own(self) -> None:
        """Look for the reader's notes, and for what has changed since it was last read."""
        self.own.begin(
            self.deck.loaded,
            self.briefdeck.folders,
            partial(self.call_later, self._take_own, self.deck),
        )

    def _take_own(self, deck: Deck, looked: Looked) -> None:
        self.own.take(looked, deck.loaded)
        if looked.notes.marks or looked.changes:
            self.show_own()
        if looked.changes and not self.message:
            self.say(f"{changes_sentence(looked.changes, looked.since)}; D shows")

    def show_own(self) -> None:
        """Show the reader's own signs and notes as they are now."""
        self.forget_pages()
        self.list_pane.changed()
        self.show()

    def own_signs(self, entry_id: str) -> Line:
        """The reader's own signs in an entry's row."""
        return self.own.signs(entry_id)

    def own_lines(self, entry_id: str, width: int) -> Iterator[Line]:
        """The reader's own note under an entry's page."""
        return self.own.lines(entry_id, width)

    @property
    def briefdeck(self) -> Desk:
        """The app of this screen."""
        return self.app  # type: ignore[return-value]  # no other app has this screen

    def _fold_more(self) -> None:
        """Make the texts to search while nobody waits for them."""
        if self.find_index.advance(FOLD_ENTRIES):
            self._folding.stop()

    def take_choice(self, value: str | None) -> None:
        """Do what was chosen in a window over the screen; None where nothing was."""
        raise NotImplementedError

    def begin_jump(self, letters: Letters) -> None:
        """Show letters at links and wait for one, as long as their page is shown."""
        self._letters, self._lettered = letters, self.reader_pane.page
        self.reader_pane.show_letters(letters.shown)
        self.say(JUMP)

    def end_jump(self) -> None:
        """Wait for no letter any more."""
        self._letters = self._lettered = None
        self.reader_pane.show_letters({})
        if self.message == (Span(JUMP, "text"),):
            self.say("")

    def _show_parts(self) -> None:
        super()._show_parts()
        is_shown = "reader" in self.places and self.reader_pane.page is self._lettered
        if self._letters is not None and not is_shown:
            self.end_jump()

    # Requests

    def select_entry(self, entry_id: str) -> None:
        """Move the list's cursor to an entry."""
        section = self.deck.section_of(entry_id) if self.reading.is_finding else self.section
        self.go(state.select(self.reading, entry_id, section=section))

    def show_in_section(self, entry_id: str) -> None:
        """Select an entry in its own section."""
        name = self.deck.section_of(entry_id)
        reading = state.choose_section(self.reading, name, self.ids_of(name))
        self.go(state.select(reading, entry_id))

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in another theme."""
        self.theme_name = name
        for part in self.parts():
            part.theme_name = name
            part.refresh()
        self.briefdeck.use_theme(name)

    def leave(self) -> None:
        """Leave the briefing: for the library if it was opened there, else for the shell."""
        self.briefdeck.leave_screen(self)

    def open_prompt(self, kind: str, placeholder: str = "", value: str = "") -> None:
        """Ask for words in the footer."""
        from briefdeck.tui.widgets.prompt import Prompt

        self.close_prompt()
        self.prompt = Prompt(kind, placeholder, value)
        self.places["prompt"] = self.prompt_box()
        self.mount(self.prompt)
        self.prompt.focus()
        self.show_footer()

    def close_prompt(self) -> None:
        """Take the prompt away."""
        if self.prompt is not None:
            prompt, self.prompt = self.prompt, None
            self.places.pop("prompt", None)
            self.set_focus(None)
            prompt.remove()

    @property
    def find_index(self) -> FindIndex:
        """The texts to search, folded when first asked for."""
        if self._find_index is None:
            from briefdeck.tui.find import FindIndex

            self._find_index = FindIndex(self.deck)
        return self._find_index

    def choose(self, title: str, choices: Sequence[Choice]) -> None:
        """Let the reader choose; what is chosen is done by `take_choice`."""
        from briefdeck.tui.screens.choosing import ChoosingScreen

        self.app.push_screen(ChoosingScreen(title, choices, self.theme_name), self.take_choice)

    # The file and the terminal

    def _look_at_file(self) -> None:
        """Read the file again once it has changed and then stood still for a moment.

        Say so when it is gone.
        """
        if self._watch.has_vanished():
            self.warning = "the file is gone"
            self.show()
            self.say("The file is no longer there; this is what it last said.", is_warning=True)
        elif self._watch.has_settled():
            self.run_worker(
                self._read_again, thread=True, exclusive=True, group="file", exit_on_error=False
            )

    def _read_again(self) -> None:
        """Load the file; runs in a thread."""
        from briefdeck.loader import load

        assert self.deck.loaded.path is not None, "only a file is watched"
        loaded = load(self.deck.loaded.path)
        self.app.call_from_thread(self.take_file, loaded)

    def take_file(self, loaded: Loaded) -> None:
        """Show a changed file at the same place.

        A broken one leaves the last good view, and says what is wrong.
        """
        self.warning = self._warning_of(loaded)
        if loaded.text == self.newest.text:
            self.show()
            return
        self.newest = loaded
        if not _is_broken(loaded):
            self.deck = Deck(loaded)
            self._find_index = None
            self.forget()
            self.go(state.reloaded(self.reading, self.ids_of))
            self.say("The file has changed; this is its new text.")
        else:
            self.show()
        self._say_first_error()

    @staticmethod
    def _warning_of(loaded: Loaded) -> str:
        """What stands in the header of a file in which something is wrong."""
        errors = len(loaded.errors)
        if _is_broken(loaded):
            return "the saved file is broken"
        return counted(errors, "error") if errors else ""

    def _say_first_error(self) -> None:
        """The first error of the file, what keeps it from being read before anything else."""
        errors = self.newest.errors
        if errors:
            first = next((problem for problem in errors if problem.rule == "syntax"), errors[0])
            line = f"line {first.place.line}: " if first.place else ""
            self.say(f"{line}{first.message}  (! shows all)", is_warning=True)

    @property
    def state_folder(self) -> Path:
        """Where the interface may write."""
        from briefdeck.library.folders import folders

        return folders().state

    def terminal_writer(self) -> Callable[[str], None] | None:
        """What writes a control sequence to the terminal; nothing where there is none."""
        driver = self.app._driver  # noqa: SLF001  # Textual's own copy_to_clipboard does the same
        return driver.write if driver is not None and not self.app.is_headless else None

    def line_of(self, entry_id: str | None) -> int:
        """The line of the file on which an entry begins; the first for none."""
        entry = self.deck.entry(entry_id)
        if entry is None:
            return 1
        position = list(getattr(self.deck.briefing, entry.table)).index(entry)
        return self.deck.loaded.place((entry.table, position)).line

    def run_outside(self, command: Sequence[str]) -> None:
        """Lend the terminal to another program, and say what went wrong."""
        wrong = self.briefdeck.run_outside(command)
        self.say(wrong, is_warning=bool(wrong))

    def problems(self) -> Sequence[Problem]:
        """What is wrong or doubtful in the file as it is now."""
        from briefdeck.check import check

        return check(self.newest)


def _is_broken(loaded: Loaded) -> bool:
    """Whether a part of the file could not be read at all."""
    return loaded.briefing is None or (loaded.sound_text or loaded.text) != loaded.text
