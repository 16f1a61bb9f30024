"""The fields of search: what a query may go on to be."""

import pytest

from briefdeck.reading.shelf.fields import Values, completions, with_field

VALUES = Values(tags=(("aid", "3"), ("border", "2")), briefings=(("ferry", "A ferry"),))


def shown(query: str) -> list[str]:
    return [found.shown for found in completions(query, VALUES)]


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("ki", ["kind:"]),
        ("mexico ca", ["caveat:"]),
        ("-ta", ["tag:"]),
        ("(so", ["source:"]),
        ("k", []),
        ("", []),
        ("mexico ", []),
        ("kind:re", ["recommendation"]),
        ("kind:k", ["key-point"]),
        ("tag:", ["aid", "border"]),
        ("tag:b", ["border"]),
        ("tag:border", []),
        ("briefing:f", ["ferry"]),
        ("has:q", ["quote"]),
        ("caveat:w", ["warning", "wrong"]),
        ("nofield:x", []),
    ],
)
def test_the_last_word_becomes_a_field_or_a_value(query: str, offered: list[str]) -> None:
    assert shown(query) == offered


def test_what_stands_before_stays_and_tags_are_counted() -> None:
    (field,) = completions("aid -ki", VALUES)
    assert field.query == "aid -kind:"
    assert [tag.note for tag in completions("tag:", VALUES)] == ["3", "2"]
    (kind,) = completions('"rule of law" kind:rec', VALUES)
    assert kind.query == '"rule of law" kind:recommendation '


def test_a_field_that_is_chosen_is_typed_on() -> None:
    assert with_field("", "kind") == "kind:"
    assert with_field("mexico", "year") == "mexico year:"
    assert with_field("mexico ye", "year") == "mexico year:"
    assert with_field("(", "year") == "(year:"
