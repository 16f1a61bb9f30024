"""The fields of search: which there are, and what may be typed after each. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from briefdeck.library.signs import CAVEATS, FEATURES, KINDS
from briefdeck.text.folding import fold_phrase

SHOWN_FIELDS: Final[Mapping[str, str]] = {
    "kind": "a kind of entry",
    "tag": "a tag",
    "year": "2006, or 2006..2008",
    "source": "the id of a source",
    "voice": "the id of who said it",
    "has": "what an entry has",
    "caveat": "how far it is in doubt",
    "title": "a word of its title",
    "briefing": "the name of a briefing",
}
"""What is typed after each, in the order in which they are offered."""
SHORTEST: Final = 2
"""Letters from which a word may be meant as the beginning of a field."""
MOST: Final = 40
"""Values that are offered at once, more than a line has room for; further letters narrow them."""


class Completion(NamedTuple):
    """What may stand for the last word of a query: the query with it, what is shown, a note."""

    query: str
    shown: str
    note: str = ""


class Values(NamedTuple):
    """What the library holds that can be asked for: (value, note) of each, the commonest first."""

    tags: Sequence[tuple[str, str]] = ()
    briefings: Sequence[tuple[str, str]] = ()


def completions(query: str, values: Values) -> tuple[Completion, ...]:
    """What the last word of a query may go on to be.

    A beginning of a field's name becomes that field; after a field come its values.
    """
    before, word = _last_word(query)
    sign = "-" if word.startswith("-") else ""
    field, colon, typed = word.removeprefix("-").partition(":")
    if not colon:
        return _fields_beginning(before + sign, field)
    known = _values_of(field.lower(), values)
    found = _begun(known, typed)
    return tuple(
        Completion(f"{before}{sign}{field}:{value} ", value, note)
        for value, note in islice(found, MOST)
    )


def _begun(known: Sequence[tuple[str, str]], typed: str) -> Iterator[tuple[str, str]]:
    """What begins as it is typed."""
    begun = fold_phrase(typed.strip('"'))
    for value, note in known:
        if fold_phrase(value).startswith(begun) and value != typed:
            yield value, note


def with_field(query: str, field: str) -> str:
    """A query to which a field is added, to be typed on."""
    _, word = _last_word(query)
    stem = query.removesuffix(word) if word and field.startswith(word) else query
    gap = " " if stem and not stem.endswith((" ", "(", "-")) else ""
    return f"{stem}{gap}{field}:"


def _last_word(query: str) -> tuple[str, str]:
    """(what stands before, the word in which a query ends)."""
    at = max(query.rfind(" "), query.rfind("(")) + 1
    return query[:at], query[at:]


def _fields_beginning(before: str, word: str) -> tuple[Completion, ...]:
    if len(word) < SHORTEST:
        return ()
    return tuple(
        Completion(f"{before}{field}:", f"{field}:", meaning)
        for field, meaning in SHOWN_FIELDS.items()
        if field.startswith(word.lower())
    )


def _values_of(field: str, values: Values) -> Sequence[tuple[str, str]]:
    fixed = {"kind": KINDS, "has": FEATURES, "caveat": CAVEATS}
    if field in fixed:
        return [(value.replace(" ", "-"), "") for value in fixed[field]]
    return {"tag": values.tags, "briefing": values.briefings}.get(field, ())
