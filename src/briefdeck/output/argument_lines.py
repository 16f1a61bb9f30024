"""What speaks for a recommendation and against it: side by side, or one below the other."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from briefdeck.document.blocks import Arguments
from briefdeck.draw.lines import COLUMN_RULE, Line, Span, flow, folded, line_width
from briefdeck.model.nodes import ListBlock, ProseBlock
from briefdeck.output.phrases import NO_ARGUMENTS, missing_words
from briefdeck.output.prose_lines import prose_lines

ABREAST: Final = 60
"""Cells of width from which on both sides stand side by side."""


def argument_lines(
    block: Arguments, numbers: dict[str, int], width: int, margin: Line
) -> list[Line]:
    """Return the arguments in two columns where they have room; what is missing is said."""
    if missing_words(block) == NO_ARGUMENTS:
        return list(flow((Span(NO_ARGUMENTS, "muted"),), width, first=margin, rest=margin))
    room = width - line_width(margin)
    if room < ABREAST:
        above, below = _sides(block, numbers, room)
        return [(*margin, *line) if line else () for line in (*above, (), *below)]
    column = (room - line_width((COLUMN_RULE,))) // 2
    return [(*margin, *line) for line in _abreast(_sides(block, numbers, column), column)]


def _abreast(sides: Sequence[Sequence[Line]], column: int) -> Iterator[Line]:
    for left, right in zip_longest(*sides, fillvalue=()):
        gap = Span(" " * (column - line_width(left)))
        yield (*left, gap, COLUMN_RULE, *right)


def _sides(block: Arguments, numbers: dict[str, int], width: int) -> list[list[Line]]:
    missing = missing_words(block)
    return [
        _side(title, texts, missing, numbers, width)
        for title, texts in (("For", block.arguments_for), ("Against", block.arguments_against))
    ]


def _side(
    title: str,
    texts: Sequence[tuple[ProseBlock, ...]],
    missing: str,
    numbers: dict[str, int],
    width: int,
) -> list[Line]:
    head: Line = (Span(title, "strong"),)
    if not texts:
        return [head, *flow((Span(missing, "muted"),), width)]
    said = prose_lines((ListBlock(items=tuple(texts)),), numbers, width)
    return [head, *[piece for line in said for piece in folded(line, width)]]
