"""Digits in a text that are one number, and the ways in which they can be read.

"851,508", "851 508", "851.508" where a text has decimal commas, "851,5081" with the mark of a
footnote: numbers are told apart here by nothing but their digits and what parts them.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from briefdeck.model.measures import DecimalSign, number_of
from briefdeck.text.pattern import pattern

_THIN: Final = "'’\u00a0\u2007\u2009\u202f"
TOKEN: Final = pattern(
    rf"([0-9]++(?:(?:[.,{_THIN}]|(?<![0-9]{{4}})(?:,\n|[ \n])(?=[0-9]{{3}}(?![0-9])))[0-9]++)*)"
    r"(?:[ \u00a0\u2009\u202f\n-]{0,2}+([A-Za-z]++))?"
)
"""Digits with all that may be inside a number, and the word behind them, which may be a scale."""
PLAIN: Final = pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
"""What nearly all numbers of English texts are."""
_LONGEST: Final = 40
"""Characters of a number at most."""
_MARKED: Final = pattern(r"([0-9]{1,3}(?:,[0-9]{3})+)[0-9]{1,2}")
"""Groups of three, the last with the mark of a footnote."""
_STOPPED: Final = pattern(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{3,4})\.[0-9]{1,2}")
"""A number at the end of a sentence, with the mark of a footnote behind the stop."""
_OPENS: Final = pattern(r"\s+[\"“'‘(]?[A-Z]|\s*\Z")
_BLANK: Final = pattern(r"[ \n\u00a0\u2007\u2009\u202f]")
_ONE_FRACTION: Final = pattern(r"[0-9]+,[0-9]{1,2}")
_FEW_GROUPS: Final = pattern(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_OTHER: Final[dict[DecimalSign, DecimalSign]] = {".": ",", ",": "."}
_COMMA_WORDS: Final = (
    "bg ca cs da de el fi fr hr hu id it nb nl nn no pl pt ro ru sk sl sr sv tr uk"
)
_WITH_COMMA: Final = frozenset(_COMMA_WORDS.split())
_BY_POINT: Final = frozenset(["ch", "li"])
_SAMPLE: Final = 500_000
"""Characters of a text by which its decimal sign is told."""


_FRACTIONS: Final = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal("0.33"),
    "⅔": Decimal("0.67"), "⅕": Decimal("0.2"), "⅛": Decimal("0.125"),
}  # fmt: skip
FRACTION: Final = pattern(
    rf"\s?(?P<sign>[{''.join(_FRACTIONS)}])|[\s-](?P<over>[1-9])[/⁄](?P<under>[2-9]|10)(?![0-9/])"
)
"""A fraction behind a whole number: "2½", "2 1/2"."""

_LATIN: Final = str.maketrans(
    "０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹％٪．٫，٬＄", "0123456789" * 3 + "%%..,,$"
)
_FOREIGN: Final = pattern("[０-９٠-٩۰-۹％٪．٫，٬＄]")
_BY_COMMA: Final = pattern(
    r"[ \u00a0](?:mil(?:lones|iardi|h[õo]es)|Mio|Mrd|Millionen|Milliarden|mill?i(?:ons|ards) d)"
)
"""Scales behind a number of languages that have decimal commas."""

Doubt = Literal["", "blank", "stop"]


class Reading(NamedTuple):
    """A number that digits can be read as.

    doubt: where they may be part of a longer one, what parts them from the rest of it.
    """

    start: int
    end: int
    value: Decimal
    doubt: Doubt = ""


def readings(text: str, start: int, end: int, sign: DecimalSign) -> Iterator[Reading]:
    """Yield what a token of a text can be read as, the likeliest first."""
    token = text[start:end]
    sign = sign_at(text, end, sign)
    value = _value(token, sign) if end - start <= _LONGEST else None
    if value is not None:
        yield Reading(start, end, value)
        stopped = _STOPPED.fullmatch(token)
        if stopped is not None and _OPENS.match(text, end):
            whole = Decimal(stopped[1].replace(",", ""))
            yield Reading(start, start + stopped.end(1), whole, "stop")
    if _BLANK.search(token):
        for first, last in _pieces(token):
            for each in readings(text, start + first, start + last, sign):
                yield each._replace(doubt="blank" if value is not None else "")
    elif value is None and end - start <= _LONGEST:
        yield from _odd(token, start, sign)


def sign_at(text: str, end: int, sign: DecimalSign) -> DecimalSign:
    """Return the decimal sign of digits that end at a place of a text, which else has another."""
    return "," if sign == "." and _BY_COMMA.match(text, end) else sign


def decimal_value(digits: str, sign: DecimalSign) -> Decimal:
    """Return the value of digits that are a number by either decimal sign, that of the text first.

    Raises ValueError where they are not.
    """
    for each in (sign, _OTHER[sign]):
        value = _value(digits, each)
        if value is not None:
            return value
    raise ValueError(digits)


def fraction_behind(text: str, end: int) -> tuple[Decimal, int]:
    """Return the value of a fraction that stands behind a whole number, and where it ends."""
    found = FRACTION.match(text, end)
    if found is None:
        return Decimal(0), end
    if found["sign"]:
        return _FRACTIONS[found["sign"]], found.end()
    return round(Decimal(found["over"]) / int(found["under"]), 3).normalize(), found.end()


def plain_digits(text: str) -> str:
    """Return a text with the digits, points and signs of percent of other scripts as Latin ones.

    It stays as long as it is.
    """
    return text if text.isascii() or not _FOREIGN.search(text) else text.translate(_LATIN)


def sign_of(language: str) -> DecimalSign:
    """Return the decimal sign of a language by its tag: a comma in most of Europe's."""
    name, _, region = language.lower().partition("-")
    return "," if name in _WITH_COMMA and region not in _BY_POINT else "."


def decimal_sign(text: str) -> DecimalSign:
    """Return the decimal sign of a text: a comma only where it clearly uses that."""
    by_point = by_comma = 0
    for found in TOKEN.finditer(text, 0, _SAMPLE):
        token = found[1]
        if len(token) > _LONGEST or token.isdigit():
            continue
        if _ONE_FRACTION.fullmatch(token) or (
            _FEW_GROUPS.fullmatch(token) and number_of(token, ".") is None
        ):
            by_comma += 1
        elif number_of(token, ",") is None and number_of(token, ".") is not None:
            by_point += 1
    return "," if by_comma > 1 and by_comma > 10 * by_point else "."


def _value(token: str, sign: DecimalSign) -> Decimal | None:
    """The value of digits; a blank or the end of a line may part their groups."""
    joined = token.replace(",\n", ",").replace("\n", " ")
    value = number_of(joined, sign)
    return None if value is None else Decimal(value)


def _odd(token: str, start: int, sign: DecimalSign) -> Iterator[Reading]:
    """What digits can be that are no number as they stand."""
    marked = _MARKED.fullmatch(token)
    if marked is not None and sign == ".":
        value = _value(marked[1], sign)
        if value is not None:
            yield Reading(start, start + marked.end(1), value)
        return
    if sign == "," or _ONE_FRACTION.fullmatch(token) or _FEW_GROUPS.fullmatch(token):
        other = _value(token, _OTHER[sign])
        if other is not None:
            yield Reading(start, start + len(token), other)
        return
    if "," in token and "." not in token:
        place = start
        for piece in token.split(","):
            value = _value(piece, sign)
            if value is not None:
                yield Reading(place, place + len(piece), value)
            place += len(piece) + 1


def _pieces(token: str) -> Iterator[tuple[int, int]]:
    """From and to of what blanks part."""
    first = 0
    for blank in _BLANK.finditer(token):
        if token[first : blank.start()].strip(","):
            yield first, first + len(token[first : blank.start()].rstrip(","))
        first = blank.end()
    if first:
        yield first, len(token)
