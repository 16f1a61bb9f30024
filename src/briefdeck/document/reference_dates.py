"""Dates as Chicago's references have them: the year first, month and day where the source stands."""

from typing import Final

from briefdeck.model.calendar import day_to_civil
from briefdeck.model.datewords import year_words
from briefdeck.model.edtf import Edtf

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS: Final = ("Spring", "Summer", "Fall", "Winter")


def year_label(when: Edtf) -> str:
    """`2017`, `1998–2001`, `1998–`; in brackets where it is not certain: `[1998?]`, `[ca. 1998]`, `[1990s]`."""
    if when.is_interval:
        first = year_label(when.start) if when.start else ""
        last = year_label(when.end) if when.end else ""
        return first if first == last else f"{first}–{last}"
    bare = when.short().strip("~?") if when.precision in {"decade", "century"} else year_words(when.year)
    if not (when.is_approximate or when.is_uncertain or when.precision in {"decade", "century"}):
        return bare
    return f"[{'ca. ' if when.is_approximate else ''}{bare}{'?' if when.is_uncertain else ''}]"


def month_and_day(when: Edtf | None) -> str:
    """`July 2`, `July`, `Fall`; for an interval within a year both ends (`July 2–4`); nothing where only the year is known."""
    if when is None:
        return ""
    if not when.is_interval:
        return _month_day(when)
    start, end = when.start, when.end
    if start is None or end is None:
        return ""
    first, last = _month_day(start), _month_day(end)
    if not first or not last or start.year != end.year:
        return ""
    if first == last:
        return first
    month = month_only(start)
    return f"{first}–{last.removeprefix(month).strip()}" if month == month_only(end) else f"{first}–{last}"


def month_only(when: Edtf | None) -> str:
    """The month or season alone."""
    if when is None or when.is_interval or when.lower is None:
        return ""
    month = day_to_civil(when.lower)[1]
    if when.precision == "season":
        return SEASONS[(month - 3) // 3]
    return MONTHS[month - 1] if when.precision in {"month", "day", "second"} else ""


def _month_day(when: Edtf) -> str:
    month = month_only(when)
    if not month or when.lower is None or when.precision not in {"day", "second"}:
        return month
    return f"{month} {day_to_civil(when.lower)[2]}"
