"""What is remembered of a reading, by ids: place, the cursor of each section, theme and sizes."""

from briefdeck.library.state import ReadingState
from briefdeck.tui.deck import Deck
from briefdeck.tui.state import Focus, Place, Reading


def recalled(deck: Deck, kept: ReadingState, *, at: str | None = None) -> Reading:
    """Where to begin: at the entry asked for, else at the remembered place if it still exists."""
    cursors = tuple(item for item in kept.entries.items() if item[1] in deck.links.entries)
    if at is not None and at in deck.links.entries:
        return Reading(
            place=Place(section=deck.section_of(at), entry=at, focus="reader"), cursors=cursors
        )
    if not deck.section(kept.section):
        return Reading(cursors=cursors)
    rows = deck.ids(kept.section)
    entry = kept.entry if kept.entry in rows else next(iter(rows), None)
    is_same = entry == kept.entry
    focus: Focus = "reader" if kept.extra.get("focus") == "reader" and is_same else "list"
    place = Place(
        section=kept.section, entry=entry, focus=focus, top=max(0, kept.offset) if is_same else 0
    )
    return Reading(place=place, cursors=cursors)


def kept_state(reading: Reading, *, theme: str, list_width: int) -> ReadingState:
    """The state to keep: the place itself, or where finding began."""
    place = reading.before_find or reading.place
    return ReadingState(
        section=place.section,
        entry=place.entry or "",
        entries=dict(reading.cursors),
        offset=place.top,
        theme=theme,
        sizes={"list": list_width} if list_width else {},
        extra={"focus": place.focus},
    )
