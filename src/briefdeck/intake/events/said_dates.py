"""The exact date that an export says in words beside the days that it fills: "about Jun 2019"."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from briefdeck.intake.dates import meanings
from briefdeck.model.calendar import DAY_SECONDS, FIRST_SEASON, day_to_civil, year_text
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.text.pattern import pattern

_ZONE: Final = pattern(r"(?: UTC| ([+−])([0-9]{2}):([0-9]{2}))")
_HEDGES: Final = {"": (), "~": ("about",), "?": ("uncertain",), "%": ("about", "uncertain")}
"""Signs of EDTF, and the words that they become."""
_QUARTER: Final = 3


class Moment(NamedTuple):
    """A day, and a time of day where there is one: in UTC where the words name a zone."""

    day: int
    second: int | None = None


def date_said(words: str, start: Moment, end: Moment) -> str:
    """Return the EDTF date of these words that begins and ends at these times; empty for none.

    An end without a time is the last day. What goes on has some end or other.
    """
    return next(
        (
            date
            for date in _candidates(words, start, end)
            if is_edtf(date) and date_words(Edtf.parse(date)) == words
        ),
        "",
    )


def without_opening(text: str, title: str, words: str) -> str:
    """Return a text without the sentence with which our exports begin it: its title and date."""
    rest = text.removeprefix(title).removeprefix(",").lstrip().removeprefix(words)
    opened = len(text) > len(rest) >= 0 and text.startswith(title)
    return rest.lstrip('.”" ').strip() if opened else text


def _candidates(words: str, start: Moment, end: Moment) -> Iterator[str]:
    """Dates that may be meant, the simplest first."""
    yield from meanings(words).dates
    starts = list(_ends(words, start, is_first=True))
    yield from starts
    ends = [*_ends(words, end, is_first=False), "..", ""]
    for first in starts:
        for last in ends:
            yield f"{first}/{last}"


def _ends(words: str, moment: Moment, *, is_first: bool) -> Iterator[str]:
    """Every date that begins, or ends, at a time."""
    if moment.second is not None:
        yield from _times(words, moment)
    year, month, day = day_to_civil(moment.day)
    next_year, next_month, next_day = day_to_civil(moment.day + (0 if is_first else 1))
    written = year_text(year)
    dates = [f"{written}-{month:02}-{day:02}"]
    if next_day == 1:
        dates += [f"{written}-{month:02}", f"{written}-{month:02}-XX"]
        dates += _season(next_year, next_month, is_first=is_first)
    if (next_month, next_day) == (1, 1):
        dates += [written, f"{written}-XX", f"{written}-XX-XX"]
        if next_year % 10 == 0 and written.isdigit():
            dates.append(f"{written[:3]}X")
        if next_year % 100 == 0 and written.isdigit():
            dates.append(f"{written[:2]}XX")
    hedges = [sign for sign, said in _HEDGES.items() if all(word in words for word in said)]
    for date in dates:
        if "-XX" not in date or "unknown" in words:
            yield from (date + hedge for hedge in hedges)


def _season(year: int, month: int, *, is_first: bool) -> list[str]:
    """The season that begins with a month, or ends before it: those of a year begin in March."""
    if month % _QUARTER:
        return []
    season = (month // _QUARTER - 1 if is_first else month // _QUARTER - 2) % 4
    begun = year if is_first or month > _QUARTER else year - 1
    return [f"{year_text(begun)}-{FIRST_SEASON + season}"]


def _times(words: str, moment: Moment) -> Iterator[str]:
    """A time of day in the zones that the words name, else in none."""
    assert moment.second is not None, "a time of day is known"
    for zone in _ZONE.finditer(words):
        hours, minutes = int(zone[2] or 0), int(zone[3] or 0)
        offset = (hours * 60 + minutes) * (-60 if zone[1] == "−" else 60)
        written = f"{zone[1].replace('−', '-')}{zone[2]}:{zone[3]}" if zone[1] else "Z"
        yield from _clock(moment.day * DAY_SECONDS + moment.second + offset, written)
    yield from _clock(moment.day * DAY_SECONDS + moment.second, "")


def _clock(second: int, zone: str) -> Iterator[str]:
    """A time to the minute where that is all of it, and to the second."""
    day, rest = divmod(second, DAY_SECONDS)
    year, month, number = day_to_civil(day)
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}"
    date = f"{year_text(year)}-{month:02}-{number:02}T{clock}"
    if not rest % 60:
        yield f"{date}{zone}"
    yield f"{date}:{rest % 60:02}{zone}"
