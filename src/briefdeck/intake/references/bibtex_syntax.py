"""The syntax of BibTeX files: entries with their fields, each with its line, and what is wrong.

A fault costs its entry at most. What BibTeX passes over in silence, text between entries, is passed
over here too, unless it looks like what was meant for an entry.
"""

import re
from bisect import bisect_right
from typing import Final

from msgspec import Struct

from briefdeck.intake.said import Said
from briefdeck.loader.place import line_starts
from briefdeck.model.calendar import MONTHS, SHORT_MONTHS
from briefdeck.text.pattern import pattern
from briefdeck.text.words import quoted

_HEAD: Final = pattern(r"@[ \t]*([A-Za-z][\w:.+/-]*)[ \t\n]*([{(])")
_KEY: Final = pattern(r"[^,={}\"\n]*+\s*+(?=[,}])")
_FIELD: Final = pattern(r"\s*+([^\s=,{}()\"#%@\\]++)\s*+=\s*+")
_BARE: Final = pattern(r"[^\s,{}()\"#=@\\]++")
_INSIDE_BRACES: Final = pattern(r"(?:[^\\{}]++|\\[\s\S])*+")
_INSIDE_BRACES_AS_BIBTEX_COUNTS: Final = pattern(r"[^{}]*+")
_INSIDE_QUOTES: Final = pattern(r"(?:[^\\{}\"]++|\\[\s\S])*+")
_SPACE: Final = pattern(r"(?:\s++|%[^\n]*+)*+")
"""Blanks between fields, and lines that somebody has commented out."""
_NEW_ENTRY: Final = pattern(
    r"\n[ \t]*@[ \t]*(?:article|book|booklet|collection|comment|conference|dataset|electronic"
    r"|inbook|incollection|inproceedings|inreference|manual|mastersthesis|misc|mvbook|online|patent"
    r"|periodical|phdthesis|preamble|proceedings|report|software|string|techreport|thesis"
    r"|unpublished|www)[ \t\n]*[{(]\s*[^\s,{}\"=]*\s*[,=]",
    re.IGNORECASE,
)
"""The head of an entry at the start of a line: whatever is open before it was never closed."""
_LONGEST: Final = 100_000
"""Characters of a value that is put together: macros made of macros could fill any memory."""
_DEEPEST: Final = 1000
"""Braces inside each other, which no value has."""
_SWALLOWED: Final = pattern(r",\s*+[A-Za-z][\w-]*+\s*+=\s*+[{\"0-9]")
_STRAY_FIELD: Final = pattern(r"\n[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*[{\"0-9]")

_MACROS: Final = {
    **{name.lower(): name for name in SHORT_MONTHS},
    **{name.lower(): name for name in MONTHS},
    "sept": "Sep",
}


class Field(Struct, frozen=True):
    """A field of an entry: its value without what encloses it, as LaTeX."""

    name: str
    value: str
    line: int


class Entry(Struct, frozen=True, kw_only=True):
    """An entry: its kind in small letters, its key, its fields by their names in small letters."""

    kind: str
    key: str
    line: int
    fields: dict[str, Field]


class Parsed(Struct):
    """What a file holds.

    said: what was put right or passed over. refused: what could not be read, with line and reason.
    """

    entries: list[Entry]
    said: Said
    refused: Said


class _FaultError(Exception):
    """What is wrong at a place; nothing more can be read of the entry."""

    def __init__(self, why: str, position: int, resume: int) -> None:
        super().__init__(why)
        self.position = position
        self.resume = resume


def parsed(text: str) -> Parsed:
    """Return the entries of a BibTeX file."""
    return _Parser(text).file()


class _Parser:
    """One pass over a file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.macros = dict(_MACROS)
        self.found = Parsed([], Said(), Said())
        self.lines = line_starts(text)
        self.ahead = -1

    def line(self, position: int) -> int:
        """The line of a place."""
        return bisect_right(self.lines, position)

    def file(self) -> Parsed:
        """Read the whole file."""
        position = 0
        while head := _HEAD.search(self.text, position):
            self.between(position, head.start())
            if self.is_commented(head.start()):
                line = self.line(head.start())
                self.found.said.add(f"line {line}: {quoted(head[0])} is commented out by a %")
                position = head.end()
                continue
            try:
                position = self.block(head)
            except _FaultError as fault:
                line = self.line(fault.position)
                self.found.refused.add(f"line {line}: {fault}")
                position = fault.resume
        self.between(position, len(self.text))
        return self.found

    def between(self, start: int, end: int) -> None:
        """Complain of what stands between entries and was meant for one."""
        for stray in _STRAY_FIELD.finditer(self.text, start, end):
            if not self.is_commented(stray.start(1)):
                line = self.line(stray.start(1))
                why = "stands outside of any entry; a brace above closes too much"
                self.found.refused.add(f"line {line}: {quoted(stray[1])} {why}")

    def is_commented(self, position: int) -> bool:
        start = self.text.rfind("\n", 0, position) + 1
        return self.text[start:position].lstrip().startswith("%")

    def block(self, head: re.Match[str]) -> int:
        """Read what a head begins, and return its end."""
        kind = head[1].lower()
        if kind in {"comment", "preamble"}:
            return self.passed(head)
        if kind == "string":
            return self.macro(head)
        return self.entry(kind, head)

    def passed(self, head: re.Match[str]) -> int:
        """Pass a comment or commands; where its braces are not closed, its head alone."""
        if head[2] == "(":
            return head.end()
        try:
            return self.braced(head.end(), head.start(), "")[1]
        except _FaultError:
            return head.end()

    def macro(self, head: re.Match[str]) -> int:
        """Read `@string{name = value}`."""
        field = _FIELD.match(self.text, head.end())
        if field is None:
            raise _FaultError("a macro needs a name and a value", head.start(), head.end())
        value, position = self.value(field.end(), head.start(), f"the macro {quoted(field[1])}")
        self.macros[field[1].lower()] = value
        return self.closed(position)

    def closed(self, position: int) -> int:
        """The place behind the brace that closes a block, where one is there."""
        position = self.skip(position)
        return position + (self.text[position : position + 1] in {"}", ")"})

    def entry(self, kind: str, head: re.Match[str]) -> int:
        line = self.line(head.start())
        found = _KEY.match(self.text, self.skip(head.end()))
        key = found[0].strip() if found else ""
        name = quoted(key or head[0])
        fields, end = self.fields(found.end() if found else head.end(), head, name)
        self.found.entries.append(Entry(kind=kind, key=key, line=line, fields=fields))
        return end

    def fields(self, position: int, head: re.Match[str], name: str) -> tuple[dict[str, Field], int]:
        """Read the fields of an entry, up to what closes it."""
        text, closing = self.text, "}" if head[2] == "{" else ")"
        fields: dict[str, Field] = {}
        while True:
            position = self.skip(position)
            sign = text[position : position + 1]
            if position >= self.next_entry(position):
                self.end_unclosed(fields, head.start(), name)
                return fields, position
            if sign == ",":
                position += 1
            elif sign == closing and not self.goes_on(position + 1, name):
                return fields, position + 1
            elif sign == closing:
                position += 1
            else:
                position = self.field(position, fields, head, name)

    def end_unclosed(self, fields: dict[str, Field], start: int, name: str) -> None:
        """Say that an entry is not closed; where a value has swallowed fields, it is no use."""
        if any(_SWALLOWED.search(field.value) for field in fields.values()):
            why = f"{name} has a brace that is never closed"
            raise _FaultError(why, start, self.next_entry(start + 1))
        self.say(start, f"{name} is never closed")

    def goes_on(self, position: int, name: str) -> bool:
        """Whether fields follow a brace that should have closed an entry."""
        after = self.skip(position)
        if self.text[after : after + 1] != "," or not _FIELD.match(self.text, after + 1):
            return False
        self.say(position, f"a brace too many in {name}")
        return True

    def field(self, position: int, fields: dict[str, Field], head: re.Match[str], name: str) -> int:
        """Read one field into `fields`, and return its end."""
        found = _FIELD.match(self.text, position)
        if found is None:
            return self.odd(position, head, name)
        line = self.line(found.start(1))
        value, end = self.value(found.end(), head.start(), name)
        field = Field(found[1].lower(), value, line)
        first = fields.setdefault(field.name, field)
        if first.value != value:
            self.say(position, f"{quoted(field.name)} of {name} stands twice; the first counts")
        after = self.skip(end)
        if self.text[after : after + 1] not in {",", "}", ")"} and _FIELD.match(self.text, after):
            self.say(end, f"a comma is missing in {name}")
        return end

    def odd(self, position: int, head: re.Match[str], name: str) -> int:
        """Pass a word that is not a field, where the next thing is one; else give the entry up."""
        word = _BARE.match(self.text, position)
        after = self.skip(word.end()) if word else position
        if word and self.text[after : after + 1] in {",", "}"}:
            self.say(position, f"{quoted(word[0])} of {name} has no value")
            return after
        raise self.broken(position, head.start(), name)

    def broken(self, position: int, start: int, name: str) -> _FaultError:
        """What is wrong with an entry in which something stands that fits nowhere."""
        seen = quoted(self.text[position : position + 20].strip())
        why = f"{name} is broken off in line {self.line(position)}, at {seen}"
        return _FaultError(why, start, self.next_entry(position))

    def value(self, position: int, start: int, name: str) -> tuple[str, int]:
        """Read a value: pieces joined by `#`; and the place behind it."""
        pieces: list[str] = []
        length = 0
        while True:
            piece, position = self.piece(self.skip(position), start, name)
            length += len(piece)
            pieces.append(piece)
            if len(pieces) > 1 and length > _LONGEST:
                raise _FaultError(f"{name} has a value too long to be read", start, position)
            after = self.skip(position)
            if self.text[after : after + 1] != "#":
                return "".join(pieces), position
            position = after + 1

    def piece(self, position: int, start: int, name: str) -> tuple[str, int]:
        sign = self.text[position : position + 1]
        if sign == "{":
            return self.braced(position + 1, start, name)
        if sign == '"':
            return self.in_quotes(position + 1, start, name)
        word = _BARE.match(self.text, position)
        if word is None:
            raise self.broken(position, start, name)
        return self.meant(word[0], position, name), word.end()

    def meant(self, word: str, position: int, name: str) -> str:
        """What a bare word stands for: a number for itself, a macro for what it was set to."""
        value = self.macros.get(word.lower())
        if value is None and not word.isdigit():
            self.say(position, f"{quoted(word)} of {name} is neither in braces nor a macro")
        return word if value is None else value

    def braced(self, position: int, start: int, name: str) -> tuple[str, int]:
        """Read up to the brace that closes; the place behind it."""
        # A brace behind a backslash is one of the text; BibTeX itself counts it all the same.
        for inside in (_INSIDE_BRACES, _INSIDE_BRACES_AS_BIBTEX_COUNTS):
            end = self.closing_brace(inside, position)
            if end:
                return self.text[position : end - 1], end
        why = f"{name} has a brace that is never closed"
        raise _FaultError(why, start, self.next_entry(position))

    def closing_brace(self, inside: re.Pattern[str], position: int) -> int:
        """The place behind the brace that closes; 0 where none does before the next entry."""
        limit, depth = self.next_entry(position), 1
        while depth:
            found = inside.match(self.text, position)
            position = found.end() + 1 if found else position + 1
            if position > limit or depth > _DEEPEST:
                return 0
            depth += 1 if self.text[position - 1] == "{" else -1
        return position

    def in_quotes(self, position: int, start: int, name: str) -> tuple[str, int]:
        """Read up to the quotation mark that closes; one in braces does not."""
        text, first = self.text, position
        limit = self.next_entry(position)
        while True:
            inside = _INSIDE_QUOTES.match(text, position)
            assert inside is not None, "it matches nothing, too"
            position = inside.end()
            if position >= limit:
                raise _FaultError(f"{name} has a quotation mark that is never closed", start, limit)
            if text[position] == '"':
                return text[first:position], position + 1
            if text[position] == "{":
                _, position = self.braced(position + 1, start, name)
            else:
                position += 1

    def next_entry(self, position: int) -> int:
        """Where the next entry begins at the start of a line, or the end of the file."""
        if self.ahead < position:
            # Its pattern begins with the line end before it.
            found = _NEW_ENTRY.search(self.text, max(0, position - 1))
            self.ahead = found.start() + 1 if found else len(self.text)
        return self.ahead

    def skip(self, position: int) -> int:
        found = _SPACE.match(self.text, position)
        return found.end() if found else position

    def say(self, position: int, what: str) -> None:
        self.found.said.add(f"line {self.line(position)}: {what}")
