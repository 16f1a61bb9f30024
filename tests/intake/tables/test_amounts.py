"""Cells that say an amount, and those that do not: all digits stay, what stands around has a place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.intake.tables.amounts import amount_of, is_missing
from briefdeck.intake.taken import Point

FIELDS = ("value", "low", "high", "qualifier", "unit", "power", "mark")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("0.30", {"value": Decimal("0.30")}),
        ("-5", {"value": -5}),
        ("−5.20", {"value": Decimal("-5.20")}),
        (".5", {"value": Decimal("0.5")}),
        ("1,234,567", {"value": 1234567}),
        ("12,34,567", {"value": 1234567}),
        ("1 234 567", {"value": 1234567}),
        ("1\u202f234,5", None),
        ("1'234.50", {"value": Decimal("1234.50")}),
        ("123456789012", {"value": 123456789012}),
        ("1.5e-3", {"value": Decimal("0.0015")}),
        ("about 15,000", {"value": 15000, "qualifier": "about"}),
        ("~54", {"value": 54, "qualifier": "about"}),
        ("c. 1,850", {"value": 1850, "qualifier": "about"}),
        (">120", {"value": 120, "qualifier": "more than"}),
        ("Nearly 100", {"value": 100, "qualifier": "nearly"}),
        ("more than 26,400", {"value": 26400, "qualifier": "more than"}),
        ("at least 3", {"value": 3, "qualifier": "at least"}),
        ("≤ 7", {"value": 7, "qualifier": "at most"}),
        ("100+", {"value": 100, "qualifier": "at least"}),
        ("an estimated 40", {"value": 40, "qualifier": "estimated"}),
        ("40 (est.)", {"value": 40, "qualifier": "estimated"}),
        ("45[1]", {"value": 45, "mark": "[1]"}),
        ("45*", {"value": 45, "mark": "*"}),
        ("45ᵃ", {"value": 45, "mark": "ᵃ"}),
        ("45.3 p", {"value": Decimal("45.3"), "mark": "p"}),
        ("45.3%", {"value": Decimal("45.3"), "unit": "%"}),
        ("$1.50", {"value": Decimal("1.50"), "unit": "USD"}),
        ("-US$5", {"value": -5, "unit": "USD"}),
        ("€5m", {"value": 5, "unit": "EUR", "power": 6}),
        ("US$1.2 million", {"value": Decimal("1.2"), "unit": "USD", "power": 6}),
        ("about 5 million people*", {"value": 5, "qualifier": "about", "unit": "people", "power": 6, "mark": "*"}),
        ("10–15", {"low": 10, "high": 15}),
        ("$1,000 to $2,000", {"low": 1000, "high": 2000, "unit": "USD"}),
        ("(1,234)", {"value": -1234}),
        ("($5.3%", None),
        ("(5.3%)", {"value": Decimal("-5.3"), "unit": "%"}),
        ("15,000 people", {"value": 15000, "unit": "people"}),
        ("45 km", {"value": 45, "unit": "km"}),
        *[(cell, None) for cell in ("", "n/a", "—", "=1+1", "2008-09-11", "1.2.3", "12:30", "1/2", "5 6", "1,23", "٣", "abc", "99999999999999999999", "1" * 70)],
    ],
)  # fmt: skip
def test_what_a_cell_says(cell: str, said: dict[str, object] | None) -> None:
    amount = amount_of(cell)
    if said is None:
        assert amount is None
        return
    assert amount is not None
    assert {name: each for name in FIELDS if (each := getattr(amount, name))} == said


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.234", 1234), ("1.234,50", Decimal("1234.50")), ("0,30", Decimal("0.30")), ("1,234.5", None), ("12.345.678", 12345678)],
)  # fmt: skip
def test_a_comma_before_the_fraction(cell: str, value: object) -> None:
    amount = amount_of(cell, ",")
    assert (None if amount is None else amount.value) == value


def test_cells_without_a_figure() -> None:
    assert all(map(is_missing, ("", " ", "n/a", "N.A.", "-", "—", "..", ":", "(D)")))
    assert not any(map(is_missing, ("0", "none of them", "abc")))


HEDGES = {"": None, "about ": "about", "~": "about", ">": "more than", "nearly ": "nearly", "at most ": "at most"}  # fmt: skip


@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**15),
    places=st.integers(0, 3),
    sign=st.sampled_from(["", "-", "−"]),
    hedge=st.sampled_from(sorted(HEDGES)),
    point=st.sampled_from([".", ","]),
    grouping=st.sampled_from(["", "own", " ", "\u202f", "'"]),
)  # fmt: skip
def test_all_digits_stay(
    number: Decimal, places: int, sign: str, hedge: str, point: Point, grouping: str
) -> None:
    digits = f"{abs(number).quantize(Decimal(1).scaleb(-places)):f}"
    whole, _, fraction = digits.partition(".")
    own = "," if point == "." else "."
    grouped = f"{int(whole):,}".replace(",", own if grouping == "own" else grouping)
    cell = f"{hedge}{sign}{grouped}{point if fraction else ''}{fraction}"
    amount = amount_of(cell, point)
    assert amount is not None
    minus = "-" if sign and Decimal(digits) else ""
    assert str(amount.value).removeprefix("-") == digits
    assert amount.value == Decimal(f"{minus}{digits}")
    assert amount.qualifier == HEDGES[hedge]
