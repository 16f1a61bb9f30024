"""A loaded briefing as the interface reads it: sections, their rows, who supports what.

No Textual.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from briefdeck.document.blocks import CONFIRMED_SIGN, entry_sign
from briefdeck.document.lookup import Lookup, lookup, name_of
from briefdeck.document.sections import Section, sections_of
from briefdeck.draw.hues import era_style
from briefdeck.draw.lines import Style
from briefdeck.model.briefing import (
    Actor,
    Briefing,
    Entry,
    Era,
    Event,
    KeyPoint,
    Program,
    Recommendation,
    Source,
)
from briefdeck.model.datewords import ShortDates, year_words
from briefdeck.model.eras import Eras
from briefdeck.model.evidence import (
    STATEMENTS,
    Coverage,
    Support,
    coverage,
    statement_link,
    support,
)
from briefdeck.model.levels import Level, Levels, levels
from briefdeck.model.links import Links
from briefdeck.model.prose import inline_text, parse_prose, plain_line, plain_text
from briefdeck.model.sentences import first_sentence
from briefdeck.reading.state import EVERYTHING, NO_FILTERS, Filters
from briefdeck.text.pattern import pattern
from briefdeck.text.width import boundary
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from briefdeck.document.blocks import Document
    from briefdeck.document.chicago_labels import ShortForms
    from briefdeck.document.verdicts import Verdicts
    from briefdeck.evidence.verdicts import Verification
    from briefdeck.loader import Loaded

LABEL_LIMIT = 400
BARE_LINK = pattern(r"\[\[([a-z0-9-]+)\]\]")
CONCERNS = frozenset({"actor", "program", "party", "speaker", "addressee", "mentions", "see"})
"""How an entry points to the actors and programs that it concerns."""


class Row(Struct, frozen=True):
    """One entry in a list: what stands before its label (a number, a date) and the label.

    `heading`: what it stands under, a year. `style`: that of both, its era's hue where it has one.
    """

    entry: str
    lead: str
    label: str
    heading: str = ""
    style: Style = "muted"


class Deck:
    """A briefing ready to be read.

    Everything is worked out when it is first asked for, and kept.
    """

    def __init__(self, loaded: "Loaded") -> None:
        if loaded.briefing is None or loaded.links is None:
            raise ValueError("a deck needs a briefing that could be read")
        self.loaded = loaded
        self.briefing: Briefing = loaded.briefing
        self.links: Links = loaded.links
        self.sections: tuple[Section, ...] = sections_of(self.briefing)
        self._by_name = {section.name: section for section in self.sections}
        self._section_of_table = {
            table: section.name for section in self.sections for table in section.tables
        }
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._ids: dict[tuple[str, Filters], tuple[str, ...]] = {}
        self._support: dict[str, Support] = {}
        self._coverage: Coverage | None = None
        self._pages: dict[str, Document] = {}
        self._numbers: dict[str, int] = {}
        self._held: dict[Level, frozenset[str]] = {}
        self._short_forms: ShortForms | None = None
        self.verification: Verification | None = None
        """What is known of its quotations; None: nothing yet, or there is nothing to know."""
        self.verdicts: Verdicts | None = None
        """The same, by where they stand."""

    @property
    def title(self) -> str:
        """The briefing's title, on one line."""
        return one_line(self.briefing.front.title)

    def section(self, name: str) -> Section | None:
        """The section of that name, if the briefing has it."""
        return self._by_name.get(name)

    def entry(self, entry_id: str | None) -> Entry | None:
        """The entry of that id."""
        return self.links.entries.get(entry_id) if entry_id else None

    def section_of(self, entry_id: str) -> str:
        """The name of the section that lists an entry; the overview where nothing does."""
        entry = self.links.entries.get(entry_id)
        return self._section_of_table.get(entry.table, "overview") if entry else "overview"

    def rows(self, section: str) -> tuple[Row, ...]:
        """The rows of a section, in reading order: by date in the timeline, else as in the file."""
        if section not in self._rows:
            self._rows[section] = tuple(self._make_rows(section))
        return self._rows[section]

    def visible_rows(self, section: str, filters: Filters) -> tuple[Row, ...]:
        """The rows of a section that pass the filters."""
        rows = self.rows(section)
        if filters.is_everything:
            return rows
        return tuple(row for row in rows if self.passes(row.entry, filters))

    def ids(self, section: str, filters: Filters = NO_FILTERS) -> tuple[str, ...]:
        """The entries of a section that pass the filters, in the order of its rows."""
        key = (section, filters)
        if key not in self._ids:
            self._ids[key] = tuple(row.entry for row in self.visible_rows(section, filters))
        return self._ids[key]

    def row(self, entry_id: str) -> Row:
        """The row of one entry, wherever it is listed."""
        return self._row(self.links.entries[entry_id])

    def name(self, entry_id: str) -> str:
        """An entry's name on one line; the id where there is no such entry."""
        return self.row(entry_id).label if entry_id in self.links.entries else entry_id

    @cached_property
    def has_years(self) -> bool:
        """Whether events stand under their years: not where they are all of one."""
        starts = (event.date.start for event in self.briefing.events)
        return len({start.year for start in starts if start is not None}) > 1

    def passes(self, entry_id: str, filters: Filters) -> bool:
        """Whether an entry meets every condition."""
        entry = self.links.entries[entry_id]
        return (
            self.holds(filters.level, entry_id)
            and (not filters.kinds or entry.kind in filters.kinds)
            and filters.tags <= set(entry.tags)
            and filters.about <= self.subjects(entry_id)
            and (not filters.is_uncited or self._has_support(entry_id, "uncited"))
            and (not filters.is_single or self._has_support(entry_id, "single"))
            and (not filters.has_caveat or entry.has_warning)
            and (not filters.is_confirmed or entry_sign(entry) == CONFIRMED_SIGN)
            and (not filters.is_unverified or self._is_unverified(entry_id))
        )

    def _is_unverified(self, entry_id: str) -> bool:
        """Whether an entry quotes what was not found in a copy."""
        return self.verdicts is not None and self.verdicts.is_unverified(entry_id)

    def _has_support(self, entry_id: str, support: Support) -> bool:
        """Whether an entry is a statement that is supported so."""
        entry = self.links.entries[entry_id]
        return self.is_statement(entry) and self.support(entry_id) == support

    def holds(self, level: Level, entry_id: str) -> bool:
        """Whether a reading has an entry; of the sources it has those that its entries cite."""
        if level == EVERYTHING:
            return True
        if level not in self._held:
            held = {name for name in self.links.entries if self.levels.holds(level, name)}
            cited = {source for name in held for source in self.sources_of(name)}
            self._held[level] = frozenset(held | cited)
        return entry_id in self._held[level]

    def hidden(self, section: str, level: Level) -> int:
        """How many entries of a section a reading leaves out."""
        rows = self.rows(section)
        return len(rows) - sum(self.holds(level, row.entry) for row in rows)

    def subjects(self, entry_id: str) -> frozenset[str]:
        """Ids of the actors and programs that an entry concerns; one of them concerns itself."""
        links = self.links.forward.get(entry_id, ())
        return frozenset((entry_id, *(link.target for link in links if link.relation in CONCERNS)))

    @cached_property
    def common_subjects(self) -> tuple[tuple[Actor | Program, int], ...]:
        """The actors and programs that entries concern, with counts, largest first."""
        counts = Counter(
            subject
            for entry_id in self.links.entries
            for subject in self.subjects(entry_id) - {entry_id}
        )
        found = (
            (self.links.entries.get(subject), count) for subject, count in counts.most_common()
        )
        return tuple((entry, count) for entry, count in found if isinstance(entry, Actor | Program))

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag that an entry has, sorted."""
        return tuple(sorted({tag for entry in self.links.entries.values() for tag in entry.tags}))

    def is_statement(self, entry: Entry) -> bool:
        """Whether the entry is one that should be supported by sources."""
        return entry.table in STATEMENTS

    def support(self, entry_id: str) -> Support:
        """How an entry is supported by sources."""
        if entry_id not in self._support:
            self._support[entry_id] = support(entry_id, self.links)
        return self._support[entry_id]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Every source's number, from 1."""
        return {source.id: place for place, source in enumerate(self.briefing.sources, 1)}

    @cached_property
    def levels(self) -> Levels:
        """What the readings of the briefing hold."""
        return levels(self.briefing, self.links)

    @property
    def coverage(self) -> Coverage:
        """How well the briefing's statements are supported as a whole."""
        if self._coverage is None:
            self._coverage = coverage(self.briefing, self.links)
        return self._coverage

    def take_verification(self, found: "Verification") -> None:
        """Say on pages and in lists what is known of quotations."""
        from briefdeck.document.verdicts import Verdicts

        self.verification = found
        self.verdicts = Verdicts(found)
        self._pages.clear()
        self._ids.clear()

    @property
    def lookup(self) -> Lookup:
        """What its documents look up; of quotations they say what is known here by now."""
        found = lookup(self.loaded)
        found.verdicts = self.verdicts
        return found

    def page(self, entry_id: str) -> "Document":
        """An entry's page."""
        if entry_id not in self._pages:
            from briefdeck.document.comments import with_comments
            from briefdeck.document.entry_page import entry_page

            if len(self._pages) > 64:
                self._pages.clear()
            page = entry_page(self.lookup, entry_id, references=False)
            self._pages[entry_id] = with_comments(page, self.loaded.path, entry_id)
        return self._pages[entry_id]

    def sources_of(self, entry_id: str) -> tuple[str, ...]:
        """Ids of the sources that an entry cites, each once, in the order of its citations.

        The source whose statement it is comes last.
        """
        cited = [
            link.target for link in self.links.forward.get(entry_id, ()) if link.relation == "cites"
        ]
        stated = statement_link(entry_id, self.links)
        if stated is not None:
            cited.append(stated.target)
        return tuple(dict.fromkeys(target for target in cited if target in self.links.entries))

    def place_in(self, entry_id: str, source_id: str) -> str:
        """The place that an entry names first in a source, as its citation or its voice."""
        stated = statement_link(entry_id, self.links)
        if stated is not None and stated.target == source_id and stated.at:
            return stated.at
        for link in self.links.forward.get(entry_id, ()):
            if link.relation == "cites" and link.target == source_id and link.at:
                return link.at
        return ""

    def _make_rows(self, section: str) -> Iterator[Row]:
        found = self._by_name.get(section)
        entries = found.entries(self.briefing) if found else ()
        unique: dict[str, Entry] = {}
        for entry in entries:
            unique.setdefault(entry.id, entry)
        for entry in unique.values():
            yield self._row(entry)

    def _row(self, entry: Entry) -> Row:
        label = self.plain_label(entry.label)
        if isinstance(entry, Source):
            label = f"{self.short_forms.short(entry)} · {label}"
        lead = _lead(entry, self._number(entry), self.short_dates)
        if not isinstance(entry, Event) or entry.date.start is None or not self.has_years:
            return Row(entry.id, lead, label, style=self._hue(entry))
        year = year_words(entry.date.start.year)
        rest = lead.removesuffix(year).rstrip(" ,")
        # What is left of "~2001" says nothing without its year.
        is_sign = bool(rest) and not rest[-1].isalnum()
        return Row(entry.id, lead if is_sign else rest, label, year, self._hue(entry))

    def _hue(self, entry: Entry) -> Style:
        place = self.era_place(entry)
        return "muted" if place is None else era_style(place)

    def era_place(self, entry: Entry) -> int | None:
        """The place among all eras of the one that an entry is, or that an event lies in."""
        era = self._eras.of(entry) if isinstance(entry, Era | Event) else None
        return None if era is None else self._places_of_eras[era.id]

    @cached_property
    def _eras(self) -> Eras:
        return Eras(self.briefing.eras)

    @cached_property
    def _places_of_eras(self) -> dict[str, int]:
        return {era.id: place for place, era in enumerate(self.briefing.eras)}

    def plain_label(self, source: str) -> str:
        """The start of a prose text as one line of plain words, links as names."""
        if "[[" in source:
            start = source[: boundary(source, LABEL_LIMIT)]
            return plain_label(BARE_LINK.sub(self._named_link, start))
        return plain_label(source)

    def plain_words(self, source: str | None) -> str:
        """A whole prose text as one line of plain words, links as names."""
        return plain_line(BARE_LINK.sub(self._named_link, source or ""))

    def plain_sentence(self, source: str | None) -> str:
        """The first sentence of a prose text as plain words; empty where it has none."""
        parsed = parse_prose(BARE_LINK.sub(self._named_link, source or ""))
        return one_line(inline_text(first_sentence(parsed)))

    def _named_link(self, link: re.Match[str]) -> str:
        entry = self.links.entries.get(link[1])
        name = name_of(entry) if entry else ""
        return link[0] if not name or set(name) & set("[]|`") else f"[[{link[1]}|{name}]]"

    @property
    def short_forms(self) -> "ShortForms":
        """How each source is cited in the text."""
        if self._short_forms is None:
            from briefdeck.document.chicago_labels import ShortForms

            self._short_forms = ShortForms(self.briefing.sources)
        return self._short_forms

    @cached_property
    def short_dates(self) -> ShortDates:
        """How dates are written in lists."""
        eras, events = self.briefing.eras, self.briefing.events
        return ShortDates([*(era.span for era in eras), *(event.when for event in events)])

    def _number(self, entry: Entry) -> int | None:
        if not isinstance(entry, Source | KeyPoint | Recommendation | Era):
            return None
        if not self._numbers:
            kinds: tuple[tuple[Entry, ...], ...] = (
                self.briefing.sources,
                self.briefing.key_points,
                self.briefing.recommendations,
                self.briefing.eras,
            )
            self._numbers = {
                item.id: place for items in kinds for place, item in enumerate(items, 1)
            }
        return self._numbers.get(entry.id)


def _lead(entry: Entry, number: int | None, dates: ShortDates) -> str:
    match entry:
        case Source():
            return f"[{number}]" if number else ""
        case KeyPoint() | Recommendation():
            return str(number) if number else ""
        case Event():
            return dates.words(entry.when)
        case Era():
            return f"{number or ''} {dates.words(entry.span)}".lstrip()
        case _:
            return ""


def plain_label(source: str) -> str:
    """The start of a prose text as one line of plain words."""
    start = source[: boundary(source, LABEL_LIMIT)]
    return one_line(plain_text(start))
