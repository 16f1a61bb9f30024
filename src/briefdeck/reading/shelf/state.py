"""How the library is looked at: one immutable value, and pure ways from cards to what is listed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import Final, Literal, get_args, overload

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.library.shelf import Card
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.reading.shelf.cards import NEVER, Opened, is_broken
from briefdeck.text.folding import fold_phrase

Sort = Literal["recent", "title", "as of", "size", "coverage", "changed"]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)
SORT_SENTENCES: Final[Mapping[Sort, str]] = {
    "recent": "last opened first, then last written",
    "title": "by the alphabet",
    "as of": "the freshest first",
    "size": "the most entries first",
    "coverage": "the best cited first",
    "changed": "changed since you read it first",
}


class Shelving(Struct, frozen=True, kw_only=True):
    """How the shelf is looked at.

    `selected`: the path of the card under the cursor; `typed`: words that narrow the list.
    """

    sort: Sort = "recent"
    is_reversed: bool = False
    tag: str = ""
    typed: str = ""
    selected: str = ""

    @property
    def narrowed_by(self) -> str:
        """What the list is held to, in a few words; nothing where everything is listed."""
        return " ".join([f"#{self.tag}"] * bool(self.tag) + [f"“{self.typed}”"] * bool(self.typed))

    @property
    def order(self) -> tuple[str, bool, str, str]:
        """What the list depends on: which cards are in it, and how they follow each other."""
        return self.sort, self.is_reversed, self.tag, self.typed


class Part(Struct, frozen=True, kw_only=True):
    """What is known of a large shelf before all its cards are.

    The cards of one list (`order`) from the place `first` on are known; `listed` are in that list,
    `total` on the shelf, of which so many are `broken` and have `changed`; `tags` are the commonest
    of all.
    """

    order: tuple[str, bool, str, str]
    first: int
    listed: int
    total: int
    broken: int
    changed: int
    tags: tuple[tuple[str, int], ...]


UNKNOWN: Final = Card("", "", "path", "", 0, 0, pending=True)
"""Stands in a list where a card is not known yet."""


class Stretch(Sequence[Card]):
    """A list of which only the cards from a place on are known yet."""

    def __init__(self, known: Sequence[Card], part: Part) -> None:
        self.known = known
        self.first = part.first
        self._count = part.listed

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Card: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Card]: ...

    def __getitem__(self, place: int | slice) -> Card | Sequence[Card]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(place)
        at = place - self.first
        return self.known[at] if 0 <= at < len(self.known) else UNKNOWN


class Shelf:
    """All cards, and the lists that can be made of them; kept as long as nothing changes.

    With a `part` the cards are only some of those on the shelf.
    """

    def __init__(
        self,
        cards: Iterable[Card] = (),
        opened: Mapping[str, Opened] | None = None,
        part: Part | None = None,
    ) -> None:
        self.cards: tuple[Card, ...] = tuple(cards)
        self.opened: Mapping[str, Opened] = opened or {}
        self.part = part
        self._folded: dict[str, str] = {}
        self._arranged: tuple[tuple[object, ...], Sequence[Card]] = ((), ())

    @property
    def total(self) -> int:
        """How many files are on the shelf."""
        return self.part.total if self.part is not None else len(self.cards)

    @cached_property
    def broken(self) -> int:
        """How many files give no briefing."""
        if self.part is not None:
            return self.part.broken
        return sum(is_broken(card) for card in self.cards)

    @cached_property
    def changed(self) -> int:
        """How many say something else than when they were last read."""
        if self.part is not None:
            return self.part.changed
        return sum(bool(card.changed) for card in self.cards)

    @cached_property
    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag with the number of briefings that have it: the commonest first."""
        if self.part is not None:
            return self.part.tags
        counts: dict[str, int] = {}
        for card in self.cards:
            for tag in card.tags:
                counts[tag] = counts.get(tag, 0) + 1
        return tuple(sorted(counts.items(), key=_commonest))

    def arranged(self, shelving: Shelving) -> Sequence[Card]:
        """The cards that are shown, in order."""
        if self._arranged[0] != shelving.order:
            found: Sequence[Card] = self._arrange(shelving)
            if self.part is not None and self.part.order == shelving.order:
                found = Stretch(found, self.part)
            self._arranged = (shelving.order, found)
        return self._arranged[1]

    def place_of(self, path: str, shelving: Shelving) -> int | None:
        """The place of a file in the list; None where it is not in it, or not known to be."""
        found = self.arranged(shelving)
        known, first = (found.known, found.first) if isinstance(found, Stretch) else (found, 0)
        return next((first + at for at, card in enumerate(known) if card.path == path), None)

    def _arrange(self, shelving: Shelving) -> tuple[Card, ...]:
        cards: Iterable[Card] = self.cards
        if shelving.tag:
            cards = (card for card in cards if shelving.tag in card.tags)
        words = fold_phrase(shelving.typed).split()
        if words:
            cards = (card for card in cards if all(word in self._words(card) for word in words))
        found = sorted(cards, key=self._last_use if shelving.sort == "recent" else _title)
        match shelving.sort:
            case "as of":
                found.sort(key=_as_of, reverse=True)
            case "size":
                found.sort(key=_entries, reverse=True)
            case "coverage":
                found.sort(key=_coverage, reverse=True)
            case "changed":
                found.sort(key=_change, reverse=True)
        return tuple(reversed(found)) if shelving.is_reversed else tuple(found)

    def _words(self, card: Card) -> str:
        if card.path not in self._folded:
            self._folded[card.path] = fold_phrase(
                " ".join((card.title, card.subtitle, card.id, *card.tags))
            )
        return self._folded[card.path]

    def _last_use(self, card: Card) -> tuple[float, int, str, str]:
        return (
            -self.opened.get(card.path, NEVER).at,
            -card.modified,
            card.title or card.id,
            card.path,
        )


def _commonest(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _title(card: Card) -> tuple[str, str]:
    return (card.title or card.id).casefold(), card.path


def _as_of(card: Card) -> tuple[float, float]:
    """By instant; a file whose date cannot be read is the oldest."""
    if not is_edtf(card.as_of):
        return -inf, -inf
    return Edtf.parse(card.as_of).sort_key[:2]


def _entries(card: Card) -> int:
    return card.entries


def _coverage(card: Card) -> int:
    return -1 if card.coverage is None else card.coverage


def _change(card: Card) -> tuple[bool, bool]:
    return bool(card.changed), card.problem is not None


def sorted_by(shelving: Shelving, sort: Sort) -> Shelving:
    """Sorted so; once more the other way round."""
    turned = not shelving.is_reversed if sort == shelving.sort else False
    return replace(shelving, sort=sort, is_reversed=turned)
