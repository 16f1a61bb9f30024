"""Dates as EDTF has them (ISO 8601-2:2019): exact, approximate, uncertain, unspecified, open.

Level 0 is ISO 8601's dates, date-times and intervals; level 1 adds `~ ? %`, `X` for digits that are
not known, seasons, open ends and years beyond four digits. Level 2 (sets, exponents) is not read.
Days are whole numbers: proleptic Gregorian, 0 = 1970-01-01, for any year.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache, total_ordering
from typing import Final, Literal, NoReturn

from briefdeck.model.calendar import (
    EPOCH,
    FIRST_SEASON,
    SEASONS,
    civil_to_day,
    day_to_civil,
    days_in_month,
    last_day,
)
from briefdeck.text.pattern import pattern

__all__ = ["UNREAD", "Calendar", "Edtf", "EdtfError", "Precision", "civil_to_day", "day_to_civil"]

UNREAD: Final = "20XX%"
"""What stands for a date that could not be read, so that the rest can: nobody writes it."""

Precision = Literal["century", "decade", "year", "season", "month", "day", "second"]
Calendar = Literal["gregorian", "us-fiscal"]

_APPROXIMATE: Final = 1
_UNCERTAIN: Final = 2
_UNSPECIFIED: Final = 4
_OPEN_START: Final = 8
_OPEN_END: Final = 16
_QUALIFIERS: Final = {None: 0, "~": _APPROXIMATE, "?": _UNCERTAIN, "%": _APPROXIMATE | _UNCERTAIN}
_LONGEST: Final = 80
"""Characters of a text that a message shows at most."""

_ONE_SLASH: Final = "an interval has one slash: write for instance 2000/2005"

_DATE: Final = pattern(
    r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"  # 1: year, 2: month or season, 3: day
    r"(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})"  # 4-6: time
    r"(?:Z|[+-]([0-9]{2})(?::([0-9]{2}))?)?)?"  # 7-8: offset
    r"([?~%])?"  # 9: qualifier
)
_UNSPECIFIED_DATE: Final = pattern(
    r"(-?)(?:([0-9]{2})XX|([0-9]{3})X|([0-9]{4})-(?:XX(?:-XX)?|([0-9]{2})-XX))([?~%])?"
)
_LONG_YEAR: Final = pattern(r"Y(-?[1-9][0-9]{4,17})([?~%])?")


_TOML_WORDS: Final[dict[type, str]] = {
    bool: "true or false",
    float: "a decimal number",
    time: "a time of day",
    list: "a list",
    dict: "a table",
}
"""What authors call the values that are not dates, as TOML's own documentation does."""


class EdtfError(ValueError):
    """The text is not an EDTF date of level 0 or 1.

    The message says what is wrong and gives an example.
    """


@total_ordering
class Edtf:
    """A date or an interval.

    Immutable, hashable, equal where the texts are equal, sorted by (lower, upper, text).

    text: as written (canonical). lower, upper: first and last day covered (inclusive), None where
    that end is open or unknown. precision: how much of it is known (an interval's: that of its
    start, else of its end). A date-time lies on the day that it names, whatever its offset; a
    winter runs from its December to February.
    """

    __slots__ = ("_ends", "_flags", "lower", "precision", "text", "upper")

    text: str
    lower: int | None
    upper: int | None
    precision: Precision
    _flags: int
    _ends: "tuple[Edtf | None, Edtf | None] | None"

    @classmethod
    def parse(cls, value: object) -> "Edtf":
        """A date from EDTF text, a TOML date or date-time, or a whole year.

        EdtfError for anything else.
        """
        if isinstance(value, str):
            return _parse(value)
        if isinstance(value, datetime):
            return _parse(_datetime_text(value))
        if isinstance(value, date):
            return _parse(value.isoformat())
        if isinstance(value, int) and not isinstance(value, bool):
            return _parse(_year_text(value))
        words = _TOML_WORDS.get(type(value), "this")
        raise EdtfError(f"{words} is not a date; write for instance 2001-09 or 2000/2005")

    @property
    def is_interval(self) -> bool:
        """Whether it was written with two ends."""
        return self._ends is not None

    @property
    def is_approximate(self) -> bool:
        """Whether it, or an end of it, carries `~` or `%`."""
        return bool(self._flags & _APPROXIMATE)

    @property
    def is_uncertain(self) -> bool:
        """Whether it, or an end of it, carries `?` or `%`."""
        return bool(self._flags & _UNCERTAIN)

    @property
    def is_unspecified(self) -> bool:
        """Whether it, or an end of it, has `X` for digits that nobody gave."""
        return bool(self._flags & _UNSPECIFIED)

    @property
    def is_exact(self) -> bool:
        """Whether it has neither `~ ? % X` nor an open or unknown end."""
        return not self._flags and self.lower is not None and self.upper is not None

    @property
    def open_start(self) -> bool:
        """Whether it reaches back without limit (`../2005`)."""
        return bool(self._flags & _OPEN_START)

    @property
    def open_end(self) -> bool:
        """Whether it goes on (`2017/..`)."""
        return bool(self._flags & _OPEN_END)

    @property
    def unknown_start(self) -> bool:
        """Whether it started at a time that nobody gave (`/2005`)."""
        return self.lower is None and not self._flags & _OPEN_START

    @property
    def unknown_end(self) -> bool:
        """Whether it ended at a time that nobody gave (`2017/`)."""
        return self.upper is None and not self._flags & _OPEN_END

    @property
    def start(self) -> "Edtf | None":
        """An interval's first date, None where open or unknown; a date itself."""
        return self if self._ends is None else self._ends[0]

    @property
    def end(self) -> "Edtf | None":
        """An interval's last date, None where open or unknown; a date itself."""
        return self if self._ends is None else self._ends[1]

    @property
    def year(self) -> int:
        """The year of the first known day (astronomical: 0 is 1 BC)."""
        known = self.lower if self.lower is not None else self.upper
        assert known is not None, "an interval has at least one known end"
        return day_to_civil(known)[0]

    def covers(self, day: int) -> bool:
        """Whether a day lies inside."""
        if self.lower is not None and day < self.lower:
            return False
        return self.upper is None or day <= self.upper

    def overlaps(self, other: "Edtf") -> bool:
        """Whether the two share a day."""
        if _is_before(self.upper, other.lower):
            return False
        return not _is_before(other.upper, self.lower)

    def fiscal(self) -> tuple[int | None, int | None]:
        """Return the first and last day when its years are read as US fiscal years.

        FY2008 is 2007-10-01 to 2008-09-30. Months and days are the same in both calendars.
        """
        if self._ends is not None:
            start, end = self._ends
            first_day = start.fiscal()[0] if start else None
            last_day = end.fiscal()[1] if end else None
            return first_day, last_day
        if self.precision not in {"year", "decade", "century"}:
            return self.lower, self.upper
        assert self.lower is not None, "a date that is not an interval has both ends"
        assert self.upper is not None, "a date that is not an interval has both ends"
        first, last = day_to_civil(self.lower)[0], day_to_civil(self.upper)[0]
        return civil_to_day(first - 1, 10, 1), civil_to_day(last, 9, 30)

    def bounds(self, calendar: Calendar = "gregorian") -> tuple[int | None, int | None]:
        """Return the first and last day in a series' calendar."""
        if calendar == "us-fiscal":
            return self.fiscal()
        return self.lower, self.upper

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a date does not change ({name})")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a date does not change ({name})")

    def __reduce__(self) -> "tuple[Callable[[str], Edtf], tuple[str]]":
        return _parse, (self.text,)

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Edtf) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.sort_key < other.sort_key if isinstance(other, Edtf) else NotImplemented

    @property
    def sort_key(self) -> tuple[float, float, str]:
        """Orders dates: an open or unknown start comes first, an open or unknown end last."""
        lower = float("-inf") if self.lower is None else self.lower
        return lower, float("inf") if self.upper is None else self.upper, self.text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Edtf({self.text!r})"


# A date does not change, so that its fields are set past `__setattr__`; bound once, as thousands of
# dates are made while a large file is read.
_new = object.__new__
_set_text = Edtf.__dict__["text"].__set__
_set_lower = Edtf.__dict__["lower"].__set__
_set_upper = Edtf.__dict__["upper"].__set__
_set_precision = Edtf.__dict__["precision"].__set__
_set_flags = Edtf.__dict__["_flags"].__set__
_set_ends = Edtf.__dict__["_ends"].__set__


def _make(
    text: str,
    lower: int | None,
    upper: int | None,
    precision: Precision,
    flags: int,
    ends: tuple[Edtf | None, Edtf | None] | None = None,
) -> Edtf:
    made = _new(Edtf)
    _set_text(made, text)
    _set_lower(made, lower)
    _set_upper(made, upper)
    _set_precision(made, precision)
    _set_flags(made, flags)
    _set_ends(made, ends)
    return made


@lru_cache(maxsize=16384)
def _parse(text: str) -> Edtf:
    match = _DATE.fullmatch(text)
    if match is not None:
        return _specified(text, match)
    if "/" in text:
        return _interval(text)
    return _simple(text)


def _simple(text: str) -> Edtf:
    """A date that is not an interval."""
    match = _DATE.fullmatch(text)
    if match is not None:
        return _specified(text, match)
    match = _UNSPECIFIED_DATE.fullmatch(text)
    if match is not None:
        return _unspecified(text, match)
    match = _LONG_YEAR.fullmatch(text)
    if match is not None:
        return _of_year(text, int(match[1]), _QUALIFIERS[match[2]])
    from briefdeck.model.datehints import hint

    raise _error(text, f"; {hint(text)}")


def _specified(text: str, match: re.Match[str]) -> Edtf:
    year_text, month_text, day_text, hour, _, _, _, _, qualifier = match.groups()
    flags = _QUALIFIERS[qualifier]
    year = int(year_text)
    if year_text == "-0000":
        raise EdtfError("-0000 is not a date; the year before 0001 is 0000 (1 BC)")
    if hour is not None:
        _check_time(text, match)
    if day_text is not None:
        lower = _day(text, year, int(month_text), int(day_text))
        return _make(text, lower, lower, "day" if hour is None else "second", flags)
    if month_text is None:
        return _of_year(text, year, flags)
    month = int(month_text)
    if 1 <= month <= 12:
        return _of_month(text, year, month, flags)
    if FIRST_SEASON <= month < FIRST_SEASON + len(SEASONS):
        return _of_season(text, year, month - FIRST_SEASON, flags)
    raise _error(
        text,
        f": there is no month {month_text}; "
        "write for instance 2001-09, or 2001-21 to 2001-24 for spring to winter",
    )


def _of_year(text: str, year: int, flags: int) -> Edtf:
    return _make(text, civil_to_day(year), civil_to_day(year, 12, 31), "year", flags)


def _of_month(text: str, year: int, month: int, flags: int) -> Edtf:
    return _make(text, civil_to_day(year, month), last_day(year, month), "month", flags)


def _of_season(text: str, year: int, season: int, flags: int) -> Edtf:
    """Spring (0) from March to May; winter (3) begins in December and ends in the next year."""
    first_month = 3 * (season + 1)
    first = civil_to_day(year, first_month)
    last = last_day(year, first_month + 2) if season < 3 else last_day(year + 1, 2)
    return _make(text, first, last, "season", flags)


def _day(text: str, year: int, month: int, day: int) -> int:
    # The library's own dates are the fastest; what they refuse is looked into below.
    if 1 <= year <= 9999:
        try:
            return date(year, month, day).toordinal() - EPOCH
        except ValueError:
            pass
    if not 1 <= month <= 12:
        raise _error(text, f": there is no month {month:02}; write for instance 2001-09-11")
    count = days_in_month(year, month)
    if not 1 <= day <= count:
        month_text = f"{_year_text(year)}-{month:02}"
        raise _error(
            text,
            f": that month has {count} days; "
            f"write {month_text}-{count}, or {month_text} for the month",
        )
    return civil_to_day(year, month, day)


def _check_time(text: str, match: re.Match[str]) -> None:
    hours, minutes, seconds, offset_hours, offset_minutes = match.groups("00")[3:8]
    if match[3] is None or match[9] is not None:
        raise _error(text, "; a time needs a whole date: write for instance 1985-04-12T23:20:30Z")
    if max(hours, offset_hours) > "23" or max(minutes, seconds, offset_minutes) > "59":
        raise _error(text, ": no clock shows that time; write for instance 1985-04-12T23:20:30Z")


def _unspecified(text: str, match: re.Match[str]) -> Edtf:
    sign, hundreds, tens, year_text, month_text, qualifier = match.groups()
    flags = _QUALIFIERS[qualifier] | _UNSPECIFIED
    if hundreds is not None:
        return _of_years(text, int(hundreds) * 100, 100, sign, flags)
    if tens is not None:
        return _of_years(text, int(tens) * 10, 10, sign, flags)
    year = int(sign + year_text)
    if year == 0 and sign:
        raise _error(text, "; the year before 0001 is 0000 (1 BC)")
    if month_text is None:
        return _of_year(text, year, flags)
    month = int(month_text)
    if not 1 <= month <= 12:
        raise _error(text, f": there is no month {month_text}; write for instance 2004-06-XX")
    return _of_month(text, year, month, flags)


def _of_years(text: str, first: int, length: int, sign: str, flags: int) -> Edtf:
    """A decade or a century: `199X`, `19XX`."""
    last = first + length - 1
    if sign:
        # -000X holds the years -9 to -1: the year 0 is written without a sign.
        first, last = -last, -max(first, 1)
    precision: Precision = "century" if length == 100 else "decade"
    return _make(text, civil_to_day(first), civil_to_day(last, 12, 31), precision, flags)


def _interval(text: str) -> Edtf:
    start_text, _, end_text = text.partition("/")
    if "/" in end_text:
        raise _error(text, f"; {_interval_hint(text) or _ONE_SLASH}")
    start = _end_of_interval(start_text, text)
    end = _end_of_interval(end_text, text)
    known = start or end
    if known is None:
        raise _error(text, "; one end must be known: write for instance 2017/.. or ../2005")
    lower = start.lower if start else None
    upper = end.upper if end else None
    if _is_before(upper, lower):
        raise _error(text, f": it ends before it starts; write {end_text}/{start_text}")
    flags = _end_flags(start_text, start, _OPEN_START) | _end_flags(end_text, end, _OPEN_END)
    return _make(text, lower, upper, known.precision, flags, (start, end))


def _is_before(one: int | None, other: int | None) -> bool:
    """Whether a day is before another; an end that is open or unknown is not before any."""
    return one is not None and other is not None and one < other


def _end_flags(text: str, end: Edtf | None, is_open: int) -> int:
    if end is not None:
        return end._flags  # noqa: SLF001 - the module's own class
    return is_open if text == ".." else 0


def _end_of_interval(part: str, whole: str) -> Edtf | None:
    if part in {"", ".."}:
        return None
    try:
        return _simple(part)
    except EdtfError:
        suggestion = _interval_hint(whole)
        if suggestion is None:
            raise
        raise _error(whole, f"; {suggestion}") from None


def _interval_hint(text: str) -> str | None:
    from briefdeck.model.datehints import interval_hint

    return interval_hint(text)


def _error(text: str, why: str) -> EdtfError:
    """The complaint about a text; `why` begins with its punctuation."""
    from briefdeck.text.visible import visible

    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return EdtfError(f'"{visible(shown)}" is not a date{why}')


def _year_text(year: int) -> str:
    if abs(year) > 9999:
        raise EdtfError(
            'that whole number is not a year; write a day as "2001-09-11", '
            'a year of five or more digits as "Y10000"'
        )
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _datetime_text(value: datetime) -> str:
    """A TOML date-time as EDTF writes it, UTC as `Z`."""
    if value.microsecond:
        whole = value.isoformat(timespec="seconds")
        raise EdtfError(f"EDTF has no parts of a second; write {whole}")
    text = value.isoformat(timespec="seconds")
    if value.utcoffset() == timedelta(0):
        return text.removesuffix("+00:00") + "Z"
    return text
