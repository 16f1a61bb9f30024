"""Dates in words, for people: long ("about 1998") and short ("~1998")."""

from briefdeck.model.calendar import SEASONS, SHORT_MONTHS, day_to_civil
from briefdeck.model.edtf import UNREAD, Calendar, Edtf
from briefdeck.text.words import ordinal


def date_words(when: Edtf, calendar: Calendar = "gregorian") -> str:
    """Return a date or interval as a reader would say it.

    "14 Jan 1996", "about 1998", "2006, uncertain", "the 1990s", "since 2017", "FY2008–FY2010".
    """
    if when.text == UNREAD:
        return "an unknown date"
    if not when.is_interval:
        return _hedged(when, _bare(when, calendar))
    start, end = when.start, when.end
    if start is None:
        assert end is not None, "one end is known"
        return f"until {_inside(end, calendar)}" + (", start unknown" if when.unknown_start else "")
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
    first = _short_hedged(when.start, calendar) if when.start else "?" if when.unknown_start else ""
    last = _short_hedged(when.end, calendar) if when.end else "?" if when.unknown_end else ""
    if when.is_exact and when.start and when.end:
        if calendar == "us-fiscal" and first[:4] == last[:4] and len(first) == len(last) == 6:
            return f"{first}–{last[4:]}"
        return _range(when.start, when.end, calendar)
    return f"{first} – {last}".strip() if " " in first + last else f"{first}–{last}"


def year_words(year: int) -> str:
    """An astronomical year: "1996", "AD 800", "44 BC", "year 170,000,002"."""
    if year <= 0:
        return f"{1 - year:,} BC" if 1 - year > 9999 else f"{1 - year} BC"
    if year < 1000:
        return f"AD {year}"
    return str(year) if year <= 9999 else f"year {year:,}"


def _hedged(when: Edtf, bare: str) -> str:
    return (
        ("about " if when.is_approximate else "")
        + bare
        + (", uncertain" if when.is_uncertain else "")
    )


def _inside(when: Edtf, calendar: Calendar) -> str:
    """An end of an interval: its hedge in brackets, so that it is seen to hold for this end alone."""
    bare = _bare(when, calendar).replace(", ", " (") + (
        ")" if ", " in _bare(when, calendar) else ""
    )
    return (
        ("about " if when.is_approximate else "")
        + bare
        + (" (uncertain)" if when.is_uncertain else "")
    )


def _short_hedged(when: Edtf, calendar: Calendar) -> str:
    if when.precision in {"decade", "century"} and calendar == "gregorian":
        bare = _bare(when, calendar).removeprefix("the ")
    elif when.is_unspecified and calendar == "gregorian":
        bare = _known(when)
    else:
        bare = _bare(when, calendar)
    return ("~" if when.is_approximate else "") + bare + ("?" if when.is_uncertain else "")


def _range(start: Edtf, end: Edtf, calendar: Calendar) -> str:
    first, last = _inside(start, calendar), _inside(end, calendar)
    if start.is_exact and end.is_exact and start.precision == end.precision:
        shared = _shared_tail(start, end)
        if shared:
            first = first.removesuffix(shared)
            return f"{first}–{last}" if " " not in first else f"{first} – {last}"
    return f"{first} – {last}" if " " in first + last else f"{first}–{last}"


def _shared_tail(start: Edtf, end: Edtf) -> str:
    """What the first of two dates need not repeat: " Jan 1996" of 12 and 14 January 1996, " 1996" of January and March."""
    assert start.lower is not None, "an exact date has both ends"
    assert end.lower is not None, "an exact date has both ends"
    (year, month, _), (end_year, end_month, _) = day_to_civil(start.lower), day_to_civil(end.lower)
    if year != end_year or start.precision not in {"day", "month"} or start == end:
        return ""
    tail = f" {year_words(year)}"
    return (
        f" {SHORT_MONTHS[month - 1]}{tail}"
        if start.precision == "day" and month == end_month
        else tail
    )


def _bare(when: Edtf, calendar: Calendar) -> str:
    assert when.lower is not None, "a date that is no interval has both ends"
    assert when.upper is not None, "a date that is no interval has both ends"
    year, last = day_to_civil(when.lower)[0], day_to_civil(when.upper)[0]
    if when.precision in {"decade", "century"}:
        if calendar == "us-fiscal":
            return f"FY{year}–FY{last}"
        if year < 1000:
            return f"{year_words(year)} to {year_words(last)}"
        return (
            f"the {year}s"
            if when.precision == "decade"
            else f"the {ordinal(year // 100 + 1)} century"
        )
    if calendar == "us-fiscal" and when.precision == "year" and not when.is_unspecified:
        return f"FY{year:04}" if year >= 0 else f"FY{year:05}"
    if when.is_unspecified:
        unknown = "month" if when.precision == "year" and when.text.count("X") == 2 else "day"
        return f"{_known(when)}, {unknown} unknown"
    return _known(when)


def _known(when: Edtf) -> str:
    assert when.lower is not None, "a date that is no interval has both ends"
    year, month, day = day_to_civil(when.lower)
    match when.precision:
        case "season":
            return f"{SEASONS[(month - 3) // 3]} {year_words(year)}"
        case "month":
            return f"{SHORT_MONTHS[month - 1]} {year_words(year)}"
        case "day":
            return f"{day} {SHORT_MONTHS[month - 1]} {year_words(year)}"
        case "second":
            return f"{day} {SHORT_MONTHS[month - 1]} {year_words(year)}, {_clock(when.text)}"
        case _:
            return year_words(year)


def _clock(text: str) -> str:
    time = text.partition("T")[2]
    shown, zone = time[:8].removesuffix(":00"), time[8:]
    if not zone:
        return shown
    return f"{shown} UTC" if zone == "Z" else f"{shown} UTC{zone.replace('-', '−')}"
