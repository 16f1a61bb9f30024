"""Eras as bands side by side, or one a row like stairs, or all numbered in one row."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from briefdeck.draw.axis import Scale
from briefdeck.draw.hues import era_style
from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Row, Span, Style
from briefdeck.draw.marks import PERHAPS, end_signs, extent
from briefdeck.draw.naming import Naming
from briefdeck.draw.packing import MOST_ROWS, Packing, pack
from briefdeck.text.width import cell_width, truncate

LONGEST_STAIRCASE = 16
PLATE_ENDS = "▐▌"
SHORTEST_NAME = 4
"""Cells: less of a name says nothing."""
WALL = "│"


class _Stretch(NamedTuple):
    """The cells over which an era's band is drawn, which may leave its first one to another."""

    item: Item
    first: int
    last: int

    def naming(self) -> Naming:
        """Return it as an item with its name inside."""
        item, first, last = self
        return Naming(item, first, last, "inside", item.title, first, last)

    def holds_name(self, scale: Scale) -> bool:
        room = self.last - self.first + 1 - 4 * scale.letters.size
        return scale.letters.width(self.item.title) <= room


def bands(
    items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None
) -> Packing:
    """Return bands in at most `most` rows, overlapping ones below each other.

    Where those rows are too few all stand in one. In print (None) every name is whole, in its
    band or beside it.
    """
    rows, is_full = _rows(items, scale, MOST_ROWS if most is None else most)
    if is_full and most is not None:
        return Packing([one_row(items, scale, selected)] if most else [], is_full=True)
    if most is not None or _hold_names(rows, scale, is_full=is_full):
        return Packing([_drawn(row, scale, selected) for row in rows])
    if len(items) > LONGEST_STAIRCASE:
        return pack(items, scale, MOST_ROWS, selected)
    packing = Packing()
    for (naming,) in _staircase(items, scale):
        row = Row()
        row.put(naming.start, naming.spans(scale, is_selected=naming.item is selected))
        packing.rows.append(row)
    return packing


def named_bands(items: Sequence[Item], scale: Scale) -> list[list[Naming]] | None:
    """Return the same as `bands` in print, unpainted; None where eras are to be packed."""
    rows, is_full = _rows(items, scale, MOST_ROWS)
    if _hold_names(rows, scale, is_full=is_full):
        return [[stretch.naming() for stretch in row] for row in rows]
    return _staircase(items, scale) if len(items) <= LONGEST_STAIRCASE else None


def _hold_names(rows: Sequence[Sequence[_Stretch]], scale: Scale, *, is_full: bool) -> bool:
    """Whether every band has room for its name."""
    return not is_full and all(stretch.holds_name(scale) for row in rows for stretch in row)


def _staircase(items: Sequence[Item], scale: Scale) -> list[list[Naming]]:
    """Return every item on a row of its own, in order, with its name."""
    return [[Naming.of(item, scale).fitted(scale, -1, scale.width)] for item in items]


def _rows(
    items: Sequence[Item], scale: Scale, most: int | None
) -> tuple[list[list[_Stretch]], bool]:
    """Return bands in rows, and whether there are too few rows for all of them."""
    rows: list[list[_Stretch]] = []
    is_full = False
    for item in items:
        stretch = _Stretch(item, *extent(item, scale))
        if _add(rows, stretch):
            continue
        if most is None or len(rows) < most:
            rows.append([stretch])
        else:
            is_full = True
    return rows, is_full


def _add(rows: list[list[_Stretch]], stretch: _Stretch) -> bool:
    """Put a band into the first row that has room; False where none has.

    A cell that two eras share, one ending and one beginning in it, goes to the earlier one.
    """
    for row in rows:
        before = row[-1]
        if before.last < stretch.first:
            row.append(stretch)
            return True
        is_after = before.item.end < stretch.item.begin
        if is_after and before.last == stretch.first < stretch.last:
            row.append(stretch._replace(first=stretch.first + 1))
            return True
    return False


def _drawn(stretches: Sequence[_Stretch], scale: Scale, selected: Item | None) -> Row:
    row = Row()
    followers = [stretch.first for stretch in stretches[1:]]
    for stretch, following in zip(stretches, [*followers, None], strict=True):
        band = Band(
            item=stretch.item,
            first=stretch.first,
            last=stretch.last,
            is_selected=stretch.item is selected,
            is_closed=following != stretch.last + 1,
        )
        row.put(band.first, band.line(scale))
    return row


class Band(Struct, frozen=True, kw_only=True):
    """One era from cell to cell: `│ Bush–Fox ────│`, its name cut to the room there is.

    `is_closed`: its end has a wall, because no other follows at once.
    """

    item: Item
    first: int
    last: int
    is_selected: bool
    is_closed: bool

    def line(self, scale: Scale) -> Line:
        """Return the band over its own cells."""
        size = self.last - self.first + 1
        opening, closing = self._ends(scale)
        if size == 1:
            sign = closing if opening == WALL else opening
            return (Span(sign, self._style, self.item.id),)
        if closing == WALL and not self.is_closed:
            closing = self._fill
        name = self._name(size - 4)
        fill = self._fill * (size - 2 - cell_width(name))
        return (Span(opening + name + fill + closing, self._style, self.item.id),)

    def _ends(self, scale: Scale) -> tuple[str, str]:
        """Return the signs at both ends; an end that another band covers is only a wall."""
        first, last = extent(self.item, scale)
        opening, closing = end_signs(self.item, scale, WALL, WALL)
        if self.first > first + 1:
            opening = WALL
        if self.last != last:
            closing = WALL
        return opening, closing

    def _name(self, room: int) -> str:
        """Return the name between blanks, cut; empty where fewer than three cells are left."""
        title = self.item.title
        if room < min(3, cell_width(title)):
            return ""
        name = truncate(title, room)
        return f" {name} " if name else ""

    @property
    def _style(self) -> Style:
        if self.is_selected:
            return "selected"
        return self.item.style

    @property
    def _fill(self) -> str:
        if self.is_selected:
            return "═"
        return PERHAPS if self.item.starts == "open" else "─"


class _Run(NamedTuple):
    """A stretch of cells that shows one era: its place, and its ends."""

    place: int
    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def one_row(items: Sequence[Item], scale: Scale, selected: Item | None = None) -> Row:
    """Return eras in one row, each with its number, and with its name where there is room.

    Where several last at once, the one that begins last is seen, or the selected one.
    """
    row = Row()
    runs = _runs(items, scale, selected)
    widest: dict[int, _Run] = {}
    for run in runs:
        before = widest.get(run.place)
        if before is None or run.size > before.size:
            widest[run.place] = run
    for run in runs:
        item = items[run.place]
        label = f"{item.era + 1}" if widest[run.place] is run else ""
        row.put(run.first, _plate(item, run, label, scale, is_selected=item is selected))
    return row


def _plate(item: Item, run: _Run, number: str, scale: Scale, *, is_selected: bool) -> Line:
    """Return `▐4 Obama-Calderón▌`, or as much of it as there is room for."""
    ground, edge = item.style, era_style(item.era)
    if is_selected:
        ground = edge = "selected"
    if run.size < 3:
        text = number if number and len(number) <= run.size else PLATE_ENDS
        text = f"{text:<{run.size}}"[: run.size]
        return (Span(text, ground, item.id),)
    first, last = extent(item, scale)
    opening, closing = end_signs(item, scale, *PLATE_ENDS)
    if run.first > first + 1:
        opening = PLATE_ENDS[0]
    if run.last < last:
        closing = PLATE_ENDS[1]
    inner = _plate_words(item, number, run.size - 2)
    fill = PERHAPS if item.starts == "open" else " "
    inner += fill * (run.size - 2 - cell_width(inner))
    ends = [Span(sign, edge if sign in PLATE_ENDS else ground) for sign in (opening, closing)]
    if is_selected:
        # Half a cell of its colour at each end would look like another band.
        ends = [Span(" " if sign in PLATE_ENDS else sign, ground) for sign, *_ in ends]
    return tuple(span._replace(target=item.id) for span in (ends[0], Span(inner, ground), ends[1]))


def _plate_words(item: Item, number: str, room: int) -> str:
    if not number or cell_width(number) > room:
        return ""
    left = room - cell_width(number) - 1
    for name in filter(None, (item.title, item.short)):
        if cell_width(name) <= left:
            return f"{number} {name}"
    return f"{number} {truncate(item.title, left)}" if left >= SHORTEST_NAME else number


def _runs(items: Sequence[Item], scale: Scale, selected: Item | None) -> list[_Run]:
    """Return the row in stretches that show the same era."""
    runs: list[_Run] = []
    for cell, place in enumerate(_shown_by_cell(items, scale, selected)):
        if runs and runs[-1].place == place and runs[-1].last == cell - 1:
            runs[-1] = runs[-1]._replace(last=cell)
        elif place >= 0:
            runs.append(_Run(place, cell, cell))
    return runs


def _shown_by_cell(items: Sequence[Item], scale: Scale, selected: Item | None) -> list[int]:
    """Return the place of the era that is seen in each cell, -1 for none.

    A cell in which one era ends and the next begins belongs to the next, if that leaves the other
    any.
    """
    cells = [-1] * scale.width
    taken: dict[int, tuple[int, int]] = {}
    before = (-1, -1)
    for place, item in enumerate(items):
        first, last = extent(item, scale)
        if before[0] == before[1] == first < last and items[place - 1].end < item.begin:
            first += 1
        before = first, last
        cells[first : last + 1] = [place] * (last - first + 1)
        if item is selected:
            taken[place] = before
    for place, (first, last) in taken.items():
        kept = cells[last]
        cells[first : last + 1] = [place] * (last - first + 1)
        # What begins where the selected one ends keeps the cell that they share.
        if first < last and items[kept].begin > items[place].end:
            cells[last] = kept
    return cells
