"""What members of a shared shelf have said, at the end of an entry's page and of a briefing."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.document.blocks import AnyBlock, Document, Heading, Passage
from briefdeck.library.folders import folders
from briefdeck.model.nodes import Paragraph, Text
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    from briefdeck.library.shared.mirror import Comment


def with_comments(page: Document, path: Path | None, entry: str | None = None) -> Document:
    """Return a page with the comments on its entry in the file there; None: with all of them.

    Each of all says what entry it is on, unless it is on the briefing itself.
    """
    places = folders()
    if path is None or not places.shared:
        return page
    from briefdeck.library.shared.mirror import comments_on

    said = comments_on(path.absolute(), places)
    if entry is not None:
        said = tuple(each for each in said if each.entry == entry)
    return replace(page, blocks=(*page.blocks, *_blocks(said, names_entry=entry is None)))


def _blocks(said: "Sequence[Comment]", *, names_entry: bool) -> Iterator[AnyBlock]:
    if said:
        yield Heading(text="Comments", note=str(len(said)))
    for comment in said:
        note = f"{comment.at[:10]}, revision {comment.revision}"
        if names_entry and comment.entry:
            note = f"on {comment.entry}, {note}"
        yield Heading(text=visible(comment.author), level=3, note=visible(note))
        lines = filter(None, map(str.strip, comment.text.split("\n")))
        yield Passage(prose=tuple(Paragraph((Text(visible(line)),)) for line in lines))
