"""Blocks of items fitted into a height: what matters most has room first, the rest is counted."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefdeck.draw.lines import Line, Span, flow, line_width
from briefdeck.text.words import listed, plural

Lines = tuple[Line, ...]
Form = Callable[[], Lines]

AIRY: Final = 18
"""Rows from which blocks have a blank line between them, and each has its title."""
LONGEST: Final = 2
"""The number of the longest form that an item may have."""
MOST_CLOSING: Final = 4
"""Lines that may say what was left out, before they are as long as what could stand there."""


class Item:
    """One thing to show, in one of its forms: the shortest first, each made when it is tried."""

    __slots__ = ("_forms", "_made")

    def __init__(self, *forms: Form) -> None:
        self._forms = forms
        self._made: list[Lines] = []

    def lines(self, form: int) -> Lines:
        """Its lines in a form, from 0."""
        while len(self._made) <= form:
            self._made.append(self._forms[len(self._made)]())
        return self._made[form]

    @property
    def longest(self) -> int:
        """The number of its last form."""
        return len(self._forms) - 1


class Block(Struct, frozen=True, kw_only=True):
    """Items under a title.

    rank: 0 has room first. kept: how many items are shown whatever the height; least: how many have
    room before any item of any block is shown in a longer form. noun: what one of them is called
    where it is left out, and count: how many there are with those for which there is no item; no
    noun: they are not counted. each: how many of them an item stands for. aside: said at the right
    of the title.
    """

    items: Sequence[Item]
    rank: int
    title: str = ""
    noun: str = ""
    count: int = 0
    each: int = 1
    note: str = ""
    aside: str = ""
    kept: int = 0
    least: int = 1
    needs_title: bool = True


def fitted(blocks: Sequence[Block], width: int, height: int) -> list[Line]:
    """Return blocks in their order, in at most `height` lines unless what is kept needs more.

    The last lines name what was left out.
    """
    fit = _Fit(blocks, width, height, height)
    for reserved in range(1, MOST_CLOSING + 1):
        if fit.length <= height or fit.is_least:
            break
        fit = _Fit(blocks, width, height, height - reserved)
    return fit.lines()


class _Fit:
    """Which items are shown, and in which form."""

    def __init__(self, blocks: Sequence[Block], width: int, height: int, room: int) -> None:
        self.blocks = blocks
        self.width = width
        self.is_airy = height >= AIRY
        self.room = room
        self.shown: list[list[int]] = [[] for _ in blocks]
        by_rank = sorted(range(len(blocks)), key=lambda at: blocks[at].rank)
        for at in by_rank:
            self._add(at, blocks[at].kept, is_needed=True)
        self.is_least = self.room <= 0
        for at in by_rank:
            self._add(at, blocks[at].least)
        self._lengthen(by_rank, most=1)
        for at in by_rank:
            self._add(at, len(blocks[at].items))
        self._lengthen(by_rank)
        self.closing = tuple(self._closing())

    @property
    def length(self) -> int:
        """How many lines there are."""
        return len(self.lines())

    def lines(self) -> list[Line]:
        """The blocks with something to show, and what was left out."""
        made: list[Line] = []
        for block, forms in zip(self.blocks, self.shown, strict=True):
            if not forms:
                continue
            made += self._opening(block, len(forms) * block.each, is_first=not made)
            for item, form in zip(block.items, forms, strict=False):
                made += item.lines(form)
        return [*made, *self.closing]

    def _add(self, at: int, most: int, *, is_needed: bool = False) -> None:
        """Show items of a block in their shortest form, up to a number, as far as there is room."""
        block, forms = self.blocks[at], self.shown[at]
        while len(forms) < min(most, len(block.items)):
            needed = len(block.items[len(forms)].lines(0))
            if not forms:
                needed += len(self._opening(block, 0, is_first=at == 0))
            if needed > self.room and not is_needed:
                return
            self.room -= needed
            forms.append(0)

    def _lengthen(self, by_rank: Sequence[int], most: int = LONGEST) -> None:
        """Show items in longer forms, all of a block one form longer before any is two longer."""
        for form in range(1, most + 1):
            for at in by_rank:
                self._lengthen_block(at, form)

    def _lengthen_block(self, at: int, form: int) -> None:
        forms = self.shown[at]
        for place, item in enumerate(self.blocks[at].items[: len(forms)]):
            if forms[place] != form - 1 or item.longest < form:
                continue
            needed = len(item.lines(form)) - len(item.lines(form - 1))
            if needed > self.room:
                return
            self.room -= needed
            forms[place] = form

    def _opening(self, block: Block, shown: int, *, is_first: bool) -> Lines:
        """What stands over a block's items: a blank line, its title with a count."""
        if not block.title or not (self.is_airy or block.needs_title):
            return ()
        gap: Lines = ((),) if self.is_airy and not is_first else ()
        spans = [Span(block.title.upper(), "heading")]
        note = _count_words(block, shown) or block.note
        if note:
            spans.append(Span(f"  {note}", "muted"))
        blanks = self.width - line_width(spans) - len(block.aside)
        if block.aside and blanks > 0:
            return (*gap, (*spans, Span(" " * blanks), Span(block.aside, "muted")))
        return (*gap, *flow(spans, self.width))

    def _closing(self) -> Iterator[Line]:
        """What was left out, in words."""
        said = [
            words
            for block, forms in zip(self.blocks, self.shown, strict=True)
            if (words := self._left_out_words(block, len(forms) * block.each))
        ]
        if not said:
            return
        if self.is_airy and self.room > 0:
            yield ()
        yield from flow((Span(f"Not shown here: {listed(said)}", "muted"),), self.width)

    def _left_out_words(self, block: Block, shown: int) -> str:
        """Return `4 figures`, or `2 more figures` where no title has their count."""
        left = block.count - shown
        has_title = self.is_airy or block.needs_title
        if not block.noun or left <= 0 or (shown and has_title):
            return ""
        noun = block.noun if left == 1 else plural(block.noun)
        return f"{left:,} more {noun}" if shown else f"{left:,} {noun}"


def _count_words(block: Block, shown: int) -> str:
    """Return `6 of 8`, or how many they are where all are shown."""
    if not block.noun:
        return ""
    return f"{shown:,} of {block.count:,}" if shown < block.count else f"{shown:,}"
