"""Sentences of the text that its setter repeats in large letters, left out."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefdeck.intake.paper.blocks import Block
from briefdeck.text.folding import tokens

_FEWEST, _MOST = 6, 70
"""Words of a pull quote."""
_REACH: Final = 24
"""Blocks before and behind a pull quote among which its sentence stands."""
_SAME: Final = 0.6
"""The share of its pairs of words that stand in the sentence; a setter leaves some out."""


def without_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without those that only repeat a sentence of a paragraph near them."""
    pairs = [_pairs(block) for block in blocks]
    return [
        block
        for place, block in enumerate(blocks)
        if not _may_be_one(block) or not _is_repeated(blocks, pairs, place)
    ]


def _may_be_one(block: Block) -> bool:
    return block.kind in {"paragraph", "quote"} and len(block.text) <= 12 * _MOST


def _pairs(block: Block) -> frozenset[tuple[str, str]]:
    if block.kind not in {"paragraph", "quote"}:
        return frozenset()
    words = tokens(block.text)
    return frozenset(pairwise(words))


def _is_repeated(
    blocks: Sequence[Block], pairs: Sequence[frozenset[tuple[str, str]]], place: int
) -> bool:
    mine = pairs[place]
    if not _FEWEST <= len(mine) + 1 <= _MOST:
        return False
    near = range(max(0, place - _REACH), min(len(blocks), place + _REACH + 1))
    return any(
        len(mine & pairs[other]) >= _SAME * len(mine)
        for other in near
        if len(pairs[other]) > len(mine)
    )
