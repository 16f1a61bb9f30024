"""The JSON Schema (2020-12) of a briefing file, made from the model's types, for editors that complete and check."""

from typing import Any, Final

import msgspec
import tomli

from briefdeck.loader.example import EXAMPLES, example
from briefdeck.loader.format_texts import TableInfo, inline_infos, table_infos
from briefdeck.model.briefing import Briefing
from briefdeck.model.codec import schema_hook

SCHEMA_ID: Final = "urn:briefdeck:schema:briefing:1"
"""The schema's name; nothing is ever fetched by it."""


def briefing_schema() -> dict[str, Any]:
    """The schema of a briefing file as plain data, the same each time."""
    _, components = msgspec.json.schema_components(
        [Briefing], schema_hook=schema_hook, ref_template="#/$defs/{name}"
    )
    components = {name: _as_in_toml(component) for name, component in components.items()}
    for kind in EXAMPLES:
        if kind.__name__ in components:
            _add_examples(components[kind.__name__], kind)
    for table in (*table_infos(), *inline_infos()):
        _order_words(components[table.kind.__name__], table)
    briefing = components.pop(Briefing.__name__)
    for table in table_infos():
        briefing["properties"][table.header.strip("[]")]["description"] = (
            f"`{table.header}`: {table.sentence}"
        )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **briefing,
        "title": "A briefing file, format 1",
        "description": "One briefing: what it says, who says so, and where that can be looked up.",
        "$defs": components,
    }


def _as_in_toml(schema: Any) -> Any:
    """A schema without null, which TOML does not have: what may be left out is simply not required."""
    if isinstance(schema, list):
        return [_as_in_toml(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        key: _as_in_toml(value)
        for key, value in schema.items()
        if not (key == "default" and value in (None, [], ()))
    }
    if "anyOf" in plain:
        members = [each for each in plain.pop("anyOf") if each != {"type": "null"}]
        plain = {**members[0], **plain} if len(members) == 1 else {**plain, "anyOf": members}
        described = [
            each.pop("description")
            for each in members
            if "description" in each and len(members) > 1
        ]
        plain = {"description": described[0], **plain} if described else plain
    return plain


def _add_examples(component: dict[str, Any], kind: type) -> None:
    """Give each property its worked example."""
    for name, schema in component["properties"].items():
        value = example(kind, name)
        if value:
            schema["examples"] = [tomli.loads(f"value = {value}")["value"]]


def _order_words(component: dict[str, Any], table: TableInfo) -> None:
    """List allowed words in the order in which the types list them, which is that of their meaning."""
    for field in table.fields:
        schema = component["properties"][field.key]
        if "enum" in schema and field.allowed:
            schema["enum"] = list(field.allowed)
