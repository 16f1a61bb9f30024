"""One width for every text, Rich's, and nothing is ever wider than it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from briefdeck.draw.lines import Span, line_width
from briefdeck.library.query import BadQuery
from briefdeck.loader.report import problem_lines
from briefdeck.model.problem import Place, Problem
from briefdeck.text.visible import visible
from briefdeck.text.width import (
    boundary,
    cell_width,
    first_grapheme,
    first_words,
    fit,
    graphemes,
    pad,
    truncate,
)

FAMILY = "👩‍👩‍👧‍👦"
FLAG = "🇲🇽"
KEYCAP = "1️⃣"
PARTS = (*"ab cé—日本ー한👍", "e\u0301", FAMILY, FLAG, KEYCAP, "☎️", "👍🏽", "ที่", " ", "  ")
TEXTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)
ANY_TEXTS = st.text(max_size=40).map(visible)


@pytest.mark.parametrize("text", [FAMILY, FLAG, KEYCAP, "☎️", "👍🏽", "🏳️‍🌈", "日"])
def test_one_sign_on_the_screen_is_two_cells_and_one_grapheme(text: str) -> None:
    assert cell_width(text) == 2
    assert list(graphemes(text)) == [(text, 2)]


@pytest.mark.parametrize("text", ["x", "é", "e\u0301", "☎", "ที่", "…", "\u2022"])
def test_one_cell(text: str) -> None:
    assert cell_width(text) == 1
    assert list(graphemes(text)) == [(text, 1)]


@given(TEXTS | ANY_TEXTS)
def test_every_measure_agrees(text: str) -> None:
    assert cell_width(text) == cell_len(text) == Text(text).cell_len
    assert cell_width(text) == line_width((Span(text),))
    assert cell_width(text) == sum(cells for _, cells in graphemes(text))
    assert "".join(part for part, _ in graphemes(text)) == text


@given(TEXTS, TEXTS.filter(str.strip))
def test_carets_stand_where_the_marked_part_does(before: str, marked: str) -> None:
    before = f"x{before}"
    place = Place(
        line=1,
        column=1,
        text=before + marked,
        marked=(len(before), len(before) + len(marked)),
    )
    problem = Problem(rule="r", severity="error", message="m", file="f", place=place)
    _, _, carets = problem_lines(problem)
    _, pointer = BadQuery(before + marked, "m", "", len(before), len(before) + len(marked)).pointer
    assert carets.removeprefix("      | ") == pointer
    assert pointer == " " * cell_len(before) + "^" * max(1, cell_len(marked))


@given(TEXTS)
def test_rich_pads_as_we_do(text: str) -> None:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(Text(pad(text, 60)), end="")
    assert capture.get() == pad(text, 60)
    assert cell_len(pad(text, 60)) == 60


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("a b c", 3, "a…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        (FAMILY * 3, 4, FAMILY + "…"),
        (FLAG * 3, 4, FLAG + "…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("x", 0, ""),
        ("xy", 1, "…"),
    ],
)
def test_truncates_between_graphemes(text: str, width: int, expected: str) -> None:
    assert truncate(text, width) == expected


@given(TEXTS | ANY_TEXTS, st.integers(0, 20))
def test_fit_and_pad_keep_their_width(text: str, width: int) -> None:
    assert cell_width(fit(text, width)) <= width
    assert text.startswith(fit(text, width))
    assert all(
        cell_width(pad(text, width, align)) == width for align in ("left", "right", "center")
    )


def test_a_text_is_cut_between_graphemes() -> None:
    text = "ab 🇲🇽🇺🇸 हिन्दी 👩‍👩‍👧 xyz"
    starts = [0]
    for grapheme, _ in graphemes(text):
        starts.append(starts[-1] + len(grapheme))
    for at in range(len(text) + 1):
        assert boundary(text, at) == max(start for start in starts if start <= at)


def test_the_first_words_are_whole_and_without_blanks_the_first_letters() -> None:
    assert first_words("one two three", 9) == "one two"
    assert first_words("one", 9) == "one"
    assert first_words("เก็บที่นี่", 7) == "เก็บที่"
    assert first_words("เก็บที่นี่", 6) == "เก็บ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ann", "A"), ("E\u0301va", "E\u0301"), ("मीना", "मी"), ("🇲🇽🇺🇸", "🇲🇽"), ("", "")],
)
def test_the_first_letter_has_its_marks(text: str, expected: str) -> None:
    assert first_grapheme(text) == expected
