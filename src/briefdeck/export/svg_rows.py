"""Figures as rows: bars from zero, strokes of ranges, and parts of wholes end to end."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefdeck.draw.bars import SHORTEST_BAR, bar_scale, covering_scale, most_ticks, scale_ticks
from briefdeck.draw.bars import label_width as column_width
from briefdeck.draw.periods import gaps
from briefdeck.draw.stacks import Part, Stack, stacks, total, total_words
from briefdeck.draw.ticks import thinned
from briefdeck.draw.together import Member
from briefdeck.draw.values import ValueScale, least_step, spread
from briefdeck.export.glyphs import LETTER, PIXELS, width, wrapped
from briefdeck.export.svg_chart import LEFT_OUT, RANGE, Chart, label_width
from briefdeck.export.svg_parts import (
    LINE_HEIGHT,
    box,
    element,
    group,
    line,
    paragraph,
    title,
    words,
)
from briefdeck.model.figures import NO_FIGURE, amount, is_hedged
from briefdeck.text.words import one_line

BAR: Final = 14
ROW: Final = 22


class _Row(NamedTuple):
    """A point in a row: whose it is, its label, and its value in words with its notes."""

    member: Member
    place: int
    label: str
    value: str
    notes: str

    @property
    def size(self) -> int:
        return label_width(self.value, self.notes)


class Rows(Chart):
    """Bars or strokes, a row a point."""

    def painted(self, *, are_ranges: bool) -> Iterator[str]:
        """Yield the picture from top to bottom."""
        yield self.head()
        rows = self._rows()
        lead = 0 if self.is_one else 2 * LETTER
        column = column_width([row.label for row in rows], self.size - lead, PIXELS) + lead
        widest = max(row.size for row in rows)
        room = self.size - column - LETTER
        scale = bar_scale(self.figures.whole, room, widest, PIXELS)
        is_below = scale.cells + widest > room
        top = self.y + 4
        self.y = top
        left_out = gaps(rows[0].member.shown.series) if self.is_one else frozenset()
        body: list[str] = []
        for row in rows:
            body += self._between(row, column, scale, left_out)
            body.append(self._row(row, column, scale, is_below=is_below, are_ranges=are_ranges))
        yield from self.axis(scale, column, top)
        yield from body
        self.y += LINE_HEIGHT

    def _rows(self) -> list[_Row]:
        rows = self._said(in_words=True)
        if max(row.size for row in rows) * 3 <= self.size:
            return rows
        return self._said(in_words=False)

    def _said(self, *, in_words: bool) -> list[_Row]:
        return [
            _Row(
                each.member,
                each.place,
                "" if number else period.label,
                self.figures.units.label(each.member.shown.series, each.point, in_words=in_words),
                self.notes(each.member, each.place),
            )
            for period in self.figures.periods()
            for number, each in enumerate(period.placed)
        ]

    def axis(self, scale: ValueScale, column: int, top: int) -> Iterator[str]:
        """Yield the grid behind all rows, and the numbers under them."""
        whole = self.figures.whole
        drawn = [spread(whole, point) for point in whole.points]
        if any(any(found) for found in drawn if found is not None):
            ticks = scale_ticks(whole, scale, PIXELS)
            cells = [column + round(scale.at(tick)) for tick in ticks]
            for cell in cells:
                yield line(cell + 0.5, top, cell + 0.5, self.y, "grid")
            labels = list(zip(cells, self.figures.units.ticks(ticks), strict=True))
            yield from self.foot(thinned(labels, self.size, PIXELS), self.y + LINE_HEIGHT - 2)
        zero = column + scale.zero + 0.5
        yield line(zero, top, zero, self.y, "axis")

    def _between(
        self, row: _Row, column: int, scale: ValueScale, left_out: frozenset[int]
    ) -> Iterator[str]:
        """Yield what parts a row from the one before it."""
        if row.place and row.member.shown.series.points[row.place].is_counted_otherwise:
            yield self.across(self.y + 4, column, column + scale.cells)
            self.y += 8
        elif row.place in left_out:
            self.used.add(LEFT_OUT)
            x, end = column + scale.zero + 0.5, self.y + 10
            yield line(x, self.y, x, end, "cut") + line(x, self.y, x, end, "gap")
            self.y = end

    def _row(
        self, row: _Row, column: int, scale: ValueScale, *, is_below: bool, are_ranges: bool
    ) -> str:
        baseline, lead = self.y + 15, 0 if self.is_one else 2 * LETTER
        label, lines = self._label(row.label, baseline, column - lead)
        if lead:
            label += words(row.member.letter, column - lead, baseline, "sign")
        shape, end = self._shape(row, column, scale, are_ranges=are_ranges)
        kind = "muted" if row.value == NO_FIGURE else "label"
        if is_below:
            parts = list(wrapped(row.value, self.size - column - 4 * LETTER))
            lines = max(lines, 1 + len(parts))
            *before, last = parts
            value = "".join(
                words(part, column + LETTER, baseline + LINE_HEIGHT * at, kind)
                for at, part in enumerate(before, 1)
            )
            below = baseline + LINE_HEIGHT * len(parts)
            value += self.labelled(last, row.notes, column + LETTER, below, kind)
        else:
            value = self.labelled(row.value, row.notes, end, baseline, kind)
        self.y += ROW + LINE_HEIGHT * (lines - 1)
        return group((self.said(row.member, row.place), shape, label, value), self.hue(row.member))

    def _label(self, text: str, baseline: int, column: int) -> tuple[str, int]:
        """Return a label in its column, and how many lines it takes."""
        parts = list(wrapped(text, column - 2 * LETTER))
        drawn = [words(part, 0, baseline + LINE_HEIGHT * at) for at, part in enumerate(parts)]
        return "".join(drawn), max(len(parts), 1)

    def _shape(
        self, row: _Row, column: int, scale: ValueScale, *, are_ranges: bool
    ) -> tuple[str, float]:
        """Return what is drawn of a point, and where what stands behind it may begin."""
        series = row.member.shown.series
        point = series.points[row.place]
        found = spread(series, point)
        zero = column + scale.at(0.0)
        if found is None:
            return "", zero + 6
        low, value, high = (
            round(column + min(max(scale.at(end), 0.0), scale.cells), 2) for end in found
        )
        top, middle = self.y + (ROW - BAR) // 2, self.y + ROW // 2
        shape = ""
        if not are_ranges:
            start = min(zero, value)
            size = max(abs(value - zero), 1.0 if found.value else 0.0)
            end = "right" if found.value >= 0 else "left"
            shape = self.bar((start, top), (size, BAR), point, self.hue(row.member), end)
        if low < high:
            self.used.add(RANGE)
            path = f"M{low} {middle - 5}v10M{high} {middle - 5}v10M{low} {middle}H{high}"
            shape += element("path", class_="bd-whisker", d=path)
        if are_ranges and (point.value is not None or low == high):
            kind = "bd-hollow" if is_hedged(point) and low == high else "bd-full"
            shape += element("circle", class_=kind, cx=value, cy=middle, r=4)
            high += 2
        return shape, max(zero, value, high) + 6


class Stacks(Rows):
    """Parts of wholes end to end, a row a whole."""

    def stacked(self) -> Iterator[str]:
        """Yield the picture from top to bottom."""
        yield self.head()
        (member,) = self.figures.members
        wholes = stacks(member.shown.series)
        yield from self._part_keys(wholes)
        column = column_width([stack.name for stack in wholes], self.size, PIXELS)
        widest = max(label_width(*self._total(member, stack)) for stack in wholes)
        scale, is_below = self._scale(member, wholes, self.size - column - LETTER, widest)
        top = self.y = self.y + 6
        body: list[str] = []
        for number, stack in enumerate(wholes):
            if number and any(part.point.is_counted_otherwise for part in stack.parts):
                body.append(self.across(self.y + 4, column, column + scale.cells))
                self.y += 8
            body += self._whole(member, stack, column, scale, is_below=is_below)
        yield from self.axis(scale, column, top)
        yield from body
        self.y += LINE_HEIGHT

    def _total(self, member: Member, stack: Stack) -> tuple[str, str]:
        """Return the sum of the parts in words, and the numbers of all their notes."""
        notes = [self.notes(member, part.place) for part in stack.parts]
        said = total_words(member.shown.series, self.figures.units, stack)
        return said, " ".join(filter(None, notes))

    def _scale(
        self, member: Member, wholes: Sequence[Stack], room: int, widest: int
    ) -> tuple[ValueScale, bool]:
        """Return a scale that holds every whole, and whether totals stand below their rows."""
        cells = room - widest - LETTER
        is_below = cells < SHORTEST_BAR * LETTER
        if is_below:
            cells = room - LETTER
        series = member.shown.series
        highest = max(total(series, stack) for stack in wholes)
        most = most_ticks(cells // LETTER)
        return covering_scale(0.0, highest, cells, most, least_step(series)), is_below

    def _whole(
        self, member: Member, stack: Stack, column: int, scale: ValueScale, *, is_below: bool
    ) -> Iterator[str]:
        label, lines = self._label(stack.name, self.y + 15, column)
        yield label
        yield from self._parts(member, stack, column, scale)
        said, notes = self._total(member, stack)
        if is_below:
            room = self.size - column
            yield paragraph(f"{said} {notes}", column, self.y + 31, room, "label")[0]
            lines = max(lines, 1 + len(list(wrapped(f"{said} {notes}", room))))
        else:
            end = column + scale.at(total(member.shown.series, stack)) + 6
            yield self.labelled(said, notes, end, self.y + 15)
        self.y += ROW + LINE_HEIGHT * (lines - 1)

    def _parts(self, member: Member, stack: Stack, column: int, scale: ValueScale) -> Iterator[str]:
        series, sum_so_far = member.shown.series, 0.0
        top = self.y + (ROW - BAR) // 2
        for part in stack.parts:
            value = amount(series, part.point) or 0
            start, end = scale.at(sum_so_far), scale.at(sum_so_far + value)
            sum_so_far += value
            if end <= start:
                continue
            # A pixel of the ground parts neighbours.
            size = max(end - start - 1, 0.5)
            at = (round(column + start, 2), top)
            hue = _part_hue(part)
            shape = self.bar(at, (size, BAR), part.point, hue, "right")
            said = self.figures.units.label(series, part.point)
            if width(said) + 4 <= size and not is_hedged(part.point):
                shape += words(said, round(at[0] + size / 2, 2), self.y + 15, "on bd-middle")
            about = title(f"{stack.name}, {part.name}: {said}")
            yield group((about, shape), hue)

    def _part_keys(self, wholes: Sequence[Stack]) -> Iterator[str]:
        """Yield the names of parts in their order, each beside its colour."""
        parts = {part.order: part for stack in wholes for part in stack.parts}
        x = 0
        self.y += 4
        for order in sorted(parts):
            name = one_line(parts[order].name)
            size = 16 + width(name)
            if x and x + size > self.size:
                x, self.y = 0, self.y + LINE_HEIGHT
            swatch = box(x, self.y + 3, 10, 10, "bd-bar")
            said = words(PIXELS.cut(name, self.size - 16), x + 16, self.y + 12, "label")
            yield group((title(name), swatch, said), _part_hue(parts[order]))
            x += size + 2 * LETTER
        self.y += LINE_HEIGHT


def _part_hue(part: Part) -> str:
    return f"bd-part-{part.order % 6 + 1}" + (" bd-again" if part.order >= 6 else "")
