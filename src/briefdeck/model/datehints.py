"""What to write instead of a text that is no date: the nearest EDTF form of what the author probably meant."""

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
_AMERICAN: Final = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}")


def hint(text: str) -> str:
    """A clause that says what to write, with the author's own date where it can be made out."""
    if len(text) > 80:
        return GENERIC
    stripped = text.strip()
    if stripped != text and _DATE_LIKE.fullmatch(stripped):
        return f"write {stripped}, without blanks around it"
    if stripped.lower() in _UNDATED:
        return "leave the key out where no date is known, or write what is: 199X, 1998~ or ../2005"
    if (suggestion := _suggestion(stripped)) is not None:
        return f"write {suggestion}"
    if _FISCAL.fullmatch(stripped):
        return 'write the year alone, and calendar = "us-fiscal" on the series'
    if stripped[:1] in {"[", "{"} or "S" in stripped or "E" in stripped[1:]:
        return f"EDTF of level 2 is not read here; {GENERIC}"
    return GENERIC


def interval_hint(text: str) -> str | None:
    """The same for a text with a slash; None where it looks like an interval."""
    stripped = text.strip()
    if (found := _MONTH_OF_YEAR.fullmatch(stripped)) is not None and 1 <= int(found[1]) <= 12:
        return f"write {found[2]}-{int(found[1]):02}"
    if _AMERICAN.fullmatch(stripped) or _LOOSE_SLASHED.fullmatch(stripped):
        return "write year, month and day in this order, with hyphens: 2001-09-11"
    if (found := _ONGOING.fullmatch(stripped)) is not None:
        return f"write {found[1]}/.. for what goes on"
    return None


def _suggestion(text: str) -> str | None:
    if (found := _ABOUT.fullmatch(text)) is not None:
        return f"{found[1]}~"
    if (found := _DECADE.fullmatch(text)) is not None:
        return f"{found[1]}X"
    if (found := _RANGE.fullmatch(text)) is not None:
        return f"{found[1]}/{found[2]}"
    if (found := _SINCE.fullmatch(text)) is not None:
        return f"{found[1] or found[2]}/.."
    if (found := _UNTIL.fullmatch(text)) is not None:
        return f"../{found[1]}"
    if (found := _SHORT_LONG_YEAR.fullmatch(text)) is not None:
        return f"{found[1]}: Y is for years of five or more digits"
    return _numbers(text) or _named(text)


def _numbers(text: str) -> str | None:
    found = _LOOSE.fullmatch(text) or _DIGITS.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        return None
    return f"{found[1]}-{int(found[2]):02}" + (f"-{int(found[3]):02}" if found[3] else "")


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
    return f"{year}-{_MONTHS[name]:02}" + (f"-{day:02}" if day else "")
