"""Other briefings of the library that give some values otherwise than the one that is read."""

from typing import Final, NamedTuple

ELSEWHERE: Final = "elsewhere:"
"""Opens the target of such a briefing on a page; its place among them follows."""
DIFFERS_SIGN: Final = "≠"


class Elsewhere(NamedTuple):
    """A briefing that gives values otherwise: its title, how many, and its path."""

    title: str
    values: int
    path: str
