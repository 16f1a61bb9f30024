"""What documents of one briefing share: numbers and short forms of its sources, and which era holds what."""

from functools import cached_property

from briefdeck.document.blocks import Reference
from briefdeck.document.references import ShortForms, full_reference
from briefdeck.load import Loaded
from briefdeck.model.briefing import Briefing, Entry, Era, Event, Finding, Quotation, Series, Source, Table
from briefdeck.model.links import Links


class Material:
    """A loaded briefing, and what is worked out of it once, when first asked for."""

    def __init__(self, loaded: Loaded) -> None:
        if loaded.briefing is None or loaded.links is None:
            raise ValueError(f"nothing could be read of {loaded.name}")
        self.loaded = loaded
        self.briefing: Briefing = loaded.briefing
        self.links: Links = loaded.links

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Every source's number: its position in the file, from 1."""
        return {source.id: number for number, source in enumerate(self.briefing.sources, 1)}

    @cached_property
    def short_forms(self) -> ShortForms:
        """How sources are cited in the text, told apart from each other."""
        return ShortForms(self.briefing.sources)

    def source(self, source_id: str) -> Source | None:
        """The source of that id; None where the id is no source's."""
        entry = self.links.entries.get(source_id)
        return entry if isinstance(entry, Source) else None

    def reference(self, source: Source) -> Reference:
        """A source as the reference list has it."""
        return Reference(
            number=self.numbers.get(source.id, 0),
            full=full_reference(source, self.short_forms.letter(source)),
            short=self.short_forms.short(source),
            source=source,
        )

    def label(self, entry_id: str) -> str:
        """What names an entry in a sentence: a source's short form, else its title, name or term, else its id."""
        entry = self.links.entries.get(entry_id)
        if entry is None:
            return entry_id
        if isinstance(entry, Source):
            return self.short_forms.short(entry)
        for name in ("title", "name", "term"):
            value: str | None = getattr(entry, name, None)
            if value:
                return " ".join(value.split())
        return entry_id

    @cached_property
    def era_of(self) -> dict[str, str]:
        """The era of each entry that has one: as the file says, else the one that holds its date (or its start)."""
        found: dict[str, str] = {}
        eras = self.briefing.eras
        stated: list[Finding | Series | Table] = [*self.briefing.findings, *self.briefing.series, *self.briefing.tables]
        found.update((entry.id, entry.era) for entry in stated if entry.era)
        dated: list[Event | Quotation] = [*self.briefing.events, *self.briefing.quotations]
        for entry in dated:
            if era := entry.era or _era_by_date(entry, eras):
                found[entry.id] = era
        for program in self.briefing.programs:
            if program.span is not None and (era := _era_by_date(program, eras)):
                found[program.id] = era
        return found

    @cached_property
    def members(self) -> dict[str, tuple[Entry, ...]]:
        """What each era holds, in file order."""
        held: dict[str, list[Entry]] = {era.id: [] for era in self.briefing.eras}
        for entry_id, era in self.era_of.items():
            if era in held and entry_id in self.links.entries:
                held[era].append(self.links.entries[entry_id])
        return {era: tuple(entries) for era, entries in held.items()}


def _era_by_date(entry: Entry, eras: tuple[Era, ...]) -> str | None:
    """The first era that holds an entry's date, else its first day."""
    when = entry.date
    if when is None:
        return None
    for era in eras:
        if era.span.contains(when):
            return era.id
    if when.lower is not None:
        return next((era.id for era in eras if era.span.covers(when.lower)), None)
    return None


_recent: list[Material] = []


def material(loaded: Loaded) -> Material:
    """The material of a briefing; kept for the two briefings used last, so that paging through one is quick."""
    for known in _recent:
        if known.loaded is loaded:
            return known
    made = Material(loaded)
    _recent.insert(0, made)
    del _recent[2:]
    return made
