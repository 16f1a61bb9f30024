"""The cells of series and tables that Markdown, plain text and copies share."""

from collections.abc import Iterable, Sequence

import pytest

from briefdeck.document.blocks import Figure
from briefdeck.document.figures import figure_notes
from briefdeck.model.briefing import Cite, Column, NumberFormat, Point, Series, Table
from briefdeck.model.nodes import Text
from briefdeck.output.cells import figure_cells, series_data, table_data, table_words

SERIES = Series(
    id="series-aid",
    title="Aid",
    unit="USD",
    scale="million",
    points=(
        Point(
            category="later",
            value=1200,
            qualifier="about",
            cites=(Cite(source="ledger", at="p. 2"),),
        ),
        Point(category="sooner", low=3, high=4, caveat="Two *estimates*."),
    ),
)
TABLE = Table(
    id="table-tolls",
    title="Tolls",
    columns=("class", Column(title="toll", unit="USD")),
    rows=(("car", 1200), ("truck", True)),
)


def ids(cites: Iterable[Cite]) -> str:
    return "+".join(cite.source for cite in cites)


def figure(series: Series) -> Figure:
    """A series as a block, its notes as they are written."""
    return Figure(series=series, notes=figure_notes(series, lambda text, _: (Text(text=text),)))


def test_words_have_hedges_and_columns_only_where_something_stands_in_them() -> None:
    heads, rows = figure_cells(figure(SERIES), ids, str.upper)
    assert heads == ("", "VALUE ($ MILLION)", "Source", "Note")
    assert rows[0] == ("LATER", "ABOUT 1,200", "ledger", "")
    assert rows[1] == ("SOONER", "3–4", "", "⚠ 1")


def test_data_keep_numbers_and_hedges_apart() -> None:
    heads, rows = series_data(SERIES, ids)
    assert heads == ("period", "value (million USD)", "low", "high", "hedge", "sources", "caveat")
    assert rows[0] == ("later", "1200", "", "", "about", "ledger", "")


def test_a_series_without_points_has_no_rows() -> None:
    bare = Series(id="series-none", title="None", unit="USD", points=())
    assert figure_cells(figure(bare), ids, str) == (("", "Value ($)"), ())
    assert series_data(bare, ids) == ((), ())


def test_a_table_is_said_in_words_or_given_as_it_is() -> None:
    assert table_words(TABLE) == (("class", "toll (USD)"), (("car", "1200"), ("truck", "yes")))
    assert table_data(TABLE) == (("class", "toll"), (("car", "1200"), ("truck", "True")))


def column_words(
    numbers: Sequence[str | float | bool],
    said: NumberFormat | None = None,
    unit: str | None = None,
) -> list[str]:
    column = Column(title="n", format=said, unit=unit)
    table = Table(id="t", title="T", columns=(column,), rows=tuple((each,) for each in numbers))
    return [row[0] for row in table_words(table).rows]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([1919, 1848], ["1919", "1848"]),
        ([1919, "unknown", True, -44], ["1919", "unknown", "yes", "−44"]),
        ([1919, 10115], ["1,919", "10,115"]),
        ([1919, 2.5], ["1,919", "2.5"]),
        ([1e22, 1e-300, 1e-9], ["10^22", "10^−300", "0.000000001"]),
        ([float("inf")], ["inf"]),
    ],
)
def test_whole_numbers_of_four_digits_at_most_are_not_grouped(
    numbers: list[str | float | bool], words: list[str]
) -> None:
    assert column_words(numbers) == words


@pytest.mark.parametrize(
    ("said", "numbers", "words"),
    [
        ("year", [1919, -12000], ["1919", "−12000"]),
        ("id", [10115, 2138], ["10115", "2138"]),
        ("integer", [1200, 7], ["1,200", "7"]),
        ("decimal", [2.5, 1200, 0.125], ["2.500", "1,200.000", "0.125"]),
        ("percent", [81, 1.5, "n/a"], ["81%", "1.5%", "n/a"]),
    ],
)
def test_a_column_says_how_its_numbers_are_written(
    said: NumberFormat, numbers: list[str | float | bool], words: list[str]
) -> None:
    assert column_words(numbers, said) == words


def test_the_percent_sign_of_a_column_is_not_said_twice() -> None:
    assert column_words([81], "percent", unit="percent") == ["81"]


def test_a_row_that_is_too_long_keeps_its_numbers() -> None:
    table = Table(id="t", title="T", columns=("n",), rows=((1919, 12000),))
    assert table_words(table).rows == (("1919", "12,000"),)


def test_what_is_counted_otherwise_is_said_beside_its_value() -> None:
    points = (
        Point(category="before", value=1),
        Point(category="after", value=2, comparable=False, text="by a new law"),
    )
    series = Series(id="s", title="S", unit="people", points=points)
    assert figure_cells(figure(series), ids, str).rows[1] == ("after", "2", "not comparable", "1")
    heads, rows = series_data(series, ids)
    assert rows[1][heads.index("comparable")] == "no"
