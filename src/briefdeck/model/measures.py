"""What stands around the digits of an amount, and the digits: currencies, scales, decimal signs.

All digits stay as they are written: nothing passes through a binary fraction.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, Literal

from briefdeck.text.pattern import pattern

DecimalSign = Literal[".", ","]
"""The sign before the fraction of a number; the other one may part groups of its digits."""
Number = int | Decimal

BLANKS: Final = " \u00a0\u2007\u2009\u202f"
"""Blanks that may part groups of digits."""
_GROUPING: Final[dict[DecimalSign, str]] = {".": ",'’" + BLANKS, ",": ".'’" + BLANKS}
_LARGEST: Final = 2**63
"""What a whole number of TOML is below."""

_CODES: Final = (
    "USD", "EUR", "GBP", "JPY", "MXN", "CAD", "AUD", "CHF", "CNY", "NZD", "INR", "KRW", "RUB",
    "BRL", "SEK", "NOK", "DKK", "PLN", "CZK", "ZAR", "TRY", "ILS", "SGD", "HKD",
)  # fmt: skip
CURRENCY_OF: Final = {
    "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "CN¥": "CNY", "MX$": "MXN",
    "CA$": "CAD", "C$": "CAD", "A$": "AUD", "R$": "BRL", "₹": "INR", "₩": "KRW", "₽": "RUB",
    **{code: code for code in _CODES},
}  # fmt: skip
"""The code that a currency's sign means; a code means itself."""
POWER_OF: Final = {
    "hundred": 2, "thousand": 3, "million": 6, "mn": 6, "mln": 6, "mio": 6, "mil": 6,
    "billion": 9, "bn": 9, "bln": 9, "trillion": 12, "tn": 12,
    "tausend": 3, "millionen": 6, "millone": 6, "mrd": 9, "milliarde": 9, "milliarden": 9,
    "milliard": 9,
}  # fmt: skip
"""The power of ten that a word means."""
POWER_OF_LETTER: Final = {"k": 3, "m": 6, "b": 9, "t": 12}
"""Scales beside a currency; alone these letters may be anything."""
_OF_HEADS: Final = {"'000": 3, "’000": 3, "000s": 3, "'000s": 3, "tsd": 3}

_THREES: Final = r"[1-9][0-9]{{0,2}}(?:(?P<sign>[{}])[0-9]{{3}})(?:(?P=sign)[0-9]{{3}})*"
_LAKHS: Final = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
_FRACTION: Final = r"(?:{}(?P<fraction>[0-9]+))?(?P<power>[eE][-+]?[0-9]+)?"
_NUMBERS: Final[dict[DecimalSign, re.Pattern[str]]] = {
    ".": pattern(
        rf"(?P<whole>[0-9]*|{_THREES.format(_GROUPING['.'])}|{_LAKHS}){_FRACTION.format('[.]')}"
    ),
    ",": pattern(rf"(?P<whole>[0-9]*|{_THREES.format(_GROUPING[','])}){_FRACTION.format(',')}"),
}
"""A number by its decimal sign: its whole digits are plain, or in groups of three, or of lakhs."""


def choice(words: Iterable[str]) -> str:
    """Return words as a choice of a regular expression, the longest first."""
    return "|".join([re.escape(word) for word in sorted(words, key=len, reverse=True)])


def power_of(word: str) -> int:
    """Return the power of ten that a word of a column's head means; 0 for none."""
    bare = word.casefold().strip(".")
    return POWER_OF.get(bare.removesuffix("s"), 0) or _OF_HEADS.get(bare, 0)


def currency_of(sign: str) -> str:
    """Return the code of a currency, `USD` for "US$"; empty for none."""
    return CURRENCY_OF.get(sign, "")


def number_of(token: str, sign: DecimalSign = ".") -> Number | None:
    """Return a number by its digits; None where they are not grouped as those of one number are.

    A whole number of more than 64 bits is none either.
    """
    found = _NUMBERS[sign].fullmatch(token)
    if found is None:
        return None
    whole = re.sub("[^0-9]", "", found["whole"]) or "0"
    if found["fraction"] or found["power"]:
        return Decimal(f"{whole}.{found['fraction'] or ''}{found['power'] or ''}")
    return int(whole) if int(whole) < _LARGEST else None


def decimal_signs(tokens: Sequence[str]) -> tuple[bool, bool]:
    """Return whether some numbers can be read with a decimal point alone, and some with a comma."""
    with_point = with_comma = False
    for token in tokens:
        by_point, by_comma = number_of(token, "."), number_of(token, ",")
        with_point |= by_point is not None and by_comma is None
        with_comma |= by_comma is not None and by_point is None
    return with_point, with_comma
