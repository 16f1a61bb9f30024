"""The search as a value to be shown: what is typed, what it may go on to be, and what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, flow, line_width
from briefdeck.library.grammar import parse
from briefdeck.library.query import BadQuery, Words
from briefdeck.library.search import Hit, Results
from briefdeck.reading import frame
from briefdeck.reading.roles import ACCENT, KEY
from briefdeck.reading.shelf.fields import SHOWN_FIELDS, Completion, Values, completions, with_field
from briefdeck.reading.shelf.hits import hit_lines
from briefdeck.reading.shelf.shelf_scene import ShelfScene
from briefdeck.reading.shelf.state import Shelf
from briefdeck.text.width import cell_width
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.reading.page import Page
    from briefdeck.reading.settings import Settings
    from briefdeck.reading.shelf.librarian import Listed, Progress

NOTHING: Final = Results("", (), 0)
WORTH_SAYING: Final = 40
"""Files of which it is said how many are read."""
MARGIN: Final = 22
"""Columns of the examples before what they mean."""
HELP: Final = (
    ("mérida aid", "both words, in any order; case and accents do not count"),
    ('"rule of law"', "these words in this order"),
    ("cartel*", "words that begin so;  =policy: not policies, which is found behind it"),
    ("merida OR beyond", "either;  aid NOT mexico: one without the other;  ( ) groups"),
    ("title:merida", "in titles only"),
    ("kind:event  tag:aid", "entries of a kind, with a tag"),
    ("briefing:NAME", "in one briefing only"),
    ("source:ID  voice:ID", "what rests on a source, what someone said"),
    ("year:2006..2008", "what is dated so"),
    ("has:caveat", "also: has:source, has:quote, has:date"),
    ("caveat:wrong", "also: caveat:differs, caveat:note, caveat:confirmed"),
)


class SearchScene(ShelfScene):
    """A line to type in, the entries that match by briefing, and the page of one."""

    HAS_PROMPT: ClassVar[bool] = True

    def __init__(self, settings: Settings, typed: str = "") -> None:
        super().__init__(settings.keymap, is_single=settings.layout == "single")
        self.typed = typed
        self.results = NOTHING
        self.hits: Sequence[Hit] = ()
        self.bad: BadQuery | None = None
        self.progress: Progress | None = None
        self.values = Values()
        self._offered: tuple[object, Sequence[Completion]] = (), ()
        self._words: tuple[Words, ...] = ()
        self._revealed: tuple[object, ...] = ()

    # What is found

    @property
    def selected(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.looking.cursor] if self.looking.cursor < self.count else None

    def type(self, words: str) -> None:
        """Take what is typed, of which nothing is found yet."""
        self.typed = words
        if not words.strip():
            self.take(words, NOTHING)

    def take(self, words: str, answer: Results | BadQuery) -> None:
        """Show what was found for the words that are typed.

        Of a query that cannot be read what is wrong, over the last good results.
        """
        if words != self.typed:
            return
        if isinstance(answer, BadQuery):
            self.bad = answer
            return
        query = parse(words, typing=True)
        is_same = answer.hits == self.results.hits and bool(answer.hits)
        self.bad, self.results = None, answer
        self._words = () if isinstance(query, BadQuery) else tuple(query.words)
        self.hits = by_briefing(answer.hits)
        self.forget_items()
        if not is_same:
            self.looking = replace(self.looking, cursor=0, list_top=0, top=0)
        if not self.hits:
            self.focus("prompt")

    def take_listed(self, listed: Listed) -> None:
        """Learn which tags and briefings may be asked for."""
        shelf = Shelf(listed.cards)
        self.values = Values(
            tags=[(tag, f"{count:,}") for tag, count in shelf.tags],
            briefings=[(card.id, card.title) for card in shelf.cards],
        )

    @property
    def completions(self) -> Sequence[Completion]:
        """What the last word that is typed may go on to be."""
        if self._offered[0] != (self.typed, self.values):
            self._offered = (self.typed, self.values), completions(self.typed, self.values)
        return self._offered[1]

    @property
    def count(self) -> int:
        """How many hits are listed."""
        return len(self.hits)

    @property
    def path(self) -> str:
        """The file of the hit under the cursor."""
        return self.selected.path if self.selected is not None else ""

    def item_lines(self, place: int, width: int) -> Sequence[Line]:
        """A hit in two lines, set in under its briefing."""
        return [(Span("  "), *line) for line in hit_lines(self.hits[place], width - 2)]

    def item_words(self, place: int) -> str:
        """A hit in words."""
        hit = self.hits[place]
        return f"{hit.kind}: {hit.label}, {hit.title}: {hit.text}"

    def heading_of(self, place: int) -> Span:
        """The briefing of a hit."""
        return Span(self.hits[place].title, ACCENT)

    def wished_rows(self, width: int, height: int) -> int:  # noqa: ARG002  # hits do not wrap
        """How high the hits would like the list to be."""
        return min(height, 3 * self.count)

    @property
    def words(self) -> Sequence[Words]:
        """The words that are lit on the page."""
        return self._words if self.selected is not None else ()

    def page_key(self) -> tuple[object, ...]:
        """What the page depends on."""
        hit = self.selected
        found = (hit.path, hit.entry) if hit is not None else self._advice()
        return found, id(self.preview[1]), self.typed if hit is None else ""

    def first_line(self, page: Page, height: int) -> int:
        """Of a page just come to, the first line with one of the words, not too far down."""
        key = (*self.page_key(), self._words)
        if key == self._revealed:
            return self.looking.top
        self._revealed = key
        line = page.find(self.words) if self.words else None
        return max(0, line - height // 3) if line is not None and line >= height - 1 else 0

    def page_lines(self, width: int, height: int) -> Iterator[Line]:
        """The page of the hit's entry; how to search where there is none."""
        hit, deck = self.selected, self.preview[1]
        if hit is None:
            return self._help(width)
        if deck is None or (hit.entry and hit.entry not in deck.links.entries):
            return _in_short(hit, width)
        if self.is_single:
            from briefdeck.reading.spoken import overview_document, spoken_lines

            drawn = deck.page(hit.entry) if hit.entry else overview_document(deck, "full")
            return spoken_lines(drawn, width)
        if not hit.entry:
            from briefdeck.reading.overview import overview_page

            return overview_page(deck, width, height).all_lines()
        from briefdeck.reading.pages import page_of

        return page_of(deck.page(hit.entry), width).all_lines()

    def _advice(self) -> str:
        """Where nothing matches, what to do; nothing while files are still being read."""
        progress = self.progress
        is_whole = progress is not None and progress.is_over and not progress.behind
        return self.results.advice if is_whole and self.results.query == self.typed else ""

    def _help(self, width: int) -> Iterator[Line]:
        if self.typed.strip():
            yield (Span("Nothing has these words.", "title"),)
            if self._advice():
                yield from flow((Span(self._advice()),), width)
            yield ()
        margin = MARGIN if width >= 60 else 2
        for query, meaning in HELP:
            lead = (Span(query + " " * max(1, margin - cell_width(query)), KEY),)
            if margin == 2:
                yield lead
                lead = (Span("  "),)
            rest = (Span(" " * margin),)
            yield from flow((Span(meaning, "muted"),), width, first=lead, rest=rest)

    # The frame

    def facts(self) -> Sequence[Span]:
        """What is not searched yet."""
        progress = self.progress
        if progress is None:
            return ()
        if not progress.is_over and progress.total >= WORTH_SAYING:
            words = f"reading {progress.done:,} of {progress.total:,} files"
            return (Span(words, "muted"),)
        if progress.behind:
            return (Span(f"{progress.behind:,} files not searched yet", "caveat"),)
        return ()

    def list_title(self, room: int) -> Line:
        """How many entries match."""
        if not self.count and not self.typed.strip():
            return frame.titled("How to search", is_on=self.is_reading)
        found = self.results
        count = counted(found.total, "entry")
        if found.more:
            count = f"more than {count}"
        shown = f"the best {len(found.hits)} shown" if found.total > len(found.hits) else ""
        title = frame.titled(count, is_on=self.looking.focus == "list", aside=shown)
        return frame.shortened(title, room)

    def page_title(self) -> Line:
        """Where the hit under the cursor stands."""
        hit = self.selected
        if hit is None:
            return frame.titled("How to search", is_on=self.is_reading)
        if "list" in self.places:
            return frame.titled(hit.kind.capitalize(), is_on=self.is_reading)
        return frame.titled(hit.title, is_on=self.is_reading, aside=hit.kind)

    def asked_lines(self, width: int) -> tuple[Line, Line]:
        """The line to type in, and what may be typed."""
        sign = (Span("/ ", KEY),)
        if self.is_single:
            found = counted(self.results.total, "entry") if self.typed.strip() else ""
            lead = (Span(f"{found}. ", "muted"),) if found else ()
            return sign, frame.cut((*lead, *self._fields(width - line_width(lead))), width)
        room = width - 4
        under = self._pointer(room) or (Span("  "), *self._fields(room - 2))
        return frame.framed(sign, width), frame.framed(frame.cut(under, room), width)

    def _pointer(self, room: int) -> Line:
        """A mark under the place where a query cannot be read."""
        if self.bad is None:
            return ()
        shown, pointer = self.bad.pointer
        if shown != self.typed or 2 + len(pointer) > room:
            return ()
        return (Span(f"  {pointer}", "caveat"),)

    def _fields(self, room: int) -> Line:
        """What the last word may go on to be; else the fields that there are."""
        offered = self.completions
        spans: list[Span] = []
        if offered:
            spans = [Span("Tab ", KEY)]
            for place, each in enumerate(offered):
                words = f"{each.shown} {each.note}".rstrip() if len(offered) == 1 else each.shown
                spans += [Span(words, ACCENT if not place else "text", f"complete:{place}")]
                spans += [Span("  ")]
        else:
            for field in SHOWN_FIELDS:
                spans += [Span(f"{field}:", "muted", f"field:{field}"), Span(" ")]
        while len(spans) > 2 and line_width(tuple(spans[:-1])) > room:
            del spans[-2:]
        return tuple(spans[:-1])

    def with_field(self, field: str) -> str:
        """What is typed, with a field to be typed on."""
        return with_field(self.typed, field)

    def standing(self) -> Line:
        """What is wrong with the query."""
        if self.bad is None:
            return ()
        return (Span(f"{self.bad.message} {self.bad.remedy}".strip(), "caveat"),)

    def hint_words(self) -> Iterator[tuple[str, str]]:
        """What the keys would do here."""
        if self.looking.focus == "prompt":
            yield self.way_out("escape")
        else:
            yield self.way_out("back")
        if self.count:
            yield "enter", "open there"
        if self.is_reading and self.count:
            yield from (("escape", "type on"), ("down", "scroll"))
        else:
            if self.count > 1:
                yield "down", "move"
            if self.completions:
                yield "next-pane", "complete"
            elif self.count:
                yield "next-pane", "page"
        if self.count and self.looking.focus != "prompt":
            yield "together", "together"
        yield "help", "keys"


def by_briefing(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Hits by their briefings, that of the best hit first; in each the best first."""
    place: dict[str, int] = {}
    for hit in hits:
        place.setdefault(hit.path, len(place))
    return sorted(hits, key=lambda hit: place[hit.path])


def _in_short(hit: Hit, width: int) -> Iterator[Line]:
    """What the index knows of a hit whose briefing is not read yet."""
    yield from flow((Span(hit.label, "title"),), width)
    yield ()
    yield from flow((Span(hit.text),), width)
