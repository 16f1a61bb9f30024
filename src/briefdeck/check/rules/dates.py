"""Rules on dates: sources older than what they report, and what lies after the briefing's own date."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from briefdeck.check.case import Case, Piece, sentence_at
from briefdeck.check.rule import Finding, rule
from briefdeck.check.rules.eras import is_hedged
from briefdeck.model.briefing import Entry, Series, Source
from briefdeck.model.calendar import EPOCH, civil_to_day
from briefdeck.model.problem import KeyPath

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATED: Final = re.compile(
    rf"\b(?:(?P<month>{'|'.join(name.title() for name in _MONTHS)})\s+(?:(?P<day>\d{{1,2}}),?\s+)?"
    r"|(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Aa]fter|[Ee]arly|[Ll]ate)\s+|(?P<fiscal>FY ?|fiscal (?:year )?))(?P<year>(?:19|20)\d\d)(?![\d,]*\d|[-–/]\d)"
)
_FORWARD: Final = re.compile(
    r"\b(?:will|would|shall|may|might|could|plan|propos|expect|project|forecast|predict|request|budget|appropriat|target|schedul|intend|estimat|pledg|goal|until|"
    r"by the end|due|promis|aim|envisag|foresee|foresaw|anticipat|authoriz|authoris|outlook|commit|announc|agreed)",
    re.IGNORECASE,
)
_CITATION: Final = re.compile(r"\[@([^\[\]]+)\]")
_KEY: Final = re.compile(r"@([a-z0-9-]+)")
_REMEDY: Final = "Cite a later source, correct the date, or say in a `caveat` what the source can and cannot support."


def looks_ahead(*texts: str | None) -> bool:
    """Whether words speak of what was planned, asked for or expected, which sources can do ahead of time."""
    return any(text is not None and _FORWARD.search(text) is not None for text in texts)


def _issued(source: Source | None) -> int | None:
    """The last day on which a source can have been written; None where that is open or only about right."""
    if source is None or source.issued is None or is_hedged(source.issued):
        return None
    return source.issued.upper


@rule("warning")
def anachronistic_citation(case: Case) -> Iterator[Finding]:
    """A source is older than what it is cited for."""
    for table in ("events", "programs", "quotations"):
        for path, entry in case.table(table):
            yield from _dated_entry(case, path, entry)
    for position, series in enumerate(case.briefing.series):
        yield from _dated_points(case, ("series", position), series)
    yield from _dated_sentences(case)


def _dated_entry(case: Case, path: KeyPath, entry: Entry) -> Iterator[Finding]:
    when = entry.date
    if when is None or when.lower is None or is_hedged(when) or entry.caveat or not entry.cites:
        return
    if looks_ahead(entry.text, entry.label) or entry.likelihood:
        return
    issued = [
        (position, cite.source, _issued(case.sources.get(cite.source))) for position, cite in enumerate(entry.citations)
    ]
    if any(day is None or day >= when.lower for _, _, day in issued) and entry.table != "events":
        return
    for position, source, day in issued:
        if day is not None and day < when.lower:
            message = (
                f"`{source}` is of {_date_text(case, source)} and cannot report what `{entry.id}` dates {when.text}."
            )
            yield Finding((*path, "cites", position), message, _REMEDY)


def _dated_points(case: Case, path: KeyPath, series: Series) -> Iterator[Finding]:
    if series.caveat or looks_ahead(series.title, series.text):
        return
    for number, point in enumerate(series.points):
        if (
            point.at is None
            or not point.cites
            or point.caveat
            or point.qualifier == "estimated"
            or looks_ahead(point.text)
        ):
            continue
        lower = point.at.bounds(series.calendar)[0]
        for position, cite in enumerate(point.citations):
            day = _issued(case.sources.get(cite.source))
            if lower is not None and day is not None and day < lower and not is_hedged(point.at):
                message = f"`{cite.source}` is of {_date_text(case, cite.source)} and cannot know the figure for {point.at.text}."
                yield Finding((*path, "points", number, "cites", position), message, _REMEDY)


def _date_text(case: Case, source: str) -> str:
    issued = case.sources[source].issued
    return issued.text if issued else "no date"


def _dated_sentences(case: Case) -> Iterator[Finding]:
    """Citations in prose whose own sentence names a later date than any source in the bracket can know."""
    latest = max((day for source in case.briefing.sources if (day := _issued(source)) is not None), default=None)
    if latest is None:
        return
    text = case.text
    for match in _CITATION.finditer(text):
        issued = [_issued(case.sources.get(key)) for key in _KEY.findall(match[1])]
        known = [day for day in issued if day is not None]
        if not known or len(known) < len(issued):
            continue
        start, _ = sentence_at(text, match.start())
        words = text[max(start, text.rfind("]", start, match.start()) + 1) : match.start()]
        dates = [(_first_day(found), found) for found in _DATED.finditer(words)]
        if not dates:
            continue
        piece, offset = case.piece_at(match.start())
        day, found = max(dates, key=lambda item: item[0])
        if day > max(known) and not _is_excused(case, piece, words):
            source = _KEY.findall(match[1])[0]
            message = f"`{source}` is of {_date_text(case, source)}, before the date that its sentence names ({found[0].strip()})."
            yield Finding(piece.path, message, _REMEDY, offset=offset)


def _is_excused(case: Case, piece: Piece, words: str) -> bool:
    entry = case.entry_of(piece)
    return looks_ahead(words) or piece.field in {"caveat", "note"} or (entry is not None and bool(entry.caveat))


def _first_day(match: re.Match[str]) -> int:
    """The first day of a date in words; a fiscal year begins in the October before."""
    year = int(match["year"])
    if match["fiscal"]:
        return civil_to_day(year - 1, 10, 1)
    month = _MONTHS.index(match["month"].lower()) + 1 if match["month"] else 1
    try:
        return date(year, month, int(match["day"] or 1)).toordinal() - EPOCH
    except ValueError:
        return civil_to_day(year, month, 1)


@rule("warning")
def future_date(case: Case) -> Iterator[Finding]:
    """Something is dated after the briefing itself."""
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
            yield Finding(
                ("events", position, "date"),
                message,
                "Correct the date, bring `as_of` up to date, or say in the text that it is planned or expected.",
            )
    for number, series in enumerate(case.briefing.series):
        if looks_ahead(series.title, series.text) or series.caveat:
            continue
        for position, point in enumerate(series.points):
            lower = point.at.bounds(series.calendar)[0] if point.at else None
            if (
                lower is not None
                and lower > today
                and point.qualifier != "estimated"
                and not looks_ahead(point.text, point.caveat)
            ):
                message = (
                    f"The figure for {point.at.text if point.at else ''} lies after the briefing's own date ({said})."
                )
                yield Finding(
                    ("series", number, "points", position, "at"),
                    message,
                    'Correct the date, or mark it `qualifier = "estimated"`.',
                )


@rule("warning")
def stale_as_of(case: Case) -> Iterator[Finding]:
    """The briefing says that it is older than its newest source."""
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
            newer, key=lambda source: source.issued.lower if source.issued and source.issued.lower is not None else 0
        )
        message = (
            f"`as_of` is {case.front.as_of.text}, but the source `{newest.id}` is of {_date_text(case, newest.id)}."
        )
        yield Finding(("briefing", "as_of"), message, "Bring `as_of` up to the newest information in the briefing.")
