"""Conflicts between two versions of a file that stand in it as comments, undecided."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.loader.place import place_at
from briefdeck.loader.scan import STRING
from briefdeck.model.problem import Complaint
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import visible

CONFLICT: Final = "#! conflict in "
"""How the first line of a conflict begins; all its lines begin with the same two signs."""

_STRING_OR_CONFLICT: Final = pattern(rf"{STRING.pattern}|{CONFLICT}[^\n]*|#[^\n]*", re.DOTALL)


def conflicts_left(text: str) -> Iterator[Complaint]:
    """Yield a complaint of each conflict in the comments of a text."""
    for found in _STRING_OR_CONFLICT.finditer(text):
        if found[0].startswith(CONFLICT):
            said = visible(found[0].removeprefix(CONFLICT).partition(";")[0])
            yield Complaint(
                path=(),
                rule="leftover-conflict",
                message=f"Two versions of this file are in conflict in {said}.",
                remedy="Write what holds below, then take the lines that begin with `#!` out.",
                place=place_at(text, *found.span()),
            )
