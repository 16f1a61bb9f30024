"""Two briefings side by side: what differs beyond its hedges, what both say, what both cite."""

from itertools import combinations
from pathlib import Path

import pytest

from briefdeck.document.blocks import Grid, Heading, Timeline
from briefdeck.document.comparison import Comparison, StatementPair, compare
from briefdeck.document.comparison_document import comparison_document, counts_words, facts_words
from briefdeck.document.shared_measures import MeasureRow
from briefdeck.loader import Loaded, load
from briefdeck.output import FORMATS, render
from support.compared import COUNTS, FIRST, HEAD, SECOND, compared, loaded

SHIPPED = (
    "us-mexico-border-security", "merida-initiative-official", "southwest-border-statistics",
    "ipv4-exhaustion",
)  # fmt: skip
BRIEFINGS = Path(__file__).parents[2] / "briefings"


def shipped(name: str) -> Loaded:
    """A briefing that comes with the program."""
    return load(BRIEFINGS / f"{name}.toml")


def rows(comparison: Comparison, name: str) -> dict[str, MeasureRow]:
    (measure,) = (measure for measure in comparison.measures if measure.name == name)
    return {row.label: row for row in measure.rows}


def test_differences_are_beyond_the_hedges() -> None:
    found = rows(compared(), "homicides-mexico")
    assert {label: row.verdict for label, row in found.items()} == {
        "2008": "agree",
        "2011": "differ",
        "2012": "second only",
        "2019": "agree",
        "2020": "second only",
    }
    (pair,) = found["2011"].pairs
    assert pair.change == 27213 - 22409
    assert round(pair.percent or 0, 1) == 21.4
    assert compared().counts.differ == 1


def test_a_fiscal_year_is_no_calendar_year() -> None:
    found = rows(compared(), "merida")
    assert {label: row.verdict for label, row in found.items()} == {
        "FY2008": "first only",
        "2008": "second only",
        "FY2010": "first only",
        "2010": "second only",
    }


def test_scales_are_multiplied_out_before_comparing() -> None:
    same = SECOND.replace('measure = "merida"', 'measure = "merida"\ncalendar = "us-fiscal"')
    found = rows(compare(loaded(FIRST, "a"), loaded(same, "b")), "merida")
    assert found["FY2008"].verdict == "agree"
    assert found["FY2010"].verdict == "agree"
    assert found["FY2010"].pairs[0].change == 1_000_000


def test_several_counts_of_one_side_are_told_apart() -> None:
    other = SECOND.replace("[[sources]]", COUNTS + "[[sources]]", 1)
    comparison = compare(loaded(FIRST, "a"), loaded(other, "b"))
    row = rows(comparison, "homicides-mexico")["2011"]
    assert row.verdict == "in part"
    assert [pair.differs for pair in row.pairs] == [True, False]
    assert [pair.second for pair in row.pairs] == list(row.readings[1])


def test_different_units_are_not_compared() -> None:
    (odd,) = (measure for measure in compared().measures if measure.name == "odd")
    assert not odd.is_comparable
    assert odd.units == ("people", "%")
    assert [row.verdict for row in odd.rows] == ["no figure"]


def test_statements_are_paired_by_what_they_say() -> None:
    (pair,) = compared().statements
    first, second = pair.entries
    assert (first.entry, second.entry) == ("unstable", "weak")
    assert first.text == "Security cooperation was unstable because institutions were weak."
    assert set(pair.words) == {"Cooperation", "unstable", "Security", "institutions", "weak"}
    assert pair.sources == ("crs",)


def test_one_id_does_not_make_a_pair_of_what_has_nothing_in_common() -> None:
    comparison = compared()
    assert comparison.advice == ()
    assert [[(each.noun, each.entry) for each in side] for side in comparison.only] == [
        [("key point", "alone"), ("recommendation", "barriers"), ("recommendation", "vetting")],
        [("key point", "gao-found"), ("recommendation", "vetting")],
    ]


def test_statements_pair_the_other_way_round_too() -> None:
    forwards = compared().statements
    backwards = compare(loaded(SECOND, "officials"), loaded(FIRST, "paper")).statements
    assert [[each.entry for each in pair.entries] for pair in forwards] == [
        [each.entry for each in reversed(pair.entries)] for pair in backwards
    ]


def test_sources_in_common() -> None:
    assert [(source.ids, source.because) for source in compared().sources] == [
        (("crs", "seelke"), "address"),
        (("gao", "gao-1998"), "DOI"),
    ]


def test_a_briefing_agrees_with_itself() -> None:
    paper = loaded(FIRST, "paper")
    comparison = compare(paper, paper)
    assert comparison.disagreements == ()
    assert comparison.counts.agree == comparison.counts.values == 6
    assert [[each.entry for each in pair.entries] for pair in comparison.statements] == [
        ["unstable", "unstable"],
        ["alone", "alone"],
    ]
    assert [source.ids[0] for source in comparison.sources] == ["crs", "gao", "same-id"]


def test_nothing_in_common_is_said_first_and_in_few_lines() -> None:
    tides = (
        HEAD.format(title="Tides")
        + """
[[key_points]]
id = "moon"
title = "The moon moves water"
text = "Oceans rise and fall twice daily."
"""
    )
    comparison = compare(loaded(FIRST, "a"), loaded(tides, "b"))
    assert not comparison.has_anything
    document = comparison_document(comparison)
    assert [type(block) for block in document.blocks].count(Heading) == 1
    assert next(facts_words(comparison)).startswith("These two have nothing in common")


def test_values_are_what_is_counted() -> None:
    assert counts_words(compared()) == "3 values stand in both: 1 disagrees, 2 agree."
    other = SECOND.replace("[[sources]]", COUNTS + "[[sources]]", 1)
    several = compare(loaded(FIRST, "a"), loaded(other, "b"))
    assert counts_words(several) == (
        "3 values stand in both: none disagree, 2 agree with one of several counts, 1 agrees."
    )


def test_every_output_has_it() -> None:
    document = comparison_document(compared())
    kinds = {type(block) for block in document.blocks}
    assert {Heading, Timeline, Grid} <= kinds
    for name in FORMATS:
        for width in (40, 80, 120):
            text = render(name, document, width=width)
            assert "27,213" in text or "27213" in text
            assert "Weak institutions" in " ".join(text.split())


def test_rows_keep_the_order_of_time() -> None:
    assert list(rows(compared(), "homicides-mexico")) == ["2008", "2011", "2012", "2019", "2020"]


@pytest.mark.parametrize(
    ("value", "scale", "verdict"),
    [
        (35.2, None, "agree"),
        (35.6, None, "differ"),
        (36, None, "differ"),
        (0.0352, "thousand", "agree"),
    ],
)
def test_a_value_agrees_with_its_rounding(value: float, scale: str | None, verdict: str) -> None:
    said = f'[[series]]\nid = "s"\ntitle = "S"\nunit = "people"\nmeasure = "mean"\n{f"scale = {scale!r}" if scale else ""}\n'
    one = (
        HEAD.format(title="A")
        + said.replace(f"scale = {scale!r}", "")
        + 'points = [{ category = "Fox", value = 35 }]\n'
    )
    other = HEAD.format(title="B") + said + f'points = [{{ category = "Fox", value = {value} }}]\n'
    assert rows(compare(loaded(one, "a"), loaded(other, "b")), "mean")["Fox"].verdict == verdict


def test_the_shipped_briefings_disagree_where_their_tables_say_so() -> None:
    paper, officials, figures, internet = (shipped(name) for name in SHIPPED)
    dates = {
        (row.first.date.text, row.second.date.text)
        for row in compare(paper, officials).disagreements
        if row.first.date is not None and row.second.date is not None
    }
    assert {("2019-10-18", "2019-10-17"), ("2006", "2005-11")} <= dates
    counted_otherwise = {
        row.label: [aside.account.value for aside in row.explained_by]
        for row in compare(paper, figures).disagreements
        if row.relation == "counted otherwise"
    }
    assert counted_otherwise == {"FY2018": [520_000], "FY2019": [977_509]}
    assert not compare(paper, internet).has_anything


@pytest.mark.parametrize("names", list(combinations(SHIPPED, 2)))
def test_the_shipped_briefings_compare_alike_both_ways(names: tuple[str, str]) -> None:
    first, second = map(shipped, names)
    forwards, backwards = compare(first, second), compare(second, first)
    assert forwards.counts == backwards.counts
    assert [pair.entries for pair in forwards.statements] == [
        pair.entries[::-1]
        for pair in sorted(backwards.statements, key=lambda pair: _place(forwards, pair))
    ]


def _place(comparison: Comparison, pair: StatementPair) -> int:
    return [each.entries[0] for each in comparison.statements].index(pair.entries[1])
