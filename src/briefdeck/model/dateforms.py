"""Single days, months, years and centuries as people write them: "21.10.2025", "2008-Q3", "1990s".

Each reader takes a text in small letters and returns what EDTF has for it. That may still be no
date (`2001-02-30`).
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from briefdeck.model.calendar import (
    AMERICAN_SEASONS,
    FIRST_SEASON,
    MONTHS,
    SEASONS,
    SHORT_MONTHS,
    civil_to_day,
    day_to_civil,
    days_in_month,
    year_text,
)
from briefdeck.text.pattern import pattern
from briefdeck.text.words import ordinal


class Meant(NamedTuple):
    """What may have been meant: an EDTF text, and what that stands for where it needs saying.

    is_guess: whether it says more, less or something else than what was written.
    """

    date: str
    note: str = ""
    is_guess: bool = False


Reading = tuple[Meant, ...]
"""What one text may mean, likeliest first; empty where nobody can tell."""

Reader = Callable[[str], Reading]

_MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(SHORT_MONTHS, start=1)},
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9,
}
_SEASONS: Final = {
    **{name: number for number, name in enumerate(SEASONS, start=FIRST_SEASON)},
    **{name: number for number, name in enumerate(AMERICAN_SEASONS, start=FIRST_SEASON)},
}
_SOUTHERN: Final = {29: 23, 30: 24, 31: 21, 32: 22}
"""EDTF's seasons of the southern hemisphere (level 2), by those of the northern that we read."""

_PARTS_OF_A_YEAR: Final = {
    **{33 + number: (1 + 3 * number, 3 + 3 * number) for number in range(4)},
    **{37 + number: (1 + 4 * number, 4 + 4 * number) for number in range(3)},
    **{40 + number: (1 + 6 * number, 6 + 6 * number) for number in range(2)},
}
"""First and last month of the quarters, thirds and halves of a year that EDTF has on level 2."""

_LARGE: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_AGO: Final = {**_LARGE, "ka": 10**3, "ma": 10**6, "mya": 10**6, "ga": 10**9, "bya": 10**9}
_PRESENT: Final = 1950
"""The year from which "years ago" and "before the present" are counted."""

_PIVOT: Final = 50
"""Years of two digits below it are of this century, the others of the last."""

_DECADE: Final = pattern(r"(?:the )?([0-9]{3})(?:0'?s|0ies|[xu?-])")
_CENTURY: Final = pattern(
    r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)?[\s-]*(?:century|cent\.?|c\.)( bce?| b\.c\.?(?:e\.?)?)?"
)
_HUNDREDS: Final = pattern(r"([0-9]{2})(?:xx|uu|--|\?\?)")
_BEFORE_CHRIST: Final = pattern(r"([0-9][0-9,]*|[0-9.]+ \w+) ?(?:bce?|b\.c\.?(?:e\.?)?)")
_OF_CHRIST: Final = pattern(r"(?:ad|a\.d\.) ?([0-9]{1,4})|([0-9]{1,4}) ?(?:ad|ce|a\.d\.?|c\.e\.?)")
_YEARS_AGO: Final = pattern(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?(\w+)?(?: years?)? ?(?:ago|bp)")
_AGE: Final = pattern(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?(ka|ma|mya|ga|bya)")
_YEAR: Final = pattern(r"[y+]?(-?)([0-9,]{1,24})")
_EXPONENT: Final = pattern(r"y?(-?[0-9]{1,17})e([0-9]{1,2})(?:s[0-9]+)?")
_SIGNIFICANT: Final = pattern(r"y?(-?)([0-9]{1,18})s([0-9]{1,2})")
_YEAR_FIRST: Final = pattern(r"(-?[0-9]{4})([-./ ])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR_LAST: Final = pattern(r"([0-9]{1,2})[-./ ]{1,2}([0-9]{1,2})[-./ ]{1,2}'?([0-9]{4}|[0-9]{2})")
_MONTH_YEAR: Final = pattern(r"([0-9]{1,2})[-./ ]([0-9]{4})")
_NOBODY_KNOWS: Final = pattern(r"-\?\??(?=-|\Z)")
_DIGITS: Final = pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{4})([0-9]{2})")
_ORDINAL_DAY: Final = pattern(r"([0-9]{4})-?([0-9]{3})")
_WEEK: Final = pattern(r"([0-9]{4})[- ]?(?:w|week ?|cw|kw)([0-9]{1,2})(?:-?([1-7]))?")
_WEEK_FIRST: Final = pattern(r"(?:w|week|cw|kw) ?([0-9]{1,2})(?:,? of|,)? ([0-9]{4})")
_QUARTER: Final = pattern(
    r"([0-9]{4})[-/ ]?([qh])([1-4])|([qh])([1-4])[-/ ]?([0-9]{4})|([1-4])([qh])[-/ ]?([0-9]{4})"
)
_QUARTER_WORDS: Final = pattern(
    r"(?:the )?(first|second|third|fourth|1st|2nd|3rd|4th) (quarter|half)(?: of)? ([0-9]{4})"
)
_NAMED: Final = pattern(
    r"(?:[a-z]{3,9},? )?"
    r"(?:(?:the )?([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?"
    r"([a-z]{3,9})\.?"
    r"(?:[ -]([0-9]{1,2})(?:st|nd|rd|th)?,?)?"
    r",?(?:[ -]| of )([0-9]{4})"
)
_WINTER: Final = pattern(r"(?:the )?winter(?: of)? ([0-9]{4})[-/](?:[0-9]{2}|[0-9]{4})")
"""A winter is of the year in which it begins."""
_EAST_ASIAN: Final = pattern(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?")
_DAY_BEFORE_CHRIST: Final = pattern(
    r"(?:([0-9]{1,2}) )?([a-z]{3,9}) ([0-9]{1,4}) ?(?:bce?|b\.c\.?)"
)
_NAMED_AFTER: Final = pattern(r"([0-9]{4})[ -]([a-z]{3,9})\.?(?:[ -]([0-9]{1,2}))?")
_FISCAL: Final = pattern(r"(?:fy|fiscal(?: year)?)[ -]?'?([0-9]{4}|[0-9]{2})(?:[/-][0-9]{2,4})?")


def _unspecified(text: str) -> Reading:
    """Digits that nobody knows, where EDTF has no `X` for them on level 1."""
    text = _NOBODY_KNOWS.sub("-xx", text).replace("u", "x")
    year, *rest = text.split("-")
    if not re.fullmatch(r"[0-9x]{4}", year) or "x" not in text:
        return ()
    if any(not re.fullmatch(r"[0-9x]{2}", part) for part in rest):
        return ()
    if year.startswith("x"):
        return ()
    if year.endswith("xxx"):
        return (Meant(f"{year[0]}000/{year[0]}999"),)
    if "x" in year:
        known = year.rstrip("x")
        return (Meant(known + "X" * (4 - len(known))),) if known.isdigit() else ()
    months = rest[0] if rest else ""
    if not months.isdigit() or not 1 <= int(months) <= 12:
        return (Meant(f"{year}-XX"),)
    return (Meant(f"{year}-{months}-XX"),)


def _decade(text: str) -> Reading:
    found = _DECADE.fullmatch(text)
    if found is not None:
        return (Meant(f"{found[1]}X"),)
    found = _HUNDREDS.fullmatch(text)
    return (Meant(f"{found[1]}XX"),) if found else ()


def _century(text: str) -> Reading:
    found = _CENTURY.fullmatch(text)
    if found is None:
        return ()
    number = int(found[1])
    if number < 1 or number > 99:
        return ()
    if found[2]:
        first, last = -100 * number + 1, -100 * (number - 1)
        return (Meant(f"{year_text(first)}/{year_text(last)}"),)
    return (Meant(f"{number - 1:02}XX", f"the {ordinal(number)} century"),)


def _before_christ(text: str) -> Reading:
    found = _DAY_BEFORE_CHRIST.fullmatch(text)
    if found is not None:
        return _by_name(year_text(1 - int(found[3])), found[2], found[1])
    found = _BEFORE_CHRIST.fullmatch(text)
    if found is None:
        return ()
    count, _, size = found[1].partition(" ")
    if size:
        return _far_back(count, size, 0)
    return (Meant(year_text(1 - int(count.replace(",", "")))),)


def _of_christ(text: str) -> Reading:
    found = _OF_CHRIST.fullmatch(text)
    return (Meant(f"{int(only(found)):04}"),) if found else ()


def _years_ago(text: str) -> Reading:
    found = _YEARS_AGO.fullmatch(text) or _AGE.fullmatch(text)
    if found is None:
        return ()
    return _far_back(found[1], found[2] or "", _PRESENT)


def _far_back(count: str, size: str, before: int) -> Reading:
    """So many years before a year; from a million on that year makes no difference."""
    factor = 1 if size in {"", "year", "years"} else _AGO.get(size, 0)
    number = count.replace(",", "")
    if not factor or number.count(".") > 1 or number == ".":
        return ()
    years = round(float(number) * factor)
    year = -years if years >= 10**6 else before - years
    return (Meant(year_text(year), is_guess=before != 0),)


def _year(text: str) -> Reading:
    """A year alone: 800, -44, 12,000, Y2001."""
    found = _YEAR.fullmatch(text)
    digits = found[2].replace(",", "") if found else ""
    if not digits or found is None:
        return ()
    if len(digits) == 2 and text == f"'{digits}":
        return (Meant(str(_whole_year(digits)), is_guess=True),)
    if len(digits) < 3 and not found[1]:
        return ()
    if len(digits) in {6, 7, 8} and not found[1] and "," not in text and text[0] != "y":
        return ()
    return (Meant(year_text(int(found[1] + digits)), is_guess=len(digits) > 4),)


def _exponent(text: str) -> Reading:
    found = _EXPONENT.fullmatch(text)
    if found is None:
        return ()
    return (Meant(year_text(int(found[1]) * 10 ** int(found[2]))),)


def _significant(text: str) -> Reading:
    """A year of which so many digits count: 1950S2 is a year of the 1900s."""
    found = _SIGNIFICANT.fullmatch(text)
    if found is None:
        return ()
    sign, digits, count = found[1], found[2], int(found[3])
    if len(digits) == 4 and count in {2, 3}:
        return (Meant(sign + digits[:count] + "X" * (4 - count)),)
    if len(digits) == 4 and count == 1:
        return (Meant(f"{digits[0]}000/{digits[0]}999"),)
    return (Meant(year_text(int(sign + digits[:count].ljust(len(digits), "0")))),)


def _part_of_a_year(text: str) -> Reading:
    """EDTF's seasons of both hemispheres, quarters, thirds and halves (level 2)."""
    year, _, part = text.rpartition("-")
    if not re.fullmatch(r"-?[0-9]{4}", year) or not re.fullmatch(r"[0-9]{2}", part):
        return ()
    number = int(part)
    if 25 <= number <= 28:
        return (Meant(f"{year}-{number - 4}"),)
    if number in _SOUTHERN:
        return (Meant(f"{year}-{_SOUTHERN[number]}"),)
    return _months(year, *_PARTS_OF_A_YEAR[number]) if number in _PARTS_OF_A_YEAR else ()


def _months(year: str, first: int, last: int) -> Reading:
    return (Meant(f"{year}-{first:02}/{year}-{last:02}"),)


def _quarter(text: str) -> Reading:
    found = _QUARTER.fullmatch(text)
    if found is not None:
        parts = [part for part in found.groups() if part is not None]
        year = next(part for part in parts if len(part) == 4)
        letter = next(part for part in parts if part.isalpha())
        number = next(int(part) for part in parts if len(part) == 1 and part.isdigit())
        return _division(year, number, is_half=letter == "h")
    found = _QUARTER_WORDS.fullmatch(text)
    if found is None:
        return ()
    number = ("fi", "1s", "se", "2n", "th", "3r", "fo", "4t").index(found[1][:2]) // 2 + 1
    return _division(found[3], number, is_half=found[2] == "half")


def _division(year: str, number: int, *, is_half: bool) -> Reading:
    length = 6 if is_half else 3
    if number * length > 12:
        return ()
    return _months(year, (number - 1) * length + 1, number * length)


def _fiscal(text: str) -> Reading:
    found = _FISCAL.fullmatch(text)
    if found is None:
        return ()
    year = _whole_year(found[1])
    span = f"{year - 1}-10/{year}-09"
    return (
        Meant(f"{year}", 'with calendar = "us-fiscal" on the series'),
        Meant(span, "the U.S. government's year"),
    )


def _week(text: str) -> Reading:
    found = _WEEK.fullmatch(text)
    if found is not None:
        return _days_of_week(int(found[1]), int(found[2]), int(found[3] or 0))
    found = _WEEK_FIRST.fullmatch(text)
    return _days_of_week(int(found[2]), int(found[1]), 0) if found else ()


def _days_of_week(year: int, week: int, day: int) -> Reading:
    try:
        if day:
            return (Meant(date.fromisocalendar(year, week, day).isoformat()),)
        first = date.fromisocalendar(year, week, 1).isoformat()
        return (Meant(f"{first}/{date.fromisocalendar(year, week, 7).isoformat()}"),)
    except ValueError:
        return ()


def _ordinal_day(text: str) -> Reading:
    found = _ORDINAL_DAY.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 366:
        return ()
    year, month, day = day_to_civil(civil_to_day(int(found[1])) + int(found[2]) - 1)
    return (Meant(f"{year:04}-{month:02}-{day:02}"),) if year == int(found[1]) else ()


def _numbers(text: str) -> Reading:
    """Numbers of year, month and day."""
    found = _YEAR_FIRST.fullmatch(text)
    if found is not None:
        return _year_first(found[1], int(found[3]), found[4])
    found = _DIGITS.fullmatch(text)
    if found is not None:
        year, month = found[1] or found[4], found[2] or found[5]
        return _year_first(year, int(month), found[3])
    found = _EAST_ASIAN.fullmatch(text)
    if found is not None:
        return _year_first(found[1], int(found[2] or 0), found[3])
    found = _MONTH_YEAR.fullmatch(text)
    if found is not None and 1 <= int(found[1]) <= 12:
        return (Meant(f"{found[2]}-{int(found[1]):02}"),)
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return ()
    year = _whole_year(found[3])
    known = _year_last(int(found[1]), int(found[2]), year, is_german="." in text)
    return known if len(found[3]) > 2 else guesses(known)


def _year_first(year: str, month: int, day_text: str | None) -> Reading:
    if day_text is None:
        return (Meant(year if month == 0 else f"{year}-{month:02}"),)
    day = int(day_text)
    if month == 0:
        return (Meant(year),)
    if month > 12 and 1 <= day <= 12:
        return guesses(_day(int(year), day, month))
    if day == 0:
        return (Meant(f"{year}-{month:02}", "the month"),)
    return _day(int(year), month, day)


def _year_last(one: int, other: int, year: int, *, is_german: bool) -> Reading:
    """Day and month in either order; where both could be the month, both are said."""
    day_first = _day(year, other, one)
    if is_german and day_first:
        return day_first
    month_first = _day(year, one, other)
    if not day_first or not month_first or one == other:
        return day_first or month_first
    return (
        Meant(month_first[0].date, f"{other} {MONTHS[one - 1]}"),
        Meant(day_first[0].date, f"{one} {MONTHS[other - 1]}"),
    )


def _day(year: int, month: int, day: int) -> Reading:
    """A day of a month; where the month has fewer, its last day and the month itself."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return ()
    month_text = f"{year_text(year)}-{month:02}"
    count = days_in_month(year, month)
    if day > count:
        return Meant(f"{month_text}-{count}"), Meant(month_text, "the month")
    return (Meant(f"{month_text}-{day:02}"),)


def _named(text: str) -> Reading:
    """A month or season by its name."""
    found = _NAMED.fullmatch(text)
    if found is not None:
        # With a day on both sides it is two dates: "May 31-June 2, 2019".
        return _by_name(found[4], found[2], found[1] or found[3]) if not all(found.groups()) else ()
    found = _WINTER.fullmatch(text)
    if found is not None:
        return _by_name(found[1], "winter", None)
    found = _NAMED_AFTER.fullmatch(text)
    return _by_name(found[1], found[2], found[3]) if found else ()


def _by_name(year: str, name: str, day: str | None) -> Reading:
    if name in _SEASONS:
        return (Meant(f"{year}-{_SEASONS[name]}"),)
    if name not in _MONTHS:
        return ()
    if day is None:
        return (Meant(f"{year}-{_MONTHS[name]:02}"),)
    return _day(int(year), _MONTHS[name], int(day))


def guesses(reading: Reading) -> Reading:
    """The same, as guesses."""
    return tuple([meant._replace(is_guess=True) for meant in reading])


def _whole_year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return 2000 + number if number < _PIVOT else 1900 + number


def only(found: re.Match[str]) -> str:
    """The group that took part."""
    return next(group for group in found.groups() if group is not None)


def year_alone(text: str) -> Reading:
    """The year of a date of which no more makes sense: 2025-13."""
    found = _YEAR_FIRST.fullmatch(text)
    return (Meant(found[1], "the year", is_guess=True),) if found else ()


READERS: Final[tuple[Reader, ...]] = (
    _part_of_a_year,
    _numbers,
    _unspecified,
    _decade,
    _century,
    _quarter,
    _fiscal,
    _week,
    _ordinal_day,
    _exponent,
    _significant,
    _year,
    _named,
    _before_christ,
    _of_christ,
    _years_ago,
)
"""In the order in which they are tried."""
