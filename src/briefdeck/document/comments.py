"""What members of a shared shelf have said of an entry, at the end of its page."""

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


def with_comments(page: Document, path: Path | None, entry: str = "") -> Document:
    """Return a page with the comments on its entry (empty: on the briefing) in the file there."""
    places = folders()
    if path is None or not places.shared:
        return page
    from briefdeck.library.shared.mirror import comments_on

    said = [each for each in comments_on(path.absolute(), places) if each.entry == entry]
    return replace(page, blocks=(*page.blocks, *_blocks(said)))


def _blocks(said: "Sequence[Comment]") -> Iterator[AnyBlock]:
    if said:
        yield Heading(text="Comments", note=str(len(said)))
    for comment in said:
        when = f"{comment.at[:10]}, revision {comment.revision}"
        yield Heading(text=visible(comment.author), level=3, note=visible(when))
        lines = filter(None, map(str.strip, comment.text.split("\n")))
        yield Passage(prose=tuple(Paragraph((Text(visible(line)),)) for line in lines))
