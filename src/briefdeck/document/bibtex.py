"""A source as a BibTeX entry, for copying into a manuscript."""

from typing import Final

from briefdeck.document.csl import csl_date
from briefdeck.document.reference_dates import year_label
from briefdeck.model.briefing import Name, Source

_TYPES: Final = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport", "standard": "techreport",
}  # fmt: skip
_CONTAINERS: Final = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS: Final = {
    "techreport": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "misc": "howpublished",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
    fields += [(role, _names(names)) for role, names in (("author", source.author), ("editor", source.editor)) if names]
    container = _CONTAINERS.get(kind, "series")
    optional = (
        (container, source.container_title),
        (_PUBLISHERS.get(kind, "publisher"), source.publisher),
        ("address", source.publisher_place),
        ("type", source.genre if kind in {"techreport", "phdthesis", "mastersthesis"} else None),
        ("edition", source.edition),
        ("number", source.issue if kind == "article" else source.number),
        ("volume", source.volume),
        ("pages", str(source.page).replace("–", "-").replace("-", "--") if source.page is not None else None),
        ("version", source.version),
    )
    fields += [(name, _escaped(str(value))) for name, value in optional if value is not None]
    lines = [f"  {name} = {{{value}}}," for name, value in fields] + _dates(source) + _addresses(source)
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
        lines.append(f"  month = {_MONTHS[parts[0][1] - 1]}{day},")
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
