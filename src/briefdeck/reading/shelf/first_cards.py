"""The cards around the cursor of a large shelf, kept so that its first frame waits for no others.

Walking through ten thousand files and reading their cards takes longer than all else that is done
until the list is seen. What is kept is only which files stand there: what their cards say comes
from the index, and each file is looked at, as in any list. Where anything is otherwise than it was,
nothing is shown at once but the whole.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from briefdeck.durable import write_atomically
from briefdeck.files import read_kept
from briefdeck.library.walk import SUFFIX, Spot, shown
from briefdeck.reading.shelf.librarian import listed_as, opened_lately
from briefdeck.reading.shelf.state import Part, Shelf, Shelving

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from briefdeck.library.folders import Folders
    from briefdeck.library.shelf import Card
    from briefdeck.reading.shelf.librarian import Listed

LARGE: Final = 400
"""Files from which a shelf is large: all cards of fewer take a few milliseconds."""
BEFORE: Final = 50
"""Cards that are kept before that under the cursor, and behind it: more than any screen shows."""
MOST_TAGS: Final = 100
LARGEST: Final = 1_000_000


class _Row(Struct, frozen=True, array_like=True):
    """A file that has a card in the list, as it was, and the file that hides it, if any does."""

    path: str
    id: str
    origin: str
    folder: str
    size: int
    modified: int
    hidden_by: str | None


class _Kept(Struct, frozen=True, kw_only=True):
    """What is kept: a part of the list of some folders, and when (seconds since 1970)."""

    at: float
    folders: tuple[tuple[str, str], ...]
    part: Part
    rows: tuple[_Row, ...]


def keep_first(shelf: Shelf, shelving: Shelving, cursor: int, places: Folders) -> None:
    """Keep the cards around the cursor; those of a small shelf are not worth keeping.

    Raises OSError where the cache cannot be written.
    """
    if shelf.part is not None or not shelf.cards:
        return
    file = _file(places)
    if len(shelf.cards) < LARGE:
        file.unlink(missing_ok=True)
        return
    cards = shelf.arranged(shelving)
    first = max(0, cursor - BEFORE)
    part = Part(
        order=shelving.order,
        first=first,
        listed=len(cards),
        total=len(shelf.cards),
        broken=shelf.broken,
        changed=shelf.changed,
        tags=shelf.tags[:MOST_TAGS],
    )
    rows = tuple(_row(card) for card in cards[first : cursor + BEFORE])
    kept = msgspec.to_builtins(
        _Kept(at=time.time(), folders=_shelves(places), part=part, rows=rows)
    )
    # Names of files may hold bytes that are no text, which only JSON of the standard library has.
    write_atomically(file, json.dumps(kept).encode(), durable=False)


def first_listed(shelving: Shelving, places: Folders) -> Listed | None:
    """The cards that were around the cursor last; None where they may be others by now."""
    try:
        kept = msgspec.convert(json.loads(read_kept(_file(places), LARGEST)), _Kept)
    except (OSError, ValueError, RecursionError):
        return None
    if kept.folders != _shelves(places) or kept.part.order != shelving.order:
        return None
    opened = opened_lately(places)
    rows = [*kept.rows]
    if shelving.sort == "recent":
        if kept.part.first and any(each.at > kept.at for each in opened.values()):
            return None
        if not kept.part.first:
            known = {row.path for row in rows}
            rows += _on_shelves([path for path in opened if path not in known], places)
    with suppress(OSError, ValueError, sqlite3.Error):
        made = _cards(rows, len(kept.rows), places)
        return listed_as(made, places, kept.part) if made is not None else None
    return None


def _cards(rows: Sequence[_Row], needed: int, places: Folders) -> tuple[Card, ...] | None:
    """The cards of files as the index knows them; None unless it knows so many of the first."""
    from briefdeck.library.index import Index
    from briefdeck.library.last_read import last_read
    from briefdeck.library.shelf import cards

    with Index(places) as index:
        facts = index.facts([os.fsencode(row.path) for row in rows])
    found = [row for row in rows if os.fsencode(row.path) in facts]
    if found[:needed] != rows[:needed]:
        return None
    if any(os.stat(row.path).st_mtime_ns != row.modified for row in found):
        return None
    read = last_read(places)
    # One by one: which of them hides another is not for these few to say.
    made = [card for row in found for card in cards([_spot(row)], facts, read)]
    return tuple(
        card._replace(hidden_by=row.hidden_by, changed=None) if row.hidden_by else card
        for card, row in zip(made, found, strict=True)
    )


def _on_shelves(paths: Iterable[str], places: Folders) -> Iterator[_Row]:
    """Those files that are in a folder of briefings, as they are now."""
    for path in paths:
        for origin, folder in places.shelves:
            if path.startswith(f"{folder}{os.sep}"):
                with suppress(OSError, ValueError):
                    status = os.stat(path)
                    name = shown(os.path.basename(path).removesuffix(SUFFIX))
                    place = (path, name, origin, str(folder))
                    yield _Row(*place, status.st_size, status.st_mtime_ns, None)
                break


def _row(card: Card) -> _Row:
    place = (card.path, card.id, card.origin, card.folder)
    return _Row(*place, card.size, card.modified, card.hidden_by)


def _spot(row: _Row) -> Spot:
    return Spot(row.path, row.id, row.origin, row.folder, row.size, row.modified)  # type: ignore[arg-type]  # as the walk wrote it


def _shelves(places: Folders) -> tuple[tuple[str, str], ...]:
    return tuple((origin, str(folder)) for origin, folder in places.shelves)


def _file(places: Folders) -> Path:
    return places.cache / "first-cards.json"
