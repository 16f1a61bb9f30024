"""Setting one field of an entry or of the front matter, and taking one out.

A field is written in the form that its entry has: below a header, between the braces of an inline
table, by dotted keys. All other bytes stay.
"""

from collections.abc import Mapping
from typing import Any

from briefdeck.editing import brackets
from briefdeck.editing.document import Document, EditError, line_end, line_start, replaced, value_at
from briefdeck.editing.literals import replacement
from briefdeck.editing.toml_text import Value, assignment_text, key_text, value_text
from briefdeck.loader.scan import Statement
from briefdeck.model.problem import Change, KeyPath, key_path_text
from briefdeck.text.words import counted


def with_field(document: Document, path: KeyPath, value: Value) -> tuple[Change, ...]:
    """Return the changes that set what stands at a path of the file, whether it is there or not.

    An item of a list may be set, or added behind the last. EditError, where that cannot be done
    without touching something else.
    """
    return document.verified(
        tuple(_setting(document, path, value)), replaced(document.data, path, value)
    )


def without_field(document: Document, path: KeyPath) -> tuple[Change, ...]:
    """Return the changes that take out what stands at a path of the file, which must be there.

    A comment on the line of a field goes with it. EditError as of `with_field`.
    """
    return document.verified(tuple(_removal(document, path)), _data_without(document, path))


def _setting(document: Document, path: KeyPath, value: Value) -> list[Change]:
    if document.is_written(path):
        return [replacement(document, path, value)]
    if path in document.spots:
        return [*_removal(document, path), *_insertion(document, path, value)]
    depth = _depth(document, path)
    return _insertion(document, path[: depth + 1], _nested(path[depth + 1 :], value))


def _depth(document: Document, path: KeyPath) -> int:
    """How much of a path is there. EditError where the rest cannot be added to it."""
    depth = len(path) - 1
    while depth and path[:depth] not in document.spots:
        depth -= 1
    held, key = value_at(document.data, path[:depth]), path[depth]
    name = key_path_text(path[:depth])
    if isinstance(key, str) and not isinstance(held, dict):
        hint = f"An item of it is `[{key}]`." if key.isdigit() and isinstance(held, list) else ""
        raise EditError(f"`{name}` is not a table, and has no field `{key}`.", hint)
    if isinstance(key, int) and not isinstance(held, list):
        raise EditError(f"`{name}` is not a list.")
    if isinstance(key, int) and key != len(held):
        raise EditError(
            f"`{name}` has {counted(len(held), 'item')}.",
            f"`{name}[{len(held)}]` would be one more.",
        )
    if any(isinstance(part, int) and part > 0 for part in path[depth + 1 :]):
        raise EditError(f"`{key_path_text(path[: depth + 1])}` is not there yet; begin with [0].")
    return depth


def _nested(keys: KeyPath, value: Value) -> Value:
    """A value inside of the tables and lists that its keys name."""
    for key in reversed(keys):
        value = {key: value} if isinstance(key, str) else [value]
    return value


def _insertion(document: Document, path: KeyPath, value: Value) -> list[Change]:
    """The changes that put a value at a path whose holder is there."""
    holder, key = path[:-1], path[-1]
    if document.is_written(holder):
        item = value_text(value)
        if isinstance(key, str):
            item = f"{key_text(key)} = {item}"
        return brackets.insertion(document, holder, [item])
    if isinstance(key, int):
        return [_below_last_item(document, holder, key, value)]
    return [_below_last_field(document, path, assignment_text(key, value))]


def _below_last_field(document: Document, path: KeyPath, written: str) -> Change:
    """The change that puts a line behind the last field of a table by headers or dots."""
    holder, text = path[:-1], document.text
    anchor = _last_field(document, path)
    if anchor is None:
        return Change(0, 0, f"{written}\n")
    indent = ""
    if anchor.path != holder:
        indent = text[line_start(text, anchor.start) : anchor.start]
    dots = "".join([f"{key_text(str(key))}." for key in holder[len(anchor.base) :]])
    end = line_end(text, anchor.end)
    return Change(end, end, f"\n{indent}{dots}{written}")


def _last_field(document: Document, path: KeyPath) -> Statement | None:
    """The statement behind which a new field of a table stands; its header, where it has no other.

    None at the head of a file. A field that is to be replaced does not count.
    """
    holder = path[:-1]
    others = [each for each in document.statements if each.path[: len(path)] != path]
    if not holder or holder in document.headers:
        own = [each for each in others if each.base == holder]
    else:
        own = [each for each in others if each.path[: len(holder)] == holder]
    if own:
        return own[-1]
    if holder:
        raise EditError(f"`{key_path_text(holder)}` has no place of its own in the file.")
    return None


def _below_last_item(document: Document, holder: KeyPath, key: int, value: Value) -> Change:
    """The change that adds a table with a header of its own to a list of such."""
    if not isinstance(value, Mapping) or not key or key != len(value_at(document.data, holder)):
        raise EditError(
            f"`{key_path_text(holder)}` is a list of tables with headers of their own.",
            "Set their fields one by one.",
        )
    text = document.text
    last = [
        each for each in document.statements if each.path[: len(holder) + 1] == (*holder, key - 1)
    ]
    header = document.headers[(*holder, key - 1)]
    indent = text[line_start(text, header.start) : header.start]
    lines = [text[header.start : header.end], *[assignment_text(*pair) for pair in value.items()]]
    end = line_end(text, last[-1].end)
    return Change(end, end, "\n" + "".join([f"\n{indent}{line}" for line in lines]))


def _removal(document: Document, path: KeyPath) -> list[Change]:
    """The changes that take out what a path has."""
    if document.is_written(path[:-1]):
        return brackets.removal(document, path)
    statements = document.statements
    meant = [at for at, each in enumerate(statements) if each.path[: len(path)] == path]
    return [_line_removal(document, at) for at in meant]


def _line_removal(document: Document, at: int) -> Change:
    """The change that takes out the lines of a statement; above a header, blank ones too."""
    statement, text = document.statements[at], document.text
    start, end = line_start(text, statement.start), line_end(text, statement.end)
    if statement.is_header and at:
        above = line_end(text, document.statements[at - 1].end) + 1
        comments = text[above:start].rstrip()
        start = above + len(comments) + bool(comments)
    return Change(start, min(end + 1, len(text)), "")


def _data_without(document: Document, path: KeyPath) -> Any:
    """The data without what stands at a path, and without tables that only that has made."""
    holder = path[:-1]
    held = value_at(document.data, holder)
    is_implied = not document.is_written(holder) and holder not in document.headers
    if holder and isinstance(held, dict) and len(held) == 1 and is_implied:
        return _data_without(document, holder)
    if isinstance(held, dict):
        left: Any = {key: value for key, value in held.items() if key != path[-1]}
    else:
        left = [value for at, value in enumerate(held) if at != path[-1]]
    if left == [] and not document.is_written(holder):
        return _data_without(document, holder)
    return replaced(document.data, holder, left)
