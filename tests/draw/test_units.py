"""One size, one sign and one number of decimals for all values of a drawing, and nothing lost in the table."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.units import Units
from briefdeck.model.briefing import Point, Qualifier, Scale
from support.drawn import series

VALUES = st.one_of(
    st.integers(-(10**12), 10**12).map(float),
    st.floats(-1e12, 1e12, allow_nan=False).filter(
        lambda number: number == 0 or abs(number) > 1e-6
    ),
    st.decimals(-10_000, 10_000, places=2).map(float),
)


def points(values: Sequence[float | None]) -> list[Point]:
    return [Point(category=str(number), value=value) for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "unit", "scale", "labels", "cells", "head"),
    [
        (
            [513.07, 989.25, 1136.28, 1207.61],
            "people",
            "million",
            ["513M", "989M", "1,136M", "1,208M"],
            ["513.07", "989.25", "1,136.28", "1,207.61"],
            "million people",
        ),
        (
            [3410.27, 4065],
            "people",
            "million",
            ["3,410M", "4,065M"],
            ["3,410.27", "4,065.00"],
            "million people",
        ),
        ([1400, 2500], "USD", "million", ["$1.4B", "$2.5B"], ["1.4", "2.5"], "$ billion"),
        (
            [48, 400, 639, 139, 76.3],
            "USD",
            "million",
            ["$48M", "$400M", "$639M", "$139M", "$76.3M"],
            ["48", "400", "639", "139", "76.3"],
            "$ million",
        ),
        (
            [590, 100, 3000],
            "USD",
            "million",
            ["$590M", "$100M", "$3,000M"],
            ["590", "100", "3,000"],
            "$ million",
        ),
        ([8.5, 8, 7.9], "%", None, ["8.5%", "8.0%", "7.9%"], ["8.5%", "8.0%", "7.9%"], ""),
        (
            [22409, 36685],
            "homicides",
            None,
            ["22,409", "36,685"],
            ["22,409", "36,685"],
            "homicides",
        ),
        ([15, 16], "people", "thousand", ["15,000", "16,000"], ["15,000", "16,000"], "people"),
        ([20e6, 34e6], "people", None, ["20M", "34M"], ["20", "34"], "million people"),
        ([34_567_890], "people", None, ["34,567,890"], ["34,567,890"], "people"),
        ([1_200_000, 34_000_000], "USD", None, ["$1.2M", "$34.0M"], ["1.2", "34.0"], "$ million"),
        ([20_000, 50_000], "USD", None, ["$20,000", "$50,000"], ["20,000", "50,000"], "$"),
        (
            [1.12, 1.6, 2.35, 2.8, 3],
            "USD",
            "billion",
            ["$1.12B", "$1.6B", "$2.35B", "$2.8B", "$3.0B"],
            ["1.12", "1.6", "2.35", "2.8", "3.0"],
            "$ billion",
        ),
        ([1200.5, 0.04], "people", None, ["1,200.50", "0.04"], ["1,200.50", "0.04"], "people"),
        ([0, 1.5], "people", "million", ["0", "1.5M"], ["0", "1.5"], "million people"),
        ([-3.5, 12.25], "USD", "million", ["−$3.50M", "$12.25M"], ["−3.50", "12.25"], "$ million"),
        ([2011, 2019], "year", None, ["2011", "2019"], ["2011", "2019"], "year"),
        ([None, 5], "people", None, ["no figure", "5"], ["no figure", "5"], "people"),
    ],
)
def test_one_writing_for_all_values(
    values: list[float | None],
    unit: str,
    scale: Scale | None,
    labels: list[str],
    cells: list[str],
    head: str,
) -> None:
    figure = series(points(values), unit=unit, scale=scale)
    units = Units.of([figure])
    assert [units.label(figure, point) for point in figure.points] == labels
    assert [units.cell(figure, point) for point in figure.points] == cells
    assert units.head == head


@pytest.mark.parametrize(
    ("values", "unit", "ticks", "labels"),
    [
        ([400e6], "USD", (0, 200e6, 400e6), ("$0", "$200M", "$400M")),
        ([1e9, 2.5e9], "USD", (0, 1e9, 2.5e9), ("$0", "$1.0B", "$2.5B")),
        ([20_000], "USD", (0, 20_000), ("$0", "$20,000")),
        ([-500], "USD", (-500, 0, 500), ("−$500", "$0", "$500")),
        ([120_000], "homicides", (0, 120_000), ("0", "120,000")),
        ([20e6], "people", (0, 20e6), ("0", "20M")),
        ([95], "%", (0, 50, 100), ("0%", "50%", "100%")),
        ([1e20], "people", (0, 1e20), ("0", "10^20")),
        ([0.5], "people", (0, 0.5), ("0", "0.5")),
    ],
)
def test_ticks_are_in_the_units_of_the_values(
    values: list[float], unit: str, ticks: tuple[float, ...], labels: tuple[str, ...]
) -> None:
    assert Units.of([series(points(values), unit=unit)]).ticks(ticks) == labels


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "sign", "words"),
    [
        (120_000, "people", "more than", "> 120,000", "more than 120,000"),
        (15_000, "people", "nearly", "< 15,000", "nearly 15,000"),
        (95, "%", "at most", "≤ 95%", "at most 95%"),
        (5, "people", "at least", "≥ 5", "at least 5"),
        (-3.5, "%", "alleged", "? −3.5%", "allegedly −3.5%"),
        (30, "people", "estimated", "≈ 30", "an estimated 30"),
    ],
)
def test_hedges_are_signs_or_words(
    value: float, unit: str, qualifier: Qualifier, sign: str, words: str
) -> None:
    point = Point(category="x", value=value, qualifier=qualifier)
    figure = series([point], unit=unit)
    units = Units.of([figure])
    assert units.label(figure, point) == sign
    assert units.label(figure, point, in_words=True) == units.cell(figure, point) == words


def test_a_hedged_value_gets_no_zeros_that_its_source_does_not_have() -> None:
    about = Point(category="x", value=8, qualifier="about")
    figure = series([*points([8.5, 7.9, 8]), about], unit="%")
    assert [Units.of([figure]).label(figure, point) for point in figure.points] == [
        "8.5%",
        "7.9%",
        "8.0%",
        "≈ 8%",
    ]


def test_ranges_are_written_as_ranges() -> None:
    both, alone = (
        Point(category="x", value=20, low=10, high=30),
        Point(category="y", low=10, high=30),
    )
    least = Point(category="z", low=3, qualifier="estimated")
    figure = series([both, alone, least], unit="USD", scale="million")
    units = Units.of([figure])
    assert [units.label(figure, point) for point in figure.points] == [
        "$20M (10–30)",
        "$10–30M",
        "≈ from $3M",
    ]
    assert [units.cell(figure, point) for point in figure.points] == [
        "20 (10–30)",
        "10–30",
        "from 3, estimated",
    ]


def test_a_rounded_label_is_said_to_be_one() -> None:
    assert Units.of([series(points([513.07, 1207.61]))]).is_rounded
    assert not Units.of([series(points([61.65, 27.82]))]).is_rounded


@given(
    st.lists(VALUES, min_size=1, max_size=8),
    st.sampled_from([None, "thousand", "million", "billion"]),
)
def test_the_table_loses_nothing_and_labels_at_most_half_a_percent(
    values: list[float], scale: Scale | None
) -> None:
    figure = series(points(values), scale=scale)
    units = Units.of([figure])
    for point in figure.points:
        assert point.value is not None
        base = (
            Decimal(repr(point.value))
            * {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]
        )
        cell, label = (
            units.cell(figure, point),
            units.label(figure, point).removesuffix(units.suffix),
        )
        assert abs(_read(cell) * units.size - base) <= abs(base) * Decimal("1e-9")
        assert abs(_read(label) * units.size - base) <= abs(base) * Decimal("0.005")


def _read(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("value", [1e-300, -1e-300, 1e289, 5e-324, 123456789.123456789])
def test_extreme_values_are_written(value: float) -> None:
    figure = series(points([value, 1, None]))
    units = Units.of([figure])
    assert all(units.cell(figure, point) and units.label(figure, point) for point in figure.points)
    assert units.label(figure, figure.points[0]) != "0"
