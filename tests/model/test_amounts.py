"""What numbers may stand for, and that comparison and checks take them alike."""

from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.check.rules.together import figures_disagree
from briefdeck.document.comparison import compare
from briefdeck.loader import Loaded, load_text
from briefdeck.model.amounts import Range, is_percent, number_reach, reach, unit_name
from briefdeck.model.briefing import Point, Series
from support.shelves import briefing_text

HEDGES = (
    "about",
    "nearly",
    "more than",
    "less than",
    "at least",
    "at most",
    "estimated",
    "alleged",
)


def figure(**point: Any) -> Series:
    return Series(id="s", title="S", unit="people", scale="thousand", points=(Point(**point),))


@pytest.mark.parametrize(
    ("point", "low", "high"),
    [
        ({"value": 100, "qualifier": "about"}, 90, 110),
        ({"value": 100, "qualifier": "estimated"}, 90, 110),
        ({"value": 100, "qualifier": "nearly"}, 90, 100),
        ({"value": 100, "qualifier": "less than"}, 90, 100),
        ({"value": 100, "qualifier": "more than"}, 100, 110),
        ({"value": 100, "qualifier": "at least"}, 100, inf),
        ({"value": 100, "qualifier": "at most"}, -inf, 100),
        ({"value": -100, "qualifier": "about"}, -110, -90),
        ({"value": -100, "qualifier": "more than"}, -110, -100),
        ({"value": 100, "qualifier": "about", "low": 80, "high": 120}, 80, 120),
        ({"low": 80}, 80, inf),
        ({"high": 80}, -inf, 80),
        ({"value": 70, "high": 80}, 70, 80),
    ],
)
def test_reach_of_hedged_points(point: dict[str, Any], low: float, high: float) -> None:
    series = figure(**point)
    assert reach(series, series.points[0]) == Range(low * 1000, high * 1000)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("15,000", 14_500, 15_500),
        ("15,400", 15_350, 15_450),
        ("22,409", 22_408.5, 22_409.5),
        ("100", 95, 105),  # five percent, not fifty
        ("35.2", 35.15, 35.25),
        ("35.20", 35.195, 35.205),
        ("0.5", 0.475, 0.525),
        ("0", 0, 0),
    ],
)
def test_reach_of_rounded_numbers(written: str, low: float, high: float) -> None:
    found = number_reach(written)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6)
    assert number_reach(written, "alleged") == found


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("35", "36", True),
        ("35", "35.2", False),
        ("35", "35.6", True),
        ("639", "640", False),
        ("15,000", "15,400", False),
        ("15,000", "15,600", True),
    ],
)
def test_a_number_agrees_with_its_rounding(one: str, other: str, contradict: bool) -> None:
    assert number_reach(one).contradicts(number_reach(other)) is contradict


@pytest.mark.parametrize(
    ("unit", "name"),
    [("%", "percent"), ("Per  cent", "percent"), ("US$", "usd"), ("Ounces ", "ounces")],
)
def test_spellings_of_a_unit(unit: str, name: str) -> None:
    assert unit_name(unit) == name
    assert is_percent(unit) is (name == "percent")


values = st.one_of(st.integers(-(10**9), 10**9), st.decimals(-1000, 1000, places=2).map(float))


@given(values, st.sampled_from([None, *HEDGES]))
def test_a_number_agrees_with_itself_whatever_its_hedge(value: float, hedge: Any) -> None:
    series = figure(value=value, qualifier=hedge)
    found = reach(series, series.points[0])
    assert found is not None
    slack = abs(value) * 1e-9
    assert found.low - slack <= value * 1000 <= found.high + slack
    assert found.low <= found.high


def with_points(name: str, unit: str, points: str) -> Loaded:
    head = f'[[series]]\nid = "x"\ntitle = "X"\nunit = "{unit}"\nmeasure = "x-rate"\n'
    return load_text(briefing_text(more=f"{head}points = [{points}]\n"), name)


FIRST = (
    '{ at = 2010, value = 100, qualifier = "about" }, '
    '{ at = 2011, value = 100, qualifier = "more than" }, '
    "{ at = 2012, value = 15000 }, "
    '{ at = 2013, value = 100, qualifier = "nearly" }'
)


@pytest.mark.parametrize(
    ("second", "differing"),
    [
        ((115, 130, 15400, 85), {2010, 2011, 2013}),
        ((999, 109, 15600, 89), {2010, 2012, 2013}),
        ((110, 100, 15499, 100), set()),
    ],
)
def test_comparison_and_check_agree(second: tuple[float, ...], differing: set[int]) -> None:
    points = ", ".join(
        f"{{ at = {year}, value = {value} }}" for year, value in enumerate(second, 2010)
    )
    one, other = with_points("one", "%", FIRST), with_points("other", "percent", points)
    (measure,) = compare(one, other).measures
    assert measure.is_comparable
    assert {int(row.label) for row in measure.rows if row.verdict == "differ"} == differing
    assert figures_disagree.compare is not None
    found = [finding.message for _, finding in figures_disagree.compare((one, other))]
    assert {int(message[:4]) for message in found} == differing
