"""A number as a text has it: its value, with the scale, the unit and the hedge around it."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.evidence.numbers.digits import (
    TOKEN,
    Doubt,
    decimal_value,
    fraction_behind,
    readings,
    sign_at,
)
from briefdeck.evidence.numbers.flat import PARTED, Flat
from briefdeck.evidence.numbers.numbered import is_amount, is_of_name, is_year
from briefdeck.evidence.numbers.stated import End
from briefdeck.evidence.numbers.units import AGE, MEASURE_OF, PERCENT, POINTS
from briefdeck.model.briefing import Qualifier
from briefdeck.model.hedges import HEDGE_OF, hedge_before
from briefdeck.model.measures import (
    CURRENCY_OF,
    POWER_OF_LETTER,
    DecimalSign,
    choice,
    power_of,
)
from briefdeck.text.pattern import pattern

_REACH: Final = 72
"""Characters on each side of a number that can belong to it."""
_SIGNED: Final = rf"(?:(?<![A-Za-z])(?:{choice(CURRENCY_OF)})|(?:US|U\.S\.|NZ)\s?\\?\$|\\?\$)"
_MONEY: Final = pattern(rf"({_SIGNED})\s?\Z")
_MINUS: Final = pattern(
    r"(?:(?<![A-Za-z0-9)\]%.])[-–‐]|(?<![0-9%])−\s?)\Z|\b(?:minus|negative)\s\Z"
)
_SCALE: Final = pattern(
    r"[ \u00a0\u2009\u202f\n\t-]{0,2}"
    r"(?P<word>hundred|thousand|(?:m|b|tr)illion|tausend|millionen|milliarden?"
    r"|millones|milliards?|(?:mn|mln|bn|bln|tn|mio|mrd)\.?)s?"
    r"(?:[ \n](?P<more>thousand|million|billion))?[0-9]{0,2}(?![A-Za-z0-9])"
    r"|(?P<blank>[ \u00a0]?)(?P<letter>[KkMmBbTt])(?![A-Za-z0-9/²³’'-])",
    re.IGNORECASE,
)
_PERCENT: Final = pattern(
    r"(?P<points>[\s-]*(?:percentage|per\s?cent(?:age)?)[\s-]points?\b|\s?prozentpunkte?n?\b"
    r"|\s(?:puntos porcentuales|points de pourcentage)\b|\s?pp(?![A-Za-z]))"
    r"|\s?%|[\s-]*(?:percent|per\s?cent|pct\.?|prozent|por ciento"
    r"|pour cent)(?![A-Za-z])",
    re.IGNORECASE,
)
_WORD: Final = pattern(
    r"(?:[ \u00a0\u2009\u202f-]{1,2}|[ ]?\n(?!\s))(?:(?:of|de|U\.S\.|US)\s+|d[’'])?"
    r"([A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*)"
)
_COUNTED: Final = pattern(r"\s(?:people|women|men|children|[a-z]{4,}(?<!tre)s)\b")
"""What is counted in millions that are no more than a letter: "1.5m customers"."""
_CENTS: Final = pattern(r"[ -](?:U\.?S\.? )?cents?\b")
_DIRECT: Final = pattern(r"(km|kg|mi|ft|lbs?|ha|MWh?|GWh?|kWh?|TWh|ms|cm|mm|oz)(?![A-Za-z])")
_AGED: Final = pattern(r"[- ]years?[- ]old\b", re.IGNORECASE)
_CODE: Final = pattern(rf"\s?({choice(CURRENCY_OF)})(?![A-Za-z])")
_SIGN: Final = pattern(
    rf"(?:({choice([word for word in HEDGE_OF if not word[0].isalpha()])})"
    r"|\b((?:ca?|approx|est)\.))\s*\Z"
)
_COMPARED: Final = pattern(
    r"(?:well |far |just )?(?:over|under|above|below)\s+(?:the|an?)\s+", re.IGNORECASE
)
"""What compares with a number that is known, or is no hedge: "under a 5 percent tariff"."""
_WORDS: Final = pattern(r"\S+")
_BEHIND: Final = pattern(
    r"(?P<plus>\+)(?![0-9])|\s*(?:(?P<least>\bor more\b|\bor higher\b|\band (?:over|above)\b)"
    r"|(?P<most>\bor (?:less|fewer|lower|below)\b)|(?P<about>\bor so\b))",
    re.IGNORECASE,
)
_BY: Final = r"\s?(?:[-–—]|\bto\b|\band\b|\bor\b)\s?"
_TO_OTHER: Final = pattern(rf"({_BY})(?:{_SIGNED}\s?)?[0-9][0-9.,]*")
_FROM_OTHER: Final = pattern(
    r"(?<![0-9.,A-Za-z-])(?P<other>[0-9][0-9.,]*)"
    r"(?:\s?%|[\s-](?:percent|per cent|hundred|thousand|million|billion|trillion)|[mk]|bn)?"
    rf"(?P<by>{_BY})\Z"
)
_BETWEEN: Final = pattern(rf"\bbetween\s+(?:\w+\s+){{0,2}}(?:{_SIGNED}\s?)?\Z", re.IGNORECASE)
_TIME: Final = pattern(r"\b(?:in|since|by|until|from|before|after|during|of)\s+\Z", re.IGNORECASE)
_OF_YEARS: Final = pattern(r"\b(?:above|below|over|under)\s+\Z", re.IGNORECASE)
_FROM: Final = pattern(r"\bfrom\s+\Z", re.IGNORECASE)
_NEAR: Final = 16
_SIGN_ENDS: Final = tuple("$€£¥₹₩₽-−–‐")
_MINUS_WORDS: Final = ("minus ", "negative ")
_RANGE_ENDS: Final = ("-", "–", "—", " to", " and", " or", "\nto", "\nand", "\nor")
_SMALL: Final = 1000
"""A number below it takes over the scale of the other end of its range: "10 to 20 million"."""
_MOST_WORDS: Final = 4
_STOP_WORDS: Final = """
    in of to for and or by from at on with was were is are as that than the a an per each while
    more less fewer above below after before between during over under out since until when which
    who whose where this these those but not had has have would will may can could it its their
    there he she they we went came rose fell then through against among into about nearly total
"""
_BEFORE_UNITS: Final = frozenset(
    ["square", "cubic", "metric", "nautical", "short", "long", "full", "more", "additional", "us"]
)
"""Words between a number and its unit."""
_PLURALS: Final = frozenset(["people", "children", "women", "men", "police", "personnel", "staff"])
_STOPS: Final = frozenset(_STOP_WORDS.split())


class Written(Struct, frozen=True, kw_only=True):
    """A number as a text has it.

    start, end: with its sign, scale, unit and hedge; first, last: of its digits alone. value: in
    base units; others: what it may be besides. step: the power of ten of the last digit that
    counts. power: that of the scale that is said. unit: as in `Unit.name`. noun: the words behind
    it, where it counts something. is_amount: not a date, a page or the number of a thing.
    is_of_name: whether it may be a part of a name.
    is_bracketed: whether nothing but it stands in brackets. range_end: which end of a range it is.
    doubt: as in `Reading`.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal
    step: int
    power: int = 0
    unit: str = ""
    noun: str = ""
    hedge: Qualifier | None = None
    others: tuple[Decimal, ...] = ()
    is_amount: bool = True
    is_year: bool = False
    is_of_name: bool = False
    is_bracketed: bool = False
    range_end: End = ""
    doubt: Doubt = ""

    @property
    def is_bare(self) -> bool:
        """Whether nothing says of what it is."""
        return not self.unit and not self.noun


class _Tail(NamedTuple):
    """What stands behind the digits of a number: a scale, a unit, the words that it counts."""

    end: int
    power: int = 0
    unit: str = ""
    noun: str = ""


def numbers_in(text: str, start: int, end: int, sign: DecimalSign = ".") -> list[Written]:
    """Return every number in digits between two places of a text, in order."""
    return [
        number_at(text, each.start, each.end, each.value, each.doubt)
        for token in TOKEN.finditer(text, start, end)
        for each in readings(text, *token.span(1), sign)
    ]


def number_between(
    text: str, first: int, last: int, sign: DecimalSign, doubt: Doubt = ""
) -> Written:
    """Return the number whose digits stand between two places.

    Raises ValueError where these are not the digits of one number.
    """
    return number_at(
        text, first, last, decimal_value(text[first:last], sign_at(text, last, sign)), doubt
    )


def number_at(text: str, first: int, last: int, digits: Decimal, doubt: Doubt = "") -> Written:
    """Return the number whose digits stand between two places and have that value."""
    first, digits = _with_point(text, first, last, digits)
    behind, end = fraction_behind(text, last) if text[first:last].isdigit() else (0, last)
    digits += behind
    start, money, is_negative = _signs(text, first)
    tail = tail_of(text, end, money)
    unit, others = tail.unit or money, []
    opening = _opening_of_range(text, start)
    if opening is not None:
        opening, opening_money, _ = _signs(text, opening)
        unit = unit or opening_money
    closing = _closing_of_range(text, start, end if not tail.power and not unit else tail.end)
    if closing is not None and (not tail.power or not unit):
        other = tail_of(text, closing, money)
        unit = unit or other.unit
        tail = tail._replace(noun=tail.noun or other.noun)
        if other.power and not tail.power and digits < _SMALL:
            others = [digits.scaleb(other.power)]
    hedge, hedged = hedge_around(text, start if opening is None else opening)
    if hedge is None:
        hedged = start
    end = tail.end
    if hedge is None:
        hedge, end = _hedge_behind(text, end)
    value = digits.scaleb(tail.power)
    is_part = text[first - 1 : first] in {"/", "⁄"} and text[first - 2 : first - 1].isdigit()
    counts = bool(unit or tail.power or others) and not is_part
    counts = counts or is_amount(text, first, last)
    counts = counts or _is_hedged_amount(text, hedged, first, last, hedge)
    return Written(
        start=hedged,
        end=end,
        first=first,
        last=last,
        value=-value if is_negative else value,
        step=last_step(digits) + tail.power,
        power=tail.power,
        unit=unit,
        noun="" if unit else tail.noun,
        hedge=hedge,
        others=tuple([-each if is_negative else each for each in others]),
        is_amount=counts,
        is_year=not counts and is_year(text[first:last]),
        is_of_name=not (unit or tail.power or hedge or _is_plural(tail.noun))
        and text[first:last].isdigit()
        and is_of_name(text[max(0, first - _REACH) : first]),
        is_bracketed=text[start - 1 : start] == "(" and text[tail.end : tail.end + 1] == ")",
        range_end=_range_end(text, opening, closing, start),
        doubt=doubt,
    )


def _range_end(text: str, opening: int | None, closing: int | None, start: int) -> End:
    """Which end of a range a number is: none where it rises or falls from one to the other."""
    first = start if opening is None else opening
    if (opening is None) == (closing is None) or _FROM.search(text[max(0, first - _NEAR) : first]):
        return ""
    return "low" if opening is None else "high"


def _is_hedged_amount(
    text: str, hedged: int, first: int, last: int, hedge: Qualifier | None
) -> bool:
    """Whether a number is an amount by its hedge: "up to 1754" is, but not "in about 1754"."""
    if hedge is None:
        return False
    if not is_year(text[first:last]):
        return True
    if _OF_YEARS.search(text[max(0, first - _NEAR) : first]):
        return False
    return hedge != "about" or not _TIME.search(text[max(0, hedged - _REACH) : hedged])


def _is_plural(noun: str) -> bool:
    first = noun.partition(" ")[0]
    return first.endswith("s") or first in _PLURALS


def within(number: Written, text: str, start: int, end: int) -> Written:
    """Return a number with nothing but what stands around it between two places of its text."""
    digits = abs(number.value).scaleb(-number.power)
    found = number_at(
        text[start:end], number.first - start, number.last - start, digits, number.doubt
    )
    return replace(
        found,
        start=found.start + start,
        end=found.end + start,
        first=found.first + start,
        last=found.last + start,
    )


def last_step(digits: Decimal) -> int:
    """Return the power of ten of the last digit that counts.

    Zeros at the end of a whole number only say its size; those behind the point are meant.
    """
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int), "a finite number"
    if exponent < 0 or not digits:
        return exponent
    normal = digits.normalize().as_tuple().exponent
    assert isinstance(normal, int)
    return normal


def tail_of(text: str, last: int, money: str = "") -> _Tail:
    """Return what stands behind the digits of a number that end at a place.

    money: the currency before it, beside which letters may be scales.
    """
    if PARTED.search(text, last, last + 2 * _NEAR):
        flat = Flat(text[last : last + _REACH])
        tail = _tail(flat.text, 0, money)
        return tail._replace(end=last + flat.origin(tail.end))
    return _tail(text, last, money)


def _tail(text: str, last: int, money: str) -> _Tail:
    power, end = _scale(text, last, money)
    percent = _PERCENT.match(text, end)
    if percent is not None:
        return _Tail(percent.end(), power, POINTS if percent["points"] else PERCENT)
    cents = _CENTS.match(text, end) if not power else None
    if cents is not None:
        return _Tail(cents.end(), -2, "USD")
    aged = _AGED.match(text, end)
    if aged is not None:
        return _Tail(aged.end(), power, AGE)
    direct = _DIRECT.match(text, end) or _CODE.match(text, end)
    if direct is not None:
        code = direct[1]
        return _Tail(direct.end(), power, CURRENCY_OF.get(code) or MEASURE_OF[code.lower()])
    unit, noun, unit_end = _words(text, end)
    return _Tail(unit_end, power, unit, noun)


def _with_point(text: str, first: int, last: int, digits: Decimal) -> tuple[int, Decimal]:
    """The digits with a point before them that nothing stands before: ".5"."""
    if text[first - 1 : first] != "." or first == 0 or not text[first:last].isdigit():
        return first, digits
    if first > 1 and text[first - 2] not in " \t\n($|-−–£€":
        return first, digits
    return first - 1, digits.scaleb(first - last)


def _signs(text: str, first: int) -> tuple[int, str, bool]:
    """Where a number begins with its signs, the currency before it, and whether it is negative."""
    before = text[max(0, first - _NEAR) : first]
    last = before.rstrip()[-1:]
    if last not in _SIGN_ENDS and not last.isupper() and not before.endswith(_MINUS_WORDS):
        return first, "", False
    end = len(before)
    code = ""
    minus = _MINUS.search(before)
    if minus is not None:
        end = minus.start()
    money = _MONEY.search(before[:end])
    if money is not None:
        end = money.start()
        sign = money[1].lstrip("\\")
        code = CURRENCY_OF.get(sign, "USD")
        if minus is None:
            minus = _MINUS.search(before[:end])
            end = minus.start() if minus is not None else end
    return first - len(before) + end, code, minus is not None


def _scale(text: str, last: int, money: str) -> tuple[int, int]:
    """The power of ten that a word or a letter behind digits means, and where it ends."""
    found = _SCALE.match(text, last)
    if found is None:
        return 0, last
    if found["word"]:
        more = power_of(found["more"]) if found["more"] else 0
        return power_of(found["word"]) + more, found.end()
    letter = found["letter"]
    is_scale = not found["blank"]
    if letter in "mMbBtT":
        is_scale = bool(money or (is_scale and _COUNTED.match(text, found.end())))
    return (POWER_OF_LETTER[letter.lower()], found.end()) if is_scale else (0, last)


def _words(text: str, end: int) -> tuple[str, str, int]:
    """The unit that the words behind a number name, else the words that it counts, and the end."""
    words: list[str] = []
    place = end
    while len(words) < _MOST_WORDS:
        found = _WORD.match(text, place)
        if found is None or found[1].lower() in _STOPS:
            break
        word = found[1].lower()
        place = found.end()
        unit = MEASURE_OF.get(word.partition("-")[0], "")
        if unit and _BEFORE_UNITS.issuperset(words):
            return unit, "", place
        words.append(word)
    return "", " ".join(words), end


def _opening_of_range(text: str, start: int) -> int | None:
    """Where the digits begin of the number from which a range leads to one that begins there."""
    before = text[max(0, start - _REACH) : start]
    if not before.rstrip().endswith(_RANGE_ENDS):
        return None
    found = _FROM_OTHER.search(before)
    if found is None:
        return None
    opening = start - len(before) + found.start()
    if found["by"].strip() == "and" and not _is_between(text, opening):
        return None
    return None if found["by"].strip() == "or" or is_year(found["other"]) else opening


def _closing_of_range(text: str, start: int, end: int) -> int | None:
    """Where the digits end of the number to which a range leads from one that ends there."""
    found = _TO_OTHER.match(text, end)
    if found is None:
        return None
    if found[1].strip() == "and" and not _is_between(text, start):
        return None
    return found.end() - (found[0][-1] in ".,")


def _is_between(text: str, start: int) -> bool:
    return _BETWEEN.search(text[max(0, start - _REACH) : start]) is not None


def hedge_around(text: str, start: int) -> tuple[Qualifier | None, int]:
    """Return the hedge before a number and where it begins; without one, where the number does."""
    before = text[max(0, start - _REACH) : start]
    last = before.rstrip()[-1:]
    sign = _SIGN.search(before) if last == "." or not (last.isalnum() or last in ",;") else None
    if sign is not None:
        return HEDGE_OF[(sign[1] or sign[2]).lower()], start - len(before) + sign.start()
    flat = Flat(before).text
    hedge = hedge_before(flat)
    if hedge is None or _COMPARED.fullmatch(flat, hedge.start):
        return None, start
    count = len(flat[hedge.start :].split())
    words = list(_WORDS.finditer(before))[-count:]
    return hedge.qualifier, start - len(before) + words[0].start()


def _hedge_behind(text: str, end: int) -> tuple[Qualifier | None, int]:
    found = _BEHIND.match(text, end)
    if found is None:
        return None, end
    if found["plus"] or found["least"]:
        return "at least", found.end()
    return ("at most" if found["most"] else "about"), found.end()
