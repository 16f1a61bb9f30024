from typing import NamedTuple

import pytest

from briefdeck.reading.ranking import Ranking


class Tool(NamedTuple):
    title: str
    words: str = ""
    sentence: str = ""
    verb: str = ""
    note: str = ""


def titles(ranking: Ranking[Tool], typed: str) -> list[str]:
    return [tool.title for tool in ranking.by(typed)]


def test_titles_come_before_other_words_sentences_and_verbs() -> None:
    ranking = Ranking(
        [
            Tool("By verb", verb="mend"),
            Tool("By sentence", sentence="Mend the file."),
            Tool("By words", words="mend fix"),
            Tool("Mend"),
        ]
    )
    assert titles(ranking, "mend") == ["Mend", "By words", "By sentence", "By verb"]


def test_beginnings_come_before_parts_of_words_and_those_before_slips() -> None:
    ranking = Ranking([Tool("Martk"), Tool("Bookmark"), Tool("Market"), Tool("Mark")])
    assert titles(ranking, "mark") == ["Mark", "Market", "Bookmark", "Martk"]


@pytest.mark.parametrize("typed", ["bokmark", "boookmark", "bookmerk", "bokomark", "bookmrk"])
def test_one_slip_is_forgiven(typed: str) -> None:
    ranking = Ranking([Tool("Copy"), Tool("Bookmark"), Tool("Back")])
    assert titles(ranking, typed) == ["Bookmark"]
    assert titles(ranking, typed[:5]) == ["Bookmark"]


@pytest.mark.parametrize("typed", ["bxxkmark", "kramkoob", "bck"])
def test_more_than_one_slip_and_slips_in_short_words_are_not(typed: str) -> None:
    assert titles(Ranking([Tool("Bookmark"), Tool("Back")]), typed) == []


def test_every_word_that_means_something_counts() -> None:
    ranking = Ranking([Tool("Next match"), Tool("Next entry"), Tool("Match before")])
    assert titles(ranking, "next match") == ["Next match"]
    assert titles(ranking, "how do I go to the next entry") == ["Next entry"]
    assert titles(ranking, "xyzzy entry") == ["Next entry"]
    assert titles(ranking, "entry before") == ["Next entry", "Match before"]
    assert titles(ranking, "xyzzy") == []


def test_other_forms_of_a_word_find_it() -> None:
    ranking = Ranking([Tool("Compare"), Tool("Bookmark")])
    assert titles(ranking, "comparing") == ["Compare"]
    assert titles(ranking, "bookmarks") == ["Bookmark"]


def test_among_equals_the_shorter_title_and_then_the_order_counts() -> None:
    ranking = Ranking([Tool("Copy as"), Tool("Copy"), Tool("Copy of")])
    assert titles(ranking, "copy") == ["Copy", "Copy as", "Copy of"]
    assert titles(ranking, "  ") == ["Copy as", "Copy", "Copy of"]
    assert titles(ranking, "the") == []
