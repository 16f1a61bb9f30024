"""Whether the words of a quotation are in a copy, and where.

They are looked for by their letters, at the speed of `str.find`, first in the cited place and then
in the whole copy; what stands there is compared sign by sign (`alignment`). A quotation of several
parts is found where they stand in order, none further from the one before than it may be.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefdeck.evidence.margins import Span
from briefdeck.evidence.passages import CopyText, Passage, Piece
from briefdeck.evidence.places import extents
from briefdeck.evidence.selectors import selector
from briefdeck.evidence.words.finding import Search
from briefdeck.evidence.words.folded import Folded, folded
from briefdeck.evidence.words.nearness import Likeness, likeness, windows
from briefdeck.evidence.words.omissions import turns_round
from briefdeck.evidence.words.parts import Part, parts
from briefdeck.text.pattern import pattern

_LEAST: Final = 2
"""Letters, digits and their units that a quotation has, at least."""
_UNITS: Final = frozenset("$€£¥%‰°")
_ALIKE: Final = 0.5
"""The share of its letters in words that are the same, from which on a passage is like it."""
_MOST_PARTS: Final = 50
"""Parts of a quotation, up to which it is said how they differ."""
_BESIDE: Final = 4000
"""Characters around the most likely part of a quotation, among which its other parts stand."""
_BRACKETS: Final = pattern(r"\[[^\[\]]*\]")
_TOO_SHORT: Final = "They are too short to be looked for."
_UNFIT: Final = (
    "They stand there in another order, too far apart, from within a sentence into another "
    "paragraph, or inside longer words."
)


def find_quotation(words: str, copy: CopyText, at: str | None) -> Passage:
    """Return whether words are in a copy: verified, near or missing.

    words: plain text, in which `…` stands for what is left out, and square brackets for what is
    put in. at: the place that is cited. Where the words stand several times, those there count.
    """
    ways = list(_ways(words, copy.text))
    if not ways or sum(sign.isalnum() or sign in _UNITS for sign in words) < _LEAST:
        return Passage("missing", why=_TOO_SHORT)
    index = folded(copy)
    places = extents(copy, at) if at else ()
    unplaced = bool(at) and not places
    for way in reversed(ways):
        spans = _found(index, way, places)
        if spans:
            passage = _verified(index, _joined(spans, way), places)
            bracketed = any(part.is_bracketed for part in way)
            return replace(passage, unplaced=unplaced, bracketed=bracketed)
    return replace(_near(index, ways[0], places), unplaced=unplaced)


def _ways(words: str, text: str) -> Iterator[tuple[Part, ...]]:
    """Yield how a quotation may be read: with brackets of its own, or with those of its source.

    text: the source's, which has them too if they are its own.
    """
    brackets = _BRACKETS.findall(words)
    is_of_source = bool(brackets) and all(each in text for each in brackets)
    readings = [parts(words), parts(words, with_brackets=True) if is_of_source else ()]
    yield from filter(None, readings)


def _found(index: Folded, way: tuple[Part, ...], places: Sequence[Span]) -> tuple[Span, ...]:
    search = Search(index, way)
    for start, end in (*places, (0, len(index.text))):
        spans = search.whole(start, end)
        if spans:
            return spans
    return ()


def _joined(spans: Sequence[Span], way: Sequence[Part]) -> list[Span]:
    """Return where parts stand, those as one that nothing is left out between."""
    joined = [spans[0]]
    for span, part in zip(spans[1:], way[1:], strict=True):
        if part.gap:
            joined.append(span)
        else:
            joined[-1] = joined[-1][0], span[1]
    return joined


def _verified(index: Folded, spans: Sequence[Span], places: Sequence[Span]) -> Passage:
    found = tuple(selector(index.copy, *span) for span in spans)
    return Passage("verified", found, elsewhere=not _is_in(spans, places))


def _is_in(spans: Sequence[Span], places: Sequence[Span]) -> bool:
    """Whether some words stand in a cited place: at least in part, as over the end of a page."""
    if not places:
        return True
    return any(start < last and first < end for start, end in spans for first, last in places)


def _near(index: Folded, way: Sequence[Part], places: Sequence[Span]) -> Passage:
    """Return the passage that is most like a quotation, if one is."""
    if len(way) > _MOST_PARTS:
        return Passage("missing")
    texts = [part.text.strip() for part in way]
    longest = max(texts, key=len)
    best = likeness(index, longest, windows(index, longest, places))
    if best is None:
        return Passage("missing")
    beside = [(best.start - _BESIDE, best.end + _BESIDE)]
    likes = [best if text == longest else likeness(index, text, beside) for text in texts]
    sizes = [len(text) for text in texts]
    shares = [size * like.share for size, like in zip(sizes, likes, strict=True) if like]
    if sum(shares) < _ALIKE * sum(sizes):
        return Passage("missing")
    difference = tuple(_difference(index, way, likes))
    if _is_none(difference):
        # What was passed over may not be: `Table12` is not `Table` with the mark of a note.
        exact = [
            like and likeness(index, text, [like[:2]], with_marks=True)
            for text, like in zip(texts, likes, strict=True)
        ]
        difference = tuple(_difference(index, way, exact))
    if _is_none(difference):
        return Passage("missing", why=_UNFIT)
    spans = [(like.start, like.end) for like in likes if like]
    found = tuple(selector(index.copy, *span) for span in spans)
    return Passage("near", found, difference, elsewhere=not _is_in(spans, places))


def _is_none(difference: Sequence[Piece]) -> bool:
    return all(piece.kind == "same" for piece in difference)


def _difference(
    index: Folded, way: Sequence[Part], likes: Sequence[Likeness | None]
) -> Iterator[Piece]:
    """Yield the differences of all parts, with what the quotation itself has before each.

    What it may not leave out there is a difference too.
    """
    before: Likeness | None = None
    for part, like in zip(way, likes, strict=True):
        if part.seam:
            yield Piece("same", f"{part.seam} ")
        left_out = index.text[before.end : like.start] if before and like and part.gap else ""
        if len(left_out) <= part.gap and turns_round(left_out, part.gap):
            yield Piece("copy", f"{' '.join(left_out.split())} ")
        yield from like.pieces if like else (Piece("quote", f"{' '.join(part.text.split())} "),)
        before = like
    if way[-1].tail:
        yield Piece("same", way[-1].tail)
