"""Words of messages: one nearest name for whoever asks, and words that count as English does."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from briefdeck.text.words import (
    LIKENESS,
    counted,
    did_you_mean,
    listed,
    near_names,
    nearest,
    one_line,
    one_of,
    plural,
)

NAMES = st.text(alphabet="abcdeé -_", min_size=1, max_size=8)
LISTS = st.lists(NAMES, max_size=60, unique=True)


@given(NAMES, LISTS)
def test_the_nearest_name_is_a_known_one_that_is_like_it(word: str, known: list[str]) -> None:
    near = nearest(word, known)
    assert near in {"", *known}
    if near:
        plain = [each.translate(dict.fromkeys(map(ord, " -_"))) for each in (word, near)]
        assert not plain[0] or SequenceMatcher(None, plain[0], plain[1]).ratio() >= LIKENESS


@given(NAMES, LISTS)
def test_one_answer_whoever_asks_and_however_the_names_are_kept(
    word: str, known: list[str]
) -> None:
    near = nearest(word, known)
    assert nearest(word, tuple(sorted(known))) == near
    assert nearest(word.upper(), dict.fromkeys(known)) == near
    if near:
        assert near_names(word, sorted(known))[0] == near


@given(NAMES.filter(str.strip), LISTS)
def test_a_known_name_is_nearest_to_itself(word: str, known: list[str]) -> None:
    plain = word.translate(dict.fromkeys(map(ord, " -_")))
    if plain:
        found = nearest(word, [*known, word])
        assert found.translate(dict.fromkeys(map(ord, " -_"))) == plain


def test_names_that_contain_the_word_come_after_those_that_are_like_it() -> None:
    known = ("border", "border-statistics", "us-mexico-border-security", "bonder")
    assert near_names("borde", known) == ("border", "bonder", "border-statistics")
    assert near_names("statistics", known) == ("border-statistics",)
    assert near_names("xy", ("xyz-or-something-longer",)) == ()


def test_the_question() -> None:
    assert did_you_mean("a") == "Did you mean `a`?"
    assert did_you_mean("a", "b") == "Did you mean `a` or `b`?"
    assert did_you_mean() == did_you_mean("") == ""


@given(st.text())
def test_one_line_has_single_blanks_alone(text: str) -> None:
    assert one_line(text) == " ".join(text.split())


@given(st.integers(0, 10**6), st.sampled_from(["error", "entry", "day", "match", "changed file"]))
def test_a_number_with_its_noun(number: int, noun: str) -> None:
    words = counted(number, noun)
    assert words.startswith(f"{number:,} ")
    assert words.endswith(noun) == (number == 1)
    assert words.endswith(plural(noun)) == (number != 1)


def test_plurals_and_lists() -> None:
    assert [plural(noun) for noun in ("entry", "day", "cell", "match")] == [
        "entries",
        "days",
        "cells",
        "matches",
    ]
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert one_of([1, 2]) == "`1` or `2`"
