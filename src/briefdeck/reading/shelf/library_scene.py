"""The library as a value to be shown: every briefing on the shelf, and a look into one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, line_width
from briefdeck.library.state import ReadingState, load_state, save_state
from briefdeck.reading import frame
from briefdeck.reading.palette import PALETTES
from briefdeck.reading.roles import ACCENT, FRAME_TITLE, FRAME_TITLE_ON
from briefdeck.reading.settings import warning_of
from briefdeck.reading.shelf.cards import (
    NEVER,
    card_lines,
    card_words,
    is_broken,
    rows_of,
    said_lines,
)
from briefdeck.reading.shelf.first_cards import first_listed, keep_first
from briefdeck.reading.shelf.shelf_scene import ShelfScene
from briefdeck.reading.shelf.state import SORTS, UNKNOWN, Shelf, Shelving, Sort, sorted_by
from briefdeck.reading.shelf.together import Chosen
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.library.folders import Folders
    from briefdeck.library.shelf import Card
    from briefdeck.reading.geometry import Box
    from briefdeck.reading.settings import Settings
    from briefdeck.reading.shelf.librarian import Listed, Progress

LIBRARY: Final = ".library"
"""The name under which the library's own place is remembered: no briefing can have it."""
WORTH_SAYING: Final = 40
"""Files of which it is said how many are read."""


class LibraryScene(ShelfScene):
    """The briefings on the shelf, in an order, narrowed or not."""

    def __init__(self, folders: Folders, settings: Settings, shelving: Shelving) -> None:
        super().__init__(settings.keymap, is_single=settings.layout == "single")
        self.folders = folders
        self.shelf = Shelf()
        self.shelving = shelving
        self.progress: Progress | None = None
        self.is_listed = False
        self.newer = 0
        self.marked: set[str] = set()
        """The files of the briefings that are marked."""
        self._said = 0
        self._fits: dict[tuple[int, int], tuple[int, int]] = {}

    # What is listed

    @property
    def cards(self) -> Sequence[Card]:
        """The cards that are listed now."""
        return self.shelf.arranged(self.shelving)

    @property
    def selected(self) -> Card | None:
        """The card under the cursor; None where there is none, or it is not known yet."""
        card = self.cards[self.looking.cursor] if self.looking.cursor < self.count else UNKNOWN
        return None if card is UNKNOWN else card

    def take_listed(self, listed: Listed) -> None:
        """Show what is on the shelf now; the cursor stays on its briefing, and that on its row."""
        was_listed, self.is_listed = self.is_listed, listed.part is None
        if listed.newer > self.newer:
            newer = counted(listed.newer, "newer briefing")
            self.say(f"`briefdeck pull` brings {newer} from the shared shelf.")
        self.newer = listed.newer
        if was_listed and listed.cards == self.shelf.cards and listed.opened == self.shelf.opened:
            return
        before = {card.path: card for card in self.shelf.cards if card.path in self._previews}
        place, is_first = self.looking.cursor, not self.shelf.total
        self.shelf = Shelf(listed.cards, listed.opened, listed.part)
        now = {card.path: card for card in listed.cards if card.path in self._previews}
        self.forget_previews(lambda path: before.get(path) != now.get(path))
        self.go(self.shelving)
        if not is_first:
            moved = self.looking.list_top + self.looking.cursor - place
            self.looking = replace(self.looking, list_top=max(0, moved))

    def go(self, shelving: Shelving, place: int | None = None) -> None:
        """Look at the shelf so; the cursor stays on its briefing where that is listed still.

        Else it goes to a place, or stays where it is.
        """
        self.shelving = shelving
        self.forget_items()
        self._fits.clear()
        found = self.shelf.place_of(shelving.selected, shelving)
        for wanted in (found, place, self.looking.cursor):
            if wanted is not None:
                super().point(wanted)
                return

    def point(self, place: int) -> None:
        """Put the cursor on a card, and remember which it is."""
        super().point(place)
        if self.selected is not None:
            self.shelving = replace(self.shelving, selected=self.selected.path)

    def mark(self) -> None:
        """Mark the briefing under the cursor, or take its mark away."""
        self.marked ^= {self.path} if self.path else set()
        self.forget_items()

    def unmark(self) -> None:
        """Take all marks away."""
        self.marked.clear()
        self.forget_items()

    @property
    def chosen(self) -> Chosen:
        """The briefings to be laid together: those that are marked, else those that are listed."""
        cards = [card for card in self.shelf.cards if card.path in self.marked]
        which = "marked "
        if not cards:
            cards, which = [*self.cards], ""
        paths = tuple(card.path for card in cards if not is_broken(card) and not card.hidden_by)
        words = counted(len(paths), f"{which}briefing")
        narrowed_by = "" if which else self.shelving.narrowed_by
        return Chosen(paths, f"{words} · {narrowed_by}" if narrowed_by else words)

    def sort(self, sort: Sort) -> None:
        """Show another order, or the same the other way round."""
        self.go(sorted_by(self.shelving, sort))

    def narrow(self, *, typed: str | None = None, tag: str | None = None) -> None:
        """Show only what has words, or a tag; in another list the cursor begins at the top."""
        shelving = self.shelving
        typed = shelving.typed if typed is None else typed
        tag = shelving.tag if tag is None else tag
        self.go(replace(shelving, typed=typed, tag=tag), 0)
        self.point(self.looking.cursor)

    @property
    def count(self) -> int:
        """How many cards are listed."""
        return len(self.cards)

    @property
    def path(self) -> str:
        """The file of the card under the cursor."""
        return self.selected.path if self.selected is not None else ""

    def item_lines(self, place: int, width: int) -> Sequence[Line]:
        """A card."""
        card = self.cards[place]
        opened = self.shelf.opened.get(card.path, NEVER)
        return card_lines(card, width, self._said, opened, is_marked=card.path in self.marked)

    def item_words(self, place: int) -> str:
        """A card in words."""
        card = self.cards[place]
        words = card_words(card, self.shelf.opened.get(card.path, NEVER))
        return f"marked, {words}" if card.path in self.marked else words

    def wished_rows(self, width: int, height: int) -> int:
        """How high the cards would like the list to be."""
        return self._fit(width, height)[1]

    def _fit(self, width: int, height: int) -> tuple[int, int]:
        """How many lines of what each briefing says fit, and how many rows the cards then take."""
        if (width, height) not in self._fits:
            said = said_lines(self.cards, width, height)
            self._fits[width, height] = said, rows_of(self.cards, width, height, said)
        return self._fits[width, height]

    def fit_list(self, box: Box) -> int:
        """Say as much of each briefing as lets all of them be seen."""
        said, rows = self._fit(box.width - 2, box.height)
        if said != self._said:
            self._said = said
            self.forget_items()
        return 1 if rows + self.count - 1 <= box.height else 0

    def page_key(self) -> tuple[object, ...]:
        """What the look into a briefing depends on."""
        card, narrowed_by = self.selected, self.shelving.narrowed_by
        return card, *map(id, self.preview), self.is_listed, narrowed_by

    def page_lines(self, width: int, height: int) -> Iterator[Line]:
        """The look into the briefing under the cursor, or what to do where there is none."""
        from briefdeck.reading.shelf import pages

        card = self.selected
        if card is not None:
            loaded, deck = self.preview
            return pages.card_page(card, deck, loaded, width, height, is_single=self.is_single)
        if not self.is_listed:
            return iter(((Span("Reading the shelf …", "muted"),),))
        return pages.empty_page(self.folders, width, narrowed_by=self.shelving.narrowed_by)

    # The frame

    def facts(self) -> Sequence[Span]:
        """How much is in the library, and what needs attention."""
        facts = []
        if self.shelf.total:
            facts.append(Span(counted(self.shelf.total, "briefing"), "muted"))
        if self.marked:
            facts.append(Span(f"{len(self.marked):,} marked", ACCENT))
        if self.newer:
            facts.append(Span(f"{self.newer:,} newer", ACCENT))
        for count, word in ((self.shelf.changed, "changed"), (self.shelf.broken, "broken")):
            if count:
                facts.append(Span(f"{count:,} {word}", "caveat"))
        return facts

    def list_title(self, room: int) -> Line:
        """What is listed, and the orders to choose from; where there is no room the present one."""
        style = FRAME_TITLE if self.is_reading and self.count else FRAME_TITLE_ON
        title = [Span(" Briefings ", style)]
        narrowed_by = self.shelving.narrowed_by
        if narrowed_by:
            words = f"{narrowed_by} {self.count:,} of {self.shelf.total:,} "
            title.append(Span(words, "caveat"))
        by = Span("by ", FRAME_TITLE)
        for orders in (self._orders(), self._order()):
            for line in ((*title, by, *orders), (*title[1:], Span(" "), by, *orders)):
                if line_width(line) <= room:
                    return line
        return frame.shortened(tuple(title), room)

    def _orders(self) -> Line:
        spans: list[Span] = []
        for sort in SORTS:
            if sort == self.shelving.sort:
                spans += self._order()
            else:
                spans.append(Span(f"{sort} ", FRAME_TITLE, f"sort:{sort}"))
            spans.append(Span(" ", FRAME_TITLE))
        return tuple(spans[:-1])

    def _order(self) -> Line:
        sort = self.shelving.sort
        arrow = "▴" if self.shelving.is_reversed else "▾"
        return (Span(f"{sort}{arrow} ", FRAME_TITLE_ON, f"sort:{sort}"),)

    def page_title(self) -> Line:
        """The title of the look into a briefing."""
        return frame.titled("Preview", is_on=self.is_reading)

    def standing(self) -> Line:
        """How far reading the shelf is, where it takes long."""
        progress = self.progress
        if progress is None or progress.is_over or progress.total < WORTH_SAYING:
            return ()
        part = 100 * progress.done // max(1, progress.total)
        words = f"reading {progress.done:,} of {progress.total:,} files, {part}%"
        stop = (Span("  Esc", "link", "action:escape"), Span(" stops", "muted", "action:escape"))
        return (Span(words), *stop)

    def prompt_note(self) -> str:
        """How many briefings have what is typed."""
        return f"{self.count:,} shown" if self.looking.prompt == "narrow" else ""

    def hint_words(self) -> Iterator[tuple[str, str]]:
        """What the keys would do here."""
        if self.below:
            yield self.way_out("back")
        card = self.selected
        if self.is_reading and card is not None:
            yield "escape", "back to the list"
            yield "down", "scroll"
        elif self.count > 1:
            yield "down", "move"
        if card is not None:
            yield "enter", "what is wrong" if is_broken(card) else "open"
        if self.shelving.narrowed_by and not self.is_reading:
            yield "escape", "show all"
        elif self.marked and not self.is_reading:
            yield "escape", "unmark"
        if self.shelf.cards:
            yield from (("search", "search all"), ("find", "narrow"), ("sort", "sort"))
            yield from (("filter", "tag"),) if self.shelf.tags else ()
            yield from (("together", "together"),) if self.count > 1 else ()
            yield "next-pane", "list" if self.is_reading else "look inside"
            yield from (("problems", "problems"),) if card is not None else ()
        else:
            yield "add", "add a file"
        if not self.below:
            yield self.way_out("quit")
        yield "help", "keys"

    def keep(self, theme: str, folders: Folders) -> None:
        """Remember how the shelf is looked at; raises OSError where that cannot be written."""
        save_state(LIBRARY, kept(self.shelving, theme=theme, width=self.list_width), folders)
        keep_first(self.shelf, self.shelving, self.looking.cursor, folders)


def recalled(state: ReadingState) -> Shelving:
    """How the shelf was looked at last."""
    typed = state.extra.get("typed")
    return Shelving(
        sort=next((sort for sort in SORTS if sort == state.section), SORTS[0]),
        is_reversed=state.extra.get("is_reversed") is True,
        tag=state.entries.get("tag", ""),
        typed=typed if isinstance(typed, str) else "",
        selected=state.entry,
    )


def kept(shelving: Shelving, *, theme: str, width: int) -> ReadingState:
    """How the shelf is looked at now, as it is remembered."""
    extra = {"is_reversed": shelving.is_reversed, "typed": shelving.typed}
    return ReadingState(
        section=shelving.sort,
        entry=shelving.selected.encode("utf-8", "replace").decode(),
        entries={"tag": shelving.tag} if shelving.tag else {},
        theme=theme,
        sizes={"list": width} if width else {},
        extra={name: value for name, value in extra.items() if value},
    )


class ShelfOpening(NamedTuple):
    """The library as it is shown first, and the settings with the theme remembered for it."""

    scene: LibraryScene
    settings: Settings


def listed_first(folders: Folders, seconds: float) -> Listed | None:
    """What is shown first: of a large shelf the cards around the cursor, else all of them.

    None where listing them takes longer than some seconds.
    """
    from briefdeck.reading.shelf.librarian import listed_within

    found = first_listed(recalled(load_state(LIBRARY, folders)), folders)
    return found or (listed_within(seconds, folders) if seconds else None)


def shelf_opening(
    settings: Settings, folders: Folders, listed: Listed | None = None
) -> ShelfOpening:
    """Open the library as it was looked at last, with what is known to be on the shelf."""
    state = load_state(LIBRARY, folders)
    if state.theme in PALETTES and not settings.is_theme_fixed:
        theme = PALETTES[state.theme].name
        settings = replace(settings, theme=theme, is_theme_unknown=False)
    scene = LibraryScene(folders, settings, recalled(state))
    scene.list_width = state.sizes.get("list", 0)
    if listed is not None:
        scene.take_listed(listed)
    if folders.problems:
        scene.say(warning_of(folders.problems), is_warning=True)
    return ShelfOpening(scene, settings)
