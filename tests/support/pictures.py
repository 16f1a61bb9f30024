"""What tests of pictures stand on: the boxes of all texts in one, and timelines and figures by chance."""

import random
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from msgspec.structs import replace

from briefdeck.document.blocks import Figure, FigureNote, Timeline
from briefdeck.export.glyphs import FONT_SIZE, NOTE_SIZE, width
from briefdeck.model.briefing import Era, Event, Point, Program
from briefdeck.model.edtf import Edtf
from support.drawn import era, event, program, series

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script>", "a & b < c", '" onload="x', "\x1b[31mred", "\u202eback",
    "]]>", "<!--", "国境の安全保障", "👩‍👩‍👧‍👦 family", "W" * 90, "a " * 120, "  ", "é\u0301\u0301", "Жук Щука",
    "مرحبا بالعالم", "x\x00y", "\ufffe", "-->", "{{7*7}}", "&amp;",
)  # fmt: skip
_PLAIN = (
    "Treaty",
    "The summit ends without a result",
    "Budget",
    "Elections",
    "A very long name of it",
)


class TextBox(NamedTuple):
    """Where a text stands, in the units of the picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "TextBox") -> bool:
        """Whether both take some of the same room."""
        is_beside = self.right <= other.left or other.right <= self.left
        return not is_beside and self.top < other.bottom and other.top < self.bottom


def parsed(picture: str) -> Element:
    """The picture as XML: it has to be well-formed."""
    return fromstring(picture)


def text_boxes(root: Element) -> list[TextBox]:
    """The boxes of all texts, by the measure of pictures."""
    return list(_boxes(root, 0.0, 0.0))


def _boxes(parent: Element, x: float, y: float) -> Iterator[TextBox]:
    for child in parent:
        moved = child.get("transform", "")
        across, down = x, y
        if moved.startswith("translate("):
            more = [float(part) for part in moved[10:-1].split()]
            across, down = x + more[0], y + more[1]
        if child.tag == f"{SVG}text":
            yield _box(child, across, down)
        else:
            yield from _boxes(child, across, down)


def _box(text: Element, x: float, y: float) -> TextBox:
    kinds = (text.get("class") or "").split()
    size = 20 if "bd-name" in kinds else FONT_SIZE
    long = width(text.text or "", size)
    for part in text:
        note = NOTE_SIZE if part.get("class") == "bd-note" else size
        long += width(part.text or "", note)
    left = x + float(text.get("x", "0"))
    if "bd-end" in kinds:
        left -= long
    elif "bd-middle" in kinds:
        left -= long / 2
    baseline = y + float(text.get("y", "0"))
    return TextBox("".join(text.itertext()), left, baseline - 9, left + long, baseline + 2)


def assert_apart(picture: str) -> None:
    """No two texts overlap, and none reaches out of the picture."""
    root = parsed(picture)
    _, _, wide, high = map(float, root.get("viewBox", "").split())
    boxes = sorted(text_boxes(root), key=lambda box: box.top)
    for place, box in enumerate(boxes):
        assert box.left >= -1, box
        assert box.right <= wide + 1, box
        assert box.top >= 0, box
        assert box.bottom <= high, box
        for other in boxes[place + 1 :]:
            if other.top >= box.bottom:
                break
            assert not box.overlaps(other), (box, other)


def random_timeline(seed: int) -> Timeline:
    """A timeline of any size and length, with dates of all forms and any titles."""
    return _Author(random.Random(seed)).timeline()


def random_figure(seed: int) -> Figure:
    """A figure of any kind, with values of any size, hedges, gaps, breaks and notes."""
    return _Author(random.Random(seed)).figure()


class _Author:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.center = dice.choice((-3000, -40, 1, 1500, 1990, 2019))
        self.reach = dice.choice((1, 3, 20, 200))

    def title(self) -> str:
        return self.dice.choice((*_PLAIN, *_PLAIN, *_PLAIN, *HOSTILE))

    def year(self) -> int:
        return self.center + self.dice.randint(0, self.reach)

    def date(self) -> str:
        year = self.year()
        text = f"-{-year:04}" if year < 0 else f"{year:04}"
        form = self.dice.randint(0, 9)
        if form == 0:
            return f"{text}~"
        if form == 1:
            return f"{text}?"
        if form == 2:
            return f"{text[:-1]}X"
        if form < 6:
            return f"{text}-{self.dice.randint(1, 12):02}"
        if form < 9:
            return f"{text}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"
        return text

    def span(self) -> str:
        start, end = self.year(), self.year()
        first, last = sorted((start, end))
        ends = [f"-{-each:04}" if each < 0 else f"{each:04}" for each in (first, last)]
        ends[0] = self.dice.choice((ends[0], ends[0], f"{ends[0]}~", "..", ""))
        ends[1] = self.dice.choice((ends[1], ends[1], f"{ends[1]}?", "..", ""))
        if not any(end.strip(".") for end in ends):
            return f"{first:04}/.." if first >= 0 else f"-{-first:04}/.."
        return "/".join(ends)

    def timeline(self) -> Timeline:
        most = self.dice.choice((2, 8, 30, 120))
        return Timeline(
            eras=tuple(self._eras(self.dice.randint(0, 9))),
            programs=tuple(self._programs(self.dice.randint(0, most))),
            events=tuple(self._events(self.dice.randint(0, most))),
            until=Edtf.parse("2020"),
        )

    def _eras(self, count: int) -> Iterator[Era]:
        for number in range(count):
            yield replace(era(self.title(), self.span()), id=f"era-{number}")

    def _programs(self, count: int) -> Iterator[Program]:
        for number in range(count):
            short = self.dice.choice((None, "SPP"))
            made = program(self.title(), self.span(), short=short)
            yield replace(made, id=f"program-{number}")

    def _events(self, count: int) -> Iterator[Event]:
        for number in range(count):
            when = self.span() if self.dice.random() < 0.1 else self.date()
            caveat = "doubtful" if self.dice.random() < 0.2 else None
            yield event(self.title(), when, caveat=caveat, entry=f"event-{number}")

    def figure(self) -> Figure:
        dice = self.dice
        count = dice.choice((1, 2, 5, 12, 40))
        size = dice.choice((1.0, 100.0, 1e6, 1e12, 1e-3))
        is_timed, has_parts = dice.random() < 0.7, dice.random() < 0.2
        points = []
        for number in range(count):
            plain = dice.random() * size
            value = dice.choice((None, 0.0, -plain, *[plain] * 7))
            if has_parts:
                value = abs(value or 1.0)
            is_range = dice.random() < 0.15 and value is not None and not has_parts
            points.append(
                Point(
                    at=Edtf.parse(f"{2000 + number:04}") if is_timed else None,
                    category=None if is_timed else f"{self.title()} {number}",
                    part=dice.choice(("one", self.title(), "three")) if has_parts else None,
                    value=value,
                    low=value - abs(value) / 4 if is_range and value is not None else None,
                    high=value + abs(value) / 4 if is_range and value is not None else None,
                    qualifier=dice.choice(
                        (None, None, None, "about", "more than", "at most", "alleged")
                    ),
                    comparable=False if dice.random() < 0.1 else None,
                    caveat="doubtful" if dice.random() < 0.1 else None,
                )
            )
        chosen = {} if dice.random() < 0.7 else {"chart": dice.choice(("line", "bar", "range"))}
        unit = dice.choice(("people", "USD", "%", "miles <of> fence & wall, all kinds together"))
        made = series(points, unit=unit, title=self.title(), **chosen)
        notes = tuple(
            FigureNote(number=number + 1, text=(), points=(place,), is_caveat=place % 2 == 0)
            for number, place in enumerate(sorted(dice.sample(range(count), min(count, 3))))
        )
        return Figure(series=made, notes=notes)
