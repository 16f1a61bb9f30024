"""The timeline as JSON for TimelineJS (Knight Lab), which shows it on a page of the web.

Its texts are HTML, so that every word of the briefing is escaped.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Final

from briefdeck.document.lookup import Lookup, lookup
from briefdeck.export import Exported, Wanted
from briefdeck.model.briefing import Entry, Era, Event, Program
from briefdeck.model.calendar import DAY_SECONDS, day_to_civil
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.prose import plain_text
from briefdeck.output.takeaway import entry_words
from briefdeck.text.visible import visible
from briefdeck.text.words import listed, one_line

_Ends = tuple[dict[str, int], dict[str, int]]
_NOWHERE: Final[_Ends] = ({}, {})

_PARTS: Final = {"year": 1, "month": 2, "season": 2, "day": 3, "minute": 5, "second": 6}
"""How many of year, month, day, hour, minute and second a precision knows; others the year."""
_GROUPS: Final[dict[type[Entry], str]] = {Event: "Events", Program: "Programs"}
_FURTHEST: Final = 200_000
"""Years beyond which TimelineJS needs the scale that has years alone."""


def export(wanted: Wanted) -> Exported:
    """Write the eras, events and programs that a reading has.

    Raises ValueError where none of them has a date.
    """
    found = lookup(wanted.loaded)
    dated = [entry for entry in _held(found, wanted) if entry.date is not None]
    kept = [entry for entry in dated if entry.date is not None and _ends(found, entry.date)]
    slides = [_slide(found, entry) for entry in kept if not isinstance(entry, Era)]
    if not slides:
        raise ValueError("there is neither an event nor a program with a date to show")
    page = {
        "title": _title(found),
        "events": slides,
        "eras": [_era(found, entry) for entry in kept if isinstance(entry, Era)],
    }
    if any(_is_far(slide) for slide in slides):
        page["scale"] = "cosmological"
    content = f"{json.dumps(page, ensure_ascii=False, indent=2)}\n".encode()
    return Exported(content, tuple(_losses(dated, kept)))


def _held(found: Lookup, wanted: Wanted) -> Iterator[Entry]:
    drawn = found.timeline
    entries: Iterable[Entry] = (*drawn.eras, *drawn.events, *drawn.programs)
    return (entry for entry in entries if wanted.holds(found, entry))


def _losses(dated: list[Entry], kept: list[Entry]) -> Iterator[str]:
    left_out = [entry.id for entry in dated if entry not in kept]
    if left_out:
        yield f"what has no known beginning: {listed(left_out)}"
    hedged = [entry.id for entry in kept if entry.date is not None and not entry.date.is_exact]
    if hedged:
        yield f"where dates are not exact, all but their words: {listed(hedged)}"
    undrawn = [entry.id for entry in kept if isinstance(entry, Era) and entry.text]
    if undrawn:
        yield f"what is said of eras: {listed(undrawn)}"


def _title(found: Lookup) -> dict[str, Any]:
    front = found.briefing.front
    return {
        "text": {"headline": _html(front.title), "text": _paragraphs(plain_text(front.bluf))},
        "autolink": False,
    }


def _slide(found: Lookup, entry: Entry) -> dict[str, Any]:
    assert entry.date is not None, "what has no date is left out before"
    start, end = _ends(found, entry.date) or _NOWHERE
    slide: dict[str, Any] = {
        "unique_id": entry.id,
        "group": _GROUPS[type(entry)],
        "start_date": start,
        "display_date": _html(date_words(entry.date)),
        "text": {"headline": _html(entry.label), "text": _paragraphs(entry_words(found, entry))},
        "autolink": False,
    }
    if end != start:
        slide["end_date"] = end
    return slide


def _era(found: Lookup, era: Era) -> dict[str, Any]:
    start, end = _ends(found, era.span) or _NOWHERE
    return {"start_date": start, "end_date": end, "text": {"headline": _html(era.title)}}


def _ends(found: Lookup, when: Edtf) -> _Ends | None:
    """Both ends of a date as TimelineJS has them; None where it has no known beginning.

    What goes on ends when the briefing was made, as everywhere.
    """
    if when.start is None or when.start.lower is None:
        return None
    start = _parts(when.start, is_last=False)
    end = when.end or found.briefing.front.as_of.end
    if end is None or end.upper is None or end.upper < when.start.lower:
        return start, start
    is_rough = when.is_interval or when.precision in {"decade", "century"}
    return start, _parts(end, is_last=True) if is_rough else start


def _parts(when: Edtf, *, is_last: bool) -> dict[str, int]:
    """A date in numbers, as far as it is known; the year before 1 is -1."""
    known = _PARTS.get(when.precision, 1)
    day = when.upper if is_last else when.lower
    assert day is not None, "an end that is known has both days"
    year, month, number = day_to_civil(day)
    second = (when.first_second or 0) % DAY_SECONDS
    clock = (second // 3600, second // 60 % 60, second % 60)
    values = (year if year > 0 else year - 1, month, number, *clock)
    names = ("year", "month", "day", "hour", "minute", "second")
    return dict(zip(names[:known], values[:known], strict=True))


def _is_far(slide: dict[str, Any]) -> bool:
    return abs(int(slide["start_date"]["year"])) > _FURTHEST


def _html(text: str) -> str:
    return escape(visible(one_line(text)))


def _paragraphs(text: str) -> str:
    parts = [part for part in text.split("\n\n") if part.strip()]
    return "".join([f"<p>{_lines(part)}</p>" for part in parts])


def _lines(text: str) -> str:
    return "<br>".join([_html(line) for line in text.strip().split("\n")])
