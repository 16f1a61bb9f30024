"""Calendars: days and times, zones, folded lines; what repeats is taken once and said."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.importing import entries, taken


def calendar(*events: str, head: str = "") -> str:
    body = "".join([f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{body}END:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("DTSTART;VALUE=DATE:19960114", "1996-01-14"),
        ("DTSTART;VALUE=DATE:19960114\r\nDTEND;VALUE=DATE:19960115", "1996-01-14"),
        ("DTSTART;VALUE=DATE:19960114\r\nDTEND;VALUE=DATE:19960117", "1996-01-14/1996-01-16"),
        ("DTSTART;VALUE=DATE:19960114\r\nDURATION:P1W", "1996-01-14/1996-01-20"),
        ("DTSTART:20251021T214500Z", "2025-10-21T21:45Z"),
        ("DTSTART:20251021T214530", "2025-10-21T21:45:30"),
        ("DTSTART;TZID=Europe/Berlin:20251021T214500", "2025-10-21T21:45+02:00"),
        ("DTSTART;TZID=\"America/New_York\":20250101T080000\r\nDTEND;TZID=America/New_York:20250101T090000", "2025-01-01T08:00-05:00/2025-01-01T09:00-05:00"),
        ("DTSTART;TZID=Customized Time Zone:20251021T214500", "2025-10-21T21:45"),
    ],
)  # fmt: skip
def test_when_it_was(lines: str, when: str) -> None:
    done = taken(calendar(f"SUMMARY:A\r\n{lines}"), "c.ics")
    assert done.refused == ()
    (event,) = entries(done)["events"]
    assert event["date"] == when


def test_what_else_is_said_of_an_event() -> None:
    text = (
        "UID:1@x\r\nDTSTAMP:20250101T000000Z\r\nDTSTART:20251021T214500Z\r\nDURATION:PT8H\r\n"
        "SUMMARY:Signing\\, at\r\n  last\r\nLOCATION:Mexico City\r\nURL:https://example.org/sign\r\n"
        "DESCRIPTION:One [1]\\nline\\n\\nA second one\\; with signs\r\nCATEGORIES:Law,Border\\, north\r\n"
        "ATTENDEE:mailto:a@example.org\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n"
        "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nDESCRIPTION:Wake up\r\nEND:VALARM"
    )
    done = taken(calendar(text, head="X-WR-CALNAME:My calendar\r\n"), "c.ics")
    found = entries(done)
    assert found["events"] == [
        {
            "id": "signing-at-last",
            "title": "Signing, at last",
            "date": "2025-10-21T21:45Z",
            "place": "Mexico City",
            "duration": "PT8H",
            "text": "One [1]\nline\n\nA second one; with signs",
            "cites": ["example-org-sign"],
            "tags": ["Law", "Border, north"],
        }
    ]
    assert found["sources"][0]["URL"] == "https://example.org/sign"
    assert done.front == (("title", "My calendar"),)
    assert done.said == (
        "c: line 4: `Signing, at last` repeats (FREQ=YEARLY;COUNT=3); it is taken once",
        "c: not taken: ATTENDEE",
    )


def test_what_is_no_event_is_refused_with_its_line() -> None:
    done = taken(
        calendar(
            "SUMMARY:A\r\nDTSTART:20250230T100000Z",
            "SUMMARY:B",
            "DTSTART:20250101",
            "SUMMARY:C\r\nDTSTART:20250101\r\nSTATUS:CANCELLED",
            "SUMMARY:D\r\nDTSTART:20250102\r\nnonsense",
        ),
        "c.ics",
    )
    assert [item.id for item in done.items] == ["d"]
    assert done.refused == (
        "c, line 21: this is no line of a calendar",
        "c, line 3: `20250230T100000Z` is not a date",
        "c, line 7: it has no date (DTSTART)",
        "c, line 10: it has no title (SUMMARY)",
        "c, line 13: it is cancelled",
    )


def test_unknown_zones_are_said() -> None:
    done = taken(calendar("SUMMARY:A\r\nDTSTART;TZID=Moon:20250101T100000"), "c.ics")
    assert done.said == ("c: times are written without the offset of `Moon`",)


def test_folds_in_the_middle_of_a_character() -> None:
    line = "SUMMARY:Día de los niños".encode()
    at = line.index("ñ".encode()) + 1
    event = line[:at] + b"\r\n " + line[at:] + b"\r\nDTSTART:20250101"
    content = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + event + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert entries(taken(content, "c.ics"))["events"][0]["title"] == "Día de los niños"


def test_nothing_and_too_much_are_refused() -> None:
    assert taken(calendar(), "c.ics").refused == ("c, there is no event in it",)
    many = calendar(*["SUMMARY:A\r\nDTSTART:20250101"] * 2001)
    assert taken(many, "c.ics").refused[0].startswith("c: it has 2,001 events")


@given(
    title=st.text(alphabet="aé ,;:\\\"'[]", min_size=1, max_size=200).filter(str.strip),
    when=st.one_of(
        st.dates(min_value=date(1000, 1, 1)),
        st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    ),
)
def test_what_another_program_writes_is_read(title: str, when: date) -> None:
    book = icalendar.Calendar()
    event = icalendar.Event()
    event.add("summary", title)
    event.add("dtstart", when.replace(microsecond=0) if isinstance(when, datetime) else when)
    book.add_component(event)
    (read,) = entries(taken(book.to_ical(), "c.ics"))["events"]
    assert read["title"] == " ".join(title.split())
    assert read["date"].startswith(when.isoformat()[:10])


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused(content: bytes) -> None:
    for name in ("c.ics", "t.mw"):
        done = taken(content, name)
        assert done.items or done.refused
