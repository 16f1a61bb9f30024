"""Volume, issue, pages, edition and number of a work, as references write them."""

import re
from typing import Final

from briefdeck.intake.paper.issue_dates import MONTH, YEAR
from briefdeck.intake.paper.tail import Tail
from briefdeck.text.pattern import pattern

_PAGES: Final = r"(?:[A-Za-z]?|(?<=p\. )[a-z]{2,6})\d{1,7}(?:\s?[-–—]\s?[A-Za-z]?\d{1,7})?"
_AT: Final = rf"\s*[:,]\s*(?:pp?\.?\s*)?(?P<pages>{_PAGES})"
_BEFORE: Final = r"(?:,\s*|\b[Vv]ol(?:ume)?\.?\s*|\A\s*|\s)"
_JOURNALS: Final = (
    # Vancouver: 2010;12(3):45-7.
    pattern(
        rf"(?P<when>{YEAR}(?:\s{MONTH}(?:\s\d{{1,2}})?)?)\s*;\s*(?P<volume>\d{{1,4}})"
        rf"(?:\s*\((?P<issue>[^()]{{1,20}})\))?(?:\s*:\s*(?P<pages>{_PAGES}))?"
    ),
    # 14, no. 2 (2020): 3-18 and vol. 59, no. 6, pp. 1591–1599.
    pattern(
        rf"{_BEFORE}(?P<volume>\d{{1,4}}),?\s*(?:[Nn]os?|[Ii]ss(?:ue)?)\b\.?\s*(?P<issue>[\w–/-]{{1,10}})"
        rf"(?:,?\s*\(?(?P<when>{MONTH}\s+{YEAR}|[^()]{{1,40}}(?=\)))\)?)?(?:{_AT})?"
    ),
    # no. 454 (August 2010).
    pattern(rf"{_BEFORE}[Nn]o\.\s*(?P<issue>\d{{1,6}})\s*\((?P<when>[^()]{{4,40}})\)(?:{_AT})?"),
    # 9(1): 7-54 and 63(7), pp. 80-90.
    pattern(
        rf"{_BEFORE}(?P<volume>\d{{1,4}})\s*\(\s*(?P<issue>[\w\s./–-]{{1,25}}?)\s*\)"
        rf"(?:\s*\((?P<when>[^()]{{1,40}})\))?(?:{_AT})?"
    ),
    # 14.3 (2004): 243–251.
    pattern(
        rf"{_BEFORE}(?P<volume>\d{{1,3}})\.(?P<issue>\d{{1,3}})\s*\((?P<when>[^()]{{4,40}})\)(?:{_AT})?"
    ),
    # 72 (1982): 1–17 and 105, pp. 475-491 and 66:697–704.
    pattern(
        rf"{_BEFORE}(?P<volume>\d{{1,4}})\s*(?:\((?P<when>(?:[^()]{{1,20}}\s)?{YEAR})\)\s*)?[:,]\s*"
        r"(?:(?:pp?\.?\s*)?(?P<pages>[A-Za-z]?\d{1,5}\s?[-–—]\s?[A-Za-z]?\d{1,5}|e\d{3,})\b"
        r"|p\.?\s*(?P<page>\d{1,7})\b)"
    ),
    pattern(r"\b[Vv]ol(?:ume)?\.?\s*(?P<volume>\d{1,4})\b(?:\s+of\b)?"),
)
_PAGES_ALONE: Final = pattern(
    rf"\(\s*pp?\.\s*(?P<inner>{_PAGES})\s*\)|\bpp?\.\s*(?P<named>{_PAGES})"
    rf"|[,:]\s*(?P<bare>(?!{YEAR}\s?[-–—]\s?{YEAR})\d{{1,5}}\s?[-–—]\s?\d{{1,5}})(?=\s*[.,;]|\s*\Z)"
)
_EDITION: Final = pattern(
    r"[(,]?\s*\b(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?)\s+[Ee]d(?:ition|n)?\b\.?\)?"
)
_VOLUMES: Final = pattern(r"\b(?P<count>\d{1,3}|[a-z]{3,6})\s+vols?\b\.?")
_KIND: Final = (
    r"(?:[Rr]eport|(?:[Ww]orking|[Dd]iscussion|[Tt]echnical|[Rr]esearch|[Oo]ccasional)"
    r" [Pp]apers?|(?:[Pp]olicy|[Ii]ssue|[Rr]esearch) [Bb]riefs?|[Pp]ublication|[Pp]aper"
    r"|[Bb]ackgrounder|[Mm]emorandum)"
)
_REPORT: Final = pattern(
    rf"[(\[]?\s*(?P<genre>(?:[A-Z][\w&’'-]*\s+){{0,4}}?{_KIND})(?:\s+[Ss]eries)?\s*,?\s*"
    r"(?:[Nn]o\.?|[Nn]umber|#)?\s*(?P<number>[A-Z]{0,6}[-\s]?\d[\w/-]*)\s*[)\]]?"
)
_THESIS: Final = pattern(
    r"[(\[]?\s*(?P<genre>(?:(?:unpublished|doctoral|master[’']?s|ph\.?\s?d\.?|m\.?[as]\.?c?"
    r"|undergraduate|senior)\s+)*(?:sub-?)?(?:thesis|dissertation))\b\s*[,)\]]*",
    re.IGNORECASE,
)
_GENRE: Final = pattern(
    r"[(\[]?(?P<genre>(?:Report to|Testimony before|Statement before|Prepared for)\s"
    r"[^.\[\]()]{3,120}|Press release|Fact sheet|Data ?set|White paper|Blog post)[)\]]?"
    r"(?=[.,]|\s*\Z)"
)
_NUMBER: Final = pattern(
    r"(?:\A|[.,]\s+|\()(?:[Dd]ocument (?:ID|[Nn]o\.?|[Nn]umber)\s+)?"
    r"(?P<number>[A-Z]{1,6}[-/ ]?\d{2,}[\w/-]*)(?=[.,;)]|\s*\Z)"
)
_WHOLE_YEAR: Final = pattern(YEAR)
_MONTH_BEFORE: Final = pattern(rf"{MONTH}\s*\Z")
_ISSUE_ALONE: Final = pattern(r",?\s*\b[Nn]o\.\s*(?P<issue>\d{1,6})\b")
_DASH: Final = pattern(r"\s?[-–—]\s?")


def take_edition(rest: Tail) -> None:
    """Take the edition and the number of volumes."""
    for form, variable in ((_EDITION, "edition"), (_VOLUMES, "number-of-volumes")):
        found = rest.take(form)
        if found is not None:
            rest.say(variable, found[1])


def take_report(rest: Tail) -> None:
    """Take what sort of report or thesis it is, and its number."""
    found = rest.take(_THESIS) or rest.take(_REPORT) or rest.take(_GENRE)
    if found is not None:
        rest.say("genre", found["genre"])
    number = found if found is not None and "number" in found.groupdict() else rest.take(_NUMBER)
    if number is not None:
        rest.say("number", number["number"])


def take_numbers(rest: Tail) -> None:
    """Take volume, issue and pages, and a date that stands among them."""
    for form in _JOURNALS:
        found = form.search(rest.left.text)
        if found is not None and _is_volume(found):
            _keep(rest, found.groupdict())
            rest.left = rest.left.without([found.span()])
            break
    else:
        found = rest.take(_ISSUE_ALONE)
        rest.say("issue", found["issue"] if found else "")
    if "page" not in rest.fields:
        found = rest.take(_PAGES_ALONE)
        if found is not None:
            _say_pages(rest, next(filter(None, found.groups())))


def _is_volume(found: "re.Match[str]") -> bool:
    """Whether what looks like a volume is not a year: `2010, 3-18`, `2014 (May)`, `May 2014`."""
    issue = found.groupdict().get("issue") or ""
    if not _WHOLE_YEAR.fullmatch(found.groupdict().get("volume") or ""):
        return True
    return issue.isdigit() and not _MONTH_BEFORE.search(found.string, 0, found.start("volume"))


def _keep(rest: Tail, said: dict[str, str | None]) -> None:
    rest.say("volume", said.get("volume"))
    issue = said.get("issue") or ""
    if _WHOLE_YEAR.fullmatch(issue):
        rest.dates.append(issue)
    else:
        rest.say("issue", _DASH.sub("-", issue))
    _say_pages(rest, said.get("pages") or said.get("page"))
    if said.get("when"):
        rest.dates.append(said["when"] or "")


def _say_pages(rest: Tail, pages: str | None) -> None:
    rest.say("page", _DASH.sub("-", pages or ""))
