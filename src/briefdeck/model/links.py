"""Links both ways: what each entry points to, and the exact inverse."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from msgspec import Struct

from briefdeck.model.bracket import pointers
from briefdeck.model.briefing import TABLES, Briefing, Cite, Entry, Source, Via, Voice
from briefdeck.model.fields import Field, FieldKind, Relation, fields_of, values_of
from briefdeck.model.problem import KeyPath
from briefdeck.model.prose import reference_spans
from briefdeck.text.pattern import pattern

FRONT: Final = ""
"""The `source` of a link from the briefing's front matter."""


class Link(Struct, frozen=True, gc=False):
    """One pointer from an entry to another; `at` is the place in a source that it names.

    `source` is `FRONT` for a pointer from the briefing's front matter. quote, says: of a citation,
    the words of the source that it quotes, and those on which an unquoted statement rests.
    """

    source: str
    target: str
    relation: Relation
    at: str | None = None
    quote: str | None = None
    path: KeyPath = ()
    says: str | None = None


class Links(Struct, frozen=True):
    """The links of a briefing; of several entries with one id the first counts.

    entries: id to entry. forward, backward: the links from and to each entry, in file order;
    `forward` has those of the front matter too. dangling: links whose target does not exist.
    duplicates: where an id stands that another entry has. origins: for each source that has its
    information from another, the source at the end of that chain.
    """

    entries: dict[str, Entry]
    forward: dict[str, tuple[Link, ...]]
    backward: dict[str, tuple[Link, ...]]
    dangling: tuple[Link, ...]
    duplicates: tuple[KeyPath, ...]
    origins: dict[str, str] = {}


_Found = list[Link]
_Handler = Callable[[_Found, str, Any, KeyPath], None]
_Plan = tuple[Callable[[Struct], tuple[Any, ...]], tuple[tuple[str, _Handler], ...]]

_COMPOUND: Final = pattern(r"[a-z0-9]+(-[a-z0-9]+)+")


def link(briefing: Briefing) -> Links:
    """Return all links of a briefing: fields that hold ids, citations, and links in prose."""
    entries: dict[str, Entry] = {}
    duplicates: list[KeyPath] = []
    found: _Found = []
    _struct(found, FRONT, briefing.front, ("briefing",))
    for table in TABLES:
        for index, entry in enumerate(getattr(briefing, table)):
            path = (table, index)
            if entries.setdefault(entry.id, entry) is not entry:
                duplicates.append((*path, "id"))
            _struct(found, entry.id, entry, path)
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
    sources = [entry for entry in entries.values() if isinstance(entry, Source)]
    following: dict[str, str] = {}
    for source in sources:
        if source.origin and isinstance(entries.get(source.origin), Source):
            following[source.id] = source.origin
    ends: dict[str, str] = {}
    for first in following:
        chain: dict[str, int] = {}
        here = first
        while here in following and here not in ends:
            if here in chain:
                break
            chain[here] = len(chain)
            here = following[here]
        end = ends.get(here, here)
        if here in chain:
            # The chain has come back to `here`: what follows it there is the circle.
            end = min(list(chain)[chain[here] :])
        ends.update(dict.fromkeys(chain, end))
    return ends


def _prose(found: _Found, source: str, text: str, path: KeyPath) -> None:
    if "[" not in text:
        return
    quick = pointers(text)
    if quick is not None:
        pointing = quick
    else:
        spans = reference_spans(text)
        pointing = [(bracket.cites, bracket.target or "") for bracket in spans]
    for cites, target in pointing:
        for cite in cites:
            found.append(Link(source, cite.source, "cites", cite.at, None, path))
        if target:
            found.append(Link(source, target, "mentions", None, None, path))


def _cites(found: _Found, source: str, cites: tuple[Cite | str, ...], path: KeyPath) -> None:
    for index, cite in enumerate(cites):
        where = (*path, index)
        if isinstance(cite, str):
            found.append(Link(source, cite, "cites", None, None, where))
            continue
        found.append(Link(source, cite.source, "cites", cite.at, cite.quote, where, cite.says))
        if cite.via:
            _via(found, source, cite.via, (*where, "via"))


def _struct(found: _Found, source: str, struct: Struct, path: KeyPath) -> None:
    """The links of a Struct's fields."""
    values, plan = _plan(type(struct))
    for value, (key, handle) in zip(values(struct), plan, strict=True):
        if value:
            handle(found, source, value, (*path, key))


@cache
def _plan(kind: type[Struct]) -> _Plan:
    """What reads the fields of a type that can hold links, and what finds the links in each."""
    linking = [(field, _handler(field)) for field in sorted(fields_of(kind), key=_turn)]
    plan = [(field, handle) for field, handle in linking if handle is not None]
    handlers = tuple((field.key, handle) for field, handle in plan)
    return values_of(tuple(field.name for field, _ in plan)), handlers


def _turn(field: Field) -> int:
    """First what an entry says, then what it cites as a whole, then remarks, then the rest."""
    if field.relation == "cites":
        return 1
    if field.name in {"caveat", "note"}:
        return 2
    if field.relation is None:
        return 0
    return 3


def _handler(field: Field) -> _Handler | None:
    """What finds the links in a field; None where it has none."""
    if field.relation == "cites":
        return _cites
    if field.relation in {"voice", "via"} and field.groups:
        return _placed(field.relation)
    if field.relation is not None:
        return _every(field, _one(field.relation))
    if field.kind is FieldKind.PROSE and field.groups:
        return _prose_or_table
    if field.kind in {FieldKind.PROSE, FieldKind.CELL}:
        return _every(field, _prose)
    if any(_plan(group)[1] for group in field.groups):
        return _structs
    return None


def _one(relation: Relation) -> _Handler:
    def handle(found: _Found, source: str, target: str, path: KeyPath) -> None:
        found.append(Link(source, target, relation, None, None, path))

    return handle


def _placed(relation: Relation) -> _Handler:
    """For an id, or a table with an id and a place."""

    def handle(found: _Found, source: str, value: str | Via | Voice, path: KeyPath) -> None:
        if isinstance(value, str):
            found.append(Link(source, value, relation, None, None, path))
        else:
            found.append(Link(source, value.source, relation, value.at, None, path))

    return handle


_via: Final = _placed("via")


def _prose_or_table(found: _Found, source: str, value: str | Struct, path: KeyPath) -> None:
    if isinstance(value, str):
        _prose(found, source, value, path)
    else:
        _struct(found, source, value, path)


def _every(field: Field, handle: _Handler) -> _Handler:
    """The same for each text of a field that holds a list of them, at any depth.

    Numbers, which cells of a table may be, are passed over.
    """
    if not field.is_list:
        return handle

    def handle_each(found: _Found, source: str, values: tuple[Any, ...], path: KeyPath) -> None:
        for index, value in enumerate(values):
            if isinstance(value, str):
                handle(found, source, value, (*path, index))
            elif isinstance(value, tuple):
                handle_each(found, source, value, (*path, index))

    return handle_each


def _structs(found: _Found, source: str, held: object, path: KeyPath) -> None:
    if isinstance(held, Struct):
        _struct(found, source, held, path)
    elif isinstance(held, tuple):
        for index, part in enumerate(held):
            # Most points of a series lead nowhere.
            if not isinstance(part, Struct) or _may_lead(part):
                _structs(found, source, part, (*path, index))


def _may_lead(struct: Struct) -> bool:
    """Whether a field that can hold links holds anything."""
    values, _ = _plan(type(struct))
    return any(values(struct))
