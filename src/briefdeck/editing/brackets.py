"""What stands between brackets, a list's items or an inline table's keys: one more, or one less."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from briefdeck.editing.document import Document, EditError, line_end, line_start
from briefdeck.editing.literals import has_comment
from briefdeck.model.problem import Change, KeyPath
from briefdeck.text.pattern import pattern

_BLANK: Final = pattern(r"(?:[ \t\n]++|#[^\n]*+)*+")
_REST_OF_LINE: Final = pattern(r"[ \t]*+(?:#[^\n]*)?")


class Member(Struct, frozen=True):
    """An item of a list, or a key of an inline table with its value: its path, and its span."""

    path: KeyPath
    start: int
    end: int


def insertion(document: Document, holder: KeyPath, items: Sequence[str]) -> list[Change]:
    """Return the changes that put items behind all else that stands between brackets.

    items: as they are written, in an inline table with key and `=`.
    """
    spot, text = document.spots[holder], document.text
    found = members(document, holder)
    if not found:
        return [_first(text[spot.start : spot.end], spot.start + 1, items)]
    last = found[-1]
    indent = text[line_start(text, last.start) : last.start]
    if indent.strip() or "\n" not in text[spot.start : last.start]:
        return [Change(last.end, last.end, "".join([f", {item}" for item in items]))]
    return _lines_below(text, last.end, [f"\n{indent}{item}" for item in items])


def removal(document: Document, path: KeyPath) -> list[Change]:
    """Return the changes that take an item, or a key with its value, out from between brackets.

    EditError where comments stand so that nobody can say what they are about.
    """
    holder = path[:-1]
    spot, text = document.spots[holder], document.text
    found = members(document, holder)
    meant = [at for at, member in enumerate(found) if member.path[: len(path)] == path]
    first, last = meant[0], meant[-1]
    if len(meant) != last - first + 1:
        raise EditError("What would be taken out stands in several places of an inline table.")
    start, end = found[first].start, found[last].end
    whole_lines = _lines(text, start, end)
    if whole_lines:
        return [Change(*whole_lines, "")]
    if last + 1 < len(found):
        span = start, found[last + 1].start
        between = text[end : found[last + 1].start]
    elif first:
        span = found[first - 1].end, end
        between = text[found[first - 1].end : start]
    else:
        span = spot.start + 1, spot.end - 1
        between = text[spot.start + 1 : start] + text[end : spot.end - 1]
    if has_comment(between):
        raise EditError("A comment stands beside what would be taken out.", "Take it out by hand.")
    return [Change(*span, "")]


def members(document: Document, holder: KeyPath) -> list[Member]:
    """Return what stands between the brackets of a list or an inline table, in its order."""
    spots, text = document.spots, document.text
    depth = len(holder)
    ends: dict[KeyPath, int] = {}
    for path, spot in spots.items():
        is_inside = len(path) > depth and path[:depth] == holder and document.is_written(path)
        # What stands inside another value is not a member; dots in keys are not values.
        if is_inside and not any(map(document.is_written, _between(path, depth))):
            ends[path] = spot.end
    found: list[Member] = []
    position = spots[holder].start + 1
    for path, end in sorted(ends.items(), key=lambda each: each[1]):
        start = _skip(text, position)
        if text[start] == ",":
            start = _skip(text, start + 1)
        found.append(Member(path, start, end))
        position = end
    return found


def comma_after(text: str, offset: int) -> int | None:
    """Return where the comma stands that follows a value; None where there is none."""
    position = _skip(text, offset)
    return position if text.startswith(",", position) else None


def _between(path: KeyPath, depth: int) -> list[KeyPath]:
    """The paths of what holds a path, below a depth."""
    return [path[:end] for end in range(depth + 1, len(path))]


def _first(written: str, opening: int, items: Sequence[str]) -> Change:
    """The change that puts the only items between brackets."""
    blank = written[1:-1]
    if "\n" in blank and "#" not in blank:
        return Change(opening, opening, "".join([f"\n  {item}," for item in items]))
    inside = ", ".join(items)
    if written == "{}":
        inside = f" {inside} "
    elif written[0] == "{":
        inside = f" {inside}"
    return Change(opening, opening, inside)


def _lines_below(text: str, end: int, lines: Sequence[str]) -> list[Change]:
    """The changes that put lines below the last item, which ends at `end`."""
    comma = comma_after(text, end)
    behind = end if comma is None else comma + 1
    rest = _REST_OF_LINE.match(text, behind)
    below = rest.end() if rest and text.startswith("\n", rest.end()) else behind
    if comma is None:
        return [Change(end, end, ","), Change(below, below, ",".join(lines))]
    return [Change(below, below, "".join([f"{line}," for line in lines]))]


def _lines(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The lines that something fills with its comma and comment; None where others share them."""
    begin = line_start(text, start)
    stop = line_end(text, end)
    is_alone = not text[begin:start].strip() and stop < len(text)
    if is_alone and re.fullmatch(r"[ \t]*,?[ \t]*(?:#[^\n]*)?", text[end:stop]):
        return begin, stop + 1
    return None


def _skip(text: str, offset: int) -> int:
    found = _BLANK.match(text, offset)
    return found.end() if found else offset
