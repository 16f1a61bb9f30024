"""The index behind a timeline: what is in view, how far open ends reach, which views to begin with."""

import pytest

from briefdeck.draw.axis import Viewport
from briefdeck.draw.items import SHORTEST_VIEW, TimelineIndex
from briefdeck.model.briefing import Program
from briefdeck.model.calendar import civil_to_day
from briefdeck.model.edtf import Edtf
from support.drawn import border, era, event, program


@pytest.mark.parametrize(
    ("dates", "minutes"),
    [
        (["2025-10-20T06:48Z"], 30),
        (["2025-10-20T06:48Z", "2025-10-20T09:47Z"], 180),
        (["2025-10-20T06:48Z", "2025-10-20T10:47+02:00"], 120),
        (["2025-10-20T06:48Z", "2025-10-20"], 24 * 60),
    ],
)
def test_the_view_of_times_is_as_short_as_they_are(dates: list[str], minutes: int) -> None:
    index = TimelineIndex.of([], [], [event(f"E{place}", date) for place, date in enumerate(dates)])
    assert index.whole.length == minutes * 60


def test_a_span_of_times_lasts_until_the_next_begins() -> None:
    index = TimelineIndex.of(
        [
            era("One", "2025-10-20T06:48Z/2025-10-20T07:40Z"),
            era("Two", "2025-10-20T07:40Z/2025-10-20T07:40Z"),
        ],
        [],
        [],
    )
    one, two = index.by_id["one"], index.by_id["two"]
    assert one.end + 1 == two.begin == two.end


def test_what_has_no_date_is_left_out() -> None:
    index = TimelineIndex.of([], [Program(id="p", title="P")], [event("E", "2001")])
    assert set(index.by_id) == {"e"}


def test_open_ends_reach_to_the_as_of_day_unknown_ones_no_further_than_what_is_known() -> None:
    as_of = Edtf.parse("2020-04-30")
    index = TimelineIndex.of(
        [],
        [program("Open", "2017/.."), program("Unknown", "2017/"), program("Before", "../2005")],
        [],
        as_of=as_of,
    )
    assert index.by_id["open"].end == as_of.last_second
    assert index.by_id["unknown"].end == Edtf.parse("2017").last_second
    assert index.by_id["before"].begin == Edtf.parse("2005").first_second


def test_eras_set_the_first_view_where_the_rest_would_stretch_it() -> None:
    index = border()
    assert index.whole.first == Edtf.parse("1929").first_second
    assert index.fitted.first == Edtf.parse("1996").first_second
    near = TimelineIndex.of([era("A", "2000/2010")], [], [event("B", "1999")])
    assert near.fitted == near.whole


def test_a_single_day_is_shown_with_its_weeks() -> None:
    assert TimelineIndex.of([], [], [event("E", "2001-09-11")]).whole.length == SHORTEST_VIEW


@pytest.mark.parametrize(
    ("first", "last", "titles"),
    [
        (2001, 2001, {"Fox's state visit", "Attacks of September 11", "USA Patriot Act"}),
        (1800, 1900, set()),
    ],
)
def test_what_is_within_a_view(first: int, last: int, titles: set[str]) -> None:
    track = border().tracks["event"]
    view = Viewport.of_days(civil_to_day(first), civil_to_day(last, 12, 31))
    assert {item.title for item in track.within(view)} == titles
    count = len(track.within(view)) + len(track.before(view)) + len(track.after(view))
    assert count == len(track.items)
    assert (track.count_before(view), track.count_after(view)) == (
        len(track.before(view)),
        len(track.after(view)),
    )


def test_a_filter_keeps_what_it_names() -> None:
    index = border().only({"fox-elected", "sbi", "bush-fox"})
    assert set(index.by_id) == {"fox-elected", "bush-fox"}
    assert index.as_of == border().as_of
