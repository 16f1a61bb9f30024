"""Timelines of TimelineJS: slides and eras; HTML is read as words."""

import json
from typing import Any

import pytest

from support.importing import entries, taken


def timeline(*slides: dict[str, Any], **page: Any) -> str:
    return json.dumps({"events": list(slides), **page})


def slide(start: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {"start_date": start or {"year": 2008}, "text": {"headline": "A"}, **fields}


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (slide({"year": "2008", "month": "3", "day": ""}), "2008-03"),
        (slide({"year": 2008, "month": 3, "day": 4, "hour": 21, "minute": 5}), "2008-03-04T21:05"),
        (slide({"year": -44}), "-0043"),
        (slide({"year": -13_800_000_000}), "Y-13799999999"),
        (slide({"year": 2008}, end_date={"year": 2010, "month": 2}), "2008/2010-02"),
        (slide({"year": 1998}, display_date="about 1998"), "1998~"),
        (slide({"year": 1990}, end_date={"year": 1999}, display_date="the 1990s"), "199X"),
        (slide({"year": 2017}, end_date={"year": 2020}, display_date="since 2017"), "2017/.."),
        (slide({"year": 2017}, display_date="When it all began"), "2017"),
    ],
)
def test_when_it_was(fields: dict[str, Any], date: str) -> None:
    (event,) = entries(taken(timeline(fields), "t.json"))["events"]
    assert event["date"] == date


def test_what_else_a_slide_says() -> None:
    text = "<p>One &amp; <b>two</b>.</p><p>See <a href='https://example.org/a'>the whole page</a>.<script>x()</script></p>"
    media = {"url": "https://example.org/b.jpg", "caption": "A <i>ship</i> of war"}
    page = timeline(
        slide(text={"headline": "<em>A</em>", "text": text}, media=media, group="War", unique_id="a-1"),
        title={"text": {"headline": "All of it"}},
        eras=[{"start_date": {"year": 2000}, "end_date": {"year": 2009}, "text": {"headline": "Early"}}],
    )  # fmt: skip
    done = taken(page, "t.json")
    found = entries(done)
    assert found["events"] == [
        {
            "id": "a-1",
            "title": "A",
            "date": "2008",
            "text": "One & two.\n\nSee the whole page.",
            "cites": ["example-org-a", "example-org-b-jpg"],
            "tags": ["War"],
        }
    ]
    assert [source["title"] for source in found["sources"]] == ["the whole page", "A ship of war"]
    assert found["eras"] == [{"id": "early", "title": "Early", "span": "2000/2009"}]
    assert done.front == (("title", "All of it"),)


def test_what_cannot_be_taken_is_refused() -> None:
    page = timeline(
        slide(),
        {"text": {"headline": "No date"}},
        slide({"year": 2008, "month": 13}),
        slide(text={}),
        slide({"year": 2009}, end_date={"year": 2008}),
        eras=[{"text": {"headline": "B"}}],
    )
    assert taken(page, "t.json").refused == (
        "t, event 2: `No date` has no date (`start_date`)",
        "t, event 3: `2008-13` is not a date",
        "t, event 4: it has neither a headline nor a text",
        "t, event 5: `2009/2008` is no span of time",
        "t, era 1: it has no headline or no `start_date`",
    )


@pytest.mark.parametrize("text", ["{", "[]", '{"events": 1}', "[" * 10_000, '{"events": []}'])
def test_what_is_no_timeline_is_refused(text: str) -> None:
    done = taken(text, "t.json", form="timelinejs")
    assert done.items == ()
    assert done.refused
