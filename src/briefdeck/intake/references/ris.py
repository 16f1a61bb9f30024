"""Sources from RIS, as publishers, EndNote, Zotero and we write it."""

from collections.abc import Callable
from typing import Final, get_args

from briefdeck.intake.references import ris_syntax
from briefdeck.intake.references.dates import When, edtf, when, with_month
from briefdeck.intake.references.languages import language_tag
from briefdeck.intake.references.names import ris_name
from briefdeck.intake.references.pages import page_range
from briefdeck.intake.references.record import MOST, ROLES, Record, taken, too_many
from briefdeck.intake.taken import Options, Taken
from briefdeck.model.csl import SourceType, bare_doi, csl_key, type_meant_by
from briefdeck.model.ris import FIELDS, LIKE, NAMES, TYPES, VERSIONED
from briefdeck.text.decoding import decoded, decoding_said
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, quoted

_SOURCE_TYPES: Final = frozenset(get_args(SourceType))
_TYPES: Final = {
    **{tag: type_ for type_, tag in LIKE.items() if tag not in TYPES.values()},
    **{tag: type_ for type_, tag in TYPES.items()},
    "CONF": "paper-conference", "EJOUR": "article-journal", "INPR": "article-journal",
    "ABST": "article-journal", "EBOOK": "book", "EDBOOK": "book", "SER": "book",
    "ECHAP": "chapter", "WEB": "webpage", "UNBILL": "bill", "UNPD": "manuscript",
    "UNPB": "manuscript", "VIDEO": "motion_picture", "ADVS": "motion_picture", "GOVDOC": "report",
    "GRANT": "document", "CTLG": "document", "DBASE": "dataset", "AGGR": "dataset",
    "MULTI": "document", "EQUA": "figure", "CHART": "figure", "PREP": "article",
}  # fmt: skip
"""RIS's types, and ours."""
_ROLES: Final = {
    **{tag: csl_key(ours) for ours, tag in NAMES.items()}, "A1": "author", "ED": "editor",
}  # fmt: skip
_CAREFULLY: Final = frozenset({"T3", "UR", "SN", "AN", "C2", "LA", "M3", "LB"})
"""Tags of fields that are not simply read as text."""
_PLAIN: Final = {
    **{tag: csl_key(ours) for ours, tag in FIELDS.items() if tag not in _CAREFULLY},
    "T1": "title", "CT": "title", "BT": "title", "PP": "publisher-place", "N2": "abstract",
    "CP": "issue", "AV": "archive", "PU": "publisher", "PI": "publisher-place",
}  # fmt: skip
"""Tags that are read as text, and our keys."""
_CONTAINERS: Final = ("T2", "JF", "JO", "BT", "JA", "J1", "J2")
_SHORT_CONTAINERS: Final = ("J2", "JA", "JO", "J1", "JI", "J9")
_FILES: Final = ("L1", "L2", "L3", "L4")
_ISSN: Final = pattern(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")
_ISBN: Final = pattern(r"(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx]")
_ISSN_LENGTH: Final = 9
_PMCID: Final = pattern(r"PMC[0-9]+")
_PMID: Final = pattern(r"[0-9]{1,8}")
_DOI: Final = pattern(r"10\.[0-9.]{3,12}/\S+")
_URL: Final = pattern(r"(?:(?:https?|ftp)://|www\.)[^\s;]+(?:;[^\s;]+)*")
_DATE: Final = pattern(r"([0-9]{4})?(?:[/-]([0-9]{1,2})?(?:[/-]([0-9]{1,2})?(?:/(.*))?)?)?")


def take(content: bytes, options: Options) -> Taken:
    """Return the sources of a file."""
    text, encoding = decoded(content)
    found = ris_syntax.parsed(text)
    if not found.records:
        why = "holds no record of RIS: none begins with its type (`TY  - JOUR`)"
        return Taken(items=(), refused=(f"{options.name} {why}",))
    if len(found.records) > MOST:
        return too_many(len(found.records), options.name)
    records = [_record(each) for each in found.records]
    said = [*decoding_said(options.name, encoding), *found.said.sentences()]
    return taken(records, said, found.refused.sentences())


def _record(given: ris_syntax.Record) -> Record:
    reader = _Reader(given)
    for step in _STEPS:
        step(reader)
    for tag, values in reader.left.items():
        for value in map(" ".join, values):
            reader.record.lose("file" if tag in _FILES else tag, value)
    return reader.record


class _Reader:
    """A record of RIS on its way to one of ours: what is left of its values."""

    def __init__(self, given: ris_syntax.Record) -> None:
        self.left = dict(given.values)
        self.kind = given.type.upper()
        key = self.text("ID")
        self.record = Record("" if key.isdigit() else key, place=f"line {given.line}")
        if key.isdigit():
            self.record.lose("ID", key)

    def lines(self, tag: str) -> list[str]:
        """Take a tag's values away, each line of them on its own."""
        lines = [one_line(line) for value in self.left.pop(tag, []) for line in value]
        return list(filter(None, lines))

    def text(self, tag: str) -> str:
        """Take a tag's first value away; others stay."""
        first, *others = self.left.pop(tag, [[]])
        if others:
            self.left[tag] = others
        return one_line(" ".join(first))


def _type(reader: _Reader) -> None:
    own = reader.text("U1")
    if own and own not in _SOURCE_TYPES:
        reader.record.lose("U1", own)
    found = own if own in _SOURCE_TYPES else _TYPES.get(reader.kind) or type_meant_by(reader.kind)
    if not found:
        found = "document"
        reader.record.guess(f"the type {quoted(reader.kind)} is taken as a document")
    reader.record.fields["type"] = found


def _people(reader: _Reader) -> None:
    said = reader.text("U2")
    opening = said.removeprefix("AU: ").replace(" ", "-")
    if said and opening not in ROLES:
        reader.record.lose("U2", said)
    # In books of others than us the third sort of people are the editors.
    is_edited = reader.kind in {"BOOK", "EDBOOK"} and "A2" not in reader.left
    roles = {**_ROLES, **({"A3": "editor"} if is_edited else {})}
    if opening in ROLES:
        roles["AU"] = opening
    for tag, role in roles.items():
        known = reader.record.fields.get(role, ())
        assert isinstance(known, tuple), "names are kept as tuples"
        names = [name for name in map(ris_name, reader.lines(tag)) if name not in known]
        reader.record.add_names(role, names)


def _containers(reader: _Reader) -> None:
    record, conference = reader.record, reader.text("C3")
    if record.fields["type"] == "paper-conference" and conference:
        record.say("container-title", conference, "C3")
        record.say("event-title", reader.text("T2"), "T2")
    elif conference:
        record.lose("C3", conference)
    is_series = record.fields["type"] == "book" and "T3" not in reader.left
    if is_series and "T2" in reader.left:
        record.say("collection-title", reader.text("T2"), "T2")
    record.say("collection-title", reader.text("T3"), "T3")
    if not {"TI", "T1", "CT"} & set(reader.left):
        record.say("title", reader.text("BT"), "BT")
    for tag in _CONTAINERS:
        if "container-title" not in record.fields:
            record.say("container-title", reader.text(tag), tag)
    for tag in _SHORT_CONTAINERS:
        title = reader.text(tag)
        if tag == "J2" or title != record.fields.get("container-title"):
            record.say("container-title-short", title, tag)


def _dates(reader: _Reader) -> None:
    """The day where one is given for the same year, else the year."""
    record = reader.record
    said, first, second = (reader.text(tag) for tag in ("DA", "PY", "Y1"))
    year = _date(first or second)
    record.lose("Y1", second if first and second[:4] != first[:4] else "")
    found = _date(said)
    if not found.date and found.unread and year.date.isdigit():
        # "May 4", beside a year.
        found = When(with_month(year.date, found.unread), unread=found.unread)
    is_day = bool(found.date) and (not year.date or found.date[:4] == year.date[:4])
    chosen = found if is_day else year
    record.say("issued", chosen.date, "DA")
    record.say("status", found.status or year.status, "DA")
    record.lose("PY", year.unread)
    if not is_day and not found.status:
        record.lose("DA", said)
    accessed = _date(reader.text("Y2"))
    record.say("accessed", accessed.date, "Y2")
    record.lose("Y2", accessed.unread)


def _date(said: str) -> When:
    """A date such as `2001/09/11/`; what is behind the last slash says more, in EDTF or words."""
    parts = _DATE.fullmatch(said)
    if parts is None:
        return when(said)
    year, month, day, more = parts.groups()
    numbers = [year or "", *[f"{int(part):02}" for part in (month, day) if part]]
    known = edtf("-".join(numbers)) if year else ""
    if not more:
        return When(known, unread="" if known or not said.strip("/") else said)
    found = when(more)
    if found.date or found.status:
        return found
    spelled = with_month(year, more) if year else ""
    return When(spelled or known, unread="" if spelled else more)


def _pages(reader: _Reader) -> None:
    first, last, article = reader.text("SP"), reader.text("EP"), reader.text("C7")
    is_count = reader.record.fields["type"] in {"book", "thesis"} and first.isdigit() and not last
    if is_count:
        reader.record.say("number-of-pages", first, "SP")
    else:
        # Some give the whole range first, and its end again.
        is_whole = "-" in first and first.endswith(last)
        reader.record.say("page", page_range(first, "" if is_whole else last), "SP")
    reader.record.say("page", article, "C7")


def _addresses(reader: _Reader) -> None:
    """DOI and address; an address that only resolves the DOI gives way to another one."""
    record = reader.record
    lines = [*reader.lines("UR"), *reader.lines("LK")]
    urls = [url for line in lines for url in _URL.findall(line)]
    given = [*reader.lines("DO"), *reader.lines("DI")]
    for said in (*given, *urls):
        doi = _DOI.search(bare_doi(said))
        if doi and (said in given or doi.start() == 0):
            record.say("DOI", doi[0].rstrip(".,;"), "DO")
        elif said in given:
            record.lose("DO", said)
    for url in [each for each in urls if not _DOI.match(bare_doi(each))] or urls:
        record.say("URL", url, "UR")
    for line in lines:
        rest = _URL.sub("", line)
        record.lose("file" if "file:" in rest else "UR", rest.strip(" ;,"))


def _identifiers(reader: _Reader) -> None:
    record = reader.record
    for said in reader.lines("SN"):
        record.say(_number_kind(said, str(record.fields["type"])), said, "SN")
    for tag, key, form in (("AN", "PMID", _PMID), ("C2", "PMCID", _PMCID)):
        said = reader.text(tag)
        if form.fullmatch(said):
            record.say(key, said, tag)
        elif said:
            record.lose(tag, said)


def _number_kind(said: str, type_: str) -> str:
    """What a number is: a book's, a journal's, or the work's own."""
    first = (
        said.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()
    )
    if _ISSN.match(first) and len(first) <= _ISSN_LENGTH:
        return "ISSN"
    if _ISBN.fullmatch(first):
        return "ISBN"
    if type_ in {"report", "patent", "standard", "document"}:
        return "number"
    return "ISSN" if type_.startswith("article") else "ISBN"


def _others(reader: _Reader) -> None:
    record = reader.record
    kind = reader.text("M3")
    record.say("DOI" if _DOI.fullmatch(kind) else "genre", kind, "M3")
    edition = "version" if record.fields["type"] in VERSIONED else "edition"
    record.say(edition, reader.text("ET"), "ET")
    language = reader.text("LA")
    record.say("language", language_tag(language), "LA")
    if language and not language_tag(language):
        record.lose("LA", language)
    label = reader.text("LB")
    record.aliases += [label] if label else []
    record.say("keyword", ", ".join(reader.lines("KW")), "KW")
    record.note(" ".join(reader.lines("N1")))
    if record.fields["type"] == "legal_case":
        record.say("authority", reader.text("PB"), "PB")
    for tag, key in _PLAIN.items():
        record.say(key, reader.text(tag), tag)


_STEPS: Final[tuple[Callable[[_Reader], None], ...]] = (
    _type, _people, _containers, _dates, _pages, _addresses, _identifiers, _others,
)  # fmt: skip
