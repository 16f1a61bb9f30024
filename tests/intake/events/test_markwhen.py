"""Markwhen's basic form: dates and spans, sections, tags, links; what counts from others is refused."""

import pytest

from support.importing import entries, taken

TEXT = """\
title: Two decades
description: words
#war: red

// a comment
section Early years #old
1990s: A decade #long
url: https://example.org/decade

c. 1850: Something [in a paper](https://example.org/b)
more of it

// not this
and [[more]]
endSection
# Later
## Still later
2008-03-04: [x] A day
id: the-day

Note: not an event
# Other
June 2009: A month
"""


def test_all_that_is_basic() -> None:
    done = taken(TEXT, "t.mw")
    found = entries(done)
    assert found["events"] == [
        {"id": "a-decade", "title": "A decade", "date": "199X", "cites": ["example-org-decade"], "tags": ["Early years", "old", "long"]},
        {"id": "something-in-a-paper", "title": "Something in a paper", "date": "1850~", "text": "more of it\n\nand \\[\\[more\\]\\]", "cites": ["example-org-b"], "tags": ["Early years", "old"]},
        {"id": "the-day", "title": "A day", "date": "2008-03-04", "text": "Note: not an event", "tags": ["Later", "Still later"]},
        {"id": "a-month", "title": "A month", "date": "2009-06", "tags": ["Other"]},
    ]  # fmt: skip
    assert done.front == (("title", "Two decades"),)
    assert (done.said, done.refused) == ((), ())


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1999", "1999"),
        ("10/2011 - 12/2012", "2011-10/2012-12"),
        ("3/4/2008", "2008-03-04"),
        ("2008/2010", "2008/2010"),
        ("2004-05-06/2004-06", "2004-05-06/2004-06"),
        ("Dec 1 2020", "2020-12-01"),
        ("1 December 2020 to Jan 2021", "2020-12-01/2021-01"),
        ("2016-12-03T10:00:00Z", "2016-12-03T10:00:00Z"),
        ("2025-09-14 8am - 10am", "2025-09-14T08:00/2025-09-14T10:00"),
        ("2019 / now", "2019/.."),
        ("500 BC", "-0499"),
        ("spring 2004", "2004-21"),
    ],
)
def test_dates_and_spans(written: str, date: str) -> None:
    (event,) = entries(taken(f"{written}: A\n", "t.mw"))["events"]
    assert event["date"] == date


def test_the_day_may_come_first() -> None:
    (event,) = entries(taken("dateFormat: d/M/y\n3/4/2008: A\n", "t.mw"))["events"]
    assert event["date"] == "2008-04-03"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("5 months", "its time counts from another event's; write its own date"),
        ("after !war / 3 days", "its time counts from another event's; write its own date"),
        ("2025 / 5 months", "its time counts from another event's; write its own date"),
        ("now", "`now` is no date; write the one that is meant"),
        ("31/31/2020", "no date can be read from `31/31/2020`"),
        ("Mai 2020", None),
        ("2010/2008", "`2010/2008` is no span of time"),
    ],
)
def test_times_that_are_none(written: str, why: str | None) -> None:
    done = taken(f"2000: First\n{written}: A\n", "t.mw")
    assert done.refused == (() if why is None else (f"t, line 2: {why}",))
    assert [item.id for item in done.items] == ["first"]


def test_what_repeats_is_taken_once() -> None:
    done = taken("2019-01-01/now every other year: Vote\nlocation: here\nkey: value\n", "t.mw")
    (event,) = entries(done)["events"]
    assert (event["date"], event["place"]) == ("2019-01-01/..", "here")
    assert done.said == (
        "t: line 1: `Vote` repeats (every other year); it is taken once",
        "t: not taken: key",
    )


def test_nothing_is_refused() -> None:
    assert taken("title: None\n", "t.mw").refused == ("t, there is no event in it",)
