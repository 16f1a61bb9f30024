"""The reading screen: it holds the one state, gives each part its slice, and turns requests into transitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.geometry import NULL_OFFSET, Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement

from briefdeck.draw.lines import Line, Span, cell_width, truncate
from briefdeck.tui import chrome, state
from briefdeck.tui.commands import command
from briefdeck.tui.commands.following import follow
from briefdeck.tui.commands.moving import open_section
from briefdeck.tui.geometry import Box, Part, Shape, boxes
from briefdeck.tui.find import FindIndex
from briefdeck.tui.pages import Page, page_of
from briefdeck.tui.roles import KEY
from briefdeck.tui.settings import actions_by_key
from briefdeck.tui.widgets.frame import Bar, Divider
from briefdeck.tui.widgets.pane import Pane
from briefdeck.tui.widgets.reader import ReaderPane
from briefdeck.tui.widgets.rows import EntriesPane, RowsPane, SectionsPane
from briefdeck.tui.widgets.steady import SteadyScreen

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widget import Widget
    from textual.widgets import Input

    from briefdeck.draw.timeline import TimelineIndex
    from briefdeck.tui.deck import Deck, Row
    from briefdeck.model.problem import Problem
    from briefdeck.tui.palette import ThemeName
    from briefdeck.tui.settings import Settings
    from briefdeck.tui.widgets.choices import Choice
    from briefdeck.tui.widgets.prompt import Prompt

PAGES_KEPT = 48


class DeckLayout(Layout):
    """Places each part where the geometry says; parts that the geometry leaves out are not on the screen."""

    name = "deck"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002, FBT001, FBT002  # Textual's signature
        """Placements of the parts."""
        assert isinstance(parent, ReadingScreen)
        parent.prepare(size)
        places = parent.places
        placed: list[WidgetPlacement] = []
        for child in children:
            box = places.get(child.id)  # type: ignore[call-overload]  # ids of parts are parts
            if box is not None:
                placed.append(
                    WidgetPlacement(Region(box.x, box.y, box.width, box.height), NULL_OFFSET, Spacing(), child)
                )
        return placed


class ReadingScreen(SteadyScreen):
    """Sections, list, reader and ribbon of one briefing."""

    CSS = ""
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, deck: Deck, settings: Settings, *, at: str | None = None) -> None:
        super().__init__()
        self.deck = deck
        self.keymap = settings.keymap
        self.theme_name: ThemeName = settings.theme
        self._actions = actions_by_key(settings.keymap)
        self._letters: dict[str, int] = {}
        self._typed = ""
        self.prompt: Prompt | None = None
        self._find_index: FindIndex | None = None
        self.newest = deck.loaded
        self.reading = state.Reading()
        if at and at in deck.links.entries:
            self.reading = state.Reading(place=state.Place(section=deck.section_of(at), entry=at, focus="reader"))
        self.list_width = 0
        self.message: Line = ()
        self.warning = ""
        self._layout = DeckLayout()
        self.places: dict[Part, Box] = {}
        self._shape: Shape | None = None
        self._pages: dict[tuple[object, ...], Page] = {}
        self._index: TimelineIndex | None = None
        self._empty_rows: tuple[Row, ...] = ()
        self._found_rows: tuple[tuple[str, ...], tuple[Row, ...]] = ((), ())

    @property
    def layout(self) -> Layout:
        return self._layout

    def compose(self) -> ComposeResult:
        """The parts; the geometry says which are seen."""
        self.header, self.top_edge, self.middle = Bar(id="header"), Bar(id="top"), Bar(id="middle")
        self.ribbon, self.footer = Bar(id="ribbon"), Bar(id="footer")
        self.sections_pane, self.list_pane, self.reader_pane = SectionsPane(), EntriesPane(), ReaderPane()
        self.left, self.right = Divider(id="left"), Divider(id="right")
        self.first, self.second = Divider(id="first"), Divider(id="second", is_movable=True)
        yield from self.parts()

    def parts(self) -> Iterator[Pane]:
        """All widgets of the screen."""
        yield from (self.header, self.top_edge, self.left, self.sections_pane, self.first, self.list_pane, self.second)
        yield from (self.reader_pane, self.right, self.middle, self.ribbon, self.footer)

    def on_mount(self) -> None:
        """Dress the parts; they are shown with the first size that the terminal gives."""
        for part in self.parts():
            part.theme_name = self.theme_name

    def on_resize(self, event: events.Resize) -> None:
        """Lay the parts out anew."""
        self._show_in(event.size)

    # State

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
        return "list" if focus == "ribbon" and "ribbon" not in self.places else focus

    @property
    def focusable_parts(self) -> tuple[state.Focus, ...]:
        """The parts that Tab goes through."""
        parts: list[state.Focus] = ["sections"] if self.shape.is_wide and not self.reading.is_finding else []
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

    def go(self, reading: state.Reading, message: Line = ()) -> None:
        """Take on a new state and show it."""
        self.reading = reading
        self.message = message
        self.show()

    def select_entry(self, entry_id: str) -> None:
        """Move the list's cursor to an entry."""
        section = self.deck.section_of(entry_id) if self.reading.is_finding else self.section
        self.go(state.select(self.reading, entry_id, section=section))

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """A word to the reader in the footer, until the next key."""
        self.message = (Span(text, "caveat" if is_warning else "text"),)
        self._show_footer()

    # Showing

    def show(self) -> None:
        """Give every part its slice of the state."""
        self._show_in(self.size)

    def _show_in(self, size: Size) -> None:
        if not size.width or not size.height:
            return
        if self.fit(size):
            self.reader_pane.refresh(layout=True)
        self._show_parts()

    def _show_parts(self) -> None:
        self._show_lists()
        self._show_reader()
        self._show_frame()
        self._show_footer()
        self._show_cursor()

    def prepare(self, size: Size) -> None:
        """Fill the parts before they are drawn in a new size, so that the first frame is complete."""
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
            is_reading=self.reading.place.focus == "reader",
            list_width=self.list_width,
        )
        if shape == self._shape:
            return False
        before, self._shape, self.places = self.places, shape, boxes(shape)
        if self.prompt is not None:
            self.places["prompt"] = self._prompt_box()
        for part in self.parts():
            part.box = self.places.get(part.id)  # type: ignore[call-overload]  # ids of parts are parts
        return before != self.places

    @property
    def shape(self) -> Shape:
        """The shape that is shown."""
        assert self._shape is not None, "shown before the size is known"
        return self._shape

    def _show_lists(self) -> None:
        place = self.reading.place
        counts = [(found.title, found.count(self.deck.briefing)) for found in self.deck.sections]
        self.sections_pane.show(counts)
        names = [found.name for found in self.deck.sections]
        at = names.index(place.section) if place.section in names else 0
        self.sections_pane.point(at, is_active=place.focus == "sections")
        rows = self._rows()
        self.list_pane.show(rows, self._signs)
        listed = self.listed
        cursor = listed.index(place.entry) if place.entry is not None and place.entry in listed else None
        self.list_pane.point(cursor, is_active=place.focus == "list")

    def _rows(self) -> tuple[Row, ...]:
        if not self.reading.is_finding:
            return self.deck.visible_rows(self.section, self.reading.filters)
        if self._found_rows[0] != self.reading.hits:
            self._found_rows = (self.reading.hits, tuple(self.deck.found_row(entry) for entry in self.reading.hits))
        return self._found_rows[1]

    def _signs(self, entry_id: str) -> Line:
        return chrome.entry_signs(self.deck, entry_id) if entry_id else ()

    def _show_reader(self) -> None:
        place = self.reading.place
        if "reader" not in self.places:
            return
        page = self.page()
        top = self.reader_pane.clamp_on(page, place.top)
        if top != place.top:
            self.reading = state.scroll(self.reading, top)
        self.reader_pane.show(page, top, place.link, self.reading.query)

    def page(self) -> Page:
        """The page that the reader shows now, laid out to its width."""
        box = self.places["reader"]
        width = box.width - 2
        place = self.reading.place
        key: tuple[object, ...]
        if place.entry:
            key = (place.entry, width, self._title_fits(place.entry))
        elif place.section == "overview":
            key = ("", width, box.height)
        else:
            key = (None, width)
        if key not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[key] = self._make_page(place, width, box.height)
        return self._pages[key]

    def _make_page(self, place: state.Place, width: int, height: int) -> Page:
        if place.entry:
            return page_of(self.deck.page(place.entry), width, shows_title=not self._title_fits(place.entry))
        if place.section == "overview":
            from briefdeck.tui.overview import overview_lines

            return Page(iter(overview_lines(self.deck, width, height)))
        return Page(iter((((Span("Nothing here passes the filter."),)),)))

    def _title_fits(self, entry_id: str) -> bool:
        """Whether the frame has room for the whole title of the page."""
        label = self.deck.row(entry_id).label
        return self.shape.is_wide and len(label) <= self.places["reader"].width - 6

    def forget_pages(self) -> None:
        """Lay out everything anew: the briefing has changed."""
        self._pages.clear()
        self._index = None
        self._found_rows = ((), ())

    def _show_frame(self) -> None:
        place, shape = self.reading.place, self.shape
        self.header.show(chrome.header(self.deck, shape.width, warning=self.warning))
        if shape.is_wide:
            self.top_edge.show(chrome.top_edge(shape.width, self.places, self._titles()))
        else:
            on_section = place.focus in {"list", "sections"} or not self.has_list
            self.top_edge.show(chrome.tabs(self.deck, place.section, shape.width, is_on=on_section))
        self.middle.show(chrome.middle_edge(shape.width, self.places))
        if "ribbon" in self.places:
            self._show_ribbon()
        body = self.places.get("left")
        height = body.height if body else 0
        reader_total = len(self.reader_pane.page.lines) if self.reader_pane.page else 0
        rows = (self.list_pane.top, self.list_pane.count)
        self.left.show(0, 0, is_on=False)
        self.first.show(self.sections_pane.top, self.sections_pane.count, is_on=place.focus == "sections")
        self.second.show(*rows, is_on=place.focus == "list")
        shows_list = "reader" not in self.places
        self.right.show(
            *(rows if shows_list else (self.reading.place.top, max(height, reader_total))),
            is_on=place.focus == "reader" or shows_list,
        )

    def _titles(self) -> dict[Part, Line]:
        place, reading = self.reading.place, self.reading
        found = self.deck.section(place.section)
        section_title = found.title if found else ""
        note = reading.filters.sentence
        if reading.is_finding:
            section_title, note = f"Find “{reading.query}”", str(len(reading.hits))
        titles: dict[Part, Line] = {"sections": chrome.titled("Sections", is_on=place.focus == "sections")}
        titles["list"] = chrome.titled(section_title, is_on=place.focus == "list", note=note)
        title = (
            self.deck.row(place.entry).label if place.entry else section_title if place.section == "overview" else ""
        )
        titles["reader"] = chrome.titled(title, is_on=place.focus == "reader") if title else ()
        return titles

    @property
    def has_ribbon(self) -> bool:
        """Whether the briefing has anything that a ribbon could show."""
        briefing = self.deck.briefing
        return bool(briefing.eras or briefing.events)

    @property
    def index(self) -> TimelineIndex:
        """Everything dated, for drawing."""
        if self._index is None:
            from briefdeck.draw.timeline import TimelineIndex

            briefing = self.deck.briefing
            until = briefing.front.as_of.upper
            self._index = TimelineIndex.of(briefing.eras, briefing.programs, briefing.events, as_of=until)
        return self._index

    def _show_ribbon(self) -> None:
        from briefdeck.draw.timeline import ribbon

        box = self.places["ribbon"]
        side = Span("│", "frame")
        drawn = ribbon(self.index, box.width - 4, height=box.height, selected=self.reading.place.entry)
        lines = []
        for line in drawn:
            fill = box.width - 4 - sum(len(span.text) for span in line)
            lines.append((side, Span(" "), *line, Span(" " * max(0, fill) + " "), side))
        self.ribbon.show(*lines)

    def _show_footer(self) -> None:
        if self.prompt is not None:
            self._show_prompt_foot()
            return
        joints = (
            {}
            if "ribbon" in self.places
            else {self.places[part].x: "┴" for part in ("first", "second") if part in self.places}
        )
        self.footer.show(chrome.footer(self.shape.width, self.keymap, message=self.message, joints=joints))

    def _show_prompt_foot(self) -> None:
        assert self.prompt is not None, "called while there is a prompt"
        width = self.shape.width
        sign = {"find": "/", "date": "@"}.get(self.prompt.kind, ">")
        count = ""
        if self.prompt.kind == "find" and self.reading.query:
            count = f"{len(self.reading.hits)} found" if self.reading.hits else "nothing found"
        tail = f" {truncate(count, 18)} ─┘"
        fill = " " * max(0, width - 4 - cell_width(tail))
        self.footer.show((Span("└ ", "frame"), Span(f"{sign} ", KEY), Span(fill), Span(tail, "muted")))

    def _show_cursor(self) -> None:
        """Put the terminal's own cursor on the row that has the focus, for screen readers and magnifiers."""
        focus = self.reading.place.focus
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

    # Keys and requests

    def perform(self, action_id: str, key: str = "") -> None:
        """Do an action, as its key, the footer, or the palette asks."""
        self.message = ()
        command(action_id)(self, key)
        if self.footer.lines and not self.message:
            self._show_footer()

    def on_key(self, event: events.Key) -> None:
        """Every key of the reading screen is an action of the registry, or a letter that is waited for."""
        if self.prompt is not None:
            self._key_at_prompt(event)
            return
        if self._letters and self._take_letter(event.key):
            event.stop()
            event.prevent_default()
            return
        action_id = self._actions.get(event.key) or self._actions.get(event.character or "")
        if action_id is not None:
            event.stop()
            event.prevent_default()
            self.perform(action_id, event.key)

    def _key_at_prompt(self, event: events.Key) -> None:
        """Keys that the prompt leaves over: arrows move among the matches, Esc goes back to where finding began."""
        if event.key == "escape":
            kind = self.prompt.kind if self.prompt else ""
            self.close_prompt()
            if kind == "find":
                self.go(state.end_find(self.reading))
            else:
                self._show_footer()
        elif event.key in {"down", "up", "pagedown", "pageup"}:
            command({"down": "down", "up": "up", "pagedown": "page-down", "pageup": "page-up"}[event.key])(self, "")
        else:
            return
        event.stop()
        event.prevent_default()

    def begin_jump(self, letters: dict[str, int]) -> None:
        """Show letters at links and wait for one."""
        self._letters, self._typed = letters, ""
        self.reader_pane.show_letters({place: letter for letter, place in letters.items()})
        self.say("Press a letter to follow it; Esc to leave.")

    def _take_letter(self, key: str) -> bool:
        """Take a key while letters are shown; anything that is no letter ends it, and only Esc is used up by that."""
        typed = self._typed + key
        if any(name.startswith(typed) for name in self._letters) and typed not in self._letters:
            self._typed = typed
            return True
        position = self._letters.get(typed)
        self._letters, self._typed = {}, ""
        self.reader_pane.show_letters({})
        if position is None:
            self.say("")
            return key == "escape"
        from briefdeck.tui.commands.following import follow

        self.reading = state.mark(self.reading, position)
        self.message = ()
        follow(self, self.page().links[position].target)
        return True

    def on_rows_pane_row_chosen(self, event: RowsPane.RowChosen) -> None:
        """A click selects; a click on what is selected already goes into it."""
        self.message = ()
        if event.pane is self.sections_pane:
            open_section(self, self.deck.sections[event.position].name)
        else:
            listed = self.listed
            if event.position < len(listed):
                self.reading = state.focus(self.reading, "list")
                self.select_entry(listed[event.position])
                if event.again:
                    self.perform("enter")

    def on_rows_pane_scrolled(self) -> None:
        """The dividers show where the rows are."""
        self._show_frame()

    def on_reader_pane_link_chosen(self, event: ReaderPane.LinkChosen) -> None:
        """A click on a citation or link follows it; an address is only shown, and opened by its key."""
        self.message = ()
        if event.target in self.deck.links.entries:
            follow(self, event.target)
        else:
            self.say(f"{event.target}  (f and its letter opens it)")

    def on_reader_pane_wheel_turned(self, event: ReaderPane.WheelTurned) -> None:
        """The wheel moves the text and nothing else."""
        self.go(state.scroll(self.reading, self.reader_pane.clamp(self.reading.place.top + event.by)))

    def on_bar_target_chosen(self, event: Bar.TargetChosen) -> None:
        """A click in the frame: a key of the footer, a tab, something in the ribbon."""
        kind, _, name = event.target.partition(":")
        if kind == "action":
            self.perform(name)
        elif kind == "section":
            open_section(self, name)
        elif event.bar is self.ribbon and event.target in self.deck.links.entries:
            self.show_in_section(event.target)

    def show_in_section(self, entry_id: str) -> None:
        """Select an entry in its own section."""
        name = self.deck.section_of(entry_id)
        reading = state.choose_section(self.reading, name, self.ids_of(name))
        self.go(state.select(reading, entry_id))

    def on_divider_dragged(self, event: Divider.Dragged) -> None:
        """The list gets as wide as the divider is pulled."""
        from briefdeck.tui.commands.looking import resize_list

        box = self.places.get("list")
        if box is not None:
            resize_list(self, event.column - box.x)

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in another theme."""
        self.theme_name = name
        for part in self.parts():
            part.theme_name = name
            part.refresh()
        self.app.use_theme(name)  # type: ignore[attr-defined]  # the app of this screen is ours

    def leave(self) -> None:
        """End the sitting."""
        self.app.exit()

    # Prompts and choices

    def open_prompt(self, kind: str, placeholder: str = "", value: str = "") -> None:
        """Ask for words in the footer."""
        from briefdeck.tui.widgets.prompt import Prompt

        self.close_prompt()
        self.prompt = Prompt(kind, placeholder, value)
        self.places["prompt"] = self._prompt_box()
        self.mount(self.prompt)
        self.prompt.focus()
        self._show_footer()

    def close_prompt(self) -> None:
        """Take the prompt away."""
        if self.prompt is not None:
            self.prompt.remove()
            self.prompt = None
            self.places.pop("prompt", None)
            self.set_focus(None)

    def _prompt_box(self) -> Box:
        return Box(4, self.size.height - 1, max(8, self.size.width - 28), 1)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as the words are typed."""
        if self.prompt is not None and self.prompt.kind == "find":
            hits = self.find_index.search(event.value) if event.value.strip() else ()
            self.go(state.find(self.reading, event.value, hits))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        if self.prompt is None:
            return
        kind = self.prompt.kind
        self.close_prompt()
        if kind == "find":
            if self.reading.hits:
                self.go(self.reading)
            else:
                self.go(state.end_find(self.reading))
        elif kind == "date":
            from briefdeck.tui.commands.timing import go_to_date

            go_to_date(self, event.value)

    @property
    def find_index(self) -> FindIndex:
        """The texts to search, folded when first asked for."""
        if self._find_index is None:
            self._find_index = FindIndex(self.deck)
        return self._find_index

    def choose(self, title: str, choices: Sequence[Choice]) -> None:
        """Let the reader choose; what is chosen is done by `take_choice`."""
        from briefdeck.tui.screens.choosing import ChoosingScreen

        self.app.push_screen(ChoosingScreen(title, choices, self.theme_name), self.take_choice)

    def take_choice(self, value: str | None) -> None:
        """Do what was chosen: `kind:name`."""
        kind, _, name = (value or "").partition(":")
        if kind == "action":
            self.perform(name)
        elif kind == "section":
            open_section(self, name)
        elif kind == "entry" and name in self.deck.links.entries:
            follow(self, name)
        elif kind in {"filter", "kind", "tag"}:
            self._filter(kind, name)
        elif kind in {"copy", "open"}:
            from briefdeck.tui.commands import taking

            take = taking.copy_form if kind == "copy" else taking.open_address
            take(self, name)

    def _filter(self, kind: str, name: str) -> None:
        filters = state.toggled(self.reading.filters, kind, name)
        self.go(state.filtered(self.reading, filters, self.deck.ids(self.section, filters)))
        self.say(f"Shown: {filters.sentence}; Esc shows everything." if filters else "Everything is shown.")

    # The file and the terminal

    @property
    def state_folder(self) -> Path:
        """Where the interface may write."""
        from briefdeck.library.folders import folders

        return folders().state

    def terminal_writer(self) -> Callable[[str], None] | None:
        """What writes a control sequence to the terminal; nothing where there is none."""
        driver = self.app._driver  # noqa: SLF001  # Textual's own copy_to_clipboard does the same
        return driver.write if driver is not None and not self.app.is_headless else None

    def line_of(self, entry_id: str | None) -> int:
        """The line of the file on which an entry begins; the first for none."""
        entry = self.deck.entry(entry_id)
        if entry is None:
            return 1
        position = list(getattr(self.deck.briefing, entry.table)).index(entry)
        return self.deck.loaded.place((entry.table, position)).line

    def run_outside(self, command: list[str]) -> None:
        """Lend the terminal to another program and take it back."""
        import subprocess

        try:
            with self.app.suspend():
                status = subprocess.run(command, check=False).returncode  # noqa: S603  # the reader's own editor
        except (OSError, SuspendNotSupported) as error:
            self.say(f"{command[0]} cannot be run: {error}", is_warning=True)
            return
        self.say(f"{command[0]} ended with status {status}." if status else "")

    def problems(self) -> Sequence[Problem]:
        """What is wrong or doubtful in the file as it is now."""
        from briefdeck.check import check

        return check(self.newest)
