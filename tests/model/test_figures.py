"""Figures in words and as numbers."""

from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.model.amounts import Range, reach
from briefdeck.model.briefing import Point, Qualifier, Series
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import (
    amount,
    amount_words,
    in_order,
    point_label,
    unit_words,
    value_words,
)
from briefdeck.model.numerals import number_words
from briefdeck.model.trends import trend, trend_words


def figure(unit: str, *points: dict[str, Any], **fields: Any) -> Series:
    made = tuple(
        Point(**{**point, **({"at": Edtf.parse(point["at"])} if "at" in point else {})})
        for point in points
    )
    return Series(id="s", title="S", unit=unit, points=made, **fields)


@pytest.mark.parametrize(
    ("unit", "scale", "point", "words"),
    [
        ("USD", "million", {"value": 590, "qualifier": "more than"}, "more than $590 million"),
        ("USD", "billion", {"value": 1.40}, "$1.4 billion"),
        ("USD", "million", {"value": 3000, "qualifier": "about"}, "about $3 billion"),
        ("USD", "million", {"value": 1234.5}, "$1.2345 billion"),
        ("USD", "million", {"low": 900, "high": 1100}, "$900–1,100 million"),
        ("USD", "million", {"low": 2900, "high": 3100}, "$2.9–3.1 billion"),
        ("USD", "billion", {"value": 3000}, "$3,000 billion"),
        ("USD", None, {"value": 1_234_567}, "$1,234,567"),
        ("USD", "thousand", {"value": 12.5}, "$12,500"),
        ("USD", "million", {"value": -5.0}, "−$5 million"),
        ("USD per person", None, {"value": 12}, "$12 per person"),
        ("MXN", "million", {"value": 3}, "MX$3 million"),
        ("%", None, {"value": 81, "qualifier": "about"}, "about 81%"),
        ("percent", None, {"value": 0.5}, "0.5%"),
        ("homicides", None, {"value": 34_582}, "34,582 homicides"),
        (
            "homicides",
            "thousand",
            {"value": 34.5, "qualifier": "nearly"},
            "nearly 34,500 homicides",
        ),
        ("homicides", None, {"value": 1}, "1 homicide"),
        ("people", None, {"value": 1}, "1 person"),
        ("people", "million", {"value": 1}, "1 million people"),
        ("countries", None, {"value": 1}, "1 country"),
        ("people", None, {"value": 400, "qualifier": "estimated"}, "an estimated 400 people"),
        ("people", None, {"value": 400, "qualifier": "alleged"}, "allegedly 400 people"),
        ("people", None, {"low": 400, "high": 500}, "400–500 people"),
        (
            "USD",
            "million",
            {"low": 400, "high": 500, "qualifier": "about"},
            "about $400–500 million",
        ),
        ("USD", "million", {"value": 450, "low": 400, "high": 500}, "$450 million (400–500)"),
        ("people", None, {"low": -5, "high": 5}, "−5 to 5 people"),
        ("people", None, {"low": 5, "high": 5}, "5 people"),
        ("USD", "million", {"low": 3}, "from $3 million"),
        ("people", None, {"high": 3, "qualifier": "estimated"}, "up to 3 people, estimated"),
        ("people", None, {}, "no figure"),
        ("people", None, {"value": float("nan")}, "no figure"),
        ("people", None, {"value": 10**400}, "no figure"),
        ("people", None, {"value": 1e25}, "10^25 people"),
        ("people", None, {"value": 5e-7}, "0.0000005 people"),
        ("year", None, {"value": 2010}, "2010 year"),
    ],
)
def test_value_words(unit: str, scale: Any, point: dict[str, Any], words: str) -> None:
    series = figure(unit, point, scale=scale)
    assert value_words(series, series.points[0]) == words


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("USD", 590_000_000, "$590 million"),
        ("USD", 1_234_567_890, "$1.23 billion"),
        ("USD", 12_500, "$12,500"),
        ("people", 1, "1 person"),
        ("%", 12.5, "12.5%"),
        ("USD", inf, "no figure"),
        ("USD", -2_000_000, "−$2 million"),
    ],
)
def test_amount_words(unit: str, value: float, words: str) -> None:
    assert amount_words(figure(unit), value) == words


@pytest.mark.parametrize(
    ("unit", "scale", "words"),
    [
        ("USD", "million", "$ million"), ("USD", None, "$"), ("%", None, "%"), ("people", "thousand", "thousand people"),
        ("CHF", None, "CHF"), ("USD per person", "thousand", "$ thousand per person"),
    ],
)  # fmt: skip
def test_unit_words(unit: str, scale: Any, words: str) -> None:
    assert unit_words(figure(unit, scale=scale)) == words


def test_gaps_have_neither_amount_nor_reach() -> None:
    series = figure("people", {}, {"value": inf}, {"low": 1, "high": 2})
    assert [amount(series, point) for point in series.points] == [None, None, None]
    assert [reach(series, point) for point in series.points] == [None, None, Range(1, 2)]


def test_amounts_are_exact() -> None:
    series = figure("USD", {"value": 1.1}, {"value": 0.1}, scale="million")
    assert [amount(series, point) for point in series.points] == [1_100_000, 100_000]
    assert all(isinstance(amount(series, point), int) for point in series.points)


def test_labels() -> None:
    series = figure(
        "USD",
        {"at": "2008", "part": "aid"},
        {"category": "Mexico"},
        {"part": "aid"},
        {},
        calendar="us-fiscal",
    )
    assert [point_label(series, point) for point in series.points] == [
        "FY2008, aid",
        "Mexico",
        "aid",
        "",
    ]


def test_trend() -> None:
    series = figure(
        "USD", {"at": "2010", "value": 590, "qualifier": "more than"}, {"at": "2008", "value": 400}, {"at": "2007", "value": 48}, {"at": "2009"},
        {"at": "2012", "value": 200}, scale="million", calendar="us-fiscal",
    )  # fmt: skip
    assert [point.at.text for point in in_order(series) if point.at] == [
        "2007",
        "2008",
        "2009",
        "2010",
        "2012",
    ]
    course = trend(series, in_order(series))
    assert course is not None
    assert (course.first.value, course.last.value, course.lowest.value, course.highest.value) == (
        48,
        200,
        48,
        590,
    )
    assert course.change == 152_000_000
    assert (
        trend_words(series)
        == "From $48 million (FY2007) to $200 million (FY2012): up 317%. Highest: more than $590 million (FY2010)."
    )


@pytest.mark.parametrize(
    ("unit", "values", "words"),
    [
        ("people", [5, 5], "From 5 people (2000) to 5 people (2001): no change."),
        (
            "people",
            [5, 9, 5],
            "From 5 people (2000) to 5 people (2002): no change. Highest: 9 people (2001).",
        ),
        (
            "people",
            [8, 1, 4],
            "From 8 people (2000) to 4 people (2002): down 50%. Lowest: 1 person (2001).",
        ),
        ("%", [10, 12.5], "From 10% (2000) to 12.5% (2001): up 2.5 percentage points."),
        ("people", [0, 5], "From 0 people (2000) to 5 people (2001): up 5 people."),
        ("people", [-5, 5], "From −5 people (2000) to 5 people (2001): up 10 people."),
        (
            "people",
            [1000, 1001],
            "From 1,000 people (2000) to 1,001 people (2001): up less than 1%.",
        ),
        ("people", [5], ""),
    ],
)
def test_trend_words(unit: str, values: list[float], words: str) -> None:
    assert (
        trend_words(
            figure(
                unit,
                *({"at": str(2000 + year), "value": value} for year, value in enumerate(values)),
            )
        )
        == words
    )


def test_a_change_between_hedged_values_is_hedged() -> None:
    def change(unit: str, first: float, last: float) -> str:
        points = (
            {"at": "2000", "value": first, "qualifier": "nearly"},
            {"at": "2001", "value": last},
        )
        return trend_words(figure(unit, *points)).partition(": ")[2]

    assert change("people", 50, 100) == "up about 100%."
    assert change("%", 50, 40) == "down about 10 percentage points."
    assert change("people", 0, 40) == "up about 40 people."


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ((58, None), (30, "at least"), "From 58 people (2001) to at least 30 people (2002)."),
        ((58, None), (58, "at least"), "From 58 people (2001) to at least 58 people (2002)."),
        (
            (58, None),
            (101, "at least"),
            "From 58 people (2001) to at least 101 people (2002): up at least 74%.",
        ),
        (
            (58, "at least"),
            (30, None),
            "From at least 58 people (2001) to 30 people (2002): down at least 48%.",
        ),
        (
            (58, "nearly"),
            (100, "at most"),
            "From nearly 58 people (2001) to at most 100 people (2002).",
        ),
    ],
)
def test_a_change_to_or_from_a_bound_is_a_bound_or_not_said(
    first: tuple[float, Qualifier | None], second: tuple[float, Qualifier | None], words: str
) -> None:
    points = tuple(
        Point(at=Edtf.parse(year), value=value, qualifier=qualifier)
        for year, (value, qualifier) in (("2001", first), ("2002", second))
    )
    assert trend_words(Series(id="s", title="S", unit="people", points=points)) == words


@pytest.mark.parametrize(
    ("unit", "values", "words"),
    [
        ("°C", [-0.1, 0.2], "up 0.3 °C"),
        ("USD", [0.1, 0.4], "up 300%"),
        ("%", [0.1, 0.4], "up 0.3 percentage points"),
        ("%", [2, 3], "up 1 percentage point"),
        ("USD", [5.5, 2.025e12], "about 370 billion times as high"),
        ("people", [10, 100], "about 10 times as high"),
        ("people", [10, 99], "up 890%"),
        ("people", [1e-9, 1e21], "about 10^30 times as high"),
        ("people", [10_000, 1], "down 99.9%"),
        ("people", [10, 0], "down 100%"),
        ("people", [-5, -10], "down 5 people"),
        ("people", [1e-9, 2e-9], "up 100%"),
        ("USD", [0, 3e12], "up $3 trillion"),
        ("people", [0.30000000000000004, 0.3], "no change"),
    ],
)
def test_a_change_has_no_more_digits_than_its_values(
    unit: str, values: list[float], words: str
) -> None:
    points = [{"at": str(2000 + year), "value": value} for year, value in enumerate(values)]
    assert trend_words(figure(unit, *points)).partition(": ")[2] == f"{words}."


def test_a_bound_of_many_times_is_rounded_down() -> None:
    series = figure(
        "people",
        {"at": "2000", "value": 10},
        {"at": "2001", "value": 199, "qualifier": "at least"},
    )
    assert trend_words(series).endswith("at least 19 times as high.")


def test_no_change_is_said_across_a_point_that_is_counted_otherwise() -> None:
    years: list[dict[str, Any]] = [
        {"at": str(2010 + year), "value": value} for year, value in enumerate([4, 2, 90, 99, 80])
    ]
    years[2]["comparable"] = False
    assert trend_words(figure("people", *years)) == (
        "From 4 people (2010) to 2 people (2011): down 50%. "
        "From 90 people (2012) to 80 people (2014): down 11%. Highest: 99 people (2013). "
        "Values from 2012 on are not comparable with the points before."
    )
    assert trend_words(figure("people", years[0], years[2])) == (
        "Values from 2012 on are not comparable with the points before."
    )
    years[2]["comparable"] = True
    assert "down" not in trend_words(figure("people", years[0], years[2]))


def test_categories_have_extremes_and_parts_have_none() -> None:
    series = figure(
        "people",
        {"category": "a", "value": 3},
        {"category": "b", "value": 30, "qualifier": "nearly"},
    )
    assert trend(series, series.points) is None
    assert trend_words(series) == "Highest: nearly 30 people (b). Lowest: 3 people (a)."
    parts = figure(
        "people", {"at": "2001", "part": "a", "value": 1}, {"at": "2002", "part": "a", "value": 2}
    )
    assert trend_words(parts) == ""


numbers = st.integers() | st.floats(allow_nan=True, allow_infinity=True)
qualifiers = st.sampled_from(
    [
        None,
        "about",
        "nearly",
        "more than",
        "less than",
        "at least",
        "at most",
        "estimated",
        "alleged",
    ]
)


@given(
    numbers,
    numbers | st.none(),
    numbers | st.none(),
    qualifiers,
    st.sampled_from([None, "hundred", "thousand", "million", "billion"]),
)
def test_any_number_has_words_and_bounds(
    value: float, low: float | None, high: float | None, qualifier: Any, scale: Any
) -> None:
    series = figure(
        "USD",
        {"at": "2000", "value": value, "low": low, "high": high, "qualifier": qualifier},
        {"at": "2001", "value": 3},
        scale=scale,
    )
    point = series.points[0]
    assert value_words(series, point)
    assert isinstance(trend_words(series), str)
    found, size = reach(series, point), amount(series, point)
    if found is not None and low is None and high is None:
        assert size is not None
        assert (found.low <= size * (1 + 1e-9) and size * (1 - 1e-9) <= found.high) or size < 0
    if size is not None:
        assert amount_words(series, size)
        assert len(number_words(size)) < 60 or abs(size) < 1
