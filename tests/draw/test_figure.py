"""Charts: values to scale, gaps as gaps, hedges and caveats to be seen, every point leading to its source."""

import random
import re
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from briefdeck.draw.figure import ChartKind, chart_kind
from briefdeck.draw.lines import Line, Span, line_text, line_width
from briefdeck.draw.periods import gaps
from briefdeck.model.briefing import Caveat, Point, Qualifier, Series
from briefdeck.model.edtf import Edtf
from support.drawn import (
    WIDTHS,
    aid,
    apprehensions,
    assert_fits,
    assert_golden,
    cells,
    drawn,
    killed,
    parts,
    series,
    spans,
    texts,
    yearly,
)

EIGHTHS = " ▏▎▍▌▋▊▉"
UPRIGHT = " ▁▂▃▄▅▆▇█"
FIGURES = {
    "aid": aid,
    "apprehensions": apprehensions,
    "killed": killed,
    "parts": parts,
    "spans": spans,
}
KINDS: tuple[ChartKind, ...] = ("rows", "columns", "line", "range")
HEDGES: tuple[Qualifier | None, ...] = (None, None, None, "about", "more than", "nearly", "alleged")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
def test_golden(name: str, width: int) -> None:
    figure = FIGURES[name]()
    lines = drawn(figure, width)
    assert_fits(lines, width)
    assert_golden(f"figure-{name}-{width}", lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_golden_lines(width: int) -> None:
    lines = [
        *drawn(apprehensions(), width, kind="line"),
        (),
        *drawn(aid(), width, kind="columns"),
    ]
    assert_fits(lines, width)
    assert_golden(f"figure-lines-{width}", lines)


def rows(lines: Sequence[Line]) -> Sequence[Line]:
    """What stands behind the head of a table."""
    rule = next(place for place, line in enumerate(lines) if line and line[0].style == "frame")
    return lines[rule + 1 :]


def barred(lines: Sequence[Line]) -> list[Line]:
    """The rows that have a line of zero or a range on it: where a cell wraps, the rest has none."""
    return [line for line in rows(lines) if set("│┣") & set(line_text(line))]


def bar_cells(line: Line) -> float:
    """The length of a row's bar in cells."""
    text = "".join(
        text for _, text, style, _ in cells(line) if style in {"bar", "uncertain", "selected"}
    )
    return sum(
        EIGHTHS.index(sign) / 8 if sign in EIGHTHS else 1
        for sign in text
        if sign in EIGHTHS or sign in "█▒"
    )


@pytest.mark.parametrize("seed", range(40))
def test_bars_are_exact_to_a_quarter_of_a_cell_hedged_ones_to_a_cell(seed: int) -> None:
    chance = random.Random(seed)
    values = [
        chance.choice((1, 1000, 1e9, 1e-6)) * chance.random() for _ in range(chance.randint(2, 12))
    ]
    figure = series(
        [
            Point(category=f"c{number}", value=value, qualifier=chance.choice(HEDGES))
            for number, value in enumerate(values)
        ]
    )
    width = chance.randint(40, 300)
    lines = drawn(figure, width)
    assert_fits(lines, width)
    lengths = [bar_cells(line) for line in barred(lines)]
    for point, value, length in zip(figure.points, values, lengths, strict=True):
        # The longest is the measure of the others, and itself rounded.
        assert abs(length - value / max(values) * max(lengths)) <= (1 if point.qualifier else 1 / 4)
        assert not point.qualifier or float(length).is_integer() or length == 1 / 8


@pytest.mark.parametrize("seed", range(40))
def test_columns_are_exact_to_half_a_cell(seed: int) -> None:
    chance = random.Random(seed)
    values = [
        chance.random() * 10 ** chance.choice((2, 6, 9)) for _ in range(chance.randint(13, 40))
    ]
    lines = drawn(series(yearly(values)), 200, kind="columns")
    heights: dict[int, float] = {}
    top, rows = None, []
    for line in lines[1:]:
        margin = line_text(line[:1])
        if "┤" in margin or "│" in margin:
            rows.append(line)
            top = top or (margin.split("┤")[0].strip() if "┤" in margin else None)
    for line in rows:
        for at, text, style, _ in cells(line):
            if style == "bar":
                for offset in range(len(text)):
                    heights[at + offset] = (
                        heights.get(at + offset, 0) + UPRIGHT.index(text[offset]) / 8
                    )
    tops = [heights[start] for start in sorted(heights) if start - 1 not in heights]
    assert top is not None
    highest = number(top)
    for value, height in zip(values, tops, strict=True):
        assert abs(height - value / highest * len(rows)) <= 1 / 2


@pytest.mark.parametrize("seed", range(40))
def test_bars_on_both_sides_of_zero_are_exact_to_half_a_cell(seed: int) -> None:
    chance = random.Random(seed)
    values = [chance.uniform(-1000, 1000) for _ in range(chance.randint(2, 12))]
    lines = drawn(
        series([Point(category=f"c{place}", value=value) for place, value in enumerate(values)]),
        160,
    )
    lengths = []
    for line in barred(lines):
        text = "".join(text for _, text, style, _ in cells(line) if style == "bar")
        size = sum(
            1 / 2 if sign == "▐" else EIGHTHS.index(sign) / 8 if sign in EIGHTHS else 1
            for sign in text
        )
        lengths.append(
            -size if line_text(line).rstrip().find("│") > line_text(line).find(text) else size
        )
    whole = (
        (max(lengths) - min(lengths)) / (max(values) - min(values))
        if min(values) < 0 < max(values)
        else None
    )
    scale = whole or max(map(abs, lengths)) / max(map(abs, values))
    for value, length in zip(values, lengths, strict=True):
        assert abs(length - value * scale) <= 1


@pytest.mark.parametrize("seed", range(20))
def test_columns_below_zero_are_exact_to_half_a_cell(seed: int) -> None:
    chance = random.Random(seed)
    values = [chance.uniform(-1000, 1000) for _ in range(chance.randint(13, 40))]
    lines = drawn(series(yearly(values)), 200, kind="columns")
    rows = [
        line
        for line in lines
        if line and line[0].style == "axis" and ("┤" in line[0].text or "│" in line[0].text)
    ]
    foot = next(line_text(line) for line in lines if "┼" in line_text(line))
    top, bottom = number(rows[0][0].text.split("┤")[0]), number(foot.split("┼")[0])
    depths: dict[int, float] = {}
    for line in rows:
        for at, text, style, _ in cells(line):
            if style == "bar":
                for offset, sign in enumerate(text):
                    depths[at + offset] = depths.get(at + offset, 0) + {"▀": 0.5, "▔": 1 / 8}.get(
                        sign, UPRIGHT.index(sign) / 8 if sign in UPRIGHT else 1
                    )
    heights = [depths[start] for start in sorted(depths) if start - 1 not in depths]
    for value, height in zip(values, heights, strict=True):
        assert abs(height - abs(value) / (top - bottom) * len(rows)) <= 1 / 2 + 1e-9


@pytest.mark.parametrize("seed", range(20))
def test_ends_of_ranges_are_exact_to_half_a_cell(seed: int) -> None:
    chance = random.Random(seed)
    ends = [sorted(chance.uniform(0, 1000) for _ in range(3)) for _ in range(6)]
    points = [
        Point(category=f"c{at}", low=low, value=value, high=high)
        for at, (low, value, high) in enumerate(ends)
    ]
    lines = texts(barred(drawn(series(points), 200)))
    zero = next(line.index("│") for line in lines if "│" in line)
    places = [
        (
            min(map(line.index, set(line) & set("┣●"))) - zero,
            max(map(line.index, set(line) & set("┫●"))) - zero,
        )
        for line in lines[:6]
    ]
    scale = max(high for _, high in places) / max(high for *_, high in ends)
    for (low, _, high), (left, right) in zip(ends, places, strict=True):
        assert abs(left - low * scale) <= 1
        assert abs(right - high * scale) <= 1


@pytest.mark.parametrize("seed", range(20))
def test_stacked_parts_end_within_a_cell_of_their_sums(seed: int) -> None:
    chance = random.Random(seed)
    wholes = [
        [chance.uniform(1, 1000) for _ in range(chance.randint(2, 5))]
        for _ in range(chance.randint(1, 8))
    ]
    points = [
        Point(category=f"c{at}", part=f"p{place}", value=value)
        for at, values in enumerate(wholes)
        for place, value in enumerate(values)
    ]
    lines = barred(drawn(series(points), chance.randint(60, 300)))
    assert len(lines) == len(wholes)
    ends = []
    for line in lines:
        sizes = {
            style: line_width([Span(text)])
            for _, text, style, _ in cells(line)
            if style.startswith("series-")
        }
        ends.append([sum(list(sizes.values())[: place + 1]) for place in range(len(sizes))])
    scale = max(end[-1] for end in ends) / max(sum(values) for values in wholes)
    for values, reached in zip(wholes, ends, strict=True):
        sums = [sum(values[: place + 1]) for place in range(len(values))]
        missing = len(sums) - len(reached)
        assert all(
            any(abs(end - total * scale) <= 1 + 1e-6 for end in reached) for total in sums[missing:]
        )


@pytest.mark.parametrize("kind", ["rows", "columns", "line", "range"])
@pytest.mark.parametrize(
    "values", [[5e-324], [5e-324, 1e300], [1e-300, 1.0], [0.0, -5e-324], [1e-289, 1e289]]
)
def test_next_to_nothing_and_next_to_everything_are_drawn(
    kind: ChartKind, values: list[float | None]
) -> None:
    figure = series(yearly(values))
    for width in (20, 80, 300):
        assert_fits(drawn(figure, width, kind=kind), width)
        assert_fits(drawn(figure, width, "none"), width)
    assert not any("inf" in line or "nan" in line for line in texts(drawn(figure, 80)))


def number(label: str) -> float:
    """A tick's label as a number."""
    factor = {"K": 1e3, "M": 1e6, "B": 1e9}.get(label.rstrip()[-1], 1)
    return float(label.rstrip("KMB ").replace(",", "").replace("−", "-")) * factor


@pytest.mark.parametrize("seed", range(20))
def test_lines_are_exact_to_half_a_cell(seed: int) -> None:
    chance = random.Random(seed)
    values = [chance.randint(0, 1000) for _ in range(chance.randint(3, 30))]
    lines = drawn(series(yearly(values)), 160, kind="line")
    rows = [
        line
        for line in lines
        if line and line[0].style == "axis" and ("┤" in line[0].text or "│" in line[0].text)
    ]
    highest, lowest = (number(rows[place][0].text.split("┤")[0]) for place in (0, -1))
    marks = sorted(
        (at + offset, len(rows) - 1 - row)
        for row, line in enumerate(rows)
        for at, text, style, _ in cells(line)
        if style == "line"
        for offset, sign in enumerate(text)
        if sign == "●"
    )
    assert len(marks) == len(values)
    for value, (_, height) in zip(values, marks, strict=True):
        assert abs(height - (value - lowest) / (highest - lowest) * (len(rows) - 1)) <= 1 / 2 + 1e-9


def random_series(chance: random.Random) -> Series:
    """Any series: dated or not, with gaps, ranges, parts, hedges, huge and tiny numbers, long and foreign names."""
    size = 10.0 ** chance.randint(-8, 18)
    dated = chance.random() < 0.6
    points = []
    for place in range(chance.randint(0, 40)):
        value = (
            None
            if chance.random() < 0.15
            else round((chance.random() - 0.2 * chance.random()) * size, 6)
        )
        low = None if chance.random() < 0.85 or value is None else value - abs(value) / 2
        points.append(
            Point(
                at=Edtf.parse(str(1990 + place) if chance.random() < 0.9 else f"{1990 + place}-03")
                if dated
                else None,
                category=None
                if dated
                else chance.choice(
                    ("Police", "日本語の名前", "a" * 90, "x", "one two three four five six")
                ),
                part=chance.choice(("Courts", "Prisons")) if chance.random() < 0.1 else None,
                value=value,
                low=low,
                qualifier=chance.choice(HEDGES),
                caveat=chance.choice((None, None, "Doubtful, and why.")),
                cites=chance.choice(((), ("gao",))),
                text=chance.choice((None, "said in passing")),
            )
        )
    unit = chance.choice(("USD", "people", "%", "metric tons of fresh vegetables per month"))
    return series(
        points,
        unit=unit,
        scale=chance.choice((None, "million")),
        calendar=chance.choice(("gregorian", "us-fiscal")),
    )


@pytest.mark.parametrize("seed", range(150))
def test_no_chart_is_too_wide_nor_loses_a_point(seed: int) -> None:
    chance = random.Random(seed)
    figure, width = random_series(chance), chance.randint(40, 300)
    kind: ChartKind | None = chance.choice(
        (None, None, "rows", "columns", "line", "stacked", "range")
    )
    lines = drawn(figure, width, kind=kind)
    assert_fits(lines, width)
    assert bool(lines) == bool(figure.points)
    assert_fits(drawn(figure, width, "none"), width)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (yearly([1]), "rows"),
        (yearly([1] * 7), "rows"),
        (yearly([1] * 8), "columns"),
        ([*yearly([1] * 7), *yearly([None], 2007)], "rows"),
        (yearly([1] * 100), "line"),
        ([Point(category="a", value=1)] * 30, "rows"),
        ([Point(at=Edtf.parse(f"{1990 + n}/{1991 + n}"), value=n) for n in range(20)], "line"),
        ([Point(category="a", low=1, high=2)], "range"),
        ([Point(category="a", part=p, value=1) for p in ("x", "y")], "stacked"),
        ([Point(category="a", part=p, value=-1) for p in ("x", "y")], "rows"),
    ],
)
def test_the_kind_fits_the_points(points: Sequence[Point], expected: str) -> None:
    assert chart_kind(series(points), 80) == expected


def test_bars_are_never_a_line() -> None:
    points = [*yearly([1] * 20), Point(at=Edtf.parse("2020-01-01/2020-02-24"), value=1)]
    assert chart_kind(series(points), 80) == "line"
    assert chart_kind(series(points, chart="bar"), 80) == "rows"
    lines = texts(drawn(series(points, chart="bar"), 80))
    assert any(line.startswith("1 Jan – 24 Feb 2020") and "│█" in line for line in lines)
    assert chart_kind(series(yearly([1] * 20), chart="bar"), 80) == "columns"
    assert chart_kind(series(yearly([1] * 100), chart="bar"), 80) == "rows"


def test_an_author_may_choose() -> None:
    assert chart_kind(series(yearly([1, 2, 3]), chart="line"), 80) == "line"
    assert "│" not in "".join(texts(drawn(series(yearly([1, 2, 3]), chart="none"), 80)))


def test_fiscal_years_are_named_as_such() -> None:
    assert line_text(rows(drawn(aid(), 80))[0]).startswith("FY2007")


def test_gaps_stay_gaps() -> None:
    lines = texts(drawn(aid(), 80))
    assert any("no figure" in line for line in lines)
    assert sum(line.strip() == "┊" for line in lines) == 2
    broken = texts(drawn(series(yearly([5, 5, None, 5, 5])), 60, kind="line"))
    assert any("●───" in line and "  " in line.strip("│ ┤0123456789") for line in broken)


def test_points_lead_to_their_sources() -> None:
    kinds: tuple[ChartKind, ...] = ("rows", "columns", "line")
    for kind in kinds:
        targets = {
            target
            for line in drawn(apprehensions(), 100, kind=kind)
            for _, _, _, target in cells(line)
        }
        assert "cbp" in targets
    assert {
        target for line in drawn(killed(), 100) for _, _, _, target in cells(line) if target
    } == {"betz", "figure"}


def test_the_legend_is_of_the_signs_used() -> None:
    assert not any("about" in line for line in texts(drawn(series(yearly([1, 2])), 60)))
    assert any("≈ about" in line for line in texts(drawn(killed(), 40)))


def test_hedges_are_words_where_there_is_room() -> None:
    wide, narrow = "\n".join(texts(drawn(killed(), 100))), "\n".join(texts(drawn(killed(), 40)))
    assert "about" in wide
    assert "≈" not in wide
    assert "≈" in narrow


def test_the_axis_ends_at_the_highest_value_or_beyond_it() -> None:
    figure = series(yearly([18_000, 35_500]))
    for width in (50, 80, 120):
        assert texts(drawn(figure, width))[0].split()[-2] in {"36,000", "40,000"}
    for kind in ("columns", "line"):
        labels = [line.partition("┤")[0].strip() for line in texts(drawn(figure, 80, kind))]
        assert "40,000" in labels


def test_whole_numbers_have_whole_ticks() -> None:
    assert "0.5" not in line_text(drawn(series(yearly([1])), 200)[0])


def test_nothing_but_gaps_has_no_bars() -> None:
    assert texts(rows(drawn(series(yearly([None, None])), 60))) == [
        "2000    no figure",
        "2001    no figure",
    ]


def test_a_figure_says_each_number_once() -> None:
    for width in (50, 80, 120):
        for figure in (yearly([11_711, 24_222, 35_533]), yearly(range(11_701, 11_721))):
            said = " ".join(texts(drawn(series(figure), width)))
            for point in figure:
                assert said.count(f"{point.value:,}") == 1


def test_the_table_says_everything() -> None:
    said = " ".join(" ".join(texts(drawn(aid(), 100))).split())
    for words in (
        "FY2010",
        "639",
        "$ million",
        "since FY2008",
        "[crs]",
        "+60%",
        "⚠ The authors' names were dropped.",
        "security aid before Mérida",
        "no figure",
    ):
        assert words in said


def test_a_note_stands_once_below_and_its_number_beside_each_value() -> None:
    said = (("none", "no source"), (None, "no source"), ("both", "no source"))
    points = [
        replace(point, text=text, caveat=caveat)
        for point, (caveat, text) in zip(yearly([1, 2, 3]), said, strict=True)
    ]
    lines = texts(rows(drawn(series(points), 80)))
    assert [line.split("│")[1].lstrip("█▏▎▍▌▋▊▉ ") for line in lines[:3]] == [
        "⚠1",
        "+100%",
        "+50%  ⚠2",
    ]
    assert lines[3:] == ["", "All values: no source", "1  ⚠ none", "2  ⚠ both"]


def test_what_is_confirmed_has_its_sign_and_a_mere_note_none() -> None:
    caveats = (Caveat(text="agrees", grade="confirmed"), Caveat(text="by hand", grade="note"))
    points = [
        replace(point, caveat=caveat) for point, caveat in zip(yearly([1, 2]), caveats, strict=True)
    ]
    assert texts(drawn(series(points), 80))[-2:] == ["1  ✓ agrees", "2  by hand"]


def test_a_citation_of_all_values_stands_once_below() -> None:
    points = [replace(point, cites=("gao",)) for point in yearly([1, 2])]
    lines = texts(drawn(series(points), 80))
    assert lines[-1] == "All values: [gao]"
    assert texts(drawn(series(points, cites=("gao",)), 80)) == lines[:-2]


def test_a_value_by_itself_is_a_line_without_rules() -> None:
    point = replace(yearly([35500])[0], qualifier="more than", cites=("gao",), text="a record")
    lines = texts(drawn(series([point]), 60))
    assert lines == ["2000  more than 35,500 people  [gao]", "a record"]
    assert texts(drawn(series([replace(point, value=None, cites=())]), 60))[0] == "2000  no figure"


def test_a_chart_has_its_values_below_it_once_without_heads_and_rules() -> None:
    points = yearly([1200, 40, 3000, 2500, 10, 7, 5, 3, 35500])
    points = (*points[:-1], replace(points[-1], text="a record"))
    lines = texts(drawn(series(points), 76))
    axis = lines[: lines.index("")]
    assert any(line.startswith("40,000 ┤") for line in axis), "the axis ends beyond the highest"
    assert any("2002" in line and "2006" in line for line in axis), "years stand under it"
    below = lines[lines.index("") + 1 :]
    assert not any("─" in line or "Period" in line or "Change" in line for line in below)
    said = " ".join(below)
    for year, value in enumerate(("1,200", "40", "3,000", "2,500", "10", "7", "5", "3", "35,500")):
        assert f"{2000 + year} " in said
        assert said.split().count(value) == 1
    assert below[-2:] == ["", "1  a record"]


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize(
    "values",
    [
        [*range(-30, 30)],
        [1e-9 * 3**number for number in range(60)],
        [-1e15, 1e15, *[0.001] * 58],
        [None] * 59 + [1],
        [0] * 60,
    ],
)
@pytest.mark.parametrize("first", [-3020, 1960])
def test_sixty_points_of_any_size_keep_to_their_width(
    values: list[float | None], first: int, width: int
) -> None:
    points = [
        Point(
            at=Edtf.parse(f"{first + place:05}" if first < 0 else f"{first + place}"), value=value
        )
        for place, value in enumerate(values)
    ]
    assert_fits(drawn(series(points), width), width)


def test_sources_without_room_for_a_column_stand_below() -> None:
    points = [
        replace(point, cites=("gao",) if place < 2 else ("crs",))
        for place, point in enumerate(yearly([1, 2, 3]))
    ]
    said = " ".join(" ".join(texts(drawn(series(points), 36))).split())
    assert said.endswith("Sources: 2000 to 2001 [gao]; 2002 [crs]")


@pytest.mark.parametrize(
    ("first", "second", "unit", "change"),
    [
        (100, 150, "people", "+50%"),
        (150, 100, "people", "−33%"),
        (5, 100, "people", "×20"),
        (100, 100, "people", "±0%"),
        (10, 15, "%", "+5 pts"),
        (-10, 15, "USD", "+$25"),
        (0, 15, "people", "+15"),
        (-3, -12, "USD", "−$9"),
        (-0.1, 0.2, "°C", "+0.3"),
        (10, 100, "people", "×10"),
        (10, 99, "people", "+890%"),
        (5.5, 5.21e8, "USD", "×95 million"),
        (1e-300, 1e280, "people", "×10^580"),
        (10_000, 1, "people", "−99.9%"),
        (2, 3, "%", "+1 pt"),
    ],
)
def test_changes(first: float, second: float, unit: str, change: str) -> None:
    assert change in texts(drawn(series(yearly([first, second]), unit=unit), 80, "none"))[-1]


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        ((58, None), (30, "at least"), ""),
        ((58, None), (100, "at least"), "≥ +72%"),
        ((58, None), (30, "at most"), "≤ −48%"),
        ((58, None), (100, "at most"), ""),
        ((58, "at least"), (30, None), "≤ −48%"),
        ((58, "at least"), (100, None), ""),
        ((58, "at least"), (100, "at least"), ""),
        ((58, "at most"), (100, "at least"), "≥ +72%"),
        ((58, "about"), (100, "at least"), ""),
        ((58, None), (100, "more than"), "≈ +72%"),
    ],
)
def test_a_bound_says_no_more_of_a_change_than_it_can(
    first: tuple[float, Qualifier | None], second: tuple[float, Qualifier | None], change: str
) -> None:
    points = [
        Point(at=Edtf.parse(year), value=value, qualifier=qualifier)
        for year, (value, qualifier) in (("2001", first), ("2002", second))
    ]
    lines = texts(drawn(series(points), 80, "none"))
    assert ("Change" in lines[0]) == bool(change)
    assert lines[-1].endswith(f"  {change}" if change else str(second[0]))


@pytest.mark.parametrize(
    ("values", "changes"),
    [
        ([100, 150, 300], ["", "+50%", "+100%"]),
        ([100, None, 150, 300], ["", "", "+50% since 2000", "+100%"]),
        ([2000, 2001], ["", "+0.05%"]),
    ],
)
def test_a_change_over_a_gap_names_the_year_it_counts_from(
    values: list[float | None], changes: list[str]
) -> None:
    rows = texts(drawn(series(yearly(values)), 80, "none"))[2:]
    assert [row.partition("+")[1] + row.partition("+")[2] for row in rows] == changes


def test_a_change_over_years_that_are_left_out_names_the_year_too() -> None:
    points = tuple(
        Point(at=Edtf.parse(year), value=value)
        for year, value in (("2000", 1), ("2001", 2), ("2009", 3))
    )
    rows = texts(drawn(series(points), 80, "none"))[2:]
    assert [row.split(maxsplit=2)[2:] for row in rows] == [[], ["+100%"], ["+50% since 2001"]]


def test_points_at_any_time_are_one_line() -> None:
    dates = ("2000-01", "2000-04", "2001-06", "2002-02", "2002-11", "2004-01", "2004-05", "2006-01")
    figure = series([Point(at=Edtf.parse(date), value=5) for date in dates])
    assert gaps(figure) == frozenset()
    assert any(
        "●" in line and " " not in line.split("┤")[-1].strip()
        for line in texts(drawn(figure, 60, kind="line"))
    )


@pytest.mark.parametrize(
    ("values", "is_cut"),
    [([24, 39, 30], True), ([10, 39, 30], False), ([-24, -39], True), ([-5, 39], False)],
)
def test_an_axis_that_does_not_reach_zero_says_so(values: list[float | None], is_cut: bool) -> None:
    assert (
        "axis does not reach zero" in texts(drawn(series(yearly(values)), 80, kind="line"))[0]
    ) == is_cut


def test_points_at_any_time_stand_over_an_axis_of_years() -> None:
    dates = ("2009-06-25", "2010-07-29", "2014-09-30", "2020-07-20", "2021-09-20", "2022-04-07")
    figure = series([Point(at=Edtf.parse(date), value=place) for place, date in enumerate(dates)])
    for width in range(40, 120):
        lines = texts(drawn(figure, width, kind="line"))
        rule = next(place for place, line in enumerate(lines) if "└" in line)
        labels = lines[rule + 1].split()
        assert labels == sorted(labels)
        assert {"2010", "2020"} <= set(labels)
        assert lines[rule].count("┴") >= len(labels)


def test_a_total_is_said_where_no_part_is_missing() -> None:
    def of(year: str, part: str, value: float | None, qualifier: Qualifier | None = None) -> Point:
        return Point(at=Edtf.parse(year), part=part, value=value, qualifier=qualifier)

    figure = series(
        [
            of("2001", "A", 5),
            of("2001", "B", 3),
            of("2002", "A", 2),
            of("2002", "B", None),
            of("2003", "A", 1, "about"),
        ]
    )
    assert [line.partition("│")[0].split() for line in texts(rows(drawn(figure, 80)))] == [
        ["2001", "5", "3", "8"],
        ["2002", "2", "no", "figure"],
        ["2003", "about", "1", "about", "1"],
    ]


def test_parts_that_cite_sources_have_rows_of_their_own() -> None:
    points = [replace(point, cites=(point.part or "",)) for point in parts().points]
    lines = texts(rows(drawn(replace(parts(), points=tuple(points)), 80)))
    assert [line.split()[:2] for line in lines[:4]] == [
        ["FY2008", "81"],
        ["█", "Police"],
        ["▒", "Courts"],
        ["░", "Prisons"],
    ]


@pytest.mark.parametrize(
    ("kind", "sign"), [("rows", "╌"), ("columns", "╎"), ("line", "╎"), ("range", "╌")]
)
def test_nothing_is_drawn_across_a_point_that_is_counted_otherwise(
    kind: ChartKind, sign: str
) -> None:
    points = yearly([10, 12, 80, 90])
    broken = (*points[:2], replace(points[2], comparable=False), points[3])
    figure = series(broken, unit="people")
    for width in WIDTHS:
        whole, apart = (
            drawn(series(points, unit="people"), width, kind=kind),
            drawn(figure, width, kind=kind),
        )
        assert_fits(apart, width)
        assert sign in "".join(texts(apart))
        assert "not comparable" in " ".join(texts(apart))
        assert sign not in "".join(texts(whole))
    table = texts(drawn(figure, 80, "none"))
    assert "not comparable" in table[-2]
    assert table[-1].endswith("+13%")


def test_no_stroke_of_a_line_leads_across_a_break() -> None:
    points = yearly([10, 10, 10, 10])
    broken = (*points[:2], replace(points[2], comparable=False), points[3])
    row = next(line for line in texts(drawn(series(broken), 80, kind="line")) if "●" in line)
    before, after = row.split("╎")
    assert before.endswith(" ")
    assert after.startswith("●─")


def test_parts_of_wholes_that_are_counted_otherwise_stand_apart() -> None:
    figure = parts()
    later = max(point.at for point in figure.points if point.at is not None)
    counted = tuple(
        replace(point, comparable=False) if point.at == later else point for point in figure.points
    )
    lines = texts(drawn(replace(figure, points=counted), 80))
    assert [line.strip() for line in lines].count("╌" * 8) == 1


@pytest.mark.parametrize("values", [[1e17, 3e17], [1e-13, 3e-13], [1e300, 2e300], [1e-9, 1e21]])
def test_no_number_is_written_with_an_exponent(values: list[float]) -> None:
    for kind in KINDS:
        figure = series(yearly(values), unit="people")
        said = "".join(texts(drawn(figure, 80, kind)))
        assert not re.search(r"\de[+−-]?\d", said)
