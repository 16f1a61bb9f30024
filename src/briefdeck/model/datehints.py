"""What to write instead of a value that is not a date: the EDTF form of what was probably meant."""

from collections.abc import Callable
from datetime import datetime, time
from functools import lru_cache
from typing import Final

from briefdeck.model.calendar import year_text
from briefdeck.model.dateforms import Meant
from briefdeck.model.loosedates import readings
from briefdeck.text.pattern import pattern

GENERIC: Final = "write for instance 1996-01-14, 2001-09, 1998~ or 2000/2005"
_EXAMPLES: Final = '"1996-01-14", "2001-09", "1998~" or "2000/2005"'
_CLOCK: Final = pattern(r"T?[0-9]{1,2}[:.][0-9]{2}.*")
_UNDATED: Final = frozenset(
    {"n.d.", "n.d", "nd", "no date", "undated", "unknown", "unclear", "tbd", "n/a", "none"}
)
_LONGEST, _MOST_WORDS = 60, 10
"""Characters and words of a text that anything is made out of."""


def hint(value: object, is_date: Callable[[str], bool]) -> str:
    """A clause that says what to write, with the author's own date where it can be made out.

    is_date: whether a text is one; nothing else is recommended.
    """
    if isinstance(value, str):
        return _hint_for_text(value, is_date)
    if isinstance(value, time):
        clock = value.isoformat(timespec="minutes")
        return f"write it with its day, for instance 2001-09-11T{clock}"
    text = _as_text(value)
    known = nearest_dates(text, is_date) if text else ()
    if not known:
        return f"write a string, for instance {_EXAMPLES}"
    return f"write {', or '.join([_noted(meant, quotes=True) for meant in known])}"


def _hint_for_text(text: str, is_date: Callable[[str], bool]) -> str:
    if text.strip().lower() in _UNDATED:
        return "leave the key out where no date is known, or write what is: 199X, 1998~ or ../2005"
    known = nearest_dates(text, is_date)
    if known and known[0].date == text.strip():
        return f"write {known[0].date}, without blanks around it"
    if known:
        return f"write {', or '.join([_noted(meant) for meant in known])}"
    if _CLOCK.fullmatch(text.strip()):
        return "write it with its day, for instance 2001-09-11T21:45"
    if text.count("/") > 1:
        return "an interval has one slash: write for instance 2000/2005"
    if not any(sign.isalnum() for sign in text):
        return "write for instance 2017/.. for what goes on, or ../2005 for what always was"
    return GENERIC


def meant_date(value: object, is_date: Callable[[str], bool]) -> Meant | None:
    """Return the one date that a value can mean; None where it may mean several, or nobody knows.

    It may still be a guess, as its own `is_guess` says.
    """
    text = _as_text(value)
    known = () if text.strip().lower() in _UNDATED else nearest_dates(text, is_date)
    return known[0] if len(known) == 1 else None


@lru_cache(maxsize=16)
def nearest_dates(text: str, is_date: Callable[[str], bool]) -> tuple[Meant, ...]:
    """Return what a text probably means, one or two dates; none where nobody can tell."""
    # What is said of a wrong date, and what mends it, ask one after the other.
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return ()
    for reading in readings(text):
        known = [meant for meant in reading if is_date(meant.date)]
        if known:
            return tuple(known[:2])
    return ()


def _noted(meant: Meant, *, quotes: bool = False) -> str:
    written = f'"{meant.date}"' if quotes else meant.date
    if written.endswith(".."):
        # A full stop follows, which would make it three.
        written += " with two dots"
    if not meant.note:
        return written
    if meant.note.startswith(("and ", "with ")):
        return f"{written} {meant.note}"
    return f"{written} for {meant.note}"


def _as_text(value: object) -> str:
    """What a value that is not a text may stand for, in an author's letters; empty for nothing."""
    match value:
        case bool():
            return ""
        case datetime():
            return value.replace(microsecond=0).isoformat().replace("+00:00", "Z")
        case int() if abs(value) < 10**18:
            return f"{value:04}"
        case float() if value.is_integer() and abs(value) <= 9999:
            return year_text(int(value))
        case str():
            return value
        case [only]:
            return _as_text(only)
        case [str() | int() as start, str() | int() as end] if len(f"{start}{end}") < _LONGEST:
            return f"{start}/{end}"
    return ""
