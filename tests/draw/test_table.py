"""Tables: no cell is lost in print, however narrow; numbers stand under each other; a window moves over the rest."""

import random

import pytest

from briefdeck.draw.lines import Line, Span, line_text, line_width
from briefdeck.draw.table import Cell, table
from briefdeck.model.briefing import Column
from briefdeck.text.width import cell_width
from support.drawn import WIDTHS, assert_fits, assert_golden, cells, texts

COLUMNS = (
    Column(title="Period", priority=1),
    Column(title="Value", unit="USD million", priority=1),
    Column(title="Change", priority=4),
    Column(title="Source", priority=3),
    Column(title="What to know", priority=2),
)
ROWS = (
    ("FY2007", "48", "", "[12]", "security aid to Mexico before Mérida"),
    ("FY2008", "400", "+733%", "[12]", ""),
    (
        "FY2010",
        "639",
        "+60%",
        "[12] [13]",
        "The authors' names were dropped, so that nobody knows for sure who said it.",
    ),
    ("FY2020", "76.3", "−45%", "[31]", "日本語のテキストはここにあります。e\u0301 👩‍👩‍👧‍👦"),
)
WORDS = (
    "a",
    "Mérida",
    "日本語のテキスト",
    "x" * 50,
    "12.5",
    "one two three",
    "",
    "👩‍👩‍👧‍👦",
    "e\u0301" * 9,
    "−3",
    "$400M",
    "see [1]",
)


@pytest.mark.parametrize("width", WIDTHS)
def test_golden(width: int) -> None:
    lines: list[Line] = [*table(COLUMNS, ROWS, width)]
    assert_fits(lines, width)
    assert_golden(f"table-{width}", lines)


@pytest.mark.parametrize("seed", range(60))
def test_no_cell_is_lost_in_print(seed: int) -> None:
    chance = random.Random(seed)
    count = chance.randint(1, 7)
    columns = [
        Column(
            title=f"Head{place}",
            priority=chance.choice((None, 1, 2, 3)),
            align=chance.choice((None, "left", "right", "center", "decimal")),
        )
        for place in range(count)
    ]
    rows = [
        [" ".join(chance.choices(WORDS, k=chance.randint(1, 4))) for _ in columns]
        for _ in range(chance.randint(1, 6))
    ]
    width = chance.randint(20, 200)
    lines = table(columns, rows, width)
    assert_fits(lines, width)
    printed = sorted(
        "".join(
            sign
            for line in lines
            for sign in line_text(line)
            if not sign.isspace() and sign not in "─·:…"
        )
    )
    for row in rows:
        for cell in row:
            for sign in cell:
                assert sign.isspace() or sign in printed
    said = "".join("".join(texts(lines)).split())
    if count == 1:
        for row in rows:
            assert "".join(row[0].split()) in said


def test_words_of_every_cell_come_in_order_at_forty_columns() -> None:
    said = " ".join(" ".join(texts(table(COLUMNS, ROWS, 40))).split())
    for row in ROWS:
        for cell in row:
            if cell and cell_width(cell) == len(cell):
                assert cell in said


def test_numbers_stand_under_their_points() -> None:
    lines = texts(table(["n"], [["1.25"], ["300"], ["−4.5"], ["12"]], 40))
    columns = {line.rfind(".") if "." in line else len(line) for line in lines[2:]}
    assert len(columns) == 1


def test_whole_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    lines = texts(table(["Name", "n"], [["one", "5"], ["eleven", "1,200"]], 40))
    assert lines[2:] == ["one         5", "eleven  1,200"]


def test_the_least_important_columns_leave_first() -> None:
    lines = texts(table(COLUMNS, ROWS, 50))
    head = " ".join(lines[:3])
    assert "Change" not in head
    assert "Period" in head
    assert "Value" in head
    assert any("Change: +733% · Source: [12]" in line for line in lines)


def test_very_narrow_tables_are_records() -> None:
    lines = texts(table(COLUMNS, ROWS, 20))
    assert lines[0] == "FY2007"
    assert "" in lines
    assert any(line.startswith("  Change: +733%") for line in lines)


def test_spans_keep_their_targets() -> None:
    rows: list[list[Cell]] = [[(Span("linked", "citation", "src"),), "plain"], ["second", "row"]]
    lines = table(["A", "B"], rows, 40)
    spans = [
        (text.strip(), style, target)
        for line in lines
        for _, text, style, target in cells(line)
        if text.strip()
    ]
    assert ("linked", "citation", "src") in spans
    assert ("plain", "text", None) in spans


def test_rows_of_uneven_length_are_filled_up() -> None:
    assert texts(table(["A"], [["x", "y"], []], 40))[2:] == ["x  y", ""]


def test_tables_without_columns_or_rows() -> None:
    assert table([], [], 40) == ()
    assert texts(table(["A", "B"], [], 40)) == ["A  B", "────"]


def test_no_line_ends_inside_a_grapheme() -> None:
    family = "👩‍👩‍👧‍👦"
    for width in range(20, 60):
        for line in table(["A", "B"], [[family * 12, "e\u0301" * 40]], width):
            assert line_width(line) <= width
            assert "\u200d" not in {line_text(line)[:1], line_text(line)[-1:]}
            assert not line_text(line).strip().startswith("\u0301")
