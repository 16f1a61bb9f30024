"""Text to cells: nothing is lost, nothing is wider than it may be, no grapheme is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefdeck.draw.lines import (
    Span,
    cell_width,
    clip,
    fit,
    flow,
    graphemes,
    line_text,
    line_width,
    merged,
    one_line,
    pad,
    truncate,
    wrap,
)
from briefdeck.text.visible import visible

FAMILY = "👩‍👩‍👧‍👦"
TEXTS = (
    st.lists(
        st.sampled_from([*list("ab cé—日本ー한👍"), "é", FAMILY, "\u200d", "☎️", " ", "  "]),
        max_size=40,
    )
    .map("".join)
    .map(visible)
)


@given(TEXTS)
def test_width_is_richs(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("a b c", 3, "a…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        (FAMILY * 3, 4, FAMILY + "…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("x", 0, ""),
        ("xy", 1, "…"),
    ],
)
def test_truncates_between_graphemes(text: str, width: int, expected: str) -> None:
    assert truncate(text, width) == expected


@given(TEXTS, st.integers(0, 20))
def test_fit_and_pad_keep_their_width(text: str, width: int) -> None:
    assert cell_width(fit(text, width)) <= width
    assert text.startswith(fit(text, width))
    assert all(
        cell_width(pad(text, width, align)) == width for align in ("left", "right", "center")
    )


@given(TEXTS, st.integers(2, 20))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in lines)


@given(TEXTS, st.integers(2, 20))
def test_wrapping_breaks_no_word_that_fits(text: str, width: int) -> None:
    kept = {word for line in wrap(text, width) for word in line.split()}
    narrow = [
        word for word in text.split() if cell_width(word) <= width and cell_width(word) <= len(word)
    ]
    assert all(word in kept for word in narrow)


def test_a_hundred_kilobytes_without_a_blank_wrap() -> None:
    assert len(wrap("x" * 100_000, 80)) == 1250


def test_flow_keeps_styles_targets_and_margins() -> None:
    lines = flow(
        (Span("see the "), Span("first source", "citation", "gao"), Span(" and\nmore")),
        12,
        first=(Span("1. "),),
        rest=(Span("   "),),
    )
    assert [line_text(line) for line in lines] == [
        "1. see the",
        "   first",
        "   source",
        "   and",
        "   more",
    ]
    assert {span.text for line in lines for span in line if span.target == "gao"} == {
        "first",
        "source",
    }


def test_merging_joins_neighbours_of_one_kind() -> None:
    assert merged([Span("a"), Span(""), Span("b"), Span("c", "muted")]) == (
        Span("ab"),
        Span("c", "muted"),
    )


@given(TEXTS, TEXTS, st.integers(0, 30), st.integers(0, 20))
def test_a_clip_is_as_wide_as_the_line_reaches(
    one: str, other: str, start: int, width: int
) -> None:
    line = (Span(one), Span(other, "muted"))
    assert line_width(clip(line, start, width)) == max(min(line_width(line) - start, width), 0)


def test_half_a_wide_character_becomes_a_blank() -> None:
    assert clip((Span("日本"),), 1, 2) == (Span("  "),)


def test_graphemes_stay_whole() -> None:
    assert [part for part, _ in graphemes(f"a{FAMILY}e\u0301")] == ["a", FAMILY, "e\u0301"]


def test_one_line_has_no_breaks() -> None:
    assert one_line(" a\n b\t c ") == "a b c"
