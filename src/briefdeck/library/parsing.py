"""One file as the index takes it: its card and its passages.

Runs in this process or in a worker beside it.
"""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefdeck.text.folding import fold
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from briefdeck.loader import Loaded
    from briefdeck.model.problem import Problem

_SEPARATOR = "\x1e"
Job = tuple[bytes, str, bytes | None]
"""A file's path, its briefing's id, and the digest under which it is known."""


class Facts(Struct, frozen=True, array_like=True, gc=False):
    """The part of a card that comes from a file's contents.

    `shelf.Card` has the same fields with the same names.
    """

    title: str = ""
    subtitle: str = ""
    as_of: str = ""
    stance: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    entries: int = 0
    cited: int = 0
    single: int = 0
    uncited: int = 0
    errors: int = 0
    warnings: int = 0
    problem: str | None = None
    problem_line: int | None = None
    fingerprint: str = ""


class Row(Struct, frozen=True, array_like=True, gc=False):
    """A passage ready for the index: original and folded words, and signs."""

    entry: str
    kind: str
    label: str
    text: str
    signs: str
    folded_label: str
    folded_text: str


class Parsed(Struct, frozen=True, array_like=True, gc=False):
    """A file's contents. `digest` is None where the file could not be read at all."""

    path: bytes
    size: int
    modified: int
    changed: int
    digest: bytes | None
    facts: Facts
    rows: tuple[Row, ...] = ()
    same: bool = False


def parse_file(path: bytes, briefing_id: str, known: bytes | None = None) -> Parsed | None:
    """Read and parse a file; None where it is gone.

    With the digest `known`, an unchanged file is not parsed (`same`).
    """
    from briefdeck.loader.reading import read_briefing

    file = read_briefing(path)
    if not isinstance(file, tuple):
        if file.rule == "file-missing":
            return None
        return Parsed(path, 0, 0, 0, None, Facts(errors=1, problem=file.message))
    raw, status = file
    digest = hashlib.blake2b(raw, digest_size=16).digest()
    same = digest == known
    facts, rows = (Facts(), ()) if same else parse(raw, briefing_id, path)
    return Parsed(
        path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, digest, facts, rows, same
    )


def parse(raw: bytes, briefing_id: str, path: bytes) -> tuple[Facts, tuple[Row, ...]]:
    """The card's facts and the index's rows of a briefing's bytes."""
    from briefdeck.library.passage import passages
    from briefdeck.loader import load_text

    loaded = load_text(raw, visible(briefing_id), path=Path(os.fsdecode(path)))
    if loaded.briefing is None:
        return _facts(loaded), ()
    found = list(passages(visible(briefing_id), loaded.briefing, loaded.links))
    labels = _folded_together([passage.label for passage in found])
    texts = _folded_together([passage.text for passage in found])
    rows = tuple(
        Row(*passage, label, text)
        for passage, label, text in zip(found, labels, texts, strict=True)
    )
    return _facts(loaded), rows


def _folded_together(texts: list[str]) -> list[str]:
    """Each text folded; many at once cost little more than one.

    No text holds the separator: loading has made it visible.
    """
    return fold(_SEPARATOR.join(texts)).split(_SEPARATOR)


def _facts(loaded: "Loaded") -> Facts:
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    warnings = sum(problem.severity == "warning" for problem in loaded.problems)
    first = _first_error(errors)
    problem = first.message if first else None
    line = first.place.line if first and first.place else None
    if loaded.briefing is None or any(error.rule == "missing-table" for error in errors):
        return Facts(
            errors=max(1, len(errors)),
            warnings=warnings,
            problem=problem or "The file holds no briefing.",
            problem_line=line,
        )
    from briefdeck.library.fingerprint import briefing_fingerprint
    from briefdeck.model.evidence import Coverage, coverage

    front = loaded.briefing.front
    support = coverage(loaded.briefing, loaded.links) if loaded.links else Coverage(0, 0, 0)
    return Facts(
        title=one_line(front.title),
        subtitle=one_line(front.subtitle or ""),
        as_of="" if _is_missing(errors, "as_of") else str(front.as_of),
        stance=front.stance,
        language=front.language,
        tags=front.tags,
        entries=sum(1 for _ in loaded.briefing.entries()),
        cited=support.cited,
        single=support.single,
        uncited=support.uncited,
        errors=len(errors),
        warnings=warnings,
        problem=problem,
        problem_line=line,
        fingerprint=briefing_fingerprint(loaded.briefing),
    )


def _first_error(errors: "list[Problem]") -> "Problem | None":
    """The error to show of a file: what stopped the reading, where something did."""
    for error in errors:
        if error.rule == "syntax":
            return error
    return errors[0] if errors else None


def _is_missing(errors: "list[Problem]", key: str) -> bool:
    """Whether a value of the front matter is a stand-in, because the file has none that can be read."""
    return any(
        problem.path == ("briefing", key)
        or (problem.path == ("briefing",) and key in problem.message)
        for problem in errors
    )
