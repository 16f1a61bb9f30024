"""A number as a briefing states it, and where it cites it from."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from briefdeck.evidence.numbers.periods import Periods
from briefdeck.model.briefing import Qualifier
from briefdeck.model.problem import KeyPath

End = Literal["", "low", "high"]
"""Which end of a range a number is."""


class Quantity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is looked for in a copy.

    value: in base units. step, power, unit, noun, hedge: as in `Written`. periods: for when it is
    given. words: stems of what it is of, the nearest first. labels: stems of the category or the
    row that it is for; names: those of names that stand by it. is_open: whether its unit says
    nothing of what a source writes behind it. way: as `way_of` tells it. is_of_range: whether a
    text says it as one end of a range.
    """

    value: Decimal
    step: int = 0
    power: int = 0
    unit: str = ""
    noun: str = ""
    hedge: Qualifier | None = None
    end: End = ""
    is_open: bool = False
    periods: Periods = ()
    words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    way: str = ""
    is_of_range: bool = False


class CitedPlace(Struct, frozen=True, kw_only=True):
    """A place that a number is cited from.

    source, at: as the citation has them, which stands at `path`. seen_in, seen_at: the source in
    whose copy it is looked for, and the place there: the cited ones, or those through which it was
    seen.
    """

    source: str
    at: str | None
    seen_in: str
    seen_at: str | None
    path: KeyPath


class StatedNumber(Struct, frozen=True, kw_only=True):
    """A cited number of a briefing.

    entry, path: as in `CitedNumber`. offset: where in the text at the path it begins; -1 where that
    is a number. said: the words that say it. places: those that it is cited from, any of which
    may hold it.
    """

    entry: str
    path: KeyPath
    said: str
    quantity: Quantity
    places: tuple[CitedPlace, ...]
    offset: int = -1
