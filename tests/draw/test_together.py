"""Figures drawn on one chart: one scale, told apart by letters, each number once."""

import random
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from briefdeck.draw.lines import Line, line_text
from briefdeck.draw.together import Together, together
from briefdeck.model.briefing import Point, Series
from support.drawn import WIDTHS, assert_fits, series, shown, texts, yearly


def drawn(every: Sequence[Series], width: int = 80) -> tuple[Line, ...]:
    return together(Together.of([shown(each) for each in every]), width)


def named(title: str, points: Sequence[Point], unit: str = "people", **fields: object) -> Series:
    return replace(series(points, title=title, unit=unit, **fields), id=title.lower())


USERS = named("Users", yearly([500, 600, 900]))
ALL = named("All", yearly([3000, None, 4500]))


def test_few_values_are_rows_of_one_table_with_bars_on_one_scale() -> None:
    assert texts(drawn([USERS, ALL], 70)) == [
        "A  Users",
        "B  All",
        "Period        people  0                        5,000           Change",
        "─────────────────────────────────────────────────────────────────────",
        "2000    A        500  │██▉",
        "        B      3,000  │█████████████████▍",
        "2001    A        600  │███▌                                      +20%",
        "        B  no figure  │",
        "2002    A        900  │█████▎                                    +50%",
        "        B      4,500  │██████████████████████████▏    +50% since 2000",
    ]


def test_many_values_are_lines_that_differ_without_colour() -> None:
    first = named("Users", yearly(range(10, 20)))
    second = named("All", yearly(range(40, 60, 2)))
    lines = texts(drawn([first, second]))
    plot = "".join(lines[: lines.index("")])
    assert plot.count("A") == plot.count("B") + 1 == 12
    assert "─" in plot
    assert "┄" in plot
    said = " ".join(lines)
    for value in (*range(10, 20), *range(40, 60, 2)):
        assert str(value) in said
    head = lines[lines.index("") + 1]
    assert head.split()[:3] == ["Period", "A", "B"]


def test_hedged_points_and_those_that_meet_have_their_signs() -> None:
    first = yearly(range(10, 20))
    hedged = (replace(first[0], qualifier="about"), *first[1:])
    lines = texts(drawn([named("Users", hedged), named("All", yearly([30, *range(11, 20)]))]))
    assert "a hedged  & several" in lines
    assert sum(line.count("&") for line in lines if "┤" in line or "│" in line) == 9


def test_scales_of_sources_may_differ() -> None:
    first = named("Users", yearly([1200, 1300]), scale="thousand")
    second = named("All", yearly([4, 5]), scale="million")
    lines = texts(drawn([first, second]))
    assert any("4,000,000" in line for line in lines)


def test_notes_and_citations_say_whose_they_are() -> None:
    points = [
        replace(point, cites=("gao",), caveat="Part of the year." if place else None)
        for place, point in enumerate(yearly([1, 2]))
    ]
    lines = texts(drawn([named("Users", points), named("All", yearly([3, 4]), cites=("crs",))]))
    assert "B  All [crs]" in lines
    assert lines[-2:] == ["A  All values: [gao]", "1  ⚠ Part of the year."]


def test_a_warning_of_a_companion_shows() -> None:
    assert "B  All ⚠" in texts(drawn([USERS, replace(ALL, caveat="Doubtful.")]))


def test_categories_stand_together() -> None:
    first = named("Users", [Point(category="north", value=1), Point(category="south", value=2)])
    second = named("All", [Point(category="south", value=4), Point(category="east", value=9)])
    rows = [line.split("│")[0].split()[:2] for line in texts(drawn([first, second], 60))[4:]]
    assert rows == [["north", "A"], ["south", "A"], ["B", "4"], ["east", "B"]]


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_too_wide_nor_lost(seed: int) -> None:
    chance = random.Random(seed)
    every = [
        named(
            f"Figure {number} 日本語の名前",
            [
                replace(point, qualifier=chance.choice((None, "more than")), cites=("gao",))
                for point in yearly([chance.choice((None, chance.randint(-9, 10**9))) for _ in range(chance.randint(2, 20))])
            ],
            unit=chance.choice(("USD", "people")),
        )
        for number in range(chance.randint(2, 4))
    ]  # fmt: skip
    every = [replace(each, unit=every[0].unit) for each in every]
    for width in (*WIDTHS, 160):
        lines = drawn(every, width)
        assert_fits(lines, width)
        said = "\n".join(line_text(line) for line in lines)
        for letter in "ABCD"[: len(every)]:
            assert letter in said
