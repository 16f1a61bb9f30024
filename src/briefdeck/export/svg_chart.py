"""What all pictures of figures share: hedges as hatching, notes by number, keys and legend."""

from collections.abc import Iterator, Sequence
from typing import Final

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.draw.legend import BREAK_ACROSS, VALUE_SIGNS
from briefdeck.draw.lines import line_text
from briefdeck.draw.ticks import with_room
from briefdeck.draw.together import Member, Together
from briefdeck.draw.units import HEDGE_SIGNS
from briefdeck.export.glyphs import LETTER, NOTE_SIZE, PIXELS, width
from briefdeck.export.svg_parts import (
    LINE_HEIGHT,
    box,
    element,
    escaped,
    group,
    line,
    paragraph,
    title,
    words,
)
from briefdeck.model.briefing import Point
from briefdeck.model.figures import is_hedged, located_words, unit_words
from briefdeck.text.words import one_line

HATCH, RANGE, NO_VALUE, LEFT_OUT = "▒", "┣", "·", "┊"
_UPWARDS: Final = frozenset(">≥≈")
"""Signs of hedges that leave the end of a bar open."""


class Chart:
    """A picture of figures that grows downwards; `y` is where the next part begins."""

    def __init__(self, figures: Together, size: int, ids: str) -> None:
        self.figures = figures
        self.size = size
        self.ids = ids
        self.y = 0
        self.used: set[str] = set()
        self.hatched: set[str] = set()

    @property
    def is_one(self) -> bool:
        """Whether it shows a single figure."""
        return len(self.figures.members) == 1

    def head(self, more: str = "") -> str:
        """Return what is counted, and the names of figures where there are several."""
        said = unit_words(self.figures.members[0].shown.series) + more
        drawn, self.y = paragraph(said, 0, self.y + LINE_HEIGHT - 3, self.size)
        self.y -= 6
        if not self.is_one:
            drawn += "".join(map(self._key, self.figures.members))
        return drawn

    def _key(self, member: Member) -> str:
        top = self.y + 6
        name = one_line(member.shown.series.title)
        swatch = box(0, top, 10, 10, "bd-bar") + words(member.letter, 16, top + 10, "sign")
        said, end = paragraph(name, 32, top + 10, self.size - 32, "label")
        self.y = end - LINE_HEIGHT + 4
        return group((swatch, said), self.hue(member))

    def hue(self, member: Member) -> str:
        """Return the class of a member's colour."""
        return "bd-figure" if self.is_one else f"bd-part-{member.place + 1}"

    def said(self, member: Member, place: int) -> str:
        """Return a point in words, as its title."""
        series = member.shown.series
        return title(located_words(series, series.points[place]))

    def notes(self, member: Member, place: int) -> str:
        """Return the numbers of a point's notes: `1 ⚠3`."""
        return line_text(member.shown.marks[place])

    def labelled(self, said: str, notes: str, x: float, y: float, kind: str = "label") -> str:
        """Return a value with the numbers of its notes behind it."""
        self.used |= {CAVEAT_SIGN} & set(notes)
        content = escaped(said)
        if notes:
            content += " " if said else ""
            content += element("tspan", escaped(notes), class_="bd-note", dy=-3)
        return element("text", content, class_=f"bd-{kind}", x=round(x, 2), y=round(y, 2))

    def bar(
        self, at: tuple[float, float], size: tuple[float, float], point: Point, hue: str, end: str
    ) -> str:
        """Return a bar or column; a hedged one is hatched, and open where it may go on.

        end: the side at which it ends, one of "right", "left", "top", "bottom".
        """
        (x, y), (wide, high) = at, size
        if not is_hedged(point):
            return box(x, y, wide, high, "bd-bar")
        self.used.add(HATCH)
        self.hatched.add(hue)
        right, bottom = round(x + wide, 2), round(y + high, 2)
        corners = {
            "right": [(right, y), (x, y), (x, bottom), (right, bottom)],
            "left": [(x, y), (right, y), (right, bottom), (x, bottom)],
            "top": [(x, y), (x, bottom), (right, bottom), (right, y)],
            "bottom": [(x, bottom), (x, y), (right, y), (right, bottom)],
        }[end]
        path = "M" + "L".join(f"{across} {down}" for across, down in corners)
        sign = HEDGE_SIGNS[point.qualifier] if point.qualifier else "≈"
        if sign not in _UPWARDS:
            path += "z"
        fill = element(
            "rect",
            x=x,
            y=y,
            width=round(wide, 2),
            height=round(high, 2),
            fill=f"url(#{self.ids}bd-{hue}-hatch)",
        )
        return fill + element("path", class_="bd-edge", d=path)

    def hatches(self) -> str:
        """Return the patterns that hedged bars are filled with."""
        return "".join(
            element(
                "pattern",
                line(0, 3, 6, 3, "hatch"),
                id=f"{self.ids}bd-{hue}-hatch",
                class_=hue,
                width=6,
                height=6,
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(-45)",
            )
            for hue in sorted(self.hatched)
        )

    def foot(self, labels: Sequence[tuple[int, str]], baseline: float) -> Iterator[str]:
        """Yield labels centered under their ticks, as many as have room."""
        for label in with_room(labels, self.size, PIXELS):
            middle = label.start + width(label.text) / 2
            yield words(label.text, middle, baseline, "tick bd-middle")

    def legend(self) -> str:
        """Return what the signs mean that are used."""
        x, parts = 0, []
        for sign in [sign for sign in VALUE_SIGNS if sign in self.used]:
            size = 24 + width(VALUE_SIGNS[sign])
            if x and x + size > self.size:
                x, self.y = 0, self.y + LINE_HEIGHT
            top = self.y + LINE_HEIGHT
            said, end = paragraph(VALUE_SIGNS[sign], x + 22, top, self.size - 22)
            parts.append(self._swatch(sign, x, top - 9) + said)
            x, self.y = x + size + 2 * LETTER, end - 2 * LINE_HEIGHT
        self.y += LINE_HEIGHT if parts else 0
        return group(parts, "bd-legend") if parts else ""

    def _swatch(self, sign: str, x: int, top: int) -> str:
        match sign:
            case "▒":
                self.hatched.add("bd-legend")
                fill = f"url(#{self.ids}bd-bd-legend-hatch)"
                return element("rect", x=x, y=top, width=16, height=9, fill=fill)
            case "╌":
                return line(x, top + 5, x + 16, top + 5, "break")
            case "┊":
                return line(x + 8, top - 2, x + 8, top + 11, "gap")
            case _:
                kind = "caveat" if sign == CAVEAT_SIGN else "muted"
                return words(sign, x + 8, top + 9, f"{kind} bd-middle")

    def across(self, y: float, start: float, end: float) -> str:
        """Return what parts values that must not be compared."""
        self.used.add(BREAK_ACROSS)
        return line(start, y, end, y, "break")

    def down(self, x: float, top: float, bottom: float) -> str:
        """Return the same between values side by side."""
        self.used.add(BREAK_ACROSS)
        return line(x, top, x, bottom, "break")


def label_width(said: str, notes: str) -> int:
    """Return how long a value is with the numbers of its notes."""
    blank = " " if said and notes else ""
    return width(said) + width(blank + notes, NOTE_SIZE)
