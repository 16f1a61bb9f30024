"""A document as JSON, and the JSON Schema of documents, both made from the block types."""

from codecs import iterdecode
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct, json

from briefdeck.document.blocks import Document
from briefdeck.model.codec import enc_hook, schema_hook

_AT_ONCE: Final = 1 << 20
"""Bytes that are made a piece of text."""


class Envelope(Struct, frozen=True, kw_only=True):
    """What stands around a document in JSON: which format it is."""

    format: str = "briefdeck-document-1"
    document: Document


def render(document: Document, *, width: int) -> str:  # noqa: ARG001  # one signature for all
    """Return the document as indented JSON, in which texts are as they are in the briefing."""
    return "".join(pieces(document))


def pieces(document: Document) -> Iterator[str]:
    """Yield the same in pieces: with one sign of four bytes, all of it would take fourfold."""
    encoded = json.encode(Envelope(document=document), enc_hook=enc_hook)
    yield from indented(encoded)


def indented(encoded: bytes) -> Iterator[str]:
    """Yield JSON with line breaks and indents, in pieces of a text that ends with a newline."""
    formatted = memoryview(json.format(encoded, indent=2))
    starts = range(0, len(formatted), _AT_ONCE)
    yield from iterdecode((bytes(formatted[start : start + _AT_ONCE]) for start in starts), "utf-8")
    yield "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every document written as JSON satisfies."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefdeck document",
        "description": "A briefing, or a part of it, as blocks to draw.",
        **json.schema(Envelope, schema_hook=schema_hook),
    }
