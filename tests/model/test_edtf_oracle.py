"""Our dates against the edtf package: what it reads we read, and the days agree."""

import calendar
import warnings
from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.model.edtf import Edtf, EdtfError, civil_to_day

with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore"
    )  # the package's own: its grammar library deprecates what it calls
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
years = st.integers(1, 9999).map(lambda year: f"{year:04}")
months = st.integers(1, 12).map(lambda month: f"{month:02}")
days = st.integers(1, 31).map(lambda day: f"{day:02}")
plain = st.one_of(
    years,
    st.builds("{}-{}".format, years, months),
    st.builds("{}-{}-{}".format, years, months, days),
)
qualified = st.builds("{}{}".format, plain, st.sampled_from("?~%"))
unspecified = st.one_of(
    st.integers(1, 99).map(lambda century: f"{century:02}XX"),
    st.integers(100, 999).map(lambda decade: f"{decade}X"),
    years.map("{}-XX".format),
    st.builds("{}-{}-XX".format, years, months),
    years.map("{}-XX-XX".format),
)
timed = st.datetimes().map(lambda time: time.isoformat(timespec="seconds"))
zoned = st.builds("{}{}".format, timed, st.sampled_from(["", "Z", "+02:00", "-05:30", "+14:00"]))
far = st.integers(10_000, 10**8).map("Y{}".format)
dates = st.one_of(plain, qualified, unspecified, far)


def oracle(text: str) -> Any:
    """The package's date, None where it refuses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return parse_edtf(text)
        except (EDTFParseException, ValueError):
            return None


def day_of(time: struct_time) -> int:
    return civil_to_day(time.tm_year, time.tm_mon, time.tm_mday)


@settings(max_examples=60)
@given(dates)
def test_days_agree(text: str) -> None:
    theirs = oracle(text)
    try:
        ours = Edtf.parse(text)
    except EdtfError:
        year, month, day = (int(part.rstrip("?~%")) for part in text.split("-"))
        assert day > calendar.monthrange(year, month)[1]
        return
    assert theirs is not None
    assert (ours.lower, ours.upper) == (
        day_of(theirs.lower_strict()),
        day_of(theirs.upper_strict()),
    )


@settings(max_examples=25)
@given(plain, plain)
def test_intervals_agree(start: str, end: str) -> None:
    try:
        ours = Edtf.parse(f"{start}/{end}")
    except EdtfError:
        assert start > end or oracle(start) is None or oracle(end) is None
        return
    theirs = oracle(f"{start}/{end}")
    assert theirs is not None
    assert (ours.lower, ours.upper) == (
        day_of(theirs.lower_strict()),
        day_of(theirs.upper_strict()),
    )


@settings(max_examples=25)
@given(zoned)
def test_times_agree(text: str) -> None:
    ours, theirs = Edtf.parse(text), oracle(text)
    assert theirs is not None
    # The package knows no instants: its bounds are the day's.
    assert ours.lower == day_of(theirs.lower_strict())
    read = datetime.fromisoformat(text)
    instant = read if read.tzinfo else read.replace(tzinfo=UTC)
    assert ours.first_second == ours.last_second == (instant - EPOCH) // timedelta(seconds=1)


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2001-13", "hello", "1998-W05", "2001-9", "../../..", "20010911"]
)
def test_both_refuse(text: str) -> None:
    assert oracle(text) is None
    with pytest.raises(EdtfError):
        Edtf.parse(text)
