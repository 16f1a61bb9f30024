"""Dates of other files: what is certain is taken, what may mean two things is not."""

import pytest

from briefdeck.intake.dates import column_dates, meanings, why_not


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1996-01-14", "1996-01-14"),
        ("199X", "199X"),
        ("about 1998", "1998~"),
        ("c. 1850", "1850~"),
        ("spring 2004", "2004-21"),
        ("before 2006", "../2006"),
        ("1990s", "199X"),
        ("2008Q3", "2008-07/2008-09"),
        ("2008M03", "2008-03"),
        ("1998 [YR1998]", "1998"),
        ("15-Mar-08", "2008-03-15"),
        ("Mar-98", "1998-03"),
        ("March - May 2008", "2008-03/2008-05"),
        ("13/4/2008", "2008-04-13"),
        ("31.12.2008", "2008-12-31"),
        ("2025-10-21 21:45", "2025-10-21T21:45"),
        ("44 BC", "-0043"),
        # What is repaired where an author is told of it is not taken as it is.
        ("2001-02-30", ""),
        ("2008-13-05", ""),
        ("2025-10-21T25:99", ""),
        ("1,500", ""),
        ("26400", ""),
        ("45", ""),
        ("Total", ""),
        ("", ""),
    ],
)
def test_what_a_text_means(text: str, date: str) -> None:
    assert meanings(text).date == date


def test_marks_of_footnotes_stay_apart() -> None:
    assert (meanings("2008[1]").date, meanings("2008[1]").mark) == ("2008", "[1]")
    assert (meanings("2008*").date, meanings("2008*").mark) == ("2008", "*")


def test_two_meanings_are_said() -> None:
    found = meanings("3/4/2008")
    assert found.date == ""
    assert why_not("3/4/2008", found) == "`3/4/2008` may mean `2008-03-04` or `2008-04-03`"
    assert why_not("soon", meanings("soon")) == "no date can be read from `soon`"


def test_one_date_settles_the_order_for_a_column() -> None:
    month_first = column_dates(["3/4/2008", "3/14/2008"])
    assert [each.date for each in month_first.cells] == ["2008-03-04", "2008-03-14"]
    assert month_first.said == ("dates such as `3/4/2008` are read with the month first",)
    day_first = column_dates(["3/4/2008", "14/3/2008"])
    assert [each.date for each in day_first.cells] == ["2008-04-03", "2008-03-14"]
    assert [each.date for each in column_dates(["3/4/2008", "5/6/2008"]).cells] == ["", ""]


@pytest.mark.parametrize(
    ("cells", "dates"),
    [
        (["2008-09", "2009-10", ""], ["2008/2009", "2009/2010", ""]),
        (["2008-09", "2008-10"], ["2008-09", "2008-10"]),
        (["1999/00", "2000/01"], ["1999/2000", "2000/2001"]),
        (["FY2008", "FY09"], ["2008", "2009"]),
        (["FY2008", "2009"], ["2007-10/2008-09", "2009"]),
        (["2008-01-01 00:00:00", "2009-01-01 00:00:00"], ["2008-01-01", "2009-01-01"]),
        (["-10000", "0", "1500"], ["Y-10000", "0000", "1500"]),
    ],
)
def test_a_column_is_read_as_a_whole(cells: list[str], dates: list[str]) -> None:
    assert [each.date for each in column_dates(cells).cells] == dates
    assert column_dates(cells).is_fiscal == (cells[-1] == "FY09")
