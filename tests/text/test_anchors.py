"""Columns of a terminal hold behind texts of doubtful width, whatever the terminal makes of them."""

import unicodedata
from collections.abc import Sequence

import pytest

from briefdeck.text.anchors import anchored, anchored_frame, is_doubtful
from briefdeck.text.width import cell_width, pad
from support.grid import Grid
from support.scripts import TEXTS


def _each_alone(text: str) -> Sequence[int]:
    """No character joins another, and marks have cells of their own."""
    return [2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text]


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


WAYS = [_each_alone, _marks_join, _all_narrow]


@pytest.mark.parametrize("widths", WAYS)
@pytest.mark.parametrize("text", TEXTS)
def test_what_follows_stands_in_its_column(text: str, widths: object) -> None:
    line = f"│{pad(text, 40)}│ after │"
    grid = Grid(80, 2, widths)  # type: ignore[arg-type]  # one of the ways
    grid.feed(anchored(line, 1))
    assert grid.edges()[0] == (0, 41, 49)
    # On a screen nothing stays of what was there, and only what has a place is touched.
    grid.feed(f"\x1b[2;1H{'X' * 50}")
    grid.feed(anchored_frame(f"\x1b[2;1H\x1b[1m│{pad(text, 40)}\x1b[0m│\x1b[3m after │"))
    assert grid.edges()[1] == (0, 41, 49)
    kept = set("".join(grid.cells[1])) - set("".join(grid.cells[0]))
    assert kept <= set("X" if "X" in text else "")


@pytest.mark.parametrize("text", ["Plain — “words”: ●○ ▌█ ½ → Ωж", "東京 タワー 서울", "x" * 90])
def test_what_all_draw_alike_is_as_it_was(text: str) -> None:
    assert not is_doubtful(text)
    assert anchored(text, 1) == text
    assert anchored_frame(f"\x1b[1;1H{text}") == f"\x1b[1;1H{text}"


def test_runs_are_whole_graphemes_between_certain_signs() -> None:
    assert anchored("a👩‍👩‍👧b", 1) == "a👩‍👩‍👧\x1b[4Gb"
    assert anchored("1️⃣ e\u0301 x", 5) == "1️⃣\x1b[7G e\u0301\x1b[9G x"
    assert anchored("क", 1, clears=True) == " \x1b[1Gक\x1b[2G"
    for text in TEXTS:
        without = "".join(
            part.partition("G")[2] for part in ("G" + anchored(text, 1)).split("\x1b[")
        )
        assert without == text
        assert cell_width(without) == cell_width(text)


def test_strings_to_the_terminal_and_texts_without_a_place_are_left_alone() -> None:
    for other in ("\x1b]0;कार्य\x07", "\x1b]8;id=1;https://x/क\x1b\\", "कार्य", "\x1b[2;3H\n\x1b[Aक"):
        assert anchored_frame(other) == other
