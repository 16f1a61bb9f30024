"""A comparison as JSON: by its schema, with numbers and dates that programs can use."""

import json
from typing import Any

import jsonschema

from briefdeck.document.comparison import Comparison, compare
from briefdeck.output.comparison_json import pieces, schema
from support.compared import COUNTS, FIRST, HEAD, SECOND, compared, loaded

LANDING = """
[[events]]
id = "landing"
title = "Apollo lands in the Sea of Tranquility"
date = "{date}"
text = "Apollo lands in the Sea of Tranquility."
caveat = {{ text = "Others differ.", grade = "differs" }}
"""


def written(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON, checked by its schema."""
    data: dict[str, Any] = json.loads("".join(pieces(comparison)))
    jsonschema.validate(data, schema())
    assert data["format"] == "briefdeck-comparison-1"
    found: dict[str, Any] = data["comparison"]
    return found


def test_figures_are_numbers() -> None:
    data = written(compared())
    (row,) = data["ledger"]
    assert (row["kind"], row["relation"], row["what"]) == ("figure", "differ", "2011 homicides")
    assert (row["a"]["value"], row["b"]["value"]) == (22409, 27213)
    assert row["difference"]["change"] == 4804
    hedges = {row["label"]: row["a"]["hedge"] for row in data["agreements"]}
    assert hedges == {"2008": "nearly", "2019": "more than"}
    assert [each["because"] for each in data["not_compared"]] == ["periods", "units"]
    (pair,) = data["statements"]
    assert (pair["a"]["entry"], pair["b"]["entry"]) == ("unstable", "weak")


def test_dates_are_edtf() -> None:
    first, second = (
        loaded(HEAD.format(title=name) + LANDING.format(date=date), name)
        for name, date in (("a", "1969-07-20"), ("b", "1969-07-21"))
    )
    (row,) = written(compare(first, second))["ledger"]
    assert (row["kind"], row["aspect"]) == ("date", "date")
    assert (row["a"]["date"], row["b"]["date"]) == ("1969-07-20", "1969-07-21")
    assert row["a"]["caveat"] == "differs"
    assert row["difference"]["words"] == "1 day later"


def test_every_value_is_counted_once() -> None:
    other = loaded(SECOND.replace("[[sources]]", COUNTS + "[[sources]]", 1), "b")
    data = written(compare(loaded(FIRST, "a"), other))
    counts = data["counts"]
    assert counts["values"] == len(data["ledger"]) + len(data["agreements"]) == 3
    assert counts["one_of_several"] == 2
    assert counts["agree"] == len(data["agreements"])


def test_nothing_in_common_is_a_field() -> None:
    data = written(compare(loaded(FIRST, "a"), loaded(HEAD.format(title="B"), "b")))
    assert data["nothing_in_common"]
    assert data["ledger"] == data["agreements"] == []
