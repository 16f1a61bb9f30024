"""The reading screen: one briefing, its file, and what its reader does."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from briefdeck.reading import state
from briefdeck.reading.actions import (
    actions_by_key,
    finding,
    following,
    moving,
    taking,
    timing,
    viewing,
)
from briefdeck.reading.scene import Scene
from briefdeck.tui.screens.base import WIDEN_MARGIN, bindings_for
from briefdeck.tui.screens.briefing import BriefingScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.timer import Timer
    from textual.widgets import Input

    from briefdeck.draw.lines import Line
    from briefdeck.reading.actions.reader import Also, Choice
    from briefdeck.reading.settings import Settings
    from briefdeck.tui.widgets.viewer import Viewer

MEASURES = (40, 120)
"""The least and the most columns of text that is read without a frame."""
HOVER_SECONDS = 0.4
"""How long the mouse rests on a link before its card is shown."""


class ReadingScreen(BriefingScreen):
    """Sections, list, text, timeline and ribbon of one briefing, as one state says."""

    PARTS = (
        "header", "top", "sections", "first", "drawing", "rule", "list", "between", "second",
        "reader", "peek-edge", "peek", "left", "right", "middle", "ribbon", "footer",
    )  # fmt: skip
    BINDINGS: ClassVar = bindings_for("reading")

    def __init__(self, scene: Scene, settings: Settings) -> None:
        super().__init__(scene, settings)
        self._hover: Timer | None = None
        self._hovered: str | None = None

    # What the registry's actions ask

    def step(self, by: int) -> None:
        """A row or line on or back."""
        moving.step(self, by)

    def leap(self, by: int) -> None:
        """A screenful on or back."""
        moving.leap(self, by)

    def to_end(self, *, is_last: bool) -> None:
        """To the first or last row or line."""
        moving.to_end(self, is_last=is_last)

    def across(self, by: int) -> None:
        """A part to the right or left."""
        moving.across(self, by)

    def cycle(self, by: int) -> None:
        """To the next part, round the end."""
        moving.cycle(self, by)

    def enter(self) -> None:
        """Into what is selected."""
        following.enter_place(self)

    def back(self) -> None:
        """To where one came from: from an entry that was found in the search, to the search."""
        landed = self.scene.landed
        if landed and self.reading.back == landed and self.has_below:
            self.scene.landed = ()
            self.briefdeck.go_below()
        else:
            following.go_back(self)

    def escape(self) -> None:
        """Out of whatever is innermost."""
        if self.prompt is not None:
            self._leave_prompt()
        else:
            following.get_out(self)

    def find(self) -> None:
        """Ask for words."""
        finding.ask_to_find(self)

    def choose_filter(self) -> None:
        """Choose what the lists show."""
        finding.choose_filter(self)

    def show_problems(self) -> None:
        """Show what is wrong or doubtful in the file."""
        taking.show_problems(self)

    def show_help(self) -> None:
        """Show the keys."""
        from briefdeck.tui.screens.help import PARTS, HelpScreen

        sentence = PARTS[self.scene.focus_part]
        self.app.push_screen(HelpScreen(sentence, self.settings.keymap, self.theme_name))

    def show_palette(self) -> None:
        """Let the reader choose among everything."""
        from briefdeck.reading.offers import entry_offers, offers
        from briefdeck.tui.screens.palette import PaletteScreen

        def take(do: Callable[[], object] | None) -> None:
            if do is not None:
                do()

        entries = partial(entry_offers, self, self.find_index)
        self.app.push_screen(
            PaletteScreen(self, offers(self), entries, self.briefdeck.chosen), take
        )

    def widen(self, by: int) -> None:
        """Make the list wider, or narrower; where text is read without a frame, the text."""
        box = self.scene.places.get("list")
        if box is not None:
            self._resize_list(box.width + by)
        elif self.reading.mode == "zen":
            self.scene.measure = max(MEASURES[0], min(self.scene.measure + by, MEASURES[1]))
            self.scene.forget_pages()
            self.show()

    def _resize_list(self, width: int) -> None:
        self.scene.list_width = max(20, min(width, self.size.width - WIDEN_MARGIN))
        self.show()

    @property
    def has_below(self) -> bool:
        """Whether something is open below the briefing, to come back to."""
        return bool(self.briefdeck.below)

    @property
    def place_name(self) -> str:
        """What is here, for the way back to it."""
        return self.deck.title

    def read_text(
        self,
        title: str,
        lines_of: Callable[[int], Sequence[Line]],
        also: Sequence[Also] = (),
        then: Callable[[str], object] | None = None,
    ) -> None:
        """Show a text to scroll, whose links lead to entries, or to what `then` does with them."""
        from briefdeck.tui.screens.paging import TextScreen

        def follow(target: str | None) -> None:
            if target is not None:
                (then or partial(following.follow, self))(target)

        self.app.push_screen(TextScreen(title, lines_of, self.theme_name, also), follow)

    def write_note(self, title: str, text: str, before: str, keep: Callable[[str], object]) -> None:
        """Let the reader write; `keep` is called with the text, if it differs from `before`."""
        from briefdeck.tui.screens.noting import NotingScreen

        self.app.push_screen(NotingScreen(title, before, keep, self.theme_name, text=text))

    def compare_with(self, path: Path) -> None:
        """Lay the briefing of a file beside the present one."""
        from briefdeck.loader import load
        from briefdeck.tui.screens.comparing import ComparisonScreen

        other = load(path)
        if other.briefing is None:
            self.say(f"{other.name} cannot be read any more.", is_warning=True)
            return
        screen = ComparisonScreen(self.deck.loaded, other, self.theme_name)
        self.app.push_screen(screen, partial(self._follow_compared, path))

    def _follow_compared(self, path: Path, found: tuple[str, bool] | None) -> None:
        """Go to an entry of the comparison, which may be the other briefing's."""
        if found is None:
            return
        entry, is_other = found
        if is_other:
            self.open_briefing(path, at=entry)
        else:
            following.follow(self, entry)

    def selected_text(self) -> str:
        """What is selected with the mouse, which is no longer selected then."""
        text = self.get_selected_text() or ""
        if text:
            self.clear_selection()
        return text

    def copy_text(self, text: str, what: str) -> None:
        """Give a text to the clipboard, and say what it was."""
        from briefdeck.terminal.clipboard import copy

        done = copy(text, what, folder=self.folders.state, send=self.briefdeck.clipboard_sender())
        self.say(done.sentence, is_warning=not done.is_sure)

    def run_outside(self, command: Sequence[str]) -> str:
        """Lend the terminal to another program; give what went wrong, or nothing."""
        wrong = self.briefdeck.run_outside(command)
        self.look_at_copies()
        return wrong

    def open_briefings(self) -> Sequence[Choice[Callable[[], None]]]:
        """The briefings that are open, each with what shows it."""
        return self.briefdeck.open_briefings()

    # Typing

    def ask(self, kind: state.PromptKind, placeholder: str = "", value: str = "") -> None:
        """Ask for words in the footer."""
        self.scene.reading = state.ask(self.reading, kind)
        self.open_prompt(kind, placeholder, value)

    def _leave_prompt(self) -> None:
        kind = self.reading.prompt
        self.close_prompt()
        reading = state.ask(self.reading, "")
        self.go(state.end_find(reading) if kind == "find" else reading)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as the words are typed."""
        if self.reading.prompt == "find":
            self.go(state.find(self.reading, event.value, *self.find_index.search(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        kind = self.reading.prompt
        self.close_prompt()
        reading = state.ask(self.reading, "")
        if kind == "find" and not reading.hits:
            reading = state.end_find(reading)
        self.go(reading)
        if kind == "date":
            timing.go_to_date(self, event.value)

    @property
    def is_typing(self) -> bool:
        """Whether keys are letters: of words, or at links."""
        return super().is_typing or self.reading.letters is not None

    def on_key(self, event: events.Key) -> None:
        """Keys that are not actions: what is typed ahead of the prompt, letters at links."""
        is_used = False
        if self.prompt is not None:
            is_used = self.prompt.take(event)
        elif self.reading.letters is not None:
            is_used = following.press_letter(self, event.key) or self._perform_key(event.key)
        if is_used:
            event.stop()
            event.prevent_default()

    def _perform_key(self, key: str) -> bool:
        """Do the action of a key that has turned out not to be a letter."""
        name = actions_by_key(self.settings.keymap, "reading").get(key)
        if name is None:
            return False
        self.perform(name, key)
        return True

    # The mouse

    def on_viewer_clicked(self, event: Viewer.Clicked) -> None:
        """A click selects, follows, or does what a key of the footer does."""
        target = event.target
        if target is None:
            return
        self.unsay()
        if isinstance(target, int):
            self._choose_item(event.viewer.id or "", target)
        elif event.viewer.id == "reader":
            self._click_in_text(target)
        else:
            self._click_in_frame(target)

    def _choose_item(self, part: str, place: int) -> None:
        """A click selects; a click on what is selected already goes into it."""
        if part == "sections":
            moving.open_section(self, self.scene.sections[place].name)
            return
        listed = self.scene.listed
        if place >= len(listed):
            return
        is_again = listed[place] == self.reading.place.entry
        self.scene.reading = state.focus(self.reading, "list")
        moving.select_entry(self, listed[place])
        if is_again:
            self.enter()

    def _click_in_text(self, target: str) -> None:
        """Follow a citation or link; an address is only shown, and opened by its key."""
        if target in self.deck.links.entries:
            following.follow(self, target)
        elif not self._click_in_frame(target):
            self.say(f"{target}  (f and its letter opens it)")

    def _click_in_frame(self, target: str) -> bool:
        """A key of the footer, a tab, a level, something in a drawing; say whether it was one."""
        kind, _, name = target.partition(":")
        if kind == "action":
            self.perform(name)
        elif kind == "section":
            moving.open_section(self, name)
        elif kind == "elsewhere":
            following.follow(self, target)
        elif kind == "level":
            viewing.show_level(self, name)  # type: ignore[arg-type]  # the header names levels
        elif target in self.deck.links.entries:
            moving.show_in_section(self, target)
        else:
            return False
        return True

    def on_viewer_wheel_turned(self, event: Viewer.WheelTurned) -> None:
        """The wheel moves what is under it, and nothing else."""
        part = event.viewer.id
        if part == "drawing":
            self.perform("zoom-in" if event.by < 0 else "zoom-out")
        elif part == "list" and self.scene.list_view is not None:
            self._scroll_list(event.by)
        elif part == "reader":
            moving.scroll_by(self, event.by)

    def _scroll_list(self, by: int) -> None:
        """Move the cursor with the list, so that it is always seen."""
        self.go(state.focus(self.reading, "list"))
        moving.step(self, by)

    def on_viewer_dragged(self, event: Viewer.Dragged) -> None:
        """The list gets as wide as the divider is pulled."""
        box = self.scene.places.get("list")
        if box is not None:
            self._resize_list(event.column - box.x)

    def on_viewer_hovered(self, event: Viewer.Hovered) -> None:
        """Where the mouse rests on a link of the text, its card is shown, until it leaves."""
        if self._hover is not None:
            self._hover.stop()
        target = event.target
        if event.viewer.id == "reader" and isinstance(target, str):
            self._hover = self.set_timer(HOVER_SECONDS, partial(self._peek_at, target))
        elif self._hovered is not None:
            self._peek_at(None)

    def _peek_at(self, target: str | None) -> None:
        self._hovered = target
        if target is None or target in self.deck.links.entries:
            self.go(replace(self.reading, peek=target))
