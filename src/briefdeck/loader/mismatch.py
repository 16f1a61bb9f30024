"""What the collector says: one function a complaint, in an author's words, with a remedy."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, get_args

from msgspec import inspect

from briefdeck.loader.example import assignment
from briefdeck.loader.scan import string_literal
from briefdeck.model.briefing import (
    ENTRY_TYPES,
    SHA256_PATTERN,
    Allowance,
    Briefing,
    Caveat,
    Cite,
    Column,
    Entry,
    FrontMatter,
    Point,
    Via,
    Voice,
)
from briefdeck.model.csl import Name, SourceType, type_meant_by
from briefdeck.model.datehints import meant_date
from briefdeck.model.durations import duration_meant
from briefdeck.model.edtf import is_edtf
from briefdeck.model.fields import FieldKind, fields_of
from briefdeck.model.problem import Complaint, Edit, KeyPath, Remedy
from briefdeck.model.remedies import say, suggestion, write
from briefdeck.text.pattern import pattern
from briefdeck.text.words import (
    article,
    capital,
    did_you_mean,
    is_same_name,
    kebab_case,
    listed,
    nearest,
    one_of,
    plural,
    quoted,
    toml_type,
)

_SOURCE_TYPES: Final = sorted(get_args(SourceType))
FEW_KINDS: Final = 2
"""Types of the items of an array that are named; more are values."""
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

_LOOSE_HABITS: Final = frozenset({"note", "options", "label"})
"""Those that may mean something else: a note is not always a warning, nor an option advice."""

_NOUNS: Final[dict[type, str]] = {
    Cite: "citation",
    Caveat: "caveat",
    Voice: "voice",
    Via: "via",
    Point: "point",
    Column: "column",
    Name: "name",
    Allowance: "exception",
}

_OWNERS: Final[tuple[type, ...]] = (
    *ENTRY_TYPES,
    FrontMatter,
    Cite,
    Caveat,
    Voice,
    Via,
    Point,
    Column,
    Name,
)

_WRITTEN: Final[dict[type, str]] = {
    Name: 'Write `{ family = "Seelke", given = "Clare" }` for a person,'
    ' `{ literal = "GAO" }` for an organization.',
    Point: "Write `{ at = …, value = … }`.",
}
"""How an item of a list is written that is a table."""

_ITEM_NAME: Final = r"[\w-]+(?: [\w-]+)?"
_GROUPING: Final = r"(?<=\d)[, _\u00a0\u2009\u202f](?=\d{3}(?:\D|\Z))"
_OF_DIGEST: Final = pattern(r"(?i)^\s*sha-?256[:=-]|[\s:]")
"""What other programs write around the digits of a digest."""
_WHOLE_NUMBER: Final = r"[+-]?(?:0|[1-9][0-9]{0,17})"
_NUMBER: Final = rf"{_WHOLE_NUMBER}(?:\.[0-9]{{1,17}})?"

_WANTED: Final[dict[type, str]] = {
    inspect.StrType: "a string",
    inspect.IntType: "an integer",
    inspect.FloatType: "a float",
    inspect.BoolType: "a boolean",
    inspect.CustomType: "a date",
}
"""What a type wants, in TOML's own words."""


def bare(kind: inspect.Type) -> inspect.Type:
    """Return a type without what describes it."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    return kind


def members_of(union: inspect.UnionType) -> list[inspect.Type]:
    """Return what a union is of, without the None, which TOML does not have."""
    return [each for each in union.types if not isinstance(each, inspect.NoneType)]


def found_words(value: object) -> str:
    """Return what a value of the file is: "the string `x`", "the integer `5`", "an array"."""
    if isinstance(value, list | dict):
        return toml_type(value) if value or isinstance(value, dict) else "an empty array"
    if isinstance(value, str) and not value.strip():
        return "an empty string"
    _, _, kind = toml_type(value).partition(" ")
    shown = f"`{str(value).lower()}`" if isinstance(value, bool) else quoted(value)
    return f"the {kind} {shown}"


def expected_words(kind: inspect.Type) -> str:
    """Return what a type wants, as TOML says it: "a string", "an array of strings"."""
    kind = bare(kind)
    match kind:
        case inspect.UnionType():
            return listed([expected_words(each) for each in members_of(kind)], last="or")
        case inspect.LiteralType():
            return one_of(kind.values)
        case inspect.VarTupleType():
            return f"an array of {_plural(kind.item_type)}"
        case _:
            return _WANTED.get(type(kind), "a table")


def _plural(kind: inspect.Type) -> str:
    """What the items of an array are: "strings", "tables or strings", "arrays of strings"."""
    kind = bare(kind)
    each = members_of(kind) if isinstance(kind, inspect.UnionType) else [kind]
    if len(each) > FEW_KINDS:
        return "values"
    wanted = [expected_words(bare(member)).partition(" ")[2] for member in each]
    first_words = [words.partition(" ") for words in wanted]
    return " or ".join([f"{noun}s{space}{rest}" for noun, space, rest in first_words])


def noun_of(owner: type) -> str:
    """Return what a table of this type is called in a message."""
    if issubclass(owner, Entry):
        return owner.noun
    return _NOUNS.get(owner, "table")


def whole_of(owner: type) -> str:
    """Return the same with its article; the front matter by its header."""
    return "the `[briefing]` table" if owner is FrontMatter else article(noun_of(owner))


def wrong_type(kind: inspect.Type, value: object, path: KeyPath, owner: type) -> Complaint:
    """A value of another type than its key wants."""
    where = f"`{_name(path)}`"
    keys_above = path[:-1]
    if isinstance(path[-1], int):
        keys_above = path[:-2]
        # An entry is not called an item of its table.
        if keys_above:
            where = f"an item of {where}"
    if keys_above:
        where = f"{where} of {whole_of(owner)}"
    message = f"{capital(where)} is {found_words(value)}; it should be {expected_words(kind)}."
    is_prose = _is_prose(owner, _name(path))
    remedy = _type_remedy(bare(kind), value, path, is_prose=is_prose)
    return Complaint(rule="wrong-type", message=message, remedy=remedy, path=path)


def _is_prose(owner: type, key: str) -> bool:
    """Whether a key holds sentences, in which commas part nothing."""
    kinds = {field.key: field.kind for field in fields_of(owner)}
    return kinds.get(key) in {FieldKind.PROSE, FieldKind.LINE}


def unknown_key(
    key: str,
    data: Mapping[str, object],
    kind: inspect.StructType,
    path: KeyPath,
    *,
    hint: bool = True,
) -> tuple[Complaint, str]:
    """An unknown key, and the field of its table that was probably meant (if one is near).

    data: the table that has it. hint: whether to look for one; that takes its time.
    """
    fields = _field_names(kind.cls)
    near = next((name for name in fields if is_same_name(name, key)), "") or _habit(key, fields)
    if hint and not near:
        near = nearest(key, fields)
    if not path:
        return _unknown_at_top(key, data[key], near), near
    remedy = _key_remedy(key, kind.cls, near)
    if near in data:
        remedy = f"Did you mean `{near}`? That is there too: keep one of the two."
        if data[near] == data[key]:
            remedy = Remedy(f"Take it out: `{near}` says the same.", Edit("remove"))
    return Complaint(
        rule="unknown-key",
        message=f"Unknown key {quoted(key)} in {whole_of(kind.cls)}.",
        remedy=remedy,
        path=(*path, key),
        mark="key",
    ), near


def _habit(key: str, fields: tuple[str, ...]) -> str:
    """The field that an author means who writes this key from habit; empty if there is none."""
    for name in HABITS.get(key.lower(), ()):
        if name in fields:
            return name
    return ""


def _key_remedy(key: str, owner: type, near: str) -> Remedy | str:
    """What was probably meant by an unknown key, and where it belongs."""
    is_habit = near == _habit(key, _field_names(owner)) != ""
    is_sure = is_habit and key.lower() not in _LOOSE_HABITS
    meant = suggestion(near, key, Edit("rename", near), is_sure=is_sure)
    if is_habit or near.lower() == key.lower():
        return meant
    if owner is FrontMatter and key == "format":
        return Remedy("Put this line above `[briefing]`.", Edit("move", ""))
    if owner is FrontMatter and key in _field_names(Briefing):
        return (
            f"It is a table of its own: write `[[{key}]]` above each entry,"
            " or put this line above `[briefing]`."
        )
    owners = [each for each in _OWNERS if key in _field_names(each)]
    if owners:
        belongs = f"`{key}` belongs to {listed([whole_of(each) for each in owners[:3]])}."
        return meant.among(before=belongs) if isinstance(meant, Remedy) else belongs
    fields = one_of(_field_names(owner), last="and")
    return meant or f"{capital(whole_of(owner))} has {fields}."


def missing_key(name: str, owner: type, path: KeyPath) -> Complaint:
    """A required key that is not there."""
    if path == ():
        return _missing_at_top(name)
    example = assignment(owner, name)
    remedy = f"Add for instance `{example}`."
    if not example or "\n" in example:
        remedy = f"Add `{name}`."
    message = f"{capital(whole_of(owner))} needs `{name}`."
    return Complaint(rule="missing-key", message=message, remedy=remedy, path=path, mark="entry")


def _missing_at_top(name: str) -> Complaint:
    """The first line, or the front matter, is not there."""
    if name == "format":
        line = "format = 1"
        begin = Remedy(f"Write `{line}` in its first line.", Edit("begin", line))
        return Complaint((), "The file lacks `format = 1`.", begin, rule="missing-key")
    remedy = "Add `[briefing]` with its `title`, `bluf` and `as_of`."
    return Complaint((), "The file has no `[briefing]` table.", remedy, rule="missing-table")


def unknown_value(
    kind: inspect.LiteralType, value: object, path: KeyPath, owner: type
) -> Complaint:
    """A word that is not one of those allowed."""
    allowed = [str(each) for each in kind.values]
    found = found_words(value)
    remedy: Remedy | str = ""
    match value:
        case str() if value in allowed:
            # What is allowed are numbers; in quotes it is none.
            remedy = Remedy(
                f"Write it without quotes: `{_name(path)} = {value}`.", Edit("write", value)
            )
        case str():
            found = found.removeprefix("the string ")
            remedy = _word_meant(value, allowed)
        case [only] if only in kind.values:
            remedy = Remedy("Leave the brackets out.", Edit("unwrap"))
    listing = f"Allowed: {one_of(allowed)}."
    if not isinstance(remedy, Remedy):
        remedy = listing
    elif len(allowed) <= FEW:
        remedy = remedy.among(behind=listing)
    return Complaint(
        rule="unknown-value",
        message=f"`{_name(path)}` of {whole_of(owner)} cannot be {found}.",
        remedy=remedy,
        path=path,
    )


def _word_meant(value: str, allowed: list[str]) -> Remedy | str:
    """The word that was probably meant: the same type of source by another name, or the nearest."""
    same = type_meant_by(value) if sorted(allowed) == _SOURCE_TYPES else ""
    near = same or nearest(value, allowed)
    return suggestion(near, value, Edit("say", near), is_sure=same != "")


def format_version(value: object) -> Complaint:
    """A file of another format than 1."""
    is_meant = str(value).strip().removesuffix(".0") == "1"
    remedy: Remedy | str = Remedy("Write `format = 1`.", Edit("write", "1"), is_meant)
    if type(value) is int and value > 1:
        remedy = "Get a newer briefdeck, or write `format = 1`."
    message = (
        f"The file says that its format is {found_words(value)}; this briefdeck reads format 1."
    )
    return Complaint(rule="format-version", message=message, remedy=remedy, path=("format",))


def bad_date(error: str, path: KeyPath, value: object = None) -> Complaint:
    """A date that the model's parser refuses, in its words: what is wrong, then what to write."""
    what, _, advice = error.rpartition("; ")
    if not what:
        what, advice = error, ""
    remedy: Remedy | str = f"{capital(advice)}." if advice else ""
    meant = meant_date(value, is_edtf) if advice else None
    if meant is not None:
        remedy = Remedy(f"{capital(advice)}.", Edit("say", meant.date), not meant.is_guess)
    return Complaint(rule="bad-date", message=f"`{_name(path)}`: {what}.", remedy=remedy, path=path)


def bad_duration(value: str, path: KeyPath) -> Complaint:
    """A length of time that is not written as ISO 8601 has it."""
    meant = duration_meant(value)
    remedy: Remedy | str = (
        "Write it as ISO 8601 has it: `PT8H` for 8 hours, `P3D` for 3 days, `P1Y6M`."
    )
    if meant is not None:
        remedy = say(meant.text, is_safe=not meant.is_guess)
    return Complaint(
        rule="bad-duration",
        message=f"{quoted(value)} is not a duration.",
        remedy=remedy,
        path=path,
    )


def bad_id(value: str, path: KeyPath) -> Complaint:
    """An id or measure that is not in kebab-case, with the same words in it."""
    meant = kebab_case(value)
    remedy: Remedy | str = "Write something like `merida-initiative`."
    if meant:
        letters = "".join([letter for letter in value if letter.isalnum()])
        is_whole = len(kebab_case(letters)) == len(letters)
        remedy = Remedy(f"Write `{meant}`.", Edit("rename-id", meant, value), is_whole)
    return Complaint(
        rule="bad-id",
        message=f"{quoted(value)} is not a valid `{_name(path)}`:"
        " small letters a to z, digits and single hyphens only.",
        remedy=remedy,
        path=path,
    )


def bad_digest(value: str, path: KeyPath) -> Complaint:
    """A digest that is not 64 small hexadecimal digits, with the same digits in it."""
    meant = _OF_DIGEST.sub("", value).lower()
    remedy: Remedy | str = "`briefdeck keep` stores a copy and writes its SHA-256."
    if re.search(SHA256_PATTERN, meant):
        remedy = say(meant)
    return Complaint(
        rule="bad-digest",
        message=f"{quoted(value)} is not a SHA-256: 64 digits, 0 to 9 and small a to f.",
        remedy=remedy,
        path=path,
    )


def empty_value(path: KeyPath) -> Complaint:
    """A text that must say something and says nothing."""
    message = f"`{_name(path)}` is empty."
    return Complaint(rule="empty-value", message=message, remedy="Say it in words.", path=path)


def out_of_range(value: int, lowest: int, path: KeyPath) -> Complaint:
    """A whole number below what makes sense."""
    message = f"`{_name(path)}` is {quoted(value)}; it starts at {lowest}."
    remedy = f"Write {lowest} or more."
    return Complaint(rule="out-of-range", message=message, remedy=remedy, path=path)


def _unknown_at_top(key: str, value: object, near: str) -> Complaint:
    """An unknown table, or a key that stands above all tables."""
    header = _header(key, value)
    message = f"Unknown key {quoted(key)} at the top of the file."
    meant = near
    if header:
        message = f"Unknown table {quoted(header)}."
        meant = "[briefing]" if near == "briefing" else f"[[{near}]]"
    remedy: Remedy | str
    if not header and key in _field_names(FrontMatter):
        remedy = Remedy(f"Put `{key}` under `[briefing]`.", Edit("move", "briefing"))
    elif near:
        is_sure = key.lower() in HABITS and key.lower() not in _LOOSE_HABITS
        is_sure = is_sure or is_same_name(plural(key), near) or is_same_name(key, near)
        remedy = Remedy(did_you_mean(meant), Edit("rename", near), is_sure)
    else:
        remedy = f"A file has {one_of(_field_names(Briefing), last='and')}."
    rule = "unknown-table" if header else "unknown-key"
    return Complaint(rule=rule, message=message, remedy=remedy, path=(key,), mark="key")


@cache
def known_keys() -> frozenset[str]:
    """Return every key of the format."""
    owners = (Briefing, Allowance, *_OWNERS)
    return frozenset([name for owner in owners for name in _field_names(owner)])


def _header(key: str, value: object) -> str:
    """The header that a table or a list of tables has; empty for other values."""
    if isinstance(value, dict):
        return f"[{key}]"
    if isinstance(value, list) and dict in map(type, value):
        return f"[[{key}]]"
    return ""


def _type_remedy(
    kind: inspect.Type, value: object, path: KeyPath, *, is_prose: bool
) -> Remedy | str:
    """How to write what the author probably meant; `kind` is bare."""
    name = _name(path)
    is_table = len(path) == 1
    match kind, value:
        case inspect.VarTupleType(), dict() if is_table:
            words = f"Write `[[{name}]]` with double brackets above each."
            return Remedy(words, Edit("wrap", "[]"))
        case inspect.VarTupleType(item_type=item), _:
            return _list_remedy(bare(item), value, path, is_prose=is_prose)
        case inspect.StructType(), list() if is_table:
            words = f"Write `[{name}]` with single brackets, once."
            return Remedy(words, Edit("unwrap")) if len(value) == 1 else words
        case inspect.StructType(cls=cls), str() if cls is Name:
            return _name_remedy(value)
        case inspect.StructType(cls=cls), _ if cls in _WRITTEN:
            return _WRITTEN[cls]
        case _, [_]:
            return Remedy("Leave the brackets out.", Edit("unwrap"))
        case _:
            return _plain_remedy(expected_words(kind), value, path)


def _plain_remedy(wants: str, value: object, path: KeyPath) -> Remedy | str:
    """How to write a string or a number."""
    if "string" in wants:
        if isinstance(value, list | dict):
            return f'Write a string: `{_name(path)} = "…"`.'
        written = _as_written(f'"{_literal(value)}"', path)
        return Remedy(f"Put it in quotes: `{written}`.", Edit("wrap", '""'))
    is_number_wanted = "integer" in wants or "float" in wants
    if is_number_wanted and isinstance(value, str):
        return _number_remedy(value, is_whole="float" not in wants)
    return ""


def _number_remedy(value: str, *, is_whole: bool) -> Remedy | str:
    """How to write a number that stands in a string."""
    digits = re.sub(_GROUPING, "", value.strip())
    form = _WHOLE_NUMBER if is_whole else _NUMBER
    if re.fullmatch(form, digits):
        return write(digits, ", without quotes, blanks or commas")
    return (
        "Write the number without quotes, words, blanks or commas;"
        " hedges go into `qualifier`, units into `unit`."
    )


def _name_remedy(value: str) -> Remedy | str:
    """How to write a name that is a string."""
    meant = _name_meant(value)
    return write(meant, is_safe=False) if meant else _WRITTEN[Name]


def _name_meant(value: str) -> str:
    """A name as TOML, where it can be told from its string; else nothing."""
    family, comma, given = [part.strip() for part in value.partition(",")]
    if comma and family and given and "," not in given:
        return f"{{ family = {string_literal(family)}, given = {string_literal(given)} }}"
    return "" if comma or " " in value.strip() else f"{{ literal = {string_literal(value)} }}"


def _list_remedy(
    item: inspect.Type, value: object, path: KeyPath, *, is_prose: bool
) -> Remedy | str:
    """How to write a list for one item without its brackets, or for what cannot be one."""
    name = _name(path)
    match item, value:
        case inspect.StructType(cls=cls), str() if cls is Name:
            words = (
                f"Write `{name} = [{{ literal = {_literal(value)} }}]`,"
                " or for a person `{ family = …, given = … }`."
            )
            meant = _name_meant(value)
            return Remedy(words, Edit("write", f"[{meant}]"), is_safe=False) if meant else words
        case inspect.StructType(), dict():
            pass
        case inspect.StructType(), _:
            return f"Write `{name} = [{{ … }}]`."
        case inspect.StrType(), str() if "," in value and not is_prose:
            return _items_remedy(value, name)
    words = f"Put it in brackets: `{_as_written(f'[{_literal(value)}]', path)}`."
    return Remedy(words, Edit("wrap", "[]"))


def _items_remedy(value: str, name: str) -> Remedy:
    """How to write a list whose items stand in one string; ids and the like are surely items."""
    parts = [part.strip() for part in value.split(",") if part.strip()]
    shown = [part.strip() for part in _shown(value).split(",")]
    words = ", ".join([f'"{part}"' for part in shown if part])
    are_names = all(re.fullmatch(_ITEM_NAME, part) for part in parts)
    return Remedy(
        f"Put each in quotes and all in brackets: `{name} = [{words}]`.",
        Edit("write", f"[{', '.join(map(string_literal, parts))}]"),
        are_names,
    )


def _as_written(value: str, path: KeyPath) -> str:
    """A value as its line has it; an item of a list stands alone."""
    return value if isinstance(path[-1], int) else f"{_name(path)} = {value}"


def _literal(value: object) -> str:
    """A value as TOML writes it."""
    match value:
        case dict():
            return "{ … }"
        case str():
            return f'"{_shown(value)}"'
        case _:
            return _shown(value)


def _shown(value: object) -> str:
    """A value safe to show and short, without the backquotes."""
    return quoted(value)[1:-1]


def _name(path: KeyPath) -> str:
    """The last key of a path, positions skipped."""
    return next(key for key in reversed(path) if isinstance(key, str))


def _field_names(owner: type) -> tuple[str, ...]:
    """The keys that a table of this type takes."""
    # Every Struct has them; `type` does not say that.
    names: tuple[str, ...] = owner.__struct_encode_fields__  # type: ignore[attr-defined]
    return names
