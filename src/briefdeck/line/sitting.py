"""One sitting by line: the briefings that are open, and what can be opened."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.library.folders import Folders
from briefdeck.library.newer import newer_lists
from briefdeck.line import said
from briefdeck.line.doing import answer
from briefdeck.line.reader import LineReader
from briefdeck.line.talk import Talk, Terminal
from briefdeck.loader import Loaded, load
from briefdeck.reading.actions.reader import Choice
from briefdeck.reading.settings import read_settings, warning_of
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    from briefdeck.library.search import Hit

MOST_FOUND = 20
"""Matches in the library that are said."""


class Sitting:
    """The briefings that are open, the last on top."""

    def __init__(self, terminal: Terminal, folders: Folders) -> None:
        self.folders = folders
        self.settings = read_settings(folders.config_file)
        self.talk = Talk(terminal)
        self._terminal = terminal
        self._open: list[LineReader] = []
        self._is_over = False

    def run(self, first: Loaded | None, *, at: str | None = None) -> None:
        """Read until the reader leaves or no more lines come; places are remembered."""
        problems = (*self.folders.problems, *self.settings.problems, *newer_lists(self.folders))
        if problems:
            self.talk.say(warning_of(problems))
        try:
            self._begin(first, at)
            while self._open and not self._is_over:
                self._turn()
        except EOFError:
            self._terminal.write("\n")
        finally:
            for reader in self._open:
                reader.remember()

    def _begin(self, first: Loaded | None, at: str | None) -> None:
        try:
            if first is None:
                self.choose_briefing()
            else:
                self._take(first, at)
        except KeyboardInterrupt:
            self._terminal.write("\n")

    def _turn(self) -> None:
        """One line of the reader, and what comes of it. Ctrl+C gives it up."""
        reader = self._open[-1]
        try:
            reader.look_at_file()
            answer(reader, self.talk.ask(f"{said.place_words(reader.scene)}> "))
        except KeyboardInterrupt:
            self._terminal.write("\n")

    def _take(self, loaded: Loaded, at: str | None) -> None:
        self._open.append(LineReader(loaded, self, self.talk, at=at))
        self._open[-1].begin()

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Open a briefing, or go to it where it is open; give why it cannot be read, or nothing."""
        same = [reader for reader in self._open if reader.deck.loaded.path == path]
        if same and at is None:
            self._show(same[0])
            return ""
        loaded = load(path)
        if loaded.briefing is None:
            wrong = f"{loaded.name} cannot be read; `briefdeck check` says why."
            self.talk.say(wrong)
            return wrong
        for reader in same:
            reader.remember()
            self._open.remove(reader)
        self._take(loaded, at)
        return ""

    def _show(self, reader: LineReader) -> None:
        self._open.remove(reader)
        self._open.append(reader)
        reader.begin()

    def open_briefings(self) -> Sequence[Choice[Callable[[], None]]]:
        """The briefings that are open, each with what goes to it."""

        def going_to(reader: LineReader) -> Callable[[], None]:
            return lambda: self._show(reader)

        return [Choice(going_to(each), each.deck.title) for each in reversed(self._open)]

    def has_below(self, reader: LineReader) -> bool:
        """Whether another briefing is open below."""
        return self._open[0] is not reader

    def leave(self, reader: LineReader) -> None:
        """Close a briefing; what was open before it is there again."""
        reader.remember()
        self._open.remove(reader)
        if self._open:
            self._open[-1].begin()

    def leave_all(self) -> None:
        """Close everything."""
        self._is_over = True

    def choose_briefing(self) -> None:
        """Let the reader choose from the library."""
        from briefdeck.library.shelf import listing

        cards = [card for card in listing(self.folders) if card.title and card.hidden_by is None]
        choices = [Choice(Path(card.path), visible(card.title)) for card in cards]
        self.talk.choose("Library", choices, self.open_briefing)

    def search_library(self, words: str) -> None:
        """Search all briefings, and let the reader choose among what is found."""
        from briefdeck.library.query import BadQuery
        from briefdeck.library.search import search

        words = words or self.talk.ask("Words to search all briefings for> ")
        if not words:
            return
        results = search(words, MOST_FOUND, places=self.folders)
        if isinstance(results, BadQuery):
            self.talk.say(f"{results.message} {results.remedy}")
        elif not results.hits:
            self.talk.say(f"Nothing matches. {results.advice}")
        else:
            choices = [Choice(hit, hit.label, f"{hit.kind}, {hit.title}") for hit in results.hits]
            self.talk.choose(f"Found {results.total}", choices, self._open_hit)

    def _open_hit(self, hit: "Hit") -> None:
        self.open_briefing(Path(hit.path), at=hit.entry or None)
