"""Whether words are cut out of a copy between words, and not within a word or a number.

A number's sign and unit are a part of it: `575` is not what `7,575`, `-575`, `$575` or `575%` says.
`$1` may be taken from `$1 billion`, as words are from a sentence; so may what stands before a full
stop, an apostrophe apart, and beside a dash that is not a hyphen.
"""

import re
from typing import Final

from briefdeck.evidence.words.marks import is_mark, names_number
from briefdeck.evidence.words.wording import Stream, Token, is_fraction
from briefdeck.text.pattern import pattern

_BEFORE: Final = 24
"""Characters before a passage by which it is seen whether it begins whole."""
_HYPHENS: Final = "-‐\u2011\u00ad\u0002\ufffe"
_HYPHEN: Final = re.escape(_HYPHENS)
_NARROW: Final = "\u00a0\u2007\u2009\u202f"
"""Blanks within numbers: no-break, figure, thin and narrow ones."""

_CUT_WORD: Final = pattern(
    rf"[^\W_][{_HYPHEN}]\Z|[^\W\d_][{_HYPHEN}][ \t]*\n\s*\Z|(?<![^\W_])[^\W\d_]\.\Z"
)
"""Before a word: a hyphen behind a part of it, on the same line or the one above; `U.`."""
_OF_A_NOTE: Final = pattern(r"(?:[.,;:!?)\]\"'”’]|\A\s*|\n\s*)\d{1,3}\Z|[⁰¹²³⁴-⁹]\Z")
"""Before a word: the mark of a note, though no blank is behind it."""
_CUT_NUMBER: Final = pattern(
    rf"(?:[$€£¥±≥≤<>≈~−+#]|\d[/:^×–{_HYPHEN}]|(?<![^\W_])[–{_HYPHEN}]|(?<![^\W_])\.|[^\W_]-)\Z"
    rf"|[±≥≤≈<>$€£¥−]\s\Z"
)
"""Before a number: its sign, or what belongs to it."""
_GROUP: Final = pattern(r"\d{3}(?!\d)")
_THOUSANDS: Final = pattern(rf"(\w*)\s(?<!\d\s)\d{{1,3}}(?:[ {_NARROW}]\d{{3}})*([ {_NARROW}])\Z")
_IN_KATAKANA: Final = pattern("[\u30a1-\u30fa\u30fc]{2}")
"""The middle of a Japanese word in katakana."""
_NEGATED: Final = pattern(
    "(?![はがをにでもへのと])[\u3041-\u309f\u4e00-\u9fff][\u3041-\u309f]{0,3}?"
    "(?:ない|なかっ|なく|なけ|ませ[んぬ])"
)
"""The last sign of a Japanese word with the ending that negates it, as in `行かない`."""
_AHEAD_OF_GLYPH: Final = 7
_UNITS: Final = frozenset("%‰°¢")
_ON: Final = frozenset("/:^×+")
_AHEAD: Final = 4


def begins_whole(stream: Stream, first: int) -> bool:
    """Whether no word and no number begins before a token that goes on with it."""
    token = stream.said[first]
    before = stream.text[max(token.start - _BEFORE, 0) : token.start]
    if not before:
        return True
    if token.kind == "word":
        is_inside = before[-1].isalnum() and not _OF_A_NOTE.search(before)
        is_upper = token.text[0].isupper() and len(token.text) > 1
        is_behind_stop = before[-1] == "." and before[-2:-1].isalpha() and not is_upper
        return not (is_inside or is_behind_stop or _CUT_WORD.search(before))
    if token.kind == "number":
        is_inside = before[-1].isalnum() or _goes_on_in_groups(before, token.text)
        return not (is_inside or _CUT_NUMBER.search(before))
    if token.kind == "glyph":
        return not _IN_KATAKANA.match(before[-1:] + token.text)
    # `%` is a part of the number before it.
    return token.text not in _UNITS or not before[-1].isdecimal()


def _goes_on_in_groups(before: str, number: str) -> bool:
    """Whether a number is a further group of one that is written with blanks: `7 575`."""
    is_group = _GROUP.match(number) is not None
    found = _THOUSANDS.search(before) if is_group else None
    return found is not None and (found[2] != " " or not names_number(found[1]))


def ends_whole(stream: Stream, end: int) -> bool:
    """Whether no word and no number goes on behind the token before a number of a token."""
    stream.read(end + _AHEAD)
    last, following = stream.said[end - 1], stream.said[end : end + 2]
    if not following:
        return True
    match last.kind:
        case "word":
            return not _goes_on(stream, last, end)
        case "number":
            return not (_goes_on(stream, last, end) or _is_of_number(stream, end))
        case "glyph":
            behind = stream.text[last.end - 1 : last.end + _AHEAD_OF_GLYPH]
            return not (_IN_KATAKANA.match(behind) or _NEGATED.match(behind))
        case _:
            return True


def _goes_on(stream: Stream, last: Token, end: int) -> bool:
    """Whether what follows a word or number is joined to it, and is not the mark of a note."""
    sign = stream.said[end]
    behind = stream.said[end + 1 : end + 2]
    if sign.gap:
        return False
    if sign.is_of_word:
        return not is_mark(stream.said, end)
    if not behind or not behind[0].is_of_word:
        return False
    if stream.raw(end) in _HYPHENS:
        # At a line's end a word may go on: not where a capital or a number follows.
        return behind[0].gap == 0 or (behind[0].gap > 1 and behind[0].text[0].islower())
    is_joined = sign.text == "." and behind[0].gap == 0 and behind[0].kind == "word"
    return is_joined and (len(last.text) == 1 or behind[0].text[0].islower())


def _is_of_number(stream: Stream, end: int) -> bool:
    """Whether what follows a number belongs to it: a unit's sign, more digits."""
    sign, behind = stream.said[end], stream.said[end + 1 : end + 2]
    is_exponent = sign.kind == "raised" and sign.gap == 0 and not is_mark(stream.said, end)
    if sign.text in _UNITS or is_exponent or is_fraction(stream.raw(end)):
        return True
    if sign.kind == "number":
        before = stream.text[max(stream.said[end - 1].end - _BEFORE, 0) : sign.start]
        return _goes_on_in_groups(before, sign.text)
    if sign.gap or not behind or behind[0].gap or behind[0].kind != "number":
        return sign.gap == 0 and sign.text == "+"
    return sign.text in _ON or stream.raw(end) == "–"
