"""The words of a copy that are most like a quotation, and in what they differ from it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

from briefdeck.evidence.margins import Span
from briefdeck.evidence.passages import Piece, PieceKind
from briefdeck.evidence.words.folded import Folded
from briefdeck.evidence.words.wording import plain
from briefdeck.text.folding import UNSPACED
from briefdeck.text.pattern import pattern

_ALIKE: Final = 0.5
"""The share of letters in the same words, from which on words are like a quotation."""
_SURELY: Final = 0.8
"""The share from which on no other words are looked at."""
_LEAST: Final = 3
"""Words that have to be the same; of shorter quotations all but one."""
_PAIRS: Final = 20_000
"""Pairs of the same word in both, up to which it is looked for where they fit together best."""
_REPEATS: Final = 20
"""Places of a word that are looked at."""
_SLACK: Final = 8
"""Words by which a passage may be longer than a quotation, besides a quarter of its own."""
_NARROW: Final = 16_000
"""Characters of a cited place or of a copy, up to which all of it is looked at."""

_WORD: Final = pattern(
    r"(?<!\S)\d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?!\d)\S*(?: [%‰])?"
    rf"|[{UNSPACED}]|(?:(?![{UNSPACED}])\S)+(?:\s[%‰°]\S*)?"
)
_ASCII_WORD: Final = pattern(r"(?<!\S)\d{1,3}(?: \d{3})+(?!\d)\S*(?: %)?|\S+(?:\s%\S*)?", re.ASCII)
"""A word, or a number with its groups and its unit, though blanks are in it.

Of a script without blanks, each letter.
"""
_SIMILAR: Final = 0.6
"""The share of their letters from which on two words are nearly the same."""
_SHORT: Final = 12
"""Words of a quotation, up to which such words count."""
_MARK: Final = pattern(
    r"(?:(?<=[a-z]{2})|(?<=[a-z][.,;:)]))\d{1,3}\Z|(?:\[\w{1,3}\]|[⁰¹²³⁴-⁹*†‡])+\Z"
)
_PUNCTUATION: Final = ".,;:!?…"


Step = tuple[str, int, int, int, int]
"""What becomes of some words of a quotation, in some words of a copy, as difflib has it."""


class Likeness(NamedTuple):
    """A passage that is like a quotation, and in what the two differ.

    share: that of the letters which are in the same words.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    share: float


class _Word(NamedTuple):
    """A word. start, end: where it stands. key: as it is compared. after: a blank, if one follows.

    A word is first looked for by `folded`, whatever its case.
    """

    text: str
    key: str
    start: int
    end: int
    after: str = " "

    @property
    def folded(self) -> str:
        """The word in small letters."""
        return self.key.casefold()


class _Forms:
    """How the words of a quotation may be written: the first one and the last one freely."""

    def __init__(self, wanted: Sequence[_Word] = (), *, with_marks: bool = False) -> None:
        self._keys = {word.key: word.key for word in wanted}
        self._marks = not with_marks
        self._known: dict[str, str] = {}
        if wanted:
            first, last = wanted[0].key, wanted[-1].key
            self._keys.setdefault(first[:1].swapcase() + first[1:], first)
            bare = last.rstrip(_PUNCTUATION)
            for sign in ("", *_PUNCTUATION):
                self._keys.setdefault(bare + sign, last)

    def key(self, word: str) -> str:
        """Return how a word is compared."""
        if word not in self._known:
            key = plain(word)
            if key not in self._keys and self._marks:
                key = _MARK.sub("", key) or key
            self._known[word] = self._keys.get(key, plain(word))
        return self._known[word]

    def has(self, word: str) -> bool:
        """Whether the quotation has a word."""
        return plain(word) in self._keys


def likeness(
    copy: Folded, words: str, windows: Iterable[Span], *, with_marks: bool = False
) -> Likeness | None:
    """Return which of the words between some offsets are most like others; None if none are.

    with_marks: take what may be the mark of a note, as in `word12`, for a part of the word.
    """
    wanted = _words(words, 0, len(words), _Forms())
    forms = _Forms(wanted, with_marks=with_marks)
    found: Likeness | None = None
    for start, end in windows:
        size = 2 * len(words)
        said = _words(copy.text, max(start - size, 0), end + size, forms)
        other = _compared(wanted, _region(wanted, said))
        if other and (found is None or other.share > found.share):
            found = other
        if found and found.share > _SURELY:
            break
    return found


def windows(copy: Folded, words: str, places: Sequence[Span]) -> Iterator[Span]:
    """Yield where words like a quotation's may stand: a cited place first."""
    yield from (place for place in places if place[1] - place[0] <= _NARROW)
    if len(copy.text) <= _NARROW:
        yield 0, len(copy.text)
        return
    yield from copy.likely(words.split()) or copy.likely_by_letters(words)


def _words(text: str, start: int, end: int, forms: _Forms) -> list[_Word]:
    """Return the words between two offsets, those that are parted at a line's end whole."""
    found: list[_Word] = []
    piece = text[start : min(end, len(text))]
    expression = _ASCII_WORD if piece.isascii() else _WORD
    for match in expression.finditer(piece):
        first, last = match.span()
        after = " " if last == len(piece) or piece[last].isspace() else ""
        word = _Word(match[0], forms.key(match[0]), start + first, start + last, after)
        if found and _goes_on(text, found[-1], word):
            word = _joined(found.pop(), word, forms)
        if word.key or not found:
            found.append(word)
    return found


def _goes_on(text: str, before: _Word, word: _Word) -> bool:
    """Whether a word is the rest of one that a line's end has parted."""
    is_parted = before.text[-1] in "-\u00ad\ufffe\x02" and len(before.text) > 1
    return is_parted and "\n" in text[before.end : word.start] and word.text[0].islower()


def _joined(before: _Word, word: _Word, forms: _Forms) -> _Word:
    """Return the two parts of a word as one, with its hyphen where the quotation has it so."""
    whole, hyphened = before.text[:-1] + word.text, f"{before.text[:-1]}-{word.text}"
    text = hyphened if forms.has(hyphened) else whole
    return _Word(text, forms.key(text), before.start, word.end, word.after)


def _region(wanted: Sequence[_Word], said: Sequence[_Word]) -> Sequence[_Word]:
    """Return the words among which most of a quotation's stand in a row."""
    places: dict[str, list[int]] = {word.folded: [] for word in wanted}
    for number, word in enumerate(said):
        if word.folded in places:
            places[word.folded].append(number)
    votes: Counter[int] = Counter()
    for number, word in enumerate(wanted):
        for place in places[word.folded][:_REPEATS]:
            votes[(place - number) // _SLACK] += len(word.key)
    if not votes:
        return ()
    beside = Counter({at: votes[at] + votes[at + 1] for at in votes})
    first = beside.most_common(1)[0][0] * _SLACK
    more = len(wanted) // 4 + _SLACK
    return said[max(first - more, 0) : first + len(wanted) + _SLACK + more]


def _compared(wanted: Sequence[_Word], said: Sequence[_Word]) -> Likeness | None:
    """Return in what words differ from others among which most of them stand."""
    steps = _trimmed(list(_steps(wanted, said)))
    same = [word for kind, i, j, _, _ in steps if kind == "equal" for word in wanted[i:j]]
    if len(same) < min(_LEAST, len(wanted) - 1) or not same:
        return None
    first, last = steps[0][3], steps[-1][4]
    passage = said[first:last]
    letters = sum(len(word.key) for word in (*wanted, *passage))
    alike = sum(len(word.key) for word in same) + _similar(steps, wanted, said)
    share = 2 * alike / max(letters, 1)
    if share < _ALIKE:
        return None
    pieces = tuple(_pieces(steps, wanted, said))
    return Likeness(passage[0].start, _end(wanted[-1], passage[-1]), pieces, share)


def _end(wanted: _Word, said: _Word) -> int:
    """Where a passage ends: before a stop that the quotation has not."""
    bare = said.text.rstrip(_PUNCTUATION)
    if said.key != wanted.key or wanted.text.endswith(tuple(_PUNCTUATION)) or not bare:
        return said.end
    return said.end - len(said.text) + len(bare)


def _similar(steps: Iterable[Step], wanted: Sequence[_Word], said: Sequence[_Word]) -> float:
    """How many letters words of a short quotation share that are nearly the same."""
    if len(wanted) > _SHORT:
        return 0
    alike = 0.0
    for kind, i, j, k, m in steps:
        for mine, theirs in zip(wanted[i:j], said[k:m], strict=False) if kind == "replace" else ():
            ratio = SequenceMatcher(None, mine.folded, theirs.folded, autojunk=False).ratio()
            if ratio >= _SIMILAR:
                alike += ratio * (len(mine.key) + len(theirs.key)) / 2
    return alike


def _steps(wanted: Sequence[_Word], said: Sequence[_Word]) -> Iterator[Step]:
    mine, theirs = [word.folded for word in wanted], [word.folded for word in said]
    times = Counter(theirs)
    if sum(times[key] for key in mine) <= _PAIRS:
        yield from SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
        return
    # What would take too long is compared from both ends.
    least = min(len(mine), len(theirs))
    start = next((n for n in range(least) if mine[n] != theirs[n]), least)
    rest = least - start
    back = next((n for n in range(rest) if mine[-1 - n] != theirs[-1 - n]), rest)
    yield "equal", 0, start, 0, start
    yield "replace", start, len(mine) - back, start, len(theirs) - back
    yield "equal", len(mine) - back, len(mine), len(theirs) - back, len(theirs)


def _trimmed(steps: list[Step]) -> list[Step]:
    """Return the steps without what stands before and behind the passage.

    Where the first or the last words differ, as many of the copy's stay as the quotation has.
    """
    if not any(step[0] == "equal" for step in steps):
        return []
    kind, i, j, k, m = steps[0]
    if kind != "equal":
        steps[0] = kind, i, j, max(k, m - (j - i)), m
    kind, i, j, k, m = steps[-1]
    if kind != "equal":
        steps[-1] = kind, i, j, k, min(m, k + (j - i))
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def _pieces(
    steps: Iterable[Step], wanted: Sequence[_Word], said: Sequence[_Word]
) -> Iterator[Piece]:
    for kind, i, j, k, m in steps:
        if kind == "equal":
            yield from _alike(wanted[i:j], said[k:m])
            continue
        if i < j:
            yield _piece("quote", wanted[i:j])
        if k < m:
            yield _piece("copy", said[k:m])


def _alike(wanted: Sequence[_Word], said: Sequence[_Word]) -> Iterator[Piece]:
    """Yield words that are the same, and those that differ in their case."""
    pairs = zip(wanted, said, strict=True)
    for is_same, group in groupby(pairs, lambda pair: pair[0].key == pair[1].key):
        mine, theirs = zip(*group, strict=True)
        if is_same:
            yield _piece("same", mine)
        else:
            yield _piece("quote", mine)
            yield _piece("copy", theirs)


def _piece(kind: PieceKind, words: Sequence[_Word]) -> Piece:
    return Piece(kind, "".join(f"{word.text}{word.after}" for word in words))
