"""Where a key path stands in a TOML text: a scanner that runs only when there is something to point at."""

from typing import Literal

from briefdeck.model.problem import KeyPath, Place

Mark = Literal["value", "key", "entry"]
"""What to point at: the value (its key where the value fills several lines), the key, or the entry's header."""


def find_place(
    text: str, path: KeyPath, *, mark: Mark = "value", word: str = "", offset: int | None = None, shown: str = ""
) -> Place:
    """The place of a key path, or of the nearest table that holds it. Repeated calls for one text scan it once."""
    raise NotImplementedError


def entry_places(text: str) -> dict[str, int]:
    """Entry id to the line (from 1) where the entry begins, for opening an editor; works on broken files too."""
    raise NotImplementedError
