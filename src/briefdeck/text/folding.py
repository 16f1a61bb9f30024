"""Words as search sees them: no case, no accents, and the letters that Unicode does not take apart, taken apart.

The index holds folded text; marks are found in the original, word by word, so their places are exact.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

FOLD_VERSION: Final = f"2/{unicodedata.unidata_version}"
"""Changes when folding changes; an index folded otherwise is rebuilt."""

SIGN_MARK: Final = "\ue000"
"""Begins the tokens that are no words; folding takes it out of every text, so nobody's text can hold such a token."""

_ASCII: Final = bytes(range(128))
FEW: Final = 40
_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n",
        "ĸ": "k", "ŧ": "t", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ǝ": "e", "ɛ": "e", "ɠ": "g", "ɣ": "g",
        "ɨ": "i", "ƙ": "k", "ɲ": "n", "ɔ": "o", "ƥ": "p", "ʀ": "r", "ƭ": "t", "ʊ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z",
        "ʒ": "z", "ſ": "s", "ẞ": "ss", "ß": "ss",
    }
)  # fmt: skip
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_IDEOGRAPH: Final = re.compile(
    "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_TOKEN: Final = re.compile(r"[^\W_]+")
_WORD: Final = re.compile(
    r"[0-9A-Za-z]++(?![^\x00-\x7f])"
    f"|{_IDEOGRAPH.pattern}"
    r"|(?:(?![\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[^\W_])"
    rf"(?:{_MARKS.pattern}|(?![\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[^\W_])*"
)


class Word(NamedTuple):
    """A word of a text: its folded tokens (mostly one) and where it stands in the original."""

    tokens: tuple[str, ...]
    start: int
    end: int


def fold(text: str) -> str:
    """The text with case, accents and letter variants gone; ideographs stand apart, each a word of its own.

    Beyond ASCII only letters and digits are left, so SQLite's plainest tokenizer splits it into the same words as we do.
    """
    text = text.lower()
    if text.isascii():
        return text
    foreign = set(
        text.encode("utf-8", "surrogatepass")
        .translate(None, _ASCII)
        .decode("utf-8", "surrogatepass")
    )
    if len(foreign) > FEW:
        return _FOREIGN.sub(_folded_match, text)
    for sign in foreign:
        text = text.replace(sign, _folded_sign(sign))
    return text


def aligned(text: str) -> str | None:
    """The folded text where each of its characters stands for one of the original's, so that places are the same; else None."""
    folded = text.lower()
    if len(folded) != len(text):
        return None
    if folded.isascii():
        return folded
    for sign in {sign for sign in folded if sign > "\x7f"}:
        plain = _folded_sign(sign)
        if len(plain) != 1:
            return None
        folded = folded.replace(sign, plain)
    return folded


def _folded_match(match: re.Match[str]) -> str:
    return "".join([_folded_sign(sign) for sign in match[0]])


@lru_cache(maxsize=8192)
def _folded_sign(sign: str) -> str:
    apart = _MARKS.sub("", unicodedata.normalize("NFKD", sign.replace(SIGN_MARK, " "))).casefold()
    apart = _MARKS.sub("", unicodedata.normalize("NFKD", apart)).translate(_LETTERS)
    words = "".join([sign if sign.isalnum() else " " for sign in apart])
    return _IDEOGRAPH.sub(r" \g<0> ", words)


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _TOKEN.findall(fold(text))


def words(text: str) -> Iterator[Word]:
    """The words of a text with their places, as the index splits them."""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii():
            yield Word((word.lower(),), match.start(), match.end())
        elif found := tuple(_TOKEN.findall(fold(word))):
            yield Word(found, match.start(), match.end())
