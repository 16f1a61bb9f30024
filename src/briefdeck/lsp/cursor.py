"""What stands at a place of a text that is being typed: in which table, under which key, in what.

A text that is being typed rarely parses. What is read here is the entry up to the place, and what
does not fit in TOML ends with its line.
"""

import re
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.loader.scan import NESTING_LIMIT
from briefdeck.lsp.outline import Outline, Section
from briefdeck.model.bracket import PLAIN_BRACKET
from briefdeck.text.pattern import pattern

_LINKING: Final = pattern(r"\[\[[ \t]*\Z")
_CITING: Final = pattern(r"\[@(?:[^\[\]`\\]*;\s*@)?\Z")
_CITED: Final = pattern(r"@([^\s,;@\[\]]+)")
_LONGEST_WORD: Final = 300
_AS_FAR_AS: Final = 1000
"""Characters between a place and the ends of the bracket that it is in, at most."""

Part = Literal["header", "key", "value", "text", "nothing"]
"""What can stand at a place: a header, a key, a value, a string, or nothing that we know."""

_Expected = Literal["key", "equals", "value", "end"]

_PIECE: Final = pattern(
    r'(?s)"""(?:[^"\\]++|\\.|"[^"\\]|""[^"\\]|"\\.|""\\.|"\Z|""\Z)*+(?:"{3,5})?'
    r"|'''(?:[^']++|'[^']|''[^']|'\Z|''\Z)*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|[^\s\"'\#=,\[\]{}]++"
    r"|[\n=,\[\]{}]"
)
_WHOLE_ITEMS: Final = pattern(
    r"(?:\n[ \t]*[\[{]"
    r"(?:[^\"'\#\n]++|\"(?:[^\"\\\n]++|\\[^\n])*+\"|'[^'\n]*+')*"
    r"(?<=[\]}],)(?=\n))+"
)
"""Lines that each hold an item of a list, as those of figures and tables do, by the thousand."""

_HEADER: Final = pattern(r"[ \t]*(\[{1,2}[ \t]*[\w-]*[ \t]*\]{0,2})")
_DOTTED: Final = pattern(r"([\w.-]+)\.\Z")
_KEY_OF_LINE: Final = pattern(r"(?m)^[ \t]*([\w-]++)[ \t]*=")
_KEY_IN_LINE: Final = pattern(r"([\w-]++)[ \t]*=")


class Cursor(Struct, frozen=True, kw_only=True):
    """What stands at an offset.

    table: whose lines these are; empty before the first header. keys: those that lead to the value,
    or to the table whose key is wanted, without positions in lists. start, end: the word at the
    offset; of a header all of it. text_start, text_end: from where to where the string's words go.
    quote: what the string lacks at its end. used: the keys that the table has already. has_value:
    `=` follows the key.
    """

    part: Part
    table: str
    start: int
    end: int
    keys: tuple[str, ...] = ()
    text_start: int = 0
    text_end: int = 0
    quote: str = ""
    used: frozenset[str] = frozenset()
    has_value: bool = False


def cursor_at(outline: Outline, offset: int) -> Cursor:
    """Return what stands at an offset of a text."""
    section = outline.at(offset)
    if section.table and offset <= section.body:
        return _header(outline.text, section, section.start, offset)
    return _Walk(outline.text, section, offset).cursor()


class Named(Struct, frozen=True):
    """An id of an entry where it stands in a text."""

    id: str
    start: int
    end: int


def opened_bracket(text: str, cursor: Cursor) -> Literal["link", "citation", ""]:
    """Return what a bracket of prose is, in which the word at the cursor comes first."""
    before = text[max(cursor.text_start, cursor.start - _AS_FAR_AS) : cursor.start]
    if _LINKING.search(before):
        return "link"
    return "citation" if _CITING.search(before) else ""


def named_in_prose(text: str, cursor: Cursor, offset: int) -> Named | None:
    """Return the entry that the bracket of prose around an offset links to, or cites."""
    start = max(cursor.text_start, offset - _AS_FAR_AS)
    for bracket in PLAIN_BRACKET.finditer(text, start, offset + _AS_FAR_AS):
        if bracket.start() > offset:
            break
        if offset <= bracket.end():
            return _linked(bracket) or _cited(text, bracket, offset)
    if opened_bracket(text, cursor) and cursor.start < cursor.end:
        return Named(text[cursor.start : cursor.end], cursor.start, cursor.end)
    return None


def _linked(bracket: re.Match[str]) -> Named | None:
    """The entry that `[[id|words]]` links to."""
    target = (bracket[2] or "").strip()
    if not target:
        return None
    start = bracket.start(2) + bracket[2].index(target)
    return Named(target, start, start + len(target))


def _cited(text: str, bracket: re.Match[str], offset: int) -> Named | None:
    """The source of `[@a, p. 1; @b]` in whose part the offset lies."""
    found: Named | None = None
    for cite in _CITED.finditer(text, *bracket.span()):
        if found is None or cite.start() <= offset:
            found = Named(cite[1], *cite.span(1))
    return found


class _Frame(Struct):
    """An entry, a list or an inline table that has begun before the offset."""

    kind: Literal["entry", "list", "table"]
    keys: tuple[str, ...]
    start: int


class _Walk:
    """One way through an entry, from its header up to an offset."""

    def __init__(self, text: str, section: Section, offset: int) -> None:
        self.text = text
        self.section = section
        self.offset = offset
        self.frames = [_Frame("entry", (), section.body)]
        self.expected: _Expected = "key"
        self.key: tuple[str, ...] = ()
        self.word = ""
        self.line_start = section.body

    @property
    def frame(self) -> _Frame:
        return self.frames[-1]

    def cursor(self) -> Cursor:
        """Read up to the offset, and say what stands there."""
        section, position = self.section, self.section.body
        while match := _PIECE.search(self.text, position, section.end):
            piece, start, position = match[0], match.start(), match.end()
            if start >= self.offset or len(self.frames) > NESTING_LIMIT:
                break
            if self._is_in(piece, position):
                return self._in_piece(piece, start)
            if piece == "[" and self.expected == "key" and self.frame.kind == "entry":
                line_end = self._line_end(start)
                if self.offset <= line_end:
                    return _header(self.text, section, start, self.offset)
            self._take(piece, start)
            position = self._behind_items(position)
        return self._in_gap()

    def _behind_items(self, position: int) -> int:
        """Pass over the lines of a list that hold whole items, up to the line of the offset."""
        if self.frame.kind != "list" or self.expected != "value":
            return position
        line_start = self.text.rfind("\n", 0, self.offset) + 1
        items = _WHOLE_ITEMS.match(self.text, position, line_start)
        return items.end() if items else position

    def _is_in(self, piece: str, end: int) -> bool:
        """Whether the offset lies in a piece, or right behind one that may go on."""
        if self.offset < end:
            return True
        return self.offset == end and (_may_go_on(piece) or _is_open(piece))

    def _take(self, piece: str, start: int) -> None:
        """Go on behind a piece."""
        match piece:
            case "\n":
                self._end_line(start)
            case "=":
                self._set_key()
            case "[" | "{" if self.expected == "value":
                self._open(piece, start)
            case "]" | "}":
                self._close("list" if piece == "]" else "table")
            case ",":
                self._next_item()
            case _ if piece[0] != "#" and piece not in "[{":
                self._take_word(piece, start)

    def _open(self, bracket: str, start: int) -> None:
        is_list = bracket == "["
        frame = _Frame("list" if is_list else "table", self._value_keys(), start)
        self.frames.append(frame)
        self.expected = "value" if is_list else "key"

    def _end_line(self, start: int) -> None:
        self.line_start = start + 1
        self.word = ""
        if self.frame.kind == "table" and self.expected in {"equals", "value"}:
            del self.frames[1:]
        if self.frame.kind == "entry":
            self.expected = "key"

    def _set_key(self) -> None:
        """Take the word before `=` for a key, before which a list without its end ends."""
        is_misplaced = self.frame.kind == "list" or self.expected == "end"
        if is_misplaced and self.word:
            del self.frames[1:]
            self.key = _parts(self.word)
        self.expected = "value"

    def _take_word(self, piece: str, start: int) -> None:
        # The first word of a line may be a key, wherever it stands.
        is_first = not self.text[self.line_start : start].strip()
        self.word = piece if is_first else ""
        if self.expected == "key":
            self.key = _parts(piece)
            self.expected = "equals"
        elif self.expected == "value":
            self.expected = "end"

    def _close(self, kind: str) -> None:
        if self.frame.kind == kind:
            self.frames.pop()
            self.expected = "end"

    def _next_item(self) -> None:
        match self.frame.kind:
            case "list":
                self.expected = "value"
            case "table":
                self.expected = "key"

    def _value_keys(self) -> tuple[str, ...]:
        """The keys that lead to the value that is expected or was read last."""
        if self.frame.kind == "list":
            return self.frame.keys
        return self.frame.keys + self.key

    def _in_piece(self, piece: str, start: int) -> Cursor:
        if piece[0] == "#":
            return self._cursor("nothing", self.offset, self.offset)
        if piece[0] not in "\"'":
            return self._in_gap()
        quotes = _quotes(piece)
        inside = start + len(quotes)
        if self.expected != "value" or self.offset < inside:
            return self._cursor("nothing", self.offset, self.offset)
        word_start, word_end = self._word()
        cursor = self._cursor("text", max(word_start, inside), word_end)
        if _is_open(piece):
            return replace(cursor, text_start=inside, text_end=word_end, quote=quotes)
        text_end = start + len(piece) - len(quotes)
        return replace(cursor, text_start=inside, text_end=text_end)

    def _in_gap(self) -> Cursor:
        """What is expected where no piece stands, or one of letters."""
        start, end = self._word()
        match self.expected:
            case "value":
                return self._cursor("value", start, end)
            case "key" if self.frame.kind != "list":
                return self._in_key(start, end)
            case _:
                return self._cursor("nothing", start, end)

    def _in_key(self, start: int, end: int) -> Cursor:
        before, after = self.text[self.frame.start : start], self._rest(end)
        found = _KEY_OF_LINE if self.frame.kind == "entry" else _KEY_IN_LINE
        cursor = self._cursor("key", start, end)
        used = frozenset(found.findall(before) + found.findall(after))
        return replace(cursor, used=used, has_value=after.lstrip(" \t").startswith("="))

    def _rest(self, end: int) -> str:
        """What follows a word in its entry, or in its inline table."""
        if self.frame.kind == "entry":
            return self.text[end : self.section.end]
        return self.text[end : self._line_end(end)].partition("}")[0]

    def _cursor(self, part: Part, start: int, end: int) -> Cursor:
        match part:
            case "nothing":
                keys: tuple[str, ...] = ()
            case "key":
                dotted = _DOTTED.search(self.text, self.line_start, start)
                keys = self.frame.keys + (_parts(dotted[1]) if dotted else ())
            case _:
                keys = self._value_keys()
        return Cursor(part=part, table=self.section.table, keys=keys, start=start, end=end)

    def _word(self) -> tuple[int, int]:
        return word_around(self.text, self.offset)

    def _line_end(self, position: int) -> int:
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end


def word_around(text: str, offset: int) -> tuple[int, int]:
    """Return from and to of the letters, digits and hyphens around an offset."""
    first, last = max(0, offset - _LONGEST_WORD), min(len(text), offset + _LONGEST_WORD)
    start, end = offset, offset
    while start > first and _is_of_word(text[start - 1]):
        start -= 1
    while end < last and _is_of_word(text[end]):
        end += 1
    return start, end


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in "-_"


def _header(text: str, section: Section, start: int, offset: int) -> Cursor:
    """The header that begins on a line; nothing where the offset lies behind it."""
    match = _HEADER.match(text, start)
    if match is None or not match.start(1) <= offset <= match.end(1):
        return Cursor(part="nothing", table=section.table, start=offset, end=offset)
    return Cursor(part="header", table=section.table, start=match.start(1), end=match.end(1))


def _parts(key: str) -> tuple[str, ...]:
    """The keys of a dotted one, quotes taken off."""
    return tuple(part.strip("\"'") for part in key.split("."))


def _quotes(piece: str) -> str:
    """The quotes that begin a string."""
    return piece[:3] if piece[:3] in {'"""', "'''"} else piece[:1]


def _is_open(piece: str) -> bool:
    """Whether a string lacks the quotes that end it."""
    if piece[0] not in "\"'":
        return False
    quotes = _quotes(piece)
    return len(piece) < 2 * len(quotes) or not piece.endswith(quotes)


def _may_go_on(piece: str) -> bool:
    """Whether what is typed behind a piece becomes part of it: of a word, or of a comment."""
    return piece[0] == "#" or _is_of_word(piece[-1])
