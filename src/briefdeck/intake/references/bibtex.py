"""Sources from BibTeX and BibLaTeX."""

import re
from collections.abc import Callable
from typing import Final, get_args

from briefdeck.intake.decoding import decoded, decoding_said
from briefdeck.intake.references.bibtex_syntax import Entry, Field, parsed
from briefdeck.intake.references.dates import edtf, when, with_month
from briefdeck.intake.references.inheritance import inheriting
from briefdeck.intake.references.languages import language_tag
from briefdeck.intake.references.latex import address, plain_text
from briefdeck.intake.references.names import bibtex_names
from briefdeck.intake.references.pages import pages
from briefdeck.intake.references.record import (
    MOST,
    Record,
    taken,
    too_many,
)
from briefdeck.intake.references.wording import with_subtitle
from briefdeck.intake.taken import Options, Taken
from briefdeck.model.bibtex import DATES, EDITORS, FIELDS, NAMES, PUBLISHERS, WITH_ISSUES, read_as
from briefdeck.model.briefing import Source
from briefdeck.model.csl import SourceType, bare_doi, csl_key, type_meant_by
from briefdeck.model.fields import fields_of
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, quoted

_ENCODING: Final = re.compile(rb"%[ \t]*Encoding:[ \t]*([\w-]+)", re.IGNORECASE)
_NO_SOURCES: Final = frozenset({"xdata", "set", "ieeetranbstctl", "control", "bibnote"})
_TYPES: Final = frozenset(get_args(SourceType))
_KINDS: Final = {
    "collection": "book", "mvcollection": "book", "mvproceedings": "book", "mvreference": "book",
    "bookinbook": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "suppperiodical": "article-journal", "legal": "document", "commentary": "document",
}  # fmt: skip
"""Types of entries that others lack, or that are not CSL's of that name."""
_GENRES: Final = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis", "candthesis": "Candidate thesis",
    "techreport": "Technical report", "resreport": "Research report",
}  # fmt: skip
"""Sorts of works that BibLaTeX has a word of its own for."""
_WORDS: Final = {"newseries": "new series", "oldseries": "old series"}
"""Words that BibLaTeX sets in the language of a paper."""
_PATENT: Final = pattern(r"pat(ent|req)(us|eu|uk|de|fr|)")
_COUNTRIES: Final = {
    "": "", "us": "U.S. ", "eu": "European ", "uk": "British ", "de": "German ", "fr": "French ",
}  # fmt: skip
_THESES: Final = frozenset({"phdthesis", "mastersthesis"})
_NUMBERED_THEMSELVES: Final = frozenset(
    {"techreport", "report", "manual", "patent", "standard", "legislation", "jurisdiction"}
)
"""Types of entries whose number is not that in their series."""
_FURTHER: Final = {
    "issuetitle": "volume-title", "series": "collection-title", "address": "publisher-place",
    "location": "publisher-place", "edition": "edition", "volume": "volume", "version": "version",
    "annotation": "annote", "numpages": "number-of-pages", "keyword": "keyword", "pmid": "PMID",
    "pmcid": "PMCID", "license": "license", "rights": "license", "copyright": "license",
    "callnumber": "call-number", "call-number": "call-number", "lccn": "call-number",
 "section": "section", "medium": "medium", "scale": "scale",
    "jurisdiction": "jurisdiction", "court": "authority", "conference": "event-title",
    "eventplace": "event-place", "journalabbr": "container-title-short",
    "shortbooktitle": "container-title-short",
}  # fmt: skip
_PLAIN: Final = {**{theirs: csl_key(ours) for ours, theirs in FIELDS.items()}, **_FURTHER}
"""Fields that are read as text, and ours."""
_WHOLES: Final = ("booktitle", "maintitle", "issuetitle", "eventtitle", "shorttitle")
_TITLES: Final = ("title", *_WHOLES[:2], "journaltitle", "journal")
_BOOKS: Final = frozenset({"book", "mvbook", "collection", "proceedings", "reference", "manual"})
_PUBLISHERS: Final = ("publisher", "institution", "school", "organization", "howpublished")
_ROLES: Final = {
    **{theirs: csl_key(ours) for ours, theirs in NAMES.items()},
    **{field.key: field.key for field in fields_of(Source) if field.default == () and field.groups},
}
_SORTS_OF_EDITORS: Final = {theirs: ours for ours, theirs in EDITORS.items()}
_EDITORS: Final = ("editor", "editora", "editorb", "editorc")
_ACCESSES: Final = (
    "urldate",
    "accessed",
    "lastchecked",
    "lastaccessed",
    "urlaccessdate",
    "visited",
)
_ARCHIVES: Final = {
    "arxiv": "https://arxiv.org/abs/{}",
    "jstor": "https://www.jstor.org/stable/{}",
    "hdl": "https://hdl.handle.net/{}",
    "handle": "https://hdl.handle.net/{}",
}
_DOI: Final = pattern(r"10\.[0-9.]{3,12}/\S+")
_URL: Final = pattern(r"(?:https?|ftp)://[^\s{}<>\"]+")
_ACCESSED: Final = pattern(
    r"[\[(]?(?:online[;,.]?\s*)?(?:last\s+)?(?:accessed|visited|retrieved)(?:\s+on)?:?\s*"
    r"([0-9A-Za-z][^;()\[\]]{5,24}?)[\])]?\.?$",
    re.IGNORECASE,
)


def take(content: bytes, options: Options) -> Taken:
    """Return the sources of a file."""
    claimed = _ENCODING.search(content[:2000])
    text, encoding = decoded(content, claimed[1].decode("ascii") if claimed else "")
    found = parsed(text)
    refused = found.refused.sentences()
    if not found.entries and not refused:
        refused = (f"{options.name} holds no entry of BibTeX",)
    if len(found.entries) > MOST:
        return too_many(len(found.entries), options.name)
    sources = [each for each in inheriting(found.entries) if each[0].kind not in _NO_SOURCES]
    records = [_record(entry, problem) for entry, problem in sources]
    said = [*decoding_said(options.name, encoding), *found.said.sentences()]
    return taken(records, said, refused)


def _record(entry: Entry, problem: str) -> Record:
    reader = _Reader(entry)
    if problem:
        reader.record.guess(problem)
    for step in _STEPS:
        step(reader)
    for name, field in reader.left.items():
        reader.record.lose(name, plain_text(field.value).text)
    return reader.record


class _Reader:
    """An entry on its way to a record: what is left of its fields."""

    def __init__(self, entry: Entry) -> None:
        self.kind = entry.kind
        self.left: dict[str, Field] = dict(entry.fields)
        self.record = Record(entry.key, place=f"line {entry.line}")

    def raw(self, name: str) -> str:
        """Take a field away, and return its value as it is written."""
        field = self.left.pop(name, None)
        return field.value if field else ""

    def text(self, name: str) -> str:
        """Take a field away, and return what it says."""
        if name not in self.left:
            return ""
        plain = plain_text(self.raw(name))
        for command in plain.unknown:
            self.record.guess(f"{quoted(command)} in {quoted(name)} is not known and left out")
        return one_line(plain.text)

    def either(self, *names: str) -> str:
        """Take several fields of one meaning away, and return what the first of them says."""
        return next(filter(None, [self.text(name) for name in names]), "")

    def date(self, name: str) -> str:
        """Take a date away, in which a tilde is a sign of EDTF."""
        return one_line(plain_text(self.raw(name).replace("~", r"\textasciitilde{}")).text)

    def title(self, name: str) -> str:
        """Take a title with its subtitle and what more is said of it."""
        if name not in self.left:
            return ""
        stem = name.removesuffix("title")
        title = with_subtitle(self.text(name), self.text(f"{stem}subtitle"))
        return ". ".join(filter(None, (title, self.text(f"{stem}titleaddon"))))


def _type(reader: _Reader) -> None:
    subtype = reader.text("entrysubtype")
    kind = _KINDS.get(reader.kind) or read_as(reader.kind)
    kind = kind or (reader.kind if reader.kind in _TYPES else "")
    found = _type_called(subtype)
    if subtype and not found:
        reader.record.lose("entrysubtype", subtype)
    if not kind and not found:
        kind = "document"
        reader.record.guess(f"`@{reader.kind}` is taken as a document")
    reader.record.fields["type"] = found or kind


def _type_called(name: str) -> str:
    """CSL's type of a name in BibLaTeX: `magazine`."""
    for called in (f"article-{name}", name):
        if called in _TYPES:
            return called
    return type_meant_by(name)


def _genre(reader: _Reader) -> None:
    said = reader.text("type")
    genre = _GENRES.get(said.casefold().replace(" ", ""), said)
    patent = _PATENT.fullmatch(said)
    if patent:
        genre = f"{_COUNTRIES[patent[2] or '']}patent{' request' if patent[1] == 'req' else ''}"
    if not genre and reader.kind in _THESES:
        genre = _GENRES[reader.kind]
    reader.record.say("genre", genre, "type")


def _titles(reader: _Reader) -> None:
    """The work's own title, that of its volume, and of what it stands in."""
    record = reader.record
    titles = {name: title for name in _TITLES if (title := reader.title(name))}
    if reader.kind in _BOOKS and "maintitle" in titles and "title" in titles:
        record.say("volume-title", titles.pop("title"), "title")
        record.say("title", titles.pop("maintitle"), "maintitle")
    elif "maintitle" in titles and "booktitle" in titles:
        record.say("volume-title", titles.pop("booktitle"), "booktitle")
    # What has no title is called by what it stands in.
    own = next((name for name in ("title", *_WHOLES) if name in titles), "")
    record.say("title", titles.pop(own, ""), own)
    for name in _containers(reader.kind):
        if titles.get(name) != record.fields.get("title"):
            record.say("container-title", titles.get(name, ""), name)
    if record.fields["type"] == "book" and "container-title" in record.fields:
        record.fields["type"] = "chapter"
        record.guess(f"`@{reader.kind}` is taken as a chapter, as it stands in another book")


def _containers(kind: str) -> tuple[str, ...]:
    """The fields that may name what an entry of a type stands in, the likeliest first."""
    journals, books = ("journaltitle", "journal"), ("maintitle", "booktitle")
    return (*journals, *books) if kind in WITH_ISSUES else (*books, *journals)


def _people(reader: _Reader) -> None:
    opening = reader.text("authortype").replace(" ", "-")
    for theirs, role in _ROLES.items():
        if theirs not in _EDITORS:
            is_opened = theirs == "author" and opening in _ROLES.values()
            _add_names(reader, theirs, opening if is_opened else role)
    for theirs in _EDITORS:
        sort = reader.text(f"{theirs}type").casefold()
        other = "editor" if theirs == "editor" or sort in {"", "editor"} else "contributor"
        _add_names(reader, theirs, csl_key(_SORTS_OF_EDITORS.get(sort, other)))


def _add_names(reader: _Reader, theirs: str, role: str) -> None:
    if theirs not in reader.left:
        return
    found = bibtex_names(reader.raw(theirs))
    for guess in found.guessed:
        reader.record.guess(guess)
    if found.has_others:
        reader.record.lose("and others", f"in {theirs}")
    reader.record.add_names(role, found.names)


def _numbers(reader: _Reader) -> None:
    number, issue = reader.text("number"), reader.text("issue")
    is_of_series = "series" in reader.left and reader.kind not in _NUMBERED_THEMSELVES
    if reader.kind in WITH_ISSUES:
        reader.record.say("issue", number or issue, "number")
        reader.record.say("issue", issue, "issue")
    else:
        key = "collection-number" if is_of_series else "number"
        reader.record.say(key, number, "number")
        reader.record.say("issue", issue, "issue")
    said = pages(reader.text("pages"))
    is_count = said.isdigit() and reader.record.fields["type"] in {"book", "thesis"}
    reader.record.say("number-of-pages" if is_count else "page", said, "pages")
    for name in ("eid", "articleno", "article-number"):
        reader.record.say("page", pages(reader.text(name)), name)


def _publishers(reader: _Reader) -> None:
    own = PUBLISHERS.get(reader.kind, "publisher")
    key = "authority" if reader.record.fields["type"] == "legal_case" else "publisher"
    for name in sorted(_PUBLISHERS, key=lambda name: name != own):
        if name == "howpublished" and "howpublished" in reader.left:
            _how_published(reader)
        else:
            reader.record.say(key, reader.text(name), name)


def _how_published(reader: _Reader) -> None:
    """An address, when it was seen, or who published it."""
    raw = reader.raw("howpublished")
    url = _URL.search(address(raw))
    if url:
        reader.left.setdefault("url", Field("url", url[0].rstrip(".,;"), 0))
        raw = re.sub(r"\\(?:url|path)\s*\{[^{}]*\}|(?:https?|ftp)://\S+", "", raw)
    said = _without_access(reader, one_line(plain_text(raw).text))
    if said.strip(" .,;:()[]"):
        reader.record.say("publisher", said, "howpublished")


def _without_access(reader: _Reader, said: str) -> str:
    """Words without the day on which the work was seen, which becomes its own field."""
    found = _ACCESSED.search(said)
    date = edtf(found[1].replace("-", " ")) or edtf(found[1]) if found else ""
    if not found or not date:
        return said
    reader.record.say("accessed", date, "accessed")
    return said[: found.start()].rstrip(" .,;")


def _dates(reader: _Reader) -> None:
    record = reader.record
    date, year = reader.date("date"), reader.date("year")
    month, day = reader.text("month"), reader.text("day")
    found = when(date or year)
    if found.unread:
        record.lose("date" if date else "year", found.unread)
    issued = found.date
    if month and not date:
        issued = with_month(issued, month, day) if issued.isdigit() else ""
        if not issued:
            record.lose("month", month)
    record.say("issued", issued or found.date, "date")
    record.say("status", when(reader.text("pubstate")).status or found.status, "pubstate")
    for name in _ACCESSES:
        _date(reader, name, "accessed")
    for ours, theirs in DATES.items():
        _date(reader, theirs, csl_key(ours))


def _date(reader: _Reader, theirs: str, ours: str) -> None:
    if theirs not in reader.left:
        return
    said = reader.date(theirs)
    seen = _ACCESSED.search(said)
    date = edtf(seen[1] if seen else said)
    reader.record.say(ours, date, theirs)
    if said and not date:
        reader.record.lose(theirs, said)


def _addresses(reader: _Reader) -> None:
    record = reader.record
    doi = _DOI.search(bare_doi(address(reader.raw("doi"))))
    record.say("DOI", doi[0].rstrip(".,;") if doi else "", "doi")
    for name in ("url", "link", "bdsk-url-1", "ee"):
        said = address(reader.raw(name))
        first, *others = said.split() or [""]
        if name != "url" and str(record.fields.get("DOI", "-")) in first:
            continue
        record.say("URL", first, name)
        for other in others:
            record.lose(name, other)
    _eprint(reader)
    found = _DOI.search(bare_doi(str(record.fields.get("URL", ""))))
    if found and found.start() == 0:
        record.fields.setdefault("DOI", found[0])


def _eprint(reader: _Reader) -> None:
    """The number in an archive of preprints, which gives an address where there is none."""
    number = reader.either("eprint", "arxivid")
    archive = reader.either("eprinttype", "archiveprefix") or "arXiv"
    classes = reader.either("eprintclass", "primaryclass")
    if not number:
        return
    if archive.casefold() in {"pubmed", "pmid"}:
        reader.record.say("PMID", number, "eprint")
        return
    bare = re.sub(r"^arxiv:\s*", "", number, flags=re.IGNORECASE)
    form = _ARCHIVES.get(archive.casefold())
    if form and "URL" not in reader.record.fields:
        reader.record.say("URL", form.format(bare), "eprint")
    elif bare not in str(reader.record.fields.get("URL", "")):
        reader.record.lose("eprint", " ".join(filter(None, (f"{archive}:{bare}", classes))))


def _notes(reader: _Reader) -> None:
    words = [_without_access(reader, reader.text(name)) for name in ("note", "addendum")]
    reader.record.note(" ".join(filter(None, words)))


def _others(reader: _Reader) -> None:
    language = reader.either("language", "langid", "hyphenation")
    tag = language_tag(language)
    reader.record.say("language", tag, "language")
    if language and not tag:
        reader.record.lose("language", language)
    keys = address(reader.raw("ids")).split(",")
    reader.record.aliases += [key.strip() for key in keys if key.strip()]
    library = reader.text("library")
    is_mark = "," not in library and any(sign.isdigit() for sign in library)
    reader.record.say("call-number" if is_mark else "archive", library, "library")
    for theirs, ours in _PLAIN.items():
        said = reader.title(theirs)
        reader.record.say(ours, _WORDS.get(said, said), theirs)


_STEPS: Final[tuple[Callable[[_Reader], None], ...]] = (
    _type, _titles, _people, _genre, _numbers, _publishers, _dates, _addresses, _notes, _others,
)  # fmt: skip
