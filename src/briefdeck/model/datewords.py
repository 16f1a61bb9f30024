"""Dates in words, for people: long ("about 1998") and short ("~1998"); lengths of time."""

from collections.abc import Iterable
from typing import Final

from briefdeck.model.calendar import DAY_SECONDS, SEASONS, SHORT_MONTHS, day_to_civil
from briefdeck.model.edtf import UNREAD, Calendar, Edtf
from briefdeck.text.words import counted, ordinal

LARGE_NUMBERS: Final = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
)
_LONG_YEARS: Final = 9999
"""Years beyond it are written with commas, and round ones without digits that mean nothing."""
_ENDINGS: Final = (" trillion BC", " billion BC", " million BC", " BC")
_LENGTHS: Final = (
    (2 * 365 * DAY_SECONDS, 365 * DAY_SECONDS, "year"),
    (2 * DAY_SECONDS, DAY_SECONDS, "day"),
    (2 * 3600, 3600, "hour"),
    (2 * 60, 60, "minute"),
)
"""Units of time: from how many seconds on a length is said in it, its seconds, and its name."""


def date_words(when: Edtf, calendar: Calendar = "gregorian") -> str:
    """Return a date or interval as a reader would say it.

    "14 Jan 1996", "about 1998", "2006, uncertain", "the 1990s", "since 2017", "FY2008–FY2010".
    """
    if when.text == UNREAD:
        return "an unknown date"
    start, end = when.start, when.end
    if not when.is_interval:
        return _hedged(when, _bare(when, calendar), ", uncertain")
    if start is None:
        assert end is not None, "one end is known"
        last = f"until {_inside(end, calendar)}"
        return f"{last}, start unknown" if when.unknown_start else last
    if end is None:
        first = _inside(start, calendar)
        return f"since {first}" if when.open_end else f"from {first}, end unknown"
    return _range(start, end, calendar)


def short_date(when: Edtf, calendar: Calendar = "gregorian") -> str:
    """Return a date or interval in little room: "~1998", "2006?", "1990s", "2017–", "FY2008–10"."""
    if when.text == UNREAD:
        return "?"
    if not when.is_interval:
        return _short_hedged(when, calendar)
    first = _short_end(when.start, calendar, is_unknown=when.unknown_start)
    last = _short_end(when.end, calendar, is_unknown=when.unknown_end)
    if not when.is_exact:
        return _joined(first, last).strip()
    if calendar == "us-fiscal" and _is_same_century(first, last):
        return f"{first}–{last[4:]}"
    assert when.start is not None, "an exact interval has both ends"
    assert when.end is not None, "an exact interval has both ends"
    return _range(when.start, when.end, calendar)


class ShortDates:
    """Short dates of a column, in which what all times of day share is not said each time.

    Where they are all of one year and zone, "21 Oct 2025, 21:45 UTC" is "21 Oct, 21:45".
    """

    __slots__ = ("_year", "_zone")

    def __init__(self, dates: Iterable[Edtf]) -> None:
        ends = [end for when in dates for end in (when.start, when.end) if end is not None]
        shared = {(end.year, end.offset) for end in ends if end.has_time}
        self._year, self._zone = "", ""
        if len(shared) == 1:
            year, offset = shared.pop()
            self._year, self._zone = f" {year_words(year)},", zone_words(offset)

    def words(self, when: Edtf) -> str:
        """Return a date of the column."""
        words = short_date(when)
        if not when.has_time or not self._year:
            return words
        return words.replace(self._year, ",").replace(self._zone, "")


def zone_words(offset: int | None) -> str:
    """Return what follows a time of day: " UTC", " +02:00" or, where no offset is known, nothing.

    offset: seconds by which the clock is ahead of UTC.
    """
    if offset is None:
        return ""
    if offset == 0:
        return " UTC"
    sign = "+" if offset > 0 else "−"
    minutes = abs(offset) // 60
    return f" {sign}{minutes // 60:02}:{minutes % 60:02}"


def length_words(seconds: int) -> str:
    """Return a length of time in a unit that tells enough: "3 days", "90 minutes", "12 years"."""
    for least, unit, name in _LENGTHS:
        if seconds >= least or (seconds and seconds % unit == 0):
            return counted(seconds // unit, name)
    return counted(seconds, "second")


def year_words(year: int) -> str:
    """Return an astronomical year in words: "1996", "AD 800", "44 BC", "13.8 billion BC"."""
    # There is no year 0 in words: the year before AD 1 is 1 BC, which astronomers number 0.
    before_christ = 1 - year
    if before_christ > _LONG_YEARS:
        # Nobody who writes -13,800,000,000 means the year 13,800,000,001 BC.
        return f"{_long_number(-year if year % 1000 == 0 else before_christ)} BC"
    if before_christ > 0:
        return f"{before_christ} BC"
    if year < 1000:
        return f"AD {year}"
    return str(year) if year <= _LONG_YEARS else f"year {_long_number(year)}"


def _long_number(number: int) -> str:
    """A number with commas; in millions or more where three decimals of these say all of it."""
    for size, name in LARGE_NUMBERS:
        thousandths, rest = divmod(number * 1000, size)
        if number >= size and not rest:
            whole, decimals = divmod(thousandths, 1000)
            return f"{whole:,}.{decimals:03}".rstrip("0").rstrip(".") + f" {name}"
    return f"{number:,}"


def _hedged(when: Edtf, bare: str, uncertain: str) -> str:
    if when.is_approximate:
        bare = f"about {bare}"
    if when.is_uncertain:
        bare += uncertain
    return bare


def _inside(when: Edtf, calendar: Calendar) -> str:
    """An end of an interval, with its hedge in brackets, as it holds for this end alone."""
    bare = _bare(when, calendar)
    if when.is_unspecified and ", " in bare:
        bare = bare.replace(", ", " (") + ")"
    return _hedged(when, bare, " (uncertain)")


def _short_end(when: Edtf | None, calendar: Calendar, *, is_unknown: bool) -> str:
    """An end of an interval in little room; nothing for one that is open."""
    if when is not None:
        return _short_hedged(when, calendar)
    return "?" if is_unknown else ""


def _short_hedged(when: Edtf, calendar: Calendar) -> str:
    bare = _short_bare(when, calendar)
    if when.is_approximate:
        bare = f"~{bare}"
    return f"{bare}?" if when.is_uncertain else bare


def _short_bare(when: Edtf, calendar: Calendar) -> str:
    if calendar != "gregorian":
        return _bare(when, calendar)
    if when.precision in {"decade", "century"}:
        return _bare(when, calendar).removeprefix("the ")
    return _known(when)


def _is_same_century(first: str, last: str) -> bool:
    """Whether two fiscal years, "FY2008" and "FY2010", begin alike."""
    return first[:4] == last[:4] and len(first) == len(last) == len("FY2008")


def _range(start: Edtf, end: Edtf, calendar: Calendar) -> str:
    if start.has_time and end.has_time:
        return _range_of_times(start, end)
    first, last = _inside(start, calendar), _inside(end, calendar)
    if first == last:
        return first
    if start.is_exact and end.is_exact and start.precision == end.precision == "year":
        return _range_of_years(first, last)
    shared = _shared_tail(start, end)
    if not shared:
        return _joined(first, last)
    first = first.removesuffix(shared)
    # "12–14 Jan 1996", but "12 Jan – 3 Feb 1996".
    return f"{first}–{last}" if " " not in first else f"{first} – {last}"


def _range_of_years(first: str, last: str) -> str:
    """Two years, of which what both are in is said once: "1200–400 BC", "AD 14–68"."""
    if first.startswith("AD "):
        return f"{first}–{last.removeprefix('AD ')}"
    both = [each for each in _ENDINGS if first.endswith(each) and last.endswith(each)]
    short = first.removesuffix(both[0]) if both else first
    if both and " " not in short:
        return f"{short}–{last}"
    return _joined(short, last)


def _range_of_times(start: Edtf, end: Edtf) -> str:
    """Two times of day, of which one zone, one day and one year are said once."""
    clock, zone = _clock(start)
    end_clock, end_zone = _clock(end)
    if zone != end_zone:
        return f"{_known(start)} – {_known(end)}"
    if start.lower == end.lower:
        both = clock if clock == end_clock else f"{clock}–{end_clock}"
        return f"{_day_words(start)}, {both}{zone}"
    day = _day_words(start)
    if start.year == end.year:
        day = day.removesuffix(f" {year_words(start.year)}")
    return f"{day}, {clock} – {_known(end)}"


def _joined(first: str, last: str) -> str:
    """A range, with blanks around its dash where one of its ends has several words."""
    if first == last:
        return first
    return f"{first} – {last}" if " " in first + last else f"{first}–{last}"


def _shared_tail(start: Edtf, end: Edtf) -> str:
    """What the first of two dates need not repeat.

    " Jan 1996" of 12 and 14 January 1996, " 1996" of January and March; nothing of hedged dates.
    """
    if not start.is_exact or not end.is_exact:
        return ""
    if start == end or start.precision != end.precision:
        return ""
    if start.precision not in {"day", "month"}:
        return ""
    assert start.lower is not None, "an exact date has both ends"
    assert end.lower is not None, "an exact date has both ends"
    year, month, _ = day_to_civil(start.lower)
    end_year, end_month, _ = day_to_civil(end.lower)
    if year != end_year:
        return ""
    if start.precision == "day" and month == end_month:
        return f" {SHORT_MONTHS[month - 1]} {year_words(year)}"
    return f" {year_words(year)}"


def _bare(when: Edtf, calendar: Calendar) -> str:
    """A date without its hedge."""
    if when.precision in {"decade", "century"}:
        return _years(when, calendar)
    if when.is_unspecified:
        return f"{_known(when)}, {_unknown_part(when)} unknown"
    if calendar == "us-fiscal" and when.precision == "year":
        return f"FY{when.year:04}" if when.year >= 0 else f"FY{when.year:05}"
    return _known(when)


def _years(when: Edtf, calendar: Calendar) -> str:
    """A decade or a century."""
    assert when.upper is not None, "a date that is not an interval has both ends"
    first, last = when.year, day_to_civil(when.upper)[0]
    if calendar == "us-fiscal":
        return f"FY{first}–FY{last}"
    if first < 1000:
        return _range_of_years(year_words(first), year_words(last))
    if when.precision == "decade":
        return f"the {first}s"
    return f"the {ordinal(first // 100 + 1)} century"


def _unknown_part(when: Edtf) -> str:
    """What the last `XX` stands for: a month in 2004-XX, a day in 2004-XX-XX and 2004-06-XX."""
    is_month = when.precision == "year" and when.text.count("X") == len("XX")
    return "month" if is_month else "day"


def _known(when: Edtf) -> str:
    """The part of a date that is given."""
    assert when.lower is not None, "a date that is not an interval has both ends"
    year, month, _ = day_to_civil(when.lower)
    match when.precision:
        case "season":
            return f"{SEASONS[(month - 3) // 3]} {year_words(year)}"
        case "month":
            return f"{SHORT_MONTHS[month - 1]} {year_words(year)}"
        case "day":
            return _day_words(when)
        case "minute" | "second":
            return f"{_day_words(when)}, {''.join(_clock(when))}"
        case _:
            return year_words(year)


def _day_words(when: Edtf) -> str:
    assert when.lower is not None, "a date that is not an interval has both ends"
    year, month, day = day_to_civil(when.lower)
    return f"{day} {SHORT_MONTHS[month - 1]} {year_words(year)}"


def _clock(when: Edtf) -> tuple[str, str]:
    """The time of a date-time and its zone, as written: ("23:20", " UTC"), ("09:45", " +02:00").

    Seconds are left out where there are none.
    """
    time = when.text.partition("T")[2]
    length = len("23:20:30") if when.precision == "second" else len("23:20")
    shown = time[:length]
    if length == len("23:20:30"):
        shown = shown.removesuffix(":00")
    return shown, zone_words(when.offset)
