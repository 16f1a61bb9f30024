"""Figures over time: columns, and lines through points at their true places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.draw.axis import labelled
from briefdeck.draw.axis import ticks as time_ticks
from briefdeck.draw.line_plots import Times, line_frame, period_labels
from briefdeck.draw.periods import gaps, slots
from briefdeck.draw.plots import Columns, Frame
from briefdeck.draw.together import Member
from briefdeck.draw.units import HEDGE_SIGNS
from briefdeck.draw.values import Spread, spread
from briefdeck.export.glyphs import LETTER, PIXELS, width
from briefdeck.export.svg_chart import NO_VALUE, RANGE, Chart, label_width
from briefdeck.export.svg_parts import LINE_HEIGHT, element, group, line, words
from briefdeck.model.briefing import Point
from briefdeck.model.figures import is_hedged

HEIGHT: Final = 168
NEAREST: Final = 2
"""From one mark of a line to the next: of thousands of points not each is marked."""
HEADROOM: Final = 18
"""Above the highest tick: for the signs of what reaches up to it."""


class Plot(Chart):
    """A chart over time; `top` is where its highest tick lies."""

    top: int

    def place(self) -> None:
        """Begin the plot here."""
        self.top = self.y + HEADROOM
        self.y = self.top + HEIGHT

    def level(self, frame: Frame, value: float) -> float:
        """Return how far down a value lies."""
        return round(self.top + HEIGHT * (1 - frame.height_of(value) / frame.rows), 2)

    def grid(self, frame: Frame) -> Iterator[str]:
        """Yield a line for each tick, with its label before it."""
        for tick, label in zip(frame.ticks, frame.labels, strict=True):
            y = round(self.level(frame, tick))
            kind = "axis" if tick == max(frame.ticks[0], 0.0) else "grid"
            yield line(frame.left, y + 0.5, self.size, y + 0.5, kind)
            yield words(label, frame.left - LETTER, y + 4, "tick bd-end")

    def columns(self) -> Iterator[str]:
        """Yield a column for each period, and an empty place for one that is missing."""
        (member,) = self.figures.members
        series = member.shown.series
        drawn = Columns.of(series, self.figures.units, slots(series) or (), self.size, PIXELS)
        yield self.head()
        self.place()
        yield from self.grid(drawn.frame)
        said = [self.figures.units.label(series, point) for point in series.points]
        has_values = max(map(width, said)) + 2 <= drawn.pitch
        for place, point in enumerate(series.points):
            if place and point.is_counted_otherwise:
                x = drawn.frame.left + drawn.starts[place] - 0.5
                yield self.down(x, self.top - 8, self.top + HEIGHT)
            yield self._column(drawn, member, place, said[place] if has_values else "")
        yield from self.foot(drawn.labels(), self.top + HEIGHT + LINE_HEIGHT)
        self.y += LINE_HEIGHT + 4

    def _column(self, drawn: Columns, member: Member, place: int, said: str) -> str:
        series, frame = member.shown.series, drawn.frame
        point = series.points[place]
        thick = max(round(drawn.pitch * 0.76), 1)
        middle = frame.left + drawn.starts[place] + drawn.thick // 2
        found = spread(series, point)
        zero = self.level(frame, 0.0)
        if found is None:
            self.used.add(NO_VALUE)
            dot = _dot(middle, zero - 8)
            return group((self.said(member, place), dot), self.hue(member))
        value = self.level(frame, found.value)
        top, size = min(zero, value), max(abs(zero - value), 1.0 if found.value else 0.0)
        end = "top" if found.value >= 0 else "bottom"
        at = (middle - thick / 2, top)
        shape = self.bar(at, (thick, size), point, self.hue(member), end)
        shape += self._whisker(frame, found, middle)
        shape += self._signs(member, place, said, (middle, top - 4, drawn.pitch))
        return group((self.said(member, place), shape), self.hue(member))

    def _whisker(self, frame: Frame, found: Spread, middle: float) -> str:
        if found.low == found.high:
            return ""
        self.used.add(RANGE)
        low, high = self.level(frame, found.low), self.level(frame, found.high)
        path = f"M{middle - 3} {low}h6M{middle - 3} {high}h6M{middle} {low}V{high}"
        return element("path", class_="bd-whisker", d=path)

    def _signs(self, member: Member, place: int, said: str, room: tuple[float, float, int]) -> str:
        """Return a column's value if it is to be said, else its hedge, and notes that have room."""
        middle, baseline, pitch = room
        hedge = _hedge(member.shown.series.points[place])
        notes = self.notes(member, place)
        caveat = CAVEAT_SIGN if CAVEAT_SIGN in notes else ""
        for text, marks in ((said or hedge, notes), (said or hedge, caveat), (hedge, "")):
            if (text or marks) and label_width(text, marks) <= pitch:
                self.used |= {hedge} & set(text)
                return self.labelled(text, marks, middle, baseline, "label bd-middle")
        return ""

    def lines(self) -> Iterator[str]:
        """Yield lines, broken where a value is missing or must not be compared."""
        figures = self.figures
        frame = line_frame(figures.whole, figures.units, self.size - LETTER, PIXELS)
        times = Times.of(figures.whole)
        yield self.head("" if frame.has_zero else ", axis does not reach zero")
        self.place()
        yield from self.grid(frame)
        for member in figures.members:
            yield from self._course(frame, times, member)
        yield from self._line_labels(frame, times)
        yield from self._time_axis(frame, times)
        self.y += LINE_HEIGHT + 4

    def _course(self, frame: Frame, times: Times, member: Member) -> Iterator[str]:
        series = member.shown.series
        across = [frame.left + at for at in times.places(series, frame.cells)]
        found = [spread(series, point) for point in series.points]
        left_out = gaps(series)
        path, shapes, marked = "", [], -NEAREST
        for place, (x, each) in enumerate(zip(across, found, strict=True)):
            if each is None:
                self.used.add(NO_VALUE)
                shapes.append(_dot(x, self.top + HEIGHT - 8))
                continue
            is_apart = series.points[place].is_counted_otherwise or place in left_out
            is_joined = place and found[place - 1] is not None and not is_apart
            path += f"{'L' if is_joined else 'M'}{x} {self.level(frame, each.value)}"
            if x - marked >= NEAREST:
                shapes.append(self._point(frame, member, place, x, each))
                marked = x
        for before, after in pairwise(range(len(across))):
            if series.points[after].is_counted_otherwise:
                middle = (across[before] + across[after]) / 2
                yield self.down(middle, self.top - 8, self.top + HEIGHT)
        drawn = element("path", class_=_stroke(member), d=path) if path else ""
        yield group((drawn, *shapes), self.hue(member))

    def _point(self, frame: Frame, member: Member, place: int, x: int, found: Spread) -> str:
        """Return the mark of a point, hollow where it is hedged, and its range."""
        kind = "bd-full"
        if is_hedged(member.shown.series.points[place]):
            self.used.add("○")
            kind = "bd-hollow"
        mark = element("circle", class_=kind, cx=x, cy=self.level(frame, found.value), r=3.5)
        return group((self.said(member, place), self._whisker(frame, found, x), mark))

    def _line_labels(self, frame: Frame, times: Times) -> Iterator[str]:
        """Yield what stands over points or under them: each where nothing else is."""
        points: list[_Placed] = []
        taken: set[tuple[int, int]] = set()
        for member in self.figures.members:
            series = member.shown.series
            for place, across in enumerate(times.places(series, frame.cells)):
                x, found = frame.left + across, spread(series, series.points[place])
                y = self.top + HEIGHT - 8 if found is None else self.level(frame, found.value)
                taken |= _squares(x, y, 4, 4)
                if found is not None:
                    points.append(_Placed(member, place, x, found))
        told = self._told(points)
        for each in sorted(points, key=lambda each: each not in told):
            said = told.get(each, _hedge(each.point))
            notes = self.notes(each.member, each.place)
            half = label_width(said, notes) / 2
            middle = min(max(each.x, frame.left + half + 2), self.size - half)
            over, under = self.level(frame, each.found.high), self.level(frame, each.found.low)
            has_room = 0 < half <= (self.size - frame.left) / 2 - 1
            for baseline in (over - 8, under + 17) if has_room else ():
                squares = _squares(middle, baseline - 4, half, 6)
                if baseline + 2 < self.top + HEIGHT and taken.isdisjoint(squares):
                    taken |= squares
                    self.used |= {_hedge(each.point)} & set(said)
                    text = self.labelled(said, notes, middle, baseline, "label bd-middle")
                    yield group((text,), self.hue(each.member))
                    break

    def _told(self, points: Sequence["_Placed"]) -> dict["_Placed", str]:
        """Return what is said first: a line's ends and extremes, of several lines their letters."""
        if not self.is_one:
            last = {each.member.letter: each for each in points}
            return {each: f"{_hedge(each.point)} {letter}".strip() for letter, each in last.items()}
        by_value = sorted(points, key=lambda each: each.found.value)
        units, series = self.figures.units, self.figures.members[0].shown.series
        chosen = (points[-1], points[0], by_value[-1], by_value[0]) if points else ()
        return {each: units.label(series, each.point) for each in chosen}

    def _time_axis(self, frame: Frame, times: Times) -> Iterator[str]:
        baseline = self.top + HEIGHT + LINE_HEIGHT
        labels = period_labels(self.figures.whole, frame, times)
        if labels:
            yield from self.foot(labels, baseline)
            return
        scale = times.scale(frame)
        for start, tick in labelled(time_ticks(scale), scale):
            x = frame.left + tick.cell + 0.5
            yield line(x, self.top + HEIGHT, x, self.top + HEIGHT + 4, "axis")
            yield words(tick.label, frame.left + start, baseline, "tick")


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A point of a line that has a value, and how far to the right it lies."""

    member: Member
    place: int
    x: int
    found: Spread

    @property
    def point(self) -> Point:
        return self.member.shown.series.points[self.place]


def _squares(x: float, y: float, half: float, height: float) -> set[tuple[int, int]]:
    """Return the squares of the picture, of 2 pixels each, that a label or mark touches."""
    across = range(int((x - half) // 2), int((x + half) // 2) + 1)
    down = range(int((y - height) // 2), int((y + height) // 2) + 1)
    return {(column, row) for column in across for row in down}


def _dot(x: float, y: float) -> str:
    """Return what stands where a value is missing."""
    return element("circle", class_="bd-dot", cx=x, cy=y, r=1.5)


def _stroke(member: Member) -> str:
    return "bd-line bd-other" if member.place % 2 else "bd-line"


def _hedge(point: Point) -> str:
    return HEDGE_SIGNS[point.qualifier] if point.qualifier else ""
