"""The numbers of a copy, by their values: one pass over its text for all that is looked for."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Final

from briefdeck.evidence.numbers.digits import (
    PLAIN,
    TOKEN,
    Doubt,
    decimal_sign,
    fraction_behind,
    plain_digits,
    readings,
)
from briefdeck.evidence.numbers.directions import way_of
from briefdeck.evidence.numbers.fitting import slips_of
from briefdeck.evidence.numbers.spelled import spelled_in, spelling
from briefdeck.evidence.numbers.stated import Quantity
from briefdeck.evidence.numbers.subjects import names, stem
from briefdeck.evidence.numbers.surroundings import Seen, Surroundings
from briefdeck.evidence.numbers.units import POWER_WORDS
from briefdeck.evidence.numbers.written import Written, number_between
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.places import extents
from briefdeck.evidence.words.folded import folded
from briefdeck.model.measures import POWER_OF_LETTER, power_of
from briefdeck.text.pattern import pattern

_NEAR: Final = 1e-12
"""How far from each other, in parts, two values may be that are the same."""
_LETTERS: Final = {form: POWER_OF_LETTER[form.lower()] for form in "kKmMbBtT"}
_SECOND_SCALE: Final = pattern(r"\s+[A-Za-z]+\s+(thousand|million|billion)\b")
_RANGE_SCALE: Final = pattern(
    r"\s?(?:[-–—]|to|and|or)\s?(?:US)?\\?[$€£]?\s?[0-9][0-9.,]*[ \n-]?"
    r"(hundred|thousand|million|billion|trillion|mn|bn|[kmb]\b)"
)
_PARTED_SCALE: Final = pattern(
    r"\s{0,2}(thou|mil|bil|tril)(?:[\u00ad\u200b\ufffe\u0002]\s*|[-\u2010]\s*\n\s*)(?:sand|lion)",
    re.IGNORECASE,
)
_PARTED_POWERS: Final = {"thou": 3, "mil": 6, "bil": 9, "tril": 12}
_CENTS: Final = frozenset(["cent", "cents"])
_DASHES: Final = "-–—"
_SCALED_TITLE: Final = pattern(
    r"thousands|millions|billions|THOUSANDS|MILLIONS|Thousands|Millions|Billions|[’']000|\b000s"
    r"|\$\s?(?:thousand|million|billion|[mMbB]n?\b)"
    r"|(?:USD|EUR|GBP|US\$)\s?(?:thousand|million|billion|mn|bn|m\b)"
    r"|(?:[Tt]housand|[Mm]illion|[Bb]illion)\s?(?:[)\]\t|\n]|USD|US\$|EUR|dollars)"
)
_SCALE_SIGNS: Final = (
    "ousand", "illion", "OUSAND", "ILLION", "'000", "’000", "000s", "$m", "$ m", "$bn", "$M",
    "USD m",
)  # fmt: skip
"""What each of them has."""
_BLOCK: Final = 4096
_AHEAD: Final = 14
"""Characters of a text that are looked at for them at once, and behind these."""
_BELOW_TITLE: Final = 8000
"""Characters below words that scale the numbers of a table in which these may stand."""
_SCALE_POWERS: Final = (0, 3, 6, 9)
_MOST_NUMBERS: Final = 1_000_000
"""Numbers of a copy that are looked at: the first ones."""
_MOST: Final = 300
"""Numbers of like value that are looked at."""
WHOLE: Final = 60_000
"""Characters of a place of which all numbers are read."""
_AROUND: Final = 500
"""Characters around a sentence that speak of the same."""
_IN_PLACE: Final = pattern(
    r"\s*(?:[a-z%]+\s+){0,4}?(?:in|at|for|from|by|near|of)\s+(?:the\s+)?"
    r"[A-ZÀ-Þ]\w*(?:\s+[A-ZÀ-Þ]\w*)*"
)
"""A place behind a number that it is given for."""
_NEAR_WORDS: Final = 80
"""Characters before and behind words of a number that may belong to it."""
_FEW: Final = 3
"""Numbers with each of the digits that a slip of the pen could make that are looked at."""

Span = tuple[int, int]


class CopyNumbers:
    """The numbers of a copy, as they are looked for."""

    def __init__(self, copy: CopyText) -> None:
        self.copy = copy
        self.text = plain_digits(copy.text)
        self.sign = decimal_sign(self.text)
        self._surroundings = Surroundings(self.text, self._amounts)
        self._written: dict[Span, Written] = {}
        self._scales: dict[int, bool] = {}
        self._places: dict[str, tuple[Span, ...]] = {}
        self._between: dict[Span, list[Seen]] = {}
        self._spelled: dict[Span, list[Seen]] = {}
        self._seen: dict[tuple[int, int], Seen] = {}
        self._starts, self._ends, values = array("q"), array("q"), array("d")
        self._doubts: dict[int, Doubt] = {}
        for start, end, value, doubt in islice(self._values(), _MOST_NUMBERS):
            if doubt:
                self._doubts[len(values)] = doubt
            self._starts.append(start)
            self._ends.append(end)
            values.append(value)
        self._order = array("q", sorted(range(len(values)), key=values.__getitem__))
        self._values_in_order = array("d", [values[each] for each in self._order])

    def like(self, low: Decimal, high: Decimal, start: int, end: int) -> Iterator[Seen]:
        """Yield the numbers between two places whose size may be between two values."""
        for power in _SCALE_POWERS:
            least = float(low.scaleb(-power)) * (1 - _NEAR)
            most = float(high.scaleb(-power)) * (1 + _NEAR)
            first = bisect_left(self._values_in_order, least)
            last = bisect_right(self._values_in_order, most)
            places = [
                number for number in self._order[first:last] if start <= self._starts[number] < end
            ]
            for number in sorted(places)[:_MOST]:
                if not power or self._is_below_scale(self._starts[number]):
                    yield self._at(number)

    def between(self, start: int, end: int) -> list[Seen]:
        """Return every number between two places, in digits and in words, in order."""
        known = self._between.get((start, end))
        if known is None:
            known = [*self._digits(start, end), *self.spelled(start, end)]
            self._between[start, end] = known
        return known

    def _digits(self, start: int, end: int) -> list[Seen]:
        return list(map(self._at, self._numbers(start, end)))

    def _numbers(self, start: int, end: int) -> Iterator[int]:
        """The numbers in digits between two places, each once though it may have several values."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        before = (-1, -1)
        for number in range(first, last):
            key = self._starts[number], self._ends[number]
            if key != before:
                yield number
            before = key

    def _amounts(self, start: int, end: int) -> list[Span]:
        """From and to of the amounts between two places."""
        found = map(self._written_at, self._numbers(start, end))
        return [
            (each.first, each.last)
            for each in found
            if each.is_amount and not each.is_year and not each.doubt
        ]

    def spelled(self, start: int, end: int) -> list[Seen]:
        """Return the numbers in words between two places."""
        known = self._spelled.get((start, end))
        if known is None:
            found = spelled_in(self.text, start, end)
            known = self._spelled[start, end] = [self._take(each) for each in found]
        return known

    def spelled_like(self, value: Decimal, start: int, end: int) -> Iterator[Seen]:
        """Yield the numbers in words between two places that may have a value."""
        if end - start <= WHOLE:
            yield from self.spelled(start, end)
            return
        words = spelling(value)
        place = self._lower.find(words, start, end) if words else -1
        for _ in range(_MOST):
            if place < 0:
                return
            near = max(start, place - _NEAR_WORDS), min(end, place + len(words) + _NEAR_WORDS)
            for number in spelled_in(self.text, *near):
                if number.first <= place < number.last:
                    yield self._take(number)
            place = self._lower.find(words, place + len(words), end)

    @cached_property
    def _lower(self) -> str:
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text

    def sentence(self, seen: Seen) -> str:
        """Return the sentence or the row in which a number stands."""
        return self.text[slice(*seen.span)]

    def way(self, seen: Seen) -> str:
        """Return which way a number of a sentence points, as `way_of`."""
        return "" if seen.row else way_of(self.text, seen.number.start, seen.number.end)

    def around(self, seen: Seen) -> tuple[int, int]:
        """Return from and to of what stands around the sentence of a number."""
        start, end = seen.span
        return max(0, start - _AROUND), min(len(self.text), end + _AROUND)

    def place(self, at: str | None) -> tuple[Span, ...]:
        """Return where a cited place is; nothing where that cannot be told."""
        if at is None:
            return ()
        if at not in self._places:
            self._places[at] = tuple(extents(self.copy, at))
        return self._places[at]

    def windows(self, place: Sequence[Span], number: Quantity) -> Iterator[Span]:
        """Yield the parts of a place in which numbers may be that are like a stated one.

        All of it, where it is not too long.
        """
        for start, end in place:
            if end - start <= WHOLE:
                yield start, end
            else:
                yield from self._likely(number, start, end)

    def _likely(self, number: Quantity, start: int, end: int) -> Iterator[Span]:
        """Where most of the words are, and where numbers are that have nearly the same digits."""
        words = {word for stem in number.words for word in self._words_of.get(stem, ())}
        windows = [*folded(self.copy).likely(words), *self._like_digits(number)]
        for first, last in windows:
            if first < end and last > start:
                yield max(first, start), min(last, end)

    def _like_digits(self, number: Quantity) -> Iterator[Span]:
        for value in slips_of(number.value):
            low, high = float(value) * (1 - _NEAR), float(value) * (1 + _NEAR)
            first = bisect_left(self._values_in_order, low)
            last = bisect_right(self._values_in_order, high)
            for place in self._order[first : min(last, first + _FEW)]:
                yield self._starts[place], self._ends[place]

    @cached_property
    def _words_of(self) -> dict[str, list[str]]:
        """The words of the text by their stems."""
        words: dict[str, list[str]] = {}
        for word in folded(self.copy).words:
            words.setdefault(stem(word), []).append(word)
        return words

    def amounts(self, seen: Seen) -> list[Span]:
        """Return from and to of the amounts of a number's sentence."""
        return self._amounts(*seen.span)

    def names_beside(self, seen: Seen) -> frozenset[str]:
        """Return the stems of the names in a sentence to which a number is given.

        Those before it, back to the number before, unless they are that one's: "12 in Yuma, 15 in
        Laredo"; where there are none, those behind it.
        """
        amounts = self.amounts(seen)
        before = max((last for _, last in amounts if last <= seen.number.first), default=-1)
        behind = min((first for first, _ in amounts if first >= seen.number.last), default=-1)
        start, end = seen.span
        opening = self.text[before if before >= 0 else start : seen.number.first]
        closing = self.text[seen.number.last : behind if behind >= 0 else end]
        if _IN_PLACE.match(closing):
            return names(f", {closing}")
        if before >= 0:
            given = _IN_PLACE.match(opening)
            opening = opening[given.end() :] if given else opening
        return names(f", {opening}")

    def siblings(self, seen: Seen, *, across: bool) -> Iterator[Seen]:
        """Yield the numbers in the same column of other rows, or in other columns of the row."""
        for start, end in self._surroundings.siblings(seen, across=across):
            yield from self._within(start, end)

    def in_column(self, seen: Seen, wanted: Collection[str]) -> Iterator[Seen]:
        """Yield the number of the same row in another column, which some stems name."""
        cell = self._surroundings.column_said(seen, wanted)
        if cell is not None:
            yield from self._within(*cell)

    def _within(self, start: int, end: int) -> Iterator[Seen]:
        for number in self._numbers(start, end):
            if self._ends[number] <= end:
                yield self._at(number)

    def _written_at(self, number: int) -> Written:
        key = self._starts[number], self._ends[number]
        written = self._written.get(key)
        if written is None:
            doubt = self._doubts.get(number, "")
            written = self._written[key] = number_between(self.text, *key, self.sign, doubt)
        return written

    def _at(self, number: int) -> Seen:
        return self._take(self._written_at(number))

    def _take(self, number: Written) -> Seen:
        key = number.first, number.last
        seen = self._seen.get(key)
        if seen is None:
            seen = self._seen[key] = self._surroundings.seen(number)
        return seen

    def _is_below_scale(self, place: int) -> bool:
        """Whether words stand above a place that may scale the numbers of a table there."""
        first, last = max(0, place - _BELOW_TITLE) // _BLOCK, place // _BLOCK
        return any(map(self._has_scale, range(first, last + 1)))

    def _has_scale(self, block: int) -> bool:
        known = self._scales.get(block)
        if known is None:
            start = block * _BLOCK
            text = self.text[start : start + _BLOCK + _AHEAD]
            known = any(sign in text for sign in _SCALE_SIGNS)
            known = self._scales[block] = known and _SCALED_TITLE.search(text) is not None
        return known

    def _values(self) -> Iterator[tuple[int, int, float, Doubt]]:
        """From and to of the digits of each number, what its value may be, and how doubtful."""
        text, by_point = self.text, self.sign == "."
        is_plain = PLAIN.fullmatch
        for found in TOKEN.finditer(text):
            token, word = found.group(1, 2)
            start, end = found.span(1)
            if len(token) < 16 and (
                token.isdigit() or (by_point and "." not in token and is_plain(token))
            ):
                value = float(token.replace(",", ""))
                fraction, _ = fraction_behind(text, end) if token.isdigit() else (0, 0)
                value += float(fraction)
                yield start, end, value, ""
                if start and text[start - 1] == ".":
                    yield start, end, value / 10.0 ** len(token), ""
            else:
                value = -1.0
                for each in readings(text, start, end, self.sign):
                    value = float(each.value) if each.end == end else value
                    yield each.start, each.end, float(each.value), each.doubt
                if value < 0:
                    continue
            if word is not None or text[end : end + 1] in _DASHES:
                for power in self._powers(end, word or ""):
                    yield start, end, value * 10.0**power, ""

    def _powers(self, end: int, word: str) -> Iterator[int]:
        """The powers of ten that what stands behind a number's digits may mean."""
        power = POWER_WORDS.get(word, 0) or _LETTERS.get(word, 0) or (-2 if word in _CENTS else 0)
        if power:
            yield power
            more = _SECOND_SCALE.match(self.text, end)
            if more is not None:
                yield power + power_of(more[1])
        elif parted := _PARTED_SCALE.match(self.text, end):
            yield _PARTED_POWERS[parted[1].lower()]
        elif word in {"", "to", "and", "or"}:
            other = _RANGE_SCALE.match(self.text, end)
            if other is not None:
                yield power_of(other[1]) or _LETTERS[other[1]]
