"""Dates as other files have them, read strictly: what may mean two things is no date.

A column is read as a whole: one date that can only have its day first settles it for the others.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from briefdeck.model.calendar import year_text
from briefdeck.model.datehints import nearest_dates
from briefdeck.model.edtf import is_edtf
from briefdeck.model.loosedates import readings
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, one_of

_PIVOT: Final = 50
"""Years of two digits below it are of this century, the others of the last."""
_LEAST_OF_KIND: Final = 2
"""Spans of two years such as 2008-09, from which on a column is taken to hold them."""

_REPAIRED: Final = frozenset({"the month", "the year"})
"""Notes of readings that are not what is written, but the nearest that makes sense."""
_NO_YEAR: Final = pattern(r"-?[0-9]{1,3}(?:,[0-9]{3})*|-?[0-9]{5}|-?[0-9]{7}|-?[0-9]{9,}")
"""Numbers that could only be years nobody writes so."""
_DAY_BEFORE_MONTH: Final = pattern(r"[0-9]{4}[-./](?:1[3-9]|[23][0-9])[-./][0-9]{1,2}")
_SLASHED: Final = pattern(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./](?:[0-9]{4}|[0-9]{2})(?![0-9]).*")
_WHOLE: Final = pattern(r"\s*-?[0-9]{1,5}\s*")
_YEAR: Final = pattern(r"\s*(?:1[0-9]|20)[0-9]{2}\s*")
_TWO_YEARS: Final = pattern(r"([0-9]{2})([0-9]{2})\s*[-/–]\s*([0-9]{2})")
_FISCAL: Final = pattern(r"fy|fiscal", re.IGNORECASE)
_MIDNIGHT: Final = pattern(r"T00:00(?::00)?(?:Z|[+-]00:00)?$")
_MARK: Final = pattern(r"(.*[0-9])\s*(\*+|†+|‡+|\[\^?\w{1,3}\]|[¹²³⁰⁴-⁹ᵃ-ᵿ]+|\([a-z0-9]\)|[ep])")
_SHORT_FORMS: Final = (
    (pattern(r"([0-9]{4})m([0-9]{2})", re.IGNORECASE), r"\1-\2"),
    (pattern(r"([0-9]{4}) \[yr\1\]", re.IGNORECASE), r"\1"),
    (pattern(r"yr([0-9]{4})", re.IGNORECASE), r"\1"),
)
_SHORT_YEAR: Final = pattern(r"((?:[0-9]{1,2}[- ])?[A-Za-z]{3,4})[-']([0-9]{2})")


class Meanings(NamedTuple):
    """What a text may mean as a date, in EDTF: none, one, or two between which it does not say.

    is_fiscal: they are years of the U.S. government. mark: that of a footnote.
    """

    dates: tuple[str, ...] = ()
    is_fiscal: bool = False
    mark: str = ""

    @property
    def date(self) -> str:
        """The date that is meant; empty where that is not certain."""
        return self.dates[0] if len(self.dates) == 1 else ""


NONE: Final = Meanings()


class DatedColumn(NamedTuple):
    """The dates of a column, cell by cell, and what was decided for all of it."""

    cells: tuple[Meanings, ...]
    is_fiscal: bool = False
    said: tuple[str, ...] = ()


@lru_cache(maxsize=4096)  # a column says the same date in many rows
def meanings(text: str) -> Meanings:
    """Return what a text alone may mean."""
    text = one_line(text)
    if is_edtf(text):
        return Meanings((text,))
    found = _read(text)
    if found.dates:
        return found
    marked = _MARK.fullmatch(text)
    return meanings(marked[1])._replace(mark=marked[2]) if marked else NONE


def why_not(text: str, found: Meanings) -> str:
    """Return why a text is not taken for a date."""
    if not text.strip():
        return "there is no date"
    if found.dates:
        return f"`{text}` may mean {one_of(found.dates)}"
    return f"no date can be read from `{text}`"


def column_dates(cells: Sequence[str]) -> DatedColumn:
    """Return the dates of a column."""
    years = _spans_of_years(cells)
    if years is not None:
        said = f"`{next(filter(None, cells))}` is read as the two years and not as a month"
        return DatedColumn(years, said=(said,))
    found = _bare_years(cells) or [meanings(cell) for cell in cells]
    place = _order(cells)
    if place is not None:
        found = [_chosen(each, place, cell) for each, cell in zip(found, cells, strict=True)]
    dated = [each for each in found if each.dates]
    is_fiscal = bool(dated) and all(each.is_fiscal for each in dated)
    if not is_fiscal:
        found = [_in_calendar(each) for each in found]
    order = _said_of_order(cells, place)
    if dated and all(_MIDNIGHT.search(date) for each in dated for date in each.dates):
        found = [
            each._replace(dates=tuple(_MIDNIGHT.sub("", date) for date in each.dates))
            for each in found
        ]
    return DatedColumn(tuple(found), is_fiscal, order)


def _read(text: str) -> Meanings:
    """What the model's readers make of a text, without what they repair in it."""
    plain = _spelled_out(text)
    if _NO_YEAR.fullmatch(plain) or _DAY_BEFORE_MONTH.match(plain):
        return NONE
    found = nearest_dates(plain, is_edtf)
    if not found or not any(found[0] in reading[:1] for reading in readings(plain)):
        # What is meant first is no date, but turned around it would be: 2010/2008.
        return NONE
    dates = tuple(meant.date for meant in found)
    loses_time = ":" in plain and not any("T" in date for date in dates)
    if loses_time or any(meant.note in _REPAIRED for meant in found):
        return NONE
    if _FISCAL.match(plain):
        return Meanings(dates[:1], is_fiscal=True)
    return Meanings(dates)


def _spelled_out(text: str) -> str:
    """A text with the short forms of statistical offices and spreadsheets in full."""
    for form, written in _SHORT_FORMS:
        found = form.fullmatch(text)
        if found is not None:
            return found.expand(written)
    found = _SHORT_YEAR.fullmatch(text)
    if found is None:
        return text
    century = "20" if int(found[2]) < _PIVOT else "19"
    return f"{found[1].replace('-', ' ')} {century}{found[2]}"


def _spans_of_years(cells: Sequence[str]) -> tuple[Meanings, ...] | None:
    """A column of spans such as 2008-09, which alone would be a month; None where it is none."""
    found = [_TWO_YEARS.fullmatch(cell.strip()) for cell in cells]
    if len({cell.strip() for cell in cells if cell.strip()}) < _LEAST_OF_KIND:
        return None
    if any(each is None for each, cell in zip(found, cells, strict=True) if cell.strip()):
        return None
    spans = [_two_years(each) if each else NONE for each in found]
    is_whole = all(span.dates for span, each in zip(spans, found, strict=True) if each)
    return tuple(spans) if is_whole else None


def _two_years(found: re.Match[str]) -> Meanings:
    start = int(found[1] + found[2])
    if (start + 1) % 100 != int(found[3]):
        return NONE
    return Meanings((f"{start}/{start + 1}",))


def _bare_years(cells: Sequence[str]) -> list[Meanings]:
    """A column of whole numbers of which some are years, and so all; empty where it is none."""
    filled = [cell for cell in cells if cell.strip()]
    if not all(map(_WHOLE.fullmatch, filled)) or not any(map(_YEAR.fullmatch, filled)):
        return []
    return [Meanings((year_text(int(cell)),)) if cell.strip() else NONE for cell in cells]


def _order(cells: Iterable[str]) -> int | None:
    """Which of two meanings a column has: 0 with the month first, 1 with the day; None if unknown.

    One number above twelve settles it.
    """
    pairs = [(int(each[1]), int(each[2])) for each in map(_SLASHED.fullmatch, cells) if each]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    if day_first == month_first:
        return None
    return 1 if day_first else 0


def _chosen(found: Meanings, place: int, cell: str) -> Meanings:
    if len(found.dates) < 2 or not _SLASHED.fullmatch(cell):
        return found
    return found._replace(dates=(found.dates[place],))


def _said_of_order(cells: Sequence[str], place: int | None) -> tuple[str, ...]:
    if place is None:
        return ()
    example = next(cell for cell in cells if _SLASHED.fullmatch(cell))
    first = "the day" if place else "the month"
    return (f"dates such as `{example}` are read with {first} first",)


def _in_calendar(found: Meanings) -> Meanings:
    """A U.S. fiscal year by its first and last month, where not all of a column are such years."""
    if not found.is_fiscal or not found.dates or not found.dates[0].isdigit():
        return found
    year = int(found.dates[0])
    return found._replace(dates=(f"{year - 1:04}-10/{year:04}-09",), is_fiscal=False)
