"""Two briefings side by side: what differs beyond its hedges, what faces what, what both cite."""

import pytest

from briefdeck.document.blocks import Grid, Heading, Timeline
from briefdeck.document.comparison import Comparison, MeasureRow, compare
from briefdeck.document.comparison_document import comparison_document, verdict_words
from briefdeck.output import FORMATS, render
from support.compared import COUNTS, FIRST, HEAD, SECOND, compared, loaded


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
    assert compared().differences == 1


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


def test_what_is_alike_faces_each_other() -> None:
    first, second = compared().key_points
    assert [entry.entry if entry else None for entry in first.entries] == ["unstable", "weak"]
    assert first.because == "sources"
    assert first.shared == ("crs",)
    assert [entry.entry if entry else None for entry in second.entries] == ["alone", "gao-found"]
    assert second.because == "order"
    assert first.entries[0] is not None
    assert (
        first.entries[0].text == "Security cooperation was unstable because institutions were weak."
    )


def test_recommendations_stand_by_priority_and_pair_by_id() -> None:
    barriers, vetting = compared().recommendations
    assert [entry.entry if entry else None for entry in barriers.entries] == ["barriers", None]
    assert [entry.entry if entry else None for entry in vetting.entries] == ["vetting", "vetting"]
    assert vetting.because == "id"


def test_sources_in_common() -> None:
    assert [(source.ids, source.because) for source in compared().sources] == [
        (("crs", "seelke"), "address"),
        (("gao", "gao-1998"), "DOI"),
    ]


def test_a_briefing_agrees_with_itself() -> None:
    paper = loaded(FIRST, "paper")
    comparison = compare(paper, paper)
    assert comparison.differences == 0
    assert {row.verdict for measure in comparison.measures for row in measure.rows} <= {
        "agree",
        "no figure",
    }
    assert all(
        facing.because == "id" for facing in (*comparison.key_points, *comparison.recommendations)
    )
    assert [source.ids[0] for source in comparison.sources] == ["crs", "gao", "same-id"]


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


def test_very_many_points_are_paired_by_id_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefdeck.document.likeness.MOST_PAIRS", 1)
    comparison = compared()
    assert [pair.because for pair in comparison.key_points] == ["order", "order"]
    assert comparison.recommendations[1].because == "id"


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


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("value = 103", "value = 98.8", "differ: B is 4.2 people lower"),
        (
            'value = 100, qualifier = "more than"',
            "value = 98.8",
            "differ: B is over 1.2 people lower",
        ),
        ('value = 100, qualifier = "about"', "value = 58", "differ: B is about 42 people lower"),
    ],
)
def test_a_difference_in_words_keeps_the_hedges_and_no_noise(
    first: str, second: str, words: str
) -> None:
    said = '[[series]]\nid = "s"\ntitle = "S"\nunit = "people"\nmeasure = "mean"\npoints = [{{ category = "Fox", {point} }}]\n'
    sides = (
        HEAD.format(title="A") + said.format(point=first),
        HEAD.format(title="B") + said.format(point=second),
    )
    comparison = compare(loaded(sides[0], "a"), loaded(sides[1], "b"))
    (measure,) = comparison.measures
    assert verdict_words(measure, measure.rows[0]) == words
