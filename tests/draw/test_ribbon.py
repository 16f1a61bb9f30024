"""The ribbon: one or two lines of exactly the width, bands to scale, counts where marks collide, what is selected lit."""

import random

import pytest

from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.lines import Line, line_width
from briefdeck.draw.ribbon import ribbon
from briefdeck.model.calendar import civil_to_day
from support.briefings import random_briefing
from support.drawn import WIDTHS, assert_golden, border, cells, era, event, program, texts


@pytest.mark.parametrize("width", WIDTHS)
def test_golden(width: int) -> None:
    index = border()
    lines: list[Line] = []
    for selected in (None, "fox-elected", "m-rida-initiative", "bush-fox", "pri-comes-to-power"):
        lines += ribbon(index, width, selected=selected)
        lines += ribbon(index, width, height=1, selected=selected)
    assert_golden(f"ribbon-{width}", lines)


@pytest.mark.parametrize("batch", range(4))
def test_every_line_fills_the_width(batch: int) -> None:
    chance = random.Random(batch)
    for number in range(60):
        briefing = random_briefing(9000 + batch * 60 + number, chance.randint(0, 12))
        index = TimelineIndex.of(briefing.eras, briefing.programs, briefing.events)
        width, height = chance.randint(12, 300), chance.randint(1, 2)
        lines = ribbon(index, width, height=height, selected=chance.choice([None, *index.by_id]))
        assert 1 <= len(lines) <= height
        assert all(line_width(line) == width for line in lines)


def test_bands_begin_where_their_era_does() -> None:
    index = TimelineIndex.of(
        [era("A", "2000/2004"), era("B", "2005/2009"), era("C", "2010/2019")], [], []
    )
    (bands,) = ribbon(index, 50)[:1]
    starts = {target: at for at, _, _, target in reversed(list(cells(bands))) if target}
    first, days, room = civil_to_day(2000), civil_to_day(2020) - civil_to_day(2000), 50 - 10
    for name, year in (("a", 2000), ("b", 2005), ("c", 2010)):
        assert abs(starts[name] - 5 - (civil_to_day(year) - first) / days * room) <= 1


def test_two_eras_at_once_are_seen() -> None:
    index = TimelineIndex.of([era("A", "2000/2010"), era("B", "2008/2019")], [], [])
    assert "╱" in texts(ribbon(index, 60))[0]


def test_time_without_an_era_is_dotted() -> None:
    index = TimelineIndex.of([era("A", "2000/2002"), era("B", "2010/2012")], [], [])
    assert "····" in texts(ribbon(index, 60))[0]


def test_an_era_within_an_era_is_a_stretch_of_both() -> None:
    index = TimelineIndex.of(
        [era("Long", "2000/2019"), era("B", "2004/2006"), era("C", "2012/2013")], [], []
    )
    bands = ribbon(index, 60, selected="b")[0]
    assert [set(text) for _, text, style, _ in cells(bands) if style != "axis"] == [
        set("│ Long─"),
        {"╱"},
        set("│ Long─"),
        {"╱"},
        set("│ Long─"),
    ]
    assert next(target for _, text, style, target in cells(bands) if style == "selected") == "b"


def test_marks_that_collide_are_counted() -> None:
    events = [event(f"E{number}", "2001-09-11", entry=f"e{number}") for number in range(12)]
    index = TimelineIndex.of([era("A", "2000/2009")], [], [*events, event("F", "2005")])
    marks = ribbon(index, 60)[1]
    assert [
        (text, target) for _, text, style, target in cells(marks) if style in {"cluster", "era-1"}
    ] == [
        ("×12", "e0"),
        ("●", "f"),
    ]


def test_a_selected_program_is_a_bar_under_the_marks() -> None:
    index = TimelineIndex.of(
        [era("A", "2000/2009")], [program("P", "2002/2005")], [event("E", "2004")]
    )
    marks = ribbon(index, 60, selected="p")[1]
    lit = "".join(text for _, text, style, _ in cells(marks) if style == "selected")
    assert lit.startswith("┣━")
    assert lit.endswith("━┫")
    assert any(text == "●" for _, text, _, _ in cells(marks))


def test_a_selected_event_outside_is_shown_at_the_edge() -> None:
    index = border()
    edge = next(cells(ribbon(index, 80, selected="pri-comes-to-power")[1]))
    assert edge[1:] == ("‹2", "selected", "pri-comes-to-power")
