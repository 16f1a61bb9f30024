"""What is copied: an entry with its citations, a reference, BibTeX, a table as CSV or Markdown.

Plain text, pure.
"""

from collections.abc import Iterable, Mapping
from typing import assert_never

from msgspec.structs import replace

from briefdeck.document.bibliography import bibtex
from briefdeck.document.blocks import (
    AnyBlock,
    Attribution,
    Badges,
    Caveat,
    Facts,
    Heading,
    Passage,
    Quote,
)
from briefdeck.document.chicago import full_reference
from briefdeck.document.lookup import name_of
from briefdeck.model.briefing import Cite, Series, Source, Table
from briefdeck.model.datewords import date_words
from briefdeck.model.nodes import Citation, EntryLink, Inline, LineBreak, Text, WebLink
from briefdeck.model.prose import plain_text
from briefdeck.output.cells import Cells, csv_text, series_data, table_data
from briefdeck.output.markdown import escaped, pipe_table
from briefdeck.output.phrases import NOTHING_TO_CITE
from briefdeck.output.plain import render
from briefdeck.tui.deck import Deck

OWN = (Heading, Badges, Attribution, Passage, Quote, Caveat, Facts)
"""Blocks of a page that are the entry's own.

Its figure or table follows as Markdown, its evidence as references.
"""
UNBROKEN = 1_000_000
"""A width at which no line is broken: what one pastes into breaks them."""


def entry_text(deck: Deck, entry_id: str) -> str:
    """An entry to paste: whose words, what sort of statement, the words, caveat, references.

    Made of the blocks that the reader shows, so that nothing is left out that changes what the
    words are worth.
    """
    entry = deck.links.entries[entry_id]
    if isinstance(entry, Source):
        return reference_text(entry)
    page = deck.page(entry_id)
    own = tuple(block for block in page.blocks if isinstance(block, OWN) and not _is_title(block))
    parts = [
        name_of(entry),
        render(replace(page, blocks=own), width=UNBROKEN).strip(),
    ]
    if isinstance(entry, Series | Table):
        parts.append(table_markdown(deck, entry, numbers=page.numbers).rstrip())
    sources = _sources(deck, entry_id)
    voice = deck.links.entries.get(entry.voice or "")
    if isinstance(voice, Source) and all(source is not voice for source, _ in sources):
        parts.append(f"Whose words: [{page.numbers[voice.id]}] {reference_text(voice)}".rstrip())
    lines = [
        f"- [{page.numbers[source.id]}] {reference_text(source).rstrip()}"
        + (f" ({place})" if place else "")
        for source, place in sources
    ]
    if lines or deck.is_statement(entry):
        parts.append("\n".join(["Sources:", *lines]) if lines else "No source is cited.")
    parts.append(f"From: {deck.title} (as of {date_words(deck.briefing.front.as_of)}), {entry_id}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _is_title(block: AnyBlock) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _citations(deck: Deck, entry_id: str) -> tuple[tuple[str, str], ...]:
    found = (link for link in deck.links.forward.get(entry_id, ()) if link.relation == "cites")
    return tuple(dict.fromkeys((link.target, link.at or "") for link in found))


def _sources(deck: Deck, entry_id: str) -> list[tuple[Source, str]]:
    found: list[tuple[Source, str]] = []
    for source_id, place in _citations(deck, entry_id):
        source = deck.links.entries.get(source_id)
        if isinstance(source, Source):
            found.append((source, place))
    return found


def reference_text(source: Source) -> str:
    """A source's full reference as plain text."""
    return "".join(_plain(inline) for inline in full_reference(source)) + "\n"


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | EntryLink():
            return inline.text
        case WebLink():
            return inline.text or inline.url
        case LineBreak():
            return "\n"
        case Citation():
            return ""
        case _:
            assert_never(inline)


def bibtex_text(deck: Deck, entry_id: str) -> str:
    """The BibTeX entries of a source, or of every source that an entry cites."""
    entry = deck.links.entries[entry_id]
    sources = (
        [entry] if isinstance(entry, Source) else [source for source, _ in _sources(deck, entry_id)]
    )
    return "\n".join(bibtex(source) for source in dict.fromkeys(sources))


def references_text(deck: Deck, entry_id: str) -> str:
    """The full references of a source, or of every source that an entry cites."""
    entry = deck.links.entries[entry_id]
    sources = (
        [entry] if isinstance(entry, Source) else [source for source, _ in _sources(deck, entry_id)]
    )
    return "".join(reference_text(source) for source in dict.fromkeys(sources))


def _cells(deck: Deck, entry: Series | Table, numbers: Mapping[str, int]) -> Cells:
    """Return what is to be pasted of a series or a table.

    Sources are named as texts cite them; those in `numbers` have their number before it.
    """
    if isinstance(entry, Table):
        return table_data(entry)

    def cited(cites: Iterable[Cite]) -> str:
        return "; ".join([_cite(deck, cite, numbers) for cite in cites])

    return series_data(entry, cited)


def _cite(deck: Deck, cite: Cite, numbers: Mapping[str, int]) -> str:
    source = deck.entry(cite.source)
    name = deck.short_forms.short(source) if isinstance(source, Source) else cite.source
    if cite.source in numbers:
        name = f"[{numbers[cite.source]}] {name}"
    if cite.at:
        name = f"{name}, {cite.at}"
    return name


def table_csv(deck: Deck, entry: Series | Table) -> str:
    """The cells as CSV (RFC 4180 with line feeds), none of which a spreadsheet calculates."""
    return csv_text(_cells(deck, entry, {}))


def table_markdown(
    deck: Deck, entry: Series | Table, *, numbers: Mapping[str, int] | None = None
) -> str:
    """The cells as a Markdown table, in which no word of a cell is markup."""
    heads, rows = _cells(deck, entry, numbers or {})
    lines = [list(map(escaped, line)) for line in (heads, *rows)]
    lines.insert(1, ["---"] * len(heads))
    return pipe_table(lines) + "\n"


def cover_text(deck: Deck) -> str:
    """The briefing's title, bottom line and how fresh it is."""
    front = deck.briefing.front
    percent = deck.coverage.percent
    cited = NOTHING_TO_CITE if percent is None else f"{percent}% cited"
    return (
        f"{deck.title}\n\n{plain_text(front.bluf)}\n\n"
        f"As of {date_words(front.as_of)}, {front.stance}, {cited}\n"
    )
