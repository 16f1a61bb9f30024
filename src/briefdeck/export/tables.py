"""Figures and tables as CSV, to calculate with: one of them, or all of a briefing in an archive.

The archive says what its files are in `datapackage.json`, as Frictionless Data has it.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefdeck.document.lookup import Lookup, lookup
from briefdeck.export import Exported, Wanted
from briefdeck.model.briefing import Series, Source, Table
from briefdeck.model.prose import plain_text
from briefdeck.output.cells import csv_text
from briefdeck.output.takeaway import cells_of
from briefdeck.text.words import article, one_line

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""When every file of an archive was made: the first day that archives know."""
_READABLE: Final = 0o644 << 16


def export(wanted: Wanted) -> Exported:
    """Write a figure or a table, or all of them that a reading has.

    Raises ValueError for an entry of another kind, and for a briefing without any.
    """
    found = lookup(wanted.loaded)
    if wanted.entry is None:
        return _archive(found, wanted)
    entry = found.links.entries[wanted.entry]
    if isinstance(entry, Series | Table):
        return Exported(_csv(found, entry), tuple(_losses(entry)), ".csv")
    raise ValueError(f"`{entry.id}` is {article(entry.noun)}; CSV has figures and tables")


def _archive(found: Lookup, wanted: Wanted) -> Exported:
    every: tuple[Series | Table, ...] = (*found.briefing.series, *found.briefing.tables)
    entries = [entry for entry in every if wanted.holds(found, entry)]
    if not entries:
        raise ValueError("there is neither a figure nor a table to write as CSV")
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        _add(archive, "datapackage.json", _package(found, entries))
        for entry in entries:
            _add(archive, f"{entry.id}.csv", _csv(found, entry))
    return Exported(written.getvalue(), (), ".zip")


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    info = ZipInfo(name, _FIRST_DAY)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = _READABLE
    archive.writestr(info, content)


def _csv(found: Lookup, entry: Series | Table) -> bytes:
    cells = cells_of(found, entry)
    return csv_text(cells).encode() if cells else b""


def _losses(entry: Series | Table) -> Iterator[str]:
    """What a file alone does not say, and an archive does."""
    said = [name for name in ("text", "caveat", "cites") if getattr(entry, name)]
    if said:
        yield f"what is said of all values of `{entry.id}`: {', '.join(said)}"
    if isinstance(entry, Series) and entry.calendar == "us-fiscal":
        yield f"that the years of `{entry.id}` are U.S. fiscal years, October to September"


def _package(found: Lookup, entries: list[Series | Table]) -> bytes:
    front = found.briefing.front
    package = {
        "name": found.loaded.id,
        "title": one_line(front.title),
        "description": plain_text(front.bluf),
        "version": front.as_of.text,
        "resources": [_resource(found, entry) for entry in entries],
    }
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n".encode()


def _resource(found: Lookup, entry: Series | Table) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": entry.id,
        "path": f"{entry.id}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": one_line(entry.title),
    }
    said = "\n\n".join(filter(None, map(plain_text, (entry.text or "", entry.caveat_text))))
    if said:
        resource["description"] = said
    if isinstance(entry, Series):
        of_values = {"unit": entry.unit, "scale": entry.scale, "measure": entry.measure}
        resource |= {name: value for name, value in of_values.items() if value}
        resource["calendar"] = entry.calendar
    sources = [_source(found, source) for source in _cited(found, entry)]
    if sources:
        resource["sources"] = sources
    return resource


def _cited(found: Lookup, entry: Series | Table) -> list[Source]:
    cited = dict.fromkeys(link.target for link in found.citations_of(entry.id))
    return list(filter(None, map(found.source, cited)))


def _source(found: Lookup, source: Source) -> dict[str, str]:
    said = {"title": found.short_forms.short(source)}
    return {**said, "path": source.url} if source.url else said
