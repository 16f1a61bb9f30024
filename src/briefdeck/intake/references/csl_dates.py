"""CSL's dates in EDTF: numbers, seasons, `circa`, and what is written out."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefdeck.intake.references.dates import When, when
from briefdeck.model.calendar import FIRST_SEASON, SEASONS, year_text
from briefdeck.model.edtf import is_edtf

_ABOUT: Final = "ca."
_MONTHS: Final = 12
_SEASONS: Final = range(13, 17)
"""What some write for seasons in the place of months."""


def csl_date(value: Any) -> When:
    """Return what a date of CSL-JSON says; `unread` where that is not all."""
    if not isinstance(value, Mapping):
        return when(str(value)) if isinstance(value, str | int) else When(unread=str(value))
    said = str(value.get("literal") or value.get("raw") or "")
    parts = value.get("date-parts")
    ends = [_numbers(end) for end in parts] if isinstance(parts, list) else []
    if not ends or not all(ends):
        return when(said)
    written = [_written(end, value.get("season")) for end in ends]
    marks = list(_marks(value, said, len(written)))
    date = "/".join([f"{end}{mark}" for end, mark in zip(written, marks, strict=True)])
    return When(date) if is_edtf(date) else When(unread=str(parts))


def _numbers(end: Any) -> list[int]:
    """Year, month and day, as far as they are numbers other than 0."""
    numbers: list[int] = []
    for part in end if isinstance(end, list) else []:
        if not str(part).strip().lstrip("-").isdecimal() or int(part) == 0:
            break
        numbers.append(int(part))
    return numbers[:3]


def _written(numbers: list[int], season: Any) -> str:
    year, *others = numbers
    # CSL has no year 0: its -1 is our 0.
    text = year_text(year if year > 0 else year + 1)
    if others and others[0] in _SEASONS:
        season, others = others[0] - _MONTHS, []
    number = _season(str(season or "").casefold())
    if number and not others:
        return f"{text}-{number}"
    return "-".join([text, *[f"{number:02}" for number in others]])


def _season(said: str) -> int:
    """EDTF's number of a season, by its own or its name; 0 for none."""
    if said in {"1", "2", "3", "4"}:
        return FIRST_SEASON + int(said) - 1
    return FIRST_SEASON + SEASONS.index(said) if said in SEASONS else 0


def _marks(value: Mapping[str, Any], said: str, count: int) -> Iterator[str]:
    """The signs of what is approximate in each end, by `circa` or its own words, as we have it."""
    ends = said.split("–")
    for number in range(count):
        words = ends[number] if len(ends) == count else said
        yield "~" if value.get("circa") or _ABOUT in words else ""
