"""Fields that an entry of BibTeX has from another one: `crossref` and `xdata`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.references.bibtex_syntax import Entry, Field
from briefdeck.text.words import quoted

_OWN: Final = frozenset(
    {"crossref", "xdata", "xref", "entryset", "entrysubtype", "execute", "ids", "key", "keywords"}
    | {"label", "options", "presort", "related", "shorthand", "sortkey", "shorttitle", "abstract"}
    | {"note", "doi", "url", "urldate", "pages", "file", "timestamp", "owner", "annote"}
)
"""What an entry says of itself alone."""
_REFERENCES: Final = ("xdata", "crossref")
_TITLES: Final = ("title", "subtitle", "titleaddon")
"""The titles of a whole, which its parts have as those of a book, a journal or several volumes."""
_MOST: Final = 20
"""Entries that one has fields from: a part, its book, the volumes of that, data."""
_JOURNALS: Final = frozenset({"article", "suppperiodical"})
_PARTS_OF_BOOKS: Final = frozenset({"inbook", "bookinbook", "suppbook"})


def inheriting(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with what it inherits, and what is wrong with that; empty for nothing."""
    by_key = {entry.key.casefold(): entry for entry in reversed(entries)}
    for entry in entries:
        yield _whole(entry, by_key)


def _whole(entry: Entry, by_key: Mapping[str, Entry]) -> tuple[Entry, str]:
    fields = dict(entry.fields)
    missing: list[str] = []
    seen = {entry.key.casefold()}
    ahead = _references(entry)
    while ahead and len(seen) < _MOST:
        key, is_data = ahead.pop(0)
        parent = by_key.get(key.casefold())
        if parent is None or key.casefold() in seen:
            missing.append(quoted(key))
            continue
        seen.add(key.casefold())
        fields = {**(parent.fields if is_data else _from_whole(parent, entry.kind)), **fields}
        ahead += _references(parent)
    kept = {name: field for name, field in fields.items() if name not in _REFERENCES}
    said = f"it refers to {', '.join(missing)}, which is not in the file" if missing else ""
    return replace(entry, fields=kept), said


def _references(entry: Entry) -> list[tuple[str, bool]]:
    """The keys of what an entry inherits from, and whether that is mere data."""
    return [
        (key.strip(), name == "xdata")
        for name in _REFERENCES
        if name in entry.fields
        for key in entry.fields[name].value.split(",")
        if key.strip()
    ]


def _from_whole(parent: Entry, kind: str) -> dict[str, Field]:
    """What a part has from the whole that it stands in, whose title is not its own."""
    fields = {name: field for name, field in parent.fields.items() if name not in _OWN}
    whole = "main" if parent.kind.startswith("mv") else "journal" if kind in _JOURNALS else "book"
    titles = {f"{whole}{title}": fields.pop(title) for title in _TITLES if title in fields}
    fields = {**titles, **fields}
    if kind in _PARTS_OF_BOOKS and "author" in fields:
        fields.setdefault("bookauthor", fields["author"])
    return fields
