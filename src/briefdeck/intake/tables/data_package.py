"""Data packages (Frictionless Data) in a zip archive, as our own export of all figures is one.

What its description says of a file counts before what is guessed of it.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final, get_args

from msgspec.structs import replace

from briefdeck.editing.toml_text import Value
from briefdeck.intake.plain_words import as_prose
from briefdeck.intake.tables.delimited import grid_in
from briefdeck.intake.tables.grids import entries_of_grids
from briefdeck.intake.taken import Item, Makes, Options, Taken
from briefdeck.model.briefing import Scale
from briefdeck.text.visible import visible
from briefdeck.text.words import kebab_case, one_line, quoted

_DESCRIPTION: Final = "datapackage.json"
_LARGEST: Final = 60 * 1024 * 1024
"""Bytes of a package that is unpacked."""
_MOST_PARTS: Final = 500
_DAMAGED: Final = (
    EOFError, KeyError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading a zip archive raises where it is not as it should be."""
_CALENDARS: Final = frozenset({"gregorian", "us-fiscal"})

_Resource = Mapping[str, Any]


def take(content: bytes, options: Options) -> Taken:
    """Return the entries that the files of a package become."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
                return _refused(options, f"it unpacks to more than {_LARGEST >> 20} MB")
            package = json.loads(archive.read(_DESCRIPTION))
            resources = _objects(package, "resources")
            is_ours = any(_is_figure(each) for each in resources)
            done = [_taken(archive, each, options, is_ours=is_ours) for each in resources]
    except (*_DAMAGED, RecursionError):
        return _refused(options, f"it is damaged, or has no `{_DESCRIPTION}`")
    if not done:
        return _refused(options, "it names no file (`resources`)")
    title = package.get("title")
    return Taken(
        items=tuple(item for each in done for item in each.items),
        front=(("title", one_line(title)),) if isinstance(title, str) and title else (),
        said=tuple(sentence for each in done for sentence in each.said),
        refused=tuple(sentence for each in done for sentence in each.refused),
    )


def _refused(options: Options, why: str) -> Taken:
    return Taken(items=(), refused=(f"{options.stem}: {why}",))


def _objects(held: object, name: str) -> list[_Resource]:
    """A list of objects that an object has."""
    found = held.get(name) if isinstance(held, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _is_figure(resource: _Resource) -> bool:
    """Whether a file is a series of our own export, which says its calendar."""
    return _text(resource, "calendar") in _CALENDARS


def _taken(
    archive: zipfile.ZipFile, resource: _Resource, options: Options, *, is_ours: bool
) -> Taken:
    """The entries of one file of a package; what of ours is no series is a table."""
    path, name = _text(resource, "path"), _text(resource, "name")
    if path not in archive.namelist() or not path.lower().endswith((".csv", ".tsv")):
        return Taken(items=(), refused=(f"{name or path}: there is no table {quoted(path)} in it",))
    read = grid_in(archive.read(path), name or path, has_head=True)
    if read.grid is None:
        return Taken(items=(), refused=read.refused)
    grid = replace(read.grid, title=one_line(_text(resource, "title")))
    own: Makes | None = ("series" if _is_figure(resource) else "table") if is_ours else None
    makes = options.makes or own
    taken = entries_of_grids([grid], replace(options, makes=makes), read.said)
    items = taken.items
    if len(items) == 1:
        items = (_described(items[0], resource),)
    return Taken(items=items, said=taken.said, refused=(*taken.refused, *read.refused))


def _described(item: Item, resource: _Resource) -> Item:
    """An entry with what a package says of it."""
    fields = dict(item.fields)
    if "points" in fields:
        points = fields.pop("points")
        fields |= dict(_of_series(resource))
        fields["points"] = points
    said = _text(resource, "description")
    if said:
        fields["text"] = as_prose(said)
    sources = "\n".join([f"To be cited: {source}" for source in _sources(resource)])
    comment = "\n".join(filter(None, (item.comment, visible(sources, keep_newlines=True))))
    return replace(item, fields=tuple(fields.items()), comment=comment)


def _of_series(resource: _Resource) -> Iterator[tuple[str, Value]]:
    """What a package says of a series, in words that the format allows."""
    unit, scale, measure = (_text(resource, name) for name in ("unit", "scale", "measure"))
    if unit:
        yield "unit", unit
    if scale in get_args(Scale):
        yield "scale", scale
    if _text(resource, "calendar") == "us-fiscal":
        yield "calendar", "us-fiscal"
    if measure and kebab_case(measure) == measure:
        yield "measure", measure


def _sources(resource: _Resource) -> Iterator[str]:
    """The sources that a package names, with their addresses."""
    for source in _objects(resource, "sources"):
        named = filter(None, (one_line(_text(source, "title")), _text(source, "path")))
        yield " ".join(named)


def _text(held: _Resource, name: str) -> str:
    value = held.get(name)
    return value if isinstance(value, str) else ""
