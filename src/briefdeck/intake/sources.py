"""Sources as entries: their fields in order, and ids made of author and year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefdeck.editing.toml_text import Value
from briefdeck.intake.taken import Item
from briefdeck.model.briefing import Source
from briefdeck.model.fields import fields_of
from briefdeck.text.pattern import pattern
from briefdeck.text.words import kebab_case

_NAMED: Final = 2
"""Authors that an id names; of more it names the first alone."""
_WORDS: Final = 3
"""Words of a title, or of an organization's name, that an id has at most."""
_SMALL_WORDS: Final = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to"}
    | {"with", "der", "die", "das", "des", "und", "von", "le", "la", "les", "l", "de", "du", "et"}
    | {"el", "los", "las", "del", "y", "en"}
)
_SHORT_FORM: Final = pattern(r"\(([A-Z][A-Za-z&.-]{1,9})\)\s*$")
_DIGITS: Final = pattern(r"[0-9]+[0-9X]*")
_LETTERS: Final = "bcdefghijklmnopqrstuvwxyz"


def source_item(
    said: Mapping[str, Value], *, key: str = "", keys: Sequence[str] = (), id_: str = ""
) -> Item:
    """Return a source as an entry, from its variables by their keys in a file.

    key: what it was called where it comes from, which it keeps as its `citation-key`; keys: what
    else it was called. id_: the id that it gets, if not one of author and year.
    """
    id_ = id_ or source_id(said) or kebab_case(key) or "source"
    known = {**said, "citation-key": key} if key not in {"", id_} else said
    fields = [(field.key, known[field.key]) for field in fields_of(Source) if known.get(field.key)]
    words = [word for word in _title_words(said) if word not in id_.split("-")]
    old = (key, *keys, str(said.get("citation-key", "")))
    return Item(
        table="sources",
        fields=(("id", id_), *fields),
        other_ids=tuple(f"{id_}-{word}" for word in (*words[:_WORDS], *_LETTERS)),
        keys=tuple(dict.fromkeys(filter(None, old))),
    )


def source_id(said: Mapping[str, Value]) -> str:
    """Return an id for a source of such variables: `seelke-finklea-2017`; empty if nothing tells.

    Who has no author is called by its editor, else by the first words of its title.
    """
    who = _who(said.get("author")) or _who(said.get("editor"))
    who = who or "-".join(_title_words(said)[:_WORDS])
    if not who:
        return ""
    year = _DIGITS.search(str(said.get("issued", "")))
    parts = [who, year[0] if year else str(said.get("status", ""))]
    id_ = kebab_case("-".join(filter(None, parts)))
    return id_ if any(sign.isalpha() for sign in id_) else ""


def _who(names: Value | None) -> str:
    if not isinstance(names, Sequence) or isinstance(names, str):
        return ""
    words = [word for word in map(_called, names) if word]
    return "-".join(words if len(words) <= _NAMED else [words[0], "et-al"])


def _called(name: Value) -> str:
    """What an id calls somebody: the family name, or a short form of an organization's."""
    if not isinstance(name, Mapping):
        return ""
    if name.get("family"):
        return kebab_case(str(name["family"]))
    whole = str(name.get("literal") or name.get("given") or "")
    short = _SHORT_FORM.search(whole)
    if short:
        return kebab_case(short[1].replace(".", ""))
    words = _telling_words(re.sub(r"\b(?:[A-Z]\.){2,}", _without_stops, whole))
    if len(words) <= _WORDS:
        return "-".join(words)
    return "".join([word if len(word) < _WORDS else word[0] for word in words])


def _without_stops(found: re.Match[str]) -> str:
    return found[0].replace(".", "")


def _title_words(said: Mapping[str, Value]) -> list[str]:
    return _telling_words(str(said.get("title-short") or said.get("title") or ""))


def _telling_words(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _SMALL_WORDS]


def _words(text: str) -> Iterator[str]:
    # An apostrophe is part of its word.
    yield from filter(None, kebab_case(re.sub("['’]", "", text)).split("-"))
