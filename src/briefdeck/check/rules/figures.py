"""Rules on figures: series and tables that contradict themselves, each other or arithmetic."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.amounts import reach, unit_name
from briefdeck.model.briefing import Point, Series
from briefdeck.model.companions import MOST_TOGETHER, why_apart
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.numerals import number_words
from briefdeck.model.problem import Complaint, Edit, KeyPath, Remedy
from briefdeck.text.words import counted

_CONTRADICTION: Final = (
    "Correct one of them, give them different `measure` names if they count different things, "
    "or say why they differ in a `caveat`."
)
_ROUNDED_WHOLE: Final = 101.5
_MAY_EXCEED: Final = (
    r"(?i:chang|grow|grew|increas|rise|rose|gain|inflation|return|ratio|relative|debt|compared"
    r"|utili|occupan|capacity|index)"
)


def shown(series: Series, point: Point) -> str:
    """A point's value for a message: `nearly 15,000 homicides`."""
    if point.value is not None:
        value = number_words(point.value)
    else:
        ends = (point.low, point.high)
        value = " to ".join(number_words(end) for end in ends if end is not None)
    words = [point.qualifier or "", value, series.scale or "", series.unit]
    return " ".join(word for word in words if word)


def _series(case: Case) -> Iterator[tuple[KeyPath, Series]]:
    for position, series in enumerate(case.briefing.series):
        yield ("series", position), series


def _name(series: Series, point: Point) -> str:
    """What a point is of, for a message."""
    words = point.category or "a point without a date"
    if point.at is not None:
        words = date_words(point.at, series.calendar)
    if point.part:
        words += f", {point.part}"
    return words


@rule("warning")
def drawn_apart(case: Case) -> Iterator[Complaint]:
    """A figure names one in `with` that cannot be drawn on one chart with it.

    Figures share a chart where they are in one unit and all over time, in one
    calendar, or all by categories of which they share some; at most four of them.
    Others are drawn apart, and readers are told why.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    with = ["aid"]
    cites = ["crs-2017"]
    points = [{ at = "2011", value = 93 }, { at = "2012", value = 115 }]

    [[series]]
    id = "aid"
    title = "Security aid"
    unit = "USD"
    cites = ["crs-2017"]
    points = [{ at = "2011", value = 143000000 }, { at = "2012", value = 282000000 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    with = ["deportations"]
    cites = ["crs-2017"]
    points = [{ at = "2011", value = 93 }, { at = "2012", value = 115 }]

    [[series]]
    id = "deportations"
    title = "Deportations of wanted people"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2011", value = 211 }, { at = "2012", value = 190 }]
    ```
    """
    known = {series.id: series for series in case.briefing.series}
    for path, series in _series(case):
        for position, other in enumerate(series.drawn_with):
            if other == series.id or other not in known:
                continue
            reason = why_apart(series, known[other])
            if position + 1 >= MOST_TOGETHER and not reason:
                reason = f"no more than {MOST_TOGETHER} can be told apart"
            if reason:
                yield Complaint(
                    (*path, "with", position),
                    f"`{other}` cannot be drawn with `{series.id}`: {reason}.",
                    "Take it out of `with`, or give both one unit and one calendar.",
                )


@rule("warning")
def contradicting_figures(case: Case) -> Iterator[Complaint]:
    """Two figures of one measure for one period contradict each other.

    Two figures of one thing (one `measure`, or one series) for one period in one
    unit cannot both be right where they lie further apart than their hedges and
    rounding allow. Often two counts are mixed, as of police cases and of death
    certificates. Where a `caveat` on either explains it, nothing is said.

    Wrong:

    ```toml
    [[series]]
    id = "homicides-police"
    title = "Homicides, police cases"
    unit = "homicides"
    measure = "homicides-mexico"
    cites = ["crs-2017"]
    points = [{ at = "2010", value = 20143 }, { at = "2011", value = 22409 }]

    [[series]]
    id = "homicides-deaths"
    title = "Homicides, death certificates"
    unit = "homicides"
    measure = "homicides-mexico"
    cites = ["report-2020"]
    points = [{ at = "2011", value = 27213 }, { at = "2012", value = 25967 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "homicides-police"
    title = "Homicides, police cases"
    unit = "homicides"
    measure = "homicides-mexico-police"
    cites = ["crs-2017"]
    points = [{ at = "2010", value = 20143 }, { at = "2011", value = 22409 }]

    [[series]]
    id = "homicides-deaths"
    title = "Homicides, death certificates"
    unit = "homicides"
    measure = "homicides-mexico-deaths"
    cites = ["report-2020"]
    points = [{ at = "2011", value = 27213 }, { at = "2012", value = 25967 }]
    ```
    """
    groups: dict[str, list[tuple[KeyPath, Series]]] = {}
    for path, series in _series(case):
        groups.setdefault(series.measure or f" {series.id}", []).append((path, series))
    for group in groups.values():
        yield from contradictions(group)


def contradictions(group: list[tuple[KeyPath, Series]]) -> Iterator[Complaint]:
    """Points of series of one measure, for one time in one unit, that cannot both be right.

    One complaint a pair of series, at the first of such points.
    """
    seen: dict[object, tuple[Series, Point]] = {}
    found: dict[tuple[str, str], list[Complaint]] = {}
    for path, series in group:
        unit, calendar = unit_name(series.unit), series.calendar
        for position, point in enumerate(series.points):
            if point.value is None and point.low is None:
                continue
            key = (point.at.seconds(calendar) if point.at else point.category, point.part, unit)
            other_series, other = seen.setdefault(key, (series, point))
            if other is not point and _contradict(series, point, other_series, other):
                there = f"`{other_series.id}`" if other_series is not series else "the same series"
                message = (
                    f"{_name(series, point)}: {shown(series, point)} here, "
                    f"{shown(other_series, other)} in {there}."
                )
                key_name = "low" if point.value is None else "value"
                place = (*path, "points", position, key_name)
                found.setdefault((series.id, other_series.id), []).append(
                    Complaint(place, message, _CONTRADICTION)
                )
    for first, *others in found.values():
        more = f" So with {len(others)} more." if others else ""
        yield Complaint(first.path, first.message + more, first.remedy)


def _contradict(series: Series, point: Point, other_series: Series, other: Point) -> bool:
    """Whether two points of one period cannot both be right, and no caveat says why they differ."""
    if any(each.caveat for each in (series, point, other_series, other)):
        return False
    own, known = reach(series, point), reach(other_series, other)
    if own is None or known is None:
        return False
    return own.contradicts(known)


@rule("warning", fixing="fix")
def duplicate_point(case: Case) -> Iterator[Complaint]:
    """A series has two points for one time or category.

    A chart can show only one of two points at one place, and readers cannot tell
    which.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 115 }, { at = "2012", value = 115 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```
    """
    for path, series in _series(case):
        seen: dict[object, int] = {}
        for position, point in enumerate(series.points):
            key = (point.at.text if point.at else None, point.category, point.part)
            first = seen.setdefault(key, position)
            if first == position or key == (None, None, None):
                continue
            one, other = reach(series, series.points[first]), reach(series, point)
            if one is not None and other is not None and one.contradicts(other):
                continue
            message = f"`{series.id}` has a second point for {_name(series, point)}."
            remedy: Remedy | str = "Keep one, or tell them apart with `part` or `category`."
            if point == series.points[first]:
                remedy = Remedy("Take it out: it says the same.", Edit("remove"))
            yield Complaint((*path, "points", position), message, remedy)


@rule("note", fixing="fix")
def unordered_points(case: Case) -> Iterator[Complaint]:
    """The points of a series are not in the order of time.

    Points are read in the order in which they stand; a table that jumps in time is
    misread.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2013", value = 54 }, { at = "2012", value = 115 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```
    """
    for path, series in _series(case):
        dated = [
            (position, point.at)
            for position, point in enumerate(series.points)
            if point.at is not None and point.at.start is not None
        ]
        for (_, earlier), (position, later) in pairwise(dated):
            if later.sort_key[0] < earlier.sort_key[0]:
                after = date_words(later, series.calendar)
                before = date_words(earlier, series.calendar)
                words = "Write the points in the order of time."
                remedy: Remedy | str = words
                # It says of a point how it was counted beside the one before.
                if not any(point.is_counted_otherwise for point in series.points):
                    remedy = Remedy(words, Edit("reorder", order=_order(series.points)), above=2)
                message = f"In `{series.id}`, {after} comes after {before}."
                yield Complaint((*path, "points", position, "at"), message, remedy)
                break


def _order(points: Sequence[Point]) -> tuple[int, ...]:
    """The positions of points by time; those that have none stay where they are."""
    dated = {
        position: point.at.sort_key[0]
        for position, point in enumerate(points)
        if point.at is not None and point.at.start is not None
    }
    by_time = iter(sorted(dated, key=lambda position: dated[position]))
    return tuple(
        [next(by_time) if position in dated else position for position in range(len(points))]
    )


@rule("note")
def single_point(case: Case) -> Iterator[Complaint]:
    """A series has a single point.

    A figure shows a course or a comparison. One number is better said in a
    sentence, where it can be hedged and cited.

    Wrong:

    ```toml
    [[series]]
    id = "people-vetted"
    title = "People vetted"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 300 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "people-vetted"
    title = "People vetted"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2011", value = 250 }, { at = "2012", value = 300 }]
    ```
    """
    for path, series in _series(case):
        if len(series.points) <= 1:
            count = "one point" if series.points else "no point"
            message = (
                f"The series `{series.id}` has {count}; a series shows a course or a comparison."
            )
            yield Complaint(
                path,
                message,
                "Add points, or make it a finding whose text gives the figure.",
                mark="entry",
            )


def _length(when: Edtf) -> str:
    """What a point's period is called by its length; seconds make no other period of a time."""
    if when.is_interval:
        return "interval"
    return "time of day" if when.has_time else when.precision


@rule("note")
def mixed_periods(case: Case) -> Iterator[Complaint]:
    """A series mixes periods of different length.

    A month beside a year, or a year beside a span of years, draws a fall or a rise
    that never was.

    Wrong:

    ```toml
    [[series]]
    id = "apprehensions"
    title = "Apprehensions"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2018", value = 521000 }, { at = "2019-05", value = 144000 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "apprehensions"
    title = "Apprehensions"
    unit = "people"
    cites = ["report-2020"]
    points = [{ at = "2019-04", value = 109000 }, { at = "2019-05", value = 144000 }]
    ```
    """
    for path, series in _series(case):
        lengths: dict[str, int] = {}
        for position, point in enumerate(series.points):
            if point.at is None or point.value is None:
                continue
            lengths.setdefault(_length(point.at), position)
        if len(lengths) > 1 and not series.caveat:
            kinds = list(lengths)
            message = (
                f"`{series.id}` has figures by {kinds[0]} and by {kinds[1]}, "
                "which cannot be compared point by point."
            )
            yield Complaint(
                (*path, "points", lengths[kinds[1]], "at"),
                message,
                "Make two series of it, or say in a `caveat` how to read it.",
            )


@rule("warning")
def impossible_percentage(case: Case) -> Iterator[Complaint]:
    """A share is over 100 percent.

    A share of a whole lies between 0 and 100 percent, and parts make 100 percent
    together, give or take rounding. Changes, growth, ratios and debts may exceed
    it: let title or text say that it is one.

    Wrong:

    ```toml
    [[series]]
    id = "solved"
    title = "Share of homicides solved"
    unit = "%"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 12 }, { at = "2013", value = 120 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "solved"
    title = "Share of homicides solved"
    unit = "%"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 12 }, { at = "2013", value = 12.0 }]
    ```
    """
    for path, series in _series(case):
        if unit_name(series.unit) != "percent" or series.caveat:
            continue
        found = [*_impossible_shares(path, series), *_overfull_wholes(path, series)]
        if found and not re.search(
            _MAY_EXCEED, f"{series.title} {series.measure} {series.text or ''}"
        ):
            yield from found


def _impossible_shares(path: KeyPath, series: Series) -> Iterator[Complaint]:
    for position, point in enumerate(series.points):
        if point.value is None or point.caveat:
            continue
        if not 0 <= point.value <= 100:
            message = (
                f"{_name(series, point)}: {number_words(point.value)}% is not a share of a whole."
            )
            remedy = (
                "Correct it; for a change rather than a share, "
                "let the title say so (`change`, `growth`)."
            )
            yield Complaint((*path, "points", position, "value"), message, remedy)


def _overfull_wholes(path: KeyPath, series: Series) -> Iterator[Complaint]:
    """The first part with which the parts of a whole make more than rounding explains."""
    totals: dict[str, float] = {}
    for position, point in enumerate(series.points):
        if point.value is None or not point.part or point.caveat:
            continue
        whole = date_words(point.at, series.calendar) if point.at else point.category or ""
        before = totals.get(whole, 0.0)
        totals[whole] = before + point.value
        if totals[whole] > _ROUNDED_WHOLE >= before:
            total = number_words(totals[whole])
            message = f"The parts of {whole} in `{series.id}` make {total}% together."
            yield Complaint(
                (*path, "points", position, "value"), message, "Correct the parts of the whole."
            )


@rule("warning")
def value_outside_range(case: Case) -> Iterator[Complaint]:
    """A value lies outside its own range.

    The value of a point that has a range lies in it; one of the three numbers is
    wrong.

    Wrong:

    ```toml
    [[series]]
    id = "profits"
    title = "Profits of the trade"
    unit = "USD"
    scale = "billion"
    cites = ["crs-2017"]
    points = [{ at = "2010", value = 45, low = 19, high = 29 }, { at = "2011", value = 25 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "profits"
    title = "Profits of the trade"
    unit = "USD"
    scale = "billion"
    cites = ["crs-2017"]
    points = [{ at = "2010", value = 25, low = 19, high = 29 }, { at = "2011", value = 25 }]
    ```
    """
    for path, series in _series(case):
        for position, point in enumerate(series.points):
            if point.value is None:
                continue
            low, high = point.low, point.high
            if (low is not None and point.value < low) or (high is not None and point.value > high):
                ends = [number_words(end) for end in (low, high) if end is not None]
                bounds = (
                    f"between {ends[0]} and {ends[1]}" if len(ends) == 2 else f"within {ends[0]}"
                )
                message = f"{_name(series, point)}: {number_words(point.value)} is not {bounds}."
                yield Complaint(
                    (*path, "points", position, "value"), message, "Correct the value or the range."
                )


@rule("note")
def empty_cell(case: Case) -> Iterator[Complaint]:
    """A cell of a table is empty.

    An empty cell may mean none, unknown, or not asked; readers, and those who hear
    the table read aloud, need to know which.

    Wrong:

    ```toml
    [[tables]]
    id = "presidents"
    title = "Presidents"
    columns = ["Name", "Years"]
    rows = [["Fox", "2000-2006"], ["Calderón", ""]]
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[tables]]
    id = "presidents"
    title = "Presidents"
    columns = ["Name", "Years"]
    rows = [["Fox", "2000-2006"], ["Calderón", "2006-2012"]]
    cites = ["crs-2017"]
    ```
    """
    for number, table in enumerate(case.briefing.tables):
        for row, cells in enumerate(table.rows):
            empty = [
                column
                for column, cell in enumerate(cells)
                if isinstance(cell, str) and not cell.strip()
            ]
            if empty:
                cells_words = "an empty cell"
                if len(empty) > 1:
                    cells_words = counted(len(empty), "empty cell")
                message = f"Row {row + 1} of `{table.id}` has {cells_words}."
                yield Complaint(
                    ("tables", number, "rows", row),
                    message,
                    "Write what is known, or a sign with a meaning: "
                    "`–` for none, `n/a` for not asked.",
                )
