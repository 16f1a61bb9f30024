"""A text that does not parse: what is broken is blanked out, and the rest is read without it."""

import re
from itertools import pairwise
from typing import Final

import tomli

from briefdeck.load.finding import Finding
from briefdeck.load.parsing import Parsed
from briefdeck.load.syntax import explain
from briefdeck.model.briefing import TABLES

_TOP: Final = "|".join(("briefing", "exceptions", *TABLES))
_HEADER: Final = re.compile(rf"^[ \t]*\[{{1,2}}[ \t]*(?:{_TOP})[ \t]*\]{{1,2}}[ \t]*(?:#.*)?$", re.MULTILINE)
_ID: Final = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
_VISIBLE: Final = re.compile(r"[^\n]+")

ATTEMPTS: Final = 100
"""Parts that are taken out one by one, at most."""


def recover(text: str) -> Parsed:
    """What can be read when every part (a table or entry with its lines) that does not parse alone is left out.

    Parts begin at headers of tables that briefings have, so that a string left open ends with the entry it stands in.
    """
    starts = sorted({0, len(text), *(match.start() for match in _HEADER.finditer(text))})
    parts = list(pairwise(starts))
    findings: list[Finding] = []
    broken: list[tuple[int, int]] = []
    for start, end in parts:
        fault = _fault(text[start:end])
        if fault:
            findings.append(explain(text, start, end, fault))
            broken.append((start, end))
    sound = _blanked(text, broken)
    while (fault := _fault(sound)) is not None:
        findings.append(explain(sound, 0, len(text), fault))
        position = getattr(fault, "pos", len(text))
        part = next((part for part in parts if part[0] <= position < part[1] and part not in broken), None)
        if part is None or len(broken) > ATTEMPTS:
            return Parsed(data=None, sound_text="", findings=tuple(findings))
        broken.append(part)
        sound = _blanked(sound, [part])
    lost = frozenset(entry_id for start, end in broken for entry_id in _ID.findall(text, start, end))
    tables = frozenset(_table_name(text[start:end]) for start, end in broken)
    return Parsed(data=tomli.loads(sound), sound_text=sound, findings=tuple(findings), lost=lost, lost_tables=tables)


def _fault(text: str) -> ValueError | RecursionError | None:
    try:
        tomli.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


def _blanked(text: str, parts: list[tuple[int, int]]) -> str:
    """The text with parts replaced by blanks, line by line, so that everything else keeps its line and column."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(parts):
        pieces += [text[position:start], _VISIBLE.sub("", text[start:end])]
        position = end
    return "".join([*pieces, text[position:]])


def _table_name(part: str) -> str:
    """The table that a part belongs to; `format` for what stands above the first header."""
    header = _HEADER.match(part)
    return header.group().split("#")[0].strip().strip("[] \t") if header else "format"
