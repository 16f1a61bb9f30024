"""Dates without quotes and values of other types: what an author is told is in TOML's words, and is accepted."""

import re

import pytest

from briefdeck.loader import load_text

EVENT = """\
format = 1
[briefing]
title = "T"
bluf = "B."
as_of = "2026-01"
[[events]]
id = "e"
title = "E"
kind = "assumption"
date = {}
"""
UNQUOTED = (
    "2025-10", "2025-13", "2025-10-00", "2025-02-30", "1990s", "2008-Q3", "2025W42", "21.10.2025", "10/11/2025", "-0044", "0044",
    "Y-66000000", "1998~", "1966/68", "2000/2005", "Oct 2025", "October 21, 2025", "2025-10-21T9:45", "2025-10-21T24:00:00Z",
    "2016-12-31T23:59:60Z", "2025-10-21T99:00:00", "2025-10-21T21:45:00+25:00", "2025-10-21T21:45:00-0530", "c. 1850",
    "2025-10-21T21:45Z/2025-10-22T01:00Z", "before 1990", "2025-99-99",
)  # fmt: skip


@pytest.mark.parametrize("words", UNQUOTED)
def test_what_is_advised_for_a_date_without_quotes_is_read(words: str) -> None:
    (problem,) = [each for each in load_text(EVENT.format(words)).problems if each.rule == "syntax"]
    advised = re.findall(r'`date = ("[^`]+")`', problem.remedy)
    assert advised
    for written in advised:
        assert not load_text(EVENT.format(written)).problems


@pytest.mark.parametrize(
    "written", ["2025-10-21T21:45:00Z", "2025-10-21 21:45:00", "2025-10-21", "2025", "-44"]
)
def test_dates_of_toml_are_read(written: str) -> None:
    assert not load_text(EVENT.format(written)).problems


@pytest.mark.parametrize("words", ["nonsense", "yes", "n.d."])
def test_words_that_are_no_date_are_not_to_be_put_in_quotes(words: str) -> None:
    (problem,) = load_text(EVENT.format(words)).problems
    assert f'"{words}"' not in problem.remedy


VALUES = {
    '"x"': "the string `x`",
    '" "': "an empty string",
    "5": "the integer `5`",
    "1.5": "the float `1.5`",
    "true": "the boolean `true`",
    "[5]": "an array",
    "[]": "an empty array",
    "{ x = 1 }": "a table",
    "2025-10-21": "the local date `2025-10-21`",
    "21:45:00": "the local time `21:45:00`",
    "2025-10-21T21:45:00": "the local date-time `2025-10-21 21:45:00`",
    "2025-10-21T21:45:00Z": "the offset date-time `2025-10-21 21:45:00+00:00`",
}
KEYS = {
    "title": "a string",
    "tags": "an array of strings",
    "see": "an array of strings",
    "cites": "an array of tables or strings",
}
WRONG_ARTICLE = re.compile(r"\ba [aeiou]|\ban [^aeiou]", re.IGNORECASE)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", VALUES)
def test_types_are_called_as_toml_calls_them(value: str, key: str) -> None:
    text = EVENT.format('"2025"').replace('title = "E"', f"{key} = {value}")
    problems = [each for each in load_text(text).problems if each.rule == "wrong-type"]
    for problem in problems:
        assert f"`{key}`" in problem.message
        assert not WRONG_ARTICLE.search(problem.message)
    whole = [each.message for each in problems if "An item" not in each.message]
    if whole:
        assert whole[0].endswith(f"is {VALUES[value]}; it should be {KEYS[key]}.")


def test_a_choice_of_types_is_a_list_with_one_or() -> None:
    table = '[[tables]]\nid = "t"\ntitle = "T"\ncolumns = ["a"]\nrows = [[2025-10-21]]\n'
    messages = [each.message for each in load_text(EVENT.format('"2025"') + table).problems]
    assert messages == [
        (
            "An item of `rows` of a table is the local date `2025-10-21`; "
            "it should be a string, an integer, a float or a boolean."
        )
    ]
