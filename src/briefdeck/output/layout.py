"""Blocks as lines of styled spans: what the terminal prints and what the reader pane shows."""

from collections.abc import Iterable

from briefdeck.document.blocks import AnyBlock, Document
from briefdeck.draw.lines import Line

MEASURE = 92
"""Prose is set no wider than this, whatever the width: longer lines are hard to follow."""


def lay_out(document: Document, width: int, *, height: int | None = None) -> tuple[Line, ...]:
    """A document's lines, none wider than `width` cells, none ending in blanks.

    A span's target is an entry's id, or an address where its style is `link` and it holds `://` or starts with `mailto:`.
    With a height, compact points are cut to their gist until everything fits (the overview on one screen).
    """
    raise NotImplementedError


def lay_out_blocks(blocks: Iterable[AnyBlock], numbers: dict[str, int], width: int) -> tuple[Line, ...]:
    """The lines of some blocks; `numbers` are the document's."""
    raise NotImplementedError
