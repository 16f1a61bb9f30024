"""Which era an entry belongs to: the one it names, else the one that its date falls into."""

from collections.abc import Iterable

from briefdeck.model.briefing import Briefing, Entry, Era
from briefdeck.model.edtf import Edtf


def era_of(entry: Entry, eras: Iterable[Era]) -> Era | None:
    """The era of an event, a quotation or any other entry; None where no era holds it.

    An `era` that the entry names counts before its date; of several eras that hold the start of its date (two that share a
    boundary year, one inside the other) the one that starts last. A name that no era has gives none.
    """
    if isinstance(entry, Era):
        return entry
    named: str | None = getattr(entry, "era", None)
    if named is not None:
        return next((era for era in eras if era.id == named), None)
    return era_at(entry.date, eras) if entry.date is not None else None


def era_at(date: Edtf, eras: Iterable[Era]) -> Era | None:
    """The era that holds a date's first day (its last day where the start is open or unknown)."""
    day = date.lower if date.lower is not None else date.upper
    assert day is not None, "a date has at least one known end"
    holding = [era for era in eras if era.span.covers(day)]
    return max(holding, key=lambda era: era.span.sort_key[0], default=None)


def entries_of(era: Era, briefing: Briefing) -> tuple[Entry, ...]:
    """What an era's page gathers: findings, events, programs, figures, tables and quotations that belong to it, in file order."""
    gathered = (
        briefing.findings,
        briefing.events,
        briefing.programs,
        briefing.series,
        briefing.tables,
        briefing.quotations,
    )
    return tuple(
        entry
        for entries in gathered
        for entry in entries
        if (own := era_of(entry, briefing.eras)) is not None and own.id == era.id
    )
