"""What a newer program wrote: never written over, and what it added to a known format stays."""

import errno
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from briefdeck.files import read_kept
from briefdeck.library.folders import Folders
from briefdeck.library.walk import shown

STATE_FORMAT: Final = 1
"""The format of reading places and of the two lists in the state folder."""
RECENTS: Final = "recents.json"
LAST_READ: Final = "read.json"
UPDATE: Final = "Update briefdeck to read it, or move the file away."


class NewerError(OSError):
    """A file is of a format that this program does not know yet, and so is left as it is."""

    remedy = UPDATE

    def __init__(self, path: Path, number: int) -> None:
        super().__init__(
            errno.EPERM, f"a newer briefdeck wrote it (its format is {number})", str(path)
        )

    @property
    def sentence(self) -> str:
        """What is wrong, and what to do."""
        return f"`{shown(str(self.filename))}`: {self.strerror}. {self.remedy}"


def read_json(path: Path, known: int) -> Any:
    """Return what a JSON file of ours holds; None where it is missing or damaged.

    Raises NewerError where it is an object whose `format` is higher than the one that is known, and
    OSError where the file cannot be read.
    """
    try:
        found = json.loads(read_kept(path))
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        return None
    refuse_newer(found, path, known)
    return found


def refuse_newer(found: object, path: Path, known: int) -> None:
    """Raise NewerError where a file's contents say that they are of a higher format than known."""
    number = found.get("format") if isinstance(found, dict) else None
    # `true` is a number in Python.
    if isinstance(number, int) and number > known:
        raise NewerError(path, number)


def others(found: object, fields: Sequence[str]) -> Mapping[str, Any]:
    """Return what an object of a file holds beside the fields that this program knows."""
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if name not in fields}


def newer_lists(places: Folders) -> tuple[str, ...]:
    """Return what to say of lists that a newer program keeps: they are neither read nor written."""
    said: list[str] = []
    for file in (places.state / RECENTS, places.state / LAST_READ):
        try:
            read_json(file, STATE_FORMAT)
        except NewerError as error:
            said.append(error.sentence)
        except OSError as error:
            said.append(f"`{shown(str(file))}` cannot be read: {error.strerror}.")
    return tuple(said)
