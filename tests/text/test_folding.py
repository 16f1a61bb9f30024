"""Folding: what is written differently and found the same."""

import sqlite3
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefdeck.text.folding import SIGN_MARK, fold, tokens, words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mérida", ["merida"]),
        (unicodedata.normalize("NFD", "Mérida"), ["merida"]),
        ("ŁÓDŹ Đorđe Straße STRASSE", ["lodz", "dorde", "strasse", "strasse"]),
        ("Ærø Œuvre ﬁn", ["aero", "oeuvre", "fin"]),
        ("U.S.-Mexico", ["u", "s", "mexico"]),
        ("snake_case", ["snake", "case"]),
        ("Việt Šćepanović São", ["viet", "scepanovic", "sao"]),
        ("中国 border", ["中", "国", "border"]),
        ("ΟΔΟΣ οδός", ["οδοσ", "οδοσ"]),
        ("Київ", ["київ".replace("ї", "і")]),
        ("İstanbul ışık", ["istanbul", "isik"]),
        ("½ １２", ["1", "2", "12"]),
    ],
)
def test_letters(text: str, wanted: list[str]) -> None:
    assert tokens(text) == wanted


@given(st.text(max_size=60))
@example("́a")
@example("ŉ")
@example("ΐ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)


@given(st.text(max_size=60))
@example("a\u0301\u0327b")
@example("한국어 中a文")
@example("e\u0301_e")
def test_words_give_the_tokens_of_the_whole(text: str) -> None:
    assert [token for word in words(text) for token in word.tokens] == tokens(text)


@given(st.text(max_size=60))
def test_words_stand_in_order_inside_the_text(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


@given(st.text(max_size=60))
@example("a\u2019b\u2014c \u00ad\u0345")
@example("Ⅷ ª ² ㎏")
def test_the_database_splits_words_as_we_do(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table words using fts5(text, tokenize='ascii')")
    connection.execute("create virtual table terms using fts5vocab(words, row)")
    connection.execute("insert into words values (?)", (fold(text),))
    assert {row[0] for row in connection.execute("select term from terms")} == set(tokens(text))


def test_nobody_can_write_a_sign() -> None:
    assert SIGN_MARK not in fold(f"a{SIGN_MARK}kéy")
    assert SIGN_MARK not in fold(f"{SIGN_MARK}")
