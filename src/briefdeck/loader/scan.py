"""A scanner of TOML 1.0 and 1.1 that records where every key and value stands; it presumes that tomli takes the text."""

import re
from typing import Final

from briefdeck.model.problem import KeyPath
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import is_clean, visible

Spot = tuple[int, int, int, int]
"""Offsets: key from, key to, value from, value to. A header's value is the header itself; a list item's key its value."""
Spots = dict[KeyPath, Spot]

_BLANK: Final = pattern(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE: Final = pattern(r"[ \t]*+")
_BARE: Final = pattern(r"[A-Za-z0-9_-]++")
_BARE_ASSIGNMENT: Final = pattern(r"([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+")
_STRING: Final = pattern(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\.)*+"'
    r"|'(?!'')[^'\n]*+'",
    re.DOTALL,
)
_SCALAR: Final = pattern(r"[^\s,\]}#\[{\"'=]++(?: \d[^\s,\]}#]*+)?")
_UNIT: Final = pattern(
    r"\\(?:[ \t]*\n[ \t\n]*|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|[^\\]+", re.DOTALL
)
_ESCAPED: Final = {
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    '"': '"',
    "\\": "\\",
}

_HEADER: Final = pattern(
    r"\n[ \t]*\[{1,2}[ \t]*([a-z_0-9]+)[ \t]*\]{1,2}[ \t]*(?:#[^\n]*)?(?=\n|\Z)"
)

NESTING_LIMIT: Final = 400
"""Lists and inline tables inside each other at most; tomli's own limit."""

KEY_LIMIT: Final = 1000
"""Parts of a dotted key at most; tomli's own limit."""


class ScanError(ValueError):
    """The text is not TOML, for a reason that lies at `position`."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def headers(text: str) -> list[tuple[str, int]]:
    """Return the name of each header of a table, and the offset of its line.

    A line inside a text of several lines may look like a header: who needs to know must scan.
    """
    # The pattern begins with the line end, which is found many times as fast as `^` is.
    return [(match[1], match.start()) for match in _HEADER.finditer("\n" + text)]


def scan(text: str) -> Spots:
    """Key path to spot for every key, table and list item. Raises ScanError where the text is not TOML."""
    return _Scanner(text).document()


def repeated(text: str) -> list[tuple[KeyPath, int, tuple[int, int]]]:
    """Keys and tables that are set twice: path, where first, and from and to of the second."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.repeated


class _Scanner:
    """One pass over a text; `sentinel` ends it, so that reading past the end meets a character that fits nowhere."""

    def __init__(self, text: str) -> None:
        self.text = text + "\n\0"
        self.end = len(text) + 1
        self.spots: Spots = {}
        self.counts: dict[KeyPath, int] = {}
        self.headers: set[KeyPath] = set()
        self.repeated: list[tuple[KeyPath, int, tuple[int, int]]] = []

    def document(self) -> Spots:
        text, pos = self.text, self.skip(_BLANK, 0)
        base: KeyPath = ()
        while pos < self.end:
            if text[pos] == "[":
                base, pos = self.header(pos)
            else:
                path, key, pos = self.assignment(pos, base)
                pos = self.value(pos, path, key)
            pos = self.skip(_SPACE, pos)
            if text[pos] not in "\n#\r":
                raise ScanError("something follows a statement", pos)
            pos = self.skip(_BLANK, pos)
        return self.spots

    def header(self, start: int) -> tuple[KeyPath, int]:
        """Record `[a.b]` or `[[a.b]]`; the path that the lines below belong to, and the header's end."""
        double = self.text.startswith("[[", start)
        parts, pos = self.keys(start + 2 if double else start + 1)
        closing = "]]" if double else "]"
        if not self.text.startswith(closing, pos):
            raise ScanError("an open header", start)
        end = pos + len(closing)
        path: KeyPath = ()
        for number, (name, key_start, key_end) in enumerate(parts, 1):
            path = (*path, name)
            spot = (key_start, key_end, start, end)
            if number == len(parts) and not double:
                if path in self.headers:
                    self.repeated.append((path, self.spots[path][0], (key_start, key_end)))
                self.headers.add(path)
                self.spots[path] = spot
            else:
                self.spots.setdefault(path, spot)
            if double and number == len(parts):
                self.counts[path] = self.counts.get(path, -1) + 1
                path = (*path, self.counts[path])
                self.spots[path] = spot
            elif path in self.counts:
                path = (*path, self.counts[path])
        return path, end

    def assignment(self, pos: int, base: KeyPath) -> tuple[KeyPath, tuple[int, int], int]:
        """Read `a.b =`; the key's path and span, and where its value begins. Tables that the dots imply are recorded."""
        if bare := _BARE_ASSIGNMENT.match(self.text, pos):  # as nearly all are
            path = (*base, bare[1])
            if path in self.spots:
                self.repeated.append((path, self.spots[path][0], bare.span(1)))
            return path, bare.span(1), bare.end()
        parts, pos = self.keys(pos)
        if self.text[pos] != "=":
            raise ScanError("no =", pos)
        path = base
        for name, start, end in parts[:-1]:
            path = (*path, name)
            self.spots.setdefault(path, (start, end, start, end))
        name, start, end = parts[-1]
        path = (*path, name)
        if path in self.spots:
            self.repeated.append((path, self.spots[path][0], (start, end)))
        return path, (start, end), self.skip(_SPACE, pos + 1)

    def keys(self, pos: int) -> tuple[list[tuple[str, int, int]], int]:
        """Names and spans of the parts of a dotted key, and the offset of what follows it."""
        parts: list[tuple[str, int, int]] = []
        while True:
            if len(parts) > KEY_LIMIT:
                raise ScanError("a key of too many parts", pos)
            pos = self.skip(_SPACE, pos)
            if bare := _BARE.match(self.text, pos):
                parts.append((bare.group(), pos, bare.end()))
                pos = bare.end()
            else:
                end = self.take(_STRING, pos)
                parts.append((visible(string_value(self.text[pos:end])), pos, end))
                pos = end
            pos = self.skip(_SPACE, pos)
            if self.text[pos] != ".":
                return parts, pos
            pos += 1

    def value(self, pos: int, path: KeyPath, key: tuple[int, int]) -> int:
        """Record the value at `pos` and everything in it; its end. Nesting is kept on a list, so depth is no danger."""
        text, spots = self.text, self.spots
        opened: list[tuple[KeyPath, tuple[int, int], int, list[int]]] = []
        while True:
            char = text[pos]
            if char in "[{":
                if len(opened) > NESTING_LIMIT:
                    raise ScanError("nested too deep", pos)
                opened.append((path, key, pos, [0] if char == "[" else []))
                pos += 1
            else:
                end = self.take(_STRING if char in "\"'" else _SCALAR, pos)
                spots[path] = (*key, pos, end)
                pos = end
            pos = self.close(pos, opened)
            if not opened:
                return pos
            path, _, _, index = opened[-1]
            if index:
                path, key = (*path, index[0]), (pos, pos)
                index[0] += 1
            else:
                path, key, pos = self.assignment(pos, path)

    def close(self, pos: int, opened: list[tuple[KeyPath, tuple[int, int], int, list[int]]]) -> int:
        """Pass the comma or the closing brackets at `pos`; where the next value or key begins."""
        while opened:
            pos = self.skip(_BLANK, pos)
            if self.text[pos] == ",":
                pos = self.skip(_BLANK, pos + 1)
            if self.text[pos] not in "]}":
                break
            pos += 1
            path, key, start, _ = opened.pop()
            self.spots[path] = (*key, start, pos)
        return pos

    def skip(self, pattern: re.Pattern[str], pos: int) -> int:
        """The end of a pattern of blanks that matches everywhere; mostly there is none to skip, which a look tells soonest."""
        if self.text[pos] not in " \t\r\n#":
            return pos
        match = pattern.match(self.text, pos)
        return match.end() if match else pos

    def take(self, pattern: re.Pattern[str], pos: int) -> int:
        """The end of a pattern that must match here."""
        match = pattern.match(self.text, pos)
        if match is None or match.end() > self.end:
            raise ScanError("no key or value", pos)
        return match.end()


def string_value(literal: str) -> str:
    """What a string literal of TOML says, quotes and escapes undone."""
    quotes, body = _opened(literal)
    if quotes[0] == "'":
        return body
    return "".join(_unit_value(unit) for unit in _UNIT.findall(body))


def string_offset(text: str, start: int, end: int, offset: int) -> int:
    """The offset in `text` of character `offset` of the string whose literal stands from `start` to `end`."""
    quotes, body = _opened(text[start:end])
    position = end - len(quotes) - len(body)
    left = offset
    for unit in _UNIT.findall(body) if quotes[0] == '"' else [body]:
        value = _unit_value(unit) if quotes[0] == '"' else unit
        shown = value if is_clean(value) else visible(value, keep_newlines=True)
        if left < len(shown):
            return position + (min(left, len(unit) - 1) if len(value) == len(unit) else 0)
        left -= len(shown)
        position += len(unit)
    return min(position, end - 1)


def _opened(literal: str) -> tuple[str, str]:
    """The quotes around a literal and what stands between them (without the line end that may open a long string)."""
    quotes = literal[0] * (3 if literal[:3] in ('"""', "'''") else 1)
    body = literal[len(quotes) : -len(quotes)]
    if len(quotes) == 3:
        body = body.removeprefix("\n")
    return quotes, body


def _unit_value(unit: str) -> str:
    """The character of an escape, nothing for an escaped line end, or the run of characters as it stands."""
    if unit[0] != "\\":
        return unit
    if unit[1] in "xuU":
        return bytes.fromhex(unit[2:].rjust(8, "0")).decode("utf-32-be")
    return _ESCAPED.get(unit[1], "")
