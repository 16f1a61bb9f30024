"""Tables that stay readable: columns wrap, then the least important move under their row; in print no cell is lost."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefdeck.draw.lines import (
    Line,
    Span,
    Style,
    clip,
    flow,
    line_text,
    line_width,
    merged,
    trimmed,
)
from briefdeck.model.briefing import Column
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import one_line

Cell = str | Line
GAP = 2
INDENT = 2
COMFORT = 18
"""Cells that a column of long text needs at least, to be read without effort."""
NUMBER = re.compile(r"^\D{0,2}\s?\d[\d,. ]*\s?[%A-Za-z]{0,3}$")


def table(
    columns: Sequence[Column | str],
    rows: Sequence[Sequence[Cell]],
    width: int,
    *,
    offset: int | None = None,
    targets: Sequence[str | None] = (),
    selected: int | None = None,
    head: bool = True,
    repeat: int | None = None,
) -> tuple[Line, ...]:
    """A table in at most `width` cells. In print (`offset` None) it wraps, then moves columns under their rows; nothing is lost.

    With an offset it is a window on the unwrapped table, moved right by that many cells, the first column staying.
    `targets` gives each row's entry id; `selected` is the position of the row to light; the head stands again every
    `repeat` rows.
    """
    sheet = _Sheet.of(columns, rows, targets, selected)
    if not sheet.columns:
        return ()
    if offset is not None:
        return tuple(sheet.window(width, offset, with_head=head))
    return tuple(sheet.printed(width, with_head=head, repeat=repeat))


class _Sheet(Struct, frozen=True):
    """A table made ready: every cell a line, numbers aligned, and how wide each column would like to be."""

    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[Line, ...], ...]
    aligns: tuple[str, ...]
    natural: tuple[int, ...]
    selected: int | None

    @classmethod
    def of(
        cls,
        columns: Sequence[Column | str],
        rows: Sequence[Sequence[Cell]],
        targets: Sequence[str | None],
        selected: int | None,
    ) -> "_Sheet":
        known = [
            column if isinstance(column, Column) else Column(title=column) for column in columns
        ]
        known += [
            Column(title="") for _ in range(max((len(row) for row in rows), default=0) - len(known))
        ]
        heads = tuple(
            one_line(f"{column.title} ({column.unit})" if column.unit else column.title)
            for column in known
        )
        grid = [
            [
                _cell(
                    row[place] if place < len(row) else "",
                    targets[number] if number < len(targets) else None,
                )
                for place in range(len(known))
            ]
            for number, row in enumerate(rows)
        ]
        aligns = tuple(
            _align(column, [row[place] for row in grid]) for place, column in enumerate(known)
        )
        for place, align in enumerate(aligns):
            if align == "decimal":
                _align_points(grid, place)
        natural = tuple(
            max([cell_width(head), *(line_width(row[place]) for row in grid)])
            for place, head in enumerate(heads)
        )
        return cls(
            tuple(known), heads, tuple(tuple(row) for row in grid), aligns, natural, selected
        )

    def window(self, width: int, offset: int, *, with_head: bool) -> Iterator[Line]:
        """The unwrapped table, cut to the cells in view."""
        shown = list(range(len(self.columns)))
        lines = [*self.head(shown, self.natural)] if with_head else []
        for number in range(len(self.cells)):
            lines += self.row(number, shown, self.natural)
        fixed = min(self.natural[0], max(width // 2, 1))
        room = width - fixed - GAP
        for line in lines:
            yield merged(
                (
                    *clip(line, 0, fixed),
                    Span(" " * GAP),
                    *clip(line, self.natural[0] + GAP + offset, room),
                )
            )

    def printed(self, width: int, *, with_head: bool, repeat: int | None) -> Iterator[Line]:
        """The whole table: as columns what fits, under each row what does not."""
        shown = self.fitting(width)
        under = [place for place in range(len(self.columns)) if place not in shown]
        widths = self.shares(shown, width)
        if len(shown) == 1 and under:
            yield from self.records(width)
            return
        for number in range(len(self.cells)):
            if with_head and number % (repeat or len(self.cells)) == 0:
                yield from self.head(shown, widths)
            yield from self.row(number, shown, widths)
            yield from self.under(number, under, width)
        if with_head and not self.cells:
            yield from self.head(shown, widths)

    def fitting(self, width: int) -> list[int]:
        """The columns that have room side by side, the most important ones first to stay; rare long remarks go under their row."""
        shown = list(range(len(self.columns)))
        if sum(self.natural) + GAP * (len(shown) - 1) > width:
            shown = [place for place in shown if not place or not self.is_remark(place)]
        while (
            len(shown) > 1
            and sum(self.least(place) for place in shown) + GAP * (len(shown) - 1) > width
        ):
            shown.remove(max(shown[1:], key=self.dispensable))
        return shown

    def is_remark(self, place: int) -> bool:
        """Whether a column is long text in a few rows: beside the others it would be a tall stack and a lot of nothing."""
        filled = sum(bool(line_text(row[place]).strip()) for row in self.cells)
        return 0 < filled * 2 <= len(self.cells) and self.natural[place] > 2 * COMFORT

    def dispensable(self, place: int) -> tuple[int, int]:
        """Orders columns by how soon they may leave: by declared priority, then the later ones first."""
        priority = self.columns[place].priority
        return (priority if priority is not None else place + 1), place

    def least(self, place: int) -> int:
        """The narrowest that a column may become: numbers stay whole, words too, long text keeps some room."""
        if self.aligns[place] in {"right", "decimal"}:
            return max(self.longest_word(place), min(self.natural[place], COMFORT))
        return min(self.natural[place], max(self.longest_word(place), COMFORT))

    def longest_word(self, place: int) -> int:
        words = [
            word for row in self.cells for word in line_text(row[place]).split(" ")
        ] + self.heads[place].split(" ")
        return min(max((cell_width(word) for word in words), default=0), 2 * COMFORT)

    def shares(self, shown: Sequence[int], width: int) -> tuple[int, ...]:
        """A width for each column shown: as wide as it likes if all fit, else the widest give way first, none below its least."""
        widths = {place: self.natural[place] for place in shown}
        excess = sum(widths.values()) + GAP * (len(shown) - 1) - width
        while excess > 0:
            yielding = [place for place in shown if widths[place] > self.least(place)]
            if not yielding:
                break
            widest = max(yielding, key=lambda place: widths[place])
            below = max(
                [widths[place] for place in yielding if widths[place] < widths[widest]], default=0
            )
            step = min(
                excess,
                widths[widest] - max(self.least(widest), below),
                max(excess // len(yielding), 1),
            )
            widths[widest] -= max(step, 1)
            excess -= max(step, 1)
        if len(shown) == 1:
            widths[shown[0]] = min(widths[shown[0]], width)
        return tuple(widths.get(place, 0) for place in range(len(self.columns)))

    def head(self, shown: Sequence[int], widths: Sequence[int]) -> Iterator[Line]:
        titles = [flow((Span(self.heads[place], "heading"),), widths[place]) for place in shown]
        tallest = max(len(title) for title in titles)
        padded = [((),) * (tallest - len(title)) + title for title in titles]
        yield from self.side_by_side(padded, shown, widths)
        yield (
            Span("─" * (sum(widths[place] for place in shown) + GAP * (len(shown) - 1)), "frame"),
        )

    def row(self, number: int, shown: Sequence[int], widths: Sequence[int]) -> Iterator[Line]:
        row = self.cells[number]
        parts = [
            (row[place],)
            if line_width(row[place]) <= widths[place]
            else flow(row[place], widths[place])
            for place in shown
        ]
        for line in self.side_by_side(parts, shown, widths):
            yield self.lit(line, number)

    def side_by_side(
        self, parts: Sequence[tuple[Line, ...]], shown: Sequence[int], widths: Sequence[int]
    ) -> Iterator[Line]:
        for level in range(max(len(part) for part in parts)):
            spans: list[Span] = []
            for position, (part, place) in enumerate(zip(parts, shown, strict=True)):
                line = part[level] if level < len(part) else ()
                free = max(widths[place] - line_width(line), 0)
                before = {"right": free, "decimal": free, "center": free // 2}.get(
                    self.aligns[place], 0
                )
                after = free - before + GAP if position + 1 < len(shown) else 0
                spans += [Span(" " * before), *line, Span(" " * after)]
            yield trimmed(spans)

    def records(self, width: int) -> Iterator[Line]:
        """One record a block: the first cell as its title, every other by name under it."""
        for number, row in enumerate(self.cells):
            if number:
                yield ()
            title = tuple(
                Span(
                    span.text.strip(), "strong" if span.style == "text" else span.style, span.target
                )
                for span in row[0]
            )
            for line in flow(title, width):
                yield self.lit(line, number)
            yield from self.under(number, range(1, len(self.columns)), width)

    def under(self, number: int, places: Sequence[int], width: int) -> Iterator[Line]:
        """Cells under their row, each with its column's name, short ones side by side; an empty one says nothing."""
        waiting: list[Span] = []
        for place in places:
            field = self.named(number, place, width)
            if not field:
                continue
            if waiting and INDENT + line_width(waiting) + 3 + line_width(field) > width:
                yield from self.indented(waiting, number, width)
                waiting = []
            waiting += [Span(" · ", "muted"), *field] if waiting else field
        if waiting:
            yield from self.indented(waiting, number, width)

    def named(self, number: int, place: int, width: int) -> Line:
        cell = self.cells[number][place]
        if not line_text(cell).strip():
            return ()
        head = truncate(self.heads[place], max(width // 2, 4))
        said = trimmed(cell)
        return (Span(f"{head}: ", "muted"), *said) if head else said

    def indented(self, spans: Sequence[Span], number: int, width: int) -> Iterator[Line]:
        for line in flow(spans, width, first=(Span(" " * INDENT),), rest=(Span(" " * 2 * INDENT),)):
            yield self.lit(line, number)

    def lit(self, line: Line, number: int) -> Line:
        if number != self.selected:
            return line
        return tuple(Span(span.text, "selected", span.target) for span in line)


def _cell(cell: Cell, target: str | None) -> Line:
    if isinstance(cell, str):
        return (Span(one_line(cell), "text", target),)
    return tuple(Span(span.text, span.style, span.target or target) for span in cell)


def _align(column: Column, cells: Sequence[Line]) -> str:
    if column.align is not None:
        return column.align
    texts = [line_text(cell).strip() for cell in cells]
    filled = [text for text in texts if text not in {"", "–", "—", "-"}]
    if not filled or not all(NUMBER.match(text) for text in filled):
        return "left"
    return "decimal" if any("." in text for text in filled) else "right"


def _align_points(grid: list[list[Line]], place: int) -> None:
    """Pad numbers at their end so that, set to the right, their decimal points stand under each other."""
    behind = [_behind_point(line_text(row[place])) for row in grid]
    most = max(behind, default=0)
    style: Style = "text"
    for row, size in zip(grid, behind, strict=True):
        if size < most:
            row[place] = (*row[place], Span(" " * (most - size), style))


def _behind_point(text: str) -> int:
    """The cells from the decimal point on; 0 for a whole number, whose unit or sign then stands there."""
    found = re.search(r"\d(\.\d[^\s]*|[^\d,.\s][^\s]*)?\s*$", text)
    return cell_width(found[1] or "") if found else 0
