"""The problems of the file, each with its place; choosing one goes to its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from briefdeck.draw.lines import Line, Span, flow
from briefdeck.tui.chrome import SEVERITY_SIGNS
from briefdeck.tui.geometry import Box
from briefdeck.tui.page import Page
from briefdeck.tui.screens.overlay import Overlay
from briefdeck.tui.widgets.reader import ReaderPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.model.problem import Problem
    from briefdeck.tui.palette import ThemeName


def problem_lines(problems: Sequence[Problem], width: int) -> Iterator[Line]:
    """Each problem: sign, place, what is wrong, what to do."""
    if not problems:
        yield (Span("Nothing is wrong with this file."),)
    for number, problem in enumerate(problems):
        if number:
            yield ()
        place = f"line {problem.place.line}" if problem.place else ""
        words = " · ".join(word for word in (problem.severity, place, problem.rule) if word)
        lead = (Span(f"{SEVERITY_SIGNS[problem.severity]} ", "caveat"),)
        yield (*lead, Span(words, "link" if problem.entry else "muted", problem.entry))
        yield from flow((Span(problem.message),), width, first=(Span("  "),), rest=(Span("  "),))
        if problem.remedy:
            yield from flow((Span(problem.remedy, "muted"),), width, first=(Span("  "),), rest=(Span("  "),))


class ProblemsScreen(Overlay):
    """A list to scroll; a click on an entry's problem goes there."""

    def __init__(self, problems: Sequence[Problem], theme_name: ThemeName) -> None:
        super().__init__(f"Problems {len(problems)}", theme_name, width=90, height=40)
        self._problems = problems
        self.pane = ReaderPane()

    def compose(self) -> ComposeResult:
        """The frame and the text."""
        yield from self.frame()
        yield self.pane

    def inner(self, box: Box) -> dict[str, Box]:
        """The text fills the box."""
        return {"reader": box}

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  . mark  Enter go there  Esc close"

    def fill(self) -> None:
        """Lay the text out anew."""
        self._show(Page(problem_lines(self._problems, max(20, self.pane.width - 2))), 0, None)

    def _show(self, page: Page, top: int, marked: int | None) -> None:
        self.pane.show(page, self.pane.clamp_on(page, top), marked, "")
        self.right_side.show(self.pane.top, page.finish(), self.pane.height, is_on=True)

    def on_reader_pane_wheel_turned(self, event: ReaderPane.WheelTurned) -> None:
        """The wheel scrolls."""
        if self.pane.page is not None:
            self._show(self.pane.page, self.pane.top + event.by, self.pane.marked)

    def on_reader_pane_link_chosen(self, event: ReaderPane.LinkChosen) -> None:
        """A click goes to the entry."""
        self.dismiss(f"entry:{event.target}")

    def on_key(self, event: events.Key) -> None:
        """Scroll, mark, go, or leave."""
        event.stop()
        event.prevent_default()
        pane, page = self.pane, self.pane.page
        if page is None:
            return
        leap = max(1, pane.height - 2)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": leap, "space": leap, "pageup": -leap}
        if event.key in steps:
            self._show(page, pane.top + steps[event.key], pane.marked)
        elif event.key in {"full_stop", "tab", "n"} and page.links:
            page.finish()
            at = 0 if pane.marked is None else (pane.marked + 1) % len(page.links)
            line = page.links[at].line
            top = pane.top if pane.top <= line < pane.top + pane.height else line
            self._show(page, top, at)
        elif event.key == "enter" and pane.marked is not None:
            self.dismiss(f"entry:{page.links[pane.marked].target}")
        elif event.key in {"escape", "q", "exclamation_mark", "enter"}:
            self.dismiss(None)
