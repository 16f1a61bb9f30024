"""The shortest reading that each entry belongs to: 30 seconds, 3 minutes, the summary, everything.

An author's `weight` decides; where it is left out, key points and what they link to rank first.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, TypeVar

from msgspec import Struct

from briefdeck.model.briefing import (
    Briefing,
    Caveat,
    Entry,
    Era,
    Event,
    Grade,
    Point,
    Program,
    Recommendation,
    Series,
    Source,
)
from briefdeck.model.eras import Eras
from briefdeck.model.evidence import STATEMENTS, cited_sources
from briefdeck.model.figures import point_label
from briefdeck.model.links import FRONT, Links

Level = Literal["30s", "3m", "full", "all"]
LEVELS: Final[tuple[Level, ...]] = ("30s", "3m", "full", "all")
"""The readings, shortest first; each holds all that the shorter ones say."""

TITLES: Final = 3
"""Key points whose titles are read in 30 seconds, where no weight says which."""
POINTS: Final = 6
ERAS: Final = 6
EVENTS: Final = 6
FIGURES: Final = 5
RECOMMENDATIONS: Final = 5
"""How many of each are read in 3 minutes; more where more of them weigh 1 or 2."""
DOUBTS: Final = 3
CONFIRMED: Final = 2
CARRIERS: Final = 3

_IN_SUMMARY: Final = frozenset({"key_points", "eras", "events", "series", "recommendations"})
_GRAVITY: Final[dict[Grade | None, int]] = {"wrong": 0, "differs": 1, None: 2}

EntryT = TypeVar("EntryT", bound=Entry)
_Rank = Callable[[Entry], tuple[int, ...]]


class Remark(Struct, frozen=True, gc=False):
    """A caveat with the entry that it stands at, and the point if it is about one of a series."""

    entry: Entry
    caveat: Caveat
    point: Point | None = None

    @property
    def part(self) -> str:
        """What of a figure it is about: `2019, northern border`; empty of an entry as a whole."""
        if self.point is None or not isinstance(self.entry, Series):
            return ""
        return point_label(self.entry, self.point)


class Period(Struct, frozen=True, gc=False):
    """An era with the events that a short reading names of it; None where there are no eras."""

    era: Era | None
    events: tuple[Event, ...]


class Levels(Struct, frozen=True):
    """What each reading holds.

    of: the shortest reading of each entry, by its id. The rest is what 3 minutes hold: points are
    the key points (the findings of a briefing that has none), also is what else weighs 1 or 2,
    doubts are warnings, gravest first.
    """

    of: dict[str, Level]
    points: tuple[Entry, ...]
    also: tuple[Entry, ...]
    periods: tuple[Period, ...]
    figures: tuple[Series, ...]
    recommendations: tuple[Recommendation, ...]
    doubts: tuple[Remark, ...]
    confirmed: tuple[Remark, ...]
    carriers: tuple[tuple[Source, int], ...]

    def holds(self, level: Level, entry_id: str) -> bool:
        """Whether a reading has an entry."""
        return LEVELS.index(self.of[entry_id]) <= LEVELS.index(level)

    @property
    def titles(self) -> tuple[Entry, ...]:
        """What 30 seconds name: the points, and what else weighs 1."""
        named = (*self.points, *self.also)
        return tuple(entry for entry in named if self.of[entry.id] == "30s")

    @property
    def lead(self) -> Recommendation | None:
        """The recommendation that comes first."""
        return min(self.recommendations, key=_priority, default=None)


def levels(briefing: Briefing, links: Links) -> Levels:
    """Return what the readings of a briefing hold."""
    rank = _ranking(briefing, links)
    listed = briefing.key_points or briefing.findings
    points = _picked(listed, POINTS, lambda _: ())
    eras = _picked(briefing.eras, ERAS, rank)
    periods = _periods(briefing, eras, rank)
    figures = _picked(briefing.series, FIGURES, rank)
    recommendations = _picked(briefing.recommendations, RECOMMENDATIONS, _priority)
    events = [event for period in periods for event in period.events]
    shown: list[Entry] = [*points, *eras, *events, *figures, *recommendations]
    also = _also(briefing, shown)
    of = _levels(briefing, points, (*shown, *also))
    remarks = sorted(_remarks(briefing), key=lambda remark: _gravity(remark, of, rank))
    confirmed = [remark for remark in remarks if remark.caveat.grade == "confirmed"]
    return Levels(
        of=of,
        points=points,
        also=also,
        periods=periods,
        figures=figures,
        recommendations=recommendations,
        doubts=tuple(remark for remark in remarks if remark.caveat.is_warning),
        confirmed=tuple(confirmed),
        carriers=_carriers(briefing, links),
    )


def _ranking(briefing: Briefing, links: Links) -> _Rank:
    """What comes first among entries: what the key points and the lead link to, then what many do.

    Equals stay in the order of the file, as sorting is stable.
    """
    lead = min(briefing.recommendations, key=_priority, default=None)
    leading = [each for each in briefing.entries() if each.weight == 1]
    leading += briefing.key_points
    if lead is not None:
        leading.append(lead)
    pointing = (FRONT, *(entry.id for entry in leading))
    near = {each.target for source in pointing for each in links.forward.get(source, ())}

    def rank(entry: Entry) -> tuple[int, ...]:
        return (entry.id not in near, -len(links.backward.get(entry.id, ())))

    return rank


def _priority(entry: Entry) -> tuple[int, ...]:
    """Order recommendations by their own priority; those without one follow."""
    assert isinstance(entry, Recommendation), "only recommendations have a priority"
    return (entry.priority is None, entry.priority or 0)


def _picked(entries: Sequence[EntryT], most: int, rank: _Rank) -> tuple[EntryT, ...]:
    """Return what weighs 1 or 2, filled up to `most` with the first of what has no weight.

    In the order of the file.
    """
    wanted = [entry for entry in entries if entry.weight in {1, 2}]
    free = sorted((entry for entry in entries if entry.weight is None), key=rank)
    room = max(most - len(wanted), 0)
    chosen = {entry.id for entry in (*wanted, *free[:room])}
    return tuple(entry for entry in entries if entry.id in chosen)


def _periods(briefing: Briefing, eras: Sequence[Era], rank: _Rank) -> tuple[Period, ...]:
    """Return each era with its events of weight, else with the one that ranks first."""
    if not briefing.eras:
        events = _picked(briefing.events, EVENTS, rank)
        return (Period(None, _by_time(events)),) if events else ()
    found = Eras(briefing.eras)
    held: dict[str, list[Event]] = {}
    for event in briefing.events:
        era = found.of(event)
        held.setdefault(era.id if era else "", []).append(event)
    shown = sorted(eras, key=lambda era: era.span.sort_key[:2])
    periods = [Period(era, _by_time(_picked(held.get(era.id, ()), 1, rank))) for era in shown]
    loose = _picked(held.get("", ()), 0, rank)
    return (*periods, Period(None, _by_time(loose))) if loose else tuple(periods)


def _by_time(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.date.sort_key[:2]))


def _also(briefing: Briefing, shown: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what weighs 1 or 2 and is not among what every short reading has."""
    known = {entry.id for entry in shown}
    weighty = (entry for entry in briefing.entries() if entry.weight in {1, 2})
    return tuple(
        entry for entry in weighty if entry.id not in known and not isinstance(entry, Source)
    )


def _levels(
    briefing: Briefing, points: Sequence[Entry], shown: Iterable[Entry]
) -> dict[str, Level]:
    of: dict[str, Level] = {}
    for entry in briefing.entries():
        of[entry.id] = "full" if _is_in_summary(entry) else "all"
    for entry in shown:
        of[entry.id] = "30s" if entry.weight == 1 else "3m"
    if not any(point.weight == 1 for point in points):
        free = [point for point in points if point.weight is None]
        of |= {point.id: "30s" for point in free[:TITLES]}
    return of


def _is_in_summary(entry: Entry) -> bool:
    """Whether the summary shows it: programs only stand in its timeline, if they have a time."""
    if isinstance(entry, Program):
        return entry.span is not None
    return entry.table in _IN_SUMMARY


def _remarks(briefing: Briefing) -> Iterable[Remark]:
    for entry in briefing.entries():
        if entry.warning is not None:
            yield Remark(entry, entry.warning)
        if isinstance(entry, Series):
            for point in entry.points:
                if point.warning is not None:
                    yield Remark(entry, point.warning, point)


def _gravity(remark: Remark, of: dict[str, Level], rank: _Rank) -> tuple[int, ...]:
    """Order remarks: how grave, in how short a reading their entry stands, how much leads there."""
    grade = _GRAVITY.get(remark.caveat.grade, len(_GRAVITY))
    return (grade, LEVELS.index(of[remark.entry.id]), *rank(remark.entry))


def _carriers(briefing: Briefing, links: Links) -> tuple[tuple[Source, int], ...]:
    """Return the sources that carry most, each with how many statements rest on it: two at least.

    What a source is the voice of rests on it too.
    """
    counts: dict[str, int] = {}
    for entry in briefing.entries():
        if entry.table not in STATEMENTS:
            continue
        resting = dict.fromkeys(cited_sources(entry.id, links))
        if entry.said_by is not None:
            resting[entry.said_by.source] = None
        for source in resting:
            counts[source] = counts.get(source, 0) + 1
    known = [(source, counts.get(source.id, 0)) for source in briefing.sources]
    carrying = sorted((pair for pair in known if pair[1] > 1), key=lambda pair: -pair[1])
    return tuple(carrying[:CARRIERS])
