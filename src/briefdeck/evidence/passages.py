"""What was found of a citation in the stored copy of its source."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from briefdeck.model.problem import KeyPath

State = Literal["verified", "near", "missing", "changed", "no-copy", "unreadable"]
"""What became of a quotation. verified: its words are in the copy; near: others much like them are,
which never counts as found; missing: neither; changed: the copy is not the one that was stored;
no-copy: none is stored, or it is not there; unreadable: it is there, and nothing can be read of it.
"""
NumberState = Literal["found", "elsewhere", "contradicts", "missing"]
"""What became of a cited number. found: in the cited place, with its unit and its hedge; elsewhere:
so in the copy, but not in that place; contradicts: the place says another number of the same thing;
missing: none of these."""
PieceKind = Literal["same", "quote", "copy"]
"""Whether a piece of a difference is in both texts, only in the quotation, or only in the copy."""


class CopyPage(Struct, frozen=True, gc=False):
    """Where a page of a copy begins, and what is printed on it as its number, else its count."""

    start: int
    label: str


class CopyText(Struct, frozen=True):
    """The text of a copy: lines end with a line feed, paragraphs with two.

    pages: where its pages begin, in order; none where it has none. `start` and all other offsets
    into a copy count characters of `text`.
    """

    text: str
    pages: tuple[CopyPage, ...] = ()

    def page_at(self, offset: int) -> str:
        """Return the label of the page on which an offset is; empty where there are no pages."""
        sheet = self.sheet_at(offset)
        return self.pages[sheet - 1].label if sheet else ""

    def sheet_at(self, offset: int) -> int:
        """Return which page an offset is on, counted from 1; 0 where there are no pages."""
        return bisect_right(self.pages, offset, key=_start)


def _start(page: CopyPage) -> int:
    return page.start


class Selector(Struct, frozen=True, omit_defaults=True):
    """Words of a copy and what stands around them: a TextQuoteSelector of W3C's Web Annotation.

    exact, prefix, suffix: as the copy has them, white space as single spaces. start, end: their
    offsets in the copy's text. page: the label of the page on which they begin. sheet: which page
    of the file that is, counted from 1, as programs that show it count; 0 where it has none.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0
    page: str = ""
    sheet: int = 0


class Piece(Struct, frozen=True, array_like=True):
    """A piece of the difference between a quotation and the words of a copy that are near it."""

    kind: PieceKind
    text: str


class Passage(Struct, frozen=True, omit_defaults=True):
    """What became of a quotation in a copy.

    selectors: where its words were found, one for each part between omissions; of a near one, where
    the words stand that are like it. difference: only of a near one, from begin to end. elsewhere:
    whether they stand outside the place that is cited. unplaced: whether that place cannot be told
    in the copy. bracketed: whether words in brackets are passed over. why: what keeps a copy from
    being read, or words from being found.
    """

    state: State
    selectors: tuple[Selector, ...] = ()
    difference: tuple[Piece, ...] = ()
    elsewhere: bool = False
    unplaced: bool = False
    bracketed: bool = False
    why: str = ""


class NumberPassage(Struct, frozen=True, omit_defaults=True):
    """What became of a number in a copy.

    selector: the words of the copy that say it, or that contradict it; None where it is missing.
    unplaced: as in `Passage`.
    """

    state: NumberState
    selector: Selector | None = None
    unplaced: bool = False


class Quoted(Struct, frozen=True):
    """A quotation of a briefing and what became of it.

    entry: the entry's id. path: where its citation stands in the briefing. at: the place that is
    cited. words: what is quoted; words_path: where that stands. is_says: whether these are words on
    which an unquoted statement rests (`says`). seen_in: the source whose copy was searched, the
    cited one or that through which it was seen; seen_at: the place in it. as_of: the day of a
    record from which this is known, where the copy itself is not here; else empty.
    """

    entry: str
    path: KeyPath
    source: str
    at: str | None
    words: str
    passage: Passage
    words_path: KeyPath = ()
    is_says: bool = False
    seen_in: str = ""
    seen_at: str | None = None
    as_of: str = ""


class CitedNumber(Struct, frozen=True):
    """A cited number of a briefing and what became of it. path: where it stands in the briefing.

    value: the number as the briefing says it, with hedge and unit. offset: where in the text at the
    path it begins; -1 where that is a number. Else as in `Quoted`.
    """

    entry: str
    path: KeyPath
    source: str
    at: str | None
    value: str
    passage: NumberPassage
    offset: int = -1
    seen_in: str = ""
    seen_at: str | None = None
    as_of: str = ""


def difference_text(difference: Iterable[Piece]) -> str:
    """Return a difference in signs that need no color: `[-of the briefing-]{+of the copy+}`."""
    signs = {"same": ("", ""), "quote": ("[-", "-]"), "copy": ("{+", "+}")}
    return "".join(piece.text.join(signs[piece.kind]) for piece in difference).strip()


STATE_WORDS: Final[dict[State, str]] = {
    "verified": "verified",
    "near": "near, not the same",
    "missing": "not in the copy",
    "changed": "copy changed",
    "no-copy": "no copy",
    "unreadable": "copy unreadable",
}
STATE_SIGNS: Final[dict[State, str]] = {
    "verified": "✓",
    "near": "≈",
    "missing": "✗",
    "changed": "≠",
    "no-copy": "–",
    "unreadable": "?",
}
NUMBER_WORDS: Final[dict[NumberState, str]] = {
    "found": "in the copy",
    "elsewhere": "elsewhere in the copy",
    "contradicts": "contradicts the copy",
    "missing": "not in the copy",
}
NUMBER_SIGNS: Final[dict[NumberState, str]] = {
    "found": "✓",
    "elsewhere": "✓",
    "contradicts": "≠",
    "missing": "✗",
}

_SIGNS: Final = dict([*STATE_SIGNS.items(), *NUMBER_SIGNS.items()])


def state_sign(state: State | NumberState) -> str:
    """Return the sign of what became of a quotation or a number."""
    return _SIGNS[state]
