"""The drawn timeline's view: which entry a date means, and views that keep the selected entry in them."""

import pytest
from msgspec.structs import replace

from briefdeck.draw.axis import Viewport
from briefdeck.draw.items import TimelineIndex
from briefdeck.model.calendar import DAY_SECONDS, civil_to_day
from briefdeck.model.edtf import Edtf
from briefdeck.tui import times
from briefdeck.tui.state import Place, Reading
from support.drawn import event

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
