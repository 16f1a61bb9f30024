"""The texts of an entry that a reader can see, which is what finding looks through."""

from collections.abc import Iterator
from typing import Final

from briefdeck.model.briefing import NAMING_FIELDS, Entry, Series
from briefdeck.model.fields import FieldKind, Held, walk
from briefdeck.model.figures import value_words
from briefdeck.model.prose import plain_text, reference_spans
from briefdeck.reading.deck import Deck

GROUPED: Final = 1000
"""Numbers from here on are also printed in groups of three digits."""
FOUND: Final = frozenset(FieldKind) - {FieldKind.REFERENCE, FieldKind.SETTING}
"""All but ids and settings, which no reader would type."""


def words_of(entry: Entry) -> Iterator[str]:
    """Every text of an entry that a reader can see on its page."""
    for held in walk(entry, kinds=FOUND):
        yield _words(held)
    if isinstance(entry, Series):
        yield from (value_words(entry, point) for point in entry.points)


def _words(held: Held) -> str:
    match held.value:
        case str() as text if held.field.kind is FieldKind.PROSE:
            # A link without words is found by its id as it is typed, too.
            bare = [each.target for each in reference_spans(text) if not each.words]
            return " ".join([plain_text(text), *filter(None, bare)])
        case str() as text:
            return text
        case int() | float() as number if abs(number) >= GROUPED:
            return f"{number} {number:,}"
        case other:
            return str(other)


def title_of(entry: Entry) -> str:
    """What names the entry; empty where only its text does."""
    for name in NAMING_FIELDS:
        if title := getattr(entry, name, None):
            return str(title)
    return ""


def _cover_texts(deck: Deck) -> tuple[str, ...]:
    front = deck.briefing.front
    return front.subtitle or "", plain_text(front.bluf), plain_text(front.source_summary or "")


def texts_of(deck: Deck, entry_id: str) -> Iterator[str]:
    """Every text of an entry; where the id is empty, of the overview."""
    entry = deck.entry(entry_id)
    if entry is None:
        yield from _cover_texts(deck)
    else:
        yield from words_of(entry)
