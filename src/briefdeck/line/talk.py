"""Talking at a prompt: texts said in screenfuls, lines asked for, choices by number."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from briefdeck.line.typed import DIGITS
from briefdeck.reading.actions.reader import Choice, ValueT
from briefdeck.reading.spoken import SIGN_WORDS, without_drawing

MORE = "More, {} of {} lines> "
LEAVING = frozenset({"", "q", "b", "quit", "back"})
"""What leaves a question unanswered."""


class Terminal(Protocol):
    """Where lines are read and written."""

    width: int

    @property
    def height(self) -> int:
        """Its rows; 0 where it has none, as a pipe or a file."""

    def write(self, text: str) -> None:
        """Write a text."""

    def read(self, prompt: str) -> str:
        """Ask for a line; EOFError where no more come, KeyboardInterrupt on Ctrl+C."""


class Talk:
    """What is said, and what is asked. `count`: how many texts have been said."""

    def __init__(self, terminal: Terminal) -> None:
        self.width = terminal.width
        self.count = 0
        self._terminal = terminal
        self._typed_ahead = ""

    def say(self, text: str) -> None:
        """Say a text; on a terminal in screenfuls. What is typed between them is done next."""
        self.count += 1
        lines = [f"{line}\n" for line in without_drawing(text).removesuffix("\n").split("\n")]
        room = self._terminal.height - 1
        if room < 1 or len(lines) <= room:
            self._terminal.write("".join(lines))
            return
        for first in range(0, len(lines), room):
            self._terminal.write("".join(lines[first : first + room]))
            said = first + room
            if said >= len(lines):
                return
            answer = self._terminal.read(MORE.format(said, len(lines))).strip()
            if answer:
                self._typed_ahead = "" if answer == "q" else answer
                return

    def ask(self, prompt: str) -> str:
        """Ask for a line, unless one was typed between two screenfuls."""
        line, self._typed_ahead = self._typed_ahead, ""
        return line or self._terminal.read(without_drawing(prompt)).strip()

    def choose(
        self, title: str, choices: Sequence[Choice[ValueT]], then: Callable[[ValueT], object]
    ) -> None:
        """Say what there is to choose from, and ask for a number or for words of a title.

        Other words are done next, as if nothing had been asked.
        """
        self.say("\n".join([f"{title}:\n", *_numbered(choices)]))
        while True:
            answer = self.ask(f"1 to {len(choices)}, words, or Enter for none> ")
            found = _fitting(answer, choices)
            if answer in LEAVING:
                self.say("Nothing is chosen.")
                return
            if len(found) == 1:
                then(found[0].value)
                return
            if found:
                self.say(f"{len(found)} of these have {answer}.")
            elif not answer.isdecimal():
                self._typed_ahead = answer
                return


def _numbered(choices: Sequence[Choice[ValueT]]) -> Iterator[str]:
    for place, each in enumerate(choices, 1):
        note = "" if each.note in SIGN_WORDS else each.note
        words = ", ".join(filter(None, [each.title, note]))
        yield f"{place}. {words}{' (on)' if each.is_on else ''}"


def _fitting(answer: str, choices: Sequence[Choice[ValueT]]) -> list[Choice[ValueT]]:
    """The choices that an answer fits: by number, else by words of their titles."""
    if answer.isdecimal():
        number = int(answer[:DIGITS])
        return list(choices[number - 1 : number]) if number else []
    wanted = answer.casefold()
    same = [each for each in choices if each.title.casefold() == wanted]
    return same or [each for each in choices if wanted in each.title.casefold()]
