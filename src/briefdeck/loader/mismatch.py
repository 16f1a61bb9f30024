"""What the collector says: one function a kind of complaint, in an author's words and with a remedy."""

from typing import Final

from msgspec import inspect

from briefdeck.loader.type_words import expected_words, found_words
from briefdeck.model.briefing import (
    ENTRY_TYPES,
    Allowance,
    Briefing,
    Cite,
    Column,
    Entry,
    FrontMatter,
    Name,
    Point,
)
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.text.words import (
    article,
    capital,
    did_you_mean,
    kebab_case,
    listed,
    nearest,
    one_of,
    quoted,
)

FEW: Final = 8
"""Allowed words that a remedy lists even where it can name the nearest."""

HABITS: Final[dict[str, tuple[str, ...]]] = {
    "description": ("text", "meaning"),
    "summary": ("bluf", "text"),
    "body": ("text",),
    "content": ("text",),
    "definition": ("meaning",),
    "headline": ("title",),
    "heading": ("title",),
    "label": ("title", "name"),
    "name": ("title", "term"),
    "title": ("name", "term"),
    "when": ("date", "span"),
    "year": ("date", "at", "issued"),
    "dates": ("span", "date"),
    "period": ("span",),
    "date": ("span", "issued", "as_of", "at"),
    "span": ("date",),
    "source": ("cites",),
    "sources": ("cites",),
    "citations": ("cites",),
    "cite": ("cites",),
    "related": ("see",),
    "note": ("caveat",),
    "warning": ("caveat",),
    "data": ("points",),
    "values": ("points",),
    "authors": ("author",),
    "link": ("URL",),
    "website": ("URL",),
    "journal": ("container-title",),
    "pages": ("page", "at"),
    "locator": ("at",),
    "pros": ("for",),
    "cons": ("against",),
    "supports": ("rests_on",),
    "addressee": ("to",),
    "people": ("actors",),
    "persons": ("actors",),
    "organizations": ("actors",),
    "figures": ("series",),
    "charts": ("series",),
    "references": ("sources",),
    "bibliography": ("sources",),
    "quotes": ("quotations",),
    "glossary": ("terms",),
    "acronyms": ("terms",),
    "laws": ("programs",),
    "agreements": ("programs",),
    "periods": ("eras",),
    "timeline": ("events",),
    "options": ("recommendations",),
    "facts": ("findings",),
    "statements": ("findings",),
    "meta": ("briefing",),
    "metadata": ("briefing",),
}
"""Keys that authors write from habit, and what they are called here."""

_NOUNS: Final[dict[type, str]] = {
    Cite: "citation",
    Point: "point",
    Column: "column",
    Name: "name",
    Allowance: "exception",
}


_WRITTEN: Final[dict[type, str]] = {
    Name: 'Write `{ family = "Seelke", given = "Clare" }` for a person, `{ literal = "GAO" }` for an organization.',
    Point: "Write `{ at = …, value = … }`.",
}
"""How an item of a list is written that is a table."""


def noun_of(owner: type) -> str:
    """What a table of this type is called in a message."""
    if issubclass(owner, Entry):
        return owner.noun
    return _NOUNS.get(owner, "table")


def whole_of(owner: type) -> str:
    """The same with its article; the front matter by its header."""
    return "the `[briefing]` table" if owner is FrontMatter else article(noun_of(owner))


def wrong_type(kind: inspect.Type, value: object, path: KeyPath, owner: type) -> Complaint:
    """A value of another type than its key wants."""
    name = _name(path)
    item = "an item of " if isinstance(path[-1], int) and len(path) > 2 else ""
    top = len(path) == 1 or (len(path) == 2 and isinstance(path[-1], int))
    where = f"{item}`{name}`" if top else f"{item}`{name}` of {whole_of(owner)}"
    message = f"{capital(where)} is {found_words(value)}; it should be {expected_words(kind)}."
    return Complaint(
        rule="wrong-type", message=message, remedy=_type_remedy(kind, value, path), path=path
    )


def unknown_key(
    key: str, value: object, kind: inspect.StructType, path: KeyPath, *, hint: bool = True
) -> tuple[Complaint, str]:
    """An unknown key, and the field of its table that was probably meant (nothing where none is near)."""
    fields = _field_names(kind.cls)
    habit = next((name for name in HABITS.get(key.lower(), ()) if name in fields), "")
    near = habit or (nearest(key, fields) if hint else "")
    if not path:
        return _unknown_at_top(key, value, near), near
    owners = (
        []
        if habit
        else [owner for owner in _OWNERS if owner is not kind.cls and key in _field_names(owner)]
    )
    hints = [did_you_mean(near)] if near else []
    if owners:
        hints.insert(0, f"`{key}` belongs to {listed([whole_of(owner) for owner in owners[:3]])}.")
    if not hints:
        hints = [f"{capital(whole_of(kind.cls))} has {one_of(fields, last='and')}."]
    if kind.cls is FrontMatter and not habit and key in _field_names(Briefing):
        hints = [
            f"It is a table of its own: write `[[{key}]]` above each entry, or put this line above `[briefing]`."
        ]
    message = f"Unknown key {quoted(key)} in {whole_of(kind.cls)}."
    return Complaint(
        rule="unknown-key", message=message, remedy=" ".join(hints), path=(*path, key), mark="key"
    ), near


def missing_key(name: str, owner: type, path: KeyPath) -> Complaint:
    """A required key that is not there."""
    if path == () and name == "format":
        remedy = "Write `format = 1` in its first line."
        return Complaint(
            path=(), rule="missing-key", message="The file lacks `format = 1`.", remedy=remedy
        )
    if path == ():
        remedy = "Add `[briefing]` with its `title`, `bluf` and `as_of`."
        return Complaint(
            path=(),
            rule="missing-table",
            message="The file has no `[briefing]` table.",
            remedy=remedy,
        )
    from briefdeck.loader.example import assignment

    example = assignment(owner, name)
    remedy = (
        f"Add for instance `{example}`." if example and "\n" not in example else f"Add `{name}`."
    )
    message = f"{capital(whole_of(owner))} needs `{name}`."
    return Complaint(rule="missing-key", message=message, remedy=remedy, path=path, mark="entry")


def unknown_value(
    kind: inspect.LiteralType, value: object, path: KeyPath, owner: type
) -> Complaint:
    """A word that is not one of those allowed."""
    allowed = [str(each) for each in kind.values]
    near = nearest(value, allowed) if isinstance(value, str) else ""
    found = found_words(value).removeprefix("the text ")
    remedy = did_you_mean(near)
    if not near or len(allowed) <= FEW:
        remedy = f"{remedy} Allowed: {one_of(allowed)}.".strip()
    return Complaint(
        rule="unknown-value",
        message=f"`{_name(path)}` of {whole_of(owner)} cannot be {found}.",
        remedy=remedy,
        path=path,
    )


def format_version(value: object) -> Complaint:
    """A file of another format than 1."""
    newer = isinstance(value, int) and not isinstance(value, bool) and value > 1
    return Complaint(
        rule="format-version",
        message=f"The file says that its format is {found_words(value)}; this briefdeck reads format 1.",
        remedy="Get a newer briefdeck, or write `format = 1`." if newer else "Write `format = 1`.",
        path=("format",),
    )


def bad_date(error: str, path: KeyPath) -> Complaint:
    """A date that the model's parser refuses, in its words: what is wrong, then what to write."""
    what, _, remedy = error.rpartition("; ")
    if not what:
        what, remedy = remedy, ""
    remedy = f"{capital(remedy)}." if remedy else ""
    return Complaint(rule="bad-date", message=f"`{_name(path)}`: {what}.", remedy=remedy, path=path)


def bad_id(value: str, path: KeyPath) -> Complaint:
    """An id or measure that is not in kebab-case, with the same words in it."""
    suggestion = kebab_case(value)
    return Complaint(
        rule="bad-id",
        message=f"{quoted(value)} is not a valid `{_name(path)}`: small letters a to z, digits and single hyphens only.",
        remedy=f"Write `{suggestion}`."
        if suggestion
        else "Write something like `merida-initiative`.",
        path=path,
    )


def empty_value(path: KeyPath) -> Complaint:
    """A text that must say something and says nothing."""
    return Complaint(
        rule="empty-value",
        message=f"`{_name(path)}` is empty.",
        remedy="Say it in words.",
        path=path,
    )


def out_of_range(value: int, lowest: int, path: KeyPath) -> Complaint:
    """A whole number below what makes sense."""
    message = f"`{_name(path)}` is {quoted(value)}; it starts at {lowest}."
    return Complaint(
        rule="out-of-range", message=message, remedy=f"Write {lowest} or more.", path=path
    )


_OWNERS: Final[tuple[type, ...]] = (*ENTRY_TYPES, FrontMatter, Cite, Point, Column, Name)


def _unknown_at_top(key: str, value: object, near: str) -> Complaint:
    is_table = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict) for each in value)
    )
    if is_table:
        message = (
            f"Unknown table {quoted(f'[[{key}]]' if isinstance(value, list) else f'[{key}]')}."
        )
    else:
        message = f"Unknown key {quoted(key)} at the top of the file."
    if not is_table and key in _field_names(FrontMatter):
        remedy = f"Put `{key}` under `[briefing]`."
    elif near and is_table:
        remedy = did_you_mean("[briefing]" if near == "briefing" else f"[[{near}]]")
    elif near:
        remedy = did_you_mean(near)
    else:
        remedy = f"A file has {one_of(_field_names(Briefing), last='and')}."
    return Complaint(
        rule="unknown-table" if is_table else "unknown-key",
        message=message,
        remedy=remedy,
        path=(key,),
        mark="key",
    )


def _type_remedy(kind: inspect.Type, value: object, path: KeyPath) -> str:
    """How to write what the author probably meant."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    name = _name(path)
    wants = expected_words(kind)
    match kind:
        case inspect.VarTupleType() if isinstance(value, dict) and len(path) == 1:
            return f"Write `[[{name}]]` with double brackets above each."
        case inspect.VarTupleType(item_type=item) if not isinstance(value, list):
            return _list_remedy(item, value, path)
        case inspect.StructType() if isinstance(value, list) and len(path) == 1:
            return f"Write `[{name}]` with single brackets, once."
        case inspect.StructType(cls=cls) if cls in _WRITTEN:
            return _WRITTEN[cls]
        case _ if isinstance(value, list) and len(value) == 1:
            return "Leave the brackets out."
        case _ if "text" in wants and not isinstance(value, list | dict):
            quotes = f'"{_literal(value)}"'
            return f"Put it in quotes: `{quotes if isinstance(path[-1], int) else f'{name} = {quotes}'}`."
        case _ if "text" in wants:
            return f'Write a text: `{name} = "…"`.'
        case _ if "number" in wants and isinstance(value, str):
            return "Write the number without quotes, words, blanks or commas; hedges go into `qualifier`, units into `unit`."
        case _:
            return ""


def _list_remedy(item: inspect.Type, value: object, path: KeyPath) -> str:
    """How to write a list where there is one item without its brackets, or something that can be none."""
    name = _name(path)
    match item:
        case inspect.StructType(cls=cls) if cls is Name and isinstance(value, str):
            return f"Write `{name} = [{{ literal = {_literal(value)} }}]`, or for a person `{{ family = …, given = … }}`."
        case inspect.StructType() if not isinstance(value, dict):
            return f"Write `{name} = [{{ … }}]`."
        case inspect.Metadata(type=inspect.StrType()) | inspect.StrType() if (
            isinstance(value, str) and "," in value
        ):
            words = ", ".join(
                f'"{word.strip()}"' for word in quoted(value)[1:-1].split(",") if word.strip()
            )
            return f"Put each in quotes and all in brackets: `{name} = [{words}]`."
        case _:
            brackets = f"[{_literal(value)}]"
            return f"Put it in brackets: `{brackets if isinstance(path[-1], int) else f'{name} = {brackets}'}`."


def _literal(value: object) -> str:
    if isinstance(value, dict):
        return "{ … }"
    return f'"{quoted(value)[1:-1]}"' if isinstance(value, str) else quoted(value)[1:-1]


def _name(path: KeyPath) -> str:
    """The last key of a path, positions skipped."""
    return str(next((key for key in reversed(path) if isinstance(key, str)), "file"))


def _field_names(owner: type) -> tuple[str, ...]:
    names: tuple[str, ...] = owner.__struct_encode_fields__  # type: ignore[attr-defined]  # every Struct has it
    return names
