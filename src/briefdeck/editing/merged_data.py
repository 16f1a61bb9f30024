"""A merge of data alone, without any text: what a merged text has to say."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from briefdeck.editing.arranging import Sides, arranged
from briefdeck.editing.chunks import Name, item_names
from briefdeck.editing.conflicts import IN_ORDER
from briefdeck.editing.document import same

STRICT: Final = ("key_points",)
"""The table whose order is the author's order of priority: only one side may change it."""

_NOTHING: Final = object()
"""What data have where they have nothing."""


class UntoldError(ValueError):
    """Both sides have changed something, and no conflict tells of that."""


def says_merged(found: Any, sides: Sides[dict[str, Any]], places: Collection[Name]) -> bool:
    """Whether data are what those of two sides become; `places` are in conflict, and ours there.

    Empty lists and tables count for nothing: where all has been taken out, one may be left or not.
    """
    # What is in conflict, and what holds that.
    told = {place[:depth]: False for place in places for depth in range(len(place))}
    told |= dict.fromkeys(places, True)
    # A table whose entries have all been taken out is an empty one, which may be added to.
    tables = {key for data in sides for key, held in data.items() if isinstance(held, list)}
    try:
        wanted = _merged(sides.each(lambda data: {key: [] for key in tables} | data), (), told)
    except UntoldError:
        return False
    return same(_filled(found), _filled(wanted))


def are_in_each_others_way(lists: Sides[list[Name]]) -> bool:
    """Whether both sides have taken the same item of a list out, and not added the same instead.

    Nobody can say then whether both have changed the same item.
    """
    base, ours, theirs = lists.each(frozenset)
    return bool(base - ours - theirs) and ours - base != theirs - base


def _merged(sides: Sides[Any], path: Name, told: Mapping[Name, bool]) -> Any:
    base, ours, theirs = sides
    if told.get(path):
        return ours
    if path not in told:
        if _is_same(ours, theirs) or _is_same(base, theirs):
            return ours
        if _is_same(base, ours):
            return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict):
        tables = Sides(base if isinstance(base, dict) else {}, ours, theirs)
        return _of_keys(tables, path, told)
    if isinstance(ours, list) and isinstance(theirs, list):
        lists = Sides(base if isinstance(base, list) else [], ours, theirs)
        return _of_items(lists, path, told)
    raise UntoldError(path)


def _of_items(lists: Sides[list[Any]], path: Name, told: Mapping[Name, bool]) -> list[Any]:
    names = lists.each(item_names)
    if len(path) > 1 and are_in_each_others_way(names):
        raise UntoldError(path)
    held = lists.each(lambda side: dict(zip(item_names(side), side, strict=True)))
    kept = _of_keys(held, path, told)
    order, agreed = arranged(names, kept, is_strict=path == STRICT)
    if not agreed and (*path, IN_ORDER) not in told:
        raise UntoldError(path)
    return [kept[name] for name in order]


def _of_keys(
    tables: Sides[dict[Any, Any]], path: Name, told: Mapping[Name, bool]
) -> dict[Any, Any]:
    found = {}
    for key in {**tables.base, **tables.ours, **tables.theirs}:
        sides = Sides(*[table.get(key, _NOTHING) for table in tables])
        value = _merged(sides, (*path, key), told)
        if value is not _NOTHING:
            found[key] = value
    return found


def _is_same(one: Any, other: Any) -> bool:
    if one is _NOTHING or other is _NOTHING:
        return one is other
    return same(one, other)


def _filled(data: Any) -> Any:
    """Data without what is empty in them."""
    if isinstance(data, dict):
        held = {key: _filled(value) for key, value in data.items()}
        return {key: value for key, value in held.items() if value not in ({}, [])}
    return [_filled(value) for value in data] if isinstance(data, list) else data
