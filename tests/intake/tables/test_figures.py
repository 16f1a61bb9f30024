"""Tables of every common shape as series: what is guessed, what is said, what is refused."""

from decimal import Decimal

import pytest

from support.importing import series, taken, times, values

WIDE = """\
Year,Mexico,Colombia (people)
2008,"about 15,000",~54
2009,n/a,>120
2010,"1,234[1]",-
"""


def test_a_column_of_values_is_a_series() -> None:
    done = taken(WIDE, "homicides.csv")
    mexico, colombia = series(done)
    assert mexico == {
        "id": "homicides-mexico",
        "title": "Homicides: Mexico",
        "unit": "homicides",
        "points": [
            {"at": "2008", "value": 15000, "qualifier": "about"},
            {"at": "2009", "text": "n/a"},
            {"at": "2010", "value": 1234, "text": "[1]"},
        ],
    }
    assert colombia["unit"] == "people"
    assert colombia["points"][2] == {"at": "2010", "text": "—"}
    assert "homicides: series over `Year`; values are `Mexico` and `Colombia (people)`" in done.said
    assert any("no unit is given; `homicides` is written" in said for said in done.said)
    assert any("`15,000` is read as 15000; with `--decimal ,` it is" in said for said in done.said)


def test_columns_are_named() -> None:
    done = taken(WIDE, "homicides.csv", at="YEAR", values=("mexico",))
    (mexico,) = series(done)
    assert (mexico["id"], mexico["title"]) == ("homicides", "Mexico")
    missing = taken(WIDE, "homicides.csv", at="Yaer")
    assert missing.refused == ("homicides: there is no column called `Yaer`. Did you mean `Year`?",)
    assert missing.items == ()


def test_series_of_one_unit_are_drawn_together() -> None:
    ours, theirs, _ = series(taken("Year,Ours (%),Theirs (%),Rest (%)\n2008,1,2,3\n"))
    assert ours["with"] == ["table-theirs", "table-rest"]
    assert "with" not in theirs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jahr;Wert\n2008;1,50\n2009;1.234,00\n", [Decimal("1.50"), Decimal("1234.00")]),
        ("\ufeffYear\tValue\n2008\t0.30\n2009\t1 234.5\n", [Decimal("0.30"), Decimal("1234.5")]),
        ("sep=|\nYear|Value\n2008|123456789012\n2009|1'000\n", [123456789012, 1000]),
        ('Year,Value\r\n2008,"1,234"\r\n2009,"12,345.6"\r\n', [1234, Decimal("12345.6")]),
        ("Year,Value\n2008,1.234\n2009,0.5\n", [Decimal("1.234"), Decimal("0.5")]),
    ],
)
def test_delimiters_and_decimal_signs_are_found(text: str, said: list[object]) -> None:
    (one,) = series(taken(text, makes="series"))
    assert values(one) == said
    assert [str(value) for value in values(one)] == [str(value) for value in said]


def test_a_decimal_sign_is_told() -> None:
    text = "Year,Value\n2008,1.234\n2009,2.345\n"
    assert values(series(taken(text))[0]) == [Decimal("1.234"), Decimal("2.345")]
    assert values(series(taken(text, point=","))[0]) == [1234, 2345]


def test_rows_below_one_another_are_told_apart() -> None:
    text = "Country Name,Country Code,Year,Value\nArgentina,ARG,2008,1\nArgentina,ARG,2009,2\nBrazil,BRA,2008,3\nBrazil,BRA,2009,4\n"
    done = taken(text, "gdp.csv")
    argentina, brazil = series(done)
    assert (argentina["title"], values(argentina)) == ("Gdp: Argentina", [1, 2])
    assert (brazil["id"], values(brazil)) == ("gdp-brazil", [3, 4])
    assert "gdp: series over `Year`, for each `Country Name`; values are `Value`" in done.said


def test_times_stand_in_the_head() -> None:
    text = '"Exports (USD million)"\nCountry,Code,2008,2009 [p],2010\nMexico,MX,1.0,..,3\nPeru,PE,,5,6\nSource: the bank.\n'
    mexico, peru = series(taken(text, "exports.csv"))
    assert (mexico["title"], mexico["unit"], mexico["scale"]) == (
        "Exports: Mexico",
        "USD",
        "million",
    )
    assert mexico["points"] == [
        {"at": "2008", "value": Decimal("1.0")},
        {"at": "2009", "text": "[p]"},
        {"at": "2010", "value": 3},
    ]
    assert times(peru) == ["2009", "2010"]
    assert taken(text, "exports.csv").items[0].comment == "Source: the bank."


def test_a_category_has_no_time() -> None:
    (one,) = series(taken("Registry,Blocks (/8s)\nAPNIC,45\nARIN,36\n", "blocks.csv"))
    assert one["points"] == [{"category": "APNIC", "value": 45}, {"category": "ARIN", "value": 36}]


def test_fiscal_years_have_their_calendar() -> None:
    done = taken("Fiscal year,Agents\nFY2008,5\nFY2009,6\n")
    assert series(done)[0]["calendar"] == "us-fiscal"
    assert times(series(done)[0]) == ["2008", "2009"]
    assert "table: its years are taken for those of the U.S. government, October to September" in done.said  # fmt: skip


def test_scales_and_currencies_of_cells() -> None:
    (one,) = series(taken("Year,Aid\n2008,$1.2 million\n2009,$800 thousand\n2010,$3bn\n"))
    assert (one["unit"], one["scale"]) == ("USD", "thousand")
    assert values(one) == [1200, 800, 3000000]
    (one,) = series(taken("Year,Aid (USD billion)\n2008,1.20\n2009,0.8\n"))
    assert (one["unit"], one["scale"], values(one)) == ("USD", "billion", [Decimal("1.20"), Decimal("0.8")])  # fmt: skip


def test_ends_of_a_range_and_remarks() -> None:
    text = "Year,Deaths,Low,High,Hedge,Note,Source\n2008,5,4,6,about,Counted *twice*,GAO 2010\n2009,10–12,,,,,GAO 2010\n"
    done = taken(text)
    (one,) = series(done)
    assert one["points"] == [
        {"at": "2008", "value": 5, "low": 4, "high": 6, "qualifier": "about", "text": "Counted \\*twice\\*"},
        {"at": "2009", "low": 10, "high": 12},
    ]  # fmt: skip
    assert done.items[0].comment == "To be cited (all): GAO 2010"


def test_footnotes_are_found_below() -> None:
    text = "Year,Deaths\n2008*,5\n2009,6[1]\n* Revised.\n[1] Without March.\n"
    points = series(taken(text))[0]["points"]
    assert [point["text"] for point in points] == ["Revised.", "Without March."]


def test_what_is_no_value_is_refused_with_its_line() -> None:
    text = "Year,Deaths\n2008,5\n2009,many\nTotal,6\n2011,7\n2012,8,9\n2013,9\n2014,1\n2015,2\n"
    done = taken(text, "d.csv")
    assert times(series(done)[0]) == ["2008", "2011", "2013", "2014", "2015"]
    assert sorted(done.refused) == [
        "d, line 3: `many` is not an amount",
        "d, line 4: no date can be read from `Total`",
        "d, line 6: 3 cells, where the table has 2",
    ]


def test_a_head_of_two_rows() -> None:
    text = ",Men,,Women,\nYear,Number,Rate (%),Number,Rate (%)\n2008,5,1.0,6,2.0\n"
    found = series(taken(text, "work.csv"))
    assert [one["title"] for one in found] == ["Work: Men, Number", "Work: Men, Rate", "Work: Women, Number", "Work: Women, Rate"]  # fmt: skip


def test_too_much_is_refused_with_the_reason() -> None:
    rows = "".join([f"{number},1\n" for number in range(100_000)])
    (why,) = taken(f"Year,Value\n{rows}", "big.csv").refused
    assert why.startswith("big: it has more than 5,000 rows")
    rows = "".join([f"Place {place},{year},1\n" for place in range(30) for year in (2001, 2002)])
    (why,) = taken(f"Place,Year,Value\n{rows}", makes="series").refused
    assert why.startswith("table: it would make 30 series")
    assert taken(f"Place,Year,Value\n{rows}").items[0].table == "tables"


def test_values_of_another_currency_are_refused() -> None:
    done = taken("Year,Aid\n2008,$5\n2009,€6\n2010,$7\n2011,8\n", "aid.csv")
    (one,) = series(done)
    assert (one["unit"], values(one)) == ("USD", [5, 7, 8])
    assert done.refused == ("aid, line 3: it has `EUR`, where others have `USD`",)


def test_what_has_no_figure_at_all_is_no_series() -> None:
    text = "Country,2008,2009,2010\nMexico,1,2,3\nPeru,n/a,n/a,n/a\n"
    assert [one["title"] for one in series(taken(text, "aid.csv"))] == ["Aid: Mexico"]
