"""Which dated entries of many briefings may be one: by id, rare words, names and near dates.

Of a few briefings, every two are laid side by side. Of many that would take the square of their
number: there each entry is looked up by its id, its name and a few of its words, those that fewest
other entries have, among what lies near it in time; what is found so is then compared closely.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import combinations
from math import log, sqrt
from typing import Final, NamedTuple

from briefdeck.document.likeness import stems
from briefdeck.document.lookup import name_of
from briefdeck.document.over_shelf.shelf import Shelf
from briefdeck.document.shared_dates import SLIP, dated, days_about, names_of
from briefdeck.model.briefing import Briefing, Event, Program
from briefdeck.model.calendar import DAY_SECONDS
from briefdeck.model.edtf import Edtf

Candidates = Mapping[tuple[int, int], tuple[frozenset[str], frozenset[str]]]
"""Ids of entries that may be one, of two briefings each, by their places, the lower first."""

FEW_BRIEFINGS: Final = 20
"""Of so many at most, every two are laid side by side."""
_TELLING: Final = 8
"""Words by which an entry is looked up."""
_MOST: Final = 12
"""Entries that are compared closely with each."""
_CROWD: Final = 48
"""Entries with one word and time, of which only the nearest in time are looked at."""
_NEAREST: Final = 12
_MANY: Final = 20
"""Entries of one id, which tells nothing where more have it."""
_READ, _MOSTLY_SEARCHED, SEARCHED = 0.3, 0.6, 0.7
"""How much of the work on a shelf is done, about, with reading events and finding candidates."""
_FEWEST_SHARED: Final = 2
_LEAST: Final = 0.08
"""Likeness by words, from 0 to 1, below which two are not compared closely.

What is taken for one has half as much again, though not by words alone.
"""
_NAME: Final = 20.0
"""What a name in common weighs, more than any word."""
_SLIP_DAYS: Final = SLIP // DAY_SECONDS
_NARROW_DAYS: Final = 366
_BIN_DAYS: Final = 2 * _NARROW_DAYS
_WIDER: Final = 4
"""Dates are sought among those of their own width, and those so many times as wide, and so on."""

_Key = tuple[str, int, int]
"""A word, name or id, how wide a date is, and about when."""


class _Sought(NamedTuple):
    """A dated entry: where and when it stands, all its words, its names, and these with its id."""

    first: int
    last: int
    place: int
    entry: str
    words: Mapping[str, float]
    names: frozenset[str]
    called: frozenset[str]


def candidates(shelf: Shelf) -> Candidates:
    """Return which entries of which two briefings may be one."""
    if len(shelf.lookups) <= FEW_BRIEFINGS:
        every = [_dated_ids(traits.lookup.briefing) for traits in shelf.traits]
        places = combinations(range(len(every)), 2)
        return {(one, other): (every[one], every[other]) for one, other in places}
    found: dict[tuple[int, int], tuple[set[str], set[str]]] = {}
    for pairs in (
        _pairs(shelf, _events(shelf), timed=True),
        _pairs(shelf, _programs(shelf), timed=False),
    ):
        for one, other in pairs:
            first, second = sorted((one, other), key=lambda each: each.place)
            ids = found.setdefault((first.place, second.place), (set(), set()))
            ids[0].add(first.entry)
            ids[1].add(second.entry)
    return {
        places: (frozenset(first), frozenset(second))
        for places, (first, second) in sorted(found.items())
    }


def _dated_ids(briefing: Briefing) -> frozenset[str]:
    return frozenset(each.id for each in (*dated(briefing.events), *dated(briefing.programs)))


def _events(shelf: Shelf) -> Iterator[_Sought]:
    for place, traits in enumerate(shelf.stepping(shelf.traits, 0, _READ)):
        for event in dated(traits.lookup.briefing.events):
            names = frozenset((f"={event.title.casefold()}",))
            yield from _sought(event, event.when, place, traits.words(event), names)


def _programs(shelf: Shelf) -> Iterator[_Sought]:
    for place, traits in enumerate(shelf.traits):
        for program in dated(traits.lookup.briefing.programs):
            names = frozenset(f"={name}" for name in names_of(program))
            words = dict.fromkeys(stems(name_of(program)), 1.0)
            if program.span is not None:
                yield from _sought(program, program.span, place, words, names)


def _sought(
    entry: Event | Program,
    when: Edtf,
    place: int,
    words: Mapping[str, float],
    names: frozenset[str],
) -> Iterator[_Sought]:
    days = days_about(when)
    if days is not None:
        called = names | {f"#{entry.id}"}
        yield _Sought(*days, place, entry.id, words, names, called)


def _pairs(
    shelf: Shelf, sought: Iterator[_Sought], *, timed: bool
) -> Iterator[tuple[_Sought, _Sought]]:
    """Yield entries of two briefings that share telling words or a name, each two once or twice.

    timed: whether their dates must be near.
    """
    every = _without_common_ids(sorted(sought, key=lambda each: each[:4]))
    search = _Search(every, timed=timed)
    share = (_READ, _MOSTLY_SEARCHED) if timed else (_MOSTLY_SEARCHED, SEARCHED)
    for number, each in enumerate(shelf.stepping(search.every, *share)):
        for other in search.likeliest(number):
            if search.weighing.may_be_one(each, other):
                yield each, other


def _without_common_ids(every: Sequence[_Sought]) -> list[_Sought]:
    """Call none by an id that many have, which tells nothing: `launch`."""
    counts = Counter(each.entry for each in every)
    return [
        each._replace(called=each.names) if counts[each.entry] > _MANY else each for each in every
    ]


class _Search:
    """Finds dated entries by the words and names that others have too."""

    def __init__(self, every: Sequence[_Sought], *, timed: bool) -> None:
        self.every = every
        self.weighing = _Weighing(every)
        self._timed = timed
        self._telling = [self.weighing.telling(each) for each in every]
        self._having: dict[_Key, list[int]] = defaultdict(list)
        for number, (each, words) in enumerate(zip(every, self._telling, strict=True)):
            for key in _keys(each, words, timed=timed):
                self._having[key].append(number)
        self._widths = {width for _, width, _ in self._having}

    def likeliest(self, number: int) -> Iterator[_Sought]:
        """Yield the entries of other briefings that may be one with this.

        Those near it of its id or a name, and the few that share most of what is rare with it.
        """
        each = self.every[number]
        gathered: dict[int, float] = defaultdict(float)
        for key in self._keys_near(each, self._telling[number]):
            weight = self.weighing.rarity.get(key[0], _NAME)
            for other in _near(self._having.get(key, ()), number):
                gathered[other] += weight
        fitting = [other for other in gathered if self._fits(each, self.every[other])]
        likeliest = {*nlargest(_MOST, fitting, key=gathered.__getitem__)}
        likeliest.update(other for other in fitting if each.called & self.every[other].called)
        yield from (self.every[other] for other in sorted(likeliest))

    def _keys_near(self, each: _Sought, words: list[str]) -> Iterator[_Key]:
        """Yield the keys of what lies near it: of its width, and of wider ones."""
        if not self._timed:
            yield from _keys(each, words, timed=False)
            return
        width = _width(each)
        for wider in sorted(found for found in self._widths if found >= width):
            margin = _SLIP_DAYS + _NARROW_DAYS * _WIDER**wider
            for bin_ in _bins(each.first - margin, each.last + margin, wider):
                yield from ((word, wider, bin_) for word in words)

    def _fits(self, one: _Sought, other: _Sought) -> bool:
        return one.place != other.place and (not self._timed or _is_near(one, other))


class _Weighing:
    """Weighs words by how rare they are among all that is sought."""

    def __init__(self, every: Sequence[_Sought]) -> None:
        counts = Counter(word for each in every for word in each.words)
        total = len(every)
        self.rarity = {word: log(1 + total / count) for word, count in counts.items() if count > 1}
        self._damping = 2 * log(max(total, 2)) ** 2
        self._lengths: dict[tuple[int, str], float] = {}

    def telling(self, each: _Sought) -> list[str]:
        """Return its names, and of its words those that fewest have but others too."""
        rarity = self.rarity
        known = [
            (rarity[word] * stress, word) for word, stress in each.words.items() if word in rarity
        ]
        best = nlargest(_TELLING, known)
        return [*sorted(each.called), *(word for _, word in best)]

    def may_be_one(self, one: _Sought, other: _Sought) -> bool:
        """Return whether they have a name in common, or enough of what they say.

        An id alone is not a sign: it may mean as little as `launch`.
        """
        if not one.names.isdisjoint(other.names):
            return True
        shared = one.words.keys() & other.words.keys()
        if sum(not word[0].isdigit() for word in shared) < _FEWEST_SHARED:
            return False
        rarity = self.rarity
        weight = sum([rarity[word] ** 2 * one.words[word] * other.words[word] for word in shared])
        least = _LEAST * self._length(one) * self._length(other)
        return not one.called.isdisjoint(other.called) or weight >= least

    def _length(self, each: _Sought) -> float:
        key = each.place, each.entry
        known = self._lengths.get(key)
        if known is None:
            weights = [self.rarity.get(word, 0.0) * each.words[word] for word in each.words]
            known = sqrt(self._damping + sum([weight * weight for weight in weights]))
            self._lengths[key] = known
        return known


def _keys(each: _Sought, words: list[str], *, timed: bool) -> Iterator[_Key]:
    """What an entry is found by: its words, how wide its date is, and when that is."""
    if not timed:
        yield from ((word, 0, 0) for word in words)
        return
    width = _width(each)
    for bin_ in _bins(each.first, each.last, width):
        yield from ((word, width, bin_) for word in words)


def _is_near(one: _Sought, other: _Sought) -> bool:
    """Whether two dates may be of one event: no farther apart than one spans, and a slip."""
    margin = _SLIP_DAYS + max(one.last - one.first, other.last - other.first)
    return one.first - margin <= other.last and other.first - margin <= one.last


def _width(each: _Sought) -> int:
    """How wide a date is: 0 for up to a year, 1 for up to four, 2 for up to sixteen."""
    width, days = 0, _NARROW_DAYS
    while each.last - each.first >= days:
        width, days = width + 1, days * _WIDER
    return width


def _bins(first: int, last: int, width: int) -> range:
    days = _BIN_DAYS * _WIDER**width
    return range(first // days, last // days + 1)


def _near(having: Sequence[int], number: int) -> Sequence[int]:
    """Those that have a word; of a crowd, the nearest in time."""
    if len(having) <= _CROWD:
        return having
    middle = bisect_left(having, number)
    return having[max(middle - _NEAREST, 0) : middle + _NEAREST + 1]
