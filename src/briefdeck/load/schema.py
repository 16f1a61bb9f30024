"""The JSON Schema (2020-12) of a briefing file, made from the model's types, for editors that complete and check."""

from typing import Any, Final

import msgspec
import tomli

from briefdeck.load.example import EXAMPLES, example
from briefdeck.load.fields import table_infos
from briefdeck.model.briefing import Briefing
from briefdeck.model.codec import schema_hook

SCHEMA_ID: Final = "https://briefdeck.org/schema/briefing-1.json"
"""The schema's name. Nothing is ever fetched from it."""


def briefing_schema() -> dict[str, Any]:
    """The schema of a briefing file as plain data, the same each time."""
    (reference,), components = msgspec.json.schema_components(
        [Briefing], schema_hook=schema_hook, ref_template="#/$defs/{name}"
    )
    for kind in EXAMPLES:
        if kind.__name__ in components:
            _add_examples(components[kind.__name__], kind)
    for table in table_infos():
        key = table.header.strip("[]")
        components["Briefing"]["properties"][key].setdefault("description", table.sentence)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A briefing file, format 1",
        "description": "One briefing: what it says, who says so, and where that can be looked up.",
        **components.pop(reference["$ref"].rpartition("/")[2]),
        "$defs": components,
    }


def _add_examples(component: dict[str, Any], kind: type) -> None:
    """Give each property its worked example, and the object its sentence."""
    for name, schema in component.get("properties", {}).items():
        value = example(kind, name)
        if value:
            schema["examples"] = [tomli.loads(f"value = {value}")["value"]]
