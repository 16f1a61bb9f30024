"""Values of a workbook as texts, by the number formats that its cells have."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from briefdeck.model.amounts import exact
from briefdeck.model.measures import currency_of
from briefdeck.text.pattern import pattern

_QUOTED: Final = pattern(r'"[^"]*"|\\.|_.|\*.')
_CURRENCY: Final = pattern(r"\[\$([^\-\]]*)(?:-[^\]]*)?\]")
_BRACKETED: Final = pattern(r"\[[^\]]*\]")
_DECIMALS: Final = pattern(r"[#0?,]*0\.(0+)(?![0-9#?])")


def shown(value: Any, number_format: str) -> str:
    """Return a cell's value with the sign, the zeros and the parts of a date that its format shows.

    No digit is rounded away.
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime() | date():
            return _date(value, number_format)
        case time():
            return value.isoformat(timespec="minutes")
        case int() | float():
            return _number(value, number_format)
        case _:
            return str(value)


def _date(value: date, number_format: str) -> str:
    """A date as exact as its format shows it: `mmm-yy` is a month."""
    day = value.date() if isinstance(value, datetime) else value
    bare = _BRACKETED.sub("", _QUOTED.sub("", number_format)).lower()
    if isinstance(value, datetime) and value.time() != time():
        return value.replace(microsecond=0).isoformat(timespec="minutes")
    if "d" in bare or not bare.strip() or "y" not in bare:
        return day.isoformat()
    return f"{day:%Y-%m}" if "m" in bare else f"{day:%Y}"


def _number(value: float, number_format: str) -> str:
    """The digits of a number, in percent and with a currency where its format has these."""
    first = number_format.partition(";")[0]
    bare = _BRACKETED.sub("", _QUOTED.sub("", first))
    number = exact(value)
    if not number.is_finite():
        return ""
    is_percent = "%" in bare
    if is_percent:
        number = number.scaleb(2)
    digits = _padded(number, bare)
    return f"{digits}%" if is_percent else f"{_sign(first)}{digits}"


def _padded(number: Decimal, bare: str) -> str:
    """All digits, and zeros behind the point where the format shows them."""
    digits = f"{number.normalize():f}"
    found = _DECIMALS.search(bare)
    if found is None:
        return digits
    whole, _, fraction = digits.partition(".")
    return f"{whole}.{fraction.ljust(len(found[1]), '0')}"


def _sign(number_format: str) -> str:
    """The currency before a number; empty where there is none that is known."""
    tagged = _CURRENCY.search(number_format)
    if tagged is not None:
        return tagged[1] if currency_of(tagged[1]) else ""
    return next((sign for sign in "€£¥$" if sign in _BRACKETED.sub("", number_format)), "")
