r"""A file's text taken apart without a rest: entries, their fields, what is in these.

Each piece has a name that is the same in every version of the file: ids and keys, never positions.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, Final

from msgspec import Struct

from briefdeck.editing import brackets
from briefdeck.editing.blocks import gap, owner
from briefdeck.editing.document import Document, line_end, line_start, value_at
from briefdeck.editing.literals import comments_in
from briefdeck.model.problem import KeyPath

Name = tuple[Hashable, ...]
"""A path with what items of lists are instead of their positions: `("events", ("crossing", 0))`.

What is of the text alone, such as a header, adds a tuple of one.
"""

NOTE: Final = ("#",)
"""What begins the name of a comment between blank lines."""
HEADER: Final = ("[]",)
BELOW: Final = ("below",)
"""What ends the names of a header, and of the comments below an entry."""

_NAMING: Final = (
    ("id",),
    ("source",),
    ("at", "category", "part"),
    ("family", "given", "literal"),
    ("title",),
    ("rule", "entries"),
)
"""Fields that say which item of a list a table is; the first of these that it has count."""


class Part(Struct, frozen=True):
    """A statement, or what stands between brackets: all of its text, in four pieces.

    lead: whole lines above it, mostly comments. head: a header, or the key up to the value; literal
    and value: what is written for its value, and what that says. tail: what follows on its line.
    Between brackets lead and tail are nothing but comments.
    """

    name: Name
    lead: str = ""
    head: str = ""
    literal: str = ""
    value: Any = None
    tail: str = ""
    path: KeyPath = ()
    document: Document | None = None

    @property
    def text(self) -> str:
        """All that it is in the file."""
        return self.lead + self.head + self.literal + self.tail

    @property
    def said(self) -> tuple[object, ...]:
        """What it says, comments included: the same however it is written."""
        inside = comments_in(self.literal)
        return repr(self.value), inside, comment_lines(self.lead), comment_lines(self.tail)


class Item(Struct, frozen=True, dict=True):
    """An entry, or another piece of the file that stands by itself: `blanks` are lines above it."""

    name: Name
    blanks: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All that it is in the file, but for blank lines above it."""
        return "".join([part.text for part in self.parts])

    @cached_property
    def said(self) -> dict[Name, tuple[object, ...]]:
        """What its parts say, whatever their order."""
        return {part.name: part.said for part in self.parts}


def comment_lines(text: str) -> tuple[str, ...]:
    """Return the lines of some text between statements, without blanks around them."""
    return tuple([line.strip() for line in text.split("\n") if line.strip()])


def item_names(items: Sequence[Any]) -> list[Name]:
    """Return what each item of a list is: no two are the same."""
    seen: Counter[str] = Counter()
    names: list[Name] = []
    for item in items:
        name = _item_name(item)
        names.append((name, seen[name]))
        seen[name] += 1
    return names


def _item_name(item: Any) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, dict):
        for fields in _NAMING:
            held = [str(item[field]) for field in fields if item.get(field) is not None]
            if held:
                return ", ".join(held)
        return ""
    return repr(item)


class Namer:
    """Names for the paths of a document."""

    def __init__(self, data: Any) -> None:
        self._data = data
        self._names: dict[KeyPath, list[Name]] = {}

    def name(self, path: KeyPath) -> Name:
        """Return the name of a path."""
        found: list[Hashable] = []
        for depth, key in enumerate(path):
            if isinstance(key, int):
                names = self._of_list(path[:depth])
                found.append(names[key] if key < len(names) else ("", key))
            else:
                found.append(key)
        return tuple(found)

    def _of_list(self, path: KeyPath) -> list[Name]:
        if path not in self._names:
            held = value_at(self._data, path)
            self._names[path] = item_names(held if isinstance(held, list) else ())
        return self._names[path]


def items(document: Document) -> list[Item]:
    """Return a whole text, which ends in a line end, as items in their order."""
    namer = Namer(document.data)
    numbers: Counter[Hashable] = Counter()
    found: list[Item] = []
    at, end = 0, 0
    for path, group in groupby([owner(each.path) for each in document.statements]):
        count = len(list(group))
        above, below = gap(document, at), gap(document, at + count)
        notes, blanks = _notes(document.text[end : above.next_start], numbers)
        name = namer.name(path)
        end = min(below.end + 1, len(document.text))
        parts = _statements(document, namer, range(at, at + count), above.next_start, end)
        found += [*notes, Item((*name, (numbers[name],)), blanks, tuple(parts))]
        numbers[name] += 1
        at += count
    return found + _notes(document.text[end:], numbers)[0]


def _notes(text: str, numbers: Counter[Hashable]) -> tuple[list[Item], str]:
    """The comments between blank lines as items, and the blank lines below the last."""
    found: list[Item] = []
    blanks, lines = "", ""
    for line in [*lines_of(text), "\n"]:
        if line.strip():
            lines += line
            continue
        if lines:
            name = (NOTE, lines, numbers[lines])
            found.append(Item(name, blanks, (Part((NOTE,), lines),)))
            numbers[lines] += 1
            blanks, lines = "", ""
        blanks += line
    return found, blanks.removesuffix("\n")


def lines_of(text: str) -> list[str]:
    """Return whole lines with their ends, as TOML counts them."""
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def _statements(
    document: Document, namer: Namer, numbers: range, start: int, end: int
) -> Iterator[Part]:
    """The parts of an item: its statements, and the comments below the last."""
    text = document.text
    for number in numbers:
        each = document.statements[number]
        line = line_start(text, each.start)
        stop = min(line_end(text, each.end) + 1, len(text))
        name = namer.name(each.path)
        if each.is_header:
            head = text[line : each.end]
            yield Part((*name, HEADER), text[start:line], head, "", None, text[each.end : stop])
        else:
            yield _part(document, name, each.path, (start, line, line, each.end, stop))
        start = stop
    if text[start:end].strip():
        name = namer.name(owner(document.statements[numbers[0]].path))
        yield Part((*name, BELOW), text[start:end])


def _part(
    document: Document, name: Name, path: KeyPath, offsets: tuple[int, int, int, int, int]
) -> Part:
    """A part with a value.

    offsets: where its lead begins and ends, its head begins, its value ends, and its tail.
    """
    text = document.text
    lead, lead_end, head, end, stop = offsets
    spot = document.spots[path]
    return Part(
        name=name,
        lead=text[lead:lead_end],
        head=text[head : spot.start],
        literal=text[spot.start : end],
        value=value_at(document.data, path),
        tail=text[end:stop],
        path=path,
        document=document,
    )


class Bracketed(Struct, frozen=True):
    """What stands between brackets: its parts, and the comments below the last."""

    parts: tuple[Part, ...]
    below: str
    indent: str
    is_in_lines: bool


def bracketed(part: Part) -> Bracketed:
    """Return what stands between the brackets of a part's value.

    Leads and tails are comments alone, one a line.
    """
    document = part.document
    assert document is not None
    text, spot = document.text, document.spots[part.path]
    namer = Namer(document.data)
    members = brackets.members(document, part.path)
    leads, tails = [], []
    end = spot.start + 1
    for number, stop in enumerate([*[each.start for each in members], spot.end - 1]):
        between = text[end:stop]
        line, _, rest = between.partition("\n")
        tails.append(_comments(line if number else ""))
        leads.append(_comments(rest if number else between))
        end = members[number].end if number < len(members) else stop
    parts = []
    for number, each in enumerate(members):
        found = _part(
            document,
            namer.name(each.path),
            each.path,
            (each.start, each.start, each.start, each.end, each.end),
        )
        parts.append(
            Part(
                name=found.name, lead=leads[number], head=found.head, literal=found.literal,
                value=found.value, tail=tails[number + 1], path=each.path, document=document,
            )
        )  # fmt: skip
    first = text[line_start(text, members[0].start) : members[0].start] if members else ""
    is_in_lines = "\n" in text[spot.start : members[0].start] if members else "\n" in part.literal
    indent = first if first.isspace() else "  "
    return Bracketed(tuple(parts), leads[-1], indent, is_in_lines)


def _comments(between: str) -> str:
    """The comments of a text between what stands in brackets, one a line."""
    return "".join([f"{comment}\n" for comment in comments_in(between)])
