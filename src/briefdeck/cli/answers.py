"""Answers of `check` that were given before, each under a digest of all that it was made from.

An answer is one file in the cache folder, written whole or not at all. It is believed only where a
digest of its own contents stands in front of them, so that a damaged or foreign file is as good as
none.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Final, NamedTuple

import briefdeck
from briefdeck.files import read_regular
from briefdeck.library.durable import sweep, write_atomically
from briefdeck.library.folders import cache_folder

LARGEST_FILE: Final = 16 << 20
"""Bytes of a briefing from which on nothing is kept: it is checked anew each time."""

LARGEST_ANSWER: Final = 4 << 20
_DIGEST_SIZE: Final = 20
MOST_ANSWERS: Final = 200
MOST_BYTES: Final = 16 << 20

LIBRARIES: Final = ("markdown_it", "mdurl", "msgspec", "rich", "tomli")
"""The packages of others that an answer depends on."""


class Answer(NamedTuple):
    """What a check printed to standard output, and its exit code."""

    text: str
    code: int


def contents(paths: Sequence[Path]) -> list[bytes] | None:
    """The bytes of all files; None where one is not a file of a usual size that can be read."""
    try:
        return [read_regular(path, LARGEST_FILE)[0] for path in paths]
    except (OSError, ValueError):
        return None


def key_of(options: Sequence[object], paths: Sequence[Path], files: Sequence[bytes]) -> str:
    """The name under which an answer is kept; "" where the program itself is not made of files."""
    names = [(str(path), len(content)) for path, content in zip(paths, files, strict=True)]
    try:
        given = (*options, names, *_program())
    except OSError:
        return ""
    digest = blake2b(repr(given).encode("utf-8", "backslashreplace"), digest_size=_DIGEST_SIZE)
    for content in files:
        digest.update(content)
    return digest.hexdigest()


def recall(key: str) -> Answer | None:
    """The answer that is kept under a key, if there is one and nothing has damaged it."""
    try:
        kept, _ = read_regular(_folder() / key, LARGEST_ANSWER + 100)
        seal, code, text = kept.split(b"\n", 2)
        if seal != _seal(key, code, text):
            return None
        return Answer(text.decode("utf-8"), int(code))
    except (OSError, ValueError):
        return None


def keep(key: str, answer: Answer) -> None:
    """Keep an answer for the next time; where that fails, the next time is as slow as this one."""
    with contextlib.suppress(OSError, ValueError):
        code = str(int(answer.code)).encode()
        text = answer.text.encode("utf-8")
        if len(text) > LARGEST_ANSWER:
            return
        folder = _folder()
        kept = b"\n".join((_seal(key, code, text), code, text))
        write_atomically(folder / key, kept, durable=False)
        _prune(folder)
        sweep(folder)


def _folder() -> Path:
    return cache_folder() / "check"


def _seal(key: str, code: bytes, text: bytes) -> bytes:
    """A digest of an answer with its key, so that it is worth nothing under another name."""
    digest = blake2b(key.encode(), digest_size=_DIGEST_SIZE)
    digest.update(code + b"\n")
    digest.update(text)
    return digest.hexdigest().encode()


def _program() -> Iterator[tuple[object, ...]]:
    """What tells this state of the program from every other: place, time and size of its modules.

    By time and size Python itself tells whether its compiled modules are current; a version alone
    would serve stale answers to whoever works on a rule.
    """
    yield briefdeck.__version__, sys.version
    yield from _modules(os.path.dirname(briefdeck.__file__))
    yield from _installed()


def _installed() -> Iterator[tuple[object, ...]]:
    """What tells other versions of the libraries: their first modules, and what is installed there.

    An installer names the folder of metadata that it makes beside a package for the version. That
    one listing stands for all modules of a package, the compiled ones too.
    """
    places: dict[str, None] = {}
    for library in LIBRARIES:
        spec = PathFinder.find_spec(library)
        origin = spec.origin if spec is not None else None
        if origin is None:
            yield library, "not a file"
            continue
        yield _state(origin, os.stat(origin))
        places[os.path.dirname(os.path.dirname(origin))] = None
    for place in places:
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".dist-info", ".egg-info")):
                    yield _state(entry.path, entry.stat())


def _modules(folder: str) -> Iterator[tuple[object, ...]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name == "__pycache__":
                continue
            if entry.name.endswith(".py"):
                yield _state(entry.path, entry.stat())
            elif entry.is_dir():
                yield from _modules(entry.path)


def _state(path: str, status: os.stat_result) -> tuple[object, ...]:
    return path, status.st_mtime_ns, status.st_size


def _is_key(name: str) -> bool:
    """Whether a file has the name of an answer, and so is ours."""
    return len(name) == 2 * _DIGEST_SIZE and set(name) <= set("0123456789abcdef")


def _prune(folder: Path) -> None:
    """Take away the oldest answers where there are too many, or too large ones."""
    with os.scandir(folder) as entries:
        answers = [(entry.stat(), entry.path) for entry in entries if _is_key(entry.name)]
    answers.sort(key=lambda answer: answer[0].st_mtime_ns, reverse=True)
    total = 0
    for number, (status, path) in enumerate(answers, 1):
        total += status.st_size
        if number > MOST_ANSWERS or total > MOST_BYTES:
            os.unlink(path)
