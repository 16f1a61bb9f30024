"""The timeline in words: everything, in order, with how sure the dates are."""

from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.timeline import in_order, timeline_words
from support.drawn import border, event, program


def test_everything_is_there_and_in_order() -> None:
    index = border()
    items = in_order(index)
    assert [item.begin for item in items] == sorted(item.begin for item in items)
    assert {item.id for item in items} == set(index.by_id)


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
