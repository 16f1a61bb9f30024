"""Tables of Markdown: all of them or one, called as what stands above them."""

from support.importing import entries, series, taken, values

REPORT = """\
# Report

Words | without a table.

**Table 1. Homicides by year:**

| Year | Homicides |
|------|----------:|
| 2008 | about **15,000** |
| 2009 | `54`[^1] |
| 2010 | 5 | x |
| 2011 | 6

## Offices

Office | City<br>name |
---|---
One \\| Two | [X](http://a.b) & *Y*
Three | 5 \\* 3
"""


def test_all_tables_are_taken() -> None:
    done = taken(REPORT, "report.md", form="md-tables")
    (homicides,) = series(done)
    assert (homicides["id"], homicides["unit"]) == ("homicides-by-year", "homicides")
    assert values(homicides) == [15000, 54, 6]
    assert done.refused == ("homicides-by-year, line 11: 3 cells, where the table has 2",)
    (offices,) = entries(done)["tables"]
    assert offices["columns"] == ["Office", "City name"]
    assert offices["rows"] == [["One | Two", "X & Y"], ["Three", "5 * 3"]]


def test_one_table_is_named() -> None:
    for name in ("2", "offices", "Offices"):
        done = taken(REPORT, "report.md", form="md-tables", table=name)
        assert [item.id for item in done.items] == ["offices"]
    (why,) = taken(REPORT, "report.md", form="md-tables", table="3").refused
    assert why == "report: there is no table `3`; it has 2"


def test_without_a_title_a_table_is_called_after_its_file() -> None:
    done = taken("| A | |\n|---|---|\n| 1 | 2 |\n\n| B |\n|---|\n| 3 |\n", "r.md", makes="table")
    assert [item.id for item in done.items] == ["r-1", "r-2"]
    assert entries(done)["tables"][0]["columns"] == ["A", "Column 2"]
