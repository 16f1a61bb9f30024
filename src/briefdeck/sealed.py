"""Files of a cache, each under a key and behind a seal: a damaged or foreign one counts as none.

Each is written whole or not at all, so several programs may use a folder at once. What cannot be
kept makes nothing but a slower next time.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Final, NamedTuple

from briefdeck.files import read_regular

_DIGEST_SIZE: Final = 20
_KEY_LENGTH: Final = 2 * _DIGEST_SIZE


class SealedFolder(NamedTuple):
    """A folder of sealed files.

    largest: bytes of what is kept in one. most_files, most_bytes: of all; the oldest go first.
    """

    folder: Path
    largest: int
    most_files: int
    most_bytes: int

    def recall(self, key: str) -> bytes | None:
        """Return what is kept under a key; None where nothing is, or something has damaged it."""
        try:
            kept, _ = read_regular(self.folder / key, self.largest + _KEY_LENGTH + 1)
            seal, content = kept.split(b"\n", 1)
        except (OSError, ValueError):
            return None
        return content if seal == _seal(key, content) else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep something under a key for the next time, where that can be."""
        if len(content) > self.largest:
            return
        # Most runs only recall.
        from briefdeck.durable import sweep, write_atomically

        with contextlib.suppress(OSError, ValueError):
            sealed = b"\n".join((_seal(key, content), content))
            write_atomically(self.folder / key, sealed, durable=False)
            self._prune()
            sweep(self.folder)

    def _prune(self) -> None:
        """Take away the oldest files where there are too many, or too large ones."""
        with os.scandir(self.folder) as entries:
            kept = [(entry.stat(), entry.path) for entry in entries if _is_key(entry.name)]
        kept.sort(key=lambda each: each[0].st_mtime_ns, reverse=True)
        total = 0
        for number, (status, path) in enumerate(kept, 1):
            total += status.st_size
            if number > self.most_files or total > self.most_bytes:
                os.unlink(path)


def key_of(*parts: bytes) -> str:
    """Return a key for parts that follow each other: a digest of them."""
    digest = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def module_states(folder: str) -> Iterator[tuple[object, ...]]:
    """Yield what tells this state of a folder's modules from every other: place, time and size.

    By time and size Python itself tells whether its compiled modules are current; a version alone
    would serve stale answers to whoever works on the program. OSError where it is not a folder.
    """
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name == "__pycache__":
                continue
            if entry.name.endswith(".py"):
                yield _file_state(entry.path, entry.stat())
            elif entry.is_dir():
                yield from module_states(entry.path)


def package_states(names: Iterable[str]) -> Iterator[tuple[object, ...]]:
    """Yield what tells versions of packages: their first modules, and what is installed there.

    An installer names the folder of metadata that it makes beside a package for the version. That
    one listing stands for all modules of a package, the compiled ones too.
    """
    places: dict[str, None] = {}
    for name in names:
        spec = PathFinder.find_spec(name)
        origin = spec.origin if spec is not None else None
        if origin is None:
            yield name, "not a file"
            continue
        yield _file_state(origin, os.stat(origin))
        places[os.path.dirname(os.path.dirname(origin))] = None
    for place in places:
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".dist-info", ".egg-info")):
                    yield _file_state(entry.path, entry.stat())


def _file_state(path: str, status: os.stat_result) -> tuple[object, ...]:
    """What tells a state of a file from others."""
    return path, status.st_mtime_ns, status.st_size


def _seal(key: str, content: bytes) -> bytes:
    """A digest of what is kept with its key, so that it is worth nothing under another name."""
    return key_of(key.encode(), content).encode()


def _is_key(name: str) -> bool:
    """Whether a file has the name of a key, and so is ours."""
    return len(name) == _KEY_LENGTH and set(name) <= set("0123456789abcdef")
