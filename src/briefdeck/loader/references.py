"""References between entries that lead nowhere, to the wrong kind of entry, or in a circle."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from briefdeck.loader.shape import tables_in
from briefdeck.model.briefing import TABLES, Briefing, Entry
from briefdeck.model.links import Link, Links
from briefdeck.model.problem import Complaint, Deed, Edit, KeyPath, Remedy, key_path_text
from briefdeck.text.words import article, nearest, quoted

TARGETS: Final[Mapping[str, tuple[str, ...]]] = {
    "cites": ("sources",),
    "era": ("eras",),
    "program": ("programs",),
    "actor": ("actors",),
    "party": ("actors",),
    "voice": ("actors", "sources"),
    "speaker": ("actors", "sources"),
    "origin": ("sources",),
    "via": ("sources",),
    "with": ("series",),
    "condenses": ("sources",),
}
"""Tables that a relation may lead to; one that is not here may lead to any."""

HINTED: Final = 500
"""Dangling references that get a suggestion, at most: comparing names takes its time."""

MOST_IN_A_CIRCLE: Final = 8
"""Ids of a circle that a message names, at most."""

STAND_IN: Final = "broken-"
"""How the ids begin that stand for broken ones while references are checked."""

_NOUNS: Final = {
    "sources": "source",
    "eras": "era",
    "programs": "program",
    "actors": "actor",
    "series": "figure",
}


def reference_complaints(
    briefing: Briefing, links: Links, name: str, ids_in_file: Collection[str] = ()
) -> list[Complaint]:
    """Return what is wrong with the ids of a briefing and with what refers to them.

    Paths are the briefing's. name: the briefing's own id. ids_in_file: ids that entries have which
    could not be read; to refer to one of them is not a mistake of its own.
    """
    names = _Names(links, ids_in_file)
    dangling = [link for link in links.dangling if link.target not in ids_in_file]
    complaints = [
        _dangling(link, names, hint=number < HINTED) for number, link in enumerate(dangling)
    ]
    complaints.extend(_wrong_kinds(names))
    complaints.extend(_circles(briefing, links))
    complaints.extend(_allowances(briefing, names))
    if briefing.front.supersedes == name:
        path: KeyPath = ("briefing", "supersedes")
        message = "The briefing supersedes itself."
        remedy = "Name the earlier briefing's id, or take it out."
        complaints.append(Complaint(path, message, remedy, rule="circular"))
    return complaints


class _Names:
    """The ids that a reference may mean, by the tables that they stand in."""

    def __init__(self, links: Links, ids_in_file: Collection[str]) -> None:
        self.links = links
        self.ids_in_file = frozenset(ids_in_file)
        self._of: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, tables: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of entries of these tables and of entries that could not be read, sorted.

        tables: their names; none stands for all.
        """
        if tables not in self._of:
            self._of[tables] = self._listed(tables or TABLES)
        return self._of[tables]

    def suggested(
        self, target: str, tables: tuple[str, ...], deed: Deed = "respell"
    ) -> Remedy | str:
        """Return whether an id of these tables was meant by a reference; empty where none is near.

        deed: what would put it there.
        """
        from briefdeck.model.remedies import suggestion  # no sound file needs it

        near = nearest(target, self.of(tables))
        return suggestion(near, target, Edit(deed, near, target))

    def _listed(self, tables: tuple[str, ...]) -> tuple[str, ...]:
        names = set(self.ids_in_file.difference(self.links.entries))
        for entry_id, entry in self.links.entries.items():
            is_stand_in = entry_id.startswith(STAND_IN)
            if entry.table in tables and not is_stand_in:
                names.add(entry_id)
        return tuple(sorted(names))

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self.links.entries or entry_id in self.ids_in_file


def duplicate_complaints(data: Mapping[str, Any]) -> list[Complaint]:
    """Return the ids that an earlier entry of the file has already; paths are the file's."""
    seen: dict[str, KeyPath] = {}
    complaints: list[Complaint] = []
    for table, position, entry_id in raw_ids(data):
        path: KeyPath = (table, position)
        first = seen.setdefault(entry_id, path)
        if first == path:
            continue
        message = f"The id {quoted(entry_id)} is taken: `{key_path_text(first)}` has it."
        remedy = "Give one of the two another id; everything that refers to it means the first."
        complaints.append(Complaint((*path, "id"), message, remedy, rule="duplicate-id"))
    return complaints


def raw_ids(data: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Yield table, position and id of every entry in raw data."""
    for table in TABLES:
        for position, entry in tables_in(data.get(table)):
            entry_id = entry.get("id")
            if isinstance(entry_id, str):
                yield table, position, entry_id


def written_ids(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of all that may be entries, under headers that are not quite right too."""
    for held in data.values():
        for _, entry in tables_in([held] if isinstance(held, dict) else held):
            entry_id = entry.get("id")
            if isinstance(entry_id, str):
                yield entry_id


def _dangling(link: Link, names: _Names, *, hint: bool) -> Complaint:
    """A reference to an id that no entry has."""
    tables = TARGETS.get(link.relation, ())
    what = " or ".join([_NOUNS[table] for table in tables]) or "entry"
    remedy = _repair(link, names.links)
    if hint and not remedy:
        remedy = names.suggested(link.target, tables)
    if not remedy:
        remedy = f"Add {article(what)} with this id, or take the reference out."
    message = f"No {what} has the id {quoted(link.target)}."
    return Complaint(link.path, message, remedy, rule="unknown-id", word=link.target)


def _repair(link: Link, links: Links) -> Remedy | str:
    """What to write for a reference that holds more than an id."""
    from briefdeck.loader.scan import string_literal
    from briefdeck.model.remedies import write

    bare, _, locator = link.target.strip().strip("[]@").partition(",")
    bare, locator = bare.strip(), locator.strip()
    if bare == link.target or bare not in links.entries:
        return ""
    is_item = link.path[-2:-1] == ("cites",)
    named = [part.strip() for part in link.target.split(",")]
    if is_item and len(named) > 1 and all(name in links.entries for name in named):
        listing = ", ".join([f'"{name}"' for name in named])
        return write(listing, ", each in its own quotes")
    if link.relation == "cites" and locator:
        written = f"{{ source = {string_literal(bare)}, at = {string_literal(locator)} }}"
        return write(written) if is_item else f"Write `{written}`."
    return Remedy(f"Write `{bare}` alone.", Edit("respell", bare, link.target))


def _wrong_kinds(names: _Names) -> Iterator[Complaint]:
    """References to entries of tables that they may not lead to."""
    entries = names.links.entries
    for link in chain.from_iterable(names.links.forward.values()):
        tables = TARGETS.get(link.relation)
        if tables is not None and entries[link.target].table not in tables:
            yield _wrong_kind(link, entries[link.target], tables, names)


def _wrong_kind(link: Link, entry: Entry, tables: tuple[str, ...], names: _Names) -> Complaint:
    """A reference to an entry of a table that it may not lead to."""
    wanted = " or ".join([article(_NOUNS[table]) for table in tables])
    remedy = names.suggested(link.target, tables)
    if not remedy:
        remedy = f"Name {wanted}."
        if link.relation == "cites":
            remedy = "Entries are linked by `[[id]]` in prose and by `see`."
    message = f"{quoted(link.target)} is {article(entry.noun)}; here {wanted} is wanted."
    return Complaint(link.path, message, remedy, rule="wrong-kind-of-id", word=link.target)


def _circles(briefing: Briefing, links: Links) -> Iterator[Complaint]:
    origins = {source.id: (source.origin,) for source in briefing.sources if source.origin}
    yield from _circles_of(origins, "origin", "has its information from", links)
    citing = {source.id: (source.seen_in.source,) for source in briefing.sources if source.seen_in}
    yield from _circles_of(citing, "via", "is cited in", links)
    effects = {event.id: event.leads_to for event in briefing.events}
    yield from _circles_of(effects, "leads_to", "leads to", links)
    grounds = {each.id: each.rests_on for each in briefing.recommendations}
    yield from _circles_of(grounds, "rests_on", "rests on", links)


def _circles_of(
    edges: Mapping[str, tuple[str, ...]], key: str, verb: str, links: Links
) -> Iterator[Complaint]:
    """One complaint a circle, at the reference that closes it in file order."""
    # A walk in depth with a list of what is ahead: a chain may be longer than Python's stack.
    done: set[str] = set()
    for start in edges:
        trail: list[str] = []
        on_trail: set[str] = set()
        ahead = [(start, 0)]
        while ahead:
            entry_id, depth = ahead.pop()
            on_trail.difference_update(trail[depth:])
            del trail[depth:]
            if entry_id in on_trail:
                yield _circle([*trail[trail.index(entry_id) :], entry_id], key, verb, links)
            elif entry_id not in done:
                done.add(entry_id)
                trail.append(entry_id)
                on_trail.add(entry_id)
                ahead.extend([(each, depth + 1) for each in reversed(edges.get(entry_id, ()))])


def _circle(circle: list[str], key: str, verb: str, links: Links) -> Complaint:
    """The complaint of a circle; its first id is its last too."""
    last, first = circle[-2:]
    if len(circle) == 2:
        message = f"`{last}` {verb} itself."
        remedy = "Take it out, or name the other."
    else:
        message = f"A circle of `{key}`: {_chain(circle)}."
        remedy = "Take the reference out that is not so."
    meant = key.replace("_", "-"), first
    closing = next(link for link in links.forward[last] if (link.relation, link.target) == meant)
    return Complaint(closing.path, message, remedy, rule="circular")


def _chain(circle: list[str]) -> str:
    """The ids of a circle with arrows between them; of a long one, its ends."""
    names = [f"`{entry_id}`" for entry_id in circle]
    if len(names) > MOST_IN_A_CIRCLE:
        names[MOST_IN_A_CIRCLE - 2 : -2] = ["…"]
    return " → ".join(names)


def _allowances(briefing: Briefing, names: _Names) -> Iterator[Complaint]:
    """Exceptions for entries that do not exist."""
    for position, allowance in enumerate(briefing.exceptions):
        for number, entry_id in enumerate(allowance.entries):
            if entry_id in names:
                continue
            remedy = names.suggested(entry_id, (), "say")
            yield Complaint(
                rule="unknown-id",
                message=f"No entry has the id {quoted(entry_id)}.",
                remedy=remedy
                or Remedy("Take it out of the exception.", Edit("remove"), is_safe=False),
                path=("exceptions", position, "entries", number),
            )
