"""What a page carries beside its text: numbers of pages, and heads and feet that recur."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefdeck.intake.paper.blocks import Block
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern

_PAGE_NUMBER: Final = pattern(
    r"(?:page\s+)?[-–—|\[(\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—|\])\s]*(?:(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_LONGEST: Final = 120
_LEAST: Final = 3
"""Times that a line recurs from which on it is taken for a head or a foot of the pages."""


def without_running_heads(blocks: Sequence[Block], title: str) -> list[Block]:
    """Return the blocks without numbers of pages and lines that the pages carry.

    Of such a line the first stays where the paper begins, since it may be its title.
    """
    times = Counter(_words(block) for block in blocks if _may_recur(block))
    heads = {words for words, number in times.items() if words and number >= _LEAST}
    seen: set[str] = set()
    kept = []
    for place, block in enumerate(blocks):
        is_head = _may_recur(block) and _words(block) in heads
        if is_head and place < _BEGINNING and _words(block) not in seen:
            is_head = False
            seen.add(_words(block))
        if not (is_head or _is_page_number(block) or _repeats(block, title, place)):
            kept.append(block)
    return kept


def _may_recur(block: Block) -> bool:
    # Items of lists and cells may say the same, as may the text of a page.
    is_line = block.kind in {"paragraph", "heading"} and not block.boxed
    return is_line and len(block.text) <= _LONGEST and not block.text.endswith((".", ":"))


def _is_page_number(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_PAGE_NUMBER.fullmatch(block.text))


def _repeats(block: Block, title: str, place: int) -> bool:
    """Whether a line behind the paper's beginning says its title again, in capitals."""
    text = block.text
    if place < _BEGINNING or len(text) > _LONGEST or not text.isupper():
        return False
    return bool(title) and _words(block) == _letters(title)


_BEGINNING: Final = 20
"""Blocks at the start of a paper, among which its title stands rightly."""


def _words(block: Block) -> str:
    """The words of a line that are the same on all pages: without numbers."""
    return _letters(block.text)


def _letters(text: str) -> str:
    return " ".join([word for word in tokens(text) if word.isalpha()])
