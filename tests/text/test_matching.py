"""Where what is searched for stands: one answer, in the library and in an open briefing."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefdeck.library.grammar import parse
from briefdeck.library.query import Query
from briefdeck.text.folding import fold, fold_phrase, placed, placed_phrase, tokens
from briefdeck.text.matching import (
    SNIPPET,
    pieces,
    snippet,
    word_marks,
)


def phrase_marks(text: str, phrase: str) -> tuple[tuple[int, int], ...]:
    """The places of a folded phrase, from the places of its folded letters."""
    wanted, folded = fold_phrase(phrase), placed_phrase(text)
    found = (
        [found.span() for found in re.finditer(re.escape(wanted), folded.text)] if wanted else []
    )
    return tuple(dict.fromkeys(folded.mark(*span) for span in found))


def words_of(text: str) -> Query:
    query = parse(text)
    assert isinstance(query, Query)
    return query


def test_marks_of_phrases_and_beginnings() -> None:
    text = "The rule of law, and the law; U.S.-Mexico. Me\u0301rida"
    assert [
        text[start:end] for start, end in word_marks(text, words_of('"rule of law"').words)
    ] == ["rule of law"]
    assert [
        text[start:end] for start, end in word_marks(text, words_of("u.s.-mexico la*").words)
    ] == [
        "law",
        "law",
        "U.S.-Mexico",
    ]
    assert [text[start:end] for start, end in word_marks(text, words_of("merida").words)] == [
        "Me\u0301rida"
    ]


def test_a_snippet_shows_the_most_matches() -> None:
    text = "aid " + "word " * 100 + "the aid came late and the aid was small " + "word " * 100
    shown, found_marks = snippet(text, words_of("aid").words)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert [shown[start:end] for start, end in found_marks] == ["aid", "aid"]


@given(
    st.text(alphabet="ab é中 \n", max_size=400),
    st.sampled_from(["a", "ab*", '"a b"', "e", "中", "b OR é"]),
)
def test_marks_in_snippets_are_marks_in_the_text(text: str, query: str) -> None:
    wanted = words_of(query).words
    shown, found_marks = snippet(text, wanted)
    assert len(shown) <= SNIPPET + 4
    whole = {text[start:end] for start, end in word_marks(text, wanted)}
    assert all(shown[start:end] in whole for start, end in found_marks)
    assert bool(found_marks) == bool(whole) or len(text) > SNIPPET


LETTERS = st.text(alphabet="ab áß½ſİ_-.,国काไทกี1하e\u0301", max_size=40)


@given(LETTERS)
@example("1,234 ｶﾞ ﾊ")
@example("ប្រទេសកម្ពុជា ខ្មែរ")
@example("á1,234.5")
def test_places_are_of_what_folding_makes(text: str) -> None:
    for with_places, folded in (
        (placed(text), fold(text)),
        (placed_phrase(text), fold_phrase(text)),
    ):
        assert with_places.text.split() == folded.split()
        for place, letter in enumerate(with_places.text):
            start, end = with_places.mark(place, place + 1)
            assert 0 <= start < end <= len(text)
            assert letter == " " or letter in fold_phrase(text[start:end])


# Letters that the two foldings of before knew differently, and what a phrase may hold beside words.
SPELLINGS = st.text(alphabet="aeß þÞæøłđðħŋœǝſİı áñç e\u0301 ﬁ½ “’–-.\n", max_size=30)


@given(SPELLINGS)
@example("The Þingvellir meeting")
@example("Ħal Għargħur, Ŋaro, ﬁn")
def test_every_word_that_the_library_finds_is_found_as_a_phrase(text: str) -> None:
    for token in tokens(text):
        assert token in fold_phrase(text)
        found = [text[start:end] for start, end in phrase_marks(text, token)]
        assert found
        assert all(token in fold(piece) for piece in found)


@given(SPELLINGS | st.text(max_size=40))
@example("ΐ ŉ ¨")
def test_folding_a_phrase_twice_changes_nothing(text: str) -> None:
    assert fold_phrase(fold_phrase(text)) == fold_phrase(text)


@given(SPELLINGS | st.text(max_size=40), st.integers(0, 40), st.integers(1, 10))
def test_any_part_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    marks = phrase_marks(text, part)
    assert bool(marks) == bool(fold_phrase(part))
    for first, end in marks:
        assert fold_phrase(part) in fold_phrase(text[first:end])


@given(SPELLINGS, st.sampled_from(["a", "th", "e", "fi n", "- a"]))
def test_pieces_are_the_text(text: str, phrase: str) -> None:
    cut = list(pieces(text, phrase_marks(text, phrase)))
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut)
    assert [piece for piece, is_match in cut if is_match] == [
        text[start:end] for start, end in phrase_marks(text, phrase)
    ]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mérida", "merida"),
        ("ÑUÑOA  Straße", "nunoa strasse"),
        ("one\n two\t three", "one two three"),
        ("Łódź Đà Ærø", "lodz da aero"),
        ("Þingvellir", "thingvellir"),
        ("don’t – “so”", 'don\'t - "so"'),
        ("ﬁne", "fine"),
    ],
)
def test_case_accents_and_line_breaks_make_no_difference(text: str, folded: str) -> None:
    assert fold_phrase(text) == folded


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "The Mérida\n  Initiative, merida INITIATIVE"
    assert [text[first:end] for first, end in phrase_marks(text, "mérida initiative")] == [
        "Mérida\n  Initiative",
        "merida INITIATIVE",
    ]
    assert phrase_marks(text, "") == ()
    assert phrase_marks("Straße", "ss") == ((4, 5),)
    assert phrase_marks("cafe\u0301s", "cafe") == ((0, 5),)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("ประเทศไทยลงนาม", "ไทย", ["ไทย"]),
        ("कुल काल कल", "काल", ["काल"]),
        ("ប្រទេសកម្ពុជា", "កម្ពុជា", ["កម្ពុជា"]),
        ("ｶﾞｽ と ガス", "ガス", ["ｶﾞｽ", "ガス"]),
        ("대한민국", "민국", ["민국"]),
        ("한국", "한국", ["한국"]),
        ("السَّلَام عليكم", "السلام", ["السَّلَام"]),
        ("some 1,234.5 tons", "1234.5", ["1,234.5"]),
        ("日本語 and English 語", "語", ["語", "語"]),
    ],
)
def test_whole_letters_are_marked_in_every_script(text: str, query: str, marked: list[str]) -> None:
    for marks in (phrase_marks(text, query), word_marks(text, words_of(query).words)):
        assert [text[start:end] for start, end in marks] == marked


@pytest.mark.parametrize("letter", ["ที่", "हि", "👩‍👩‍👧", "កុំ", "が"])
def test_a_snippet_is_cut_between_letters(letter: str) -> None:
    for shift in range(len(letter)):
        text = "x" * shift + letter * 200 + "国" + letter * 200
        shown, marks = snippet(text, words_of("国").words)
        assert [shown[start:end] for start, end in marks] == ["国"]
        assert shown.strip("… ").replace(letter, "") == "国"
        shown, _ = snippet(text, ())
        assert shown.strip("… x").replace(letter, "") == ""
