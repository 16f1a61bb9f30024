"""What was found in a copy, kept in the cache: one file for the bytes of each copy."""

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from briefdeck.evidence.passages import NumberPassage, Passage
from briefdeck.sealed import KEY_LENGTH, SealedFolder, key_of, module_states
from briefdeck.version import __version__

_FOLDER: Final = "copies"
_LARGEST: Final = 8 << 20
_MOST_FILES: Final = 2000
_MOST_BYTES: Final = 64 << 20
_PARTS: Final = ("evidence", "model", "text")
"""The floors on whose code it depends what is found in a copy."""


class Findings(Struct, frozen=True, array_like=True):
    """What was found in one copy, by the digest of what was looked for: `digest_of`.

    sha256: that of the copy. unreadable: why nothing can be read of it, else empty. engine: what
    tells the code that searched from other code.
    """

    sha256: str
    engine: str
    passages: dict[str, Passage] = {}
    numbers: dict[str, NumberPassage] = {}
    unreadable: str = ""


def recalled(kept_in: Path, sha256: str) -> Findings:
    """Return what this code found in a copy before; nothing where that is not known.

    kept_in: the cache folder.
    """
    nothing = Findings(sha256, engine())
    content = _shelf(kept_in).recall(sha256[:KEY_LENGTH])
    if content is None:
        return nothing
    try:
        found = msgspec.msgpack.decode(content, type=Findings)
    except (msgspec.DecodeError, RecursionError):
        return nothing
    is_ours = (found.sha256, found.engine) == (sha256, engine())
    return found if is_ours else nothing


def keep(kept_in: Path, found: Findings) -> None:
    """Keep what was found in a copy, beside what others have found in it meanwhile."""
    if not found.engine:
        return
    before = recalled(kept_in, found.sha256)
    every = Findings(
        found.sha256,
        found.engine,
        before.passages | found.passages,
        before.numbers | found.numbers,
        found.unreadable,
    )
    key = found.sha256[:KEY_LENGTH]
    _shelf(kept_in).keep(key, msgspec.msgpack.encode(every))


def digest_of(*sought: str | None) -> str:
    """Return what stands for something that is looked for: words and a place, or a number."""
    return blake2b(repr(sought).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


@cache
def engine() -> str:
    """Return what tells this state of the code from others; empty where it is not made of files."""
    package = Path(__file__).parents[1]
    try:
        states = [state for part in _PARTS for state in module_states(str(package / part))]
    except OSError:
        return ""
    return key_of(repr((__version__, sys.version, states)).encode("utf-8", "replace"))


def _shelf(kept_in: Path) -> SealedFolder:
    return SealedFolder(kept_in / _FOLDER, _LARGEST, _MOST_FILES, _MOST_BYTES)
