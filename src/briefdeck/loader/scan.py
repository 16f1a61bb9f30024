"""A scanner of TOML 1.0 and 1.1 that records where every key and value stands.

It presumes that tomli takes the text: what it lets pass beyond that is of no account.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from briefdeck.model.problem import KeyPath
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import LEFT_OUT, reads_right_to_left, visible


class Spot(Struct, frozen=True, gc=False):
    """Offsets of a key and its value.

    A header's value is the header itself. A list item has no key: its key span is empty, and stands
    where the item begins.
    """

    key_start: int
    key_end: int
    start: int
    end: int


class Repeated(Struct, frozen=True):
    """A key or table that is set twice: where its name stands first, and the span of the second."""

    path: KeyPath
    first: int
    start: int
    end: int


class Statement(Struct, frozen=True, gc=False):
    """A header, or a key with its value: from the first character of it to its end.

    path: of the table, the list item or the value that it sets. base: of the table whose header is
    in force there; a header's own path.
    """

    path: KeyPath
    base: KeyPath
    start: int
    end: int
    is_header: bool


Spots = dict[KeyPath, Spot]
Span = tuple[int, int]

# The repetitions are possessive (`++`, `*+`): what does not match fails at once, where going back
# over a text that is never closed would take the square of its length. What is repeated so
# is made of single characters: Python before 3.11.4 does not go back over more where it fails.
_BLANK: Final = pattern(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE: Final = pattern(r"[ \t]*+")
_BARE: Final = pattern(r"[A-Za-z0-9_-]++")
_BARE_ASSIGNMENT: Final = pattern(r"([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+")
# Three quotes close a long string; up to two more before them belong to it.
STRING: Final = pattern(
    r'"""(?:[^"\\]++|\\.|"[^"\\]|""[^"\\]|"\\.|""\\.)*+"{3,5}'
    r"|'''(?:[^']++|'[^']|''[^'])*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\.)*+"'
    r"|'(?!'')[^'\n]*+'",
    re.DOTALL,
)
# A blank may stand in the middle of one kind of value: between the date and the time.
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
    """Return the spot of every key, table and list item.

    Raise ScanError where the text is not TOML.
    """
    return _Scanner(text).document()


def outline(text: str) -> tuple[Spots, list[Statement]]:
    """Return the spots of a text, and its statements in their order.

    Raise ScanError where the text is not TOML.
    """
    scanner = _Scanner(text)
    return scanner.document(), scanner.statements


def repeated(text: str) -> list[Repeated]:
    """Return the keys and tables that are set twice. Raise ScanError where the text is not TOML."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.repeated


class _Opened(Struct, gc=False):
    """A list or an inline table that is being read."""

    path: KeyPath
    key: Span
    start: int
    is_list: bool
    items: int = 0


class _Scanner:
    """One pass over a text; a NUL ends it, so that reading past the end meets what fits nowhere."""

    def __init__(self, text: str) -> None:
        self.text = text + "\n\0"
        self.end = len(text) + 1
        self.spots: Spots = {}
        self.counts: dict[KeyPath, int] = {}
        self.headers: set[KeyPath] = set()
        self.repeated: list[Repeated] = []
        self.statements: list[Statement] = []

    def document(self) -> Spots:
        """Read the whole text, and return the spots of everything in it."""
        text, pos = self.text, self.skip(_BLANK, 0)
        base: KeyPath = ()
        while pos < self.end:
            start, is_header = pos, text[pos] == "["
            if is_header:
                base, pos = self.header(pos)
                path = base
            else:
                path, key, pos = self.assignment(pos, base)
                pos = self.value(pos, path, key)
            self.statements.append(Statement(path, base, start, pos, is_header))
            pos = self.skip(_SPACE, pos)
            if text[pos] not in "\n#\r":
                raise ScanError("something follows a statement", pos)
            pos = self.skip(_BLANK, pos)
        return self.spots

    def header(self, start: int) -> tuple[KeyPath, int]:
        """Record `[a.b]` or `[[a.b]]`; the path that the lines below belong to, and its end."""
        brackets = 2 if self.text.startswith("[[", start) else 1
        parts, pos = self.keys(start + brackets)
        if not self.text.startswith("]" * brackets, pos):
            raise ScanError("an open header", start)
        end = pos + brackets
        path: KeyPath = ()
        for name, key_start, key_end in parts[:-1]:
            path = (*path, name)
            self.spots.setdefault(path, Spot(key_start, key_end, start, end))
            # `[a.b]` below `[[a]]` belongs to the last of them.
            if path in self.counts:
                path = (*path, self.counts[path])
        name, key_start, key_end = parts[-1]
        path = (*path, name)
        spot = Spot(key_start, key_end, start, end)
        if brackets == 2:
            return self.list_header(path, spot), end
        return self.table_header(path, spot), end

    def list_header(self, path: KeyPath, spot: Spot) -> KeyPath:
        """Record `[[a]]`, which begins the next item of a list."""
        self.spots.setdefault(path, spot)
        self.counts[path] = self.counts.get(path, -1) + 1
        path = (*path, self.counts[path])
        self.spots[path] = spot
        return path

    def table_header(self, path: KeyPath, spot: Spot) -> KeyPath:
        """Record `[a]`; a table that keys of others have implied may still get its header, once."""
        if path in self.headers:
            self.repeat(path, (spot.key_start, spot.key_end))
        self.headers.add(path)
        self.spots[path] = spot
        if path in self.counts:
            path = (*path, self.counts[path])
        return path

    def assignment(self, pos: int, base: KeyPath) -> tuple[KeyPath, Span, int]:
        """Read `a.b =`; the key's path and span, and where its value begins.

        Tables that the dots imply are recorded.
        """
        # Nearly all keys are bare and without dots: one expression reads them at once.
        bare = _BARE_ASSIGNMENT.match(self.text, pos)
        if bare:
            path = (*base, bare[1])
            if path in self.spots:
                self.repeat(path, bare.span(1))
            return path, bare.span(1), bare.end()
        parts, pos = self.keys(pos)
        if self.text[pos] != "=":
            raise ScanError("no =", pos)
        path = base
        for name, start, end in parts[:-1]:
            path = (*path, name)
            self.spots.setdefault(path, Spot(start, end, start, end))
        name, start, end = parts[-1]
        path = (*path, name)
        if path in self.spots:
            self.repeat(path, (start, end))
        return path, (start, end), self.skip(_SPACE, pos + 1)

    def repeat(self, path: KeyPath, second: Span) -> None:
        """Record that a key or table is there again."""
        self.repeated.append(Repeated(path, self.spots[path].key_start, *second))

    def keys(self, pos: int) -> tuple[list[tuple[str, int, int]], int]:
        """Names and spans of the parts of a dotted key, and the offset of what follows it."""
        parts: list[tuple[str, int, int]] = []
        while True:
            if len(parts) > KEY_LIMIT:
                raise ScanError("a key of too many parts", pos)
            pos = self.skip(_SPACE, pos)
            bare = _BARE.match(self.text, pos)
            if bare:
                name, end = bare.group(), bare.end()
            else:
                end = self.take(STRING, pos)
                name = visible(string_value(self.text[pos:end]))
            parts.append((name, pos, end))
            pos = self.skip(_SPACE, end)
            if self.text[pos] != ".":
                return parts, pos
            pos += 1

    def value(self, pos: int, path: KeyPath, key: Span) -> int:
        """Record the value at `pos` and everything in it, and return its end."""
        # Not by recursion: a depth that tomli allows would be too much for Python's stack.
        text, spots = self.text, self.spots
        opened: list[_Opened] = []
        while True:
            char = text[pos]
            if char in "[{":
                if len(opened) > NESTING_LIMIT:
                    raise ScanError("nested too deep", pos)
                opened.append(_Opened(path, key, pos, char == "["))
                pos += 1
            else:
                end = self.take(STRING if char in "\"'" else _SCALAR, pos)
                spots[path] = Spot(*key, pos, end)
                pos = end
            pos = self.close(pos, opened)
            if not opened:
                return pos
            holder = opened[-1]
            if holder.is_list:
                path, key = (*holder.path, holder.items), (pos, pos)
                holder.items += 1
            else:
                path, key, pos = self.assignment(pos, holder.path)

    def close(self, pos: int, opened: list[_Opened]) -> int:
        """Pass the comma or the closing brackets at `pos`; where the next value or key begins."""
        while opened:
            pos = self.skip(_BLANK, pos)
            if self.text[pos] == ",":
                pos = self.skip(_BLANK, pos + 1)
            if self.text[pos] not in "]}":
                break
            pos += 1
            closed = opened.pop()
            self.spots[closed.path] = Spot(*closed.key, closed.start, pos)
        return pos

    def skip(self, pattern: re.Pattern[str], pos: int) -> int:
        """The end of a pattern of blanks that matches everywhere."""
        # Mostly there is nothing to skip, which a look at the character tells soonest.
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
    """Return what a string literal of TOML says, quotes and escapes undone."""
    return "".join([value for _, _, value in string_units(literal)])


def string_units(literal: str) -> Iterator[tuple[int, str, str]]:
    """Yield each escape of a string literal, and each run of other characters.

    With its offset in the literal, and what it says.
    """
    quotes, body = _opened(literal)
    offset = len(literal) - len(quotes) - len(body)
    for unit, value in _units(quotes, body):
        yield offset, unit, value
        offset += len(unit)


def string_offset(text: str, start: int, end: int, offset: int) -> int:
    """Return where in the text a character of a string stands.

    offset: the character's, in what the string says once `cleaned` has made it safe to show.
    start, end: from and to of the string's literal.
    """
    left = offset
    # `cleaned` puts one character in the place of each, but for those that it leaves out.
    units = list(string_units(text[start:end]))
    is_right_to_left = reads_right_to_left("".join([value for _, _, value in units]))
    left_out = LEFT_OUT[is_right_to_left]
    for begin, unit, value in units:
        position = start + begin
        shown_length = len(value) - sum(map(value.count, left_out))
        if left < shown_length:
            is_plain = len(value) == len(unit)
            if is_plain:
                return position + _offset_in_run(value, left, left_out)
            # Inside an escape there is no other place than its start.
            return position
        left -= shown_length
    quotes, _ = _opened(text[start:end])
    return end - len(quotes)


def _offset_in_run(run: str, offset: int, left_out: frozenset[str]) -> int:
    """Where in a run of plain characters the one stands that is shown at an offset."""
    if left_out.isdisjoint(run):
        return offset
    left = offset
    for at, character in enumerate(run):
        if character in left_out:
            continue
        if left == 0:
            return at
        left -= 1
    return len(run)


def _units(quotes: str, body: str) -> Iterator[tuple[str, str]]:
    """Each escape of a string, and each run of other characters, with what it says."""
    if quotes[0] == "'":
        yield body, body
        return
    for unit in _UNIT.findall(body):
        yield unit, _unit_value(unit)


def _opened(literal: str) -> tuple[str, str]:
    """The quotes around a literal and what stands between them."""
    if literal.startswith(('"""', "'''")):
        # A line end right behind the quotes that open a long string does not belong to it.
        return literal[:3], literal[3:-3].removeprefix("\n")
    return literal[0], literal[1:-1]


def _unit_value(unit: str) -> str:
    """The character of an escape, nothing for an escaped line end, or the run as it stands."""
    if unit[0] != "\\":
        return unit
    if unit[1] in "xuU":
        return bytes.fromhex(unit[2:].rjust(8, "0")).decode("utf-32-be")
    return _ESCAPED.get(unit[1], "")


def string_span(text: str, start: int, end: int, offset: int, length: int) -> Span:
    """Return from and to of some characters of a string (see `string_offset`)."""
    first = string_offset(text, start, end, offset)
    if length == 0:
        return first, first
    last = string_offset(text, start, end, offset + length - 1)
    escape = _UNIT.match(text, last) if text[start] == '"' and text[last] == "\\" else None
    return first, escape.end() if escape else last + 1


def said_between(literal: str, start: int, end: int) -> str:
    """Return what a part of a string's literal says, which cuts no escape in two."""
    quotes, _ = _opened(literal)
    return "".join([value for _, value in _units(quotes, literal[start:end])])


def written_between(quotes: str, words: str) -> str | None:
    """Return words as they are written between quotes of one kind; None where those forbid it."""
    if quotes[0] == "'":
        is_plain = words.replace("\t", "").isprintable()
        return words if is_plain and "'" not in words else None
    shown = "".join([_WRITTEN.get(sign, sign) for sign in words])
    return shown.replace("\\n", "\n") if len(quotes) > 1 and "\\" not in words else shown


def string_literal(words: str) -> str:
    """Return a string on one line, between double quotes."""
    return f'"{written_between(_QUOTE, words)}"'


def statement_end(text: str, start: int) -> int:
    """Return where the value of the key at `start` ends. Raise ScanError where it does not."""
    scanner = _Scanner(text)
    path, key, pos = scanner.assignment(start, ())
    return scanner.value(pos, path, key)


def opening_quotes(text: str, start: int) -> str:
    """Return the quotes that open a string at `start`; nothing where no string begins."""
    match = _QUOTES.match(text, start)
    return match[0] if match else ""


_WRITTEN: Final = {value: f"\\{sign}" for sign, value in _ESCAPED.items()}
_QUOTE: Final = '"'
_QUOTES: Final = pattern(r"\"\"\"|'''|\"|'")
