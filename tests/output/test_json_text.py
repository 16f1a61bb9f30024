"""The JSON of a document: no author's markup, one name for an entry, sources in a namespace."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefdeck import document
from briefdeck.loader import load, load_text
from briefdeck.output import render
from briefdeck.output.json_text import schema

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
VALUES = """
format = 1
briefing = { title = "T", bluf = "B [@a, p. 2].", as_of = 2026 }
[[eras]]
id = "era"
title = "The era"
span = "2000/.."
text = "Long *raw* text [@a] that [[e]] opened."
[[events]]
id = "e"
title = "The event"
date = "2001-05~"
text = "More **raw** text [@a]."
[[series]]
id = "s"
title = "Boats"
unit = "boats"
scale = "thousand"
text = "Raw [@a]."
points = [
  { at = 2001, value = 3, qualifier = "about", cites = ["a"] },
  { at = 2002, value = 4, text = "*Counted* by hand.", comparable = false, cites = [{ source = "a", at = "p. 4", via = "b" }] },
]
[[tables]]
id = "t"
title = "Tolls"
columns = ["Kind", { title = "Toll", unit = "USD" }]
rows = [["car", 2.5]]
[[sources]]
id = "a"
type = "book"
title = "A"
source = "Catalog"
note = "Raw *note* [@b]."
[[sources]]
id = "b"
type = "book"
title = "B"
"""


def blocks(text: str, kind: str) -> list[dict[str, Any]]:
    written = json.loads(render("json", document.summary(load_text(text, "t"), level="all")))
    jsonschema.validate(written, schema())
    return [block for block in written["document"]["blocks"] if block["block"] == kind]


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of plain data with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for each in value:
            yield from strings(each, key)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from strings(each, name)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_text_is_markup_and_every_source_has_its_namespace(path: Path) -> None:
    loaded = load(path)
    assert loaded.links is not None
    assert loaded.briefing is not None
    written = json.loads(render("json", document.summary(loaded, level="all")))
    assert written["format"] == "briefdeck-document-2"
    jsonschema.validate(written, schema())
    drawn = written["document"]
    sources = {f"source:{source.id}" for source in loaded.briefing.sources}
    assert set(drawn["numbers"]) == sources
    assert set(drawn["cited"]) <= sources
    for key, text in strings(drawn["blocks"]):
        assert "[@" not in text, (key, text)
        assert "[[" not in text, (key, text)
        if key in {"source", "via_source", "condenses"} and not text.startswith("source:"):
            raise AssertionError((key, text))
        if key in {"entry", "target", "voice"}:
            bare = text.removeprefix("source:")
            assert bare in loaded.links.entries
            assert (text in sources) == (f"source:{bare}" in sources)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_block_names_an_entry_once(path: Path) -> None:
    written = json.loads(render("json", document.summary(load(path), level="all")))
    for block in written["document"]["blocks"]:
        match block["block"]:
            case "figure":
                named = [block["entry"], *(each["entry"] for each in block["companions"])]
            case "figurelist":
                named = [each["entry"] for each in block["figures"]]
            case "timeline":
                named = [each["entry"] for each in block["entries"]]
            case "references":
                named = [each["csl"]["id"] for each in block["references"]]
            case "points":
                named = [each["entry"] for each in block["points"]]
            case _:
                continue
        assert len(named) == len(set(named))
        ids = [key for key, _ in strings(block) if key == "id"]
        assert len(ids) == (len(named) if block["block"] == "references" else 0)


def test_a_figure_has_its_values_and_what_is_said_of_them_in_words() -> None:
    [figure] = blocks(VALUES, "figure")
    assert figure["entry"] == "s"
    assert figure["points"] == [
        {
            "at": "2001", "category": None, "part": None, "value": 3, "low": None, "high": None, "qualifier": "about",
            "comparable": True, "words": "about 3,000 boats",
            "cites": [{"source": "source:a", "at": None, "quote": None, "says": None, "via": None}],
        },
        {
            "at": "2002", "category": None, "part": None, "value": 4, "low": None, "high": None, "qualifier": None,
            "comparable": False, "words": "4,000 boats",
            "cites": [{"source": "source:a", "at": "p. 4", "quote": None, "says": None, "via": "source:b"}],
        },
    ]  # fmt: skip
    [note] = figure["notes"]
    assert (note["points"], note["text"][0]["text"], note["text"][0]["emphasis"]) == (
        [1],
        "Counted",
        True,
    )
    assert not [text for _, text in strings(figure) if "Raw" in text]


def test_a_timeline_has_what_is_dated_and_when() -> None:
    page = json.loads(render("json", document.summary(load_text(VALUES, "t"), ["overview"])))
    [timeline] = [b for b in page["document"]["blocks"] if b["block"] == "timeline"] or blocks(
        VALUES, "timeline"
    )
    assert timeline["until"] == "2026"
    assert timeline["entries"] == [
        {"entry": "era", "kind": "era", "title": "The era", "when": "2000/..", "words": "since 2000"},
        {"entry": "e", "kind": "event", "title": "The event", "when": "2001-05~", "words": "about May 2001"},
    ]  # fmt: skip


def test_a_table_has_columns_and_cells_and_a_reference_what_csl_has() -> None:
    [grid] = blocks(VALUES, "grid")
    assert [column["title"] for column in grid["columns"]] == ["Kind", "Toll"]
    assert grid["rows"] == [["car", 2.5]]
    [references] = blocks(VALUES, "references")
    assert references["references"][0]["csl"] == {
        "id": "source:a",
        "type": "book",
        "title": "A",
        "source": "Catalog",
    }


def test_the_schema_says_its_version_and_that_sources_have_a_namespace() -> None:
    made = schema()
    assert made["$id"].endswith(made["$defs"]["Envelope"]["properties"]["format"]["enum"][0])
    cite = made["$defs"]["Cite"]["properties"]["source"]
    assert cite["pattern"] == "^source:"
