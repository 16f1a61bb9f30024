"""Amounts as cells of tables have them: "about 15,000", ">120", "US$1.2 million", "45.3%[1]".

All digits stay as they are written: nothing passes through a binary fraction.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any, Final, NamedTuple

from briefdeck.intake.taken import Point
from briefdeck.model.briefing import Qualifier, Scale
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

Number = int | Decimal
POINTS: Final[tuple[Point, ...]] = (".", ",")

LONGEST: Final = 60
"""Characters of a cell that may be an amount."""
_LARGEST: Final = 2**63
"""What a whole number of TOML is below."""

_BLANKS: Final = " \u00a0\u2007\u2009\u202f"
_GROUPING: Final[dict[Point, str]] = {".": ",'’" + _BLANKS, ",": ".'’" + _BLANKS}
_TOKEN: Final = rf"(?:[0-9](?:[.,'’{_BLANKS}]?[0-9])*|[.,][0-9]+)(?:[eE][-+]?[0-9]{{1,2}})?"
_MINUS: Final = "-−–‐"

_EXACT: Final = Context(prec=2 * LONGEST)

_HEDGES: Final[dict[Qualifier, tuple[str, ...]]] = {
    "about": (
        "about", "approximately", "approx.", "approx", "around", "roughly", "circa", "ca.", "ca",
        "c.", "some", "close to", "~", "≈", "∼",
    ),
    "nearly": ("nearly", "almost", "just under"),
    "more than": ("more than", "over", "above", "greater than", "just over", ">"),
    "less than": ("less than", "fewer than", "under", "below", "<"),
    "at least": ("at least", "no less than", "no fewer than", "not less than", ">=", "≥", "⩾"),
    "at most": ("at most", "up to", "no more than", "not more than", "<=", "≤", "⩽"),
    "estimated": ("an estimated", "estimated", "est.", "est"),
    "alleged": ("allegedly", "alleged", "reportedly"),
}  # fmt: skip
_HEDGE_OF: Final = {word: hedge for hedge, words in _HEDGES.items() for word in words}
_HEDGE_BEHIND: Final[dict[str, Qualifier]] = {
    **_HEDGE_OF, "+": "at least", "or more": "at least", "e": "estimated", "estimate": "estimated",
}  # fmt: skip
"""Hedges that may follow a number; `e` is the flag of statistical offices."""

_CODES: Final = (
    "USD", "EUR", "GBP", "JPY", "MXN", "CAD", "AUD", "CHF", "CNY", "NZD", "INR", "KRW", "RUB",
    "BRL", "SEK", "NOK", "DKK", "PLN", "CZK", "ZAR", "TRY", "ILS", "SGD", "HKD",
)  # fmt: skip
_CURRENCY_OF: Final = {
    "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "CN¥": "CNY", "MX$": "MXN",
    "CA$": "CAD", "C$": "CAD", "A$": "AUD", "R$": "BRL", "₹": "INR", "₩": "KRW", "₽": "RUB",
    **{code: code for code in _CODES},
}  # fmt: skip
_SCALE_OF: Final = {
    "hundred": 2, "thousand": 3, "million": 6, "mn": 6, "mln": 6, "mio": 6, "mil": 6,
    "billion": 9, "bn": 9, "bln": 9, "trillion": 12, "tn": 12,
}  # fmt: skip
"""The power of ten that a word means."""
_LETTERS: Final = {"k": 3, "m": 6, "b": 9, "t": 12}
"""Scales beside a currency; alone these letters may be anything."""
_OF_HEADS: Final = {"'000": 3, "’000": 3, "000s": 3, "'000s": 3, "tsd": 3}
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


def _choice(words: Iterable[str]) -> str:
    """Words as a choice of a regular expression, the longest first."""
    return "|".join([re.escape(word) for word in sorted(words, key=len, reverse=True)])


_CURRENCY: Final = _choice(_CURRENCY_OF)
_HEDGE: Final = pattern(rf"({_choice(_HEDGE_OF)})(?:(?<![a-z])|(?![a-z]))\s*", re.IGNORECASE)
_CELL: Final = pattern(
    rf"(?P<open>\()?\s*(?P<sign>[{_MINUS}+])?\s*(?P<currency>{_CURRENCY})?\s*"
    rf"(?P<inner>[{_MINUS}])?(?P<number>{_TOKEN})"
    rf"(?:\s*(?:[-–—]|to)\s*(?:{_CURRENCY})?\s*(?P<second>{_TOKEN}))?(?P<behind>.*)"
)
_THREES: Final = r"[1-9][0-9]{{0,2}}(?:(?P<sign>[{}])[0-9]{{3}})(?:(?P=sign)[0-9]{{3}})*"
_LAKHS: Final = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
_FRACTION: Final = r"(?:{}(?P<fraction>[0-9]+))?(?P<power>[eE][-+]?[0-9]+)?"
_NUMBERS: Final[dict[Point, re.Pattern[str]]] = {
    ".": pattern(
        rf"(?P<whole>[0-9]*|{_THREES.format(_GROUPING['.'])}|{_LAKHS}){_FRACTION.format('[.]')}"
    ),
    ",": pattern(rf"(?P<whole>[0-9]*|{_THREES.format(_GROUPING[','])}){_FRACTION.format(',')}"),
}
"""A number by its decimal sign: its whole digits are plain, or in groups of three, or of lakhs."""


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


def power_of(word: str) -> int:
    """Return the power of ten that a word of a column's head means; 0 for none."""
    bare = word.casefold().strip(".")
    return _SCALE_OF.get(bare.removesuffix("s"), 0) or _OF_HEADS.get(bare, 0)


def currency_of(sign: str) -> str:
    """Return the code of a currency, `USD` for "US$"; empty for none."""
    return _CURRENCY_OF.get(sign, "")


def points_of(cells: Sequence[str]) -> tuple[bool, bool]:
    """Return whether some numbers can be read with a decimal point alone, and some with a comma.

    A column of words, with a number in some of them, says neither.
    """
    with_point = with_comma = False
    tokens = list(_tokens(cells))
    if len(tokens) * 2 < len(cells) - sum(map(is_missing, cells)):
        return False, False
    for token in tokens:
        by_point, by_comma = _number(token, "."), _number(token, ",")
        with_point |= by_point is not None and by_comma is None
        with_comma |= by_comma is not None and by_point is None
    return with_point, with_comma


def ambiguous(cells: Iterable[str]) -> str:
    """Return the first number that the decimal sign alone gives its size; empty for none."""
    for token in _tokens(cells):
        by_point, by_comma = _number(token, "."), _number(token, ",")
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
    number = _number(found["number"], point)
    if number is None:
        return None
    if found["open"] or (found["sign"] or found["inner"] or "+") in _MINUS:
        number = -number
    unit = _CURRENCY_OF.get(found["currency"] or "", "")
    if found["second"] is None:
        return Amount(number, unit=unit, is_bracketed=bool(found["open"]))
    last = _number(found["second"], point)
    return None if last is None or last <= number else Amount(None, number, last, unit=unit)


def _unhedged(cell: str) -> tuple[Qualifier | None, str]:
    """The hedge that a cell begins with, and what follows it."""
    cell = cell.strip()
    found = _HEDGE.match(cell)
    return (_HEDGE_OF[found[1].casefold()], cell[found.end() :]) if found else (None, cell)


def _number(token: str, point: Point) -> Number | None:
    """A number by its digits; None where they are not grouped as those of one number are."""
    found = _NUMBERS[point].fullmatch(token)
    if found is None:
        return None
    whole = re.sub("[^0-9]", "", found["whole"]) or "0"
    if found["fraction"] or found["power"]:
        return Decimal(f"{whole}.{found['fraction'] or ''}{found['power'] or ''}")
    return int(whole) if int(whole) < _LARGEST else None


def _meaning(table: Mapping[str, Any]) -> Callable[[str], Any]:
    return lambda word: table[word.strip("()").casefold()]


_PIECES: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], Any]], ...]] = (
    (
        "qualifier",
        pattern(rf"\((?:{_choice(_HEDGE_BEHIND)})\)|(?:{_choice(_HEDGE_BEHIND)})$", re.IGNORECASE),
        _meaning(_HEDGE_BEHIND),
    ),
    (
        "mark",
        pattern(r"\[\^?\w{1,3}\]|[*†‡§#]+|\([0-9a-z]\)|[¹²³⁰⁴-⁹ᵃ-ᵿ]+|[abcdfnprsux](?![^\W\d_])"),
        str,
    ),
    (
        "power",
        pattern(rf"(?:{_choice(_SCALE_OF)})(?![^\W\d_])", re.IGNORECASE),
        _meaning(_SCALE_OF),
    ),
    ("unit", pattern(r"%|(?:percent|per cent|pct\.?)(?!\w)", re.IGNORECASE), lambda _: "%"),
    ("unit", pattern(rf"(?:{_CURRENCY})(?!\w)"), _CURRENCY_OF.__getitem__),
    ("unit", pattern(r"[^\W\d_][^\d\[\](){}<>=;:!?*]{0,30}"), lambda word: word.strip()),
)
"""What may stand behind a number: the field that it gives, how it looks, and what it means."""
_LETTER: Final = ("power", pattern(r"[kmbt](?!\w)", re.IGNORECASE), _meaning(_LETTERS))


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
