"""The library's screen: every briefing on the shelf, and a look into the one under the cursor."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefdeck.draw.lines import Line, Span, line_width
from briefdeck.library.shelf import Card
from briefdeck.library.state import ReadingState, load_state, save_state
from briefdeck.reading import frame
from briefdeck.reading.page import Page
from briefdeck.reading.palette import PALETTES
from briefdeck.reading.settings import warning_of
from briefdeck.reading.shelf.cards import is_broken
from briefdeck.reading.shelf.librarian import Early, Indexing, Latest, Listed, Progress, loads
from briefdeck.reading.shelf.state import (
    SORT_SENTENCES,
    SORTS,
    Shelf,
    Shelving,
    Sort,
    card_line,
    heading_line,
    settled,
    sorted_by,
)
from briefdeck.text.visible import visible
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import counted
from briefdeck.tui.screens.shelves import ShelfScreen
from briefdeck.tui.widgets.shelf_rows import ItemsPane

if TYPE_CHECKING:
    from textual.widgets import Input

    from briefdeck.library.folders import Folders
    from briefdeck.loader import Loaded
    from briefdeck.reading.actions.reader import Choice
    from briefdeck.reading.deck import Deck
    from briefdeck.reading.settings import Settings
    from briefdeck.tui.widgets.rows import RowsPane

LIBRARY = ".library"
"""The name under which the library's own place is remembered: no briefing can have it."""
FIRST_SECONDS = 0.25
KEPT_PREVIEWS = 24
PROMPTS = {
    "narrow": "words of a title, a name or a tag",
    "add": "the path of a .toml file to copy into your library",
}


class LibraryScreen(ShelfScreen):
    """The briefings on the shelf."""

    HAS_HEADING: ClassVar[bool] = True
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("down", "move"), ("enter", "open"), ("search", "search all"), ("find", "narrow"),
        ("sort", "sort"),
        ("filter", "tag"), ("help", "keys"), ("quit", "quit"),
    )  # fmt: skip

    def __init__(self, places: Folders, settings: Settings, *, early: Early | None = None) -> None:
        kept = load_state(LIBRARY, places)
        theme = settings.theme
        if kept.theme in PALETTES and not settings.is_theme_fixed:
            theme = PALETTES[kept.theme].name
        super().__init__(theme, settings.keymap)
        self.folders = places
        self.shelf = Shelf()
        self.shelving = recalled(kept)
        self.list_width = kept.sizes.get("list", 0)
        self.progress = Progress(is_over=True)
        self.is_listed = False
        self._early = early
        self._indexing: Indexing | None = None
        self._previews: dict[str, tuple[Loaded | None, Deck | None]] = {}
        self._look = Latest(loads, partial(self.call_later, self._take_preview))
        self._page: tuple[tuple[object, ...], Page] = ((), Page(iter(())))

    def rows_pane(self) -> ItemsPane[Card]:
        """One line a briefing."""
        self.cards_pane: ItemsPane[Card] = ItemsPane(_card_lines)
        return self.cards_pane

    # The shelf

    def on_mount(self) -> None:
        """Show what is known at once; read what is new while the reader looks."""
        listed = self._early.take(FIRST_SECONDS) if self._early else None
        if listed is not None:
            self.take_listed(listed)
            self.call_after_refresh(self.read_shelf)
        else:
            self.read_shelf()
        self._say_what_is_wrong()

    def _say_what_is_wrong(self) -> None:
        """What is wrong in the configuration."""
        self.say(warning_of(self.folders.problems), is_warning=True)

    def on_screen_resume(self) -> None:
        """Back from a briefing: it is the last opened one now, and may have changed."""
        if self.is_listed:
            self._previews.clear()
            self.read_shelf()

    def on_unmount(self) -> None:
        """Let the threads end, and keep order, widths and the place."""
        self._look.stop()
        if self._indexing is not None:
            self._indexing.stop()
        with suppress(OSError):
            save_state(
                LIBRARY,
                kept(self.shelving, theme=self.theme_name, list_width=self.list_width),
                self.folders,
            )

    def read_shelf(self) -> None:
        """List the shelf and bring the index up to date, in a thread."""
        if self._indexing is not None and self._indexing.is_running:
            return
        take, tell = (
            partial(self.call_later, self.take_listed),
            partial(self.call_later, self.take_progress),
        )
        self._indexing = Indexing(self.folders, take, tell)
        self._indexing.start()

    def take_listed(self, listed: Listed) -> None:
        """Show what is on the shelf now; the cursor stays on its briefing."""
        was_listed, self.is_listed = self.is_listed, True
        if was_listed and listed.cards == self.shelf.cards and listed.opened == self.shelf.opened:
            return
        stays = self.cards_pane.cursor is not None and self.cards_pane.cursor > 0
        self.shelf = Shelf(listed.cards, listed.opened)
        if not stays and not self.shelving.selected:
            self.shelving = replace(self.shelving, selected="")
        self.go(self.shelving)

    def take_progress(self, progress: Progress) -> None:
        """Show how far indexing is."""
        self.progress = progress
        if progress.is_over and progress.behind:
            self.say(
                f"{progress.behind:,} files are not read yet: {progress.reason}.", is_warning=True
            )
        elif progress.is_over and progress.reason:
            self.say(progress.reason.capitalize() + ".", is_warning=True)
        else:
            self.show_footer()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that are listed now."""
        return self.shelf.arranged(self.shelving)

    @property
    def is_empty(self) -> bool:
        """Whether no card is listed."""
        return not self.cards

    @property
    def position(self) -> int | None:
        """The row of the cursor."""
        for place, card in enumerate(self.cards):
            if card.path == self.shelving.selected:
                return place
        return None

    @property
    def selected(self) -> Card | None:
        """The card under the cursor."""
        place = self.cards_pane.cursor
        return self.cards[place] if place is not None and place < len(self.cards) else None

    # Showing

    def go(self, shelving: Shelving) -> None:
        """Take on a new state and show it."""
        self.shelving = settled(shelving, self.shelf.arranged(shelving))
        self.show()
        self.look_soon()

    def show_rows(self) -> None:
        """Fill the list."""
        self.cards_pane.show(self.cards)
        place = self.cards_pane.cursor
        if (
            place is None
            or place >= len(self.cards)
            or self.cards[place].path != self.shelving.selected
        ):
            place = self.position
        self.cards_pane.point(place, is_active=not self.is_reading)
        if "heading" in self.places:
            width = self.places["heading"].width - 2
            self.heading.show((Span(" "), *heading_line(width, self.shelving)))

    def page(self, width: int, height: int) -> Page:
        """The look into the briefing under the cursor, or what to do where there is none."""
        card = self.selected
        loaded, deck = self._previews.get(card.path, (None, None)) if card else (None, None)
        key = (card, deck, loaded is None, width, height, len(self.shelf.cards), self.is_listed)
        if self._page[0] != key:
            from briefdeck.reading.shelf import pages as shelf_pages

            if card is not None:
                lines = shelf_pages.card_page(card, deck, loaded, width, height)
            elif not self.is_listed:
                lines = iter(((Span("Reading the shelf …", "muted"),),))
            else:
                narrowed = f"“{self.shelving.typed}”" if self.shelving.typed else ""
                narrowed = narrowed or (f"#{self.shelving.tag}" if self.shelving.tag else "")
                lines = shelf_pages.empty_page(self.folders, width, narrowed_by=narrowed)
            self._page = (key, Page(lines))
        return self._page[1]

    def titles(self) -> dict[str, Line]:
        """List and page."""
        note = " · ".join(
            part
            for part in (
                f"#{self.shelving.tag}" * bool(self.shelving.tag),
                f"“{self.shelving.typed}”" * bool(self.shelving.typed),
            )
            if part
        )
        count = len(self.cards)
        words = f"{note} {count}" if note else ""
        order = f"{self.shelving.sort}{', reversed' * self.shelving.is_reversed}"
        listed = frame.titled(
            "Briefings", is_on=not self.is_reading, note=words, aside=f"by {order}"
        )
        preview = frame.titled("Preview", is_on=self.is_reading) if self.cards else ()
        return {
            "list": listed,
            "reader": preview if self.cards or "list" in self.places else listed,
        }

    def header_line(self, width: int) -> Line:
        """The library, how much is in it, and what needs attention."""
        facts: list[Span] = []
        if self.shelf.cards:
            facts.append(Span(counted(len(self.shelf.cards), "briefing"), "muted"))
        for count, word in ((self.shelf.changed, "changed"), (self.shelf.broken, "broken")):
            if count:
                facts.append(Span(" · " if facts else "", "muted"))
                facts.append(Span(f"{count:,} {word}", "caveat"))
        title = truncate("Library", max(0, width - 3 - line_width(facts)))
        gap = " " * max(1, width - 2 - cell_width(title) - line_width(facts))
        return (Span(" "), Span(title, "title"), Span(gap), *facts)

    def standing_message(self) -> Line:
        """How far reading the shelf is, where it takes long."""
        if self.progress.is_over or self.progress.total < 40:
            return ()
        part = 100 * self.progress.done // max(1, self.progress.total)
        words = f"reading {self.progress.done:,} of {self.progress.total:,} files, {part}%"
        return (
            Span(words),
            Span("  Esc", "link", "action:escape"),
            Span(" stops", "muted", "action:escape"),
        )

    def prompt_sign(self) -> str:
        """What is typed is a word, or a path."""
        return "/" if self.prompt is not None and self.prompt.kind == "narrow" else "+"

    def prompt_note(self) -> str:
        """How many are left."""
        return (
            f"{len(self.cards):,} shown"
            if self.prompt is not None and self.prompt.kind == "narrow"
            else ""
        )

    def help_sentence(self) -> str:
        """What there is to know first."""
        return (
            "You are in the library: j/k looks into each briefing, Enter opens it, "
            "b or q in a briefing comes back here."
        )

    def look(self) -> None:
        """Read the briefing under the cursor for its preview, once the cursor rests."""
        card = self.selected
        if card is not None and self.has_page and card.path not in self._previews:
            self._look.ask(card.path)

    def _take_preview(self, path: str, loaded: Loaded | None) -> None:
        from briefdeck.reading.deck import Deck

        while len(self._previews) >= KEPT_PREVIEWS:
            self._previews.pop(next(iter(self._previews)))
        deck = Deck(loaded) if loaded is not None and loaded.briefing is not None else None
        self._previews[path] = (loaded, deck)
        if self.selected is not None and self.selected.path == path and self.is_mounted:
            self.show_page()
            self.show_frame()

    # Keys and clicks

    def _select(self, place: int) -> None:
        cards = self.cards
        if cards:
            place = max(0, min(len(cards) - 1, place))
            self.shelving = replace(self.shelving, selected=cards[place].path)
            self.cards_pane.point(place, is_active=not self.is_reading)
            self.show()
            self.look_soon()

    def _move(self, by: int) -> None:
        if self.is_reading:
            self.scroll_page(by)
        else:
            self._select((self.cards_pane.cursor or 0) + by)

    def do_down(self) -> None:
        """The next briefing."""
        self._move(1)

    def do_up(self) -> None:
        """The briefing before."""
        self._move(-1)

    def do_page_down(self) -> None:
        """A screenful on."""
        self._move(
            max(
                1,
                (self.reader_pane.height if self.is_reading else self.cards_pane.rows_on_screen)
                - 1,
            )
        )

    def do_page_up(self) -> None:
        """A screenful back."""
        self._move(
            -max(
                1,
                (self.reader_pane.height if self.is_reading else self.cards_pane.rows_on_screen)
                - 1,
            )
        )

    def do_first(self) -> None:
        """The first briefing."""
        self.scroll_page(-(10**9)) if self.is_reading else self._select(0)

    def do_last(self) -> None:
        """The last briefing."""
        self.scroll_page(self.reader_pane.last_top) if self.is_reading else self._select(
            len(self.cards) - 1
        )

    def do_right(self) -> None:
        """Into the preview."""
        self._read(is_reading=True)

    def do_left(self) -> None:
        """Back to the list."""
        self._read(is_reading=False)

    def do_next_pane(self) -> None:
        """From the list to the preview and back."""
        self._read(is_reading=not self.is_reading)

    def do_previous_pane(self) -> None:
        """From the list to the preview and back."""
        self.do_next_pane()

    def _read(self, *, is_reading: bool) -> None:
        self.is_reading = is_reading
        self.show()
        self.look()

    def do_enter(self) -> None:
        """Open the briefing under the cursor; of a broken file show what is wrong."""
        card = self.selected
        if card is None:
            return
        if is_broken(card):
            self.do_problems()
            return
        problem = self.briefdeck.open_briefing(Path(card.path))
        if problem:
            self.say(problem, is_warning=True)

    def do_problems(self) -> None:
        """Show what is wrong or doubtful in the file under the cursor."""
        card = self.selected
        if card is None:
            return
        from briefdeck.check import check
        from briefdeck.loader import load
        from briefdeck.reading.problem_lines import problem_lines
        from briefdeck.tui.screens.paging import TextScreen

        found = check(load(Path(card.path)))
        lines_of = partial(problem_lines, found)
        self.app.push_screen(
            TextScreen(
                f"Problems {len(found)}", lambda width: tuple(lines_of(width)), self.theme_name
            )
        )

    def do_back(self) -> None:
        """Out of the library, where it was opened from a briefing."""
        if self.briefdeck.has_below:
            self.do_quit()

    def do_escape(self) -> None:
        """Stop indexing; else leave the preview, the words, the tag."""
        if self._indexing is not None and self._indexing.is_running and not self.progress.is_over:
            self._indexing.stop()
            self.say("Stopping …")
        elif self.is_reading:
            self._read(is_reading=False)
        elif self.shelving.typed:
            self.go(replace(self.shelving, typed=""))
        elif self.shelving.tag:
            self.go(replace(self.shelving, tag=""))

    def do_read_again(self) -> None:
        """Look at the shelf again."""
        self._previews.clear()
        self.read_shelf()
        self.say("The shelf is read again.")

    def do_search(self) -> None:
        """Search the texts of all briefings."""
        self.briefdeck.open_search(self.shelving.typed)

    def do_sort(self) -> None:
        """Choose the order."""
        from briefdeck.reading.actions.reader import Choice

        self.choose(
            "Sort by",
            [
                Choice(
                    f"sort:{sort}",
                    sort.capitalize(),
                    SORT_SENTENCES[sort],
                    sort == self.shelving.sort,
                )
                for sort in SORTS
            ],
        )

    def do_filter(self) -> None:
        """Choose a tag."""
        from briefdeck.reading.actions.reader import Choice

        choices = [Choice("tag:", "Everything", "no tag")] if self.shelving.tag else []
        choices += [
            Choice(f"tag:{tag}", tag, str(count), tag == self.shelving.tag)
            for tag, count in self.shelf.tags
        ]
        if choices:
            self.choose("Only with the tag", choices)
        else:
            self.say("No briefing has a tag.")

    def do_palette(self) -> None:
        """Choose among actions and briefings by typing."""
        self.choose("Go to or do", self._palette())

    def _palette(self) -> list[Choice[str]]:
        from briefdeck.reading.actions import ACTIONS, keys_text
        from briefdeck.reading.actions.reader import Choice

        keymap = dict(self.keymap)
        found = [
            Choice(f"action:{action.id}", action.title, keys_text(action, keymap))
            for action in ACTIONS
            if action.is_listed and self.action(action.id) is not None
        ]
        return found + [
            Choice(f"open:{card.path}", card.title or card.id, card.id) for card in self.cards
        ]

    def do_add(self) -> None:
        """Ask for a file to copy into the reader's own library."""
        self._open_prompt("add")

    def do_remove(self) -> None:
        """Ask whether the briefing is to go."""
        card = self.selected
        if card is None:
            return
        if card.origin != "own":
            self.say("Only a briefing in your own library can be removed.", is_warning=True)
            return
        from briefdeck.reading.actions.reader import Choice

        self.choose(
            f"Remove {card.id} from your library?",
            [
                Choice("no:", "Keep it"),
                Choice(f"remove:{card.id}", "Remove it", "the file is kept aside"),
            ],
        )

    def take_choice(self, value: str | None) -> None:
        """Do what was chosen: `kind:name`."""
        kind, _, name = (value or "").partition(":")
        match kind:
            case "sort" if name in SORTS:
                found: Sort = next(sort for sort in SORTS if sort == name)
                self.go(sorted_by(self.shelving, found))
            case "tag":
                self.go(replace(self.shelving, tag="" if name == self.shelving.tag else name))
            case "open":
                self.go(replace(self.shelving, selected=name))
                self.do_enter()
            case "remove":
                self._remove(name)
            case _:
                super().take_choice(value)

    def _remove(self, name: str) -> None:
        from briefdeck.library.lookup import Refused
        from briefdeck.library.shelf import remove

        done = remove(name, self.folders)
        if isinstance(done, Refused):
            self.say(f"{done.message} {done.remedy}".rstrip(), is_warning=True)
        else:
            self.read_shelf()
            self.say(
                f"{done.id} is out of the library; its file is kept at {visible(str(done.path))}"
            )

    def _add(self, path: str) -> None:
        from briefdeck.library.lookup import Refused
        from briefdeck.library.shelf import add

        done = add(Path(os.path.expanduser(path)), self.folders)
        if isinstance(done, Refused):
            self.say(f"{done.message} {done.remedy}".rstrip(), is_warning=True)
        else:
            self.shelving = replace(self.shelving, selected=str(done.path), typed="", tag="")
            self.read_shelf()
            self.say(f"{done.id} is in your library now.")

    def on_rows_pane_row_chosen(self, event: RowsPane.RowChosen) -> None:
        """A click selects; a click on what is selected already opens it."""
        self.message = ()
        self.is_reading = False
        if event.again:
            self.do_enter()
        else:
            self._select(event.position)

    # Typing

    def do_find(self) -> None:
        """Narrow the list as one types."""
        self._open_prompt("narrow", self.shelving.typed)

    def _open_prompt(self, kind: str, value: str = "") -> None:
        from briefdeck.tui.widgets.prompt import Prompt

        self.close_prompt()
        self.prompt = Prompt(kind, PROMPTS[kind], value)
        self.places["prompt"] = self.foot_prompt_box()
        self.mount(self.prompt)
        self.prompt.focus()
        self.show_footer()

    def close_prompt(self) -> None:
        """Take the line to type in away."""
        if self.prompt is not None:
            prompt, self.prompt = self.prompt, None
            self.places.pop("prompt", None)
            self.set_focus(None)
            prompt.remove()

    def leave_prompt(self) -> None:
        """Give up typing: everything is listed again."""
        is_narrowing = self.prompt is not None and self.prompt.kind == "narrow"
        self.close_prompt()
        self.go(replace(self.shelving, typed="") if is_narrowing else self.shelving)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow."""
        if (
            self.prompt is not None
            and self.prompt.kind == "narrow"
            and event.value != self.shelving.typed
        ):
            self.go(replace(self.shelving, typed=event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed: narrowing stays, a path is added."""
        if self.prompt is not None:
            kind = self.prompt.kind
            self.close_prompt()
            self.show()
            if kind == "add" and event.value.strip():
                self._add(event.value.strip())


def _card_lines(card: Card, width: int) -> tuple[Line, ...]:
    return (card_line(card, width),)


def recalled(state: ReadingState) -> Shelving:
    """How the shelf was looked at last."""
    sort = next((sort for sort in SORTS if sort == state.section), SORTS[0])
    tag = state.entries.get("tag", "")
    return Shelving(
        sort=sort, is_reversed=state.extra.get("is_reversed") is True, tag=tag, selected=state.entry
    )


def kept(shelving: Shelving, *, theme: str, list_width: int) -> ReadingState:
    """How the shelf is looked at now, as it is kept."""
    return ReadingState(
        section=shelving.sort,
        entry=shelving.selected.encode("utf-8", "replace").decode(),
        entries={"tag": shelving.tag} if shelving.tag else {},
        theme=theme,
        sizes={"list": list_width} if list_width else {},
        extra={"is_reversed": shelving.is_reversed} if shelving.is_reversed else {},
    )
