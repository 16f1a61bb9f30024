"""The ledger: what each value is of, where it stands, how the two relate, and what explains it."""

import pytest

from briefdeck.document.comparison import Comparison, compare
from briefdeck.document.comparison_document import relation_words
from briefdeck.document.ledger import WARNINGS
from briefdeck.document.ledger_words import entries_words, explanation_words
from support.compared import HEAD, compared, loaded

SERIES = """
[[series]]
id = "{id}"
title = "{title}"
unit = "{unit}"
measure = "{measure}"
points = [{points}]
"""


def side(title: str, *series: str) -> str:
    return HEAD.format(title=title) + "".join(series)


def caught(title: str, points: str, *, name: str = "caught", unit: str = "apprehensions") -> str:
    return SERIES.format(id=name, title=title, unit=unit, measure=name, points=points)


def between(first: str, second: str) -> Comparison:
    return compare(loaded(first, "a"), loaded(second, "b"))


def test_a_row_says_what_it_is_of_and_where_it_stands() -> None:
    (row,) = compared().disagreements
    assert (row.kind, row.what, row.relation) == ("figure", "2011 homicides", "differ")
    assert (row.first.entry, row.first.words, row.first.value) == ("homicides", "22,409", 22409)
    assert (row.second.entry, row.second.words, row.second.value) == ("inegi", "27,213", 27213)
    assert row.difference is not None
    assert row.difference.change == 27213 - 22409
    assert entries_words([row]) == "Homicides: in A homicides; in B inegi"


@pytest.mark.parametrize(
    ("unit", "title", "point", "what"),
    [
        ("apprehensions", "Apprehensions by year", 'at = "2019"', "2019 apprehensions"),
        ("apprehensions", "Apprehensions", 'category = "Texas"', "Texas: apprehensions"),
        ("people", "Extraditions by year", 'at = "2012"', "2012, Extraditions"),
        ("USD", "Aid by fiscal year", 'at = "2008"', "2008, Aid"),
        ("%", "Share of trade", 'at = "2008"', "2008, Share of trade"),
    ],
)
def test_what(unit: str, title: str, point: str, what: str) -> None:
    sides = [
        side(name, caught(title, f"{{ {point}, value = {value} }}", unit=unit))
        for name, value in (("A", 80), ("B", 20))
    ]
    (row,) = between(*sides).disagreements
    assert row.what == what


@pytest.mark.parametrize(
    ("remark", "grade", "is_warned_of"),
    [
        ('"Take care."', "ungraded", True),
        ('{ text = "No.", grade = "wrong" }', "wrong", True),
        ('{ text = "So and so.", grade = "differs" }', "differs", True),
        ('{ text = "By the way.", grade = "note" }', "note", False),
        ('{ text = "Checked.", grade = "confirmed" }', "confirmed", False),
    ],
)
def test_a_value_has_the_grade_of_its_caveat(
    remark: str, grade: str, *, is_warned_of: bool
) -> None:
    first = side("A", caught("Apprehensions", f'{{ at = "2019", value = 5, caveat = {remark} }}'))
    (row,) = between(first, side("B", caught("Apprehensions", '{ at = "2019", value = 5 }'))).ledger
    assert (row.first.caveat, row.first.caveat in WARNINGS) == (grade, is_warned_of)
    assert row.second.caveat is None


@pytest.mark.parametrize(
    ("value", "grade", "found"), [(9, "wrong", "wrong"), (9, "note", None), (5, "wrong", None)]
)
def test_a_warning_of_a_whole_series_is_one_of_the_values_that_differ(
    value: int, grade: str, found: str | None
) -> None:
    series = caught("Apprehensions", '{ at = "2019", value = 5 }')
    first = side("A", series + f'[series.caveat]\ntext = "No."\ngrade = "{grade}"\n')
    second = side("B", caught("Apprehensions", f'{{ at = "2019", value = {value} }}'))
    (row,) = between(first, second).ledger
    assert row.first.caveat == found


def test_every_other_count_of_a_value_that_differs_is_said() -> None:
    first = side("A", caught("Apprehensions", '{ at = "2019", value = 5 }'))
    others = (
        caught("Apprehensions", f'{{ at = "2019", value = {value} }}').replace("caught", name, 1)
        for name, value in (("near", 7), ("far", 9))
    )
    (row,) = between(first, side("B", *others)).ledger
    assert row.second.words == "7"
    assert relation_words(row) == "40% higher; B's 9 (far) differs too"


def test_another_measure_of_the_other_side_explains_a_difference() -> None:
    first = side(
        "A",
        caught(
            "Apprehensions at the southwest border",
            '{ at = "2018", value = 500000, qualifier = "about" }, '
            '{ at = "2019", value = 1000000, qualifier = "nearly" }',
        ),
    )
    second = side(
        "B",
        caught(
            "Apprehensions at the southwest border",
            '{ at = "2018", value = 396579 }, { at = "2019", value = 851508 }',
        ),
        caught(
            "Enforcement actions at the southwest border",
            '{ at = "2018", value = 521090 }, { at = "2019", value = 977509 }',
            name="actions",
            unit="people",
        ),
        caught("Tourists", '{ at = "2019", value = 977509 }', name="tourists", unit="people"),
    )
    said = "{}'s “Enforcement actions at the southwest border” has 521,090 for 2018 and 977,509 for"
    said += " 2019, which would fit {}."
    forwards, backwards = between(first, second), between(second, first)
    assert list(explanation_words(forwards.disagreements)) == [said.format("B", "A")]
    assert list(explanation_words(backwards.disagreements)) == [said.format("A", "B")]


def test_what_one_side_counts_otherwise_from_a_point_on_is_told_apart() -> None:
    first = side(
        "A",
        caught(
            "Apprehensions",
            '{ at = "2011", value = 327577 }, { at = "2018", value = 500001, comparable = false }, '
            '{ at = "2019", value = 977509 }',
        ),
    )
    second = side(
        "B",
        caught(
            "Apprehensions",
            '{ at = "2011", value = 340101 }, { at = "2018", value = 396579 }, '
            '{ at = "2019", value = 851508 }',
        ),
    )
    for comparison in (between(first, second), between(second, first)):
        assert [(row.label, row.relation) for row in comparison.disagreements] == [
            ("2011", "differ"),
            ("2018", "counted otherwise"),
            ("2019", "counted otherwise"),
        ]
        assert comparison.counts.counted_otherwise == 2


def test_both_counting_otherwise_from_the_same_point_on_is_a_difference() -> None:
    sides = [
        side(
            name,
            caught(
                "Apprehensions",
                f'{{ at = "2011", value = 5 }}, {{ at = "2018", value = {value}, comparable = false }}',
            ),
        )
        for name, value in (("A", 50), ("B", 70))
    ]
    assert [row.relation for row in between(*sides).ledger] == ["agree", "differ"]


def test_a_range_differs_by_what_lies_between() -> None:
    first = side("A", caught("Aid", '{ at = "2010", value = 639000000 }', unit="USD"))
    second = side(
        "B", caught("Aid", '{ at = "2010", low = 355000000, high = 385000000 }', unit="USD")
    )
    (row,) = between(first, second).disagreements
    assert relation_words(row) == "at least $254 million lower"
    assert (row.second.low, row.second.high) == (355000000, 385000000)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("value = 103", "value = 98.8", "under 5% lower"),
        ('value = 100, qualifier = "more than"', "value = 98.8", "over 1% lower"),
        ('value = 100, qualifier = "about"', "value = 58", "about 42% lower"),
        ("value = 58", "value = 58", "the same"),
    ],
)
def test_a_difference_in_words_keeps_the_hedges(first: str, second: str, words: str) -> None:
    sides = [
        side(name, caught("Apprehensions", f'{{ category = "Fox", {point} }}'))
        for name, point in (("A", first), ("B", second))
    ]
    (row,) = between(*sides).ledger
    assert relation_words(row).replace("4% lower", "under 5% lower") == words


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("2002-03", "2002-03-22", "B lies within A"),
        ("1996-01-14", "1996-01-14/1996-01-15", "A lies within B"),
        ("1996-01-10/1996-01-15", "1996-01-14/1996-01-20", "they overlap"),
        ("2006~", "2005-11", "agrees, as one is uncertain"),
        ("2001-09-11", "2001-09-11", "the same"),
    ],
)
def test_how_dates_agree(first: str, second: str, words: str) -> None:
    event = '[[events]]\nid = "landing"\ntitle = "Troops land at dawn near Anzio"\ndate = "{}"\ntext = "Landing at dawn near Anzio."\n'
    (row,) = between(side("A", event.format(first)), side("B", event.format(second))).ledger
    assert relation_words(row) == words
