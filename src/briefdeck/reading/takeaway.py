"""What is copied: an entry with its citations, a reference, BibTeX, a table as CSV or Markdown.

Plain text, pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from msgspec.structs import replace

from briefdeck import document
from briefdeck.document.bibliography import bibtex
from briefdeck.document.blocks import (
    AnyBlock,
    Attribution,
    Badges,
    Caveat,
    Document,
    Evidence,
    Facts,
    Heading,
    Passage,
    Quote,
    Reference,
    References,
    SourceUse,
)
from briefdeck.document.chicago import full_reference
from briefdeck.document.chicago_labels import ShortForms, with_locator, with_place
from briefdeck.document.lookup import name_of
from briefdeck.model.briefing import Cite, Entry, Series, Source, Table
from briefdeck.model.coverage_words import sourced_words
from briefdeck.model.datewords import date_words
from briefdeck.model.nodes import Citation, EntryLink, Inline, LineBreak, Text, WebLink
from briefdeck.model.prose import plain_text
from briefdeck.output.cells import Cells, csv_text, series_data, table_data
from briefdeck.output.list_lines import FOR_CAVEAT
from briefdeck.output.markdown import escaped, pipe_table
from briefdeck.output.phrases import via_words
from briefdeck.output.plain import render
from briefdeck.reading.deck import Deck

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
    page = document.page(deck.loaded, entry_id, references=True)
    listed = _listed(page)
    own = tuple(block for block in page.blocks if isinstance(block, OWN) and not _is_apart(block))
    parts = [
        name_of(entry),
        render(replace(page, blocks=own), width=UNBROKEN).strip(),
    ]
    if isinstance(entry, Series | Table):
        parts.append(table_markdown(deck, entry, listed=listed).rstrip())
    parts += _sources_text(deck, entry, page, listed)
    parts.append(f"From: {deck.title} (as of {date_words(deck.briefing.front.as_of)}), {entry_id}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _sources_text(
    deck: Deck, entry: Entry, page: Document, listed: Mapping[str, Reference]
) -> Iterator[str]:
    """Whose words an entry is, and what it cites: each with the place, and where it was seen."""
    uses = [use for block in page.blocks if isinstance(block, Evidence) for use in block.items]
    stated = [use for use in uses if use.role == "voice"]
    cited = [use for use in uses if use.role != "voice"]
    if stated:
        yield f"Whose words: {_used(stated[0], listed)}"
    elif entry.said_by and entry.said_by.source in listed:
        yield f"Whose words: {_numbered(listed[entry.said_by.source])}"
    if cited:
        yield "\n".join(["Sources:", *(f"- {_used(use, listed)}" for use in cited)])
    elif deck.is_statement(entry) and not stated:
        yield "No source is cited."


def _used(use: SourceUse, listed: Mapping[str, Reference]) -> str:
    """A reference with the place, the source in which alone it was seen, and what it is for."""
    notes = [use.at or "", via_words(use)]
    if use.role == "caveat":
        notes.append(FOR_CAVEAT)
    words = "; ".join(filter(None, notes))
    reference = _numbered(listed[use.source])
    return f"{reference} ({words})" if words else reference


def _listed(page: Document) -> dict[str, Reference]:
    """Return the references of a page by their sources' ids."""
    found: dict[str, Reference] = {}
    for block in page.blocks:
        if isinstance(block, References):
            found |= {reference.source.id: reference for reference in block.references}
    return found


def _numbered(reference: Reference) -> str:
    return f"[{reference.number}] {_plain_text(reference.full)}"


def _is_apart(block: AnyBlock) -> bool:
    """Whether it is the page's title, or the heading over what is not the entry's own."""
    return isinstance(block, Heading) and block.level <= 2


def _sources(deck: Deck, entry_id: str) -> Iterator[Source]:
    """A source itself, or every source that an entry cites, and the one whose statement it is."""
    for source_id in (entry_id, *deck.sources_of(entry_id)):
        source = deck.links.entries.get(source_id)
        if isinstance(source, Source):
            yield source


def reference_text(source: Source, letter: str = "") -> str:
    """A source's full reference as plain text."""
    return f"{_plain_text(full_reference(source, letter))}\n"


def _plain_text(inlines: Iterable[Inline]) -> str:
    return "".join([_plain(inline) for inline in inlines])


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
    return "\n".join(bibtex(source, _seen_in(deck, source)) for source in _sources(deck, entry_id))


def _seen_in(deck: Deck, source: Source) -> str:
    """The source in which alone another was seen, with the place; empty if it was itself."""
    via = source.seen_in
    if via is None:
        return ""
    return with_place(_source_name(deck, via.source, {}), via.at)


def references_text(deck: Deck, entry_id: str) -> str:
    """The full references of a source, or of every source that an entry cites."""
    each_once = tuple(_sources(deck, entry_id))
    short_forms = ShortForms(each_once)
    return "".join([reference_text(source, short_forms.letter(source)) for source in each_once])


def _cells(deck: Deck, entry: Series | Table, listed: Mapping[str, Reference]) -> Cells:
    """Return what is to be pasted of a series or a table.

    Sources are named as texts cite them; those that are `listed` with it, by number and as there.
    """
    if isinstance(entry, Table):
        return table_data(entry)

    def cited(cites: Iterable[Cite]) -> str:
        return "; ".join([_cite(deck, cite, listed) for cite in cites])

    return series_data(entry, cited)


def _cite(deck: Deck, cite: Cite, listed: Mapping[str, Reference]) -> str:
    return with_locator(_source_name(deck, cite.source, listed), cite.at)


def _source_name(deck: Deck, source_id: str, listed: Mapping[str, Reference]) -> str:
    reference = listed.get(source_id)
    if reference is not None:
        return f"[{reference.number}] {reference.short}"
    source = deck.entry(source_id)
    return deck.short_forms.short(source) if isinstance(source, Source) else source_id


def table_csv(deck: Deck, entry: Series | Table) -> str:
    """The cells as CSV (RFC 4180 with line feeds), none of which a spreadsheet calculates."""
    return csv_text(_cells(deck, entry, {}))


def table_markdown(
    deck: Deck, entry: Series | Table, *, listed: Mapping[str, Reference] | None = None
) -> str:
    """The cells as a Markdown table, in which no word of a cell is markup."""
    heads, rows = _cells(deck, entry, listed or {})
    lines = [list(map(escaped, line)) for line in (heads, *rows)]
    lines.insert(1, ["---"] * len(heads))
    return pipe_table(lines) + "\n"


def cover_text(deck: Deck) -> str:
    """The briefing's title, bottom line and how fresh it is."""
    front = deck.briefing.front
    held = deck.coverage
    cited = sourced_words(held.cited + held.single, held.traced, held.uncited)
    return (
        f"{deck.title}\n\n{plain_text(front.bluf)}\n\n"
        f"As of {date_words(front.as_of)}, {front.stance}, {cited}\n"
    )
