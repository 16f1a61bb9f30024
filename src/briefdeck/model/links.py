"""Links both ways: what each entry points to, and the exact inverse."""

from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final, Literal

from msgspec import Struct

from briefdeck.model.bracket import pointers
from briefdeck.model.briefing import ENTRY_TYPES, Briefing, Cite, Entry, Point, Source
from briefdeck.model.problem import KeyPath
from briefdeck.model.prose import reference_spans
from briefdeck.text.pattern import pattern

Relation = Literal[
    "cites",
    "mentions",
    "see",
    "era",
    "program",
    "actor",
    "party",
    "rests-on",
    "voice",
    "speaker",
    "origin",
    "addressee",
    "condenses",
]

FRONT: Final = ""
"""The `source` of a link from the briefing's front matter."""


class Link(Struct, frozen=True, gc=False):
    """One pointer from an entry (`""`: the briefing's front matter) to another; `at` is a citation's locator."""

    source: str
    target: str
    relation: Relation
    at: str | None = None
    quote: str | None = None
    path: KeyPath = ()


class Links(Struct, frozen=True):
    """`entries`: id to entry. `forward[id]`, `backward[id]`: links from and to it, in file order. `dangling`: no such target.

    Both have every entry's id; `forward` has the front matter's too. Of entries with one id the first counts.
    `origins`: for each source that has its information from another, the source at the end of that chain.
    """

    entries: dict[str, Entry]
    forward: dict[str, tuple[Link, ...]]
    backward: dict[str, tuple[Link, ...]]
    dangling: tuple[Link, ...]
    duplicates: tuple[KeyPath, ...]
    origins: dict[str, str] = {}


_Found = list[Link]
_Handler = Callable[[_Found, str, Any, KeyPath], None]

_COMPOUND: Final = pattern(r"[a-z0-9]+(-[a-z0-9]+)+")


def link(briefing: Briefing) -> Links:
    """All links of a briefing: the fields that hold ids, citations in lists, points and prose, and links in prose."""
    entries: dict[str, Entry] = {}
    duplicates: list[KeyPath] = []
    found: _Found = []
    _front_links(found, briefing)
    for kind in ENTRY_TYPES:
        table, (attributes, plan) = kind.table, _PLANS[kind]
        for index, entry in enumerate(getattr(briefing, table)):
            identifier = entry.id
            if entries.setdefault(identifier, entry) is not entry:
                duplicates.append((table, index, "id"))
            for value, (key, handle) in zip(attributes(entry), plan, strict=True):
                if value:
                    handle(found, identifier, value, (table, index, key))
    return _both_ways(found, entries, tuple(duplicates))


def _both_ways(found: _Found, entries: dict[str, Entry], duplicates: tuple[KeyPath, ...]) -> Links:
    forward: dict[str, list[Link]] = defaultdict(list)
    backward: dict[str, list[Link]] = defaultdict(list)
    dangling: list[Link] = []
    for each in found:
        if each.target in entries:
            forward[each.source].append(each)
            backward[each.target].append(each)
        elif each.relation != "addressee" or _COMPOUND.fullmatch(each.target):
            dangling.append(each)
    return Links(
        entries=entries,
        forward={name: tuple(forward.get(name, ())) for name in (FRONT, *entries)},
        backward={name: tuple(backward.get(name, ())) for name in entries},
        dangling=tuple(dangling),
        duplicates=duplicates,
        origins=_origins(entries),
    )


def _origins(entries: dict[str, Entry]) -> dict[str, str]:
    """The end of each chain of origins; of a circle its alphabetically first member."""
    following = {
        source.id: source.origin
        for source in entries.values()
        if isinstance(source, Source)
        and source.origin
        and isinstance(entries.get(source.origin), Source)
    }
    ends: dict[str, str] = {}
    for first in following:
        chain: dict[str, int] = {}
        here = first
        while here in following and here not in ends and here not in chain:
            chain[here] = len(chain)
            here = following[here]
        end = ends.get(here, here)
        if here in chain:
            end = min(list(chain)[chain[here] :])
        ends.update(dict.fromkeys(chain, end))
    return ends


def _front_links(found: _Found, briefing: Briefing) -> None:
    front = briefing.front
    _prose(found, FRONT, front.bluf, ("briefing", "bluf"))
    if front.condenses:
        found.append(
            Link(FRONT, front.condenses, "condenses", None, None, ("briefing", "condenses"))
        )
    if front.source_summary:
        _prose(found, FRONT, front.source_summary, ("briefing", "source_summary"))


def _prose(found: _Found, source: str, text: str, path: KeyPath) -> None:
    if "[" not in text:
        return
    quick = pointers(text)
    if quick is not None:
        for cites, target in quick:
            for cite in cites:
                found.append(Link(source, cite.source, "cites", cite.at, None, path))
            if target:
                found.append(Link(source, target, "mentions", None, None, path))
        return
    for bracket in reference_spans(text):
        for cite in bracket.cites:
            found.append(Link(source, cite.source, "cites", cite.at, None, path))
        if bracket.target is not None:
            found.append(Link(source, bracket.target, "mentions", None, None, path))


def _proses(found: _Found, source: str, texts: tuple[str, ...], path: KeyPath) -> None:
    for index, text in enumerate(texts):
        _prose(found, source, text, (*path, index))


def _cites(found: _Found, source: str, cites: tuple[Cite | str, ...], path: KeyPath) -> None:
    for index, cite in enumerate(cites):
        if isinstance(cite, str):
            found.append(Link(source, cite, "cites", None, None, (*path, index)))
        else:
            found.append(Link(source, cite.source, "cites", cite.at, cite.quote, (*path, index)))


def _points(found: _Found, source: str, points: tuple[Point, ...], path: KeyPath) -> None:
    for index, point in enumerate(points):
        if point.cites:
            _cites(found, source, point.cites, (*path, index, "cites"))
        if point.text:
            _prose(found, source, point.text, (*path, index, "text"))
        if point.caveat:
            _prose(found, source, point.caveat, (*path, index, "caveat"))


def _rows(found: _Found, source: str, rows: tuple[tuple[object, ...], ...], path: KeyPath) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                _prose(found, source, cell, (*path, number, column))


def _one(relation: Relation) -> _Handler:
    def handle(found: _Found, source: str, target: str, path: KeyPath) -> None:
        found.append(Link(source, target, relation, None, None, path))

    return handle


def _many(relation: Relation) -> _Handler:
    def handle(found: _Found, source: str, targets: tuple[str, ...], path: KeyPath) -> None:
        for index, target in enumerate(targets):
            found.append(Link(source, target, relation, None, None, (*path, index)))

    return handle


_HANDLERS: Final[dict[str, _Handler]] = {
    "meaning": _prose,
    "text": _prose,
    "outcome": _prose,
    "conditions": _proses,
    "arguments_for": _proses,
    "arguments_against": _proses,
    "points": _points,
    "rows": _rows,
    "cites": _cites,
    "note": _prose,
    "caveat": _prose,
    "voice": _one("voice"),
    "speaker": _one("speaker"),
    "to": _one("addressee"),
    "era": _one("era"),
    "programs": _many("program"),
    "actors": _many("actor"),
    "parties": _many("party"),
    "rests_on": _many("rests-on"),
    "origin": _one("origin"),
    "see": _many("see"),
}
"""Every attribute of an entry that holds ids or prose."""


def _plan(
    kind: type[Entry],
) -> tuple[Callable[[Entry], tuple[Any, ...]], tuple[tuple[str, _Handler], ...]]:
    keys = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    held = [name for name in _HANDLERS if name in keys]
    return attrgetter(*held), tuple((keys[name], _HANDLERS[name]) for name in held)


_PLANS: Final = {kind: _plan(kind) for kind in ENTRY_TYPES}
