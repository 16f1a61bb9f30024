"""Dates, times and spans as people write them, and what EDTF has for them: "c. 1850 to 1860".

What is returned may still be no date (`2001-02-30`); the caller asks the parser of EDTF.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from briefdeck.model.calendar import MONTHS, civil_to_day, day_to_civil, year_text
from briefdeck.model.dateforms import READERS, Meant, Reader, Reading, guesses, only, year_alone
from briefdeck.text.pattern import pattern

_ABOUT: Final = pattern(
    r"(?:about|around|circa|ca?\.?|approx\.?|approximately|roughly|estimated|early|mid|late|~|≈)"
    r"[\s-]*(.+)"
    r"|(.+?)\s*(?:~|\(?(?:approx\.?|approximately|estimated|circa|about)\)?)"
)
_PARTS: Final = ("early", "mid", "late")
"""What EDTF cannot say of a period: which part of it."""
_PERHAPS: Final = pattern(
    r"(?:possibly|perhaps|probably|maybe|likely|uncertain)[\s,]*(.+)"
    r"|(.+?)[\s,]*(?:\(?\?\)?|\(?(?:uncertain|probably|possibly)\)?)"
)
_QUALIFIED: Final = pattern(r"[?~%]*-?[0-9xu]{1,20}[?~%]*(?:-[?~%]*[0-9xu]{2}[?~%]*){0,2}")
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
_OPEN_END: Final = pattern(r" ?/ ?\.{2,}\Z")
"""An open end, and the full stop of a sentence that names one: "write 2001/..."."""
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_BARE_NUMBER: Final = pattern(r"[0-9][0-9,]*")
_FEW_YEARS: Final = 25
_DAY_AND_YEAR: Final = pattern(r"[0-9]{1,2},? [0-9]{4}")
_ERA_AFTER: Final = pattern(r"[0-9][0-9,]* ?(bce?|b\.c\.?(?:e\.?)?)")


def readings(text: str) -> Iterator[Reading]:
    """Yield what a text may mean, the likeliest first."""
    plain = _plain(text)
    yield (Meant(plain),)
    if "/" in plain:
        yield _shared_year(plain)
    yield _date(plain)
    yield _shared_year(plain)
    yield _span(plain)
    yield year_alone(plain)


def _plain(text: str) -> str:
    """A text with one kind of blank and dash, and without what stands around it."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = " ".join(plain.split()).strip('"` ')
    if _OPEN_END.search(plain):
        return _OPEN_END.sub("/..", plain)
    return plain if plain.endswith("..") else plain.rstrip(".,;")


def _date(text: str) -> Reading:
    """A single date, with what may stand around it."""
    return _read(text.lower(), _READERS)


def _read(lower: str, readers: tuple[Reader, ...]) -> Reading:
    for reader in readers:
        found = reader(lower)
        if found:
            return found
    return ()


def _first(text: str) -> Meant | None:
    """The likeliest meaning of a single date; that of an interval is not one end of another."""
    found = _date(_plain(text))
    if not found or "/" in found[0].date:
        return None
    return found[0]._replace(is_guess=found[0].is_guess or len(found) > 1)


# Intervals.


def _span(text: str) -> Reading:
    """An interval, closed or open."""
    lower = text.lower()
    for form, written in _OPEN_FORMS:
        found = form.fullmatch(lower)
        known = _first(only(found)) if found else None
        if known is not None:
            return (Meant(written.format(known.date), is_guess=known.is_guess),)
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
    if start_text[:1].isalpha() and _DAY_AND_YEAR.fullmatch(end_text):
        # "May 1-3, 2019": the second is of the month of the first.
        end_text = f"{start_text.partition(' ')[0]} {end_text}"
    start, end = _first(start_text), _first(end_text)
    if start is None:
        # "12 to 14 October 2025", "Oct-Nov 2025": the first takes over what the second ends with.
        _, _, tail = end_text.strip().partition(" ")
        start = _first(f"{start_text} {tail}") if tail else None
        if start is None and tail:
            start = _first(f"{start_text} {tail.rpartition(' ')[2]}")
    if start is None or end is None:
        return ()
    span = Meant(f"{start.date}/{end.date}", is_guess=start.is_guess or end.is_guess)
    if start.date == end.date:
        return (span,)
    return span, Meant(f"{end.date}/{start.date}", is_guess=True)


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
    is_year = len(start) == 4
    if is_year and kept + end < start:
        return _over_the_century(start, end)
    span = Meant(f"{start}/{_carried(kept, end, start)}")
    if is_year and 1 <= int(end) <= 12:
        month = f"{MONTHS[int(end) - 1]} {start}"
        return Meant(f"{start}-{int(end):02}", month), span
    if slash == "/" or is_year:
        return (span,)
    return ()


def _over_the_century(start: str, end: str) -> Reading:
    """Years that end in the next century: 1999/00; of many years two digits tell too little."""
    span = f"{start}/{int(start[:2]) + 1}{end}"
    years = int(span[5:]) - int(start)
    if 1 <= int(end) <= 12:
        month = Meant(f"{start}-{int(end):02}", f"{MONTHS[int(end) - 1]} {start}")
        return (month, Meant(span)) if years <= _FEW_YEARS else (month,)
    return (Meant(span, is_guess=years > 1),) if years <= _FEW_YEARS else ()


def _carried(kept: str, end: str, start: str) -> str:
    """An end with what it shares with its start, or the next of it: 2019-12-31/01-02."""
    if kept + end >= start:
        return kept + end
    parts = [int(part) for part in kept.split("-") if part]
    year, month = parts[0], parts[1] + 1 if len(parts) > 1 else 13
    year, month = (year + 1, 1) if month > 12 else (year, month)
    return f"{year:04}-{end}" if len(parts) == 1 else f"{year:04}-{month:02}-{end}"


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
        inner = _date(only(found)) if found else ()
        if inner:
            is_part = text.startswith(_PARTS)
            return tuple(
                Meant(_with_sign(each.date, sign), each.note, each.is_guess or is_part)
                for each in inner
            )
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
    return tuple(Meant(each.date + sign, is_guess=each.is_guess) for each in inner)


# Times of day.


def _timed(text: str) -> Reading:
    text = _NAME_OF_ZONE.sub("", text)
    if "/" in text:
        return ()
    found = _TIMED.fullmatch(text)
    if found is None:
        found = _WORTHLESS_TIME.fullmatch(text)
        return guesses(_whole_day(found[1])) if found else ()
    day_text, hour, minute, second, half, zone = found.groups()
    if minute is None and not half and "t" not in text:
        return ()
    day = _whole_day(day_text)
    if not day:
        return _read(day_text, READERS) if "t" in text else ()
    hours = _hours(int(hour), half)
    clock = _clock(hours, minute or "00", second)
    if clock is None:
        is_midnight = (hours, minute) == (24, "00")
        return _midnight(day[0].date, zone) if is_midnight else guesses(day)
    return _zoned(f"{day[0].date}T{clock}", zone)


def _whole_day(text: str) -> Reading:
    """A text that names a day, and nothing around it."""
    found = _read(_plain(text), READERS)
    return found if found and len(found[0].date) == len("2001-09-11") else ()


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
        return (Meant(local, _OFFSET_WANTED, is_guess=True),)
    hours, minutes = int(found[2]), found[3] or "00"
    if hours * 60 + int(minutes) <= 14 * 60 and minutes <= "59":
        return (Meant(f"{local}{found[1]}{hours:02}:{minutes}"),)
    # No offset: 21:45-22:10 are two times.
    span = f"{local}/{local.partition('T')[0]}T{hours:02}:{minutes}"
    if found[1] == "-":
        return (Meant(span),)
    return (Meant(local, _OFFSET_WANTED, is_guess=True),)


_READERS: Final[tuple[Reader, ...]] = (*READERS, _qualified, _timed, _hedged)
