"""The recommendations of several briefings: to whom, what became of them, by when, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from typing import Any, Final

from msgspec import Struct

from briefdeck.document.ledger import Remark, remark_on
from briefdeck.document.lookup import Lookup
from briefdeck.document.over_shelf.shelf import Cited, Member, Shelf, Wanted
from briefdeck.loader import Loaded
from briefdeck.model.briefing import STATUSES, Actor, Recommendation
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import Support, support
from briefdeck.model.prose import plain_text
from briefdeck.text.words import one_line

_Rank = tuple[Any, ...]
_ORDER: Final = {status: place for place, status in enumerate(STATUSES)}


class Ground(Struct, frozen=True, kw_only=True):
    """A finding, or another entry, that a recommendation rests on, and how that is supported."""

    entry: str
    noun: str
    title: str
    support: Support


class Advice(Struct, frozen=True, kw_only=True):
    """A recommendation, or an option, and its briefing.

    to, owner: names, empty where nobody is named. support, sources: how well it is supported
    itself, and by what; grounds: what it rests on. favor, against: how many arguments are given.
    """

    briefing: str
    entry: str
    title: str
    text: str
    type: str
    to: str
    owner: str
    status: str | None
    due: Edtf | None
    priority: int | None
    support: Support
    sources: tuple[Cited, ...] = ()
    grounds: tuple[Ground, ...] = ()
    favor: int = 0
    against: int = 0
    caveat: Remark | None = None


class MergedLedger(Struct, frozen=True, kw_only=True):
    """The recommendations of several briefings by addressee, status, due date and priority.

    briefings: those that recommend anything, by id. silent: how many do not.
    """

    briefings: tuple[Member, ...]
    advice: tuple[Advice, ...]
    silent: int = 0


def merged_ledger(loadeds: Iterable[Loaded], wanted: Wanted | None = None) -> MergedLedger:
    """Return what briefings recommend; wanted: the entries asked for, else all."""
    shelf = Shelf(loadeds, wanted)
    names = _Names(shelf)
    found = [
        (place, _advice(shelf, place, each, names))
        for place, lookup in enumerate(shelf.lookups)
        for each in lookup.briefing.recommendations
        if shelf.wants(place, each.id)
    ]
    places = {place for place, _ in found}
    return MergedLedger(
        briefings=shelf.members(places),
        advice=tuple(sorted([each for _, each in found], key=_rank)),
        silent=len(shelf.lookups) - len(places),
    )


def _advice(shelf: Shelf, place: int, entry: Recommendation, names: "_Names") -> Advice:
    lookup = shelf.lookups[place]
    return Advice(
        briefing=lookup.loaded.id,
        entry=entry.id,
        title=lookup.label(entry.id),
        text=plain_text(entry.text or ""),
        type=entry.type,
        to=names.of(lookup, entry.to),
        owner=names.of(lookup, entry.owner),
        status=entry.status,
        due=entry.due,
        priority=entry.priority,
        support=support(entry.id, lookup.links),
        sources=shelf.cited_by(place, entry.id),
        grounds=tuple(_grounds(lookup, entry)),
        favor=len(entry.arguments_for),
        against=len(entry.arguments_against),
        caveat=remark_on(entry.caveat),
    )


class _Names:
    """What those are called whom recommendations address: one name for all that name them alike.

    An actor's abbreviation stands behind its name, and means it in other briefings too where no
    other actor has it.
    """

    def __init__(self, shelf: Shelf) -> None:
        names: dict[str, str] = {}
        shorts: dict[str, dict[str, str]] = defaultdict(dict)
        for lookup in shelf.lookups:
            for actor in lookup.briefing.actors:
                key = actor.name.casefold()
                names.setdefault(key, one_line(actor.name))
                if actor.abbreviation:
                    shorts[actor.abbreviation.casefold()].setdefault(key, actor.abbreviation)
        for short, meant in shorts.items():
            if len(meant) == 1 and short not in names:
                key, written = meant.popitem()
                if written not in names[key]:
                    names[key] = f"{names[key]} ({one_line(written)})"
                names[short] = names[key]
        self._names = names

    def of(self, lookup: Lookup, named: str | None) -> str:
        """Return who is named, by an actor's id or in plain words; empty where nobody is."""
        actor = lookup.links.entries.get(named or "")
        words = one_line(actor.name if isinstance(actor, Actor) else named or "")
        return self._names.setdefault(words.casefold(), words)


def _grounds(lookup: Lookup, entry: Recommendation) -> Iterator[Ground]:
    for name in dict.fromkeys(entry.rests_on):
        ground = lookup.links.entries.get(name)
        if ground is not None:
            yield Ground(
                entry=name,
                noun=ground.noun,
                title=lookup.label(name),
                support=support(name, lookup.links),
            )


def _rank(each: Advice) -> _Rank:
    """Those to nobody last, then by status in the order of their life, by due date, by priority."""
    due = (inf, inf, "") if each.due is None else each.due.sort_key
    status = each.status or ""
    return (
        not each.to,
        each.to.casefold(),
        _ORDER.get(status, len(_ORDER) + (not status)),
        status,
        due,
        inf if each.priority is None else each.priority,
        each.briefing,
        each.entry,
    )
