"""Text to raw data: tomli's reading, and where a text does not parse, what can be read without the broken parts."""

import re
from itertools import pairwise
from typing import Any, Final

import tomli
from msgspec import Struct

from briefdeck.model.problem import Complaint


class Parsed(Struct, frozen=True, kw_only=True):
    """data: what the sound text says, None where nothing could be read. sound_text: the text, broken parts blanked out.

    lost: ids of entries in the broken parts. lost_tables: tables that had a broken part (`format`: the file's first lines).
    """

    data: dict[str, Any] | None
    sound_text: str
    complaints: tuple[Complaint, ...] = ()
    lost: frozenset[str] = frozenset()
    lost_tables: frozenset[str] = frozenset()


def parse(text: str) -> Parsed:
    """The data of a text, and what keeps parts of it from being read."""
    try:
        return Parsed(data=tomli.loads(text), sound_text=text)
    except (ValueError, RecursionError):
        return recover(text)


_ID: Final = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]+")

PARSED_AT_MOST: Final = 24_000_000
"""Characters that are parsed again in search of what is broken, roughly: a few seconds' worth."""

JOINS: Final = 8
"""Parts that are tried as one, at most."""


def recover(text: str) -> Parsed:
    """What can be read when every part (a table or entry with its lines) that does not parse alone is left out.

    Parts begin at headers of tables that briefings have, so that a string left open ends with the entry it stands in.
    """
    from briefdeck.loader.scan import headers
    from briefdeck.loader.syntax import explain

    attempts = PARSED_AT_MOST // len(text)
    if attempts == 0:
        return _given_up(text)
    tables = {0: "format", **{start: table for table, start in headers(text)}}
    starts = sorted({len(text), *tables})
    parts = list(pairwise(starts))
    complaints: list[Complaint] = []
    broken: list[tuple[int, int]] = []
    whole_until = 0
    for number, (start, end) in enumerate(parts):
        fault = _fault(text[start:end]) if start >= whole_until else None
        if fault is None:
            continue
        whole_until = _joined_end(text, parts[number : number + JOINS])
        if not whole_until:
            complaints.append(explain(text, start, end, fault))
            broken.append((start, end))
    sound = _blanked(text, broken)
    while (fault := _fault(sound)) is not None:
        complaints.append(explain(sound, 0, len(text), fault))
        position = getattr(fault, "pos", len(text))
        part = next(
            (part for part in parts if part[0] <= position < part[1] and part not in broken), None
        )
        attempts -= 1
        if part is None or attempts == 0:
            return Parsed(data=None, sound_text="", complaints=tuple(complaints))
        broken.append(part)
        sound = _blanked(sound, [part])
    lost = frozenset(
        entry_id for start, end in broken for entry_id in _ID.findall(text, start, end)
    )
    lost_tables = frozenset(tables[start] for start, _ in broken)
    return Parsed(
        data=tomli.loads(sound),
        sound_text=sound,
        complaints=tuple(complaints),
        lost=lost,
        lost_tables=lost_tables,
    )


def _given_up(text: str) -> Parsed:
    """A text too large to look for what can be read: its first fault."""
    from briefdeck.loader.syntax import explain

    fault = _fault(text)
    complaints = (explain(text, 0, len(text), fault),) if fault else ()
    return Parsed(data=None, sound_text="", complaints=complaints)


def _joined_end(text: str, parts: list[tuple[int, int]]) -> int:
    """Where a part ends that only a line like a header, inside a text of several lines, had cut; 0: it is broken."""
    start = parts[0][0]
    return next((end for _, end in parts[1:] if _fault(text[start:end]) is None), 0)


def _fault(text: str) -> ValueError | RecursionError | None:
    try:
        tomli.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


def _blanked(text: str, parts: list[tuple[int, int]]) -> str:
    """The text with parts replaced by blanks, so that everything else keeps its offset, line and column."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(parts):
        pieces += [text[position:start], _LINE.sub(_blank, text[start:end])]
        position = end
    return "".join([*pieces, text[position:]])


def _blank(line: re.Match[str]) -> str:
    return " " * len(line.group())
