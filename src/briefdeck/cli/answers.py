"""Answers of `check` that were given before, each under a digest of all that it was made from."""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Final, NamedTuple

import briefdeck
from briefdeck import sealed
from briefdeck.files import read_regular
from briefdeck.library.folders import cache_folder
from briefdeck.sealed import SealedFolder, file_state, module_states

LARGEST_FILE: Final = 16 << 20
"""Bytes of a briefing from which on nothing is kept: it is checked anew each time."""

LARGEST_ANSWER: Final = 4 << 20
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
    return sealed.key_of(repr(given).encode("utf-8", "backslashreplace"), *files)


def recall(key: str) -> Answer | None:
    """The answer that is kept under a key, if there is one and nothing has damaged it."""
    content = _kept().recall(key)
    if content is None:
        return None
    try:
        code, text = content.split(b"\n", 1)
        return Answer(text.decode("utf-8"), int(code))
    except ValueError:
        return None


def keep(key: str, answer: Answer) -> None:
    """Keep an answer for the next time; where that fails, the next time is as slow as this one."""
    try:
        text = answer.text.encode("utf-8")
    except UnicodeEncodeError:
        return
    _kept().keep(key, b"%d\n%b" % (answer.code, text))


def _kept() -> SealedFolder:
    return SealedFolder(cache_folder() / "check", LARGEST_ANSWER, MOST_ANSWERS, MOST_BYTES)


def _program() -> Iterator[tuple[object, ...]]:
    """What tells this state of the program from every other, with what it depends on."""
    yield briefdeck.__version__, sys.version
    yield from module_states(os.path.dirname(briefdeck.__file__))
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
        yield file_state(origin, os.stat(origin))
        places[os.path.dirname(os.path.dirname(origin))] = None
    for place in places:
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".dist-info", ".egg-info")):
                    yield file_state(entry.path, entry.stat())
