"""What documents of one briefing share: numbers and short forms of its sources, and which era holds what."""

from functools import cached_property
from typing import Final

from briefdeck.document.blocks import Reference
from briefdeck.document.references import ShortForms, full_reference
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Briefing, Entry, Quotation, Source
from briefdeck.model.eras import Eras
from briefdeck.model.links import Links
from briefdeck.model.prose import plain_text

LONGEST_OPENING: Final = 60
"""Characters of a text that stand for an entry without a name."""


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
        """What names an entry in a sentence: a source's short form, its title, name or term, its first words, or its id."""
        entry = self.links.entries.get(entry_id)
        if entry is None:
            return entry_id
        if isinstance(entry, Source):
            return self.short_forms.short(entry)
        return name_of(entry) or _opening(entry) or entry_id

    def heading(self, entry: Entry) -> str:
        """What stands above an entry's text: its name, a quotation's speaker, a source's short form; empty where it has none."""
        if isinstance(entry, Quotation) and entry.speaker:
            return self.label(entry.speaker)
        return self.label(entry.id) if isinstance(entry, Source) else name_of(entry)

    @cached_property
    def era_of(self) -> dict[str, str]:
        """The era of each entry that has one: as the file says, else the one that holds its date."""
        eras = Eras(self.briefing.eras)
        briefing = self.briefing
        entries = (
            *briefing.findings, *briefing.series, *briefing.tables, *briefing.events, *briefing.quotations, *briefing.programs,
        )  # fmt: skip
        return {entry.id: era.id for entry in entries if (era := eras.of(entry)) is not None}

    @cached_property
    def members(self) -> dict[str, tuple[Entry, ...]]:
        """What each era holds, in file order."""
        held: dict[str, list[Entry]] = {era.id: [] for era in self.briefing.eras}
        for entry_id, era in self.era_of.items():
            if era in held and entry_id in self.links.entries:
                held[era].append(self.links.entries[entry_id])
        return {era: tuple(entries) for era, entries in held.items()}


def name_of(entry: Entry) -> str:
    """An entry's title, name or term on one line; empty where it has none."""
    for field in ("title", "name", "term"):
        value: str | None = getattr(entry, field, None)
        if value:
            return " ".join(value.split())
    return ""


def _opening(entry: Entry) -> str:
    """The first words of an entry that has no name; those of a quotation in quotation marks."""
    words = " ".join(plain_text(entry.text or "").split())
    if len(words) > LONGEST_OPENING:
        words = words[:LONGEST_OPENING].rpartition(" ")[0] + "…"
    return f"“{words}”" if words and isinstance(entry, Quotation) else words


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
