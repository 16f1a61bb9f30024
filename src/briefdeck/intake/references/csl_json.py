"""Sources from CSL-JSON, as Zotero, Pandoc, Crossref and we write it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from briefdeck.intake.references.csl_dates import csl_date
from briefdeck.intake.references.dates import edtf, when
from briefdeck.intake.references.languages import language_tag
from briefdeck.intake.references.names import CslName, ris_name, with_suffix
from briefdeck.intake.references.pages import pages
from briefdeck.intake.references.record import (
    MOST,
    ROLES,
    Record,
    taken,
    too_many,
)
from briefdeck.intake.references.wording import plain_words
from briefdeck.intake.taken import Options, Taken
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.csl import OURS, Name, SourceStatus, SourceType, bare_doi, type_meant_by
from briefdeck.model.fields import FieldKind, fields_of
from briefdeck.text.decoding import decoded, decoding_said
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, quoted

_TYPES: Final = frozenset(get_args(SourceType))
_STATUSES: Final = frozenset(get_args(SourceStatus))
_SHARED: Final = frozenset(field.name for field in fields_of(Entry)) | OURS
_VARIABLES: Final = {each.key: each for each in fields_of(Source) if each.name not in _SHARED}
"""CSL's variables that are fields of a source."""
_ALIASES: Final = {
    "shortTitle": "title-short", "journalAbbreviation": "container-title-short",
    "event": "event-title", "short-container-title": "container-title-short",
    "archive-location": "archive_location", "place": "publisher-place",
}  # fmt: skip
"""Keys that other programs use, and CSL's."""
_BY_LABEL: Final = {
    **{key.casefold().replace("_", "-"): key for key in _VARIABLES},
    **{key.casefold(): variable for key, variable in _ALIASES.items()},
}
_LISTS: Final = ("items", "references", "message")
_NAME_PARTS: Final = {field.key: field for field in fields_of(Name)}
_OF_PARSERS: Final = frozenset({"sequence", "parse-names", "isInstitution", "name"})
_LINE: Final = pattern(r"(?:\{:)?\s*([A-Za-z][A-Za-z _-]{1,30}):\s*(\S[^}]*)\}?")
_PARTS_OF_NOTES: Final = pattern(r"\n+|;\s+")


def take(content: bytes, options: Options) -> Taken:
    """Return the sources of a file."""
    text, encoding = decoded(content)
    said = decoding_said(options.name, encoding)
    try:
        items = list(_items(json.loads(text)))
    except ValueError as error:
        return Taken(items=(), refused=(f"{options.name} is not JSON: {error}",))
    except RecursionError:
        return Taken(items=(), refused=(f"{options.name} nests too deep to be read",))
    if len(items) > MOST:
        return too_many(len(items), options.name)
    records = [_record(item, f"item {number}") for number, item in items if isinstance(item, dict)]
    refused = [
        f"item {number} of {options.name} is not an object"
        for number, item in items
        if not isinstance(item, dict)
    ]
    return taken(records, said, refused)


def _items(data: Any) -> Iterator[tuple[int, Any]]:
    """Yield the items of a file with their numbers, in whatever they are wrapped."""
    if isinstance(data, dict):
        for key in _LISTS:
            if isinstance(data.get(key), list | dict):
                yield from _items(data[key])
                return
        is_item = "type" in data or "title" in data
        data = [data] if is_item else [_with_id(key, item) for key, item in data.items()]
    yield from enumerate(data if isinstance(data, list) else [data], start=1)


def _with_id(key: str, item: Any) -> Any:
    return {"id": key, **item} if isinstance(item, dict) else item


def _record(data: Mapping[str, Any], place: str) -> Record:
    record = Record(*_keys(data), place=place)
    record.fields["type"] = _type(record, data.get("type"))
    for key, value in data.items():
        if key not in {"id", "type", "citation-key", "note", "status"} and value not in (None, ""):
            _add(record, key, _ALIASES.get(key, key), value)
    _status(record, data.get("status"))
    if data.get("note"):
        _note(record, str(data["note"]))
    return record


def _keys(data: Mapping[str, Any]) -> tuple[str, list[str]]:
    """What an item is called, and what else; an address or a number is not a key."""
    id_, key = (one_line(str(data.get(name) or "")) for name in ("id", "citation-key"))
    if not id_ or "/" in id_ or id_.isdigit():
        return key, []
    return id_, [key] if key not in {"", id_} else []


def _type(record: Record, given: Any) -> str:
    name = str(given or "")
    found = name if name in _TYPES else type_meant_by(name)
    if not found:
        called = f"the type {quoted(name)}" if name else "what has no type"
        record.guess(f"{called} is taken as a document")
    return found or "document"


def _add(record: Record, theirs: str, key: str, value: Any) -> None:
    """Say what a variable says."""
    field = _VARIABLES.get(key)
    if field is None:
        record.lose(theirs, _plain(value))
    elif key in ROLES:
        names = tuple(_names(record, theirs, value))
        if names:
            record.fields[key] = names
    elif field.kind is FieldKind.DATE:
        _date(record, theirs, key, value)
    else:
        _text(record, theirs, key, value)


def _text(record: Record, theirs: str, key: str, value: Any) -> None:
    first, *others = value if isinstance(value, list) and value else [value]
    said = _plain(first)
    if key == "keyword":
        said, others = ", ".join(map(_plain, [first, *others])), []
    shaped = {"page": pages, "DOI": bare_doi, "language": language_tag}.get(key, str)(said)
    record.say(key, shaped, theirs)
    for lost in [*([] if shaped else [said]), *map(_plain, others)]:
        record.lose(theirs, lost)


def _plain(value: Any) -> str:
    """A value as words, without the markup that CSL allows in it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, str | int | float):
        return one_line(json.dumps(value, ensure_ascii=False))
    return plain_words(str(value))


def _names(record: Record, theirs: str, value: Any) -> Iterator[CslName]:
    for given in value if isinstance(value, list) else [value]:
        if isinstance(given, dict):
            name = with_suffix(dict(_parts(record, theirs, given)))
        else:
            name = ris_name(_plain(given))
        if any(name.values()):
            yield name


def _parts(record: Record, theirs: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The parts of a name, whose literal form counts only where it has no others."""
    whole = given.get("literal") or given.get("name")
    if whole and not given.get("family"):
        yield "literal", _plain(whole)
        return
    for key, value in given.items():
        part = _NAME_PARTS.get(key)
        if part is None and value and key not in _OF_PARSERS:
            record.lose(f"{theirs}.{key}", _plain(value))
        elif part is not None and part.kind is FieldKind.SETTING and value:
            yield key, True
        elif part is not None and value and key != "literal":
            yield key, _plain(value)


def _date(record: Record, theirs: str, key: str, value: Any) -> None:
    found = csl_date(value)
    record.say(key, found.date, theirs)
    if key == "issued":
        record.say("status", found.status, theirs)
    if found.unread:
        record.lose(theirs, found.unread)


def _status(record: Record, value: Any) -> None:
    said = _plain(value or "")
    status = said if said in _STATUSES else when(said).status
    record.say("status", status, "status")
    if said and not status:
        record.lose("status", said)


def _note(record: Record, note: str) -> None:
    """A remark, and the variables that programs write into it for want of a field: `PMID: 1`."""
    kept = [part for part in _PARTS_OF_NOTES.split(note) if not _is_variable(record, part)]
    is_whole = len(kept) == len(_PARTS_OF_NOTES.split(note))
    record.note(note if is_whole else "; ".join(kept))


def _is_variable(record: Record, part: str) -> bool:
    """Whether a part of a note says a variable, which is then said where it belongs."""
    found = _LINE.fullmatch(part.strip())
    label = found[1].strip().casefold().replace(" ", "-").replace("_", "-") if found else ""
    key = _BY_LABEL.get(label)
    if found is None or key is None or key in ROLES:
        return False
    if key == "citation-key":
        record.aliases.append(found[2])
        return True
    if _VARIABLES[key].kind is FieldKind.DATE:
        date = edtf(found[2])
        if date:
            # It says what CSL's form of the date could not.
            record.fields[key] = date
        return bool(date)
    _text(record, label, key, found[2])
    return True
