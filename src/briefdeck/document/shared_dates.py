"""Events and programs that two briefings both date, and whether their dates contradict each other.

Dates contradict each other where no time is in both: a wider date that holds the other agrees, and
one that is approximate, uncertain or a season reaches beyond its ends before it disagrees.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from math import inf, isinf
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from briefdeck.document.likeness import AnyEntry, Likened, Likeness, stems
from briefdeck.document.lookup import Lookup
from briefdeck.document.sections import in_order_of_time
from briefdeck.model.briefing import Entry, Event, Program
from briefdeck.model.calendar import DAY_SECONDS, day_to_civil
from briefdeck.model.datewords import length_words
from briefdeck.model.edtf import UNREAD, Edtf
from briefdeck.text.words import counted

Aspect = Literal["date", "begins", "ends"]

_ALIKE: Final = 0.12
"""Likeness of two events that may be one, where their dates agree."""
_SURELY_ALIKE: Final = 0.18
"""Likeness of two events that are one though their dates contradict each other."""
_TWIN: Final = 0.2
_SAME_TIME: Final = 0.25
"""What the same id or title, and dates that agree, add to the likeness of two that are paired."""
_SAME_NAME: Final = 1.0
_FEWEST_WORDS: Final = 3
"""Words of two events that link to nothing in common, or that have contradicting dates."""
SLIP: Final = 31 * DAY_SECONDS
"""Beyond it, and the span of the less precise date, two dates are of two events."""
_TITLE_SHARE: Final = 0.6
"""Of the shorter of two programs' titles, what must stand in both."""
_SEASON_EDGE: Final = 31 * DAY_SECONDS
"""A season may begin and end so much earlier or later: writers differ, and so do hemispheres."""
_TIMES_AS_WIDE: Final = 4
_A_YEAR: Final = 366 * DAY_SECONDS
_FEW_DAYS: Final = 62
_FEW_MONTHS: Final = 24
_MONTH_DAYS: Final = 30.44
_YEAR_DAYS: Final = 365.25


class Gap(Struct, frozen=True, kw_only=True):
    """How far two dates are apart: the second less the first, in seconds at least, and in words.

    0 seconds where they do not contradict each other.
    """

    seconds: float = 0
    words: str = ""


class DatePair(Struct, frozen=True, kw_only=True):
    """An event or program of both, and what each says of its date, beginning or end.

    `dates`: as each has it; of what goes on, the date of its briefing. `likened`: how alike they
    are, and by what.
    """

    first: Entry
    second: Entry
    aspect: Aspect
    dates: tuple[Edtf, Edtf]
    ongoing: tuple[bool, bool] = (False, False)
    gap: Gap = Gap()
    likened: Likened[Event] | Likened[Program]

    @property
    def differs(self) -> bool:
        """Whether the dates contradict each other."""
        return self.gap.seconds != 0


class _Reach(NamedTuple):
    """The first and the last second that a date may stand for."""

    first: float
    last: float


def shared_dates(
    one: Lookup,
    other: Lookup,
    likeness: Likeness,
    only: tuple[Container[str], Container[str]] | None = None,
) -> tuple[DatePair, ...]:
    """Return what both date: events, then the beginnings and ends of programs, by time.

    only: the ids of the entries of each that are looked at; without it, all.
    """
    first, second = one.briefing, other.briefing
    ids, other_ids = only or (None, None)
    events = likeness.pairs(dated(first.events, ids), dated(second.events, other_ids), _rank_events)
    programs = likeness.pairs(
        dated(first.programs, ids), dated(second.programs, other_ids), _rank_programs
    )
    as_of = one.briefing.front.as_of, other.briefing.front.as_of
    of_events = [pair for each in events if (pair := _of_event(each)) is not None]
    of_programs = [pair for each in programs for pair in _of_program(each, as_of)]
    return (*of_events, *_not_said_of_events(of_programs, of_events))


def dated(entries: Iterable[AnyEntry], ids: Container[str] | None = None) -> list[AnyEntry]:
    """Return entries with a date that could be read, by time; ids: of those that are wanted."""
    wanted = [each for each in entries if ids is None or each.id in ids]
    return in_order_of_time([each for each in wanted if _is_read(each.date)])


def _is_read(when: Edtf | None) -> bool:
    return when is not None and when.text != UNREAD


def _rank_events(one: Event, other: Event, score: float) -> float | None:
    """How surely two events are one; None where they are not."""
    is_twin = one.id == other.id or one.title.casefold() == other.title.casefold()
    worth = score + (_TWIN if is_twin else 0.0)
    gap = date_gap(one.date, other.date)
    if not gap.seconds:
        return worth + _SAME_TIME if worth >= _ALIKE and _is_near(one.date, other.date) else None
    if worth < _SURELY_ALIKE or not stems(one.title) & stems(other.title):
        return None
    coarser = max(_span(one.date), _span(other.date))
    return worth if abs(gap.seconds) <= SLIP + coarser else None


def _rank_programs(one: Program, other: Program, score: float) -> float | None:
    """How surely two programs are one; None where they are not. Their names say more than dates."""
    if not names_of(one).isdisjoint(names_of(other)):
        return score + _SAME_NAME
    shorter = min(len(stems(one.title)), len(stems(other.title)))
    shared = len(stems(one.title) & stems(other.title))
    if shared < 2 or shared < _TITLE_SHARE * shorter:
        return None
    return score + (_TWIN if one.id == other.id else 0.0)


def _is_near(one: Edtf, other: Edtf) -> bool:
    """Whether of two dates that agree neither is so wide that it would agree with any."""
    narrower, wider = sorted((_span(one) or inf, _span(other) or inf))
    return wider <= max(_TIMES_AS_WIDE * narrower, _A_YEAR) and not isinf(wider)


def names_of(program: Program) -> frozenset[str]:
    """Return what a program is known by: its title and abbreviation, by their telling words."""
    names = [program.title, program.abbreviation or program.title]
    return frozenset(" ".join(sorted(stems(name))) or name.casefold() for name in names)


def _of_event(pair: Likened[Event]) -> DatePair | None:
    first, second = pair.first, pair.second
    gap = date_gap(first.date, second.date)
    if gap.seconds and not pair.linked and len(_telling(pair.words)) < _FEWEST_WORDS:
        return None
    return DatePair(
        first=first,
        second=second,
        aspect="date",
        dates=(first.date, second.date),
        gap=gap,
        likened=pair,
    )


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word[0].isdigit()]


def _of_program(pair: Likened[Program], as_of: tuple[Edtf, Edtf]) -> Iterator[DatePair]:
    first, second = pair.first, pair.second
    if first.date is None or second.date is None:
        return
    starts = first.date.start, second.date.start
    if starts[0] is not None and starts[1] is not None:
        yield _aspect(pair, "begins", (starts[0], starts[1]))
    if not (first.date.is_interval and second.date.is_interval):
        return
    ends = _end(first.date, as_of[0]), _end(second.date, as_of[1])
    ongoing = first.date.open_end, second.date.open_end
    if ends[0] is not None and ends[1] is not None and not all(ongoing):
        ending = _aspect(pair, "ends", (ends[0], ends[1]), ongoing)
        # One that goes on does not agree with an end that comes later: it says nothing of it.
        if ending.differs or not any(ongoing):
            yield ending


def _aspect(
    pair: Likened[Program],
    aspect: Aspect,
    dates: tuple[Edtf, Edtf],
    ongoing: tuple[bool, bool] = (False, False),
) -> DatePair:
    gap = date_gap(*dates, ongoing=ongoing)
    return DatePair(
        first=pair.first,
        second=pair.second,
        aspect=aspect,
        dates=dates,
        ongoing=ongoing,
        gap=gap,
        likened=pair,
    )


def _end(span: Edtf, as_of: Edtf) -> Edtf | None:
    """When a program ended; of one that goes on, when its briefing says so; None if unknown."""
    return as_of if span.open_end else span.end


def _not_said_of_events(
    of_programs: Sequence[DatePair], of_events: Sequence[DatePair]
) -> Iterator[DatePair]:
    """Pairs of programs, without beginnings that an event of theirs has with the same dates."""
    said = {
        (program, pair.dates)
        for pair in of_events
        if isinstance(pair.first, Event)
        for program in pair.first.programs
    }
    for pair in of_programs:
        if (pair.first.id, pair.dates) not in said:
            yield pair


def date_gap(one: Edtf, other: Edtf, *, ongoing: tuple[bool, bool] = (False, False)) -> Gap:
    """Return how far two dates are apart. ongoing: whether each may be any later one as well."""
    by_clock = one.has_time and other.has_time
    first = _reach(one, by_clock=by_clock, ongoing=ongoing[0])
    second = _reach(other, by_clock=by_clock, ongoing=ongoing[1])
    if second.last < first.first:
        seconds = second.last - first.first
    elif first.last < second.first:
        seconds = second.first - first.last
    else:
        return Gap()
    direction = "earlier" if seconds < 0 else "later"
    size = "" if any(ongoing) else _exact_gap(one, other)
    return Gap(seconds=seconds, words=f"{size or _least_gap(abs(seconds))} {direction}")


def _reach(when: Edtf, *, by_clock: bool, ongoing: bool) -> _Reach:
    first, last = -inf, inf
    if when.start is not None:
        first = _first(when.start, by_clock=by_clock) - _slack(when.start)
    if when.end is not None and not ongoing:
        last = _last(when.end, by_clock=by_clock) + _slack(when.end)
    return _Reach(first, last)


def _first(when: Edtf, *, by_clock: bool) -> float:
    """The first second of a date; without a clock, of the day that its writer names."""
    if by_clock and when.first_second is not None:
        return when.first_second
    return -inf if when.lower is None else when.lower * DAY_SECONDS


def _last(when: Edtf, *, by_clock: bool) -> float:
    if by_clock and when.last_second is not None:
        return when.last_second
    return inf if when.upper is None else (when.upper + 1) * DAY_SECONDS - 1


def days_about(when: Edtf) -> tuple[int, int] | None:
    """Return the first and last day that a date may stand for; of an open one, its known end twice.

    None where no end is known.
    """
    reach = _reach(when, by_clock=False, ongoing=False)
    ends = [int(end // DAY_SECONDS) for end in reach if not isinf(end)]
    return (ends[0], ends[-1]) if ends else None


def _slack(when: Edtf) -> float:
    """How far a date may be off: as much again as it spans, if its writer is not sure of it."""
    if when.is_approximate or when.is_uncertain:
        return _span(when)
    return _SEASON_EDGE if when.precision == "season" else 0.0


def _span(when: Edtf) -> float:
    """How many seconds a date spans; none where an end is not known."""
    if when.lower is None or when.upper is None:
        return 0.0
    return (when.upper - when.lower + 1) * DAY_SECONDS


def _least_gap(seconds: float) -> str:
    """How far apart two dates are at least: "at least 33 days"."""
    days = int(seconds // DAY_SECONDS) + 1
    if days <= _FEW_DAYS:
        return f"at least {counted(days, 'day')}"
    months = int(days / _MONTH_DAYS)
    if months <= _FEW_MONTHS:
        return f"at least {counted(months, 'month')}"
    return f"at least {counted(int(days / _YEAR_DAYS), 'year')}"


def _exact_gap(one: Edtf, other: Edtf) -> str:
    """How far apart two dates of one precision are, "2 months"; empty where it differs."""
    if one.precision != other.precision or not (one.is_exact and other.is_exact):
        return ""
    if one.is_interval or other.is_interval or one.lower is None or other.lower is None:
        return ""
    year, month, _ = day_to_civil(one.lower)
    other_year, other_month, _ = day_to_civil(other.lower)
    match one.precision:
        case "minute" | "second":
            return _clock_gap(one, other)
        case "day":
            days = abs(other.lower - one.lower)
            return counted(days, "day") if days <= _FEW_DAYS else ""
        case "month":
            months = abs((other_year - year) * 12 + other_month - month)
            return counted(months, "month") if months <= _FEW_MONTHS else ""
        case "year":
            return counted(abs(other_year - year), "year")
        case _:
            return ""


def _clock_gap(one: Edtf, other: Edtf) -> str:
    if one.first_second is None or other.first_second is None:
        return ""
    return length_words(abs(other.first_second - one.first_second))
