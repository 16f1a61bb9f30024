"""Values and entries as the shipped briefings write them in TOML."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

Value = (
    str | int | float | bool | Decimal | date | datetime | time
    | Sequence["Value"] | Mapping[str, "Value"]
)  # fmt: skip
"""What TOML can hold; a finite Decimal stands for a number that keeps all of its digits."""

WIDTH: Final = 120
"""Columns from which on a list of tables gets a line for each, and a text lines of its own."""

CANDIDATE: Final = "#?"
"""How a line begins above entries that stand as comments, for an author to decide on."""

_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES: Final = {
    "\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r",
}  # fmt: skip
# What TOML refuses, and what nobody sees: line and paragraph separators, bidi signs, the mark of
# byte order.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def key_text(key: str) -> str:
    """Return a key as TOML writes it, in quotes where it must be."""
    return key if _BARE_KEY.fullmatch(key) else string_text(key)


def string_text(words: str) -> str:
    """Return a string on one line, between double quotes."""
    escaped = "".join([_ESCAPES.get(character, character) for character in words])
    return f'"{_UNSEEN.sub(_code, escaped)}"'


def is_plain(words: str) -> bool:
    """Whether words need no escape for what TOML refuses, or nobody sees."""
    return _UNSEEN.search(words) is None


def long_text(words: str) -> str:
    r"""Return a text between triple quotes that begins on its own line, line ends as they are."""
    # A quote at the end would be taken for one of those that close the text.
    ends_quoted = words.endswith('"')
    body = words[: len(words) - ends_quoted].replace("\\", "\\\\").replace('"""', '""\\"')
    if ends_quoted:
        body += '\\"'
    return f'"""\n{_UNSEEN.sub(_code, body)}"""'


def value_text(value: Value) -> str:
    """Return a value on one line."""
    match value:
        case str():
            return string_text(value)
        case bool():
            return str(value).lower()
        case datetime() | date() | time():
            return value.isoformat()
        case int() | float():
            return repr(value)
        case Decimal():
            written = str(value)
            return written if "E+" in written else f"{value:f}"
        case Mapping():
            pairs = [f"{key_text(key)} = {value_text(held)}" for key, held in value.items()]
            return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
        case _:
            return f"[{', '.join([value_text(item) for item in value])}]"


def assignment_text(key: str, value: Value) -> str:
    """Return the lines that set a key, without the last line end.

    A text of several lines, or too long for one, stands between triple quotes; a list too long for
    one line has a line for each item.
    """
    name = key_text(key)
    line = f"{name} = {value_text(value)}"
    is_long = len(line) > WIDTH
    if isinstance(value, str) and (is_long or "\n" in value):
        return f"{name} = {long_text(value)}"
    if is_long and isinstance(value, Sequence) and not isinstance(value, str):
        items = [f"  {value_text(item)},\n" for item in value]
        return f"{name} = [\n{''.join(items)}]"
    return line


def entry_text(table: str, fields: Iterable[tuple[str, Value]]) -> str:
    """Return an entry with its header, one field a line or more, ending in a line end."""
    lines = [f"[[{table}]]", *[assignment_text(key, value) for key, value in fields]]
    return "\n".join(lines) + "\n"


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04X}"
