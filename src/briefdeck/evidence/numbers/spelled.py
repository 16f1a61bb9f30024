"""Numbers in words: "eight hundred thousand", "a dozen", "half a million", "two thirds"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from briefdeck.evidence.numbers.units import PERCENT
from briefdeck.evidence.numbers.written import Written, hedge_around, last_step, tail_of
from briefdeck.text.pattern import pattern

_UNITS: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_PARTS: Final = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
_VALUES: Final = {
    **{word: value for value, word in enumerate(_UNITS.split()) if value},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
}
_POWERS: Final = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_COUNT: Final = "|".join(sorted(_VALUES, key=len, reverse=True))
_SCALE: Final = "|".join(_POWERS)
_BLANK: Final = r"[\s-]{1,2}"
SPELLED: Final = pattern(
    r"(?<![A-Za-z0-9$€£.,-])(?<![0-9][ \n\u00a0-])(?:"
    rf"(?P<parts>half|an?{_BLANK}(?:half|third|quarter|fifth|tenth)"
    rf"|(?:one|two|three|four|nine){_BLANK}(?:thirds?|quarters?|fifths?|tenths?))"
    rf"(?:{_BLANK}(?:an?{_BLANK})?(?P<scaled>million|billion|dozen))?"
    rf"|(?P<fold>{_COUNT}|hundred)-?fold"
    rf"|(?P<words>(?:(?:an?|{_COUNT})[\s-]+(?:{_SCALE})|{_COUNT})"
    rf"(?:[\s-]+(?:and[\s-]+)?(?:{_SCALE}|{_COUNT}))*"
    rf"(?![\s-]+(?:and[\s-]+)?(?:{_SCALE}|{_COUNT}))"
    r"(?P<half>[\s-]+and[\s-]+an?[\s-]+half(?![a-z]))?)"
    r")(?![A-Za-z-]|\s+(?:of\s+)?(?:thousands|millions|billions)\b)(?!s\b)",
    re.IGNORECASE,
)
_FEWEST: Final = 2


def spelled_in(text: str, start: int, end: int) -> Iterator[Written]:
    """Yield the numbers in words between two places of a text, from two on, in order."""
    for found in SPELLED.finditer(text, start, end):
        value, unit = _value(found)
        if value is None or (value < _FEWEST and not unit):
            continue
        tail = tail_of(text, found.end())
        hedge, hedged = hedge_around(text, found.start())
        yield Written(
            start=hedged,
            end=tail.end,
            first=found.start(),
            last=found.end(),
            value=value.scaleb(tail.power),
            step=last_step(value) + tail.power,
            power=tail.power,
            unit=unit or tail.unit,
            noun="" if unit or tail.unit else tail.noun,
            hedge=hedge,
        )


def spelling(value: Decimal) -> str:
    """Return how a number is mostly said in words, blanks between them.

    Empty where nobody would: for more than two digits and a scale.
    """
    for power, name in ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")):
        if value >= 10**power:
            count = _below_thousand(value.scaleb(-power))
            return f"{count} {name}" if count else ""
    return _below_thousand(value)


def _below_thousand(value: Decimal) -> str:
    if value != value.to_integral_value() or not 2 <= value < 1000:
        return {Decimal("0.5"): "half a", Decimal(50): "half", Decimal(1): "a"}.get(value, "")
    number = int(value)
    names = {each: word for word, each in _VALUES.items()}
    if number >= 100:
        return f"{names[number // 100]} hundred" if not number % 100 else ""
    if number in names:
        return names[number]
    return f"{names[number // 10 * 10]}-{names[number % 10]}"


def _value(found: "re.Match[str]") -> tuple[Decimal | None, str]:
    """The value of a number in words, and its unit where the words say one."""
    if found["fold"]:
        word = found["fold"].lower()
        return Decimal(_VALUES.get(word) or _POWERS[word]), "times"
    if found["parts"]:
        share = _share(found["parts"].lower())
        if found["scaled"]:
            return _plain(share * _POWERS[found["scaled"].lower()]), ""
        return _plain(share * 100), PERCENT
    half = found["half"] or ""
    whole = _whole(re.split(r"[\s-]+", found["words"].removesuffix(half).lower()))
    return whole if whole is None or not half else whole + Decimal("0.5"), ""


def _share(words: str) -> Decimal:
    count, _, part = " ".join(words.replace("-", " ").split()).rpartition(" ")
    share = Decimal(_VALUES.get(count, 1)) / _PARTS[part]
    return round(share, 4)


def _plain(value: Decimal) -> Decimal:
    """A number without zeros at the end of its fraction, and without a power."""
    return Decimal(f"{value.normalize():f}")


def _whole(words: list[str]) -> Decimal | None:
    """The value of words that are a whole number; None where they are several in a row."""
    total = current = 0
    last = 0
    for word in words:
        if word in {"a", "an", "and"}:
            continue
        if word in _POWERS:
            power = _POWERS[word]
            current = max(current, 1) * power
            if power >= 1000:
                total, current = total + current, 0
            last = 0
            continue
        value = _VALUES[word]
        if last and not (last >= 20 and value < 10):
            return None
        current += value
        last = value
    return Decimal(total + current)
