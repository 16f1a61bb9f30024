"""Many briefings together: one timeline, one ledger of recommendations, what disagrees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from briefdeck.draw.lines import Line, Span
from briefdeck.reading.shelf.librarian import Latest
from briefdeck.reading.shelf.together import VIEWS, WORKING, Gathering, request
from briefdeck.text.words import counted
from briefdeck.tui.screens.paging import PagingScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from briefdeck.library.folders import Folders
    from briefdeck.reading.palette import ThemeName
    from briefdeck.reading.shelf.together import Chosen
    from briefdeck.tui.widgets.viewer import Viewer

EVERYTHING: Final = 10_000
"""Wider and higher than any terminal: it takes the whole screen."""
BY_KEY: Final = {str(number): view for number, view in enumerate(VIEWS, 1)}


class TogetherScreen(PagingScreen[None]):
    """What briefings say together, over the whole screen; each entry is a key away.

    It stays while a briefing that is opened from it is read. `open_at` opens one at an entry, and
    gives why that cannot be, or nothing.
    """

    def __init__(
        self,
        name: str,
        chosen: Chosen,
        places: Folders,
        open_at: Callable[[Path, str], str],
        theme_name: ThemeName,
    ) -> None:
        super().__init__("", theme_name, width=EVERYTHING, height=EVERYTHING)
        self._view = next(view for view in VIEWS if view.name == name)
        self._chosen = chosen
        self._open_at = open_at
        self._has_everything = False
        self._state: Line = (Span("Reading …", "muted"),)
        self._lines: tuple[str, Sequence[Line]] = ("", ())
        self._tops: dict[str, int] = {}
        self._gathering = Gathering(chosen, places, partial(self._call, self._take_progress))
        self._answers = Latest(self._gathering.answers, partial(self._call, self._take_lines))
        self._entitle()

    def _call(self, take: Callable[..., None], *news: object) -> None:
        """Hand over what a thread says."""
        self.call_later(take, *news)

    def _entitle(self) -> None:
        self.box_title = f"{self._view.title} · {self._chosen.words}"

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._gathering.stop()
        self._answers.stop()

    # Showing

    def page_lines(self, width: int) -> Iterable[Line]:
        """The view, laid out to a width; until it is, how far it is."""
        asked = request(self._view.name, width, everything=self._has_everything)
        if self._lines[0] == asked:
            return self._lines[1]
        self._answers.ask(asked)
        return ((), self._state)

    def _take_lines(self, asked: str, lines: Sequence[Line]) -> None:
        self._lines = (asked, lines)
        self.top = self._tops.get(self._view.name, self.top)
        self.lay_out_anew()
        self._mark_what_is_seen()

    def _take_progress(self, doing: str, done: int, total: int) -> None:
        self._state = progress_line(doing, done, total)
        self.lay_out_anew()

    def foot(self) -> str:
        """What the keys do, or why an entry cannot be opened."""
        if self._said:
            return self._said
        if not self.page().links:
            return "1 2 3 timeline, recommendations, disagreements  Esc close"
        everything = "v everything  " if self._view.name == "timeline" else ""
        return f"Enter opens  1 2 3 views  Tab next  {everything}n part  j/k scroll  Esc close"

    # Moving

    def scroll_by(self, lines: int) -> None:
        """Move the text; what is marked is always in sight, so that a key opens it."""
        super().scroll_by(lines)
        self._mark_what_is_seen()

    def _mark_what_is_seen(self) -> None:
        page = self.page()
        seen = [place for place, _ in page.links_between(self.top, self.top + self.body.height)]
        if seen and self.marked not in seen:
            self.marked = seen[0]
            self.show()

    def press(self, key: str) -> bool:
        """Show another view, or everything; else as in every text to scroll."""
        self.take_back()
        if key in BY_KEY:
            self._tops[self._view.name] = self.top
            self._view = BY_KEY[key]
            self.top = self._tops.get(self._view.name, 0)
            self._entitle()
            self.lay_out_anew()
        elif key == "v" and self._view.name == "timeline":
            self._has_everything = not self._has_everything
            self.lay_out_anew()
        elif key == "enter":
            page = self.page()
            if self.marked is not None and self.marked < len(page.links):
                self._open(page.links[self.marked].target)
        else:
            is_used = super().press(key)
            if key in {"n", "N"}:
                self._mark_what_is_seen()
            return is_used
        return True

    def result_of(self, target: str) -> None:
        """Nothing: a link is followed without an end."""

    def on_viewer_clicked(self, event: Viewer.Clicked) -> None:
        """A click opens what the link leads to."""
        if isinstance(event.target, str):
            self._open(event.target)

    def _open(self, target: str) -> None:
        briefing, _, entry = target.rpartition("#")
        path = self._gathering.files.get(briefing)
        if path is None:
            return
        self._tops[self._view.name] = self.top
        self._said = self._open_at(path, entry)
        self.show()


def progress_line(doing: str, done: int, total: int) -> Line:
    """How far it is, and how to stop it."""
    said = "Putting them together …" if doing == WORKING else f"{doing.capitalize()} …"
    if total:
        part = 100 * done // total
        said = f"{doing.capitalize()} {done:,} of {counted(total, 'briefing')}, {part}%"
    return (Span(said, "muted"), Span("  Esc stops", "muted"))
