"""Words of messages: the nearest known name, quotations, lists, articles, and ids made from text."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from briefdeck.text.visible import visible

EXCERPT = 40
"""Characters of a value that a message quotes at most."""

MANY: Final = 40
"""Names that are compared with a misspelled one, at most."""


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The known name that is most like `word`, or nothing: case, blanks, hyphens and underscores count little.

    Among thousands of names only those are compared that begin or end alike. A tuple as `known` saves time.
    """
    names = known if isinstance(known, tuple) else tuple(sorted(known))
    return _nearest(_plain(word[:200]), names, cutoff)


@lru_cache(maxsize=1024)
def _nearest(word: str, names: tuple[str, ...], cutoff: float) -> str:
    from difflib import get_close_matches

    plain = _plain_names(names)
    if word in plain:
        return plain[word]
    candidates = list(plain)
    if len(candidates) > MANY:
        candidates = [name for name in candidates if name[:2] == word[:2] or name[-3:] == word[-3:]]
        candidates = sorted(candidates, key=lambda name: abs(len(name) - len(word)))[:MANY]
    matches = get_close_matches(word, candidates, n=1, cutoff=cutoff)
    return plain[matches[0]] if matches else ""


@lru_cache(maxsize=64)
def _plain_names(names: tuple[str, ...]) -> dict[str, str]:
    return {_plain(name): name for name in names}


def kebab_case(text: str) -> str:
    """The text as an id: `Mérida Initiative (2008)` gives `merida-initiative-2008`; empty where nothing is left."""
    shown = re.sub(r"⟨U\+[0-9A-F]+⟩", "", text[:200])
    letters = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(char if char.isalnum() else " " for char in letters).split())


def quoted(value: object) -> str:
    """A value as a message shows it: between backquotes, safe, short."""
    text = visible(value if isinstance(value, str) else _number_text(value))
    if len(text) > EXCERPT:
        text = text[: EXCERPT - 1] + "…"
    return f"`{text}`"


def one_line(text: str) -> str:
    """Return the text with every run of blanks and line breaks as one blank, none at its ends."""
    if "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(text.split())


def one_of(values: Iterable[object], *, last: str = "or") -> str:
    """`a`, `b` or `c`."""
    names = [f"`{value}`" for value in values]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def article(noun: str) -> str:
    """The noun with its article: `an event`, `a table`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char not in " -_")


def _number_text(value: object) -> str:
    """A number as text; one of thousands of digits is not spelled out (Python refuses to)."""
    if isinstance(value, int) and value.bit_length() > 1000:
        return f"{hex(value)[:20]}…"
    return str(value)
