"""The table of contents that a paper prints: its headings, and the pages on which they stand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from briefdeck.intake.paper.blocks import Block
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_LEADERS: Final = pattern(r"[ .·_\t]{2,}+|[ .]*+…[…. ]*+|\t")
_PAGE: Final = pattern(r"\d{1,4}|[ivxlc]{1,6}")
_HEADS: Final = frozenset({"contents", "table of contents", "inhalt", "in this paper"})
_LONGEST: Final = 200
_LEAST: Final = 3
"""Lines with a page in a row that make a table of contents without being called one."""
_FARTHEST: Final = 400
"""Blocks at the start of a paper among which its contents are looked for."""


class ContentsLine(NamedTuple):
    """A heading as the contents have it, and its page; without a page where none is printed."""

    title: str
    page: str = ""


class Contents(Struct, frozen=True):
    """The lines of the contents, and the span of blocks that they take."""

    lines: tuple[ContentsLine, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def pages(self) -> dict[str, str]:
        """The page of each heading, by its plain words."""
        return {plain(line.title): line.page for line in self.lines}


def plain(text: str) -> str:
    """Return the words of a heading, in which its spellings agree."""
    return " ".join(tokens(text))


def contents_of(blocks: Sequence[Block]) -> Contents:
    """Return the contents that a paper prints; none where it has none."""
    for place, block in enumerate(blocks[:_FARTHEST]):
        if plain(block.text) in _HEADS:
            lines = _called(blocks, place + 1)
            if lines:
                return Contents(tuple(lines), place, place + 1 + len(lines))
        elif _line(block):
            lines = _lines(blocks, place)
            if len(lines) >= _LEAST:
                return Contents(tuple(lines), place, place + len(lines))
    return Contents()


def _called(blocks: Sequence[Block], first: int) -> list[ContentsLine]:
    """The lines under a heading that says contents: with pages, or words that recur further on."""
    short = [plain(block.text) for block in blocks[first:] if len(block.text) < _LONGEST]
    counts = Counter(short)
    lines: list[ContentsLine] = []
    for block in blocks[first:_FARTHEST]:
        found = _line(block) or _bare(block, counts)
        if found is None and counts[plain(block.text)] > 1:
            found = ContentsLine(block.text)
        if found is None or (lines and plain(found.title) == plain(lines[0].title)):
            break
        lines.append(found)
    return lines


def _lines(blocks: Sequence[Block], first: int) -> list[ContentsLine]:
    lines = []
    for block in blocks[first:_FARTHEST]:
        found = _line(block)
        if found is None:
            break
        lines.append(found)
    return lines


def _line(block: Block) -> ContentsLine | None:
    """A line whose page stands behind leaders or a gap."""
    text = "".join([run.text for run in block.runs]).strip()
    if len(text) > 2 * _LONGEST:
        return None
    title, gap, page = _LEADERS.sub("\t", text.replace("\n", " ")).rpartition("\t")
    if not gap or not title.strip() or not _PAGE.fullmatch(page):
        return None
    return ContentsLine(one_line(title), page)


def _bare(block: Block, counts: Mapping[str, int]) -> ContentsLine | None:
    """A line whose page stands behind one blank, where its words recur as a heading."""
    title, _, page = block.text.rpartition(" ")
    if not _PAGE.fullmatch(page) or not counts.get(plain(title)):
        return None
    return ContentsLine(title, page)
