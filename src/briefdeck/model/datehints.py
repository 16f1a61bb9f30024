"""What to write instead of a text that is not a date: the EDTF form of what was probably meant."""

import re
from typing import Final

from briefdeck.model.calendar import AMERICAN_SEASONS, FIRST_SEASON, MONTHS, SEASONS, SHORT_MONTHS

GENERIC: Final = "write for instance 1996-01-14, 2001-09, 1998~ or 2000/2005"
_MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(SHORT_MONTHS, start=1)},
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9,
}
_SEASONS: Final = {
    **{name: number for number, name in enumerate(SEASONS, start=FIRST_SEASON)},
    **{name: number for number, name in enumerate(AMERICAN_SEASONS, start=FIRST_SEASON)},
}
_ABOUT: Final = re.compile(
    r"(?:about|around|circa|ca?\.?|approx\.?|approximately)\s*([0-9]{4})", re.IGNORECASE
)
_DECADE: Final = re.compile(r"(?:the\s+)?([0-9]{3})(?:0'?s|x)", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"(?:([0-9]{1,2})\s+)?([a-z]+)\.?(?:\s+([0-9]{1,2}),)?\s+([0-9]{4})", re.IGNORECASE
)
_LOOSE: Final = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")
_DIGITS: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_RANGE: Final = re.compile(r"([0-9]{4})\s*(?:-|–|—|to|until)\s*([0-9]{4})", re.IGNORECASE)
_SINCE: Final = re.compile(r"(?:since|from)\s+([0-9]{4})|([0-9]{4})\s*(?:-|–|—)", re.IGNORECASE)
_UNTIL: Final = re.compile(r"(?:until|till|before|up to)\s+([0-9]{4})", re.IGNORECASE)
_FISCAL: Final = re.compile(r"FY\s*'?([0-9]{2,4})", re.IGNORECASE)
_SHORT_LONG_YEAR: Final = re.compile(r"Y(-?[0-9]{4})")
_MONTH_OF_YEAR: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_LOOSE_SLASHED: Final = re.compile(r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}")
_ONGOING: Final = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}){0,2})/(?:open|present|now|today|ongoing)", re.IGNORECASE
)
_DATE_LIKE: Final = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}){0,2}[?~%]?")
_UNDATED: Final = frozenset(
    {"n.d.", "n.d", "nd", "no date", "undated", "unknown", "unclear", "tbd", "n/a", "none"}
)
_LEVEL_2: Final = re.compile(r"^[\[{]|S|(?<!^)E")
"""Sets of dates, significant digits and exponents."""
_AMERICAN: Final = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}")
_FORMS: Final = (
    (_ABOUT, "{0}~"),
    (_DECADE, "{0}X"),
    (_RANGE, "{0}/{1}"),
    (_SINCE, "{0}{1}/.."),
    (_UNTIL, "../{0}"),
    (_SHORT_LONG_YEAR, "{0}: Y is for years of five or more digits"),
)
"""What people write, and what EDTF has for it, with the groups of the expression."""


def hint(text: str) -> str:
    """A clause that says what to write, with the author's own date where it can be made out."""
    if len(text) > 80:
        return GENERIC
    stripped = text.strip()
    if stripped != text and _DATE_LIKE.fullmatch(stripped):
        return f"write {stripped}, without blanks around it"
    if stripped.lower() in _UNDATED:
        return "leave the key out where no date is known, or write what is: 199X, 1998~ or ../2005"
    suggestion = _suggestion(stripped)
    if suggestion is not None:
        return f"write {suggestion}"
    if _FISCAL.fullmatch(stripped):
        return 'write the year alone, and calendar = "us-fiscal" on the series'
    if _LEVEL_2.search(stripped):
        return f"EDTF of level 2 is not read here; {GENERIC}"
    return GENERIC


def interval_hint(text: str) -> str | None:
    """The same for a text with a slash; None where it looks like an interval."""
    stripped = text.strip()
    found = _MONTH_OF_YEAR.fullmatch(stripped)
    if found is not None and 1 <= int(found[1]) <= 12:
        return f"write {found[2]}-{int(found[1]):02}"
    if _AMERICAN.fullmatch(stripped) or _LOOSE_SLASHED.fullmatch(stripped):
        return "write year, month and day in this order, with hyphens: 2001-09-11"
    found = _ONGOING.fullmatch(stripped)
    if found is not None:
        return f"write {found[1]}/.. for what goes on"
    return None


def _suggestion(text: str) -> str | None:
    for form, written in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            return written.format(*found.groups(""))
    return _numbers(text) or _named(text)


def _numbers(text: str) -> str | None:
    found = _LOOSE.fullmatch(text) or _DIGITS.fullmatch(text)
    if found is None:
        return None
    month, day = int(found[2]), int(found[3] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return _written(found[1], month, day if found[3] else None)


def _named(text: str) -> str | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    name, year = found[2].lower(), found[4]
    if name in _SEASONS:
        return f"{year}-{_SEASONS[name]}"
    day = int(found[1] or found[3] or 0)
    if name not in _MONTHS or day > 31:
        return None
    return _written(year, _MONTHS[name], day or None)


def _written(year: str, month: int, day: int | None) -> str:
    return f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}"
