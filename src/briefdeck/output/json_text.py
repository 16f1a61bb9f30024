"""A document as JSON, and the JSON Schema of documents, both made from the block types.

A source is named `source:` and its id wherever it is meant; every other entry has its bare id.
"""

from codecs import iterdecode
from collections.abc import Iterator
from typing import Any, Final, Literal

from msgspec import Struct, json, to_builtins

from briefdeck.document.blocks import Document
from briefdeck.model.briefing import Cite, Via
from briefdeck.model.codec import enc_hook, schema_hook
from briefdeck.model.levels import Level
from briefdeck.output.json_blocks import JsonBlock, json_block

Format = Literal["briefdeck-document-2"]
NAME: Final[Format] = "briefdeck-document-2"

NAMESPACE: Final = "source:"
"""What stands before the id of a source."""

_AT_ONCE: Final = 1 << 20
"""Bytes that are made a piece of text."""
_OF_SOURCES: Final = frozenset({"source", "via_source", "condenses", "seen_in"})
"""Keys of what is always a source's id."""
_OF_ENTRIES: Final = frozenset({"entry", "target", "voice", "subject"})
"""Keys of what is an entry's id, a source's too."""
_WHERE_KNOWN: Final = frozenset({"says", "verification", "cited_numbers", "state", "seen_in"})
"""Keys that stand only where there is something: what became of quotations in stored copies."""
_CITE: Final = frozenset(Cite.__struct_fields__)


class DocumentData(Struct, frozen=True, kw_only=True):
    """A briefing, or a part of it, as blocks to draw, and the numbers that its citations have.

    `subject`: an entry's id for a page, a section's name for a section page, empty for a summary.
    `numbers`: every source of the briefing. `cited`: the sources that these blocks cite, by number.
    `authors`: who made the briefing, else who published it. `level`: which reading this is, empty
    for pages and sections; `left_out`: how many entries of each table it leaves out. `seen_in`: by
    the cited sources that nobody has seen, where they were found cited.
    """

    briefing: str
    title: str
    language: str
    blocks: tuple[JsonBlock, ...]
    numbers: dict[str, int]
    cited: tuple[str, ...]
    subject: str = ""
    authors: tuple[str, ...] = ()
    level: Level | Literal[""] = ""
    left_out: dict[str, int] = {}
    seen_in: dict[str, Via] = {}


class Envelope(Struct, frozen=True, kw_only=True):
    """What stands around a document in JSON: which format it is, and in which version."""

    document: DocumentData
    format: Format = NAME


def render(document: Document, *, width: int) -> str:  # noqa: ARG001  # one signature for all
    """Return the document as indented JSON, in which no text is markup."""
    return "".join(pieces(document))


def pieces(document: Document) -> Iterator[str]:
    """Yield the same in pieces: with one sign of four bytes, all of it would take fourfold."""
    yield from indented(json.encode({"format": NAME, "document": data(document)}))


def data(document: Document) -> dict[str, Any]:
    """Return a document as plain data, with its sources named as JSON names them."""
    plain: dict[str, Any] = {}
    for field in DocumentData.__struct_fields__:
        value = getattr(document, field)
        if field == "blocks":
            value = [json_block(block) for block in value]
        plain[field] = _named(to_builtins(value, enc_hook=enc_hook), document.numbers)
    plain["subject"] = _entry_name(document.subject, document.numbers)
    plain["numbers"] = {f"{NAMESPACE}{name}": each for name, each in document.numbers.items()}
    plain["cited"] = [f"{NAMESPACE}{name}" for name in document.cited]
    plain["seen_in"] = {f"{NAMESPACE}{name}": via for name, via in plain["seen_in"].items()}
    return plain


def _named(value: Any, sources: dict[str, int]) -> Any:
    """Return plain data with the namespace before the ids of sources, wherever they stand."""
    if isinstance(value, list | tuple):
        return [_named(each, sources) for each in value]
    if isinstance(value, dict):
        is_cite = value.keys() == _CITE
        return {
            key: _member(key, each, sources, is_cite)
            for key, each in value.items()
            if each or key not in _WHERE_KNOWN or is_cite
        }
    return value


def _member(key: str, value: Any, sources: dict[str, int], is_cite: bool) -> Any:  # noqa: FBT001
    if key == "csl":
        return {**value, "id": f"{NAMESPACE}{value['id']}"}
    if not isinstance(value, str):
        return _named(value, sources)
    if key in _OF_SOURCES or (is_cite and key == "via"):
        return f"{NAMESPACE}{value}"
    return _entry_name(value, sources) if key in _OF_ENTRIES else value


def _entry_name(name: str, sources: dict[str, int]) -> str:
    return f"{NAMESPACE}{name}" if name in sources else name


def indented(encoded: bytes) -> Iterator[str]:
    """Yield JSON with line breaks and indents, in pieces of a text that ends with a newline."""
    formatted = memoryview(json.format(encoded, indent=2))
    starts = range(0, len(formatted), _AT_ONCE)
    yield from iterdecode((bytes(formatted[start : start + _AT_ONCE]) for start in starts), "utf-8")
    yield "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every document written as JSON satisfies."""
    made = json.schema(Envelope, schema_hook=schema_hook)
    for described in made["$defs"].values():
        for key, value in described.get("properties", {}).items():
            if key in _OF_SOURCES and value.get("type") != "object":
                described["properties"][key] = _of_source(value)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:briefdeck:schema:{NAME}",
        "title": "A briefdeck document, version 2",
        "description": "A briefing, or a part of it, as blocks to draw.",
        **made,
    }


def _of_source(described: dict[str, Any]) -> dict[str, Any]:
    """The schema of a source's name, which may be missing where it could be before."""
    name = {"type": "string", "pattern": f"^{NAMESPACE}", "description": "a source, by its id"}
    if "anyOf" not in described:
        return name
    return {**described, "anyOf": [name, {"type": "null"}]}
