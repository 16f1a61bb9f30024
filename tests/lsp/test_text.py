"""A text as editors count it: positions there and back, and edits as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.lsp.protocol import Edit, Encoding, Position, Range
from briefdeck.lsp.text import Text
from briefdeck.model.problem import Change

LETTERS = "ab\néß\U0001f6a2\u2028\x0c"
"""Letters of one and of two units, and what ends a line elsewhere but not here."""
texts = st.text(alphabet=LETTERS, max_size=30)
ENCODINGS: tuple[Encoding, ...] = ("utf-16", "utf-32")


def units(text: str, encoding: Encoding) -> int:
    """How long a client finds a text."""
    return len(text.encode("utf-16-le")) // 2 if encoding == "utf-16" else len(text)


@given(texts, st.sampled_from(ENCODINGS))
def test_every_offset_has_a_position_that_leads_back(content: str, encoding: Encoding) -> None:
    text = Text.sent(content, encoding)
    lines = content.split("\n")
    for offset in range(len(content) + 1):
        position = text.position(offset)
        before = content[:offset]
        assert position.line == before.count("\n")
        assert position.character == units(before.rpartition("\n")[2], encoding)
        assert position.character <= units(lines[position.line], encoding)
        assert text.offset(position) == offset


@given(
    texts,
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), texts), max_size=5),
    st.sampled_from(ENCODINGS),
)
def test_edits_do_what_they_say(
    content: str, edits: list[tuple[int, int, str]], encoding: Encoding
) -> None:
    text = Text.sent(content, encoding)
    for one, other, new in edits:
        start, end = sorted((min(one, len(content)), min(other, len(content))))
        text = text.edited(Edit(text=new, range=text.range(start, end)))
        content = content[:start] + new + content[end:]
        assert text.content == content
        assert text.position(len(content)) == Text.sent(content, encoding).position(len(content))


def test_an_edit_without_a_place_is_the_whole_text() -> None:
    assert Text.sent("a\nb", "utf-16").edited(Edit(text="c")).content == "c"


@pytest.mark.parametrize(
    ("position", "offset"),
    [
        (Position(0, 99), 2),
        (Position(9, 0), 5),
        (Position(-1, 1), 1),
        (Position(0, -1), 0),
        (Position(1, 1), 4),
    ],
)  # fmt: skip
def test_positions_that_no_text_has_are_the_nearest(position: Position, offset: int) -> None:
    assert Text.sent("ab\ncd", "utf-32").offset(position) == offset


def test_half_of_a_pair_is_the_place_before_it() -> None:
    assert Text.sent("a\U0001f6a2b", "utf-16").offset(Position(0, 2)) == 1


def test_other_line_ends_count_as_lines_and_come_back_with_what_is_inserted() -> None:
    text = Text.sent("\ufeffa\r\nb\rc", "utf-16")
    assert text.content == "a\nb\nc"
    assert text.position(4) == Position(2, 0)
    assert text.change(Change(1, 1, "\n")).new_text == "\r\n"
    edited = text.edited(Edit(text="x\r\ny", range=Range(Position(1, 0), Position(1, 1))))
    assert edited.content == "a\nx\ny\nc"
    assert edited.change(Change(0, 0, "\n")).new_text == "\r\n"
    assert Text.sent("a\nb", "utf-16").change(Change(1, 1, "\n")).new_text == "\n"
