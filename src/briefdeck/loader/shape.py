"""What the types alone cannot say of a file's data: points, rows, blanks, numbers.

It looks at the raw data of every file that is loaded, and is tolerant of wrong types: those are the
collector's business.
"""

from collections.abc import Iterator
from math import isfinite
from typing import Any, Final

from msgspec import Struct

from briefdeck.loader.complaints import Complaints
from briefdeck.model.briefing import ENTRY_TYPES, Entry
from briefdeck.model.problem import Complaint, Edit, KeyPath, Remedy
from briefdeck.text.words import article, capital, counted, quoted

LARGEST: Final = 10**15
"""A value above this (before `scale`) is a slip, and would not fit on any axis."""

_SAID: Final[dict[str, tuple[str, ...]]] = {
    "key_points": ("text", "title"),
    "findings": ("text", "title"),
    "recommendations": ("text",),
    "quotations": ("text",),
    "sections": ("text",),
}
"""Tables whose entries say nothing without one of these."""

_NAMED: Final = ("title", "name", "term", "meaning", "unit", "id")
_FRONT: Final = ("title", "bluf")
_VALUES: Final = ("value", "low", "high")
_VALUES_OR_TEXT: Final = (*_VALUES, "text")
_NAMES: Final = ("family", "literal", "given")
_AXES: Final = {(True, False): "at", (False, True): "category"}
_NUMBERS: Final = frozenset({int, float})
"""Types of numbers; that of `true` is not among them, though Python takes it for a number."""

_SPOILING: Final = frozenset({"bad-point", "bad-number", "table-row", "too-few", "mixed-points"})
"""Rules whose complaints leave something that must not be shown as it stands."""

_WHOLE: Final = {
    "recommendations": ("priority",),
    "sources": ("edition", "number", "volume", "issue", "page", "version"),
}
"""Fields that take whole numbers, besides the cells of tables and the values of points."""

_NAME_DEPTH: Final = 4
"""The length of `("sources", 3, "author", 0)`: a name that names nobody."""

Data = dict[str, Any]


class Shape(Struct, frozen=True):
    """What is wrong with the shape of a file's entries, and what is to be left out because of it.

    spoiled: paths of list items, and of lists. A bad number takes its point along.
    """

    complaints: Complaints
    spoiled: set[KeyPath]


def shape_of(data: Data) -> Shape:
    """Return everything wrong with the shape of the entries."""
    complaints = Complaints()
    spoiled: set[KeyPath] = set()
    for complaint in _complaints(data):
        complaints.add(complaint)
        is_name = len(complaint.path) == _NAME_DEPTH
        if is_name or complaint.rule in _SPOILING:
            spoiled.add(complaint.path[:4])
    return Shape(complaints, spoiled)


def _complaints(data: Data) -> Iterator[Complaint]:
    for kind in ENTRY_TYPES:
        yield from _entry_complaints(kind, data.get(kind.table))
    front = data.get("briefing")
    if isinstance(front, dict):
        yield from _blank_texts(front, _FRONT, ("briefing",))
    yield from _series_complaints(data.get("series"))
    yield from _table_complaints(data.get("tables"))
    yield from _name_complaints(data.get("sources"))
    yield from _huge_numbers(data)


def tables_in(items: object) -> Iterator[tuple[int, Data]]:
    """Yield position and table of each item that is one, in what should be a list of tables."""
    if not isinstance(items, list):
        return
    for position, item in enumerate(items):
        if isinstance(item, dict):
            yield position, item


def _entry_complaints(kind: type[Entry], entries: object) -> Iterator[Complaint]:
    """Entries that say nothing, and required texts of entries that are blank."""
    needed = _SAID.get(kind.table)
    for position, entry in tables_in(entries):
        yield from _blank_texts(entry, _NAMED, (kind.table, position))
        if needed and entry.keys().isdisjoint(needed):
            yield _says_nothing(kind, needed, (kind.table, position))


def _blank_texts(table: Data, names: tuple[str, ...], path: KeyPath) -> Iterator[Complaint]:
    for name in names:
        value = table.get(name)
        if isinstance(value, str) and not value.strip():
            yield Complaint(
                rule="empty-value",
                message=f"`{name}` is empty.",
                remedy="Say it in words.",
                path=(*path, name),
            )


def _says_nothing(kind: type[Entry], needed: tuple[str, ...], path: KeyPath) -> Complaint:
    """An entry without the text, or the title, that it is there for."""
    remedy = "Say it there, or leave the entry out."
    if len(needed) > 1:
        remedy = f"Say it in {' or '.join([f'`{name}`' for name in needed])}."
    message = f"{capital(article(kind.noun))} needs `{needed[0]}`."
    return Complaint(rule="missing-key", message=message, remedy=remedy, path=path, mark="entry")


def _series_complaints(series: object) -> Iterator[Complaint]:
    for position, each in tables_in(series):
        points = each.get("points")
        if isinstance(points, list):
            yield from _points_complaints(points, ("series", position, "points"))


def _points_complaints(points: list[Any], path: KeyPath) -> Iterator[Complaint]:
    """A figure without points, points that cannot be drawn, and axes that are mixed."""
    if not points:
        yield Complaint(
            rule="too-few",
            message="A figure needs at least one point.",
            path=path,
            remedy="Add a point, or take the figure out.",
        )
    placed: dict[str, list[int]] = {"at": [], "category": []}
    for number, point in tables_in(points):
        axis = _axis(point)
        if axis:
            placed[axis].append(number)
        # Nearly all points are sound: only the others are looked at closely.
        if not axis or not _has_plain_value(point):
            yield from _point_complaints(point, (*path, number))
    if placed["at"] and placed["category"]:
        minority = "at" if len(placed["at"]) < len(placed["category"]) else "category"
        yield _mixed((*path, placed[minority][0]), minority)


def _axis(point: Data) -> str:
    """What places a point, `at` or `category`; empty where both do, or neither."""
    return _AXES.get(("at" in point, "category" in point), "")


def _has_plain_value(point: Data) -> bool:
    """Whether a point has one number that can be drawn, and no range."""
    if "low" in point or "high" in point:
        return False
    value: Any = point.get("value")
    return type(value) in _NUMBERS and abs(value) < LARGEST


def _point_complaints(point: Data, path: KeyPath) -> Iterator[Complaint]:
    """What is wrong with a point: its place on the axis, its value, its range."""
    match "at" in point, "category" in point:
        case True, True:
            message = "A point has `at` and `category`; it takes one."
            remedy = "Keep the one that the figure runs along; a part of a total goes into `part`."
            yield _bad_point(message, remedy, path)
        case False, False:
            message = "A point has neither `at` nor `category`."
            remedy = 'Add `at = "2008"`, or `category = "…"` in a figure that is not over time.'
            yield _bad_point(message, remedy, path)
    if point.keys().isdisjoint(_VALUES_OR_TEXT):
        remedy = "Add `value`, or say in `text` why there is none."
        yield _bad_point("A point has no `value` and no `text`.", remedy, path)
    for name in _VALUES:
        value: Any = point.get(name)
        if type(value) in _NUMBERS:
            yield from _number_complaints(value, (*path, name))
    match point:
        case {"low": int() | float() as low, "high": int() | float() as high} if low > high:
            message = f"`low` ({quoted(low)}) is above `high` ({quoted(high)})."
            yield _bad_point(message, Remedy("Swap them.", Edit("swap", "high", "low")), path)


def _bad_point(message: str, remedy: str | Remedy, path: KeyPath) -> Complaint:
    return Complaint(rule="bad-point", message=message, remedy=remedy, path=path)


def _number_complaints(value: float, path: KeyPath) -> Iterator[Complaint]:
    """A value that no axis can hold."""
    # Python cannot say of a long whole number whether it is finite.
    if isinstance(value, float) and not isfinite(value):
        message = f"{quoted(value)} is not a figure."
        remedy = "Leave `value` out and say in `text` why there is none."
        yield Complaint(rule="bad-number", message=message, remedy=remedy, path=path)
    elif abs(value) >= LARGEST:
        message = f"`{path[-1]}` is too large to be drawn."
        remedy = 'Write it in a larger unit: `scale = "million"` on the figure.'
        yield Complaint(rule="bad-number", message=message, remedy=remedy, path=path)


def _mixed(path: KeyPath, name: str) -> Complaint:
    other = "category" if name == "at" else "at"
    return Complaint(
        rule="mixed-points",
        message=f"This point has `{name}`, the others of the figure have `{other}`.",
        remedy="A figure runs over time or by category: make two figures of it.",
        path=path,
    )


def _table_complaints(tables: object) -> Iterator[Complaint]:
    for position, table in tables_in(tables):
        columns, rows = table.get("columns"), table.get("rows")
        if isinstance(columns, list) and isinstance(rows, list):
            yield from _grid_complaints(columns, rows, ("tables", position))


def _grid_complaints(columns: list[Any], rows: list[Any], path: KeyPath) -> Iterator[Complaint]:
    """A table without columns, and rows that do not fit them."""
    if not columns:
        yield Complaint(
            rule="too-few",
            message="A table needs at least one column.",
            path=(*path, "columns"),
            remedy='Write for instance `columns = ["Year", "Arrests"]`.',
        )
        return
    for number, row in enumerate(rows):
        if isinstance(row, list):
            yield from _row_complaints(row, len(columns), (*path, "rows", number))


def _row_complaints(row: list[Any], columns: int, path: KeyPath) -> Iterator[Complaint]:
    """A row of another length than the columns say, and numbers too long for a cell."""
    if len(row) != columns:
        verb = "Add" if len(row) < columns else "Take out"
        cells = counted(len(row), "cell")
        yield Complaint(
            rule="table-row",
            message=f"This row has {cells}; the table has {counted(columns, 'column')}.",
            remedy=f'{verb} {abs(len(row) - columns)}; `""` is an empty cell.',
            path=path,
        )
    for column, cell in enumerate(row):
        if _is_huge(cell):
            yield _huge_number((*path, column))


def _huge_numbers(data: Data) -> Iterator[Complaint]:
    for table, keys in _WHOLE.items():
        for position, entry in tables_in(data.get(table)):
            for key in keys:
                if _is_huge(entry.get(key)):
                    yield _huge_number((table, position, key))


def _is_huge(value: object) -> bool:
    """Whether a whole number is beyond what TOML promises to hold.

    The longest of them Python itself refuses to print.
    """
    return type(value) is int and not -(2**63) <= value < 2**63


def _huge_number(path: KeyPath) -> Complaint:
    message = "This number has more than 64 bits."
    remedy = "Write it in quotes if it is not a quantity."
    return Complaint(rule="bad-number", message=message, remedy=remedy, path=path)


def _name_complaints(sources: object) -> Iterator[Complaint]:
    """Authors and editors without a name."""
    for position, source in tables_in(sources):
        for key in ("author", "editor"):
            for number, name in tables_in(source.get(key)):
                if not any(map(name.get, _NAMES)):
                    yield Complaint(
                        rule="missing-key",
                        message="A name needs `family` or `literal`.",
                        remedy='An organization is `{ literal = "GAO" }`.',
                        path=("sources", position, key, number),
                    )
