"""One entry made of what an author types: its id, the order of its fields, and what it lacks."""

from collections.abc import Mapping
from typing import Final

import tomli

from briefdeck.editing.document import Document, EditError
from briefdeck.editing.entries import NewEntry, free_id
from briefdeck.editing.toml_text import Value
from briefdeck.editing.typed import typed_value
from briefdeck.intake.sources import source_item
from briefdeck.loader.format_texts import FieldInfo, table_infos
from briefdeck.model.briefing import ENTRY_TYPES, NAMING_FIELDS, Entry, Source
from briefdeck.text.words import article, kebab_case, listed

LONGEST_ID: Final = 60
"""Letters of an id that is made of a title or a text."""

KINDS: Final[Mapping[str, type[Entry]]] = {
    name: kind for kind in ENTRY_TYPES for name in (kind.noun.replace(" ", "-"), kind.table)
}
"""What the kinds of entries are called on a command line, and their tables."""


def typed_entry(document: Document, kind: type[Entry], words: Mapping[str, str]) -> NewEntry:
    """Return a new entry from the words for its fields; EditError where something is missing."""
    fields = {key: typed_value((kind.table, 0, key), typed) for key, typed in words.items()}
    return new_entry(document, kind, fields)


def filled_entry(document: Document, kind: type[Entry], form: str) -> NewEntry:
    """Return a new entry from a form that was filled in; EditError as of `typed_entry`."""
    try:
        said = tomli.loads(form)
    except (ValueError, RecursionError) as error:
        raise EditError(f"The form is not TOML: {error}.") from None
    return new_entry(document, kind, said)


def new_entry(document: Document, kind: type[Entry], said: Mapping[str, Value]) -> NewEntry:
    """Return a new entry with such fields, in the order of the format.

    What is empty is left out; an id is made where there is none: of author and year, else of what
    names the entry, else of its text. EditError where something is missing.
    """
    given = {key: value for key, value in said.items() if value not in ("", [])}
    infos = fields_of_kind(kind)
    missing = [info.key for info in infos if info.required and info.key not in {"id", *given}]
    if missing:
        lacking = listed([f"`{key}`" for key in missing])
        raise EditError(f"{article(kind.noun).capitalize()} needs {lacking}.")
    id_ = given.get("id") or free_id(document, _id(kind, given))
    order = [*[info.key for info in infos if info.required], *NAMING_FIELDS, "text"]
    order += [info.key for info in infos]
    # Keys that the format does not know come last; loading says what is wrong with them.
    fields = {"id": id_, **{key: given[key] for key in order if key in given}, **given}
    return NewEntry(kind.table, tuple(fields.items()))


def fields_of_kind(kind: type[Entry]) -> tuple[FieldInfo, ...]:
    """Return what the format says of the fields of a kind of entries."""
    return next(table.fields for table in table_infos() if table.kind is kind)


def _id(kind: type[Entry], given: Mapping[str, Value]) -> str:
    if kind is Source:
        return source_item(given).id
    names = (str(given[key]) for key in (*NAMING_FIELDS, "text") if key in given)
    whole = kebab_case(next(names, ""))
    short = whole if len(whole) <= LONGEST_ID else whole[: LONGEST_ID + 1].rpartition("-")[0]
    return short or whole[:LONGEST_ID] or kebab_case(kind.noun)
