"""Who last changed an entry, at the end of its page, where its file is under git."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.document.blocks import Document, Passage
from briefdeck.model.nodes import Paragraph, Text

if TYPE_CHECKING:
    from briefdeck.library.history import LastChange


def with_last_change(page: Document, path: Path | None, entry: str) -> Document:
    """Return an entry's page with who last changed it, where git's history tells."""
    if path is None:
        return page
    from briefdeck.library.history import last_changes

    change = last_changes(path).get(entry)
    if change is None:
        return page
    said = Passage(prose=(Paragraph((Text(last_change_words(change)),)),))
    return replace(page, blocks=(*page.blocks, said))


def last_change_words(change: "LastChange") -> str:
    """Return a sentence: "Last changed by Ann Lee on 2026-03-01: Date the opening."."""
    if not change.date:
        return "Changed since, and not committed yet."
    return f"Last changed {change.words}."
