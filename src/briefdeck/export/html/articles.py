"""Entries as articles: what each says, what it rests on, and what leads to it from elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Final

from briefdeck.document.blocks import (
    AnyBlock,
    Attribution,
    Badges,
    Document,
    EntryList,
    Evidence,
    Facts,
    Heading,
    Passage,
)
from briefdeck.document.compose import Composer
from briefdeck.export.connections import is_brief, is_of_others, shown_facts, unlinked
from briefdeck.export.html.blocks import Blocks, disclosure
from briefdeck.export.html.prose import Prose, text
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.nodes import Paragraph

_FEW: Final = 4
"""Entries that one is connected to and that stand in a line."""
LEVEL: Final = 4
"""Of the headings of entries, which stand under a section's."""


class Articles:
    """Writes entries; what the blocks of one do not link to although it should is added."""

    def __init__(self, composer: Composer, prose: Prose, level: int = LEVEL) -> None:
        self._composer = composer
        self._prose = prose
        self._level = level
        self._blocks = Blocks(prose, shift=level - 3)

    def article(self, entry: Entry, document: Document) -> str:
        """Return an entry with everything on its page."""
        self._prose.linked.clear()
        heading, *blocks = document.blocks
        number, said = "", ""
        if isinstance(entry, Source):
            dependence, reference, *blocks = blocks
            number = f"<b>{self._composer.lookup.numbers[entry.id]}</b> "
            said = self._full(reference) + self._blocks.block(dependence)
        lists = [block for block in blocks if is_of_others(block)]
        told = [block for block in blocks if not is_of_others(block)]
        said += self._told(entry, told)
        said += self._connected(entry, lists)
        head = self._heading(heading, number)
        mark = ' class="source"' if isinstance(entry, Source) else ""
        return f'<article{mark} id="{entry.id}">\n{head}{said}</article>\n'

    def _heading(self, heading: AnyBlock, number: str) -> str:
        """An entry's heading; the section's says already what sort of thing it is."""
        assert isinstance(heading, Heading), "a page begins with its heading"
        return f"<h{self._level}>{number}{text(heading.text)}</h{self._level}>\n"

    def _told(self, entry: Entry, told: Sequence[AnyBlock]) -> str:
        """What an entry says and rests on, each thing once."""
        said = [self._blocks.marks(told)]
        for block in told:
            match block:
                case Badges() | Attribution():
                    continue
                case Evidence() if is_brief(block):
                    continue
                case Facts():
                    said.append(self._blocks.facts(shown_facts(self._composer, entry, block)))
                case _:
                    said.append(self._blocks.block(block))
        return "".join(said)

    def _connected(self, entry: Entry, listed: Sequence[EntryList]) -> str:
        """The lists of what an entry is connected to, behind a line where they are long."""
        if isinstance(entry, Source):
            said = "".join(map(self._blocks.entries, listed))
            # What those lists link to is known once they are written.
            more = tuple(unlinked(self._composer, entry, self._prose.linked))
            said += "".join(map(self._blocks.entries, more))
            return _behind("Where it is used", (*listed, *more), said)
        rows = list(map(self._blocks.row, listed))
        more = tuple(unlinked(self._composer, entry, self._prose.linked))
        rows += map(self._blocks.row, more)
        if _count((*listed, *more)) > _FEW:
            paragraphs = "".join([f"<p>{row}</p>\n" for row in rows])
            return _behind("Connected", (*listed, *more), paragraphs)
        return f'<p class="links">{" · ".join(rows)}</p>\n' if rows else ""

    def _full(self, reference: AnyBlock) -> str:
        assert isinstance(reference, Passage), "a source's reference is prose"
        paragraphs = [each for each in reference.prose if isinstance(each, Paragraph)]
        said = "".join([self._prose.addressed(each.inlines) for each in paragraphs])
        return f'<p class="reference">{said}</p>\n'


def _count(lists: Iterable[EntryList]) -> int:
    return sum(len(block.items) for block in lists)


def _behind(title: str, lists: Iterable[EntryList], said: str) -> str:
    """Lists behind a line that counts what is in them; nothing where there are none."""
    return disclosure(f"{title} <small>{_count(lists)}</small>", said) if said else ""
