"""What two briefings both date, whatever they call it, and where their dates contradict."""

import pytest

from briefdeck.document.likeness import Likeness, Traits
from briefdeck.document.lookup import Lookup
from briefdeck.document.shared_dates import DatePair, date_gap, shared_dates
from briefdeck.model.edtf import Edtf
from support.compared import HEAD, loaded

# What else two briefings say, which makes words of the matter common and others rare.
REST = [
    ("rain", "Rain floods the lower valley", "1990-01"),
    ("mayor", "Somebody becomes mayor of the harbor town", "1991-02"),
    ("bridge", "Engineers open a bridge over the estuary", "1992-03"),
    ("strike", "Dockers walk out over wages", "1993-04"),
]


def lookup(title: str, *entries: tuple[str, str, str], more: str = "") -> Lookup:
    """A briefing of programs (dated by an interval) and events: (id, title, date)."""
    own = [(f"{title.lower()}-{name}", words, date) for name, words, date in REST]
    text = HEAD.format(title=title) + more
    for entry, name, date in (*entries, *own[: len(own) if title == "A" else 2]):
        table, key = ("programs", "span") if "/" in date else ("events", "date")
        text += (
            f'[[{table}]]\nid = "{entry}"\ntitle = "{name}"\n{key} = "{date}"\ntext = "{name}."\n'
        )
    return Lookup(loaded(text, title.lower()))


def both_date(*sides: Lookup) -> list[DatePair]:
    """The pairs of what is not the same in every pair of briefings here."""
    one, other = sides
    pairs = shared_dates(one, other, Likeness(Traits(one), Traits(other), ()))
    return [pair for pair in pairs if not pair.first.id.startswith("a-")]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        # The same, as wide or within each other.
        (("a", "Attacks of September 11", "2001-09-11"), ("b", "The September attacks", "2001-09-11"), ""),
        (("a", "Bush and Fox sign the Smart Border plan", "2002-03"), ("b", "The Smart Border plan", "2002-03-22"), ""),
        (("same", "A tariff is threatened", "2019-05-30"), ("same", "The tariff threat", "2019"), ""),
        # Contradictions.
        (("a", "Troops give up Guzmán in Culiacán", "2019-10-18"), ("b", "A failed arrest of Guzmán in Culiacán, troops flee", "2019-10-17"), "1 day earlier"),
        (("sbi", "The Secure Border Initiative is begun", "2006"), ("b", "Secure Border Initiative", "2005-11"), "at least 32 days earlier"),
        # Other things: far apart, or alike in a word.
        (("a", "Attacks of September 11", "2001-09-11"), ("b", "Attacks of September 11", "2011-09-11"), None),
        (("a", "A tariff", "2019-05-30"), ("b", "A summit", "2019-05-30"), None),
    ],
)  # fmt: skip
def test_events(one: tuple[str, str, str], other: tuple[str, str, str], said: str | None) -> None:
    pairs = both_date(lookup("A", one), lookup("B", other))
    assert [pair.gap.words for pair in pairs] == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (("a", "Mérida Initiative", "2007/2021"), ("b", "The Mérida Initiative", "2008/.."), {"begins": "1 year later"}),
        (("a", "Mérida Initiative", "2007/2021"), ("b", "Mérida Initiative", "2007-10/2021-10"), {"begins": "", "ends": ""}),
        (("a", "Mérida Initiative", "2007/"), ("b", "Mérida Initiative", "2007/2021"), {"begins": ""}),
        # One that goes on in 2020 has not ended in 2011, and says nothing of 2021.
        (("a", "Mérida Initiative", "2007/.."), ("b", "Mérida Initiative", "2007/2011"), {"begins": "", "ends": "at least 8 years earlier"}),
        (("a", "Mérida Initiative", "2007/.."), ("b", "Mérida Initiative", "2007/2021"), {"begins": ""}),
        (("a", "Operation Centinela", "2003/.."), ("b", "Operation Gatekeeper", "1994/.."), {}),
        (("same", "Justice reform", "2008/2016"), ("same", "Accusatorial system", "2016-06/.."), {}),
    ],
)  # fmt: skip
def test_programs(
    one: tuple[str, str, str], other: tuple[str, str, str], said: dict[str, str]
) -> None:
    pairs = both_date(lookup("A", one), lookup("B", other))
    assert {pair.aspect: pair.gap.words for pair in pairs} == said


def test_a_date_that_agrees_is_taken_before_one_that_is_worded_alike() -> None:
    first = ("a", "López Obrador becomes president of Mexico", "2018-12")
    elected = ("b", "López Obrador is elected president of Mexico", "2018-11-20")
    office = ("c", "López Obrador takes office as president", "2018-12-01")
    (pair,) = both_date(lookup("A", first), lookup("B", elected, office))
    assert (pair.second.id, pair.differs) == ("c", False)


def test_a_beginning_that_an_event_has_is_told_once() -> None:
    event = 'programs = ["sbi"]\n'
    sides = []
    for title, date in (("A", "2006"), ("B", "2005-11")):
        made = (
            f'[[events]]\nid = "begun"\ntitle = "The Secure Border Initiative is begun"\ndate = "{date}"\n'
            f'text = "It begins."\n{event}'
        )
        program = ("sbi", "Secure Border Initiative", f"{date}/..")
        sides.append(lookup(title, program, more=made))
    assert [pair.aspect for pair in both_date(*sides)] == ["date"]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("2019-10-18", "2019-10-17", "1 day earlier"),
        ("2019-10-18", "2019-10-18", ""),
        ("2019-05", "2019-07", "2 months later"),
        ("2006", "2009", "3 years later"),
        ("2006", "2005-11", "at least 32 days earlier"),
        ("2019-22", "2019-05-30", ""),
        ("2019-22", "2019-03", "at least 31 days earlier"),
        ("2006~", "2005-11", ""),
        ("2006?", "2003", "at least 12 months earlier"),
        ("199X", "1995-06", ""),
        ("2004-XX", "2004-03-05", ""),
        ("2010-01/2010-06", "2010-03", ""),
        ("2025-10-21T21:45Z", "2025-10-21T22:45+01:00", ""),
        ("2025-10-21T21:45Z", "2025-10-21T21:50Z", "5 minutes later"),
        ("2025-10-21T21:45Z", "2025-10-21", ""),
        ("-0043-03-15", "-0043-03-14", "1 day earlier"),
    ],
)
def test_gap(one: str, other: str, words: str) -> None:
    gap = date_gap(Edtf.parse(one), Edtf.parse(other))
    assert gap.words == words
    assert bool(gap.seconds) == bool(words)
    back = date_gap(Edtf.parse(other), Edtf.parse(one))
    assert back.seconds == -gap.seconds
