"""Timelines of very many entries: a stated number of rows in print, and how many more there are."""

import random

from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.lines import line_text, line_width
from briefdeck.draw.packing import MOST_ROWS
from briefdeck.draw.timeline import timeline
from support.drawn import era, event, program


def when(chance: random.Random) -> str:
    return f"{chance.randint(1900, 2019)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def test_what_finds_no_row_is_a_column() -> None:
    chance = random.Random(7)
    events = [event(f"Event {number}", when(chance), entry=f"e{number}") for number in range(5000)]
    programs = [program(f"Program {number}", f"{when(chance)}/..") for number in range(900)]
    lines = timeline(TimelineIndex.of([], programs, events), 80)
    text = "\n".join(map(line_text, lines))
    assert len(lines) < 2 * MOST_ROWS + 40
    assert max(map(line_width, lines)) <= 80
    named = sum(f"Event {number}" in text for number in range(100))
    assert named < 100
    said = "drawn only as columns in the last row above. `--all`"
    assert f" more events, {said}" in text.replace("\n", " ")
    assert f" more programs, {said}" in text.replace("\n", " ")


def test_a_lane_with_room_says_nothing() -> None:
    chance = random.Random(7)
    events = [event("Event", when(chance), entry=f"e{number}") for number in range(MOST_ROWS)]
    text = "\n".join(map(line_text, timeline(TimelineIndex.of([], [], events), 80)))
    assert "more events" not in text


def test_eras_over_one_another_have_an_end_too() -> None:
    eras = [era(f"Era {number}", "1900/2000") for number in range(3000)]
    assert len(timeline(TimelineIndex.of(eras, [], []), 80)) < 2 * MOST_ROWS
