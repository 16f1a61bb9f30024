"""A source for other programs, as CSL has it: its variables as plain data, ready for JSON."""

from functools import cache
from typing import Any, Final

from briefdeck.document.chicago_labels import TO_COME, host_of, year_words
from briefdeck.document.chicago_parts import page_ranges, year_label
from briefdeck.document.chicago_roles import openers
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.csl import OURS, Name, Names, bare_doi
from briefdeck.model.edtf import Edtf
from briefdeck.model.fields import fields_of

# How many of year, month and day a precision knows; a season knows its year alone.
_KNOWN_PARTS: Final = {"year": 1, "season": 1, "month": 2, "day": 3, "minute": 3, "second": 3}

# Types by whose editors, and by whose container, a style cites what has no author: not, and so.
_EDITORS_UNNAMED: Final = frozenset({"interview", "personal_communication", "standard"})
_HOSTED: Final = frozenset(
    {"article-magazine", "article-newspaper", "webpage", "broadcast", "review", "review-book"}
    | {"entry", "entry-dictionary", "entry-encyclopedia"}
)


def csl(source: Source, letter: str = "", via: str = "") -> dict[str, Any]:
    """Return a source for a processor that is to cite it as our own list does.

    What a style would say otherwise is said in other variables, and with a `letter` its year has
    that letter, whatever order a style would give letters in. via: see `csl_item`.
    """
    item = _said(source)
    _add_who(item, source)
    _add_dates(item, source, via)
    if letter:
        _add_letter(item, source, letter)
    return item


def csl_item(source: Source, via: str = "") -> dict[str, Any]:
    """Return a source's CSL variables as plain data; its `note` says what CSL cannot of a date.

    via: the source in which alone it was seen, which its note says too.
    """
    item = _said(source)
    _add_dates(item, source, via)
    return item


def _said(source: Source) -> dict[str, Any]:
    """What a source's fields say, without dates."""
    item: dict[str, Any] = {"id": source.id, "type": source.type}
    for variable, field in variables():
        value = getattr(source, field)
        if value is not None and value != () and not isinstance(value, Edtf):
            item[variable] = _csl_value(value)
    if source.doi:
        item["DOI"] = bare_doi(source.doi)
    if source.page is not None:
        item["page"] = page_ranges(str(source.page))
    if source.issued is None and source.status in TO_COME:
        item["status"] = source.status
    return item


@cache
def variables() -> tuple[tuple[str, str], ...]:
    """Return CSL's variables and our fields that hold them, in our order."""
    shared = {field.name for field in fields_of(Entry)} | OURS
    return tuple((each.key, each.name) for each in fields_of(Source) if each.name not in shared)


def _csl_value(value: Names | str | int) -> object:
    if isinstance(value, tuple):
        return [_csl_name(name) for name in value]
    return str(value)


def _add_who(item: dict[str, Any], source: Source) -> None:
    """Say what a style has to know to cite by the same name as our list does."""
    # Styles cite a report's container as a book, and a hearing by its title, as a law.
    if source.type == "report" and source.container_title:
        item["collection-title"] = item.pop("container-title")
    if source.type == "hearing":
        item["type"] = "report"
        item.setdefault("genre", "Hearing")
    if source.author:
        return
    if source.editor and source.type in _EDITORS_UNNAMED:
        item["author"] = item.pop("editor")
        return
    if openers(source):
        return
    # A paper by nobody would be cited by the name of its proceedings.
    if source.type == "paper-conference":
        item["type"] = "chapter"
    host = host_of(source)
    if host and not (source.container_title and source.type in _HOSTED):
        del item["container-title" if source.container_title == host else "publisher"]
        item["author"] = [{"literal": host}]


def _add_dates(item: dict[str, Any], source: Source, via: str) -> None:
    """Say when a source was issued and so on; in a note what CSL cannot, and where it was seen."""
    notes = []
    for variable, field in variables():
        when = getattr(source, field)
        if not isinstance(when, Edtf):
            continue
        item[variable], is_whole = csl_date(when)
        if not is_whole:
            notes.append(f"{variable}: {when.text}")
    if via:
        notes.append(f"cited in {via}")
    if notes:
        item["note"] = "; ".join(notes)


def _add_letter(item: dict[str, Any], source: Source, letter: str) -> None:
    """Say the year with its letter; what has no date is cited by its status: `FBI, n.d.-a`."""
    year = year_words(source, letter)
    if source.issued is None:
        item["status"] = year
    else:
        item["issued"]["literal"] = year


def csl_date(when: Edtf) -> tuple[dict[str, Any], bool]:
    """Return a date as CSL has it, and whether that says all of it.

    CSL knows seasons, but no decades, open ends, unknown months and times of day. How
    the year is written is said beside it (`literal`) where citeproc would write it otherwise than
    our list.
    """
    date: dict[str, Any] = {}
    parts = date_parts(when)
    if parts:
        date["date-parts"] = parts
    season = None if when.is_interval else _csl_season(when)
    if season is not None:
        date["season"] = season
    is_rough = when.is_approximate or when.is_uncertain
    # Citeproc says `476 AD`.
    is_early = any(0 < year < _FIRST_PLAIN_YEAR for year, *_ in parts)
    # Not `circa` too: a style would put brackets and a question mark around our own.
    if is_rough or is_early or not parts:
        date["literal"] = year_label(when)
    says_less = not parts or when.is_uncertain or when.is_unspecified or when.has_time
    # Of an interval CSL has no seasons.
    has_seasons = when.is_interval and when.precision == "season"
    return date, not (says_less or has_seasons)


def date_parts(when: Edtf) -> list[list[int]]:
    """One or two dates as CSL's numbers; nothing where they cannot be said so."""
    ends = [when.start, when.end] if when.is_interval else [when]
    parts = [_known_parts(end) for end in ends]
    return parts if all(parts) else []


def _known_parts(when: Edtf | None) -> list[int]:
    """Year, month and day as far as they are known; nothing of an open end."""
    if when is None or when.lower is None:
        return []
    known = _KNOWN_PARTS.get(when.precision, 0)
    if not known:
        return []
    year, month, day = day_to_civil(when.lower)
    # CSL has no year 0: 1 BC, our 0, is its -1.
    if year <= 0:
        year -= 1
    return [year, month, day][:known]


def _csl_season(when: Edtf) -> int | None:
    """1 for spring to 4 for winter; a season begins in March, June, September or December."""
    if when.precision != "season" or when.lower is None:
        return None
    return day_to_civil(when.lower)[1] // 3


def _csl_name(name: Name) -> dict[str, str | bool]:
    if name.literal or not name.family:
        return {"literal": name.words}
    parts = ((field.key, getattr(name, field.name)) for field in fields_of(Name))
    return {variable: value for variable, value in parts if value}


_FIRST_PLAIN_YEAR: Final = 1000
"""Earlier years have `AD` or `BC` beside them."""
