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
_NAMES: Final = (0, 1)
"""Titles and other words; only these may have slips: in sentences nearly every word is near one."""


class Ranking(Generic[OfferedT]):
    """Choices, ranked anew for each text that is typed."""

    def __init__(self, choices: Sequence[OfferedT]) -> None:
        self._choices = choices
        self._fields: list[tuple[list[str], ...]] | None = None

    def by(self, typed: str) -> list[OfferedT]:
        """The choices that have every typed word, else as many as any of them has, best first.

        All choices, in their order, where nothing is typed.
        """
        best, others = self.parted(typed)
        return [*best, *others]

    def parted(self, typed: str) -> tuple[list[OfferedT], list[OfferedT]]:
        """What `by` gives, parted: those called so, by the beginnings of words, and the others."""
        wanted = _wanted(typed)
        if not wanted:
            return list(self._choices), []
        if self._fields is None:
            self._fields = [_fields(choice) for choice in self._choices]
        costs = [[_cost(word, fields) for fields in self._fields] for word in wanted]
        ranked = sorted(_ranks(costs, self._fields))
        ranked = [each for each in ranked if each.worth[0] == ranked[0].worth[0]]
        best = [self._choices[each.place] for each in ranked if each.is_called_so]
        others = [self._choices[each.place] for each in ranked if not each.is_called_so]
        return best, others


class _Rank(NamedTuple):
    """How well a choice fits all words: the lower `worth`, the better; then its place counts.

    `worth`: words that are missing, the ways in which the others match, the fields in which they
    do, the length of the title.
    """

    worth: tuple[int, int, int, int]
    place: int
    is_called_so: bool


def _ranks(
    found: Sequence[Sequence[_Cost | None]], fields: Sequence[tuple[list[str], ...]]
) -> Iterator[_Rank]:
    """The ranks of the choices that have any of the words."""
    for place, of_words in enumerate(zip(*found, strict=True)):
        costs = [cost for cost in of_words if cost is not None]
        if not costs:
            continue
        missing = len(of_words) - len(costs)
        ways = sum(cost.way for cost in costs)
        dearness = sum(cost.field for cost in costs)
        is_named = all(cost.way <= _BEGUN and cost.field in _NAMES for cost in costs)
        worth = (missing, ways, dearness, len(fields[place][0]))
        yield _Rank(worth, place, is_named and not missing)


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
        if way != _MISTYPED or place in _NAMES
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
