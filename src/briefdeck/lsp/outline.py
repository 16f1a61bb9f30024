"""The entries of a text by their headers, found also where the text does not parse."""

from functools import cached_property, lru_cache
from typing import Final

from msgspec import Struct

from briefdeck.loader.scan import STRING, headers, string_value
from briefdeck.model.briefing import TABLES
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import cleaned
from briefdeck.text.width import first_words
from briefdeck.text.words import one_line

KNOWN: Final = frozenset({*TABLES, "briefing", "exceptions"})
"""The tables that a briefing has."""

LONGEST_NAME: Final = 80
"""Characters of an entry's name that are shown."""

_LONGEST_READ: Final = 300
"""Characters of a title that are looked at to find those."""

_LONGEST_KEPT: Final = 4096
"""Characters of an entry that is kept, so that many of them fill no more than some megabytes."""

_FORMAT: Final = pattern(r"(?m)^[ \t]*format[ \t]*=[ \t]*1\b")
_FIRST_HEADER: Final = pattern(r"(?m)^[ \t]*\[")
_FRONT: Final = pattern(r"(?m)^[ \t]*\[[ \t]*briefing[ \t]*\]")
# The patterns begin with the line end, which is found many times as fast as `^` is.
_ID: Final = pattern(r"\n[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)")
_NAME: Final = pattern(rf"\n[ \t]*(?:title|name|term)[ \t]*=[ \t]*((?s:{STRING.pattern}))")
_TEXT: Final = pattern(r"\n[ \t]*text[ \t]*=[ \t]*[\"']+\s*([^\n]{0,300})")


class Section(Struct, frozen=True, gc=False):
    """A table with its lines: where its header's line begins and ends, and where the next begins.

    id: an entry's, and where it stands; empty where it has none yet. name: what it is called in a
    list, safe to show.
    """

    table: str
    start: int
    body: int
    end: int
    id: str = ""
    id_start: int = 0
    name: str = ""


class Outline:
    """The sections of a text, in its order.

    A line inside a text of several lines that looks like the header of a known table counts as one:
    while a text is being typed, its end is often still to come.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every table that has a header."""
        found = [(table, start) for table, start in headers(self.text) if table in KNOWN]
        ends = [start for _, start in found[1:]]
        return tuple(
            self._section(table, start, end)
            for (table, start), end in zip(found, [*ends, len(self.text)], strict=False)
        )

    @cached_property
    def entries(self) -> dict[str, Section]:
        """The sections of entries by their ids; of several with one id the first counts."""
        found: dict[str, Section] = {}
        for section in self.sections:
            if section.id:
                found.setdefault(section.id, section)
        return found

    def at(self, offset: int) -> Section:
        """Return the section of an offset; before the first header, one without a name."""
        for section in reversed(self.sections):
            if section.start <= offset:
                return section
        end = self.sections[0].start if self.sections else len(self.text)
        return Section("", 0, 0, end)

    def _section(self, table: str, start: int, end: int) -> Section:
        lines = self.text[start:end]
        read = _kept if end - start <= _LONGEST_KEPT else _section_in
        own = read(table, lines)
        id_start = start + own.id_start
        return Section(table, start, start + own.body, end, own.id, id_start, own.name)


def _section_in(table: str, lines: str) -> Section:
    """The section that fills a text of its own."""
    body, end = lines.find("\n"), len(lines)
    if body < 0:
        body = end
    name = _name_in(lines, body) or table
    found = _ID.search(lines, body)
    if found is None or table not in TABLES:
        return Section(table, 0, body, end, name=name)
    return Section(table, 0, body, end, found[1], found.start(1), name)


# Of a text that is being typed all entries but one are the same as a moment ago.
_kept: Final = lru_cache(8192)(_section_in)


def _name_in(lines: str, body: int) -> str:
    """An entry's title, else how its text begins."""
    named = _NAME.search(lines, body)
    if named is not None:
        words = _said(named[1])[:_LONGEST_READ]
    else:
        begun = _TEXT.search(lines, body)
        words = begun[1] if begun else ""
    return first_words(one_line(cleaned(words)), LONGEST_NAME)


def _said(literal: str) -> str:
    """What a string says; of one with escapes that mean nothing, what is written."""
    try:
        return string_value(literal)
    except ValueError:
        return literal


def is_briefing(text: str) -> bool:
    """Whether a text is, or is to be, a briefing: it says its format, or has its first table."""
    first = _FIRST_HEADER.search(text)
    if _FORMAT.search(text, 0, first.start() if first else len(text)):
        return True
    return "briefing" in text and _FRONT.search(text) is not None
