"""Dates in words."""

import pytest

from briefdeck.model.datewords import ShortDates, date_words, length_words, short_date
from briefdeck.model.edtf import Calendar, Edtf

WORDS = [
    ("1996-01-14", "14 Jan 1996", "14 Jan 1996"),
    ("2001-09", "Sep 2001", "Sep 2001"),
    ("1996", "1996", "1996"),
    ("2001-21", "spring 2001", "spring 2001"),
    ("2001-24", "winter 2001", "winter 2001"),
    ("1998~", "about 1998", "~1998"),
    ("2006?", "2006, uncertain", "2006?"),
    ("2006-03%", "about Mar 2006, uncertain", "~Mar 2006?"),
    ("199X", "the 1990s", "1990s"),
    ("199X~", "about the 1990s", "~1990s"),
    ("20XX", "the 21st century", "21st century"),
    ("10XX", "the 11th century", "11th century"),
    ("11XX", "the 12th century", "12th century"),
    ("21XX", "the 22nd century", "22nd century"),
    ("22XX", "the 23rd century", "23rd century"),
    ("2004-XX", "2004, month unknown", "2004"),
    ("2004-06-XX", "Jun 2004, day unknown", "Jun 2004"),
    ("2004-XX-XX", "2004, day unknown", "2004"),
    ("2000/2005", "2000–2005", "2000–2005"),
    ("2001-09/2003-02", "Sep 2001 – Feb 2003", "Sep 2001 – Feb 2003"),
    ("2001-02/2001-09", "Feb–Sep 2001", "Feb–Sep 2001"),
    ("2001-02-03/2001-02-09", "3–9 Feb 2001", "3–9 Feb 2001"),
    ("2001-02-03/2001-03-09", "3 Feb – 9 Mar 2001", "3 Feb – 9 Mar 2001"),
    ("2017/..", "since 2017", "2017–"),
    ("2017-03/..", "since Mar 2017", "Mar 2017 –"),
    ("../2005", "until 2005", "–2005"),
    ("2004/", "from 2004, end unknown", "2004–?"),
    ("/2004", "until 2004, start unknown", "?–2004"),
    ("1984~/2004?", "about 1984 – 2004 (uncertain)", "~1984–2004?"),
    ("2004-XX/2006", "2004 (month unknown) – 2006", "2004–2006"),
    ("199X/2004", "the 1990s – 2004", "1990s–2004"),
    ("-0043", "44 BC", "44 BC"),
    ("0000", "1 BC", "1 BC"),
    ("0800", "AD 800", "AD 800"),
    ("08XX", "AD 800–899", "AD 800–899"),
    ("-19XX", "2000–1901 BC", "2000–1901 BC"),
    ("-049X", "500–491 BC", "500–491 BC"),
    ("-19XX/-049X", "2000–1901 BC – 500–491 BC", "2000–1901 BC – 500–491 BC"),
    ("2000/2000", "2000", "2000"),
    ("-1199/-1199", "1200 BC", "1200 BC"),
    ("2019-05/2019-05", "May 2019", "May 2019"),
    ("1998~/1998~", "about 1998", "~1998"),
    ("1998~/1998?", "about 1998 – 1998 (uncertain)", "~1998–1998?"),
    ("Y170000002", "year 170,000,002", "year 170,000,002"),
    ("Y-170000002", "170,000,003 BC", "170,000,003 BC"),
    ("1985-04-12T23:20:00", "12 Apr 1985, 23:20", "12 Apr 1985, 23:20"),
    ("2025-10-21T21:45Z", "21 Oct 2025, 21:45 UTC", "21 Oct 2025, 21:45 UTC"),
    ("2025-10-21T21:45+02:00", "21 Oct 2025, 21:45 +02:00", "21 Oct 2025, 21:45 +02:00"),
    (
        "2025-10-21T21:45Z/2025-10-21T22:10Z",
        "21 Oct 2025, 21:45–22:10 UTC",
        "21 Oct 2025, 21:45–22:10 UTC",
    ),
    (
        "2025-10-21T21:45/2025-10-22T02:10",
        "21 Oct, 21:45 – 22 Oct 2025, 02:10",
        "21 Oct, 21:45 – 22 Oct 2025, 02:10",
    ),
    (
        "2025-12-31T21:45Z/2026-01-01T02:10Z",
        "31 Dec 2025, 21:45 – 1 Jan 2026, 02:10 UTC",
        "31 Dec 2025, 21:45 – 1 Jan 2026, 02:10 UTC",
    ),
    (
        "2025-10-21T21:45Z/2025-10-22",
        "21 Oct 2025, 21:45 UTC – 22 Oct 2025",
        "21 Oct 2025, 21:45 UTC – 22 Oct 2025",
    ),
    ("2025-10-21T21:45Z/..", "since 21 Oct 2025, 21:45 UTC", "21 Oct 2025, 21:45 UTC –"),
    ("-1199/-0399", "1200–400 BC", "1200–400 BC"),
    ("-1199/0040", "1200 BC – AD 40", "1200 BC – AD 40"),
    ("-0039/0014", "40 BC – AD 14", "40 BC – AD 14"),
    ("0014/0068", "AD 14–68", "AD 14–68"),
    ("-1199~/-0399", "about 1200 BC – 400 BC", "~1200 BC – 400 BC"),
    ("Y-13800000000", "13.8 billion BC", "13.8 billion BC"),
    ("Y-13799999999", "13.8 billion BC", "13.8 billion BC"),
    ("Y-66000000~", "about 66 million BC", "~66 million BC"),
    ("Y-13800000000/Y-4500000000", "13.8–4.5 billion BC", "13.8–4.5 billion BC"),
    ("Y-4500000000/Y-66000000", "4.5 billion – 66 million BC", "4.5 billion – 66 million BC"),
    ("Y-65000/-3000", "65,000–3001 BC", "65,000–3001 BC"),
    ("Y17000000", "year 17 million", "year 17 million"),
    ("1985-04-12T23:20:30Z", "12 Apr 1985, 23:20:30 UTC", "12 Apr 1985, 23:20:30 UTC"),
    ("1985-04-12T23:20:30-04", "12 Apr 1985, 23:20:30 −04:00", "12 Apr 1985, 23:20:30 −04:00"),
]
FISCAL = [
    ("2008", "FY2008", "FY2008"),
    ("2008~", "about FY2008", "~FY2008"),
    ("2008/2010", "FY2008–FY2010", "FY2008–10"),
    ("1999/2001", "FY1999–FY2001", "FY1999–FY2001"),
    ("2008/..", "since FY2008", "FY2008–"),
    ("200X", "FY2000–FY2009", "FY2000–FY2009"),
    ("2008-03", "Mar 2008", "Mar 2008"),
]


def test_a_column_of_times_says_the_year_and_zone_that_all_share_nowhere() -> None:
    dates = [Edtf.parse(text) for text in ("2025-10-21T21:45Z", "2025-10-22T02:00Z/2025-10-22T03:00Z", "1998~")]  # fmt: skip
    assert [ShortDates(dates).words(each) for each in dates] == [
        "21 Oct, 21:45",
        "22 Oct, 02:00–03:00",
        "~1998",
    ]
    other = Edtf.parse("2025-10-21T21:45+02:00")
    assert ShortDates([*dates, other]).words(other) == short_date(other)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (60, "1 minute"), (300, "5 minutes"), (5400, "90 minutes"), (18000, "5 hours"), (86400, "1 day"), (3 * 86400, "3 days"), (1096 * 86400, "3 years")],
)  # fmt: skip
def test_a_length_of_time_in_words(seconds: int, words: str) -> None:
    assert length_words(seconds) == words


@pytest.mark.parametrize(
    ("text", "calendar", "long", "short"),
    [(text, "gregorian", long, short) for text, long, short in WORDS]
    + [(text, "us-fiscal", *rest) for text, *rest in FISCAL],
)
def test_words(text: str, calendar: Calendar, long: str, short: str) -> None:
    found = Edtf.parse(text)
    assert date_words(found, calendar) == long
    assert short_date(found, calendar) == short
