"""What stands around list and text: header, edges, ribbon, timeline, card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefdeck.draw.lines import Line, Span, line_text
from briefdeck.reading import frame
from briefdeck.reading.geometry import RAIL_WIDTH, Box, Part
from briefdeck.reading.scene.standing import Standing
from briefdeck.reading.sides import NOTHING, Seen, dividers, seen_of
from briefdeck.reading.views.view import Bar
from briefdeck.text.width import truncate

if TYPE_CHECKING:
    from briefdeck.draw.ribbon import Ribbon


class Surround(Standing):
    """The frame, the drawn time, and the card at a link."""

    def _arrange_times(self) -> None:
        if "ribbon" in self.places:
            self._arrange_ribbon(self.places["ribbon"])
        if "drawing" in self.places:
            from briefdeck.reading.times import drawn_timeline

            box = self.places["drawing"]
            lines = drawn_timeline(self.shown_index, self.reading, box.width, box.height)
            self.parts["drawing"] = (box, Bar(*lines))

    def _drawing_wish(self) -> int:
        """In how many lines the drawn timeline has its room, whatever part of it is in view."""
        key = (self.reading.filters, self.reading.hidden_lane, self.width)
        if self._drawn_height[0] != key:
            from briefdeck.reading.times import drawn_height

            height = drawn_height(self.shown_index, self.reading, self.width - 2)
            self._drawn_height = (key, height)
        return self._drawn_height[1]

    def _arrange_ribbon(self, box: Box) -> None:
        """The ribbon between the sides of the frame; the edge over it is its scale."""
        drawn = self._ribbon(box.width - 4)
        lines = [frame.framed(line, box.width) for line in drawn.lines(box.height)]
        self.parts["ribbon"] = (box, Bar(*lines))
        # A cell for the side of the frame, and the blank before each label.
        titles: list[tuple[int, int, Line]] = [
            (cell + 1, box.width, (Span(f" {label} ", "axis"),)) for cell, label in drawn.ticks
        ]
        edge = frame.edge(box.width, "├┤", joints=self._joints("┴"), titles=titles)
        self.parts["middle"] = (self.places["middle"], Bar(edge))

    def _ribbon(self, width: int) -> Ribbon:
        """The ribbon, drawn anew only where it would be another."""
        from briefdeck.draw.ribbon import ribbon

        index, entry = self.shown_index, self.reading.place.entry
        selected = entry if entry in index.by_id else None
        before = self._drawn
        if before is None or before[0] is not index or before[1] != (width, selected):
            before = (index, (width, selected), ribbon(index, width, selected=selected))
            self._drawn = before
        return before[2]

    def _peek_wish(self) -> int:
        """In how many lines the card has its room."""
        from briefdeck.reading.peek import MOST_ROWS

        return len(self._peek_lines(MOST_ROWS))

    def _peek_lines(self, height: int) -> tuple[Line, ...]:
        from briefdeck.reading.peek import peek_lines

        width, origin = max(10, self.places["peek"].width - 2), self.reading.place.entry
        return peek_lines(
            self.deck, self.reading.peek or "", origin, width, height, is_spoken=self.is_single
        )

    def _arrange_peek(self) -> None:
        if "peek" in self.places and self.reading.peek is not None:
            box = self.places["peek"]
            lines = self._peek_lines(box.height)
            if self.is_single:
                from briefdeck.reading.spoken import in_words

                words = [truncate(in_words(line_text(line)), box.width) for line in lines]
                self.parts["peek"] = (box, Bar(*((Span(each),) for each in words)))
                return
            self.parts["peek"] = (box, Bar(*((Span(" "), *line) for line in lines)))

    def _arrange_frame(self) -> None:
        places = self.places
        lines: dict[Part, Callable[[int], Line]] = {
            "header": lambda width: frame.header(
                self.deck, self.reading, width, warning=self.warning
            ),
            "top": self._top_edge,
            "between": lambda width: frame.edge(width, "", titles=[(1, width - 2, self._note())]),
            "rule": self._rule,
            "peek-edge": self._peek_edge,
        }
        for part, line_of in lines.items():
            if part in places:
                self.parts[part] = (places[part], Bar(line_of(places[part].width)))
        self._arrange_sides()

    def _peek_edge(self, width: int) -> Line:
        title = frame.titled("Peek", is_on=False)
        return title if self.is_single else frame.edge(width, "", titles=[(1, width - 2, title)])

    def _arrange_sides(self) -> None:
        rows = seen_of(self.parts, "list")
        seen: dict[Part, Seen] = {
            "left": NOTHING,
            "first": seen_of(self.parts, "sections"),
            "second": rows,
            "right": seen_of(self.parts, "reader") if "reader" in self.places else rows,
        }
        self.parts |= dividers(self.places, seen, self.places.get(self.focus_part))

    def _joints(self, sign: str) -> dict[int, str]:
        parts: tuple[Part, ...] = ("first", "second")
        if sign == "┬" and "drawing" in self.places:
            parts = ("first",)
        return {self.places[part].x: sign for part in parts if part in self.places}

    def _top_edge(self, width: int) -> Line:
        sections = self.sections
        if not self.shape.has_rail:
            names = [found.name for found in sections]
            at = names.index(self.section) if self.section in names else 0
            listed = [(found.name, found.title, self.count_of(found)) for found in sections]
            note = () if "between" in self.places else self._note()
            is_on = self.focus_part in {"list", "sections"} or not self.has_list
            return frame.tabs(listed, at, width, is_on=is_on, note=note)
        focus = self.focus_part
        found = self.deck.section(self.section)
        title = frame.titled(found.title if found else "", is_on=focus in {"list", "reader"})
        if self.reading.is_finding:
            title = ()
        titles = [
            (1, RAIL_WIDTH, frame.titled("Sections", is_on=focus == "sections")),
            (RAIL_WIDTH + 2, width - RAIL_WIDTH - 4, (*title, *self._note())),
        ]
        return frame.edge(width, "┌┐", joints=self._joints("┬"), titles=titles)

    def _rule(self, width: int) -> Line:
        """The edge under the drawn timeline."""
        x = self.places["rule"].x
        joints = {column - x: "┬" for column in self._joints(" ")}
        return frame.edge(width, "", joints=joints)

    def _note(self) -> Line:
        """What the list shows of what there is: matches, a filter, what this level leaves out."""
        reading = self.reading
        if reading.is_finding:
            return frame.titled(f"Find “{reading.query}”", is_on=True, note=str(len(reading.hits)))
        words = []
        conditions = reading.filters.sentence(self.deck.name)
        if conditions:
            total = len(self.deck.rows(self.section))
            count = f" · {len(self.listed):,} of {total:,}" if total else ""
            words.append(f"{conditions}{count}")
        hidden = self.deck.hidden(self.section, reading.level)
        if hidden:
            words.append(f"{hidden:,} more at full")
        return (Span(f" {' · '.join(words)} ", "caveat"),) if words else ()
