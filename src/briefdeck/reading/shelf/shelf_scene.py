"""A list, a page on what its cursor is on, and a line to type in, laid out in a size.

What library and search share, a value to be shown as the reading screen's is: no Textual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, flow, line_text, line_width
from briefdeck.reading import frame
from briefdeck.reading.actions import BY_ID, key_label, keys_of
from briefdeck.reading.geometry import Box, Part, Shape, boxes
from briefdeck.reading.page import Page
from briefdeck.reading.shelf.browsing import Browsing
from briefdeck.reading.sides import NOTHING, Seen, dividers, seen_of
from briefdeck.reading.views.items import ItemsView
from briefdeck.reading.views.page import PageView
from briefdeck.reading.views.view import Bar
from briefdeck.text.width import cell_width, truncate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LIST_WISH = 72
"""Columns that a list of cards or hits would like to have."""
SHARE = 50
"""Percent of the height that the list has at most over the page."""
PROMPT_TAIL = 22
"""Cells after what is typed in the footer, for a word on what it finds."""
TYPED_KEYS = frozenset(
    {"down", "up", "pagedown", "pageup", "enter", "escape", "tab", "f1", "ctrl+p", "ctrl+q"}
)
"""Keys that do something though words are being typed."""
WAYS_OUT = frozenset({"back", "quit", "escape"})


class ShelfScene(Browsing):
    """Items to choose from, laid out in the size of the screen."""

    def lay_out(self, width: int, height: int) -> None:
        """Work out what every part shows in this size; the state is kept to what is there."""
        self.width, self.height = width, height
        self.places = boxes(self._shape())
        cursor = max(0, min(self.looking.cursor, self.count - 1))
        self.looking = replace(self.looking, cursor=cursor)
        self.parts = {}
        if "list" in self.places:
            self.parts["list"] = (self.places["list"], self._items(self.places["list"]))
        if "reader" in self.places:
            self.parts["reader"] = (self.places["reader"], self._text(self.places["reader"]))
        self._arrange_frame()
        self._arrange_sides()
        self._arrange_footer()

    def _shape(self) -> Shape:
        has_list = bool(self.count)
        shape = Shape(
            width=self.width,
            height=self.height,
            has_sections=False,
            has_prompt=self.HAS_PROMPT,
            has_list=has_list,
            is_reading=self.looking.focus == "reader" or not has_list,
            is_single=self.is_single,
            list_wish=(LIST_WISH, self.height),
            list_width=self.list_width,
            list_share=SHARE,
        )
        if shape.is_wide or not has_list:
            return shape
        head = 6 if self.HAS_PROMPT else 3
        rows = self.wished_rows(self.width - 4, max(1, (self.height - head) * SHARE // 100))
        return replace(shape, list_wish=(LIST_WISH, rows))

    def fit_list(self, box: Box) -> int:  # noqa: ARG002  # a default
        """Decide how much of each item is shown in the room of the list; give the gap between."""
        return 0

    def _lines_of(self, place: int, width: int) -> Sequence[Line]:
        if self.is_single:
            from briefdeck.reading.spoken import in_words

            return [(Span(truncate(in_words(self.item_words(place)), width + 2)),)]
        if (place, width) not in self._made:
            self._made[place, width] = self.item_lines(place, width)
        return self._made[place, width]

    def forget_items(self) -> None:
        """Draw the items anew."""
        self._made.clear()

    def _items(self, box: Box) -> ItemsView:
        gap = 0 if self.is_single else self.fit_list(box)
        view = ItemsView(
            count=self.count,
            lines_of=self._lines_of,
            gap=gap,
            cursor=self.looking.cursor,
            top=self.looking.list_top,
            is_active=not self.is_reading,
            is_plain=self.is_single,
            heading_of=(lambda _: Span("")) if self.is_single else self.heading_of,
        ).revealed(box.width, box.height)
        self.looking = replace(self.looking, list_top=view.top)
        return view

    @property
    def page(self) -> Page:
        """The page that is shown, laid out to the width of its room."""
        box = self.places["reader"]
        width = max(1, box.width - 2)
        key = (width, box.height, *self.page_key())
        if self._page[0] != key:
            self._page = (key, Page(self._page_lines(width, box.height)))
        return self._page[1]

    def _page_lines(self, width: int, height: int) -> Iterator[Line]:
        lines = self.page_lines(width, height)
        if not self.is_single:
            return lines
        from briefdeck.reading.spoken import in_words

        texts = (in_words(line_text(line)) for line in lines)
        return (line for text in texts for line in flow((Span(text),), width))

    def _text(self, box: Box) -> PageView:
        page = self.page
        top = self.first_line(page, box.height)
        page.ensure(top + box.height)
        top = max(0, min(top, len(page.lines) - box.height))
        self.looking = replace(self.looking, top=top)
        return PageView(page, top, words=self.words, margin=0 if self.is_single else 1)

    # The frame

    def _arrange_frame(self) -> None:
        lines: dict[Part, Callable[[int], tuple[Line, ...]]] = {
            "header": lambda width: (self._header(width),),
            "top": lambda width: (self._edge(width, "┌┐", is_head=not self.HAS_PROMPT),),
            "asked": self.asked_lines,
            "rule": lambda width: (self._edge(width, "├┤", is_head=True),),
            "between": lambda width: (frame.edge(width, "", titles=self._titled(width)),),
        }
        for part, lines_of in lines.items():
            if part in self.places:
                box = self.places[part]
                self.parts[part] = (box, Bar(*lines_of(box.width)))

    def _header(self, width: int) -> Line:
        facts: list[Span] = []
        for fact in self.facts():
            facts += [Span(" · ", "muted"), fact] if facts else [fact]
        title = truncate("Library", max(0, width - 3 - line_width(tuple(facts))))
        gap = " " * max(1, width - 2 - cell_width(title) - line_width(tuple(facts)))
        return (Span(" "), Span(title, "title"), Span(gap), *facts)

    def _titled(self, width: int) -> list[tuple[int, int, Line]]:
        return [(1, width - 2, frame.shortened(self.page_title(), width - 2))]

    def _edge(self, width: int, ends: str, *, is_head: bool) -> Line:
        """An edge; the one over list and page has their titles, the other that of the prompt."""
        if not is_head:
            title = frame.titled("Search all briefings", is_on=self.looking.focus == "prompt")
            return frame.edge(width, ends, titles=[(1, width - 2, title)])
        places = self.places
        titles: list[tuple[int, int, Line]] = []
        if "list" in places:
            box = places["list"]
            titles.append((box.x, box.width - 1, self.list_title(box.width - 1)))
        if "reader" in places and "between" not in places:
            box = places["reader"]
            title = self.page_title() if self.count else self.list_title(box.width - 1)
            titles.append((box.x, box.width - 1, title))
        joints = {places["second"].x: "┬"} if "second" in places else {}
        return frame.edge(width, ends, joints=joints, titles=titles)

    def _arrange_sides(self) -> None:
        rows = seen_of(self.parts, "list")
        seen: dict[Part, Seen] = {
            "left": NOTHING,
            "second": rows,
            "right": seen_of(self.parts, "reader") if "reader" in self.places else rows,
        }
        active = self.places.get("reader" if self.is_reading else "list")
        self.parts |= dividers(self.places, seen, active)

    def prompt_note(self) -> str:
        """What stands after what is typed in the footer."""
        return ""

    def _arrange_footer(self) -> None:
        box = self.places.get("footer")
        if box is None:
            return
        if self.looking.prompt:
            sign = "/" if self.looking.prompt == "narrow" else "+"
            wide = max(frame.NARROWEST_PROMPT, box.width - 4 - PROMPT_TAIL)
            self.places["prompt"] = Box(4, box.y, wide, 1)
            note = self.prompt_note()
            line = frame.prompt_footer(box.width, sign, note, is_single=self.is_single)
        elif self.is_single:
            line = frame.cut(self._foot_words(box.width), box.width)
        else:
            joints = {self.places["second"].x: "┴"} if "second" in self.places else {}
            line = frame.footer(box.width, self._foot_words(box.width - 4), joints=joints)
        self.parts["footer"] = (box, Bar(line))

    def _foot_words(self, room: int) -> Line:
        said = self.looking.message or self.standing()
        return said or frame.hints_line(self.hints(), room, WAYS_OUT)

    def hints(self) -> list[tuple[str, str, str]]:
        """(key, word, action) for the footer."""
        found = []
        for name, word in self.hint_words():
            key = self._key(name)
            if name == "down":
                key = f"{key}/{self._key('up')}"
            if key:
                found.append((key, word, name))
        return found

    def _key(self, name: str) -> str:
        """The key of an action that works now, while words are being typed or not."""
        keys = keys_of(BY_ID[name], self.keymap)
        if self.looking.focus == "prompt":
            keys = tuple(key for key in keys if key in TYPED_KEYS)
        return next(map(key_label, keys), "")

    def way_out(self, name: str) -> tuple[str, str]:
        """The hint at how to leave, and where that leads."""
        if not self.below:
            return ("escape", "leave") if name == "escape" else ("quit", "quit")
        return name, f"back to {truncate(self.below, 28)}"

    @property
    def cursor(self) -> tuple[int, int] | None:
        """The cell where the terminal's cursor stands; None: in the line to type in."""
        if self.looking.prompt or self.looking.focus == "prompt":
            return None
        box, view = self.parts.get("reader" if self.is_reading else "list", (None, None))
        if box is None:
            return 0, 0
        row = view.cursor_row(box.width, box.height) if isinstance(view, ItemsView) else 0
        return box.x, box.y + min(row, box.height - 1)
