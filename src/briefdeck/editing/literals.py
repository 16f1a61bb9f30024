"""Values written in the place of others, in the way in which those are written."""

import re
from collections.abc import Sequence
from typing import Final

from briefdeck.editing.document import Document, EditError
from briefdeck.editing.toml_text import (
    Value,
    assignment_text,
    is_plain,
    long_text,
    string_text,
    value_text,
)
from briefdeck.loader.scan import STRING
from briefdeck.model.problem import Change, KeyPath
from briefdeck.text.pattern import pattern

_STRING_OR_COMMENT: Final = pattern(f"{STRING.pattern}|#[^\\n]*", re.DOTALL)


def replacement(document: Document, path: KeyPath, value: Value) -> Change:
    """Return the change that puts a value in the place of one that is written at a path.

    EditError where a comment stands inside of that.
    """
    spot = document.spots[path]
    old = document.literal(path)
    if has_comment(old):
        raise EditError(
            "A comment stands inside the value that would be replaced.",
            "Set what is in it one by one, as in `ID.cites[0].at`, or take the comment out.",
        )
    is_statement = not any(document.is_written(path[:end]) for end in range(1, len(path)))
    if isinstance(value, str):
        text = text_in_style(old, value, may_be_long=is_statement)
    elif is_list(value) and "\n" in old and value:
        text = _list_in_lines(old, value)
    elif is_statement:
        text = assignment_text("", value).removeprefix('"" = ')
    else:
        text = value_text(value)
    return Change(spot.start, spot.end, text)


def has_comment(written: str) -> bool:
    """Whether a comment stands in a piece of TOML that begins outside of any string."""
    return bool(comments_in(written))


def comments_in(written: str) -> tuple[str, ...]:
    """Return the comments in a piece of TOML that begins outside of any string."""
    if "#" not in written:
        return ()
    found = [each[0] for each in _STRING_OR_COMMENT.finditer(written)]
    return tuple([each.rstrip() for each in found if each[0] == "#"])


def text_in_style(old: str, words: str, *, may_be_long: bool) -> str:
    """Return a string with the quotes of an old literal, where they can hold the words.

    may_be_long: whether words of several lines may get lines of their own in the place of one.
    """
    begins_below = old[3:4] == "\n" or words.startswith("\n")
    if old.startswith('"""'):
        written = long_text(words)
        return written if begins_below else written.replace("\n", "", 1)
    if old.startswith("'''") and _can_be_literal(words, "'''"):
        return f"'''\n{words}'''" if begins_below else f"'''{words}'''"
    if "\n" in words:
        return long_text(words) if may_be_long or old.startswith("'''") else string_text(words)
    if old.startswith("'") and _can_be_literal(words, "'"):
        return f"'{words}'"
    return string_text(words)


def is_list(value: Value) -> bool:
    """Whether a value is a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def _can_be_literal(words: str, quotes: str) -> bool:
    return quotes not in words and not words.endswith("'") and is_plain(words)


def _list_in_lines(old: str, items: Value) -> str:
    """A list with a line for each item, indented and ending as the old one."""
    assert isinstance(items, Sequence)
    found = re.search(r"\n([ \t]*)[^ \t\n\]]", old)
    indent = found[1] if found else "  "
    closing = re.search(r"\n[ \t]*\]$", old)
    lines = "".join([f"\n{indent}{value_text(item)}," for item in items])
    return f"[{lines}{closing[0]}" if closing else f"[{lines}\n]"
