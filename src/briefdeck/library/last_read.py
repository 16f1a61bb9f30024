"""Each briefing as it was last read: its fingerprint, which lists ask for, and its text.

Apart from `state`, and without msgspec, so that a list of the library stays light.
"""

import json
from typing import TYPE_CHECKING, Any

from briefdeck.durable import locked, write_atomically
from briefdeck.files import read_kept
from briefdeck.library.folders import Folders, folders
from briefdeck.library.newer import LAST_READ, STATE_FORMAT, read_json

if TYPE_CHECKING:
    from briefdeck.library.diff import Changes
    from briefdeck.loader import Loaded


def last_read(places: Folders | None = None) -> dict[str, str]:
    """Return the fingerprint of each briefing when it was last read, by id.

    Empty where nothing is kept or it is damaged.
    """
    try:
        found = read_json((places or folders()).state / LAST_READ, STATE_FORMAT)
    except OSError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: mark for name, mark in found.items() if isinstance(mark, str)}


def remember_read(loaded: "Loaded", places: Folders | None = None) -> None:
    """Keep a briefing as it is now read.

    Raises OSError or TimeoutError where the state folder cannot be written, or a newer program has
    written the list of what was read.
    """
    if loaded.briefing is None:
        return
    from briefdeck.library.fingerprint import briefing_fingerprint
    from briefdeck.library.state import state_file

    places = places or folders()
    mark = briefing_fingerprint(loaded.briefing)
    with locked(places.state / "read.lock"):
        marks = _marks(places)
        copy = state_file(loaded.id, "read", places, ".toml")
        if marks.get(loaded.id) == mark and copy.exists():
            return
        # The copy first: a mark without it would tell of changes that cannot be shown.
        write_atomically(copy, loaded.text.encode("utf-8", "surrogatepass"))
        marks[loaded.id] = mark
        write_atomically(places.state / LAST_READ, json.dumps(marks, indent=0).encode())


def _marks(places: Folders) -> dict[str, Any]:
    """Return all that is kept, with what a later program has added."""
    found = read_json(places.state / LAST_READ, STATE_FORMAT)
    return found if isinstance(found, dict) else {}


def changes_since_read(loaded: "Loaded", places: Folders | None = None) -> "Changes | None":
    """Return what has changed in a briefing since it was last read.

    None where it was never read or nothing can be compared.
    """
    from briefdeck.library.diff import diff
    from briefdeck.library.state import state_file
    from briefdeck.loader import load_text

    if loaded.briefing is None:
        return None
    path = state_file(loaded.id, "read", places or folders(), ".toml")
    try:
        raw = read_kept(path)
    except OSError:
        return None
    before = load_text(raw, loaded.id)
    if before.briefing is None:
        return None
    return diff(before.briefing, loaded.briefing)
