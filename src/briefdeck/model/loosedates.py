"""Dates as people write them, and what EDTF has for them: "c. 1850", "21.10.2025", "1990s".

What is returned may still be no date (`2001-02-30`); the caller asks the parser of EDTF.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
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
    """What may have been meant: an EDTF text, and what that stands for where it needs saying."""

    date: str
    note: str = ""


Reading = tuple[Meant, ...]
"""What one text may mean, likeliest first; empty where nobody can tell."""

_Reader = Callable[[str], Reading]

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

_ABOUT: Final = pattern(
    r"(?:about|around|circa|ca?\.?|approx\.?|approximately|roughly|estimated|early|mid|late|~|≈)"
    r"[\s-]*(.+)"
    r"|(.+?)\s*(?:\(?(?:approx\.?|approximately|estimated|circa|about)\)?)"
)
_PERHAPS: Final = pattern(
    r"(?:possibly|perhaps|probably|maybe|likely|uncertain)[\s,]*(.+)"
    r"|(.+?)[\s,]*(?:\(\?\)|\(?(?:uncertain|probably|possibly)\)?)"
)
_QUALIFIED: Final = pattern(r"[?~%]*-?[0-9xu]{4}[?~%]*(?:-[?~%]*[0-9xu]{2}[?~%]*){0,2}")
_DECADE: Final = pattern(r"(?:the )?([0-9]{3})(?:0'?s|0ies|[xu?-])")
_CENTURY: Final = pattern(
    r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)?[\s-]*(?:century|cent\.?|c\.)( bc| bce| b\.c\.)?"
)
_HUNDREDS: Final = pattern(r"([0-9]{2})(?:xx|uu|--|\?\?)")
_BEFORE_CHRIST: Final = pattern(r"([0-9][0-9,]*|[0-9.]+ \w+) ?(?:bce?|b\.c\.(?:e\.)?)")
_OF_CHRIST: Final = pattern(r"(?:ad|a\.d\.) ?([0-9]{1,4})|([0-9]{1,4}) ?(?:ad|ce|a\.d\.|c\.e\.)")
_YEARS_AGO: Final = pattern(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?(\w+)?(?: years?)? ?(?:ago|bp)")
_AGE: Final = pattern(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?(ka|ma|mya|ga|bya)")
_YEAR: Final = pattern(r"[y+]?(-?)([0-9,]{1,24})")
_EXPONENT: Final = pattern(r"y?(-?[0-9]{1,17})e([0-9]{1,2})(?:s[0-9]+)?")
_SIGNIFICANT: Final = pattern(r"y?(-?)([0-9]{1,18})s([0-9]{1,2})")
_YEAR_FIRST: Final = pattern(r"(-?[0-9]{4})([-./ ])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR_LAST: Final = pattern(r"([0-9]{1,2})[-./ ]{1,2}([0-9]{1,2})[-./ ]{1,2}'?([0-9]{4}|[0-9]{2})")
_MONTH_YEAR: Final = pattern(r"([0-9]{1,2})[-./ ]([0-9]{4})")
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
_NAMED_AFTER: Final = pattern(r"([0-9]{4})[ -]([a-z]{3,9})\.?(?:[ -]([0-9]{1,2}))?")
_FISCAL: Final = pattern(r"(?:fy|fiscal(?: year)?)[ -]?'?([0-9]{4}|[0-9]{2})(?:[/-][0-9]{2,4})?")
_TIMED: Final = pattern(
    r"(.+?)(?:[t,_ ]+| at )([0-9]{1,2})(?:[:.h]?([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?)?"
    r" ?([ap]\.?m\.?)? ?(z|utc|gmt|(?:utc|gmt)? ?[+-][0-9]{1,2}:?(?:[0-9]{2})?|[a-z]{2,5})?[?~%]?"
)
_WORTHLESS_TIME: Final = pattern(r"(.+?)(?:t(?:[x:]+|[0-9:.]+.*)|z|[+-][0-9]{2}:[0-9]{2})")
_NAME_OF_ZONE: Final = pattern(r"\[[a-z_/+-]+\]$")
_OFFSET_WANTED: Final = "and after it the offset from UTC, such as +02:00"
_OFFSET: Final = pattern(r"(?:utc|gmt)? ?([+-])([0-9]{1,2}):?([0-9]{2})?")

_END: Final = r"(.+?)"
_SPLITS: Final = tuple(
    pattern(source)
    for source in (
        rf"\[{_END}(?:\.\.|,){_END}\]|\{{{_END}(?:\.\.|,){_END}\}}",
        rf"(?:from |between )?{_END}\s*(?:to|until|till|through|thru|and|or|\.\.\.?|…)\s*{_END}",
        rf"{_END}/{_END}",
        rf"{_END}\s+-+\s+{_END}",
        rf"{_END}-{_END}",
    )
)
_SINCE: Final = pattern(
    r"(?:since|from|after|as of|starting|beginning)\s+(.+?)(?:\s+on(?:wards?)?)?"
    r"|\[?(.+?)\s*(?:-+|\.\.|/|onwards?|\+)\]?"
    r"|(.+?)\s*(?:/|-|to|until)\s*(?:open|present|now|today|ongoing|current|date|\*|…)"
)
_UNTIL: Final = pattern(r"(?:until|till|before|up to|by|to|pre|\[?\.\.|/|-)[\s-]*(.+?)\]?")
_UNKNOWN_START: Final = pattern(r"(?:unknown|\?|n/a)\s*/(.+)")
_UNKNOWN_END: Final = pattern(r"(.+)/\s*(?:unknown|\?|n/a)")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_BARE_NUMBER: Final = pattern(r"[0-9][0-9,]*")
_ERA_AFTER: Final = pattern(r"[0-9][0-9,]* ?(bce?|b\.c\.(?:e\.)?)")


def readings(text: str) -> Iterator[Reading]:
    """Yield what a text may mean, the likeliest first."""
    plain = _plain(text)
    yield (Meant(plain),)
    if "/" in plain:
        yield _shared_year(plain)
    yield _date(plain)
    yield _shared_year(plain)
    yield _span(plain)
    found = _YEAR_FIRST.fullmatch(plain)
    if found is not None:
        yield (Meant(found[1], "the year"),)


def _plain(text: str) -> str:
    """A text with one kind of blank and dash, and without what stands around it."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return " ".join(plain.split()).strip('"` ').rstrip(".,;")


def _date(text: str) -> Reading:
    """A single date."""
    lower = text.lower()
    for reader in _READERS:
        found = reader(lower)
        if found:
            return found
    return ()


def _first(text: str) -> str | None:
    """The likeliest meaning of a single date; that of an interval is not one end of another."""
    found = _date(_plain(text))
    if not found or "/" in found[0].date:
        return None
    return found[0].date


# Intervals.


def _span(text: str) -> Reading:
    """An interval, closed or open."""
    lower = text.lower()
    for form, written in _OPEN_FORMS:
        found = form.fullmatch(lower)
        known = _first(_only(found)) if found else None
        if known is not None:
            return (Meant(written.format(known)),)
    for form in _SPLITS:
        found = form.fullmatch(lower)
        if found is None:
            continue
        start, end = (part for part in found.groups() if part is not None)
        span = _closed(start, end)
        if span:
            return span
    return ()


def _closed(start_text: str, end_text: str) -> Reading:
    era = _ERA_AFTER.fullmatch(end_text)
    if era is not None and _BARE_NUMBER.fullmatch(start_text):
        start_text = f"{start_text} {era[1]}"
    start, end = _first(start_text), _first(end_text)
    if start is None:
        # "12 to 14 October 2025", "Oct-Nov 2025": the first takes over what the second ends with.
        _, _, tail = end_text.strip().partition(" ")
        start = _first(f"{start_text} {tail}") if tail else None
        if start is None and tail:
            start = _first(f"{start_text} {tail.rpartition(' ')[2]}")
    if start is None or end is None:
        return ()
    return Meant(f"{start}/{end}"), Meant(f"{end}/{start}")


def _shared_year(text: str) -> Reading:
    """An end that leaves out what it shares with its start: 1966/68, 2001-03/05, T21:45/22:10."""
    start, slash, end = text.replace(" ", "").partition("/")
    if not slash:
        start, slash, end = text.replace(" ", "").rpartition("-")
    start = start.upper()
    for form, written in _SHARED:
        if form.fullmatch(start) and written.fullmatch(end):
            return _shared(start, slash, end)
    return ()


def _shared(start: str, slash: str, end: str) -> Reading:
    kept = start[: len(start) - len(end)]
    clock, colon, _ = start.partition(":")
    if "T" in start:
        zone = start[len(clock) + len(colon) + 2 :]
        kept = start.partition("T")[0] + "T"
        return (Meant(f"{start}/{kept}{end}{'' if end[-1:] == 'Z' else zone}"),)
    span = Meant(f"{start}/{kept}{end}")
    is_year = len(start) == 4
    if is_year and 1 <= int(end) <= 12:
        month = f"{MONTHS[int(end) - 1]} {start}"
        return Meant(f"{start}-{int(end):02}", month), span
    if slash == "/" or is_year:
        return (span,)
    return ()


_SHARED: Final = (
    (pattern(r"[0-9]{4}"), pattern(r"[0-9]{2}")),
    (pattern(r"[0-9]{4}-[0-9]{2}"), pattern(r"[0-9]{2}")),
    (pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), pattern(r"[0-9]{2}(?:-[0-9]{2})?")),
    (
        pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
        pattern(r"[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
    ),
)
_OPEN_FORMS: Final = (
    (_UNKNOWN_START, "/{}"),
    (_UNKNOWN_END, "{}/"),
    (_SINCE, "{}/.."),
    (_UNTIL, "../{}"),
)


# Single dates. Each reader takes a text in lower case.


def _hedged(text: str) -> Reading:
    for form, sign in ((_ABOUT, "~"), (_PERHAPS, "?")):
        found = form.fullmatch(text)
        inner = _date(_only(found)) if found else ()
        if inner:
            return tuple(Meant(_with_sign(each.date, sign), each.note) for each in inner)
    return ()


def _with_sign(when: str, sign: str) -> str:
    """A date with its qualifier; a time of day and an interval take none."""
    if "T" in when or "/" in when:
        return when
    if when[-1] in "?~%":
        return when if when[-1] == sign else when[:-1] + "%"
    return when + sign


def _qualified(text: str) -> Reading:
    """Qualifiers at parts of a date or several of them, which EDTF has on level 2 alone."""
    signs = {sign for sign in text if sign in "?~%"}
    if not signs or not _QUALIFIED.fullmatch(text):
        return ()
    bare = re.sub(r"[?~%]", "", text)
    inner = _date(bare.replace("x", "X").replace("u", "X"))
    sign = signs.pop() if len(signs) == 1 else "%"
    return tuple(Meant(each.date + sign) for each in inner)


def _unspecified(text: str) -> Reading:
    """Digits that nobody knows, where EDTF has no `X` for them on level 1."""
    year, *rest = text.replace("u", "x").split("-")
    if not re.fullmatch(r"[0-9x]{4}", year) or "x" not in text.replace("u", "x"):
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
    found = _BEFORE_CHRIST.fullmatch(text)
    if found is None:
        return ()
    count, _, size = found[1].partition(" ")
    if size:
        return _far_back(count, size, 0)
    return (Meant(year_text(1 - int(count.replace(",", "")))),)


def _of_christ(text: str) -> Reading:
    found = _OF_CHRIST.fullmatch(text)
    return (Meant(f"{int(_only(found)):04}"),) if found else ()


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
    return (Meant(year_text(year)),)


def _year(text: str) -> Reading:
    """A year alone: 800, -44, 12,000, Y2001."""
    found = _YEAR.fullmatch(text)
    digits = found[2].replace(",", "") if found else ""
    if not digits or found is None:
        return ()
    if len(digits) == 2 and text == f"'{digits}":
        return (Meant(str(_whole_year(digits))),)
    if len(digits) < 3 and not found[1]:
        return ()
    if len(digits) in {6, 7, 8} and not found[1] and "," not in text and text[0] != "y":
        return ()
    return (Meant(year_text(int(found[1] + digits))),)


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
    found = _MONTH_YEAR.fullmatch(text)
    if found is not None and 1 <= int(found[1]) <= 12:
        return (Meant(f"{found[2]}-{int(found[1]):02}"),)
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return ()
    return _year_last(int(found[1]), int(found[2]), _whole_year(found[3]), is_german="." in text)


def _year_first(year: str, month: int, day_text: str | None) -> Reading:
    if day_text is None:
        return (Meant(year if month == 0 else f"{year}-{month:02}"),)
    day = int(day_text)
    if month == 0:
        return (Meant(year),)
    if month > 12 and 1 <= day <= 12:
        month, day = day, month
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
        return _by_name(found[4], found[2], found[1] or found[3])
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


# Times of day.


def _timed(text: str) -> Reading:
    text = _NAME_OF_ZONE.sub("", text)
    if "/" in text:
        return ()
    found = _TIMED.fullmatch(text)
    if found is None:
        found = _WORTHLESS_TIME.fullmatch(text)
        return _whole_day(found[1]) if found else ()
    day_text, hour, minute, second, half, zone = found.groups()
    if minute is None and not half and "t" not in text:
        return ()
    day = _whole_day(day_text)
    if not day:
        month = _first(day_text)
        return (Meant(month),) if month and "t" in text else ()
    hours = _hours(int(hour), half)
    clock = _clock(hours, minute or "00", second)
    if clock is None:
        return _midnight(day[0].date, zone) if (hours, minute) == (24, "00") else day
    return _zoned(f"{day[0].date}T{clock}", zone)


def _whole_day(text: str) -> Reading:
    """A text that names a day."""
    found = _first(text)
    return (Meant(found),) if found and len(found) == len("2001-09-11") else ()


def _hours(hours: int, half: str | None) -> int:
    if half is None:
        return hours
    return hours % 12 + 12 if half.startswith("p") else hours % 12


def _clock(hours: int, minutes: str, seconds: str | None) -> str | None:
    """A time of day as EDTF writes it; a leap second is the second before."""
    if hours > 23 or minutes > "59":
        return None
    if seconds is None:
        return f"{hours:02}:{minutes}"
    return f"{hours:02}:{minutes}:{min(seconds, '59')}"


def _midnight(day: str, zone: str | None) -> Reading:
    """The end of a day as the start of the next."""
    try:
        year, month, number = map(int, day.split("-"))
        next_day = civil_to_day(year, month, number) + 1
    except ValueError:
        return ()
    year, month, number = day_to_civil(next_day)
    return _zoned(f"{year_text(year)}-{month:02}-{number:02}T00:00", zone)


def _zoned(local: str, zone: str | None) -> Reading:
    """A local time with its offset; names of zones other than UTC say nothing for sure."""
    if zone is None:
        return (Meant(local),)
    if zone in {"z", "utc", "gmt"}:
        return (Meant(f"{local}Z"),)
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return (Meant(local, _OFFSET_WANTED),)
    hours, minutes = int(found[2]), found[3] or "00"
    if hours * 60 + int(minutes) <= 14 * 60 and minutes <= "59":
        return (Meant(f"{local}{found[1]}{hours:02}:{minutes}"),)
    # No offset: 21:45-22:10 are two times.
    span = f"{local}/{local.partition('T')[0]}T{hours:02}:{minutes}"
    return (Meant(span),) if found[1] == "-" else (Meant(local, _OFFSET_WANTED),)


def _whole_year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return 2000 + number if number < _PIVOT else 1900 + number


def _only(found: re.Match[str]) -> str:
    """The group that took part."""
    return next(group for group in found.groups() if group is not None)


_READERS: Final[tuple[_Reader, ...]] = (
    _part_of_a_year,
    _numbers,
    _unspecified,
    _qualified,
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
    _timed,
    _hedged,
)
