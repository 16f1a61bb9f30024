"""Round numbers for an axis, the rule that carries their ticks, and the labels under it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import ceil, floor, isfinite, log10
from typing import NamedTuple

from briefdeck.draw.lettering import CELLS, Lettering
from briefdeck.draw.lines import Line, Span, merged
from briefdeck.text.width import cell_width

SMALLEST = 1e-290
"""Nearer to zero than that is drawn as zero."""
TOLERANCE = 1e-9
"""How far binary fractions may be off a round number that they stand for."""


def round_step(span: float, most: int) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 … (and 0.5, 0.2 …) that fits at most `most` times."""
    each = span / max(most, 1)
    if not isfinite(span) or each < SMALLEST:
        return 1.0
    unit = 10.0 ** floor(log10(each))
    for factor in (1, 2, 5, 10, 20):
        if span / (unit * factor) <= most * (1 + TOLERANCE):
            return unit * factor
    return unit * 50


def covering_ticks(low: float, high: float, most: int, least: float = 0.0) -> tuple[float, ...]:
    """Return round numbers that reach beyond both ends, at least `least` apart.

    There are about `most` steps between them, and never fewer than one.
    """
    step = max(round_step(high - low, most), least)
    first, last = floor(low / step + TOLERANCE), ceil(high / step - TOLERANCE)
    last = max(last, first + 1)
    return tuple(_without_dust(number * step) for number in range(first, last + 1))


def _without_dust(value: float) -> float:
    """Return the number without the dust of binary fractions; -0.0 becomes 0.0."""
    return float(f"{value:.12g}") + 0.0


def rule(ticks: Collection[int], width: int) -> str:
    """Return the line of an axis, `width` cells long, with a tick at each of these cells."""
    return "".join("┴" if cell in ticks else "─" for cell in range(width))


class TickLabel(NamedTuple):
    """A label under an axis: the cell of its tick, where the label starts, and its text."""

    tick: int
    start: int
    text: str


def with_room(
    labels: Iterable[tuple[int, str]], width: int, letters: Lettering = CELLS
) -> Iterator[TickLabel]:
    """Return the labels, each centered under its cell, that do not touch the one before."""
    free = 0
    for cell, text in labels:
        size = letters.width(text)
        start = min(max(cell - size // 2, 0), width - size)
        if start >= free:
            yield TickLabel(cell, start, text)
            free = start + size + letters.size


def thinned(
    labels: Sequence[tuple[int, str]], width: int, letters: Lettering = CELLS
) -> list[tuple[int, str]]:
    """Return as many of the labels, evenly, as have room under their cells: always the last."""
    last = len(labels) - 1
    for step in range(1, last + 1):
        chosen = list(labels[::step])
        if last % step == 0 and len(list(with_room(chosen, width, letters))) == len(chosen):
            return chosen
    return list(labels[-1:])


def label_line(labels: Iterable[tuple[int, str]], width: int) -> Line:
    """Return the line of labels under their cells, without those that have no room."""
    spans: list[Span] = []
    at = 0
    for label in with_room(labels, width):
        spans += [Span(" " * (label.start - at)), Span(label.text, "axis")]
        at = label.start + cell_width(label.text)
    return merged(spans)
