"""Other forms of an English word, so that `extradited` finds `extradition`.

Endings only, without a dictionary: a form that is not a word occurs in no text.
"""

from functools import lru_cache
from typing import Final, NamedTuple


class _Ending(NamedTuple):
    """An ending that is taken off, the fewest letters before it, and the endings put in its place.

    With fewer letters `station` would be a form of `state`, and `united` of `unit`.
    """

    ending: str
    least: int
    others: tuple[str, ...]


_OF_VERBS: Final = ("", "s", "e", "es", "ed", "ing", "ings", "ion", "ions")
_IN_Y: Final = ("y", "ies", "ied", "ying")
_ENDINGS: Final = (
    _Ending("ions", 5, _OF_VERBS),
    _Ending("ings", 5, _OF_VERBS),
    _Ending("ies", 3, _IN_Y),
    _Ending("ied", 3, _IN_Y),
    _Ending("ion", 5, _OF_VERBS),
    _Ending("ing", 5, _OF_VERBS),
    _Ending("ed", 5, _OF_VERBS),
    _Ending("es", 5, _OF_VERBS),
    _Ending("ss", 1, ("ss", "sses")),
    _Ending("s", 3, ("", "s", "ed", "ing", "ings")),
    _Ending("e", 4, _OF_VERBS),
    _Ending("y", 3, _IN_Y),
)
"""Longer endings come before those that they end with."""
_WITHOUT_ENDING: Final = (
    _Ending("", 4, ("", "s", "es", "ed", "ing", "ings", "ion", "ions")),
    # Most words of three letters are like `the` and `for`.
    _Ending("", 3, ("", "s")),
)


@lru_cache(maxsize=256)
def inflections(word: str) -> tuple[str, ...]:
    """Return other forms of a folded word; none of what is not English letters."""
    if not (word.isascii() and word.isalpha()):
        return ()
    for each in (*_ENDINGS, *_WITHOUT_ENDING):
        stem = word.removesuffix(each.ending)
        if word.endswith(each.ending) and len(stem) >= each.least:
            forms = [stem + ending for ending in each.others]
            return tuple(form for form in forms if form != word)
    return ()
