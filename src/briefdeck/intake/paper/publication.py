"""What stands behind the title of a reference: container, publisher, numbers, date; the type."""

import re
from typing import Final

import msgspec
from msgspec import Struct

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.names import names_of, without_stop
from briefdeck.intake.paper.styled import Styled
from briefdeck.model.datehints import nearest_dates
from briefdeck.model.edtf import is_edtf
from briefdeck.text.pattern import pattern

YEAR: Final = r"(?:1[5-9]|20)\d\d"
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)\b\.?"
)
WHEN: Final = (
    rf"(?:{YEAR}[a-z]?(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?(?:,\s*(?:{_MONTH}(?:\s+\d{{1,2}})?|\d{{1,2}}\s+{_MONTH}))?"
    rf"|{_MONTH}(?:\s+\d{{1,2}},)?\s+{YEAR}|\d{{1,2}}\s+{_MONTH}\s+{YEAR}"
    r"|n\.\s?d\.|[Ff]orthcoming|[Ii]n press)"
)
"""When a work was published, as its reference says it."""

_PAGES: Final = r"[A-Za-z]?\d{1,5}(?:\s?[-–—]\s?[A-Za-z]?\d{1,5})?"
_VOLUME: Final = pattern(
    rf"(?:,\s*|\b(?:[Vv]ol(?:ume)?\.?)\s*|\A\s*|\s)(?P<volume>\d{{1,4}})\s*"
    rf"(?:\(\s*(?P<issue>[\w\s./–-]{{1,25}}?)\s*\)|,?\s*(?:[Nn]os?|[Ii]ssue|[Ii]ss)\.?\s*(?P<number>[\w–/-]{{1,10}}))"
    rf"(?:\s*\((?P<when>[^()]{{1,40}})\))?(?:\s*[:,]\s*(?:pp?\.?\s*)?(?P<pages>{_PAGES}))?"
)
_VOLUME_PAGES: Final = pattern(
    rf"(?:(?:,\s*|\b[Vv]ol(?:ume)?\.?\s*|\A\s*|\s)(?P<volume>\d{{1,4}})\s*(?:\((?P<when>{YEAR})\)\s*)?"
    rf"[:,]\s*(?:pp?\.?\s*)?(?P<pages>[A-Za-z]?\d{{1,5}}\s?[-–—]\s?[A-Za-z]?\d{{1,5}}|e\d{{3,}})\b)"
)
_VOLUME_ALONE: Final = pattern(r"\b[Vv]ol(?:ume)?\.?\s*(?P<volume>\d{1,4})\b")
_OF_VANCOUVER: Final = pattern(
    rf"(?P<when>{YEAR}(?:\s{_MONTH}(?:\s\d{{1,2}})?)?)\s*;\s*(?P<volume>\d{{1,4}})"
    rf"(?:\s*\((?P<issue>[^()]{{1,20}})\))?(?:\s*:\s*(?P<pages>{_PAGES}))?"
)
_PAGES_ALONE: Final = pattern(
    rf"\(\s*pp?\.\s*(?P<inner>{_PAGES})\s*\)|\bpp?\.\s*(?P<named>{_PAGES})"
    rf"|[,:]\s*(?P<bare>\d{{1,5}}\s?[-–—]\s?\d{{1,5}})(?=\s*[.,;]|\s*\Z)"
)
_DATE: Final = pattern(
    rf"(?P<whole>{_MONTH}\s+\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?,\s+{YEAR}|\d{{1,2}}\s+{_MONTH}\s+{YEAR}|{_MONTH}\s+{YEAR})"
    rf"|(?P<day>{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?!\w)|\((?P<year>{YEAR})\)|(?<![\w/-])(?P<bare>{YEAR})(?![\w/-])"
)
_EDITED: Final = pattern(
    r",?\s*\(?\b(?:edited by|[Ee]ds?\.(?:\s+by)?)\s+(?P<names>[^()]{3,300}?)\)?"
    r"(?=,\s*(?:pp?\.\s*)?\d|[.,;]\s*\Z|(?<!\b[A-Z])\.\s|\s*\(|\Z)"
)
_IN: Final = pattern(r"[Ii]n:?\s+")
_EDITORS_FIRST: Final = pattern(
    r"(?P<names>[^()]{3,300}?),?\s*\(\s*(?:[Ee]ds?|[Ee]ditors?)\.?\s*\)[.,:]?\s*"
)
_EDITION: Final = pattern(
    r"\(?\b(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?)\s+[Ee]d(?:ition|n)?\b\.?\)?"
)
_GENRES: Final = (
    r"(?:[Rr]eport|(?:[Ww]orking|[Dd]iscussion|[Tt]echnical|[Rr]esearch|[Oo]ccasional) [Pp]apers?"
    r"|(?:[Pp]olicy|[Ii]ssue|[Rr]esearch) [Bb]riefs?|[Pp]ublication|[Tt]echnical [Rr]eport|[Pp]aper"
    r"|[Bb]ackgrounder|[Mm]emorandum)"
)
_REPORT: Final = pattern(
    rf"[(\[]?\s*(?P<genre>(?:[A-Z][\w&’'-]*\s+){{0,4}}?{_GENRES})(?:\s+[Ss]eries)?\s*,?\s*"
    r"(?:[Nn]o\.?|[Nn]umber|#)?\s*(?P<number>[A-Z]{0,6}[-\s]?\d[\w./-]*)\s*[)\]]?"
)
_THESIS: Final = pattern(
    r"[(\[]?\s*(?P<genre>(?:(?:unpublished|doctoral|master[’']?s|ph\.?\s?d\.?|m\.?[as]\.?c?"
    r"|undergraduate|senior)\s+)*(?:thesis|dissertation))\b\s*[,)\]]*",
    re.IGNORECASE,
)
_GENRE: Final = pattern(
    r"[(\[]?(?P<genre>(?:Report to|Testimony before|Statement before|Prepared for)\s"
    r"[^.\[\]()]{3,120}|Press release|Fact sheet|Data ?set|White paper|Blog post)[)\]]?"
    r"(?=[.,]|\s*\Z)"
)
_PLACE: Final = pattern(
    r"(?P<place>[A-ZÀ-Þ][^:;()\d“\"]{1,60}?(?:,\s*[A-Z][\w.]{1,20})?)\s*:\s*(?P<publisher>[A-ZÀ-Þ][^:]{2,160})"
)
_STOPS: Final = " ,;:()[]–—"


class Published(Struct, frozen=True):
    """CSL variables, the type among them."""

    fields: dict[str, Value]


class _Tail:
    """What is left of a reference, from which one thing after the other is taken."""

    def __init__(self, tail: Styled) -> None:
        self.left = tail
        self.fields: dict[str, Value] = {}
        self.dates: list[str] = []

    def take(self, form: "re.Pattern[str]") -> "re.Match[str] | None":
        """Return what a form finds in what is left, and take it out."""
        found = form.search(self.left.text)
        if found is not None:
            self.left = self.left.without([found.span()])
        return found


def published(tail: Styled, when: str, *, has_address: bool) -> Published:
    """Return what the words behind a title say of where and when it was published."""
    rest = _Tail(_without_signs(tail))
    chapter = _container(rest)
    for read in (_report, _numbers, _edition, _dates):
        read(rest)
    _names_of_publisher(rest)
    issued = _issued(when, rest.dates)
    kind = _kind(rest.fields, issued, is_chapter=chapter, has_address=has_address)
    rest.fields.pop("place", None)
    return Published({"type": kind, **rest.fields, "issued": issued})


def _without_signs(tail: Styled) -> Styled:
    return tail.cut(len(tail.text) - len(tail.text.lstrip(' .,;:)”"')))


# The container: a book behind "In", else what is set in italics.


def _container(rest: _Tail) -> bool:
    """Take the book or journal that the work stands in; return whether it is a book."""
    is_chapter = _IN.match(rest.left.text) is not None
    if is_chapter:
        rest.take(_IN)
        first = next(iter(rest.left.italics), None)
        editors = _EDITORS_FIRST.match(rest.left.text)
        if editors is not None and (first is None or editors.end() <= first[0] + 1):
            rest.fields["editor"] = _names(editors["names"])
            rest.left = rest.left.cut(editors.end())
    edited = rest.take(_EDITED)
    if edited is not None:
        rest.fields["editor"] = _names(edited["names"])
    italic = next(iter(rest.left.italics), None)
    if italic is not None and (italic[0] <= _NEAR or is_chapter):
        _take_italic(rest, italic)
    elif is_chapter:
        end = min(
            [place for sign in (". ", " (", ", ") if (place := rest.left.text.find(sign)) > 0]
            or [len(rest.left.text)]
        )
        rest.fields["container-title"] = _bare(rest.left.text[:end])
        rest.left = rest.left.cut(end)
    return is_chapter


_NEAR: Final = 60


def _take_italic(rest: _Tail, italic: tuple[int, int]) -> None:
    start, end = italic
    title = _bare(rest.left.text[start:end])
    volume = _TRAILING_NUMBER.search(title)
    if volume is not None:
        end = start + volume.start()
        title = _bare(title[: volume.start()])
    rest.fields["container-title"] = title
    rest.left = rest.left.without([(start, end)])


_TRAILING_NUMBER: Final = pattern(r",?\s+(?:[Vv]ol\.?\s*)?\d{1,4}\Z")


def _bare(text: str) -> str:
    """Words without the signs around them; a full stop stays where it abbreviates."""
    return without_stop(text.strip(_STOPS).lstrip(".").strip(_STOPS))


def _names(text: str) -> Value:
    return [msgspec.to_builtins(name) for name in names_of(text)]


# Numbers: volume, issue and pages; of reports their own; editions; dates.


def _numbers(rest: _Tail) -> None:
    for form in (_OF_VANCOUVER, _VOLUME, _VOLUME_PAGES, _VOLUME_ALONE):
        found = form.search(rest.left.text)
        if found is None or _is_date(found):
            continue
        said = found.groupdict()
        rest.fields["volume"] = said["volume"]
        issue = said.get("issue") or said.get("number") or ""
        if re.fullmatch(YEAR, issue):
            rest.dates.append(issue)
        elif issue:
            rest.fields["issue"] = issue
        _say_pages(rest, said.get("pages"))
        if said.get("when"):
            rest.dates.append(said["when"])
        rest.left = rest.left.without([found.span()])
        break
    if "page" not in rest.fields:
        found = rest.take(_PAGES_ALONE)
        if found is not None:
            _say_pages(rest, next(filter(None, found.groups())))


def _is_date(found: "re.Match[str]") -> bool:
    """Whether what looks like a volume and an issue is a year: `2010 (May)`."""
    volume = found["volume"]
    return len(volume) == 4 and re.fullmatch(YEAR, volume) is not None


def _say_pages(rest: _Tail, pages: str | None) -> None:
    if pages:
        rest.fields["page"] = re.sub(r"\s?[-–—]\s?", "-", pages)


def _report(rest: _Tail) -> None:
    found = rest.take(_THESIS) or rest.take(_REPORT) or rest.take(_GENRE)
    if found is not None:
        said = found.groupdict()
        rest.fields["genre"] = said["genre"].strip()
        rest.fields["number"] = said.get("number") or ""


def _edition(rest: _Tail) -> None:
    found = rest.take(_EDITION)
    if found is not None:
        rest.fields["edition"] = found["edition"]


def _dates(rest: _Tail) -> None:
    while (found := rest.take(_DATE)) is not None:
        rest.dates.append(next(filter(None, found.groups())))


def _issued(when: str, dates: list[str]) -> str:
    """The date as EDTF: the year before the title, with the month and day that stand behind it."""
    year = re.search(YEAR, when)
    stated = _edtf(when)
    if len(stated) > len("2020"):
        return stated
    for date in dates:
        has_year = re.search(YEAR, date)
        whole = date if has_year else f"{date}, {year[0]}" if year else ""
        meant = _edtf(whole)
        if meant and (year is None or meant.startswith(year[0])):
            return meant
    return stated


def _edtf(text: str) -> str:
    plain = re.sub(rf"\b({YEAR})[a-z]\b", r"\1", text.strip())
    first_year = re.fullmatch(rf"({YEAR}),\s*(.+)", plain)
    if first_year is not None:
        plain = f"{first_year[2].rstrip('.')} {first_year[1]}"
        plain = re.sub(r"\b(\d{1,2}) (\d{4})\Z", r"\1, \2", plain)
    meant = nearest_dates(plain, is_edtf) if plain else []
    return meant[0].date if meant else ""


# What is left names a place, a publisher or, where nothing is in italics, the container.


def _names_of_publisher(rest: _Tail) -> None:
    text = re.sub(r"\s+([.,;:])", r"\1", rest.left.text)
    text = _bare(re.sub(r"[.,;]\s*(?=[.,;])", "", text).strip('“”" '))
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text).strip()
    if not text:
        return
    placed = _PLACE.search(text)
    if placed is not None:
        before = _bare(text[: placed.start()])
        rest.fields["place"] = placed["place"]
        rest.fields["publisher-place"] = _bare(placed["place"])
        rest.fields["publisher"] = _bare(placed["publisher"])
        if before and "container-title" not in rest.fields:
            rest.fields["container-title"] = before
        return
    is_journal = "volume" in rest.fields or "issue" in rest.fields
    if "container-title" not in rest.fields and is_journal:
        rest.fields["container-title"] = text
    else:
        rest.fields["publisher"] = text


# The type.


def _kind(fields: dict[str, Value], issued: str, *, is_chapter: bool, has_address: bool) -> str:
    genre = str(fields.get("genre", "")).lower()
    has_container = bool(fields.get("container-title"))
    if "thesis" in genre or "dissertation" in genre:
        return "thesis"
    if is_chapter:
        return "chapter"
    if has_container and (fields.get("volume") or fields.get("issue")):
        return "article-journal"
    if has_container:
        return "article-newspaper" if len(issued) == len("2020-01-01") else "article-magazine"
    if fields.get("number") or "report" in genre or "paper" in genre:
        return "report"
    if "place" in fields or "edition" in fields or "Press" in str(fields.get("publisher", "")):
        return "book"
    if len(issued) == len("2020-01-01") or (has_address and not fields.get("publisher")):
        return "webpage"
    return "report" if fields.get("publisher") else "document"
