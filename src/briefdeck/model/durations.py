"""Lengths of time as ISO 8601 has them (`PT8H`), in words, and what to write instead of words."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted

DAYS: Final = (("Y", "year"), ("M", "month"), ("W", "week"), ("D", "day"))
HOURS: Final = (("H", "hour"), ("M", "minute"), ("S", "second"))
"""Letters and words, in the order of the standard; a `T` stands before the hours."""

SECONDS: Final = {
    "year": 31_556_952, "month": 2_629_746, "week": 604_800, "day": 86_400,
    "hour": 3_600, "minute": 60, "second": 1,
}  # fmt: skip
"""Years and months as long as they are in the mean of the Gregorian calendar."""

_PART: Final = pattern(r"([0-9]+(?:\.[0-9]+)?)([YMWDHS])")
_SAID: Final = pattern(r"([0-9]+(?:\.[0-9]+)?)\s*([a-zA-Z]+)")
_SHORT: Final = {"min": "minute", "mins": "minute", "sec": "second", "secs": "second", "h": "hour"}


def duration_words(duration: str) -> str:
    """Return `8 hours`, `1 year 6 months` for `PT8H`, `P1Y6M`."""
    return " ".join(_words(number, noun) for number, noun in _parts(duration))


def duration_seconds(duration: str) -> int:
    """Return how many seconds it is, years and months in their mean length."""
    return round(sum(float(number) * SECONDS[noun] for number, noun in _parts(duration)))


def _parts(duration: str) -> Iterator[tuple[str, str]]:
    """Yield numbers as they are written, and their units."""
    days, _, hours = duration.removeprefix("P").partition("T")
    for text, units in ((days, dict(DAYS)), (hours, dict(HOURS))):
        for number, letter in _PART.findall(text):
            yield number, units[letter]


def _words(number: str, noun: str) -> str:
    if "." in number:
        return f"{number} {noun}s"
    return counted(int(number), noun)


class Length(NamedTuple):
    """A length of time as ISO 8601 has it; a guess where words are left over beside it."""

    text: str
    is_guess: bool


def duration_meant(text: str) -> Length | None:
    """Return what ISO 8601 has for a length of time in words, `PT1H30M` for `1 hour 30 minutes`.

    None where it is not understood.
    """
    found = _from_words(text)
    rest = _SAID.sub("", text.lower().replace("and", "")).strip(" ,")
    return Length(found, rest != "") if found else None


def _from_words(text: str) -> str:
    """`PT1H30M` for `1 hour 30 minutes`; empty where it is not understood."""
    numbers: dict[str, str] = {}
    for number, word in _SAID.findall(text.lower()):
        noun = _SHORT.get(word, word.removesuffix("s"))
        numbers[noun] = number
    if not numbers or not set(numbers) <= set(SECONDS):
        return ""
    days = [f"{numbers[noun]}{letter}" for letter, noun in DAYS if noun in numbers]
    hours = [f"{numbers[noun]}{letter}" for letter, noun in HOURS if noun in numbers]
    if any("." in part for part in [*days, *hours[:-1]]):
        return ""
    if hours and "." in hours[-1] and not hours[-1].endswith("S"):
        return ""
    clock = "T" + "".join(hours) if hours else ""
    return "P" + "".join(days) + clock
