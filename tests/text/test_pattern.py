"""Expressions that wait to be compiled behave as compiled ones."""

import re

import pytest

from briefdeck.text.pattern import pattern


def test_behaves_as_a_compiled_expression() -> None:
    digits = pattern(r"(\d+)")
    found = digits.search("in 2008")
    assert found is not None
    assert found[1] == "2008"
    assert digits.sub("x", "1 and 2") == "x and x"
    assert digits.findall("1 and 2") == re.compile(r"(\d+)").findall("1 and 2")
    assert digits.pattern == r"(\d+)"
    assert pattern("a", re.IGNORECASE).fullmatch("A")


def test_complains_at_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
