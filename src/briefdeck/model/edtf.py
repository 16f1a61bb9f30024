"""Dates as EDTF has them (ISO 8601-2:2019, levels 0 and 1): exact, approximate, uncertain, unspecified, open.

Days are whole numbers: proleptic Gregorian, 0 = 1970-01-01, any year from -9999 to 9999 and `Y`-prefixed years beyond.
"""

from datetime import date
from typing import Final, Literal

Precision = Literal["century", "decade", "year", "season", "month", "day", "second"]


class EdtfError(ValueError):
    """The text is no EDTF date of level 0 or 1; the message says what is wrong and gives an example."""


class Edtf:
    """A date or an interval; immutable, hashable, equal where the texts are equal, sorted by (lower, upper).

    text: as written (canonical). lower, upper: first and last day covered (inclusive), None where that end is open
    or unknown. start, end: the two ends of an interval as Edtf (None where open or unknown), both self for a date.
    """

    __slots__ = ("text", "lower", "upper", "is_interval", "is_approximate", "is_uncertain", "is_unspecified", "precision", "start", "end", "open_start", "open_end")

    # To be written: see the module's tests. `Edtf.parse(value: str | int | date | datetime) -> Edtf` raises EdtfError.
