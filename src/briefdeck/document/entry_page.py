"""Pages: one entry with everything that stands behind it and rests on it."""

from collections.abc import Iterable, Iterator

from briefdeck.document.blocks import (
    AnyBlock,
    Document,
    EntryList,
    GatheredRole,
    Heading,
    Item,
    Passage,
)
from briefdeck.document.compose import Composer
from briefdeck.document.entries import body
from briefdeck.document.lookup import Lookup
from briefdeck.document.summaries import reference_list
from briefdeck.model.briefing import Entry, Era, Source
from briefdeck.model.evidence import sole_support
from briefdeck.model.links import Link
from briefdeck.model.prose import Paragraph

GROUPS: tuple[tuple[str, str, GatheredRole], ...] = (
    ("events", "Events", "events"),
    ("programs", "Programs", "programs"),
    ("series", "Figures", "figures"),
    ("findings", "Findings", "findings"),
    ("quotations", "Quotations", "quotations"),
    ("tables", "Tables", "tables"),
)
"""What an era, a program or an actor gathers: table, title, role."""
_GATHERED = {"era", "program", "actor", "party"}
_RESTS = {"rests-on", "cites", "origin"}
_NOTES = {
    "see": "see also", "speaker": "speaker", "voice": "its words", "addressee": "addressee", "party": "party", "origin": "draws on it",
    "condenses": "condensed here", "mentions": "", "era": "", "program": "", "actor": "", "rests-on": "", "cites": "",
}  # fmt: skip


def entry_page(lookup: Lookup, entry_id: str, *, references: bool) -> Document:
    """An entry's page; KeyError where there is no such entry."""
    entry = lookup.links.entries[entry_id]
    composer = Composer(lookup)
    blocks = list(_entry_blocks(composer, entry))
    if references:
        blocks += reference_list(composer)
    return composer.document(composer.gist(entry), blocks, entry_id)


def _entry_blocks(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    if name := composer.lookup.heading(entry):
        yield Heading(entry=entry.id, text=name, level=1, note=entry.noun)
    else:
        yield Heading(entry=entry.id, text=entry.noun.capitalize(), level=1)
    if isinstance(entry, Source):
        yield Passage(
            entry=entry.id, prose=(Paragraph(inlines=composer.lookup.reference(entry).full),)
        )
    yield from body(composer, entry, on_page=True)
    yield from composer.evidence(entry)
    yield from _related(composer, entry)
    yield from _gathered(composer, entry)
    yield from _resting(composer, entry)


def _related(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    items = tuple(composer.item(other, other.noun) for other in _entries(composer, entry.see))
    if items:
        yield EntryList(entry=entry.id, title="See also", role="related", items=items)


def _gathered(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    """What belongs to an era, a program or an actor, kind by kind, in order of time."""
    members = list(composer.lookup.members.get(entry.id, ())) if isinstance(entry, Era) else []
    known = {member.id for member in members}
    for link in composer.links.backward.get(entry.id, ()):
        if (
            link.relation in _GATHERED
            and link.source not in known
            and link.source in composer.links.entries
        ):
            known.add(link.source)
            members.append(composer.links.entries[link.source])
    for table, title, role in GROUPS:
        group = sorted((member for member in members if member.table == table), key=_time)
        if group:
            items = tuple(composer.item(member) for member in group)
            yield EntryList(entry=entry.id, title=title, role=role, items=items)


def _time(entry: Entry) -> tuple[float, float, str]:
    return entry.date.sort_key if entry.date is not None else (float("inf"), float("inf"), "")


def _resting(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    """What rests on an entry, and what else points to it."""
    links = [
        link
        for link in composer.links.backward.get(entry.id, ())
        if link.relation not in _GATHERED or not _is_group(composer, link)
    ]
    resting = tuple(_pointing(composer, entry, (link for link in links if link.relation in _RESTS)))
    if resting:
        yield EntryList(entry=entry.id, title="What rests on this", role="backlinks", items=resting)
    held = {item.entry for item in resting} | set(entry.see)
    others = (link for link in links if link.relation not in _RESTS and link.source not in held)
    pointing = tuple(_pointing(composer, entry, others))
    if pointing:
        yield EntryList(entry=entry.id, title="Pointed to by", role="backlinks", items=pointing)


def _is_group(composer: Composer, link: Link) -> bool:
    entry = composer.links.entries.get(link.source)
    return entry is not None and any(entry.table == table for table, _, _ in GROUPS)


def _pointing(composer: Composer, entry: Entry, links: Iterable[Link]) -> Iterator[Item]:
    """Each entry that points here once, with every place or relation; marked where it has no other source."""
    sole = (
        frozenset(sole_support(entry.id, composer.links))
        if isinstance(entry, Source)
        else frozenset()
    )
    notes: dict[str, dict[str, None]] = {}
    for link in links:
        found = notes.setdefault(link.source, {})
        if note := link.at or _NOTES[link.relation]:
            found[note] = None
    for source_id, words in notes.items():
        pointing = composer.links.entries.get(source_id)
        if pointing is not None:
            yield composer.item(pointing, "; ".join(words), sole=source_id in sole)


def _entries(composer: Composer, ids: Iterable[str]) -> list[Entry]:
    return [
        composer.links.entries[entry_id]
        for entry_id in dict.fromkeys(ids)
        if entry_id in composer.links.entries
    ]
