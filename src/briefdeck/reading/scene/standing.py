"""Where a reader of a briefing is, and what that means for what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from briefdeck.draw.lines import Line
from briefdeck.reading import state
from briefdeck.reading.geometry import MEASURE, Box, Part, Shape
from briefdeck.reading.page import Page
from briefdeck.reading.views.view import View
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from briefdeck.document.sections import Section
    from briefdeck.draw.ribbon import Ribbon
    from briefdeck.draw.timeline import TimelineIndex
    from briefdeck.library.history import LastChange
    from briefdeck.library.query import Words
    from briefdeck.reading.deck import Deck
    from briefdeck.reading.elsewhere import Elsewhere
    from briefdeck.reading.own import Own


PAGES_KEPT = 48
NOWHERE = Box(0, 0, 3, 1)
"""Where text would stand on a screen that has room for none."""
Parts = dict[Part, tuple[Box, View]]


class Standing:
    """A briefing, where its reader is, and in which size that is shown."""

    def __init__(
        self,
        deck: Deck,
        reading: state.Reading,
        *,
        keymap: Mapping[str, tuple[str, ...]] | None = None,
        is_single: bool = False,
    ) -> None:
        """keymap: the reader's own keys, by action. is_single: one part without a frame."""
        self.deck = deck
        self.reading = reading
        self.keymap = keymap or {}
        self.is_single = is_single
        self.own: Own | None = None
        self.elsewhere: tuple[Elsewhere, ...] = ()
        self.last_changes: Mapping[str, LastChange] = {}
        """Who changed each entry last, by id, as far as git's history is known by now."""
        self.list_width = 0
        self.measure = MEASURE
        self.warning = ""
        self.below = ""
        """What leaving the briefing leads back to; empty where it ends the program."""
        self.landed: tuple[state.Place, ...] = ()
        """The history as it was when one came from elsewhere to an entry of what was open."""
        self.width = self.height = 0
        self.parts: Parts = {}
        self.places: dict[Part, Box] = {}
        self.shape = Shape(width=0, height=0)
        self._pages: dict[tuple[object, ...], Page] = {}
        self._found: dict[tuple[str, int], tuple[Line, Line]] = {}
        """The lines of matches for `_found_words`, by entry and width."""
        self._found_words: tuple[Words, ...] = ()
        self._filtered: tuple[state.Filters, TimelineIndex] | None = None
        self._drawn_height: tuple[object, int] = (None, 0)
        self._drawn: tuple[TimelineIndex, tuple[int, str | None], Ribbon] | None = None
        self._wishes: dict[tuple[object, ...], tuple[int, int]] = {}
        self._revealed: tuple[str | None, str] = (None, "")
        self._lettered: Page | None = None
        self._before: tuple[tuple[str, str | None], Page | None] = (("", None), None)

    @property
    def section(self) -> str:
        """The name of the present section."""
        return self.reading.place.section

    @property
    def has_list(self) -> bool:
        """Whether there is a list beside the text: not for the overview, always for matches."""
        if self.reading.mode in {"zen", "present"}:
            return False
        return self.reading.is_finding or self.section != "overview"

    @property
    def is_drawn(self) -> bool:
        """Whether the timeline is drawn to its full width over the list."""
        if self.reading.is_finding or self.is_single or self.reading.mode != "panes":
            return False
        return self.section == "timeline"

    @property
    def focus_part(self) -> state.Focus:
        """The part that the keys go to: what is there of what the state asks for."""
        focus = self.reading.place.focus
        fallback: state.Focus = "list" if self.has_list else "reader"
        if focus == "list":
            return fallback
        if focus == "sections" and "sections" not in self.places:
            return fallback
        if focus == "ribbon" and not {"ribbon", "drawing"} & self.places.keys():
            return fallback
        return focus

    @property
    def focusable_parts(self) -> tuple[state.Focus, ...]:
        """The parts that Tab goes through."""
        parts: list[state.Focus] = []
        if "sections" in self.places and not self.reading.is_finding:
            parts.append("sections")
        parts += ["list", "reader"] if self.has_list else ["reader"]
        if self._has_times and self.reading.mode == "panes":
            parts.append("ribbon")
        return tuple(parts)

    @property
    def _has_times(self) -> bool:
        """Whether the briefing has anything that a ribbon could show."""
        return bool(self.deck.briefing.eras or self.deck.briefing.events)

    def ids_of(self, section: str) -> tuple[str, ...]:
        """The entries that a section lists now."""
        return self.deck.ids(section, self.reading.filters)

    @property
    def listed(self) -> tuple[str, ...]:
        """The entries that the list shows now."""
        return self.reading.hits if self.reading.is_finding else self.ids_of(self.section)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have anything to show at this level, and always the present one."""
        level = self.reading.level
        return tuple(
            found
            for found in self.deck.sections
            if not found.tables
            or found.name == self.section
            or level == state.EVERYTHING
            or self.deck.hidden(found.name, level) < len(self.deck.rows(found.name))
        )

    def count_of(self, section: Section) -> int:
        """How many entries a section shows."""
        if not section.tables:
            return 0
        if self.reading.filters.is_everything:
            return len(self.deck.rows(section.name))
        return len(self.ids_of(section.name))

    @property
    def reading_order(self) -> tuple[str, ...]:
        """All entries that are shown, section after section: what is read on through."""
        ids = (entry for found in self.sections for entry in self.ids_of(found.name))
        return tuple(dict.fromkeys(ids))

    @cached_property
    def index(self) -> TimelineIndex:
        """Everything dated, for drawing."""
        from briefdeck.draw.timeline import TimelineIndex

        briefing = self.deck.briefing
        return TimelineIndex.of(
            briefing.eras, briefing.programs, briefing.events, as_of=briefing.front.as_of
        )

    @property
    def shown_index(self) -> TimelineIndex:
        """Everything dated that is shown; the eras always, for they say when one is."""
        filters = self.reading.filters
        if filters.is_everything:
            return self.index
        if self._filtered is None or self._filtered[0] != filters:
            eras = {item.id for item in self.index.tracks["era"].items}
            kept = {
                name for name in self.index.by_id if name in eras or self.deck.passes(name, filters)
            }
            self._filtered = (filters, self.index.only(kept))
        return self._filtered[1]

    @property
    def standing_words(self) -> str:
        """How far the reader is, in words: for who reads line by line."""
        listed = self.listed
        entry = self.reading.place.entry
        found = self.deck.section(self.section)
        title = found.title if found else "Overview"
        if entry not in listed:
            return f"{title}, {counted(len(listed), 'entry')}" if listed else title
        return f"{title} {listed.index(entry) + 1} of {len(listed)}"
