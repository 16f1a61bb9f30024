"""A source as an entry of BibTeX and BibLaTeX, ready to be pasted."""

from typing import Final

from briefdeck.document.chicago import bare_doi
from briefdeck.document.chicago_parts import family_name, page_ranges, undivided, year_label
from briefdeck.document.csl_items import date_parts
from briefdeck.model.briefing import Source
from briefdeck.model.calendar import SHORT_MONTHS
from briefdeck.model.csl import Name

_TYPES: Final = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "paper-conference": "inproceedings",
    "report": "techreport", "standard": "techreport",
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
_WITH_GENRE: Final = frozenset({"techreport", "phdthesis", "mastersthesis"})
_ESCAPES: Final = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " ",
})  # fmt: skip
# An address has to stay one: what would end the field is encoded as addresses encode it.
_URL_ESCAPES: Final = str.maketrans(
    {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", "%": r"\%", "#": r"\#", "\n": "%0A"}
)


def bibtex(source: Source) -> str:
    """Return a source as one BibTeX entry, ready to be pasted."""
    kind = _kind(source)
    # Braces around the braces keep BibTeX from making the title's capitals small.
    lines = [f"  title = {{{{{_escaped(source.title)}}}}},"]
    for role, names in (("author", source.author), ("editor", source.editor)):
        if names:
            lines.append(f"  {role} = {{{' and '.join(map(_bibtex_name, names))}}},")
    for field, value in _optional_fields(source, kind):
        if value is not None:
            lines.append(f"  {field} = {{{_escaped(str(value))}}},")
    lines += [*_issued(source), *_addresses(source)]
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}"]) + "\n"


def _optional_fields(source: Source, kind: str) -> list[tuple[str, str | int | None]]:
    pages = None if source.page is None else page_ranges(str(source.page)).replace("–", "--")
    return [
        (_CONTAINERS.get(kind, "series"), source.container_title),
        (_PUBLISHERS.get(kind, "publisher"), source.publisher),
        ("address", source.publisher_place),
        ("type", source.genre if kind in _WITH_GENRE else None),
        ("edition", source.edition),
        # The number of an article's issue is BibTeX's `number`.
        ("number", source.issue if kind == "article" else source.number),
        ("volume", source.volume),
        ("pages", pages),
        ("version", source.version),
    ]


def _kind(source: Source) -> str:
    if source.type != "thesis":
        return _TYPES.get(source.type, "misc")
    # CSL has one type for all theses; which one it is stands in its genre.
    is_master = "master" in (source.genre or "").casefold()
    return "mastersthesis" if is_master else "phdthesis"


def _issued(source: Source) -> list[str]:
    """Year and month; a day is put behind the month, as BibTeX has no field for it."""
    if source.issued is None:
        return []
    year = year_label(source.issued).replace("–", "--")
    lines = [f"  year = {{{_escaped(year)}}},"]
    match date_parts(source.issued):
        case [[_, month]]:
            lines.append(f"  month = {SHORT_MONTHS[month - 1].lower()},")
        case [[_, month, day]]:
            lines.append(f'  month = {SHORT_MONTHS[month - 1].lower()} # "~{day}",')
    return lines


def _addresses(source: Source) -> list[str]:
    lines = []
    if source.doi:
        lines.append(f"  doi = {{{_escaped(bare_doi(source.doi))}}},")
    if source.url:
        lines.append(f"  url = {{{source.url.translate(_URL_ESCAPES)}}},")
    if source.accessed is not None:
        lines.append(f"  urldate = {{{_escaped(source.accessed.text)}}},")
    return lines


def _bibtex_name(name: Name) -> str:
    """`van der Berg, Jr., Piet`; what is not to be divided stands in braces."""
    whole = undivided(name)
    if whole is not None:
        return f"{{{_escaped(whole)}}}"
    parts = filter(None, (family_name(name), name.suffix, name.given))
    return ", ".join(map(_protected, parts))


def _protected(part: str) -> str:
    """A part of a name; braces keep an "and" or a comma inside it from dividing it."""
    escaped = _escaped(part)
    if "," in part or " and " in f" {part.casefold()} ":
        return f"{{{escaped}}}"
    return escaped


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
