"""The places of a copy where the parts of a quotation stand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from briefdeck.evidence.margins import Span
from briefdeck.evidence.words.alignment import beginnings, follow
from briefdeck.evidence.words.edges import begins_whole, ends_whole
from briefdeck.evidence.words.folded import Folded
from briefdeck.evidence.words.omissions import may_leave_out, may_stand_beside
from briefdeck.evidence.words.parts import Part
from briefdeck.evidence.words.wording import DASHES, Stream, Token
from briefdeck.text.pattern import pattern
from briefdeck.text.raised import LOWERED, RAISED

_ENOUGH: Final = 10
"""Letters by which words are looked for; shorter ones stand by chance within others."""
_WORK: Final = 500_000
"""Characters of a copy that are compared with one quotation, at most."""
_LEAST_WORK: Final = 600
"""Characters that one comparison counts for, at least."""
_TRIES: Final = 5
"""Places that are tried for each further part."""
_PIECE: Final = 24
"""Letters of a piece by which words are looked for that something has come between."""
_HITS: Final = 12
"""Places of such a piece that are looked at."""
_STARTS: Final = 40
"""Words of the copy from which on the quotation is tried around one."""
_BETWEEN: Final = 5000
"""Characters that may have come between: the notes at the foot of a page."""
_SHORT: Final = 6
"""Words by which short ones are looked for."""
_ANYTHING: Final = r"[\W_]{0,60}?(?:(?:\d{1,3}|[⁰¹²³⁴-⁹]+)[\W_]{1,20}?)?"
"""What may stand between two words: blanks, signs, the mark of a note."""
_LINE_END: Final = r"[\W_\d⁰¹²³⁴-⁹]{0,8}\n"
_BREAK: Final = (
    "(?:[-\u2010\u2011\u00ad\u200b\u0002\ufffe]\\s{0,8}|[\u0640\u064b-\u0652\u0670]{1,3})?"
)
"""What may stand within a word."""
_DASHES: Final = "‐‑‒–—―−\u00ad\ufffe\u0002-"
_LIGATURE: Final = pattern("ffi|ffl|ff|fi|fl")
_LETTERS: Final = pattern("ffi|ffl|ff|fi|fl|.")
_LIGATURES: Final = {
    "ffi": "(?:ffi|ﬃ|ﬀi|fﬁ|f?[\\W_])", "ffl": "(?:ffl|ﬄ|ﬀl|fﬂ|f?[\\W_])",
    "ff": "(?:ff|ﬀ|[\\W_])", "fi": "(?:fi|ﬁ|[\\W_])", "fl": "(?:fl|ﬂ|[\\W_])", "'": "['’‘ʼ`´]",
}  # fmt: skip
_FIRST: Final = 2
"""Words with which a part begins, by which its begin is looked for."""
_AROUND: Final = 60
"""Characters beside a quotation for which words in brackets at its ends may stand."""


class Search:
    """The search for one quotation in a copy, which ends when it has compared too much."""

    def __init__(self, copy: Folded, parts: tuple[Part, ...]) -> None:
        self._copy = copy
        self._parts = parts
        self._work = _WORK + sum(4 * len(part.text) + 2 * _LEAST_WORK for part in parts)

    def whole(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where all parts stand, the first one between two offsets; nothing if nowhere."""
        parts = self._parts
        found: list[Span] = []
        ways = [self._occurrences(parts[0], start, end)]
        while ways:
            span = next(ways[-1], None)
            if span is None:
                ways.pop()
                del found[-1:]
                continue
            if found and not self._may_follow(found[-1], span, parts[len(found)].gap):
                continue
            found.append(span)
            if len(found) == len(parts):
                if self._may_stand(found):
                    return tuple(found)
                found.pop()
                continue
            ways.append(self._next(parts[len(found)], span[1]))
        return ()

    def _next(self, part: Part, start: int) -> Iterator[Span]:
        end = start + part.gap + 2 * len(part.text) + _LEAST_WORK
        return islice(self._occurrences(part, start, end), _TRIES)

    def _may_follow(self, before: Span, span: Span, gap: int) -> bool:
        """Whether what is left out between two parts may be left out."""
        left_out = self._copy.text[before[1] : span[0]]
        if span[0] < before[1] or (gap and len(left_out) > gap):
            return False
        if not gap:
            return not any(map(str.isalnum, left_out))
        return may_leave_out(left_out, gap, self._pages_between(before[1], span[0]))

    def _pages_between(self, start: int, end: int) -> list[int]:
        """Where pages begin between two offsets, counted from the first one."""
        starts = self._copy.page_starts
        first, last = bisect_left(starts, start), bisect_right(starts, end)
        return [each - start for each in starts[first:last]]

    def _may_stand(self, found: Sequence[Span]) -> bool:
        """Whether words in brackets at the ends of the quotation may stand there."""
        text, first, last = self._copy.text, self._parts[0], self._parts[-1]
        start, end = found[0][0], found[-1][1]
        before = text[max(start - _AROUND, 0) : start] if first.seam.endswith("]") else ""
        behind = text[end : end + _AROUND] if last.tail.startswith("[") else ""
        return may_stand_beside(before, behind)

    def _occurrences(self, part: Part, start: int, end: int) -> Iterator[Span]:
        """Yield where a part stands that begins between two offsets."""
        letters = self._copy.fold(part.text)
        if len(letters) < _ENOUGH:
            yield from self._short(part, start, end)
            return
        # Programs lose ligatures: `ffi` whole or but for its first letter.
        lost = {_LIGATURE.sub("", letters), letters.replace("fi", "").replace("fl", "")}
        for wanted in (letters, *sorted(lost - {letters})):
            if (yield from self._any(self._by_letters(part, wanted, start, end))):
                return
        yield from self._by_pieces(part, letters, start, end)

    @staticmethod
    def _any(spans: Iterator[Span]) -> Generator[Span, None, bool]:
        """Yield spans; return whether there were any."""
        is_any = False
        for span in spans:
            is_any = True
            yield span
        return is_any

    def _by_letters(self, part: Part, letters: str, start: int, end: int) -> Iterator[Span]:
        """Yield where a part stands with all its letters in a row.

        The first one is not looked for: it may be a capital or not.
        """
        lead = self._lead(part, 1)
        for letter in self._copy.occurrences(letters[1:], *self._letters(start, end)):
            if self._work < 0:
                return
            place = self._copy.place(letter)
            yield from islice(self._beginning(part, place - 2 * lead - _PIECE, place), 1)

    def _by_pieces(self, part: Part, letters: str, start: int, end: int) -> Iterator[Span]:
        """Yield where a part stands with something in between."""
        size = min(_PIECE, max(len(letters) // 3, _ENOUGH // 2))
        firsts = sorted({1, (len(letters) - size) // 2, len(letters) - size})
        tried: set[int] = set()
        for first in firsts:
            piece = letters[first : first + size]
            lead = 2 * self._lead(part, first) + _PIECE
            hits = self._copy.occurrences(piece, *self._letters(start, end))
            for place in map(self._copy.place, islice(hits, _HITS)):
                if self._work < 0:
                    return
                if first == 1:
                    yield from self._beginning(part, place - lead, place)
                yield from self._before(part, place - lead - _BETWEEN, place, tried)

    def _before(self, part: Part, start: int, end: int, tried: set[int]) -> Iterator[Span]:
        """Yield where a part stands that begins far before an offset, the last place first.

        tried: the offsets from which on it was compared already; others are added.
        """
        start = max(start, 0)
        self._work -= (end - start) // 10
        expression = _expression(part.tokens[:_FIRST], with_breaks=True)
        found = (match.start() for match in expression.finditer(self._copy.text, start, end))
        begins = [place for place in found if place not in tried]
        tried.update(begins)
        for place in reversed(begins[-_STARTS:]):
            yield from self._beginning(part, place, place)

    def _letters(self, start: int, end: int) -> Span:
        whole = len(self._copy.letters)
        if end >= len(self._copy.text):
            return (self._copy.letter(start) if start else 0), whole
        return self._copy.letter(start), self._copy.letter(end)

    def _lead(self, part: Part, letter: int) -> int:
        """Return how many characters of a part are before one of its letters."""
        return self._copy.offset(part.text, letter) + 1

    def _beginning(self, part: Part, start: int, end: int) -> Iterator[Span]:
        """Yield where a part stands that begins between two offsets, the last place first."""
        start = max(start, 0)
        stream = Stream(self._copy.text, start)
        last = min(stream.at(end), len(stream.said) - 1)
        numbers = range(last, stream.at(start) - 1, -1)
        may_begin = beginnings(part)
        firsts = (number for number in numbers if may_begin(stream.said[number]))
        for number in islice(firsts, _STARTS):
            self._work -= len(part.text) // 10
            found = follow(part, stream, number, self._copy)
            if found is not None and _is_whole(part, stream, number, found):
                yield stream.said[number].start, stream.said[found - 1].end
        self._work -= max(stream.size, _LEAST_WORK)

    def _short(self, part: Part, start: int, end: int) -> Iterator[Span]:
        """Yield where a part of few letters stands, which begins between two offsets."""
        if (yield from self._any(self._matching(part, start, end, with_breaks=False))):
            return
        yield from self._matching(part, start, end, with_breaks=True)

    def _matching(self, part: Part, start: int, end: int, *, with_breaks: bool) -> Iterator[Span]:
        expression = _expression(part.tokens[:_SHORT], with_breaks=with_breaks)
        for match in expression.finditer(self._copy.text, start, end):
            if self._work < 0:
                return
            before = self._copy.text[max(match.start() - 1, 0) : match.start()]
            if part.tokens[0].kind != "word" or not before.isalpha():
                yield from self._beginning(part, match.start(), match.start())


def _is_whole(part: Part, stream: Stream, first: int, end: int) -> bool:
    return begins_whole(stream, first) and (part.is_open or ends_whole(stream, end))


def _expression(said: tuple[Token, ...], *, with_breaks: bool) -> "re.Pattern[str]":
    """Return an expression for what may be a few words, whatever stands between them.

    with_breaks: the first of them will do where a line ends behind them.
    """
    written = ""
    for before, token in reversed([*pairwise(said)]):
        is_joined = token.gap == 0 and token.is_of_word and before.is_of_word
        written = f"{'' if is_joined else _ANYTHING}{_written(token)}{written}"
        if with_breaks:
            written = f"(?:{_LINE_END}|{written})"
    first = said[0].text[0]
    if said[0].kind == "word":
        other_case = first.swapcase() + _written(said[0], 1)
        return re.compile(f"(?:{_written(said[0])}|{other_case}){written}")
    return re.compile(_written(said[0]) + written)


def _written(token: Token, first: int = 0) -> str:
    if token.text in DASHES:
        return f"[{_DASHES}]"
    if token.kind in {"number", "raised"}:
        digits = token.text.translate(LOWERED)
        return f"(?:{re.escape(digits)}|{re.escape(digits.translate(RAISED))})"
    if token.kind != "word":
        return re.escape(token.text)
    letters = [_LIGATURES.get(each, each) for each in _LETTERS.findall(token.text[first:])]
    return ("" if first == 0 else _BREAK) + _BREAK.join(letters)
