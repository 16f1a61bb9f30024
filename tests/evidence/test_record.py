"""The record that may be passed on without the copies: Web Annotations, and a claim that is read with care."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefdeck.evidence.annotations import record_of
from briefdeck.evidence.copies import Copy
from briefdeck.evidence.passages import CitedNumber, NumberPassage, Passage, Quoted, Selector
from briefdeck.evidence.record import LARGEST, Record, read_record, record_content, record_path
from briefdeck.evidence.verdicts import Verification, kept, verified
from briefdeck.loader import Loaded, load

SHA = "ab" * 32
TEXT = f"""format = 1
[briefing]
title = "T"
bluf = "B"
as_of = "2026"

[[findings]]
id = "a"
text = "A."
cites = [{{ source = "paper", at = "p. 3", quote = "so it is" }}, {{ source = "paper", quote = "not found" }}]

[[sources]]
id = "paper"
type = "report"
title = "Paper"
URL = "https://example.org/paper"
sha256 = "{SHA}"
"""
CONTEXT = "the words before it and still more of them "
SELECTOR = Selector(exact="so it is", prefix=CONTEXT, suffix=CONTEXT, start=50, end=58, page="3")
QUOTED = Quoted(
    entry="a",
    path=("findings", 0, "cites", 0),
    source="paper",
    at="p. 3",
    words="so it is",
    passage=Passage("verified", (SELECTOR,)),
    seen_in="paper",
    seen_at="p. 3",
)
NUMBER = CitedNumber(
    entry="a",
    path=("findings", 0, "text"),
    source="paper",
    at=None,
    value="575 people",
    passage=NumberPassage("found", replace(SELECTOR, exact="575 people")),
    seen_in="paper",
)
FOUND = Verification(
    quotations=(QUOTED, replace(QUOTED, words="not found", passage=Passage("missing"))),
    numbers=(NUMBER,),
    copies=(Copy("paper", sha256=SHA),),
)


@pytest.fixture
def briefing(tmp_path: Path) -> Loaded:
    path = tmp_path / "brief.toml"
    path.write_text(TEXT, encoding="utf-8")
    return load(path)


def recorded(briefing: Loaded, found: Verification = FOUND) -> dict[str, Any]:
    made = record_of(briefing, found, "2026-11-29")
    assert made is not None
    assert briefing.path is not None
    record_path(briefing.path).write_bytes(made)
    decoded: dict[str, Any] = json.loads(made)
    return decoded


def test_it_is_a_collection_of_annotations(briefing: Loaded) -> None:
    made = recorded(briefing)
    assert made["type"] == "AnnotationCollection"
    assert made["total"] == 2
    assert "1 of 2 quotations and 1 of 1 cited number" in made["label"]
    quotation, number = made["first"]["items"]
    (target,) = quotation["target"]
    assert quotation["type"] == "Annotation"
    assert quotation["created"] == "2026-11-29T00:00:00Z"
    assert target["source"]["id"] == "https://example.org/paper"
    assert target["source"]["schema:sha256"] == SHA
    assert target["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "so it is",
        "prefix": CONTEXT[-32:],
        "suffix": CONTEXT[:32],
    }
    assert number["briefdeck:number"] == "575 people"
    assert number["briefdeck:path"] == "/findings/0/text"
    assert len({each["id"] for each in made["first"]["items"]}) == 2


def test_it_is_the_same_for_the_same(briefing: Loaded) -> None:
    assert record_of(briefing, FOUND, "2026-11-29") == record_of(briefing, FOUND, "2026-11-29")


def test_what_has_no_hash_is_not_recorded(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(TEXT.replace(f'sha256 = "{SHA}"\n', 'copy = "paper.txt"\n'), encoding="utf-8")
    assert record_of(load(path), FOUND, "2026-11-29") is None


def test_a_source_without_an_address_is_named_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(TEXT.replace('URL = "https://example.org/paper"\n', ""), encoding="utf-8")
    made = recorded(load(path))
    name = made["first"]["items"][0]["target"][0]["source"]["id"]
    assert name == "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"


def test_what_it_says_is_shown_as_of_its_day(briefing: Loaded, tmp_path: Path) -> None:
    recorded(briefing)
    known = kept(briefing, tmp_path / "cache")
    first, second = known.quotations
    assert (first.passage.state, first.as_of) == ("verified", "2026-11-29")
    assert first.passage.selectors[0].exact == "so it is"
    assert (second.passage.state, second.as_of) == ("no-copy", "")
    assert known.counts.recorded == 1


def test_numbers_are_those_of_the_text_that_was_read(briefing: Loaded, tmp_path: Path) -> None:
    recorded(briefing)
    known = kept(briefing, tmp_path / "cache")
    (number,) = known.numbers
    assert (number.value, number.path, number.as_of) == (
        "575 people",
        ("findings", 0, "text"),
        "2026-11-29",
    )
    assert known.is_whole
    assert briefing.path is not None
    briefing.path.write_text(TEXT.replace('title = "T"', 'title = "Other"'), encoding="utf-8")
    known = kept(load(briefing.path), tmp_path / "cache")
    assert (known.numbers, known.is_whole) == ((), False)
    assert known.counts.recorded == 1
    # The text does not say the number at all, whatever the record claims.
    assert verified(load(briefing.path), tmp_path / "cache").numbers == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("briefdeck:path", "/findings/7/text"),
        ("briefdeck:path", "/nothing/0"),
        ("briefdeck:path", ""),
        ("briefdeck:path", "/findings/" + "9" * 4000),
        ("briefdeck:entry", "paper"),
        ("briefdeck:source", "elsewhere"),
    ],
)
def test_a_number_that_is_not_there_is_passed_over(
    key: str, value: str, briefing: Loaded, tmp_path: Path
) -> None:
    made = recorded(briefing)
    made["first"]["items"][1][key] = value
    assert briefing.path is not None
    record_path(briefing.path).write_text(json.dumps(made), encoding="utf-8")
    known = kept(briefing, tmp_path / "cache")
    assert known.numbers == ()
    assert known.counts.recorded == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("so it is", "so it was"),
        ('"p. 3"', '"p. 4"'),
        (f'sha256 = "{SHA}"', f'sha256 = "{"cd" * 32}"'),
        (f'sha256 = "{SHA}"\n', ""),
    ],
    ids=["words", "place", "bytes", "no-hash"],
)
def test_it_holds_only_for_the_same(old: str, new: str, briefing: Loaded, tmp_path: Path) -> None:
    recorded(briefing)
    assert briefing.path is not None
    briefing.path.write_text(TEXT.replace(old, new), encoding="utf-8")
    known = kept(load(briefing.path), tmp_path / "cache")
    assert [each.passage.state for each in known.quotations] == ["no-copy", "no-copy"]


def test_a_copy_that_is_here_says_more(briefing: Loaded, tmp_path: Path) -> None:
    recorded(briefing)
    assert briefing.path is not None
    (tmp_path / "paper.txt").write_text("so it is", encoding="utf-8")
    briefing.path.write_text(f'{TEXT}copy = "paper.txt"\n', encoding="utf-8")
    known = kept(load(briefing.path), tmp_path / "cache")
    assert {(each.passage.state, each.as_of) for each in known.quotations} == {("changed", "")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"first": {"items": [{}]}}',
        b'{"first": {"items": 7}}',
        b'{"first": ' * 100_000,
        b"[" * 1_000_000,
        b"\xff\xfe" * 100,
        b" " * (LARGEST + 1),
    ],
)
def test_what_is_not_a_record_says_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    record_path(path).write_bytes(content)
    assert read_record(record_content(path)) == Record()


def test_a_record_with_one_false_member_says_nothing(briefing: Loaded) -> None:
    made = recorded(briefing)
    assert briefing.path is not None
    for key, value in (("created", "now"), ("target", []), ("briefdeck:entry", 3)):
        items = [made["first"]["items"][0], made["first"]["items"][1] | {key: value}]
        spoiled = made | {"first": {"items": items}}
        record_path(briefing.path).write_text(json.dumps(spoiled), encoding="utf-8")
        assert read_record(record_content(briefing.path)) == Record()


def test_a_number_without_end(briefing: Loaded) -> None:
    made = recorded(briefing)
    made["first"]["items"][1]["briefdeck:path"] = f"/findings/{'9' * 5000}"
    assert briefing.path is not None
    record_path(briefing.path).write_text(json.dumps(made), encoding="utf-8")
    assert read_record(record_content(briefing.path)) == Record()


def test_what_is_not_a_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    record_path(path).mkdir()
    assert read_record(record_content(path)) == Record()
    assert read_record(record_content(tmp_path / "none.toml")) == Record()


def test_what_is_known_of_places_and_brackets_is_recorded(briefing: Loaded) -> None:
    found = FOUND.quotations[0]
    passage = replace(found.passage, unplaced=True, bracketed=True)
    number = replace(FOUND.numbers[0], passage=replace(FOUND.numbers[0].passage, unplaced=True))
    made = recorded(
        briefing, replace(FOUND, quotations=(replace(found, passage=passage),), numbers=(number,))
    )
    assert not any("at the place" in each["bodyValue"] for each in made["first"]["items"])
    record = read_record(json.dumps(made).encode())
    ((_, read),) = record.quotations.values()
    assert (read.unplaced, read.bracketed) == (True, True)
    assert record.stated[0][1].passage.unplaced


def test_a_number_of_the_bottom_line_stands_where_the_text_has_it(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(TEXT.replace('"B"', '"In all 575 people [@paper]."'), encoding="utf-8")
    briefing = load(path)
    bluf = replace(NUMBER, entry="", path=("briefing", "bluf"), offset=7, value="575")
    recorded(briefing, replace(FOUND, numbers=(bluf,)))
    (number,) = kept(briefing, tmp_path / "cache").numbers
    assert (number.entry, number.path, number.offset) == ("", ("briefing", "bluf"), 7)
    path.write_text(path.read_text("utf-8").replace("In all", "It was said of"), encoding="utf-8")
    known = verified(load(path), tmp_path / "cache")
    assert [each.offset for each in known.numbers] == [15]
