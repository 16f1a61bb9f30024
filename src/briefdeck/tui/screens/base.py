"""The one base of all screens: parts where the geometry says, keys from the registry, a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.binding import Binding
from textual.geometry import NULL_OFFSET, Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.screen import Screen

from briefdeck.tui.actions import ACTIONS, BY_ID
from briefdeck.tui.seam.layout import SteadyScreen
from briefdeck.tui.widgets.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from briefdeck.library.folders import Folders
    from briefdeck.tui.actions import Where
    from briefdeck.tui.actions.reader import Choice, ValueT
    from briefdeck.tui.desk import Desk
    from briefdeck.tui.geometry import Box, Part
    from briefdeck.tui.palette import ThemeName
    from briefdeck.tui.settings import Settings
    from briefdeck.tui.views.view import View
    from briefdeck.tui.widgets.prompt import Prompt

WIDEN_MARGIN = 60
"""Columns that a widened list leaves to what is beside it."""


ResultT = TypeVar("ResultT")


class PartsLayout(Layout):
    """Places each part where the screen's geometry says.

    The geometry is pure arithmetic of ours, and not style sheets, because the first frame is
    painted by it before Textual is loaded, and nothing may move after that.
    """

    name = "parts"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002, FBT001, FBT002  # Textual's signature
    ) -> ArrangeResult:
        """Placements of the parts that are on the screen."""
        assert isinstance(parent, PartedScreen)
        parent.prepare(size)
        placed: list[WidgetPlacement] = []
        for child in children:
            part: Any = child.id or child.name
            box = parent.places.get(part)
            if box is not None:
                region = Region(box.x, box.y, box.width, box.height)
                placed.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), child))
        return placed


def bindings_for(where: Where) -> list[BindingType]:
    """Textual's bindings of the registry's actions on a screen, by the ids that key maps name.

    They have priority: a key without it is looked up only after it has come back from the screen,
    and by then the letters of a word that is typed ahead of its prompt would be actions too.
    """
    return [
        Binding(
            ",".join(action.keys),
            f"perform('{action.id}')",
            show=False,
            id=action.id,
            priority=True,
        )
        for action in ACTIONS
        if where in action.where
    ]


WHILE_TYPING = frozenset({"down", "up", "pagedown", "pageup", "escape", "ctrl+p", "ctrl+q"})
"""Keys that are actions though words are being typed."""


class PartedScreen(Screen[ResultT]):
    """A screen of parts. Subclasses say what is in them, and where they stand."""

    AUTO_FOCUS = None
    PARTS: ClassVar[tuple[str, ...]] = ()
    """The parts from first to last; the geometry says which are seen."""

    def __init__(self, theme_name: ThemeName) -> None:
        super().__init__()
        self.theme_name: ThemeName = theme_name
        self.places: Mapping[Part, Box] = {}
        self._parts_layout = PartsLayout()
        self._viewers: dict[str, Viewer] = {}

    @property
    def layout(self) -> Layout:
        """The screen's own layout."""
        return self._parts_layout

    def compose(self) -> ComposeResult:
        """The parts."""
        for part in self.PARTS:
            self._viewers[part] = Viewer(part, self.theme_name)
        yield from self._viewers.values()

    # Showing

    def lay_out_parts(self, width: int, height: int) -> None:
        """Work out what every part shows in a size."""
        raise NotImplementedError

    def shown_parts(self) -> Mapping[Part, tuple[Box, View]]:
        """What the parts show, as `lay_out_parts` has left it."""
        raise NotImplementedError

    def all_places(self) -> Mapping[Part, Box]:
        """Where everything stands, as `lay_out_parts` has left it."""
        raise NotImplementedError

    def cursor_cell(self) -> tuple[int, int] | None:
        """The cell at which the terminal's cursor stands; None: where a line to type in has it."""
        return None

    def prepare(self, size: Size) -> None:
        """Fill the parts before they are drawn in a new size: the first frame is complete."""
        if size.width and size.height:
            self.lay_out_parts(size.width, size.height)
            self.places = self.all_places()
            Viewer.is_quiet = True
            try:
                self._fill()
            finally:
                Viewer.is_quiet = False

    def show(self) -> None:
        """Give every part what it shows now."""
        if not (self.size.width and self.size.height and self.is_mounted):
            return
        self.lay_out_parts(*self.size)
        places = self.all_places()
        if places != self.places:
            self.places = places
            # A layout asked for by a child is not taken from Textual's memory of this size.
            self._viewers[self.PARTS[0]].refresh(layout=True)
        self._fill()

    def _fill(self) -> None:
        for part, (box, view) in self.shown_parts().items():
            self._viewers[part].show(view, box, self.theme_name)
        cell = self.cursor_cell()
        if cell is not None:
            self.app.cursor_position = Offset(*cell)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002  # the screen knows its size
        """The layout has filled the parts; what depends on the size is shown again."""
        self.show()


class PartsScreen(PartedScreen[None], SteadyScreen):
    """A screen that fills the terminal and has the registry's keys."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.theme)
        self.settings = settings
        self.pressed = ""
        self.prompt: Prompt | None = None

    @property
    def briefdeck(self) -> Desk:
        """The app of this screen."""
        return self.app  # type: ignore[return-value]  # no other app has this screen

    @property
    def folders(self) -> Folders:
        """Where the reader's files are."""
        return self.briefdeck.folders

    def set_theme(self, name: ThemeName) -> None:
        """Show everything in another theme."""
        self.theme_name = name
        self.refresh()
        self.show()
        self.briefdeck.use_theme(name)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key is an action now: not while it is a letter of what is typed."""
        if action == "perform" and self.is_typing:
            return self.briefdeck.pressed in WHILE_TYPING
        return super().check_action(action, parameters)

    @property
    def is_typing(self) -> bool:
        """Whether keys are letters: of words, or at links."""
        return self.prompt is not None

    def action_perform(self, name: str) -> None:
        """Do an action, as a key asks."""
        self.perform(name, self.briefdeck.pressed)

    def perform(self, name: str, key: str = "") -> None:
        """Do an action of the registry; what was said before is taken away."""
        self.pressed = key
        self.unsay()
        BY_ID[name].do(self)

    def unsay(self) -> None:
        """Take away what was said."""
        raise NotImplementedError

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the footer, until the next key."""
        raise NotImplementedError

    def open_prompt(self, kind: str, placeholder: str = "", value: str = "") -> None:
        """Mount the line to type in; where it stands is the geometry's to say."""
        from briefdeck.tui.widgets.prompt import Prompt

        self.close_prompt()
        self.prompt = Prompt(kind, placeholder, value)
        self.show()
        self.mount(self.prompt)
        self.prompt.focus()

    def close_prompt(self) -> None:
        """Take the line to type in away."""
        if self.prompt is not None:
            prompt, self.prompt = self.prompt, None
            self.set_focus(None)
            prompt.remove()

    # What all readers may ask

    def choose(
        self, title: str, choices: Sequence[Choice[ValueT]], then: Callable[[ValueT], object]
    ) -> None:
        """Let the reader choose, and then do something with what was chosen."""
        from briefdeck.tui.screens.choosing import ChoosingScreen

        def take(value: Any) -> None:
            if value is not None:
                then(value)

        self.app.push_screen(ChoosingScreen(title, choices, self.theme_name), take)

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Open a briefing; give why it cannot be read, or nothing."""
        return self.briefdeck.open_briefing(path, at=at)

    def open_library(self) -> None:
        """Open the library."""
        self.briefdeck.open_library()

    def open_search(self, words: str = "") -> None:
        """Search the texts of all briefings."""
        self.briefdeck.open_search(words)

    def leave(self) -> None:
        """Leave what is open here."""
        self.briefdeck.leave_screen(self)

    def leave_all(self) -> None:
        """Leave everything."""
        self.app.exit()
