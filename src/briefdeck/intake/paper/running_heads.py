"""What a page carries beside its text: numbers of pages, and heads and feet that recur."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.boxes import breaks_off
from briefdeck.intake.paper.headings import is_standard
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern

_PAGE_NUMBER: Final = pattern(
    r"(?:page\s+)?[-–—|\[(\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—|\])\s]*(?:(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_LONGEST: Final = 120
_LEAST: Final = 3
"""Times that a line recurs from which on it is taken for a head or a foot of the pages."""
_BEGINNING: Final = 40
"""Blocks at the start of a paper, among which its title stands rightly."""


def without_running_heads(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without numbers of pages and lines that the pages carry.

    Of such a line the first stays where the paper begins, since it may be its title.
    """
    times = Counter(_words(block) for block in blocks if _may_recur(block))
    heads = {words for words, number in times.items() if words and number >= _LEAST}
    seen: set[str] = set()
    kept = []
    for place, block in enumerate(blocks):
        words = _words(block) if _may_recur(block) else ""
        is_head = words in heads and (place >= _BEGINNING or words in seen)
        seen.add(words)
        if not (is_head or _is_page_number(block) or _parts_sentence(blocks, place)):
            kept.append(block)
    return kept


def _may_recur(block: Block) -> bool:
    # Headings that the format names may say the same, as may items of lists and cells.
    is_line = block.kind == "paragraph" and not block.boxed and len(block.text) <= _LONGEST
    return is_line and not block.text.endswith((".", ":")) and not is_standard(block.text)


def _is_page_number(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_PAGE_NUMBER.fullmatch(block.text))


def _parts_sentence(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line in capitals stands in the middle of a sentence, as the head of a page does."""
    text = blocks[place].text
    if len(text) > _LONGEST or not text.isupper() or not 0 < place < len(blocks) - 1:
        return False
    return blocks[place + 1].text[:1].islower() and breaks_off(blocks[place - 1].text)


def _words(block: Block) -> str:
    """The words of a line that are the same on all pages: without numbers."""
    return " ".join([word for word in tokens(block.text) if word.isalpha()])
