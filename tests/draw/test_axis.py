"""The axis: round ticks for every scale, labels that never touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.axis import Scale, Viewport, axis, ticks
from briefdeck.draw.lines import Line, line_width
from briefdeck.model.calendar import DAY_SECONDS, civil_to_day, day_to_civil
from briefdeck.model.edtf import Edtf
from briefdeck.text.width import cell_width
from support.drawn import assert_golden, texts

Day = tuple[int, int, int]
DAYS = st.integers(civil_to_day(-9999), civil_to_day(9999, 12, 31))


def scale(first: Day, last: Day, width: int) -> Scale:
    return Scale(Viewport.of_days(civil_to_day(*first), civil_to_day(*last)), width)


VIEWS: dict[str, tuple[Day, Day]] = {
    "twenty thousand years": ((-9999, 1, 1), (9999, 12, 31)),
    "the turn of the era": ((-50, 1, 1), (60, 12, 31)),
    "a thousand years": ((1000, 1, 1), (2000, 12, 31)),
    "a quarter of a century": ((1996, 1, 1), (2020, 4, 30)),
    "two years": ((2001, 1, 1), (2003, 4, 1)),
    "a season": ((2001, 8, 20), (2001, 12, 3)),
    "a fortnight": ((2001, 9, 1), (2001, 9, 14)),
    "a day": ((2001, 9, 11), (2001, 9, 11)),
    "beyond history": ((-170_000_002, 1, 1), (2000, 1, 1)),
}


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_golden(width: int) -> None:
    lines: list[Line] = []
    for first, last in VIEWS.values():
        lines += axis(scale(first, last, width))
    assert_golden(f"axis-{width}", lines)


@given(st.tuples(DAYS, DAYS), st.integers(20, 300))
def test_labels_keep_apart_and_fit(days: tuple[int, int], width: int) -> None:
    labels, rule = axis(Scale(Viewport.of_days(min(days), max(days)), width))
    assert line_width(labels) == line_width(rule) == width
    between = [span.text for span in labels if span.style != "axis"][
        1 if labels[0].style != "axis" else 0 :
    ]
    assert all(len(blanks) >= 2 for blanks in between[:-1])


@given(st.tuples(DAYS, DAYS), st.integers(20, 300))
def test_ticks_stand_where_their_day_begins(days: tuple[int, int], width: int) -> None:
    placed = ticks(Scale(Viewport.of_days(min(days), max(days)), width))
    cells = [tick.cell for tick in placed]
    assert cells == sorted(set(cells))
    assert all(0 <= cell < width for cell in cells)


@pytest.mark.parametrize(
    ("first", "last", "width", "labels"),
    [
        ("2025-10-20T06:48Z", "2025-10-20T09:51Z", 80, "20 Oct 2025, 07:00 UTC|08:00|08:30|09:00|09:30"),
        ("2025-10-20T06:48Z", "2025-10-20T06:58Z", 80, "20 Oct 2025, 06:48 UTC|06:52|06:54|06:56|06:58"),
        ("2025-10-20", "2025-10-23", 80, "20 Oct 2025 UTC|21 Oct|12:00|22 Oct|12:00|23 Oct|12:00"),
        ("2025-10-20", "2025-10-24", 80, "20 Oct 2025|21 Oct UTC|22 Oct|12:00|23 Oct|12:00|24 Oct|12:00"),
        ("2025-10-20T18:30Z", "2025-10-22T08:00Z", 80, "21 Oct 2025 UTC|12:00|18:00|22 Oct|06:00"),
        ("2025-12-31T22:00Z", "2026-01-01T03:00Z", 80, "31 Dec 2025, 22:00 UTC|1 Jan|01:00|02:00|03:00"),
    ],
)  # fmt: skip
def test_times_of_day_at_their_ticks_and_days_at_midnight(
    first: str, last: str, width: int, labels: str
) -> None:
    begin, end = Edtf.parse(first).first_second, Edtf.parse(last).last_second
    assert begin is not None
    assert end is not None
    line, _ = axis(Scale(Viewport(begin, end), width, " UTC"))
    assert "|".join(span.text for span in line if span.style == "axis") == labels


def test_years_are_round_as_people_write_them() -> None:
    labels = [tick.label for tick in ticks(scale((-500, 1, 1), (500, 1, 1), 100))]
    assert labels == [
        "500 BC",
        "400 BC",
        "300 BC",
        "200 BC",
        "100 BC",
        "AD 1",
        "AD 100",
        "AD 200",
        "AD 300",
        "AD 400",
        "AD 500",
    ]


def test_a_tick_of_a_year_is_its_first_of_january() -> None:
    wide = scale((1996, 1, 1), (2020, 4, 30), 300)
    for tick in (tick for tick in ticks(wide) if tick.label.isdigit()):
        assert wide.cell(civil_to_day(int(tick.label)) * DAY_SECONDS) == tick.cell


def test_a_few_days_name_month_and_year_once() -> None:
    text = texts(axis(scale((2001, 12, 28), (2002, 1, 4), 80)))[0]
    assert text.startswith("28 Dec 2001 ")
    assert text.count("Jan 2002") == text.count("200") // 2 == 1


@given(DAYS)
def test_the_calendar_goes_both_ways(day: int) -> None:
    assert civil_to_day(*day_to_civil(day)) == day


@given(st.tuples(DAYS, DAYS), st.integers(20, 120))
def test_no_label_is_cut(days: tuple[int, int], width: int) -> None:
    drawing = Scale(Viewport.of_days(min(days), max(days)), width)
    known = {tick.label for tick in ticks(drawing)}
    shown = [span.text for span in axis(drawing)[0] if span.style == "axis"]
    assert all(text in known and cell_width(text) <= width for text in shown)
