"""Dates as EDTF has them (ISO 8601-2:2019): exact, approximate, uncertain, unspecified, open.

Level 0 is ISO 8601's dates, date-times and intervals; level 1 adds `~ ? %`, `X` for digits that are
not known, seasons, open ends and years beyond four digits. Level 2 (sets, exponents) is not read.
Days are whole numbers: proleptic Gregorian, 0 = 1970-01-01, for any year. Seconds are counted from
the start of that day, UTC; ISO 8601's seconds may be left out of a time of day.

A date-time is an instant, and instants are what is ordered and drawn. Without an offset it counts
as UTC, and so does a date without a time. Whether a date-time lies in a date that has no time of
day (an era "2025-10-21/2025-10-23") is a matter of the day that its writer names, not of UTC.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache, total_ordering
from typing import Final, Literal, NoReturn

from briefdeck.model.calendar import (
    DAY_SECONDS,
    EPOCH,
    FIRST_SEASON,
    SEASONS,
    civil_to_day,
    day_to_civil,
    days_in_month,
    last_day,
    year_text,
)
from briefdeck.text.pattern import pattern

__all__ = [
    "UNREAD",
    "Calendar",
    "Edtf",
    "EdtfError",
    "Precision",
    "civil_to_day",
    "day_to_civil",
    "is_edtf",
]

UNREAD: Final = "20XX%"
"""What stands for a date that could not be read, so that the rest can: nobody writes it."""

Precision = Literal["century", "decade", "year", "season", "month", "day", "minute", "second"]
Calendar = Literal["gregorian", "us-fiscal"]

_APPROXIMATE: Final = 1
_UNCERTAIN: Final = 2
_UNSPECIFIED: Final = 4
_OPEN_START: Final = 8
_OPEN_END: Final = 16
_QUALIFIERS: Final = {None: 0, "~": _APPROXIMATE, "?": _UNCERTAIN, "%": _APPROXIMATE | _UNCERTAIN}
_LONGEST: Final = 80
"""Characters of a text that a message shows at most."""

_NO_YEAR: Final = ": the year before 0001 is 0000 (1 BC)"

_DATE: Final = pattern(
    r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"  # 1: year, 2: month or season, 3: day
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"  # 4-6: time
    r"(Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"  # 7: offset
    r"([?~%])?"  # 8: qualifier
)
_UNSPECIFIED_DATE: Final = pattern(
    r"(-?)(?:([0-9]{2})XX|([0-9]{3})X|([0-9]{4})-(?:XX(?:-XX)?|([0-9]{2})-XX))([?~%])?"
)
_LONG_YEAR: Final = pattern(r"Y(-?[1-9][0-9]{4,17})([?~%])?")
_FURTHEST_OFFSET: Final = 14 * 3600
"""Seconds: no clock on earth differs more from UTC."""


class EdtfError(ValueError):
    """The value is not an EDTF date of level 0 or 1.

    The message says what is wrong and what to write instead.
    """


class _RefusedError(ValueError):
    """Why a text is not a date, as the rest of a sentence; empty where nothing more is known."""


@total_ordering
class Edtf:
    """A date or an interval.

    Immutable, hashable, equal where the texts are equal, sorted by instant (`sort_key`).

    text: as written (canonical). lower, upper: first and last day covered (inclusive), None where
    that end is open or unknown. precision: how much of it is known (an interval's: that of its
    start, else of its end). offset: of a date-time that has one, the seconds by which its clock
    is ahead of UTC. A date-time lies on the day that it names, whatever its offset; a winter runs
    from its December to February.
    """

    __slots__ = (
        "_ends", "_flags", "_time_of_day", "lower", "offset", "precision", "text", "upper",
    )  # fmt: skip

    text: str
    lower: int | None
    upper: int | None
    precision: Precision
    offset: int | None
    _flags: int
    _ends: "tuple[Edtf | None, Edtf | None] | None"
    _time_of_day: int | None

    @classmethod
    def parse(cls, value: object) -> "Edtf":
        """A date from EDTF text, a TOML date or date-time, or a whole year.

        EdtfError for anything else.
        """
        try:
            if isinstance(value, str):
                return _parse(value)
            if isinstance(value, datetime):
                return _parse(_datetime_text(value))
            if isinstance(value, date):
                return _parse(value.isoformat())
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 9999:
                return _parse(year_text(value))
        except _RefusedError as refused:
            raise EdtfError(_complaint(value, str(refused))) from None
        raise EdtfError(_complaint(value, ""))

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

    @property
    def has_time(self) -> bool:
        """Whether it, or an end of it, is a time of day."""
        if self._ends is None:
            return self._time_of_day is not None
        return any(end is not None and end.has_time for end in self._ends)

    @property
    def first_second(self) -> int | None:
        """The first second covered, None where the start is open or unknown."""
        if self._ends is not None:
            return self._ends[0].first_second if self._ends[0] else None
        assert self.lower is not None, "a date that is not an interval has both ends"
        if self._time_of_day is None:
            return self.lower * DAY_SECONDS
        return self.lower * DAY_SECONDS + self._time_of_day - (self.offset or 0)

    @property
    def last_second(self) -> int | None:
        """The last second covered, the last of a minute for a time without seconds."""
        if self._ends is not None:
            return self._ends[1].last_second if self._ends[1] else None
        assert self.upper is not None, "a date that is not an interval has both ends"
        match self.precision:
            case "second":
                return self.first_second
            case "minute":
                assert self.first_second is not None, "a date that is not an interval has both ends"
                return self.first_second + 59
            case _:
                return (self.upper + 1) * DAY_SECONDS - 1

    def covers_start_of(self, other: "Edtf") -> bool:
        """Whether another date begins in this one; if its start is not known, whether it ends."""
        day, second = other.lower, other.first_second
        if day is None:
            day, second = other.upper, other.last_second
        known = other.start or other.end
        assert known is not None, "an interval has at least one known end"
        assert day is not None, "an interval has at least one known end"
        return self.covers(day, second if known.has_time else None)

    def covers(self, day: int, second: int | None = None) -> bool:
        """Whether a day lies inside, or a second of it where the ends are times of day."""
        start, end = self.start, self.end
        if second is None:
            return not _is_before(day, self.lower) and not _is_before(self.upper, day)
        if start is not None and start.has_time:
            is_early = _is_before(second, start.first_second)
        else:
            is_early = _is_before(day, self.lower)
        if end is not None and end.has_time:
            is_late = _is_before(end.last_second, second)
        else:
            is_late = _is_before(self.upper, day)
        return not is_early and not is_late

    def overlaps(self, other: "Edtf") -> bool:
        """Whether the two have a time in common."""
        return not self.is_before(other) and not other.is_before(self)

    def is_before(self, other: "Edtf") -> bool:
        """Whether it is over when the other begins; false where either end is not known.

        Two times of day are compared by instant. Against a date without one, what counts is the
        day that a time of day names, not the one that UTC has then.
        """
        end, start = self.end, other.start
        if end is None or start is None:
            return False
        if end.has_time and start.has_time:
            return _is_before(end.last_second, start.first_second)
        return _is_before(end.upper, start.lower)

    def ends_before(self, other: "Edtf") -> bool:
        """Whether it ends before the other does, compared as `is_before` does."""
        end, other_end = self.end, other.end
        if end is None or other_end is None:
            return False
        if end.has_time and other_end.has_time:
            return _is_before(end.last_second, other_end.last_second)
        return _is_before(end.upper, other_end.upper)

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

    def seconds(self, calendar: Calendar = "gregorian") -> tuple[int | None, int | None]:
        """Return the first and last second in a series' calendar."""
        if calendar == "gregorian" or self.has_time:
            return self.first_second, self.last_second
        first, last = self.fiscal()
        return (
            None if first is None else first * DAY_SECONDS,
            None if last is None else (last + 1) * DAY_SECONDS - 1,
        )

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
        """Orders dates by instant: (first second, last second, text).

        An open or unknown start comes first, an open or unknown end last.
        """
        first, last = self.first_second, self.last_second
        lower = float("-inf") if first is None else first
        return lower, float("inf") if last is None else last, self.text

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
_set_time_of_day = Edtf.__dict__["_time_of_day"].__set__
_set_offset = Edtf.__dict__["offset"].__set__


def _make(
    text: str,
    lower: int | None,
    upper: int | None,
    precision: Precision,
    flags: int,
    ends: tuple[Edtf | None, Edtf | None] | None = None,
    time_of_day: int | None = None,
    offset: int | None = None,
) -> Edtf:
    made = _new(Edtf)
    _set_text(made, text)
    _set_lower(made, lower)
    _set_upper(made, upper)
    _set_precision(made, precision)
    _set_flags(made, flags)
    _set_ends(made, ends)
    _set_time_of_day(made, time_of_day)
    _set_offset(made, offset)
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
    raise _RefusedError


def _specified(text: str, match: re.Match[str]) -> Edtf:
    year_text, month_text, day_text, hour, _, _, _, qualifier = match.groups()
    flags = _QUALIFIERS[qualifier]
    year = int(year_text)
    if year_text == "-0000":
        raise _RefusedError(_NO_YEAR)
    if hour is not None:
        return _date_time(text, match)
    if day_text is not None:
        lower = _day(year, int(month_text), int(day_text))
        return _make(text, lower, lower, "day", flags)
    if month_text is None:
        return _of_year(text, year, flags)
    month = int(month_text)
    if 1 <= month <= 12:
        return _of_month(text, year, month, flags)
    if FIRST_SEASON <= month < FIRST_SEASON + len(SEASONS):
        return _of_season(text, year, month - FIRST_SEASON, flags)
    raise _RefusedError(f": there is no month {month_text}")


def _date_time(text: str, match: re.Match[str]) -> Edtf:
    year, month, day, hours, minutes, seconds, offset_text, qualifier = match.groups()
    if day is None:
        raise _RefusedError(": a time of day needs a whole date")
    if qualifier is not None:
        raise _RefusedError(f": a time of day takes no {qualifier}")
    lower = _day(int(year), int(month), int(day))
    time_of_day = _time_of_day(int(hours), int(minutes), int(seconds or 0))
    offset = _offset(offset_text) if offset_text else None
    precision: Precision = "minute" if seconds is None else "second"
    return _make(text, lower, lower, precision, 0, None, time_of_day, offset)


def _time_of_day(hours: int, minutes: int, seconds: int) -> int:
    """The seconds since midnight."""
    if hours == 24 and minutes == seconds == 0:
        raise _RefusedError(": a day ends where the next one begins, at 00:00")
    if seconds == 60 and minutes == 59:
        raise _RefusedError(": leap seconds are not read")
    if hours > 23 or minutes > 59 or seconds > 59:
        raise _RefusedError(": no clock shows that time")
    return hours * 3600 + minutes * 60 + seconds


def _offset(offset: str) -> int:
    """The seconds by which a clock is ahead of UTC: "Z", "+02" or "-05:30"."""
    if offset == "Z":
        return 0
    minutes = int(offset[4:] or 0)
    seconds = int(offset[1:3]) * 3600 + minutes * 60
    if seconds > _FURTHEST_OFFSET or minutes > 59:
        raise _RefusedError(": offsets from UTC go from -14:00 to +14:00")
    return -seconds if offset[0] == "-" else seconds


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


def _day(year: int, month: int, day: int) -> int:
    # The library's own dates are the fastest; what they refuse is looked into below.
    if 1 <= year <= 9999:
        try:
            return date(year, month, day).toordinal() - EPOCH
        except ValueError:
            pass
    if not 1 <= month <= 12:
        raise _RefusedError(f": there is no month {month:02}")
    count = days_in_month(year, month)
    if not 1 <= day <= count:
        raise _RefusedError(f": that month has {count} days")
    return civil_to_day(year, month, day)


def _unspecified(text: str, match: re.Match[str]) -> Edtf:
    sign, hundreds, tens, year_text, month_text, qualifier = match.groups()
    flags = _QUALIFIERS[qualifier] | _UNSPECIFIED
    if hundreds is not None:
        return _of_years(text, int(hundreds) * 100, 100, sign, flags)
    if tens is not None:
        return _of_years(text, int(tens) * 10, 10, sign, flags)
    year = int(sign + year_text)
    if year == 0 and sign:
        raise _RefusedError(_NO_YEAR)
    if month_text is None:
        return _of_year(text, year, flags)
    month = int(month_text)
    if not 1 <= month <= 12:
        raise _RefusedError(f": there is no month {month_text}")
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
        raise _RefusedError
    start = _end_of_interval(start_text)
    end = _end_of_interval(end_text)
    known = start or end
    if known is None:
        raise _RefusedError(": one end must be known")
    if start is not None and end is not None and end.is_before(start):
        raise _RefusedError(": it ends before it starts")
    lower = start.lower if start else None
    upper = end.upper if end else None
    if _is_before(upper, lower):
        # Times of two offsets: the later one may name the earlier day.
        lower, upper = upper, lower
    flags = _end_flags(start_text, start, _OPEN_START) | _end_flags(end_text, end, _OPEN_END)
    return _make(text, lower, upper, known.precision, flags, (start, end))


def _is_before(one: int | None, other: int | None) -> bool:
    """Whether a day is before another; an end that is open or unknown is not before any."""
    return one is not None and other is not None and one < other


def _end_flags(text: str, end: Edtf | None, is_open: int) -> int:
    if end is not None:
        return end._flags  # noqa: SLF001 - the module's own class
    return is_open if text == ".." else 0


def _end_of_interval(part: str) -> Edtf | None:
    if part in {"", ".."}:
        return None
    return _simple(part)


def is_edtf(text: str) -> bool:
    """Whether a text is a date."""
    try:
        _parse(text)
    except _RefusedError:
        return False
    return True


def _complaint(value: object, why: str) -> str:
    """What is wrong with a value that is not a date, and what to write instead."""
    # Most runs meet no bad date, and need none of these.
    from briefdeck.model.datehints import hint
    from briefdeck.text.visible import visible
    from briefdeck.text.words import toml_type

    if type(value) is int:
        return f"that integer is not a year; {hint(value, is_edtf)}"
    if not isinstance(value, str):
        return f"{toml_type(value)} is not a date{why}; {hint(value, is_edtf)}"
    shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return f'"{visible(shown)}" is not a date{why}; {hint(value, is_edtf)}'


def _datetime_text(value: datetime) -> str:
    """A TOML date-time as EDTF writes it, UTC as `Z`."""
    if value.microsecond:
        raise _RefusedError(": EDTF has no parts of a second")
    text = value.isoformat(timespec="seconds")
    if value.utcoffset() == timedelta(0):
        return text.removesuffix("+00:00") + "Z"
    return text
