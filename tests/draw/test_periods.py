"""Which period of its calendar a point stands at, and which are left out."""

import pytest

from briefdeck.draw.periods import Slot, gaps, round_periods, slot, slots
from briefdeck.model.briefing import Point
from briefdeck.model.edtf import Edtf
from support.drawn import series


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2001", Slot("year", 2001)),
        ("2001-22", Slot("season", 2001 * 4 + 1)),
        ("2001-02", Slot("month", 2001 * 12 + 1)),
        ("1970-01-03", Slot("day", 2)),
        ("2001/2002", None),
        ("200X", None),
        ("1985-04-12T23:20:30", None),
    ],
)
def test_slots(date: str, expected: Slot | None) -> None:
    assert slot(Edtf.parse(date)) == expected


def points(*dates: str) -> list[Point]:
    return [Point(at=Edtf.parse(date), value=1) for date in dates]


def test_a_series_has_slots_where_all_points_are_of_one_sort() -> None:
    assert slots(series(points("2001", "2003"))) == (Slot("year", 2001), Slot("year", 2003))
    assert slots(series(points("2001", "2003-02"))) is None
    assert slots(series(points("2001", "2001"))) is None
    assert slots(series([Point(category="x", value=1)])) is None


def test_gaps_are_longer_than_the_usual_step() -> None:
    assert gaps(series(points("2001", "2002", "2005"))) == {2}
    assert gaps(series(points("1990", "1995", "2000"))) == frozenset()
    assert gaps(series(points("2018-01", "2019-01", "2020-01", "2021-01", "2026-03-28"))) == {4}
    assert gaps(series([Point(category="x", value=1)] * 3)) == frozenset()


def test_named_periods_are_round_and_fit() -> None:
    years = [Slot("year", year) for year in range(2001, 2021)]
    assert [years[place].number for place in round_periods(years, 1, 6)] == [2010, 2020]
    assert len(round_periods(years, 7, 6)) == 20
