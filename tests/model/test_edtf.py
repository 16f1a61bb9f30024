"""Dates: every example of the EDTF specification's levels 0 and 1, calendar validity, order, messages."""

import copy
import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.model.datewords import date_words, short_date
from briefdeck.model.edtf import Edtf, EdtfError, civil_to_day, day_to_civil
from briefdeck.text.visible import is_clean

# Text, first day, last day; the examples of https://www.loc.gov/standards/datetime/ in its order, then their like.
LEVEL_0: list[tuple[str, str | None, str | None]] = [
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20+04:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20Z/1985-04-13T01:00Z", "1985-04-12", "1985-04-13"),
    ("1985-04-12T23:20Z/..", "1985-04-12", None),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
]
LEVEL_1: list[tuple[str, str | None, str | None]] = [
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-22", "2001-06-01", "2001-08-31"),
    ("2001-23", "2001-09-01", "2001-11-30"),
    ("2001-24", "2001-12-01", "2002-02-28"),
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", None),
    ("1985-04/..", "1985-04-01", None),
    ("1985/..", "1985-01-01", None),
    ("../1985-04-12", None, "1985-04-12"),
    ("../1985-04", None, "1985-04-30"),
    ("../1985", None, "1985-12-31"),
    ("1985-04-12/", "1985-04-12", None),
    ("1985-04/", "1985-04-01", None),
    ("1985/", "1985-01-01", None),
    ("/1985-04-12", None, "1985-04-12"),
    ("/1985-04", None, "1985-04-30"),
    ("/1985", None, "1985-12-31"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30"),
    ("1984?/2004%", "1984-01-01", "2004-12-31"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
    ("199X/2004", "1990-01-01", "2004-12-31"),
]
FAR = [
    "Y170000002",
    "Y-170000002",
    "-1985",
    "-0044",
    "0000",
    "-9999",
    "9999",
    "-19XX",
    "00XX",
    "Y999999999999999999",
]
EXAMPLES = [text for text, *_ in LEVEL_0 + LEVEL_1] + FAR


def day(text: str | None) -> int | None:
    return None if text is None else (date.fromisoformat(text) - date(1970, 1, 1)).days


@pytest.mark.parametrize(("text", "first", "last"), LEVEL_0 + LEVEL_1)
def test_covers_the_days_it_says(text: str, first: str | None, last: str | None) -> None:
    found = Edtf.parse(text)
    assert (found.lower, found.upper) == (day(first), day(last))


@pytest.mark.parametrize("text", EXAMPLES)
def test_prints_back_what_was_written(text: str) -> None:
    found = Edtf.parse(text)
    assert str(found) == found.text == text
    assert Edtf.parse(str(found)) == found
    assert repr(found) == f"Edtf('{text}')"


def test_examples_sort_by_their_days() -> None:
    ordered = sorted(Edtf.parse(text) for text in EXAMPLES)
    starts = [each.sort_key[:2] for each in ordered]
    assert starts == sorted(starts)
    assert ordered[-1].text == "Y999999999999999999"
    assert ordered[0].lower is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("19XX", "century"), ("199X", "decade"), ("1996", "year"), ("1996-XX", "year"), ("Y17000", "year"), ("1996-21", "season"),
        ("1996-05", "month"), ("1996-05-XX", "month"), ("1996-05-04", "day"), ("1996-05-04T10:00:00", "second"), ("1996-05-04T10:00Z", "minute"), ("../1996-05", "month"),
    ],
)  # fmt: skip
def test_precision(text: str, precision: str) -> None:
    assert Edtf.parse(text).precision == precision


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("1998~", {"is_approximate"}),
        ("1998?", {"is_uncertain"}),
        ("1998%", {"is_approximate", "is_uncertain"}),
        ("199X", {"is_unspecified"}),
        ("199X?", {"is_unspecified", "is_uncertain"}),
        ("1998", {"is_exact"}),
        ("1998/1999", {"is_exact", "is_interval"}),
        ("1998/..", {"is_interval", "open_end"}),
        ("../1998", {"is_interval", "open_start"}),
        ("1998/", {"is_interval", "unknown_end"}),
        ("/1998~", {"is_interval", "unknown_start", "is_approximate"}),
    ],
)
def test_flags(text: str, true: set[str]) -> None:
    names = (
        "is_approximate", "is_uncertain", "is_unspecified", "is_exact", "is_interval",
        "open_start", "open_end", "unknown_start", "unknown_end",
    )  # fmt: skip
    found = Edtf.parse(text)
    assert {name for name in names if getattr(found, name)} == true


def test_ends_of_an_interval() -> None:
    found = Edtf.parse("2004-06~/..")
    assert (found.start, found.end) == (Edtf.parse("2004-06~"), None)
    single = Edtf.parse("2004")
    assert single.start is single
    assert single.end is single
    assert found.year == 2004
    assert Edtf.parse("../0800").year == 800


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-10-21T21:45Z", "2025-10-21T21:45:00+00:00", "2025-10-21T21:45:59+00:00"),
        ("2025-10-21T21:45:10Z", "2025-10-21T21:45:10+00:00", "2025-10-21T21:45:10+00:00"),
        ("2025-10-21T21:45", "2025-10-21T21:45:00+00:00", "2025-10-21T21:45:59+00:00"),
        ("2025-10-21T00:30+02:00", "2025-10-20T22:30:00+00:00", "2025-10-20T22:30:59+00:00"),
        ("2025-10-21T23:30-05:30", "2025-10-22T05:00:00+00:00", "2025-10-22T05:00:59+00:00"),
        ("2025-10-21T23:30-05", "2025-10-22T04:30:00+00:00", "2025-10-22T04:30:59+00:00"),
        ("2025-10-21", "2025-10-21T00:00:00+00:00", "2025-10-21T23:59:59+00:00"),
        ("2025-10-21T21:45Z/2025-10-22", "2025-10-21T21:45:00+00:00", "2025-10-22T23:59:59+00:00"),
    ],
)
def test_a_time_of_day_is_an_instant(text: str, first: str, last: str) -> None:
    found = Edtf.parse(text)
    assert (found.first_second, found.last_second) == (seconds(first), seconds(last))


TIMES = st.datetimes(timezones=st.just(UTC))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.lists(st.tuples(TIMES, OFFSETS), max_size=8))
def test_times_are_in_order_of_instant(times: list[tuple[datetime, timezone]]) -> None:
    whole = [
        each.replace(year=2024, second=0, microsecond=0).astimezone(zone) for each, zone in times
    ]
    dates = [Edtf.parse(each.isoformat(timespec="minutes")) for each in whole]
    in_order = [date.first_second for date in sorted(dates)]
    assert in_order == sorted(int(each.timestamp()) for each in whole)


def test_of_one_day_the_earlier_time_comes_first_and_offsets_count() -> None:
    texts = ("2025-10-21T23:00:00Z", "2025-10-21T02:00:00Z", "2025-10-21T00:30:00+02:00", "2025-10-21T12:00")  # fmt: skip
    assert [str(each) for each in sorted(map(Edtf.parse, texts))] == [
        "2025-10-21T00:30:00+02:00",
        "2025-10-21T02:00:00Z",
        "2025-10-21T12:00",
        "2025-10-21T23:00:00Z",
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_before", "overlaps"),
    [
        ("2025-10-21T02:00Z", "2025-10-21T03:00Z", True, False),
        ("2025-10-21T02:00Z", "2025-10-21T03:30+02:00", False, False),
        ("2025-10-21T02:00Z", "2025-10-21T04:00+02:00", False, True),
        # Against a date without a time, the day that the writer names counts.
        ("2025-10-20", "2025-10-21T00:30+02:00", True, False),
        ("2025-10-21T00:30+02:00", "2025-10-21", False, True),
        ("2025-10-21T23:30-05:00", "2025-10-22", True, False),
        ("2025-10-21T23:30-05:00/2025-10-22T08:00-05:00", "2025-10-22", False, True),
        ("2025-10-21T02:00Z/..", "2025-10-21T01:00Z", False, False),
    ],
)
def test_times_against_dates(one: str, other: str, is_before: bool, overlaps: bool) -> None:
    assert Edtf.parse(one).is_before(Edtf.parse(other)) is is_before
    assert Edtf.parse(one).overlaps(Edtf.parse(other)) is overlaps


def test_an_interval_of_two_offsets_covers_both_days_that_it_names() -> None:
    found = Edtf.parse("2025-10-22T00:30+05:00/2025-10-21T23:00Z")
    assert (found.lower, found.upper) == (day("2025-10-21"), day("2025-10-22"))


def test_takes_what_toml_has() -> None:
    assert str(Edtf.parse(date(1996, 1, 14))) == "1996-01-14"
    assert str(Edtf.parse(1996)) == "1996"
    assert str(Edtf.parse(-44)) == "-0044"
    assert str(Edtf.parse(0)) == "0000"
    assert str(Edtf.parse(datetime.fromisoformat("1996-01-14T12:30"))) == "1996-01-14T12:30:00"
    assert str(Edtf.parse(datetime(1996, 1, 14, 12, 30, tzinfo=UTC))) == "1996-01-14T12:30:00Z"
    west = timezone(timedelta(hours=-4))
    assert (
        str(Edtf.parse(datetime(1996, 1, 14, 12, 30, tzinfo=west))) == "1996-01-14T12:30:00-04:00"
    )


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2023-02-30", "that month has 28 days; write 2023-02-28"),
        ("1900-02-29", "that month has 28 days"),
        ("-0001-02-29", "write -0001-02-28, or -0001-02 for the month"),
        ("1985-04-31", "that month has 30 days"),
        ("2001-13", "no month 13"),
        ("2001-25", "no month 25"),
        ("2001-00-01", "no month 00"),
        ("2001-13-XX", "no month 13"),
        ("2001-01-00", "write 2001-01 for the month"),
        ("2001-9", "write 2001-09"),
        ("2001/09/11", "write 2001-09-11"),
        ("9/11/2001", "write 2001-09-11 for 11 September, or 2001-11-09 for 9 November"),
        ("09/2001", "write 2001-09"),
        ("20010911", "write 2001-09-11"),
        ("199x", "write 199X"),
        ("the 1990s", "write 199X"),
        ("c. 1998", "write 1998~"),
        ("2000-2005", "write 2000/2005"),
        ("2000–2005", "write 2000/2005"),
        ("since 2017", "write 2017/.."),
        ("2017–", "write 2017/.."),
        ("until 2005", "write ../2005"),
        ("2017/present", "write 2017/.."),
        ("September 11, 2001", "write 2001-09-11"),
        ("11 Sept. 2001", "write 2001-09-11"),
        ("sep 2001", "write 2001-09"),
        ("Winter 2001", "write 2001-24"),
        ("FY2008", 'calendar = "us-fiscal"'),
        ("Y2001", "write 2001"),
        ("../..", "one end must be known"),
        ("/", "one end must be known"),
        ("2000/2001/2002", "one slash"),
        ("2005/2000", "ends before it starts; write 2000/2005"),
        ("2005/x", '"2005/x" is not a date; write for instance'),
        ("1985-04-12T24:00:00", "write 1985-04-13T00:00"),
        ("1985-04-12T23:20:30+25", "from -14:00 to +14:00"),
        ("1985-04T23:20:30", "a time of day needs a whole date"),
        ("1985-04-12T23:20:30Z?", "takes no ?; write 1985-04-12T23:20:30Z"),
        ("-0000", "0000 (1 BC)"),
        ("-0000-XX", "0000 (1 BC)"),
        ("[1667,1668]", "write 1667/1668"),
        ("1950S2", "write 19XX"),
        ("Y17E8", "write Y1700000000"),
        ("1XXX", "write 1000/1999"),
        ("20XX-01", "write 20XX"),
        ("?2004-06-~11", "write 2004-06-11%"),
        ("", "write for instance"),
        (" 2001", "write 2001"),
        ("hello", "write for instance 1996-01-14"),
        ("n.d.", "leave the key out"),
        (" Unknown ", "leave the key out"),
        ("9" * 5000, "write for instance"),
        ("Y" + "9" * 5000, "write for instance"),
        ("２００１", "write 2001"),
        ("2001\n", "write 2001"),
        ("1985-04-12T24:00", "write 1985-04-13T00:00"),
        ("1985-12-31T24:00:00Z", "write 1986-01-01T00:00Z"),
        ("1985-04-12T99:00", "no clock shows that time; write 1985-04-12"),
        ("2016-12-31T23:59:60Z", "leap seconds are not read; write 2016-12-31T23:59:59Z"),
        ("2025-10-21T21:45+14:30", "from -14:00 to +14:00"),
        ("2025-10-21T21:45-0530", "write 2025-10-21T21:45-05:30"),
        ("2025-10-21T21:45:10.5Z", "write 2025-10-21T21:45:10Z"),
        ("2025-10-21T21:45~", "takes no ~; write 2025-10-21T21:45"),
        (
            "2025-10-21T23:00Z/2025-10-21T02:00Z",
            "it ends before it starts; write 2025-10-21T02:00Z/2025-10-21T23:00Z",
        ),
        ("T21:45", "write it with its day"),
    ],
)
def test_refuses_and_says_what_to_write(text: str, advice: str) -> None:
    with pytest.raises(EdtfError) as caught:
        Edtf.parse(text)
    assert advice in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "value",
    [
        True,
        None,
        1.5,
        [],
        {},
        20010911,
        pytest.param(10**5000, id="huge"),
        datetime(2001, 1, 1, microsecond=5, tzinfo=UTC),
        time(21, 45),
    ],
)
def test_refuses_other_values(value: object) -> None:
    with pytest.raises(EdtfError, match="write"):
        Edtf.parse(value)


def test_a_message_holds_no_control_characters() -> None:
    with pytest.raises(EdtfError) as caught:
        Edtf.parse("2001\x1b[31m\u202e")
    assert str(caught.value).isprintable()


def test_immutable_hashable_copied_pickled() -> None:
    found = Edtf.parse("2001-09")
    with pytest.raises(AttributeError):
        found.text = "2002"
    with pytest.raises(AttributeError):
        del found.lower
    assert {found: 1}[Edtf.parse("2001-09")] == 1
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert found != "2001-09"
    with pytest.raises(TypeError):
        sorted([found, "2002"])  # type: ignore[type-var]  # what a mistake does at run time


def test_overlaps_and_covers() -> None:
    wide, narrow, ongoing = Edtf.parse("2000/2005"), Edtf.parse("2001-09"), Edtf.parse("2004/..")
    assert wide.overlaps(ongoing)
    assert ongoing.overlaps(wide)
    assert not narrow.overlaps(ongoing)
    assert narrow.lower is not None
    assert wide.covers(narrow.lower)
    assert not ongoing.covers(narrow.lower)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2008", "2007-10-01", "2008-09-30"),
        ("2008~", "2007-10-01", "2008-09-30"),
        ("2008/2010", "2007-10-01", "2010-09-30"),
        ("200X", "1999-10-01", "2009-09-30"),
        ("2008-03", "2008-03-01", "2008-03-31"),
        ("2008/..", "2007-10-01", None),
    ],
)
def test_fiscal_years(text: str, first: str, last: str | None) -> None:
    found = Edtf.parse(text)
    assert found.fiscal() == found.bounds("us-fiscal") == (day(first), day(last))
    assert found.bounds() == (found.lower, found.upper)


@given(st.integers(-(10**12), 10**12))
def test_days_there_and_back(number: int) -> None:
    year, month, dom = day_to_civil(number)
    assert civil_to_day(year, month, dom) == number


@given(st.integers(-719162 - 400, -719162 + 400) | st.integers(2932896 - 400, 2932896 + 400))
def test_days_are_continuous_where_datetime_ends(number: int) -> None:
    assert day_to_civil(number) < day_to_civil(number + 1)


@given(st.dates())
def test_days_agree_with_datetime(when: date) -> None:
    assert civil_to_day(when.year, when.month, when.day) == (when - date(1970, 1, 1)).days
    # The same day 400 years earlier or later, beyond datetime, is the same distance away.
    assert (
        civil_to_day(when.year - 10000, when.month, when.day)
        == civil_to_day(when.year, when.month, when.day) - 25 * 146097
    )


@given(st.text(alphabet="0123456789-/.X?~%TZ:Y+ SEqwhcbdny'", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_that_prints_back_or_an_error(text: str) -> None:
    try:
        found = Edtf.parse(text)
    except EdtfError as error:
        message = str(error)
    else:
        message = "fine"
        assert str(found) == text
        assert found.lower is None or found.upper is None or found.lower <= found.upper
        assert date_words(found)
        assert short_date(found, "us-fiscal")
    assert is_clean(message)


ANY = st.sampled_from([Edtf.parse(text) for text in EXAMPLES])


@given(ANY, ANY, ANY)
def test_order_is_total(one: Edtf, two: Edtf, three: Edtf) -> None:
    assert (one < two) + (two < one) + (one == two) == 1
    assert not (one <= two <= three) or one <= three
    assert (one.overlaps(two)) == (two.overlaps(one))
