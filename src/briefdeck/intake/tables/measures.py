"""What the head of a column says of its numbers: "Exports (USD million)", "Rate, %"."""

import re
from typing import Final, NamedTuple

from briefdeck.model.measures import currency_of, power_of
from briefdeck.text.pattern import pattern

GENERIC: Final = frozenset(
    {
        "value", "values", "count", "counts", "number", "n", "total", "amount", "figure", "figures",
        "obs_value", "level", "quantity", "data",
    }
)  # fmt: skip
"""Heads that say nothing of what is counted."""

_OWN: Final = pattern(r"value \((?:(hundred|thousand|million|billion) )?(.+)\)", re.DOTALL)
"""The head that our own CSV has, whose unit is written out."""
_BRACKETED: Final = pattern(r"(.*?)[\s,:]*[(\[]([^()\[\]]+)[)\]]\s*")
_BEHIND: Final = pattern(r"(.*?\S)\s*(?:, | in | - )\s*(.+)")
_SNAKE: Final = pattern("_+")
_LAST: Final = pattern(
    r"(.+) (million|billion|trillion|thousand|pct|percent|[a-z]{3}|km2|kg|mt|kt)"
)
_UNITS: Final = frozenset({"km2", "ppm", "kg", "mt", "kt", "twh", "gwh"})
_WORD: Final = pattern(r"[a-z][a-z/²³.]{0,14}|per .+")
_PERCENT: Final = pattern(r"(?:%|(?:per ?cent(?:age)?|pct)\b\.?)\s*(.*)|.*%", re.IGNORECASE)
_NO_UNITS: Final = frozenset(
    {"total", "annual", "estimated", "estimate", "est", "est.", "all", "revised", "preliminary"}
)
_CURRENCIES: Final = {
    "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pesos": "MXN", "yen": "JPY",
}  # fmt: skip
_SHORT: Final = pattern(r"(\D{1,3}[$€£¥]|[$€£¥]|[A-Z]{3})(k|m|mn|bn|b)")
_SHORT_POWERS: Final = {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9}


class Measure(NamedTuple):
    """A head without what it says of its numbers, and that: a unit and a power of ten."""

    title: str
    unit: str = ""
    power: int = 0


def measure_of(head: str) -> Measure:
    """Return what a head says."""
    own = _OWN.fullmatch(head)
    if own is not None:
        return Measure("value", own[2], power_of(own[1] or ""))
    head = _SNAKE.sub(" ", head) if " " not in head else head
    for form in (_BRACKETED, _BEHIND, _LAST):
        found = form.fullmatch(head)
        said = _said(found[2]) if found else None
        if found is not None and said is not None:
            return said._replace(title=head if said.title else found[1] or head)
        if found is not None and form is _BRACKETED and _WORD.fullmatch(found[2]):
            return Measure(head) if found[2] in _NO_UNITS else Measure(found[1], found[2])
    return (_said(head) or Measure(""))._replace(title=head)


def _said(words: str) -> Measure | None:
    """What words name, and as a title those that are left of them; None where they name nothing."""
    power, currency = 0, ""
    rest: list[str] = []
    for word in words.partition(",")[0].split():
        short = _SHORT.fullmatch(word)
        if short is not None and currency_of(short[1]):
            currency, power = currency_of(short[1]), _SHORT_POWERS[short[2]]
            continue
        found = currency_of(word.upper()) or _CURRENCIES.get(word.casefold(), "")
        currency = currency or found
        if not power and power_of(word):
            power = power_of(word)
        elif not found and word.casefold() not in {"in", "of"}:
            rest.append(word)
    if words in _UNITS:
        return Measure("", words)
    left = " ".join(rest) + words.partition(",")[2]
    if currency:
        return Measure(left, currency, power)
    percent = _PERCENT.fullmatch(words)
    if percent is not None:
        is_share = (percent[1] or "").startswith("of ")
        return Measure("", f"% {percent[1]}") if is_share else Measure(words.strip("% "), "%")
    return Measure(words.partition(",")[2], " ".join(rest), power) if power else None
