"""Roman numerals, in small letters."""

from typing import Final

_SIGNS: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST: Final = 15
"""Letters of a numeral, at most: mmmdccclxxxviii."""


def roman(number: int) -> str:
    """Return a number from 1 on as a Roman numeral."""
    text = ""
    for value, sign in _SIGNS:
        text += sign * (number // value)
        number %= value
    return text


def roman_value(text: str) -> int:
    """Return the number that a Roman numeral in letters of either size says; 0 where it is none."""
    rest = text.lower()[: _LONGEST + 1]
    number = 0
    for value, sign in _SIGNS:
        while rest.startswith(sign):
            number += value
            rest = rest[len(sign) :]
    return number if number and roman(number) == text.lower() else 0
