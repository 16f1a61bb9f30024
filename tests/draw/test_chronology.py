"""The timeline as a list and in words: everything, in order, with how sure the dates are."""

import pytest

from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.timeline import in_order, timeline_list, timeline_words
from support.drawn import WIDTHS, assert_fits, assert_golden, border, cells, event, program, texts


@pytest.mark.parametrize("width", WIDTHS)
def test_golden(width: int) -> None:
    lines = timeline_list(border(), width, selected="fox-elected")
    assert_fits(lines, width)
    assert_golden(f"chronology-{width}", lines)


def test_everything_is_there_and_in_order() -> None:
    index = border()
    items = in_order(index)
    assert [item.begin for item in items] == sorted(item.begin for item in items)
    assert {item.id for item in items} == set(index.by_id)
    drawn = [
        target for line in timeline_list(index, 80) for _, _, _, target in cells(line) if target
    ]
    assert list(dict.fromkeys(drawn)) == [item.id for item in items]


def test_doubt_is_said_in_words() -> None:
    index = TimelineIndex.of(
        [],
        [program("P", "2007/..")],
        [event("A", "2001~"), event("B", "2002?"), event("C", "199X"), event("D", "2003-06-XX")],
    )
    assert timeline_words(index) == (
        "the 1990s: C",
        "about 2001: A",
        "2002, uncertain: B",
        "Jun 2003, day unknown: D",
        "since 2007: P (program)",
    )


def test_lanes_can_be_left_out() -> None:
    assert not any(
        "(era)" in line or "(program)" in line for line in timeline_words(border(), lanes=["event"])
    )


def test_a_long_date_has_its_own_line() -> None:
    index = TimelineIndex.of([], [], [event("E", "2004-06-11/2004-07-12"), event("F", "2004")])
    lines = texts(timeline_list(index, 24))
    assert lines == ["2004     ● F", "11 Jun – 12 Jul 2004", "         ● E"]
