"""Boxes of key points, and other boxes beside the text, taken out of its course."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.contents import plain
from briefdeck.intake.paper.headings import without_number
from briefdeck.text.pattern import pattern

_KEY: Final = pattern(
    r"(?:(?:the )?(?:key|main|top|core|principal|major|central) "
    r"(?:points?|findings?|takeaways?|take aways?|messages?|facts?|conclusions?|results?|insights?)"
    r"|highlights?|(?:executive )?summary(?: of (?:key )?findings)?|at a glance|in brief|in short"
    r"|takeaways?|what you need to know|fast facts|bottom line)"
    r"(?: (?:and|from|of|in|for|at)\b.{0,60})?"
)
_LEADS: Final = 3
"""Paragraphs that may stand between the head of a box and its first point."""


_LINE: Final = 40
"""Characters up to which a text is a line of its own that needs no full stop."""
_FARTHEST: Final = 200
"""Blocks behind the head of a box among which its points are looked for."""


class Box(NamedTuple):
    """Points that stand in a box or under a heading such as Key Findings.

    page: on which the part begins that the box stands in.
    """

    heading: Block
    points: tuple[Block, ...]
    page: str = ""

    def place(self, block: Block) -> str:
        """Return where a point stands: its page, else the head of the box."""
        page = block.page or self.page
        return f"p. {page}" if page else self.heading.text


class Course(NamedTuple):
    """A paper with its key points taken out, and other boxes moved behind what they stand in."""

    boxes: tuple[Box, ...]
    blocks: tuple[Block, ...]


def without_boxes(blocks: Sequence[Block]) -> Course:
    """Return the boxes of key points, and the blocks in the order in which the text goes on."""
    boxes: list[Box] = []
    course: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        points = _points(blocks, place) if _is_key(block) else ()
        if points:
            boxes.append(Box(block, points))
            taken = set(map(id, points))
            left = blocks[place + 1 : _end(blocks, place, points)]
            rest = [one for one in left if id(one) not in taken]
            course += [block, *rest] if rest else []
            place = _end(blocks, place, points)
        else:
            course.append(block)
            place += 1
    return Course(tuple(boxes), tuple(_behind(course)))


def _is_key(block: Block) -> bool:
    is_head = block.kind == "heading" or block.boxed
    return is_head and bool(_KEY.fullmatch(plain(without_number(block.text))))


def _points(blocks: Sequence[Block], head: int) -> tuple[Block, ...]:
    """The points under the head of a box: bullets, or in a box its paragraphs."""
    following = blocks[head + 1 : head + 1 + _FARTHEST]
    if blocks[head].boxed:
        boxed = list(takewhile(lambda block: block.boxed, following))
        bullets = [block for block in boxed if block.kind == "bullet"]
        return tuple(bullets or [block for block in boxed if block.kind == "paragraph"])
    under = list(takewhile(lambda block: block.kind != "heading", following))
    first = next((place for place, block in enumerate(under) if block.kind == "bullet"), None)
    if first is None or first > _LEADS:
        return ()
    return tuple(takewhile(lambda block: block.kind == "bullet", under[first:]))


def _end(blocks: Sequence[Block], head: int, points: Sequence[Block]) -> int:
    last = id(points[-1])
    return next(place for place in range(head, len(blocks)) if id(blocks[place]) == last) + 1


def _behind(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of a box that parts a paragraph behind the rest of that paragraph."""
    ordered: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        if block.boxed or (waiting and block.kind in {"caption", "table"}):
            waiting.append(block)
            continue
        if waiting and not _goes_on(ordered, block):
            ordered += waiting
            waiting = []
        ordered.append(block)
    return [*ordered, *waiting]


def _goes_on(before: Sequence[Block], block: Block) -> bool:
    """Whether a paragraph may go on with one that a box has broken."""
    if not before or block.kind != "paragraph":
        return False
    return before[-1].kind == "paragraph" and breaks_off(before[-1].text)


def breaks_off(text: str) -> bool:
    """Return whether a text ends within a sentence."""
    if len(text) < _LINE:
        return False
    return text[-1:].isalnum() or text.endswith((",", "-", "–", "—", "(", ";"))
