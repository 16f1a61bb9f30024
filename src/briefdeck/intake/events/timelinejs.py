"""Timelines of TimelineJS (Knight Lab): its slides as events, and its eras."""

import json
from collections.abc import Mapping
from typing import Any, Final

from briefdeck.intake.events.happenings import MOST_EVENTS, Happening, Link, entries_of, is_address
from briefdeck.intake.events.html_words import html_words
from briefdeck.intake.events.said_dates import Moment, date_said, without_opening
from briefdeck.intake.taken import Options, Taken
from briefdeck.model.briefing import ID_PATTERN
from briefdeck.model.calendar import DAY_SECONDS, year_text
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.text.decoding import decoded
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, one_line, quoted

_ID: Final = pattern(ID_PATTERN)
_GROUPS: Final = {"Events": "events", "Programs": "programs"}
"""Groups of our own timelines, and the tables that they stand for."""
_WHOLE: Final = pattern(r"-?[0-9]{1,15}")
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second")

_Object = Mapping[str, Any]


class SlideError(ValueError):
    """A slide that is not taken; the message says why."""


def take(content: bytes, options: Options) -> Taken:
    """Return the events and eras of a timeline."""
    text, encoding = decoded(content)
    try:
        page = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _refused(options, f"it is not JSON: {error}")
    if not isinstance(page, dict) or not isinstance(page.get("events"), list):
        return _refused(options, "it has no list of `events`")
    slides, eras = _objects(page, "events"), _objects(page, "eras")
    if not slides and not eras:
        return _refused(options, "there is no event in it")
    if len(slides) + len(eras) > MOST_EVENTS:
        why = f"it has {counted(len(slides), 'event')}, and a briefing takes {MOST_EVENTS:,}"
        return _refused(options, why)
    happenings, refused = _happenings(slides, eras)
    said = [f"{options.stem}: read as {encoding}, because it is not UTF-8"] if encoding else []
    title = one_line(html_words(_text(page.get("title"), "headline"))[0])
    return Taken(
        items=entries_of(happenings),
        front=(("title", title),) if title else (),
        said=tuple(said),
        refused=tuple(f"{options.stem}, {sentence}" for sentence in refused),
    )


def _happenings(slides: list[_Object], eras: list[_Object]) -> tuple[list[Happening], list[str]]:
    """The slides and eras that are taken, and why others are not."""
    is_own = all(slide.get("group") in _GROUPS and _own_id(slide) for slide in slides)
    happenings: list[Happening] = []
    refused: list[str] = []
    for number, slide in enumerate(slides, start=1):
        try:
            happenings.append(_slide(slide, is_own=is_own))
        except SlideError as error:
            refused.append(f"event {number}: {error}")
    for number, era in enumerate(eras, start=1):
        try:
            happenings.append(_era(era))
        except SlideError as error:
            refused.append(f"era {number}: {error}")
    return happenings, refused


def _refused(options: Options, why: str) -> Taken:
    return Taken(items=(), refused=(f"{options.stem}: {why}",))


def _objects(page: _Object, name: str) -> list[_Object]:
    held = page.get(name)
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []


def _own_id(slide: _Object) -> str:
    """A slide's id, if it can be ours."""
    id_ = slide.get("unique_id")
    return id_ if isinstance(id_, str) and _ID.fullmatch(id_) else ""


def _slide(slide: _Object, *, is_own: bool) -> Happening:
    """A slide as an event, or of our own timelines as a program. Raises SlideError."""
    title, _ = html_words(_text(slide, "headline"))
    title = one_line(title)
    text, links = html_words(_text(slide, "text"))
    if not title:
        title, _, text = text.partition("\n")
    if not title:
        raise SlideError("it has neither a headline nor a text")
    start, end = _date(slide.get("start_date")), _date(slide.get("end_date"))
    if not start:
        raise SlideError(f"{quoted(title)} has no date (`start_date`)")
    words = one_line(html_words(_string(slide.get("display_date")))[0])
    date = _said(words, start, end or start) or _span(start, end)
    group = _string(slide.get("group"))
    taken = Happening(
        title=title,
        date=date,
        text=text,
        links=(*links, *_media(slide)),
        tags=(one_line(group),) if group else (),
        id=_own_id(slide),
    )
    if not is_own:
        return taken
    opened = without_opening(text, title, words)
    return taken._replace(text=opened, tags=(), table=_GROUPS[group])


def _era(era: _Object) -> Happening:
    """An era. Raises SlideError."""
    title = one_line(html_words(_text(era, "headline"))[0])
    text, links = html_words(_text(era, "text"))
    start, end = _date(era.get("start_date")), _date(era.get("end_date"))
    if not title or not start:
        raise SlideError("it has no headline or no `start_date`")
    return Happening(title=title, date=_span(start, end), text=text, links=links, table="eras")


def _media(slide: _Object) -> tuple[Link, ...]:
    """The address of what a slide shows, called as its caption says."""
    media = slide.get("media")
    if not isinstance(media, dict) or not is_address(_string(media.get("url"))):
        return ()
    caption = html_words(_string(media.get("caption")) or _string(media.get("credit")))[0]
    return (Link(_string(media.get("url")).strip(), one_line(caption)),)


def _said(words: str, start: str, end: str) -> str:
    """The date that a slide shows in words, if it is one of its times; empty if it is not."""
    if not words:
        return ""
    first, last = Edtf.parse(start), Edtf.parse(end)
    assert first.lower is not None, "a date of numbers has both ends"
    assert last.upper is not None, "a date of numbers has both ends"
    return date_said(words, _moment(first, first.lower), _moment(last, last.upper))


def _moment(when: Edtf, day: int) -> Moment:
    second = when.first_second
    return (
        Moment(day) if second is None or not when.has_time else Moment(*divmod(second, DAY_SECONDS))
    )


def _span(start: str, end: str) -> str:
    """A date, or a span. Raises SlideError."""
    span = start if end in {"", start} else f"{start}/{end}"
    if not is_edtf(span):
        raise SlideError(f"{quoted(span)} is no span of time")
    return span


def _date(parts: object) -> str:
    """A date in numbers as EDTF; empty for none. Raises SlideError for one that cannot be."""
    if not isinstance(parts, dict):
        return ""
    values = [_number(parts.get(name)) for name in _PARTS]
    year, month, day, hour, minute, second = values
    if year is None:
        return ""
    # The year before 1 is -1 here; EDTF numbers it 0.
    date = year_text(year + 1 if year < 0 else year)
    if month is not None:
        date += f"-{month:02}"
    if month is not None and day is not None:
        date += f"-{day:02}"
        if hour is not None:
            date += f"T{hour:02}:{minute or 0:02}" + (f":{second:02}" if second else "")
    if not is_edtf(date):
        raise SlideError(f"{quoted(date)} is not a date")
    return date


def _number(value: object) -> int | None:
    """A whole number, which may stand in quotes; None for anything else."""
    digits = str(value).strip() if isinstance(value, int | str) else ""
    return int(digits) if _WHOLE.fullmatch(digits) else None


def _text(held: object, name: str) -> str:
    """One of the texts of a slide."""
    texts = held.get("text") if isinstance(held, dict) else None
    return _string(texts.get(name)) if isinstance(texts, dict) else ""


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
