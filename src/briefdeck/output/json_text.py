"""A document as JSON, as `document_schema.schema` describes it."""

from msgspec import Struct, json

from briefdeck.document.blocks import Document
from briefdeck.model.codec import enc_hook


class Envelope(Struct, frozen=True, kw_only=True):
    """What stands around a document in JSON: which format it is."""

    format: str = "briefdeck-document-1"
    document: Document


def render(document: Document, *, width: int, color: bool, links: bool) -> str:  # noqa: ARG001  # one signature for all outputs
    """The document as indented JSON; every text stands in it as it is in the briefing."""
    return json.format(json.encode(Envelope(document=document), enc_hook=enc_hook), indent=2).decode() + "\n"
