"""What a number is of: percent, money, a measure such as kilometers, or things that are counted."""

from typing import Final, NamedTuple

from briefdeck.model.amounts import is_percent
from briefdeck.model.measures import CURRENCY_OF, POWER_OF, choice, power_of
from briefdeck.text.pattern import pattern

PERCENT: Final = "percent"
POINTS: Final = "percentage points"
AGE: Final = "years old"
_MEASURES: Final = {
    "km": "km kms kilometer kilometers kilometre kilometres",
    "mile": "mile miles mi",
    "meter": "meter meters metre metres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "mm": "mm millimeter millimeters millimetre millimetres",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "yard": "yard yards",
    "acre": "acre acres",
    "hectare": "hectare hectares ha",
    "kg": "kg kilogram kilograms kilo kilos",
    "ton": "ton tons",
    "tonne": "tonne tonnes",
    "gram": "gram grams",
    "ounce": "ounce ounces oz",
    "pound": "lb lbs",
    "liter": "liter liters litre litres",
    "gallon": "gallon gallons",
    "barrel": "barrel barrels bbl",
    "kW": "kw kilowatt kilowatts",
    "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts",
    "kWh": "kwh",
    "MWh": "mwh",
    "GWh": "gwh",
    "TWh": "twh",
    "second": "second seconds sec",
    "millisecond": "ms millisecond milliseconds",
    "minute": "minute minutes min",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "decade": "decade decades",
    "century": "century centuries",
    "degree": "degree degrees",
    "times": "times fold",
    "USD": "dollar dollars dólares dolares",
    "EUR": "euro euros",
    "MXN": "peso pesos",
    "JPY": "yen",
    "GBP": "pounds",
    "CNY": "yuan renminbi",
    "INR": "rupee rupees",
    "RUB": "ruble rubles rouble roubles",
    PERCENT: "% percent percentage pct prozent",
    POINTS: "pp ppt",
}
MEASURE_OF: Final = {word: unit for unit, words in _MEASURES.items() for word in words.split()}
"""The unit that a word is a name of. Miles are not kilometers, and months are not years."""
SPANS: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
"""Units of time, which often only say how long something was counted for."""
_CURRENCIES: Final = frozenset(CURRENCY_OF.values())
_ANY: Final = frozenset({"", "index", "rate", "ratio", "share", "score", "number", "value"})
"""Units that say nothing of what a source writes behind its numbers."""
_WORD: Final = pattern(r"[A-Za-z]+\$?|[$€£¥₹₩₽%]|[’']000s?")
_HEAD_SCALE: Final = pattern(
    r"(?i)\b(?:in|of)\s+(?:[a-z]+\s+of\s+)?(?:(?:current|constant|nominal|real|u\.?s\.?)\s+)*"
    rf"(?:(?:{choice(CURRENCY_OF)})\s*)?(?P<in>hundred|thousand|million|billion|trillion)s?\b"
    r"|[($€£¥,]\s*(?P<open>hundred|thousand|million|billion|trillion|mn|bn)s?\b"
    r"|\b(?P<sized>thousand|million|billion|trillion|mn|bn)s?"
    r"(?:\s+(?:of\s+)?(?:[a-z.]+\s+)?(?:dollars|euros|pounds|pesos|people|persons|usd|eur|gbp|us\$)"
    r"|\s*\)|\s*\Z)"
    r"|(?P<zeros>(?<![0-9.,])[’']?000s?\b(?=\s*\)|\s*\Z|\s+(?:of|omitted)))|\$\s?(?P<letter>[mb])n?\b"
)
_OF_TITLE: Final = pattern(r"[(\[][^()\[\]]{1,60}[)\]]|(?:,|:|\b[Ii]n)\s[^().;]{1,40}")
_HEAD_PERCENT: Final = pattern(r"(?i)%|\bper\s?cent(?:age)?\b|\bpct\b")
_HEAD_POINTS: Final = pattern(r"(?i)\bpercentage points?\b")
_HEAD_CURRENCY: Final = pattern(rf"(?<![A-Za-z])({choice(CURRENCY_OF)})(?![A-Za-z])")
_HEAD_MONEY: Final = pattern(r"(?i)\b(dollars|euros|pesos|yen|rupees|rubles)\b")


class Unit(NamedTuple):
    """A unit by its one name, and the power of ten that it comes with.

    name: empty for what is counted, and where nothing is said. is_open: where it may be any.
    """

    name: str = ""
    power: int = 0
    is_open: bool = False


def unit_of(words: str) -> Unit:
    """Return what the unit of a figure or a column means: "million USD", "%", "people"."""
    name, power = "", 0
    first = words.partition(" per ")[0].replace("per cent", "percent")
    if "percentage point" in first.lower():
        return Unit(POINTS)
    if is_percent(words) or words.startswith("%"):
        return Unit(PERCENT)
    found = [each[0] for each in _WORD.finditer(first)]
    for word in found:
        power = power or power_of(word)
        name = name or CURRENCY_OF.get(word, "") or MEASURE_OF.get(word.lower(), "")
    return Unit(name, power, is_open=not name and words.strip().lower() in _ANY)


def title_unit(words: str) -> Unit:
    """Return what the title of a table says of its numbers, in brackets or by "in"."""
    said = [head_unit(found[0]) for found in _OF_TITLE.finditer(words)]
    name = next((unit.name for unit in said if unit.name), "")
    power = next((unit.power for unit in said if unit.power), 0)
    return Unit(name, power, is_open=not name)


def head_unit(words: str) -> Unit:
    """Return what the head of a column says of its numbers."""
    scale = _HEAD_SCALE.search(words)
    power = 0
    if scale is not None:
        said = next(filter(None, scale.group("in", "open", "sized", "zeros", "letter")))
        power = {"m": 6, "b": 9}.get(said.lower(), 0) or power_of(said) or 3
    if _HEAD_POINTS.search(words):
        return Unit(POINTS)
    money = _HEAD_CURRENCY.search(words)
    if money is not None:
        return Unit(CURRENCY_OF[money[1]], power)
    spelled = _HEAD_MONEY.search(words)
    if spelled is not None:
        return Unit(MEASURE_OF[spelled[1].lower()], power)
    if not power and _HEAD_PERCENT.search(words):
        return Unit(PERCENT)
    return Unit("", power, is_open=True)


def is_currency(name: str) -> bool:
    """Whether a unit is money."""
    return name in _CURRENCIES


POWER_WORDS: Final = {
    form: power
    for word, power in POWER_OF.items()
    for form in (word, word + "s", word.capitalize(), word.upper())
}
"""The power of ten of the words that scale a number in a sentence."""
