"""The rule on precision: figures with more digits than anybody can have counted."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.amounts import exact
from briefdeck.model.briefing import Point
from briefdeck.model.numerals import decimals, number_words, three_digits
from briefdeck.model.problem import Complaint

_MOST_HEDGED: Final = 5
"""Digits of a number that is "about" right at most."""
_MOST_WITH_DECIMALS: Final = 9
"""Digits of a number with decimals at most: nobody measures a billionth part."""
_LOOSE: Final = frozenset({"about", "nearly"})


@rule("note")
def false_precision(case: Case) -> Iterator[Complaint]:
    """A figure has more digits than it can mean.

    Digits that come from a division or a conversion say nothing, and readers take
    them for care. A number that is only about right has three or four digits that
    count, and one with ten digits and decimals was computed rather than measured.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year, on average"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 12.3456789, qualifier = "about" }, { at = "2013", value = 54 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year, on average"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 12.3, qualifier = "about" }, { at = "2013", value = 54 }]
    ```
    """
    for number, series in enumerate(case.briefing.series):
        found = [
            (position, point, point.value)
            for position, point in enumerate(series.points)
            if point.value is not None and _is_too_precise(point, point.value)
        ]
        for position, point, value in found[:1]:
            more = f" So with {len(found) - 1} more." if len(found) > 1 else ""
            shorter = number_words(three_digits(exact(value)))
            yield Complaint(
                ("series", number, "points", position, "value"),
                f"{_written(point)} has more digits than it can mean.{more}",
                f"Write what the source can have known, {shorter} for instance.",
            )


def _written(point: Point) -> str:
    value = str(point.value)
    return f"{point.qualifier} {value}".capitalize() if point.qualifier else value


def _is_too_precise(point: Point, value: float) -> bool:
    # The digits as they are written: noise behind the fifteenth is what is looked for.
    written = Decimal(repr(value))
    digits = len(written.normalize().as_tuple().digits)
    if point.qualifier in _LOOSE:
        return digits > _MOST_HEDGED
    return decimals(written) > 0 and digits > _MOST_WITH_DECIMALS
