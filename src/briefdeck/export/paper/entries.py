"""Entries on paper: what each says, what it rests on, and what leads to it from elsewhere."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefdeck.document.blocks import (
    AnyBlock,
    Attribution,
    Badges,
    Document,
    EntryList,
    Evidence,
    Facts,
    Heading,
)
from briefdeck.document.compose import Composer
from briefdeck.export.connections import is_brief, is_of_others, shown_facts, unlinked
from briefdeck.export.paper.blocks import Blocks, small
from briefdeck.export.paper.nodes import AnyNode, Title, Work
from briefdeck.export.paper.prose import Prose
from briefdeck.model.briefing import Entry, Source

_LEVEL: Final = 3
"""Of the headings of entries, which stand under a section's."""


class Entries:
    """Sets entries; what the blocks of one do not link to although they should is added."""

    def __init__(self, composer: Composer, prose: Prose) -> None:
        self._composer = composer
        self._prose = prose
        self._blocks = Blocks(prose, shift=1)

    def entry(self, entry: Entry, document: Document) -> Iterator[AnyNode]:
        """Yield an entry with everything on its page."""
        self._prose.linked.clear()
        heading, *blocks = document.blocks
        yield self._heading(entry, heading)
        yield from self._blocks.marks(blocks)
        for block in blocks:
            match block:
                case Badges() | Attribution():
                    continue
                case Evidence() if is_brief(block):
                    continue
                case Facts():
                    yield from self._blocks.facts(shown_facts(self._composer, entry, block))
                case EntryList() if is_of_others(block):
                    continue
                case _:
                    yield from self._blocks.block(block)
        yield from self._connected(entry, [block for block in blocks if is_of_others(block)])

    def source(self, source: Source, document: Document) -> Work:
        """Return a source with everything on its page."""
        self._prose.linked.clear()
        _heading, dependence, _reference, *blocks = document.blocks
        work = self._blocks.work(self._composer.reference(source), is_told=True)
        nodes = list(map(small, self._blocks.block(dependence)))
        for block in blocks:
            if not is_of_others(block):
                nodes += self._blocks.block(block)
        nodes += self._connected(source, [block for block in blocks if is_of_others(block)])
        return replace(work, nodes=tuple(nodes))

    def _heading(self, entry: Entry, heading: AnyBlock) -> Title:
        """An entry's heading; the section's says already what sort of thing it is."""
        assert isinstance(heading, Heading), "a page begins with its heading"
        return self._blocks.title(_LEVEL, heading.text, anchor=entry.id)

    def _connected(self, entry: Entry, listed: Sequence[EntryList]) -> Iterator[AnyNode]:
        """Yield the lists of what an entry is connected to, each in a line."""
        yield from map(self._blocks.row, listed)
        # What those lists link to is known once they are set.
        yield from map(self._blocks.row, tuple(unlinked(self._composer, entry, self._prose.linked)))
