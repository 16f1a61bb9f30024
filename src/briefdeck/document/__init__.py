"""A briefing, or a part of it, as blocks: headings, prose, points, tables, charts, references.

Start with `summary` (the printed summary, or chosen sections) and `page` (one entry).
"""

from typing import TYPE_CHECKING

from briefdeck.document.blocks import Document
from briefdeck.document.sections import SECTIONS, Section, find_section, sections_of
from briefdeck.model.levels import LEVELS, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.loader import Loaded

__all__ = [
    "LEVELS",
    "SECTIONS",
    "Document",
    "Level",
    "Section",
    "empty_sections",
    "find_section",
    "page",
    "sections_of",
    "summary",
]

# What makes documents is imported inside: the names of the sections alone are asked for too, to
# complete a command line, and that has to be quick.


def summary(
    loaded: "Loaded",
    sections: "Sequence[str] | None" = None,
    *,
    level: Level = "3m",
    named: str = "",
) -> Document:
    """Return a reading of a briefing that loaded, or the named sections whole.

    named: what the reader calls it, for the commands that show more; left out, its id.

    Raises ValueError where `loaded` has no briefing, KeyError for a section's name that none has
    (see `find_section`).
    """
    from briefdeck.document.lookup import lookup
    from briefdeck.document.summaries import summary_document

    return summary_document(lookup(loaded), sections, level, named)


def empty_sections(loaded: "Loaded", sections: "Sequence[str]") -> tuple[Section, ...]:
    """Return those of the named sections that a briefing has nothing for, each once.

    Raises ValueError and KeyError as `summary` does.
    """
    from briefdeck.document.lookup import lookup
    from briefdeck.document.summaries import empty_sections as found_empty

    return found_empty(lookup(loaded), sections)


def page(loaded: "Loaded", entry_id: str, *, references: bool = False) -> Document:
    """Return an entry's page: title, time, text, caveat, evidence, related entries, backlinks.

    With `references` the full references of the sources that it cites stand at its end, as in
    print. Raises KeyError where there is no such entry.
    """
    from briefdeck.document.entry_page import entry_page
    from briefdeck.document.lookup import lookup

    return entry_page(lookup(loaded), entry_id, references=references)
