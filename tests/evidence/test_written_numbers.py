"""Numbers as texts have them: digits, scales, units and hedges, and what is not an amount."""

from decimal import Decimal

import pytest

from briefdeck.evidence.numbers.digits import decimal_sign
from briefdeck.evidence.numbers.spelled import spelled_in, spelling
from briefdeck.evidence.numbers.units import head_unit, title_unit, unit_of
from briefdeck.evidence.numbers.written import Written, numbers_in


def amounts(text: str) -> list[Written]:
    found = numbers_in(text, 0, len(text), decimal_sign(text))
    return [each for each in found if each.is_amount and not each.doubt]


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("851,508 apprehensions", "851508", "", None),
        ("851 508 apprehensions", "851508", "", None),
        ("851\u00a0508 apprehensions", "851508", "", None),
        ("851508 apprehensions", "851508", "", None),
        ("851,\n508 apprehensions", "851508", "", None),
        ("12,34,567 voters", "1234567", "", None),
        ("0.85 million people", "850000", "", None),
        ("$1.6bn", "1600000000", "USD", None),
        ("US$1.6 billion", "1600000000", "USD", None),
        ("1.6 thousand million dollars", "1600000000", "USD", None),
        ("\\$48 million", "48000000", "USD", None),
        ("about €35m", "35000000", "EUR", "about"),
        ("35 million euros", "35000000", "EUR", None),
        ("15k", "15000", "", None),
        (".5 percent", "0.5", "percent", None),
        ("-3.5%", "-3.5", "percent", None),
        ("−$12", "-12", "USD", None),
        ("5 percentage points", "5", "percentage points", None),
        ("5 per cent", "5", "percent", None),
        ("about 70 miles", "70", "mile", "about"),
        ("12 square kilometers", "12", "km", None),
        ("nearly 15,000 in 2008", "15000", "", "nearly"),
        ("a little more than 500", "500", "", "more than"),
        ("just under 500", "500", "", "nearly"),
        ("as many as 500 people", "500", "", "at most"),
        ("500+ people", "500", "", "at least"),
        ("500 or more", "500", "", "at least"),
        ("~54", "54", "", "about"),
        (">120", "120", "", "more than"),
        ("at\nleast 9", "9", "", "at least"),
        ("under a 5 percent tariff", "5", "percent", None),
        ("well below the 50,751 of December", "50751", "", None),
        ("up to 1754", "1754", "", "at most"),
        ("the number had reached 1740", "1740", "", None),
    ],
)
def test_what_a_number_says(text: str, value: str, unit: str, hedge: str | None) -> None:
    (number,) = amounts(text)
    assert (number.value, number.unit, number.hedge) == (Decimal(value), unit, hedge)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("between 10 and 20 percent", [("10", "percent"), ("20", "percent")]),
        ("from 98 to 20 percent", [("98", "percent"), ("20", "percent")]),
        ("10-20 km", [("10", "km"), ("20", "km")]),
        ("$1.5-2 billion", [("1.5", "USD"), ("2000000000", "USD")]),
        ("from $48 million to $400 million", [("48000000", "USD"), ("400000000", "USD")]),
        ("851,5081 and 20 others", [("851508", ""), ("20", "")]),
    ],
)
def test_numbers_side_by_side(text: str, values: list[tuple[str, str]]) -> None:
    assert [(each.value, each.unit) for each in amounts(text)] == [
        (Decimal(value), unit) for value, unit in values
    ]


def test_both_ends_of_a_range_have_its_scale() -> None:
    first, _ = amounts("$1.5-2 billion")
    assert first.others == (Decimal(1_500_000_000),)


@pytest.mark.parametrize(
    "text",
    [
        "In 2019,", "on January 14,", "on 14 January", "at 10:30", "9/11", "p. 9", "pp. 3-4,",
        "(Gluszek, 17)", "(Seelke and Finklea, 9-10)", "[12]", "U-2", "H.R. 3547", "ICD 203",
        "Resolution 1540 was", "Title 42 ended", "Table 4 has", "the 1990s", "the 21st century",
        "FY08", "1. The", "(3) creating", "1.2.3", "192.168.0.1", "in about 1754", "§ 5", "RFC 791",
        "(9): 351-368.", "2019-05-01",
    ],
)  # fmt: skip
def test_what_is_not_an_amount(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize("text", ["Sector 7 had", "Fact 12", "Region 12 spent"])
def test_numbers_that_may_be_parts_of_names(text: str) -> None:
    assert [each.is_of_name for each in amounts(text)] == [True]


def test_a_text_with_decimal_commas() -> None:
    text = "Die Kosten stiegen um 12,5 Prozent auf 1,6 Mrd. Euro für 851.508 Menschen."
    values = [(each.value, each.unit) for each in amounts(text)]
    assert values == [
        (Decimal("12.5"), "percent"), (Decimal(1_600_000_000), "EUR"), (Decimal(851508), ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("eight hundred thousand people", "800000", ""),
        ("a dozen cases", "12", ""),
        ("one hundred and five", "105", ""),
        ("half a million", "500000", ""),
        ("about a half-million", "500000", ""),
        ("twenty-one", "21", ""),
        ("half of them", "50", "percent"),
        ("ten percent", "10", "percent"),
        ("a sevenfold increase", "7", "times"),
        ("three million dollars", "3000000", "USD"),
    ],
)
def test_numbers_in_words(text: str, value: str, unit: str) -> None:
    (number,) = spelled_in(text, 0, len(text))
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["tens of thousands", "hundreds", "1.6 million", "two thousands"])
def test_words_that_are_no_number_of_their_own(text: str) -> None:
    assert list(spelled_in(text, 0, len(text))) == []


@pytest.mark.parametrize("number", [7, 12, 40, 43, 200, 14_000, 800_000, 3_000_000])
def test_a_number_is_read_as_it_is_spelled(number: int) -> None:
    words = spelling(Decimal(number))
    (found,) = spelled_in(words, 0, len(words))
    assert found.value == number


@pytest.mark.parametrize(
    ("words", "name", "power"),
    [
        ("USD", "USD", 0), ("million USD", "USD", 6), ("%", "percent", 0), ("people", "", 0),
        ("percentage points", "percentage points", 0), ("km", "km", 0), ("USD per barrel", "USD", 0),
        ("homicides per 100,000 people", "", 0),
    ],
)  # fmt: skip
def test_what_the_unit_of_a_figure_means(words: str, name: str, power: int) -> None:
    assert unit_of(words)[:2] == (name, power)


@pytest.mark.parametrize(
    ("words", "name", "power"),
    [
        ("Exports ($ millions)", "USD", 6), ("Exports (in thousands)", "", 3),
        ("Exports, USD million", "USD", 6), ("Percent of total", "percent", 0),
        ("Share (%)", "percent", 0), ("People ('000)", "", 3), ("Million USD", "USD", 6),
        ("FY2019", "", 0),
    ],
)  # fmt: skip
def test_what_a_head_says(words: str, name: str, power: int) -> None:
    assert head_unit(words)[:2] == (name, power)


def test_a_title_says_less_than_a_head() -> None:
    assert title_unit("Spending of $5 on percent signs")[:2] == ("", 0)
    assert title_unit("Table 2. Spending (in millions of dollars)")[:2] == ("USD", 6)
