"""What is remembered of a reading, by ids: place, what was read, level, theme and sizes."""

from msgspec.structs import replace

from briefdeck.library.state import ReadingState
from briefdeck.reading.deck import Deck
from briefdeck.reading.state import SHOWN_LEVELS, Filters, Focus, Place, Reading


def recalled(deck: Deck, kept: ReadingState, *, at: str | None = None) -> Reading:
    """Where to begin: at the entry asked for, else at the remembered place if it still exists."""
    entries = deck.links.entries
    seen = kept.extra.get("seen")
    read = (name for name in seen if isinstance(name, str)) if isinstance(seen, list) else ()
    begun = Reading(
        cursors=tuple(item for item in kept.entries.items() if item[1] in entries),
        seen=frozenset(read) & entries.keys(),
    )
    if at is not None and at in entries:
        place = Place(section=deck.section_of(at), entry=at, focus="reader")
        return replace(begun, place=place)
    level = kept.extra.get("level")
    if level in SHOWN_LEVELS:
        begun = replace(begun, filters=Filters(level=level))
    if not deck.section(kept.section):
        return begun
    rows = deck.ids(kept.section, begun.filters)
    entry = kept.entry if kept.entry in rows else next(iter(rows), None)
    is_same = entry == kept.entry
    focus: Focus = "reader" if kept.extra.get("focus") == "reader" and is_same else "list"
    place = Place(
        section=kept.section, entry=entry, focus=focus, top=max(0, kept.offset) if is_same else 0
    )
    return replace(begun, place=place)


def kept_state(reading: Reading, *, theme: str, sizes: dict[str, int]) -> ReadingState:
    """The state to keep: the place itself, or where finding began."""
    place = reading.before_find or reading.place
    return ReadingState(
        section=place.section,
        entry=place.entry or "",
        entries=dict(reading.cursors),
        offset=place.top,
        theme=theme,
        sizes={name: size for name, size in sizes.items() if size},
        extra={"focus": place.focus, "level": reading.level, "seen": sorted(reading.seen)},
    )
