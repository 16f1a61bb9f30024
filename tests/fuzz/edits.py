"""Random edits of shipped and made briefings, in all forms that TOML has, against what was meant.

Run by hand for long:

    python tests/fuzz/edits.py --edits 10000 [--first SEED] [--workers N]
    python tests/fuzz/edits.py --only SEED

Each edit sets, takes out or adds something, or renames an entry. A fault is a byte that has changed outside of what the edit
was to write, or data that are not the old data with what was meant. An edit that is refused in words counts apart.
"""

import argparse
import copy
import json
import multiprocessing
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tomli

from briefdeck.editing.changes import rewritten
from briefdeck.editing.document import Document, EditError, read, same
from briefdeck.editing.entries import NewEntry, with_entries
from briefdeck.editing.fields import with_field, without_field
from briefdeck.editing.layout import laid_out
from briefdeck.editing.references import renamed
from briefdeck.editing.sorting import in_order
from briefdeck.loader.reading import decode
from briefdeck.loader.scan import STRING
from briefdeck.model.briefing import TABLES, Briefing
from briefdeck.model.links import link
from briefdeck.model.problem import Change, KeyPath
from support.briefings import Raw, random_raw
from support.briefings import decode as decoded
from support.forms import in_any_form

SHIPPED: Final = Path(__file__).resolve().parents[2] / "briefings"
SHARE_SHIPPED: Final = 0.15
WORDS: Final = (
    "plain words", "", "it's", 'a "quoted" word', "'''", '"""', "back\\slash", "two\nlines", "\nabove", "below\n", "# no comment",
    "é漢\u0301", "tab\there", "\u202eturned", "\x1b[2J", "a" * 150, "[[x]] and [@y, p. 1]", "C:\\new", "'", '"', "''''", "end\\",
)  # fmt: skip
NUMBERS: Final = (0, -3, 2.5, 1e22, True, False, 123456789012)
_COMMENT: Final = re.compile(f"{STRING.pattern}|#[^\n]*", re.DOTALL)
Link = tuple[str, str, str]
NEW: Final = "entry-with-a-new-id"


class Outcome(NamedTuple):
    """What became of an edit: its kind, whether it was refused, and what was wrong."""

    kind: str
    refusal: str = ""
    fault: str = ""


class Edit(NamedTuple):
    """An edit: what makes its changes, what the file then says, and what may be written over."""

    kind: str
    make: Callable[[Document], tuple[Change, ...]]
    data: Raw
    may_replace: bool


def outcome(seed: int) -> Outcome:
    """Make one edit, and look at what has come of it."""
    dice = random.Random(seed)
    content = _content(dice)
    text, _ = decode(content)
    edit = _edit(tomli.loads(text), dice)
    try:
        changes = edit.make(read(text))
    except EditError as error:
        return Outcome(edit.kind, refusal=re.sub("`[^`]*`", "X", error.message))
    new = rewritten(content, changes)
    for wrong in (_bytes_fault(content, new, changes, edit), _data_fault(content, new, edit)):
        if wrong:
            return Outcome(edit.kind, fault=f"{edit.kind}: {wrong}")
    return Outcome(edit.kind)


def _content(dice: random.Random) -> bytes:
    """The bytes of a file: a shipped one, or one that is made; as written on any system."""
    if dice.random() < SHARE_SHIPPED:
        text = dice.choice(_shipped())
    else:
        raw = random_raw(dice.randrange(2**32), dice.randrange(5))
        _strew(raw, dice)
        text = in_any_form(raw, dice)
    ends = dice.choice(("\n", "\n", "\r\n"))
    mark = b"\xef\xbb\xbf" if dice.random() < 0.2 else b""
    return mark + text.replace("\n", ends).encode()


@cache
def _shipped() -> tuple[str, ...]:
    return tuple([path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.toml"))])


def _strew(raw: Raw, dice: random.Random) -> None:
    """Put what looks like references, and is none, among the words; and some that are hard to see."""
    ids = [entry["id"] for table in TABLES for entry in raw.get(table, ())]
    for table in TABLES:
        for entry in raw.get(table, ()):
            if dice.random() < 0.3:
                one, other = dice.choice(ids), dice.choice(ids)
                entry["text"] = (
                    f"{entry.get('text', 'Words.')} {one} `[[{one}]]` [[ {one} | {other}]] "
                    f"[@{other}, p. 1; @{one}] \\[[{one}]] [@{one}\n;  @{other}-x, {one}] [{one}]"
                )


def _edit(data: Raw, dice: random.Random) -> Edit:
    kinds = (
        _set_present,
        _set_present,
        _set_new,
        _set_new,
        _set_item,
        _take_out,
        _add,
        _rename,
        _sort,
        _fmt,
    )
    for make in (dice.choice(kinds), _add):
        edit = make(data, dice)
        if edit is not None:
            return edit
    raise AssertionError("something can always be added")


def _set_present(data: Raw, dice: random.Random) -> Edit | None:
    path = dice.choice([path for path in _paths(data) if len(path) > 1 and path[1:] != ()])
    if isinstance(path[-1], int) and len(path) == 2:
        return None
    return _set("set", data, path, _value(dice, _at(data, path)))


def _set_new(data: Raw, dice: random.Random) -> Edit | None:
    tables = [path for path in _paths(data) if path and isinstance(_at(data, path), dict)]
    key = dice.choice(("extra", "two words", "text", "caveat", "x-y"))
    path = (*dice.choice(tables), key)
    if _at(data, path) is not None:
        return None
    if dice.random() < 0.2:
        path = (*path, "inner")
    return _set("set new", data, path, _value(dice, None))


def _set_item(data: Raw, dice: random.Random) -> Edit | None:
    lists = [path for path in _paths(data) if len(path) > 1 and isinstance(_at(data, path), list)]
    if not lists:
        return None
    path = dice.choice(lists)
    items = _at(data, path)
    value = _value(dice, items[-1] if items else None)
    return _set("set item", data, (*path, len(items)), value)


def _set(kind: str, data: Raw, path: KeyPath, value: Any) -> Edit:
    meant = copy.deepcopy(data)
    held: Any = meant
    for key in path[:-1]:
        held = held.setdefault(key, {}) if isinstance(held, dict) else held[key]
    if isinstance(held, list) and path[-1] == len(held):
        held.append(value)
    else:
        held[path[-1]] = value
    is_there = _at(data, path) is not None
    return Edit(kind, lambda document: with_field(document, path, value), meant, is_there)


def _take_out(data: Raw, dice: random.Random) -> Edit | None:
    paths = [path for path in _paths(data) if len(path) > 1 and not _is_entry(path)]
    path = dice.choice(paths)
    meant = copy.deepcopy(data)
    del _at(meant, path[:-1])[path[-1]]
    return Edit("unset", lambda document: without_field(document, path), meant, may_replace=True)


def _add(data: Raw, dice: random.Random) -> Edit:
    other = random_raw(dice.randrange(2**32), 3)
    tables = [table for table in (*TABLES, "exceptions") if other.get(table)]
    table = dice.choice(tables) if tables else "sources"
    entry = dict(dice.choice(other[table])) if tables else {"id": "x", "type": "book", "title": "X"}
    entry["text"] = dice.choice(WORDS)
    meant = copy.deepcopy(data)
    meant.setdefault(table, []).append(entry)
    add = [NewEntry(table, tuple(entry.items()))]
    return Edit("add", lambda document: with_entries(document, add), meant, may_replace=False)


def _rename(data: Raw, dice: random.Random) -> Edit | None:
    ids = [entry["id"] for table in TABLES for entry in data.get(table, ())]
    if not ids or len(set(ids)) != len(ids):
        return None
    old = dice.choice(ids)
    return Edit(
        "rename",
        lambda document: renamed(document, old, NEW),
        {"old": old, **data},
        may_replace=True,
    )


def _sort(data: Raw, dice: random.Random) -> Edit:
    return Edit("sort", in_order, data, may_replace=True)


def _fmt(data: Raw, dice: random.Random) -> Edit:
    return Edit("fmt", laid_out, data, may_replace=True)


def _whole_file_fault(before: bytes, after: bytes, edit: Edit) -> str:
    """The same comments and, but for the order of tables, the same data; a second time nothing changes."""
    old, new = decode(before)[0], decode(after)[0]
    if edit.make(read(new)):
        return "a second run would change something"
    comments = [
        [match[0].rstrip() for match in _COMMENT.finditer(text) if match[0][0] == "#"]
        for text in (old, new)
    ]
    if sorted(comments[0]) != sorted(comments[1]):
        return "comments are not what they were"
    if edit.kind == "fmt":
        return (
            ""
            if comments[0] == comments[1] and same(tomli.loads(new), edit.data)
            else "something is said otherwise"
        )
    one, other = [
        {
            key: sorted(map(repr, held)) if isinstance(held, list) else held
            for key, held in data.items()
        }
        for data in (edit.data, tomli.loads(new))
    ]
    return "" if one == other else "entries are not what they were"


def _data_fault(before: bytes, content: bytes, edit: Edit) -> str:
    if edit.kind in {"sort", "fmt"}:
        return _whole_file_fault(before, content, edit)
    data = tomli.loads(decode(content)[0])
    if edit.kind == "rename":
        return _rename_fault(edit.data, data)
    if same(data, edit.data):
        return ""
    if edit.kind == "unset" and same(_without_empty(data), _without_empty(edit.data)):
        # By headers and dots a table that holds nothing cannot be written.
        return ""
    return "the data are not those that were meant"


def _rename_fault(before: Raw, after: Raw) -> str:
    """Every reference is renamed, and nothing else: by the links of both, and by the words of both."""
    data = dict(before)
    old = data.pop("old")
    one, other = json.dumps(data, default=str), json.dumps(after, default=str)
    if other.replace(NEW, old) != one:
        return "something else than the id has changed"
    links_before, links_after = _links(data), _links(after)
    meant: Counter[Link] = Counter()
    for (source, target, relation), count in links_before.items():
        ends = [NEW if each == old else each for each in (source, target)]
        meant[ends[0], ends[1], relation] = count
    if meant != links_after:
        return f"links differ: {list((meant - links_after).items())[:3]}"
    references = sum(count for each, count in links_after.items() if each[1] == NEW)
    if other.count(NEW) != references + 1 + sum(
        each.get("entries", []).count(NEW) for each in after.get("exceptions", ())
    ):
        return "words that are no reference were renamed"
    return ""


def _links(data: Raw) -> Counter[Link]:
    briefing: Briefing = decoded(data)
    links = link(briefing)
    found = [each for several in links.forward.values() for each in several] + list(links.dangling)
    return Counter((each.source, each.target, each.relation) for each in found)


def _bytes_fault(content: bytes, new: bytes, changes: Sequence[Change], edit: Edit) -> str:
    """Whether bytes have changed that no change covers, or a change covers what it must not."""
    if edit.kind in {"sort", "fmt"}:
        return ""
    if not edit.may_replace and any(change.end > change.start for change in changes):
        return "an addition has taken something away"
    raw = content.decode()
    offsets = [at for at in range(len(raw)) if raw[at : at + 2] != "\r\n"]
    if raw.startswith("\ufeff"):
        del offsets[0]
    offsets.append(len(raw))
    outside: list[str] = []
    end = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        start = _before_pair(raw, offsets[change.start])
        outside.append(raw[end:start])
        end = _before_pair(raw, offsets[change.end])
    outside.append(raw[end:])
    found = 0
    said = new.decode()
    if not (said.startswith(outside[0]) and said.endswith(outside[-1])):
        return "bytes have changed before or behind the edit"
    for part in outside:
        found = said.find(part, found)
        if found < 0:
            return f"bytes are gone: {part[:80]!r}"
        found += len(part)
    return ""


def _before_pair(raw: str, offset: int) -> int:
    return offset - 1 if raw[offset - 1 : offset + 1] == "\r\n" else offset


def _value(dice: random.Random, old: Any) -> Any:
    """A value to set, mostly of the type of the one that is there."""
    if dice.random() < 0.2:
        old = dice.choice(("", [], {}, 1))
    match old:
        case list():
            return [dice.choice((*WORDS, *NUMBERS)) for _ in range(dice.randrange(4))]
        case dict():
            return {
                dice.choice(("a", "b c", "d")): dice.choice(WORDS)
                for _ in range(dice.randrange(1, 3))
            }
        case int() | float():
            return dice.choice(NUMBERS)
        case _:
            return dice.choice(WORDS)


def _paths(data: Any, path: KeyPath = ()) -> list[KeyPath]:
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [path, *[each for key, value in items for each in _paths(value, (*path, key))]]


def _is_entry(path: KeyPath) -> bool:
    return len(path) == 2 and isinstance(path[1], int)


def _at(data: Any, path: KeyPath) -> Any:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError):
            return None
    return data


def _without_empty(data: Any) -> Any:
    if isinstance(data, dict):
        left = {key: _without_empty(value) for key, value in data.items()}
        return {key: value for key, value in left.items() if value not in ({}, [])}
    return [_without_empty(value) for value in data] if isinstance(data, list) else data


def main() -> int:
    """Make many edits; print how many of each kind were made, refused, and wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--only", type=int)
    arguments = parser.parse_args()
    if arguments.only is not None:
        print(outcome(arguments.only))
        return 0
    seeds = range(arguments.first, arguments.first + arguments.edits)
    made, refused, wrong = Counter[str](), Counter[tuple[str, str]](), 0
    with multiprocessing.Pool(arguments.workers) as pool:
        for seed, found in zip(seeds, pool.imap(outcome, seeds, chunksize=20), strict=True):
            made[found.kind] += 1
            refused[found.kind, found.refusal] += 1
            if found.fault:
                wrong += 1
                print(f"{seed}: {found.fault}")
    for kind, count in sorted(made.items()):
        print(f"{kind:10} {count:6} edits, {refused[kind, '']:6} made")
    for (kind, refusal), count in sorted(refused.items()):
        if refusal:
            print(f"{count:6} {kind}: {refusal}")
    print(f"{sum(made.values())} edits, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
