"""Entries as articles: what each says, what it rests on, and what leads to it from elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeGuard

from briefdeck.document.blocks import (
    AnyBlock,
    Attribution,
    Badges,
    Document,
    EntryList,
    Evidence,
    Fact,
    Facts,
    Heading,
    Passage,
)
from briefdeck.document.compose import Composer
from briefdeck.export.html.blocks import Blocks, disclosure, is_brief
from briefdeck.export.html.prose import Prose, text
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.links import FRONT
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
        lists = [block for block in blocks if _is_of_others(block)]
        told = [block for block in blocks if not _is_of_others(block)]
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
                    said.append(self._blocks.facts(self._facts(entry, block)))
                case _:
                    said.append(self._blocks.block(block))
        return "".join(said)

    def _facts(self, entry: Entry, block: Facts) -> Iterator[Fact]:
        """Yield the facts of an entry, but for an era that only its date tells."""
        links = self._composer.links.forward.get(entry.id, ())
        names_era = any(each.relation == "era" for each in links)
        for fact in block.facts:
            if names_era or fact.name != "Era":
                yield fact

    def _connected(self, entry: Entry, listed: Sequence[EntryList]) -> str:
        """The lists of what an entry is connected to, behind a line where they are long."""
        if isinstance(entry, Source):
            said = "".join(map(self._blocks.entries, listed))
            # What those lists link to is known once they are written.
            more = tuple(self._unlinked(entry))
            said += "".join(map(self._blocks.entries, more))
            return _behind("What rests on it", (*listed, *more), said)
        rows = list(map(self._blocks.row, listed))
        more = tuple(self._unlinked(entry))
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

    def _unlinked(self, entry: Entry) -> Iterator[EntryList]:
        """Yield what an entry points to, and what points to it, that its page does not say."""
        links = self._composer.links
        targets = [each.target for each in links.forward.get(entry.id, ())]
        yield from self._more("Leads to", targets)
        pointing = [each.source for each in links.backward.get(entry.id, ())]
        yield from self._more("Pointed to by", pointing)

    def _more(self, title: str, ids: Iterable[str]) -> Iterator[EntryList]:
        known = self._prose.linked | {FRONT}
        entries = self._composer.links.entries
        items = tuple(
            self._composer.item(entries[name]) for name in dict.fromkeys(ids) if name not in known
        )
        if items:
            yield EntryList(title=title, role="backlinks", items=items)


def _count(lists: Iterable[EntryList]) -> int:
    return sum(len(block.items) for block in lists)


def _behind(title: str, lists: Iterable[EntryList], said: str) -> str:
    """Lists behind a line that counts what is in them; nothing where there are none."""
    return disclosure(f"{title} <small>{_count(lists)}</small>", said) if said else ""


def _is_of_others(block: AnyBlock) -> TypeGuard[EntryList]:
    """Whether a block lists entries that lead here or belong here."""
    return isinstance(block, EntryList) and block.role != "rests-on"
