"""What the list shows, and the rail of the sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, flow, line_text
from briefdeck.reading import frame
from briefdeck.reading.entry_rows import (
    entry_lines,
    entry_signs,
    lead_width,
    under_heading,
    wish,
    with_heading,
)
from briefdeck.reading.geometry import MEASURE
from briefdeck.reading.scene.standing import NOWHERE, PAGES_KEPT, Standing
from briefdeck.reading.views.items import ItemsView, LinesOf, no_heading
from briefdeck.reading.views.view import Bar, View
from briefdeck.text.width import cell_width, truncate

HEADINGS_FROM = 12
"""Rows of a list from which events stand under their years; in a lower one they say them."""


class ListScene(Standing):
    """The list of what the present section holds, or of what was found."""

    def _wish(self) -> tuple[int, int]:
        """How wide and how high the list would like to be."""
        if not self.has_list or self.reading.mode != "panes":
            # Text that is read on must not be broken anew in every section.
            return (0, 0)
        if self.reading.is_finding:
            return (MEASURE, 2 * len(self.reading.hits))
        rows = self.deck.visible_rows(self.section, self.reading.filters)
        key = (self.section, self.reading.filters, self.width)
        if key not in self._wishes:
            if len(self._wishes) > PAGES_KEPT:
                self._wishes.clear()
            lead = lead_width(rows, self.width, with_heading)
            room = max(10, self.width - 4)
            heights = [
                len(entry_lines(with_heading(row), lead, self._signs(row.entry), room))
                for row in rows[: self.height]
            ]
            self._wishes[key] = (wish(rows, 2), sum(heights))
        return self._wishes[key]

    def _found_lines(self, place: int, width: int) -> Sequence[Line]:
        """A match in two lines; in words where one part is shown without a frame."""
        hit, words = self.reading.hits[place], self.reading.words
        if self.is_single:
            return [(Span(self._row_words(hit)),)]
        from briefdeck.reading.shelf.hits import found_lines

        if self._found_words is not words:
            self._found_words = words
            self._found.clear()
        if (hit, width) not in self._found:
            self._found[hit, width] = found_lines(self.deck, hit, words, width)
        return self._found[hit, width]

    def _signs(self, entry_id: str) -> Line:
        if not entry_id:
            return ()
        own = self.own.signs(entry_id) if self.own is not None else ()
        return (*own, *entry_signs(self.deck, entry_id))

    def _list(self) -> View:
        if self.reading.is_finding:
            return self._found_list()
        rows = self.deck.visible_rows(self.section, self.reading.filters)
        box = self.places["list"]
        has_headings = box.height >= HEADINGS_FROM and not self.is_single
        shown = under_heading if has_headings else with_heading
        lead = lead_width(rows, box.width, shown)

        def lines_of(place: int, width: int) -> Sequence[Line]:
            row = shown(rows[place])
            if self.is_single:
                return [(Span(self._row_words(row.entry)),)]
            return entry_lines(row, lead, self._signs(row.entry), width)

        def heading_of(place: int) -> Span:
            return Span(rows[place].heading, rows[place].style)

        def says_heading(place: int) -> bool:
            return not rows[place].lead

        return self._items(lines_of, heading_of if has_headings else no_heading, says_heading)

    def _found_list(self) -> View:
        """The matches; where there are none, what would be found."""
        reading = self.reading
        if not reading.hits:
            width = max(1, self.places["list"].width - 2)
            advice = flow((Span(reading.advice, "muted"),), width)
            return Bar(*[(Span(" "), *line) for line in advice])
        return self._items(self._found_lines, no_heading, lambda _: False)

    def _items(
        self,
        lines_of: LinesOf,
        heading_of: Callable[[int], Span],
        says_heading: Callable[[int], bool],
    ) -> ItemsView:
        """What is listed now, with the cursor in sight."""
        box, reading, listed = self.places["list"], self.reading, self.listed
        entry = reading.place.entry
        view = ItemsView(
            count=len(listed),
            lines_of=lines_of,
            cursor=listed.index(entry) if entry is not None and entry in listed else None,
            top=reading.list_top,
            is_active=self.focus_part == "list",
            is_plain=self.is_single,
            heading_of=heading_of,
            says_heading=says_heading,
        ).revealed(box.width, box.height)
        self.reading = replace(reading, list_top=view.top)
        return view

    def _row_words(self, entry_id: str) -> str:
        """An entry's row as it is spoken, in the width of the screen."""
        # Only who has chosen this layout waits for what makes words of briefings.
        from briefdeck.reading.spoken import entry_words

        own = line_text(self.own.signs(entry_id)) if self.own is not None else ""
        width = self.places["list"].width
        return entry_words(self.deck, entry_id, own, width, says_kind=self.reading.is_finding)

    @property
    def list_view(self) -> ItemsView | None:
        """The list that is shown."""
        view = self.parts.get("list", (NOWHERE, None))[1]
        return view if isinstance(view, ItemsView) else None

    def _rail(self) -> ItemsView:
        sections = self.sections
        names = [found.name for found in sections]

        def lines_of(place: int, width: int) -> list[Line]:
            found = sections[place]
            count = self.count_of(found)
            tail = f"{count:,}" if count else ""
            number = str(place) if place < 10 else " "
            room = width - 3 - cell_width(tail)
            short = frame.SHORT_TITLES.get(found.name, found.title)
            title = found.title if cell_width(found.title) <= room else truncate(short, room)
            gap = " " * max(1, width - 2 - cell_width(title) - cell_width(tail))
            return [(Span(f"{number} ", "muted"), Span(title), Span(gap), Span(tail, "muted"))]

        view = ItemsView(
            count=len(sections),
            lines_of=lines_of,
            cursor=names.index(self.section) if self.section in names else None,
            is_active=self.focus_part == "sections",
        )
        box = self.places["sections"]
        return view.revealed(box.width, box.height)
