"""Ids of the entries that are made of one file: short, and no two alike."""

from collections.abc import Iterable
from typing import Final

from briefdeck.text.words import kebab_case

_LONGEST: Final = 60


def short_id(*words: str) -> str:
    """Return an id made of words, whole ones as far as they fit; empty where nothing is left."""
    id_ = kebab_case(" ".join(words))
    if len(id_) <= _LONGEST:
        return id_
    return id_[: _LONGEST + 1].rpartition("-")[0] or id_[:_LONGEST]


class NewIds:
    """Ids that are given out once each."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def new(self, *wanted: str) -> str:
        """Return the first that is free, else the last with a number."""
        free = [id_ for id_ in wanted if id_ not in self._taken]
        id_ = free[0] if free else self._numbered(wanted[-1])
        self._taken.add(id_)
        return id_

    def _numbered(self, wanted: str) -> str:
        number = self._numbers.get(wanted, 1)
        while f"{wanted}-{number}" in self._taken or number == 1:
            number += 1
        self._numbers[wanted] = number
        return f"{wanted}-{number}"
