"""The shelf: a card for every briefing on it, and how one is put into the reader's library or out.

Light: no Rich, no Textual, and while the index knows the files no model either. Values are named
tuples, which cost nothing to import.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefdeck.library.folders import Folders, Origin, folders
from briefdeck.library.lookup import Found, Refused
from briefdeck.library.walk import SUFFIX, Spot, firsts, on_disk, shown, spots
from briefdeck.model.coverage_words import sourced_words
from briefdeck.text.words import did_you_mean, near_names

if TYPE_CHECKING:
    from briefdeck.library.index import Index


class Card(NamedTuple):
    """What a list says of a briefing's file. `problem` is the first error of a file that has one.

    `bottom_line` is its first sentence; `cited`, `single`, `uncited` count statements by support,
    `traced` those that the condensed source makes without naming one; `hidden_by` is the file of
    the same id that comes first; `changed`: whether it says something else than when it was last
    read (None: never read); `pending`: not parsed yet. `path` and `folder` are as the system has
    them (they may need `visible` to be shown); all other text is safe to show.
    """

    id: str
    path: str
    origin: Origin
    folder: str
    size: int
    modified: int
    title: str = ""
    subtitle: str = ""
    bottom_line: str = ""
    as_of: str = ""
    stance: str = ""
    draft: bool = False
    language: str = ""
    tags: tuple[str, ...] = ()
    entries: int = 0
    cited: int = 0
    single: int = 0
    uncited: int = 0
    traced: int = 0
    errors: int = 0
    warnings: int = 0
    problem: str | None = None
    problem_line: int | None = None
    fingerprint: str = ""
    hidden_by: str | None = None
    changed: bool | None = None
    pending: bool = False

    @property
    def coverage(self) -> int | None:
        """Percent of statements with a source, rounded down; None where there are none.

        Broken files and those not parsed yet have none either.
        """
        supported = self.cited + self.single
        total = supported + self.traced + self.uncited
        if not total:
            return None
        return 100 * supported // total

    @property
    def sourced(self) -> str:
        """How much of it is sourced, in a few words: `61% cited`, `all traced, 41% cited`."""
        return sourced_words(self.cited + self.single, self.traced, self.uncited)


# Where the tags stand in `parsing.Facts`, whose fields a card has from its title on.
_TAGS = Card._fields.index("tags") - Card._fields.index("title")


def listing(places: Folders | None = None, *, parse: bool = True) -> tuple[Card, ...]:
    """Return a card for every file on the shelf, in the order of lookup.

    Broken and hidden files are included. Cards come from the index's cache; a file that it does not
    know is parsed now, or with `parse=False` listed as `pending` with what its path says (for a
    first frame that waits for nothing).
    """
    from briefdeck.library.index import PATIENCE, Index

    places = on_disk(places or folders())
    found = list(spots(places))
    with Index(places) as index:
        for _ in range(2):
            if parse:
                index.refresh(found=found, patience=PATIENCE)
            made = known_cards(index, found)
            if made is not None:
                return made
    return cards(found, {}, {})


def known_cards(index: "Index", found: Sequence[Spot]) -> tuple[Card, ...] | None:
    """Return the cards of files from what the index knows of them, and what was read lately.

    None where the index was damaged, and has been started anew.
    """
    import sqlite3

    from briefdeck.library.last_read import last_read
    from briefdeck.library.store import as_damage

    try:
        with as_damage():
            return cards(found, index.facts(), last_read(index.places))
    except sqlite3.DatabaseError as error:
        index.recover(error)
        return None


def cards(
    found: Sequence[Spot], facts: Mapping[bytes, str], read: Mapping[str, str]
) -> tuple[Card, ...]:
    """Return cards for files.

    `facts` is what the index knows of them, as JSON by path; `read` the fingerprints under which
    briefings were last read, by id.
    """
    import json

    known = [facts.get(os.fsencode(spot.path), "null") for spot in found]
    # One call of the decoder for all of them: a call for each takes twice as long.
    decoded = json.loads(f"[{','.join(known)}]")
    hiders: dict[str, str] = {}
    made: list[Card] = []
    for spot, own_facts in zip(found, decoded, strict=True):
        if spot.regular:
            hiders.setdefault(spot.id, spot.path)
        hider = hiders.get(spot.id)
        if hider == spot.path:
            hider = None
        if own_facts is None:
            made.append(_unknown(spot, hider))
        else:
            made.append(_known(spot, own_facts, hider, read.get(spot.id)))
    return tuple(made)


def _known(spot: Spot, facts: list[Any], hider: str | None, last_read: str | None) -> Card:
    """Return the card of a file from what the index knows of it: the fields of `parsing.Facts`."""
    facts[_TAGS] = tuple(facts[_TAGS])
    fingerprint = facts[-1]
    changed: bool | None = None
    if last_read is not None and hider is None:
        changed = fingerprint != last_read
    path, name, origin, folder, size, modified, *_ = spot
    place = (name, path, origin, folder, size, modified)
    return Card._make((*place, *facts, hider, changed, False))


def _unknown(spot: Spot, hider: str | None) -> Card:
    """Return the card of a file that the index does not know.

    It is not parsed yet, or it cannot be read at all.
    """
    path, name, origin, folder, size, modified, *_ = spot
    place = (name, path, origin, folder, size, modified)
    if spot.problem is None:
        return Card(*place, hidden_by=hider, pending=True)
    return Card(*place, errors=1, problem=spot.problem, hidden_by=hider)


def remove(name: str, places: Folders | None = None) -> Found | Refused:
    """Take a briefing out of the reader's own library.

    Its file is kept in the state folder, at the path given back.
    """
    places = places or folders()
    found = resolve_own(name, places)
    if isinstance(found, Refused):
        return found
    try:
        return found._replace(path=_put_away(found, places))
    except OSError as error:
        reason = error.strerror or str(error)
        return Refused(f"`{shown(str(found.path))}` cannot be removed: {reason}.")
    except ValueError as error:
        return Refused(f"`{shown(str(found.path))}` cannot be removed: {error}.")


def _put_away(found: Found, places: Folders) -> Path:
    """Move a briefing, or the folder of its own, to the removed ones; return where its file is."""
    from briefdeck.durable import move_away

    own_folder = folder_of_its_own(found, places)
    if own_folder:
        return move_away(own_folder, places.state / "removed") / found.path.name
    return move_away(found.path, places.state / "removed")


def folder_of_its_own(found: Found, places: Folders) -> Path | None:
    """Return the folder that holds a briefing and its attachments, as unpacking makes it.

    None where the briefing has no such folder, or others are in it too.
    """
    folder = found.path.parent
    if folder != places.own / found.id or folder.is_symlink():
        return None
    for path in folder.rglob(f"*{SUFFIX}"):
        if path != found.path:
            return None
    return folder


def resolve_own(name: str, places: Folders) -> Found | Refused:
    """Return the file of that name, or at that path, in the reader's own library alone."""
    wanted = shown(os.path.basename(name).removesuffix(SUFFIX))
    by_id = firsts(spots(places))
    here = [spot for spot in by_id.get(wanted, ()) if spot.origin == "own"]
    is_path = os.path.basename(name) != name
    if is_path:
        real = os.path.realpath(name)
        here = [spot for spot in here if os.path.realpath(spot.path) == real]
    if here:
        return Found(wanted, Path(here[0].path), "own")
    if is_path:
        return Refused(
            f"`{shown(name)}` is not a briefing of your own library.",
            f"Its files are in {shown(str(places.own))}.",
        )
    return _not_own(wanted, by_id)


def _not_own(wanted: str, by_id: Mapping[str, Sequence[Spot]]) -> Refused:
    """Say that a name means nothing in the reader's own library, and where it means something."""
    if wanted in by_id:
        place = shown(by_id[wanted][0].folder)
        return Refused(
            f"`{wanted}` is not in your own library but in {place}.",
            "Only what `briefdeck add` has put there is removed.",
        )
    own = [name for name, same in by_id.items() if same[0].origin == "own"]
    return Refused(
        f"Your own library has no briefing called `{wanted}`.",
        did_you_mean(*near_names(wanted, own)),
    )
