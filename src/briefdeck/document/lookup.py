"""What documents of one briefing look up: its sources' numbers and names, its eras' entries."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from briefdeck.document.blocks import Timeline
from briefdeck.document.chicago_labels import ShortForms
from briefdeck.document.sections import in_order_of_time
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Briefing, Entry, Quotation, Source, Via
from briefdeck.model.eras import Eras
from briefdeck.model.levels import Levels, levels
from briefdeck.model.links import Link, Links
from briefdeck.model.prose import plain_text
from briefdeck.text.width import first_words
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from briefdeck.document.verdicts import Verdicts

LONGEST_OPENING: Final = 60
"""Characters of a text that stand for an entry without a name."""


class Lookup:
    """A briefing that loaded, and what is worked out of it once, when first asked for.

    Raises ValueError where nothing could be read of the file.
    """

    def __init__(self, loaded: Loaded) -> None:
        if loaded.briefing is None or loaded.links is None:
            raise ValueError(f"nothing could be read of {loaded.name}")
        self.loaded = loaded
        self.briefing: Briefing = loaded.briefing
        self.links: Links = loaded.links

    @cached_property
    def verdicts(self) -> "Verdicts | None":
        """What is known of its quotations and numbers in stored copies; None where it has none.

        No copy is read for that: each is known by its hash. It may be replaced, as the interface
        does, which reads copies while a briefing is open.
        """
        if not any(source.copy or source.sha256 for source in self.briefing.sources):
            return None
        from briefdeck.document.verdicts import Verdicts
        from briefdeck.evidence.verdicts import kept
        from briefdeck.library.folders import cache_folder

        return Verdicts(kept(self.loaded, cache_folder()))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Every source's number: its position in the file, from 1."""
        return {source.id: number for number, source in enumerate(self.briefing.sources, 1)}

    @cached_property
    def seen_in(self) -> dict[str, Via]:
        """Where sources that nobody has seen themselves were found cited, by id."""
        return {source.id: source.seen_in for source in self.briefing.sources if source.seen_in}

    @cached_property
    def short_forms(self) -> ShortForms:
        """How sources are cited where all of the briefing's stand together, as in the interface."""
        return ShortForms(self.briefing.sources)

    @cached_property
    def timeline(self) -> Timeline:
        """Everything that the briefing dates, up to its own date."""
        briefing = self.briefing
        return Timeline(
            eras=tuple(in_order_of_time(briefing.eras)),
            events=tuple(in_order_of_time(briefing.events)),
            programs=tuple(in_order_of_time(briefing.programs)),
            until=briefing.front.as_of,
        )

    @cached_property
    def levels(self) -> Levels:
        """What the readings of the briefing hold."""
        return levels(self.briefing, self.links)

    def source(self, source_id: str) -> Source | None:
        """Return the source of that id; None where the id is not a source's."""
        entry = self.links.entries.get(source_id)
        return entry if isinstance(entry, Source) else None

    def speaker(self, entry: Entry) -> Entry | None:
        """Return whose statement an entry is: its voice, of a quotation its speaker."""
        voice = entry.said_by
        name = voice.source if voice else entry.speaker if isinstance(entry, Quotation) else None
        return self.links.entries.get(name) if name else None

    def citations_of(self, entry_id: str) -> list[Link]:
        """Return the citations of an entry, those in its prose and its points too."""
        links = self.links.forward.get(entry_id, ())
        return [link for link in links if link.relation == "cites"]

    def label(self, entry_id: str) -> str:
        """Return what names an entry in a sentence: its name, else its first words, else its id."""
        entry = self.links.entries.get(entry_id)
        if entry is None:
            return entry_id
        return name_of(entry) or _opening(entry) or entry_id

    @cached_property
    def era_of(self) -> dict[str, str]:
        """The era of each entry that has one: the one it names, else the one of its date."""
        found = {}
        for entry in self._in_eras():
            era = self._eras.of(entry)
            if era is not None:
                found[entry.id] = era.id
        return found

    @cached_property
    def _eras(self) -> Eras:
        return Eras(self.briefing.eras)

    def is_era_told_by_date(self, entry: Entry) -> bool:
        """Return whether an entry's date alone says to which era it belongs."""
        if entry.date is None:
            return False
        era = self._eras.at(entry.date)
        return era is not None and era.id == self.era_of.get(entry.id)

    def _in_eras(self) -> tuple[Entry, ...]:
        """The entries that belong to eras, in the order in which an era's page has them."""
        briefing = self.briefing
        return (
            *briefing.findings,
            *briefing.series,
            *briefing.tables,
            *briefing.events,
            *briefing.quotations,
            *briefing.programs,
        )

    @cached_property
    def members(self) -> dict[str, tuple[Entry, ...]]:
        """What each era holds, in file order."""
        held: dict[str, list[Entry]] = {era.id: [] for era in self.briefing.eras}
        for entry_id, era in self.era_of.items():
            entry = self.links.entries.get(entry_id)
            if entry is not None and era in held:
                held[era].append(entry)
        return {era: tuple(entries) for era, entries in held.items()}


def name_of(entry: Entry) -> str:
    """Return an entry's title, name or term on one line; empty where it has none."""
    for field in ("title", "name", "term"):
        value: str | None = getattr(entry, field, None)
        if value:
            return one_line(value)
    return ""


def _opening(entry: Entry) -> str:
    """The first words of an entry that has no name; those of a quotation in quotation marks."""
    words = one_line(plain_text(entry.text or ""))
    if len(words) > LONGEST_OPENING:
        words = first_words(words, LONGEST_OPENING) + "…"
    if words and isinstance(entry, Quotation):
        return f"“{words}”"
    return words


_recent: list[Lookup] = []


def lookup(loaded: Loaded) -> Lookup:
    """Return a briefing's lookup; the two used last are kept, so that paging is quick."""
    for known in _recent:
        if known.loaded is loaded:
            return known
    made = Lookup(loaded)
    _recent.insert(0, made)
    del _recent[2:]
    return made
