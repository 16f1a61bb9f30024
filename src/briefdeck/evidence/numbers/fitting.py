"""Whether a number of a copy is the one that a briefing states: value, sign, unit and hedge.

Rounding: a number counts as found where a source has it in more digits, and rounding these to the
digits of the briefing gives just that number, by no more than five percent: "$1.6 billion" for
$1,602,300,000. With "more than" and "at least" it is rounded down, with "nearly", "less than" and
"at most" up. Without a hedge it must be plain that it is rounded: it has a scale, or no decimals
where the source has some, or three zeros at its end and more than one other digit. So 852,000 is
851,508, and 851,500 or 687 for 690 are slips.

Hedges: what the source says must bear out what the briefing says. "Over 500" bears out "more than
500" and "at least 500", but neither "500" nor "nearly 500"; a plain 500 bears out "about 500".
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from briefdeck.evidence.numbers.stated import Quantity
from briefdeck.evidence.numbers.subjects import stems
from briefdeck.evidence.numbers.surroundings import Seen
from briefdeck.evidence.numbers.units import PERCENT, POINTS, SPANS, is_currency
from briefdeck.model.briefing import Qualifier

_MOST_DIGITS: Final = 12
_ZEROS: Final = 3
_MOST_ROUNDED: Final = Decimal("0.05")
_BORNE_OUT: Final[dict[Qualifier | None, frozenset[Qualifier | None]]] = {
    None: frozenset({None, "about", "estimated", "alleged"}),
    "about": frozenset({"about", "estimated", "alleged"}),
    "estimated": frozenset({"about", "estimated", "alleged"}),
    "alleged": frozenset({None, "alleged"}),
    "nearly": frozenset({"nearly", "about", "less than", "at most"}),
    "more than": frozenset({"more than", "at least"}),
    "less than": frozenset({"less than", "at most"}),
    "at least": frozenset({"at least"}),
    "at most": frozenset({"at most"}),
}
"""What a briefing may say where a source has one hedge or none."""
_DOWN: Final = frozenset({"more than", "at least"})
_UP: Final = frozenset({"nearly", "less than", "at most"})
_ENDS: Final[dict[str, frozenset[Qualifier | None]]] = {
    "low": frozenset({None, "about", "estimated", "at least", "more than"}),
    "high": frozenset({None, "about", "estimated", "at most", "less than", "nearly"}),
}
"""What a source may say with an end of a range."""
_PART_OF_RANGE: Final[dict[str, frozenset[Qualifier | None]]] = {
    "low": frozenset({"at least", "more than"}),
    "high": frozenset({"at most", "less than", "nearly"}),
}
"""What a briefing may say that gives no more than one end of the range of a source."""
_FALLING: Final = stems(
    "fell fall fallen drop dropped decline declined decrease decreased loss lost lower reduction"
    " reduced minus deficit shrank shrunk negative shortfall cut cuts contraction contracted sank"
)
"""Words with which a negative change is said by its size."""


def says_value(number: Quantity, seen: Seen) -> bool:
    """Whether a number of a copy has the value and the sign that are stated, or more digits."""
    return any(_is_value(number, value, seen) for value in _values(seen))


def is_exact(number: Quantity, seen: Seen) -> bool:
    """Whether a number of a copy has just the stated value, sign apart."""
    return abs(number.value) in {abs(value) for value in _values(seen)}


def sizes_of(number: Quantity) -> tuple[Decimal, Decimal]:
    """Return between which sizes a number of a copy must be to say a stated one."""
    size = abs(number.value)
    step = Decimal(1).scaleb(number.step)
    slack = min(step, size * _MOST_ROUNDED)
    below = slack if number.hedge in _UP else min(slack, step / 2)
    above = slack if number.hedge in _DOWN else min(slack, step / 2)
    if number.hedge in _DOWN:
        below = Decimal(0)
    if number.hedge in _UP:
        above = Decimal(0)
    return size - below, size + above


def fits_unit(number: Quantity, seen: Seen, sentence: str) -> bool:
    """Whether a number of a copy can be of the unit that is stated; its sentence may name it."""
    if seen.unit:
        return seen.unit == number.unit or (number.is_open and seen.unit not in SPANS)
    if not number.unit:
        return True
    if not seen.is_open:
        return False
    if number.unit in {PERCENT, POINTS} or (seen.row and is_currency(number.unit)):
        return seen.row is not None
    return names_unit(number.unit, f"{seen.above} {sentence}".lower())


def fits_hedge(number: Quantity, seen: Seen) -> bool:
    """Whether the hedge of a number of a copy, or its having none, bears out what is stated."""
    said = seen.number.hedge
    part = seen.number.range_end
    if part and not (number.end or number.is_of_range):
        return number.hedge in _PART_OF_RANGE[part]
    if number.end:
        return said in _ENDS[number.end]
    if said is None and number.hedge in _DOWN | _UP:
        return all(value != number.value for value in _values(seen))
    if number.unit in SPANS and number.hedge is None and said in {"more than", "less than"}:
        return True
    return number.hedge in _BORNE_OUT[said]


def names_unit(unit: str, sentence: str) -> bool:
    """Whether a sentence in small letters names a unit somewhere."""
    return any(sign in sentence for sign in _SIGNS.get(unit, (unit.lower(),)))


_SIGNS: Final = {
    "percent": ("%", "percent", "per cent"),
    "percentage points": ("percentage point",),
    "USD": ("$", "dollar", "usd"),
    "EUR": ("€", "euro", "eur"),
    "GBP": ("£", "pound", "gbp"),
}


def has_digits(number: Quantity, seen: Seen) -> bool:
    """Whether a number of a copy has the digits that are stated, whatever its scale and unit.

    It may have more of them.
    """
    stated = digits_of(number.value)
    return any(_begins_with(stated, digits_of(value)) for value in _values(seen))


def _begins_with(stated: str, digits: str) -> bool:
    if stated == digits or len(stated) < 2 or len(digits) <= len(stated):
        return stated == digits
    return round(Decimal(f"0.{digits}"), len(stated)) == Decimal(f"0.{stated}")


def is_slip(number: Quantity, seen: Seen) -> bool:
    """Whether a number differs from the stated one as a slip of the pen does.

    By one digit, two neighbors that have changed places, or one that is missing or too many.
    """
    return any(_is_slip(_plain(number.value), _plain(value)) for value in _values(seen))


@lru_cache(maxsize=65536)
def digits_of(value: Decimal) -> str:
    """Return the digits of a number that count, without zeros at both ends."""
    return _plain(value).strip("0")


def _values(seen: Seen) -> tuple[Decimal, ...]:
    return (seen.value, *seen.number.others)


def _is_value(number: Quantity, value: Decimal, seen: Seen) -> bool:
    stated = number.value
    if (stated < 0) != (value < 0):
        if not _FALLING & (seen.words if value >= 0 else frozenset(number.words)):
            return False
        stated, value = abs(stated), abs(value)
    if stated == value:
        return True
    if seen.step >= number.step or abs(stated - value) > abs(stated) * _MOST_ROUNDED:
        return False
    unit = Decimal(1).scaleb(number.step)
    if number.hedge in _DOWN:
        return (value / unit).to_integral_value(ROUND_FLOOR) * unit == stated
    if number.hedge in _UP:
        return (value / unit).to_integral_value(ROUND_CEILING) * unit == stated
    ways = (ROUND_HALF_UP, ROUND_HALF_DOWN)
    if all((value / unit).to_integral_value(way) * unit != stated for way in ways):
        return False
    is_hedged = number.hedge is not None or bool(number.end)
    return is_hedged or _is_plainly_rounded(number, value, seen)


def _is_plainly_rounded(number: Quantity, value: Decimal, seen: Seen) -> bool:
    """Whether a number without a hedge is written as rounded ones are.

    With a scale, without the source's decimals, or with three zeros at its end.
    """
    if number.power > seen.power or seen.step < number.power:
        return True
    return number.step >= _ZEROS and not _is_one_digit(abs(number.value), value)


def _is_one_digit(one: Decimal, other: Decimal) -> bool:
    first, second = _plain(one), _plain(other)
    if len(first) != len(second):
        return False
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


@lru_cache(maxsize=65536)
def _plain(value: Decimal) -> str:
    """All digits of a number, without sign, point and zeros before them."""
    return f"{abs(value):f}".replace(".", "").lstrip("0")


def _is_slip(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < 2:
        return False
    if len(one) == len(other):
        differing = [place for place in range(len(one)) if one[place] != other[place]]
        if len(differing) == 1:
            return True
        first, *rest = differing
        swapped = one[first : first + 2] == other[first : first + 2][::-1]
        return rest == [first + 1] and swapped
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def slips_of(value: Decimal) -> Iterator[Decimal]:
    """Yield the sizes of which a slip of the pen could have made the stated one."""
    size = abs(value)
    for power in (-9, -6, -3, -2, -1, 0, 1, 2, 3, 6, 9):
        yield size.scaleb(power)
    digits, exponent = digits_of(value), size.normalize().as_tuple().exponent
    assert isinstance(exponent, int), "a finite number"
    if not 2 <= len(digits) <= _MOST_DIGITS:
        return
    for other in dict.fromkeys(_slips(digits)):
        yield Decimal(other).scaleb(exponent)


def _slips(digits: str) -> Iterator[str]:
    for place in range(len(digits)):
        before, sign, behind = digits[:place], digits[place], digits[place + 1 :]
        yield from (before + other + behind for other in "0123456789" if other != sign)
        yield before + behind
        if behind:
            yield before + behind[0] + sign + behind[1:]
