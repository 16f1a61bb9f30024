"""The axis of time: round ticks in years, months or days, whichever the scale gives room for."""

from collections.abc import Iterator
from typing import NamedTuple

from briefdeck.draw.lines import Line, Span, cell_width, merged
from briefdeck.draw.scale import Scale, Viewport
from briefdeck.model.calendar import civil_to_day, day_to_civil
from briefdeck.model.datewords import MONTHS, year_words

DAY_STEPS = (1, 2, 5, 10, 15)
MONTH_STEPS = (1, 3, 6)
NEAREST = 5
"""Cells between ticks: a month's name and two blanks, so that none of a row of labels drops out."""
MOST_TICKS = 400


class Tick(NamedTuple):
    """A place on the axis: its cell, what is written there, and its rank when there is no room for all (0 first)."""

    cell: int
    label: str
    rank: int


def axis(scale: Scale) -> tuple[Line, Line]:
    """Two lines: labels, each beginning at its tick (the last may end at the edge), and the rule with the ticks."""
    placed = ticks(scale)
    return _labels(placed, scale.width), _rule(placed, scale.width)


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """The ticks of a scale, in order, no two in one cell."""
    found: dict[int, Tick] = {}
    for tick in _all_ticks(scale):
        if 0 <= tick.cell < scale.width and (tick.cell not in found or tick.rank < found[tick.cell].rank):
            found[tick.cell] = tick
    return tuple(found[cell] for cell in sorted(found))


def _all_ticks(scale: Scale) -> Iterator[Tick]:
    view = scale.view
    for step in DAY_STEPS:
        if scale.width * step >= NEAREST * view.days:
            return _day_ticks(scale, step)
    for step in MONTH_STEPS:
        if scale.width * step * 30 >= NEAREST * view.days:
            return _month_ticks(scale, step)
    return _year_ticks(scale)


def _day_ticks(scale: Scale, step: int) -> Iterator[Tick]:
    is_first = True
    for day in range(scale.view.first, scale.view.last + 1):
        year, month, number = day_to_civil(day)
        if (number - 1) % step or (number > 31 - step // 2 and step > 1) or (step == 2 and number == 31):
            continue
        if is_first:
            label, rank = f"{number} {MONTHS[month - 1]} {year_words(year)}", 0
        elif number == 1:
            label, rank = MONTHS[month - 1] + (f" {year_words(year)}" if month == 1 else ""), 1
        else:
            label, rank = str(number), 2
        yield Tick(scale.cell(day), label, rank)
        is_first = False


def _month_ticks(scale: Scale, step: int) -> Iterator[Tick]:
    year, month, number = day_to_civil(scale.view.first)
    index = year * 12 + month - 1 + (number > 1)
    index += -index % step
    is_first = True
    while (day := civil_to_day(index // 12, index % 12 + 1)) <= scale.view.last:
        year, month = index // 12, index % 12 + 1
        if month == 1:
            label, rank = year_words(year), 0
        else:
            label, rank = MONTHS[month - 1] + (f" {year_words(year)}" if is_first else ""), 1 if is_first else 2
        yield Tick(scale.cell(day), label, rank)
        is_first = False
        index += step


def _year_ticks(scale: Scale) -> Iterator[Tick]:
    first, last = _years(scale.view)
    room = max(cell_width(year_words(first)), cell_width(year_words(last))) + 2
    years = _round_years(first, last, _year_step(scale, room))
    if len(years) < 2:
        years = _round_years(first, last, _year_step(scale, room // 2))
    for year in years[:MOST_TICKS]:
        yield Tick(scale.cell(civil_to_day(year)), year_words(year), 1)


def _round_years(first: int, last: int, step: int) -> list[int]:
    """Years that are round as people write them: 2000, and 500 BC rather than astronomical -500."""
    bc = -(-(1 - min(last, 0)) // step) * step
    years = [1 - count for count in range(bc, 1 - first + 1, step)][::-1] if first <= 0 else []
    beginning = [1] if first <= 1 <= last and step > 1 else []
    return [*years, *beginning, *range(max(first + -first % step, step), last + 1, step)]


def _year_step(scale: Scale, room: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … years that takes at least `room` cells."""
    step, unit = 1, 1
    while scale.width * step * 1461 < room * scale.view.days * 4:
        for factor in (1, 2, 5):
            step = unit * factor
            if scale.width * step * 1461 >= room * scale.view.days * 4:
                break
        unit *= 10
    return step


def _years(view: Viewport) -> tuple[int, int]:
    return day_to_civil(view.first)[0], day_to_civil(view.last)[0]


def _labels(placed: tuple[Tick, ...], width: int) -> Line:
    """Labels by rank, those that would touch another left out."""
    taken: list[tuple[int, int, str]] = []
    for tick in sorted(placed, key=lambda tick: tick.rank):
        size = cell_width(tick.label)
        start = min(tick.cell, width - size)
        end = start + size
        if start >= 0 and all(end + 1 < left or start > right + 1 for left, right, _ in taken):
            taken.append((start, end, tick.label))
    spans, at = [], 0
    for start, end, label in sorted(taken):
        spans += [Span(" " * (start - at)), Span(label, "axis")]
        at = end
    return (*merged(spans), Span(" " * (width - at))) if at < width else merged(spans)


def _rule(placed: tuple[Tick, ...], width: int) -> Line:
    cells = {tick.cell for tick in placed}
    return (Span("".join("┴" if cell in cells else "─" for cell in range(width)), "axis"),)
