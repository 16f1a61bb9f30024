r"""Two versions of a file made one, by what each has changed in the version that both come from.

It is done entry by entry and field by field, on the text: comments, order and the way in which all
is written are kept. What both have changed differently is a conflict: ours stands, and theirs is
written above it as a comment, so that the file parses still. What has been made is read again, and
has to say what a merge of the data alone says.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.editing.arranging import Sides, arranged, moved
from briefdeck.editing.chunks import (
    BELOW,
    NOTE,
    Bracketed,
    Item,
    Name,
    Part,
    bracketed,
    comment_lines,
    item_names,
    items,
    lines_of,
)
from briefdeck.editing.conflicts import (
    ADDED,
    BOTH,
    COMMENT,
    IN_ORDER,
    ORDER,
    REMOVED_HERE,
    REMOVED_THERE,
    UNSAFE,
    Conflict,
    conflict_at,
    shown,
)
from briefdeck.editing.document import Document, EditError, read
from briefdeck.editing.literals import comments_in
from briefdeck.editing.merged_data import STRICT, are_in_each_others_way, says_merged
from briefdeck.editing.notes import with_notes_told
from briefdeck.editing.renaming import names_as_ours
from briefdeck.editing.toml_text import value_text
from briefdeck.model.briefing import TABLES

P = TypeVar("P", Item, Part)

_MARK: Final = "\ufeff"
_SIDES: Final = ("The base", "Our version", "Their version")


class Merged(Struct, frozen=True):
    """What has become of three versions: the text, and what stands in it as a conflict."""

    text: str
    conflicts: tuple[Conflict, ...]


def merged(base: str, ours: str, theirs: str) -> Merged:
    r"""Return two versions of a file as one, with all that either has changed since the base.

    Line ends and byte order mark are those of ours. EditError where a version is not TOML.
    """
    if theirs in (base, ours):
        return Merged(ours, ())
    if ours == base:
        return Merged(theirs, ())
    texts = [_plain(text) for text in (base, ours, theirs)]
    documents = Sides(*[_read(text, side) for text, side in zip(texts, _SIDES, strict=True)])
    found = _Merge(documents).result()
    text = found.text
    if not ours.endswith("\n"):
        text = text.removesuffix("\n")
    if ours.count("\r\n") * 2 > ours.count("\n"):
        text = text.replace("\n", "\r\n")
    mark = _MARK if ours.startswith(_MARK) else ""
    return replace(found, text=mark + text)


def _plain(text: str) -> str:
    text = text.removeprefix(_MARK).replace("\r\n", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"


def _read(text: str, side: str) -> Document:
    try:
        return read(text)
    except EditError as error:
        message = f"{side} does not parse as TOML, so that nothing can be merged."
        raise EditError(message, error.remedy) from error


class _Merge:
    """A merge on its way: what is in conflict so far, and how many brackets deep it is.

    Between brackets there is no place for a conflict: it stands above the whole statement.
    """

    def __init__(self, documents: Sides[Document]) -> None:
        self.documents, disputed = names_as_ours(documents)
        self.disputed = [
            Conflict(
                ids.ours,
                "id",
                BOTH,
                f"id = {value_text(ids.base)}",
                f"id = {value_text(ids.theirs)}",
            )
            for ids in disputed
        ]
        self.conflicts = list(self.disputed)
        self.depth = 0

    def result(self) -> Merged:
        """The merged text if it is right, else ours with all that theirs changed in conflict."""
        sides = self.documents.each(items)
        sides = with_notes_told(sides)
        named = sides.each(lambda side: {item.name: item for item in side})
        text = "".join([conflict.comment for conflict in self.disputed]) + self._text(named)
        if not self._is_right(text):
            self.conflicts = [*self.disputed, *_differing(named)]
            comments = [conflict.comment for conflict in self.conflicts]
            text = "".join(comments) + "\n" + self.documents.ours.text
        return Merged(text, tuple(self.conflicts))

    def _text(self, sides: Sides[dict[Name, Item]]) -> str:
        kept = self._kept(sides, self._item)
        order, _ = arranged(Sides(*map(list, sides)), kept)
        self._keep_order_of_tables(order, kept)
        return _joined(order, kept, sides)

    def _keep_order_of_tables(self, order: list[Name], kept: dict[Name, Item]) -> None:
        """Put the entries of each table in the order that the table has as data alone."""
        for table in TABLES:
            listed = Sides(*[each.data.get(table, []) for each in self.documents])
            heads = {name[:2]: name for name in order if _is_entry(name, table)}
            if not heads or not all(isinstance(each, list) for each in listed):
                continue
            names = Sides(*[_in_table(table, each) for each in listed])
            found, agreed = arranged(names, heads, is_strict=(table,) == STRICT)
            order[:] = _reordered(order, heads, found)
            if not agreed:
                first = heads[found[0]]
                kept[first] = _headed(kept[first], self._order_conflict((table,), names).comment)

    def _order_conflict(self, name: Name, sides: Sides[list[Name]]) -> Conflict:
        base, _, theirs = sides.each(lambda names: value_text(shown([each[-1] for each in names])))
        conflict = conflict_at(name, ORDER, base, theirs, (*name, IN_ORDER))
        self.conflicts.append(conflict)
        return conflict

    def _kept(self, sides: Sides[dict[Name, P]], deep: Callable[[Sides[P]], P]) -> dict[Name, P]:
        """What stays of some items or parts; `deep` merges what both sides have changed."""
        found: dict[Name, P] = {}
        for name in {**sides.ours, **sides.theirs}:
            three = Sides(*[side.get(name) for side in sides])
            left = self._three(three, deep)
            if left is not None:
                found[name] = left
        return found

    def _three(self, sides: Sides[P | None], deep: Callable[[Sides[P]], P]) -> P | None:
        base, ours, theirs = sides
        if ours is not None and theirs is not None:
            if ours.said == theirs.said:
                return theirs if base is not None and ours.text == base.text else ours
            if base is None:
                return self._disputed(ours, ADDED, base, theirs)
            if base.text in (ours.text, theirs.text):
                return theirs if ours.text == base.text else ours
            return deep(Sides(base, ours, theirs))
        there = theirs if ours is None else ours
        if base is None or there is None:
            return there
        if there.said == base.said:
            return None
        if ours is not None:
            return self._disputed(ours, REMOVED_THERE, base, None)
        left = self._disputed(_nothing(there), REMOVED_HERE, base, theirs)
        return None if self.depth else left

    def _disputed(self, ours: P, why: str, base: P | None, theirs: P | None) -> P:
        """Ours, with theirs above it as a comment."""
        conflict = conflict_at(ours.name, why, _written(base), _written(theirs))
        self.conflicts.append(conflict)
        return ours if self.depth else _headed(ours, conflict.comment)

    def _item(self, sides: Sides[Item]) -> Item:
        ours = sides.ours
        if ours.name[0] == NOTE:
            return replace(ours, parts=(self._part(sides.each(lambda side: side.parts[0])),))
        return replace(ours, parts=tuple(self._parts(sides.each(lambda side: side.parts))))

    def _parts(self, sides: Sides[tuple[Part, ...]]) -> list[Part]:
        # Comments below are merged line by line, where a side has none too.
        below = {part.name: Part(part.name) for part in chain(*sides) if part.name[-1] == BELOW}
        named = sides.each(lambda side: below | {part.name: part for part in side})
        kept = self._kept(named, self._part)
        order, _ = arranged(Sides(*map(list, named)), kept)
        # The comments below an entry end it.
        order.sort(key=lambda name: name[-1] == BELOW)
        return [kept[name] for name in order]

    def _part(self, sides: Sides[Part]) -> Part:
        before = len(self.conflicts)
        base, ours, theirs = sides
        lead = self._lead(sides)
        tail = self._tail(sides)
        head = theirs.head if ours.head == base.head else ours.head
        literal = self._literal(sides)
        if not self.depth:
            lead += "".join([conflict.comment for conflict in self.conflicts[before:]])
        return replace(ours, lead=lead, head=head, literal=literal, tail=tail)

    def _lead(self, sides: Sides[Part]) -> str:
        """The comments above a part, line by line."""
        texts = sides.each(lambda part: part.lead)
        said = texts.each(comment_lines)
        if said.ours == said.base:
            is_ours = said.theirs == said.base and texts.ours != texts.base
            return texts.ours if is_ours else texts.theirs
        if said.theirs in (said.base, said.ours):
            return texts.ours
        lines = texts.each(lambda text: _numbered(lines_of(text)))
        if are_in_each_others_way(lines.each(_not_blank)):
            return self._disputed_comment(sides.ours, texts)
        base, ours, theirs = lines.each(set)
        kept = (ours & theirs) | (ours - base) | (theirs - base)
        return "".join([str(line) for line, _ in arranged(lines, kept)[0]])

    def _tail(self, sides: Sides[Part]) -> str:
        """The comment behind a part."""
        texts = sides.each(lambda part: part.tail)
        said = texts.each(comment_lines)
        if said.ours == said.base:
            return texts.theirs
        if said.theirs == said.base or said.theirs == said.ours:
            return texts.ours
        return self._disputed_comment(sides.ours, texts)

    def _disputed_comment(self, ours: Part, texts: Sides[str]) -> str:
        base, _, theirs = texts.each(str.strip)
        self.conflicts.append(conflict_at(ours.name, COMMENT, base, theirs, (NOTE,)))
        return texts.ours

    def _literal(self, sides: Sides[Part]) -> str:
        """What is written for a value."""
        base, ours, theirs = sides
        said = sides.each(lambda part: part.said[:2])
        if said.ours == said.base:
            is_ours = said.theirs == said.base and ours.literal != base.literal
            return ours.literal if is_ours else theirs.literal
        if said.theirs in (said.base, said.ours):
            return ours.literal
        if {part.literal[:1] for part in sides} in ({"["}, {"{"}):
            found = self._between_brackets(sides)
            if found is not None:
                return found
        self._disputed(ours, BOTH, _bare(base), _bare(theirs))
        return ours.literal

    def _between_brackets(self, sides: Sides[Part]) -> str | None:
        """A list or an inline table, item by item; None where it is in conflict as a whole."""
        ours = sides.ours
        held = sides.each(bracketed)
        names = held.each(lambda side: [part.name for part in side.parts])
        is_list = ours.literal[0] == "["
        if is_list and len(ours.name) > 1 and are_in_each_others_way(names):
            return None
        self.depth += 1
        parts = {part.name: part for part in self._parts(held.each(lambda side: side.parts))}
        below = self._lead(held.each(lambda side: Part((*ours.name, BELOW), side.below)))
        order, agreed = arranged(names, parts, is_strict=ours.name == STRICT)
        if is_list and not agreed:
            self._order_conflict(ours.name, names)
        self.depth -= 1
        return _in_brackets(ours, held, [parts[name] for name in order], below)

    def _is_right(self, text: str) -> bool:
        """Whether a text says what it has to say, and has all comments that it has to have."""
        try:
            found = read(text)
        except EditError:
            return False
        places = frozenset([conflict.place for conflict in self.conflicts])
        data = self.documents.each(lambda each: each.data)
        return says_merged(found.data, data, places) and self._has_comments(text)

    def _has_comments(self, text: str) -> bool:
        base, ours, theirs = self.documents.each(lambda each: Counter(comments_in(each.text)))
        there = Counter(comments_in(text))
        for comment in {**ours, **theirs}:
            if base[comment] not in (ours[comment], theirs[comment]):
                continue
            wanted = theirs[comment] if ours[comment] == base[comment] else ours[comment]
            is_told = bool(self.conflicts) and comment in text
            if there[comment] < wanted and not is_told:
                return False
        return True


def _joined(
    order: Sequence[Name], kept: Mapping[Name, Item], sides: Sides[dict[Name, Item]]
) -> str:
    """Items as one text; what has come behind another one is set off from it by a blank line."""
    above = sides.each(lambda side: dict(zip(side, [None, *side], strict=False)))
    text = ""
    for last, name in zip([None, *order], order, strict=False):
        blanks = _blanks(Sides(*[side.get(name) for side in sides]))
        if last is None:
            blanks = blanks if above.ours.get(name, name) is None else ""
        elif last not in (above.ours.get(name), above.theirs.get(name)):
            blanks = blanks or "\n"
        text += blanks + kept[name].text
    return text


def _blanks(sides: Sides[Item | None]) -> str:
    """The blank lines above an item: what a side has changed, else what all have."""
    base, ours, theirs = sides.each(lambda side: None if side is None else side.blanks)
    found = theirs if ours in (None, base) else ours
    return (ours or "") if found is None else found


def _in_brackets(ours: Part, sides: Sides[Bracketed], parts: Sequence[Part], below: str) -> str:
    """Parts between the brackets of ours, in lines of their own where one of them is so."""
    opening, closing = ours.literal[0], ours.literal[-1]
    style = sides.ours if sides.ours.parts else sides.theirs
    if not (style.is_in_lines or below or any(part.lead or part.tail for part in parts)):
        inside = ", ".join([part.head + part.literal for part in parts])
        pad = " " if opening == "{" and inside else ""
        return f"{opening}{pad}{inside}{pad}{closing}"
    lines: list[str] = []
    for part in parts:
        tail = f" {part.tail.strip()}" if part.tail else ""
        lines += [*comment_lines(part.lead), f"{part.head}{part.literal},{tail}"]
    lines += comment_lines(below)
    end = ours.literal[ours.literal.rfind("\n") + 1 : -1]
    indented = [f"\n{style.indent}{line}" for line in lines]
    return "".join([opening, *indented, "\n", "" if end.strip() else end, closing])


def _differing(sides: Sides[dict[Name, Item]]) -> Iterator[Conflict]:
    """All that theirs has changed, item by item, as conflicts."""
    for name in {**sides.base, **sides.theirs}:
        base, ours, theirs = (side.get(name) for side in sides)
        said = [None if each is None else each.said for each in (base, ours, theirs)]
        if said[2] not in said[:2]:
            yield conflict_at(name, UNSAFE, _written(base), _written(theirs))


def _numbered(lines: Sequence[str]) -> list[Name]:
    """Lines, each with how many are like it above."""
    seen: Counter[str] = Counter()
    found: list[Name] = []
    for line in lines:
        found.append((line, seen[line]))
        seen[line] += 1
    return found


def _not_blank(lines: Sequence[Name]) -> list[Name]:
    return [line for line in lines if str(line[0]).strip()]


def _in_table(table: str, entries: Sequence[object]) -> list[Name]:
    return [(table, name) for name in item_names(entries)]


def _reordered(order: Sequence[Name], now: Collection[Name], wanted: Sequence[Name]) -> list[Name]:
    """Items with some entries in another order; what stands wrong goes behind what it follows."""
    wrong = moved(list(now), wanted)
    pieces: dict[Name, list[Name]] = defaultdict(list)
    for name in order:
        pieces[name[:2]].append(name)
    behind: dict[Name | None, list[Name]] = defaultdict(list)
    last: Name | None = None
    for entry in wanted:
        if entry in wrong:
            behind[last] += pieces[entry]
        else:
            last = pieces[entry][-1]
    found: list[Name] = []
    for name in order:
        if name[:2] in wrong:
            continue
        if name[:2] in now:
            found += behind.pop(None, ())
        found += [name, *behind.get(name, ())]
    return found


def _is_entry(name: Name, table: str) -> bool:
    """Whether an item is an entry of a table, or the first part of one."""
    return name[0] == table and len(name) == 3 and name[2] == (0,)


def _headed(piece: P, comment: str) -> P:
    """An item or a part with a comment right above it."""
    if isinstance(piece, Part):
        return replace(piece, lead=piece.lead + comment)
    first, *others = piece.parts
    return replace(piece, parts=(_headed(first, comment), *others))


def _nothing(piece: P) -> P:
    """What is left of an item or a part that has been taken out."""
    if isinstance(piece, Part):
        return Part(piece.name)
    return replace(piece, parts=(Part(piece.parts[0].name),))


def _bare(part: Part) -> Part:
    """A part without the comments beside it."""
    return replace(part, lead="", tail="")


def _written(piece: Item | Part | None) -> str:
    """All that stands for an item or a part in its file."""
    return "" if piece is None else piece.text.strip("\n")
