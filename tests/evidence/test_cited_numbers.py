"""Which numbers of a briefing are cited, from where, and what is known of them."""

from decimal import Decimal

import pytest

from briefdeck.evidence.numbers.cited_numbers import cited_numbers
from briefdeck.evidence.numbers.stated import StatedNumber
from briefdeck.loader import load_text

FRONT = """
format = 1
[briefing]
title = "T"
bluf = "B."
as_of = "2021"
condenses = "paper"
[[sources]]
id = "paper"
type = "report"
title = "Paper"
[[sources]]
id = "a"
type = "report"
title = "A"
[[sources]]
id = "b"
type = "report"
title = "B"
via = "paper"
"""


def stated(entries: str) -> list[StatedNumber]:
    loaded = load_text(FRONT + entries)
    assert not loaded.errors
    return list(cited_numbers(loaded))


def said(entries: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """The numbers and the places that they are cited from."""
    return [
        (each.said, [(place.source, place.at) for place in each.places]) for each in stated(entries)
    ]


def test_a_citation_covers_its_sentence_up_to_the_one_before() -> None:
    assert said("""
[[findings]]
id = "f"
text = "It had 12 boats. It had 851,508 men [@a, p. 9] and $5 million [@b, p. 3]. About 30 fled."
""") == [("851,508", [("a", "p. 9")]), ("$5 million", [("b", "p. 3")])]


def test_citations_side_by_side_and_behind_the_stop() -> None:
    assert said("""
[[findings]]
id = "f"
text = "There were 40 [@a, p. 1; @b] [@paper, p. 2]. Then 50 came. [@a]"
""") == [("40", [("a", "p. 1"), ("b", None), ("paper", "p. 2")]), ("50", [("a", None)])]


def test_what_an_entry_cites_covers_the_rest_and_the_title() -> None:
    assert said("""
[[findings]]
id = "f"
title = "Over 500 men"
text = "They had 16 boats and [[f|20 guns]] [@b]. They had 30 tents."
cites = [{ source = "a", at = "p. 4" }]
""") == [
        ("16", [("b", None)]), ("20", [("b", None)]), ("30", [("a", "p. 4")]),
        ("Over 500", [("a", "p. 4")]),
    ]  # fmt: skip


def test_who_states_an_entry_counts_like_a_citation() -> None:
    (number,) = stated("""
[[findings]]
id = "f"
text = "There were 40 men."
voice = { source = "paper", at = "p. 7" }
""")
    assert [(each.source, each.at) for each in number.places] == [("paper", "p. 7")]


def test_a_source_that_was_seen_through_another_is_looked_for_there() -> None:
    (number,) = stated("""
[[findings]]
id = "f"
text = "There were 40 men [@b, p. 99]."
voice = { source = "paper", at = "p. 7" }
""")
    (place,) = number.places
    assert (place.source, place.at, place.seen_in, place.seen_at) == ("b", "p. 99", "paper", "p. 7")


def test_points_of_a_figure_with_their_ranges() -> None:
    numbers = stated("""
[[series]]
id = "s"
title = "Aid"
unit = "USD"
scale = "million"
cites = ["a"]
points = [
  { at = "2008", value = 76.3, qualifier = "about" },
  { at = "2009-05", low = 10, high = 20, cites = [{ source = "b", at = "p. 2" }] },
]
""")
    assert [(each.path[3:], each.quantity.value, each.quantity.end) for each in numbers] == [
        ((0, "value"), Decimal(76_300_000), ""),
        ((1, "low"), Decimal(10_000_000), "low"),
        ((1, "high"), Decimal(20_000_000), "high"),
    ]
    assert [each.quantity.periods for each in numbers] == [((2008, 0),), ((2009, 5),), ((2009, 5),)]
    assert [each.quantity.hedge for each in numbers] == ["about", None, None]
    assert [each.places[0].source for each in numbers] == ["a", "b", "b"]
    assert {each.quantity.unit for each in numbers} == {"USD"}


def test_cells_of_a_cited_table() -> None:
    numbers = stated("""
[[tables]]
id = "t"
title = "Money"
columns = ["Act", { title = "Year", format = "year" }, "Million USD", "Remark"]
rows = [["First act", 2008, 400, "352 for ships"], ["Second act", 2009, "some 300", "none"]]
cites = ["a"]
""")
    assert [(each.said, each.quantity.value, each.quantity.hedge) for each in numbers] == [
        ("400", Decimal(400_000_000), None), ("some 300", Decimal(300_000_000), "about"),
    ]  # fmt: skip
    assert numbers[0].quantity.labels == ("act", "first")


def test_caveats_have_citations_of_their_own() -> None:
    assert said("""
[[findings]]
id = "f"
text = "It was so."
cites = ["a"]
caveat = { text = "Others count 70 [@b] or 80.", cites = ["paper"] }
[[findings]]
id = "g"
text = "It was so."
cites = ["a"]
caveat = "We count 90."
""") == [("70", [("b", None)]), ("80", [("paper", None)])]


def test_the_period_of_a_number() -> None:
    numbers = stated("""
[[findings]]
id = "f"
text = "In 2013 it had 120,939 and the valley 154,453; in FY2018, 52,172. From 12 in 2001 it went to 15 in 2005."
cites = ["a"]
""")
    assert [each.quantity.periods for each in numbers] == [
        ((2013, 0),), ((2013, 0),), ((2018, 0),), ((2001, 0),), ((2005, 0),),
    ]  # fmt: skip


def test_what_is_not_a_number() -> None:
    assert (
        said("""
[[findings]]
id = "f"
title = "Sector 7 in 2019"
text = "On May 5, 2019, at 10:30, H.R. 3547 and Resolution 1540 (p. 9) had their 21st day in Title 42; three decades went by."
cites = ["a"]
[[quotations]]
id = "q"
text = "We were 40 men"
cites = [{ source = "a", at = "p. 1" }]
""")
        == []
    )


def test_the_bottom_line_and_what_is_asked() -> None:
    text = FRONT.replace(
        'bluf = "B."', 'bluf = "Now 46.2 percent [@a]."\nask = "We ask for 40 [@b, p. 1]."'
    )
    found = list(cited_numbers(load_text(text)))
    assert [(each.said, each.entry, each.path) for each in found] == [
        ("46.2 percent", "", ("briefing", "bluf")),
        ("40", "", ("briefing", "ask")),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "HR 3547", "S. 744", "S.J. Res. 23", "UNSCR 2231", "resolutions 1540, 1718 and 2231",
        "22 U.S.C. § 2291", "42 CFR 71.40", "H. Rept. 110-24", "Report 112-45", "SDG 13", "note 12",
        "chap. 2", "line 7", "column 3", "Type 2 diabetes", "Python 3.11", "Windows 11",
        "Statement 12", "statement 12",
    ],
)  # fmt: skip
def test_the_numbers_of_things(said: str) -> None:
    assert stated(f'[[findings]]\nid = "f"\ntext = "It says {said} in full."\ncites = ["a"]') == []


@pytest.mark.parametrize(
    ("language", "said", "value"),
    [
        ("de", "12.345", "12345"), ("de", "45,5", "45.5"), ("de", "45.5", "45.5"),
        ("de-CH", "12.345", "12.345"), ("en", "12.345", "12.345"), ("en", "12,345", "12345"),
    ],
)  # fmt: skip
def test_the_decimal_sign_is_that_of_the_language(language: str, said: str, value: str) -> None:
    entry = f'[[findings]]\nid = "f"\ntext = "Es gab {said} Dinge."\ncites = ["a"]\n'
    text = FRONT.replace('as_of = "2021"', f'as_of = "2021"\nlanguage = "{language}"')
    (number,) = cited_numbers(load_text(text + entry))
    assert number.quantity.value == Decimal(value)
