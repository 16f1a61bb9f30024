"""A document as JSON, and the JSON Schema of documents, both made from the block types."""

from typing import Any

from msgspec import Struct, json

from briefdeck.document.blocks import Document
from briefdeck.model.codec import enc_hook, schema_hook


class Envelope(Struct, frozen=True, kw_only=True):
    """What stands around a document in JSON: which format it is."""

    format: str = "briefdeck-document-1"
    document: Document


def render(document: Document, *, width: int) -> str:  # noqa: ARG001  # one signature for all
    """Return the document as indented JSON, in which texts are as they are in the briefing."""
    encoded = json.encode(Envelope(document=document), enc_hook=enc_hook)
    return json.format(encoded, indent=2).decode() + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every document written as JSON satisfies."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefdeck document",
        "description": "A briefing, or a part of it, as blocks to draw.",
        **json.schema(Envelope, schema_hook=schema_hook),
    }
