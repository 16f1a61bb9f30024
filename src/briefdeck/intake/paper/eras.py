"""Which parts of a paper are eras: by the years in their headings, or in their sentences."""

from collections.abc import Sequence
from typing import Final

from briefdeck.intake.paper.outline import Part
from briefdeck.intake.paper.periods import Period, period_of
from briefdeck.intake.taken import Candidate, Item

_FEWEST: Final = 3
"""Headings with a single year, or events before the first era, from which on they make eras."""
_MOSTLY: Final = 0.6
"""The share of its events by which a part belongs to a time."""


def eras_of(
    parts: Sequence[Part], candidates: Sequence[Sequence[Candidate]]
) -> list[Period | None]:
    """Return the era that each part tells of; None for a part that is no era.

    A part before the first era whose events lie before it is one too, though its heading has no
    years. candidates: what is proposed of each part.
    """
    periods = [period_of(part.title) for part in parts]
    if sum(period is not None for period in periods) < _FEWEST:
        periods = [period if period and not period.is_year else None for period in periods]
    first = next((place for place, period in enumerate(periods) if period is not None), 0)
    if first and sum(period is not None for period in periods) > 1:
        periods[first - 1] = _before(parts[first - 1], candidates[first - 1], periods[first])
    return periods


def _before(part: Part, candidates: Sequence[Candidate], following: Period | None) -> Period | None:
    """The era that a part without years tells, where most of its dates lie before the first era."""
    start = following.span[:4] if following else ""
    dates = [
        date
        for candidate in candidates
        for item in candidate.items
        if item.table == "events" and (date := _year(item))
    ]
    earlier = sorted(date for date in dates if date < start)
    if len(earlier) < _FEWEST or len(earlier) < _MOSTLY * len(dates):
        return None
    return Period(part.title, f"{earlier[0]}/{earlier[-1]}", is_guess=True)


def _year(event: Item) -> str:
    """The year of an event; empty for a date that only says since when something is so."""
    fields = dict(event.fields)
    year = str(fields["date"])[:4]
    return "" if f"since {year}" in str(fields["text"]) else year
