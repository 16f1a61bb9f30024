"""Columns of a terminal hold behind texts of doubtful width, whatever the terminal makes of them."""

import unicodedata
from collections.abc import Callable, Sequence

import pytest

from briefdeck.draw.lines import Span, line_width
from briefdeck.output.terminal import StyledLines
from briefdeck.text.anchors import anchored_frame, column_places, is_doubtful, to_column
from briefdeck.text.width import cell_width, pad
from support.grid import Grid
from support.printing import printed
from support.scripts import TEXTS


def _each_alone(text: str) -> Sequence[int]:
    """No character joins another, and marks have cells of their own."""
    return [2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text]


def _spacing_marks_have_cells(text: str) -> Sequence[int]:
    """Nothing is joined, but accents and selectors take no cell, as in tmux 3.3."""
    marks = [unicodedata.category(sign) in {"Mn", "Me", "Cf"} for sign in text]
    alone = _each_alone(text)
    return [0 if is_mark else width for is_mark, width in zip(marks, alone, strict=True)]


def _marks_join(text: str) -> Sequence[int]:
    """All marks, joiners and selectors take no cell; what is joined is not drawn as one."""
    alone = _each_alone(text)
    marks = [unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf"} for sign in text]
    return [0 if is_mark else width for is_mark, width in zip(marks, alone, strict=True)]


def _all_narrow(text: str) -> Sequence[int]:
    """Only Han, kana and Hangul are wide, and pictures are not."""
    wide = [0x2E80 <= ord(sign) < 0xD7A4 or 0xFF01 <= ord(sign) < 0xFF60 for sign in text]
    joined = _marks_join(text)
    return [2 if is_wide else min(1, width) for is_wide, width in zip(wide, joined, strict=True)]


Widths = Callable[[str], Sequence[int]]
WAYS = [_each_alone, _spacing_marks_have_cells, _marks_join, _all_narrow]


@pytest.mark.parametrize("widths", WAYS)
@pytest.mark.parametrize("text", TEXTS)
def test_borders_hold_on_a_screen_and_nothing_stays(text: str, widths: Widths) -> None:
    grid = Grid(80, 1, widths)
    grid.feed(f"\x1b[1;1H{'@' * 50}")
    grid.feed(anchored_frame(f"\x1b[1;1H\x1b[1m│{pad(text, 40)}\x1b[0m│\x1b[3m after │"))
    assert grid.edges() == [(0, 41, 49)]
    assert "@" not in "".join(grid.cells[0][:49])


@pytest.mark.parametrize("widths", WAYS[1:])
@pytest.mark.parametrize("text", TEXTS)
def test_columns_hold_in_print_and_no_letter_is_lost(text: str, widths: Widths) -> None:
    grid = Grid(120, 2, widths)
    long, short = pad(text, cell_width(text)), pad(text[:12], 40)
    grid.feed(f"{_printed(f'{short}  │ 12   {short}  │ after')}\n")
    assert grid.edges()[0] == (42, 91)
    grid.feed(_printed(f"{long}  │"))
    assert set(text) <= set("".join(grid.cells[1]))


def _printed(line: str) -> str:
    for place, column in reversed(list(column_places(line))):
        line = line[:place] + to_column(column) + line[place:]
    return line


def test_a_line_that_the_terminal_breaks_has_no_columns() -> None:
    line = (Span("किताब", "strong"), Span("     |"))
    width = line_width(line)
    assert printed(StyledLines([line], room=width)) == f"\x1b[1mकिताब\x1b[0m     \x1b[{width}G|\n"
    assert "G" not in printed(StyledLines([line], room=width - 1))
    assert "G" not in printed(StyledLines([line]))


@pytest.mark.parametrize("text", ["Plain — “words”: ●○ ▌█ ½ → Ωж", "東京  タワー 서울", "x" * 90])
def test_what_all_draw_alike_is_as_it_was(text: str) -> None:
    assert not is_doubtful(text)
    assert not list(column_places(text))
    assert anchored_frame(f"\x1b[1;1H{text}") == f"\x1b[1;1H{text}"


def test_runs_on_a_screen_are_whole_graphemes_between_certain_signs() -> None:
    assert _framed("a👩‍👩‍👧b") == "a  \x1b[2G👩‍👩‍👧\x1b[4Gb"
    assert _framed("1️⃣ e\u0301 x") == "  \x1b[1G1️⃣\x1b[3G  \x1b[4Ge\u0301\x1b[5G x"


def _framed(text: str) -> str:
    return anchored_frame(f"\x1b[1;1H{text}").removeprefix("\x1b[1;1H")


def test_strings_to_the_terminal_and_texts_without_a_place_are_left_alone() -> None:
    for other in ("\x1b]0;कार्य\x07", "\x1b]8;id=1;https://x/क\x1b\\", "कार्य", "\x1b[2;3H\n\x1b[Aक"):
        assert anchored_frame(other) == other
