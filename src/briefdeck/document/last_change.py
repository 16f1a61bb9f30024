"""Who last changed an entry, at the end of its page, where its file is under git."""

from pathlib import Path

from msgspec.structs import replace

from briefdeck.document.blocks import Document, Passage
from briefdeck.model.nodes import Paragraph, Text


def with_last_change(page: Document, path: Path | None, entry: str) -> Document:
    """Return an entry's page with who last changed it, where git's history tells."""
    if path is None:
        return page
    from briefdeck.library.history import last_changes

    change = last_changes(path).get(entry)
    if change is None:
        return page
    said = Passage(prose=(Paragraph((Text(f"Last changed {change.words}."),)),))
    if not change.date:
        said = Passage(prose=(Paragraph((Text("Changed since, and not committed yet."),)),))
    return replace(page, blocks=(*page.blocks, said))
