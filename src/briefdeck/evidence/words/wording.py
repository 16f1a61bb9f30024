"""A text as words, numbers and signs, whatever letters, quotation marks and dashes it is set in."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefdeck.text.folding import UNSPACED
from briefdeck.text.pattern import pattern

TokenKind = Literal["word", "glyph", "number", "raised", "note", "sign"]
Gap = Literal[0, 1, 2, 3]
"""What is before a token: nothing, blanks, the end of a line, the end of a paragraph or a page."""

BREAK: Final = "\u00ad"
"""A hyphen that only parts a word: a soft one, or one that a PDF has where a line ends."""
DASHES: Final = frozenset("-—")
"""The signs that all hyphens and dashes become: hyphens, en dashes and minus; em dashes."""
QUOTES: Final = frozenset("'\"")
"""The signs that all quotation marks become."""

_FORMS: Final = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼʻ`´＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»‹›「」『』《》〈〉＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−﹣－"), "-"),
    **dict.fromkeys(map(ord, "—―﹘"), "—"),
    **dict.fromkeys((0x02, 0xFFFE), "\ufffe"),
    **dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065),
                     *range(0x2066, 0x206A), 0xFEFF), "\u200b"),
    **{ord("₀") + digit: str(digit) for digit in range(10)},
    **{zero + digit: str(digit) for zero in (0x0660, 0x06F0, 0x0966) for digit in range(10)},
    0x066B: ".", 0x066C: ",", 0x2044: "/",
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＇＂－"},
}  # fmt: skip
"""What a character is taken for: one for one, so that each stands where it stood."""
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983"
    "\u09bc-\u09d7\u0a01-\u0a51\u0abc-\u0acd\u0b3c-\u0b57\u0bbe-\u0bd7\u0c3e-\u0c56\u0cbc-\u0cd6"
    "\u0d3b-\u0d57\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
)
"""Marks that belong to the letter before them."""
_RAISED: Final = "⁰¹²³⁴-⁹⁽⁾ⁱⁿᵃ-ᵪ"
_FRACTIONS: Final = "¼-¾⅐-⅞"
_NOTE: Final = (
    r"(?<=[a-z]{3})\^\d{1,3}(?!\w)|(?<=[a-z][.,;)])\^\d{1,3}(?!\w)"
    r"|\[(?:\^?\d{1,3}(?:\s?[,;-]\s?\d{1,3})*|[a-z]|(?:note|nb|n|fn)\.?\s?\d{1,3}"
    r"|citation needed)\]"
)
_REST: Final = (
    rf"|(?P<number>\d+(?:[.,]\d+|'\d{{3}})*)|(?P<raised>[{_RAISED}]+(?:[,⁻-][{_RAISED}]+)*)"
    rf"|(?P<note>{_NOTE})|(?P<fraction>[{_FRACTIONS}])|(?P<sign>--+|[^\s\u200b])"
)
_ASCII_TOKEN: Final = pattern(rf"(?P<word>[A-Za-z]+(?:'[A-Za-z]+)*){_REST}")
_LETTER: Final = (
    rf"(?:(?![{UNSPACED}{_RAISED}{_FRACTIONS}])[^\W\d_](?:[{_MARKS}\u200b]|\u00ad(?=[^\W\d_]))*)"
)
_TOKEN: Final = pattern(
    rf"(?P<glyph>[{UNSPACED}][{_MARKS}]*)|(?P<word>{_LETTER}+(?:'{_LETTER}+)*){_REST}"
)
_A_FRACTION: Final = pattern(f"[{_FRACTIONS}]")
_GAPS: Final[dict[str, Gap]] = {"": 0, " ": 1, "\n": 2, "\n\n": 3}
_BLANK: Final = pattern(r"\s")
_STRETCH: Final = 256
"""Characters of a text that are read at once, about."""
_LONGEST_WORD: Final = 64
_INVISIBLE: Final = {0x00AD: None, 0x200B: None}
_UNWRITTEN: Final = dict.fromkeys(
    (*_INVISIBLE, 0x0640, *range(0x064B, 0x0653), 0x0670, *range(0x0591, 0x05BE), 0x05BF, 0x05C1,
     0x05C2, 0x05C4, 0x05C5, 0x05C7)
)  # fmt: skip
"""What writers leave out of words: also vowels and points of Arabic and Hebrew."""


_LIGATURES: Final = {0xFB00 + n: text for n, text in enumerate(("ff", "fi", "fl", "ffi", "ffl"))}


class Token(NamedTuple):
    """A word, a number or a sign. start, end: where it stands in the text that it is from.

    glyph: a sign of a script without blanks. raised: digits that stand higher. note: the mark of a
    note in brackets. text: as it is compared.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    gap: Gap

    @property
    def is_of_word(self) -> bool:
        """Whether it would run together with a word beside it."""
        return self.kind in {"word", "number", "raised"}


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words, numbers and signs of a text from one offset to another."""
    piece = text[start:end]
    expression = _ASCII_TOKEN
    if not piece.isascii() or "\x02" in piece:
        piece = piece.translate(_FORMS)
        expression = _TOKEN
    found: list[Token] = []
    at = 0
    for match in expression.finditer(piece):
        said = match[0]
        first, last = match.span()
        if match.lastgroup == "fraction":
            found += _fraction(said, start + first, _gap(piece[at:first]))
            at = last
            continue
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the names of the groups
        if kind == "sign" or not said.isascii():
            said = _said(kind, said)
        blanks = piece[at:first]
        gap = _GAPS[blanks] if blanks in _GAPS else _gap(blanks)
        found.append(Token(kind, said, start + first, start + last, gap))
        at = last
    return found


def _fraction(sign: str, start: int, gap: Gap) -> Iterator[Token]:
    """Yield the tokens of a fraction in one sign, which stands apart: `2½` is `2 1/2`."""
    above, _, below = unicodedata.normalize("NFKC", sign).partition("\u2044")
    yield Token("number", above, start, start + 1, max(gap, 1))
    yield Token("sign", "/", start, start + 1, 0)
    yield Token("number", below, start, start + 1, 0)


def plain(word: str) -> str:
    """Return a word as it is compared: without the quotation marks and the markup around it."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", word.translate(_FORMS).translate(_UNWRITTEN))
        word = word.translate(_LIGATURES)
    return word.replace('"', "").strip("'*_")


def _said(kind: TokenKind, text: str) -> str:
    if text.startswith("--"):
        return "—"
    if text.isascii():
        return text
    if text in {"\u00ad", "\ufffe"}:
        return BREAK
    text = text.translate(_UNWRITTEN) or text
    # Not of fractions and the like: ½ would become digits that run together with those before it.
    is_letters = kind in {"word", "glyph"} and text.replace("'", "").isalpha()
    return unicodedata.normalize("NFKC" if is_letters else "NFC", text)


def _gap(blanks: str) -> Gap:
    if "\f" in blanks or blanks.count("\n") > 1:
        return 3
    if "\n" in blanks:
        return 2
    return 1 if blanks.strip("\u200b") else 0


def is_fraction(sign: str) -> bool:
    """Whether a sign is a fraction: `½`."""
    return _A_FRACTION.fullmatch(sign) is not None


def is_in_number(said: Sequence[Token], place: int) -> bool:
    """Whether a sign stands right between figures, as in `5'6`."""
    around = said[max(place - 1, 0) : place + 2]
    if len(around) < 3 or around[1].gap or around[2].gap:
        return False
    return around[0].kind == around[2].kind == "number"


class Stream:
    """The words of a text from about an offset on, read as far as they are asked for."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.said: list[Token] = []
        blank = _last_blank(text, start)
        self._first = blank if start - blank < _LONGEST_WORD else start
        self._at = self._first

    @property
    def size(self) -> int:
        """How many characters have been read."""
        return self._at - self._first

    def read(self, number: int) -> None:
        """Have so many tokens in `said`, if the text has as many."""
        while len(self.said) < number and self._at < len(self.text):
            blank = _BLANK.search(self.text, self._at + _STRETCH, self._at + 2 * _STRETCH)
            end = blank.start() if blank else self._at + 2 * _STRETCH
            self.said += tokens(self.text, self._at, end)
            self._at = min(end, len(self.text))

    def at(self, offset: int) -> int:
        """Return the number of the first token at or after an offset."""
        number = bisect_left(self.said, offset, key=_start)
        while number == len(self.said) and self._at < len(self.text):
            self.read(number + 1)
            number = bisect_left(self.said, offset, key=_start)
        return number

    def raw(self, number: int) -> str:
        """Return the first character of a token as the text has it."""
        return self.text[self.said[number].start]


def _start(token: Token) -> int:
    return token.start


def _last_blank(text: str, start: int) -> int:
    """Return the place behind the last blank before an offset."""
    before = text[max(start - _LONGEST_WORD, 0) : start]
    return start - len(before) + max(before.rfind(blank) + 1 for blank in " \n")
