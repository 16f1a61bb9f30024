"""Rows of named items, and marks and columns for what has no room among them: every item stands exactly once."""

import random

import pytest

from briefdeck.draw.axis import Scale, Viewport
from briefdeck.draw.density import HEIGHTS
from briefdeck.draw.items import Item, TimelineIndex
from briefdeck.draw.lines import line_text
from briefdeck.draw.packing import counts, crowd, pack, place_of
from support.drawn import event, program


def some_events(chance: random.Random, count: int) -> tuple[Item, ...]:
    events = [
        event(
            f"Event {number}",
            f"{chance.randint(2000, 2003)}-{chance.randint(1, 12):02}",
            entry=f"e{number}",
        )
        for number in range(count)
    ]
    return TimelineIndex.of([], [], events).tracks["event"].items


@pytest.mark.parametrize("seed", range(30))
def test_marks_and_counts_stand_for_all_that_is_named_nowhere_else(seed: int) -> None:
    chance = random.Random(seed)
    items = some_events(chance, chance.randint(1, 300))
    named = sorted(chance.sample(range(len(items)), chance.randint(0, len(items))))
    scale = Scale(Viewport(items[0].begin, items[-1].end), chance.randint(20, 900))
    chosen = chance.choice([None, *items])
    groups = counts(items, scale, chosen, named)
    elsewhere = {items[place].id for place in named}
    assert all(group.target not in elsewhere for group in groups)
    assert all(len(group.text) == 1 for group in groups)
    assert all(
        group.text in HEIGHTS for group in groups if group.style != "selected" and group.size > 1
    )
    places = [group.cell for group in groups]
    assert places == sorted(set(places))
    lit = [group.target for group in groups if group.style == "selected"]
    assert lit == ([chosen.id] if chosen is not None and chosen.id not in elsewhere else [])
    assert sum(group.size for group in groups) == len(items) - len(named)


@pytest.mark.parametrize("seed", range(30))
def test_every_item_is_named_or_in_the_last_row(seed: int) -> None:
    chance = random.Random(seed)
    items = some_events(chance, chance.randint(1, 120))
    scale = Scale(Viewport(items[0].begin, items[-1].end), 300)
    packing = pack(items, scale, chance.randint(1, 12))
    rows = packing.lines(300)
    if packing.is_full:
        rows.pop()
    shown = {span.target for row in rows for span in row if span.target}
    assert len(shown) + packing.left_out == len(items)


def test_an_item_is_found_among_those_of_its_day() -> None:
    items = (
        TimelineIndex.of([], [], [event("E", "2001", entry=f"e{number}") for number in range(9)])
        .tracks["event"]
        .items
    )
    assert [place_of(items, item) for item in items] == list(range(9))
    assert place_of(items[:4], items[7]) is None
    assert place_of(items, None) is None


def test_a_named_program_is_no_stroke_in_the_crowd() -> None:
    items = (
        TimelineIndex.of([], [program("A", "2001/2002"), program("B", "2005/2006")], [])
        .tracks["program"]
        .items
    )
    scale = Scale(Viewport(items[0].begin, items[-1].end), 60)
    assert {span.target for span in crowd(items, scale).values()} == {"a", "b"}
    assert {span.target for span in crowd(items, scale, None, [0]).values()} == {"b"}


def test_names_are_whole_where_every_item_could_have_its_own_row() -> None:
    title = "A name that is longer than a third of the width"
    events = [event(title, "2001-01"), event("B", "2002-02"), event("C", "2002-09")]
    items = TimelineIndex.of([], [], events).tracks["event"].items
    scale = Scale(Viewport(items[0].begin, items[-1].end), 80)
    for most, is_whole in ((None, True), (3, True), (2, False)):
        said = [line_text(line) for line in pack(items, scale, most).lines(80)]
        assert any(title in line for line in said) == is_whole
