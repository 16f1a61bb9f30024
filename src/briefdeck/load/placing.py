"""Findings become problems: each gets its place, its entry's id and its file's name, in the order of the file."""

from collections.abc import Iterable, Mapping
from typing import Any

from briefdeck.load.finding import Finding
from briefdeck.load.place import find_place
from briefdeck.model.problem import KeyPath, Place, Problem


def placed(
    findings: Iterable[Finding], file: str, text: str, sound_text: str, data: Mapping[str, Any] | None
) -> tuple[Problem, ...]:
    """The problems of a file in its order; findings' paths are the file's. The text is scanned once, if at all."""
    seen: dict[tuple[str, KeyPath, str], int] = {}
    problems: list[Problem] = []
    for finding in findings:
        key = (finding.rule, finding.path, finding.word)
        occurrence = seen[key] = seen.get(key, -1) + 1
        place = finding.place
        if place is None and data is not None and not finding.path:
            place = None if finding.rule == "file-name" else Place(line=1, column=1)
        elif place is None and data is not None:
            place = find_place(
                sound_text, finding.path, mark=finding.mark, word=finding.word, occurrence=occurrence, shown=text
            )
        problems.append(
            Problem(
                rule=finding.rule,
                severity=finding.severity,
                message=finding.message,
                remedy=finding.remedy,
                path=finding.path,
                entry=_entry_id(finding.path, data),
                file=file,
                place=place,
            )
        )
    return tuple(sorted(problems, key=_order))


def _order(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


def _entry_id(path: KeyPath, data: Mapping[str, Any] | None) -> str | None:
    """The id of the entry that a path lies in, where it has one."""
    if data is None or len(path) < 2 or not isinstance(path[1], int):
        return None
    entries = data.get(str(path[0]))
    entry = entries[path[1]] if isinstance(entries, list) and path[1] < len(entries) else None
    entry_id = entry.get("id") if isinstance(entry, dict) else None
    return entry_id if isinstance(entry_id, str) else None
