"""A copy's text as it is searched: its letters alone, in one string, with the way back to places.

What typesetters and programs put between and around letters is not in it: blanks, line ends,
hyphens, quotation marks, accents, numbers of notes. So a quotation is found at the speed of
`str.find` however it was set, and what stands there is then compared sign by sign.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import Final

from briefdeck.evidence.margins import Span, bare, margins
from briefdeck.evidence.passages import CopyText
from briefdeck.text.pattern import pattern
from briefdeck.text.raised import LOWERED

_PIECE: Final = 2048
"""Characters that are folded at once, and among which a place is then looked for."""
_KEPT: Final = 4
"""Copies whose folded text is kept."""
_FOREIGN: Final = 8
"""A text is of letters beyond ASCII if more than one in so many characters is."""

_NO_LETTERS: Final = bytes(each for each in range(128) if not chr(each).isalpha())
_LETTERS: Final = pattern("[^\\W\\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u215e]+")
_MARKED: Final = pattern("[A-Za-z][\u0300-\u036f]+")
_RARE: Final = pattern("[\u0300-\u036f\ufb00-\ufb06]")
_LIGATURES: Final[dict[int, str | None]] = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", 0x0640: None,
}  # fmt: skip
_WORD: Final = pattern(r"[^\W\d_]{4,}|\d[\d,.]*\d|\d")
_NOTE: Final = pattern(r"(?:[a-z]{3}|[a-z][.,;:)\"”’]{1,2}|\[)(\d{1,3})(?=[\s.,;:)\]])")
_RAISED_NOTE: Final = pattern(r"(?<=[^\W\d]|[.,;:)\"”’])[⁰¹²³⁴-⁹]{1,3}")
_ALONE: Final = pattern(r"\n[-–—|\[( ]{0,3}(\d{1,4})[-–—|\]) ]{0,3}(?=[\n\f])")
_CHUNK: Final = _PIECE
"""Characters of a text of which it is kept which words are in them."""
_VOTERS: Final = 16
"""Words by which a place is looked for that is like a quotation."""
_MOST: Final = 1000
"""Chunks with a word that count, at most: a word that is everywhere says nothing of where."""
_OF_PIECE: Final = 4
"""Letters of the pieces by which words of scripts without blanks are looked for."""
_HITS: Final = 100
"""Places of such a piece that count, at most."""
_LIKELY: Final = 3
"""Places that are looked at."""


class Folded:
    """A copy's text as it is searched.

    letters: its letters, without those with accents in a text that is mostly ASCII, for they are
    written in more than one way. margins: its running heads, feet and numbers of pages, in order;
    their letters stand behind all others, so that a sentence runs on from page to page.
    """

    def __init__(self, copy: CopyText) -> None:
        self.copy = copy
        self.text = copy.text
        self.page_starts = [page.start for page in copy.pages]
        self.margins = margins(copy)
        foreign = len(copy.text) - len(copy.text.encode("ascii", "ignore"))
        self._is_foreign = foreign * _FOREIGN > len(copy.text)
        body = list(_pieces(_between(self.margins, len(copy.text))))
        self._pieces = [*body, *_pieces(self.margins)]
        self._body = [start for start, _ in body]
        folded = [self.fold(copy.text[start:end]) for start, end in self._pieces]
        self.letters = "".join(folded)
        self._firsts = list(accumulate(map(len, folded), initial=0))

    @cached_property
    def margin_starts(self) -> frozenset[int]:
        """Where its running heads, feet and numbers of pages begin."""
        return frozenset(start for start, _ in self.margins)

    @cached_property
    def notes(self) -> frozenset[int]:
        """The numbers of the marks of notes in it, right behind words, raised or in brackets."""
        raised = (number.translate(LOWERED) for number in _RAISED_NOTE.findall(self.text))
        return frozenset(int(number) for number in (*_NOTE.findall(self.text), *raised))

    def times(self, line: str) -> int:
        """Return how many lines of the text are the same but for a number beside them."""
        return self._lines[line] if line else 0

    @cached_property
    def counted(self) -> frozenset[int]:
        """The numbers that stand alone on lines."""
        return frozenset(int(number) for number in _ALONE.findall(self.text))

    @cached_property
    def _lines(self) -> Counter[str]:
        return Counter(map(bare, self.text.split("\n")))

    def fold(self, text: str) -> str:
        """Return the letters of a text as they are in `letters`."""
        if not text.isascii():
            if self._is_foreign:
                # Without the strokes that lengthen Arabic words.
                plain = unicodedata.normalize("NFC", text.translate(_LIGATURES))
                return "".join(_LETTERS.findall(plain))
            if _RARE.search(text):
                text = _MARKED.sub("", text).translate(_LIGATURES)
        return text.encode("ascii", "ignore").translate(None, _NO_LETTERS).decode("ascii")

    def place(self, letter: int) -> int:
        """Return where a letter, by its number in `letters`, stands in the copy's text."""
        piece = bisect_right(self._firsts, letter, hi=len(self._pieces)) - 1
        start, end = self._pieces[piece]
        return start + self.offset(self.text[start:end], letter - self._firsts[piece])

    def offset(self, text: str, letter: int) -> int:
        """Return where a letter, by its number among those of a text, stands in it.

        Beside a letter with accents it may be the one before.
        """
        start, end = 0, len(text)
        while end - start > 1:
            middle = (start + end) // 2
            size = len(self.fold(text[start:middle]))
            if size > letter:
                end = middle
            else:
                letter -= size
                start = middle
        return start

    def letter(self, place: int) -> int:
        """Return the number in `letters` of the first letter at or after a place of the text.

        Of a place in the margins, that of the first letter after them.
        """
        piece = bisect_right(self._body, place) - 1
        if piece < 0:
            return 0
        start, end = self._pieces[piece]
        return self._firsts[piece] + len(self.fold(self.copy.text[start : min(place, end)]))

    def occurrences(self, letters: str, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the letters with which some letters begin, between two numbers."""
        at = self.letters.find(letters, start, end)
        while at >= 0:
            yield at
            at = self.letters.find(letters, at + 1, end)

    @cached_property
    def _chunks(self) -> dict[str, list[int]]:
        """Which words stand in which chunks of the text."""
        chunks: dict[str, list[int]] = {}
        for number in range(-(-len(self.copy.text) // _CHUNK)):
            start = number * _CHUNK
            for word in {*_WORD.findall(self.copy.text[start : start + _CHUNK])}:
                if word in chunks:
                    chunks[word].append(number)
                else:
                    chunks[word] = [number]
        return chunks

    @property
    def words(self) -> Iterable[str]:
        """The different words of the text."""
        return self._chunks.keys()

    def likely(self, words: Iterable[str]) -> list[Span]:
        """Return where most of the rarest of some words stand, the likeliest places first."""
        known = [self._chunks[word] for word in {*words} if word in self._chunks]
        return _likeliest(known)

    def likely_by_letters(self, words: str) -> list[Span]:
        """Return where pieces of some words stand, as of a script without blanks, in that order."""
        letters = self.fold(words)
        pieces = [letters[at : at + _OF_PIECE] for at in range(0, len(letters), _OF_PIECE)]
        return _likeliest(map(self._chunks_with, pieces[:_VOTERS]))

    def _chunks_with(self, letters: str) -> list[int]:
        """Which chunks of the text some letters stand in."""
        found = islice(self.occurrences(letters, 0, len(self.letters)), _HITS)
        pieces = {bisect_right(self._firsts, letter, hi=len(self._pieces)) - 1 for letter in found}
        return sorted({self._pieces[piece][0] // _CHUNK for piece in pieces})


def _likeliest(chunks: Iterable[list[int]]) -> list[Span]:
    """Return the chunks that are most often in some lists, each with the one behind it."""
    votes: Counter[int] = Counter()
    for numbers in sorted(chunks, key=len)[:_VOTERS]:
        votes.update(numbers[:_MOST])
    beside = Counter({number: votes[number] + votes[number + 1] for number in votes})
    return [(number * _CHUNK, (number + 2) * _CHUNK) for number, _ in beside.most_common(_LIKELY)]


def folded(copy: CopyText) -> Folded:
    """Return a copy's text as it is searched; that of the last few copies is kept."""
    return _folded(_Same(copy))


class _Same:
    """A copy that equals itself alone: comparing texts of megabytes takes long."""

    def __init__(self, copy: CopyText) -> None:
        self.copy = copy

    def __hash__(self) -> int:
        return id(self.copy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.copy is other.copy


@lru_cache(maxsize=_KEPT)
def _folded(same: _Same) -> Folded:
    return Folded(same.copy)


def _between(spans: Iterable[Span], end: int) -> Iterator[Span]:
    """Yield what of a text of some length is not in spans, which are in order."""
    at = 0
    for first, last in spans:
        if first > at:
            yield at, first
        at = last
    if end > at:
        yield at, end


def _pieces(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in pieces that are quickly folded."""
    for first, last in spans:
        for start in range(first, last, _PIECE):
            yield start, min(start + _PIECE, last)
