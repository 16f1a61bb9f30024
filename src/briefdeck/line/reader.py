"""A briefing read by line: the state and actions of the interface, answered in words."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefdeck.draw.lines import Line
from briefdeck.library.folders import Folders
from briefdeck.library.state import ReadingState, load_state, remember_opened, save_state
from briefdeck.line import said
from briefdeck.line.talk import Talk
from briefdeck.loader import Loaded, load
from briefdeck.model.problem import Problem
from briefdeck.reading import state
from briefdeck.reading.actions import BY_ID, finding, following, moving, timing
from briefdeck.reading.actions.hints import hints
from briefdeck.reading.actions.reader import CHANGED, Also, Choice, ValueT
from briefdeck.reading.deck import Deck
from briefdeck.reading.filewatch import signature
from briefdeck.reading.find import FindIndex
from briefdeck.reading.memory import kept_state, recalled
from briefdeck.reading.own import Own, changes_sentence, look
from briefdeck.reading.palette import ThemeName
from briefdeck.reading.scene import Scene
from briefdeck.reading.settings import Settings
from briefdeck.reading.spoken import in_words
from briefdeck.reading.verifying import Verifying, copies_seen, problems_of
from briefdeck.terminal.browser import IN_TERMINAL
from briefdeck.terminal.launch import wait_for

if TYPE_CHECKING:
    from briefdeck.evidence.verdicts import Verification

PROMPTS = {"find": "Words to find> ", "date": "A date (2008, 2008-06, 2008-06-30)> "}
PATIENCE = 0.1
"""Seconds that an answer waits at most for what is known of quotations."""
NOTE_PROMPT = "A line to add, Enter for none, - to take the note away> "


class Desk(Protocol):
    """What else is open, and what can be opened."""

    folders: Folders
    settings: Settings

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Open a briefing; give why it cannot be read, or nothing."""

    def open_briefings(self) -> Sequence[Choice[Callable[[], None]]]:
        """The briefings that are open, each with what goes to it."""

    def has_below(self, reader: "LineReader") -> bool:
        """Whether another briefing is open below."""

    def leave(self, reader: "LineReader") -> None:
        """Close a briefing."""

    def leave_all(self) -> None:
        """Close everything."""

    def choose_briefing(self) -> None:
        """Let the reader choose from the library."""

    def search_library(self, words: str) -> None:
        """Search all briefings, and let the reader choose among what is found."""


class LineReader:
    """Reads one briefing by line; the registry's actions take it for their reader.

    `words`: what was typed after an action's name; `links`: where those of the text lead that was
    said last; `rows_said`: up to where the list was said; `is_asked`: whether the place was asked
    for by its name or number, so that it is said even where the reader is there already.
    """

    def __init__(self, loaded: Loaded, desk: Desk, talk: Talk, *, at: str | None = None) -> None:
        self.desk = desk
        self.talk = talk
        self.folders = desk.folders
        self._kept: ReadingState = load_state(loaded.id, self.folders)
        deck = Deck(loaded)
        self.scene = Scene(deck, recalled(deck, self._kept, at=at), hints, is_single=True)
        self.own = Own()
        self.newest = loaded
        self.pressed = ""
        self.words = ""
        self.links: tuple[str, ...] = ()
        self.rows_said = 0
        self.is_asked = False
        self._index: FindIndex | None = None
        self._signature = signature(loaded.path) if loaded.path else None
        with suppress(OSError, TimeoutError):
            self.own.take(look(loaded, self.folders), loaded)
        self._verify()

    @property
    def deck(self) -> Deck:
        """The briefing."""
        return self.scene.deck

    @property
    def reading(self) -> state.Reading:
        """Where the reader is."""
        return self.scene.reading

    @property
    def is_in_overview(self) -> bool:
        """Whether the reader is in the overview, where numbers are sections."""
        return self.scene.section == "overview" and not self.reading.is_finding

    @property
    def position(self) -> int:
        """Where the present entry stands in the present list; -1 where it does not."""
        listed, entry = self.scene.listed, self.reading.place.entry or ""
        return listed.index(entry) if entry in listed else -1

    # Where the reader has come to

    def begin(self) -> None:
        """Say what is open, and where the reader is in it."""
        if not self.is_in_overview:
            self.talk.say(self.deck.title)
        self._say_place(is_new_list=True)
        self._say_first_error()
        looked = self.own.looked
        if looked is not None and looked.changes:
            self.say(f"{changes_sentence(looked.changes, looked.since)}; D lists them.")

    def say_change(self, before: state.Reading) -> None:
        """Say the place that the reader has come to, if it is another than before.

        Coming back, a list is known already.
        """
        after = self.reading
        is_asked, self.is_asked = self.is_asked, False
        is_return = len(after.back) < len(before.back)
        if is_asked or _place(after) != _place(before):
            is_other = not is_return and _list(after) != _list(before)
            self._say_place(is_new_list=is_asked or is_other)

    def _say_place(self, *, is_new_list: bool) -> None:
        scene, place = self.scene, self.reading.place
        looked, width = self.own.looked, self.talk.width
        self.links = ()
        if place.entry and place.focus == "reader":
            self._say_page(said.entry_page(self.deck, place.entry, width, looked))
        elif self.is_in_overview:
            text = said.overview(scene, width, looked) if is_new_list else said.sections(scene)
            self.talk.say(text)
        elif not scene.listed:
            self.say("Nothing here passes the filter; out shows everything.")
        elif is_new_list:
            self.say_rows(0)
        else:
            self.talk.say(said.row(scene, max(0, self.position), width))

    def say_rows(self, first: int) -> None:
        """Some rows of the present list from a position on."""
        self.talk.say(said.listing(self.scene, first, self.talk.width))
        self.rows_said = first + said.ROWS

    def _say_page(self, page: said.Page) -> None:
        self.links = page.links
        self.talk.say(page.text)

    def remember(self) -> None:
        """Keep the place, and what the briefing now says; where that fails, only that is lost."""
        loaded = self.deck.loaded
        self.own.end(loaded, self.folders)
        kept = kept_state(self.reading, theme=self._kept.theme, sizes=self._kept.sizes)
        with suppress(OSError):
            save_state(loaded.id, kept, self.folders)
            if loaded.path is not None:
                remember_opened(loaded.id, str(loaded.path), self.folders)

    # What is in the copies of its sources

    def _verify(self) -> None:
        """Begin to find out what of the briefing is in the copies, without anybody waiting."""
        begun = self._verifying = Verifying(self.deck.loaded, self.folders.cache)
        self._known: list[Verification] = []
        begun.begin(self._known.append, lambda: self._verifying is not begun)

    def look_at_copies(self) -> None:
        """Take what is known of quotations by now; verify again if a copy is another file.

        What is said is not said again when more is known, so that it waits a moment for that.
        """
        if self._verifying.copies != copies_seen(self.deck.loaded):
            self._verify()
        self._verifying.has_begun.wait(PATIENCE)
        if self._known:
            self.deck.take_verification(self._known[-1])

    # The file

    def look_at_file(self) -> None:
        """Read a changed file again, at the same place; a broken one leaves the last good text."""
        path = self.deck.loaded.path
        found = signature(path) if path is not None else None
        if path is None or found == self._signature:
            return
        self._signature = found
        if found is None:
            self.say("The file is no longer there; this is what it last said.")
            return
        loaded = load(path)
        if loaded.text != self.newest.text:
            self.take_file(loaded)

    def take_file(self, loaded: Loaded, said: str = CHANGED) -> None:
        """Take a changed file's text at the same place, and say so."""
        self.newest = loaded
        if loaded.briefing is None or loaded.is_unreadable:
            self.say("The saved file is broken; this is what it last said.")
        else:
            before = self.reading
            self.scene.take_deck(Deck(loaded))
            self._index = None
            self._verify()
            self.links = ()
            self.go(state.reloaded(before, self.deck.ids, self.deck.links.entries))
            self.say(said)
            self._say_place(is_new_list=_list(self.reading) != _list(before))
        self._say_first_error()

    def _say_first_error(self) -> None:
        errors = self.newest.errors
        if errors:
            first = next((problem for problem in errors if problem.rule == "syntax"), errors[0])
            line = f"Line {first.place.line}: " if first.place else ""
            self.say(f"{line}{first.message} ! lists all that is wrong.")

    # What the registry's actions ask of a reader

    def go(self, reading: state.Reading) -> None:
        """Take on a new state; it is said once the action is done."""
        if reading.place.focus == "reader":
            reading = state.read(reading, reading.place.entry)
        self.scene.reading = reading

    def say(self, text: str, *, is_warning: bool = False) -> None:  # noqa: ARG002  # words say it
        """Say a sentence."""
        self.talk.say(in_words(text))

    def choose(
        self, title: str, choices: Sequence[Choice[ValueT]], then: Callable[[ValueT], object]
    ) -> None:
        """Let the reader choose, and then do something with what was chosen."""
        self.talk.choose(title, choices, then)

    def ask(self, kind: state.PromptKind, placeholder: str = "", value: str = "") -> None:  # noqa: ARG002
        """Ask for words, and give them to the action of that prompt."""
        words = self.words or self.talk.ask(PROMPTS[kind])
        if not words:
            self.say("Nothing is asked for.")
        elif kind == "date":
            timing.go_to_date(self, words)
        else:
            self._find(words)

    def _find(self, words: str) -> None:
        if self._index is None:
            self._index = FindIndex(self.deck)
        found = self._index.search(words)
        if found.hits:
            self.go(state.find(state.end_find(self.reading), words, found.hits))
        else:
            self.say(found.advice or f"Nothing is found for {words}.")

    def read_text(
        self,
        title: str,
        lines_of: Callable[[int], Sequence[Line]],
        also: Sequence[Also] = (),  # noqa: ARG002  # an action of its own, which has a name
        then: Callable[[str], object] | None = None,  # noqa: ARG002  # links lead to entries here
    ) -> None:
        """Say a text; its links have numbers."""
        page = said.lines_page(lines_of(self.talk.width))
        self._say_page(said.Page(f"{title}\n\n{page.text}", page.links))

    def write_note(self, title: str, text: str, before: str, keep: Callable[[str], object]) -> None:
        """Add a line to the note, or take it away."""
        words = self.words
        if not words:
            self.talk.say(f"{title}\n{text}" if text else title)
            words = self.talk.ask(NOTE_PROMPT)
        if words == "-":
            keep("")
        elif words:
            keep(f"{text}\n{words}" if text else words)
        elif text != before:
            keep(text)
        else:
            self.say("The note is as it was.")

    def compare_with(self, path: Path) -> None:
        """Say what another briefing and this one have of each other."""
        from briefdeck.document.comparison import compare
        from briefdeck.document.comparison_document import comparison_document
        from briefdeck.output.plain import render

        other = load(path)
        if other.briefing is None:
            self.say(f"{other.name} cannot be read any more.")
            return
        drawn = comparison_document(compare(self.deck.loaded, other))
        self.talk.say(render(drawn, width=self.talk.width))

    def copy_text(self, text: str, what: str) -> None:
        """Give a text to the clipboard by a program, or to a file; never by control codes."""
        from briefdeck.terminal.clipboard import copy

        self.say(copy(text, what, folder=self.folders.state, send=None).sentence)

    def run_outside(self, command: Sequence[str]) -> str:
        """Let another program have the terminal; give what went wrong, or nothing.

        A browser or a pager that would draw on it is only started where the reader asks for it.
        """
        name = os.path.basename(command[0])
        is_asked_for = any(name in os.environ.get(each, "") for each in ("BROWSER", "PAGER"))
        if name in {*IN_TERMINAL, "less"} and not is_asked_for:
            return f"{name} would draw on the terminal."
        return wait_for(command)

    def problems(self) -> Sequence[Problem]:
        """What is wrong or doubtful in the file as it is now."""
        is_shown = self.newest is self.deck.loaded
        return problems_of(self.newest, self.deck.verification if is_shown else None)

    def show_help(self) -> None:
        """Say what can be typed."""
        from briefdeck.line.help import help_text

        self.talk.say(help_text(self.desk.settings.keymap, self.talk.width))

    def perform(self, name: str, key: str = "") -> None:
        """Do an action as on a screen."""
        self.pressed = key
        BY_ID[name].do(self)

    def back(self) -> None:
        """To where one came from, at last to the overview."""
        if self.reading.back or self.reading.is_finding or self.has_below:
            following.go_back(self)
        else:
            moving.open_section(self, "overview")

    def escape(self) -> None:
        """Out of a search, a filter or a text."""
        following.get_out(self)

    def find(self) -> None:
        """Ask for words."""
        finding.ask_to_find(self)

    def choose_filter(self) -> None:
        """Choose what the lists show."""
        finding.choose_filter(self)

    # What else is open

    @property
    def has_below(self) -> bool:
        """Whether another briefing is open below this one."""
        return self.desk.has_below(self)

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Open a briefing; give why it cannot be read, or nothing."""
        return self.desk.open_briefing(path, at=at)

    def open_briefings(self) -> Sequence[Choice[Callable[[], None]]]:
        """The briefings that are open."""
        return self.desk.open_briefings()

    def open_library(self) -> None:
        """Let the reader choose from the library."""
        self.desk.choose_briefing()

    def open_search(self, words: str = "") -> None:
        """Search all briefings."""
        self.desk.search_library(words or self.words)

    def leave(self) -> None:
        """Close the briefing."""
        self.desk.leave(self)

    def leave_all(self) -> None:
        """Close everything."""
        self.desk.leave_all()

    # What needs a screen: the actions that ask for it are refused before they do

    @property
    def theme_name(self) -> ThemeName:
        """No theme is seen; the one that is remembered stays."""
        return self.desk.settings.theme

    def selected_text(self) -> str:
        """Nothing can be selected."""
        return ""

    def set_theme(self, name: ThemeName) -> None:
        """Nothing has colours."""

    def widen(self, by: int) -> None:
        """Nothing has a width."""

    def show_palette(self) -> None:
        """Everything has a name that can be typed."""


def _place(reading: state.Reading) -> tuple[object, ...]:
    """What has to be said anew when it changes."""
    place = reading.place
    return (place.section, place.entry, place.focus, _list(reading))


def _list(reading: state.Reading) -> tuple[object, ...]:
    """What makes the present list another one."""
    section = "" if reading.is_finding else reading.place.section
    return (section, reading.is_finding, reading.hits, reading.filters)
