"""A timeline painted as SVG; where everything stands is worked out by `briefdeck.draw`."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefdeck.draw.axis import Scale, labelled, ticks
from briefdeck.draw.bands import named_bands
from briefdeck.draw.density import FULL_FROM, buckets, unit_of
from briefdeck.draw.items import LANES, Item, Lane, TimelineIndex, Track
from briefdeck.draw.legend import CAVEAT
from briefdeck.draw.marks import EARLIER, LATER, end_signs, mark_signs
from briefdeck.draw.naming import Naming
from briefdeck.draw.packing import packed
from briefdeck.draw.timeline import HEADINGS
from briefdeck.export.glyphs import LETTER, PIXELS
from briefdeck.export.svg_parts import (
    LINE_HEIGHT,
    MARGIN,
    Painted,
    box,
    element,
    escaped,
    group,
    line,
    paragraph,
    title,
    words,
)
from briefdeck.export.svg_signs import RADIUS, SHAPES, legend
from briefdeck.model.datewords import date_words
from briefdeck.text.words import counted, listed

Link = Callable[[str], str]
MOST_ROWS: Final = 60
"""Of one lane; what has no room in them is drawn by height."""
ROW_HEIGHT: Final = {"era": 26, "program": 24, "event": 20}
BAR_HEIGHT: Final = {"era": 20, "program": 16}
AXIS_HEIGHT: Final = 22
COLUMN_HEIGHT: Final = 32
COLUMN_WIDTH: Final = 6


class _Painter:
    """Paints a timeline from top to bottom; `y` is where the next part begins."""

    def __init__(self, index: TimelineIndex, size: int, link: Link | None) -> None:
        self.scale = Scale(index.fitted, size, index.zone.words, PIXELS)
        self.index = index
        self.link = link
        self.y = AXIS_HEIGHT
        self.signs: set[str] = set()
        self.shortened = 0

    def painted(self) -> list[str]:
        """Return everything: lanes over the grid of the axis, and what the signs mean."""
        lanes = [part for lane in LANES for part in self._lane(lane)]
        axis = list(self._axis(self.y))
        shown, end = legend(self.signs, self.y + LINE_HEIGHT + 4, self.scale.width)
        self.y = end - 6
        return [*axis, *lanes, shown]

    def _axis(self, bottom: int) -> Iterator[str]:
        placed = ticks(self.scale)
        starts = list(labelled(placed, self.scale))
        named = {tick.cell for _, tick in starts}
        for tick in placed:
            end = bottom if tick.cell in named else AXIS_HEIGHT
            yield line(tick.cell + 0.5, AXIS_HEIGHT - 4, tick.cell + 0.5, end, "grid")
        yield line(0, AXIS_HEIGHT - 4, self.scale.width, AXIS_HEIGHT - 4, "axis")
        for start, tick in starts:
            yield words(tick.label, start, AXIS_HEIGHT - 9, "tick")

    def _lane(self, lane: Lane) -> Iterator[str]:
        track = self.index.tracks[lane]
        if not track.items:
            return
        yield words(HEADINGS[lane], 0, self.y + LINE_HEIGHT, "head")
        self.y += LINE_HEIGHT + 8
        view = self.scale.view
        for sign, item in [(EARLIER, item) for item in track.before(view)] + [
            (LATER, item) for item in track.after(view)
        ]:
            yield self._outside(sign, item)
        items = track.within(view)
        rows = named_bands(items, self.scale) if lane == "era" else None
        left: Sequence[Item] = ()
        if rows is None:
            found = packed(items, self.scale, MOST_ROWS)
            rows = [list(row.fitted(self.scale)) for row in found.rows]
            if found.named is not None:
                named = set(found.named)
                left = [item for place, item in enumerate(items) if place not in named]
        for row in rows:
            for naming in row:
                yield self._item(naming)
            self.y += ROW_HEIGHT[lane]
        if left:
            yield from self._many(lane, left)

    def _outside(self, sign: str, item: Item) -> str:
        """Return what lies outside the view, said in words."""
        self.signs.add(sign)
        mark = SHAPES[sign](6, self.y + 8)
        said, end = paragraph(
            _said(item), 2 * LETTER, self.y + 12, self.scale.width - 2 * LETTER, "label"
        )
        self.y = end - 8
        return self._linked(item, mark + said)

    def _linked(self, item: Item, content: str) -> str:
        era = f" bd-era-{item.era % 6 + 1}" if item.era >= 0 else ""
        shown = group((title(_said(item)), content), f"bd-{item.lane}{era}")
        address = self.link(item.id) if self.link is not None else ""
        return element("a", shown, href=address) if address else shown

    def _item(self, naming: Naming) -> str:
        item = naming.item
        is_bar = item.is_span and item.lane != "event"
        shape = self._bar(naming) if is_bar else self._mark(naming)
        if not naming.name or naming.spot == "none":
            return self._linked(item, shape)
        middle = self.y + ROW_HEIGHT[item.lane] // 2
        name = escaped(naming.name)
        if naming.name not in {item.title, item.short}:
            self.shortened += 1
        if item.has_caveat:
            self.signs.add(CAVEAT)
            name += " " + element("tspan", "⚠", class_="bd-caveat")
        # Letters are mostly narrower than they are measured: what ends at a mark is set from it.
        is_before = naming.spot == "before"
        at = naming.first - LETTER if is_before else naming.name_start(LETTER)
        kinds = {"before": "bd-label bd-end", "after": "bd-label", "inside": "bd-inside"}
        return self._linked(
            item, shape + element("text", name, class_=kinds[naming.spot], x=at, y=middle + 4)
        )

    def _mark(self, naming: Naming) -> str:
        """Return the mark of a date, and a stroke to where it may lie or up to which it lasts."""
        item, middle = naming.item, self.y + ROW_HEIGHT[naming.item.lane] // 2
        opening, closing = mark_signs(item, self.scale)
        self.signs |= {opening, closing} - {""}
        start, end = naming.first + LETTER // 2, naming.last + 1 - LETTER // 2
        stroke = ""
        if closing:
            kind = "lasting" if item.is_span else "within"
            stroke = line(start, middle, naming.last + 1, middle, kind)
        has_room = end - start >= LETTER + RADIUS
        last = SHAPES[closing](end, middle) if has_room and closing != "┄" else ""
        return stroke + SHAPES[opening](start, middle) + last

    def _bar(self, naming: Naming) -> str:
        """Return a bar, dashed where it only perhaps was, with the signs of its ends."""
        item, height = naming.item, BAR_HEIGHT[naming.item.lane]
        top = self.y + (ROW_HEIGHT[item.lane] - height) // 2
        first, until = naming.first, naming.last + 1
        band = box(first, top, until - first, height, "bd-ground")
        band += box(first, top, until - first, height, "bd-band")
        sure_from, sure_to = self._sure(naming)
        edges = [
            (first, sure_from, "perhaps"),
            (sure_from, sure_to, "edge"),
            (sure_to, until, "perhaps"),
        ]
        for start, end, kind in edges:
            if start < end:
                path = f"M{start} {top}H{end}M{start} {top + height}H{end}"
                band += element("path", class_=f"bd-{kind}", d=path)
                self.signs |= {"╍"} if kind == "perhaps" else set()
        opening, closing = end_signs(item, self.scale, "", "")
        middle = top + height / 2
        if until - first < 3 * LETTER and opening and closing:
            opening = ""
        for sign, at, edge in ((opening, first + 7, first), (closing, until - 7, until)):
            if sign in SHAPES and sign != "╍":
                self.signs.add(sign)
                inside = min(max(at, first + LETTER // 2), until - LETTER // 2)
                band += SHAPES[sign](inside, middle)
            elif not sign:
                band += line(edge, top, edge, top + height, "edge")
        return band

    def _sure(self, naming: Naming) -> tuple[int, int]:
        """Return from where to where an item surely was."""
        item, scale = naming.item, self.scale
        first, until = naming.first, naming.last + 1
        sure_from = first if item.solid_from <= item.begin else scale.cell(item.solid_from)
        sure_to = until if item.solid_to >= item.end else scale.last_cell(item.solid_to) + 1
        start = min(max(sure_from, first), until)
        return start, min(max(sure_to, start), until)

    def _many(self, lane: Lane, items: Sequence[Item]) -> Iterator[str]:
        """Yield what has no row by height: how many begin in each unit of time."""
        scale, track = self.scale, Track(tuple(items))
        coarse = Scale(scale.view, max(scale.width // COLUMN_WIDTH, 1))
        unit = unit_of(coarse)
        found = [bucket for bucket in buckets(track, coarse, unit) if bucket.size]
        most = max((*(bucket.size for bucket in found), FULL_FROM))
        bottom = self.y + COLUMN_HEIGHT
        for bucket in found:
            item = items[min(bucket.place, len(items) - 1)]
            era = f" bd-era-{item.era % 6 + 1}" if item.era >= 0 else ""
            height = max(COLUMN_HEIGHT * bucket.size / most, 2)
            start, end = bucket.first * COLUMN_WIDTH, (bucket.last + 1) * COLUMN_WIDTH - 1
            said = f"{unit.named(bucket.begins)}: {counted(bucket.size, lane)}"
            column = box(start, bottom - height, end - start, height, "bd-bar", title(said))
            yield group((column,), f"bd-{lane}{era}")
        noun = HEADINGS[lane].lower()
        said = f"… and {len(items):,} more {noun}, drawn only as columns, by how many {unit.words}."
        lines, end = paragraph(said, 0, bottom + LINE_HEIGHT, scale.width)
        yield lines
        self.y = end - 8


def _said(item: Item) -> str:
    caveat = " (has a caveat)" if item.has_caveat else ""
    return f"{date_words(item.when)}: {item.title}{caveat}"


def painted_timeline(
    index: TimelineIndex, width: int, name: str, link: Link | None = None
) -> Painted:
    """Return a timeline painted in a width."""
    painter = _Painter(index, width - 2 * MARGIN, link)
    body = group(painter.painted(), transform=f"translate({MARGIN} 0)")
    cut = painter.shortened
    losses = (f"the {'end' if cut == 1 else 'ends'} of {counted(cut, 'name')}",) if cut else ()
    counts = [
        counted(len(track.items), lane) for lane, track in index.tracks.items() if track.items
    ]
    return Painted(body, width, painter.y, name, listed(counts), losses)
