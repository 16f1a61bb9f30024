"""Where a key path stands in a TOML text, and problems with their places: a scan that runs only when there is something to point at."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from briefdeck.loader.finding import Finding, Mark
from briefdeck.loader.scan import Spots, scan, string_offset
from briefdeck.model.problem import KeyPath, Place, Problem
from briefdeck.text.visible import visible

EXCERPT = 160
"""Characters of a line that are shown at most."""


def find_place(
    text: str,
    path: KeyPath,
    *,
    mark: Mark = "value",
    word: str = "",
    occurrence: int = 0,
    offset: int | None = None,
    shown: str = "",
) -> Place:
    """The place of a key path, or of the nearest table that holds it. Repeated calls for one text scan it once.

    word: mark this word inside the value, at its nth occurrence (from 0); a reference (`@word`, `[[word`) goes first.
    offset: mark the character at this offset of the string that the value is.
    shown: the text to excerpt the line from, where that differs from the text that was scanned.
    """
    spots, starts = _scanned(text)
    found = path
    while found and found not in spots:
        found = found[:-1]
    if not found:
        return _place(shown or text, starts, 0, 0)
    start, end = _span(text, found, spots, mark if found == path else "entry")
    value_start, value_end = spots[found][2:]
    if found == path and offset is not None:
        start = string_offset(text, value_start, value_end, offset)
        end = start + max(len(word), 1)
    elif found == path and word:
        start, end = _word_span(text, value_start, value_end, word, occurrence) or (start, end)
    return _place(shown or text, starts, start, end)


def place_at(text: str, start: int, end: int | None = None) -> Place:
    """The place of a character offset in a text, marked up to `end` (one character where none is given)."""
    return _place(text, line_starts(text), start, start + 1 if end is None else end)


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text begin."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


@lru_cache(maxsize=2)
def _scanned(text: str) -> tuple[Spots, list[int]]:
    return scan(text), line_starts(text)


def _span(text: str, path: KeyPath, spots: Spots, mark: Mark) -> tuple[int, int]:
    """From and to of what is to be marked."""
    key_start, key_end, start, end = spots[path]
    is_item = key_start == key_end
    if mark == "entry" and (is_item or start <= key_start < end):
        return start, end
    if not is_item and (mark != "value" or text.find("\n", start, end) >= 0):
        return key_start, key_end
    return start, end


def _word_span(
    text: str, start: int, end: int, word: str, occurrence: int
) -> tuple[int, int] | None:
    """From and to of a word in a value: of its nth reference, else of its nth appearance, else of its first."""
    name = rf"(?<![\w-]){re.escape(word)}(?![\w-])"
    for pattern in (rf"(?:@\{{?|\[\[[ \t]*){name}", name, re.escape(word)):
        matches = [match.span() for match in re.compile(pattern).finditer(text, start, end)]
        if matches:
            after = matches[occurrence if occurrence < len(matches) else 0][1]
            return after - len(word), after
    return None


def _place(text: str, starts: list[int], start: int, end: int) -> Place:
    line = bisect_right(starts, start)
    line_start = starts[line - 1]
    line_end = starts[line] - 1 if line < len(starts) else len(text)
    end = max(start, min(end, line_end))
    from_, to = line_start, line_end
    if to - from_ > EXCERPT:
        from_ = max(line_start, min(start - EXCERPT // 3, line_end - EXCERPT))
        to = min(line_end, from_ + EXCERPT)
    before = ("…" if from_ > line_start else "") + visible(text[from_:start])
    marked = visible(text[start : min(end, to)])
    after = visible(text[min(end, to) : to]) + ("…" if to < line_end else "")
    return Place(
        line=line,
        column=start - line_start + 1,
        end_column=end - line_start + 1 if end > start else None,
        text=before + marked + after,
        marked=(len(before), len(before) + len(marked)),
    )


def placed(
    findings: Iterable[Finding],
    file: str,
    text: str,
    sound_text: str,
    data: Mapping[str, Any] | None,
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
                sound_text,
                finding.path,
                mark=finding.mark,
                word=finding.word,
                occurrence=occurrence,
                shown=text,
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
