"""The sections of a briefing, in the one order that print and interface share."""

from collections.abc import Iterator

from msgspec import Struct

from briefdeck.model.briefing import Briefing, Entry


class Section(Struct, frozen=True):
    """A section: its name (as in `--section figures`), title, and the tables that it lists."""

    name: str
    title: str
    tables: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    def count(self, briefing: Briefing) -> int:
        """How many entries of the briefing it lists; the overview lists none."""
        return sum(len(getattr(briefing, table)) for table in self.tables)

    def entries(self, briefing: Briefing) -> Iterator[Entry]:
        """Yield the entries of the briefing that it lists."""
        for table in self.tables:
            yield from getattr(briefing, table)


SECTIONS: tuple[Section, ...] = (
    Section("overview", "Overview", ()),
    Section("key-points", "Key points", ("key_points",), ("points",)),
    Section("eras", "Eras", ("eras",)),
    Section("timeline", "Timeline", ("events",), ("events",)),
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
