"""Text to cells: nothing is lost, nothing is wider than it may be, no grapheme is cut."""

from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.lines import Span, flow, line_text, merged
from briefdeck.text.visible import visible
from briefdeck.text.width import cell_width

FAMILY = "👩‍👩‍👧‍👦"
TEXTS = (
    st.lists(
        st.sampled_from([*list("ab cé—日本ー한👍"), "é", FAMILY, "\u200d", "☎️", " ", "  "]),
        max_size=40,
    )
    .map("".join)
    .map(visible)
)


def wrapped(text: str, width: int) -> list[str]:
    return [line_text(line) for line in flow((Span(text),), width)]


@given(TEXTS, st.integers(2, 20))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in lines)


@given(TEXTS, st.integers(2, 20))
def test_wrapping_breaks_no_word_that_fits(text: str, width: int) -> None:
    kept = {word for line in wrapped(text, width) for word in line.split()}
    narrow = [
        word for word in text.split() if cell_width(word) <= width and cell_width(word) <= len(word)
    ]
    assert all(word in kept for word in narrow)


def test_a_hundred_kilobytes_without_a_blank_wrap() -> None:
    assert len(wrapped("x" * 100_000, 80)) == 1250


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
