"""Words of messages: the nearest known name, quotations, lists, articles, ids made from text."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from briefdeck.text.visible import visible
from briefdeck.text.width import boundary

EXCERPT = 40
"""Characters of a value that a message quotes at most."""

LIKENESS: Final = 0.65
"""The ratio, as difflib counts it, from which one name is suggested in place of another.

A slip in a name of four letters comes to 0.75, one long half of a name to 0.67 and more; at 0.6,
which is difflib's own, words of prose that have nothing in common pass for one another (`ferry` for
`fewer`).
"""

MANY: Final = 40
"""Names that are compared with a misspelled one, at most."""

SUGGESTIONS: Final = 3
"""Names that are suggested at once, at most."""

SHORTEST_PART: Final = 3
"""Letters from which on a part of a name is looked for inside the known names."""


_NUMERALS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip

TOML_TYPES: Final[dict[type, str]] = {
    str: "a string",
    bool: "a boolean",
    int: "an integer",
    float: "a float",
    date: "a local date",
    time: "a local time",
    list: "an array",
    dict: "a table",
}
"""What authors call values, as TOML's own documentation does."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known name that is most like `word`, or an empty text.

    Case, blanks, hyphens and underscores count little. Among thousands of names only those are
    compared that begin or end alike. A tuple as `known` saves time.
    """
    return next(iter(_like(word, known, 1)), "")


def is_same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but case, blanks, hyphens and underscores."""
    return _plain(one) == _plain(other)


def near_names(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return a few known names that are like `word` or, after them, contain it."""
    names = tuple(known)
    part = word.casefold()
    holding: list[str] = []
    if len(part) >= SHORTEST_PART:
        holding = sorted([name for name in names if part in name.casefold()], key=len)
    like = _like(word, names, SUGGESTIONS)
    return tuple(dict.fromkeys([*like, *holding]))[:SUGGESTIONS]


def did_you_mean(*names: str) -> str:
    """Return the question whether these names were meant; empty if there are none."""
    if not any(names):
        return ""
    return f"Did you mean {' or '.join([f'`{name}`' for name in names])}?"


def _like(word: str, known: Iterable[str], most: int) -> tuple[str, ...]:
    if not isinstance(known, tuple):
        # A set's order differs from run to run; of names alike the first is suggested.
        known = tuple(sorted(known))
    return _closest(_plain(word[:200]), known, most)


@lru_cache(maxsize=1024)
def _closest(word: str, names: tuple[str, ...], most: int) -> tuple[str, ...]:
    from difflib import get_close_matches

    plain = _plain_names(names)
    if word in plain and most == 1:
        return (plain[word],)
    candidates = list(plain)
    if len(candidates) > MANY:
        candidates = [name for name in candidates if _begin_or_end_alike(name, word)]
        candidates.sort(key=lambda name: abs(len(name) - len(word)))
    matches = get_close_matches(word, candidates[:MANY], n=most, cutoff=LIKENESS)
    return tuple([plain[match] for match in matches])


def _begin_or_end_alike(one: str, other: str) -> bool:
    return one[:2] == other[:2] or one[-3:] == other[-3:]


@lru_cache(maxsize=64)
def _plain_names(names: tuple[str, ...]) -> dict[str, str]:
    return {_plain(name): name for name in names}


def kebab_case(text: str) -> str:
    """Return the text as an id: `merida-initiative-2008` for `Mérida Initiative (2008)`.

    Empty where nothing is left.
    """
    # Codes that stand for invisible characters say nothing.
    shown = re.sub(r"⟨U\+[0-9A-F]+⟩", "", text[:200])
    letters = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", letters))


def quoted(value: object) -> str:
    """Return a value as a message shows it: between backquotes, safe, short."""
    if not isinstance(value, str):
        value = _number_text(value)
    text = visible(value)
    if len(text) > EXCERPT:
        text = text[: boundary(text, EXCERPT - 1)] + "…"
    return f"`{text}`"


def one_line(text: str) -> str:
    """Return the text with every run of blanks and line breaks as one blank, none at its ends."""
    if "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(text.split())


def one_of(values: Iterable[object], *, last: str = "or") -> str:
    """Return values as a choice in a sentence: `a`, `b` or `c`."""
    return listed([f"`{value}`" for value in values], last=last)


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    *most, end = words
    if not most:
        return end
    return f"{', '.join(most)} {last} {end}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 entry`, `2 entries`, `1,200 columns`."""
    if number != 1:
        noun = plural(noun)
    return f"{number:,} {noun}"


def numeral(number: int) -> str:
    """Return a whole number as a sentence has it: `six`, and from eleven on `11`."""
    return _NUMERALS[number] if number < len(_NUMERALS) else f"{number:,}"


def plural(noun: str) -> str:
    """Return the plural of a regular English noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s"


def capital(sentence: str) -> str:
    """Return the sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def article(noun: str) -> str:
    """Return the noun with its article: `an event`, `a table`."""
    if noun[0] in "aeiou":
        return f"an {noun}"
    return f"a {noun}"


def toml_type(value: object) -> str:
    """Return what TOML calls a value, with its article: "an integer", "a local date"."""
    if isinstance(value, datetime):
        return "an offset date-time" if value.tzinfo else "a local date-time"
    return TOML_TYPES.get(type(value), "this")


def ordinal(number: int) -> str:
    """Return a number as a rank: `1st`, `2nd`, `11th`."""
    tens = number // 10 % 10
    if tens == 1:
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char not in " -_")


def _number_text(value: object) -> str:
    """Return any value but a text as text.

    Of an integer of hundreds of digits only the first, in base 16: Python refuses to spell out
    thousands of them.
    """
    if isinstance(value, int) and value.bit_length() > 1000:
        return f"{hex(value)[:20]}…"
    return str(value)
