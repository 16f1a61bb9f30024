"""Dates in sentences as EDTF: years, months, days, seasons, and "a week later" or "in May"."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from briefdeck.intake.dates import meanings
from briefdeck.model.calendar import MONTHS, SHORT_MONTHS
from briefdeck.model.edtf import is_edtf
from briefdeck.text.pattern import pattern

Kind = Literal["point", "span", "since", "before", "after", "fiscal"]

YEAR: Final = r"(?:1[5-9]|20)\d\d"
_MONTH: Final = f"(?:{'|'.join([*MONTHS, *[f'{name}[.]' for name in SHORT_MONTHS], 'Sept[.]'])})"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_SEASON: Final = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_UNITS: Final = {"day": 1, "week": 7}
_COUNTS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
_COUNT: Final = rf"(?:an?|{'|'.join(_COUNTS[1:])}|\d{{1,2}})"
_BOUND: Final = r"(?![\w%°]|[,.]\d|[-–]\d)"
_COUNTED: Final = (
    r"(?<!\b[Ii]n ....)(?<!\b[Oo]f ....)(?<!\b[Bb]y ....)(?<!\b[Tt]he ....)(?<!\b[Aa] ....)"
    r"(?<!['’]s ....)(?<!\b[Ss]ince ....)(?<!\b[Yy]ear ....)(?<!\b[A-Z]\w\w ....)"
    r"(?:\s[a-z]+)?\s[a-z]{3,}s\b"
)
"""What stands behind a number that counts something, and is no year: "1692 journals"."""
_SINCE: Final = pattern(
    r"\b(?:since|from|starting in|beginning in)(?:\s+at least)?(?:\s+(?:early|late|mid))?[\s-]*\Z",
    re.IGNORECASE,
)
_BEFORE: Final = pattern(
    r"\b(?:before|prior to|until|till|up to|through|including)(?: the year)?"
    r"(?:\s+(?:early|late|mid))?[\s-]*\Z",
    re.IGNORECASE,
)
_AFTER: Final = pattern(r"\b(?:after|following)(?:\s+(?:early|late|mid))?[\s-]*\Z", re.IGNORECASE)
_HEDGED: Final = pattern(r"\b(?:around|about|circa|c\.|approximately|roughly)\s+\Z", re.IGNORECASE)
_REACH: Final = 40
"""Characters before a date in which a word that bounds it is looked for."""


class Dated(NamedTuple):
    """A date in a sentence: its span there, EDTF, and what the words around make of it."""

    start: int
    end: int
    date: str
    kind: Kind = "point"


class Calendar:
    """Reads the dates of one sentence after the other, so that "in May" has its year."""

    def __init__(self) -> None:
        self._last = ""

    def dates(self, sentence: str) -> list[Dated]:
        """Return the dates of a sentence, in order."""
        found: list[Dated] = []
        for match, read in sorted(_matches(sentence), key=lambda pair: pair[0].start()):
            start, end = match.span()
            when = read(match, self._last)
            if not when or not is_edtf(when):
                continue
            kind = _kind(sentence, match, read)
            looks_back = when < self._last and "had " in sentence[max(0, start - 80) : start]
            if read is not _shifted and not looks_back and not {"/", "X"} & set(when):
                self._last = when
            found.append(Dated(start, end, _hedged(sentence, start, when), kind))
        return found


Read = Callable[["re.Match[str]", str], str]
"""Reads a date, with the one before it; empty where that says too little."""


def _matches(sentence: str) -> Iterator[tuple["re.Match[str]", Read]]:
    """What the forms find; where one has found something, no later one looks."""
    for form, read in _FORMS:
        matches = list(form.finditer(sentence))
        for match in matches:
            yield match, read
        if matches:
            sentence = form.sub(lambda match: "\0" * len(match[0]), sentence)


def _kind(sentence: str, match: "re.Match[str]", read: Read) -> Kind:
    if read is _fiscal:
        return "fiscal"
    if read is _span:
        return "span"
    before = sentence[max(0, match.start() - _REACH) : match.start()]
    bounds: tuple[tuple[re.Pattern[str], Kind], ...] = (
        (_SINCE, "since"), (_BEFORE, "before"), (_AFTER, "after"),
    )  # fmt: skip
    return next((kind for form, kind in bounds if form.search(before)), "point")


def _hedged(sentence: str, start: int, when: str) -> str:
    is_loose = _HEDGED.search(sentence[max(0, start - _REACH) : start]) is not None
    return f"{when}~" if is_loose and "/" not in when and when[-1].isdigit() else when


# Absolute dates.


def _fiscal(match: "re.Match[str]", _: str) -> str:
    year = match["year"]
    return year if len(year) > 2 else f"{'20' if int(year) < 50 else '19'}{year}"


def _span(match: "re.Match[str]", _: str) -> str:
    start, end = match["start"], match["end"]
    end = end if len(end) > 2 else start[:2] + end
    return f"{start}/{end}" if start < end else ""


def _named(match: "re.Match[str]", _: str) -> str:
    return meanings(match["date"]).date


def _decade(match: "re.Match[str]", _: str) -> str:
    return f"{match['tens']}X"


def _plain(match: "re.Match[str]", _: str) -> str:
    return match["date"]


# Dates that lean on the one before them.


def _of_last_year(match: "re.Match[str]", last: str) -> str:
    """A month, a day or a season without its year."""
    return meanings(f"{match['date']} {last[:4]}").date if last else ""


def _shifted(match: "re.Match[str]", last: str) -> str:
    """So many days, weeks, months or years from the last date, no more precise than that."""
    said = match.groupdict()
    unit, way = said["unit"].lower(), said["way"].lower()
    count = 0 if way == "same" else _count(said.get("count") or "a")
    count = -count if way in {"before", "earlier", "previous", "preceding"} else count
    if not last:
        return ""
    year, *rest = map(int, re.findall(r"\d+", last)[:3])
    if unit == "year":
        return f"{year + count:04}"
    if unit == "month" or len(rest) < 2:
        return _shifted_month(year, rest, count if unit == "month" else 0)
    try:
        return (date(year, *rest) + timedelta(days=count * _UNITS[unit])).isoformat()
    except (ValueError, OverflowError):
        return ""


def _shifted_month(year: int, rest: list[int], count: int) -> str:
    if not rest or rest[0] > len(MONTHS):
        return ""
    months = year * 12 + rest[0] - 1 + count
    return f"{months // 12:04}-{months % 12 + 1:02}" + ("" if count else "~")


def _count(said: str) -> int:
    if said.isdigit():
        return int(said)
    return _COUNTS.index(said.lower()) if said.lower() in _COUNTS else 1


_FORMS: Final[tuple[tuple["re.Pattern[str]", Read], ...]] = (
    (pattern(rf"\b(?:FY\s?|[Ff]iscal\s+(?:[Yy]ear\s+)?)(?P<year>{YEAR}|\d\d)\b"), _fiscal),
    (
        pattern(
            rf"(?<![\w$€£,.#])(?P<start>{YEAR})(?:\s?[-–—/]\s?|\s+(?:to|through|until|and)\s+)"
            rf"(?P<end>{YEAR}|\d\d){_BOUND}"
        ),
        _span,
    ),
    (
        pattern(
            rf"\b(?P<date>{_MONTH}\s+{_DAY},?\s+{YEAR}|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{YEAR}"
            rf"|{_MONTH},?\s+(?:of\s+)?{YEAR}|{_SEASON}(?:\s+of)?,?\s+{YEAR})\b"
        ),
        _named,
    ),
    (pattern(r"\b(?P<date>\d{1,4}\s?(?:BCE?\b|B\.C\.(?:E\.)?))"), _named),
    (
        pattern(
            r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Oo]f|[Uu]ntil|[Yy]ear)\s+(?P<date>1[0-4]\d\d)(?=[,.;:)]|\s+(?!%)"
            r"(?:the|an?|when|with|by|and|to|after|was|were|had|under|[A-Z]\w+)\b|\Z)"
        ),
        _plain,
    ),
    (pattern(rf"\b(?P<date>{YEAR}-(?:0[1-9]|1[0-2])-\d\d)\b"), _plain),
    (pattern(r"(?<![\w$€£,./§#-])(?P<tens>1[5-9]\d|20\d)0['’]?s\b"), _decade),
    (pattern(rf"(?<![\w$€£,./§#-])(?P<date>{YEAR}){_BOUND}(?!{_COUNTED})"), _plain),
    (pattern(rf"\b(?P<date>{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})\b"), _of_last_year),
    (
        pattern(
            rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]hat|[Dd]uring)\s+"
            rf"(?:(?:early|mid|late)[\s-]+)?(?P<date>{_MONTH})(?!\w|\s+\d)"
        ),
        _of_last_year,
    ),
    (
        pattern(rf"\b[Tt]h(?:e|at)\s+(?P<date>{_SEASON})(?=\s+months\b|\s*,|\s+of\s+that\b)"),
        _of_last_year,
    ),
    (
        pattern(
            rf"\b(?P<count>{_COUNT})\s+(?P<unit>day|week|month|year)s?\s+"
            rf"(?P<way>later|earlier|before|afterwards?|after)\b(?!,?\s+on\s)",
            re.IGNORECASE,
        ),
        _shifted,
    ),
    (
        pattern(
            r"\bthe\s+(?P<way>next|following|same|previous|preceding)\s+"
            r"(?P<unit>day|week|month|year)\b",
            re.IGNORECASE,
        ),
        _shifted,
    ),
    (
        pattern(r"\bthe\s+(?P<unit>day|week|month|year)\s+(?P<way>before|after)\b", 2),
        _shifted,
    ),
)
