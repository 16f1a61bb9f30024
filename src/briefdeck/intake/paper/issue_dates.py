"""When a work was published, as references say it: `2019, May 30`, `July 2010`, `1951–1986`."""

from collections.abc import Sequence
from typing import Final

from briefdeck.intake.dates import meanings
from briefdeck.intake.paper.tail import Tail
from briefdeck.text.pattern import pattern

YEAR: Final = r"(?:1[5-9]|20)\d\d"
MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)"
    r"\b\.?"
)
_DAY: Final = rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s+{MONTH}|\d{{1,2}}-{MONTH}-)"
_IN_YEAR: Final = rf"\s\((?:{_DAY}|{MONTH})\)"
WHEN: Final = (
    rf"(?:{YEAR}[a-z]?(?:\s?[-–/]\s?(?:{YEAR}|\d\d)\b)?(?:{_IN_YEAR}(?:/{YEAR}{_IN_YEAR})?)?"
    rf"(?:,\s*(?:{_DAY}|{MONTH}|\d{{1,2}}(?:\s\d{{1,2}})?(?=\))))?"
    rf"|{MONTH}(?:\s+\d{{1,2}},)?\s+{YEAR}|\d{{1,2}}\s+{MONTH}\s+{YEAR}"
    r"|n\.\s?d\.|[Uu]ndated(?: [a-z])?|[Ff]orthcoming|[Ii]n press)"
)
"""A date before the title of a work."""

_DATE: Final = pattern(
    rf"(?P<whole>{MONTH}\s+\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?(?:st|nd|rd|th)?,?\s+{YEAR}[a-z]?\b"
    rf"|\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\s+{MONTH}\s+{YEAR}[a-z]?\b|\d{{1,2}}-{MONTH}-{YEAR}"
    rf"|{MONTH},?\s+{YEAR}[a-z]?\b|{YEAR}\s+{MONTH}(?:\s+\d{{1,2}})?)"
    rf"|(?P<day>{_DAY})(?!\w)|\((?P<inner>{YEAR})\)"
    rf"|(?<![\w/.-])(?P<year>{YEAR}(?:[a-z]|\s?[-–]\s?{YEAR})?)(?![\w/-]|\.\d)"
    rf"|(?P<month>{MONTH})(?=[\s.,;)]*\Z)"
)
_ANY_YEAR: Final = pattern(YEAR)
_LETTER: Final = pattern(rf"\b({YEAR})[a-z]\b")
_IN_NUMBERS: Final = pattern(rf"({YEAR}),\s(\d{{1,2}})(?:\s(\d{{1,2}}))?")
"""A date as word processors set it: year, month, day."""
_YEAR_FIRST: Final = pattern(rf"({YEAR}),?\s+(.+)")
_ORDINAL: Final = pattern(r"(?<=\d)(?:st|nd|rd|th)\b")


def take_dates(rest: Tail) -> None:
    """Take all dates out of what is left of a reference."""
    while (found := rest.take(_DATE)) is not None:
        rest.dates.append(next(filter(None, found.groups())))


def issued(when: str, dates: Sequence[str]) -> str:
    """Return a date as EDTF: of the year before the title, and the month and day behind it."""
    stated = _edtf(when)
    year = _ANY_YEAR.search(when)
    if len(stated) > len("2020"):
        return stated
    for said in sorted(dates, key=lambda date: date.isdigit()):
        whole = (
            said if _ANY_YEAR.search(said) else f"{said}, {year[0]}" if year else _with(said, dates)
        )
        meant = _edtf(whole)
        if meant and (year is None or meant.startswith(year[0])):
            return meant
    return stated


def _with(day: str, dates: Sequence[str]) -> str:
    """A day or a month with the year that stands apart from it."""
    year = next((date for date in dates if date.isdigit()), "")
    return f"{day}, {year}" if year else ""


def _edtf(text: str) -> str:
    plain = _LETTER.sub(r"\1", _ORDINAL.sub("", text.strip())).replace("–", "-")
    if "(" in plain:
        # Each end of a span has a month of its own.
        years = plain.partition(" (")[0]
        ends = [_edtf(end.replace("(", "").replace(")", "")) for end in plain.split(")/")]
        return "/".join(ends) if all(ends) and "/" not in years else _edtf(years)
    numbers = _IN_NUMBERS.fullmatch(plain)
    if numbers is not None:
        return meanings("-".join([part.zfill(2) for part in numbers.groups() if part])).date
    first = _YEAR_FIRST.fullmatch(plain)
    if first is not None:
        day = first[2].rstrip(".")
        plain = f"{day}, {first[1]}" if day[-1:].isdigit() else f"{day} {first[1]}"
    return meanings(plain).date
