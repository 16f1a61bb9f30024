"""The ribbon: years for the edge above it, numbered eras, events by height, and where one is in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.axis import Scale, Viewport
from briefdeck.draw.density import HEIGHTS, buckets, columns, height_sign, unit_of
from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.lines import Line, line_text, line_width
from briefdeck.draw.ribbon import ribbon
from briefdeck.model.calendar import DAY_SECONDS, civil_to_day, day_to_civil, year_text
from support.briefings import random_briefing
from support.drawn import WIDTHS, assert_golden, border, cells, era, event, program

THREE = [era("A", "2000/2004"), era("B", "2005/2009"), era("C", "2010/2019")]


@pytest.mark.parametrize("width", WIDTHS)
def test_golden(width: int) -> None:
    index = border()
    lines: list[Line] = []
    for selected in (None, "fox-elected", "m-rida-initiative", "bush-fox", "pri-comes-to-power"):
        lines += ribbon(index, width, selected=selected).lines(3)
    assert_golden(f"ribbon-{width}", lines)


@given(
    seed=st.integers(0, 10**6),
    size=st.integers(0, 12),
    width=st.integers(1, 200),
    data=st.data(),
)
def test_every_line_fills_the_width_and_labels_keep_apart(
    seed: int, size: int, width: int, data: st.DataObject
) -> None:
    briefing = random_briefing(seed, size)
    index = TimelineIndex.of(briefing.eras, briefing.programs, briefing.events)
    chosen = data.draw(st.sampled_from([None, *index.by_id]))
    drawn = ribbon(index, width, selected=chosen)
    assert bool(drawn.bands) == bool(index.tracks["era"].within(index.fitted))
    assert {line_width(line) for line in drawn.lines(3)} == {width}
    free = 0
    for cell, label in drawn.ticks:
        assert cell >= free
        free = cell + len(label) + 3
        assert cell + len(label) <= width


@given(
    days=st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=60),
    first=st.integers(-(10**6), 10**6),
    length=st.integers(1, 10**14),
    width=st.integers(1, 200),
)
def test_every_event_in_view_is_counted_once(
    days: list[int], first: int, length: int, width: int
) -> None:
    events = [event("E", _date(day), entry=f"e{number}") for number, day in enumerate(days)]
    track = TimelineIndex.of([], [], events).tracks["event"]
    view = Viewport(first * DAY_SECONDS, first * DAY_SECONDS + length - 1)
    scale = Scale(view, width)
    found = list(buckets(track, scale, unit_of(scale)))
    seen = [item for item in track.items if view.covers(item.begin, item.end)]
    assert sum(bucket.size for bucket in found) == len(seen)
    places = [cell for bucket in found for cell in range(bucket.first, bucket.last + 1)]
    assert places == sorted(places)
    assert set(places) == set(range(width))
    assert set(columns(track, scale, unit_of(scale))) <= set(range(width))


def _date(day: int) -> str:
    year, month, number = day_to_civil(day)
    return f"{year_text(year)}-{month:02}-{number:02}"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (60 * 60, "a minute"),
        (6 * 3600, "in 10 minutes"),
        (3 * DAY_SECONDS, "an hour"),
        (60 * DAY_SECONDS, "a day"),
        (5 * 365 * DAY_SECONDS, "a month"),
        (30 * 365 * DAY_SECONDS, "a year"),
        (500 * 365 * DAY_SECONDS, "a decade"),
        (9_000 * 365 * DAY_SECONDS, "a century"),
        (90_000 * 365 * DAY_SECONDS, "a millennium"),
        (900_000 * 365 * DAY_SECONDS, "in 10,000 years"),
    ],
)
def test_events_are_counted_by_a_unit_that_suits_the_span(length: int, words: str) -> None:
    assert unit_of(Scale(Viewport(0, length - 1), 100)).words == words


def test_centuries_are_those_that_people_count() -> None:
    century = unit_of(Scale(Viewport(0, 9_000 * 365 * DAY_SECONDS), 100))
    view = Viewport.of_days(civil_to_day(-150), civil_to_day(1950))
    named = [century.named(edge) for edge in century.edges(view)]
    assert named[:4] == ["200 BC–101 BC", "100 BC–1 BC", "AD 1–AD 99", "AD 100–AD 199"]
    assert named[-2] == "1900–1999"


def test_columns_are_as_high_as_counts_and_never_digits() -> None:
    assert [height_sign(count, 8) for count in range(9)] == [" ", *HEIGHTS]
    assert height_sign(1, 50_000) == "▁"
    assert height_sign(2, 2) == "▄"
    events = [event("E", "2001-09-11", entry=f"e{number}") for number in range(12)]
    index = TimelineIndex.of([era("A", "2000/2009")], [], [*events, event("F", "2005")])
    assert set(line_text(ribbon(index, 60).density).split()) == {"█████", "▁▁▁▁▁"}


def test_bands_begin_where_their_era_does_and_tell_its_number() -> None:
    bands = ribbon(TimelineIndex.of(THREE, [], []), 60).bands
    starts = {target: at for at, _, _, target in reversed(list(cells(bands))) if target}
    first, days = civil_to_day(2000), civil_to_day(2020) - civil_to_day(2000)
    for name, year in (("a", 2000), ("b", 2005), ("c", 2010)):
        assert abs(starts[name] - (civil_to_day(year) - first) / days * 60) <= 1
    assert line_text(bands).split() == ["▐1", "A", "▌▐2", "B", "▌▐3", "C", "▌"]


@pytest.mark.parametrize("width", [3, 4, 8, 20])
def test_narrow_bands_keep_their_numbers(width: int) -> None:
    bands = line_text(ribbon(TimelineIndex.of(THREE, [], []), width).bands)
    assert [sign for sign in bands if sign.isdigit()] == ["1", "2", "3"]


def test_an_unsure_end_is_drawn_as_unsure_and_a_gap_is_left_blank() -> None:
    eras = [era("A", "2000?/2004~"), era("B", "2010/..")]
    index = TimelineIndex.of(eras, [], [event("E", "2020")])
    bands = line_text(ribbon(index, 63).bands)
    assert bands.startswith("?1 A")
    assert "≈   " in bands
    assert bands.endswith("▸")


def test_of_two_eras_at_once_the_later_is_seen_or_the_selected() -> None:
    eras = [era("Long", "2000/2019"), era("B", "2004/2006"), era("C", "2012/2013")]
    index = TimelineIndex.of(eras, [], [])

    def order(selected: str | None) -> list[str]:
        bands = ribbon(index, 100, selected=selected).bands
        targets = [target or "" for _, _, _, target in cells(bands)]
        return [
            here for here, before in zip(targets, ["", *targets], strict=False) if here != before
        ]

    assert order(None) == ["long", "b", "long", "c", "long"]
    assert order("long") == ["long"]
    assert line_text(ribbon(index, 100).bands).count("Long") == 1


def test_a_selected_program_is_lit_under_the_columns() -> None:
    index = TimelineIndex.of(
        [era("A", "2000/2009")], [program("P", "2002/2005")], [event("E", "2004")]
    )
    density = ribbon(index, 60, selected="p").density
    lit = "".join(text for _, text, style, _ in cells(density) if style == "selected")
    assert lit.startswith("┣━")
    assert lit.endswith("━┫")
    assert "▂" in lit


@pytest.mark.parametrize(
    ("selected", "words"),
    [
        ("fox-elected", "2000: 1 event · selected: 2000, Fox elected"),
        ("culiac-n", "2019: 5 events · selected: ~17 Oct 2019, Culiacán"),
        ("bush-fox", "era 2: 8 events · selected: 2000–2005, Bush–Fox"),
        ("m-rida-initiative", "program: 14 events meanwhile · selected: Oct 2007 –, Mérida"),
        ("pri-comes-to-power", "earlier than the ribbon shows · selected: 1929, PRI comes"),
        (None, "30 events; most a year: 5, 2019 · 2 earlier"),
    ],
)
def test_the_caption_says_where_one_is(selected: str | None, words: str) -> None:
    assert line_text(ribbon(border(), 120, selected=selected).caption).startswith(words)


def test_a_selected_event_outside_is_marked_at_the_edge() -> None:
    density = ribbon(border(), 80, selected="pri-comes-to-power").density
    assert next(cells(density))[1:] == ("‹", "selected", "pri-comes-to-power")


def test_one_event_of_one_minute_and_nothing_at_all_are_drawn() -> None:
    index = TimelineIndex.of([], [], [event("E", "2025-10-21T21:45")])
    drawn = ribbon(index, 60)
    assert not drawn.bands
    assert line_text(drawn.caption) == "1 event; most a minute: 1, 21 Oct 2025, 21:45"
    assert line_text(drawn.density).split() == ["▂▂"]
    assert line_text(ribbon(TimelineIndex.of([], [], []), 40).caption) == "0 eras"
