"""Finding words: folded texts, so that case, accents and line breaks make no difference."""

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from briefdeck.model.briefing import Entry
from briefdeck.model.prose import plain_text
from briefdeck.tui.deck import Deck

EXTRA = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
    }
)
REFERENCES = frozenset(
    {
        "id",
        "era",
        "programs",
        "actors",
        "parties",
        "see",
        "rests_on",
        "source",
        "voice",
        "origin",
        "measure",
        "calendar",
    }
)
"""Fields that hold ids and settings: nothing that a reader would type."""


def fold(text: str) -> str:
    """The text without case, accents and runs of blanks: what two spellings of the same words have in common."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().translate(EXTRA).split())


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the position in the text that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in _fold_sign(sign):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _fold_sign(sign: str) -> str:
    if sign.isascii():
        return " " if sign.isspace() else sign.lower()
    if sign.isspace():
        return " "
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return bare.casefold().translate(EXTRA)


def matches(text: str, query: str) -> list[tuple[int, int]]:
    """Where a folded query occurs in a text: (first character, character after the last), without overlaps."""
    if not query:
        return []
    folded, places = fold_with_places(text)
    found: list[tuple[int, int]] = []
    at = folded.find(query)
    while at >= 0:
        found.append((places[at], places[at + len(query) - 1] + 1))
        at = folded.find(query, at + len(query))
    return found


def words_of(entry: Entry) -> Iterator[str]:
    """Every text of an entry that a reader can see on its page."""
    yield from _words(entry)


def _words(value: object, name: str = "") -> Iterator[str]:
    if name in REFERENCES:
        return
    if isinstance(value, str):
        yield plain_text(value) if name in {"text", "caveat", "meaning", "outcome", "note"} else value
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from _words(getattr(value, field), field)
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item, "" if isinstance(item, str) and name == "cites" else name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value}"
    elif value is not None and hasattr(value, "text"):
        yield str(value.text)


class FindIndex:
    """The folded text of every entry of a briefing, in reading order."""

    def __init__(self, deck: Deck) -> None:
        front = deck.briefing.front
        cover = [front.title, front.subtitle or "", plain_text(front.bluf), plain_text(front.source_summary or "")]
        self._texts: list[tuple[str, str, str]] = [("overview", "", fold(" ".join(cover)))]
        for section in deck.sections:
            for row in deck.rows(section.name):
                entry = deck.links.entries[row.entry]
                self._texts.append((section.name, row.entry, fold(" ".join(words_of(entry)))))

    def search(self, query: str) -> tuple[tuple[str, str], ...]:
        """(section, entry) of everything that has the words as they are typed; the overview's entry is empty."""
        wanted = fold(query)
        if not wanted:
            return ()
        return tuple((section, entry) for section, entry, text in self._texts if wanted in text)
