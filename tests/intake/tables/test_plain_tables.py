"""Tables that are no figures: numbers stay to the digit, names and words stay what they are."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.output.cells import Cells, csv_text
from support.importing import entries, taken


def table(text: str, **said: Any) -> dict[str, Any]:
    done = taken(text, makes="table", **said)
    assert done.items[0].entry() is not None
    found: dict[str, Any] = entries(done)["tables"][0]
    return found


@pytest.mark.parametrize(
    ("head", "cells", "column", "values"),
    [
        ("Year", ["2008", "2009"], {"title": "Year", "format": "year"}, [2008, 2009]),
        ("FIPS", ["01", "02"], "FIPS", ["01", "02"]),
        ("Case no.", ["1041", "977"], {"title": "Case no.", "format": "id"}, [1041, 977]),
        ("Deaths", ['"1,234"', "5"], {"title": "Deaths", "format": "integer"}, [1234, 5]),
        ("Rate", ["0.30", "1.25"], {"title": "Rate", "format": "decimal"}, [Decimal("0.30"), Decimal("1.25")]),
        ("Share", ["30%", "4.5%"], {"title": "Share", "format": "percent"}, [30, Decimal("4.5")]),
        ("Aid", ["$5", "$6"], {"title": "Aid", "unit": "USD"}, [5, 6]),
        ("Count", ["5", "n/a", ""], "Count", [5, "n/a", ""]),
        ("Count", ["about 5", "6"], "Count", ["about 5", "6"]),
        ("Open", ["True", "False"], "Open", [True, False]),
        ("Name", ["Smith", "=1+1"], "Name", ["Smith", "=1+1"]),
        ("Name", ["'=1+1", "'-x"], "Name", ["=1+1", "-x"]),
        ("When", ["May 2008", "1 June 2009"], "When", ["May 2008", "1 June 2009"]),
    ],
)  # fmt: skip
def test_columns(head: str, cells: list[str], column: object, values: list[object]) -> None:
    rows = "".join([f"row {place},{cell}\n" for place, cell in enumerate(cells)])
    made = table(f"Of,{head}\n{rows}")
    assert made["columns"][1] == column
    assert [row[1] for row in made["rows"]] == values
    assert [str(row[1]) for row in made["rows"]] == list(map(str, values))


def test_short_rows_are_filled_up() -> None:
    assert table("A,B,C\nx,y,z\nu\n\nv,w\n")["rows"] == [
        ["x", "y", "z"],
        ["u", "", ""],
        ["v", "w", ""],
    ]


def test_without_heads_columns_are_numbered() -> None:
    done = taken("2008,Mexico,5\n2009,Peru,6\n", makes="table")
    assert entries(done)["tables"][0]["columns"][1] == "Column 2"
    assert "table: it has no row of heads" in done.said


WORDS = st.text(alphabet="abc =+-@'\",;\n|0.é", max_size=8).map(lambda text: text.replace("\n", " ").strip())  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-(2**62), 2**62).map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12).map(str),
)  # fmt: skip


@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=6))
def test_what_is_exported_is_imported_as_it_was(rows: list[tuple[str, str]]) -> None:
    cells = Cells(("Name", "Amount in all"), tuple(("x" + word, number) for word, number in rows))
    made = table(csv_text(cells), point=".")
    assert [row[0] for row in made["rows"]] == ["x" + word for word, _ in rows]
    assert [str(row[1]) for row in made["rows"]] == [number for _, number in rows]
