"""The model decodes, encodes and describes itself."""

import json
import re
from datetime import date
from typing import Any

import msgspec
import pytest
import tomli
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from briefdeck.model.briefing import Briefing
from briefdeck.model.codec import EDTF_PATTERN, dec_hook, enc_hook, schema_hook
from briefdeck.model.edtf import Edtf, is_edtf
from support.briefings import big_briefing_toml, decode, random_raw, raw_briefings, to_toml

SCHEMA = msgspec.json.schema(Briefing, schema_hook=schema_hook)
FRONT = {"title": "T", "bluf": "B.", "as_of": "2020"}


def test_an_error_carries_its_key_path_and_teaches() -> None:
    with pytest.raises(
        msgspec.ValidationError, match=r"write 2001-09 - at `\$\.events\[0\]\.date`"
    ):
        decode(
            {
                "format": 1,
                "briefing": FRONT,
                "events": [{"id": "e", "title": "E", "date": "2001-9"}],
            }
        )


@pytest.mark.parametrize("value", ["1996-01-14", date(1996, 1, 14), 1996, "2000/2005"])
def test_dates_of_every_kind_decode(value: Any) -> None:
    briefing = decode({"format": 1, "briefing": FRONT | {"as_of": value}})
    assert briefing.front.as_of == Edtf.parse(value)


@settings(max_examples=40)
@given(raw_briefings())
def test_encoded_briefings_decode_to_the_same(raw: dict[str, Any]) -> None:
    briefing = decode(raw)
    again = msgspec.json.decode(
        msgspec.json.encode(briefing, enc_hook=enc_hook), type=Briefing, dec_hook=dec_hook
    )
    assert again == briefing


@settings(max_examples=40)
@given(raw_briefings())
def test_random_briefings_are_toml(raw: dict[str, Any]) -> None:
    assert tomli.loads(to_toml(raw)) == raw


@settings(max_examples=6)
@given(raw_briefings(max_size=3))
def test_random_briefings_fit_the_schema(raw: dict[str, Any]) -> None:
    assert not list(Draft202012Validator(SCHEMA).iter_errors(raw))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_big_briefing_is_as_big_as_asked_and_always_the_same() -> None:
    text = big_briefing_toml(200_000)
    assert 200_000 <= len(text.encode()) < 215_000
    assert text == big_briefing_toml(200_000)
    assert decode(tomli.loads(text)).entries()
    assert json.dumps(random_raw(7)) == json.dumps(random_raw(7))


@pytest.mark.parametrize(
    "text",
    ["1996-01-14", "2001-09", "1996", "2000/2005", "2017/..", "/2005", "2006?", "1998~", "199X", "20XX", "2004-06-XX", "Y170000002", "-0044", "../1985", "1985-04-12T23:20:30+04:30", "2001-21"],
)  # fmt: skip
def test_the_pattern_takes_dates(text: str) -> None:
    assert re.search(EDTF_PATTERN, text)
    assert Edtf.parse(text)


CORPUS = [
    *(f"2025-10-21T{clock}{zone}" for clock in ("21:45", "00:00:00", "23:59:59", "24:00", "21:60", "9:45", "21", "21:45:60") for zone in ("", "Z", "+02", "+02:00", "-14:00", "+14:01", "+1500", "z", "~")),
    *(f"{date}{sign}" for date in ("1996", "-0044", "0000", "-0000", "1996-12", "1996-13", "1996-00", "1996-21", "1996-25", "1996-12-31", "1996-12-32", "199X", "-19XX", "1996-XX", "1996-XX-XX", "1996-12-XX", "1996-13-XX", "Y12345", "Y-12345", "Y1234", "Y01234", "12345", "") for sign in ("", "~", "?", "%", "~?", "X")),
    *(f"{start}/{end}" for start in ("", "..", "1990~", "2025-10-21T21:45Z", "x") for end in ("", "..", "2026?", "2026-01-01T00:00", "2026/2027")),
    "2025-10T21:45", "2025T21:45", "T21:45", "1996 ", "/", "..", "../..",
]  # fmt: skip


@pytest.mark.parametrize("text", CORPUS)
def test_the_pattern_takes_exactly_what_is_read(text: str) -> None:
    assert (re.search(EDTF_PATTERN, text) is not None) == is_edtf(text)


@pytest.mark.parametrize("text", ["hello", "2001-9", "c. 1998", "2000-2005", "199x", "Sep 2001"])
def test_the_pattern_refuses_others(text: str) -> None:
    assert not re.search(EDTF_PATTERN, text)


def test_other_types_have_no_hooks() -> None:
    for hook in (lambda: dec_hook(complex, 1), lambda: enc_hook(1j), lambda: schema_hook(complex)):
        with pytest.raises(NotImplementedError):
            hook()
