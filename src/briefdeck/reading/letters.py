"""Letters at links: which letter leads where, and what the typed ones mean. Pure."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Letters(Struct, frozen=True):
    """`places`: letters to positions of links; `typed`: the letters pressed so far."""

    places: dict[str, int]
    typed: str = ""

    def press(self, key: str) -> "Letters | int | Literal['nothing', 'out']":
        """One key: more letters are awaited, the position of a link, or no letter (`out`)."""
        typed = self.typed + key
        if typed in self.places:
            return self.places[typed]
        if any(name.startswith(typed) for name in self.places):
            return replace(self, typed=typed)
        return "out" if key == "escape" else "nothing"

    @property
    def shown(self) -> dict[int, str]:
        """What to show at each link."""
        return {place: name for name, place in self.places.items()}


def letters_for(links: list[int]) -> Letters:
    """Letters for links by position: one each, two each where one is not enough."""
    names = (
        list(LETTERS)
        if len(links) <= len(LETTERS)
        else [one + two for one in LETTERS for two in LETTERS]
    )
    return Letters(dict(zip(names, links, strict=False)))
