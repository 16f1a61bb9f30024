"""Where a reader is: one immutable value, and the pure transitions between such values.

A place holds on to ids, never to positions in a list, so that it survives a changed file.
"""

from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw.axis import Viewport
from briefdeck.draw.items import Lane
from briefdeck.draw.lines import Line, Span
from briefdeck.model.levels import Level
from briefdeck.reading.geometry import Mode
from briefdeck.reading.letters import Letters

if TYPE_CHECKING:
    from briefdeck.library.query import Words

Focus = Literal["sections", "list", "reader", "ribbon"]
PromptKind = Literal["", "find", "date"]
HISTORY_LIMIT = 200
EVERYTHING: Final[Level] = "all"
SHOWN_LEVELS: Final[tuple[Level, ...]] = ("30s", "3m", EVERYTHING)
"""The readings that the interface goes through; the last is all that the file has."""


class Place(Struct, frozen=True, kw_only=True):
    """A place to read.

    `top`: the reader's first line; `link`: the marked citation or link in it, counted from 0.
    """

    section: str = "overview"
    entry: str | None = None
    focus: Focus = "list"
    top: int = 0
    link: int | None = None
    mode: Mode = "panes"


class Filters(Struct, frozen=True, kw_only=True):
    """What the lists and the timeline show: all of the named conditions must hold.

    Empty: everything.

    `about`: ids of the actors and programs that an entry must concern. `level`: the reading that
    an entry must belong to; it is no condition that a reader would look for among the filters.
    """

    level: Level = EVERYTHING

    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    is_uncited: bool = False
    is_single: bool = False
    has_caveat: bool = False
    is_confirmed: bool = False
    is_unverified: bool = False

    def __bool__(self) -> bool:
        """Whether there is any condition beside the level."""
        return replace(self, level=EVERYTHING) != NO_FILTERS

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == NO_FILTERS

    def sentence(self, name_of: Callable[[str], str]) -> str:
        """The filters in words: `judgment · #aid · Mérida Initiative · no source`.

        `name_of` gives an entry's name.
        """
        words = [
            *sorted(self.kinds),
            *(f"#{tag}" for tag in sorted(self.tags)),
            *sorted(map(name_of, self.about)),
        ]
        if self.is_uncited:
            words.append("no source")
        if self.is_single:
            words.append("one source")
        if self.has_caveat:
            words.append("with a caveat")
        if self.is_confirmed:
            words.append("confirmed elsewhere")
        if self.is_unverified:
            words.append("quotation not verified")
        return " · ".join(words)


NO_FILTERS = Filters()


class Reading(Struct, frozen=True, kw_only=True):
    """Everything that the screen shows, apart from the briefing itself.

    `cursors`: the entry last selected in each section. `hits`: ids of the entries that match
    `query`, best first; `words`: what of it is lit; `advice`: what would be found where nothing is;
    `before_find`: where the reader was when finding began. `view`: the time that the timeline
    shows, None: all; `hidden_lane`: what it leaves out. `list_top`: the
    first item of the list on the screen. `seen`: the entries that have been read. `peek`: the
    target on the card; `prompt`: what is being typed; `letters`: what is waited for at links.
    `message` is in the footer until the next key.
    """

    place: Place = Place()
    back: tuple[Place, ...] = ()
    forward: tuple[Place, ...] = ()
    cursors: tuple[tuple[str, str], ...] = ()
    filters: Filters = NO_FILTERS
    query: str = ""
    hits: tuple[str, ...] = ()
    words: "tuple[Words, ...]" = ()
    advice: str = ""
    before_find: Place | None = None
    view: Viewport | None = None
    hidden_lane: Lane | None = None
    list_top: int = 0
    seen: frozenset[str] = frozenset()
    peek: str | None = None
    prompt: PromptKind = ""
    letters: Letters | None = None
    message: Line = ()

    @property
    def level(self) -> Level:
        """The reading whose entries are shown."""
        return self.filters.level

    @property
    def mode(self) -> Mode:
        """How the text is shown."""
        return self.place.mode

    @property
    def is_finding(self) -> bool:
        """Whether the list shows matches instead of a section."""
        return self.before_find is not None

    def cursor(self, section: str) -> str | None:
        """The entry last selected in a section."""
        return dict(self.cursors).get(section)


def _remember(reading: Reading, place: Place) -> Reading:
    cursors = dict(reading.cursors)
    if place.entry is not None and not reading.is_finding:
        cursors[place.section] = place.entry
    peek = reading.peek if place.entry == reading.place.entry else None
    return replace(reading, place=place, cursors=tuple(cursors.items()), peek=peek)


def _travel(reading: Reading, place: Place) -> Reading:
    back = (*reading.back, reading.place)[-HISTORY_LIMIT:]
    return _remember(replace(reading, back=back, forward=(), peek=None), place)


def select(reading: Reading, entry: str | None, *, section: str = "") -> Reading:
    """Move the list's cursor to an entry: the reader shows it from its top.

    `section`: the entry's, if it is another.
    """
    if entry == reading.place.entry:
        return reading
    section = section or reading.place.section
    return _remember(
        reading, replace(reading.place, section=section, entry=entry, top=0, link=None)
    )


def scroll(reading: Reading, top: int) -> Reading:
    """Show the text from another line."""
    return (
        reading
        if top == reading.place.top
        else replace(reading, place=replace(reading.place, top=max(0, top)))
    )


def mark(reading: Reading, link: int | None) -> Reading:
    """Mark a citation or link of the text."""
    return replace(reading, place=replace(reading.place, link=link))


def focus(reading: Reading, part: Focus) -> Reading:
    """Go to a part of the screen."""
    return (
        reading
        if part == reading.place.focus
        else replace(reading, place=replace(reading.place, focus=part))
    )


def choose_section(
    reading: Reading, section: str, rows: tuple[str, ...], *, part: Focus = "list"
) -> Reading:
    """Go to a section, at the entry last selected there, else at its first.

    `rows`: the ids of its entries.
    """
    remembered = reading.cursor(section)
    entry = remembered if remembered in rows else next(iter(rows), None)
    mode = reading.mode if reading.mode != "present" else "panes"
    place = Place(section=section, entry=entry, focus=part, mode=mode)
    if section == reading.place.section and not reading.is_finding:
        return focus(reading, part)
    return _travel(_without_find(reading), place)


def preview_section(reading: Reading, section: str, rows: tuple[str, ...]) -> Reading:
    """Show a section while the cursor moves among the sections: no step in the history."""
    remembered = reading.cursor(section)
    entry = remembered if remembered in rows else next(iter(rows), None)
    place = replace(Place(), section=section, entry=entry, focus="sections", mode=reading.mode)
    return _remember(_without_find(reading), place)


def follow(reading: Reading, section: str, entry: str) -> Reading:
    """Go to an entry from wherever the reader is, and read it."""
    return _travel(reading, Place(section=section, entry=entry, focus="reader"))


def enter(reading: Reading) -> Reading:
    """Go from the list into the entry; back leads to the list again."""
    return _travel(reading, replace(reading.place, focus="reader"))


def read_on(reading: Reading, mode: Mode) -> Reading:
    """Show the text in another way, at the same entry."""
    return replace(reading, place=replace(reading.place, mode=mode, focus="reader", link=None))


def leave_mode(reading: Reading) -> Reading:
    """Entry by entry again; from a presentation to where it was begun."""
    if reading.mode == "present" and reading.back:
        return go_back(reading)
    return read_on(reading, "panes")


def go_to(reading: Reading, place: Place) -> Reading:
    """Go to a place of the history: back from there leads here."""
    return _travel(_without_find(reading), place)


def leave_text(reading: Reading) -> Reading:
    """Go from the text to the list; where the reader came from there, that journey is undone."""
    left = focus(reading, "list")
    is_return = bool(left.back) and left.back[-1] == left.place
    return replace(left, back=left.back[:-1]) if is_return else left


def has_left_list(reading: Reading) -> bool:
    """Whether the reader has followed something out of the list of matches."""
    return (
        reading.place.focus == "reader"
        and bool(reading.back)
        and reading.back[-1].entry in reading.hits
    )


def go_back(reading: Reading) -> Reading:
    """Return to the very place before the last journey.

    From the text to the list when there was none.
    """
    if not reading.back:
        return focus(reading, "list")
    place = reading.back[-1]
    return _remember(
        replace(reading, back=reading.back[:-1], forward=(*reading.forward, reading.place)), place
    )


def go_forward(reading: Reading) -> Reading:
    """Go again where the reader came back from."""
    if not reading.forward:
        return reading
    place = reading.forward[-1]
    return _remember(
        replace(reading, forward=reading.forward[:-1], back=(*reading.back, reading.place)), place
    )


def find(
    reading: Reading,
    query: str,
    hits: tuple[tuple[str, str], ...],
    words: "tuple[Words, ...]" = (),
    advice: str = "",
) -> Reading:
    """Show what matches a query, first match selected.

    `hits` are (section, entry), best first; `words` are to be lit; `advice` is shown where nothing
    matches.
    """
    before = reading.before_find or reading.place
    ids = tuple(entry for _, entry in hits)
    place = before
    if hits:
        kept = reading.place.entry if reading.is_finding and reading.place.entry in ids else ids[0]
        section = next(section for section, entry in hits if entry == kept)
        place = Place(section=section, entry=kept, focus="list")
    return replace(
        reading,
        query=query, hits=ids, words=words, advice=advice, before_find=before, place=place,
    )  # fmt: skip


def go_to_hit(reading: Reading, step: int, section_of: Callable[[str], str]) -> Reading:
    """Select the next (1) or previous (-1) match, round the end."""
    if not reading.hits:
        return reading
    at = (
        reading.hits.index(reading.place.entry)
        if reading.place.entry in reading.hits
        else -1
        if step > 0
        else 0
    )
    entry = reading.hits[(at + step) % len(reading.hits)]
    place = Place(section=section_of(entry), entry=entry, focus=reading.place.focus)
    return _remember(reading, place)


def end_find(reading: Reading) -> Reading:
    """Leave finding and go back to where it began."""
    return _without_find(replace(reading, place=reading.before_find or reading.place))


def keep_hit(reading: Reading) -> Reading:
    """Stay at the match that is selected, in its own section.

    `n` goes on, back returns to where finding began.
    """
    if reading.before_find is None:
        return reading
    back = (*reading.back, reading.before_find)[-HISTORY_LIMIT:]
    kept = replace(reading, before_find=None, back=back, forward=())
    return _remember(kept, replace(reading.place, focus="reader"))


def _without_find(reading: Reading) -> Reading:
    return replace(reading, query="", hits=(), words=(), advice="", before_find=None)


def filtered(reading: Reading, filters: Filters, rows: tuple[str, ...]) -> Reading:
    """Show only what passes the filters.

    The cursor stays where it can (`rows`: what is left of the section).
    """
    entry = reading.place.entry if reading.place.entry in rows else next(iter(rows), None)
    changed = replace(reading, filters=filters)
    return changed if entry == reading.place.entry else select(changed, entry)


def without_filters(reading: Reading) -> Reading:
    """Show everything: what the reader goes to would not pass."""
    return replace(reading, filters=NO_FILTERS)


def say(reading: Reading, text: str, *, is_warning: bool = False) -> Reading:
    """Say something in the footer; nothing for an empty text."""
    message = (Span(text, "caveat" if is_warning else "text"),) if text else ()
    return replace(reading, message=message)


def ask(reading: Reading, kind: PromptKind) -> Reading:
    """Begin to type something, or end it."""
    return replace(reading, prompt=kind)


def next_level(filters: Filters) -> Filters:
    """The next reading: 30 seconds, 3 minutes, everything, and round."""
    known = filters.level in SHOWN_LEVELS
    at = SHOWN_LEVELS.index(filters.level) if known else -1
    return replace(filters, level=SHOWN_LEVELS[(at + 1) % len(SHOWN_LEVELS)])


def read(reading: Reading, entry: str | None) -> Reading:
    """Count an entry as read."""
    if entry is None or entry in reading.seen:
        return reading
    return replace(reading, seen=reading.seen | {entry})


def toggled(filters: Filters, kind: str, name: str) -> Filters:
    """One condition switched.

    `kind` is `kind`, `tag`, `about` or `filter`, whose names are `uncited`, `single`, `caveat`,
    `confirmed`, `unverified` and `none`.
    """
    match kind, name:
        case "kind", _:
            return replace(filters, kinds=filters.kinds ^ {name})
        case "tag", _:
            return replace(filters, tags=filters.tags ^ {name})
        case "about", _:
            return replace(filters, about=filters.about ^ {name})
        case "filter", "uncited":
            return replace(filters, is_uncited=not filters.is_uncited)
        case "filter", "single":
            return replace(filters, is_single=not filters.is_single)
        case "filter", "caveat":
            return replace(filters, has_caveat=not filters.has_caveat)
        case "filter", "confirmed":
            return replace(filters, is_confirmed=not filters.is_confirmed)
        case "filter", "unverified":
            return replace(filters, is_unverified=not filters.is_unverified)
    return Filters(level=filters.level)


def reloaded(
    reading: Reading,
    rows_of: Callable[[str, Filters], tuple[str, ...]],
    entries: Container[str],
) -> Reading:
    """Keep the place in a changed file: the same entry, else its section, else the overview.

    Whatever leads to entries that are gone is forgotten.
    """
    reading = _without_gone(reading, entries)
    if reading.is_finding and not reading.hits:
        reading = end_find(reading)
    place = reading.place
    rows = reading.hits if reading.is_finding else rows_of(place.section, reading.filters)
    if place.section != "overview" and not rows:
        return replace(_without_find(reading), place=Place())
    if place.entry not in rows and (rows or place.entry is not None):
        place = replace(place, entry=next(iter(rows), None), top=0, link=None)
    return replace(reading, place=place)


def _without_gone(reading: Reading, entries: Container[str]) -> Reading:
    """Without what leads to entries that are gone, apart from the place itself."""

    def is_there(place: Place) -> bool:
        return place.entry is None or place.entry in entries

    before_find = reading.before_find
    if before_find is not None and not is_there(before_find):
        before_find = replace(before_find, entry=None, top=0, link=None)
    about = frozenset(name for name in reading.filters.about if name in entries)
    return replace(
        reading,
        back=tuple(filter(is_there, reading.back)),
        forward=tuple(filter(is_there, reading.forward)),
        cursors=tuple(cursor for cursor in reading.cursors if cursor[1] in entries),
        filters=replace(reading.filters, about=about),
        hits=tuple(hit for hit in reading.hits if hit in entries),
        before_find=before_find,
        peek=reading.peek if reading.peek is not None and reading.peek in entries else None,
    )
