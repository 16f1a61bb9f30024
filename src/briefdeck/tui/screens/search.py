"""Search over the whole library as one types, and the page of the entry under the cursor."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefdeck.draw.lines import Line, Span, flow, line_width
from briefdeck.library.grammar import parse
from briefdeck.library.query import BadQuery, Words
from briefdeck.library.search import Hit, Results
from briefdeck.reading import frame
from briefdeck.reading.page import Page
from briefdeck.reading.roles import KEY
from briefdeck.reading.shelf.hits import first_lit, hit_lines, page_lines
from briefdeck.reading.shelf.librarian import Indexing, Latest, Listed, Progress, loads, searches
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import counted
from briefdeck.tui.screens.shelves import ShelfScreen
from briefdeck.tui.widgets.shelf_rows import ItemsPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult
    from textual.widgets import Input

    from briefdeck.library.folders import Folders
    from briefdeck.loader import Loaded
    from briefdeck.reading.deck import Deck
    from briefdeck.reading.palette import ThemeName
    from briefdeck.tui.widgets.rows import RowsPane

PLACEHOLDER = 'words  "a phrase"  begin*  kind:event  tag:aid  year:2006..2008  NOT OR ( )'
KEPT_PREVIEWS = 12
HELP = (
    ("mérida aid", "both words, in any order; case and accents do not count"),
    ('"rule of law"', "these words in this order"),
    ("cartel*", "words that begin so"),
    ("merida OR beyond", "either;  aid NOT mexico: one without the other;  ( ) groups"),
    ("title:merida", "in titles only"),
    ("kind:event  tag:aid", "entries of a kind, with a tag"),
    ("source:ID  voice:ID", "what rests on a source, what someone said"),
    ("year:2006..2008", "what is dated so"),
    ("has:caveat", "also: has:source, has:quote, has:date"),
    ("caveat:wrong", "also: caveat:differs, caveat:note, caveat:confirmed"),
)


class SearchScreen(ShelfScreen):
    """A line to type in, the entries that match, and the page of one."""

    HAS_PROMPT: ClassVar[bool] = True
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(
        self,
        places: Folders,
        theme_name: ThemeName,
        keymap: Mapping[str, tuple[str, ...]],
        words: str = "",
    ) -> None:
        super().__init__(theme_name, keymap)
        self.folders = places
        self.words = words
        self.results = Results("", (), 0)
        self.bad: BadQuery | None = None
        self.wanted: tuple[Words, ...] = ()
        self.progress = Progress(is_over=True)
        self._search = Latest(
            partial(searches, places), partial(self.call_later, self.take_results)
        )
        self._look = Latest(loads, partial(self.call_later, self._take_preview))
        self._indexing: Indexing | None = None
        self._decks: dict[str, Deck | None] = {}
        self._page: tuple[tuple[object, ...], Page] = ((), Page(iter(())))

    def rows_pane(self) -> ItemsPane[Hit]:
        """Two lines a hit."""
        self.hits_pane: ItemsPane[Hit] = ItemsPane(hit_lines, tall=2)
        return self.hits_pane

    def compose(self) -> ComposeResult:
        """The parts, and the line to type in."""
        from briefdeck.tui.widgets.prompt import Prompt

        yield from super().compose()
        self.prompt = Prompt("search", PLACEHOLDER, self.words)
        yield self.prompt

    def on_mount(self) -> None:
        """Type at once; search what is indexed, and index what is new meanwhile."""
        assert self.prompt is not None, "composed before it is mounted"
        self.prompt.focus()
        if self.words.strip():
            self._search.ask(self.words)
        self._read_shelf()

    def on_unmount(self) -> None:
        """Let the threads end."""
        self._search.stop()
        self._look.stop()
        if self._indexing is not None:
            self._indexing.stop()

    def _read_shelf(self) -> None:
        self._indexing = Indexing(
            self.folders, _no_cards, partial(self.call_later, self._take_progress)
        )
        self._indexing.start()

    def _take_progress(self, progress: Progress) -> None:
        is_newly_over = progress.is_over and not self.progress.is_over
        self.progress = progress
        if is_newly_over and self.words.strip():
            self._search.ask(self.words)
        if self.is_mounted:
            self.show_frame()
            self.show_footer()

    # Results

    @property
    def is_empty(self) -> bool:
        """Whether nothing is found, or asked for."""
        return not self.results.hits

    @property
    def selected(self) -> Hit | None:
        """The hit under the cursor."""
        place = self.hits_pane.cursor
        return (
            self.results.hits[place]
            if place is not None and place < len(self.results.hits)
            else None
        )

    def take_results(self, words: str, answer: Results | BadQuery) -> None:
        """Show what was found.

        Of a query that cannot be read what is wrong, over the last good results.
        """
        if words != self.words:
            return
        if isinstance(answer, BadQuery):
            self.bad = answer
        else:
            query = parse(words, typing=True)
            self.bad, self.results = None, answer
            self.wanted = () if isinstance(query, BadQuery) else tuple(query.words)
            self.hits_pane.top = 0
            self.hits_pane.cursor = 0 if answer.hits else None
        self.show()
        self.look_soon()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as the words are typed."""
        if event.value == self.words:
            return
        self.words = event.value
        if self.words.strip():
            self._search.ask(self.words)
        else:
            self.take_results(self.words, Results("", (), 0))

    def on_input_submitted(self) -> None:
        """Open the briefing at the hit."""
        self.do_enter()

    # Showing

    def show_rows(self) -> None:
        """Fill the list."""
        self.hits_pane.show(self.results.hits)
        self.hits_pane.point(self.hits_pane.cursor, is_active=not self.is_reading)
        blank = " " * (self.shape.width - 5)
        self.asked.show((Span("│ ", "frame"), Span("/ ", KEY), Span(blank), Span("│", "frame")))

    def page(self, width: int, height: int) -> Page:
        """The page of the hit's entry, with the words lit; how to search where there is none."""
        hit = self.selected
        deck = self._decks.get(hit.path) if hit else None
        advice = self.results.advice if hit is None and self.progress.is_over else ""
        key = (
            hit and (hit.path, hit.entry),
            self.wanted,
            deck,
            width,
            height,
            bool(self.words.strip()),
            advice,
        )
        if self._page[0] != key:
            self._page = (key, Page(page_lines(self._lines(hit, deck, width, height), self.wanted)))
        return self._page[1]

    def page_top(self, page: Page) -> int:
        """The first line that has one of the words, not too far down."""
        page.finish()
        line = first_lit(page.lines)
        return (
            max(0, line - self.reader_pane.height // 3)
            if line and line >= self.reader_pane.height - 1
            else 0
        )

    def _lines(self, hit: Hit | None, deck: Deck | None, width: int, height: int) -> Iterator[Line]:
        if hit is None:
            return self._help(width)
        if deck is None or (hit.entry and hit.entry not in deck.links.entries):
            return _in_short(hit, width)
        if not hit.entry:
            from briefdeck.reading.overview import overview_page

            return overview_page(deck, width, height).all_lines()
        from briefdeck.reading.pages import page_of

        page = page_of(deck.page(hit.entry), width)
        page.finish()
        return iter(page.lines)

    def _help(self, width: int) -> Iterator[Line]:
        if self.words.strip():
            yield (Span("Nothing has these words.", "title"),)
            if (
                self.progress.is_over
                and not self.progress.behind
                and self.results.query == self.words
            ):
                yield from flow((Span(self.results.advice),), width)
            yield ()
        margin = 22 if width >= 60 else 0
        for query, meaning in HELP:
            if margin:
                lead = (Span(query + " " * max(1, margin - cell_width(query)), KEY),)
                yield from flow(
                    (Span(meaning, "muted"),), width, first=lead, rest=(Span(" " * margin),)
                )
            else:
                yield (Span(query, KEY),)
                yield from flow(
                    (Span(meaning, "muted"),), width, first=(Span("  "),), rest=(Span("  "),)
                )

    def prompt_title(self) -> Line:
        """The title over the line to type in."""
        return frame.titled("Search all briefings", is_on=True)

    def titles(self) -> dict[str, Line]:
        """How many entries match; where the one under the cursor stands."""
        hit, found = self.selected, self.results
        count = counted(found.total, "entry")
        if found.more:
            count = f"more than {count}"
        shown = f"the best {len(found.hits)} shown" if found.total > len(found.hits) else ""
        has_words = bool(self.words.strip())
        return {
            "list": frame.titled(
                count if has_words else "Entries", is_on=not self.is_reading, aside=shown
            ),
            "reader": frame.titled(hit.title, is_on=self.is_reading, aside=hit.kind)
            if hit
            else frame.titled("How to search", is_on=False),
        }

    def header_line(self, width: int) -> Line:
        """The library, and what is not searched yet."""
        facts: list[Span] = []
        if not self.progress.is_over and self.progress.total >= 40:
            facts = [
                Span(f"reading {self.progress.done:,} of {self.progress.total:,} files", "muted")
            ]
        elif self.progress.behind:
            facts = [Span(f"{self.progress.behind:,} files not searched yet", "caveat")]
        title = truncate("Library", max(0, width - 3 - line_width(facts)))
        gap = " " * max(1, width - 2 - cell_width(title) - line_width(facts))
        return (Span(" "), Span(title, "title"), Span(gap), *facts)

    def show_frame(self) -> None:
        """The frame; under a query that cannot be read a mark at the place."""
        super().show_frame()
        box = self.places.get("rule")
        if self.bad is None or box is None:
            return
        shown, pointer = self.bad.pointer
        lead = len(pointer) - len(pointer.lstrip())
        if shown == self.words and 4 + len(pointer) < box.width - 2:
            joint = {self.places["second"].x: "┬"} if "second" in self.places else {}
            mark = (4 + lead, box.width, (Span(pointer.strip(), "caveat"),))
            self.rule.show(frame.edge(box.width, "├┤", joints=joint, titles=[mark]))

    def standing_message(self) -> Line:
        """What is wrong with the query; else what the keys do."""
        if self.bad is not None:
            words = f"{self.bad.message} {self.bad.remedy}".strip()
            return (Span(words, "caveat"),)
        hints = [("↑/↓", "move"), ("Enter", "open"), ("Tab", "read"), ("Esc", "leave")]
        if sum(cell_width(f"{key} {word}  ") for key, word in hints) - 2 > self.shape.width - 6:
            del hints[0]
        spans: list[Span] = []
        for key, word in hints:
            spans += [Span("  " if spans else ""), Span(key, KEY), Span(f" {word}", "muted")]
        return tuple(spans)

    def help_sentence(self) -> str:
        """What there is to know first."""
        return (
            "You are searching all briefings: type words, ↑/↓ shows each entry, "
            "Enter opens its briefing there."
        )

    def look(self) -> None:
        """Read the briefing of the hit under the cursor."""
        hit = self.selected
        if hit is not None and self.has_page and hit.path not in self._decks:
            self._look.ask(hit.path)

    def _take_preview(self, path: str, loaded: Loaded | None) -> None:
        from briefdeck.reading.deck import Deck

        while len(self._decks) >= KEPT_PREVIEWS:
            self._decks.pop(next(iter(self._decks)))
        self._decks[path] = (
            Deck(loaded) if loaded is not None and loaded.briefing is not None else None
        )
        if self.selected is not None and self.selected.path == path and self.is_mounted:
            self.show_page()
            self.show_frame()

    # Keys and clicks

    def typed_key(self, key: str) -> bool:
        """Arrows move among the hits, Tab goes to the page and back, Esc leaves."""
        if key in {"tab", "shift+tab"}:
            self.is_reading = not self.is_reading
            self.show()
            self.look()
            return True
        return super().typed_key(key)

    def leave_prompt(self) -> None:
        """Leave the page, else the search."""
        if self.is_reading:
            self.is_reading = False
            self.show()
        else:
            self.do_quit()

    def _move(self, by: int) -> None:
        if self.is_reading:
            self.scroll_page(by)
        elif self.results.hits:
            place = max(0, min(len(self.results.hits) - 1, (self.hits_pane.cursor or 0) + by))
            self.hits_pane.point(place, is_active=True)
            self.show()
            self.look_soon()

    def do_down(self) -> None:
        """The next hit."""
        self._move(1)

    def do_up(self) -> None:
        """The hit before."""
        self._move(-1)

    def do_page_down(self) -> None:
        """A screenful on."""
        self._move(
            max(
                1,
                (self.reader_pane.height if self.is_reading else self.hits_pane.rows_on_screen) - 1,
            )
        )

    def do_page_up(self) -> None:
        """A screenful back."""
        self._move(
            -max(
                1,
                (self.reader_pane.height if self.is_reading else self.hits_pane.rows_on_screen) - 1,
            )
        )

    def do_enter(self) -> None:
        """Open the briefing at the entry."""
        hit = self.selected
        if hit is None:
            return
        problem = self.briefdeck.open_briefing(Path(hit.path), at=hit.entry or None)
        if problem:
            self.say(problem, is_warning=True)

    def on_rows_pane_row_chosen(self, event: RowsPane.RowChosen) -> None:
        """A click selects; a click on what is selected already opens it."""
        self.is_reading = False
        if event.again:
            self.do_enter()
        else:
            self._move(event.position - (self.hits_pane.cursor or 0))


def _in_short(hit: Hit, width: int) -> Iterator[Line]:
    """What the index knows of a hit whose briefing is not read yet."""
    yield from flow((Span(hit.label, "title"),), width)
    yield ()
    yield from flow((Span(hit.text),), width)


def _no_cards(listed: Listed) -> None:
    """The search shows no cards."""
