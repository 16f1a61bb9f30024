"""The times of Markwhen's events: a date, or two of them; those that count from others are none."""

import re
from typing import Final, Literal, NamedTuple

from briefdeck.intake.dates import meanings, why_not
from briefdeck.model.edtf import is_edtf
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, quoted

Order = Literal["month", "day"]
"""What comes first in 3/4/2008."""

_REPEATED: Final = pattern(r"\s+every\s+.*", re.IGNORECASE)
_BETWEEN: Final = (pattern(r"\s*/\s*"), pattern(r"\s+(?:-|–|to)\s+|\s*–\s*"), pattern(r"\s*-\s*"))
_LENGTH: Final = (
    r"\d+\s*(?:week|work|business)?\s*"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?|[ywdhs])"
)
_RELATIVE: Final = pattern(
    rf"(?:(?:after|before|by)\b.*|!\w.*|\.(?:start|end)|(?:{_LENGTH}[\s,]*)+)", re.IGNORECASE
)
_CLOCK: Final = pattern(r"\d{1,2}(?::\d{2})?\s*(?:[ap]m)?", re.IGNORECASE)
_TIMED: Final = pattern(r"(.*\d)[T\s]+\d{1,2}(?::\d{2}.*|\s*[ap]m)", re.IGNORECASE)
_NUMERIC: Final = pattern(r"[0-9/.:\sTZX~?%+-]*[0-9][0-9/.:\sTZX~?%+-]*")
_MONTHS: Final = pattern(
    r"(?:.*\b)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\b[\s\d,/-]*",
    re.IGNORECASE,
)
_NOW: Final = "now"
_BARE: Final = pattern(r"now\b.*|(?:after|before|by)?\s*!.*", re.IGNORECASE)
"""Times without a number."""
_COUNTED: Final = "its time counts from another event's; write its own date"


class Read(NamedTuple):
    """The time of an event in EDTF, or why it has none; and how it repeats."""

    date: str = ""
    why: str = ""
    repeated: str = ""


def read_dates(written: str, order: Order) -> Read | None:
    """Return when something was, by what stands before the colon; None where that is no time."""
    if not any(map(str.isdigit, written)) and not _BARE.fullmatch(written):
        return None
    bare = _REPEATED.sub("", written)
    read = _read(bare, order)
    if read is None:
        return None
    return read._replace(repeated=one_line(written[len(bare) :]))


def _read(written: str, order: Order) -> Read | None:
    single = _date(written, order)
    if single:
        return Read(single)
    for between in _BETWEEN:
        parts = between.split(written)
        if len(parts) == 2:
            read = _span(parts[0], parts[1], order)
            if read is not None:
                return read
    if _RELATIVE.fullmatch(written):
        return Read(why=_COUNTED)
    if written.casefold() == _NOW:
        return Read(why="`now` is no date; write the one that is meant")
    if _NUMERIC.fullmatch(written) or _MONTHS.fullmatch(written):
        return Read(why=why_not(written, meanings(written)))
    return None


def _span(start: str, end: str, order: Order) -> Read | None:
    """A span of time; None where its ends are none."""
    first = _date(start, order)
    if _RELATIVE.fullmatch(start) or (first and _RELATIVE.fullmatch(end)):
        return Read(why=_COUNTED)
    if not first:
        return None
    timed = _TIMED.fullmatch(start)
    if end.casefold() == _NOW:
        last = ".."
    elif timed is not None and _CLOCK.fullmatch(end):
        last = _date(f"{timed[1]} {end}", order)
    else:
        last = _date(end, order)
    if not last:
        return None
    span = f"{first}/{last}"
    if first == last:
        return Read(first)
    return Read(span) if is_edtf(span) else Read(why=f"{quoted(span)} is no span of time")


def _date(written: str, order: Order) -> str:
    """A single date or a span that is written as one; empty where it is none."""
    found = meanings(written)
    if len(found.dates) == 2 and "/" in written and "/" not in found.dates[1]:
        return found.dates[0 if order == "month" else 1]
    return found.date
