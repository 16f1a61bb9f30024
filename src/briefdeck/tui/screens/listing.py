"""What the library's screens share: a list, a page on what its cursor is on, a line to type in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from briefdeck.reading.actions import ACTIONS
from briefdeck.reading.actions.reader import Choice
from briefdeck.reading.shelf.librarian import Indexing, Latest, glimpses
from briefdeck.reading.shelf.shelf_scene import ShelfScene
from briefdeck.reading.shelf.together import VIEWS
from briefdeck.tui.screens.base import WIDEN_MARGIN, PartsScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from textual import events
    from textual.timer import Timer

    from briefdeck.reading.actions import Where
    from briefdeck.reading.geometry import Box, Part
    from briefdeck.reading.offers import Offer
    from briefdeck.reading.settings import Settings
    from briefdeck.reading.shelf.librarian import Glimpse, Listed, Progress
    from briefdeck.reading.shelf.together import Chosen
    from briefdeck.reading.views.view import View
    from briefdeck.tui.widgets.viewer import Viewer

SceneT = TypeVar("SceneT", bound=ShelfScene)
REST_SECONDS = 0.05
"""How long the cursor rests on an item before its briefing is read."""
NARROWEST = 30


class ListingScreen(PartsScreen, Generic[SceneT]):
    """A list and a page, as a scene says. Subclasses say what is done with an item."""

    PARTS = (
        "header", "top", "asked", "rule", "list", "between", "second", "reader", "left", "right",
        "footer",
    )  # fmt: skip
    WHERE: ClassVar[Where]
    SENTENCE: ClassVar[str]
    """What there is to know first, for the table of keys."""

    def __init__(self, scene: SceneT, settings: Settings) -> None:
        super().__init__(settings)
        self.scene = scene
        self._look = Latest(glimpses, partial(self.call_later, self._take_preview))
        self._rest: Timer | None = None
        self._rests_on = ""
        self._indexing: Indexing | None = None

    # Showing

    def lay_out_parts(self, width: int, height: int) -> None:
        """Work out what every part shows in a size."""
        self.scene.below = self.briefdeck.below
        self.scene.lay_out(width, height)

    def shown_parts(self) -> Mapping[Part, tuple[Box, View]]:
        """What the parts show."""
        return self.scene.parts

    def all_places(self) -> Mapping[Part, Box]:
        """Where everything stands."""
        return dict(self.scene.places)

    def cursor_cell(self) -> tuple[int, int] | None:
        """The cell at which the terminal's cursor stands."""
        return self.scene.cursor

    def show(self) -> None:
        """Show the scene, and read what its page is missing once the cursor rests."""
        super().show()
        wanted = self.scene.wanted
        # Shown again for another reason, it rests on: else what changes often is never read.
        if wanted != self._rests_on:
            self._rests_on = wanted
            if self._rest is not None:
                self._rest.stop()
            self._rest = self.set_timer(REST_SECONDS, self._read_preview) if wanted else None

    def _read_preview(self) -> None:
        if self.scene.wanted:
            self._look.ask(self.scene.wanted)

    def _take_preview(self, path: str, glimpse: Glimpse) -> None:
        self.scene.take_preview(path, glimpse.loaded, glimpse.known)
        self.show()

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the footer, until the next key."""
        self.scene.say(text, is_warning=is_warning)
        self.show()

    def unsay(self) -> None:
        """Take away what was said; the footer is shown with whatever comes next."""
        if self.scene.looking.message:
            self.scene.say("")
            self.call_later(self.show)

    def on_screen_resume(self) -> None:
        """Where leaving leads to may be another place now."""
        self.show()

    # The shelf

    def read_shelf(self) -> None:
        """List the shelf and bring the index up to date, in a thread."""
        if self._indexing is None or not self._indexing.is_running:
            listed = partial(self.call_later, self.take_listed)
            self._indexing = Indexing(
                self.folders, listed, partial(self.call_later, self.take_progress)
            )
            self._indexing.start()

    def take_listed(self, listed: Listed) -> None:
        """Take what is on the shelf now."""
        raise NotImplementedError

    def take_progress(self, progress: Progress) -> None:
        """Take how far reading the shelf is."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """Let the threads end."""
        self._look.stop()
        if self._indexing is not None:
            self._indexing.stop()

    # What the registry's actions ask

    def step(self, by: int) -> None:
        """An item or line on or back."""
        if self.scene.is_reading:
            self.scene.scroll(by)
        else:
            self.scene.point(self.scene.looking.cursor + by)
        self.show()

    def leap(self, by: int) -> None:
        """A screenful on or back."""
        self.step(by * self.scene.leap())

    def to_end(self, *, is_last: bool) -> None:
        """To the first or last item or line."""
        if self.scene.is_reading:
            self.scene.page.finish()
            self.step(len(self.scene.page.lines) if is_last else -self.scene.looking.top)
        else:
            self.step(self.scene.count if is_last else -self.scene.count)

    def across(self, by: int) -> None:
        """Into the page, or back to the list."""
        parts = self.scene.parts_to_go
        self.focus_part(len(parts) - 1 if by > 0 else 0)

    def cycle(self, by: int) -> None:
        """To the next part, round the end."""
        parts = self.scene.parts_to_go
        at = parts.index(self.scene.looking.focus) if self.scene.looking.focus in parts else 0
        self.focus_part((at + by) % len(parts))

    def focus_part(self, at: int) -> None:
        """Let the keys go to a part, by its place in the order of Tab."""
        self.scene.focus(self.scene.parts_to_go[at])
        self.show()

    def enter(self) -> None:
        """Open what the cursor is on."""
        raise NotImplementedError

    def back(self) -> None:
        """To where one came from, if there is anything."""
        if self.briefdeck.below:
            self.leave()

    def open_at(self, path: Path, entry: str | None = None) -> None:
        """Open a briefing; say why it cannot be read."""
        problem = self.open_briefing(path, at=entry)
        if problem:
            self.say(problem, is_warning=True)

    def widen(self, by: int) -> None:
        """Make the list wider, or narrower."""
        box = self.scene.places.get("list")
        if box is not None and "second" in self.scene.places:
            self._resize_list(box.width + by)

    def _resize_list(self, width: int) -> None:
        self.scene.list_width = max(NARROWEST, min(width, self.size.width - WIDEN_MARGIN // 2))
        self.show()

    def show_help(self) -> None:
        """Show the keys."""
        from briefdeck.tui.screens.help import SHELF_SIGNS, HelpScreen

        here = frozenset(action.id for action in ACTIONS if self.WHERE in action.where)
        keymap = self.settings.keymap
        self.app.push_screen(
            HelpScreen(self.SENTENCE, keymap, self.theme_name, here=here, signs=SHELF_SIGNS)
        )

    def chosen(self) -> Chosen | None:
        """The briefings that are laid together; None until they are known."""
        raise NotImplementedError

    def show_together(self, name: str = VIEWS[0].name) -> None:
        """Show what the briefings that are chosen say together, in one of the views."""
        from briefdeck.tui.screens.together import TogetherScreen

        chosen = self.chosen()
        if chosen is None:
            self.say("The shelf is still being read.")
        elif not (chosen.paths or chosen.query):
            self.say("There is no briefing to show.", is_warning=True)
        else:
            self.app.push_screen(
                TogetherScreen(name, chosen, self.folders, self._open_from, self.theme_name)
            )

    def _open_from(self, path: Path, entry: str) -> str:
        """Open a briefing over what is shown of many; give why it cannot be read, or nothing."""
        return self.open_briefing(path, at=entry)

    def offers(self) -> Sequence[Offer]:
        """What the palette offers beside actions and themes."""
        return [
            Choice(
                partial(self.show_together, view.name),
                f"{view.title} of all",
                "together",
                name=f"together:{view.name}",
                sentence=view.sentence,
                verb=view.name,
            )
            for view in VIEWS
        ]

    def show_palette(self) -> None:
        """Let the reader choose among everything."""
        from briefdeck.reading.offers import action_offers, theme_offers
        from briefdeck.tui.screens.palette import PaletteScreen

        offers = [
            *action_offers(self, self.WHERE, self.settings.keymap),
            *theme_offers(self),
            *self.offers(),
        ]
        screen = PaletteScreen(self, offers, lambda _: (), self.briefdeck.chosen)
        self.app.push_screen(screen, lambda do: do and do())

    # The mouse, and what is typed

    def on_key(self, event: events.Key) -> None:
        """What is typed before the line to type in has the focus."""
        if self.is_typing and self.prompt is not None and self.prompt.take(event):
            event.stop()
            event.prevent_default()

    def on_viewer_clicked(self, event: Viewer.Clicked) -> None:
        """A click selects, opens, or does what a key of the footer does."""
        target = event.target
        if target is None:
            return
        self.unsay()
        if isinstance(target, int):
            self._choose_item(target)
        elif event.viewer.id == "reader":
            self._click_on_page(target)
        else:
            kind, _, name = target.partition(":")
            self.click(kind, name)

    def _choose_item(self, place: int) -> None:
        """A click selects; a click on what is selected already opens it."""
        is_again = place == self.scene.looking.cursor and not self.scene.is_reading
        self.scene.point(place)
        if self.scene.is_reading:
            self.across(-1)
        self.show()
        if is_again:
            self.enter()

    def _click_on_page(self, target: str) -> None:
        """A click on an entry of the page opens the briefing there."""
        deck = self.scene.preview[1]
        if deck is not None and deck.loaded.path is not None and target in deck.links.entries:
            self.open_at(deck.loaded.path, target)

    def click(self, kind: str, name: str) -> None:
        """Do what is clicked in the frame."""
        if kind == "action":
            self.perform(name)

    def on_viewer_wheel_turned(self, event: Viewer.WheelTurned) -> None:
        """The wheel moves what is under it."""
        if event.viewer.id == "reader":
            self.scene.scroll(event.by)
        elif event.viewer.id == "list":
            self.scene.point(self.scene.looking.cursor + (1 if event.by > 0 else -1))
        self.show()

    def on_viewer_dragged(self, event: Viewer.Dragged) -> None:
        """The list gets as wide as the divider is pulled."""
        self._resize_list(event.column - 1)
