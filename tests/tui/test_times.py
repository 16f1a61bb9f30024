"""The drawn timeline's view: which entry a date means, and views that keep the selected entry in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefdeck.draw.axis import Viewport
from briefdeck.draw.items import LANES, TimelineIndex
from briefdeck.draw.lines import line_text
from briefdeck.model.calendar import DAY_SECONDS, civil_to_day
from briefdeck.model.edtf import Edtf
from briefdeck.reading import times
from briefdeck.reading.geometry import MOST_DRAWN, Shape, boxes
from briefdeck.reading.state import Place, Reading
from support.briefings import random_briefing
from support.drawn import era, event

INDEX = TimelineIndex.of(
    [],
    [],
    [
        event("A", "2007-12-31"),
        event("B", "2008-06-30"),
        event("C", "2008-09"),
        event("D", "2011/2014"),
    ],
)


@pytest.mark.parametrize(
    ("date", "entry"),
    [
        ("2008", "b"),
        ("2008-01-01", "a"),
        ("2008-08", "c"),
        ("200X", "a"),
        ("1066", "a"),
        ("3000", "d"),
        ("2009/..", "d"),
        ("../2008-07", "a"),
        ("2012", "d"),
    ],
)
def test_a_date_means_the_first_entry_in_it_else_the_nearest(date: str, entry: str) -> None:
    assert times.nearest(INDEX, ("a", "b", "c", "d", "undated"), Edtf.parse(date)) == entry


def test_a_date_means_nothing_where_nothing_is_dated() -> None:
    assert times.nearest(INDEX, ("undated",), Edtf.parse("2008")) is None


def test_the_view_follows_the_selected_entry_and_zooms_around_it() -> None:
    reading = Reading(
        place=Place(section="timeline", entry="b"),
        view=Viewport.of_days(civil_to_day(1990), civil_to_day(1991)),
    )
    moved = times.revealed(INDEX, reading)
    day = civil_to_day(2008, 6, 30) * DAY_SECONDS
    assert moved.view is not None
    assert moved.view.covers(day, day)
    assert moved.view.length == reading.view.length if reading.view else False
    assert times.zoomed(INDEX, moved, 0.01).covers(day, day)
    whole = replace(reading, view=None)
    assert times.revealed(INDEX, whole) is whole
    assert times.view_of(INDEX, whole) == INDEX.fitted


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2008", "2008"),
        ("Oct 2025", "2025-10"),
        ("2006..2008", "2006/2008"),
        ("2006-06..2008", "2006-06/2008"),
        ("2006 .. 2008", "2006/2008"),
        ("2008..2006", "2006/2008"),
        ("2006/2008", "2006/2008"),
        ("Oct 2025 to Dec 2025", "2025-10/2025-12"),
        ("Oct 2025..Dec 2025", "2025-10/2025-12"),
        ("..2008", "../2008"),
        ("../2008", "../2008"),
        (" ..  Jun 2008", "../2008-06"),
        ("2006..", "2006/.."),
        ("2006/..", "2006/.."),
        ("c. 1850..", "1850~/.."),
        ("since 2006", "2006/.."),
        ("until 2008", "../2008"),
        ("2008-06-30T21:45..2008-06-30T22:00", "2008-06-30T21:45/2008-06-30T22:00"),
        ("500 BC..", "-0499/.."),
        ("..", None),
        ("", None),
        ("soon", None),
        ("soon..", None),
        ("..soon", None),
        ("2006..soon", None),
        ("2006..2008..", None),
        ("1" * 500, None),
    ],
)
def test_a_date_or_a_span_is_read_as_people_write_it(words: str, meant: str | None) -> None:
    asked = times.asked(words)
    assert (asked.text if asked else None) == meant


@pytest.mark.parametrize(
    ("span", "entry"),
    [
        ("2008/2009", "b"),
        ("2008-08/2008-12", "c"),
        ("2012/2013", "d"),
        ("../2008", "a"),
        ("2009/..", "d"),
        ("1850/1860", None),
    ],
)
def test_a_span_shows_the_first_event_in_it(span: str, entry: str | None) -> None:
    view = times.ranged(INDEX, Edtf.parse(span))
    assert view is not None
    assert times.first_in(INDEX, ("a", "b", "c", "d", "undated"), view) == entry


def test_a_span_with_an_open_end_goes_as_far_as_anything_and_no_further() -> None:
    since = times.ranged(INDEX, Edtf.parse("2008/.."))
    assert since == Viewport(civil_to_day(2008) * DAY_SECONDS, INDEX.whole.last)
    assert times.ranged(INDEX, Edtf.parse("3000/..")) is None
    assert times.ranged(INDEX, Edtf.parse("../1066")) is None


@given(seed=st.integers(0, 10**6), size=st.integers(1, 12))
def test_a_fitted_view_contains_what_is_selected(seed: int, size: int) -> None:
    briefing = random_briefing(seed, size)
    index = TimelineIndex.of(briefing.eras, briefing.programs, briefing.events)
    for lane in LANES:
        for item in index.tracks[lane].items:
            view = times.fitted(index, Reading(place=Place(entry=item.id)))
            assert view is not None
            assert view.first <= item.begin <= item.end <= view.last


def test_an_event_is_fitted_with_its_era_or_the_nearest() -> None:
    eras = [era("First", "1990/1999"), era("Second", "2000/2009")]
    index = TimelineIndex.of(eras, [], [event("In", "1995-05"), event("Beside", "2010-02")])

    def fitted(entry: str) -> Viewport | None:
        return times.fitted(index, Reading(place=Place(entry=entry)))

    assert fitted("in") == fitted("first")
    beside, second = fitted("beside"), fitted("second")
    assert beside is not None
    assert second is not None
    assert beside.first == second.first
    assert fitted("undated") is None


def test_a_drawing_takes_the_lines_that_it_needs() -> None:
    few = TimelineIndex.of([era("E", "2000/2010")], [], [event("A", "2001"), event("B", "2009")])
    height = times.drawn_height(few, Reading(), 100)
    assert height < 8
    lines = times.drawn_timeline(few, Reading(), 100, height)
    assert all(line_text(line) for line in lines), "no line is blank"
    assert lines[:height] == times.drawn_timeline(few, Reading(), 100, 12)[:height]
    many = TimelineIndex.of([], [], [event(f"Event {at}", str(2000 + at % 9)) for at in range(90)])
    assert times.drawn_height(many, Reading(), 100) == MOST_DRAWN


def test_a_screen_gives_a_drawing_no_more_than_that() -> None:
    shape = Shape(width=120, height=36, has_drawing=True)
    whole = boxes(shape)["drawing"].height
    assert boxes(replace(shape, drawing_wish=6))["drawing"].height == 6
    assert boxes(replace(shape, drawing_wish=2))["drawing"].height == 5
    assert boxes(replace(shape, drawing_wish=90))["drawing"].height == whole
