"""What the library's screens share: a list, a page on what its cursor is on, a line to type in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.geometry import NULL_OFFSET, Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement

from briefdeck.draw.lines import Line, Span
from briefdeck.reading import frame
from briefdeck.reading.actions import BY_ID, actions_by_key, first_key
from briefdeck.reading.geometry import Box
from briefdeck.reading.page import Page
from briefdeck.reading.roles import KEY
from briefdeck.reading.shelf.geometry import ShelfShape, shelf_boxes
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.seam.layout import SteadyScreen
from briefdeck.tui.widgets.frame import Bar, Divider
from briefdeck.tui.widgets.pane import Pane
from briefdeck.tui.widgets.reader import ReaderPane
from briefdeck.tui.widgets.shelf_rows import ItemsPane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.widget import Widget

    from briefdeck.reading.actions.reader import Choice
    from briefdeck.reading.palette import ThemeName
    from briefdeck.tui.desk import Desk
    from briefdeck.tui.widgets.prompt import Prompt


REST_SECONDS = 0.05


class ShelfLayout(Layout):
    """Places the parts where the screen says."""

    name = "shelf"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002, FBT001, FBT002  # Textual's signature
    ) -> ArrangeResult:
        """Placements of the parts that are seen."""
        assert isinstance(parent, ShelfScreen)
        parent.prepare(size)
        placed: list[WidgetPlacement] = []
        for child in children:
            box = parent.places.get(child.id or child.name or "")
            if box is not None:
                region = Region(box.x, box.y, box.width, box.height)
                placed.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), child))
        return placed


class ShelfScreen(SteadyScreen):
    """A list and a page. Subclasses say what is in them, and do the actions."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = []
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """(action, its word) for the footer."""
    HAS_HEADING: ClassVar[bool] = False
    HAS_PROMPT: ClassVar[bool] = False

    def __init__(self, theme_name: ThemeName, keymap: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.theme_name: ThemeName = theme_name
        self.keymap = keymap
        self.places: dict[str, Box] = {}
        self.message: Line = ()
        self.is_reading = False
        self.list_width = 0
        self.prompt: Prompt | None = None
        self._shape: ShelfShape | None = None
        self._rest: Timer | None = None
        self._shelf_layout = ShelfLayout()
        self._actions = actions_by_key(keymap, "library")

    @property
    def briefdeck(self) -> Desk:
        """The app of this screen."""
        return self.app  # type: ignore[return-value]  # no other app has this screen

    @property
    def layout(self) -> Layout:
        """The screen's own layout."""
        return self._shelf_layout

    def rows_pane(self) -> ItemsPane[Any]:
        """The list."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The parts; the geometry says which are seen."""
        self.header, self.top_edge, self.footer = Bar("header"), Bar("top"), Bar("footer")
        self.heading, self.middle = Bar("heading"), Bar("middle")
        self.asked, self.rule = Bar("asked"), Bar("rule")
        self.list_pane, self.reader_pane = self.rows_pane(), ReaderPane()
        self.left, self.right = Divider("left"), Divider("right")
        self.second = Divider("second", is_movable=True)
        for part in self.parts():
            part.theme_name = self.theme_name
        yield from self.parts()

    def parts(self) -> Iterator[Pane]:
        """All widgets of the screen that are made of lines."""
        yield from (
            self.header,
            self.top_edge,
            self.left,
            self.asked,
            self.rule,
            self.heading,
            self.list_pane,
        )
        yield from (self.second, self.reader_pane, self.right, self.middle, self.footer)

    # Showing

    @property
    def shape(self) -> ShelfShape:
        """The shape that is shown."""
        assert self._shape is not None, "shown before the size is known"
        return self._shape

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to list: then the page says what to do."""
        raise NotImplementedError

    @property
    def has_page(self) -> bool:
        """Whether the page is on the screen."""
        return "reader" in self.places

    def prepare(self, size: Size) -> None:
        """Fill the parts before they are drawn in a new size."""
        if size.width and size.height and self.fit(size):
            Pane.is_quiet = True
            try:
                self.show_parts()
            finally:
                Pane.is_quiet = False

    def fit(self, size: Size) -> bool:
        """Work out where the parts stand; says whether anything has moved."""
        shape = ShelfShape(
            width=size.width,
            height=size.height,
            has_heading=self.HAS_HEADING,
            has_prompt=self.HAS_PROMPT,
            is_reading=self.is_reading,
            list_width=self.list_width,
        )
        if shape.takes_turns and self.is_empty:
            shape = replace(shape, is_reading=True)
        if shape == self._shape:
            return False
        self._shape, self.places = shape, shelf_boxes(shape)
        if self.prompt is not None and not self.HAS_PROMPT:
            self.places["prompt"] = self.foot_prompt_box()
        for part in self.parts():
            part.box = self.places.get(part.id or "")
        return True

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002  # the screen knows its size
        """The layout has filled the parts; nothing else depends on the size."""
        self.show()

    def show(self) -> None:
        """Give every part its slice of the state."""
        if self.is_mounted and self.size.width and self.size.height:
            if self.fit(self.size):
                self.list_pane.refresh(layout=True)
            self.show_parts()

    def show_parts(self) -> None:
        """Fill list, page and frame."""
        self.show_rows()
        self.show_page()
        self.show_frame()
        self.show_footer()
        self._show_cursor()

    def show_rows(self) -> None:
        """Fill the list."""
        raise NotImplementedError

    def page(self, width: int, height: int) -> Page:
        """The page on what the cursor is on."""
        raise NotImplementedError

    def page_top(self, page: Page) -> int:  # noqa: ARG002  # a default
        """The line of the page that is shown first."""
        return 0

    def show_page(self) -> None:
        """Fill the page, if it is on the screen."""
        box = self.places.get("reader")
        if box is not None:
            page = self.page(max(10, box.width - 2), box.height)
            top = self.page_top(page) if page is not self.reader_pane.page else self.reader_pane.top
            self.reader_pane.show(page, self.reader_pane.clamp_on(page, top), None, "")

    def scroll_page(self, by: int) -> None:
        """Move the page by some lines."""
        page = self.reader_pane.page
        if page is not None and self.has_page:
            self.reader_pane.show(page, self.reader_pane.clamp(self.reader_pane.top + by), None, "")
            self.show_frame()

    def titles(self) -> dict[str, Line]:
        """The titles of list and page, for the edges."""
        raise NotImplementedError

    def header_line(self, width: int) -> Line:
        """The line over everything."""
        raise NotImplementedError

    def show_frame(self) -> None:
        """Fill header, edges and sides."""
        width, places = self.shape.width, self.places
        self.header.show(self.header_line(width))
        titles = {name: line for name, line in self.titles().items() if line}
        joint = {places["second"].x: "┬"} if "second" in places else {}
        upper, lower = dict(titles), {}
        if "middle" in places and "reader" in upper:
            lower["reader"] = upper.pop("reader")
        elif "list" not in places:
            upper.pop("list", None)
        elif "reader" not in places:
            upper.pop("reader", None)
        has_prompt = "asked" in places
        head = [(1, width - 2, self.prompt_title())] if has_prompt else self._laid(upper)
        self.top_edge.show(frame.edge(width, "┌┐", joints={} if has_prompt else joint, titles=head))
        self.rule.show(frame.edge(width, "├┤", joints=joint, titles=self._laid(upper)))
        self.middle.show(frame.edge(width, "├┤", titles=self._laid(lower)))
        self._show_sides()

    def prompt_title(self) -> Line:
        """The title over the line to type in."""
        return ()

    def _laid(self, titles: dict[str, Line]) -> list[tuple[int, int, Line]]:
        boxes = {name: self.places.get(name) for name in titles}
        laid = [(box.x, box.width, titles[name]) for name, box in boxes.items() if box is not None]
        return [(x, room, frame.shortened(line, room - 1)) for x, room, line in laid]

    def _show_sides(self) -> None:
        pane, page = self.list_pane, self.reader_pane.page
        rows = (pane.top, pane.count, pane.rows_on_screen)
        text = (self.reader_pane.top, len(page.lines) if page else 0, self.reader_pane.height)
        self.second.show(*rows, is_on=not self.is_reading)
        shows_list = "second" not in self.places and "list" in self.places and not self.is_reading
        self.right.show(*(rows if shows_list else text), is_on=shows_list or self.is_reading)

    def show_footer(self) -> None:
        """The keys that matter, a message, or what is asked for."""
        if self._shape is None:
            return
        width = self.shape.width
        if self.prompt is not None and not self.HAS_PROMPT:
            self.footer.show(self.prompt_foot(width))
            return
        joints = {self.places["second"].x: "┴"} if "second" in self.places else {}
        words = self.message or self.standing_message() or self._hints(width - 6)
        self.footer.show(frame.footer(width, words, joints=joints))

    def standing_message(self) -> Line:
        """What stands in the footer as long as it holds, unless there is something newer to say."""
        return ()

    def _hints(self, room: int) -> Line:
        """As many of the hints as there is room for; the way to all keys is the last to go."""
        hints = [(name, self._keys(name), word) for name, word in self.HINTS]
        while (
            len(hints) > 1
            and sum(cell_width(f"{keys} {word}  ") for _, keys, word in hints) - 2 > room
        ):
            hints.remove(next(hint for hint in reversed(hints) if hint[0] != "help"))
        spans: list[Span] = []
        for name, keys, word in hints:
            target = f"action:{name}"
            spans += [
                Span("  " if spans else ""),
                Span(keys, KEY, target),
                Span(f" {word}", "muted", target),
            ]
        return tuple(spans)

    def _keys(self, name: str) -> str:
        return f"{self._key('down')}/{self._key('up')}" if name == "down" else self._key(name)

    def _key(self, name: str) -> str:
        return first_key(BY_ID[name], self.keymap)

    def foot_prompt_box(self) -> Box:
        """Where one types in the footer."""
        return Box(4, self.shape.height - 1, max(8, self.shape.width - 26), 1)

    def prompt_foot(self, width: int) -> Line:
        """The footer around the line to type in."""
        note = self.prompt_note()
        tail = f" {truncate(note, 18)} ─┘" if note else "─┘"
        fill = " " * max(0, width - 4 - cell_width(tail))
        return (
            Span("└ ", "frame"),
            Span(f"{self.prompt_sign()} ", KEY),
            Span(fill),
            Span(tail, "muted"),
        )

    def prompt_sign(self) -> str:
        """The sign before what is typed in the footer."""
        return ">"

    def prompt_note(self) -> str:
        """What stands after it."""
        return ""

    def _show_cursor(self) -> None:
        """Put the terminal's own cursor on the row that has the focus."""
        box = self.places.get("list")
        if box is not None and self.prompt is None:
            row = self.list_pane.cursor_line
            self.app.cursor_position = Offset(box.x, box.y + max(0, min(row, box.height - 1)))

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """A word to the reader in the footer, until the next key."""
        self.message = (Span(text, "caveat" if is_warning else "text"),) if text else ()
        self.show_footer()

    def look_soon(self) -> None:
        """Read what the cursor is on for its page, once the cursor rests."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self.look)

    def look(self) -> None:
        """Read what the cursor is on."""
        raise NotImplementedError

    # Asking

    def action(self, name: str) -> Callable[[], object] | None:
        """What does an action here; nothing for an action of other screens."""
        found: Callable[[], object] | None = getattr(self, f"do_{name.replace('-', '_')}", None)
        return found

    def perform(self, name: str) -> bool:
        """Do an action, as its key, the footer or the palette asks.

        Says whether there is such a one here.
        """
        doing = self.action(name)
        if doing is None:
            return False
        had_message, self.message = bool(self.message), ()
        doing()
        if had_message and not self.message:
            self.show_footer()
        return True

    def on_key(self, event: events.Key) -> None:
        """Keys are actions of the registry.

        While one types, those that the line to type in leaves over.
        """
        if self.prompt is not None:
            is_used = self.prompt.take(event) or self.typed_key(event.key)
        else:
            name = self._actions.get(event.key) or self._actions.get(event.character or "")
            is_used = name is not None and self.perform(name)
        if is_used:
            event.stop()
            event.prevent_default()

    def typed_key(self, key: str) -> bool:
        """A key that is pressed while one types."""
        moves = {"down": "down", "up": "up", "pagedown": "page-down", "pageup": "page-up"}
        if key in moves:
            return self.perform(moves[key])
        if key == "escape":
            self.leave_prompt()
            return True
        return key in {"ctrl+p", "ctrl+q", "ctrl+f"} and self.perform(self._actions.get(key, ""))

    def leave_prompt(self) -> None:
        """Give up typing."""

    def choose(self, title: str, choices: list[Choice[str]]) -> None:
        """Let the reader choose; what is chosen is done by `take_choice`."""
        from briefdeck.tui.screens.choosing import ChoosingScreen

        self.app.push_screen(ChoosingScreen(title, choices, self.theme_name), self.take_choice)

    def take_choice(self, value: str | None) -> None:
        """Do what was chosen: `kind:name`."""
        kind, _, name = (value or "").partition(":")
        if kind == "action":
            self.perform(name)

    # What all of them do

    def do_theme(self) -> None:
        """The next theme."""
        from briefdeck.reading.palette import PALETTES, next_theme

        self.set_theme(next_theme(self.theme_name))
        self.say(f"Theme: {PALETTES[self.theme_name].title}")

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in another theme."""
        self.theme_name = name
        for part in self.parts():
            part.theme_name = name
            part.refresh()
        self.briefdeck.use_theme(name)

    def do_wider(self) -> None:
        """A wider list."""
        self._resize_list(self.shape.list_columns + 4)

    def do_narrower(self) -> None:
        """A narrower list."""
        self._resize_list(self.shape.list_columns - 4)

    def _resize_list(self, width: int) -> None:
        self.list_width = max(30, min(width, self.shape.width - 40))
        self.show()

    def do_quit(self) -> None:
        """Leave."""
        self.briefdeck.leave_screen(self)

    def do_exit(self) -> None:
        """Leave everything."""
        self.app.exit()

    def do_help(self) -> None:
        """Show the keys."""
        from briefdeck.tui.screens.help import SHELF_SIGNS, HelpScreen

        here = frozenset(name for name in BY_ID if self.action(name) is not None)
        self.app.push_screen(
            HelpScreen(
                self.help_sentence(), self.keymap, self.theme_name, here=here, signs=SHELF_SIGNS
            )
        )

    def help_sentence(self) -> str:
        """What there is to know first."""
        return ""

    def on_reader_pane_wheel_turned(self, event: ReaderPane.WheelTurned) -> None:
        """The wheel moves the page."""
        self.scroll_page(event.by)

    def on_rows_pane_scrolled(self) -> None:
        """The sides show where the rows are."""
        self.show_frame()

    def on_bar_target_chosen(self, event: Bar.TargetChosen) -> None:
        """A click in the frame."""
        self.message = ()
        self.take_choice(event.target)

    def on_divider_dragged(self, event: Divider.Dragged) -> None:
        """The list gets as wide as the divider is pulled."""
        self._resize_list(event.column - 1)
