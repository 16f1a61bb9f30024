"""A comparison drawn: whole, within its width, differences by sign and word."""

import pytest

from briefdeck.document.comparison import compare
from briefdeck.document.shared_measures import Pair, Reading, difference_words
from briefdeck.draw.compare import draw_comparison, timelines
from briefdeck.model.briefing import Point, Qualifier
from briefdeck.model.figures import difference_size
from support.compared import COUNTS, FIRST, HEAD, SECOND, compared, loaded
from support.drawn import WIDTHS, assert_fits, assert_golden, series, texts

HEADINGS = (
    "Where they disagree", "Where they agree", "What both say", "What both advise", "Only in one",
    "Figures side by side", "Sources in common", "Timelines",
)  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_golden(width: int) -> None:
    lines = draw_comparison(compared(), width)
    assert_fits(lines, width)
    assert_golden(f"comparison-{width}", lines)


@pytest.mark.parametrize("width", range(20, 300, 13))
def test_no_line_is_too_wide(width: int) -> None:
    assert_fits(draw_comparison(compared(), width), width)


def test_a_difference_has_a_sign_and_words() -> None:
    said = texts(draw_comparison(compared(), 100))
    assert any("27,213  ≠ 21% higher" in line for line in said)
    assert "≠ 2011 homicides │ A 22,409 │ B 27,213 │ 21% higher" in said
    assert any("≠ differs beyond the hedges" in line for line in said)
    assert "Not compared, for the units differ (people, %): Odd." in said


def test_several_counts_of_one_side_are_named() -> None:
    other = SECOND.replace("[[sources]]", COUNTS + "[[sources]]", 1)
    said = texts(draw_comparison(compare(loaded(FIRST, "a"), loaded(other, "b")), 100))
    assert "B2 Homicides in police files" in said
    assert any(line.endswith("│ 21% higher, = B 22,409") for line in said)
    assert any("B2 │" in line and line.endswith("22,409  =") for line in said)


def test_long_series_show_what_faces_each_other_and_say_what_is_left() -> None:
    years = ", ".join(f'{{ at = "{year}", value = {year} }}' for year in range(1960, 2008))
    other = SECOND.replace(
        '  { at = "2008", value = 14006 },', f'  {years}, {{ at = "2008", value = 14006 }},'
    )
    said = texts(draw_comparison(compare(loaded(FIRST, "a"), loaded(other, "b")), 100))
    assert "Only B has figures for 49 more, from 1960 to 2020." in said
    assert not any(line.startswith("1960") for line in said)


def test_what_has_no_figure_is_not_counted_as_one() -> None:
    years = ", ".join(f'{{ at = "{year}", text = "none" }}' for year in range(1960, 2007))
    other = SECOND.replace(
        '  { at = "2008", value = 14006 },',
        f'  {years}, {{ at = "2007", value = 5 }}, {{ at = "2008", value = 14006 }},',
    )
    said = texts(draw_comparison(compare(loaded(FIRST, "a"), loaded(other, "b")), 100))
    assert "Only B has figures for 2 more, from 2007 to 2020." in said
    alone = other.replace('{ at = "2007", value = 5 }', '{ at = "2007", text = "none" }')
    said = texts(draw_comparison(compare(loaded(FIRST, "a"), loaded(alone, "b")), 100))
    assert "Only B has a figure for one more: 2020." in said


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ((100, None), (121, None), "21% higher"),
        ((100, "more than"), (98.4, None), "over 1% lower"),
        ((100, "more than"), (150.4, None), "under 51% higher"),
        ((100, None), (130, "nearly"), "under 30% higher"),
        ((100, "at most"), (149.6, "more than"), "over 49% higher"),
        ((100, "about"), (80, None), "about 20% lower"),
        ((100, "more than"), (200, "more than"), "about 100% higher"),
        ((1000, "at least"), (998, None), "over 2 people lower"),
        ((1000, None), (998, None), "under 1% lower"),
        ((100, None), (999, None), "899% higher"),
        ((100, None), (1290, None), "about 13 times as high"),
        ((100, "at most"), (1290, None), "over 12 times as high"),
        ((-5, None), (10, None), "15 people higher"),
        ((5, None), (0, None), "5 people lower"),
    ],
)
def test_a_difference_keeps_the_hedges(
    first: tuple[float, Qualifier | None], second: tuple[float, Qualifier | None], words: str
) -> None:
    one, other = (
        Point(category="x", value=value, qualifier=qualifier)
        for value, qualifier in (first, second)
    )
    change = second[0] - first[0]
    pair = Pair(
        first=Reading(series=series([one]), point=one),
        second=Reading(series=series([other]), point=other),
        differs=True,
        change=change,
        percent=change / first[0] * 100,
    )
    assert difference_words(pair) == words


def test_percentages_differ_by_points() -> None:
    one, other = Point(category="x", value=10), Point(category="x", value=12)
    pair = Pair(
        first=Reading(series=series([one], unit="%"), point=one),
        second=Reading(series=series([other], unit="percent"), point=other),
        differs=True,
        change=2,
        percent=20.0,
    )
    assert difference_words(pair) == "2 percentage points higher"
    assert difference_size(pair.first.series, -2) == "2 percentage points"


def test_both_timelines_stand_on_one_scale() -> None:
    said = texts(timelines(compared(), 100))
    assert [line for line in said if line.startswith(("A ", "B "))] == [
        "A The paper",
        "B The officials",
    ]
    assert sum("┴" in line for line in said) == 1


def test_nothing_dated_has_no_timeline() -> None:
    bare = loaded(
        SECOND[: SECOND.index("[[events]]")] + SECOND[SECOND.index("[[key_points]]") :], "bare"
    )
    assert timelines(compare(bare, bare), 100) == ()


def crowded(title: str, *shared: str) -> str:
    """A briefing of twenty events of its own and those that it shares."""
    own = [
        f'[[events]]\nid = "{title.lower()}-{day}"\ntitle = "{title * 3}"\ndate = "2001-01-{day:02}"\n'
        for day in range(1, 21)
    ]
    both = [f'[[events]]\nid = "{name}"\ntitle = "{name}"\ndate = "2002"\n' for name in shared]
    return HEAD.format(title=title) + "".join([*own, *both])


def test_crowded_timelines_show_what_both_date_and_say_what_is_left_out() -> None:
    comparison = compare(
        loaded(crowded("First", "summit"), "a"), loaded(crowded("Second", "summit"), "b")
    )
    said = texts(timelines(comparison, 100, more="See --all."))
    assert sum("summit" in line for line in said) == 2
    assert not any("FirstFirst" in line for line in said)
    assert (
        said[-1]
        == "Left out, for only one of the two has them: A's 20 events; B's 20 events. See --all."
    )
    assert any("FirstFirst" in line for line in texts(timelines(comparison, 100, everything=True)))


def test_what_disagrees_stands_before_all_else_and_times_last() -> None:
    said = texts(draw_comparison(compared(), 100))
    headings = [line for line in said if line in HEADINGS]
    assert headings == sorted(headings, key=HEADINGS.index)
    assert said[0] == "3 values stand in both: 1 disagrees, 2 agree."
    assert headings[0] == "Where they disagree"
    assert headings[-1] == "Timelines"


@pytest.mark.parametrize("width", [40, 71, 72, 100])
def test_no_word_of_a_value_is_lost_where_it_is_narrow(width: int) -> None:
    drawn = texts(draw_comparison(compared(), width))
    said = " ".join(" ".join(drawn).replace("│", " ").split())
    assert "A more than 35,500" in said
    assert "21% higher" in said
    assert "in A homicides; in B inegi" in said


def test_two_with_nothing_in_common_take_a_dozen_lines() -> None:
    other = (
        HEAD.format(title="Tides") + '[[events]]\nid = "moon"\ntitle = "Moonrise"\ndate = "1990"\n'
    )
    lines = draw_comparison(compare(loaded(FIRST, "a"), loaded(other, "b")), 80)
    assert len(lines) <= 12
    assert texts(lines)[0].startswith("These two have nothing in common")


def test_what_is_not_asked_for_is_counted() -> None:
    points = ", ".join(f'{{ at = "{year}", value = {year} }}' for year in range(1960, 2000))
    series = f'[[series]]\nid = "s"\ntitle = "Wheat"\nunit = "tons"\nmeasure = "wheat"\npoints = [{points}]\n'
    finding = '[[findings]]\nid = "f"\ntitle = "{}"\ntext = "{}"\n'
    sides = [
        loaded(HEAD.format(title=name) + series + finding.format(name * 3, name * 5), name.lower())
        for name in ("Harvest", "Drought")
    ]
    brief = texts(draw_comparison(compare(*sides), 80, more="See --all."))
    assert "16 more values agree. See --all." in brief
    assert "Findings are counted, not listed. See --all." in brief
    assert "DroughtDroughtDrought" not in " ".join(brief)
    whole = texts(draw_comparison(compare(*sides), 80, everything=True))
    assert "  · DroughtDroughtDrought" in whole
    assert not any("See --all." in line for line in whole)
