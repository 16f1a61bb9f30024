"""What an edit comes to in a file's text: the changes that carry it out.

None where the text is of another form than the edit presumes, and where more than is meant would
change: comments stay, whatever goes.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.loader.scan import (
    Spot,
    Spots,
    opening_quotes,
    said_between,
    string_literal,
    string_span,
    written_between,
)
from briefdeck.model.problem import Change, Edit, KeyPath
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import cleaned

Changes = tuple[Change, ...]

_REST_OF_LINE: Final = pattern(r"[ \t]*(?:(?P<comment>#[^\n]*)|(?P<end>\n|\Z))")
_COMMA: Final = pattern(r"(?:[ \t\n]++|#[^\n]*+)*+,")
_BLANKS: Final = pattern(r"[ \t]*")
_BLANK_LINES: Final = pattern(r"(?:[ \t]*\n)*")
_DIRECTIVES: Final = pattern(r"(?:#:[^\n]*\n)*")
"""Comments by which editors find a file's schema; they count in its first lines only."""
_BARE: Final = pattern(r"[A-Za-z0-9_-]+")


class Target(Struct, frozen=True):
    """What an edit is about: the path of a text, which stands in the file from `base` on.

    span: of the word that a complaint points at. offset: the character's in the string.
    """

    text: str
    base: int
    spots: Spots
    path: KeyPath
    span: tuple[int, int] | None = None
    offset: int | None = None

    @property
    def spot(self) -> Spot:
        """Where the key and the value stand."""
        return self.spots[self.path]

    @property
    def raw(self) -> str:
        """The value as it is written; of a table by headers, its header."""
        return self.text[self.spot.start : self.spot.end]

    @property
    def is_header(self) -> bool:
        """Whether the path is a table that has a header."""
        return _is_header(self.spot)

    @property
    def is_written(self) -> bool:
        """Whether a value is written there: not so for tables by headers, or by dots in keys."""
        return self.spot.key_end <= self.spot.start


def changed(edit: Edit, target: Target) -> Changes:
    """Return the changes of the file's text that an edit comes to."""
    return _moved(_found(edit, target), target.base)


def _found(edit: Edit, target: Target) -> Iterable[Change]:
    match edit.deed:
        case "rename":
            return _rekeyed(target, edit.new)
        case "remove":
            return _removed(target)
        case "swap":
            return _swapped(target, edit.old, edit.new)
        case "reorder":
            return _reordered(target, edit.order)
        case "move":
            return _moved_below(target, edit.new)
        case _:
            return _in_value(edit, target)


def _in_value(edit: Edit, target: Target) -> Iterable[Change]:
    """The changes of edits that stay within a value, or around it."""
    match edit.deed:
        case "write":
            return _written(target, edit.new)
        case "say":
            return _saying(target, edit.new)
        case "respell" if edit.parts:
            return _respelled_each(target, edit.parts)
        case "respell":
            return _respelled(target, edit.old, edit.new)
        case "wrap":
            return _wrapped(target, *edit.new)
        case "unwrap":
            return _unwrapped(target)
        case _:
            return ()


def begun(text: str, line: str) -> Changes:
    """Return the change that puts a line at a text's beginning, and a blank one below."""
    directives = _DIRECTIVES.match(text)
    at = directives.end() if directives else 0
    is_apart = not text[at:].strip() or text.startswith("\n", at)
    return (Change(at, at, f"{line}\n" if is_apart else f"{line}\n\n"),)


def renamed(targets: Iterable[Target | None], old: str, new: str) -> Changes:
    """Return the changes that spell an id otherwise in each of its places.

    None if one of the places does not have it as it stands.
    """
    found: list[Change] = []
    for target in targets:
        changes = _named_otherwise(target, old, new) if target is not None else ()
        if target is None or not changes:
            return ()
        found += _moved(changes, target.base)
    return tuple(dict.fromkeys(found))


def _named_otherwise(target: Target, old: str, new: str) -> Iterable[Change]:
    """An id that a value is, or that references in it have."""
    target = _holding_id(target)
    literal = target.raw
    if not opening_quotes(literal, 0):
        return ()
    if said_between(literal, *_inner(literal)) == old:
        return _saying(target, new)
    name = rf"(?:@\{{?|\[\[[ \t]*)({re.escape(old)})(?![\w-])"
    found = re.compile(name).finditer(target.text, target.spot.start, target.spot.end)
    return [Change(*match.span(1), new) for match in found]


def _holding_id(target: Target) -> Target:
    """What has the id of a reference: the value, or the `source` of a table that it is."""
    path = (*target.path, "source")
    return replace(target, path=path) if path in target.spots else target


def _moved(changes: Iterable[Change], by: int) -> Changes:
    return tuple([Change(each.start + by, each.end + by, each.text) for each in changes])


def _is_header(spot: Spot) -> bool:
    return spot.start < spot.key_start < spot.end


def _inner(literal: str) -> tuple[int, int]:
    """From and to of what stands between the quotes of a string."""
    quotes = opening_quotes(literal, 0)
    start = len(quotes)
    if start > 1 and literal.startswith("\n", start):
        start += 1
    return start, len(literal) - len(quotes)


def _written(target: Target, toml: str) -> Iterable[Change]:
    """A value in the place of another."""
    return (Change(target.spot.start, target.spot.end, toml),) if target.is_written else ()


def _saying(target: Target, words: str) -> Iterable[Change]:
    """A string in the place of another value; the quotes of an old one stay if they can."""
    quotes = opening_quotes(target.raw, 0)
    written = written_between(quotes, words) if quotes else None
    if written is None:
        return _written(target, string_literal(words))
    start, end = _inner(target.raw)
    return (Change(target.spot.start + start, target.spot.start + end, written),)


def _respelled(target: Target, old: str, new: str) -> Iterable[Change]:
    """Words of a string in the place of others."""
    if target.offset is not None:
        return _respelled_each(target, ((target.offset, old, new),))
    return _respelled_span(_holding_id(target), target.span, old, new)


def _respelled_each(target: Target, parts: Iterable[tuple[int, str, str]]) -> Iterable[Change]:
    """Parts of a string that read otherwise, all of them or none."""
    spot = target.spot
    found: list[Change] = []
    if not opening_quotes(target.raw, 0):
        return ()
    for part in parts:
        offset, old, new = _without_common_ends(*part)
        span = string_span(target.text, spot.start, spot.end, offset, len(old))
        changes = _respelled_span(target, span, old, new)
        if not changes:
            return ()
        found += changes
    return found


def _without_common_ends(offset: int, old: str, new: str) -> tuple[int, str, str]:
    """What differs between old and new words, and where that begins."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return offset + start, old[start : len(old) - end], new[start : len(new) - end]


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def _respelled_span(
    target: Target, span: tuple[int, int] | None, old: str, new: str
) -> Iterable[Change]:
    spot, quotes = target.spot, opening_quotes(target.raw, 0)
    words = written_between(quotes, new) if quotes else None
    if span is None or words is None:
        return ()
    said = said_between(target.raw, span[0] - spot.start, span[1] - spot.start)
    return (Change(*span, words),) if old in {said, cleaned(said)} else ()


def _rekeyed(target: Target, key: str) -> Iterable[Change]:
    """A key in the place of another; the names of the format need no quotes."""
    spot = target.spot
    if not _is_header(spot) or len(target.path) > 1:
        return (Change(spot.key_start, spot.key_end, key),)
    return _renamed_table(target, key)


def _renamed_table(target: Target, key: str) -> Iterator[Change]:
    """The name of a table in each of its headers, and in those of tables inside it."""
    spot = target.spot
    name = target.text[spot.key_start : spot.key_end]
    starts = {each.start for path, each in target.spots.items() if path[:1] == target.path}
    for start in sorted(starts):
        opening = re.compile(r"\[{1,2}[ \t]*").match(target.text, start)
        if opening and target.text.startswith(name, opening.end()):
            yield Change(opening.end(), opening.end() + len(name), key)


def _wrapped(target: Target, before: str, after: str) -> Iterable[Change]:
    """Signs around a value; brackets of a header are doubled."""
    spot = target.spot
    is_single = target.is_header and not target.raw.startswith("[[")
    if is_single or target.is_written:
        return Change(spot.start, spot.start, before), Change(spot.end, spot.end, after)
    return ()


def _unwrapped(target: Target) -> Iterable[Change]:
    """A list's brackets taken away, or one pair of a header's."""
    spot, item = target.spot, target.spots.get((*target.path, 0))
    if target.is_header:
        return Change(spot.start, spot.start + 1, ""), Change(spot.end - 1, spot.end, "")
    if item is None or not target.is_written or (*target.path, 1) in target.spots:
        return ()
    around = target.text[spot.start : item.start] + target.text[item.end : spot.end]
    if around.strip("[], \t\n"):
        return ()
    return Change(spot.start, item.start, ""), Change(item.end, spot.end, "")


def _swapped(target: Target, one: str, other: str) -> Iterable[Change]:
    spots = [target.spots.get((*target.path, key)) for key in (one, other)]
    first, second = spots
    if first is None or second is None:
        return ()
    texts = [target.text[spot.start : spot.end] for spot in (first, second)]
    return Change(first.start, first.end, texts[1]), Change(second.start, second.end, texts[0])


def _reordered(target: Target, order: tuple[int, ...]) -> Iterable[Change]:
    """The items of a list in another order; none where comments say something of their places."""
    paths = [(*target.path, number) for number in range(len(order) + 1)]
    items = [target.spots[path] for path in paths if path in target.spots]
    if len(items) != len(order):
        # Some were broken, and left out where the order was found.
        return ()
    ends = [target.spot.start, *[item.end for item in items]]
    starts = [*[item.start for item in items], target.spot.end]
    between = [target.text[end:start] for end, start in zip(ends, starts, strict=True)]
    if not target.is_written or any("#" in gap for gap in between):
        return ()
    texts = [target.text[items[number].start : items[number].end] for number in order]
    return [
        Change(item.start, item.end, text)
        for item, text in zip(items, texts, strict=True)
        if target.text[item.start : item.end] != text
    ]


def _moved_below(target: Target, table: str) -> Iterable[Change]:
    """A statement with its lines moved below a header; none where its key is there already."""
    text, key = target.text, target.path[-1]
    holder = target.spots.get((table,))
    if table and (holder is None or not _is_header(holder) or (table, key) in target.spots):
        return ()
    start = _line_start(text, target.spot.key_start)
    rest = _REST_OF_LINE.match(text, target.spot.end)
    if text[start : target.spot.key_start].strip() or rest is None or not target.is_written:
        return ()
    end = _line_end(text, target.spot.end)
    lines = text[start:end].rstrip("\n") + "\n"
    if holder is None:
        return (*begun(text, lines.rstrip("\n")), Change(start, end, ""))
    below = _line_end(text, holder.end)
    return Change(start, end, ""), Change(below, below, lines)


# What goes.


def _removed(target: Target) -> Iterable[Change]:
    holder = target.spots.get(target.path[:-1])
    is_item = isinstance(target.path[-1], int)
    if target.is_header:
        return _without_entry(target)
    if not target.is_written:
        return ()
    if is_item or (holder is not None and target.text.startswith("{", holder.start)):
        return _without_item(target)
    return without_statement(target.text, target.spot.key_start, target.spot.end)


def _without_entry(target: Target) -> Iterable[Change]:
    """An entry from its header to the end of its last value, and the blank lines around it."""
    depth = len(target.path)
    last = max(spot.end for path, spot in target.spots.items() if path[:depth] == target.path)
    start = _line_start(target.text, target.spot.start)
    end = _blank_lines_end(target.text, _line_end(target.text, last))
    if end == len(target.text):
        # At the end of a section what is in front of it may belong to another one.
        start = len(target.text[:start].rstrip(" \t\n"))
        start += 1 if start else 0
    return (Change(start, max(end, start), ""),)


def without_statement(text: str, key_start: int, end: int) -> Changes:
    """Return the change that takes a key with its value away, and its line with it.

    Only a comment behind it stays. None where something else stands on the line.
    """
    start = _line_start(text, key_start)
    rest = _REST_OF_LINE.match(text, end)
    if text[start:key_start].strip() or rest is None:
        return ()
    if rest["comment"] is not None:
        return (Change(key_start, rest.start("comment"), ""),)
    return (Change(start, rest.end(), ""),)


def _without_item(target: Target) -> Iterable[Change]:
    """An item of a list, or a key of an inline table, with its comma; none where it is alone."""
    text, spot = target.text, target.spot
    start = spot.key_start
    before, after = _neighbours(target)
    comma = _COMMA.match(text, spot.end)
    if before is None and after is None:
        return ()
    line, rest = _line_start(text, start), None
    if comma is not None:
        rest = _REST_OF_LINE.match(text, comma.end())
    is_alone_on_its_lines = not text[line:start].strip() and rest is not None
    if comma is not None and is_alone_on_its_lines and rest is not None:
        if rest["comment"] is not None:
            return (Change(start, rest.start("comment"), ""),)
        return (Change(line, rest.end(), ""),)
    if comma is not None and after is not None:
        blanks = _BLANKS.match(text, comma.end())
        return (Change(start, blanks.end() if blanks else comma.end(), ""),)
    if before is None:
        return ()
    gap = text[before.end : start]
    return (Change(before.end, spot.end, ""),) if "#" not in gap else ()


def _neighbours(target: Target) -> tuple[Spot | None, Spot | None]:
    """What stands before and behind an item in its list or inline table."""
    depth, holder = len(target.path), target.path[:-1]
    siblings = [
        spot
        for path, spot in target.spots.items()
        if len(path) == depth and path[:-1] == holder and spot is not target.spot
    ]
    here = target.spot.key_start
    before = [spot for spot in siblings if spot.start < here]
    after = [spot for spot in siblings if spot.start > here]
    return (
        max(before, key=lambda spot: spot.start, default=None),
        min(after, key=lambda spot: spot.start, default=None),
    )


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    """Behind the line end of an offset's line."""
    return text.find("\n", offset) + 1 or len(text)


def _blank_lines_end(text: str, start: int) -> int:
    match = _BLANK_LINES.match(text, start)
    return match.end() if match else start
