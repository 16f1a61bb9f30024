"""What is wrong where tomli gives up, in an author's words, with what to do about it."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from briefdeck.loader.place import place_at
from briefdeck.loader.scan import ScanError, repeated, scan
from briefdeck.model.briefing import TABLES
from briefdeck.model.problem import Complaint
from briefdeck.text.words import quoted

_CURLY: Final = "“”„‟«»‘’‚‛"
_STATEMENT: Final = re.compile(
    r"""[ \t]*(?P<key>[\w.-]+)[ \t]*(?P<equals>=)[ \t]*(?P<value>[^\n]*)"""
)
_DATE_LIKE: Final = re.compile(
    r"[+-]?(?:\d{1,4}[-/]\d|\d{4}[~?%]|\d{2,3}X|\d{4}-XX|\d{4}(?:-\d\d){0,2}/|\.\./\d)[^\s,#\]}]*"
)
_NEXT_KEY: Final = re.compile(r"\s*[\w.-]+\s*=")
_OPENING: Final = re.compile(r"[ \t]*[\w.-]+[ \t]*=[ \t]*")
_CONFLICT: Final = re.compile(r"(?:<<<<<<<|=======|>>>>>>>)")
_LOOK_ALIKE: Final = re.compile(
    r"[ \t]*(?:[\w.-]+[ \t]*=?[ \t]*)?([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\uff1d\ufe66])"
    r"(?=[ \t]*(?:[\w.-]+[ \t]*=|[=\"'\[{\d]))"
)
"""A blank or an equals sign from pasted text, where a statement or a header would stand but for it."""

_WORDS: Final = re.compile(r"[^#\n\]}]+")

Words = tuple[str, str, int, int]
"""Message, remedy, and from and to of what is meant."""


class Fault(Struct, frozen=True, kw_only=True):
    """Where tomli gave up: its message, the offset, the line around it, and where the part that was parsed ends."""

    text: str
    message: str
    at: int
    part_start: int
    part_end: int

    @property
    def line_start(self) -> int:
        """Offset of the line's first character."""
        return self.text.rfind("\n", self.part_start, self.at) + 1 or self.part_start

    @property
    def line(self) -> str:
        """The whole line."""
        end = self.text.find("\n", self.at)
        return self.text[self.line_start : end if end >= 0 else len(self.text)]

    @property
    def rest(self) -> str:
        """The line from the fault on."""
        return self.line[self.at - self.line_start :]

    @property
    def key(self) -> str:
        """The key that the line sets, where it sets one."""
        match = _STATEMENT.match(self.line)
        return match["key"] if match else "title"


def explain(text: str, start: int, end: int, error: ValueError | RecursionError) -> Complaint:
    """The complaint for tomli's error in the part of the text from `start` to `end`."""
    position = getattr(error, "pos", 0)
    at = max(start, min(start + position, max(start, end - 1)))
    fault = Fault(
        text=text, message=getattr(error, "msg", str(error)), at=at, part_start=start, part_end=end
    )
    rule = "syntax"
    if isinstance(error, RecursionError):
        rule, words = "nesting", _too_deep(fault)
    elif not hasattr(error, "pos"):
        words = _huge_number(fault)
    else:
        duplicate = _duplicate(fault)
        rule, words = ("duplicate-key", duplicate) if duplicate else ("syntax", _explained(fault))
    message, remedy, from_, to = words
    return Complaint(
        path=(),
        rule=rule,
        message=message,
        remedy=remedy,
        place=place_at(text, from_, max(to, from_ + 1)),
    )


def _explained(fault: Fault) -> Words:
    for explanation in _EXPLANATIONS:
        words = explanation(fault)
        if words:
            return words
    message = fault.message.rstrip(".")
    return f"This is not TOML: {message[:1].lower()}{message[1:]}.", "", fault.at, fault.at + 1


def _conflict(fault: Fault) -> Words | None:
    if not _CONFLICT.match(fault.line):
        return None
    remedy = "Keep one of the two versions between the markers, and take the markers out."
    return "A merge left its conflict markers here.", remedy, fault.line_start, fault.line_start + 7


def _curly_quote(fault: Fault) -> Words | None:
    for offset, char in enumerate(fault.rest[:1] or fault.line.strip()[:1]):
        if char in _CURLY:
            remedy = 'Write straight quotes around a text: `"…"`. Inside it curly ones are welcome.'
            return (
                f"A text cannot be put in curly quotes ({char}).",
                remedy,
                fault.at + offset,
                fault.at + offset + 1,
            )
    return None


def _control(fault: Fault) -> Words | None:
    if not fault.message.startswith(("Illegal character", "Found invalid character")) or fault.rest[
        :1
    ] in ("", "\n"):
        return None
    char = fault.text[fault.at]
    message = f"A control character (U+{ord(char):04X}) stands here; TOML does not allow any."
    remedy = f"Take it out, or write it as `\\u{ord(char):04X}` if it is meant."
    return message, remedy, fault.at, fault.at + 1


def _long_string_open(fault: Fault) -> Words | None:
    """An unclosed long string that the opening quotes of the next one seem to close."""
    before = fault.text[fault.part_start : fault.at]
    for quotes in ('"""', "'''"):
        found = [match.start() for match in re.finditer(quotes, before)]
        if len(found) < 2 or len(found) % 2:
            continue
        line = before[before.rfind("\n", 0, found[-1]) + 1 : found[-1]]
        if _OPENING.fullmatch(line):
            return _never_closed(quotes, fault.part_start + found[-2])
    return None


def _open_string(fault: Fault) -> Words | None:
    message = fault.message
    unclosed = message.startswith(
        ("Unterminated string", "Illegal character '\\n'", "Found invalid character '\\n'")
    )
    if not unclosed and not message.startswith(
        ('Expected "\'"', "Expected \"'''\"", "Expected '\"")
    ):
        return None
    try:
        scan(fault.text[fault.part_start : fault.part_end])
    except ScanError as error:
        opening = fault.part_start + error.position
        if fault.text[opening : opening + 1] in ("'", '"'):
            quote = fault.text[opening]
            return _never_closed(
                quote * (3 if fault.text.startswith(quote * 3, opening) else 1), opening
            )
    return _never_closed('"', fault.at)


def _never_closed(quotes: str, opening: int) -> Words:
    remedy = f"Close it with `{quotes}`."
    if len(quotes) == 1:
        remedy = f'Close it with `{quotes}` on the same line; a text of several lines goes between `"""` and `"""`.'
    return "The text that begins here is never closed.", remedy, opening, opening + len(quotes)


def _no_value(fault: Fault) -> Words | None:
    if fault.message != "Invalid value" or not fault.line[
        : fault.at - fault.line_start
    ].rstrip().endswith("="):
        return None
    if fault.rest.strip() and not fault.rest.lstrip().startswith("#"):
        return None
    remedy = f'Write one after the `=`, for instance `{fault.key} = "…"`, or take the line out.'
    return f"`{fault.key}` has no value.", remedy, *_whole_line(fault)


def _truth(fault: Fault) -> Words | None:
    match = re.match(r"(true|yes|on|false|no|off)\b", fault.rest, re.IGNORECASE)
    if fault.message != "Invalid value" or not match:
        return None
    right = "true" if match[1].lower() in ("true", "yes", "on") else "false"
    return (
        f"{quoted(match[1])} is not a value.",
        f"Write `{right}`, in small letters.",
        fault.at,
        fault.at + len(match[1]),
    )


def _bare_word(fault: Fault) -> Words | None:
    match = _WORDS.match(fault.rest)
    if (
        fault.message != "Invalid value"
        or not match
        or not (fault.rest[0].isalpha() or fault.rest[0] in "$€£.@")
    ):
        return None
    words = match.group().strip()
    inner = fault.text[fault.at - 1] in "[,{" or "[" in fault.line[: fault.at - fault.line_start]
    words = (
        words.split(",")[0].strip()
        if inner
        else re.split(r"\s#", fault.rest)[0].strip().rstrip('"')
    )
    if words.lower() in {"null", "none", "nil", "undefined"}:
        return (
            f"TOML has no {quoted(words)}.",
            "Leave the key out where there is nothing.",
            fault.at,
            fault.at + len(words),
        )
    if amount := re.fullmatch(r"(?:US)?[$€£]\s?(\d[\d.]*)", words):
        remedy = f"Write `{amount[1]}`; the unit goes into `unit` or `scale`. A text must stand in quotes."
        return f"{quoted(words)} is not a number.", remedy, fault.at, fault.at + len(words)
    if re.fullmatch(r"\.\d+", words):
        return (
            f"{quoted(words)} is not a number.",
            f"Write `0{words}`.",
            fault.at,
            fault.at + len(words),
        )
    shown = "…" if '"' in words or "\\" in words else words
    example = f'"{shown}"' if inner else f'{fault.key} = "{shown}"'
    return "A text must stand in quotes.", f"Write `{example}`.", fault.at, fault.at + len(words)


def _bare_date(fault: Fault) -> Words | None:
    """A date or interval of EDTF without quotes: tomli stops behind its first number."""
    value = _value_at(fault)
    match = _DATE_LIKE.match(value[0]) if value else None
    if not value or not match or not value[1] <= fault.at <= value[1] + match.end():
        return None
    words = match.group()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return (
            f"There is no such date as {quoted(words)}.",
            "Check month and day.",
            value[1],
            value[1] + len(words),
        )
    remedy = f'Write `{fault.key} = "{words}"`.' if "[" not in fault.line else f'Write `"{words}"`.'
    return (
        f"The date {quoted(words)} must stand in quotes.",
        remedy,
        value[1],
        value[1] + len(words),
    )


def _number(fault: Fault) -> Words | None:
    """A number with a comma, a blank, a sign of currency or a unit, or a leading zero."""
    value = _value_at(fault)
    match = (
        re.match(r"[+-]?[\d][\d,. _]*(?P<unit>[^\s,#\]}]*(?: [A-Za-z%]+)*)", value[0])
        if value
        else None
    )
    if not value or not match or not value[1] <= fault.at <= value[1] + match.end():
        return None
    if _NEXT_KEY.match(fault.rest):
        return None
    words = match.group().rstrip(" ,")
    digits = (
        re.sub(r"[^\d.-]", "", words.removesuffix(match["unit"])).lstrip("0").rstrip(".") or "0"
    )
    if words == digits:
        return None
    if match["unit"]:
        remedy = (
            f"Write `{digits}`; the unit goes into `unit` or `scale`, a hedge into `qualifier`."
        )
    else:
        remedy = f"Write `{digits}`: no commas, blanks or leading zeros."
    return f"{quoted(words)} is not a number.", remedy, value[1], value[1] + len(words)


def _grouped_number(fault: Fault) -> Words | None:
    """A number with commas inside an inline table, where tomli takes its last digits for a key."""
    match = re.search(r"=\s*(\d{1,3}(?:,\d{3})+)\s*$", fault.line[: fault.at - fault.line_start])
    if not fault.message.startswith("Expected '='") or not match:
        return None
    words = match[1]
    from_ = fault.line_start + match.start(1)
    remedy = (
        f"Write `{words.replace(',', '').lstrip('0') or '0'}`: no commas, blanks or leading zeros."
    )
    return f"{quoted(words)} is not a number.", remedy, from_, from_ + len(words)


def _invalid_value(fault: Fault) -> Words | None:
    if fault.message != "Invalid value":
        return None
    if odd := _odd_sign(fault):
        return odd
    words = re.split(r"[\s,\]}#]", fault.rest)[0] or fault.rest[:1]
    remedy = (
        "A value is a text in quotes, a number, `true`, `false`, a list `[…]` or a table `{ … }`."
    )
    return f"{quoted(words)} is not a value.", remedy, fault.at, fault.at + len(words)


def _no_such_date(fault: Fault) -> Words | None:
    if fault.message != "Invalid date or datetime":
        return None
    words = re.split(r"[\s,\]}#]", fault.rest)[0]
    return (
        f"There is no such date as {quoted(words)}.",
        "Check year, month and day.",
        fault.at,
        fault.at + len(words),
    )


def _backslash(fault: Fault) -> Words | None:
    if not fault.message.startswith(
        ("Unescaped '\\' in a string", "Invalid hex value", "Escaped character")
    ):
        return None
    position = fault.text.rfind("\\", fault.part_start, fault.at + 1)
    remedy = "Write `\\\\` for a backslash, or put the text in single quotes: `'…'`."
    if half := re.compile(r"\\u[Dd][89A-Fa-f][0-9A-Fa-f]{2}").match(fault.text, position):
        remedy = "Write the character itself, or its whole code: `\\U0001F600`."
        return f"{quoted(half[0])} is half a character.", remedy, *half.span()
    sequence = fault.text[position : position + 2].rstrip("\n")
    return (
        f"{quoted(sequence)} means nothing in a text.",
        remedy,
        position,
        position + len(sequence),
    )


def _quote_inside(fault: Fault) -> Words | None:
    """A quote inside a text that ends it early."""
    before = fault.line[: fault.at - fault.line_start].rstrip()
    if not fault.message.startswith(("Expected newline", "Unclosed")) or not before.endswith(
        ('"', "'")
    ):
        return None
    if not fault.rest.strip() or fault.rest.lstrip()[0] in "[]{}=":
        return None
    if _missing_comma_before(fault) or _NEXT_KEY.match(fault.rest):
        return None
    if re.fullmatch(r"\s*[,;]\s*(?:#.*)?", fault.line[fault.at - fault.line_start :]):
        return _needless_sign(fault)
    position = fault.line_start + len(before) - 1
    quote = before[-1]
    other = "'…'" if quote == '"' else '"…"'
    remedy = f'Write `\\"` for a quote inside a text, or put the whole between {other}.'
    if quote == "'":
        remedy = f"A text with an apostrophe goes between `{other}`."
    return "The text ends at this quote, but the line goes on.", remedy, position, position + 1


def _needless_sign(fault: Fault) -> Words:
    """A comma or semicolon at a statement's end."""
    sign = fault.rest.lstrip()[0]
    at = fault.text.index(sign, fault.at)
    return (
        f"A statement ends without `{sign}`.",
        "Take it out: the line's end is enough.",
        at,
        at + 1,
    )


def _open_list(fault: Fault) -> Words | None:
    kinds = {"Unclosed array": ("list", "[", "]"), "Unclosed inline table": ("table", "{", "}")}
    if (
        fault.message.startswith("Invalid initial character")
        and _opening_bracket(fault, "{") < fault.at
    ):
        what, opening, closing = kinds["Unclosed inline table"]
    elif (
        fault.message == "Invalid value"
        and not fault.rest.strip()
        and _opening_bracket(fault, "[") < fault.at
    ):
        what, opening, closing = kinds["Unclosed array"]
    elif fault.message in kinds:
        what, opening, closing = kinds[fault.message]
    else:
        return None
    if _missing_comma_before(fault):
        return (
            "A comma is missing before this.",
            f"Put `,` between the items of a {what}.",
            fault.at,
            fault.at + 1,
        )
    position = _opening_bracket(fault, opening)
    return (
        f"The {what} that begins here is never closed.",
        f"Close it with `{closing}`.",
        position,
        position + 1,
    )


def _missing_comma_before(fault: Fault) -> bool:
    """Whether another item follows at once inside a list or an inline table."""
    if fault.message == "Unclosed array":
        return bool(re.match(r"[\"'{\[\d+-]", fault.rest)) and not re.match(
            r"\[\[?[\w.-]+\]\]?\s*(#|$)", fault.rest
        )
    same_line = bool(fault.line[: fault.at - fault.line_start].strip())
    return (
        fault.message == "Unclosed inline table"
        and same_line
        and bool(re.match(r"[\w\"'-]+\s*=", fault.rest))
    )


def _opening_bracket(fault: Fault, opening: str) -> int:
    """The innermost bracket that is open at the fault; texts are passed over as the scanner sees them."""
    masked = re.sub(
        r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*',
        lambda m: " " * len(m.group()),
        fault.text[fault.part_start : fault.at],
    )
    depth = 0
    closing = {"[": "]", "{": "}"}[opening]
    for offset in range(len(masked) - 1, -1, -1):
        if masked[offset] == closing:
            depth += 1
        elif masked[offset] == opening and depth == 0:
            return fault.part_start + offset
        elif masked[offset] == opening:
            depth -= 1
    return fault.at


def _header(fault: Fault) -> Words | None:
    """A header that is not closed, or has something behind it."""
    stripped = fault.line.strip()
    if not stripped.startswith("["):
        return None
    name = re.match(r"\[+\s*([\w.-]*)", stripped)
    words = name[1] if name else ""
    right = f"[{words or 'briefing'}]"
    if words and (stripped.startswith("[[") or words.split(".")[0] in TABLES):
        right = f"[[{words}]]"
    from_ = fault.line_start + len(fault.line) - len(fault.line.lstrip())
    if fault.message.startswith("Expected ']"):
        return (
            "The header of a table is not closed.",
            f"Write `{right}`.",
            from_,
            fault.line_start + len(fault.line.rstrip()),
        )
    if fault.message.startswith("Expected newline"):
        return (
            "Nothing may stand behind a header on its line.",
            f"Write `{right}`, and what follows on the next line.",
            fault.at,
            fault.line_start + len(fault.line.rstrip()),
        )
    return None


def _colon(fault: Fault) -> Words | None:
    match = re.match(r"[ \t]*([\w.-]+|\"[^\"]*\")[ \t]*:", fault.line)
    if not fault.message.startswith("Expected '='") or not match:
        return None
    return (
        "A key and its value are joined by `=`, not by a colon.",
        f"Write `{match[1]} = …`.",
        fault.line_start + match.end() - 1,
        fault.line_start + match.end(),
    )


def _no_equals(fault: Fault) -> Words | None:
    if not fault.message.startswith("Expected '='"):
        return None
    match = re.match(r"[ \t]*([\w.-]+)[ \t]+([\"'\[{\d][^\n]*)", fault.line)
    if odd := _odd_sign(fault):
        return odd
    if match:
        return (
            f"`=` is missing after `{match[1]}`.",
            f"Write `{match[1]} = {match[2][:30]}`.",
            *_key_span(fault, match[1]),
        )
    if "=" in fault.line:
        key = fault.line.split("=")[0].strip()
        return (
            f"{quoted(key)} is not a key: letters a to z, digits, `-` and `_` only.",
            "Take out blanks and other signs, or put it in quotes.",
            *_key_span(fault, key),
        )
    remedy = 'A line is `key = value`. A text of several lines goes between `"""` and `"""`.'
    return "This line sets nothing.", remedy, *_whole_line(fault)


def _odd_sign(fault: Fault) -> Words | None:
    """A blank or an equals sign that looks like the common one and is another: it came along with pasted text."""
    found = _LOOK_ALIKE.match(fault.line)
    if not found:
        return None
    sign, at = found[1], fault.line_start + found.start(1)
    common = "equals sign" if unicodedata.normalize("NFKC", sign) == "=" else "blank"
    message = f"This {common} is not the common one but U+{ord(sign):04X} ({unicodedata.name(sign, 'no name').lower()})."
    return message, f"Put a common {common} in its place.", at, at + 1


def _not_a_statement(fault: Fault) -> Words | None:
    stripped = fault.line.strip()
    if fault.message.startswith("Invalid initial character for a key part") and stripped.startswith(
        "["
    ):
        return (
            "The header of a table names nothing.",
            "Write for instance `[[events]]`.",
            *_whole_line(fault),
        )
    if not fault.message.startswith(("Invalid statement", "Invalid initial character")):
        return None
    if odd := _odd_sign(fault):
        return odd
    if stripped.startswith(("//", "--", ";", "/*", "%")):
        return (
            "TOML has no comments of this kind.",
            "A comment begins with `#`.",
            *_whole_line(fault),
        )
    remedy = 'A line is `key = value`, a header or a comment (`# …`). A text of several lines goes between `"""` and `"""`.'
    return "This line sets nothing.", remedy, *_whole_line(fault)


def _more_on_the_line(fault: Fault) -> Words | None:
    if not fault.message.startswith("Expected newline"):
        return None
    end = fault.line_start + len(fault.line.rstrip())
    remedy = "Put each `key = value` on a line of its own; a comment begins with `#`."
    return "Nothing may follow a value on its line.", remedy, fault.at, end


def _duplicate(fault: Fault) -> Words | None:
    """A key or table that is there twice."""
    if not fault.message.startswith(("Cannot ", "Duplicate inline table key")):
        return None
    name = re.sub(r"[\[\]]", "", fault.line.split("#")[0]).strip()
    if fault.line.strip().startswith("[") and name in TABLES:
        return (
            f"`[{name}]` and `[[{name}]]` cannot both be used.",
            f"Write `[[{name}]]` above each entry.",
            *_whole_line(fault),
        )
    part = fault.text[fault.part_start : fault.part_end]
    try:
        twice = repeated(part)
    except ScanError:
        twice = []
    for path, first, (from_, to) in twice:
        line = fault.text.count("\n", 0, fault.part_start + first) + 1
        span = fault.part_start + from_, fault.part_start + to
        if part[from_ - 1] in "[." and part[
            max(part.rfind("\n", 0, from_), 0) :
        ].lstrip().startswith("["):
            name = ".".join(str(key) for key in path if isinstance(key, str))
            remedy = "Put the lines of both under one header."
            return (
                f"The table `[{name}]` is there twice; the first is in line {line}.",
                remedy,
                *span,
            )
        return (
            f"{quoted(path[-1])} is set twice; the first time in line {line}.",
            "Keep one of the two.",
            *span,
        )
    if fault.line.strip().startswith("["):
        return (
            f"The table {quoted(name)} is there twice.",
            "Put its lines together under one header.",
            *_whole_line(fault),
        )
    return f"{quoted(fault.key)} is set twice.", "Keep one of the two.", *_whole_line(fault)


def _too_deep(fault: Fault) -> Words:
    position = fault.part_start
    try:
        scan(fault.text[fault.part_start : fault.part_end])
    except ScanError as error:
        position += error.position
    message = "Lists, tables or keys are nested too deep to be read."
    return message, "A briefing needs four levels at most.", position, position + 1


def _huge_number(fault: Fault) -> Words:
    match = re.compile(r"[0-9_]{4300,}").search(fault.text, fault.part_start)
    position = match.start() if match else fault.part_start
    remedy = "Write it in a larger unit, or in quotes if it is not a quantity."
    return "This number has more digits than any figure needs.", remedy, position, position + 1


def _value_at(fault: Fault) -> tuple[str, int] | None:
    """The value that the fault lies in or behind, to the end of its line, and its offset."""
    column = fault.at - fault.line_start
    start = max((fault.line.rfind(mark, 0, column + 1) for mark in "=,[{"), default=-1)
    while (
        start >= 0
        and fault.line[start] == ","
        and re.match(r"\d", fault.line[start + 1 :])
        and re.search(r"\d$", fault.line[:start])
    ):
        start = max(fault.line.rfind(mark, 0, start) for mark in "=,[{")
    if start < 0:
        return None
    value = fault.line[start + 1 :]
    return value.lstrip(), fault.line_start + start + 1 + len(value) - len(value.lstrip())


def _key_span(fault: Fault, key: str) -> tuple[int, int]:
    start = fault.line_start + max(fault.line.find(key), 0)
    return start, start + len(key)


def _whole_line(fault: Fault) -> tuple[int, int]:
    start = fault.line_start + len(fault.line) - len(fault.line.lstrip())
    return start, fault.line_start + len(fault.line.rstrip())


_EXPLANATIONS: Final[tuple[Callable[[Fault], Words | None], ...]] = (
    _conflict, _long_string_open, _curly_quote, _open_string, _control, _no_value, _truth, _bare_word, _no_such_date,
    _bare_date, _number, _grouped_number, _backslash, _header, _open_list, _invalid_value, _quote_inside, _colon, _no_equals, _not_a_statement,
    _more_on_the_line,
)  # fmt: skip
