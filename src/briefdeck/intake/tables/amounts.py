"""Amounts as cells of tables have them: "about 15,000", ">120", "US$1.2 million", "45.3%[1]".

All digits stay as they are written: nothing passes through a binary fraction.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any, Final, NamedTuple

from briefdeck.intake.taken import Point
from briefdeck.model.briefing import Qualifier, Scale
from briefdeck.model.hedges import HEDGE_BEHIND, HEDGE_OF
from briefdeck.model.measures import (
    BLANKS,
    CURRENCY_OF,
    POWER_OF,
    POWER_OF_LETTER,
    Number,
    choice,
    decimal_signs,
    number_of,
)
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

POINTS: Final[tuple[Point, ...]] = (".", ",")

LONGEST: Final = 60
"""Characters of a cell that may be an amount."""
_TOKEN: Final = rf"(?:[0-9](?:[.,'’{BLANKS}]?[0-9])*|[.,][0-9]+)(?:[eE][-+]?[0-9]{{1,2}})?"
_MINUS: Final = "-−–‐"

_EXACT: Final = Context(prec=2 * LONGEST)

_SCALES: Final[dict[int, Scale]] = {2: "hundred", 3: "thousand", 6: "million", 9: "billion"}

_MISSING: Final = frozenset(
    {
        "", "-", "–", "—", "--", "---", "−", "..", "...", "…", ":", ".", "n/a", "na", "n.a.", "n.a",
        "#n/a", "n/d", "nd", "n.d.", "nan", "null", "none", "missing", "not available", "unknown",
        "not applicable", "not reported", "no data", "no figure", "#div/0!", "#value!", "#ref!",
        "(d)", "(s)", "(x)", "(na)", "x", "tbd", "withheld", "suppressed",
    }
)  # fmt: skip
"""What stands in a cell that has no figure."""


_CURRENCY: Final = choice(CURRENCY_OF)
_HEDGE: Final = pattern(rf"({choice(HEDGE_OF)})(?:(?<![a-z])|(?![a-z]))\s*", re.IGNORECASE)
_CELL: Final = pattern(
    rf"(?P<open>\()?\s*(?P<sign>[{_MINUS}+])?\s*(?P<currency>{_CURRENCY})?\s*"
    rf"(?P<inner>[{_MINUS}])?(?P<number>{_TOKEN})"
    rf"(?:\s*(?:[-–—]|to)\s*(?:{_CURRENCY})?\s*(?P<second>{_TOKEN}))?(?P<behind>.*)"
)


class Amount(NamedTuple):
    """What a cell says: a value or the ends of a range, and what stands around the digits.

    power: of ten, by which all numbers are multiplied. mark: that of a footnote.
    """

    value: Number | None
    low: Number | None = None
    high: Number | None = None
    qualifier: Qualifier | None = None
    unit: str = ""
    power: int = 0
    mark: str = ""
    is_bracketed: bool = False

    def scaled(self, power: int) -> "Amount":
        """Return the same amount with another power of ten, not larger than its own."""
        return self._replace(
            value=_times(self.value, self.power - power),
            low=_times(self.low, self.power - power),
            high=_times(self.high, self.power - power),
            power=power,
        )


def _times(number: Number | None, power: int) -> Number | None:
    """A number times a power of ten, whole where no digit stands behind the point."""
    if number is None or not power:
        return number
    product = Decimal(number).scaleb(power, _EXACT)
    return int(product) if product == product.to_integral_value(context=_EXACT) else product


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no figure, or nothing."""
    return cell.strip().casefold() in _MISSING


def scale_name(power: int) -> Scale | None:
    """Return the scale of a power of ten; None where none has a name."""
    return _SCALES.get(power)


def points_of(cells: Sequence[str]) -> tuple[bool, bool]:
    """Return whether some numbers can be read with a decimal point alone, and some with a comma.

    A column of words, with a number in some of them, says neither.
    """
    tokens = list(_tokens(cells))
    if len(tokens) * 2 < len(cells) - sum(map(is_missing, cells)):
        return False, False
    return decimal_signs(tokens)


def ambiguous(cells: Iterable[str]) -> str:
    """Return the first number that the decimal sign alone gives its size; empty for none."""
    for token in _tokens(cells):
        by_point, by_comma = number_of(token, "."), number_of(token, ",")
        if by_point is not None and by_comma is not None and by_point != by_comma:
            return token
    return ""


def _tokens(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        found = _CELL.match(_unhedged(cell)[1]) if len(cell) <= LONGEST else None
        if found is not None:
            yield from filter(None, (found["number"], found["second"]))


def amount_of(cell: str, point: Point = ".") -> Amount | None:
    """Return what a cell says in a table whose numbers have that decimal sign; None if no amount.

    A whole number of more than 64 bits is none either.
    """
    if len(cell) > LONGEST:
        return None
    hedge, rest = _unhedged(one_line(cell))
    found = _CELL.fullmatch(rest)
    amount = _bare(found, point) if found else None
    if found is None or amount is None:
        return None
    behind = found["behind"]
    if amount.is_bracketed:
        inside, closing, after = behind.partition(")")
        if not closing:
            return None
        behind = f"{inside} {after}"
    return _with_pieces(amount._replace(qualifier=hedge), behind.strip())


def _bare(found: re.Match[str], point: Point) -> Amount | None:
    """The numbers of a cell with the currency before them."""
    number = number_of(found["number"], point)
    if number is None:
        return None
    if found["open"] or (found["sign"] or found["inner"] or "+") in _MINUS:
        number = -number
    unit = CURRENCY_OF.get(found["currency"] or "", "")
    if found["second"] is None:
        return Amount(number, unit=unit, is_bracketed=bool(found["open"]))
    last = number_of(found["second"], point)
    return None if last is None or last <= number else Amount(None, number, last, unit=unit)


def _unhedged(cell: str) -> tuple[Qualifier | None, str]:
    """The hedge that a cell begins with, and what follows it."""
    cell = cell.strip()
    found = _HEDGE.match(cell)
    return (HEDGE_OF[found[1].casefold()], cell[found.end() :]) if found else (None, cell)


def _meaning(table: Mapping[str, Any]) -> Callable[[str], Any]:
    return lambda word: table[word.strip("()").casefold()]


_PIECES: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], Any]], ...]] = (
    (
        "qualifier",
        pattern(rf"\((?:{choice(HEDGE_BEHIND)})\)|(?:{choice(HEDGE_BEHIND)})$", re.IGNORECASE),
        _meaning(HEDGE_BEHIND),
    ),
    (
        "mark",
        pattern(r"\[\^?\w{1,3}\]|[*†‡§#]+|\([0-9a-z]\)|[¹²³⁰⁴-⁹ᵃ-ᵿ]+|[abcdfnprsux](?![^\W\d_])"),
        str,
    ),
    (
        "power",
        pattern(rf"(?:{choice(POWER_OF)})(?![^\W\d_])", re.IGNORECASE),
        _meaning(POWER_OF),
    ),
    ("unit", pattern(r"%|(?:percent|per cent|pct\.?)(?!\w)", re.IGNORECASE), lambda _: "%"),
    ("unit", pattern(rf"(?:{_CURRENCY})(?!\w)"), CURRENCY_OF.__getitem__),
    ("unit", pattern(r"[^\W\d_][^\d\[\](){}<>=;:!?*]{0,30}"), lambda word: word.strip()),
)
"""What may stand behind a number: the field that it gives, how it looks, and what it means."""
_LETTER: Final = ("power", pattern(r"[kmbt](?!\w)", re.IGNORECASE), _meaning(POWER_OF_LETTER))


def _with_pieces(amount: Amount, rest: str) -> Amount | None:
    """An amount with all that stands behind its digits; None where a piece of that is nothing."""
    pieces = (_LETTER, *_PIECES) if amount.unit else _PIECES
    while rest:
        for field, form, meaning in pieces:
            found = form.match(rest)
            if found is not None and not getattr(amount, field):
                amount = amount._replace(**{field: meaning(found.group())})
                rest = rest[found.end() :].strip()
                break
        else:
            return None
    return amount
