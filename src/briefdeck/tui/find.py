"""Finding text in an open briefing; case, accents and line breaks make no difference."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from msgspec import Struct

from briefdeck.model.briefing import Entry, Series
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import value_words
from briefdeck.model.prose import plain_text
from briefdeck.text.folding import fold_phrase
from briefdeck.tui.deck import Deck

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
        wanted = fold_phrase(query)
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
        yield "overview", "", fold_phrase(" ".join(cover))
        for section in deck.sections:
            for row in deck.rows(section.name):
                entry = deck.links.entries[row.entry]
                yield section.name, row.entry, fold_phrase(" ".join(words_of(entry)))
