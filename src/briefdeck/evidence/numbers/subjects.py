"""What words are about, roughly: the beginnings of those that mean something."""

import re
from functools import lru_cache
from typing import Final

from briefdeck.text.folding import fold
from briefdeck.text.pattern import pattern

_WORD: Final = pattern(r"[^\W\d_]{3,}")
_NUMBERED: Final = pattern(
    r"\b([A-Z][a-z]{2,}) (?!I\b)([A-Z]|[0-9]{1,3}|[IVX]{2,4})\b(?![.,]?[0-9]|%)"
)
"""A name that is told from others by a number or a letter: "Sector 7", "Agency B"."""
_CAPITAL: Final = pattern(r"\b[A-ZÀ-Þ][^\W\d_]{2,}")
_AFTER_STOP: Final = pattern(r"[.?!:]\s+[\"“‘(]?\Z")
_LENGTH: Final = 5
"""Letters by which a word is known, so that `apprehended` and `apprehensions` are the same."""
_EMPTY_WORDS: Final = """
    the and for with was were are that than this those these from into over under more less fewer
    above below about nearly almost some most least many much each per all any its his her their
    there they them who whom whose which what when where while after before between during until
    since through against among has have had been being will would can could may might must not nor
    but also then only just even still yet such other another own same very too one two three four
    five six seven eight nine ten says said say reports reported report according paper number total
    percent percentage million billion thousand hundred trillion dozen year years fiscal calendar
    annual annually half up down out off estimated around roughly approximately part whole
    january february march april june july august september october november december figure count
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())
"""Words that say nothing of what a text is about."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what a word is known by; empty for one that says nothing of what a text is about."""
    folded = fold(word).strip()
    if folded in _EMPTY:
        return ""
    return folded[:_LENGTH] if len(folded) > _LENGTH else folded.rstrip("s")


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """Return the stems of a text."""
    found = [each for each in map(stem, _WORD.findall(text)) if each]
    return frozenset([*found, *map(_numbered, _NUMBERED.finditer(text))])


def names(text: str) -> frozenset[str]:
    """Return the stems of the names in a text: of words in capitals but the first of a sentence.

    "Sector 7" and "Agency B" are one name each, with what tells it from others like it.
    """
    numbered = {each.start(): _numbered(each) for each in _NUMBERED.finditer(text)}
    found = set(numbered.values())
    for each in _CAPITAL.finditer(text):
        if each.start() in numbered:
            continue
        is_first = not text[: each.start()].strip() or _AFTER_STOP.search(text, 0, each.start())
        is_alone = not _CAPITAL.match(text, each.end() + 1)
        if not is_first or not is_alone:
            found.add(stem(each[0]))
    return frozenset(found - {""})


def _numbered(found: "re.Match[str]") -> str:
    return f"{stem(found[1])}#{found[2].lower()}"


def stems_near(text: str, place: int, most: int) -> tuple[str, ...]:
    """Return different stems of a text by how near to a place they stand, so many at most."""
    placed = [(abs(found.start() - place), stem(found[0])) for found in _WORD.finditer(text)]
    near = dict.fromkeys(each for _, each in sorted(placed) if each)
    return tuple(near)[:most]
