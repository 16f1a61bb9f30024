"""Words that the setting of a copy has taken apart: at line ends, at ligatures, by blanks."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from briefdeck.evidence.words.wording import BREAK, Stream, Token
from briefdeck.text.pattern import pattern

_HYPHENS: Final = frozenset("-‐\u2011")
"""What stands at the end of a line where a word is parted; no dash does."""
_LIGATURES: Final = ("ffi", "ffl", "fi", "fl", "ff")
"""Letters that programs lose together: `of ce` and `of\ufffdce` for `office`."""
_SPACED: Final = 4
"""Letters that a heading has with blanks between them, at least."""
_WORDS_OF_A_LETTER: Final = frozenset("AIO")
_AHEAD: Final = 4
_ADDRESS: Final = pattern(r"(?:://|www\.)\S*\Z")
_LONGEST_ADDRESS: Final = 200

OtherLines = Callable[[int], Iterator[int]]
"""From a token that begins a line to those at which the text may go on instead of it."""


class BrokenWords:
    """Words of a copy's stream that may be broken."""

    def __init__(self, stream: Stream, other_lines: OtherLines) -> None:
        self._stream = stream
        self._said = stream.said
        self._other_lines = other_lines

    def past(self, word: str, at: int) -> int | None:
        """Return behind which token a word ends that begins with a token; None if it does not.

        A hyphen at a line's end is dropped. One inside a line is not, for `re-sent` is not
        `resent`, but with a blank behind it as it is left over from a line's end.
        """
        return self._pieces(word, at) or self._spaced_letters(word, at) or self._initial(word, at)

    def _pieces(self, rest: str, at: int) -> int | None:
        """Return behind which token the rest of a word ends that begins with a token."""
        self._stream.read(at + _AHEAD)
        if at >= len(self._said):
            return None
        token = self._said[at]
        if is_lost(token):
            return self._behind_ligature(rest, at + 1, gap=0)
        if token.kind != "word" or not rest.startswith(token.text):
            return None
        rest = rest.removeprefix(token.text)
        return self._next_piece(rest, at + 1) if rest else at + 1

    def _next_piece(self, rest: str, at: int) -> int | None:
        if at >= len(self._said):
            return None
        token = self._said[at]
        if token.gap == 0 and is_lost(token):
            return self._behind_ligature(rest, at + 1, gap=0)
        if token.gap == 0 and self._is_hyphen(at):
            return self._behind_hyphen(rest, at + 1)
        if token.gap == 2 and self._is_in_address(at - 1):
            return self._pieces(rest, at)
        return self._behind_ligature(rest, at, gap=1) if token.gap == 1 else None

    def _is_in_address(self, at: int) -> bool:
        """Whether a token is in an address of the web, which is parted without a hyphen."""
        end = self._said[at].end
        before = self._stream.text[max(end - _LONGEST_ADDRESS, 0) : end]
        return _ADDRESS.search(before) is not None

    def _is_hyphen(self, at: int) -> bool:
        return self._said[at].text == BREAK or self._stream.raw(at) in _HYPHENS

    def _behind_hyphen(self, rest: str, at: int) -> int | None:
        following = self._said[at : at + 1]
        if not following or (following[0].gap == 0 and self._said[at - 1].text != BREAK):
            return None
        found = self._pieces(rest, at)
        if found is not None or following[0].gap < 2:
            return found
        others = (self._pieces(rest, other) for other in self._other_lines(at))
        return next((other for other in others if other is not None), None)

    def _behind_ligature(self, rest: str, at: int, gap: int) -> int | None:
        """Return where the rest of a word ends that goes on behind letters that are lost."""
        for ligature in _LIGATURES:
            if not rest.startswith(ligature):
                continue
            behind = rest.removeprefix(ligature)
            if not behind:
                return at
            if at < len(self._said) and self._said[at].gap == gap:
                found = self._pieces(behind, at)
                if found is not None:
                    return found
        return None

    def _spaced_letters(self, word: str, at: int) -> int | None:
        end = at + len(word)
        if len(word) < _SPACED:
            return None
        self._stream.read(end)
        letters = self._said[at:end]
        is_spaced = all(token.gap == 1 for token in letters[1:])
        return end if is_spaced and [token.text for token in letters] == list(word) else None

    def _initial(self, word: str, at: int) -> int | None:
        """Return where a word ends whose first letter, large over several lines, stands apart."""
        pieces = self._said[at : at + 2]
        if len(pieces) < 2 or pieces[0].text in _WORDS_OF_A_LETTER:
            return None
        is_large = pieces[0].text.isupper() and len(pieces[0].text) == 1 and pieces[0].gap != 1
        return at + 2 if is_large and "".join([piece.text for piece in pieces]) == word else None


def is_lost(token: Token) -> bool:
    """Whether a token is a character that stands for one that a program did not know."""
    if token.kind != "sign" or token.text.isascii():
        return False
    return token.text == "\ufffd" or unicodedata.category(token.text[0]) in {"Co", "Cc", "Cn"}
