"""What to write instead of what is not a date: the nearest right form, which is itself accepted."""

import re
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.model.datehints import GENERIC, hint, meant_date
from briefdeck.model.edtf import Edtf, EdtfError, is_edtf

MEANT = [
    ("2019-05-31/02", "2019-05-31/2019-06-02"), ("2019-12-31/01-02", "2019-12-31/2020-01-02"), ("1999/00", "1999/2000"),
    ("1999-13", "1999/2013"), ("2025-13", "2025 for the year"), ("1998/04", "1998-04 for April 1998, or 1998/2004"),
    ("2019-11/02", "2019-11/2020-02"), ("May 31–June 2, 2019", "2019-05-31/2019-06-02"), ("May 1-3, 2019", "2019-05-01/2019-05-03"),
    ("May 1 - 3 2019", "2019-05-01/2019-05-03"), ("2019..", "2019/.. with two dots"), ("winter 2019/20", "2019-24"),
    ("12 March 44 BC", "-0043-03-12"), ("1996年1月14日", "1996-01-14"), ("1996年", "1996"), ("1984-05-?", "1984-05-XX"),
    ("May 2019?", "2019-05?"), ("21 May 2019~", "2019-05-21~"),
    ("2001-04-00", "2001-04 for the month"),
    ("2001-00-00", "2001"),
    ("2023-02-30", "2023-02-28, or 2023-02 for the month"),
    ("1966/68", "1966/1968"),
    ("1966-68", "1966/1968"),
    ("2001/02", "2001-02 for February 2001, or 2001/2002"),
    ("2001-03/05", "2001-03/2001-05"),
    ("2001-03-04/07", "2001-03-04/2001-03-07"),
    ("2008-Q3", "2008-07/2008-09"),
    ("Q3 2008", "2008-07/2008-09"),
    ("third quarter of 2008", "2008-07/2008-09"),
    ("first half of 2009", "2009-01/2009-06"),
    ("2008-35", "2008-07/2008-09"),
    ("2008-30", "2008-24"),
    ("1984?~", "1984%"),
    ("-66043000~", "Y-66043000~"),
    ("-12345~/-11000~", "Y-12345~/Y-11000~"),
    ("500~", "0500~"),
    ("44 B.C.", "-0043"),
    ("1990/...", "1990/.. with two dots"),
    ("1990-05 / ....", "1990-05/.. with two dots"),
    ("79 A.D.", "0079"),
    ("100–44 B.C.E.", "-0099/-0043"),
    ("5th century B.C.", "-0499/-0400"),
    ("?2004-06~", "2004-06%"),
    ("2004-06~-11", "2004-06-11~"),
    ("21.10.2025", "2025-10-21"),
    ("10/21/2025", "2025-10-21"),
    ("10/11/2025", "2025-10-11 for 11 October, or 2025-11-10 for 10 November"),
    ("21/10/25", "2025-10-21"),
    ("2025/10/21", "2025-10-21"),
    ("2025-10-21 21:45", "2025-10-21T21:45"),
    ("2025-10-21T9:45", "2025-10-21T09:45"),
    ("2025-10-21T0945", "2025-10-21T09:45"),
    ("2025-10-21 9:45 pm", "2025-10-21T21:45"),
    ("2025-10-21t21:45z", "2025-10-21T21:45Z"),
    ("21 Oct 2025, 21:45 UTC", "2025-10-21T21:45Z"),
    ("2025-10-21T21:45:00+02:00[Europe/Berlin]", "2025-10-21T21:45:00+02:00"),
    ("2025-10-21T21:45-22:10", "2025-10-21T21:45/2025-10-21T22:10"),
    ("2025-10-21T21:45Z/22:10", "2025-10-21T21:45Z/2025-10-21T22:10Z"),
    ("Oct 2025", "2025-10"),
    ("Tue, 21 October 2025", "2025-10-21"),
    ("21st of October 2025", "2025-10-21"),
    ("mid-October 2025", "2025-10~"),
    ("c. 1850", "1850~"),
    ("c.1850–1860", "1850~/1860"),
    ("probably 1984", "1984?"),
    ("1990s", "199X"),
    ("199?", "199X"),
    ("1990s–2000s", "199X/200X"),
    ("19th century", "18XX for the 19th century"),
    ("5th century BC", "-0499/-0400"),
    ("1999-2003", "1999/2003"),
    ("1999–2003", "1999/2003"),
    ("1999–03", "1999-03"),
    ("12–14 October 2025", "2025-10-12/2025-10-14"),
    ("Oct–Nov 2025", "2025-10/2025-11"),
    ("between 1990 and 1995", "1990/1995"),
    ("before 1990", "../1990"),
    ("after 1990", "1990/.. with two dots"),
    ("2017/present", "2017/.. with two dots"),
    ("2005/2000", "2000/2005"),
    ("?/2005", "/2005"),
    ("2025W42", "2025-10-13/2025-10-19"),
    ("2025-W42-3", "2025-10-15"),
    ("2025-294", "2025-10-21"),
    ("FY2019", "2019 with calendar = \"us-fiscal\" on the series, or 2018-10/2019-09 for the U.S. government's year"),
    ("[1667..1668]", "1667/1668"),
    ("1950S2", "19XX"),
    ("Y171010000S3", "Y171000000"),
    ("Y-17E7", "Y-170000000"),
    ("156X-12-25", "156X"),
    ("2004-06-uu", "2004-06-XX"),
    ("44 BC", "-0043"),
    ("1200-400 BC", "-1199/-0399"),
    ("AD 800", "0800"),
    ("800", "0800"),
    ("12000", "Y12000"),
    ("66 million years ago", "Y-66000000"),
    ("13.8 billion years ago", "Y-13800000000"),
]  # fmt: skip
WRITTEN = re.compile(r"(?:write|or) (?:for instance )?\"?([0-9Y./-][^\s,\"]*)")


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_the_nearest_right_form(text: str, meant: str) -> None:
    assert hint(text, is_edtf) == f"write {meant}"
    assert not is_edtf(text) or " or " in meant


WORDS = st.sampled_from(
    ["about", "c.", "early", "since", "until", "before", "to", "and", "Q", "FY", "H", "W", "BC", "AD", "s", "'s", "th century",
     "million years ago", "Oct", "October", "21", "7", "1990", "68", "2025", "12", "T", "21:45", "9:5", "24:00", ":60", "Z", "+02:00",
     "+1500", "-0530", "-", "–", "/", ".", "..", " ", ",", "?", "~", "%", "X", "XX", "u", "Y", "E", "S2", "[", "]", "present", "pm"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=8).map("".join))
def test_every_date_in_a_hint_is_accepted(text: str) -> None:
    advice = hint(text, is_edtf)
    assert "; " not in advice
    for written in WRITTEN.findall(advice):
        assert is_edtf(written), (text, advice)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1996.0, 'a float is not a date; write "1996"'),
        (20010911, 'that integer is not a year; write "2001-09-11"'),
        (12000, 'that integer is not a year; write "Y12000"'),
        ([2015], 'an array is not a date; write "2015"'),
        ([2000, 2005], 'an array is not a date; write "2000/2005"'),
        (time(21, 45), "a local time is not a date; write it with its day, for instance 2001-09-11T21:45"),
        (
            datetime.fromisoformat("2025-10-21T21:45:10.5Z"),
            'an offset date-time is not a date: EDTF has no parts of a second; write "2025-10-21T21:45:10Z"',
        ),
    ],
)  # fmt: skip
def test_values_of_toml_that_are_not_dates(value: object, message: str) -> None:
    with pytest.raises(EdtfError) as caught:
        Edtf.parse(value)
    assert str(caught.value) == message


def test_where_nothing_can_be_made_out_there_are_examples() -> None:
    assert hint("hello", is_edtf) == GENERIC
    assert [is_edtf(written) for written in WRITTEN.findall(GENERIC)] == [True] * 2


def test_a_span_over_the_century_is_a_guess_but_for_the_year_of_its_turn() -> None:
    guesses = {
        text: meant.is_guess
        for text in ("1999/00", "1999-13", "1899-20")
        if (meant := meant_date(text, is_edtf))
    }
    assert guesses == {"1999/00": False, "1999-13": True, "1899-20": True}
