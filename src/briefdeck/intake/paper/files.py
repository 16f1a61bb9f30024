"""Papers in HTML, Word and PDF as drafts, each read in a process of its own."""

from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import Final

from msgspec import msgpack

from briefdeck.intake.paper.blocks import Paper
from briefdeck.intake.paper.draft import drafted
from briefdeck.intake.taken import Options, Taken
from briefdeck.workers import guarded

_READERS: Final = {"html": "html", "docx": "word", "pdf": "pdf"}
"""The modules that read papers, by the names of their formats."""


def take(content: bytes, options: Options) -> Taken:
    """Return the draft that a paper makes. RefusedError where it cannot be read."""
    read = guarded(partial(_read, _READERS[options.form]), content)
    paper = msgpack.decode(read, type=Paper)
    if not any(block.text.strip() for block in paper.blocks):
        return Taken(items=(), refused=(f"{options.name} has no text",))
    return drafted(paper, PurePath(options.name).stem)


def _read(reader: str, content: bytes) -> bytes:
    """Return a paper, written so that another process can take it."""
    module = import_module(f"briefdeck.intake.paper.{reader}")
    return msgpack.encode(module.read(content))
