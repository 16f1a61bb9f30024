"""Dates, events and figures in the sentences of a paper."""

import pytest

from briefdeck.intake.paper.amounts import amounts, by_unit
from briefdeck.intake.paper.bibliography import Bibliography
from briefdeck.intake.paper.blocks import Block, Run
from briefdeck.intake.paper.citations import Ties
from briefdeck.intake.paper.dates import Calendar
from briefdeck.intake.paper.happenings import happenings
from briefdeck.intake.paper.sentences import sentences_of


def sentences(text: str) -> list[str]:
    block = Block(kind="paragraph", runs=(Run(text),))
    return [sentence.plain for sentence in sentences_of(block, Ties(Bibliography()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank. It rose.", ["It sank.", "It rose."]),
        ("The U.S. fleet sank. The end.", ["The U.S. fleet sank.", "The end."]),
        ("It went to the U.S. However, it sank.", ["It went to the U.S.", "However, it sank."]),
        ("Dr. Ek and Mr. Lind met. So.", ["Dr. Ek and Mr. Lind met.", "So."]),
        ("“It sank.” He wept.", ["“It sank.”", "He wept."]),
        ("It cost $1.5 million. So?! Yes.", ["It cost $1.5 million.", "So?!", "Yes."]),
        ("On Jan. 5 it sank. So.", ["On Jan. 5 it sank.", "So."]),
        ("no full stop", ["no full stop"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def dates(*told: str) -> list[str]:
    """The dates of the last of several sentences."""
    calendar = Calendar()
    found = [calendar.dates(sentence) for sentence in told]
    return [
        dated.date if dated.kind == "point" else f"{dated.kind} {dated.date}" for dated in found[-1]
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["On November 4, 2019, it sank."], ["2019-11-04"]),
        (["On 4th of November 2019 it sank."], ["2019-11-04"]),
        (["In the summer of 2019 it sank."], ["2019-22"]),
        (["In early 2001 it sank."], ["2001"]),
        (["It sank around 1950."], ["1950~"]),
        (["In Sept. 1999 it sank."], ["1999-09"]),
        (["It has sailed since 1929."], ["since 1929"]),
        (["It sailed until late 1929."], ["before 1929"]),
        (["From 2000 to 2004 it sailed."], ["span 2000/2004"]),
        (["It sailed from 2000-04."], ["span 2000/2004"]),
        (["In fiscal year 2018 it cost more than in FY17."], ["fiscal 2018", "fiscal 2017"]),
        (["It sank in 500 BCE."], ["-0499"]),
        (["In 1066, it sank."], ["1066"]),
        (["On May 3, 2001, it sank.", "A week later, it rose."], ["2001-05-10"]),
        (["In May 2001 it sank.", "The following year it rose."], ["2002"]),
        (["In May 2001 it sank.", "Three months later it rose."], ["2001-08"]),
        (["In 2001 it sank.", "In December it rose."], ["2001-12"]),
        (["In 2001 it sank.", "On December 5 it rose."], ["2001-12-05"]),
        (["In December it sank."], []),
        (["It has 1692 quays and 2000 boats, at $1999 each."], []),
        (["See § 2001 and 1999/2000b."], []),
        (["February 31, 2001 is no day."], []),
    ],
)
def test_dates(told: list[str], expected: list[str]) -> None:
    assert dates(*told) == expected


def events(sentence: str, issued: str = "2021") -> list[tuple[str, ...]]:
    found = Calendar().dates(sentence)
    return [tuple(one) for one in happenings(sentence, found, issued, counts=False)]


@pytest.mark.parametrize(
    ("sentence", "date", "title"),
    [
        (
            "In May 2008, the harbor council closed the quay.", "2008-05",
            "The harbor council closed the quay",
        ),
        ("The harbor council closed the quay in 2008.", "2008", "The harbor council closed the quay"),
        (
            "However, on May 4, 2008, the council closed the quay, which angered the pilots.",
            "2008-05-04", "The council closed the quay",
        ),
        (
            "When the council closed the quay in 2008, the pilots went on strike.", "2008",
            "The council closed the quay",
        ),
        ("1923 – Treaty of the Two Ports signed", "1923", "Treaty of the Two Ports signed"),
    ],
)  # fmt: skip
def test_an_event_has_the_words_of_its_clause(sentence: str, date: str, title: str) -> None:
    assert events(sentence) == [(date, title)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trade grew more than in 2008.",
        "Trade was 5 percent of all, up from 2008.",
        "The quay will close in 2019.",
        "The plan is to be done by the end of 2019.",
        "It was so before 1923.",
        "From 2000 to 2004, trade grew.",
        "As Ek (2008) says, this is wrong.",
        "The harbor is a 2008 invention.",
        "It was the worst storm since 1929.",
        "The port closed in 2035.",
    ],
)
def test_what_is_no_event(sentence: str) -> None:
    assert events(sentence) == []


def figures(sentence: str) -> list[tuple[object, ...]]:
    found = amounts(sentence, Calendar().dates(sentence))
    return [(one.qualifier, one.value, one.scale, one.unit, one.at) for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nearly 15,000 homicides were counted in 2008.", ("nearly", 15000, "", "homicides", "2008")),
        ("It cost more than $100 million.", ("more than", 100, "million", "USD", "")),
        ("A 35 percent decrease from FY2018.", ("", 35, "", "%", "2018")),
        ("It costs €1.5bn.", ("", 1.5, "billion", "EUR", "")),
        ("It costs $2 trillion.", ("", 2000, "billion", "USD", "")),
        ("At least half a million boats sank.", ("at least", 0.5, "million", "boats", "")),
        ("About 20 percent sank.", ("about", 20, "", "%", "")),
        ("An estimated 40 federal harbor police sank.", ("estimated", 40, "", "federal harbor police", "")),
        ("It cost 40 million dollars.", ("", 40, "million", "USD", "")),
    ],
)  # fmt: skip
def test_a_figure_has_its_hedge_scale_unit_and_date(
    sentence: str, expected: tuple[object, ...]
) -> None:
    assert figures(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2008 it sank.", "See Table 14 and Section 20.", "Two boats and 5 quays.",
        "The 21st pilot.", "On May 14 it sank.", "Under Title 50, it sank.", "F-16 planes.",
    ],
)  # fmt: skip
def test_what_is_no_figure(sentence: str) -> None:
    assert figures(sentence) == []


def test_amounts_of_one_unit_are_points_of_one_figure() -> None:
    told = "Trade fell from $48 million in 2005 to $40 million in 2006, and 20 boats sank."
    groups = list(by_unit(amounts(told, Calendar().dates(told))))
    assert [[(one.value, one.at) for one in group] for group in groups] == [
        [(48, "2005"), (40, "2006")], [(20, "2006")],
    ]  # fmt: skip
