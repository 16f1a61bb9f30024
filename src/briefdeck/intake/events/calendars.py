"""Events of calendars (iCalendar, RFC 5545). What repeats is taken once, and said."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefdeck.intake.events.happenings import MOST_EVENTS, Happening, Link, entries_of, is_address
from briefdeck.intake.events.icalendar_lines import Broken, Component, Property, components
from briefdeck.intake.events.said_dates import Moment, date_said, without_opening
from briefdeck.intake.taken import Options, Taken
from briefdeck.model.briefing import DURATION_PATTERN
from briefdeck.model.calendar import DAY_SECONDS, civil_to_day, day_to_civil, year_text
from briefdeck.model.durations import duration_meant, duration_seconds
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, listed, one_line, quoted

_OWN: Final = "//briefdeck//"
"""What names our own calendars."""
_DATE: Final = pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")
_DAYS: Final = pattern(r"\+?P(?:([0-9]{1,4})W|([0-9]{1,6})D)")
_DURATION: Final = pattern(DURATION_PATTERN)
_TAKEN: Final = frozenset(
    {
        "DTSTART",
        "DTEND",
        "DURATION",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "URL",
        "CATEGORIES",
        "RRULE",
    }
)  # fmt: skip
_OF_PROGRAMS: Final = frozenset(
    {
        "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY",
        "STATUS",
    }
)  # fmt: skip
"""What calendars keep for themselves."""


class _Time(NamedTuple):
    """When something begins or ends: in EDTF, and as a moment, in UTC where the zone is known."""

    date: str
    moment: Moment


class CalendarError(ValueError):
    """An event that is not taken; the message says why."""


def take(content: bytes, options: Options) -> Taken:
    """Return the events of a calendar."""
    found, encoding = components(content)
    events = [each for each in found if isinstance(each, Component) and each.name == "VEVENT"]
    if len(events) > MOST_EVENTS:
        why = f"it has {counted(len(events), 'event')}, and a briefing takes {MOST_EVENTS:,}"
        return Taken(items=(), refused=(f"{options.stem}: {why}",))
    refused = [
        f"line {each.line}: this is no line of a calendar"
        for each in found
        if isinstance(each, Broken)
    ]
    head = next((e for e in found if isinstance(e, Component) and e.name == "VCALENDAR"), None)
    is_own = head is not None and _OWN in head.text("PRODID")
    happenings: list[Happening] = []
    for event in events:
        try:
            happenings.append(_happening(event, is_own=is_own))
        except CalendarError as error:
            refused.append(f"line {event.line}: {error}")
    said = [f"read as {encoding}, because it is not UTF-8"] if encoding else []
    said += _said(events)
    title = one_line(head.text("X-WR-CALNAME") or head.text("NAME")) if head else ""
    if not events:
        refused.append("there is no event in it")
    return Taken(
        items=entries_of(happenings),
        front=(("title", title),) if title else (),
        said=tuple(f"{options.stem}: {sentence}" for sentence in said),
        refused=tuple(f"{options.stem}, {sentence}" for sentence in refused),
    )


def _said(events: Sequence[Component]) -> Iterator[str]:
    """What of events is not taken."""
    for event in events:
        rule = event.get("RRULE") or event.get("RDATE")
        if rule is not None:
            title = quoted(one_line(event.text("SUMMARY")))
            yield f"line {event.line}: {title} repeats ({rule.value}); it is taken once"
    zones = {time.parameters.get("TZID", "") for event in events if (time := event.get("DTSTART"))}
    unknown = sorted(zone for zone in zones if zone and _zone(zone) is None)
    if unknown:
        yield f"times are written without the offset of {listed(list(map(quoted, unknown)))}"
    names = {each.name for event in events for each in event.properties}
    lost = sorted(names - _TAKEN - _OF_PROGRAMS)
    if lost:
        yield f"not taken: {listed(lost)}"


def _happening(event: Component, *, is_own: bool) -> Happening:
    """An event. Raises CalendarError."""
    if event.text("STATUS").upper() == "CANCELLED":
        raise CalendarError("it is cancelled")
    title = one_line(event.text("SUMMARY"))
    if not title:
        raise CalendarError("it has no title (SUMMARY)")
    date, duration = _when(event)
    url = event.text("URL")
    categories = event.get("CATEGORIES")
    taken = Happening(
        title=title,
        date=date,
        text=event.text("DESCRIPTION"),
        place=event.text("LOCATION"),
        duration=duration,
        links=(Link(url, title),) if is_address(url) else (),
        tags=tuple(map(one_line, categories.texts)) if categories else (),
    )
    return _as_we_meant(event, taken) if is_own else taken


def _as_we_meant(event: Component, taken: Happening) -> Happening:
    """An event of our own calendar, whose words say more than its times."""
    words, _, text = taken.text.partition("\n\n")
    when, _, lasted = words.partition(", for ")
    start, end = _ends(event)
    date = date_said(when, start.moment, (end or start).moment)
    length = duration_meant(lasted)
    same = length is not None and f"PT{duration_seconds(length.text)}S" == taken.duration
    return taken._replace(
        title=taken.title.removesuffix(f" ({when})"),
        date=date or taken.date,
        text=without_opening(text, taken.title.removesuffix(f" ({when})"), when),
        duration=length.text if length and same else taken.duration,
        tags=(),
        id=event.text("UID").partition("@")[0],
    )


def _when(event: Component) -> tuple[str, str]:
    """A date or span in EDTF, and how long it lasted where no end is given."""
    start, end = _ends(event)
    lasted = event.text("DURATION").lstrip("+")
    if end is None or end.moment <= start.moment:
        is_timed = start.moment.second is not None and _DURATION.fullmatch(lasted)
        return start.date, lasted if is_timed else ""
    span = f"{start.date}/{end.date}"
    if not is_edtf(span):
        raise CalendarError(f"{quoted(span)} is no span of time")
    return span, ""


def _ends(event: Component) -> tuple[_Time, _Time | None]:
    """When an event begins, and when it ends: the last day, where it has whole days."""
    start = _time(event.get("DTSTART"))
    if start is None:
        raise CalendarError("it has no date (DTSTART)")
    end = _time(event.get("DTEND"))
    if start.moment.second is not None:
        return start, end
    if end is not None:
        # It ends on the first day on which it is over.
        return start, _day(max(end.moment.day - 1, start.moment.day))
    found = _DAYS.fullmatch(event.text("DURATION"))
    if found is None:
        return start, None
    count = int(found[1]) * 7 if found[1] else int(found[2])
    return start, _day(start.moment.day + max(count, 1) - 1)


def _day(day: int) -> _Time:
    year, month, number = day_to_civil(day)
    return _Time(f"{year_text(year)}-{month:02}-{number:02}", Moment(day))


def _time(said: Property | None) -> _Time | None:
    """A day or a time of a calendar; None without one. Raises CalendarError."""
    if said is None:
        return None
    found = _DATE.fullmatch(said.value.strip())
    if found is None or not is_edtf("-".join(found.groups()[:3])):
        raise CalendarError(f"{quoted(said.value)} is not a date")
    year, month, day = (int(part) for part in found.groups()[:3])
    number = civil_to_day(year, month, day)
    if found[4] is None:
        return _day(number)
    clock = f"{found[4]}:{found[5]}" + ("" if found[6] == "00" else f":{found[6]}")
    zone = "Z" if found[7] else _offset(said, found)
    date = f"{found[1]}-{found[2]}-{found[3]}T{clock}{zone}"
    if not is_edtf(date):
        raise CalendarError(f"{quoted(said.value)} is not a time")
    read = Edtf.parse(date)
    second = read.first_second
    assert second is not None, "a time of day is known"
    return _Time(date, Moment(*divmod(second, DAY_SECONDS)))


def _offset(said: Property, found: re.Match[str]) -> str:
    """The offset from UTC of the zone that a time is in; empty where that is not known."""
    zone = _zone(said.parameters.get("TZID", ""))
    try:
        local = datetime.strptime(found.group(), "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    except ValueError:
        return ""
    offset = local.utcoffset()
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _zone(name: str) -> ZoneInfo | None:
    """A time zone by its name in the database of time zones; None where it has none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
