"""Edits of briefing files that can be made again in another version of the file: by ids, never by positions."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from briefdeck.editing.blocks import blocks
from briefdeck.editing.changes import changed
from briefdeck.editing.document import Document, EditError, line_end, line_start, read, value_at
from briefdeck.editing.entries import NewEntry, with_entries
from briefdeck.editing.fields import with_field, without_field
from briefdeck.editing.references import renamed
from briefdeck.editing.sorting import in_order
from briefdeck.editing.typed import entry_path
from briefdeck.model.briefing import TABLES
from support.briefings import random_raw
from support.forms import in_any_form

SHIPPED: Final = Path(__file__).resolve().parents[2] / "briefings"
Edit = Callable[[str], str]
WORDS: Final = (
    "other words", "it's", 'a "quoted" word', "two\nlines", "below\n", "# no comment", "é漢", "x" * 150, "'''", '"""', "[[x]]",
)  # fmt: skip
NESTED: Final = ("cites", "points", "caveat", "tags", "see", "rows", "author")


def random_text(dice: random.Random) -> str:
    """A briefing's file in any form, or a shipped one."""
    if dice.random() < 0.05:
        return dice.choice(sorted(SHIPPED.glob("*.toml"))).read_text(encoding="utf-8")
    raw = random_raw(dice.randrange(2**32), dice.randrange(2, 6))
    text = in_any_form(raw, dice)
    return (
        text.replace("\n[[", "\n# remark on what follows\n[[", 1) if dice.random() < 0.5 else text
    )


def ids_of(text: str) -> list[tuple[str, str]]:
    """The tables and ids of a file's entries."""
    document = read(text)
    return [(table, entry["id"]) for table in TABLES for _, entry in document.entries(table)]


def random_edit(
    text: str, own: list[tuple[str, str]], side: str, dice: random.Random, *, is_first: bool
) -> tuple[str, Edit] | None:
    """An edit of one of some entries, and its name; None where what chance picked is not possible.

    What gets another id gets no other title, too: nobody could say then that it is the same.
    """
    kind = dice.choice([*KINDS])
    if kind == "rename" and not is_first:
        return None
    table, name = dice.choice(own)
    edit = KINDS[kind](text, table, name, side, dice)
    if edit is None:
        return None
    try:
        done = edit(text)
        read(done)
    except EditError:
        return None
    return (kind, edit) if done != text else None


def _set(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    entry = _entry(text, name)
    fields = [
        key
        for key, value in entry.items()
        if isinstance(value, str) and key not in {"id", "date", "span"}
    ]
    if not fields:
        return None
    field, words = dice.choice(fields), f"{side} {dice.choice(WORDS)}"
    return lambda text: _with(text, name, field, words)


def _set_new(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    field = dice.choice(("text", "caveat", "confidence_basis", "tags", f"x-{side}"))
    value: Any = [side, "b"] if field == "tags" else f"{side} says"
    return None if field in _entry(text, name) else lambda text: _with(text, name, field, value)


def _unset(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    fields = [key for key in _entry(text, name) if key != "id"]
    if not fields:
        return None
    field = dice.choice(fields)

    def edit(text: str) -> str:
        document = read(text)
        return changed(text, without_field(document, (*entry_path(document, name), field)))

    return edit


def _nested(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    """One more item of a list, or another value inside of one."""
    entry = _entry(text, name)
    fields = [key for key in NESTED if isinstance(entry.get(key), list) and entry[key]]
    if not fields:
        return None
    field = dice.choice(fields)
    old = entry[field][0]
    item: Any = {**old, "x-new": side} if isinstance(old, dict) else old
    item = f"{old}-{side}" if isinstance(old, str) else item

    def edit(text: str) -> str:
        document = read(text)
        path = (*entry_path(document, name), field)
        return changed(
            text, with_field(document, (*path, len(value_at(document.data, path))), item)
        )

    return edit


def _add(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    fields = (("id", f"new-{side}-{dice.randrange(10**6)}"), ("title", f"new of {side}"))
    entry = NewEntry(table, fields, comment=f"added by {side}" if dice.random() < 0.5 else "")
    return lambda text: changed(text, with_entries(read(text), [entry]))


def _remove(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    def edit(text: str) -> str:
        document = read(text)
        return changed(text, without_field(document, entry_path(document, name)))

    return edit


def _cut(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    """Take the lines of an entry out, with the comments on it."""

    def edit(text: str) -> str:
        start, end = _lines(read(text), name)
        return text[:start] + text[end:]

    return edit


def _move(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    """Move the lines of an entry before the first of its table."""
    if (TABLES.index(table) % 2 == 0) != (side == "ours"):
        return None

    def edit(text: str) -> str:
        document = read(text)
        start, end = _lines(document, name)
        first = blocks(document, table)[0].start
        if first == start:
            raise EditError("it is the first")
        return text[:first] + text[start:end].rstrip("\n") + "\n\n" + text[first:start] + text[end:]

    return edit


def _comment_above(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    remark, blank = f"# {side} remarks {dice.randrange(10**6)}\n", dice.choice(("", "", "\n"))

    def edit(text: str) -> str:
        document = read(text)
        header = document.headers.get(entry_path(document, name))
        if header is None:
            raise EditError("no header")
        start = line_start(text, header.start)
        if text[:start].strip() and not text[:start].endswith("\n\n"):
            raise EditError("it would touch what stands above, too")
        before = "\n" if blank and text[:start].strip() else ""
        return text[:start] + before + remark + blank + text[start:]

    return edit


def _comment_behind(
    text: str, table: str, name: str, side: str, dice: random.Random
) -> Edit | None:
    """A comment behind a field, or another one where it has one."""
    fields = [*_entry(text, name)]
    if not fields:
        return None
    field, remark = dice.choice(fields), f" # {side} {dice.randrange(10**6)}"

    def edit(text: str) -> str:
        document = read(text)
        path = (*entry_path(document, name), field)
        statements = [
            each for each in document.statements if each.path == path and not each.is_header
        ]
        if not statements:
            raise EditError("not a statement")
        end = statements[0].end
        return text[:end] + remark + text[line_end(text, end) :]

    return edit


def _rename(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    new = f"renamed-by-{side}-{dice.randrange(10**6)}"
    return lambda text: changed(text, renamed(read(text), name, new))


def _sort(text: str, table: str, name: str, side: str, dice: random.Random) -> Edit | None:
    if side == "theirs":
        return None
    return lambda text: changed(text, in_order(read(text)))


def _entry(text: str, name: str) -> dict[str, Any]:
    document = read(text)
    try:
        found = value_at(document.data, entry_path(document, name))
    except EditError:
        return {}
    return found if isinstance(found, dict) else {}


def _with(text: str, name: str, field: str, value: Any) -> str:
    document = read(text)
    return changed(text, with_field(document, (*entry_path(document, name), field), value))


def _lines(document: Document, name: str) -> tuple[int, int]:
    """From and to of an entry's lines, and of the blank lines below."""
    path = entry_path(document, name)
    found = [block for block in blocks(document, str(path[0])) if block.path == path]
    if not found or not found[0].is_whole:
        raise EditError("not in lines of its own")
    end = found[0].end + 1
    blank = re.compile(r"\n*").match(document.text, end)
    return found[0].start, blank.end() if blank else end


KINDS: Final = {
    "set": _set, "set new": _set_new, "unset": _unset, "nested": _nested, "add": _add, "remove": _remove, "cut": _cut,
    "move": _move, "comment above": _comment_above, "comment behind": _comment_behind, "rename": _rename, "sort": _sort,
}  # fmt: skip
