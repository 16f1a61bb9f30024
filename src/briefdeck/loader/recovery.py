"""Where a text does not parse, and what can be read of it without the parts that do not."""

import re
from itertools import pairwise
from typing import Any, Final

import tomli
from msgspec import Struct

from briefdeck.loader.place import place_at
from briefdeck.loader.scan import headers
from briefdeck.model.problem import Complaint, Remedy

PARSED_AT_MOST: Final = 24_000_000
"""Characters that are parsed again in search of what is broken, roughly: a few seconds' worth."""

JOINS: Final = 8
"""Parts that are tried as one, at most."""

_ID: Final = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]+")
_SETS_KEY: Final = re.compile(r"[ \t]*([\w.-]+)[ \t]*=")

Part = tuple[int, int]
"""Start and end of a table or an entry with its lines."""

TomlError = ValueError | RecursionError
"""What tomli raises; ValueErrors of Python itself are among them (a number of too many digits)."""


class Fault(Struct, frozen=True):
    """Where tomli gave up in the part of a text from `start` to `end`, and what there is around."""

    text: str
    error: TomlError
    start: int
    end: int

    @property
    def message(self) -> str:
        """What tomli says, without line and column, which are those of the part."""
        return getattr(self.error, "msg", str(self.error))

    @property
    def at(self) -> int:
        """The offset of the fault, which is inside the part even where tomli stops at its end."""
        position: int = getattr(self.error, "pos", 0)
        last = max(self.start, self.end - 1)
        return min(self.start + position, last)

    @property
    def part(self) -> str:
        """The text that was parsed."""
        return self.text[self.start : self.end]

    @property
    def line_start(self) -> int:
        """The offset of the line's first character."""
        return self.text.rfind("\n", self.start, self.at) + 1 or self.start

    @property
    def line(self) -> str:
        """The whole line."""
        end = self.text.find("\n", self.at)
        return self.text[self.line_start : end if end >= 0 else len(self.text)]

    @property
    def before(self) -> str:
        """The line up to the fault."""
        return self.line[: self.at - self.line_start]

    @property
    def rest(self) -> str:
        """The line from the fault on."""
        return self.line[self.at - self.line_start :]

    @property
    def key(self) -> str:
        """The key that the line sets, or one for an example."""
        match = _SETS_KEY.match(self.line)
        return match[1] if match else "title"

    @property
    def is_in_header(self) -> bool:
        """Whether the line is, or was to be, the header of a table."""
        return self.line.lstrip().startswith("[")

    @property
    def whole_line(self) -> tuple[int, int]:
        """From and to of the line without the blanks around it."""
        indent = len(self.line) - len(self.line.lstrip())
        return self.line_start + indent, self.line_start + len(self.line.rstrip())

    def span(self, length: int = 1) -> tuple[int, int]:
        """From and to of what begins at the fault."""
        return self.at, self.at + length

    def complaint(
        self, message: str, remedy: str | Remedy, span: tuple[int, int], *, rule: str = "syntax"
    ) -> Complaint:
        """Return the complaint that points at what is meant, one character at least."""
        start, end = span
        place = place_at(self.text, start, max(end, start + 1))
        return Complaint((), message, remedy, rule=rule, place=place)


class Recovered(Struct, frozen=True, kw_only=True):
    """What could be read of a text.

    data: what the sound text says; None where nothing could be read. sound_text: the text with its
    broken parts blanked out. lost: ids of entries in the broken parts. lost_tables: tables that had
    a broken part (`format` stands for the file's first lines).
    """

    data: dict[str, Any] | None
    sound_text: str
    faults: tuple[Fault, ...] = ()
    lost: frozenset[str] = frozenset()
    lost_tables: frozenset[str] = frozenset()


def recover(text: str) -> Recovered:
    """Return what can be read when every part that does not parse alone is left out.

    Parts begin at headers of tables that briefings have, so that a string left open ends with the
    entry it stands in.
    """
    attempts = PARSED_AT_MOST // len(text)
    if attempts == 0:
        return _given_up(text)
    tables = {0: "format", **{start: table for table, start in headers(text)}}
    parts = list(pairwise(sorted({len(text), *tables})))
    faults = _faults_in_parts(text, parts)
    broken = [(fault.start, fault.end) for fault in faults]
    sound = _blanked(text, broken)
    remaining = set(parts).difference(broken)
    # Parts that parse alone may not parse together: a table or a key may be there twice.
    while error := _error_in(sound):
        faults.append(Fault(sound, error, 0, len(text)))
        attempts -= 1
        part = _part_at(getattr(error, "pos", len(text)), remaining)
        if part is None or attempts == 0:
            return Recovered(data=None, sound_text="", faults=tuple(faults))
        remaining.remove(part)
        broken.append(part)
        sound = _blanked(sound, [part])
    return Recovered(
        data=tomli.loads(sound),
        sound_text=sound,
        faults=tuple(faults),
        lost=_ids_in(text, broken),
        lost_tables=frozenset(tables[start] for start, _ in broken),
    )


def _given_up(text: str) -> Recovered:
    """Nothing, and the first fault of a text that is too large to look for what can be read."""
    error = _error_in(text)
    faults = (Fault(text, error, 0, len(text)),) if error else ()
    return Recovered(data=None, sound_text="", faults=faults)


def _faults_in_parts(text: str, parts: list[Part]) -> list[Fault]:
    """The fault of each part that parses neither alone nor joined with those that follow it."""
    faults: list[Fault] = []
    sound_until = 0
    for number, (start, end) in enumerate(parts):
        if start < sound_until:
            continue
        error = _error_in(text[start:end])
        if error is None:
            continue
        sound_until = _joined_end(text, parts[number : number + JOINS])
        if not sound_until:
            faults.append(Fault(text, error, start, end))
    return faults


def _joined_end(text: str, parts: list[Part]) -> int:
    """Where a part ends that was cut only by a line like a header inside a text.

    0: it is broken.
    """
    start = parts[0][0]
    for _, end in parts[1:]:
        if _error_in(text[start:end]) is None:
            return end
    return 0


def _part_at(position: int, parts: set[Part]) -> Part | None:
    """The part that has this offset; None where none of them does."""
    for start, end in parts:
        if start <= position < end:
            return start, end
    return None


def _ids_in(text: str, parts: list[Part]) -> frozenset[str]:
    ids: set[str] = set()
    for start, end in parts:
        ids.update(_ID.findall(text, start, end))
    return frozenset(ids)


def _error_in(text: str) -> TomlError | None:
    """What tomli has against a text; None where it parses."""
    try:
        tomli.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


def _blanked(text: str, parts: list[Part]) -> str:
    """The text with blanks for these parts: everything else keeps its offset, line and column."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(parts):
        pieces += [text[position:start], _LINE.sub(_blank, text[start:end])]
        position = end
    return "".join([*pieces, text[position:]])


def _blank(line: re.Match[str]) -> str:
    return " " * len(line.group())
