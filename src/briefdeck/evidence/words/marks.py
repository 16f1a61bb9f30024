"""Marks of notes in a copy, which a quotation leaves out: `word12`, `2045.1`, `[3]`, `¹²`, `*`.

What is a mark and what belongs to the words is told by what stands around it, never by what would
make a quotation fit: a number that a reader would take for one of the text is not passed over.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefdeck.evidence.words.folded import Folded
from briefdeck.evidence.words.wording import QUOTES, Token
from briefdeck.text.pattern import pattern

_DIGITS: Final = pattern(r"[1-9]\d{0,2}|[1-9]\d?(?:,[1-9]\d?)+")
_SYMBOLS: Final = frozenset("*†‡§¶‖")
_CLOSING: Final = frozenset(".,;!?)]") | QUOTES
"""What may stand between a word and the number of its note; no colon, for `total:12`."""
_NEVER_OF_NUMBERS: Final = frozenset(')];!?"')
"""What closes a sentence and stands in no number, as stops, commas and colons do."""
_UNITS: Final = frozenset("%‰°")
_WORD: Final = pattern(r"[^\W\d_]*[a-zß-ÿ]{2}(?:'[a-z]+)?")
"""A word that may bear a number; not `x2`, `G20`, `COVID19`, which are names."""
_LABEL: Final = pattern(
    r"[Tt]able|TABLE|Tables|Tab|[Ff]igure|FIGURE|Figures|[Ff]igs?|[Bb]ox|Chart|[Ee]xhibit|"
    r"[Ss]ection|Sections|[Ss]ec|[Cc]hapter|Chapters|Parts?|[Aa]rticle|Articles|Art|[Aa]ppendix|"
    r"[Aa]nnex|[Pp]age|Pages|Paragraph|[Pp]aras?|Lines?|Notes?|[Vv]ol|Volume|[Nn]os|[Vv]ersion|"
    r"[Ss]tep|[Pp]hase|[Tt]ype|Class|[Gg]rade|[Ll]evel|[Tt]ier|[Zz]one|Item|Unit|Group|Stage|"
    r"[Ww]indows|[Pp]ython|[Cc]ovid"
)
"""Words after which a number is theirs, however close it stands: `Table12`."""
_ABBREVIATION: Final = pattern(
    r"nos?|pp?|nn?|vv?|vers?|vols?|eds?|chs?|chap|app|cf|ca?|al|figs?|secs?|sect|arts?|paras?|tab|"
    r"eq|approx|est|rs|fr|kr|lbs?|tel|ext|apt|rm|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
"""What has a stop of its own before a number: `No.12`."""
_LENGTH: Final = pattern(r"feet|foot|inch(?:es)?|yards?|miles?|\w*met(?:er|re)s?")
"""What has an exponent where it is squared or cubed, longer than `km`."""
_YEAR: Final = pattern(r"((?:1\d|20)\d\d)([.,])([1-9]\d{0,2})")
_GLUED_YEAR: Final = pattern(r"((?:1[5-9]|20)\d\d)([1-9]\d?)")
_PLAIN_YEAR: Final = pattern(r"(?:1\d|20)\d\d")
_MONTH: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|fall|winter"
)
_A_MONTH: Final = pattern(_MONTH, re.IGNORECASE)
_DATE: Final = pattern(
    r"(?:.* )?(?:in|by|since|until|till|before|after|during|from|of|year|fiscal|fy|early|late|mid|"
    rf"{_MONTH}|(?:{_MONTH}) \d\d? ,|(?:1\d|20)\d\d (?:and|or|to|through|[-—/]))",
    re.IGNORECASE,
)
"""What stands before a year, its words and signs parted by blanks."""


class MarkedYear(NamedTuple):
    """A year with the mark of a note in one number, as in `2045.1`.

    sign: the stop or comma between them, if any. is_dated: whether what stands before shows that it
    is a year and no amount.
    """

    year: str
    sign: str
    is_dated: bool


def is_mark(said: Sequence[Token], place: int) -> bool:
    """Whether a token of a copy is the mark of a note."""
    token = said[place]
    if token.kind == "note":
        return True
    if token.kind == "raised":
        return _is_raised_mark(said, place)
    if place == 0 or token.gap:
        return False
    if token.text in _SYMBOLS:
        return _is_symbol(said, place)
    return token.kind == "number" and _is_number_of_note(said, place)


def marked_year(said: Sequence[Token], place: int, copy: Folded) -> MarkedYear | None:
    """Return the year of a token that is one with the mark of a note; None where it is a number.

    copy: that of which it is a token. Digits right behind a year, without
    a stop between, are a mark only among others: after a word of time, before a stop or a new
    sentence, and where the copy also has the mark before it or the one after it.
    """
    text = said[place].text
    is_dated = _is_dated(said, place)
    found = _YEAR.fullmatch(text)
    if found:
        is_end = is_dated if found[2] == "," else _begins_sentence(said, place + 1)
        return MarkedYear(found[1], found[2], is_dated) if is_end else None
    found = _GLUED_YEAR.fullmatch(text)
    if not found or not is_dated:
        return None
    following = said[place + 1 : place + 2]
    is_closed = bool(following) and following[0].gap == 0 and following[0].text in _CLOSING
    is_at_end = is_closed or _begins_sentence(said, place + 1)
    if is_at_end and {int(found[2]) - 1, int(found[2]) + 1} & copy.notes:
        return MarkedYear(found[1], "", is_dated=True)
    return None


def names_number(word: str) -> bool:
    """Whether a word has a number of its own behind it: `table`, `May`."""
    return bool(_LABEL.fullmatch(word) or _A_MONTH.fullmatch(word))


def _is_raised_mark(said: Sequence[Token], place: int) -> bool:
    """Whether raised digits are no exponent, as in `10⁶` and `km²`."""
    if place == 0:
        return False
    before = said[place - 1]
    if before.kind == "number":
        return bool(_PLAIN_YEAR.fullmatch(before.text)) and _is_dated(said, place - 1)
    if before.kind != "word" or said[place].gap:
        return True
    is_power = said[place].text in {"²", "³"} and _LENGTH.fullmatch(before.text)
    return len(before.text) > 2 and not is_power


def _is_symbol(said: Sequence[Token], place: int) -> bool:
    following = said[place + 1 : place + 2]
    is_end = not following or following[0].gap > 0 or following[0].kind == "sign"
    return is_end and (said[place - 1].kind != "sign" or said[place - 1].text in _CLOSING)


def _is_number_of_note(said: Sequence[Token], place: int) -> bool:
    """Whether digits stand right behind a word, or behind what closes its sentence, and end so."""
    if not _DIGITS.fullmatch(said[place].text) or not _is_end(said, place):
        return False
    first = place - 1
    while first > 0 and said[first].text in _CLOSING and said[first].gap == 0:
        first -= 1
    base, closing = said[first], said[first + 1 : place]
    if base.kind != "word":
        return base.text in _UNITS or any(sign.text in _NEVER_OF_NUMBERS for sign in closing)
    if not closing:
        return bool(_WORD.fullmatch(base.text)) and not _LABEL.fullmatch(base.text)
    if closing[0].text == "." and _ABBREVIATION.fullmatch(base.text):
        return False
    return len(base.text) > 1 or _begins_sentence(said, place + 1)


def _is_end(said: Sequence[Token], place: int) -> bool:
    """Whether nothing follows a token that makes it a part of something longer."""
    following = said[place + 1 : place + 2]
    return not following or following[0].gap > 0 or following[0].text in {*_CLOSING, ":", "—"}


def _begins_sentence(said: Sequence[Token], place: int) -> bool:
    """Whether a sentence may begin with a token, or nothing follows."""
    following = said[place : place + 1]
    if not following or following[0].gap == 3:
        return True
    words = [token for token in said[place : place + 3] if token.kind == "word"]
    return following[0].gap > 0 and bool(words) and words[0].text[0].isupper()


def _is_dated(said: Sequence[Token], place: int) -> bool:
    """Whether what stands before a number shows that it is a year: `in`, `May 5,`, `2040-`."""
    before = " ".join([token.text for token in said[max(place - 3, 0) : place]])
    return _DATE.fullmatch(before) is not None
