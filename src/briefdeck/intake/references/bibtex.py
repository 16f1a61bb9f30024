"""Sources from BibTeX and BibLaTeX."""

import re
from collections.abc import Callable
from typing import Final, get_args

from briefdeck.intake.references.bibtex_syntax import Entry, Field, parsed
from briefdeck.intake.references.bibtex_tables import (
    ACCESS_FIELDS,
    ADDRESS_FIELDS,
    ARCHIVES,
    BOOKS,
    EDITOR_FIELDS,
    EDITOR_SORTS,
    FIELD_KEYS,
    KINDS,
    NO_SOURCES,
    NUMBERED_THEMSELVES,
    PEOPLE,
    PUBLISHER_FIELDS,
    in_words,
)
from briefdeck.intake.references.dates import When, edtf, when, with_month
from briefdeck.intake.references.inheritance import inheriting
from briefdeck.intake.references.languages import language_tag
from briefdeck.intake.references.latex import address, plain_text
from briefdeck.intake.references.names import bibtex_names
from briefdeck.intake.references.pages import pages
from briefdeck.intake.references.record import MOST, ROLES, Record, taken, too_many
from briefdeck.intake.references.wording import with_subtitle
from briefdeck.intake.taken import Options, Taken
from briefdeck.model.bibtex import DATES, PUBLISHERS, WITH_ISSUES, read_as
from briefdeck.model.csl import SourceType, bare_doi, csl_key, type_meant_by
from briefdeck.text.decoding import decoded, decoding_said
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, quoted

_ENCODING: Final = re.compile(rb"%[ \t]*Encoding:[ \t]*([\w-]+)", re.IGNORECASE)
_TYPES: Final = frozenset(get_args(SourceType))
_THESES: Final = frozenset({"phdthesis", "mastersthesis"})
_TITLES: Final = ("title", "booktitle", "maintitle", "journaltitle", "journal")
_LAST_TITLES: Final = ("issuetitle", "eventtitle", "shorttitle")
"""What calls a work that nothing better does."""
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
    sources = [each for each in inheriting(found.entries) if each[0].kind not in NO_SOURCES]
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
        said = {name: text for name in names if (text := self.text(name))}
        first = next(iter(said.values()), "")
        for name, text in said.items():
            if text.casefold() != first.casefold():
                self.record.lose(name, text)
        return first

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
    kind = KINDS.get(reader.kind) or read_as(reader.kind)
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
    said = reader.text("type") or (reader.kind if reader.kind in _THESES else "")
    reader.record.say("genre", in_words(said), "type")


def _titles(reader: _Reader) -> None:
    """The work's own title, that of its volume, and of what it stands in."""
    record = reader.record
    titles = {name: title for name in _TITLES if (title := reader.title(name))}
    if reader.kind in BOOKS and "maintitle" in titles and "title" in titles:
        record.say("volume-title", titles.pop("title"), "title")
        record.say("title", titles.pop("maintitle"), "maintitle")
    elif "maintitle" in titles and "booktitle" in titles:
        record.say("volume-title", titles.pop("booktitle"), "booktitle")
    # What has no title is called by what it stands in.
    own = next((name for name in ("title", "booktitle", "maintitle") if name in titles), "")
    record.say("title", titles.pop(own, ""), own)
    for name in _containers(reader.kind):
        if titles.get(name) != record.fields.get("title"):
            record.say("container-title", titles.get(name, ""), name)
    for name in _LAST_TITLES:
        if "title" not in record.fields:
            record.say("title", reader.title(name), name)
    if record.fields["type"] == "book" and "container-title" in record.fields:
        record.fields["type"] = "chapter"
        record.guess(f"`@{reader.kind}` is taken as a chapter, as it stands in another book")


def _containers(kind: str) -> tuple[str, ...]:
    """The fields that may name what an entry of a type stands in, the likeliest first."""
    journals, books = ("journaltitle", "journal"), ("maintitle", "booktitle")
    return (*journals, *books) if kind in WITH_ISSUES else (*books, *journals)


def _people(reader: _Reader) -> None:
    sort = reader.text("authortype").replace(" ", "-")
    if sort and sort not in ROLES:
        reader.record.lose("authortype", sort)
    for theirs, role in PEOPLE.items():
        is_of_sort = theirs == "author" and sort in ROLES
        _add_names(reader, theirs, sort if is_of_sort else role)
    for theirs in EDITOR_FIELDS:
        sort = reader.text(f"{theirs}type").casefold()
        if sort and sort not in EDITOR_SORTS:
            reader.record.lose(f"{theirs}type", sort)
        other = "contributor" if sort and theirs != "editor" else "editor"
        _add_names(reader, theirs, EDITOR_SORTS.get(sort, other))


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
    is_of_series = "series" in reader.left and reader.kind not in NUMBERED_THEMSELVES
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
    for name in sorted(PUBLISHER_FIELDS, key=lambda name: name != own):
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
    found = _read_date(reader, "date")
    if not found.date and not found.status:
        found = _with_month(reader, _read_date(reader, "year"))
    for name in ("year", "month", "day"):
        # They say again what the date does.
        reader.left.pop(name, None)
    record.say("issued", found.date, "date")
    said = reader.text("pubstate")
    status = when(said).status
    record.say("status", status or found.status, "pubstate")
    if said and not status:
        record.lose("pubstate", said)
    for name in ACCESS_FIELDS:
        _date(reader, name, "accessed")
    for ours, theirs in DATES.items():
        _date(reader, theirs, csl_key(ours))


def _read_date(reader: _Reader, name: str) -> When:
    found = when(reader.date(name))
    if found.unread:
        reader.record.lose(name, found.unread)
    return found


def _with_month(reader: _Reader, found: When) -> When:
    """A year with the month and the day that stand beside it."""
    month, day = reader.text("month"), reader.text("day")
    date = with_month(found.date, month, day) if month and found.date.isdigit() else ""
    if not date:
        reader.record.lose("month", month)
        reader.record.lose("day", day)
    return When(date or found.date, found.status)


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
    said = address(reader.raw("doi"))
    doi = _DOI.search(bare_doi(said))
    record.say("DOI", doi[0].rstrip(".,;") if doi else "", "doi")
    record.lose("doi", "" if doi else said)
    for name in ADDRESS_FIELDS:
        first, *others = address(reader.raw(name)).split() or [""]
        # Some note the address that only resolves the DOI.
        if name == "url" or str(record.fields.get("DOI", "-")) not in first:
            record.say("URL", first, name)
        for other in others:
            record.lose(name, other)
    if "eprint" in reader.left or "arxivid" in reader.left:
        _eprint(reader)
    found = _DOI.search(bare_doi(str(record.fields.get("URL", ""))))
    if found and found.start() == 0:
        record.fields.setdefault("DOI", found[0])


def _eprint(reader: _Reader) -> None:
    """The number in an archive of preprints, which gives an address where there is none."""
    record = reader.record
    number = reader.either("eprint", "arxivid")
    archive = reader.either("eprinttype", "archiveprefix") or "arXiv"
    if archive.casefold() in {"pubmed", "pmid"}:
        record.say("PMID", number, "eprint")
        return
    bare = re.sub(r"^arxiv:\s*", "", number, flags=re.IGNORECASE)
    form = ARCHIVES.get(archive.casefold())
    if form and "URL" not in record.fields:
        record.say("URL", form.format(bare), "eprint")
    elif bare not in str(record.fields.get("URL", "")):
        record.lose("eprint", f"{archive}:{bare}")


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
    for theirs, ours in FIELD_KEYS.items():
        reader.record.say(ours, in_words(reader.title(theirs)), theirs)


_STEPS: Final[tuple[Callable[[_Reader], None], ...]] = (
    _type, _titles, _people, _genre, _numbers, _publishers, _dates, _addresses, _notes, _others,
)  # fmt: skip
