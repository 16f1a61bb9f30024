"""A source as CSL-JSON has it, for other programs."""

from typing import Any, Final

from msgspec import json

from briefdeck.model.briefing import Name, Source
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.edtf import Edtf

_FIELDS: Final = (
    ("container-title", "container_title"), ("publisher", "publisher"), ("publisher-place", "publisher_place"), ("genre", "genre"),
    ("edition", "edition"), ("number", "number"), ("volume", "volume"), ("issue", "issue"), ("page", "page"), ("version", "version"),
    ("language", "language"), ("URL", "url"), ("DOI", "doi"),
)  # fmt: skip
_PARTS: Final = {"year": 1, "month": 2, "day": 3, "second": 3}


def csl(source: Source) -> dict[str, Any]:
    """A source's CSL variables as plain data; what CSL cannot say of a date stands in its `note`."""
    item: dict[str, Any] = {"id": source.id, "type": source.type, "title": source.title}
    for role, names in (("author", source.author), ("editor", source.editor)):
        if names:
            item[role] = [_name(name) for name in names]
    for variable, field in _FIELDS:
        value = getattr(source, field)
        if value is not None:
            item[variable] = str(value)
    notes = []
    for variable, when in (("issued", source.issued), ("accessed", source.accessed)):
        if when is not None:
            item[variable], is_whole = csl_date(when)
            if not is_whole:
                notes.append(f"{variable}: {when.text}")
    if notes:
        item["note"] = "; ".join(notes)
    return item


def csl_json(source: Source) -> str:
    """A source as a CSL-JSON array of one item, indented, ready to be pasted or imported."""
    return json.format(json.encode([csl(source)]), indent=2).decode() + "\n"


def csl_date(when: Edtf) -> tuple[dict[str, Any], bool]:
    """A date as CSL has it, and whether that says all of it: CSL knows `circa`, but no decades, no months unknown."""
    if when.is_interval and (when.start is None or when.end is None):
        return {"literal": when.words()}, False
    ends = [when.start, when.end] if when.is_interval else [when]
    parts = [_parts(end) for end in ends if end is not None]
    date: dict[str, Any] = {"date-parts": [part for part in parts if part]}
    if len(date["date-parts"]) < len(ends):
        return {"literal": when.words()}, False
    if when.precision == "season" and when.lower is not None and not when.is_interval:
        date["season"] = (day_to_civil(when.lower)[1] - 3) // 3 + 1
    if when.is_approximate or when.is_uncertain:
        date["circa"] = True
    return date, not when.is_uncertain and not when.is_unspecified


def _parts(when: Edtf) -> list[int]:
    """Year, month and day as far as they are known; a year BC as CSL counts (-1 is 1 BC)."""
    if when.lower is None or when.precision in {"decade", "century"}:
        return []
    year, month, day = day_to_civil(when.lower)
    return [year if year > 0 else year - 1, month, day][: _PARTS.get(when.precision, 1)]


def _name(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"literal": name.literal or name.given or ""}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {variable: value for variable, value in parts.items() if value}
