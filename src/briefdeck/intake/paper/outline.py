"""A paper in its parts: the cover, the parts under headings, key points, references and notes."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.blocks import Block, Paper
from briefdeck.intake.paper.boxes import Box, without_boxes
from briefdeck.intake.paper.contents import Contents, contents_of, plain
from briefdeck.intake.paper.headings import (
    is_reference_list,
    is_standard,
    with_headings,
    without_number,
)
from briefdeck.intake.paper.joining import joined
from briefdeck.intake.paper.names import people_on
from briefdeck.intake.paper.pull_quotes import without_pull_quotes
from briefdeck.intake.paper.running_heads import without_running_heads
from briefdeck.text.pattern import pattern

OPENING: Final = "Opening"
"""The title of what stands before the first heading."""
_ENTRY: Final = pattern(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|https?://|\bn\.\s?d\.|\b[Ii]bid\b|\bpp?\.\s?\d"
)
"""What entries of a list of works have, and few sentences."""
_LOOKED_AT: Final = 12
"""Blocks under a heading that show whether they are such a list."""
_FEWEST_HEADINGS: Final = 2
_PARAGRAPH: Final = 160
"""Characters from which on a block is taken for text, and not for a line of the cover."""
_SENTENCE: Final = pattern(
    r"(?!(?i:copyright|©|by ))[A-Z“\"‘'].*(?:\b[a-z]+\b\W+){3}.*[.!?][”\"’')\]]*", re.DOTALL
)


class Part(Struct, frozen=True, kw_only=True):
    """What stands under a heading, up to the next one.

    pages: on which it begins and the part behind it begins; empty where nobody knows.
    """

    title: str
    level: int
    pages: tuple[str, ...]
    blocks: tuple[Block, ...]

    def place(self, block: Block | None = None) -> str:
        """Return where a block of it stands, as a citation says it: its pages, else the heading."""
        pages = (block.page,) if block is not None and block.page else self.pages
        if not pages:
            return self.title
        return f"pp. {'-'.join(pages)}" if len(set(pages)) > 1 else f"p. {pages[0]}"


class Outline(Struct, frozen=True, kw_only=True):
    """A paper in its parts, in order.

    references: the blocks of its lists of sources. notes: footnotes, and the blocks of endnotes.
    """

    cover: tuple[Block, ...]
    parts: tuple[Part, ...]
    boxes: tuple[Box, ...]
    references: tuple[Block, ...]
    notes: tuple[Block, ...]


def outline(paper: Paper) -> Outline:
    """Return a paper in its parts."""
    blocks = without_running_heads(paper.blocks)
    contents = contents_of(blocks)
    blocks = with_headings(blocks, contents)
    start = _start(blocks, contents)
    body, references, endnotes = _without_lists(blocks[start:])
    notes = [block for block in body if block.kind == "note"]
    boxes, course = without_boxes([block for block in body if block.kind != "note"])
    text = joined(without_pull_quotes(course))
    return Outline(
        cover=tuple(blocks[:start]),
        parts=tuple(_parts(text, contents)),
        boxes=tuple(_placed(boxes, body, contents)),
        references=tuple(references),
        notes=(*notes, *endnotes),
    )


def _start(blocks: Sequence[Block], contents: Contents) -> int:
    """The place where the cover ends and the text begins."""
    listed = plain(contents.lines[0].title) if contents.lines else ""
    title = _title_heading(blocks)
    for place, block in enumerate(blocks):
        if block.kind == "heading" and not block.boxed:
            words = plain(without_number(block.text))
            if is_reference_list(block.text):
                break
            if is_standard(block.text) or words == listed:
                return place
            if place != title and not people_on(block.text) and _leads_to_text(blocks, place):
                return place
        elif block.kind == "paragraph" and _is_text(block):
            return place
    return 0 if title is None else title + 1


def _title_heading(blocks: Sequence[Block]) -> int | None:
    """The place of the heading that is the title of the whole.

    It is the first that is no name, if no other is as large, or another heading follows at once.
    """
    headings = [
        place
        for place, block in enumerate(blocks)
        if block.kind == "heading" and not block.boxed and not people_on(block.text)
    ]
    if len(headings) < _FEWEST_HEADINGS:
        return None
    first = blocks[headings[0]]
    alike = [
        place
        for place in headings
        if blocks[place].level <= first.level and blocks[place].size >= first.size
    ]
    return headings[0] if len(alike) == 1 or headings[1] == headings[0] + 1 else None


def _leads_to_text(blocks: Sequence[Block], place: int) -> bool:
    """Whether text follows a heading, perhaps with a heading below it."""
    following = [block for block in blocks[place + 1 : place + 3] if not block.boxed]
    for block in following:
        if block.kind == "heading" and block.level <= blocks[place].level:
            return False
        if _is_text(block):
            return True
    return False


def _is_text(block: Block) -> bool:
    """Whether a block is long, or a sentence, which no line of a cover is."""
    if len(block.text) >= _PARAGRAPH:
        return True
    return block.kind == "paragraph" and _SENTENCE.fullmatch(block.text) is not None


def _without_lists(
    blocks: Sequence[Block],
) -> tuple[list[Block], list[Block], list[Block]]:
    """The blocks of the text, of its lists of references, and of its lists of notes."""
    body: list[Block] = []
    references: list[Block] = []
    notes: list[Block] = []
    current, depth = body, 0
    for place, block in enumerate(blocks):
        if block.kind == "heading" and not block.boxed:
            if is_reference_list(block.text) and _lists(blocks[place + 1 : place + _LOOKED_AT]):
                current = notes if "note" in block.text.lower() else references
                depth = block.level
                continue
            if block.level <= depth:
                current, depth = body, 0
        if current is references and _is_note_behind(block, references):
            notes.append(block)
        elif current is body or block.kind != "heading":
            current.append(block)
    return body, references, notes


def _is_note_behind(block: Block, references: Sequence[Block]) -> bool:
    """Whether a note that the text leads to stands behind a list whose entries are no notes."""
    is_note = block.kind == "note" and bool(block.anchors)
    return is_note and bool(references) and references[0].kind != "note"


def _lists(blocks: Sequence[Block]) -> bool:
    """Whether what stands under a heading is a list of works, and not a text about references."""
    under = [
        block
        for block in takewhile(lambda block: block.kind != "heading", blocks)
        if block.kind not in {"caption", "table"}
    ]
    entries = sum(block.kind == "note" or bool(_ENTRY.search(block.text)) for block in under)
    return entries * 2 >= len(under)


def _placed(boxes: Sequence[Box], body: Sequence[Block], contents: Contents) -> Iterator[Box]:
    """The boxes, each with the page of the part that it stands in."""
    heads = {id(box.heading): box for box in boxes}
    page = ""
    for block in body:
        if id(block) in heads:
            yield heads[id(block)]._replace(page=page)
        elif block.kind == "heading":
            page = _page(block, contents)


def _parts(blocks: Sequence[Block], contents: Contents) -> Iterator[Part]:
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "heading" and not block.boxed:
            groups.append([])
        groups[-1].append(block)
    groups = [group for group in groups if group]
    starts = [_page(group[0], contents) for group in groups]
    for place, group in enumerate(groups):
        pages = tuple(filter(None, (starts[place], *starts[place + 1 : place + 2])))
        is_headed = group[0].kind == "heading"
        yield Part(
            title=group[0].text if is_headed else OPENING,
            level=group[0].level if is_headed else 1,
            pages=pages if starts[place] else (),
            blocks=tuple(group[is_headed:]),
        )


def _page(block: Block, contents: Contents) -> str:
    """The page on which a block stands: its own, else that of the printed contents."""
    return block.page or contents.pages.get(plain(block.text), "")
