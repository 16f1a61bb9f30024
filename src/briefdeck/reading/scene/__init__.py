"""The reading screen as a value to be shown: what each part draws, and where it stands.

Knows nothing of Textual, so that the first frame shows the same as the screen after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.draw.lines import Line
from briefdeck.reading import frame, state
from briefdeck.reading.geometry import Box, Part, Shape, boxes
from briefdeck.reading.page import same_place
from briefdeck.reading.scene.listing import ListScene
from briefdeck.reading.scene.standing import NOWHERE, Parts
from briefdeck.reading.scene.surround import Surround
from briefdeck.reading.scene.text import TextScene
from briefdeck.reading.views.items import ItemsView
from briefdeck.reading.views.page import PageView
from briefdeck.reading.views.view import Bar

if TYPE_CHECKING:
    from briefdeck.evidence.verdicts import Verification
    from briefdeck.library.history import LastChange
    from briefdeck.reading.deck import Deck
    from briefdeck.reading.page import Page


PROMPT_SIGNS = {"find": "/", "date": "@"}
PROMPT_TAIL = 22
"""Cells after what is typed, for a word on what it finds."""


class Scene(ListScene, TextScene, Surround):
    """A briefing, where its reader is, and how that is laid out in the size of the screen."""

    def __init__(
        self,
        deck: Deck,
        reading: state.Reading,
        hints: Callable[[Scene], Sequence[tuple[str, str, str]]],
        *,
        keymap: Mapping[str, tuple[str, ...]] | None = None,
        is_single: bool = False,
    ) -> None:
        """`hints` gives (key, word, action) for the footer, the most useful first.

        keymap, is_single: as in `Standing`.
        """
        super().__init__(deck, reading, keymap=keymap, is_single=is_single)
        self.hints = hints

    def lay_out(self, width: int, height: int) -> None:
        """Work out what every part shows in this size; the state is kept to what is there."""
        self.width, self.height = width, height
        self.shape = self._shape()
        self.places = boxes(self.shape)
        if "peek" in self.places:
            self.shape = replace(self.shape, peek_wish=self._peek_wish())
            self.places = boxes(self.shape)
        self._keep_letters()
        parts: Parts = {}
        if "list" in self.places:
            parts["list"] = (self.places["list"], self._list())
        if "sections" in self.places:
            parts["sections"] = (self.places["sections"], self._rail())
        if "reader" in self.places:
            parts["reader"] = (self.places["reader"], self._text())
        self.parts = parts
        self._arrange_times()
        self._arrange_peek()
        self._arrange_frame()
        self._arrange_footer()

    def _shape(self) -> Shape:
        reading = self.reading
        is_drawn = self.is_drawn
        return Shape(
            width=self.width,
            height=self.height,
            has_list=self.has_list,
            has_ribbon=self._has_times and not is_drawn and not reading.is_finding,
            is_ribbon_wanted=reading.place.focus == "ribbon",
            has_drawing=is_drawn,
            drawing_wish=self._drawing_wish() if is_drawn else 0,
            has_peek=reading.peek is not None,
            is_reading=reading.place.focus == "reader" or not self.has_list,
            is_single=self.is_single,
            mode=reading.mode,
            list_wish=self._wish(),
            list_width=self.list_width,
            measure=self.measure,
        )

    def _arrange_footer(self) -> None:
        box = self.places.get("footer")
        if box is None:
            return
        if self.reading.prompt:
            wide = max(frame.NARROWEST_PROMPT, box.width - 4 - PROMPT_TAIL)
            self.places["prompt"] = Box(4, box.y, wide, 1)
            line = self._prompt_foot(box.width)
        elif self.reading.mode in {"zen", "present"} or self.shape.is_single:
            line = frame.cut(self._foot_words(box.width), box.width)
        else:
            joints = {} if "ribbon" in self.places else self._joints("┴")
            line = frame.footer(box.width, self._foot_words(box.width - 4), joints=joints)
        self.parts["footer"] = (box, Bar(line))

    def _foot_words(self, room: int) -> Line:
        return self.reading.message or frame.hints_line(self.hints(self), room)

    def _prompt_foot(self, width: int) -> Line:
        """The footer around what is being typed."""
        reading = self.reading
        count = ""
        if reading.prompt == "find" and reading.query:
            count = f"{len(reading.hits):,} found" if reading.hits else "nothing found"
        sign = PROMPT_SIGNS.get(reading.prompt, ">")
        return frame.prompt_footer(width, sign, count, is_single=self.is_single)

    @property
    def cursor(self) -> tuple[int, int]:
        """The cell of the screen where the terminal's cursor stands: the row with the focus."""
        focus: Part = self.focus_part
        if focus == "list" and "list" not in self.places:
            focus = "reader"
        if focus == "ribbon" and "ribbon" not in self.places:
            focus = "drawing"
        if self.is_single and "peek" in self.parts:
            focus = "peek"
        box, view = self.parts.get(focus, (NOWHERE, None))
        row = 0
        if isinstance(view, ItemsView):
            row = view.cursor_row(box.width, box.height)
        elif isinstance(view, PageView):
            row = view.link_row
        return box.x, box.y + min(row, box.height - 1)

    def take_verification(self, found: Verification) -> None:
        """Show what is known of quotations; what stands at the top of the text stays there."""
        before = self.page if self.width else None
        self.deck.take_verification(found)
        self.forget_pages()
        self._filtered = None
        filters = self.reading.filters
        if filters.is_unverified and not self.reading.is_finding:
            self.reading = state.filtered(self.reading, filters, self.ids_of(self.section))
        self._stay_at(before)

    def take_last_changes(self, found: Mapping[str, LastChange]) -> None:
        """Show who changed which entry last, as far as that is known."""
        before = self.page if self.width else None
        self.last_changes = found
        self.forget_pages()
        self._stay_at(before)

    def _stay_at(self, before: Page | None) -> None:
        """Keep at the top of the text what stood there on the page as it was laid out before."""
        if before is not None:
            top = same_place(before, self.page, self.reading.place.top)
            self.reading = state.scroll(self.reading, top)

    def take_deck(self, deck: Deck) -> None:
        """Show a changed briefing, at the same place as far as it is still there."""
        self.deck = deck
        self._pages.clear()
        self._wishes.clear()
        self._found.clear()
        self._filtered = None
        self.__dict__.pop("index", None)
