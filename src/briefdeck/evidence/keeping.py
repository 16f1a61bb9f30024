"""What was found in copies, kept in the cache: a file for each copy, and one for each briefing."""

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefdeck.evidence.copies import Copy, CopyState
from briefdeck.evidence.passages import CitedNumber, NumberPassage, Passage, Quoted
from briefdeck.sealed import SealedFolder, key_of, module_states, package_states
from briefdeck.version import __version__

_FOLDER: Final = "copies"
_LARGEST: Final = 8 << 20
_MOST_FILES: Final = 2000
_MOST_BYTES: Final = 64 << 20
_PARTS: Final = ("evidence", "model", "text")
"""The floors on whose code it depends what is found in a copy."""
_LIBRARIES: Final = ("pypdfium2", "warcio")
"""The packages of others that read copies."""


class Findings(Struct, frozen=True, array_like=True):
    """What was found in one copy, by the digest of what was looked for: `digest_of`.

    copy: what tells it from others. engine: what tells the code that searched it from other code.
    unreadable: why nothing can be read of it, else empty.
    """

    copy: str
    engine: str
    passages: dict[str, Passage] = {}
    numbers: dict[str, NumberPassage] = {}
    unreadable: str = ""


def recalled(kept_in: Path, copy: Copy) -> Findings:
    """Return what this code found in a copy before; nothing where that is not known.

    kept_in: the cache folder.
    """
    nothing = Findings(_identity(copy), engine())
    content = _shelf(kept_in).recall(key_of(nothing.copy.encode()))
    if content is None:
        return nothing
    try:
        found = msgspec.msgpack.decode(content, type=Findings)
    except (msgspec.DecodeError, RecursionError):
        return nothing
    is_ours = (found.copy, found.engine) == (nothing.copy, nothing.engine)
    return found if is_ours else nothing


def keep(kept_in: Path, copy: Copy, found: Findings) -> None:
    """Keep what was found in a copy, beside what others have found in it meanwhile."""
    if not found.engine:
        return
    before = recalled(kept_in, copy)
    every = replace(
        found,
        passages=before.passages | found.passages,
        numbers=before.numbers | found.numbers,
    )
    _shelf(kept_in).keep(key_of(found.copy.encode()), msgspec.msgpack.encode(every))


class Whole(Struct, frozen=True, array_like=True):
    """All that was found for a briefing. key: a digest of everything that decides on it.

    unreadable: the sources of whose copies nothing can be read, and why. unsearched: how many
    numbers could not be looked for, by what is the matter with their copies.
    """

    key: str
    quotations: tuple[Quoted, ...]
    numbers: tuple[CitedNumber, ...]
    unreadable: dict[str, str] = {}
    unsearched: dict[CopyState, int] = {}


def whole_key(text: str, record: bytes, copies: Iterable[Copy]) -> str:
    """Return under what a briefing's findings are kept; empty where they cannot be.

    text, record: what its file and its record say. copies: those of its sources as they are now.
    """
    if not engine():
        return ""
    states = [(copy.source, copy.state, copy.why, _identity(copy)) for copy in copies]
    parts = (engine(), digest_of(*states), text)
    return key_of(record, *(part.encode("utf-8", "surrogatepass") for part in parts))


def recalled_whole(kept_in: Path, key: str) -> Whole | None:
    """Return all that was found for a briefing; None where that is not known."""
    content = _shelf(kept_in).recall(key) if key else None
    if content is None:
        return None
    try:
        found = msgspec.msgpack.decode(content, type=Whole)
    except (msgspec.DecodeError, RecursionError):
        return None
    return found if found.key == key else None


def keep_whole(kept_in: Path, found: Whole) -> None:
    """Keep all that was found for a briefing."""
    if found.key:
        _shelf(kept_in).keep(found.key, msgspec.msgpack.encode(found))


def digest_of(*sought: object) -> str:
    """Return what stands for something that is looked for: words and a place, or a number."""
    return blake2b(repr(sought).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def _identity(copy: Copy) -> str:
    """What decides on a copy's text: its bytes, and what they are read as.

    Of an archive of the web that is the page of an address.
    """
    return " ".join([copy.sha256, str(copy.kind), *copy.addresses])


@cache
def engine() -> str:
    """Return what tells this state of the code from others; empty where it is not made of files."""
    package = Path(__file__).parents[1]
    try:
        states = [state for part in _PARTS for state in module_states(str(package / part))]
        states += package_states(_LIBRARIES)
    except OSError:
        return ""
    return key_of(repr((__version__, sys.version, states)).encode("utf-8", "replace"))


def _shelf(kept_in: Path) -> SealedFolder:
    return SealedFolder(kept_in / _FOLDER, _LARGEST, _MOST_FILES, _MOST_BYTES)
