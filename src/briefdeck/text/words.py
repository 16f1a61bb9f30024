"""How messages name things: what was found, what was expected, and the nearest known name."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from msgspec import inspect

from briefdeck.text.visible import visible

EXCERPT = 40
"""Characters of a value that a message quotes at most."""

MANY: Final = 40
"""Names that are compared with a misspelled one, at most."""

_WANTED: Final[dict[type, str]] = {
    inspect.StrType: "text",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "`true` or `false`",
    inspect.CustomType: "a date",
}


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


def found_words(value: object) -> str:
    """What a value of the file is: `the text "x"`, `the number 5`, `a list`."""
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"the text {quoted(value)}" if value.strip() else "an empty text"
        case int() | float():
            return f"the number {quoted(value)}"
        case datetime() | date():
            return f"the date {quoted(value)}"
        case time():
            return f"the time {quoted(value)}"
        case list():
            return "a list" if value else "an empty list"
        case _:
            return "a table"


def expected_words(kind: inspect.Type) -> str:
    """What a type wants, as an author says it: `text`, `a whole number`, `a list of texts`."""
    match kind:
        case inspect.Metadata():
            return expected_words(kind.type)
        case inspect.UnionType():
            wanted = [
                expected_words(each)
                for each in kind.types
                if not isinstance(each, inspect.NoneType)
            ]
            if "a whole number" in wanted and "a number" in wanted:
                wanted.remove("a whole number")
            return " or ".join(wanted)
        case inspect.LiteralType():
            return one_of(kind.values)
        case inspect.VarTupleType():
            return f"a list of {_plural(kind.item_type)}"
        case _:
            return _WANTED.get(type(kind), "a table")


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


def _plural(kind: inspect.Type) -> str:
    words = expected_words(kind)
    plurals = {
        "text": "texts",
        "a table": "tables",
        "a table or text": "tables or texts",
        "a date": "dates",
    }
    return plurals.get(words, "values" if " or " in words else f"lists ({words})")


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char not in " -_")


def _number_text(value: object) -> str:
    """A number as text; one of thousands of digits is not spelled out (Python refuses to)."""
    if isinstance(value, int) and value.bit_length() > 1000:
        return f"{hex(value)[:20]}…"
    return str(value)
