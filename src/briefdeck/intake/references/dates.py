"""Dates as lists of references write them, in EDTF."""

from typing import Final, NamedTuple

from briefdeck.intake.dates import meanings
from briefdeck.model.calendar import SHORT_MONTHS
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_TO_COME: Final = {
    "forthcoming": "forthcoming", "toappear": "forthcoming", "accepted": "forthcoming",
    "inpress": "in press", "forthcomingin": "forthcoming",
}  # fmt: skip
"""What is said of works that are to come, in small letters without blanks, and what we call it."""
_NONE: Final = frozenset({"", "nd", "n.d", "n.d.", "nodate", "undated", "s.d.", "s.a.", "????"})
_UNKNOWN_DAY: Final = pattern(r"-00(?:-00)?$")
_YEAR: Final = pattern(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")
_LETTERED: Final = pattern(r"([0-9]{4})[a-z]")
_MARK: Final = pattern(r"[\[\](){}]")


class When(NamedTuple):
    """When a work was issued: in EDTF, or what is said instead; and what could not be read."""

    date: str = ""
    status: str = ""
    unread: str = ""


def edtf(text: str) -> str:
    """Return what a text means as a date in EDTF; empty where that is not certain."""
    found = meanings(_UNKNOWN_DAY.sub("", one_line(text)))
    return "" if found.is_fiscal else found.date


def when(text: str) -> When:
    """Return what a text says of when a work was issued."""
    text = one_line(text)
    plain = one_line(_MARK.sub(" ", text)).replace("--", "-")
    word = plain.casefold().replace(" ", "").rstrip(".")
    if word in _TO_COME:
        return When(status=_TO_COME[word])
    if word in _NONE:
        return When()
    lettered = _LETTERED.fullmatch(plain)
    date = lettered[1] if lettered else edtf(plain)
    if date:
        return When(date)
    year = _YEAR.search(plain)
    return When(year[1] if year else "", unread=text)


def with_month(year: str, month: str, day: str = "") -> str:
    """Return a year with its month and day, or months; empty where they cannot be read.

    month: a number, a name or two names: `July/August`; a day may stand beside it.
    """
    said = month.replace(",", " ").strip(" .")
    if said.isdigit() and 1 <= int(said) <= len(SHORT_MONTHS):
        said = SHORT_MONTHS[int(said) - 1]
    start, *ends = [one_line(part) for part in _TO.split(f"{said} {day}")]
    if not ends:
        return edtf(f"{start} {year}")
    # "12-14 May", "May 12-14": one of the two leaves out the month.
    name = _WORD.search(ends[-1]) or _WORD.search(start)
    dates = [_of_month(part, name[0] if name else "", year) for part in (start, *ends)]
    return "/".join(dates) if all(dates) and len(dates) == 2 else ""


def _of_month(part: str, month: str, year: str) -> str:
    return edtf(f"{part} {year}" if _WORD.search(part) else f"{part} {month} {year}")


_TO: Final = pattern(r"\s*(?:-{1,3}|–|/|\band\b|&|\bto\b)\s*")
_WORD: Final = pattern(r"[^\W\d_]{3,}")
