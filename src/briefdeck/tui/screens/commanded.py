"""The reading screen at work: keys, clicks and choices become commands, and these move its state.

Messages up.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.tui import state
from briefdeck.tui.commands import command
from briefdeck.tui.commands.following import follow
from briefdeck.tui.commands.moving import open_section, scroll_by
from briefdeck.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from textual import events
    from textual.widgets import Input

    from briefdeck.tui.widgets.frame import Bar, Divider
    from briefdeck.tui.widgets.reader import ReaderPane
    from briefdeck.tui.widgets.rows import RowsPane

PROMPT_MOVES = {"down": "down", "up": "up", "pagedown": "page-down", "pageup": "page-up"}


class CommandedScreen(ReadingScreen):
    """A reading screen that does what its reader asks for."""

    def perform(self, action_id: str, key: str = "") -> None:
        """Do an action, as its key, the footer, or the palette asks."""
        had_message = bool(self.message)
        self.message = ()
        self.pressed = key
        command(action_id)(self)
        if had_message and not self.message:
            self.show_footer()

    def on_key(self, event: events.Key) -> None:
        """Every key is an action of the registry, or a letter that is waited for."""
        if self.prompt is not None:
            is_used = self.prompt.take(event) or self._key_at_prompt(event.key)
        elif self._letters is not None:
            is_used = self._key_at_letters(event.key)
        else:
            is_used = False
        action_id = self._actions.get(event.key) or self._actions.get(event.character or "")
        if not is_used and self.prompt is None and action_id is not None:
            self.perform(action_id, event.key)
            is_used = True
        if is_used:
            event.stop()
            event.prevent_default()

    def _key_at_prompt(self, key: str) -> bool:
        """Keys that the prompt leaves over: arrows move among the matches, Esc goes back."""
        if key == "escape":
            kind = self.prompt.kind if self.prompt else ""
            self.close_prompt()
            if kind == "find":
                self.go(state.end_find(self.reading))
            self.show_footer()
            return True
        if key in PROMPT_MOVES:
            command(PROMPT_MOVES[key])(self)
            return True
        return False

    def _key_at_letters(self, key: str) -> bool:
        """Take a key while letters are shown.

        Anything that is no letter ends it, and only Esc is used up by that.
        """
        assert self._letters is not None, "called while letters are shown"
        answer = self._letters.press(key)
        if not isinstance(answer, int | str):
            self._letters = answer
            return True
        self.end_jump()
        if isinstance(answer, str):
            return answer == "out"
        self.reading = state.mark(self.reading, answer)
        self.message = ()
        follow(self, self.page().links[answer].target)
        return True

    def on_rows_pane_row_chosen(self, event: RowsPane.RowChosen) -> None:
        """A click selects; a click on what is selected already goes into it."""
        self.message = ()
        if event.pane is self.sections_pane:
            open_section(self, self.deck.sections[event.position].name)
            return
        listed = self.listed
        if event.position < len(listed):
            reading = state.focus(self.reading, "list")
            section = (
                self.deck.section_of(listed[event.position]) if reading.is_finding else self.section
            )
            self.go(state.select(reading, listed[event.position], section=section))
            if event.again:
                self.perform("enter")

    def on_rows_pane_scrolled(self) -> None:
        """The dividers show where the rows are."""
        self.show()

    def on_reader_pane_link_chosen(self, event: ReaderPane.LinkChosen) -> None:
        """A click on a citation or link follows it.

        An address is only shown, and opened by its key.
        """
        if event.target in self.deck.links.entries:
            follow(self, event.target)
        else:
            self.say(f"{event.target}  (f and its letter opens it)")

    def on_reader_pane_wheel_turned(self, event: ReaderPane.WheelTurned) -> None:
        """The wheel moves the text and nothing else."""
        scroll_by(self, event.by)

    def on_bar_target_chosen(self, event: Bar.TargetChosen) -> None:
        """A click in the frame: a key of the footer, a tab, something in a drawing."""
        kind, _, name = event.target.partition(":")
        if kind == "action":
            self.perform(name)
        elif kind == "section":
            open_section(self, name)
        elif event.target in self.deck.links.entries:
            self.show_in_section(event.target)

    def on_bar_wheel_turned(self, event: Bar.WheelTurned) -> None:
        """The wheel over the drawn timeline zooms it."""
        if event.bar is self.drawing:
            self.perform("zoom-in" if event.by < 0 else "zoom-out")

    def on_divider_dragged(self, event: Divider.Dragged) -> None:
        """The list gets as wide as the divider is pulled."""
        from briefdeck.tui.commands.looking import resize_list

        box = self.places.get("list")
        if box is not None:
            resize_list(self, event.column - box.x)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as the words are typed."""
        if self.prompt is not None and self.prompt.kind == "find":
            hits = self.find_index.search(event.value).hits
            self.go(state.find(self.reading, event.value, hits))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        if self.prompt is None:
            return
        kind = self.prompt.kind
        self.close_prompt()
        if kind == "find":
            self.go(self.reading if self.reading.hits else state.end_find(self.reading))
        elif kind == "date":
            from briefdeck.tui.commands.timing import go_to_date

            go_to_date(self, event.value)
        self.show_footer()

    def take_choice(self, value: str | None) -> None:
        """Do what was chosen: `kind:name`."""
        kind, _, name = (value or "").partition(":")
        if kind == "action":
            self.perform(name)
        elif kind == "section":
            open_section(self, name)
        elif kind == "entry" and name in self.deck.links.entries:
            follow(self, name)
        elif kind == "export":
            from briefdeck.tui.commands.keeping import export_notes

            export_notes(self)
        elif kind in {"filter", "kind", "tag", "about"}:
            self._filter(kind, name)
        elif kind == "other":
            path, _, entry = name.partition("\n")
            self.briefdeck.open_briefing(Path(path), at=entry)
        elif kind in {"copy", "open", "compare", "add"}:
            from briefdeck.tui.commands import taking

            take = {
                "copy": taking.copy_form,
                "open": taking.open_address,
                "compare": taking.compare_with,
                "add": taking.add_and_open,
            }[kind]
            take(self, name)

    def _filter(self, kind: str, name: str) -> None:
        filters = state.toggled(self.reading.filters, kind, name)
        self.go(state.filtered(self.reading, filters, self.deck.ids(self.section, filters)))
        self.say(
            f"Shown: {filters.sentence(self.deck.name)}; Esc shows everything."
            if filters
            else "Everything is shown."
        )
