"""What exports of whole briefings say of an entry otherwise than its page alone does."""

from collections.abc import Container, Iterable, Iterator
from typing import Final, TypeGuard

from briefdeck.document.blocks import AnyBlock, EntryList, Evidence, Fact, Facts
from briefdeck.document.compose import Composer
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.links import FRONT

_FEW_USES: Final = 3
"""Citations of an entry that stand in a line."""


def is_brief(block: Evidence) -> bool:
    """Return whether what an entry rests on is said in a line."""
    return len(block.items) <= _FEW_USES and not any(use.has_words for use in block.items)


def is_of_others(block: AnyBlock) -> TypeGuard[EntryList]:
    """Return whether a block lists entries that lead here or belong here."""
    return isinstance(block, EntryList) and block.role != "rests-on"


def shown_facts(composer: Composer, entry: Entry, block: Facts) -> Iterator[Fact]:
    """Yield the facts of an entry, but for what says nothing here.

    That is an era that only its date tells, and the hash of a copy that neither comes along nor has
    passages.
    """
    links = composer.links.forward.get(entry.id, ())
    hidden = set()
    if not any(each.relation == "era" for each in links):
        hidden.add("Era")
    if isinstance(entry, Source) and not entry.copy and not _is_quoted(composer, entry):
        hidden.add("Copy")
    yield from (fact for fact in block.facts if fact.name not in hidden)


def _is_quoted(composer: Composer, source: Source) -> bool:
    return composer.verdicts is not None and bool(composer.verdicts.in_source(source.id))


def unlinked(composer: Composer, entry: Entry, linked: Container[str]) -> Iterator[EntryList]:
    """Yield what an entry points to, and what points to it, that is not linked to yet."""
    links = composer.links
    targets = [each.target for each in links.forward.get(entry.id, ())]
    yield from _listed(composer, "Leads to", targets, linked)
    pointing = [each.source for each in links.backward.get(entry.id, ())]
    yield from _listed(composer, "Pointed to by", pointing, linked)


def _listed(
    composer: Composer, title: str, ids: Iterable[str], linked: Container[str]
) -> Iterator[EntryList]:
    entries = composer.links.entries
    items = tuple(
        composer.item(entries[name])
        for name in dict.fromkeys(ids)
        if name != FRONT and name not in linked
    )
    if items:
        yield EntryList(title=title, role="backlinks", items=items)
