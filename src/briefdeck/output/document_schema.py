"""The JSON Schema of documents, made from the block types."""

from typing import Any

from msgspec import json

from briefdeck.model.codec import schema_hook
from briefdeck.output.json_text import Envelope


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every document written as JSON satisfies."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefdeck document",
        "description": "A briefing, or a part of it, as blocks to draw.",
        **json.schema(Envelope, schema_hook=schema_hook),
    }
