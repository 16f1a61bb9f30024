"""Round numbers in the reader's units, values never rounded in their labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.values import (
    ValueScale,
    covering_ticks,
    extremes,
    reach,
    round_step,
    round_ticks,
    tick_labels,
    value_label,
)
from briefdeck.model.briefing import Point, Qualifier, Scale
from support.drawn import series

NUMBERS = st.floats(-1e15, 1e15, allow_nan=False).filter(lambda number: number == 0 or abs(number) > 1e-9)


@given(NUMBERS, NUMBERS, st.integers(1, 12))
def test_ticks_are_round_and_few(one: float, other: float, most: int) -> None:
    low, high = min(one, other), max(one, other)
    ticks = round_ticks(low, high, most)
    step = round_step(high - low, most)
    slack = step * 1e-6 + abs(high) * 1e-9
    assert len(ticks) <= most + 1
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert float(f"{step:.0e}") == pytest.approx(step)
    assert f"{step:.0e}"[0] in "125"


@given(NUMBERS, NUMBERS, st.integers(1, 12))
def test_covering_ticks_reach_beyond_both_ends(one: float, other: float, most: int) -> None:
    low, high = min(one, other), max(one, other)
    ticks = covering_ticks(low, high, most)
    slack = round_step(high - low, most) * 1e-8 + abs(high) * 1e-9
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    assert 2 <= len(ticks) <= most + 3


@pytest.mark.parametrize(
    ("unit", "ticks", "labels"),
    [
        ("USD", (0, 200e6, 400e6), ("$0", "$200M", "$400M")),
        ("USD", (0, 1e9, 2.5e9), ("$0", "$1B", "$2.5B")),
        ("USD", (0, 20_000), ("$0", "$20K")),
        ("USD", (-500, 0, 500), ("−$500", "$0", "$500")),
        ("homicides", (0, 120_000), ("0", "120,000")),
        ("people", (0, 20e6), ("0", "20M")),
        ("%", (0, 50, 100), ("0%", "50%", "100%")),
        ("people", (0, 1e20), ("0", "1e20")),
        ("people", (0, 0.5), ("0", "0.5")),
    ],
)
def test_ticks_are_in_the_readers_units(unit: str, ticks: tuple[float, ...], labels: tuple[str, ...]) -> None:
    assert tick_labels(series([], unit=unit), ticks) == labels


@pytest.mark.parametrize(
    ("value", "unit", "scale", "qualifier", "label"),
    [
        (400, "USD", "million", None, "$400M"),
        (76.3, "USD", "million", None, "$76.3M"),
        (3000, "USD", "million", "about", "≈ $3B"),
        (1234.5, "USD", "million", None, "$1.2345B"),
        (1180, "USD", "million", None, "$1.18B"),
        (120000, "homicides", None, "more than", "> 120,000"),
        (15, "people", "thousand", "nearly", "< 15,000"),
        (95, "%", None, "at most", "≤ 95%"),
        (5, "people", None, "at least", "≥ 5"),
        (-3.5, "%", None, "alleged", "? −3.5%"),
        (None, "people", None, None, "no figure"),
    ],
)
def test_labels_say_the_value_as_it_is(
    value: float | None, unit: str, scale: Scale | None, qualifier: Qualifier | None, label: str
) -> None:
    point = Point(category="x", value=value, qualifier=qualifier)
    assert value_label(series([point], unit=unit, scale=scale), point) == label


def test_ranges_are_labelled_as_ranges() -> None:
    both, alone = Point(category="x", value=20, low=10, high=30), Point(category="y", low=10, high=30)
    figure = series([both, alone])
    assert value_label(figure, both) == "20 (10–30)"
    assert value_label(figure, alone) == "10–30"
    assert extremes(figure, alone) == (10, 20, 30)
    assert reach(figure) == (10, 30)


def test_eighths() -> None:
    assert ValueScale(0, 100, 10).eighths(51) == 41
    assert ValueScale(0, 0, 10).at(5) == 0
