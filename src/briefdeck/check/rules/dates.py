"""Rules on dates: sources older than what they report, and what is later than the briefing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from briefdeck.check.case import Case, Piece
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Entry, Series
from briefdeck.model.calendar import EPOCH, MONTHS, civil_to_day, day_to_civil
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Calendar, Edtf
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.model.sentences import sentence_at
from briefdeck.text.pattern import pattern

_DATED: Final = (
    rf"\b(?:(?P<month>{'|'.join(MONTHS)})\s+(?:(?P<day>\d{{1,2}}),?\s+)?"
    r"|(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Aa]fter|[Ee]arly|[Ll]ate)\s+"
    r"|(?P<fiscal>FY ?|fiscal (?:year )?))(?P<year>(?:19|20)\d\d)(?![\d,]*\d|[-–/]\d)"
)
_FORWARD: Final = (
    r"(?i:\b(?:will|would|shall|(?-i:may)|might|could|planned|planning|plans to|propos|expect"
    r"|project|forecast|predict|request|budget|appropriat|target|schedul|intend|estimat|pledg|goal"
    r"|until|by the end|due|promis|aim|envisag|foresee|foresaw|anticipat|authoriz|authoris|outlook"
    r"|commit|announc|agreed))"
)
_YEAR: Final = pattern(r"(?:19|20)\d\d")
_CITATION: Final = pattern(r"\[@([a-z0-9-]+)([^\[\]]*)\]")
_KEY: Final = pattern(r"@([a-z0-9-]+)")
_REMEDY: Final = (
    "Cite a later source, correct the date, "
    "or say in a `caveat` what the source can and cannot support."
)


def is_hedged(date: Edtf) -> bool:
    """Whether a date is only about right, so that days cannot be counted on it."""
    return date.is_approximate or date.is_uncertain


def looks_ahead(*texts: str | None) -> bool:
    """Whether words speak of what was planned, asked for or expected, as sources can."""
    return any(text is not None and re.search(_FORWARD, text) is not None for text in texts)


def _issued(case: Case) -> dict[str, Edtf]:
    """When each source was written, where its date says until when that can have been."""
    return {
        source.id: source.issued
        for source in case.briefing.sources
        if source.issued is not None
        and source.issued.upper is not None
        and not is_hedged(source.issued)
    }


def _issue_days(case: Case) -> dict[str, int]:
    """The last day on which each source can have been written, where its date says it."""
    issued = case.remember(_issued)
    return {source: when.upper for source, when in issued.items() if when.upper is not None}


@rule("warning")
def anachronistic_citation(case: Case) -> Iterator[Complaint]:
    """A source is older than what it is cited for.

    A source cannot report what came after it. Looked at are dated events, programs,
    quotations and points (by the figure's calendar), and sentences that name a date
    before their citation. Nothing is said where the words speak of plans, requests,
    forecasts or announcements, where a date is approximate or lies ahead of the
    briefing itself, or where a `caveat` warns the reader.

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
    if when is None or when.start is None:
        return
    issued = case.remember(_issued)
    sources = [cite if isinstance(cite, str) else cite.source for cite in entry.cites]
    early = [
        (position, source)
        for position, source in enumerate(sources)
        if source in issued and issued[source].is_before(when)
    ]
    # A program or a quotation may be reported by one source and introduced by an older one.
    if not early or (len(early) < len(sources) and entry.table != "events"):
        return
    if entry.caveat or entry.likelihood or is_hedged(when):
        return
    if looks_ahead(entry.text, entry.label):
        return
    for position, source in early:
        message = (
            f"`{source}` is of {_date_text(case, source)} "
            f"and cannot report what `{entry.id}` dates {when.text}."
        )
        yield Complaint((*path, "cites", position), message, _REMEDY)


def _dated_points(case: Case, path: KeyPath, series: Series) -> Iterator[Complaint]:
    if series.caveat:
        return
    issued = case.remember(_issued)
    for number, point in enumerate(series.points):
        if point.at is None or not point.cites or point.caveat:
            continue
        if point.qualifier == "estimated" or is_hedged(point.at):
            continue
        for position, cite in enumerate(point.citations):
            known = issued.get(cite.source)
            if known is None or not _begins_after(point.at, known, series.calendar):
                continue
            if looks_ahead(series.title, series.text, point.text):
                continue
            message = (
                f"`{cite.source}` is of {_date_text(case, cite.source)} "
                f"and cannot know the figure for {date_words(point.at, series.calendar)}."
            )
            yield Complaint((*path, "points", number, "cites", position), message, _REMEDY)


def _begins_after(period: Edtf, until: Edtf, calendar: Calendar) -> bool:
    """Whether a period of a series' calendar begins when another date is over."""
    if calendar == "gregorian":
        return until.is_before(period)
    first = period.bounds(calendar)[0]
    return first is not None and until.upper is not None and first > until.upper


def _date_text(case: Case, source: str) -> str:
    issued = case.sources[source].issued
    return issued.text if issued else "no date"


def _dated_sentences(case: Case) -> Iterator[Complaint]:
    """Citations in prose whose sentence names a later date than any of their sources can know."""
    days = case.remember(_issue_days)
    years_after = {day: str(day_to_civil(day + 1)[0]) for day in set(days.values())}
    text = case.text
    for match in _CITATION.finditer(text):
        first, more = match.groups()
        known = days.get(first)
        if known is not None and ";" in more:
            known = _last_day(days, [first, *_KEY.findall(more)])
        if known is None:
            continue
        # A sentence is found only where a year shortly before the citation calls for it.
        position, too_late = match.start(), years_after[known]
        start = max(0, position - 200)
        start = max(start, text.rfind("]", start, position) + 1)
        if _names_year(text[start:position], too_late):
            yield from _dated_sentence(case, position, first, known, too_late)


def _last_day(days: Mapping[str, int], sources: Iterable[str]) -> int | None:
    """The day of the latest of the sources; None where the day of one is not known."""
    latest: int | None = None
    for source in sources:
        day = days.get(source)
        if day is None:
            return None
        latest = day if latest is None else max(latest, day)
    return latest


def _names_year(words: str, first: str) -> bool:
    """Whether words name the year `first` or a later one."""
    if "20" not in words and "19" not in words:
        return False
    return any(year >= first for year in _YEAR.findall(words))


def _dated_sentence(
    case: Case, position: int, source: str, known: int, too_late: str
) -> Iterator[Complaint]:
    """A citation whose sentence, up to it, names a date after `known`, in `too_late` or later."""
    text = case.text
    start, _ = sentence_at(text, position)
    words = text[max(start, text.rfind("]", start, position) + 1) : position]
    piece, offset = case.piece_at(position)
    if not _names_year(words, too_late) or _has_caveat(case, piece):
        return
    # What lies ahead of the briefing itself is a forecast, whatever the words.
    today = case.front.as_of.upper
    dates = [(_first_day(found), found[0].strip()) for found in re.finditer(_DATED, words)]
    dates = [each for each in dates if today is None or each[0] <= today]
    if not dates:
        return
    day, written = max(dates)
    if day > known and not looks_ahead(words):
        message = (
            f"`{source}` is of {_date_text(case, source)}, "
            f"before the date that its sentence names ({written})."
        )
        yield Complaint(piece.path, message, _REMEDY, offset=offset)


def _has_caveat(case: Case, piece: Piece) -> bool:
    """Whether readers are warned where a piece stands, or it is a warning itself."""
    if piece.field in {"caveat", "note"}:
        return True
    entry = case.entry_of(piece)
    return entry is not None and bool(entry.caveat)


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
    yield from _future_events(case)
    yield from _future_points(case)


def _future_events(case: Case) -> Iterator[Complaint]:
    for position, event in enumerate(case.briefing.events):
        if not case.front.as_of.is_before(event.when):
            continue
        if event.likelihood or event.caveat or looks_ahead(event.text, event.title):
            continue
        message = (
            f"The event `{event.id}` ({event.when.text}) lies after the briefing's own date "
            f"({case.front.as_of.text})."
        )
        remedy = (
            "Correct the date, bring `as_of` up to date, "
            "or say in the text that it is planned or expected."
        )
        yield Complaint(("events", position, "date"), message, remedy)


def _future_points(case: Case) -> Iterator[Complaint]:
    for number, series in enumerate(case.briefing.series):
        if series.caveat:
            continue
        for position, point in enumerate(series.points):
            if point.at is None or point.qualifier == "estimated":
                continue
            if not _begins_after(point.at, case.front.as_of, series.calendar):
                continue
            if looks_ahead(series.title, series.text, point.text, point.caveat_text):
                continue
            message = (
                f"The figure for {point.at.text} lies after the briefing's own date "
                f"({case.front.as_of.text})."
            )
            yield Complaint(
                ("series", number, "points", position, "at"),
                message,
                'Correct the date, or mark it `qualifier = "estimated"`.',
            )


@rule("warning")
def stale_as_of(case: Case) -> Iterator[Complaint]:
    """The briefing says that it is older than its newest source.

    The newest source that the briefing uses is newer than its own date: readers
    think the information older than it is. What only caveats cite does not count:
    there the preparers look back at what is said.

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
    newest, latest = "", case.front.as_of
    for source in case.briefing.sources:
        if source.issued is None or not latest.is_before(source.issued):
            continue
        if source.issued.start is not None and _informs(case, source.id):
            newest, latest = source.id, source.issued.start
    if newest:
        message = (
            f"`as_of` is {case.front.as_of.text}, "
            f"but the source `{newest}` is of {_date_text(case, newest)}."
        )
        yield Complaint(
            ("briefing", "as_of"),
            message,
            "Bring `as_of` up to the newest information in the briefing.",
        )


def _informs(case: Case, source_id: str) -> bool:
    """Whether anything but a caveat refers to a source."""
    return any("caveat" not in link.path for link in case.links.backward.get(source_id, ()))


@rule("warning")
def effect_before_cause(case: Case) -> Iterator[Complaint]:
    """An event leads to something that was over before it began.

    What `leads_to` names comes after, or at the same time. Either a date is wrong,
    or cause and effect have changed places.

    Wrong:

    ```toml
    [[events]]
    id = "pact-signed"
    title = "The pact is signed"
    date = "2008-06"
    leads_to = ["talks-open"]
    cites = ["crs-2017"]

    [[events]]
    id = "talks-open"
    title = "Talks open"
    date = "2007-03"
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[events]]
    id = "talks-open"
    title = "Talks open"
    date = "2007-03"
    leads_to = ["pact-signed"]
    cites = ["crs-2017"]

    [[events]]
    id = "pact-signed"
    title = "The pact is signed"
    date = "2008-06"
    cites = ["crs-2017"]
    ```
    """
    for position, event in enumerate(case.briefing.events):
        for number, effect_id in enumerate(event.leads_to):
            effect = case.links.entries.get(effect_id)
            if effect is None or effect.date is None or not effect.date.is_before(event.when):
                continue
            yield Complaint(
                ("events", position, "leads_to", number),
                f"`{event.id}` ({event.when.text}) leads to `{effect_id}`, "
                f"which is of {effect.date.text}.",
                "Correct a date, or let the earlier one lead to the later.",
            )
