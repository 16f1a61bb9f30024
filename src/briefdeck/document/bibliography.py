"""A source for other programs: as CSL variables and as a BibTeX entry."""

from typing import Any, Final

from briefdeck.document.reference_parts import year_label
from briefdeck.model.briefing import Name, Source
from briefdeck.model.calendar import SHORT_MONTHS, day_to_civil
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
            item[role] = [_csl_name(name) for name in names]
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


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"literal": name.literal or name.given or ""}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {variable: value for variable, value in parts.items() if value}


_TYPES: Final = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport", "standard": "techreport",
}  # fmt: skip
_CONTAINERS: Final = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}
_PUBLISHERS: Final = {
    "techreport": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "misc": "howpublished",
}
_ESCAPES: Final = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " ",
})  # fmt: skip
_URL_ESCAPES: Final = str.maketrans(
    {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", "%": r"\%", "#": r"\#", "\n": "%0A"}
)


def bibtex(source: Source) -> str:
    """A source as one BibTeX entry; capitals in titles are kept with braces, special characters are escaped."""
    kind = _kind(source)
    fields = [("title", f"{{{_escaped(source.title)}}}")]
    fields += [
        (role, _names(names))
        for role, names in (("author", source.author), ("editor", source.editor))
        if names
    ]
    container = _CONTAINERS.get(kind, "series")
    optional = (
        (container, source.container_title),
        (_PUBLISHERS.get(kind, "publisher"), source.publisher),
        ("address", source.publisher_place),
        ("type", source.genre if kind in {"techreport", "phdthesis", "mastersthesis"} else None),
        ("edition", source.edition),
        ("number", source.issue if kind == "article" else source.number),
        ("volume", source.volume),
        (
            "pages",
            str(source.page).replace("–", "-").replace("-", "--")
            if source.page is not None
            else None,
        ),
        ("version", source.version),
    )
    fields += [(name, _escaped(str(value))) for name, value in optional if value is not None]
    lines = (
        [f"  {name} = {{{value}}}," for name, value in fields] + _dates(source) + _addresses(source)
    )
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}"]) + "\n"


def _kind(source: Source) -> str:
    if source.type == "thesis":
        return "mastersthesis" if "master" in (source.genre or "").casefold() else "phdthesis"
    return _TYPES.get(source.type, "misc")


def _dates(source: Source) -> list[str]:
    if source.issued is None:
        return []
    lines = [f"  year = {{{_escaped(year_label(source.issued).replace('–', '--'))}}},"]
    parts = csl_date(source.issued)[0].get("date-parts", [])
    if len(parts) == 1 and len(parts[0]) > 1:
        day = f' # "~{parts[0][2]}"' if len(parts[0]) > 2 else ""
        lines.append(f"  month = {SHORT_MONTHS[parts[0][1] - 1].lower()}{day},")
    return lines


def _addresses(source: Source) -> list[str]:
    lines = [f"  doi = {{{_escaped(source.doi)}}},"] if source.doi else []
    if source.url:
        lines.append(f"  url = {{{source.url.translate(_URL_ESCAPES)}}},")
    if source.accessed is not None:
        lines.append(f"  urldate = {{{_escaped(source.accessed.text)}}},")
    return lines


def _names(names: tuple[Name, ...]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return f"{{{_escaped(name.literal or name.given or '')}}}"
    family = f"{name.particle} {name.family}" if name.particle else name.family
    parts = [family, *([name.suffix] if name.suffix else []), *([name.given] if name.given else [])]
    return ", ".join(_protected(part) for part in parts)


def _protected(part: str) -> str:
    """A part of a name; braces keep an "and" or a comma inside it from dividing it."""
    escaped = _escaped(part)
    return f"{{{escaped}}}" if "," in part or " and " in f" {part.casefold()} " else escaped


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
