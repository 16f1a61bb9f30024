"""Which series share a chart, and why others do not."""

import pytest
from msgspec.structs import replace

from briefdeck.model.briefing import Point, Series
from briefdeck.model.companions import by_period, why_apart
from support.drawn import series, yearly

YEARS = series(yearly([1, 2]))
PLACES = series([Point(category="north", value=1), Point(category="south", value=2)])


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (YEARS, YEARS, ""),
        (YEARS, replace(YEARS, scale="million"), ""),
        (YEARS, replace(YEARS, unit="USD"), "its unit is USD, not people"),
        (
            YEARS,
            replace(YEARS, calendar="us-fiscal"),
            "its years are U.S. fiscal years, not calendar years",
        ),
        (YEARS, PLACES, "one is over time, and the other is not"),
        (PLACES, PLACES, ""),
        (PLACES, series([Point(category="west", value=1)]), "they share no category"),
        (YEARS, series([Point(category="a", part="b")]), "parts of wholes are drawn alone"),
    ],
)
def test_why_two_series_are_drawn_apart(first: Series, second: Series, reason: str) -> None:
    assert why_apart(first, second) == reason


def test_points_of_several_series_stand_by_period() -> None:
    later = series(yearly([3, 4], first=2001))
    assert by_period([YEARS, later]) == [
        ("2000", [(0, 0)]),
        ("2001", [(0, 1), (1, 0)]),
        ("2002", [(1, 1)]),
    ]
