"""What a walk does next: keys, clicks, drags, the wheel, sizes, and changes of the file below it."""

import random
import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefdeck.library.folders import Folders
from briefdeck.library.notes import set_bookmark, set_note
from briefdeck.loader import load
from briefdeck.reading.actions import ACTIONS

SIZES: Final = (
    (160, 45), (120, 36), (100, 30), (99, 30), (80, 24), (60, 20), (40, 15), (200, 60), (20, 6),
)  # fmt: skip
LEFT_OUT: Final = frozenset({"edit", "open", "quit", "exit"})
"""What starts other programs, and what ends the walk."""
WALKED: Final = tuple(action for action in ACTIONS if action.id not in LEFT_OUT and action.keys)
TYPES_AFTER: Final = frozenset(
    {"find", "date", "search", "palette", "note", "filter", "copy-as", "compare", "theme", "jump"}
    | {"history", "tabs", "sort", "add", "level"}
)
"""Actions that open something to type in."""
WORDS: Final = (
    "mexico", "ipv4", "the", "2019", "2007-10", "border -drug", "title:aid", "theme", "compare", "zen", "a.b", "zzzz", "[@", '"a b',
    "é", "国境", "(", "kind:event", "library", "notes", "present", "1990..2001",
)  # fmt: skip
TYPED: Final = (
    *"abdegjkpsx", "space", "backspace", "enter", "enter", "escape", "escape", "down", "down", "up",
    "pagedown", "tab", "home", "left", "delete",
)  # fmt: skip
BLOCK: Final = re.compile(r"\n(?=\[\[\w+\]\]\n)")
"""Where an entry of a table begins."""


SIGNS: Final = {
    "slash": "/", "question_mark": "?", "exclamation_mark": "!", "full_stop": ".", "comma": ",", "plus": "+", "minus": "-",
    "equals_sign": "=", "asterisk": "*", "at": "@", "less_than_sign": "<", "greater_than_sign": ">", "left_square_bracket": "[",
    "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}",
}  # fmt: skip


class WalkError(AssertionError):
    """What a step has made wrong."""


class Step(NamedTuple):
    """Something done: its kind, and with what."""

    kind: str
    what: tuple[Any, ...]

    def __str__(self) -> str:
        return " ".join([self.kind, *map(str, self.what)])


class Dice:
    """Throws one step after the other, the same ones for the same seed and sizes."""

    def __init__(self, seed: int, *, changes: float = 0.02) -> None:
        """`changes` is the share of steps that change the file."""
        self.random = random.Random(seed)
        self._changes = changes
        self._typing = 0
        self._word = ""

    def step(self, width: int, height: int) -> Step:
        """The next step on a screen of this size."""
        kind = self.random.random()
        if kind < self._changes:
            return Step("change", (self.random.choice(tuple(CHANGES)),))
        if self._typing or self._word or kind < 0.80:
            return Step("press", (self._key(),))
        if kind < 0.93:
            return self._mouse(width, height)
        if kind < 0.96:
            return Step("resize", self.random.choice(SIZES))
        self._typing = self.random.randint(1, 5)
        return Step("press", (self._key(),))

    def _key(self) -> str:
        if self._word:
            key, self._word = self._word[0], self._word[1:]
            return "space" if key == " " else key
        if self._typing:
            self._typing -= 1
            if self.random.random() < 0.2:
                self._word = self.random.choice(WORDS)
                return self._key()
            return str(self.random.choice(TYPED))
        action = self.random.choice(WALKED)
        if action.id in TYPES_AFTER and self.random.random() < 0.7:
            self._typing = self.random.randint(1, 8)
        return str(self.random.choice(action.keys))

    def _mouse(self, width: int, height: int) -> Step:
        """Clicks, of which some are double, the wheel, drags from cell to cell, and resting."""
        x, y = self.random.randrange(width), self.random.randrange(height)
        match self.random.randrange(8):
            case 0:
                return Step("wheel", (x, y, self.random.choice((-1, 1))))
            case 1:
                return Step("drag", (x, y, self.random.randrange(width), y))
            case 2:
                return Step("drag", (x, y, self.random.randrange(width), height - 1))
            case 3:
                return Step("rest", (x, y))
            case 4:  # where the keys of the footer and what is in the header stand
                return Step("click", (x, self.random.choice((0, height - 1))))
            case _:
                return Step("click", (x, y))


class Shelf:
    """The file that is walked on, and all that changes it from outside."""

    def __init__(self, path: Path, folders: Folders, dice: random.Random) -> None:
        self.path = path
        self.folders = folders
        self.dice = dice
        self.original = path.read_bytes()

    def change(self, kind: str) -> None:
        """Change the file, or what is kept beside it."""
        CHANGES[kind](self)

    def back(self) -> None:
        """As it was in the beginning."""
        self.path.write_bytes(self.original)

    def gone(self) -> None:
        """Take it away."""
        self.path.unlink(missing_ok=True)

    def emptied(self) -> None:
        """Nothing is left in it."""
        self.path.write_bytes(b"")

    def broken(self) -> None:
        """TOML that ends in the middle."""
        self.path.write_bytes(self.original[: self.dice.randrange(len(self.original))])

    def in_bytes(self) -> None:
        """Text in no known encoding."""
        self.path.write_bytes(self.original.replace(b"e", b"\xff", 5))

    def fewer(self) -> None:
        """Some entries are taken away, whatever leads to them."""
        front, *entries = self._blocks()
        kept = [entry for entry in entries if self.dice.random() < 0.9]
        self._write("\n".join([front, *kept]))

    def few(self) -> None:
        """Hardly anything is left."""
        front, *entries = self._blocks()
        self._write("\n".join([front, *entries[: self.dice.randint(0, 2)]]))

    def version(self) -> None:
        """Another valid version: entries in another order, other words in their texts."""
        front, *entries = self._blocks()
        self.dice.shuffle(entries)
        word = self.dice.choice(("Border", "Address", "Statistics", "日本", "Aid"))
        self._write("\n".join([front, *entries]).replace('title = "', f'title = "{word} ', 5))

    def noted(self) -> None:
        """Another sitting has noted something."""
        loaded = load(self.path)
        if loaded.links is None or not loaded.links.entries:
            return
        entry = self.dice.choice(sorted(loaded.links.entries))
        if self.dice.random() < 0.5:
            set_bookmark(loaded, entry, self.folders, on=self.dice.random() < 0.7)
        else:
            set_note(loaded, entry, self.dice.choice(("", "Seen.", "国境 *a* [[b]]")), self.folders)

    def notes_damaged(self) -> None:
        """Something has written over the notes."""
        for file in self.folders.state.rglob("*.json"):
            if "notes" in file.parts and self.dice.random() < 0.5:
                file.write_bytes(self.dice.choice((b"", b"{", b"[]", b"\xff")))

    def _blocks(self) -> list[str]:
        return BLOCK.split(self.original.decode("utf-8", "replace"))

    def _write(self, text: str) -> None:
        """As editors write: another file, put in its place."""
        draft = self.path.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.path)


CHANGES: Final = {
    "back": Shelf.back, "gone": Shelf.gone, "emptied": Shelf.emptied, "broken": Shelf.broken, "bytes": Shelf.in_bytes,
    "fewer": Shelf.fewer, "few": Shelf.few, "version": Shelf.version, "version again": Shelf.version, "back again": Shelf.back,
    "noted": Shelf.noted, "notes damaged": Shelf.notes_damaged,
}  # fmt: skip
