"""A source for other programs: as CSL variables and as a BibTeX entry."""

from typing import Any, Final

from briefdeck.document.chicago import bare_doi
from briefdeck.document.chicago_labels import host_of, year_words
from briefdeck.document.chicago_parts import family_name, page_ranges, undivided, year_label
from briefdeck.model.briefing import Source
from briefdeck.model.calendar import SHORT_MONTHS, day_to_civil
from briefdeck.model.csl import Name
from briefdeck.model.edtf import Edtf

# CSL's names of variables, and ours.
_FIELDS: Final = (
    ("container-title", "container_title"), ("publisher", "publisher"),
    ("publisher-place", "publisher_place"), ("genre", "genre"), ("edition", "edition"),
    ("number", "number"), ("volume", "volume"), ("issue", "issue"),
    ("version", "version"), ("language", "language"), ("URL", "url"),
)  # fmt: skip
# How many of year, month and day a precision knows; a season knows its year alone.
_KNOWN_PARTS: Final = {"year": 1, "season": 1, "month": 2, "day": 3, "minute": 3, "second": 3}

# Types by whose editors, and by whose container, a style cites what has no author: not, and so.
_EDITORS_UNNAMED: Final = frozenset({"interview", "personal_communication", "standard"})
_HOSTED: Final = frozenset({"article-magazine", "article-newspaper", "webpage"})


def csl(source: Source, letter: str = "") -> dict[str, Any]:
    """Return a source's CSL variables as plain data; its `note` says what CSL cannot of a date.

    With a `letter` its year has that letter, whatever order a style would give letters in.
    """
    item: dict[str, Any] = {"id": source.id, "type": source.type, "title": source.title}
    for role, names in (("author", source.author), ("editor", source.editor)):
        if names:
            item[role] = [_csl_name(name) for name in names]
    for variable, field in _FIELDS:
        value = getattr(source, field)
        if value is not None:
            item[variable] = str(value)
    if source.doi:
        item["DOI"] = bare_doi(source.doi)
    if source.page is not None:
        item["page"] = page_ranges(str(source.page))
    _add_who(item, source)
    _add_dates(item, source)
    if letter:
        _add_letter(item, source, letter)
    return item


def _add_who(item: dict[str, Any], source: Source) -> None:
    """Say what a style has to know to cite by the same name as our list does."""
    # Styles cite a report's container as a book, and a hearing by its title, as a law.
    if source.type == "report" and source.container_title:
        item["collection-title"] = item.pop("container-title")
    if source.type == "hearing":
        item["type"] = "report"
        item.setdefault("genre", "Hearing")
    if source.author:
        return
    if source.editor:
        if source.type in _EDITORS_UNNAMED:
            item["author"] = item.pop("editor")
        return
    # A paper by nobody would be cited by the name of its proceedings.
    if source.type == "paper-conference":
        item["type"] = "chapter"
    host = host_of(source)
    if host and not (source.container_title and source.type in _HOSTED):
        del item["container-title" if source.container_title == host else "publisher"]
        item["author"] = [{"literal": host}]


def _add_dates(item: dict[str, Any], source: Source) -> None:
    """Say when a source was issued and looked at, and in a note what CSL cannot of that."""
    notes = []
    for variable, when in (("issued", source.issued), ("accessed", source.accessed)):
        if when is None:
            continue
        item[variable], is_whole = csl_date(when)
        if not is_whole:
            notes.append(f"{variable}: {when.text}")
    if notes:
        item["note"] = "; ".join(notes)


def _add_letter(item: dict[str, Any], source: Source, letter: str) -> None:
    """Say the year with its letter; what has no date is cited by its status: `FBI, n.d.-a`."""
    year = year_words(source, letter)
    if source.issued is None:
        item["status"] = year
    else:
        item["issued"]["literal"] = year


def csl_date(when: Edtf) -> tuple[dict[str, Any], bool]:
    """Return a date as CSL has it, and whether that says all of it.

    CSL knows seasons, but no decades, open ends, unknown months and times of day. How
    the year is written is said beside it (`literal`) where citeproc would write it otherwise than
    our list.
    """
    date: dict[str, Any] = {}
    parts = _date_parts(when)
    if parts:
        date["date-parts"] = parts
    season = None if when.is_interval else _csl_season(when)
    if season is not None:
        date["season"] = season
    is_rough = when.is_approximate or when.is_uncertain
    # Citeproc says `476 AD`.
    is_early = any(0 < year < _FIRST_PLAIN_YEAR for year, *_ in parts)
    # Not `circa` too: a style would put brackets and a question mark around our own.
    if is_rough or is_early or not parts:
        date["literal"] = year_label(when)
    says_less = not parts or when.is_uncertain or when.is_unspecified or when.has_time
    return date, not says_less


def _date_parts(when: Edtf) -> list[list[int]]:
    """One or two dates as CSL's numbers; nothing where they cannot be said so."""
    ends = [when.start, when.end] if when.is_interval else [when]
    parts = [_known_parts(end) for end in ends]
    return parts if all(parts) else []


def _known_parts(when: Edtf | None) -> list[int]:
    """Year, month and day as far as they are known; nothing of an open end."""
    if when is None or when.lower is None:
        return []
    known = _KNOWN_PARTS.get(when.precision, 0)
    if not known:
        return []
    year, month, day = day_to_civil(when.lower)
    # CSL has no year 0: 1 BC, our 0, is its -1.
    if year <= 0:
        year -= 1
    return [year, month, day][:known]


def _csl_season(when: Edtf) -> int | None:
    """1 for spring to 4 for winter; a season begins in March, June, September or December."""
    if when.precision != "season" or when.lower is None:
        return None
    return day_to_civil(when.lower)[1] // 3


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"literal": name.words}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return {variable: value for variable, value in parts.items() if value}


_FIRST_PLAIN_YEAR: Final = 1000
"""Earlier years have `AD` or `BC` beside them."""

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
    match _date_parts(source.issued):
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
