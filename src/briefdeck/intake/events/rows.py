"""A table of events: one row each, with columns for date, title, text and address."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from briefdeck.intake.dates import Meanings, column_dates, meanings, why_not
from briefdeck.intake.events.happenings import MOST_EVENTS, Happening, Link, entries_of, is_address
from briefdeck.intake.events.html_words import html_words
from briefdeck.intake.tables.columns import Column, Columns, Kind
from briefdeck.intake.tables.grid import Grid
from briefdeck.intake.tables.roles import ColumnError, named_column
from briefdeck.intake.taken import Taken
from briefdeck.model.edtf import is_edtf
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, listed, one_line, quoted

_Part = Literal["date", "end", "words", "title", "text", "place", "link", "caption", "tags", "kind"]

_PARTS: Final[dict[_Part, tuple[str, ...]]] = {
    "date": (
        "date",
        "start date",
        "start",
        "when",
        "begin",
        "beginning",
        "from",
        "year",
        "start year",
        "time",
    ),
    "end": ("end date", "end", "to", "until", "finish", "end year"),
    "words": ("display date",),
    "title": ("title", "event", "headline", "name", "what", "summary", "subject", "heading"),
    "text": ("text", "description", "details", "detail", "note", "notes", "body", "comment"),
    "place": ("place", "location", "where", "city"),
    "link": ("url", "link", "source", "source url", "website", "web", "href", "media"),
    "caption": ("media caption", "source title"),
    "tags": ("tags", "tag", "category", "categories", "group"),
    "kind": ("type",),
}
"""What heads mean, by the names that people give them, those first that are surest."""

_ENDED: Final = pattern(r"</[a-z]|<br", re.IGNORECASE)
"""What HTML has, and plain words have not."""
_BY_KIND: Final[tuple[tuple[_Part, Kind], ...]] = (
    ("date", "date"),
    ("title", "text"),
    ("text", "text"),
)
_Parts = Mapping[_Part, Column]


def has_events(columns: Columns) -> bool:
    """Whether a table seems to be one of events: dates and titles, and no amounts."""
    parts = _by_head(columns)
    is_dated = "date" in parts and parts["date"].kind == "date"
    return is_dated and "title" in parts and not columns.of_kind("number")


def events_of(grid: Grid, columns: Columns, at: str) -> Taken:
    """Return the events of a table.

    at: the head of the column of dates, if it is named. Raises ColumnError.
    """
    parts = _parts(columns, at)
    if len(grid.rows) > MOST_EVENTS:
        raise ValueError(
            f"it has {counted(len(grid.rows), 'row')}; a briefing takes {MOST_EVENTS:,} events"
        )
    every = columns.of_kind("text", "date", "number")
    lost = [column for column in every if column not in parts.values()]
    dates = column_dates(parts["date"].cells)
    ends = column_dates(parts["end"].cells).cells if "end" in parts else ()
    found: list[Happening] = []
    refused: list[str] = []
    for row, line in enumerate(grid.rows):
        when = _when(parts, row, dates.cells[row], ends[row] if ends else None)
        if not isinstance(when, Meanings):
            refused.append(f"line {line.line}: {when}")
        elif not _words(parts, "title", row):
            refused.append(f"line {line.line}: there is no title")
        else:
            found.append(_happening(parts, row, when.date))
    said = [_said(parts), *dates.said]
    if lost:
        said.append(f"not taken: {listed([quoted(column.head) for column in lost])}")
    return Taken(
        items=entries_of(found),
        front=(("title", grid.called),),
        said=tuple(said),
        refused=tuple(refused),
    )


def _by_head(columns: Columns) -> dict[_Part, Column]:
    """The columns whose heads say what they are."""
    heads = {column.head.casefold().strip(): column for column in columns.every}
    found: dict[_Part, Column] = {}
    for part, names in _PARTS.items():
        named = [heads[name] for name in names if name in heads]
        if named:
            found[part] = named[0]
    return found


def _parts(columns: Columns, at: str) -> dict[_Part, Column]:
    """The columns by what they are, those without a telling head by what they hold."""
    parts = _by_head(columns)
    if at:
        parts["date"] = named_column(columns, at)
    for part, kind in _BY_KIND:
        free = [each for each in columns.every if each.kind == kind and each not in parts.values()]
        if free and part not in parts:
            parts[part] = free[0]
    if "date" not in parts:
        raise ColumnError("there is no column of dates; name it with `--at COLUMN`")
    if "title" not in parts:
        raise ColumnError("there is no column of titles; call one `title`")
    return parts


def _when(parts: _Parts, row: int, start: Meanings, end: Meanings | None) -> Meanings | str:
    """The date of a row, from its beginning to its end; else why it has none."""
    words = meanings(_words(parts, "words", row))
    if words.date:
        return words
    if not start.date:
        return why_not(parts["date"].cells[row], start)
    if end is None or not _words(parts, "end", row):
        return start
    if not end.date:
        return why_not(parts["end"].cells[row], end)
    span = f"{start.date}/{end.date}"
    if start.date == end.date:
        return start
    return Meanings((span,)) if is_edtf(span) else f"{quoted(span)} is no span of time"


def _happening(parts: _Parts, row: int, date: str) -> Happening:
    text = _words(parts, "text", row)
    text, links = html_words(text) if _ENDED.search(text) else (text, ())
    source = _words(parts, "link", row)
    if is_address(source):
        links = (*links, Link(source, _words(parts, "caption", row)))
    elif source:
        text = f"{text}\n\n{source}"
    return Happening(
        title=_words(parts, "title", row),
        date=date,
        text=text,
        place=_words(parts, "place", row),
        links=links,
        tags=tuple(_tags(_words(parts, "tags", row))),
        table="eras" if _words(parts, "kind", row).casefold() == "era" else "events",
    )


def _words(parts: _Parts, part: _Part, row: int) -> str:
    return parts[part].cells[row].strip() if part in parts else ""


def _tags(cell: str) -> Iterator[str]:
    separator = ";" if ";" in cell else ","
    return filter(None, (one_line(word) for word in cell.split(separator)))


def _said(parts: _Parts) -> str:
    """What was taken for what."""
    named = [f"{part} from {quoted(column.head)}" for part, column in parts.items()]
    return f"events: {listed(named)}"
