"""A source as an entry of BibTeX and BibLaTeX, ready to be pasted."""

from collections.abc import Collection, Iterator
from typing import Final

from briefdeck.document.chicago_labels import TO_COME
from briefdeck.document.chicago_parts import (
    family_name,
    page_ranges,
    spaced,
    undivided,
    with_commas,
    year_label,
)
from briefdeck.document.chicago_roles import in_authors_place
from briefdeck.document.csl_items import date_parts, variables
from briefdeck.model.bibtex import (
    CONTAINERS,
    DATES,
    EDITORS,
    FIELDS,
    NAMES,
    PUBLISHERS,
    TYPES,
    WITH_ISSUES,
    read_as,
)
from briefdeck.model.briefing import Source
from briefdeck.model.calendar import SHORT_MONTHS
from briefdeck.model.csl import Name, Names, bare_doi
from briefdeck.model.edtf import Edtf

_WITHOUT_GENRE: Final = frozenset({"article", "book", "incollection", "inproceedings"})
_ELSEWHERE: Final = frozenset(
    {"title", "container_title", "publisher", "publisher_place", "edition", "volume", "page"}
    | {"version", "issued", "url", "doi", "accessed", "collection_title", "pmid", "archive"}
    | {"archive_collection", "archive_location", "archive_place", "call_number"}
)
"""What is said too, in a field that the type or another field decides."""
_ESCAPES: Final = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " ",
})  # fmt: skip
# An address has to stay one: what would end the field is encoded as addresses encode it.
_URL_ESCAPES: Final = str.maketrans(
    {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", "%": r"\%", "#": r"\#", "\n": "%0A"}
)


def bibtex(source: Source, via: str = "") -> str:
    """Return a source as one BibTeX entry, ready to be pasted.

    It has BibLaTeX's fields, which BibTeX passes over. What neither has is named in a comment.
    via: the source in which alone it was seen: `Davidson 2020, p. 6`.
    """
    kind = _kind(source)
    # Braces around the braces keep BibTeX from making the title's capitals small.
    lines = [f"  title = {{{{{_escaped(source.title)}}}}},"]
    for role, names in _people(source):
        lines.append(f"  {role} = {{{' and '.join(map(_bibtex_name, names))}}},")
    for field, value in (*_optional_fields(source, kind), *_further_fields(source, kind)):
        if value is not None:
            lines.append(f"  {field} = {{{_escaped(str(value))}}},")
    if via:
        lines.append(f"  note = {{{_escaped(f'Cited in {via}')}}},")
    lines += [*_sorts(source, kind), *_issued(source), *_addresses(source)]
    entry = "\n".join([f"@{kind}{{{source.id},", *lines, "}"]) + "\n"
    unsaid = bibtex_lacks(source)
    return f"% No field for: {', '.join(unsaid)}.\n{entry}" if unsaid else entry


def _people(source: Source) -> Iterator[tuple[str, Names]]:
    """The fields of people; whoever opens the reference is BibTeX's author or editor."""
    opening = _opening(source)
    for field, role in NAMES.items():
        names: Names = getattr(source, field)
        if field == "author" and opening:
            names = getattr(source, opening)
        if names:
            yield role, names
    for letter, (field, _) in _other_editors(source):
        yield f"editor{letter}", getattr(source, field)


def _opening(source: Source) -> str:
    return in_authors_place(source, {*NAMES, *EDITORS})


def _other_editors(source: Source) -> Iterator[tuple[str, tuple[str, str]]]:
    held = [item for item in EDITORS.items() if getattr(source, item[0])]
    yield from zip("abc", held, strict=False)


def _sorts(source: Source, kind: str) -> Iterator[str]:
    """What the entry's type and its fields do not tell apart, in fields of BibLaTeX's."""
    if source.type != (read_as(kind) or kind):
        yield f"  entrysubtype = {{{source.type.removeprefix('article-')}}},"
    if opening := _opening(source):
        yield f"  authortype = {{{opening.replace('_', ' ')}}},"
    for letter, (_, sort) in _other_editors(source):
        yield f"  editor{letter}type = {{{sort}}},"


def _optional_fields(source: Source, kind: str) -> list[tuple[str, str | int | None]]:
    pages = None if source.page is None else page_ranges(str(source.page)).replace("–", "--")
    return [
        (CONTAINERS.get(kind, "booktitle"), source.container_title),
        (PUBLISHERS.get(kind, "publisher"), source.publisher),
        ("address", source.publisher_place),
        ("type", source.genre if _says_genre(source, kind) else None),
        ("edition", source.edition),
        ("number", source.issue if kind in WITH_ISSUES else source.number),
        ("volume", source.volume),
        ("pages", pages),
        ("version", source.version),
    ]


def _further_fields(source: Source, kind: str) -> Iterator[tuple[str, str | int | None]]:
    """What BibLaTeX has and BibTeX does not."""
    yield "series", source.collection_title
    if _numbers_series(source, kind):
        yield "number", source.collection_number
    if kind == "article":
        yield "issuetitle", source.volume_title
    for field, theirs in FIELDS.items():
        yield theirs, getattr(source, field)
    for field, theirs in DATES.items():
        when: Edtf | None = getattr(source, field)
        yield theirs, when.text if when else None
    yield "library", with_commas(archive_words(source), source.call_number) or None
    if source.pmid:
        yield "eprint", source.pmid
        yield "eprinttype", "pubmed"
    if source.issued is None and source.status in TO_COME:
        yield "pubstate", (source.status or "").replace(" ", "")


def _numbers_series(source: Source, kind: str) -> bool:
    """Whether the entry's number is the one that it has in a series."""
    has_other = kind in WITH_ISSUES or source.number is not None
    return source.collection_title is not None and not has_other


def archive_words(source: Source) -> str:
    """Return where a source is kept: `box 7, Papers of the Port, City Archive, Bergen`."""
    kept = (source.archive_location, source.archive_collection, source.archive)
    return with_commas(*kept, source.archive_place)


def _says_genre(source: Source, kind: str) -> bool:
    """Whether the entry says what sort of thing it is; articles, books and chapters cannot."""
    return kind not in _WITHOUT_GENRE and source.genre is not None


def bibtex_lacks(source: Source) -> list[str]:
    """Return CSL's names of what a source has and its entry does not say."""
    kind = _kind(source)
    said = {*NAMES, *EDITORS, *DATES, *FIELDS, *_ELSEWHERE, _opening(source)}
    if _says_genre(source, kind):
        said.add("genre")
    said |= {"volume_title"} if kind == "article" else set()
    if kind in WITH_ISSUES:
        said.add("issue")
    else:
        said.add("collection_number" if _numbers_series(source, kind) else "number")
    return said_nowhere(source, said)


def said_nowhere(source: Source, said: Collection[str]) -> list[str]:
    """Return CSL's names of what a source has, without those fields that are said."""
    return [
        key
        for key, field in variables()
        if field not in said and getattr(source, field) not in (None, ())
    ]


def _kind(source: Source) -> str:
    if source.type != "thesis":
        return TYPES.get(source.type, "misc")
    if source.genre is None:
        return "thesis"
    # CSL has one type for all theses; which one it is stands in its genre.
    is_master = "master" in source.genre.casefold()
    return "mastersthesis" if is_master else "phdthesis"


def _issued(source: Source) -> list[str]:
    """Year and month; a day is put behind the month, as BibTeX has no field for it.

    What they do not say is said by `date`, which BibLaTeX reads as EDTF.
    """
    if source.issued is None:
        return []
    year = year_label(source.issued).replace("–", "--")
    lines = [f"  year = {{{_escaped(year)}}},"]
    match date_parts(source.issued):
        case [[_, month]]:
            lines.append(f"  month = {SHORT_MONTHS[month - 1].lower()},")
        case [[_, month, day]]:
            lines.append(f'  month = {SHORT_MONTHS[month - 1].lower()} # "~{day}",')
    is_said = year.isdigit() and source.issued.precision in {"year", "month"}
    if not is_said or source.issued.is_interval or not source.issued.is_exact:
        lines.append(f"  date = {{{source.issued.text}}},")
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
    given = spaced(name.given, name.dropping_particle)
    others = map(_protected, filter(None, (name.suffix, given)))
    return ", ".join([_family(name), *others])


def _family(name: Name) -> str:
    """A family name; braces keep what begins like a particle and is not one in it."""
    family = family_name(name)
    is_one = not name.non_dropping_particle and " " in family and family[0].islower()
    return f"{{{_escaped(family)}}}" if is_one else _protected(family)


def _protected(part: str) -> str:
    """A part of a name; braces keep an "and" or a comma inside it from dividing it."""
    escaped = _escaped(part)
    if "," in part or " and " in f" {part.casefold()} ":
        return f"{{{escaped}}}"
    return escaped


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
