"""What stands behind the title of a reference: container, publisher, numbers, date; the type."""

from typing import Final

from msgspec import Struct

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.containers import take_container
from briefdeck.intake.paper.issue_dates import YEAR, issued, take_dates
from briefdeck.intake.paper.issue_numbers import take_edition, take_numbers, take_report
from briefdeck.intake.paper.styled import Styled
from briefdeck.intake.paper.tail import Tail, bare
from briefdeck.text.pattern import pattern

_PLACED: Final = pattern(
    r"(?P<place>[A-ZÀ-Þ][^:;()\d“\"]{1,60}?)\s*:\s*(?P<publisher>[A-ZÀ-Þ][^:]{2,160})"
)
_IN_PARENTHESES: Final = pattern(
    r"\(\s*(?P<place>[A-ZÀ-Þ][^:;()]{1,60}?)\s*:\s*(?P<publisher>[^:()]{2,120}?),?\s*"
    rf"(?P<when>{YEAR}(?:[-–]\d{{2,4}})?)\s*\)"
    r"(?:,\s*(?P<locator>[\dn][\w–-]*(?:\s?[,–-]\s?\d+)*))?"
)
_PLACE: Final = pattern(
    r"(?:New York|London|Paris|Geneva|Washington,? D\.?C\.?|[A-ZÀ-Þ][\w. ]{2,25}, [A-Z]{2})"
)
_PLACE_BEHIND: Final = pattern(
    r"(?:at )?(?P<publisher>[^,:;]{3,120}),\s*"
    r"(?P<place>New York|London|Paris|Geneva|Washington,? D\.?C\.?)"
)
_PAGES: Final = pattern(
    r"[.,;]\s*(?:pp?\.\s*)?\d{1,5}(?:[-–]\d{1,5})?(?:[;,]\s*\d{1,5}(?:[-–]\d{1,5})?)*\Z"
)
_LETTERED: Final = pattern(rf"{YEAR}[a-z]\b")
_DOUBLED: Final = pattern(r"(?:[.,;]\s*)+(?=[.,;])|\s+(?=[.,;:])|\(\s*\)|\[\s*\]")
_ONLINE: Final = pattern(r"\[(?:[Oo]nline|[Ii]nternet|[Ww]eb)\]\.?")
_BOOKS: Final = pattern(
    r"\b(?:Press|Books|Publish(?:ers|ing)|Verlag|[ÉE]ditions|(?:and|&) (?:Sons|Company))\b"
)
"""What the names of publishers of books have."""
_PERIODICAL: Final = pattern(
    r"\b(?:Journal|Proceedings|Transactions|Quarterly|Annals|Bulletin|Magazine|Conference|Symposium)\b"
)
_WHOLE_DAY: Final = len("2020-01-01")


class Published(Struct, frozen=True):
    """CSL variables, the type among them.

    year: with its letter, if one stands behind it. locator: a page that a note names of the work.
    """

    fields: dict[str, Value]
    year: str = ""
    locator: str = ""


def published(tail: Styled, when: str, *, has_address: bool) -> Published:
    """Return what the words behind a title say of where and when it was published."""
    rest = Tail(tail.cut(len(tail.text) - len(tail.text.lstrip(" .,;:)”\"’'"))))
    rest.take(_ONLINE)
    placed = rest.take(_IN_PARENTHESES)
    if placed is not None:
        rest.say("publisher-place", placed["place"])
        rest.say("publisher", placed["publisher"])
        rest.dates.append(placed["when"])
    take_edition(rest)
    is_chapter = take_container(rest)
    for take in (take_report, take_numbers, take_dates):
        take(rest)
    _take_publisher(rest)
    date = issued(when, rest.dates)
    kind = _kind(rest.fields, date, is_chapter=is_chapter, has_address=has_address)
    locator = placed["locator"] if placed else ""
    years = [found[0] for said in rest.dates if (found := _LETTERED.search(said))]
    return Published(
        {"type": kind, **rest.fields, "issued": date}, next(iter(years), ""), locator or ""
    )


def _take_publisher(rest: Tail) -> None:
    """Take what is left: a place, a publisher or, where nothing is in italics, the container."""
    text = bare(_DOUBLED.sub("", rest.left.text).strip('“”" '))
    text = bare(_PAGES.sub("", text))
    if text.isdigit():
        rest.say("page", text)
        return
    if not text:
        return
    placed = _PLACED.search(text)
    if placed is not None:
        rest.say("publisher-place", placed["place"])
        rest.say("publisher", placed["publisher"])
        rest.say("container-title", text[: placed.start()])
    elif _PLACE.fullmatch(text):
        rest.say("publisher-place", text)
    elif (behind := _PLACE_BEHIND.fullmatch(text)) is not None:
        rest.say("publisher", behind["publisher"])
        rest.say("publisher-place", behind["place"])
    elif "container-title" not in rest.fields and _is_periodical(text, rest.fields):
        rest.say("container-title", text)
    else:
        rest.say("publisher", text)


def _is_periodical(name: str, fields: dict[str, Value]) -> bool:
    """Whether what nothing sets apart is what a work stands in, and not who published it."""
    return "volume" in fields or "page" in fields or _PERIODICAL.search(name) is not None


def _kind(fields: dict[str, Value], date: str, *, is_chapter: bool, has_address: bool) -> str:
    genre = str(fields.get("genre", "")).lower()
    if "thesis" in genre or "dissertation" in genre:
        return "thesis"
    if is_chapter:
        return "chapter"
    if fields.get("container-title"):
        return _kind_of_part(fields, date)
    if fields.get("number") or "report" in genre or "paper" in genre:
        return "report"
    if _is_book(fields):
        return "book"
    if len(date) == _WHOLE_DAY or (has_address and not fields.get("publisher")):
        return "webpage"
    return "report" if fields.get("publisher") else "document"


def _kind_of_part(fields: dict[str, Value], date: str) -> str:
    """The type of what stands in something else."""
    if fields.get("publisher-place") and not (fields.get("issue") or fields.get("page")):
        return "book"
    if fields.get("volume") or fields.get("issue"):
        return "article-journal"
    return "article-newspaper" if len(date) == _WHOLE_DAY else "article-magazine"


def _is_book(fields: dict[str, Value]) -> bool:
    has_place = bool(fields.get("publisher-place") and fields.get("publisher"))
    return has_place or "edition" in fields or bool(_BOOKS.search(str(fields.get("publisher", ""))))
