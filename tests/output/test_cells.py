"""The cells of series and tables that Markdown, plain text and copies share."""

from collections.abc import Iterable

from briefdeck.model.briefing import Cite, Column, Point, Series, Table
from briefdeck.output.cells import series_data, series_words, table_data, table_words

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


def test_words_have_hedges_and_columns_only_where_something_stands_in_them() -> None:
    heads, rows = series_words(SERIES, ids, str.upper)
    assert heads == ("", "Value", "Source", "Caveat")
    assert rows[0] == ("LATER", "ABOUT $1.2 BILLION", "ledger", "")
    assert rows[1][3] == "TWO *ESTIMATES*."


def test_data_keep_numbers_and_hedges_apart() -> None:
    heads, rows = series_data(SERIES, ids)
    assert heads == ("period", "value (million USD)", "low", "high", "hedge", "sources", "caveat")
    assert rows[0] == ("later", "1200", "", "", "about", "ledger", "")


def test_a_series_without_points_has_no_rows() -> None:
    bare = Series(id="series-none", title="None", unit="USD", points=())
    assert series_words(bare, ids, str) == (("", "Value"), ())
    assert series_data(bare, ids) == ((), ())


def test_a_table_is_said_in_words_or_given_as_it_is() -> None:
    assert table_words(TABLE) == (("class", "toll (USD)"), (("car", "1,200"), ("truck", "yes")))
    assert table_data(TABLE) == (("class", "toll"), (("car", "1200"), ("truck", "True")))
