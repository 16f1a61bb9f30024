"""Finding words: folded texts, so that case, accents and line breaks make no difference."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from msgspec import Struct

from briefdeck.model.briefing import Entry, Series
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import value_words
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
FOREIGN = re.compile(r"[^\x00-\x7f]+")
GROUPED = 1000
"""Numbers from here on are also printed in groups of three digits."""
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
PROSE = frozenset(
    {
        "text",
        "caveat",
        "meaning",
        "outcome",
        "note",
        "conditions",
        "arguments_for",
        "arguments_against",
    }
)


def fold(text: str) -> str:
    """The text without case, accents and runs of blanks: what two spellings of the same words have in common."""
    return " ".join(FOREIGN.sub(_folded_run, text.lower()).split())


def _folded_run(run: re.Match[str]) -> str:
    return _fold_foreign(run.group())


@lru_cache(maxsize=4096)
def _fold_foreign(text: str) -> str:
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )
    return bare.casefold().translate(EXTRA)


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
    return _fold_foreign(sign)


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
    if isinstance(entry, Series):
        yield from (value_words(entry, point) for point in entry.points)


@cache
def _text_fields(kind: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind of entry that can hold words, and whether they are prose."""
    return tuple((name, name in PROSE) for name in kind.__struct_fields__ if name not in REFERENCES)


def _words(value: Struct) -> Iterator[str]:
    for name, is_prose in _text_fields(type(value)):
        held = getattr(value, name)
        if held is not None and held != ():
            yield from _words_in(held, is_prose=is_prose)


def _words_in(held: object, *, is_prose: bool) -> Iterator[str]:
    match held:
        case str():
            yield plain_text(held) if is_prose else held
        case Struct():
            yield from _words(held)
        case tuple():
            for item in held:
                yield from _words_in(item, is_prose=is_prose)
        case bool():
            return
        case int() | float():
            yield f"{held} {held:,}" if abs(held) >= GROUPED else str(held)
        case Edtf():
            yield held.text


class FindIndex:
    """The folded text of every entry of a briefing, in reading order.

    Made bit by bit, finished when asked.
    """

    def __init__(self, deck: Deck) -> None:
        self._texts: list[tuple[str, str, str]] = []
        self._coming = self._fold(deck)
        self.is_complete = False

    def advance(self, count: int) -> bool:
        """Fold a few more entries; says whether all are done."""
        self._texts.extend(islice(self._coming, count))
        if not self.is_complete:
            last = next(self._coming, None)
            self.is_complete = last is None
            self._texts.extend(() if last is None else (last,))
        return self.is_complete

    def search(self, query: str) -> tuple[tuple[str, str], ...]:
        """(section, entry) of everything that has the words as they are typed.

        The overview's entry is empty.
        """
        while not self.advance(1000):
            pass
        wanted = fold(query)
        if not wanted:
            return ()
        return tuple((section, entry) for section, entry, text in self._texts if wanted in text)

    @staticmethod
    def _fold(deck: Deck) -> Iterator[tuple[str, str, str]]:
        front = deck.briefing.front
        cover = [
            front.title,
            front.subtitle or "",
            plain_text(front.bluf),
            plain_text(front.source_summary or ""),
        ]
        yield "overview", "", fold(" ".join(cover))
        for section in deck.sections:
            for row in deck.rows(section.name):
                entry = deck.links.entries[row.entry]
                yield section.name, row.entry, fold(" ".join(words_of(entry)))
