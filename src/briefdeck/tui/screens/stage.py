"""The stage of the reading screen: its parts, where they stand, what each gets of the one state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import NULL_OFFSET, Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement

from briefdeck.draw.lines import Line, Span
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui import chrome, state
from briefdeck.tui.geometry import Box, Part, Shape, boxes
from briefdeck.tui.page import Page
from briefdeck.tui.roles import KEY
from briefdeck.tui.widgets.frame import Bar, Divider
from briefdeck.tui.widgets.pane import Pane
from briefdeck.tui.widgets.reader import ReaderPane
from briefdeck.tui.widgets.rows import EntriesPane, RowsPane, SectionsPane
from briefdeck.tui.widgets.steady import SteadyScreen

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from briefdeck.document.sections import Section
    from briefdeck.draw.timeline import TimelineIndex
    from briefdeck.tui.deck import Deck, Row
    from briefdeck.tui.palette import ThemeName
    from briefdeck.tui.settings import Settings
    from briefdeck.tui.widgets.prompt import Prompt

PAGES_KEPT = 48
NOWHERE = Box(0, 0, 3, 1)
"""Where text would stand on a screen that has room for none."""
PROMPT_SIGNS = {"find": "/", "date": "@"}


class StageLayout(Layout):
    """Places each part where the geometry says.

    Parts that the geometry leaves out are not on the screen.
    """

    name = "stage"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002, FBT001, FBT002  # Textual's signature
    ) -> ArrangeResult:
        """Placements of the parts."""
        assert isinstance(parent, Stage)
        parent.prepare(size)
        placed: list[WidgetPlacement] = []
        for child in children:
            box = parent.places.get(child.id or child.name)  # type: ignore[call-overload]  # ids of parts are parts
            if box is not None:
                region = Region(box.x, box.y, box.width, box.height)
                placed.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), child))
        return placed


class Stage(SteadyScreen):
    """Sections, list, reader, timeline and ribbon of one briefing, as one state says."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, deck: Deck, settings: Settings, reading: state.Reading) -> None:
        super().__init__()
        self.deck = deck
        self.reading = reading
        self.keymap = settings.keymap
        self.theme_name: ThemeName = settings.theme
        self.list_width = 0
        self.message: Line = ()
        self.warning = ""
        self.prompt: Prompt | None = None
        self.places: dict[Part, Box] = {}
        self._shape: Shape | None = None
        self._stage_layout = StageLayout()
        self._pages: dict[tuple[object, ...], Page] = {}
        self._index: TimelineIndex | None = None
        self._filtered: tuple[state.Filters, TimelineIndex] | None = None
        self._found_rows: tuple[tuple[str, ...], tuple[Row, ...]] = ((), ())
        self._revealed: tuple[str | None, str] = (None, "")
        self._shown: tuple[str, str | None] = ("", None)

    @property
    def layout(self) -> Layout:
        """The stage's own layout."""
        return self._stage_layout

    def compose(self) -> ComposeResult:
        """The parts; the geometry says which are seen."""
        self.header, self.top_edge, self.middle = Bar("header"), Bar("top"), Bar("middle")
        self.ribbon, self.footer = Bar("ribbon"), Bar("footer")
        self.drawing, self.rule = Bar("drawing"), Bar("rule")
        self.sections_pane, self.list_pane, self.reader_pane = (
            SectionsPane(),
            EntriesPane(),
            ReaderPane(),
        )
        self.left, self.right = Divider("left"), Divider("right")
        self.first, self.second = Divider("first"), Divider("second", is_movable=True)
        for part in self.parts():
            part.theme_name = self.theme_name
        yield from self.parts()

    def parts(self) -> Iterator[Pane]:
        """All widgets of the screen."""
        yield from (
            self.header,
            self.top_edge,
            self.left,
            self.sections_pane,
            self.first,
            self.list_pane,
            self.second,
        )
        yield from (
            self.drawing,
            self.rule,
            self.reader_pane,
            self.right,
            self.middle,
            self.ribbon,
            self.footer,
        )

    # What the state means

    @property
    def section(self) -> str:
        """The name of the present section."""
        return self.reading.place.section

    @property
    def has_list(self) -> bool:
        """Whether there is a list beside the reader: not for the overview, always for matches."""
        return self.reading.is_finding or self.section != "overview"

    @property
    def focus_part(self) -> state.Focus:
        """The part of the screen that the keys go to: what is there of what the state asks for."""
        focus = self.reading.place.focus
        if focus == "list" and not self.has_list:
            return "reader"
        if focus == "sections" and not self.shape.is_wide:
            return "list" if self.has_list else "reader"
        if focus == "ribbon" and "ribbon" not in self.places:
            return "list" if self.has_list else "reader"
        return focus

    @property
    def focusable_parts(self) -> tuple[state.Focus, ...]:
        """The parts that Tab goes through."""
        parts: list[state.Focus] = (
            ["sections"] if self.shape.is_wide and not self.reading.is_finding else []
        )
        parts += ["list", "reader"] if self.has_list else ["reader"]
        return (*parts, "ribbon") if "ribbon" in self.places else tuple(parts)

    @property
    def list_position(self) -> int | None:
        """Where the list's cursor is."""
        return self.list_pane.cursor

    def ids_of(self, section: str) -> tuple[str, ...]:
        """The entries that a section lists now."""
        return self.deck.ids(section, self.reading.filters)

    @property
    def listed(self) -> tuple[str, ...]:
        """The entries that the list shows now."""
        return self.reading.hits if self.reading.is_finding else self.ids_of(self.section)

    @property
    def has_ribbon(self) -> bool:
        """Whether the briefing has anything that a ribbon could show."""
        return bool(self.deck.briefing.eras or self.deck.briefing.events)

    @property
    def index(self) -> TimelineIndex:
        """Everything dated, for drawing."""
        if self._index is None:
            from briefdeck.draw.timeline import TimelineIndex

            briefing = self.deck.briefing
            until = briefing.front.as_of
            self._index = TimelineIndex.of(
                briefing.eras, briefing.programs, briefing.events, as_of=until
            )
        return self._index

    @property
    def shown_index(self) -> TimelineIndex:
        """Everything dated that passes the filters; the eras always, for they say when one is."""
        filters = self.reading.filters
        if not filters:
            return self.index
        if self._filtered is None or self._filtered[0] != filters:
            eras = {item.id for item in self.index.tracks["era"].items}
            kept = {
                name for name in self.index.by_id if name in eras or self.deck.passes(name, filters)
            }
            self._filtered = (filters, self.index.only(kept))
        return self._filtered[1]

    # Showing

    def go(self, reading: state.Reading, message: Line = ()) -> None:
        """Take on a new state and show it."""
        has_moved = reading.place.entry != self.reading.place.entry
        self.reading = reading
        if has_moved and reading.view is not None:
            from briefdeck.tui.times import revealed

            self.reading = revealed(self.index, reading)
        self.message = message
        self.show()

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """A word to the reader in the footer, until the next key."""
        self.message = (Span(text, "caveat" if is_warning else "text"),)
        self.show_footer()

    def show(self) -> None:
        """Give every part its slice of the state."""
        if self.size.width and self.size.height and self.is_mounted:
            if self.fit(self.size):
                self.reader_pane.refresh(layout=True)
            self._show_parts()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002  # the stage knows its size
        """Nothing is left to do: the layout has filled the parts."""
        self.show()

    def prepare(self, size: Size) -> None:
        """Fill the parts before they are drawn in a new size: the first frame is complete."""
        if size.width and size.height and self.fit(size):
            Pane.is_quiet = True
            try:
                self._show_parts()
            finally:
                Pane.is_quiet = False

    def fit(self, size: Size) -> bool:
        """Work out where the parts stand in this size; says whether anything has moved."""
        shape = Shape(
            width=size.width,
            height=size.height,
            has_list=self.has_list,
            has_ribbon=self.has_ribbon,
            has_drawing=self.section == "timeline" and not self.reading.is_finding,
            is_reading=self.reading.place.focus == "reader",
            list_width=self.list_width,
        )
        if shape == self._shape:
            return False
        before, self._shape, self.places = self.places, shape, boxes(shape)
        if self.prompt is not None:
            self.places["prompt"] = self.prompt_box()
        for part in self.parts():
            part.box = self.places.get(part.id)  # type: ignore[call-overload]  # ids of parts are parts
        return before != self.places

    @property
    def shape(self) -> Shape:
        """The shape that is shown."""
        assert self._shape is not None, "shown before the size is known"
        return self._shape

    def forget_pages(self) -> None:
        """Lay out pages anew."""
        self._pages.clear()

    def forget(self) -> None:
        """Lay out and draw everything anew: the briefing has changed."""
        self._pages.clear()
        self._index = self._filtered = None
        self._found_rows = ((), ())

    def _show_parts(self) -> None:
        self._show_lists()
        self._show_reader()
        self._show_frame()
        self._show_times()
        self.show_footer()
        self._show_cursor()

    def _show_lists(self) -> None:
        place = self.reading.place
        self.sections_pane.show([(found.title, self._count(found)) for found in self.deck.sections])
        names = [found.name for found in self.deck.sections]
        at = names.index(place.section) if place.section in names else 0
        self.sections_pane.point(at, is_active=place.focus == "sections")
        self.list_pane.show(self._rows(), self._signs)
        listed = self.listed
        cursor = (
            listed.index(place.entry) if place.entry is not None and place.entry in listed else None
        )
        self.list_pane.point(cursor, is_active=place.focus == "list")

    def _count(self, section: Section) -> int:
        """How many entries a section has, or how many of them pass the filters."""
        is_filtered = bool(self.reading.filters) and section.tables
        return len(self.ids_of(section.name)) if is_filtered else section.count(self.deck.briefing)

    def _rows(self) -> tuple[Row, ...]:
        if not self.reading.is_finding:
            return self.deck.visible_rows(self.section, self.reading.filters)
        if self._found_rows[0] != self.reading.hits:
            self._found_rows = (
                self.reading.hits,
                tuple(self.deck.found_row(entry) for entry in self.reading.hits),
            )
        return self._found_rows[1]

    def _signs(self, entry_id: str) -> Line:
        return (
            (*self.own_signs(entry_id), *chrome.entry_signs(self.deck, entry_id))
            if entry_id
            else ()
        )

    def own_signs(self, entry_id: str) -> Line:  # noqa: ARG002  # a default
        """The reader's own signs in an entry's row."""
        return ()

    def own_lines(self, entry_id: str, width: int) -> Iterator[Line]:  # noqa: ARG002  # a default
        """What is the reader's own under an entry's page, or under the overview."""
        return iter(())

    def _show_reader(self) -> None:
        if "reader" not in self.places:
            return
        page = self.page()
        self._keep_mark(page)
        place = self.reading.place
        self._reveal_match(page)
        top = self.reader_pane.clamp_on(page, self.reading.place.top)
        self.reading = state.scroll(self.reading, top)
        self.reader_pane.show(page, top, place.link, self.reading.query)

    def _keep_mark(self, page: Page) -> None:
        """In a new layout of what is shown, leave the mark at its link, or end it with its link."""
        before, place = self.reader_pane.page, self.reading.place
        was_shown, self._shown = self._shown, (place.section, place.entry)
        if place.link is None or before is None or before is page or was_shown != self._shown:
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
        if query and place.top == 0:
            line = page.find(query)
            if line is not None and line >= self.reader_pane.height - 1:
                self.reading = state.scroll(self.reading, line - self.reader_pane.height // 3)

    def page(self) -> Page:
        """The page that the reader shows now, laid out to its width."""
        box, place = self.reader_box, self.reading.place
        width = max(1, box.width - 2)
        key: tuple[object, ...] = (place.section, width)
        if place.entry:
            key = (place.entry, width, self._title_fits(place.entry))
        elif place.section == "overview":
            key = ("", width, box.height)
        if key not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[key] = self._make_page(place, width, box.height)
        return self._pages[key]

    @property
    def reader_box(self) -> Box:
        """Where the reader is, or would be if the list had not its turn."""
        return self.places.get("reader") or self.places.get("list") or NOWHERE

    def _make_page(self, place: state.Place, width: int, height: int) -> Page:
        if place.entry:
            from briefdeck.tui.pages import page_of

            page = page_of(
                self.deck.page(place.entry), width, shows_title=not self._title_fits(place.entry)
            )
            return page.followed_by(self.own_lines(place.entry, width))
        if place.section == "overview":
            from briefdeck.tui.overview import overview_page

            page = overview_page(
                self.deck,
                width,
                height,
                shows_title=not chrome.title_fits(self.deck, self.shape.width),
                shows_eras="ribbon" not in self.places,
            )
            return page.followed_by(self.own_lines("", width))
        return Page(iter(((Span("Nothing here passes the filter.", "muted"),),)))

    def _title_fits(self, entry_id: str) -> bool:
        """Whether the frame has room for the page's whole title and its sort of entry."""
        entry = self.deck.entry(entry_id)
        needed = cell_width(self.deck.page(entry_id).title) + len(entry.noun if entry else "") + 7
        return self.shape.is_wide and needed <= self.reader_box.width

    def _show_frame(self) -> None:
        place, shape = self.reading.place, self.shape
        self.header.show(chrome.header(self.deck, shape.width, warning=self.warning))
        if shape.is_wide:
            self.top_edge.show(chrome.top_edge(shape.width, self.places, self._titles()))
        else:
            on_section = place.focus in {"list", "sections"} or not self.has_list
            self.top_edge.show(chrome.tabs(self.deck, place.section, shape.width, is_on=on_section))
        self.middle.show(chrome.middle_edge(shape.width, self.places))
        page = self.reader_pane.page
        rows = (self.list_pane.top, self.list_pane.count, self.list_pane.height)
        text = (place.top, len(page.lines) if page else 0, self.reader_pane.height)
        self.first.show(
            self.sections_pane.top,
            self.sections_pane.count,
            self.sections_pane.height,
            is_on=place.focus == "sections",
        )
        self.second.show(*rows, is_on=place.focus == "list")
        shows_list = "reader" not in self.places
        self.right.show(
            *(rows if shows_list else text), is_on=shows_list or place.focus == "reader"
        )

    def _titles(self) -> dict[Part, Line]:
        place, reading = self.reading.place, self.reading
        found = self.deck.section(place.section)
        title, note = found.title if found else "", reading.filters.sentence(self.deck.name)
        if reading.is_finding:
            title, note = f"Find “{reading.query}”", str(len(reading.hits))
        page_title = "Overview" if place.section == "overview" else ""
        if place.entry:
            page_title = self.deck.page(place.entry).title
        entry = self.deck.entry(place.entry)
        noun = entry.noun if entry else ""
        return {
            "sections": chrome.titled(
                "Sections",
                is_on=place.focus == "sections",
                note="filtered" if reading.filters else "",
            ),
            "list": chrome.titled(title, is_on=place.focus == "list", note=note),
            "reader": chrome.titled(page_title, is_on=self.focus_part == "reader", aside=noun)
            if page_title
            else (),
        }

    def _show_times(self) -> None:
        if "ribbon" in self.places:
            from briefdeck.draw.timeline import ribbon

            box = self.places["ribbon"]
            drawn = ribbon(
                self.shown_index,
                box.width - 4,
                height=box.height,
                selected=self.reading.place.entry,
            )
            self.ribbon.show(*(chrome.framed(line, box.width) for line in drawn))
        if "drawing" in self.places:
            from briefdeck.tui.times import drawn_timeline

            box = self.places["drawing"]
            self.drawing.show(
                *drawn_timeline(self.shown_index, self.reading, box.width, box.height)
            )
            self.rule.show((Span("─" * box.width, "frame"),))

    def show_footer(self) -> None:
        """The keys that matter, a message, or what is asked for."""
        if self._shape is None:
            return
        if self.prompt is not None:
            self.footer.show(self._prompt_foot())
            return
        dividers = () if "ribbon" in self.places else ("first", "second")
        joints = {self.places[part].x: "┴" for part in dividers if part in self.places}
        self.footer.show(
            chrome.footer(self.shape.width, self.keymap, message=self.message, joints=joints)
        )

    def prompt_box(self) -> Box:
        """Where one types."""
        return Box(4, self.shape.height - 1, max(8, self.shape.width - 26), 1)

    def _prompt_foot(self) -> Line:
        assert self.prompt is not None, "called while there is a prompt"
        count = ""
        if self.prompt.kind == "find" and self.reading.query:
            count = f"{len(self.reading.hits)} found" if self.reading.hits else "nothing found"
        tail = f" {truncate(count, 16)} ─┘" if count else "─┘"
        fill = " " * max(0, self.shape.width - 4 - cell_width(tail))
        return (
            Span("└ ", "frame"),
            Span(f"{PROMPT_SIGNS.get(self.prompt.kind, '>')} ", KEY),
            Span(fill),
            Span(tail, "muted"),
        )

    def _show_cursor(self) -> None:
        """Put the terminal's cursor on the row with the focus, for screen readers."""
        focus = self.focus_part
        part: Part = "reader" if focus == "list" and "list" not in self.places else focus
        box = self.places.get(part)
        if box is None:
            return
        row = 0
        if part in {"sections", "list"}:
            pane: RowsPane = self.sections_pane if part == "sections" else self.list_pane
            row = max(0, (pane.cursor or 0) - pane.top)
        elif part == "reader" and self.reading.place.link is not None:
            links = self.page().links
            if self.reading.place.link < len(links):
                row = max(0, links[self.reading.place.link].line - self.reading.place.top)
        self.app.cursor_position = Offset(box.x, box.y + min(row, box.height - 1))
