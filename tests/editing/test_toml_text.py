"""Numbers that keep their digits are TOML that means them."""

from decimal import Decimal

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.editing.toml_text import value_text


@pytest.mark.parametrize(
    ("digits", "written"),
    [("0.30", "0.30"), ("123456789012.10", "123456789012.10"), ("-0.0000001", "-0.0000001"), ("1e5", "1E+5")],
)  # fmt: skip
def test_digits_stay(digits: str, written: str) -> None:
    assert value_text(Decimal(digits)) == written


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
        lambda number: abs(number.adjusted()) < 90
    )
)
def test_a_decimal_is_read_as_it_was(number: Decimal) -> None:
    data = tomli.loads(f"value = {value_text(number)}", parse_float=Decimal)
    assert data["value"] == number
