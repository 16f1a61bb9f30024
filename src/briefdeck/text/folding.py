"""Text as search sees it: without case, accents and the letters that Unicode does not take apart.

`fold` is for words: only letters and digits are left. `fold_phrase` is for text that is looked for
as it is typed: signs stay. Both read letters in the same way, so what one finds the other finds.

Marks that make another word of it stay: vowel signs, viramas and tones of Indic and Southeast Asian
scripts, the voicing of kana. Marks that writers leave out go: accents, the points of Hebrew and
Arabic, and what only joins or parts letters on a screen.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from briefdeck.text.pattern import pattern

FOLD_VERSION: Final = f"3/{unicodedata.unidata_version}"
"""Changes when `fold` changes; an index folded otherwise is rebuilt."""

SIGN_MARK: Final = "\ue000"
"""Begins the index's own tokens; folding takes it out of every text, so no author can write one."""

_ASCII: Final = bytes(range(128))
_SETTLED: Final = frozenset(map(chr, (*range(0x80, 0x300), *range(0x2010, 0x2024))))
"""Latin letters, quotation marks and dashes, which no mark among them can join."""
FEW: Final = 40
"""Up to so many different signs, replacing each in the whole text beats one pass by a function."""

_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
        "ı": "i", "ŋ": "n", "ĸ": "k", "ŧ": "t", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d",
        "ɗ": "d", "ǝ": "e", "ɛ": "e", "ɠ": "g", "ɣ": "g", "ɨ": "i", "ƙ": "k", "ɲ": "n",
        "ɔ": "o", "ƥ": "p", "ʀ": "r", "ƭ": "t", "ʊ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z",
        "ʒ": "z", "ſ": "s", "ẞ": "ss", "ß": "ss",
        "ٱ": "ا", "٬": ",", "٫": ".",
        "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "“": '"', "”": '"', "„": '"',
        "‐": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_WHOLE: Final = frozenset("йўؤئ")
"""Letters of their own that Unicode takes apart into another letter and a mark."""
_MARK: Final = (
    # Accents of European scripts; points of Hebrew, Arabic and Syriac, and the stroke that
    # lengthens Arabic words; marks for symbols; what chooses between shapes of a sign.
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0730-\u074a\u08ca-\u08e1\u08e3-\u08ff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
    # What joins or parts letters and sets their direction: soft hyphen, joiners, tags of flags.
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0020-\U000e007f"
)
_MARKS: Final = pattern(f"[{_MARK}]")
# Emoji, which are words too: somebody who looks for a flag finds it.
_PICTURES: Final = "\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_PICTURE: Final = pattern(f"[{_PICTURES}]")
# Scripts whose words have no blanks between them, or as in Korean none before their endings. Each
# sign with its marks is a word, so that a word is found as a row of them wherever it stands.
UNSPACED: Final = (
    "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf"  # Thai, Lao, Burmese, Khmer
    "\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf"  # Balinese, Javanese, Tai Viet
)
_PART: Final = pattern(
    # A letter under another one, after the sign that puts it there, belongs to that one.
    rf"[{UNSPACED}](?:[\u17d2\u1039]\w|(?!\w)[{UNSPACED}])*|[{_PICTURES}]"
)
_NUMBER: Final = pattern(
    # It begins with the comma, which `re` finds much faster than digits: one to three stand before.
    r",(?:(?<=\d,)(?<![\d.,]\d,)|(?<=\d\d,)(?<![\d.,]\d\d,)|(?<=\d{3},)(?<![\d.,]\d{3},))"
    r"(?:\d{2,3},)*\d{3}(?!,?\d)"
)
"""A number in groups of digits, Indian ones of two included, from its first comma on.

A list of numbers is none.
"""
_FOREIGN: Final = pattern(r"[^\x00-\x7f]+")
_BLANKS: Final = pattern(r"\s+")
BETWEEN: Final = r"[\x00-/:-@\[-`{-\x7f]"
WITHIN: Final = r"[^\x00-/:-@\[-`{-\x7f]"
"""Matches what a word of a folded text is made of, as SQLite's plainest tokenizer splits it.

All but some signs of ASCII: a set that names all other characters takes 3 ms to compile.
"""
_TOKEN: Final = pattern(f"{WITHIN}+")
_JOINED: Final = pattern("[\u1160-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb\uff9e-\uffdc]")
"""What goes on with the sign before it though it is not a mark: parts of Hangul, voiced kana."""


class Placed(NamedTuple):
    """A folded text, and for each of its characters from where to where it stands in the original.

    `starts` and `ends` are None where each character stands where the original's does.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def mark(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters of the folded text, at least one, stand in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """Return the text with case, accents and letter variants gone, and numbers without commas.

    Beyond ASCII only letters and digits are left, with a blank at both sides of each sign of a
    script without blanks, so that SQLite's plainest tokenizer splits it into the same words as
    `tokens`.
    """
    folded = _replaced(text, _word_sign)
    if _has_unspaced(folded):
        folded = _PART.sub(r" \g<0> ", folded)
    return _NUMBER.sub(_without_commas, folded)


def fold_phrase(text: str) -> str:
    """Return the text with case, accents and letter variants gone, and runs of blanks as one blank.

    All other signs stay; curly quotes and dashes become straight ones and hyphens, and numbers are
    without commas.
    """
    folded = " ".join(_replaced(text, fold_sign).split())
    return _NUMBER.sub(_without_commas, folded)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return _TOKEN.findall(fold(text))


def placed(text: str) -> Placed:
    """Return what `fold` makes of a text, with places."""
    found = _placed(text, _word_sign)
    if _has_unspaced(found.text):
        edges = [edge for part in _PART.finditer(found.text) for edge in part.span()]
        found = _edited(found, [(edge, edge, " ") for edge in edges])
    return _edited(found, _commas(found.text))


def placed_phrase(text: str) -> Placed:
    """Return what `fold_phrase` makes of a text, with places; blanks at its ends stay."""
    found = _placed(text, fold_sign)
    blanks = [(*run.span(), " ") for run in _BLANKS.finditer(found.text) if run[0] != " "]
    found = _edited(found, blanks)
    return _edited(found, _commas(found.text))


@lru_cache(maxsize=8192)
def fold_sign(sign: str) -> str:
    """Return what `fold_phrase` makes of a character: nothing of a mark, of some several letters.

    Results are kept, for a text asks for each of its characters.
    """
    return _plain(sign)


@lru_cache(maxsize=8192)
def _word_sign(sign: str) -> str:
    return "".join([each if is_of_word(each) else " " for each in _plain(sign)])


def is_of_word(sign: str) -> bool:
    """Whether a character of a folded phrase belongs to a word; if not, it is a sign or a blank."""
    if sign.isalnum() or _PICTURE.fullmatch(sign):
        return True
    return unicodedata.category(sign).startswith("M")


def _plain(sign: str) -> str:
    if sign in _WHOLE:
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    # Folding case can bring back what can be taken apart, so it is taken apart before and after.
    lower = _without_marks(sign.replace(SIGN_MARK, " ")).casefold()
    plain = _without_marks(lower).translate(_LETTERS)
    return unicodedata.normalize("NFC", plain)


def _without_marks(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _without_commas(number: re.Match[str]) -> str:
    return number[0].replace(",", "")


def _normal(text: str) -> str:
    """Return the text in lower case, and composed, so that each of its letters is one character."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def _replaced(text: str, replacement: Callable[[str], str]) -> str:
    """Return the text in lower case with each character beyond ASCII replaced."""
    if text.isascii():
        return text.lower()
    foreign = _foreign(text)
    if foreign <= _SETTLED:
        # Nothing beside them changes them: replacing them first leaves hardly any work.
        plain = {sign: replacement(sign) for sign in foreign}
        if all(map(str.isascii, plain.values())):
            for sign, letters in plain.items():
                text = text.replace(sign, letters)
            return text.lower()
    text = _normal(text)
    foreign = _foreign(text)
    if len(foreign) > FEW:
        text = _FOREIGN.sub(lambda run: "".join([replacement(sign) for sign in run[0]]), text)
    else:
        for sign in foreign:
            text = text.replace(sign, replacement(sign))
    # What a mark that is gone stood between may now be one letter.
    return unicodedata.normalize("NFC", text)


def _foreign(text: str) -> set[str]:
    """Return the different characters of a text beyond ASCII."""
    utf8 = text.encode("utf-8", "surrogatepass")
    return set(utf8.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


@lru_cache(maxsize=8192)
def is_unspaced(sign: str) -> bool:
    """Whether a character is of a script without blanks between its words."""
    return _PART.match(sign) is not None


def _has_unspaced(text: str) -> bool:
    return not text.isascii() and any(map(is_unspaced, _foreign(text)))


def _placed(text: str, replacement: Callable[[str], str]) -> Placed:
    """Return what `_replaced` makes of a text, with places: those of whole letters with marks."""
    if text.isascii():
        return Placed(text.lower())
    foreign = _foreign(text)
    # Nearly every letter stays one character, which then stands where it stood.
    others: list[str] = []
    for sign in foreign:
        folded = _alone(sign, replacement)
        if len(folded) == 1:
            text = text.replace(sign, folded)
        else:
            others.append(sign)
    if not others:
        return Placed(text.lower())
    apart = "".join(sorted(others))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for run in _runs_of(apart).finditer(text):
        first, last = run.span()
        letters.append(text[at:first].lower())
        starts += range(at, first)
        ends += range(at + 1, first + 1)
        for start, end in _units(run[0]):
            piece = _replaced(run[0][start:end], replacement)
            letters.append(piece)
            starts += [first + start] * len(piece)
            ends += [first + end] * len(piece)
        at = last
    letters.append(text[at:].lower())
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return Placed("".join(letters), starts, ends)


@lru_cache(maxsize=8192)
def _alone(sign: str, replacement: Callable[[str], str]) -> str:
    """Return what a character beyond ASCII becomes; nothing where that depends on others."""
    folded = _replaced(sign, replacement)
    if _goes_on(sign) or folded != folded.lower():
        return ""
    return folded


@lru_cache(maxsize=64)
def _runs_of(signs: str) -> re.Pattern[str]:
    """Return what matches runs of these with the sign before, which their marks may belong to."""
    return re.compile(f"(?s:.)?[{re.escape(signs)}]+")


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each letter stands with what goes on with it."""
    start = 0
    for place, sign in enumerate(text):
        if place > start and not _goes_on(sign):
            yield start, place
            start = place
    if text:
        yield start, len(text)


@lru_cache(maxsize=8192)
def _goes_on(sign: str) -> bool:
    if sign.isascii():
        return False
    return bool(_JOINED.fullmatch(sign)) or unicodedata.category(sign).startswith("M")


def _edited(text: Placed, edits: Sequence[tuple[int, int, str]]) -> Placed:
    """Return the text with other letters at some places, (from, to, what), which are in order."""
    if not edits:
        return text
    starts = text.starts or list(range(len(text.text)))
    ends = text.ends or list(range(1, len(text.text) + 1))
    letters: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = 0
    for first, last, put in edits:
        letters += text.text[at:first], put
        # What is put in stands where the letter after it does, or at the end of the text.
        beside = min(first, len(starts) - 1)
        new_starts += starts[at:first] + [starts[beside]] * len(put)
        new_ends += ends[at:first] + [ends[beside]] * len(put)
        at = last
    letters.append(text.text[at:])
    return Placed("".join(letters), new_starts + starts[at:], new_ends + ends[at:])


def _commas(folded: str) -> list[tuple[int, int, str]]:
    """Return the edits that take the commas out of the numbers of a folded text."""
    if "," not in folded:
        return []
    return [
        (place, place + 1, "")
        for number in _NUMBER.finditer(folded)
        for place in range(*number.span())
        if folded[place] == ","
    ]
