"""Data for other programs: CSV, calendars, TimelineJS."""

import csv
import json
import re
import subprocess
import sys
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from briefdeck.export import Exported, Wanted, export
from briefdeck.loader import load, load_text

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
HEAD = """
format = 1
briefing = { title = "Made, up; <b>", bluf = "B.", as_of = "2026-04" }
"""
VALUES = f"""{HEAD}
[[series]]
id = "boats"
title = "Boats"
unit = "boats"
scale = "thousand"
text = "Counted [@a]."
points = [
  {{ at = 2001, value = -3.5, qualifier = "about", cites = [{{ source = "a", at = "p. 2" }}] }},
  {{ at = 2002, text = "=not *counted* [@a]" }},
]
[[tables]]
id = "tolls"
title = "Tolls"
columns = ["=Kind", {{ title = "Toll", unit = "USD" }}]
rows = [["=cmd|' /C calc'!A0", 2.5], ["@x", -1], ["+1 x, \\"y\\"", 0]]
[[sources]]
id = "a"
type = "book"
title = "A"
author = [{{ family = "Abe" }}]
issued = 2001
URL = "https://example.org/a"
"""
EVENTS = [
    ("day", "2001-05-04"), ("days", "2001-05-04/2001-05-06"), ("month", "2001-05"), ("year", "2001"), ("season", "2001-21"),
    ("about", "2001-05-04~"), ("maybe", "2001-05?"), ("decade", "199X"), ("time", "2001-05-04T21:45Z"),
    ("local", "2001-05-04T21:45"), ("offset", "2001-05-04T21:45-05:00"), ("open", "2001/.."), ("before", "../2001"),
    ("early", "0800-01-01"), ("antique", "-0043-03-15"), ("unknown-day", "2001-05-XX"), ("times", "2001-05-04T10:00Z/2001-05-04T11:30Z"),
]  # fmt: skip


def loaded_events(**more: str) -> Wanted:
    said = [
        f'[[events]]\nid = "{name}"\ntitle = "It, {name}; <i>"\ndate = "{when}"\n{more.get(name, "")}'
        for name, when in EVENTS
    ]
    loaded = load_text(HEAD + "\n".join(said), "made up")
    assert loaded.briefing is not None
    assert len(loaded.briefing.events) == len(EVENTS), loaded.problems
    return Wanted(loaded, "")


def calendar_of(done: Exported) -> list[Any]:
    return list(Calendar.from_ical(done.content).walk("VEVENT"))


# --- CSV ---


def test_a_figure_as_csv_has_numbers_as_numbers_and_no_formula() -> None:
    done = export(Wanted(load_text(VALUES, "t"), "csv", entry="boats"))
    rows = list(csv.reader(StringIO(done.content.decode())))
    assert rows == [
        ["period", "value (thousand boats)", "hedge", "sources", "text"],
        ["2001", "-3.5", "about", "Abe 2001, p. 2", ""],
        ["2002", "", "", "", "'=not counted (Abe 2001)"],
    ]
    assert done.suffix == ".csv"
    assert done.losses == ("what is said of all values of `boats`: text",)


def test_a_table_as_csv_is_guarded_against_formulas() -> None:
    done = export(Wanted(load_text(VALUES, "t"), "csv", entry="tolls"))
    assert list(csv.reader(StringIO(done.content.decode()))) == [
        ["'=Kind", "Toll"],
        ["'=cmd|' /C calc'!A0", "2.5"],
        ["'@x", "-1"],
        ['\'+1 x, "y"', "0"],
    ]


def test_other_entries_are_not_csv() -> None:
    with pytest.raises(ValueError, match="`a` is a source; CSV has figures and tables"):
        export(Wanted(load_text(VALUES, "t"), "csv", entry="a"))
    with pytest.raises(ValueError, match="neither a figure nor a table"):
        export(Wanted(load_text(HEAD, "t"), "csv"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_briefing_is_an_archive_of_its_figures_and_tables(path: Path) -> None:
    wanted = Wanted(load(path), "csv")
    done = export(wanted)
    assert done == export(wanted)
    assert done.suffix == ".zip"
    briefing = wanted.loaded.briefing
    assert briefing is not None
    with ZipFile(BytesIO(done.content)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    package = json.loads(files.pop("datapackage.json"))
    assert [each["path"] for each in package["resources"]] == list(files)
    every = {entry.id for entry in (*briefing.series, *briefing.tables)}
    assert {name.removesuffix(".csv") for name in files} == every
    for series in briefing.series:
        heads, *rows = csv.reader(StringIO(files[f"{series.id}.csv"]))
        place = next(place for place, head in enumerate(heads) if head.startswith("value"))
        values = [float(row[place]) if row[place] else None for row in rows]
        assert values == [point.value for point in series.points]
    for text in files.values():
        for row in csv.reader(StringIO(text)):
            for cell in row:
                assert not re.match(r"\s*[=+@]", cell)
                assert not cell.startswith("-") or re.fullmatch(r"-[0-9.,]+", cell)


def test_an_archive_says_units_and_sources_of_its_files() -> None:
    done = export(Wanted(load_text(VALUES, "t"), "csv"))
    with ZipFile(BytesIO(done.content)) as archive:
        boats = json.loads(archive.read("datapackage.json"))["resources"][0]
    assert (boats["unit"], boats["scale"], boats["description"]) == (
        "boats",
        "thousand",
        "Counted.",
    )
    assert boats["sources"] == [{"title": "Abe 2001", "path": "https://example.org/a"}]


# --- calendars ---


def test_events_are_read_back_with_their_days_and_times() -> None:
    done = export(loaded_events()._replace(form="ics"))
    read = {
        str(event["UID"]).partition("@")[0]: (
            event["DTSTART"].dt,
            event["DTEND"].dt if "DTEND" in event else None,
            str(event["SUMMARY"]),
        )
        for event in calendar_of(done)
    }
    may4, may5 = date(2001, 5, 4), date(2001, 5, 5)
    assert read["day"] == (may4, may5, "It, day; <i>")
    assert read["days"] == (may4, date(2001, 5, 7), "It, days; <i>")
    assert read["month"] == (date(2001, 5, 1), date(2001, 6, 1), "It, month; <i> (May 2001)")
    assert read["year"][:2] == (date(2001, 1, 1), date(2002, 1, 1))
    assert read["season"][:2] == (date(2001, 3, 1), date(2001, 6, 1))
    assert read["about"] == (may4, may5, "It, about; <i> (about 4 May 2001)")
    assert read["decade"][:2] == (date(1990, 1, 1), date(2000, 1, 1))
    assert read["unknown-day"][:2] == (date(2001, 5, 1), date(2001, 6, 1))
    assert read["early"][0] == date(800, 1, 1)
    assert read["time"][0].isoformat() == "2001-05-04T21:45:00+00:00"
    assert read["local"][0] == datetime(2001, 5, 4, 21, 45)  # noqa: DTZ001  # of no zone
    assert read["offset"][0].isoformat() == "2001-05-05T02:45:00+00:00"
    assert str(read["times"][1]) == "2001-05-04 11:30:00+00:00"
    assert not {"open", "before", "antique"} & read.keys()


def test_what_a_calendar_cannot_say_is_listed() -> None:
    outside, widened, hedged = export(loaded_events()._replace(form="ics")).losses
    assert outside == (
        "events without a first and a last day from the year 1 to 9999: "
        "open (since 2001), before (until 2001) and antique (15 Mar 44 BC)"
    )
    assert "month (May 2001)" in widened
    assert "day (" not in widened.replace("unknown-day (", "")
    assert hedged == "hedges of dates, but for the words of the event: about (about 4 May 2001)"


def test_a_calendar_has_whole_lines_of_at_most_75_bytes_and_no_other_property() -> None:
    evil = "a\\r\\nBEGIN:VALARM\\nEND:VEVENT\\u2028é" * 20
    wanted = loaded_events(day=f'place = "{evil}"\ntext = "{evil}"\nduration = "PT8H"')
    content = export(wanted._replace(form="ics")).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert b"BEGIN:VALARM" not in [line.strip() for line in lines]
    assert len(calendar_of(Exported(content))) == len(EVENTS) - 3
    [day] = [event for event in calendar_of(Exported(content)) if event["UID"].startswith("day@")]
    assert str(day["DESCRIPTION"]).startswith("4 May 2001, for 8 hours\n\n")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_events_are_in_their_calendar(path: Path) -> None:
    wanted = Wanted(load(path), "ics")
    done = export(wanted)
    assert done == export(wanted)
    briefing = wanted.loaded.briefing
    assert briefing is not None
    held = {str(event["UID"]).partition("@")[0] for event in calendar_of(done)}
    assert held == {event.id for event in briefing.events}
    said = " ".join(done.losses)
    exact = {event.id for event in briefing.events if re.fullmatch("[-0-9]{10}", event.when.text)}
    assert not [name for name in exact if f" {name} (" in said]
    assert {name for name in held - exact if f" {name} (" in said} >= {
        event.id for event in briefing.events if len(event.when.text) in {4, 7}
    }


def test_one_event_alone() -> None:
    wanted = loaded_events()._replace(form="ics", entry="day")
    assert [str(event["UID"]) for event in calendar_of(export(wanted))] == ["day@made-up"]
    with pytest.raises(ValueError, match="no event with a date that a calendar can hold"):
        export(wanted._replace(entry="open"))


# --- TimelineJS ---


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_timeline_has_what_is_dated(path: Path) -> None:
    wanted = Wanted(load(path), "timelinejs")
    done = export(wanted)
    assert done == export(wanted)
    page = json.loads(done.content)
    briefing = wanted.loaded.briefing
    assert briefing is not None
    dated = {entry.id for entry in (*briefing.events, *briefing.programs) if entry.date}
    said = " ".join(loss for loss in done.losses if loss.startswith("what has no known beginning"))
    assert {slide["unique_id"] for slide in page["events"]} == {
        name for name in dated if name not in said
    }
    assert len(page["eras"]) == len(briefing.eras)
    for slide in page["events"]:
        assert set(slide["start_date"]) <= {"year", "month", "day", "hour", "minute", "second"}
        assert slide["text"]["headline"]
    for era in page["eras"]:
        assert era["start_date"]["year"] <= era["end_date"]["year"]


def test_a_timeline_says_no_more_of_a_date_than_is_known_and_nothing_in_markup() -> None:
    done = export(loaded_events()._replace(form="timelinejs"))
    slides = {slide["unique_id"]: slide for slide in json.loads(done.content)["events"]}
    assert slides["month"]["start_date"] == {"year": 2001, "month": 5}
    assert slides["month"]["display_date"] == "May 2001"
    assert "end_date" not in slides["month"]
    assert slides["days"]["end_date"] == {"year": 2001, "month": 5, "day": 6}
    assert (slides["decade"]["start_date"], slides["decade"]["end_date"]) == (
        {"year": 1990},
        {"year": 1999},
    )
    assert slides["open"]["end_date"] == {"year": 2026, "month": 4}
    assert slides["antique"]["start_date"]["year"] == -44
    assert slides["time"]["start_date"]["minute"] == 45
    assert slides["day"]["text"]["headline"] == "It, day; &lt;i&gt;"
    assert "before" not in slides
    assert b"<i>" not in done.content
    assert b"<b>" not in done.content
    assert done.losses[0] == "what has no known beginning: before"


def test_a_briefing_without_dates_has_no_timeline() -> None:
    with pytest.raises(ValueError, match="neither an event nor a program"):
        export(Wanted(load_text(HEAD, "t"), "timelinejs"))


# --- the verb ---


def run(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefdeck", "export", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False)


def test_an_archive_is_not_written_under_the_ending_of_a_table(tmp_path: Path) -> None:
    briefing = tmp_path / "t.toml"
    briefing.write_text(VALUES)
    ran = run(briefing, "-o", tmp_path / "t.csv")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"a file that ends with `.zip`; nothing was written" in ran.stderr
    assert not (tmp_path / "t.csv").exists()
    assert run(briefing, "-o", tmp_path / "t.zip").returncode == 0
    assert run(briefing, "-o", tmp_path / "boats.csv", "--entry", "boats").returncode == 0
    assert (tmp_path / "boats.csv").read_text().startswith("period,value (thousand boats)")


def test_an_entry_as_csv_is_text_and_loss_is_said_apart(tmp_path: Path) -> None:
    briefing = tmp_path / "t.toml"
    briefing.write_text(VALUES)
    ran = run(briefing, "--to", "csv", "--entry", "boats")
    assert ran.stdout.startswith(b"period,value (thousand boats)")
    assert ran.stderr == b"left out: what is said of all values of `boats`: text\n"


def test_a_file_of_fiscal_years_says_that_it_does_not_say_so() -> None:
    text = VALUES.replace('title = "Boats"', 'title = "Boats"\ncalendar = "us-fiscal"')
    done = export(Wanted(load_text(text, "t"), "csv", entry="boats"))
    assert (
        done.losses[-1] == "that the years of `boats` are U.S. fiscal years, October to September"
    )
    assert not export(Wanted(load_text(text, "t"), "csv")).losses


def test_json_for_other_programs_stays_json_on_standard_output(tmp_path: Path) -> None:
    briefing = tmp_path / "t.toml"
    briefing.write_text(VALUES.replace('title = "Boats"', 'title = "\\u009b\\u202eBoats"'))
    for form in ("csl", "manifest"):
        ran = run(briefing, "--to", form)
        assert ran.returncode == 0
        json.loads(ran.stdout)
        assert "\x9b" not in ran.stdout.decode()
    assert run("--list").stdout.decode().count("\n") >= 12
