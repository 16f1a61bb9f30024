"""What loading a file gives: what could be read of it, and everything that is wrong with it."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from briefdeck.load.finding import Mark
from briefdeck.model.briefing import Briefing
from briefdeck.model.links import Links
from briefdeck.model.problem import KeyPath, Place, Problem


class Loaded(Struct, frozen=True, kw_only=True):
    r"""A file as it could be read: the sound part of its briefing, its links, and every problem in file order.

    id: the file's stem. text: what the file says (line ends as `\n`, no byte order mark). briefing: None where nothing
    could be read; otherwise its entries have unique ids and every entry is sound, broken ones are left out and reported.
    """

    id: str
    path: Path | None
    text: str
    briefing: Briefing | None
    links: Links | None
    problems: tuple[Problem, ...]
    sound_text: str = ""
    """`text` with what does not parse blanked out, line by line: what the briefing was read from."""
    positions: Mapping[KeyPath, tuple[int, ...]] = field(default_factory=dict)
    """Where entries were left out: list path (in the file) → positions in the file of those that stayed."""

    @property
    def name(self) -> str:
        """The file as its problems name it."""
        return str(self.path) if self.path else self.id

    def path_in_file(self, path: KeyPath) -> KeyPath:
        """A key path of the briefing as a key path of the file (they differ where broken entries were left out)."""
        return path_in_file(path, self.positions)

    def place(self, path: KeyPath, *, mark: Mark = "value", word: str = "", offset: int | None = None) -> Place:
        """Where in the file something of the briefing stands; the first call scans the file, the next ones are cheap.

        word: mark this word inside the value (prose). offset: mark the character at this offset of the string.
        """
        from briefdeck.load.place import find_place

        return find_place(
            self.sound_text, self.path_in_file(path), mark=mark, word=word, offset=offset, shown=self.text
        )


def path_in_file(path: KeyPath, positions: Mapping[KeyPath, tuple[int, ...]]) -> KeyPath:
    """A key path of mended data as one of the file: the same but for positions behind items that were left out."""
    if not positions:
        return path
    found: KeyPath = ()
    for key in path:
        kept = positions.get(found)
        found = (*found, kept[key] if isinstance(key, int) and kept is not None and key < len(kept) else key)
    return found
