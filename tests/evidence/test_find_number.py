"""Whether a stated number is in a copy: with unit, hedge and rounding, in its place and period."""

from collections.abc import Sequence

import pytest

from briefdeck.evidence.numbers.cited_numbers import cited_numbers
from briefdeck.evidence.numbers.copy_numbers import CopyNumbers
from briefdeck.evidence.numbers.numbers import find_number
from briefdeck.evidence.passages import CopyPage, CopyText, NumberPassage
from briefdeck.evidence.texts.texts import text_of
from briefdeck.loader import load_text

FRONT = """
format = 1
[briefing]
title = "T"
bluf = "B."
as_of = "2021"
[[sources]]
id = "s"
type = "report"
title = "S"
"""


def found(
    copy: str | CopyText, said: str, at: str | None = None, first: Sequence[tuple[int, int]] = ()
) -> NumberPassage:
    """What becomes of the one number of a statement in a copy."""
    loaded = load_text(f'{FRONT}[[findings]]\nid = "f"\ntext = """{said}"""\ncites = ["s"]\n')
    (stated,) = cited_numbers(loaded)
    text = CopyText(copy) if isinstance(copy, str) else copy
    return find_number(stated.quantity, CopyNumbers(text), at, first)


def charted(copy: str, unit: str, point: str, scale: str = "") -> str:
    """What becomes of the value of a point."""
    factor = f'scale = "{scale}"\n' if scale else ""
    loaded = load_text(
        f'{FRONT}[[series]]\nid = "f"\ntitle = "Balance"\nunit = "{unit}"\n{factor}'
        f'cites = ["s"]\npoints = [{{ {point} }}]\n'
    )
    (stated,) = cited_numbers(loaded)
    return find_number(stated.quantity, CopyNumbers(CopyText(copy)), None).state


REPORTED = "In 2019 the agency reported 851,508 apprehensions, it said."


@pytest.mark.parametrize(
    ("copy", "said", "state"),
    [
        (REPORTED, "In 2019 it reported 851,508 apprehensions", "found"),
        (REPORTED, "In 2019 it reported 815,508 apprehensions", "contradicts"),
        (REPORTED, "In 2019 it reported 851,500 apprehensions", "contradicts"),
        (REPORTED, "In 2019 it reported 85,508 apprehensions", "contradicts"),
        (REPORTED, "In 2019 it reported 851,508 percent of apprehensions", "contradicts"),
        (REPORTED, "In 2019 it reported 852,000 apprehensions", "found"),
        (REPORTED, "In 2019 it reported about 850,000 apprehensions", "found"),
        (REPORTED, "In 2019 it reported more than 850,000 apprehensions", "found"),
        (REPORTED, "In 2019 it reported more than 852,000 apprehensions", "contradicts"),
        (REPORTED, "In 2019 it reported nearly 852,000 apprehensions", "found"),
        (REPORTED, "In 2019 it reported nearly 851,000 apprehensions", "contradicts"),
        (REPORTED, "In 2019 it reported 0.85 million apprehensions", "found"),
        (REPORTED, "The committee met 12 times", "missing"),
        ("It cost $1,602,300,000.", "It cost $1.6 billion", "found"),
        ("It cost $1,602,300,000.", "It cost $1.6 million", "contradicts"),
        ("It cost $1,602,300,000.", "It cost €1.6 billion", "contradicts"),
        ("It cost $1,602,300,000.", "It cost $1.7 billion", "contradicts"),
        ("More than 500 men fled.", "Over 500 men fled", "found"),
        ("More than 500 men fled.", "At least 500 men fled", "found"),
        ("More than 500 men fled.", "Some 500 men fled", "contradicts"),
        ("More than 500 men fled.", "Nearly 500 men fled", "contradicts"),
        ("More than 500 men fled.", "500 men fled", "contradicts"),
        ("About 500 men fled.", "More than 500 men fled", "contradicts"),
        ("In all 500 men fled.", "More than 500 men fled", "contradicts"),
        ("In all 500 men fled.", "About 500 men fled", "found"),
        ("The fence is 70 miles long.", "The fence is 70 km long", "contradicts"),
        ("It rose by 5 percentage points.", "It rose by 5 percent", "contradicts"),
        ("Output fell by 3.5% in 2009.", "In 2009 output changed by -3.5%", "found"),
        ("Output changed by -3.5% in 2009.", "In 2009 output changed by 3.5%", "contradicts"),
        ("It was 396,579 in 2018 and 851,508 in 2019.", "In 2019 it was 851,508", "found"),
        ("It was 396,579 in 2018 and 851,508 in 2019.", "In 2019 it was 396,579", "contradicts"),
        ("Yuma had 12,345 and Laredo had 54,321.", "In Laredo there were 54,321", "found"),
        ("The city had 7,851,508 people.", "The city had 851,508 people", "contradicts"),
        ("In May 2045.1 The 851,508.12 Men came.", "There came 851,508 men", "found"),
    ],
)  # fmt: skip
def test_a_number_in_a_sentence(copy: str, said: str, state: str) -> None:
    assert found(copy, f"{said}.").state == state


TABLE = """Table 2. Apprehensions (in thousands)
Sector\tFY2018\tFY2019
Yuma\t26,244\t68,269
Laredo\t32,641\t38,378
"""


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("In FY2019 Yuma had 68,269,000 apprehensions", "found"),
        ("In FY2019 Yuma had 68.269 million apprehensions", "found"),
        ("In FY2019 Yuma had 68,269 apprehensions", "contradicts"),
        ("In FY2019 Yuma had 26,244,000 apprehensions", "contradicts"),
        ("In FY2019 Yuma had 38,378,000 apprehensions", "contradicts"),
        ("In FY2019 Yuma had 86,269,000 apprehensions", "contradicts"),
    ],
)
@pytest.mark.parametrize("by", ["\t", "  ", " "])
def test_a_number_in_a_table(said: str, state: str, by: str) -> None:
    assert found(TABLE.replace("\t", by), f"{said}.").state == state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("In FY2018 Yuma had 26,244 cases", "found"),
        ("In FY2019 Laredo had 38,378 cases", "found"),
        ("In FY2019 Yuma had 38,378 cases", "contradicts"),
    ],
)
def test_empty_cells_keep_their_places(said: str, state: str) -> None:
    page = (
        "<table><tr><th></th><th>FY2018</th><th>FY2019</th></tr>"
        "<tr><td>Yuma</td><td>26,244</td><td>12,121</td></tr>"
        "<tr><td>Laredo</td><td></td><td>38,378</td></tr></table>"
    )
    assert found(text_of(page.encode(), "page.html"), f"{said}.").state == state


def test_negative_numbers_in_brackets() -> None:
    table = "Accounts\nItem\t2018\t2019\nBalance\t(1,234)\t567\n"
    assert charted(table, "USD", 'at = "2018", value = -1234') == "found"
    assert charted(table, "USD", 'at = "2018", value = 1234') == "contradicts"
    assert charted(table, "USD", 'at = "2019", value = 567') == "found"


def test_a_point_in_millions() -> None:
    copy = "Aid came to $76.3 million in FY2020."
    assert charted(copy, "USD", 'at = "2020", value = 76.3', "million") == "found"
    assert charted(copy, "USD", 'at = "2020", value = 76.3', "billion") == "contradicts"


def test_the_words_that_say_otherwise() -> None:
    selector = found(REPORTED, "In 2019 it reported 815,508 apprehensions.").selector
    assert selector is not None
    assert selector.exact == "851,508"
    assert selector.prefix.endswith("agency reported ")
    assert selector.suffix.startswith(" apprehensions")


PAGES = CopyText(
    "There were 851,508 men in the camps.\n\nThere were 12 women in the camps.\n",
    (CopyPage(0, "1"), CopyPage(38, "2")),
)


def test_the_place_that_is_cited() -> None:
    assert found(PAGES, "They had 851,508 men.", "p. 1").state == "found"
    assert found(PAGES, "They had 851,508 men.", "p. 2").state == "elsewhere"
    assert found(PAGES, "They had 851,508 men.", "p. 77").state == "found"
    assert found(PAGES, "They had 815,508 men.", "p. 1").state == "contradicts"


def test_the_words_that_a_citation_quotes_count_first() -> None:
    copy = "Some say that 500 men fled. Others say that 700 men fled."
    assert found(copy, "500 men fled.", first=[(0, 27)]).state == "found"
    assert found(copy, "700 men fled.", first=[(0, 27)]).state == "contradicts"
    assert found(copy, "700 men fled.").state == "found"


@pytest.mark.parametrize(
    "text",
    ["7", "7 ", "123 ", "1,", "1.", "123\n", "12\t", "Label 12 345\n", "$", "5 million ", "one ",
     "two hundred thousand ", "5-", "(", "|5", "about ", "Five. 6 x. ", "Abc 5 ", "1\u202f2"],
)  # fmt: skip
def test_hostile_texts_come_to_an_end(text: str) -> None:
    """Each takes seconds where something is done for every pair of numbers."""
    copy = CopyText(text * (400_000 // len(text)))
    assert found(copy, "In 2019 it reported 815,508 apprehensions.").state == "missing"


@pytest.mark.parametrize(
    ("copy", "said", "state"),
    [
        ("Aid rose 12 percent in 2019.", "Aid increased by 12 percent in 2019", "found"),
        ("Aid rose 12 percent in 2019.", "Aid fell 12 percent in 2019", "contradicts"),
        ("Aid rose to $3 million.", "Aid fell to $3 million", "contradicts"),
        ("It had 12 percent more ships.", "It had 12 percent fewer ships", "contradicts"),
        ("It had a surplus of $3 million.", "It had a deficit of $3 million", "contradicts"),
        ("The deficit rose to $3 million.", "It had a deficit of $3 million", "found"),
        ("In FY2023 it spent $3 million.", "In FY2024 it spent $3 million", "contradicts"),
        ("In FY2023 it spent $3 million.", "It spent $3 million", "found"),
        ("The plan is of 2018. It spent $3 million.", "In 2019 it spent $3 million", "found"),
        ("Aid\t2018\t2019\nSpent\t12\t15\nLeft\t3\t7\n", "In 2016 it spent $15", "missing"),
        ("The army has 7 ships.4 It sails.", "The army has 4 ships", "contradicts"),
        ("Statement 12. The army has many ships.", "The army has 12 ships", "missing"),
    ],
)
def test_what_stands_around_a_number_speaks_against_it(copy: str, said: str, state: str) -> None:
    assert found(copy, f"{said}.").state == state


@pytest.mark.parametrize(
    ("copy", "said", "state"),
    [
        ("Between 12 and 15 percent came.", "12 percent came", "contradicts"),
        ("Between 12 and 15 percent came.", "At least 12 percent came", "found"),
        ("Some 30,000-35,000 people came.", "Some 35,000 people came", "contradicts"),
        ("It cost between $3 and $5 million.", "It cost $3 million", "contradicts"),
        ("It rose from 12 to 15 percent.", "It rose to 15 percent", "found"),
        ("It has 1 500 agents.", "It has 500 agents", "contradicts"),
        ("It has 1 500 agents.", "It has 1,500 agents", "found"),
        ("It has 12,\n345 ships.", "It has 345 ships", "contradicts"),
    ],
)
def test_no_part_of_a_number_or_a_range(copy: str, said: str, state: str) -> None:
    assert found(copy, f"{said}.").state == state


def test_both_ends_of_a_range() -> None:
    loaded = load_text(
        f'{FRONT}[[tables]]\nid = "t"\ntitle = "Shares"\ncolumns = ["Year", "Share"]\n'
        'rows = [["2019", "12–16%"]]\ncites = ["s"]\n'
    )
    copy = CopyNumbers(CopyText("In 2019 the share was between 12% and 15%."))
    states = [find_number(each.quantity, copy, None).state for each in cited_numbers(loaded)]
    assert states == ["found", "contradicts"]


@pytest.mark.parametrize(
    ("copy", "said", "state"),
    [
        ("It took 2½ years.", "It took 2.5 years", "found"),
        ("It took 2½ years.", "It took 2 years", "contradicts"),
        ("It took 2.5 years.", "It took 2½ years", "found"),
        ("It took 2 1/2 years.", "It took 2.5 years", "found"),
        ("It took two and a half years.", "It took 2.5 years", "found"),
        ("It cost two and a half million dollars.", "It cost $2.5 million", "found"),
    ],
)
def test_fractions(copy: str, said: str, state: str) -> None:
    assert found(copy, f"{said}.").state == state


def test_no_other_number_is_taken_for_it_without_a_cited_place() -> None:
    copy = "The south held 29 people in camps of the region."
    assert found(copy, "It counted 1,148 people in the north.").state == "missing"
    assert found(copy, "It held 28 people in the north.").state == "contradicts"


@pytest.mark.parametrize(
    ("copy", "said", "state"),
    [
        ("Share 45.5％ here.", "The share is 45.5%", "found"),
        ("نسبة ٤٥٪ من", "The share is 45%", "found"),
        ("Il a coûté 2,5 millions d’euros.", "It cost €2.5 million", "found"),
        ("Costó 3.500 millones de dólares.", "It cost $3.5 billion", "found"),
        ("Sie stieg um 3,2 Prozentpunkte.", "It rose by 3.2 percentage points", "found"),
        ("It has 1.5m customers.", "It has 1.5 million customers", "found"),
        ("The pole is 5m long.", "The pole is 5 million", "missing"),
        ("It cost 40 cents apiece.", "It cost $0.40 apiece", "found"),
    ],
)
def test_other_ways_of_writing_numbers(copy: str, said: str, state: str) -> None:
    assert found(copy, f"{said}.").state == state


@pytest.mark.parametrize(
    ("said", "states"),
    [
        ("It held 500 troops and 40 tanks.", ["found", "found"]),
        ("It held 40 troops and 500 tanks.", ["contradicts", "contradicts"]),
    ],
)
def test_numbers_that_have_changed_places(said: str, states: list[str]) -> None:
    loaded = load_text(f'{FRONT}[[findings]]\nid = "f"\ntext = "{said}"\ncites = ["s"]\n')
    copy = CopyNumbers(CopyText("The army held 500 troops and 40 tanks."))
    assert [
        find_number(each.quantity, copy, None).state for each in cited_numbers(loaded)
    ] == states
