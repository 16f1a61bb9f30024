"""What the types alone cannot say of a file's data: points, rows, blanks, numbers. Runs on raw data, on every load.

Everything here is tolerant of wrong types: those are the collector's business.
"""

from collections.abc import Iterator
from math import isfinite
from typing import Any, Final

from briefdeck.model.briefing import ENTRY_TYPES, Entry
from briefdeck.model.problem import Complaint, KeyPath
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
_VALUES: Final = ("value", "low", "high")
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


def shape_complaints(data: Data) -> list[Complaint]:
    """Everything wrong with the shape of the entries."""
    complaints: list[Complaint] = []
    for kind in ENTRY_TYPES:
        entries = data.get(kind.table)
        if isinstance(entries, list):
            said = _SAID.get(kind.table, ())
            for position, entry in enumerate(entries):
                if isinstance(entry, dict):
                    _blanks(kind, entry, position, said, complaints)
    _front_blanks(data.get("briefing"), complaints)
    complaints.extend(_series_complaints(data.get("series")))
    complaints.extend(_table_complaints(data.get("tables")))
    complaints.extend(_name_complaints(data.get("sources")))
    complaints.extend(_huge_numbers(data))
    return complaints


def spoiled_paths(complaints: list[Complaint]) -> set[KeyPath]:
    """The list items (and lists) that are to be left out because of these complaints: a bad number takes its point along."""
    return {
        complaint.path[:4]
        for complaint in complaints
        if complaint.rule in _SPOILING or len(complaint.path) == _NAME_DEPTH
    }


def _blanks(
    kind: type[Entry],
    entry: Data,
    position: int,
    said: tuple[str, ...],
    complaints: list[Complaint],
) -> None:
    """Required texts of an entry that are blank, and entries that say nothing."""
    for name in _NAMED:
        value = entry.get(name)
        if isinstance(value, str) and (not value or value.isspace()):
            path: KeyPath = (kind.table, position, name)
            complaints.append(
                Complaint(
                    rule="empty-value",
                    message=f"`{name}` is empty.",
                    remedy="Say it in words.",
                    path=path,
                )
            )
    if said and not any(name in entry for name in said):
        wanted = " or ".join(f"`{name}`" for name in said)
        message = f"{capital(article(kind.noun))} needs `{said[0]}`."
        remedy = (
            f"Say it in {wanted}." if len(said) > 1 else "Say it there, or leave the entry out."
        )
        path = (kind.table, position)
        complaints.append(
            Complaint(rule="missing-key", message=message, remedy=remedy, path=path, mark="entry")
        )


def _front_blanks(front: object, complaints: list[Complaint]) -> None:
    if not isinstance(front, dict):
        return
    for name in ("title", "bluf"):
        value = front.get(name)
        if isinstance(value, str) and not value.strip():
            path = ("briefing", name)
            complaints.append(
                Complaint(
                    rule="empty-value",
                    message=f"`{name}` is empty.",
                    remedy="Say it in words.",
                    path=path,
                )
            )


def _series_complaints(series: object) -> Iterator[Complaint]:
    for position, each in enumerate(series if isinstance(series, list) else ()):
        points = each.get("points") if isinstance(each, dict) else None
        if not isinstance(points, list):
            continue
        path: KeyPath = ("series", position, "points")
        if not points:
            yield Complaint(
                rule="too-few",
                message="A figure needs at least one point.",
                path=path,
                remedy="Add a point, or take the figure out.",
            )
        timed = _points_with(points, "at", "category")
        sorted_out = _points_with(points, "category", "at")
        for number, point in enumerate(points):
            if isinstance(point, dict) and not _is_sound(point):
                yield from _point_complaints(point, (*path, number))
        if timed and sorted_out:
            minority = min(sorted_out, timed, key=len)
            yield _mixed((*path, minority[0]), "category" if minority is sorted_out else "at")


def _points_with(points: list[Any], key: str, other: str) -> list[int]:
    """Positions of the points that have one key and not the other."""
    return [
        number
        for number, point in enumerate(points)
        if isinstance(point, dict) and key in point and other not in point
    ]


def _is_sound(point: Data) -> bool:
    """Whether a point is as most are: at one time or for one category, with one plain value."""
    value = point.get("value")
    return (
        ("at" in point) is not ("category" in point)
        and (type(value) is int or type(value) is float)
        and -LARGEST < value < LARGEST
        and "low" not in point
        and "high" not in point
    )


def _point_complaints(point: Data, path: KeyPath) -> Iterator[Complaint]:
    if "at" in point and "category" in point:
        remedy = "Keep the one that the figure runs along; a part of a total goes into `part`."
        yield Complaint(
            rule="bad-point",
            message="A point has `at` and `category`; it takes one.",
            remedy=remedy,
            path=path,
        )
    elif "at" not in point and "category" not in point:
        remedy = 'Add `at = "2008"`, or `category = "…"` in a figure that is not over time.'
        yield Complaint(
            rule="bad-point",
            message="A point has neither `at` nor `category`.",
            remedy=remedy,
            path=path,
        )
    if not any(name in point for name in (*_VALUES, "text")):
        remedy = "Add `value`, or say in `text` why there is none."
        yield Complaint(
            rule="bad-point",
            message="A point has no `value` and no `text`.",
            remedy=remedy,
            path=path,
        )
    for name in _VALUES:
        value = point.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield from _number_complaints(value, (*path, name))
    low, high = point.get("low"), point.get("high")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        message = f"`low` ({quoted(low)}) is above `high` ({quoted(high)})."
        yield Complaint(rule="bad-point", message=message, remedy="Swap them.", path=path)


def _number_complaints(value: float, path: KeyPath) -> Iterator[Complaint]:
    if not (isinstance(value, int) or isfinite(value)):
        remedy = "Leave `value` out and say in `text` why there is none."
        yield Complaint(
            rule="bad-number", message=f"{quoted(value)} is not a figure.", remedy=remedy, path=path
        )
    elif abs(value) >= LARGEST:
        remedy = 'Write it in a larger unit: `scale = "million"` on the figure.'
        yield Complaint(
            rule="bad-number",
            message=f"`{path[-1]}` is too large to be drawn.",
            remedy=remedy,
            path=path,
        )


def _mixed(path: KeyPath, name: str) -> Complaint:
    other = "category" if name == "at" else "at"
    return Complaint(
        rule="mixed-points",
        message=f"This point has `{name}`, the others of the figure have `{other}`.",
        remedy="A figure runs over time or by category: make two figures of it.",
        path=path,
    )


def _table_complaints(tables: object) -> Iterator[Complaint]:
    for position, table in enumerate(tables if isinstance(tables, list) else ()):
        columns = table.get("columns") if isinstance(table, dict) else None
        rows = table.get("rows") if isinstance(table, dict) else None
        if not isinstance(columns, list) or not isinstance(rows, list):
            continue
        if not columns:
            path: KeyPath = ("tables", position, "columns")
            yield Complaint(
                rule="too-few",
                message="A table needs at least one column.",
                path=path,
                remedy='Write for instance `columns = ["Year", "Arrests"]`.',
            )
            continue
        for number, row in enumerate(rows):
            if not isinstance(row, list):
                continue
            if len(row) != len(columns):
                yield _row_complaint(len(row), len(columns), ("tables", position, "rows", number))
            for column, cell in enumerate(row):
                if type(cell) is int and not _fits(cell):
                    yield _huge_number(("tables", position, "rows", number, column))


def _row_complaint(cells: int, columns: int, path: KeyPath) -> Complaint:
    difference = abs(cells - columns)
    return Complaint(
        rule="table-row",
        message=f"This row has {counted(cells, 'cell')};"
        f" the table has {counted(columns, 'column')}.",
        remedy=f'{"Add" if cells < columns else "Take out"} {difference}; `""` is an empty cell.',
        path=path,
    )


def _huge_numbers(data: Data) -> Iterator[Complaint]:
    """Whole numbers beyond what TOML promises to hold; Python itself refuses to print the longest of them."""
    for table, keys in _WHOLE.items():
        entries = data.get(table)
        for position, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                for key in keys:
                    value = entry.get(key)
                    if type(value) is int and not _fits(value):
                        yield _huge_number((table, position, key))


def _fits(number: int) -> bool:
    return -(2**63) <= number < 2**63


def _huge_number(path: KeyPath) -> Complaint:
    remedy = "Write it in quotes if it is not a quantity."
    return Complaint(
        rule="bad-number", message="This number has more than 64 bits.", remedy=remedy, path=path
    )


def _name_complaints(sources: object) -> Iterator[Complaint]:
    """Authors and editors without a name."""
    for position, source in enumerate(sources if isinstance(sources, list) else ()):
        if not isinstance(source, dict):
            continue
        for key in ("author", "editor"):
            names = source.get(key)
            for number, name in enumerate(names if isinstance(names, list) else ()):
                if isinstance(name, dict) and not (
                    name.get("family") or name.get("literal") or name.get("given")
                ):
                    yield Complaint(
                        rule="missing-key",
                        message="A name needs `family` or `literal`.",
                        remedy='An organization is `{ literal = "GAO" }`.',
                        path=("sources", position, key, number),
                    )
