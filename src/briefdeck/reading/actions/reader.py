"""Whoever acts: what the actions may ask of a screen, or of a reader by line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from msgspec import Struct

from briefdeck.draw.lines import Line
from briefdeck.library.folders import Folders
from briefdeck.loader import Loaded
from briefdeck.model.problem import Problem
from briefdeck.reading import state
from briefdeck.reading.deck import Deck
from briefdeck.reading.own import Own
from briefdeck.reading.palette import ThemeName
from briefdeck.reading.scene import Scene

ValueT = TypeVar("ValueT")
CHANGED = "The file has changed; this is its new text."


class Choice(Struct, Generic[ValueT], frozen=True):
    """Something to choose, and what it means to the program.

    `note` stands at the right; `is_on`: None is not a switch. It is found by its `words`, its
    `sentence` and the `verb` of the command line that does the same, too. `name` is its own among
    all. `preview` shows what it would look like.
    """

    value: ValueT
    title: str
    note: str = ""
    is_on: bool | None = None
    words: str = ""
    name: str = ""
    sentence: str = ""
    verb: str = ""
    preview: Callable[[], object] | None = None


class Also(NamedTuple):
    """One more thing that a key does in a window: the key, words for its foot, what it does.

    It is done with the target of the link that is marked, else of the first in sight, if any is.
    stays: the window stays open, and shows what it gives, a sentence, in its foot; else it is
    closed first.
    """

    key: str
    words: str
    do: Callable[[str | None], object]
    stays: bool = False


class Anyone(Protocol):
    """Whoever looks at anything: a briefing, the library, the results of a search."""

    @property
    def theme_name(self) -> ThemeName:
        """The present theme."""

    @property
    def folders(self) -> Folders:
        """Where the reader's files are."""

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something, until the next key."""

    def choose(
        self,
        title: str,
        choices: Sequence[Choice[ValueT]],
        then: Callable[[ValueT], object],
    ) -> None:
        """Let the reader choose, and then do something with what was chosen."""

    def perform(self, name: str, key: str = "") -> None:
        """Do an action."""

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in a theme."""

    def widen(self, by: int) -> None:
        """Make the list wider, or narrower."""

    def show_help(self) -> None:
        """Show the keys."""

    def show_palette(self) -> None:
        """Let the reader choose among everything."""

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Open a briefing; give why it cannot be read, or nothing."""

    def open_library(self) -> None:
        """Open the library."""

    def open_search(self, words: str = "") -> None:
        """Search the texts of all briefings."""

    def leave(self) -> None:
        """Leave what is open here."""

    def leave_all(self) -> None:
        """Leave everything."""


class Reader(Anyone, Protocol):
    """Whoever reads a briefing."""

    own: Own
    pressed: str

    @property
    def scene(self) -> Scene:
        """What is shown."""

    @property
    def deck(self) -> Deck:
        """The briefing."""

    @property
    def reading(self) -> state.Reading:
        """Where the reader is."""

    @property
    def has_below(self) -> bool:
        """Whether something is open below the briefing, to come back to."""

    def go(self, reading: state.Reading) -> None:
        """Take on a new state and show it."""

    def ask(self, kind: state.PromptKind, placeholder: str = "", value: str = "") -> None:
        """Ask for words, which the action of that prompt takes."""

    def read_text(
        self,
        title: str,
        lines_of: Callable[[int], Sequence[Line]],
        also: Sequence[Also] = (),
        then: Callable[[str], object] | None = None,
    ) -> None:
        """Show a text to scroll, whose links lead to entries; or to what `then` does with them."""

    def write_note(self, title: str, text: str, before: str, keep: Callable[[str], object]) -> None:
        """Let the reader write; `keep` is called with the text, if it differs from `before`."""

    def compare_with(self, path: Path) -> None:
        """Lay the briefing of a file beside the present one."""

    def selected_text(self) -> str:
        """What is selected with the mouse, which is no longer selected then."""

    def copy_text(self, text: str, what: str) -> None:
        """Give a text to the clipboard, and say what it was."""

    def run_outside(self, command: Sequence[str]) -> str:
        """Lend the terminal to another program; give what went wrong, or nothing."""

    def open_briefings(self) -> Sequence[Choice[Callable[[], None]]]:
        """The briefings that are open, each with what shows it."""

    def take_file(self, loaded: Loaded, said: str = CHANGED) -> None:
        """Go on with the briefing's file as it now is, at the same place, and say so."""

    def problems(self) -> Sequence[Problem]:
        """What is wrong or doubtful in the file as it is now."""
