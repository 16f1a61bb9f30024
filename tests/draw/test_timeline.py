"""The timeline: to scale, complete, apart, and honest about what nobody knows."""

import random

import pytest

from briefdeck.draw.axis import Scale, Viewport, zoom
from briefdeck.draw.hues import ERA_BANDS, ERA_INKS
from briefdeck.draw.items import TimelineIndex
from briefdeck.draw.lines import Line, Span, line_text, line_width
from briefdeck.draw.marks import bar
from briefdeck.draw.naming import Naming
from briefdeck.draw.timeline import LANES, side_by_side, timeline
from briefdeck.model.briefing import Briefing
from briefdeck.model.calendar import DAY_SECONDS, civil_to_day
from briefdeck.model.edtf import Edtf
from support.briefings import random_briefing
from support.drawn import (
    WIDTHS,
    assert_fits,
    assert_golden,
    border,
    cells,
    era,
    event,
    program,
    texts,
)

MARKS = frozenset({"program", "event", "muted", "selected", *ERA_INKS, *ERA_BANDS})
HOSTILE = (
    "[bold red]not markup[/]",
    "日本語の長い題名はここで切られるかもしれない",
    "e\u0301" * 30,
    "👩‍👩‍👧‍👦 family 👍🏽",
    "a" * 300,
    "السلام عليكم",
    "tab\tand\nnewline",
    "⟨U+001B⟩[31m",
)


def index_of(briefing: Briefing) -> TimelineIndex:
    return TimelineIndex.of(
        briefing.eras, briefing.programs, briefing.events, as_of=briefing.front.as_of
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_golden_in_print(width: int) -> None:
    lines = timeline(border(), width)
    assert_fits(lines, width)
    assert_golden(f"timeline-{width}", lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_golden_on_a_screen(width: int) -> None:
    index = border()
    near = zoom(index.fitted, 0.25, civil_to_day(2008, 6, 15) * DAY_SECONDS)
    lines = [
        *timeline(index, width, height=24, selected="m-rida-signed-into-law"),
        *timeline(index, width, view=near, height=18, selected="m-rida-initiative"),
        *timeline(index, width, view=zoom(near, 0.05), height=12, lanes=("event", "program")),
    ]
    assert len(lines) == 54
    assert_golden(f"timeline-screen-{width}", lines)


def check_places(lines: tuple[Line, ...], index: TimelineIndex, view: Viewport, width: int) -> int:
    """Every mark and bar begins and ends within a cell of where it should; returns how many were seen."""
    seen = 0
    for line in lines:
        drawn: dict[str, list[int]] = {}
        for at, text, style, target in cells(line):
            if target in index.by_id and style in MARKS and not set(text) & set("‹›"):
                drawn.setdefault(target, []).extend((at, at + line_width((Span(text),)) - 1))
        for target, places in drawn.items():
            check_place(index, target, min(places), max(places), view, width)
            seen += 1
    return seen


def check_place(
    index: TimelineIndex, target: str, first: int, last: int, view: Viewport, width: int
) -> None:
    item = index.by_id[target]
    begin = (max(item.begin, view.first) - view.first) / view.length * width
    end = (min(item.end, view.last) + 1 - view.first) / view.length * width
    assert abs(first - begin) <= 1 + 1e-9, (item, first, begin)
    if last > first:
        assert abs(last + 1 - end) <= 1 + 1e-9, (item, last + 1, end)
    else:
        assert end - begin <= 2 + 1e-9, (item, first, begin, end)


def check_apart(lines: tuple[Line, ...]) -> None:
    """Names of different entries never touch."""
    for line in lines:
        before: str | None = None
        for _, text, style, target in cells(line):
            if style in {"label", "caveat"} and before not in {None, target}:
                raise AssertionError(line_text(line))
            before = target if style in {"label", "caveat"} and not text.endswith(" ") else None


@pytest.mark.parametrize("batch", range(10))
def test_position_error_is_a_cell_at_most_in_random_briefings(batch: int) -> None:
    chance = random.Random(batch)
    seen = 0
    for number in range(100):
        index = index_of(random_briefing(batch * 100 + number, chance.randint(1, 8)))
        width = chance.randint(40, 300)
        view = index.whole
        lines = timeline(index, width, view=view)
        assert_fits(lines, width)
        check_apart(lines)
        seen += check_places(lines, index, view, width)
        assert {target for line in lines for _, _, _, target in cells(line) if target} == set(
            index.by_id
        )
    assert seen > 500


@pytest.mark.parametrize("batch", range(4))
def test_screens_are_as_tall_as_asked_and_to_scale(batch: int) -> None:
    chance = random.Random(batch)
    for number in range(50):
        index = index_of(random_briefing(7000 + batch * 50 + number, chance.randint(1, 30)))
        width, height = chance.randint(40, 200), chance.randint(3, 50)
        view = zoom(
            index.whole,
            chance.choice((0.01, 0.2, 0.7, 1, 3)),
            chance.randint(index.whole.first, index.whole.last),
        )
        selected = chance.choice([None, *index.by_id])
        lines = timeline(index, width, view=view, height=height, selected=selected)
        assert len(lines) == height
        assert all(line_width(line) == width for line in lines)
        check_apart(lines)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("width", [20, 40, 81, 200])
def test_hostile_titles_neither_break_lines_nor_widths(title: str, width: int) -> None:
    index = TimelineIndex.of(
        [era(title, "1990/1995"), era("After", "1996/2000")],
        [program(title + " program", "1991/.."), program("Short", "1999/2000", short=title)],
        [event(title + f" {year}", str(year), caveat="!") for year in range(1988, 2003)],
    )
    for lines in (
        timeline(index, width),
        timeline(index, width, height=15, selected=next(iter(index.by_id))),
    ):
        assert_fits(lines, width)
        assert not any("\n" in span.text or "\t" in span.text for line in lines for span in line)


@pytest.mark.parametrize(
    ("date", "opening", "inner", "closing"),
    [
        ("2000/2009", "┣", "━", "┫"),
        ("2000~/2009", "≈", "━", "┫"),
        ("2000/2009?", "┣", "━", "?"),
        ("2000%/2009", "?", "━", "┫"),
        ("200X/2009", "╍", "╍", "┫"),
        ("200X/2012", "╍", "╍━", "┫"),
        ("2000/201X", "┣", "━╍", "╍"),
        ("2000/..", "┣", "━", "▸"),
        ("../2005", "◂", "╍", "┫"),
        ("../200X", "◂", "╍", "╍"),
        ("2000/", "┣", "", "?"),
        ("/2005", "?", "", "┫"),
    ],
)
def test_each_kind_of_end_looks_its_own(date: str, opening: str, inner: str, closing: str) -> None:
    index = TimelineIndex.of(
        [], [program("P", date)], [event("first", "1990")], as_of=Edtf.parse("2020-01-01")
    )
    scale = Scale(Viewport.of_days(civil_to_day(1980), civil_to_day(2023, 12, 31)), 44)
    drawn = line_text(bar(index.by_id["p"], scale))
    assert (drawn[0], "".join(dict.fromkeys(drawn[1:-1])), drawn[-1]) == (opening, inner, closing)


@pytest.mark.parametrize(
    ("date", "sign"),
    [
        ("2001-09-11", "●"),
        ("2001~", "◐"),
        ("2001?", "○"),
        ("2001%", "○"),
        ("200X", "◌"),
        ("2001-09-XX", "◌"),
        ("2001/..", "●"),
    ],
)
def test_each_kind_of_date_has_its_own_mark(date: str, sign: str) -> None:
    index = TimelineIndex.of([], [], [event("E", date)], as_of=Edtf.parse("2020-01-01"))
    lines = timeline(index, 80, view=Viewport.of_days(civil_to_day(1990), civil_to_day(2020)))
    assert sign in line_text(lines[3])
    assert sign in line_text(lines[-1])


def test_the_legend_names_only_the_signs_used() -> None:
    plain = TimelineIndex.of([], [], [event("E", "2001-09-11"), event("F", "2003-09-11")])
    assert texts(timeline(plain, 80))[-1] == "● event"


def test_a_sign_in_a_name_is_no_sign() -> None:
    index = TimelineIndex.of([], [], [event("≈ ◐ ○ ! ?", "2001-09-11"), event("F", "2003-09-11")])
    assert texts(timeline(index, 80))[-1] == "● event"


def test_a_sign_in_the_name_of_a_band_or_of_what_is_lit_is_no_sign() -> None:
    index = TimelineIndex.of(
        [era("War! What for?", "2001/2009")], [], [event("Really? ≈ +!", "2001-09-11", entry="e")]
    )
    assert texts(timeline(index, 80))[-1] == "● event"
    for selected in ("e", "war-what-for"):
        assert not any(
            "caveat" in line or "then" in line
            for line in texts(timeline(index, 80, height=24, selected=selected))
        )
    unsure = TimelineIndex.of([era("War! What for", "2001~/2009?")], [], [event("F", "2009-12-31")])
    assert (
        texts(timeline(unsure, 80))[-1]
        == "● event  ≈ starts or ends about then  ? uncertain or unknown"
    )


def test_a_screen_with_room_explains_its_signs_at_its_foot() -> None:
    index = TimelineIndex.of(
        [], [program("P", "2001~/..")], [event("E", "2001?"), event("F", "2009")]
    )
    tall, low = texts(timeline(index, 80, height=20)), texts(timeline(index, 80, height=10))
    assert (
        tall[-1] == "○ date uncertain  ┄ some time within  ≈ starts or ends about then  ▸ goes on"
    )
    assert low[-1] == tall[-1]
    assert "uncertain" not in texts(timeline(index, 80, height=4))[-1]


def test_what_lies_outside_is_counted_on_a_screen_and_said_in_print() -> None:
    index = border()
    printed, screen = texts(timeline(index, 80)), texts(timeline(index, 80, height=20))
    assert "‹ 1929 PRI comes to power" in printed
    assert any("‹ 2 earlier" in line for line in screen)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_what_lies_outside_is_whole_in_print_however_long_its_date(width: int) -> None:
    index = TimelineIndex.of(
        [era("A", "2000/2010")], [], [event("A long name for an event", "-4513?/-0784?")]
    )
    lines = timeline(index, width)
    assert_fits(lines, width)
    assert "4514 BC (uncertain) – 785 BC (uncertain) A long name for an event" in " ".join(
        " ".join(texts(lines)).split()
    )


def test_the_selected_entry_is_lit_by_sign_too() -> None:
    index = border()
    lines = timeline(index, 120, height=30, selected="fox-elected")
    lit = [
        (text, target)
        for line in lines
        for _, text, style, target in cells(line)
        if style == "selected"
    ]
    assert ("◉", "fox-elected") in lit
    assert all(target == "fox-elected" for _, target in lit)


def test_the_selected_entry_is_drawn_even_in_a_crowd() -> None:
    events = [
        event(f"Event number {number}", "2001-09-11", entry=f"e{number}") for number in range(500)
    ]
    index = TimelineIndex.of([], [], events)
    lines = timeline(index, 60, height=8, selected="e250")
    assert any(
        target == "e250" and style == "selected"
        for line in lines
        for _, _, style, target in cells(line)
    )
    assert not any("×" in text for text in texts(lines))


def test_lanes_can_be_left_out() -> None:
    index = border()
    for lane in LANES:
        shown = {
            index.by_id[target].lane
            for line in timeline(index, 100, lanes=[lane])
            for _, _, _, target in cells(line)
            if target
        }
        assert shown == {lane}


def test_an_era_and_its_events_are_drawn_in_one_hue() -> None:
    index = TimelineIndex.of(
        [era("One", "2000/2004"), era("Two", "2005/2009")],
        [],
        [event("E", "2002", entry="e"), event("F", "2007", entry="f")],
    )
    styles = {
        (style, target)
        for line in timeline(index, 80)
        for _, _, style, target in cells(line)
        if target and style not in {"label", "muted"}
    }
    assert styles == {("era-1-band", "one"), ("era-2-band", "two"), ("era-1", "e"), ("era-2", "f")}


def test_years_from_minus_9999_to_9999() -> None:
    index = TimelineIndex.of(
        [era("All", "-9999/9999")],
        [program("Y", "-0500/0500")],
        [event("first", "-9999"), event("last", "9999-12-31")],
    )
    for width in (40, 300):
        lines = timeline(index, width)
        assert_fits(lines, width)
        assert check_places(lines, index, index.whole, width) == 4
    beyond = TimelineIndex.of([], [], [event("long ago", "Y-170000002"), event("now", "2001")])
    assert_fits(timeline(beyond, 80), 80)


def test_a_day_fills_the_screen() -> None:
    index = border()
    day = civil_to_day(2001, 9, 11)
    lines = texts(timeline(index, 80, view=Viewport.of_days(day, day), height=12))
    assert lines[0].startswith("11 Sep 2001         06:00")
    assert any("Attacks of September 11" in line for line in lines)


def test_nothing_dated_is_an_axis_alone() -> None:
    assert len(timeline(TimelineIndex.of([], [], []), 80)) == 2


def test_two_timelines_share_one_scale() -> None:
    one = TimelineIndex.of([], [], [event("A", "2000-01-01"), event("B", "2010-01-01")])
    other = TimelineIndex.of([], [], [event("C", "2000-01-01"), event("D", "2020-01-01")])
    lines = texts(side_by_side([((), one), ((), other)], 100))
    first = {
        line.find("●")
        for line in lines
        if line.endswith(("A", "C")) or "● A" in line or "● C" in line
    }
    assert len(first) == 1


def test_every_level_of_edtf_is_placed() -> None:
    dates = (
        "1985",
        "1985-04",
        "1985-04-12",
        "1985-04-12T23:20:30",
        "1984?",
        "2004-06~",
        "199X",
        "2004-XX",
        "1985-04-XX",
        "2001-21",
        "1964/2008",
        "2004-02-01/2005",
        "../1985",
        "/1985",
        "1985/..",
        "-0044",
    )
    index = TimelineIndex.of(
        [], [], [event("e", date, entry=f"e{number}") for number, date in enumerate(dates)]
    )
    assert len(index.by_id) == len(dates)
    for item in index.by_id.values():
        assert item.begin <= item.end
    view = Scale(index.whole, 100)
    assert all(0 <= view.cell(item.begin) < 100 for item in index.by_id.values())
    assert Edtf.parse("../1985").open_start


def test_a_mark_without_room_for_any_name_stands_alone() -> None:
    index = TimelineIndex.of(
        [], [], [event("A name", "2001", entry="a"), event("Another", "2001", entry="b")]
    )
    item = index.by_id["a"]
    naming = Naming.of(item, Scale(Viewport(item.begin, item.end), 4))
    assert naming.spot == "none"
    assert line_text(naming.spans(Scale(Viewport(item.begin, item.end), 4))) == "●┄┄┄"


def test_a_program_is_named_by_its_abbreviation_where_its_title_has_no_room() -> None:
    index = TimelineIndex.of(
        [],
        [program("A very long title of a program " * 3, "2000/2004", short="VLT")],
        [event("E", "2009")],
    )
    assert any("VLT" in line for line in texts(timeline(index, 60)))
    assert any("A very long title" in line for line in texts(timeline(index, 200)))
