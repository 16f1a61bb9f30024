"""Answers of `check` that were given before, each under a digest of all that it was made from."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import briefdeck
from briefdeck import sealed
from briefdeck.files import read_regular
from briefdeck.library.folders import cache_folder
from briefdeck.sealed import SealedFolder, module_states, package_states

LARGEST_FILE: Final = 16 << 20
"""Bytes of a briefing from which on nothing is kept: it is checked anew each time."""

LARGEST_ANSWER: Final = 4 << 20
MOST_ANSWERS: Final = 200
MOST_BYTES: Final = 16 << 20

LIBRARIES: Final = ("markdown_it", "mdurl", "msgspec", "rich", "tomli")
"""The packages of others that an answer depends on."""


class Beside(NamedTuple):
    """A file beside a briefing, as it is named there, and what was wrong with it; else empty."""

    folder: str
    name: str
    problem: str


class Answer(NamedTuple):
    """What a check printed to standard output, and its exit code.

    copies: the copies of sources that it has looked for.
    """

    text: str
    code: int
    copies: tuple[Beside, ...] = ()


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
        head, text = content.split(b"\n", 1)
        code, _, copies = head.partition(b" ")
        answer = Answer(text.decode("utf-8"), int(code), _unpacked(copies))
    except ValueError:
        return None
    return answer if _is_so(answer.copies) else None


def beside(folder: Path, names: Iterable[str]) -> Iterator[Beside]:
    """Look for the copies that a briefing in a folder names."""
    from briefdeck.evidence.copies import file_problem

    for name in names:
        yield Beside(str(folder), name, file_problem(folder, name))


def _packed(copies: tuple[Beside, ...]) -> bytes:
    if not copies:
        return b""
    # Most answers have none, and are spared the import.
    from msgspec import json

    return json.encode(copies)


def _unpacked(content: bytes) -> tuple[Beside, ...]:
    """Raises ValueError."""
    if not content:
        return ()
    from msgspec import json

    return json.decode(content, type=tuple[Beside, ...])


def _is_so(copies: Iterable[Beside]) -> bool:
    """Whether copies are there that were, and no others."""
    return all([each] == [*beside(Path(each.folder), [each.name])] for each in copies)


def keep(key: str, answer: Answer) -> None:
    """Keep an answer for the next time; where that fails, the next time is as slow as this one."""
    try:
        text = answer.text.encode("utf-8")
    except UnicodeEncodeError:
        return
    _kept().keep(key, b"%d %b\n%b" % (answer.code, _packed(answer.copies), text))


def _kept() -> SealedFolder:
    return SealedFolder(cache_folder() / "check", LARGEST_ANSWER, MOST_ANSWERS, MOST_BYTES)


def _program() -> Iterator[tuple[object, ...]]:
    """What tells this state of the program from every other, with what it depends on."""
    yield briefdeck.__version__, sys.version
    yield from module_states(os.path.dirname(briefdeck.__file__))
    yield from package_states(LIBRARIES)
