"""The sections of a briefing, in the one order that print and interface share."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import TypeVar

from msgspec import Struct

from briefdeck.model.briefing import Briefing, Entry

EntryT = TypeVar("EntryT", bound=Entry)


class Section(Struct, frozen=True):
    """A section: its name (as in `--section figures`), title, and the tables that it lists."""

    name: str
    title: str
    tables: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    is_by_time: bool = False

    def count(self, briefing: Briefing) -> int:
        """How many entries of the briefing it lists; the overview lists none."""
        return sum(len(getattr(briefing, table)) for table in self.tables)

    def entries(self, briefing: Briefing) -> Iterator[Entry]:
        """Yield the entries of the briefing that it lists, in the order in which it lists them."""
        entries = [entry for table in self.tables for entry in getattr(briefing, table)]
        yield from in_order_of_time(entries) if self.is_by_time else entries


def in_order_of_time(entries: Iterable[EntryT]) -> list[EntryT]:
    """Return entries by instant; those that begin and end together as the file has them.

    What has no date comes last.
    """
    return sorted(entries, key=lambda entry: entry.date.sort_key[:2] if entry.date else (inf, inf))


SECTIONS: tuple[Section, ...] = (
    Section("overview", "Overview", ()),
    Section("key-points", "Key points", ("key_points",), ("points",)),
    Section("eras", "Eras", ("eras",)),
    Section("timeline", "Timeline", ("events",), ("events",), is_by_time=True),
    Section("figures", "Figures", ("series",), ("series",)),
    Section("programs", "Programs", ("programs",)),
    Section("recommendations", "Recommendations", ("recommendations",), ("options",)),
    Section("sources", "Sources", ("sources",), ("references",)),
    Section("findings", "Findings", ("findings",)),
    Section("people", "People and organizations", ("actors",), ("actors", "organizations")),
    Section("quotations", "Quotations", ("quotations",), ("quotes",)),
    Section("tables", "Tables", ("tables",)),
    Section("reading", "Further reading", ("sections",), ("sections", "further-reading")),
    Section("terms", "Terms", ("terms",), ("acronyms",)),
)


def sections_of(briefing: Briefing) -> tuple[Section, ...]:
    """Return the sections that the briefing has something for, and always the overview."""
    # The overview comes first and lists nothing.
    overview, *listing = SECTIONS
    return (overview, *(section for section in listing if section.count(briefing)))


def find_section(name: str) -> Section | None:
    """Return the section of that name, title or alias, ignoring case; None where there is none."""
    wanted = _hyphened(name.strip())
    for section in SECTIONS:
        if wanted in {section.name, _hyphened(section.title), *section.aliases}:
            return section
    return None


def _hyphened(words: str) -> str:
    return words.lower().replace(" ", "-").replace("_", "-")
