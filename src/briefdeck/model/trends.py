"""The course of a series: from what to what it went, its highest and its lowest, in words.

A course never leads across a point that is counted otherwise than those before it: then there are
several, and it is said where one ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import floor

from msgspec import Struct

from briefdeck.model.amounts import exact, is_percent
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import (
    NOT_COMPARABLE,
    amount,
    amount_words,
    change_limit,
    in_order,
    is_hedged,
    located_words,
    point_label,
)
from briefdeck.model.numerals import (
    TENFOLD,
    number_words,
    percent_digits,
    percentage_points,
    times_words,
)
from briefdeck.text.words import listed


class Trend(Struct, frozen=True):
    """The course of a series: the points that say most of it, and its ends in base units."""

    first: Point
    last: Point
    lowest: Point
    highest: Point
    start: Decimal
    end: Decimal

    @property
    def change(self) -> Decimal:
        """Last less first."""
        return self.end - self.start


def stretches(series: Series) -> tuple[tuple[Point, ...], ...]:
    """Return the points by time, divided where they are counted otherwise than those before."""
    found: list[list[Point]] = []
    for point in in_order(series):
        if not found or point.is_counted_otherwise:
            found.append([])
        found[-1].append(point)
    return tuple(map(tuple, found))


def trend(series: Series, points: Iterable[Point]) -> Trend | None:
    """Return the course of points over time; None where they have none.

    They have none with fewer than two values, or where values are parts of wholes.
    """
    valued = _valued(series, [point for point in points if point.at is not None])
    if len(valued) < 2:
        return None
    (first, start), (last, end) = valued[0], valued[-1]
    return Trend(
        first=first,
        last=last,
        lowest=min(valued, key=_size)[0],
        highest=max(valued, key=_size)[0],
        start=exact(start),
        end=exact(end),
    )


def _valued(series: Series, points: Iterable[Point]) -> list[tuple[Point, float]]:
    """The points that have a value, with it; none where one of them is a part of a whole."""
    valued: list[tuple[Point, float]] = []
    for point in points:
        size = amount(series, point)
        if size is None:
            continue
        if point.part:
            return []
        valued.append((point, size))
    return valued


def _size(valued: tuple[Point, float]) -> float:
    return valued[1]


def trend_words(series: Series) -> str:
    """Return the course in one line; empty where there is none.

    "From about $48 million (FY2007) to …: up 733%. Highest: …"
    """
    parts = stretches(series)
    sentences: list[str] = []
    for points in parts:
        course = trend(series, points)
        if course is not None:
            sentences += _course_sentences(series, course)
    if len(parts) > 1:
        sentences += _break_sentences(series, parts[1:])
    elif not sentences:
        sentences += _extremes_sentences(series)
    return " ".join(sentences)


def _course_sentences(series: Series, course: Trend) -> Iterator[str]:
    change = _change_words(series, course)
    ends = f"From {located_words(series, course.first)} to {located_words(series, course.last)}"
    yield f"{ends}: {change}." if change else f"{ends}."
    said = (course.start, course.end)
    for name, point in (("Highest", course.highest), ("Lowest", course.lowest)):
        if exact(amount(series, point) or 0) not in said:
            yield f"{name}: {located_words(series, point)}."


def _break_sentences(series: Series, later: Sequence[Sequence[Point]]) -> Iterator[str]:
    """Say from where on values are counted otherwise, if their points have a name."""
    labels = [point_label(series, points[0]) for points in later]
    named = [label for label in labels if label]
    if named:
        yield f"Values from {listed(named)} on are {NOT_COMPARABLE}."


def _extremes_sentences(series: Series) -> Iterator[str]:
    """Say the highest and lowest of categories or single values, if there are two or more."""
    valued = _valued(series, series.points)
    if len(valued) > 1:
        yield f"Highest: {located_words(series, max(valued, key=_size)[0])}."
        yield f"Lowest: {located_words(series, min(valued, key=_size)[0])}."


def _change_words(series: Series, course: Trend) -> str:
    """The change in words, like "down about 48%"; empty where a bound lets nobody say."""
    limit = change_limit(course.first, course.last, float(course.change))
    if limit is None:
        return ""
    if not course.change:
        return "no change"
    direction = "up" if course.change > 0 else "down"
    hedge = _change_hedge(course, is_least=limit != 0)
    if is_percent(series.unit):
        return f"{direction} {hedge}{percentage_points(abs(course.change))}"
    # From a debt there is no percentage.
    if course.start <= 0 or course.end < 0:
        return f"{direction} {hedge}{amount_words(series, abs(course.change))}"
    times = course.end / course.start
    if times >= TENFOLD:
        least = "at least" if limit else "about"
        return f"{least} {times_words(times, is_least=limit != 0)} times as high"
    percent = course.change / course.start * 100
    if limit:
        # Rounded down: it is the least that the change can be.
        return f"{direction} {hedge}{number_words(floor(abs(percent)))}%"
    if abs(percent) < 1:
        return f"{direction} less than 1%"
    return f"{direction} {hedge}{percent_digits(percent)}%"


def _change_hedge(course: Trend, *, is_least: bool) -> str:
    if is_least:
        return "at least "
    return "about " if is_hedged(course.first) or is_hedged(course.last) else ""
