"""What two versions of a file have changed differently, in words and as comments in the file."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from briefdeck.editing.chunks import NOTE, Name
from briefdeck.loader.leftover import CONFLICT
from briefdeck.model.briefing import TABLES
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line

BOTH: Final = "both sides changed it"
ADDED: Final = "both sides added it, with different contents"
REMOVED_THERE: Final = "ours changed it, theirs took it out"
REMOVED_HERE: Final = "ours took it out, theirs changed it"
ORDER: Final = "both sides changed the order"
COMMENT: Final = "both sides changed the comment on it"
UNSAFE: Final = "what theirs changed cannot be put into the file in this form"

IN_ORDER: Final = ("order",)
"""What ends the name of a conflict that is about the order of a list alone."""

_SIGN: Final = CONFLICT[:2]


class Conflict(Struct, frozen=True):
    """What both sides have changed differently: where, and what was and is written there.

    entry: an id, or what is not an entry by its key; field: empty for the whole of it. base,
    theirs: TOML, empty where there is nothing. place: where in the data it is that ours stands.
    """

    entry: str
    field: str
    why: str
    base: str = ""
    theirs: str = ""
    place: Name = (NOTE,)

    @property
    def words(self) -> str:
        """Where it is and what has happened: "`crossing`, `date`: both sides changed it"."""
        field = f", `{self.field}`" if self.field else ""
        return f"`{self.entry}`{field}: {self.why}"

    @property
    def comment(self) -> str:
        """The lines of comment that tell of it in the file."""
        lines = [f"{CONFLICT}{self.words}; ours stands."]
        for side, text in (("base", self.base), ("theirs", self.theirs)):
            lines.append(f"{_SIGN} {side}:" if text else f"{_SIGN} {side}: nothing")
            lines += [f"{_SIGN}   {line}".rstrip() for line in text.split("\n") if text]
        return "".join([f"{line}\n" for line in lines])


def conflict_at(
    name: Name, why: str, base: str, theirs: str, place: Name | None = None
) -> Conflict:
    """Return a conflict about what has a name; its place is that of the name if none is given."""
    return Conflict(*_where(name), why, base, theirs, place_of(name) if place is None else place)


def place_of(name: Name) -> Name:
    """Return the place in the data that a name of the text stands for."""
    return tuple([key for key in name if not (isinstance(key, tuple) and len(key) == 1)])


def shown(name: Sequence[object]) -> list[str]:
    """Return the parts of a name as words on one line that are safe to print."""
    words = [str(key[0]) if isinstance(key, tuple) else str(key) for key in name]
    return [visible(one_line(word)) for word in words]


def _where(name: Name) -> tuple[str, str]:
    """The entry and the field of a name."""
    if name[0] == NOTE:
        return "comment", ""
    depth = 2 if len(name) > 1 and name[0] in (*TABLES, "exceptions") else 1
    place = shown(place_of(name))
    return place[:depth][-1], ".".join(place[depth:])
