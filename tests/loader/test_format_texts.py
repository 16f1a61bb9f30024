"""The schema, the starting file and the reference: all from the types, so that they cannot disagree."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.loader import load_text
from briefdeck.loader.example import EXAMPLES, assignment
from briefdeck.loader.format_texts import (
    WIDTH,
    TableInfo,
    briefing_schema,
    format_field,
    format_reference,
    inline_infos,
    shared_fields,
    starter,
    table_infos,
)
from briefdeck.model.briefing import TABLES, Source, Work
from support.briefings import random_toml

BAD = Path(__file__).parent / "bad"
SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
VALIDATOR = jsonschema.Draft202012Validator(briefing_schema())
EVERYTHING = (*table_infos(), *inline_infos())
KNOWN_BAD = (
    "unknown-key", "unknown-table", "key-at-the-top", "wrong-enum", "missing-required", "missing-format", "newer-format",
    "format-in-quotes", "wrong-types", "single-brackets", "double-brackets", "bad-id", "bad-measure", "priority-zero",
    "empty-reason", "missing-front-matter", "empty-front-matter", "date-of-wrong-type", "bad-date",
)  # fmt: skip


def valid(text: str) -> bool:
    data = json.loads(json.dumps(tomli.loads(text), default=lambda value: value.isoformat()))
    return bool(VALIDATOR.is_valid(data))


def in_use(text: str) -> str:
    """A starting file with all that is commented out in use."""
    return re.sub(r"^#( |$)", "", text, flags=re.MULTILINE)


def test_the_schema_is_one() -> None:
    schema = briefing_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].startswith("urn:")
    assert schema == briefing_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert set(schema["properties"]) == {"format", "briefing", *TABLES, "exceptions"}


def test_every_table_of_the_schema_is_closed_and_every_field_described() -> None:
    schema = briefing_schema()
    for component in (schema, *schema["$defs"].values()):
        assert component["additionalProperties"] is False
        assert all(field["description"] for field in component["properties"].values())
    assert "null" not in json.dumps(schema)


def test_every_example_of_the_schema_is_valid_there() -> None:
    schema = briefing_schema()
    for name, component in schema["$defs"].items():
        for key, field in component["properties"].items():
            part: dict[str, Any] = {**field, "$defs": schema["$defs"]}
            assert field["examples"], f"{name}.{key}"
            for value in field["examples"]:
                jsonschema.Draft202012Validator(part).validate(value)


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_briefings_are_valid(path: Path) -> None:
    assert valid(path.read_text(encoding="utf-8"))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000))
def test_what_loads_is_valid(seed: int) -> None:
    assert valid(random_toml(seed, 4))


@pytest.mark.parametrize("name", KNOWN_BAD)
def test_bad_files_are_not_valid(name: str) -> None:
    assert not valid((BAD / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("table", EVERYTHING, ids=lambda table: table.kind.__name__)
def test_every_field_has_a_description_and_an_example(table: TableInfo) -> None:
    for field in table.fields:
        assert field.description, field.key
        assert field.wants
        assert tomli.loads(assignment(table.kind, field.key))
    assert set(EXAMPLES[table.kind]) <= {field.key for field in table.fields}


@pytest.mark.parametrize("name", ["harbor-ferry", "x", "", 'we"ird\x1b', "ünïcode", "a" * 300])
def test_a_new_briefing_has_no_problems(name: str) -> None:
    loaded = load_text(starter(name, today=date(2026, 3, 1)), "new")
    assert loaded.problems == ()
    assert loaded.briefing is not None
    assert loaded.briefing.front.as_of.text == "2026-03-01"
    assert [entry.table for entry in loaded.briefing.entries()] == ["key_points", "sources"]


def test_a_new_briefing_takes_its_title_from_its_name() -> None:
    loaded = load_text(starter("harbor-ferry", today=date(2026, 3, 1)))
    assert loaded.briefing is not None
    assert loaded.briefing.front.title == "Harbor ferry"


def test_a_new_briefing_is_as_fresh_as_the_day() -> None:
    assert re.search(r'^as_of = "\d{4}-\d\d-\d\d"$', starter("x"), re.MULTILINE)


def test_a_new_briefing_begins_with_the_line_by_which_editors_find_the_schema() -> None:
    lines = starter("harbor-ferry").splitlines()
    assert lines[0] == "#:schema ./briefing.schema.json"
    assert any("`briefdeck schema > briefing.schema.json`" in line for line in lines)


def test_a_new_briefing_with_everything_in_use_has_no_problems() -> None:
    text = in_use(starter("harbor-ferry", today=date(2026, 3, 1)))
    loaded = load_text(text, "harbor-ferry")
    assert loaded.problems == ()
    assert valid(text)
    assert loaded.briefing is not None
    assert {entry.table for entry in loaded.briefing.entries()} == set(TABLES)


def test_a_new_briefing_shows_and_explains_every_common_field() -> None:
    text = starter("harbor-ferry", today=date(2026, 3, 1))
    explained = " ".join(line[3:] for line in text.splitlines() if line.startswith("##"))
    for table in table_infos():
        assert table.header in text
        for field in table.fields:
            if table.kind is Source and field.key not in Work.__struct_encode_fields__:
                continue
            assert re.search(rf"^(# )?{field.key} = ", text, re.MULTILINE), field.key
            assert field.description in explained, field.key
    for field in (*shared_fields(), format_field()):
        assert field.description in text.replace("\n## ", " ")


def test_a_new_briefing_is_not_a_catalog_of_what_few_sources_need() -> None:
    sources = starter("ferry").partition("[[sources]]")[2]
    rare = set(Source.__struct_encode_fields__) - set(Work.__struct_encode_fields__)
    assert not [key for key in rare if f"\n# {key} = " in sources]


def test_explanations_fit_the_screen() -> None:
    assert all(
        len(line) <= WIDTH for line in starter("ferry").splitlines() if line.startswith("##")
    )


def test_required_fields_come_first() -> None:
    for table in EVERYTHING:
        required = [field.required for field in table.fields]
        assert required == sorted(required, reverse=True)


def test_the_reference_has_every_table_and_field() -> None:
    reference = format_reference()
    assert reference.startswith("# The briefing file, format 1\n")
    for table in table_infos():
        assert f"## `{table.header}`" in reference
        assert table.sentence in reference
    for table in EVERYTHING:
        for field in table.fields:
            assert f"`{field.key}`" in reference
            assert field.description.replace("|", "\\|") in reference


def test_the_reference_is_sound_markdown() -> None:
    rows = [line for line in format_reference().splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
