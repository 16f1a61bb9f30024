"""The page of one entry, with everything that stands behind it and rests on it."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from briefdeck.document.blocks import (
    AnyBlock,
    Document,
    EntryList,
    GatheredRole,
    Heading,
    Item,
    Passage,
)
from briefdeck.document.compose import Composer, printed
from briefdeck.document.entries import body
from briefdeck.document.excerpts import excerpts
from briefdeck.document.lookup import Lookup
from briefdeck.document.sections import in_order_of_time
from briefdeck.document.source_page import citing_lists, dependence, is_statement_of
from briefdeck.model.briefing import Entry, Era, Recommendation, Series, Source
from briefdeck.model.fields import Relation
from briefdeck.model.links import Link
from briefdeck.model.nodes import Paragraph

GROUPS: Final[tuple[tuple[str, str, GatheredRole], ...]] = (
    ("events", "Events", "events"),
    ("programs", "Programs", "programs"),
    ("series", "Figures", "figures"),
    ("findings", "Findings", "findings"),
    ("quotations", "Quotations", "quotations"),
    ("tables", "Tables", "tables"),
)
"""What an era, a program or an actor gathers: table, title, role."""
_GATHERED_TABLES: Final = frozenset(table for table, _, _ in GROUPS)
_GATHERED: Final = frozenset({"era", "program", "actor", "party"})
_SOURCES_LAST: Final = Era | Recommendation
"""What states little by itself: what it gathers or rests on comes before its own sources."""
_MOST_TOLD: Final = 100
"""Events that an era tells; of more, it has the titles alone."""
# Relations by which one entry holds only as far as the other does.
_RESTS: Final = frozenset({"rests-on", "cites", "origin"})
_RESTING = "What rests on this"
_SEEN, _OTHER = "What was seen only in this", "Pointed to by"
_POINTING: Final = (_RESTING, _SEEN, _OTHER)
"""The lists of what points to an entry, in order; each entry stands in the first that has it."""
_NOTES: Final[dict[Relation, str]] = {
    "see": "see also",
    "speaker": "speaker",
    "voice": "its words",
    "addressee": "addressee",
    "party": "party",
    "condenses": "condensed here",
}
"""What is said of an entry that points here; other relations say themselves."""


def entry_page(lookup: Lookup, entry_id: str, *, references: bool) -> Document:
    """Return an entry's page; KeyError where there is no such entry.

    Without references it is one of many, and cites sources as all of them do.
    """
    entry = lookup.links.entries[entry_id]
    if not references:
        return _page(Composer(lookup, lookup.short_forms), entry, ())
    return printed(lookup, lambda composer: _page(composer, entry, composer.references()))


def _page(composer: Composer, entry: Entry, closing: Iterable[AnyBlock]) -> Document:
    title = composer.heading(entry) if isinstance(entry, Source) else composer.gist(entry)
    return composer.document(title, chain(_entry_blocks(composer, entry), closing), entry.id)


def _entry_blocks(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    name = composer.heading(entry)
    if name:
        yield Heading(entry=entry.id, text=name, level=1, note=entry.noun)
    else:
        yield Heading(entry=entry.id, text=entry.noun.capitalize(), level=1)
    if isinstance(entry, Source):
        yield dependence(composer, entry)
        reference = Paragraph(inlines=composer.reference(entry).full)
        yield Passage(entry=entry.id, prose=(reference,))
    yield from body(composer, entry, on_page=True)
    if isinstance(entry, Source):
        yield from excerpts(composer, entry)
    if not isinstance(entry, _SOURCES_LAST):
        yield from composer.evidence(entry)
    yield from _related(composer, entry)
    yield from _gathered(composer, entry)
    yield from _pointing_here(composer, entry)
    if isinstance(entry, _SOURCES_LAST):
        yield from composer.evidence(entry)


def _related(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    entries = composer.links.entries
    gathered = {member.id for member in _members(composer, entry)}
    named = [other for other in dict.fromkeys(entry.see) if other not in gathered]
    related = [entries[other] for other in named if other in entries]
    if related:
        items = tuple(composer.item(other, other.noun) for other in related)
        yield EntryList(entry=entry.id, title="See also", role="related", items=items)


def _gathered(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    """What belongs to an era, a program or an actor, kind by kind, in order of time."""
    members = list(_members(composer, entry))
    for table, title, role in GROUPS:
        group = in_order_of_time(member for member in members if member.table == table)
        if group:
            is_told = isinstance(entry, Era) and len(group) <= _MOST_TOLD
            items = tuple(
                composer.item(each, is_told=is_told and role == "events") for each in group
            )
            yield EntryList(entry=entry.id, title=title, role=role, items=items)


def _members(composer: Composer, entry: Entry) -> Iterable[Entry]:
    """The entries that name this one as theirs, and those that an era's dates hold; each once.

    A figure belongs to every era in which it has a value, unless it names its own.
    """
    members: dict[str, Entry] = {}
    if isinstance(entry, Era):
        members |= {each.id: each for each in composer.lookup.members.get(entry.id, ())}
        for series in composer.briefing.series:
            if series.era is None and _has_value_in(series, entry):
                members[series.id] = series
    for link in composer.links.backward.get(entry.id, ()):
        member = composer.links.entries.get(link.source)
        if member is not None and link.relation in _GATHERED:
            members.setdefault(member.id, member)
    return members.values()


def _has_value_in(series: Series, era: Era) -> bool:
    return any(
        point.at is not None
        and (point.value, point.low, point.high) != (None, None, None)
        and era.span.covers_start_of(point.at)
        for point in series.points
    )


def _pointing_here(composer: Composer, entry: Entry) -> Iterator[AnyBlock]:
    """What rests on an entry, and what else points to it and has not been listed."""
    pointing = [
        link
        for link in composer.links.backward.get(entry.id, ())
        # What brought an entry about stands among its facts.
        if link.relation != "leads-to" and not _is_gathered(composer, link)
    ]
    groups: dict[str, list[Link]] = {title: [] for title in _POINTING}
    for link in pointing:
        groups[_group(entry, link)].append(link)
    listed = set(entry.rests_on) if isinstance(entry, Recommendation) else set()
    if isinstance(entry, Source):
        resting = groups.pop(_RESTING)
        listed |= {link.source for link in resting}
        yield from citing_lists(composer, entry, resting)
    for title, links in groups.items():
        if title == _OTHER:
            listed |= set(entry.see)
        unlisted = [link for link in links if link.source not in listed]
        items = tuple(_items(composer, unlisted))
        listed |= {item.entry for item in items}
        if items:
            yield EntryList(entry=entry.id, title=title, role="backlinks", items=items)


def _group(entry: Entry, link: Link) -> str:
    """The title under which what points here is listed."""
    is_own = isinstance(entry, Source) and is_statement_of(link)
    if is_own or link.relation in _RESTS:
        return _RESTING
    return _SEEN if link.relation == "via" else _OTHER


def _is_gathered(composer: Composer, link: Link) -> bool:
    """Whether a link's entry has been listed among what its target gathers."""
    entry = composer.links.entries.get(link.source)
    if entry is None or link.relation not in _GATHERED:
        return False
    return entry.table in _GATHERED_TABLES


def _items(composer: Composer, links: Iterable[Link]) -> Iterator[Item]:
    """Each entry that points here once, with every place or relation."""
    notes: dict[str, list[str]] = {}
    for link in links:
        notes.setdefault(link.source, []).append(link.at or _NOTES.get(link.relation, ""))
    for source_id, words in notes.items():
        pointing = composer.links.entries.get(source_id)
        if pointing is not None:
            said = dict.fromkeys(filter(None, words))
            yield composer.item(pointing, "; ".join(said))
