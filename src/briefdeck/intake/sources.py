"""Sources as entries: their fields in order, and ids made of author and year."""

from collections.abc import Iterator, Mapping
from typing import Final

from briefdeck.editing.toml_text import Value
from briefdeck.intake.taken import Item
from briefdeck.model.briefing import Source
from briefdeck.model.fields import fields_of
from briefdeck.text.words import kebab_case

_NAMED: Final = 2
"""Authors that an id names; of more it names the first alone."""
_TITLE_WORDS: Final = 3
_SMALL_WORDS: Final = frozenset({"a", "an", "the", "of", "on", "in", "and", "for", "to"})


def source_item(said: Mapping[str, Value], key: str = "") -> Item:
    """Return a source as an entry, from its variables by their keys in a file.

    key: what it was called where it comes from.
    """
    known = {**said, "citation-key": key} if key else said
    words = _title_words(str(said.get("title", "")))
    id_ = "-".join([part for part in (_who(said), str(said.get("issued", ""))[:4]) if part])
    id_ = kebab_case(id_) or "source"
    fields = [(field.key, known[field.key]) for field in fields_of(Source) if known.get(field.key)]
    others = tuple(f"{id_}-{word}" for word in words)
    return Item(table="sources", fields=(("id", id_), *fields), other_ids=others)


def _who(said: Mapping[str, Value]) -> str:
    """Who an id names: authors or editors, else the title's first words."""
    names = said.get("author") or said.get("editor") or ()
    families = [_family(name) for name in names] if isinstance(names, list | tuple) else []
    words = list(filter(None, families))
    if not words:
        return "-".join(_title_words(str(said.get("title", "")))[:_TITLE_WORDS])
    return "-".join(words if len(words) <= _NAMED else [words[0], "et-al"])


def _family(name: Value) -> str:
    if not isinstance(name, Mapping):
        return ""
    return kebab_case(str(name.get("family") or name.get("literal") or ""))


def _title_words(title: str) -> list[str]:
    return [word for word in _words(title) if word not in _SMALL_WORDS]


def _words(title: str) -> Iterator[str]:
    yield from kebab_case(title).split("-")
