"""Finding text in an open briefing; case, accents and line breaks make no difference."""

from collections.abc import Iterator
from itertools import islice

from briefdeck.model.briefing import Entry, Series
from briefdeck.model.fields import FieldKind, Held, walk
from briefdeck.model.figures import value_words
from briefdeck.model.prose import plain_text, reference_spans
from briefdeck.text.folding import fold_phrase
from briefdeck.text.narrowing import Narrowing
from briefdeck.tui.deck import Deck

GROUPED = 1000
"""Numbers from here on are also printed in groups of three digits."""
FOUND = frozenset(FieldKind) - {FieldKind.REFERENCE, FieldKind.SETTING}
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


class FindIndex:
    """The folded text of every entry of a briefing, in reading order.

    Made bit by bit, finished when asked.
    """

    def __init__(self, deck: Deck) -> None:
        self._texts: list[tuple[str, str, str]] = []
        self._coming = self._fold(deck)
        self.is_complete = False
        self._narrowing: Narrowing | None = None

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
        if self._narrowing is None:
            self._narrowing = Narrowing([text for _, _, text in self._texts])
        return tuple(self._texts[place][:2] for place in self._narrowing.places((wanted,)))

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
