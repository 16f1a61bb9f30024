"""One file as the index takes it: its card and its passages.

Runs in this process or in a worker beside it.
"""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.library.blocks import packed, words_of
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from briefdeck.library.passage import Passage
    from briefdeck.loader import Loaded
    from briefdeck.model.briefing import Briefing
    from briefdeck.model.links import Links
    from briefdeck.model.problem import Problem

Job = tuple[bytes, str, bytes | None]
"""A file's path, its briefing's id, and the digest under which it is known."""


class Facts(Struct, frozen=True, array_like=True, gc=False):
    """The part of a card that comes from a file's contents.

    `shelf.Card` has the same fields with the same names.
    """

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


class Row(Struct, frozen=True, array_like=True, gc=False):
    """A passage ready for the index: its kind, the length of its title, and its words."""

    kind: str
    length: int
    words: str


class Parsed(Struct, frozen=True, array_like=True, gc=False):
    """A file's contents. `digest` is None where the file could not be read at all."""

    path: bytes
    size: int
    modified: int
    changed: int
    digest: bytes | None
    facts: Facts
    rows: tuple[Row, ...] = ()
    blocks: tuple[bytes, ...] = ()
    same: bool = False


def parse_file(
    path: bytes, briefing_id: str, known: bytes | None = None, *, sample: bytes = b""
) -> Parsed | None:
    """Read and parse a file; None where it is gone.

    A file that still has the digest `known` is not parsed (`same`). `sample`: what the index's
    blocks are compressed with.
    """
    from briefdeck.loader.reading import read_briefing

    file = read_briefing(path)
    if not isinstance(file, tuple):
        if file.rule == "file-missing":
            return None
        return Parsed(path, 0, 0, 0, None, Facts(errors=1, problem=file.message))
    raw, status = file
    digest = hashlib.blake2b(raw, digest_size=16).digest()
    read = (path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, digest)
    if digest == known:
        return Parsed(*read, Facts(), same=True)
    facts, found = parse(raw, briefing_id, path)
    if not found:
        return Parsed(*read, facts)
    rows = [
        Row(passage.kind, len(passage.label), words)
        for passage, words in zip(found, words_of(found), strict=True)
    ]
    return Parsed(*read, facts, tuple(rows), tuple(packed(found, sample)))


def passages_of(path: bytes) -> "list[Passage]":
    """Return the passages of a file; none where it cannot be read."""
    from briefdeck.loader.reading import read_briefing

    file = read_briefing(path)
    if not isinstance(file, tuple):
        return []
    return parse(file[0], "", path)[1]


def parse(raw: bytes, briefing_id: str, path: bytes) -> "tuple[Facts, list[Passage]]":
    """Return the card's facts and the passages of a briefing's bytes."""
    from briefdeck.library.passage import passages
    from briefdeck.loader import load_text

    name = visible(briefing_id)
    loaded = load_text(raw, name, path=Path(os.fsdecode(path)))
    if loaded.briefing is None:
        return _facts(loaded), []
    return _facts(loaded), list(passages(name, loaded.briefing, loaded.links))


def _facts(loaded: "Loaded") -> Facts:
    """Return what a card says of a file, whether or not a briefing could be read from it."""
    errors = loaded.errors
    warnings = sum(problem.severity == "warning" for problem in loaded.problems)
    counted = Facts(errors=len(errors), warnings=warnings)
    if errors:
        counted = _with_first(errors, counted)
    if loaded.briefing is not None and not _lacks_front(errors):
        return _facts_of(loaded.briefing, loaded.links, errors, counted)
    if errors:
        return counted
    return replace(counted, errors=1, problem="The file holds no briefing.")


def _facts_of(
    briefing: "Briefing", links: "Links | None", errors: "tuple[Problem, ...]", counted: Facts
) -> Facts:
    """Return what a card says of a briefing that could be read, besides its problems."""
    from briefdeck.library.fingerprint import briefing_fingerprint
    from briefdeck.model.evidence import Coverage, coverage

    support = Coverage(0, 0, 0)
    if links is not None:
        support = coverage(briefing, links)
    front = briefing.front
    as_of = str(front.as_of)
    if _is_missing(errors, "as_of"):
        as_of = ""
    return replace(
        counted,
        title=one_line(front.title),
        subtitle=one_line(front.subtitle or ""),
        bottom_line=_opening(front.bluf),
        as_of=as_of,
        stance=front.stance,
        draft=front.draft,
        language=front.language,
        tags=front.tags,
        entries=sum(1 for _ in briefing.entries()),
        cited=support.cited,
        single=support.single,
        uncited=support.uncited,
        traced=support.traced,
        fingerprint=briefing_fingerprint(briefing),
    )


def _opening(bluf: str) -> str:
    """Return the first sentence of a bottom line, in plain words."""
    from briefdeck.model.prose import inline_text, parse_prose
    from briefdeck.model.sentences import first_sentence

    return one_line(inline_text(first_sentence(parse_prose(bluf))))


def _lacks_front(errors: "tuple[Problem, ...]") -> bool:
    return any(error.rule == "missing-table" for error in errors)


def _with_first(errors: "tuple[Problem, ...]", counted: Facts) -> Facts:
    """Return the facts with the error to show: what stopped the reading, where something did."""
    shown = errors[0]
    for error in errors:
        if error.rule == "syntax":
            shown = error
            break
    line: int | None = None
    if shown.place is not None:
        line = shown.place.line
    return replace(counted, problem=shown.message, problem_line=line)


def _is_missing(errors: "tuple[Problem, ...]", key: str) -> bool:
    """Whether a value of the front matter is a stand-in for one that is not there or unreadable."""
    for problem in errors:
        if problem.path == ("briefing", key):
            return True
        if problem.path == ("briefing",) and key in problem.message:
            return True
    return False
