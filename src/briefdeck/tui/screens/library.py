"""The library's screen: every briefing on the shelf, and a look into the one under the cursor."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from briefdeck.reading.actions.reader import Choice
from briefdeck.reading.shelf.cards import is_broken
from briefdeck.reading.shelf.library_scene import LibraryScene
from briefdeck.reading.shelf.state import SORT_SENTENCES, SORTS
from briefdeck.text.visible import visible
from briefdeck.tui.screens.base import bindings_for
from briefdeck.tui.screens.listing import ListingScreen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.timer import Timer
    from textual.widgets import Input

    from briefdeck.draw.lines import Line
    from briefdeck.library.folders import Folders
    from briefdeck.library.lookup import Refused
    from briefdeck.library.shelf import Card
    from briefdeck.model.problem import Problem
    from briefdeck.reading.offers import Offer
    from briefdeck.reading.shelf.librarian import Listed, Progress
    from briefdeck.reading.shelf.together import Chosen

LOOK_SECONDS = 3.0
"""How often the shelf is looked at for what has changed, unless that takes long."""
PATIENCE = 20
"""Times as long as a look takes are at least between two looks."""
PROMPTS = {
    "narrow": "words of a title, a name or a tag",
    "add": "the path of a .toml file to copy into your library",
}


class LibraryScreen(ListingScreen[LibraryScene]):
    """The briefings on the shelf."""

    BINDINGS: ClassVar = bindings_for("library")
    WHERE = "library"
    SENTENCE = (
        "You are in the library: j/k looks into each briefing, Enter opens it, "
        "b or q in a briefing comes back here."
    )
    place_name = "the library"
    _next_look: Timer | None = None

    # The shelf

    def read_shelf(self) -> None:
        """List the shelf and bring the index up to date, in a thread."""
        self._looked_at = time.monotonic()
        super().read_shelf()

    def on_screen_resume(self) -> None:
        """Show what is known; read what is new, and from then on what changes, while it is seen."""
        super().on_screen_resume()
        self.read_shelf()

    def _look_later(self) -> None:
        """Look at the shelf again after a while: the longer it takes, the later."""
        if self._next_look is not None:
            self._next_look.stop()
        pause = max(LOOK_SECONDS, PATIENCE * (time.monotonic() - self._looked_at))
        self._next_look = self.set_timer(pause, self._look_again)

    def _look_again(self) -> None:
        if self._indexing is not None and self._indexing.is_running:
            self._look_later()
        elif self.is_current:
            self.read_shelf()

    def take_listed(self, listed: Listed) -> None:
        """Show what is on the shelf now."""
        self.scene.take_listed(listed)
        self.show()

    def take_progress(self, progress: Progress) -> None:
        """Show how far reading the shelf is; look at it again after a while."""
        before, self.scene.progress = self.scene.progress, progress
        if progress.is_over:
            self._look_later()
        if progress == before:
            return
        if progress.is_over and progress.behind:
            words = f"{progress.behind:,} files are not read yet: {progress.reason}."
            self.say(words, is_warning=True)
        elif progress.is_over and progress.reason:
            self.say(progress.reason.capitalize() + ".", is_warning=True)
        else:
            self.show()

    def keep(self, folders: Folders) -> None:
        """Remember how the shelf is looked at; where that cannot be written it costs only that."""
        with suppress(OSError):
            self.scene.keep(self.kept_theme, folders)

    # What the registry's actions ask

    @property
    def selected(self) -> Card | None:
        """The card under the cursor."""
        return self.scene.selected

    def enter(self) -> None:
        """Open the briefing under the cursor; of a broken file show what is wrong."""
        self.scene.point(self.scene.looking.cursor)
        card = self.selected
        if card is not None and is_broken(card):
            self.show_problems()
        elif card is not None:
            self.open_at(Path(card.path))

    def show_problems(self) -> None:
        """Show what is wrong or doubtful in the file under the cursor."""
        card = self.selected
        if card is None:
            return
        from briefdeck.check import check
        from briefdeck.loader import load
        from briefdeck.reading.actions.reader import Also
        from briefdeck.reading.file_fix import mend
        from briefdeck.reading.problem_lines import problem_lines
        from briefdeck.tui.screens.paging import TextScreen

        path = Path(card.path)
        found: list[Problem] = []

        def lines(width: int) -> Iterator[Line]:
            found[:] = check(load(path))
            return problem_lines(found, width)

        def fix(target: str | None) -> str:
            return mend(path, found[int(target)], self.folders).said if target else ""

        def go(target: str | None) -> None:
            if target is not None and not is_broken(card):
                self.open_at(path, found[int(target)].entry)

        also = (Also("x", "fix", fix, stays=True),)
        self.app.push_screen(TextScreen("Problems", lines, self.theme_name, also), go)

    def escape(self) -> None:
        """Leave the line to type in; else stop reading the shelf; else the preview, words, tag."""
        scene = self.scene
        if self.prompt is not None:
            self._leave_prompt()
        elif scene.standing() and self._indexing is not None:
            self._indexing.stop()
            self.say("Stopping …")
        elif scene.is_reading and scene.count:
            self.across(-1)
        elif scene.shelving.typed:
            self._narrow(typed="")
        elif scene.shelving.tag:
            self._narrow(tag="")
        elif scene.marked:
            scene.unmark()
            self.show()

    def _narrow(self, *, typed: str | None = None, tag: str | None = None) -> None:
        self.scene.narrow(typed=typed, tag=tag)
        self.show()

    def mark(self) -> None:
        """Mark the briefing under the cursor, and go on to the next."""
        self.scene.mark()
        self.scene.point(self.scene.looking.cursor + 1)
        self.show()

    def chosen(self) -> Chosen | None:
        """The briefings that are marked, else listed; None until all are known."""
        return self.scene.chosen if self.scene.is_listed else None

    def read_again(self) -> None:
        """Look at the shelf again."""
        self.scene.forget_previews(bool)
        self.read_shelf()
        self.say("The shelf is read again.")

    def open_search(self, words: str = "") -> None:
        """Search the texts of all briefings."""
        super().open_search(words or self.scene.shelving.typed)

    def choose_order(self) -> None:
        """Choose the order."""
        now = self.scene.shelving.sort
        choices = [
            Choice(sort, sort.capitalize(), SORT_SENTENCES[sort], sort == now) for sort in SORTS
        ]
        self.choose("Sort by", choices, lambda sort: self.click("sort", sort))

    def choose_filter(self) -> None:
        """Choose a tag."""
        now = self.scene.shelving.tag
        choices = [Choice("", "Everything", "no tag")] if now else []
        choices += [
            Choice(tag, tag, str(count), tag == now) for tag, count in self.scene.shelf.tags
        ]
        if not choices:
            self.say("No briefing has a tag.")
            return
        self.choose(
            "Only with the tag", choices, lambda tag: self._narrow(tag="" if tag == now else tag)
        )

    def offers(self) -> Sequence[Offer]:
        """The briefings that are listed."""
        found = [*super().offers()]
        for card in self.scene.shelf.cards:
            do = partial(self.open_at, Path(card.path))
            found.append(Choice(do, card.title or card.id, card.id))
        return found

    def ask_to_remove(self) -> None:
        """Ask whether the briefing is to go."""
        card = self.selected
        if card is None:
            return
        if card.origin != "own":
            self.say("Only a briefing in your own library can be removed.", is_warning=True)
            return
        choices = [Choice("", "Keep it"), Choice(card.id, "Remove it", "the file is kept aside")]
        self.choose(f"Remove {card.id} from your library?", choices, self._remove)

    def _remove(self, name: str) -> None:
        if not name:
            return
        from briefdeck.library.lookup import Refused
        from briefdeck.library.shelf import remove

        done = remove(name, self.folders)
        if isinstance(done, Refused):
            self._refuse(done)
            return
        self.read_shelf()
        path = visible(str(done.path))
        self.say(f"{done.id} is out of the library; its file is kept at {path}")

    def _add(self, path: str) -> None:
        from briefdeck.library.adding import add
        from briefdeck.library.lookup import Refused

        done = add(Path(os.path.expanduser(path)), self.folders)
        if isinstance(done, Refused):
            self._refuse(done)
            return
        shelving = self.scene.shelving
        self.scene.go(replace(shelving, selected=str(done.path), typed="", tag=""))
        self.scene.shelving = replace(self.scene.shelving, selected=str(done.path))
        self.read_shelf()
        left_out = f" Left out: {', '.join(done.left_out)}." if done.left_out else ""
        self.say(f"{done.id} is in your library now.{left_out}", is_warning=bool(left_out))

    def _refuse(self, refused: Refused) -> None:
        self.say(f"{refused.message} {refused.remedy}".rstrip(), is_warning=True)

    def click(self, kind: str, name: str) -> None:
        """Do what is clicked in the frame: an order, too."""
        for sort in SORTS:
            if (kind, name) == ("sort", sort):
                self.scene.sort(sort)
                self.show()
        super().click(kind, name)

    # Typing

    def find(self) -> None:
        """Narrow the list as one types."""
        self._ask("narrow", self.scene.shelving.typed)

    def ask_for_file(self) -> None:
        """Ask for a file to copy into the reader's own library."""
        self._ask("add")

    def _ask(self, kind: str, value: str = "") -> None:
        self.close_prompt()
        self.scene.looking = replace(self.scene.looking, prompt=kind, focus="list")
        self.open_prompt(kind, PROMPTS[kind], value)

    def close_prompt(self) -> None:
        """Take the line to type in away."""
        if self.prompt is not None:
            super().close_prompt()
            self.scene.looking = replace(self.scene.looking, prompt="")

    def _leave_prompt(self) -> None:
        """Give up typing: everything is listed again."""
        is_narrowing = self.scene.looking.prompt == "narrow"
        self.close_prompt()
        if is_narrowing:
            self.scene.narrow(typed="")
        self.show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow."""
        is_narrowing = self.scene.looking.prompt == "narrow"
        if is_narrowing and event.value != self.scene.shelving.typed:
            self._narrow(typed=event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed: narrowing stays, a path is added."""
        kind = self.scene.looking.prompt
        self.close_prompt()
        self.show()
        if kind == "add" and event.value.strip():
            self._add(event.value.strip())
