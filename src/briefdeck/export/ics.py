"""Events as a calendar (iCalendar, RFC 5545) that calendar programs open.

Calendars know days and times alone. What is dated less exactly fills all the days that its date
may mean, its words say how exact it is, and that is listed as a loss.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.document.lookup import Lookup, lookup
from briefdeck.export import Exported, Wanted
from briefdeck.model.briefing import Event
from briefdeck.model.calendar import DAY_SECONDS, day_to_civil
from briefdeck.model.datewords import date_words
from briefdeck.model.durations import duration_seconds, duration_words
from briefdeck.model.edtf import Edtf
from briefdeck.output.takeaway import entry_words
from briefdeck.text.visible import visible
from briefdeck.text.words import listed, one_line
from briefdeck.version import __version__

_LONGEST: Final = 75
"""Bytes of a line, without its end."""
_LAST_YEAR: Final = 9999
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def export(wanted: Wanted) -> Exported:
    """Write the events that a reading has, or the one that is wanted.

    Raises ValueError where there is none with a date that a calendar can hold.
    """
    found = lookup(wanted.loaded)
    every = [event for event in found.briefing.events if wanted.holds(found, event)]
    kept = [event for event in every if _days(event.when) is not None]
    if not kept:
        raise ValueError("there is no event with a date that a calendar can hold")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//briefdeck//briefdeck {__version__}//EN",
        f"X-WR-CALNAME:{_text(one_line(found.briefing.front.title))}",
    ]
    for event in kept:
        lines += _event(found, event)
    lines.append("END:VCALENDAR")
    content = "".join([f"{_folded(line)}\r\n" for line in lines])
    return Exported(content.encode(), tuple(_losses(every)))


def _losses(events: list[Event]) -> Iterator[str]:
    """Which dates a calendar cannot say, and what became of those events."""
    left_out = [event for event in events if _days(event.when) is None]
    if left_out:
        yield f"events without a first and a last day from the year 1 to 9999: {_named(left_out)}"
    widened = [event for event in events if event not in left_out and _is_widened(event.when)]
    if widened:
        yield f"exact dates of events that fill all days that may be meant: {_named(widened)}"
    hedged = [
        event
        for event in events
        if event not in left_out and event not in widened and not event.when.is_exact
    ]
    if hedged:
        yield f"hedges of dates, but for the words of the event: {_named(hedged)}"


def _named(events: Iterable[Event]) -> str:
    return listed([f"{event.id} ({date_words(event.when)})" for event in events])


def _is_widened(when: Edtf) -> bool:
    """Whether it is not told on which days, or at which time, it was."""
    ends = [when.start, when.end] if when.is_interval else [when]
    return any(
        end is None or end.is_unspecified or end.precision not in {"day", "minute", "second"}
        for end in ends
    )


def _days(when: Edtf) -> tuple[int, int] | None:
    """The first and the last day; None where a calendar cannot hold one of them."""
    if when.lower is None or when.upper is None:
        return None
    # The day after the last one has to have a year of four digits too.
    years = day_to_civil(when.lower)[0], day_to_civil(when.upper + 1)[0]
    return (when.lower, when.upper) if years[0] > 0 and years[1] <= _LAST_YEAR else None


def _event(found: Lookup, event: Event) -> Iterator[str]:
    """The lines of an event, not folded yet."""
    exact = event.when.is_exact and not _is_widened(event.when)
    title = one_line(event.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@{_host(found.loaded.id)}"
    # When it was made, which every event has to say: what the briefing says of itself.
    yield f"DTSTAMP:{_stamp(found.briefing.front.as_of)}"
    yield from _times(event)
    yield f"SUMMARY:{_text(title if exact else f'{title} ({date_words(event.when)})')}"
    if event.place:
        yield f"LOCATION:{_text(one_line(event.place))}"
    yield f"DESCRIPTION:{_text(_description(found, event))}"
    era = found.era_of.get(event.id)
    if era is not None:
        yield f"CATEGORIES:{_text(found.label(era))}"
    # Nobody is busy on the days of something that is past.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(found: Lookup, event: Event) -> str:
    words = entry_words(found, event).strip()
    lasted = f", for {duration_words(event.duration)}" if event.duration else ""
    said = f"{date_words(event.when)}{lasted}\n\n{words}".rstrip()
    return visible(said, keep_newlines=True)


def _times(event: Event) -> Iterator[str]:
    when = event.when
    if when.has_time and not _is_widened(when):
        yield from _clock_times(event)
        return
    days = _days(when)
    assert days is not None, "events without days are left out before"
    yield f"DTSTART;VALUE=DATE:{_date(days[0])}"
    # The end is the first day on which it is over.
    yield f"DTEND;VALUE=DATE:{_date(days[1] + 1)}"


def _clock_times(event: Event) -> Iterator[str]:
    """A beginning at a time of day: of the world's clock where that is known, else of any."""
    start, end = event.when.start, event.when.end
    assert start is not None, "an event that a calendar can hold has two ends"
    assert end is not None, "an event that a calendar can hold has two ends"
    yield f"DTSTART{_moment(start)}"
    if event.when.is_interval:
        yield f"DTEND{_moment(end)}"
    elif event.duration:
        yield f"DURATION:PT{duration_seconds(event.duration)}S"


def _moment(when: Edtf) -> str:
    if not when.has_time:
        assert when.lower is not None, "a day is known"
        return f":{_date(when.lower)}T000000"
    assert when.first_second is not None, "a time of day is known"
    day, second = divmod(when.first_second, DAY_SECONDS)
    hours, rest = divmod(second, 3600)
    zone = "" if when.offset is None else "Z"
    return f":{_date(day)}T{hours:02}{rest // 60:02}{rest % 60:02}{zone}"


def _stamp(as_of: Edtf) -> str:
    known = as_of.lower if as_of.lower is not None else as_of.upper
    day = 0 if known is None else known
    return f"{_date(day) if 0 < day_to_civil(day)[0] <= _LAST_YEAR else _date(0)}T000000Z"


def _date(day: int) -> str:
    year, month, number = day_to_civil(day)
    return f"{year:04}{month:02}{number:02}"


def _host(name: str) -> str:
    """A briefing's name as the part of an event's name that no other briefing's has."""
    return "".join([sign if sign.isalnum() and sign.isascii() else "-" for sign in name])


def _text(text: str) -> str:
    return visible(text, keep_newlines=True).translate(_ESCAPES)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, of which all but the first begin with a blank."""
    pieces: list[str] = []
    piece, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > _LONGEST:
            pieces.append(piece)
            piece, size = "", 1
        piece += sign
        size += length
    return "\r\n ".join([*pieces, piece])
