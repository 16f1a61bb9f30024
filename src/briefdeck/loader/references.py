"""References between entries that lead nowhere, to the wrong kind of entry, or in a circle."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from briefdeck.model.briefing import TABLES, Briefing, Entry
from briefdeck.model.links import Link, Links
from briefdeck.model.problem import Complaint, KeyPath, key_path_text
from briefdeck.text.words import article, did_you_mean, nearest, quoted

TARGETS: Final[Mapping[str, tuple[str, ...]]] = {
    "cites": ("sources",),
    "era": ("eras",),
    "program": ("programs",),
    "actor": ("actors",),
    "party": ("actors",),
    "voice": ("actors", "sources"),
    "speaker": ("actors", "sources"),
    "origin": ("sources",),
    "condenses": ("sources",),
}
"""Tables that a relation may lead to; one that is not here may lead to any."""

HINTED: Final = 500
"""Dangling references that get a suggestion, at most: comparing names takes its time."""

MOST_IN_A_CIRCLE: Final = 8
"""Ids of a circle that a message names, at most."""

STAND_IN: Final = "broken-"
"""How the ids begin that stand for broken ones while references are checked."""

_NOUNS: Final = {"sources": "source", "eras": "era", "programs": "program", "actors": "actor"}


def reference_complaints(
    briefing: Briefing, links: Links, name: str, ids_in_file: Collection[str] = ()
) -> list[Complaint]:
    """Everything wrong with the ids of a briefing and with what refers to them; paths are the briefing's.

    name: the briefing's own id. ids_in_file: ids that entries have which could not be read; to refer to one of them is
    no mistake of its own.
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
        message, remedy = (
            "The briefing supersedes itself.",
            "Name the earlier briefing's id, or take it out.",
        )
        path: KeyPath = ("briefing", "supersedes")
        complaints.append(Complaint(rule="circular", message=message, remedy=remedy, path=path))
    return complaints


class _Names:
    """The ids that a reference may mean, by the tables that they stand in."""

    def __init__(self, links: Links, ids_in_file: Collection[str]) -> None:
        self.links = links
        self.ids_in_file = ids_in_file
        self._of: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, tables: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of entries of these tables (of all, where none is named) and of those that could not be read, sorted."""
        if tables not in self._of:
            entries = self.links.entries.items()
            names = {entry_id for entry_id, entry in entries if not tables or entry.table in tables}
            names |= {
                entry_id for entry_id in self.ids_in_file if entry_id not in self.links.entries
            }
            self._of[tables] = tuple(
                sorted(name for name in names if not name.startswith(STAND_IN))
            )
        return self._of[tables]


def duplicate_complaints(data: Mapping[str, Any]) -> list[Complaint]:
    """Ids that an earlier entry of the file has already; paths are the file's."""
    seen: dict[str, KeyPath] = {}
    complaints: list[Complaint] = []
    for table, position, entry_id in raw_ids(data):
        path: KeyPath = (table, position, "id")
        if entry_id in seen:
            first = key_path_text(seen[entry_id][:-1])
            message = f"The id {quoted(entry_id)} is taken: `{first}` has it."
            remedy = "Give one of the two another id; everything that refers to it means the first."
            complaints.append(
                Complaint(rule="duplicate-id", message=message, remedy=remedy, path=path)
            )
        else:
            seen[entry_id] = path
    return complaints


def raw_ids(data: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Table, position and id of every entry in raw data."""
    for table in TABLES:
        entries = data.get(table)
        for position, entry in enumerate(entries if isinstance(entries, list) else ()):
            entry_id = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(entry_id, str):
                yield table, position, entry_id


def _dangling(link: Link, names: _Names, *, hint: bool) -> Complaint:
    tables = TARGETS.get(link.relation, ())
    what = " or ".join(_NOUNS[table] for table in tables) or "entry"
    remedy = _repair(link.target, link, names.links)
    if not remedy:
        near = nearest(link.target, names.of(tables)) if hint else ""
        remedy = did_you_mean(near)
    if not remedy:
        remedy = f"Add {article(what)} with this id, or take the reference out."
    message = f"No {what} has the id {quoted(link.target)}."
    return Complaint(
        rule="unknown-id", message=message, remedy=remedy, path=link.path, word=link.target
    )


def _repair(target: str, link: Link, links: Links) -> str:
    """What to write for a reference that holds more than an id."""
    bare = target.strip().strip("[]@").partition(",")[0].strip()
    if bare == target or bare not in links.entries:
        return ""
    place = target.strip().strip("[]@").partition(",")[2].strip()
    if link.relation == "cites" and place:
        return f'Write `{{ source = "{bare}", at = "{place}" }}`.'
    return f"Write `{bare}` alone."


def _wrong_kinds(names: _Names) -> Iterator[Complaint]:
    entries = names.links.entries
    for forward in names.links.forward.values():
        for link in forward:
            tables = TARGETS.get(link.relation)
            if tables is not None and entries[link.target].table not in tables:
                yield _wrong_kind(link, entries[link.target], tables, names)


def _wrong_kind(link: Link, entry: Entry, tables: tuple[str, ...], names: _Names) -> Complaint:
    wanted = " or ".join(article(_NOUNS[table]) for table in tables)
    near = nearest(link.target, names.of(tables))
    if near:
        remedy = did_you_mean(near)
    elif link.relation == "cites":
        remedy = "Entries are linked by `[[id]]` in prose and by `see`."
    else:
        remedy = f"Name {wanted}."
    message = f"{quoted(link.target)} is {article(entry.noun)}; here {wanted} is wanted."
    return Complaint(
        rule="wrong-kind-of-id", message=message, remedy=remedy, path=link.path, word=link.target
    )


def _circles(briefing: Briefing, links: Links) -> Iterator[Complaint]:
    origins = {source.id: (source.origin,) for source in briefing.sources if source.origin}
    yield from _circles_of(origins, "origin", "has its information from", links)
    grounds = {each.id: each.rests_on for each in briefing.recommendations if each.rests_on}
    yield from _circles_of(grounds, "rests_on", "rests on", links)


def _circles_of(
    edges: Mapping[str, tuple[str, ...]], key: str, verb: str, links: Links
) -> Iterator[Complaint]:
    """One complaint a circle, at the reference that closes it in file order."""
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
                continue
            if entry_id in done:
                continue
            done.add(entry_id)
            trail.append(entry_id)
            on_trail.add(entry_id)
            ahead.extend((target, depth + 1) for target in reversed(edges.get(entry_id, ())))


def _circle(circle: list[str], key: str, verb: str, links: Links) -> Complaint:
    last, first = circle[-2], circle[-1]
    relation = "origin" if key == "origin" else "rests-on"
    link = next(
        each for each in links.forward[last] if each.relation == relation and each.target == first
    )
    shown = (
        circle
        if len(circle) <= MOST_IN_A_CIRCLE
        else [*circle[: MOST_IN_A_CIRCLE - 2], "…", *circle[-2:]]
    )
    chain = " → ".join(entry_id if entry_id == "…" else f"`{entry_id}`" for entry_id in shown)
    what = f"`{last}` {verb} itself." if len(circle) == 2 else f"A circle of `{key}`: {chain}."
    remedy = (
        "Take the reference out that is not so."
        if len(circle) > 2
        else "Take it out, or name the other."
    )
    return Complaint(rule="circular", message=what, remedy=remedy, path=link.path)


def _allowances(briefing: Briefing, names: _Names) -> Iterator[Complaint]:
    for position, allowance in enumerate(briefing.exceptions):
        for number, entry_id in enumerate(allowance.entries):
            if entry_id not in names.links.entries and entry_id not in names.ids_in_file:
                near = nearest(entry_id, names.of(()))
                yield Complaint(
                    rule="unknown-id",
                    message=f"No entry has the id {quoted(entry_id)}.",
                    remedy=did_you_mean(near) or "Take it out of the exception.",
                    path=("exceptions", position, "entries", number),
                )
