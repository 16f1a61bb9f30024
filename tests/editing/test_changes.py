"""Changes of a text reach its bytes, and touch no other."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.editing.changes import OverlapError, changed, difference, rewritten
from briefdeck.editing.toml_text import assignment_text, key_text, long_text, value_text
from briefdeck.loader.reading import decode
from briefdeck.model.problem import Change

LINES = st.lists(
    st.tuples(st.text("ab é漢", max_size=6), st.sampled_from(["\n", "\r\n"])), max_size=12
)


@given(LINES, st.booleans(), st.data())
def test_bytes_outside_a_change_stay(
    lines: list[tuple[str, str]], has_mark: bool, data: st.DataObject
) -> None:
    raw = "".join([line + end for line, end in lines])
    content = (b"\xef\xbb\xbf" if has_mark else b"") + raw.encode()
    text, _ = decode(content)
    if not text:
        return
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = rewritten(content, [Change(start, end, "NEW")])
    assert decode(new)[0] == text[:start] + "NEW" + text[end:]
    before, _, after = new.partition(b"NEW")
    assert content.startswith(before)
    assert content.endswith(after)


def test_new_lines_end_as_the_file_does() -> None:
    change = Change(2, 2, "x\ny\n")
    assert rewritten(b"a\r\nb\r\n", [change]) == b"a\r\nx\r\ny\r\nb\r\n"
    assert rewritten(b"a\nb\n", [change]) == b"a\nx\ny\nb\n"


def test_changes_that_overlap_are_refused() -> None:
    with pytest.raises(OverlapError):
        changed("abcdef", [Change(0, 3, ""), Change(2, 4, "")])
    assert changed("abcdef", [Change(2, 2, "1"), Change(2, 2, "2"), Change(0, 2, "")]) == "12cdef"


def test_a_difference_shows_no_control_character() -> None:
    shown = difference("a.toml", b"a\nb\n", b"a\n\x1b]0;x\x07\n")
    assert "\x1b" not in shown
    assert shown.splitlines()[:2] == ["--- a.toml", "+++ a.toml"]
    assert "-b" in shown


TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    TEXTS
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(TEXTS, VALUES)
def test_what_is_written_is_read_again(key: str, value: object) -> None:
    assert tomli.loads(f"{key_text(key)} = {value_text(value)}") == {key: value}  # type: ignore[arg-type]
    assert tomli.loads(assignment_text(key, value)) == {key: value}  # type: ignore[arg-type]


@given(TEXTS | st.text('a"\\\\\n', max_size=8))
def test_a_long_text_is_read_again(words: str) -> None:
    assert (
        tomli.loads(f"a = {long_text(words)}") == {"a": words.replace("\r\n", "\n")}
        or "\r" in words
    )
