"""Headings of print: short lines that stand out from the text by size, weight or capitals."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.headings import is_reference_list, is_standard
from briefdeck.intake.paper.pdf_lines import Line
from briefdeck.text.pattern import pattern

_LARGER: Final = 1.1
_LONGEST: Final = 160
_NUMBER: Final = pattern(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\S")
_ENDS: Final = (".", ",", ";", ":")
_CAPTION: Final = pattern(r"(?:figure|fig\.|table|chart|exhibit|map|box|source|note)s? ?\d*\b", 2)
_LEADERS: Final = pattern(r"(?:\. ?){4}|…{2}")
"""What leads to the page in a table of contents."""
_FEWEST: Final = 2
_FEW_WORDS: Final = 5

Style = tuple[float, bool, bool, bool]
"""Size, capitals, weight and slant: what sorts first is the higher heading."""


def with_headings(blocks: Sequence[Block], lines: Sequence[Sequence[Line]]) -> tuple[Block, ...]:
    """Return the blocks with their headings as such. lines: those of each block."""
    weights = Counter[bool]()
    for block, own in zip(blocks, lines, strict=True):
        weights[own[0].is_bold] += len(block.text)
    is_bold_text = weights[True] > weights[False]
    start = _start(blocks)
    places = [
        place
        for place, block in enumerate(blocks)
        if _stands_out(block, is_bold_text=is_bold_text, is_front=place < start)
    ]
    styles = {place: _style(blocks[place], lines[place][0]) for place in places}
    ranks = sorted(set(styles.values()), reverse=True)
    numbers = {place: _NUMBER.match(_printed(blocks[place])) for place in places}
    numbered = [place for place in places if numbers[place]]
    top = min((ranks.index(styles[place]) for place in numbered), default=0)
    found = list(blocks)
    for place in places:
        number = numbers[place]
        if number and len(numbered) >= _FEWEST:
            level = top + 1 + number["number"].count(".")
        else:
            level = ranks.index(styles[place]) + 1
        found[place] = _heading(blocks[place], level)
    return tuple(found)


def _start(blocks: Sequence[Block]) -> int:
    """The place of the first paragraph: what stands before is the title and who wrote it."""
    return next((place for place, block in enumerate(blocks) if len(block.text) >= _LONGEST), 0)


def _printed(block: Block) -> str:
    """What is printed of a block, with what stands before an item."""
    return f"{block.label} {block.text}" if block.label else block.text


def _heading(block: Block, level: int) -> Block:
    """Return a block as a heading, with the number that is printed before it."""
    runs = block.runs
    if block.label:
        runs = (replace(runs[0], text=f"{block.label} {runs[0].text}"), *runs[1:])
    return replace(block, kind="heading", level=level, label="", runs=runs)


def _stands_out(block: Block, *, is_bold_text: bool, is_front: bool) -> bool:
    text = block.text
    if len(text.split()) < _FEW_WORDS:
        text = text.removesuffix(":")
    if block.boxed or block.kind not in {"paragraph", "bullet"} or len(text) > _LONGEST:
        return False
    if text.endswith(_ENDS) and not _NUMBER.fullmatch(text) and not text.endswith("?"):
        return False
    if _CAPTION.match(text) or _LEADERS.search(text) or not any(map(str.isalnum, text)):
        return False
    if block.kind == "bullet" and not block.label[:-1].isdecimal():
        return False
    is_bold = all(run.bold or not run.text.strip() or run.raised for run in block.runs)
    if block.size >= _LARGER:
        return True
    if is_reference_list(text):
        return True
    if block.size < 0.97 or is_bold_text or (is_front and not is_standard(text)):
        return False
    return is_bold or (text.isupper() and sum(map(str.isalpha, text)) > 3)


def _style(block: Block, line: Line) -> Style:
    return round(block.size, 1), block.text.isupper(), line.is_bold, not line.is_italic
