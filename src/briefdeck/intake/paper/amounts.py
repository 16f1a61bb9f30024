"""Amounts in sentences, with the hedge and the unit that they have there, as points of figures."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from briefdeck.intake.paper.dates import Dated
from briefdeck.model.calendar import MONTHS
from briefdeck.model.hedges import hedge_before
from briefdeck.text.pattern import pattern

_CURRENCIES: Final = {
    "US$": "USD",
    "U.S.$": "USD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "C$": "CAD",
    "A$": "AUD",
}
_SCALES: Final = ("thousand", "million", "billion", "trillion")
_AMOUNT: Final = pattern(
    r"(?P<sign>(?:U\.?S\.?|C|A)?\$|€|£|¥)?\s?"
    r"(?<![\w.,§#/-])(?P<digits>\d{1,3}(?:,\d\d\d){1,4}+(?:\.\d{1,9}+)?|\d{1,12}+(?:\.\d{1,9}+)?)"
    r"(?![\d,.]*\d|(?:st|nd|rd|th)\b)"
    r"(?:[\s-](?P<scale>thousand|million|billion|trillion)\b|(?P<short>[kKmMbB]n?)\b)?"
    r"(?P<percent>\s?%|[\s-](?:percent|per cent|percentage points?)\b)?"
    r"|\b(?:(?P<half>a half|half an?)[\s-](?P<halved>million|billion)"
    r"|an?[\s-](?P<whole>million|billion))\b"
)
_CURRENCY_WORD: Final = pattern(r"\s+(?P<word>dollars|euros|pounds)\b")
_WORD: Final = pattern(r"[ -][a-z][a-z-]*")
_PLURALS: Final = frozenset(["people", "children", "women", "men", "police", "personnel", "staff"])
_MOST_WORDS: Final = 3
_NOT_NOUNS_WORDS: Final = """
    in of to for and or by from at on with was were is are as that than the a an per each
    year years months days weeks hours month day week hour minutes times more less fewer
    above below after before between during over under out total year-old percent
"""
_NOT_NOUNS: Final = frozenset(_NOT_NOUNS_WORDS.split())
_NOT_AMOUNTS: Final = pattern(
    r"(?:\b(?:Table|Figure|Section|Chapter|Page|Pp?\.|No\.|Part|Article|Title|Appendix|Annex|Box"
    r"|Step|Phases?|Pillar|Version|Class|Grade|Act|Law|Route|Highway|Interstate|Ages?|Aged"
    rf"|{'|'.join(MONTHS)}|FY)\s*|(?-i:[A-Z]{{2,}})-?|[(\[#])\Z",
    re.IGNORECASE,
)
_LEAST: Final = 10
"""A bare count below it is a detail of the sentence, not a figure."""
_REACH: Final = 40


class Amount(NamedTuple):
    """A number in a sentence: its value, scale, unit and hedge, and the date that it is for."""

    start: int
    value: int | float
    scale: str
    unit: str
    qualifier: str
    at: str
    is_fiscal: bool


def amounts(sentence: str, dates: Sequence[Dated]) -> list[Amount]:
    """Return the amounts of a sentence, in order."""
    return list(_amounts(sentence, dates))


def by_unit(found: Sequence[Amount]) -> Iterator[list[Amount]]:
    """Yield amounts that can be points of one figure: of one unit, scale and calendar."""

    def kind(amount: Amount) -> tuple[str, str, bool, bool]:
        return amount.unit, amount.scale, amount.is_fiscal, bool(amount.at)

    for _, same in groupby(sorted(found, key=lambda one: (kind(one), one.start)), key=kind):
        yield list(same)


def _amounts(sentence: str, dates: Sequence[Dated]) -> Iterator[Amount]:
    spans = [(dated.start, dated.end) for dated in dates]
    for found in _AMOUNT.finditer(sentence):
        start, end = found.span()
        if any(start < other_end and end > other for other, other_end in spans):
            continue
        if found["digits"] and _NOT_AMOUNTS.search(sentence[max(0, start - _REACH) : start]):
            continue
        unit = _unit(sentence, found)
        value = _value(found)
        is_measured = bool(found["sign"] or found["percent"] or _scale(found))
        if not unit or (not is_measured and (value < _LEAST or _is_year(found))):
            continue
        at, is_fiscal = _date_of(found, dates)
        hedge = hedge_before(sentence[max(0, start - _REACH) : start])
        qualifier = hedge.qualifier if hedge else ""
        yield Amount(start, value, _scale(found), unit, qualifier, at, is_fiscal)


def _value(found: "re.Match[str]") -> int | float:
    if found["digits"] is None:
        return 0.5 if found["half"] else 1
    digits = found["digits"].replace(",", "")
    value = float(digits) if "." in digits else int(digits)
    return value * 1000 if _said_scale(found) == "trillion" else value


def _said_scale(found: "re.Match[str]") -> str:
    short = (found["short"] or "").lower().rstrip("n")
    named = {"k": "thousand", "m": "million", "b": "billion"}.get(short, "")
    return found["scale"] or found["halved"] or found["whole"] or named


def _scale(found: "re.Match[str]") -> str:
    said = _said_scale(found)
    return "billion" if said == "trillion" else said


def _is_year(found: "re.Match[str]") -> bool:
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", found["digits"] or ""))


def _unit(sentence: str, found: "re.Match[str]") -> str:
    if found["sign"]:
        return _CURRENCIES.get(found["sign"], "USD")
    if found["percent"]:
        return "%"
    behind = sentence[found.end() : found.end() + _REACH]
    word = _CURRENCY_WORD.match(behind)
    if word is not None:
        return {"dollars": "USD", "euros": "EUR", "pounds": "GBP"}[word["word"]]
    return _noun(behind) or ("count" if _value(found) >= _LEAST**2 or _scale(found) else "")


def _noun(behind: str) -> str:
    """The plural that a number counts, with the words between: "federal police officers"."""
    words: list[str] = []
    end = 0
    for found in _WORD.finditer(behind):
        word = found[0][1:]
        if found.start() != end or word in _NOT_NOUNS:
            break
        end = found.end()
        words.append(word)
        if word.endswith("s") or word in _PLURALS:
            return " ".join(words)
        if len(words) == _MOST_WORDS:
            break
    return ""


def _date_of(found: "re.Match[str]", dates: Sequence[Dated]) -> tuple[str, bool]:
    """The date that an amount is for: one close behind it, else the last before it."""
    points = [dated for dated in dates if "/" not in dated.date]
    behind = [dated for dated in points if 0 <= dated.start - found.end() <= _REACH]
    before = [dated for dated in points if dated.end <= found.start()]
    chosen = behind[:1] or before[-1:] or points[:1]
    return (chosen[0].date, chosen[0].kind == "fiscal") if chosen else ("", False)
