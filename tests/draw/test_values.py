"""Round ticks, and how far the values of a series reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.ticks import covering_ticks, round_step
from briefdeck.draw.values import ValueScale, reach, spread
from briefdeck.model.briefing import Point
from support.drawn import series

NUMBERS = st.floats(-1e15, 1e15, allow_nan=False).filter(
    lambda number: number == 0 or abs(number) > 1e-9
)


@given(NUMBERS, NUMBERS, st.integers(1, 12))
def test_steps_are_round(one: float, other: float, most: int) -> None:
    step = round_step(abs(one - other), most)
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


def test_a_range_reaches_from_end_to_end() -> None:
    both, alone = (
        Point(category="x", value=20, low=10, high=30),
        Point(category="y", low=10, high=30),
    )
    figure = series([both, alone])
    assert spread(figure, alone) == (10, 20, 30)
    assert reach(figure) == (10, 30)


def test_a_scale_without_length_has_everything_at_its_start() -> None:
    assert ValueScale(0, 100, 10).at(51) == 5.1
    assert ValueScale(0, 0, 10).at(5) == 0
