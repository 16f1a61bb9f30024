"""Which lines of a file belong to an entry: its statements, and the comments that touch them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from briefdeck.editing.document import Document, line_end, line_start
from briefdeck.model.problem import KeyPath


class Block(Struct, frozen=True):
    """The lines of an entry below its header, from a line's start to a line's end.

    A comment belongs to it that stands directly above, with no blank line between; or below it,
    where a blank line follows. begins_part: another comment stands before it, between blank lines.
    is_whole: no other table's statements stand between its own.
    """

    path: KeyPath
    start: int
    end: int
    begins_part: bool
    is_whole: bool


def blocks(document: Document, table: str) -> tuple[Block, ...]:
    """Return the blocks of a table's entries, in their order; none where they stand inline.

    `[briefing]` is a block of its own.
    """
    owned: dict[KeyPath, list[int]] = defaultdict(list)
    for at, statement in enumerate(document.statements):
        owned[owner(statement.path)].append(at)
    return tuple(
        [
            _block(document, path, owned[path])
            for path in owned
            if path[0] == table and path in document.headers
        ]
    )


def end_of_head(document: Document) -> int:
    """Return where the lines end that stand above all headers; 0 where there are none."""
    head = [at for at, statement in enumerate(document.statements) if not statement.base]
    return gap(document, head[-1] + 1).end if head else 0


def owner(path: KeyPath) -> KeyPath:
    """The entry, or the table, that a path lies in."""
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def _block(document: Document, path: KeyPath, statements: list[int]) -> Block:
    first, last = statements[0], statements[-1]
    above, below = gap(document, first), gap(document, last + 1)
    return Block(
        path=path,
        start=above.next_start,
        end=below.end,
        begins_part=above.has_comment,
        is_whole=last - first + 1 == len(statements),
    )


class Gap(Struct, frozen=True):
    """What stands before a statement: where what is above ends, where what is below begins.

    has_comment: whether a comment belongs to neither.
    """

    end: int
    next_start: int
    has_comment: bool


def gap(document: Document, at: int) -> Gap:
    """The gap before the statement of a number; behind the last one, to the end of the file."""
    text, statements = document.text, document.statements
    is_first, is_last = at == 0, at == len(statements)
    end = 0 if is_first else line_end(text, statements[at - 1].end)
    stop = len(text) if is_last else line_start(text, statements[at].start)
    lines = list(_lines(text, end if is_first else end + 1, stop))
    below = 0 if is_first else _comments(lines)
    if below == len(lines) and not is_last:
        # Without a blank line they are about what follows.
        below = 0
    above = 0 if is_last else _comments(lines[below:][::-1])
    left = lines[below : len(lines) - above]
    return Gap(
        end=lines[below - 1].end if below else end,
        next_start=lines[-above].start if above else stop,
        has_comment=any(line.is_comment for line in left),
    )


class _Line(NamedTuple):
    """A line between statements, which is blank or a comment."""

    start: int
    end: int
    is_comment: bool


def _lines(text: str, start: int, stop: int) -> Iterator[_Line]:
    while start < stop:
        end = line_end(text, start)
        yield _Line(start, end, bool(text[start:end].strip()))
        start = end + 1


def _comments(lines: list[_Line]) -> int:
    """How many comments stand at the head of some lines."""
    return len(list(takewhile(lambda line: line.is_comment, lines)))
