"""Headings that carry a span of years, as eras: "The war, 1914-1918", "Since 1994"."""

import re
from typing import Final, NamedTuple

from briefdeck.text.pattern import pattern

_YEAR: Final = r"(?:1\d|20)\d\d"
_NOW: Final = r"(?:the\s+)?(?:present|today|now|date)(?:\s+day)?"
_SPAN: Final = pattern(
    rf"\b(?:from\s+|between\s+)?(?:FY\s?)?(?P<start>{_YEAR})"
    rf"(?:\s?[-–—/]+\s?|\s+(?:to|through|until|and)\s+)"
    rf"(?:FY\s?)?(?P<end>{_YEAR}\b|\d\d\b|{_NOW}|(?=\W*\Z))",
    re.IGNORECASE,
)
_SINCE: Final = pattern(
    rf"\b(?:since|after|from)\s+(?P<since>{_YEAR})\b(?:\s+(?:onwards?|on))?"
    rf"|\b(?P<onward>{_YEAR})\s+(?:onwards?|and\s+(?:beyond|after))\b",
    re.IGNORECASE,
)
_UNTIL: Final = pattern(
    rf"\b(?:before|until|up to|prior to|pre-)\s*(?P<until>{_YEAR})\b", re.IGNORECASE
)
_DECADES: Final = pattern(
    r"\b(?:the\s+)?(?P<start>(?:1\d|20)\d0)[’']?s(?:\s?(?:[-–—/]|and|to|through)\s?"
    r"(?:(?:the|early|mid|late)\s+)*(?P<end>(?:1\d|20)\d0)[’']?s)?",
    re.IGNORECASE,
)
_ONE_YEAR: Final = pattern(
    rf"\A(?P<first>{_YEAR})(?=\s*(?::|[-–—]\s|\Z))|[,(:–—-]\s*(?P<last>{_YEAR})\)?\Z"
)
_EDGE: Final = " ,:;()[]–—-/."


class Period(NamedTuple):
    """An era as a heading names it.

    is_year: a single year, which may be no era. is_guess: no heading says the span.
    """

    title: str
    span: str
    is_year: bool = False
    is_guess: bool = False


def period_of(heading: str) -> Period | None:
    """Return the era that a heading names; None for a heading without years."""
    for form, span_of in _FORMS:
        found = form.search(heading)
        span = span_of(found) if found else ""
        if found is not None and span:
            return Period(_title(heading, found), span, is_year=form is _ONE_YEAR)
    return None


def _title(heading: str, found: "re.Match[str]") -> str:
    """The heading without its years, if words are left that stand by themselves."""
    before, after = heading[: found.start()].strip(_EDGE), heading[found.end() :].strip(_EDGE)
    if before and after:
        return heading
    return before or after or heading


def _span(found: "re.Match[str]") -> str:
    start, end = found["start"], found["end"] or ""
    if not end[:1].isdigit():
        return f"{start}/.."
    end = end if len(end) > 2 else start[:2] + end
    return f"{start}/{end}" if start < end else ""


def _since(found: "re.Match[str]") -> str:
    return f"{found['since'] or found['onward']}/.."


def _until(found: "re.Match[str]") -> str:
    return f"../{found['until']}"


def _decades(found: "re.Match[str]") -> str:
    start, end = found["start"], found["end"] or found["start"]
    return f"{start}/{int(end) + 9}" if start <= end else ""


def _one_year(found: "re.Match[str]") -> str:
    return found["first"] or found["last"]


_FORMS: Final = (
    (_SPAN, _span),
    (_SINCE, _since),
    (_UNTIL, _until),
    (_DECADES, _decades),
    (_ONE_YEAR, _one_year),
)
