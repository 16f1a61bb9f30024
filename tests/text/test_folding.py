"""Folding: what is written differently and found the same."""

import sqlite3
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefdeck.text.folding import SIGN_MARK, fold, fold_phrase, tokens


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


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("काल", "काल की गणना"),
        ("समझौते", "समझौते पर"),
        ("क़", "क़"),
        ("মাস", "মাস শেষে"),
        ("மாரம்", "மரம் மாரம்"),
        ("ไทย", "ประเทศไทยลงนามในข้อตกลง"),
        ("ข้อตกลง", "ประเทศไทยลงนามในข้อตกลง"),
        ("ลาว", "ประเทศลาว"),
        ("ລາວ", "ປະເທດລາວ"),
        ("កម្ពុជា", "ប្រទេសកម្ពុជា"),
        ("ប្រទេសកម្ពុជា", "ប្រទេស\u200bកម្ពុជា"),
        ("မြန်မာ", "ပြည်ထောင်စုမြန်မာနိုင်ငံ"),
        ("བོད", "བོད་ལྗོངས"),
        ("外交", "日本の外交政策"),
        ("東京都", "東京都"),
        ("人々", "人々の暮らし"),
        ("ガス", "ｶﾞｽ価格"),
        ("が", unicodedata.normalize("NFD", "が")),
        ("한국", "한국은 대한민국"),
        ("민국", unicodedata.normalize("NFD", "대한민국")),
        ("السلام", "السَّلَام"),
        ("محمد", "محـــمد"),
        ("امن", "أمن"),
        ("2008", "في ٢٠٠٨ و"),
        ("שלום", "שָׁלוֹם"),
        ("елка", "Ёлка"),
        ("Αθηνα", "Αθήνα"),
        ("istanbul", "İSTANBUL ılık"),
        ("full", "ｆｕｌｌ"),
        ("cooperation", "co­operation"),
        ("🇲🇽", "Flags: 🇲🇽🇺🇸"),
        ("1,234.5", "1234.5"),
        ("1234.5", "1,234.5"),
        ("160000", "₹1,60,000"),
    ],
)
def test_a_word_is_found_however_it_is_written(query: str, text: str) -> None:
    assert _has(text, query)
    assert fold_phrase(query) in fold_phrase(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("काल", "कुल राशि"),
        ("काल", "कल बैठक"),
        ("कल", "काल की गणना"),
        ("কম", "কাম"),
        ("மாரம்", "மரம்"),
        ("มา", "ม้า"),
        ("ไก", "ไกล่".replace("ก", "ข")),
        ("ລາວ", "ລ້າວ"),
        ("កម", "កុម"),
        ("မာ", "မိာ"),
        ("か", "がぎ"),
        ("は", "ぱば"),
        ("カ", "ｶﾞ"),
        ("하", "한국"),
        ("국한", "한국"),
        ("ي", "ى"),
        ("سيل", "سئل"),
        ("ה", "ח"),
        ("мои", "мой"),
        ("1.234,5", "1,234.5"),
        ("100200", "2008,100,200,3"),
    ],
)
def test_words_that_differ_by_a_mark_are_two_words(query: str, text: str) -> None:
    assert not _has(text, query)


def _has(text: str, query: str) -> bool:
    """Whether the words of a query stand in a row in a text."""
    wanted, words = tokens(query), tokens(text)
    assert wanted
    return any(
        words[start : start + len(wanted)] == wanted
        for start in range(len(words) - len(wanted) + 1)
    )
