"""What a file says to the terminal: nothing."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.text.visible import is_clean, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ÄÖ 国境 ", "plain ÄÖ 国境 "),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\tb", "a b"),
        ("a\nb", "a␊b"),
        ("a\r\nb", "a␍␊b"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b31m\x85", "⟨U+009B⟩31m⟨U+0085⟩"),
        ("\u202eabc\u2066\u2069", "⟨U+202E⟩abc⟨U+2066⟩⟨U+2069⟩"),
        ("\u200e\u200f\u061c", "⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩"),
        ("\u2028\u2029", "⟨U+2028⟩⟨U+2029⟩"),
        ("\u200b\ufeff\u2060\xad", "⟨U+200B⟩⟨U+FEFF⟩⟨U+2060⟩⟨U+00AD⟩"),
        ("a\U000e0041\U000e007f", "a⟨U+E0041⟩⟨U+E007F⟩"),
        ("\ud800\udfff", "⟨U+D800⟩⟨U+DFFF⟩"),
        ("\uffff\U0010ffff\ufdd0", "⟨U+FFFF⟩⟨U+10FFFF⟩⟨U+FDD0⟩"),
        ("pass\u200dword", "pass⟨U+200D⟩word"),
    ],
)
def test_shows(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧", "👩🏽\u200d🚀", "❤\ufe0f\u200d🔥", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم", "क्\u200dष", "葛\U000e0100", "e\u0301", "Việt Nam", "1️⃣", "ﷺ", "\u0600",
    ],
)  # fmt: skip
def test_keeps_what_scripts_and_emoji_need(text: str) -> None:
    assert visible(text) == text
    assert is_clean(text)


def test_newlines_stay_where_asked() -> None:
    assert visible("a\nb\x1b", keep_newlines=True) == "a\nb␛"
    assert is_clean("a\nb")
    assert not is_clean("a\tb")


@given(st.text(alphabet=st.characters(), max_size=30))
def test_clean_means_unchanged_and_once_is_enough(text: str) -> None:
    shown = visible(text, keep_newlines=True)
    assert is_clean(text) == (shown == text)
    assert visible(shown, keep_newlines=True) == shown
    assert is_clean(shown)


def test_no_control_or_direction_character_is_left_out() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        category = unicodedata.category(character)
        is_direction = unicodedata.bidirectional(character) in {
            "LRE",
            "RLE",
            "PDF",
            "LRO",
            "RLO",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }
        if category in {"Cc", "Cs", "Zl", "Zp"} or is_direction:
            assert visible(character) != character, hex(code)


def test_long_text_of_joiners_is_quick() -> None:
    assert visible("a" + "\u200d" * 200_000).count("⟨") == 200_000
