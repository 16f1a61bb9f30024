"""For which years and months the numbers of a sentence are given."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefdeck.evidence.numbers.numbered import is_counted, is_of_thing
from briefdeck.model.calendar import MONTHS, SHORT_MONTHS
from briefdeck.model.hedges import hedge_before
from briefdeck.text.pattern import pattern

Period = tuple[int, int]
"""A year and a month, 0 for the whole year."""
Periods = tuple[Period, ...]

_NAMES: Final = rf"{'|'.join(MONTHS)}|(?:{'|'.join(SHORT_MONTHS)}|Sept)\b\.?"
_YEAR: Final = r"(?:1[5-9]|20)[0-9]{2}"
_DATE: Final = pattern(
    rf"(?:\b(?P<month>{_NAMES})(?:\s+[0-9]{{1,2}}(?:st|nd|rd|th)?)?,?\s+(?:of\s+)?)?"
    r"(?P<fiscal>\b(?:FY|fiscal[ -](?:years?\s)?)\s?[’']?)?"
    rf"(?<![\d.,$€£–-])(?P<year>{_YEAR})(?![\d%]|[.,]\d|-?s\b)"
    rf"(?:\s?[-–/]\s?(?P<to>{_YEAR}|[0-9]{{2}})(?![\d%,]))?"
    r"|\bFY\s?[’']?(?P<short>[0-9]{2})\b"
)
_MONTH: Final = pattern(rf"\b(?:{_NAMES})(?![a-z])")
_MONTH_OF: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_BEHIND: Final = pattern(
    r"\s*(?:[^\s\d.;:()]+\s+){0,7}?(?:in|for|during|of|by|at the end of)\s+"
    r"(?:the )?(?:(?:calendar|fiscal|full)[ -])?(?:years? )?\Z"
    r"|[^.;:()\d]{0,60}\(\s*(?:in\s+)?\Z|\s*,?\s+in\s+\Z"
)
_LEADS: Final = pattern(r"\b(?:from|between|in|for|of|during)\s+\Z")
_JOINS: Final = pattern(r"\s*(?:to|through|until|[-–])\s*\Z|\s+and\s+\Z")
_BEFORE: Final = pattern(
    r"(?i)[^.;\d]{0,40}\b(?:(?:the|a)?\s*(?:previous|preceding|prior|last) (?:fiscal )?year"
    r"|(?:the|a|one) year (?:before|earlier|ago|prior))\b"
)
_AFTER: Final = pattern(
    r"(?i)[^.;\d]{0,40}\b(?:the (?:following|next) (?:fiscal )?year"
    r"|(?:a|one|the) year (?:later|after))\b"
)
_LED: Final = r"(?i)(?:[;,]|\b(?:and|but|while|against))\s+(?:in\s+)?"
_LED_BEFORE: Final = pattern(
    rf"{_LED}(?:(?:the|a|one) year (?:before|earlier|prior)|the (?:previous|preceding|prior) year)"
    r",?\s+(?:[a-z]+\s+){0,4}[$€£]?\Z"
)
_LED_AFTER: Final = pattern(
    rf"{_LED}(?:(?:the|a|one) year (?:later|after)|the (?:following|next) year)"
    r",?\s+(?:[a-z]+\s+){0,4}[$€£]?\Z"
)
_COMPARED: Final = pattern(
    r"(?:\s?%|\s+(?:percent|per cent|times|million|billion|percentage points?))?\s+"
    r"(?:more|less|fewer|higher|lower|above|below|decrease|increase|decline|drop|rise|cut|reduction"
    r"|growth|jump|fall|gain|loss)\b"
)
"""What stands behind a number that compares two periods."""
_BETWEEN: Final = pattern(r"\bbetween\s+(?:[A-Z]{0,3}[$€£])?\Z")
_PARTS: Final = pattern(r"[;:]|\.\s")
"""What parts a number from a date behind it that is another one's."""
_IN_A_ROW: Final = pattern(r"[^.;\d]{0,24}?(?:,|\b(?:and|to))\s+(?:[a-z]+\s+){0,3}(?:US)?[$€£(]?")
"""What stands between numbers that are given one after the other: "from 12 to 15"."""
_UNIT: Final = pattern(
    r"\s?(?:km|kilomet|miles?\b|meters?\b|tons?\b|tonnes?\b|dollars|euros|people\b)"
)
_AUTHOR: Final = pattern(r"[A-ZÀ-Þ][\w’'-]+(?: et al\.)? \(\Z")
"""What stands before the year of a work: "Davidson (2020)"."""
_REACH: Final = 40
_MANY: Final = 3
_LONGEST: Final = 200
"""Years that a range covers at most."""


class Dated(NamedTuple):
    """A date in a text, from and to, and the periods that it covers."""

    start: int
    end: int
    periods: Periods


def dates_in(text: str, start: int = 0, end: int | None = None) -> list[Dated]:
    """Return the years and months between two places of a text, in order."""
    found: list[Dated] = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        if not match["month"] and _is_amount(text, match):
            continue
        periods = tuple(_periods(match.group("month", "year", "to", "short")))
        found.append(Dated(*match.span(), periods))
    return found


def periods_in(text: str) -> Periods:
    """Return all periods of a text, those between the ends of ranges included."""
    found = dates_in(text)
    joined = [_joined(text, one, other) for one, other in pairwise(found)]
    every = [each.periods for each in found] + joined
    return tuple(dict.fromkeys(period for periods in every for period in periods))


def month_in(label: str) -> int:
    """Return the number of the month that a label names, 0 for none."""
    found = _MONTH.search(label)
    return _MONTH_OF[found[0][:3].lower()] if found else 0


def with_month(periods: Periods, month: int, *, is_fiscal: bool) -> Periods:
    """Return years with a month; of a fiscal year that may be the calendar year before."""
    if not month:
        return periods
    years = {year for year, known in periods if known in {0, month}}
    if is_fiscal and month >= 10:
        years = {year - 1 for year in years}
    return tuple(sorted((year, month) for year in years))


def periods_of(
    text: str, number: tuple[int, int], numbers: Sequence[tuple[int, int]], dates: Sequence[Dated]
) -> Periods:
    """Return for when a number of a sentence is given; nothing where that cannot be told.

    number, numbers: from and to of it and of all amounts of the sentence. dates: its dates.
    """
    if not dates:
        return ()
    paired = _paired(text, number, numbers, dates)
    if paired:
        return paired
    taken = {each.start for other in numbers for each in _behind(text, other, numbers, dates)}
    if _COMPARED.match(text, number[1]):
        return tuple(dict.fromkeys(period for each in dates for period in each.periods))
    own = list(_behind(text, number, numbers, dates))
    if own:
        return own[0].periods
    shift = _shift(text, number)
    if shift:
        near = min(dates, key=lambda each: abs(each.start - number[0]))
        return tuple((year + shift, month) for year, month in near.periods)
    before = [each for each in dates if each.end <= number[0]]
    if before:
        return _leading(text, before, taken)
    free = [each for each in dates if each.start not in taken]
    if len(free) != 1 or _PARTS.search(text, number[1], free[0].start):
        return ()
    return free[0].periods


def agree(one: Periods, other: Periods) -> bool | None:
    """Whether two numbers are for the same time; None where that cannot be told.

    It cannot of a year and a span of many years around it.
    """
    if not one or not other:
        return None
    is_same = any(
        year == other_year and (month == other_month or not month or not other_month)
        for year, month in one
        for other_year, other_month in other
    )
    is_within = min(len(one), len(other)) * _MANY < max(len(one), len(other))
    return None if is_same and is_within else is_same


def _is_amount(text: str, match: "re.Match[str]") -> bool:
    """Whether what looks like a year is an amount, the number of a thing, or the year of a work."""
    if match["fiscal"] or match["short"]:
        return False
    if text[match.end() : match.end() + 1] == ")" and _AUTHOR.search(text, 0, match.start()):
        return True
    before = text[max(0, match.start() - _REACH) : match.start()]
    hedge = hedge_before(before)
    if hedge is not None and hedge.qualifier != "about":
        return True
    return is_of_thing(before) or is_counted(before) or _UNIT.match(text, match.end()) is not None


def _periods(groups: "Sequence[str | None]") -> Iterator[Period]:
    name, year, to, short = groups
    if short:
        yield 2000 + int(short) if int(short) < 60 else 1900 + int(short), 0
        return
    assert year is not None
    first = int(year)
    month = _MONTH_OF[name[:3].lower()] if name else 0
    if to is None:
        yield first, month
        return
    last = int(to) if len(to) == 4 else first // 100 * 100 + int(to)
    if last < first and 0 < int(to) <= 12:
        yield first, int(to)
        return
    for each in range(first, min(max(first, last), first + _LONGEST) + 1):
        yield each, 0


def _joined(text: str, one: Dated, other: Dated) -> Periods:
    """The years between two dates that are the ends of a range."""
    between = text[one.end : other.start]
    if not _JOINS.match(between) or not one.periods or not other.periods:
        return ()
    if "and" in between and not text[max(0, one.start - 10) : one.start].lower().rstrip().endswith(
        "between"
    ):
        return ()
    first, last = one.periods[0][0], other.periods[-1][0]
    if not 0 <= last - first <= _LONGEST:
        return ()
    return tuple((year, 0) for year in range(first, last + 1))


def _behind(
    text: str, number: tuple[int, int], numbers: Sequence[tuple[int, int]], dates: Sequence[Dated]
) -> Iterator[Dated]:
    """The date behind a number that is plainly its own: "22,409 homicides in 2011"."""
    following = [each for each in dates if each.start >= number[1]]
    if not following:
        return
    date = following[0]
    if any(number[1] <= other[0] < date.start for other in numbers):
        return
    if not _BEHIND.fullmatch(text, number[1], date.start):
        return
    if len(following) > 1:
        joined = _joined(text, date, following[1])
        if joined:
            yield Dated(date.start, following[1].end, joined)
            return
    yield date


def _shift(text: str, number: tuple[int, int]) -> int:
    """By how many years words beside a number put it off the year of its sentence."""
    if _BEFORE.match(text, number[1]) or _LED_BEFORE.search(text, 0, number[0]):
        return -1
    return 1 if _AFTER.match(text, number[1]) or _LED_AFTER.search(text, 0, number[0]) else 0


def _paired(
    text: str, number: tuple[int, int], numbers: Sequence[tuple[int, int]], dates: Sequence[Dated]
) -> Periods:
    """The date of a number where as many dates as numbers stand all before or all behind them."""
    if len(numbers) != len(dates) or len(dates) < 2 or number not in numbers:
        return ()
    if dates[0].start < numbers[-1][1] and numbers[0][0] < dates[-1].end:
        return ()
    if _BETWEEN.search(text, 0, numbers[0][0]):
        return ()
    between = (text[one[1] : two[0]] for one, two in pairwise(numbers))
    if not all(map(_IN_A_ROW.fullmatch, between)) and "respectively" not in text:
        return ()
    return dates[list(numbers).index(number)].periods


def _leading(text: str, before: Sequence[Dated], taken: set[int]) -> Periods:
    """The date before a number that leads it, with those that are joined to it."""
    last = before[-1]
    if last.start in taken:
        return ()
    periods = last.periods
    for earlier in reversed(before[:-1]):
        between = text[earlier.end : last.start]
        joined = _joined(text, earlier, last)
        if joined:
            return joined
        if not _JOINS.match(between):
            break
        periods = (*earlier.periods, *periods)
        last = earlier
    return periods
