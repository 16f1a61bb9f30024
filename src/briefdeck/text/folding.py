"""Text as search sees it: without case, accents and the letters that Unicode does not take apart.

`fold` is for words: only letters and digits are left. `fold_phrase` is for text that is looked for
as it is typed: signs stay. Both read letters in the same way, so what one finds the other finds.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from briefdeck.text.pattern import pattern

FOLD_VERSION: Final = f"2/{unicodedata.unidata_version}"
"""Changes when `fold` changes; an index folded otherwise is rebuilt."""

SIGN_MARK: Final = "\ue000"
"""Begins the index's own tokens; folding takes it out of every text, so no author can write one."""

_ASCII: Final = bytes(range(128))
FEW: Final = 40
"""Up to so many different signs, replacing each in the whole text beats one pass by a function."""

_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
        "ı": "i", "ŋ": "n", "ĸ": "k", "ŧ": "t", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d",
        "ɗ": "d", "ǝ": "e", "ɛ": "e", "ɠ": "g", "ɣ": "g", "ɨ": "i", "ƙ": "k", "ɲ": "n",
        "ɔ": "o", "ƥ": "p", "ʀ": "r", "ƭ": "t", "ʊ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z",
        "ʒ": "z", "ſ": "s", "ẞ": "ss", "ß": "ss",
    }
)  # fmt: skip
_QUOTES_AND_DASHES: Final = str.maketrans("’‘“”–—", "''\"\"--")
# Accents of European scripts, points of Hebrew and Arabic, marks for symbols, variation selectors.
_MARK: Final = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_MARKS: Final = pattern(_MARK)
# Kana and Chinese characters: each is a word, for their texts have no blanks.
_IDEOGRAPHS: Final = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IDEOGRAPH: Final = pattern(f"[{_IDEOGRAPHS}]")
_FOREIGN: Final = pattern(r"[^\x00-\x7f]+")
_TOKEN: Final = pattern(r"[^\W_]+")
_LETTER: Final = rf"(?![{_IDEOGRAPHS}])[^\W_]"
_WORD: Final = pattern(
    # Plain words first, which most are; one that goes on with other letters is of the last form.
    r"[0-9A-Za-z]++(?![^\x00-\x7f])"
    rf"|[{_IDEOGRAPHS}]"
    rf"|{_LETTER}(?:{_MARK}|{_LETTER})*"
)


class Word(NamedTuple):
    """A word of a text: its folded tokens, mostly one, and where it stands in the original."""

    tokens: tuple[str, ...]
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text with case, accents and letter variants gone, and each ideograph apart.

    Beyond ASCII only letters and digits are left, so that SQLite's plainest tokenizer splits it
    into the same words as `tokens`.
    """
    return _replaced(text.lower(), _word_sign)


def fold_phrase(text: str) -> str:
    """Return the text with case, accents and letter variants gone, and runs of blanks as one blank.

    All other signs stay; curly quotes and dashes become straight ones and hyphens.
    """
    return " ".join(_replaced(text.lower(), fold_sign).split())


def aligned(text: str) -> str | None:
    """Return the folded text if its characters stand where the original's do, else None."""
    folded = text.lower()
    if len(folded) != len(text):
        return None
    if folded.isascii():
        return folded
    for sign in set(folded):
        if sign.isascii():
            continue
        plain = _word_sign(sign)
        if len(plain) != 1:
            return None
        folded = folded.replace(sign, plain)
    return folded


def tokens(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return _TOKEN.findall(fold(text))


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text with their places, as the index splits them."""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii():
            yield Word((word.lower(),), match.start(), match.end())
            continue
        found = tuple(tokens(word))
        if found:
            yield Word(found, match.start(), match.end())


@lru_cache(maxsize=8192)
def fold_sign(sign: str) -> str:
    """Return what `fold_phrase` makes of a character: nothing of a mark, of some several letters.

    Results are kept, for a text asks for each of its characters.
    """
    plain = _plain(sign).translate(_QUOTES_AND_DASHES)
    return "".join([each for each in plain if not unicodedata.combining(each)])


@lru_cache(maxsize=8192)
def _word_sign(sign: str) -> str:
    letters = [each if each.isalnum() else " " for each in _plain(sign)]
    return _IDEOGRAPH.sub(r" \g<0> ", "".join(letters))


def _plain(sign: str) -> str:
    # Folding case can bring back what can be taken apart, so it is taken apart before and after.
    lower = _without_marks(sign.replace(SIGN_MARK, " ")).casefold()
    return _without_marks(lower).translate(_LETTERS)


def _without_marks(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _replaced(text: str, replacement: Callable[[str], str]) -> str:
    """Return the text with each character beyond ASCII replaced."""
    if text.isascii():
        return text
    utf8 = text.encode("utf-8", "surrogatepass")
    foreign = set(utf8.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if len(foreign) > FEW:
        return _FOREIGN.sub(lambda run: "".join([replacement(sign) for sign in run[0]]), text)
    for sign in foreign:
        text = text.replace(sign, replacement(sign))
    return text
