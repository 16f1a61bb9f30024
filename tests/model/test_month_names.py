"""Months and seasons have one name each, whoever reads or writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.document.chicago_parts import month_and_day
from briefdeck.model.calendar import AMERICAN_SEASONS, FIRST_SEASON, MONTHS, SEASONS, SHORT_MONTHS
from briefdeck.model.datehints import hint
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf, is_edtf


def read(text: str) -> str:
    return hint(text, is_edtf)


@given(st.dates(date(1000, 1, 1)))
def test_what_dates_are_called_is_read_back_as_the_same_date(day: date) -> None:
    when = Edtf.parse(day.isoformat())
    name = MONTHS[day.month - 1]
    assert SHORT_MONTHS[day.month - 1] == name[:3]
    assert date_words(when) == f"{day.day} {name[:3]} {day.year}"
    assert month_and_day(when) == f"{name} {day.day}"
    assert read(date_words(when)) == f"write {day.isoformat()}"
    assert read(f"{month_and_day(when)}, {day.year}") == f"write {day.isoformat()}"


@pytest.mark.parametrize("number", range(4))
def test_seasons(number: int) -> None:
    written = f"2001-{FIRST_SEASON + number}"
    when = Edtf.parse(written)
    assert date_words(when) == f"{SEASONS[number]} 2001"
    assert month_and_day(when) == AMERICAN_SEASONS[number].title()
    assert read(date_words(when)) == read(f"{month_and_day(when)} 2001") == f"write {written}"
