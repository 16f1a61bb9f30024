"""Ranking what can be chosen by what is typed: titles first, then other words, then sentences."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from briefdeck.text.folding import tokens
from briefdeck.text.inflections import inflections

SHORTEST_MISTYPED: Final = 4
"""Letters from which on a word may have a slip; in shorter ones it would be another word."""
FILLERS: Final = frozenset((
    "a", "an", "and", "at", "do", "for", "go", "how", "i", "in", "is", "it", "me", "my", "of", "on",
    "or", "s", "the", "this", "to", "with", "what", "where",
))  # fmt: skip
"""Words that say nothing about what is wanted, unless there are no others."""


class Offered(Protocol):
    """Something that can be chosen, and the words by which it is found, dearest first."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def words(self) -> str:
        """What others call it."""

    @property
    def note(self) -> str:
        """What stands at the right: a key, or what it is."""

    @property
    def sentence(self) -> str:
        """What it does."""

    @property
    def verb(self) -> str:
        """The verb of the command line that does the same."""


OfferedT = TypeVar("OfferedT", bound=Offered)


class _Cost(NamedTuple):
    """How well one typed word fits: the way it matches counts before where."""

    way: int
    field: int


_WHOLE, _BEGUN, _INSIDE, _MISTYPED = range(4)
_MAY_BE_MISTYPED: Final = (0, 1)
"""Titles and other words; in sentences nearly every word would be near another."""


class Ranking(Generic[OfferedT]):
    """Choices, ranked anew for each text that is typed."""

    def __init__(self, choices: Sequence[OfferedT]) -> None:
        self._choices = choices
        self._fields: list[tuple[list[str], ...]] | None = None

    def by(self, typed: str) -> list[OfferedT]:
        """The choices that have every typed word which any of them has, best first.

        All of them, in their order, where nothing is typed.
        """
        wanted = _wanted(typed)
        if not wanted:
            return list(self._choices)
        if self._fields is None:
            self._fields = [_fields(choice) for choice in self._choices]
        costs = [[_cost(word, fields) for fields in self._fields] for word in wanted]
        known = [found for found in costs if any(found)]
        ranked = sorted(_ranks(known, self._fields))
        return [self._choices[place] for _, place in ranked]


def _ranks(
    known: Sequence[Sequence[_Cost | None]], fields: Sequence[tuple[list[str], ...]]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """((way, field, length of title), place) of each choice that has all of the known words."""
    if not known:
        return
    for place, found in enumerate(zip(*known, strict=True)):
        fitting = [cost for cost in found if cost is not None]
        if len(fitting) == len(known):
            ways = sum(cost.way for cost in fitting)
            dearness = sum(cost.field for cost in fitting)
            yield (ways, dearness, len(fields[place][0])), place


def _wanted(typed: str) -> list[str]:
    found = tokens(typed)
    return [word for word in found if word not in FILLERS] or found


def _fields(choice: Offered) -> tuple[list[str], ...]:
    texts = choice.title, choice.words, f"{choice.sentence} {choice.note}", choice.verb
    return tuple([tokens(text) for text in texts])


def _cost(word: str, fields: Sequence[Sequence[str]]) -> _Cost | None:
    """How well a typed word fits a choice; None where it does not."""
    found = [
        _Cost(way, place)
        for place, words in enumerate(fields)
        for each in words
        if (way := _way(word, each)) is not None
        if way != _MISTYPED or place in _MAY_BE_MISTYPED
    ]
    return min(found, default=None)


@lru_cache(maxsize=8192)
def _way(word: str, known: str) -> int | None:
    """In which way a typed word matches a known one: the lower the better; None for not at all."""
    if word == known:
        return _WHOLE
    if known.startswith(word) or known in inflections(word):
        return _BEGUN
    if word in known:
        return _INSIDE
    if len(word) >= SHORTEST_MISTYPED and _begins_nearly(word, known):
        return _MISTYPED
    return None


def _begins_nearly(word: str, known: str) -> bool:
    """Whether a known word begins with the typed one but for one slip."""
    return any(_is_one_slip(word, known[: len(word) + more]) for more in (-1, 0, 1))


def _is_one_slip(one: str, other: str) -> bool:
    """Whether a letter more, fewer, another, or two changed places make one of the other."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
