"""Changes of a file's text, applied to its bytes: what no change touches stays as it is."""

import codecs
import difflib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.model.problem import Change
from briefdeck.text.visible import visible

_CONTEXT: Final = 3
"""Lines that a difference shows around what has changed."""


class OverlapError(ValueError):
    """Two changes would write in the same place."""


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return the text with all changes, whose offsets are those of `text`.

    Insertions at one place come in the order given. Raises OverlapError where two overlap.
    """
    parts: list[str] = []
    end = 0
    for change in _in_order(changes):
        parts += text[end : change.start], change.text
        end = change.end
    return "".join([*parts, text[end:]])


def rewritten(content: bytes, changes: Iterable[Change]) -> bytes:
    r"""Return a file's bytes with all changes.

    Their offsets are those of the text that loading gives: line ends as `\n`, no byte order mark.
    New text gets the line ends that most of the file has; no other byte is touched. `content` is
    UTF-8. Raises OverlapError where two changes overlap.
    """
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    raw = content.removeprefix(mark).decode("utf-8")
    pairs = _positions(raw, "\r\n")
    # In the text that loading gives, all before a pair has lost one character for each.
    lost = [position - number for number, position in enumerate(pairs)]
    is_windows = len(pairs) * 2 > raw.count("\n")
    moved = []
    for change in changes:
        start, end = (offset + bisect_left(lost, offset) for offset in (change.start, change.end))
        text = change.text.replace("\n", "\r\n") if is_windows else change.text
        moved.append(Change(start, end, text))
    return mark + changed(raw, moved).encode("utf-8")


def difference(name: str, old: bytes, new: bytes) -> str:
    """Return what differs between two states of a file as a unified difference, safe to print."""
    before, after = (
        content.decode("utf-8", "replace").splitlines(keepends=True) for content in (old, new)
    )
    lines = difflib.unified_diff(before, after, name, name, n=_CONTEXT)
    return "".join([f"{visible(line.rstrip())}\n" for line in lines])


def _in_order(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes by place; of those at one place, insertions first."""
    end = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if change.start < end:
            raise OverlapError(change.start)
        end = change.end
        yield change


def _positions(text: str, sign: str) -> list[int]:
    found = []
    position = text.find(sign)
    while position >= 0:
        found.append(position)
        position = text.find(sign, position + len(sign))
    return found
