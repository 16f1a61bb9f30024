"""The rule on amounts that are said twice and not alike: in two units, as share and percent."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.amounts import Range, number_reach
from briefdeck.model.problem import Complaint
from briefdeck.text.pattern import pattern


class _Unit(NamedTuple):
    """What is measured, and how much of the first unit of that kind this one is."""

    kind: str
    size: Decimal


_NAMES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "time": (
        ("seconds? secs? s", "1"),
        ("minutes? mins?", "60"),
        ("hours? hrs? h", "3600"),
        ("days? d", "86400"),
        ("weeks?", "604800"),
    ),
    "calendar": (("months?", "1"), ("years? yrs?", "12")),
    "length": (
        ("metres? meters? m", "1"),
        ("kilometres? kilometers? km", "1000"),
        ("miles? mi", "1609.344"),
        ("feet foot ft", "0.3048"),
        ("inches inch in", "0.0254"),
        ("centimetres? centimeters? cm", "0.01"),
        ("yards? yd", "0.9144"),
        ("nautical miles?", "1852"),
    ),
    "weight": (
        ("kilograms? kilogrammes? kg", "1"),
        ("tonnes? t", "1000"),
        ("pounds? lbs?", "0.45359237"),
    ),
    "area": (
        ("hectares? ha", "1"),
        ("square metres? square meters? m²", "0.0001"),
        ("square feet sq ft", "0.000009290304"),
        ("acres?", "0.40468564224"),
        ("square kilometres? square kilometers? km²", "100"),
        ("square miles?", "258.9988110336"),
    ),
}
"""The units of each kind, in the words and signs that texts have for them."""

_OF_SEVERAL_WORDS: Final = ("nautical", "square", "sq")
_NUMBER_WORDS: Final = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
"""
_WORDS: Final = tuple(_NUMBER_WORDS.split())


def _spellings(names: str) -> Iterator[str]:
    """Yield the spellings in a row of `_NAMES`, in which some are of two words."""
    words = names.split()
    while words:
        first = words.pop(0)
        yield f"{first} {words.pop(0)}" if first in _OF_SEVERAL_WORDS else first


_UNITS: Final = tuple(
    (spelling, _Unit(kind, Decimal(size)))
    for kind, rows in _NAMES.items()
    for names, size in rows
    for spelling in _spellings(names)
)
_ANY_UNIT: Final = "|".join(sorted((spelling for spelling, _ in _UNITS), key=len, reverse=True))
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER: Final = rf"(?:{_DIGITS}|(?i:{'|'.join(_WORDS)})(?=[ -]))"
_QUANTITY: Final = rf"{_NUMBER}[ \u00a0-]?(?:{_ANY_UNIT})(?!\w)"
_QUANTITIES: Final = rf"{_QUANTITY}(?:(?:,| and|, and)? {_QUANTITY})*"
_HEDGE: Final = r"(?P<hedge>about |some |or |i\.e\. |= ?|≈ ?|~ ?|)"
_HEDGES: Final = frozenset({"about ", "some ", "≈ ", "≈", "~ ", "~"})
_LOOSE: Final = pattern(
    r"(?i:\b(?:about|some|roughly|around|nearly|almost|over|than|least|under) \Z)"
)
"""What says that an amount is not to be taken to the digit."""
_TWICE: Final = pattern(
    rf"(?<![\w.,])(?P<first>{_QUANTITIES}) \({_HEDGE}(?P<second>{_QUANTITIES})\)"
)
_OPENING: Final = pattern(rf"\({_HEDGE}(?:\d|(?:{'|'.join(_WORDS)})[ -])")
_ZONE: Final = r"(?: ?(?:[A-Z]{2,4}|[ap]\.?m\.?))?"
_CLOCK: Final = pattern(
    rf"(?<![\d:])(?P<from>\d{{1,2}}:\d\d){_ZONE}(?: to | until | and | ?[–-] ?)"
    rf"(?P<to>\d{{1,2}}:\d\d){_ZONE} \({_HEDGE}(?P<second>{_QUANTITIES})\)"
)
_HALF_A_DAY: Final = 12 * 3600
_REACH: Final = 80
_NEAR: Final = 20
_MORE_BEFORE: Final = pattern(
    r"(?:[×*/–-]|\d[ \u00a0x×]?(?:[a-z]{1,3},?)?(?: and)?|\b(?:to|or|and|hundred))[ \u00a0]?\Z"
)
"""What makes an amount the rest of a longer one: "4 × 100 m", "7 st 3 lb", "one to two hours"."""
_A_MILE: Final = pattern(r"(?<!nautical )miles?")
_PART: Final = pattern(rf"(?P<number>{_NUMBER})[ \u00a0-]?(?P<unit>{_ANY_UNIT})(?!\w)")
_SHARE: Final = pattern(
    r"(?<![\d.,])(?P<part>\d{1,3}(?:,\d{3})+|\d+) (?:out )?of (?:the |all |its |their )?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?: [a-z]+){0,3}"
    r" \((?:about |some |or |i\.e\. )?(?P<percent>\d+(?:\.\d+)?)(?: ?%| per ?cent)\)"
)
_FRACTIONS: Final = {
    "half": 50.0, "a third": 33.3, "one third": 33.3, "two thirds": 66.7, "a quarter": 25.0,
    "one quarter": 25.0, "three quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0,
}  # fmt: skip
_FRACTION: Final = pattern(
    rf"(?<![\w-])(?P<fraction>(?i:{'|'.join(_FRACTIONS)}))"
    r"(?: of (?:the |all |its |their )?[a-z]+(?: [a-z]+)?)?"
    r" \((?P<percent>\d+(?:\.\d+)?)(?: ?%| per ?cent)\)"
)
_LOOSELY: Final = 8
"""How many percent a fraction in words may be away from what is said: "half (46%)"."""
_NOT_ALL: Final = pattern(
    r"(?i:\b(?:about|almost|nearly|over|than|around|roughly|some|under|least|most|and|or|only|the"
    r"|another|other|first|second|last|one|an?)) \Z"
)
"""What makes of a fraction something else: "nearly half", "two and a half", "the first half"."""
_SPELLED: Final = pattern(rf"(?<![\w-])(?P<word>(?i:{'|'.join(_WORDS)})) \((?P<digits>\d{{1,2}})\)")
_LARGER: Final = pattern(r"(?i:(?:ty|hundred|thousand|million)(?: and)? \Z)")
"""What begins a number in words whose end "one (21)" is."""


@rule("warning")
def amounts_disagree(case: Case) -> Iterator[Complaint]:
    """An amount is said twice, and not alike.

    What stands in parentheses behind an amount in another unit is the same amount;
    where the two differ by more than rounding, one of them is wrong. Looked at are
    times, lengths, weights and areas, "05:12 to 06:36 (84 minutes)", shares such as
    "31 of 38 (82%)" and "half (50%)", and numbers in words with their digits.

    Wrong:

    ```toml
    [[findings]]
    id = "outage"
    text = "Trains stood still for 7 hours 9 minutes (103 minutes) [@crs-2017, p. 9]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "outage"
    text = "Trains stood still for 1 hour 43 minutes (103 minutes) [@crs-2017, p. 9]."
    ```
    """
    for match in _said_twice(case.text):
        if not case.is_code(match.start()):
            piece, offset = case.piece_at(match.start())
            yield Complaint(
                piece.path,
                f"`{match[0]}` is not one amount said twice.",
                "Correct the one that is wrong.",
                offset=offset,
            )


def _said_twice(text: str) -> Iterator[re.Match[str]]:
    """Amounts with another behind them in parentheses that is not the same.

    Parentheses that begin with an amount are few, so that the long expressions see little text.
    """
    for opening in _OPENING.finditer(text):
        start = max(0, opening.start() - _REACH)
        end = text.find(")", opening.end(), opening.end() + _REACH) + 1
        for expression, disagree in _CHECKS if end else ():
            for match in expression.finditer(text, start, end):
                if match.end() == end and disagree(match):
                    yield match


def _quantities_disagree(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    first, second = match["first"], match["second"]
    # In the same unit the second is another amount, not the same one once more.
    if _MORE_BEFORE.search(before) or _units_in(first) == _units_in(second):
        return False
    hedge = "about" if _LOOSE.search(before) else None
    # Miles may be those at sea.
    readings = {first, _A_MILE.sub("nautical miles", first)}
    one = [_total(reading, hedge) for reading in readings]
    other = _total(second, _hedge_in(match))
    return all(_differ(reading, other) for reading in one)


def _differ(one: tuple[str, Range] | None, other: tuple[str, Range] | None) -> bool:
    if one is None or other is None:
        return False
    return one[0] == other[0] and one[1].contradicts(other[1])


def _hedge_in(match: re.Match[str]) -> str | None:
    """The hedge of the second of two amounts."""
    return "about" if match["hedge"] in _HEDGES else None


def _units_in(words: str) -> set[_Unit]:
    return {_unit(match["unit"]) for match in _PART.finditer(words)}


def _total(words: str, hedge: str | None) -> tuple[str, Range] | None:
    """What a quantity is of, and all that it may stand for; None for a mixture of kinds."""
    parts = [(_digits(match["number"]), _unit(match["unit"])) for match in _PART.finditer(words)]
    kinds = {unit.kind for _, unit in parts}
    if len(kinds) != 1:
        return None
    reaches = [(number_reach(digits, hedge), float(unit.size)) for digits, unit in parts]
    if len(parts) > 1:
        # Of "7 hours 9 minutes" only the smallest part is rounded.
        whole = sum(float(digits.replace(",", "")) * float(unit.size) for digits, unit in parts)
        slack = min(float(unit.size) for _, unit in parts) / 2
        return kinds.pop(), Range(whole - slack, whole + slack)
    (reach, size), *_ = reaches
    return kinds.pop(), Range(reach.low * size, reach.high * size)


def _digits(number: str) -> str:
    """A number in digits, which may be in words."""
    return number if number[0].isdigit() else str(_WORDS.index(number.lower()) + 1)


def _clock_disagrees(match: re.Match[str]) -> bool:
    """Whether from one time of day to another it is not as long as is said behind them."""
    total = _total(match["second"], _hedge_in(match))
    if total is None or total[0] != "time":
        return False
    start, end = (
        int(hours) * 3600 + int(minutes) * 60
        for hours, minutes in (match[name].split(":") for name in ("from", "to"))
    )
    said = total[1]
    # Each is a minute that has sixty seconds. Days may lie between; and 2:00 may be at night.
    between = (end - start) % _HALF_A_DAY
    turns = max(0, round((said.low - between) / _HALF_A_DAY))
    real = between + turns * _HALF_A_DAY
    return said.contradicts(Range(real - 60, real + 60))


def _unit(words: str) -> _Unit:
    return next(unit for spelling, unit in _UNITS if re.fullmatch(spelling, words))


def _share_disagrees(match: re.Match[str]) -> bool:
    part, whole = (int(match[name].replace(",", "")) for name in ("part", "whole"))
    if part > whole or not whole:
        return False
    _, _, decimals = match["percent"].partition(".")
    # A whole step of the last digit: some round, and some cut off.
    step = 0.1 ** len(decimals)
    return abs(part / whole * 100 - float(match["percent"])) > step


def _fraction_disagrees(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    if _NOT_ALL.search(before):
        return False
    return abs(_FRACTIONS[match["fraction"].lower()] - float(match["percent"])) > _LOOSELY


def _spelled_disagrees(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    if _LARGER.search(before):
        return False
    return _WORDS.index(match["word"].lower()) + 1 != int(match["digits"])


_CHECKS: Final = (
    (_TWICE, _quantities_disagree),
    (_CLOCK, _clock_disagrees),
    (_SHARE, _share_disagrees),
    (_FRACTION, _fraction_disagrees),
    (_SPELLED, _spelled_disagrees),
)
