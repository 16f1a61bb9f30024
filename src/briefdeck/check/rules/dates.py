"""Rules on dates: sources older than what they report, and what lies after the briefing's own date."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from briefdeck.check.case import Case, Piece, sentence_at
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Entry, Series
from briefdeck.model.calendar import EPOCH, MONTHS, civil_to_day, day_to_civil
from briefdeck.model.edtf import Edtf
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.text.pattern import pattern

_DATED: Final = (
    rf"\b(?:(?P<month>{'|'.join(MONTHS)})\s+(?:(?P<day>\d{{1,2}}),?\s+)?"
    r"|(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Aa]fter|[Ee]arly|[Ll]ate)\s+|(?P<fiscal>FY ?|fiscal (?:year )?))(?P<year>(?:19|20)\d\d)(?![\d,]*\d|[-–/]\d)"
)
_FORWARD: Final = (
    r"(?i:\b(?:will|would|shall|(?-i:may)|might|could|planned|planning|plans to|propos|expect|project|forecast|predict|request|budget|appropriat|target|schedul|intend|estimat|pledg|goal|until|"
    r"by the end|due|promis|aim|envisag|foresee|foresaw|anticipat|authoriz|authoris|outlook|commit|announc|agreed))"
)
_YEAR: Final = pattern(r"(?:19|20)\d\d")
_CITATION: Final = pattern(r"\[@([a-z0-9-]+)([^\[\]]*)\]")
_KEY: Final = pattern(r"@([a-z0-9-]+)")
_REMEDY: Final = "Cite a later source, correct the date, or say in a `caveat` what the source can and cannot support."


def is_hedged(date: Edtf) -> bool:
    """Whether a date is only about right, so that days cannot be counted on it."""
    return date.is_approximate or date.is_uncertain


def looks_ahead(*texts: str | None) -> bool:
    """Whether words speak of what was planned, asked for or expected, which sources can do ahead of time."""
    return any(text is not None and re.search(_FORWARD, text) is not None for text in texts)


def _issue_days(case: Case) -> dict[str, int]:
    """The last day on which each source can have been written; without those whose date is open or only about right."""
    return {
        source.id: source.issued.upper
        for source in case.briefing.sources
        if source.issued is not None
        and source.issued.upper is not None
        and not is_hedged(source.issued)
    }


@rule("warning")
def anachronistic_citation(case: Case) -> Iterator[Complaint]:
    """A source is older than what it is cited for.

    A source cannot report what came after it. Looked at are dated events, programs,
    quotations and points (by the figure's calendar), and sentences that name a date
    before their citation. Nothing is said where the words speak of plans, requests,
    forecasts or announcements, where a date is approximate, or where a `caveat`
    warns the reader.

    Wrong:

    ```toml
    [[events]]
    id = "minister-arrested"
    title = "A former minister is arrested"
    date = "2019-12-09"
    text = "Officers arrested him in Dallas."
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[events]]
    id = "minister-arrested"
    title = "A former minister is arrested"
    date = "2019-12-09"
    text = "Officers arrested him in Dallas."
    cites = ["report-2020"]
    ```
    """
    for table in ("events", "programs", "quotations"):
        for path, entry in case.table(table):
            yield from _dated_entry(case, path, entry)
    for position, series in enumerate(case.briefing.series):
        yield from _dated_points(case, ("series", position), series)
    yield from _dated_sentences(case)


def _dated_entry(case: Case, path: KeyPath, entry: Entry) -> Iterator[Complaint]:
    when = entry.date if entry.cites else None
    if when is None or when.lower is None:
        return
    days = case.remember(_issue_days)
    sources = [cite if isinstance(cite, str) else cite.source for cite in entry.cites]
    issued = [days.get(source) for source in sources]
    early = [
        position for position, day in enumerate(issued) if day is not None and day < when.lower
    ]
    if not early or (len(early) < len(issued) and entry.table != "events"):
        return
    if is_hedged(when) or entry.caveat or entry.likelihood or looks_ahead(entry.text, entry.label):
        return
    for position in early:
        source = sources[position]
        message = f"`{source}` is of {_date_text(case, source)} and cannot report what `{entry.id}` dates {when.text}."
        yield Complaint((*path, "cites", position), message, _REMEDY)


def _dated_points(case: Case, path: KeyPath, series: Series) -> Iterator[Complaint]:
    if series.caveat:
        return
    days = case.remember(_issue_days)
    for number, point in enumerate(series.points):
        if (
            point.at is None
            or not point.cites
            or point.caveat
            or point.qualifier == "estimated"
            or is_hedged(point.at)
        ):
            continue
        lower = point.at.bounds(series.calendar)[0]
        for position, cite in enumerate(point.citations):
            day = days.get(cite.source)
            if (
                lower is None
                or day is None
                or day >= lower
                or looks_ahead(series.title, series.text, point.text)
            ):
                continue
            message = f"`{cite.source}` is of {_date_text(case, cite.source)} and cannot know the figure for {point.at.words(series.calendar)}."
            yield Complaint((*path, "points", number, "cites", position), message, _REMEDY)


def _date_text(case: Case, source: str) -> str:
    issued = case.sources[source].issued
    return issued.text if issued else "no date"


def _dated_sentences(case: Case) -> Iterator[Complaint]:
    """Citations in prose whose own sentence names a later date than any source in the bracket can know."""
    days = case.remember(_issue_days)
    years_after = {day: str(day_to_civil(day + 1)[0]) for day in set(days.values())}
    text = case.text
    for match in _CITATION.finditer(text):
        first, more = match.groups()
        keys = [first, *_KEY.findall(more)] if ";" in more else [first]
        if not all(key in days for key in keys):
            continue
        position = match.start()
        known = days[first] if len(keys) == 1 else max(days[key] for key in keys)
        too_late = years_after[known]
        start = max(0, position - 200)
        start = max(start, text.rfind("]", start, position) + 1)
        window = text[start:position]
        if ("20" in window or "19" in window) and any(
            year >= too_late for year in _YEAR.findall(window)
        ):
            yield from _dated_sentence(case, position, first, known, too_late)


def _dated_sentence(
    case: Case, position: int, source: str, known: int, too_late: str
) -> Iterator[Complaint]:
    """A citation at a position whose sentence, up to it, names a date after the day `known`, in the year `too_late` or later."""
    text = case.text
    start, _ = sentence_at(text, position)
    words = text[max(start, text.rfind("]", start, position) + 1) : position]
    piece, offset = case.piece_at(position)
    if not any(year >= too_late for year in _YEAR.findall(words)) or _has_caveat(case, piece):
        return
    dates = [(_first_day(found), found[0].strip()) for found in re.finditer(_DATED, words)]
    if not dates:
        return
    day, written = max(dates)
    if day > known and not looks_ahead(words):
        message = f"`{source}` is of {_date_text(case, source)}, before the date that its sentence names ({written})."
        yield Complaint(piece.path, message, _REMEDY, offset=offset)


def _has_caveat(case: Case, piece: Piece) -> bool:
    """Whether readers are warned where a piece stands, or it is a warning itself."""
    entry = case.entry_of(piece)
    return piece.field in {"caveat", "note"} or (entry is not None and bool(entry.caveat))


def _first_day(match: re.Match[str]) -> int:
    """The first day of a date in words; a fiscal year begins in the October before."""
    year = int(match["year"])
    if match["fiscal"]:
        return civil_to_day(year - 1, 10, 1)
    month = MONTHS.index(match["month"]) + 1 if match["month"] else 1
    try:
        return date(year, month, int(match["day"] or 1)).toordinal() - EPOCH
    except ValueError:
        return civil_to_day(year, month, 1)


@rule("warning")
def future_date(case: Case) -> Iterator[Complaint]:
    """Something is dated after the briefing itself.

    `as_of` says how fresh the information is; what is dated later was not known
    then, unless it was planned, scheduled or expected, and the text says so.

    Wrong:

    ```toml
    [[events]]
    id = "pact-in-force"
    title = "The pact takes effect"
    date = "2020-07-01"
    cites = ["report-2020"]
    ```

    Right:

    ```toml
    [[events]]
    id = "pact-in-force"
    title = "The pact is scheduled to take effect"
    date = "2020-07-01"
    cites = ["report-2020"]
    ```
    """
    today = case.front.as_of.upper
    if today is None:
        return
    said = case.front.as_of.text
    for position, event in enumerate(case.briefing.events):
        if (
            event.when.lower is not None
            and event.when.lower > today
            and not (looks_ahead(event.text, event.title) or event.likelihood or event.caveat)
        ):
            message = f"The event `{event.id}` ({event.when.text}) lies after the briefing's own date ({said})."
            yield Complaint(
                ("events", position, "date"),
                message,
                "Correct the date, bring `as_of` up to date, or say in the text that it is planned or expected.",
            )
    for number, series in enumerate(case.briefing.series):
        if series.caveat:
            continue
        for position, point in enumerate(series.points):
            lower = point.at.bounds(series.calendar)[0] if point.at else None
            if lower is None or lower <= today or point.qualifier == "estimated":
                continue
            if not looks_ahead(series.title, series.text, point.text, point.caveat):
                message = f"The figure for {point.at.text if point.at else ''} lies after the briefing's own date ({said})."
                yield Complaint(
                    ("series", number, "points", position, "at"),
                    message,
                    'Correct the date, or mark it `qualifier = "estimated"`.',
                )


@rule("warning")
def stale_as_of(case: Case) -> Iterator[Complaint]:
    """The briefing says that it is older than its newest source.

    The newest source that the briefing uses is newer than its own date: readers
    think the information older than it is.

    Wrong:

    ```toml
    [[findings]]
    id = "numbers-fell"
    text = "The numbers fell."
    cites = ["review-2021"]

    [[sources]]
    id = "review-2021"
    type = "report"
    title = "A later review"
    issued = "2021-05"
    publisher = "The Institute"
    ```

    Right:

    ```toml
    [[findings]]
    id = "numbers-fell"
    text = "The numbers fell."
    cites = ["review-2019"]

    [[sources]]
    id = "review-2019"
    type = "report"
    title = "An earlier review"
    issued = "2019-05"
    publisher = "The Institute"
    ```
    """
    today = case.front.as_of.upper
    if today is None:
        return
    newer = [
        source
        for source in case.briefing.sources
        if source.issued
        and source.issued.lower is not None
        and source.issued.lower > today
        and case.links.backward.get(source.id)
    ]
    if newer:
        newest = max(
            newer,
            key=lambda source: (
                source.issued.lower if source.issued and source.issued.lower is not None else 0
            ),
        )
        message = f"`as_of` is {case.front.as_of.text}, but the source `{newest.id}` is of {_date_text(case, newest.id)}."
        yield Complaint(
            ("briefing", "as_of"),
            message,
            "Bring `as_of` up to the newest information in the briefing.",
        )
