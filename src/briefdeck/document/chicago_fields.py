"""What a reference says of a source besides who and when: edition, volume, series, archive."""

import re
from typing import Final

from briefdeck.document.chicago_parts import (
    Words,
    closed,
    full_date,
    ital,
    month_and_day,
    months,
    page_ranges,
    plain,
    run_on,
    spaced,
    with_commas,
    year_label,
)
from briefdeck.model.briefing import Source
from briefdeck.text.words import capital, ordinal

_GENRES: Final = {
    "hearing": "Hearing",
    "personal_communication": "Personal communication",
    "article": "Preprint",
}
# A number without a word: `R41349`, `12`, `RL 31`; not `RFC 8200`.
_NUMERIC: Final = r"[A-Za-z]{0,2}\d+[A-Za-z]?(?:[-–/,& ]+\d+)*"
# Two page numbers, not the parts of labels such as `12-1–12-9`.
_PAGES: Final = r"(?<![\w-])(\d+)–(\d+)(?![\w-])"
_IN_DATABASES: Final = frozenset(
    {"article", "article-journal", "dataset", "paper-conference", "report", "thesis"}
)
"""What is published, so that its archive is a database, with a number for each work in it."""


def edition(source: Source) -> Words:
    """Return `2nd ed.`; other words as they are, closed with `ed.` where they name no edition."""
    text = "" if source.edition is None else str(source.edition).strip()
    if text.isdecimal():
        return plain(f"{ordinal(int(text))} ed.")
    names_edition = re.search(r"\bed(?:\.|ition|n)", text, re.IGNORECASE) is not None
    if text and not names_edition:
        text = f"{text} ed."
    return plain(capital(text))


def volume(source: Source) -> Words:
    """Return `Vol. 3, *Its Title*`, `3 vols.`, `Vol. 3, pt. 1`."""
    return run_on(_volume_number(source), ital(source.volume_title), *_part(source))


def _volume_number(source: Source) -> Words:
    if source.volume is not None:
        return plain(f"Vol. {source.volume}")
    if source.number_of_volumes is None:
        return ()
    count = str(source.number_of_volumes)
    return plain(f"{count} vols." if count.isdecimal() and count != "1" else "")


def volume_inside(source: Source) -> tuple[Words, ...]:
    """Return the same within a sentence: `vol. 3`, `*Its Title*`, `pt. 1`."""
    number = f"vol. {source.volume}" if source.volume is not None else ""
    return (plain(number), ital(source.volume_title), *_part(source))


def _part(source: Source) -> tuple[Words, ...]:
    part = "" if source.part_number is None else str(source.part_number)
    if re.fullmatch(_NUMERIC, part):
        part = f"pt. {part}"
    return plain(part), ital(source.part_title)


def series(source: Source) -> Words:
    """Return `Harbor Studies 12`."""
    if not source.collection_title:
        return ()
    number = "" if source.collection_number is None else str(source.collection_number)
    return plain(spaced(source.collection_title, number))


def number(source: Source) -> Words:
    """Return its sort and number: `Testimony GAO/T-NSIAD-99-98`, `No. R41349`."""
    genre = source.genre or _GENRES.get(source.type)
    text = "" if source.number is None else str(source.number)
    return plain(spaced(genre, text if genre else with_no(text)))


def with_no(text: str) -> str:
    """Return a bare number with the word that it needs before it: `No. 85`; `RFC 8200` has one."""
    return f"No. {text}" if re.fullmatch(_NUMERIC, text) else text


def event(source: Source) -> Words:
    """Return `Tide Days, Bergen, May 4`: the day where it is not that of publication."""
    day = "" if source.event_date is None else month_and_day(source.event_date)
    if source.event_date is not None and source.issued is not None:
        is_other_year = year_label(source.event_date) != year_label(source.issued)
        day = full_date(source.event_date) if is_other_year else day
    return plain(with_commas(source.event_title, source.event_place, day))


def form(source: Source) -> Words:
    """Return what a thing is on and how large it is: `DVD, 91 min.`, `1:25,000`."""
    return plain(capital(with_commas(source.medium, source.dimensions, source.scale)))


def archive(source: Source) -> Words:
    """Return `Box 7, Papers of the Port. City Archive, Bergen`; of a database `ERIC (ED123)`."""
    place, archive_ = source.archive_location, source.archive
    if source.type in _IN_DATABASES and archive_ and place and not source.archive_collection:
        return plain(f"{archive_} ({place})")
    inside = plain(capital(with_commas(place, source.archive_collection)))
    where = plain(with_commas(archive_, source.archive_place))
    if not inside or not where:
        return inside or where
    return (*closed(inside), *plain(" "), *where)


def original(source: Source) -> Words:
    """Return `Originally published as *Titel* (Old Press)`."""
    names = (source.original_publisher_place, source.original_publisher)
    publisher = ": ".join(filter(None, names))
    if source.original_title:
        title = ital(source.original_title)
        return (*plain("Originally published as "), *title, *plain(publisher and f" ({publisher})"))
    return plain(publisher and f"Originally published by {publisher}")


def issue(source: Source) -> str:
    """Return volume and issue: ` 12 (3)`, `, no. 3`.

    Where there is no issue it is the month, and without a volume the day.
    """
    supplement = source.supplement_number
    extra = "" if supplement is None else f", supp. {supplement}"
    return _issue(source) + extra


def _issue(source: Source) -> str:
    if source.volume is None:
        if source.issue is not None:
            return f", no. {source.issue}"
        day = month_and_day(source.issued)
        return f", {day}" if day else ""
    number_ = months(source.issued) if source.issue is None else str(source.issue)
    return f" {source.volume} ({number_})" if number_ else f" {source.volume}"


def pages(source: Source) -> str:
    """Return pages with an en dash and a shortened second number: `351–68`, `1101–8`."""
    text = "" if source.page is None else page_ranges(str(source.page))
    return re.sub(_PAGES, lambda found: f"{found[1]}–{_second_page(found[1], found[2])}", text)


def _second_page(first: str, second: str) -> str:
    """The second of two page numbers, shortened as chapter 9 of the manual has it."""
    is_span = len(first) == len(second) and int(first) <= int(second)
    # Below 100, and after a multiple of 100, all digits are given: 71–72, 100–104.
    if not is_span or int(first) < 100 or int(first) % 100 == 0:
        return second
    same = 0
    while same < len(first) and first[same] == second[same]:
        same += 1
    # After 101 to 109 the changed part alone (107–8), else two digits or more (321–28).
    if int(first) % 100 >= 10:
        same = min(same, len(second) - 2)
    return second[same:]
