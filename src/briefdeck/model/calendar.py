"""Days as whole numbers, and the names of months and seasons.

The calendar is the proleptic Gregorian one, and day 0 is 1970-01-01. Years may lie far beyond what
`datetime` holds.
"""

from datetime import date
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS: Final = tuple(name[:3] for name in MONTHS)
SEASONS: Final = ("spring", "summer", "autumn", "winter")
AMERICAN_SEASONS: Final = ("spring", "summer", "fall", "winter")
"""As references in Chicago style name them."""

FIRST_SEASON: Final = 21
"""The number in the place of a month that EDTF has for spring; the other seasons follow."""

DAY_SECONDS: Final = 24 * 60 * 60
EPOCH: Final = 719163  # date(1970, 1, 1).toordinal()
_LAST_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap_year(year: int) -> bool:
    """Whether a year (astronomical: 0 is 1 BC) has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month (1 to 12)."""
    return 29 if month == 2 and is_leap_year(year) else _LAST_DAYS[month - 1]


def civil_to_day(year: int, month: int = 1, day: int = 1) -> int:
    """The day number of a date that exists; the caller has checked month and day."""
    if 1 <= year <= 9999:
        return date(year, month, day).toordinal() - EPOCH
    # Beyond what `datetime` holds: Howard Hinnant's days_from_civil. The calendar repeats after 400
    # years, which have 146,097 days; years are counted from March, so that 29 February comes last.
    shifted = year - 1 if month <= 2 else year
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month - 3) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - 719468


def day_to_civil(day: int) -> tuple[int, int, int]:
    """(year, month, day of the month) of a day number, exact for any whole number."""
    if -719162 <= day <= 2932896:
        found = date.fromordinal(day + EPOCH)
        return found.year, found.month, found.day
    # The way back, civil_from_days; 719,468 days lie between 1 March of the year 0 and 1970-01-01.
    era, day_of_era = divmod(day + 719468, 146097)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    year = year_of_era + era * 400
    if month <= 2:
        year += 1
    return year, month, day_of_year - (153 * shifted_month + 2) // 5 + 1


def last_day(year: int, month: int) -> int:
    """The day number of a month's last day."""
    return civil_to_day(year, month, days_in_month(year, month))


def year_text(year: int) -> str:
    """A year as EDTF writes it: "0800", "-0044", and "Y-12000" beyond four digits."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
