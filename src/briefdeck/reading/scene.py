"""The reading screen as a value to be shown: what each part draws, and where it stands.

Knows nothing of Textual, so that the first frame shows the same as the screen after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, flow, line_text
from briefdeck.reading import frame, state
from briefdeck.reading.entry_rows import (
    entry_lines,
    entry_signs,
    lead_width,
    under_heading,
    wish,
    with_heading,
)
from briefdeck.reading.geometry import MEASURE, RAIL_WIDTH, Box, Part, Shape, boxes
from briefdeck.reading.page import NO_LINE, Page, Presentation
from briefdeck.reading.roles import ACCENT
from briefdeck.reading.views.items import ItemsView, LinesOf, no_heading
from briefdeck.reading.views.page import PageView
from briefdeck.reading.views.view import Bar, Divider, View
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from briefdeck.document.sections import Section
    from briefdeck.draw.timeline import TimelineIndex
    from briefdeck.library.query import Words
    from briefdeck.reading.deck import Deck
    from briefdeck.reading.elsewhere import Elsewhere
    from briefdeck.reading.own import Own

PAGES_KEPT = 48
NOWHERE = Box(0, 0, 3, 1)
"""Where text would stand on a screen that has room for none."""
PROMPT_SIGNS = {"find": "/", "date": "@"}
HEADINGS_FROM = 12
"""Rows of a list from which events stand under their years; in a lower one they say them."""
PROMPT_TAIL = 22
"""Cells after what is typed, for a word on what it finds."""
NOTHING_SEEN = (0, 0, 0)
Parts = dict[Part, tuple[Box, View]]


class Scene:
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

        keymap: the reader's own keys, by action. is_single: one part without a frame.
        """
        self.deck = deck
        self.reading = reading
        self.hints = hints
        self.keymap = keymap or {}
        self.is_single = is_single
        self.own: Own | None = None
        self.elsewhere: tuple[Elsewhere, ...] = ()
        self.list_width = 0
        self.measure = MEASURE
        self.warning = ""
        self.width = self.height = 0
        self.parts: Parts = {}
        self.places: dict[Part, Box] = {}
        self.shape = Shape(width=0, height=0)
        self._pages: dict[tuple[object, ...], Page] = {}
        self._found: dict[tuple[str, int], tuple[Line, Line]] = {}
        """The lines of matches for `_found_words`, by entry and width."""
        self._found_words: tuple[Words, ...] = ()
        self._filtered: tuple[state.Filters, TimelineIndex] | None = None
        self._wishes: dict[tuple[object, ...], tuple[int, int]] = {}
        self._revealed: tuple[str | None, str] = (None, "")
        self._lettered: Page | None = None
        self._before: tuple[tuple[str, str | None], Page | None] = (("", None), None)

    # What the state means

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
    def has_more(self) -> bool:
        """Whether the text goes on below the screen."""
        end = self.reading.place.top + self.text_box.height
        return self.page.ensure(end + 1) > end

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

    # Arranging

    def lay_out(self, width: int, height: int) -> None:
        """Work out what every part shows in this size; the state is kept to what is there."""
        self.width, self.height = width, height
        self.shape = self._shape()
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
            has_peek=reading.peek is not None,
            is_reading=reading.place.focus == "reader" or not self.has_list,
            is_single=self.is_single,
            mode=reading.mode,
            list_wish=self._wish(),
            list_width=self.list_width,
            measure=self.measure,
        )

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

    # The list

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

        def lines_of(place: int, width: int) -> list[Line]:
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
            count = self._count(found)
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

    def _count(self, section: Section) -> int:
        """How many entries a section shows."""
        if not section.tables:
            return 0
        if self.reading.filters.is_everything:
            return len(self.deck.rows(section.name))
        return len(self.ids_of(section.name))

    # The text

    @property
    def text_box(self) -> Box:
        """Where the text is, or would be if the list had not its turn."""
        return self.places.get("reader") or self.places.get("list") or NOWHERE

    @property
    def page(self) -> Page:
        """The page of the present place, laid out to the width of the text."""
        box, place = self.text_box, self.reading.place
        width = max(1, box.width - 2)
        key: tuple[object, ...] = (place.section, place.entry, place.mode, width, self._scope)
        if place.mode == "present" or place.section == "overview":
            key = (*key, box.height)
        if key not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[key] = self._make_page(width, box.height)
        return self._pages[key]

    @property
    def _header_has_title(self) -> bool:
        """Whether the header shows the whole title."""
        if "header" not in self.places:
            return False
        header = frame.header(self.deck, self.reading, self.width, warning=self.warning)
        return self.deck.title in line_text(header)

    @property
    def _scope(self) -> object:
        """What changes pages beside their entry: what is read on through, and what is left out."""
        return self.reading.filters if self.reading.mode != "panes" else self.reading.level

    def _make_page(self, width: int, height: int) -> Page:
        place = self.reading.place
        if place.mode == "present":
            from briefdeck.reading.present import presentation

            return presentation(self.deck, self.reading.level, width, height)
        if place.mode in {"flow", "zen"} and place.entry:
            return self._flow(place.entry)
        if place.entry:
            return Page(self.entry_lines(place.entry, width))
        if place.section == "overview" and self.is_single:
            from briefdeck.reading.spoken import overview_document, spoken_lines

            lines = spoken_lines(overview_document(self.deck, self.reading.level), width)
            return Page(chain(lines, self._section_lines(), self._own_lines("", width)))
        if place.section == "overview":
            from briefdeck.reading.overview import overview_page

            page = overview_page(
                self.deck,
                width,
                height,
                self.reading.level,
                shows_title=not self._header_has_title,
                shows_eras="ribbon" not in self.places,
                elsewhere=self.elsewhere,
            )
            return page.followed_by(self._own_lines("", width))
        return Page(iter(((Span("Nothing here passes the filter.", "muted"),),)))

    def _section_lines(self) -> Iterator[Line]:
        """The sections by number, for who does not see them around the text."""
        yield NO_LINE
        for place, found in enumerate(self.sections):
            count = f", {counted(self._count(found), 'entry')}" if found.tables else ""
            yield (Span(f"{place} {found.title}{count}"),)

    def _flow(self, entry: str) -> Page:
        from briefdeck.reading.pages import Flow

        order = self.reading_order
        rest = order[order.index(entry) :] if entry in order else (entry,)
        return Flow(rest, self.flow_lines)

    def flow_lines(self, entry_id: str) -> Iterator[Line]:
        """An entry as it stands in the continuous page, under its section's title if it begins it.

        Two blank lines follow it.
        """
        width = max(1, min(self.text_box.width - 2, self.measure))
        name = self.deck.section_of(entry_id)
        found = self.deck.section(name)
        if found is not None and self.ids_of(name)[:1] == (entry_id,):
            length = 0 if self.is_single else width - cell_width(found.title) - 1
            rule = "─" * max(0, length)
            yield (Span(f"{found.title} ", "heading"), Span(rule, "frame"))
            yield NO_LINE
        yield from self.entry_lines(entry_id, width)
        yield NO_LINE
        yield NO_LINE

    def entry_lines(self, entry_id: str, width: int) -> Iterator[Line]:
        """An entry's page, and under it what is the reader's own."""
        drawn = self.deck.page(entry_id)
        if self.is_single:
            from briefdeck.reading.spoken import spoken_lines

            yield from spoken_lines(drawn, width)
        else:
            from briefdeck.reading.pages import document_lines, titled

            lines = document_lines(drawn, width)
            yield from titled(lines, self.deck.era_place(self.deck.links.entries[entry_id]))
        yield from self._own_lines(entry_id, width)

    def _own_lines(self, entry_id: str, width: int) -> Iterator[Line]:
        if self.own is not None and self.is_single:
            from briefdeck.reading.spoken import own_words

            for words in own_words(entry_id, self.own.looked):
                yield from (NO_LINE, *flow((Span(words),), width))
        elif self.own is not None:
            yield from self.own.lines(entry_id, width)

    def clamp(self, page: Page, top: int) -> int:
        """The nearest line of a page that can stand at the top."""
        height = self.text_box.height
        if top <= 0:
            return 0
        page.ensure(top + height)
        return max(0, min(top, len(page.lines) - height))

    @property
    def fits(self) -> bool:
        """Whether the whole page is on the screen."""
        height = self.text_box.height
        return self.page.ensure(height + 1) <= height

    def _text(self) -> PageView:
        page = self.page
        if isinstance(page, Presentation):
            self._keep_slide(page)
        self._keep_mark(page)
        self._reveal_match(page)
        self.reading = state.scroll(self.reading, self.clamp(page, self.reading.place.top))
        reading = self.reading
        letters = reading.letters.shown if reading.letters is not None else {}
        margin = 0 if self.is_single else 1
        place = reading.place
        return PageView(page, place.top, place.link, reading.words, letters, margin)

    def _keep_slide(self, page: Presentation) -> None:
        """Stand at the top of a screen; in another size or at another level at the same slide."""
        top, before = self.reading.place.top, self._before[1]
        top -= top % self.text_box.height
        if isinstance(before, Presentation) and before is not page:
            top = page.start_of(before.part_at(self.reading.place.top)[0])
        self.reading = state.scroll(self.reading, top)

    def _keep_letters(self) -> None:
        """End waiting for a letter with the page that the letters are on."""
        if self.reading.letters is None:
            self._lettered = None
            return
        page = self.page if "reader" in self.places else None
        if self._lettered is None:
            self._lettered = page
        if page is None or page is not self._lettered:
            self._lettered = None
            self.reading = replace(self.reading, letters=None, message=())

    def _keep_mark(self, page: Page) -> None:
        """In a new layout of what is shown, leave the mark at its link, or end it with its link."""
        place = self.reading.place
        shown = (place.section, place.entry)
        (was_shown, before), self._before = self._before, (shown, page)
        if place.link is None or before is None or before is page or was_shown != shown:
            return
        page.finish()
        marked = [link.target for link in before.links[place.link : place.link + 1]]
        same = [at for at, link in enumerate(page.links) if link.target in marked]
        nearest = min(same, key=lambda at: abs(at - (place.link or 0)), default=None)
        self.reading = state.mark(self.reading, nearest)

    def _reveal_match(self, page: Page) -> None:
        """Scroll a page that was just come to because of a search to its first match."""
        place, query = self.reading.place, self.reading.query
        if (place.entry, query) == self._revealed:
            return
        self._revealed = (place.entry, query)
        if query and place.top == 0 and place.mode == "panes":
            line = page.find(self.reading.words)
            height = self.text_box.height
            if line is not None and line >= height - 1:
                self.reading = state.scroll(self.reading, line - height // 3)

    # Time

    def _arrange_times(self) -> None:
        if "ribbon" in self.places:
            self._arrange_ribbon(self.places["ribbon"])
        if "drawing" in self.places:
            from briefdeck.reading.times import drawn_timeline

            box = self.places["drawing"]
            lines = drawn_timeline(self.shown_index, self.reading, box.width, box.height)
            self.parts["drawing"] = (box, Bar(*lines))

    def _arrange_ribbon(self, box: Box) -> None:
        """The ribbon between the sides of the frame; the edge over it is its scale."""
        from briefdeck.draw.ribbon import ribbon

        drawn = ribbon(self.shown_index, box.width - 4, selected=self.reading.place.entry)
        lines = [frame.framed(line, box.width) for line in drawn.lines(box.height)]
        self.parts["ribbon"] = (box, Bar(*lines))
        # A cell for the side of the frame, and the blank before each label.
        titles: list[tuple[int, int, Line]] = [
            (cell + 1, box.width, (Span(f" {label} ", "axis"),)) for cell, label in drawn.ticks
        ]
        edge = frame.edge(box.width, "├┤", joints=self._joints("┴"), titles=titles)
        self.parts["middle"] = (self.places["middle"], Bar(edge))

    def _arrange_peek(self) -> None:
        if "peek" in self.places and self.reading.peek is not None:
            from briefdeck.reading.peek import peek_lines

            box = self.places["peek"]
            lines = peek_lines(
                self.deck, self.reading.peek, self.reading.place.entry, max(10, box.width - 2)
            )
            if self.is_single:
                from briefdeck.reading.spoken import in_words

                words = [truncate(in_words(line_text(line)), box.width) for line in lines]
                self.parts["peek"] = (box, Bar(*((Span(each),) for each in words)))
                return
            self.parts["peek"] = (box, Bar(*((Span(" "), *line) for line in lines)))

    # The frame

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
        rows = self._seen_of("list")
        seen: dict[Part, tuple[int, int, int]] = {
            "left": NOTHING_SEEN,
            "first": self._seen_of("sections"),
            "second": rows,
            "right": self._seen_text() if "reader" in self.places else rows,
        }
        for part, stretch in seen.items():
            if part in self.places:
                lit = self._beside_focus(self.places[part])
                divider = Divider(*stretch, lit=lit, is_movable=part == "second")
                self.parts[part] = (self.places[part], divider)

    def _beside_focus(self, side: Box) -> range:
        """The rows of a vertical line of the frame that stand beside the part with the focus."""
        box = self.places.get(self.focus_part)
        if box is None or side.x not in {box.x - 1, box.x + box.width}:
            return range(0)
        return range(box.y - side.y, box.y - side.y + box.height)

    def _seen_of(self, part: Part) -> tuple[int, int, int]:
        box, view = self.parts.get(part, (NOWHERE, None))
        if not isinstance(view, ItemsView):
            return 0, 0, 0
        return view.top, view.count, view.seen(box.width, box.height)

    def _seen_text(self) -> tuple[int, int, int]:
        box, view = self.parts.get("reader", (NOWHERE, None))
        if not isinstance(view, PageView):
            return 0, 0, 0
        return view.top, len(view.page.lines), box.height

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
            listed = [(found.name, found.title, self._count(found)) for found in sections]
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
            words.append(f"{conditions} · {len(self.listed):,} of {total:,}")
        hidden = self.deck.hidden(self.section, reading.level)
        if hidden:
            words.append(f"{hidden:,} more at full")
        return (Span(f" {' · '.join(words)} ", "caveat"),) if words else ()

    def _arrange_footer(self) -> None:
        box = self.places.get("footer")
        if box is None:
            return
        if self.reading.prompt:
            self.places["prompt"] = Box(4, box.y, max(8, box.width - 4 - PROMPT_TAIL), 1)
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
            count = f" {len(reading.hits):,} found " if reading.hits else " nothing found "
        sign = f"{PROMPT_SIGNS.get(reading.prompt, '>')} "
        fill = " " * max(0, width - 6 - cell_width(count))
        left, right = ("  ", "") if self.is_single else ("└ ", "─┘")
        return (
            Span(left, "frame"),
            Span(sign, ACCENT),
            Span(fill),
            Span(count, "muted"),
            Span(right, "frame"),
        )

    # The cursor

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

    # Changes from outside

    def forget_pages(self) -> None:
        """Lay out pages anew."""
        self._pages.clear()

    def take_deck(self, deck: Deck) -> None:
        """Show a changed briefing, at the same place as far as it is still there."""
        self.deck = deck
        self._pages.clear()
        self._wishes.clear()
        self._found.clear()
        self._filtered = None
        self.__dict__.pop("index", None)

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
