"""What is copied: an entry's words with their citation, footnotes, references, tables.

Each form is offered only where an entry has something for it.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from briefdeck.document.bibliography import bibtex
from briefdeck.document.blocks import SourceUse
from briefdeck.document.chicago import full_reference
from briefdeck.document.chicago_labels import with_place
from briefdeck.document.chicago_notes import footnote
from briefdeck.document.chicago_parts import Words
from briefdeck.document.lookup import Lookup
from briefdeck.draw.lines import line_text
from briefdeck.model.briefing import Cite, Entry, Quotation, Series, Source, Table
from briefdeck.model.coverage_words import sourced_words
from briefdeck.model.datewords import date_words
from briefdeck.model.evidence import coverage
from briefdeck.model.nodes import Inline
from briefdeck.model.prose import plain_text
from briefdeck.output.cells import Cells, csv_text, series_data, table_data
from briefdeck.output.cited_words import CitedWords
from briefdeck.output.markdown import MarkdownProse, escaped, pipe_table
from briefdeck.output.prose_lines import prose_lines
from briefdeck.text.words import one_line

UNBROKEN: Final = 1_000_000
"""A width at which no line is broken: what one pastes into breaks them."""


class Form(NamedTuple):
    """One form in which an entry can be copied.

    `what`: what it is in a list of forms, of which sort is its `note`; `said`: what was copied, in
    a sentence.
    """

    what: str
    note: str
    said: str
    text: str


def entry_text(lookup: Lookup, entry: Entry) -> str:
    """Return an entry to paste: its words, then its citations with their places.

    How likely it is, its caveat and its arguments follow, and a figure's or a table's cells.
    """
    return _with_table(f"{entry_words(lookup, entry)}\n", lookup, entry)


def entry_words(lookup: Lookup, entry: Entry) -> str:
    """Return the same without the cells of a figure or a table."""
    if isinstance(entry, Source):
        return reference_text(lookup, entry)
    prose = CitedWords(lookup, entry).prose(is_linked=False)
    return "\n".join(map(line_text, prose_lines(prose, {}, UNBROKEN, bullet="-")))


def markdown_text(lookup: Lookup, entry: Entry) -> str:
    """Return the same as Markdown, in which citations lead to where their sources stand."""
    return _with_table(f"{markdown_words(lookup, entry)}\n", lookup, entry)


def markdown_words(lookup: Lookup, entry: Entry) -> str:
    """Return the same without the cells of a figure or a table."""
    prose = MarkdownProse((), ())
    if isinstance(entry, Source):
        return prose.inlines(_reference(lookup, entry))
    return prose.blocks(CitedWords(lookup, entry).prose(is_linked=True))


def markdown_references(lookup: Lookup, entry: Entry) -> str:
    """Return the full references of what an entry cites as a list of Markdown."""
    prose = MarkdownProse((), ())
    cited = [] if isinstance(entry, Source) else _sources(lookup, entry)
    return "\n".join([f"- {prose.inlines(_reference(lookup, each))}" for each in cited])


def _with_table(words: str, lookup: Lookup, entry: Entry) -> str:
    table = _table_markdown(lookup, entry)
    return f"{words}\n{table}" if table else words


def forms(lookup: Lookup, entry: Entry) -> Iterator[Form]:
    """Yield the forms in which an entry can be copied, those first that are asked for most."""
    named = "The reference" if isinstance(entry, Source) else "The words with their citation"
    offered = (
        (named, "text", "the entry with its citation", entry_text),
        ("The quotation alone", "text", "the quotation", _quotation),
        ("A citation for the text", "author and year", "the citation", _citation),
        ("A footnote", "Chicago", "the footnote", _footnotes),
        ("The words, linked to their sources", "Markdown", "the entry as Markdown", markdown_text),
        ("The table", "CSV", "the table as CSV", _table_csv),
        ("The table", "Markdown", "the table as Markdown", _table_markdown),
        ("The full references", "text", "the references", _full_references),
        ("The references", "BibTeX", "the references as BibTeX", _bibtex),
    )
    for what, note, said, made in offered:
        text = made(lookup, entry)
        if text:
            yield Form(what, note, said, text)
    yield Form("The entry's id", entry.id, "the entry's id", entry.id)


def _quotation(lookup: Lookup, entry: Entry) -> str:
    """Somebody's words alone; of another entry the words that it quotes of its sources."""
    cited = CitedWords(lookup, entry)
    if isinstance(entry, Quotation):
        return f"{cited.bare}\n" if cited.bare else ""
    return "".join([f"“{one_line(use.quote)}”\n" for use in cited.uses if use.quote])


def _citation(lookup: Lookup, entry: Entry) -> str:
    """How a text cites a source; of another entry its words say that already."""
    return f"{lookup.short_forms.short(entry)}\n" if isinstance(entry, Source) else ""


def _footnotes(lookup: Lookup, entry: Entry) -> str:
    """Everything that an entry cites, as one footnote."""
    if isinstance(entry, Source):
        return f"{_closed(footnote(entry, None))}\n"
    cited = CitedWords(lookup, entry)
    notes = [note for use in cited.own_uses if (note := _footnote(lookup, use))]
    if not notes:
        return ""
    speaker = cited.quoted_speaker
    lead = f"{speaker}, quoted in " if speaker else ""
    return f"{lead}{'; '.join([*notes[:-1], _closed(notes[-1])])}\n"


def _footnote(lookup: Lookup, use: SourceUse) -> str:
    source = lookup.source(use.source)
    if source is None:
        return ""
    said = _words(footnote(source, use.at))
    return f"{said}, cited in {use.via}" if use.via else said


def _closed(note: str | Words) -> str:
    words = note if isinstance(note, str) else _words(note)
    return words if words.endswith((".", ".”", "?”", "!”")) else f"{words}."


def _full_references(lookup: Lookup, entry: Entry) -> str:
    return "" if isinstance(entry, Source) else _references(lookup, _sources(lookup, entry))


def _references(lookup: Lookup, sources: Iterable[Source]) -> str:
    return "".join([f"{reference_text(lookup, source)}\n" for source in sources])


def reference_text(lookup: Lookup, source: Source) -> str:
    """Return a source's full reference."""
    return _words(_reference(lookup, source))


def _reference(lookup: Lookup, source: Source) -> tuple[Inline, ...]:
    return full_reference(source, lookup.short_forms.letter(source))


def _bibtex(lookup: Lookup, entry: Entry) -> str:
    return "\n".join([bibtex(each, _seen_in(lookup, each)) for each in _sources(lookup, entry)])


def _seen_in(lookup: Lookup, source: Source) -> str:
    """The source in which alone another was seen, with the place; empty if it was itself."""
    via = source.seen_in
    return "" if via is None else with_place(_short(lookup, via.source), via.at)


def _sources(lookup: Lookup, entry: Entry) -> list[Source]:
    """A source itself, or every source that an entry cites, each once."""
    if isinstance(entry, Source):
        return [entry]
    named = dict.fromkeys(use.source for use in CitedWords(lookup, entry).uses)
    return list(filter(None, map(lookup.source, named)))


def _short(lookup: Lookup, source_id: str) -> str:
    source = lookup.source(source_id)
    return lookup.short_forms.short(source) if source else source_id


def _table_csv(lookup: Lookup, entry: Entry) -> str:
    """The cells as CSV (RFC 4180 with line feeds), none of which a spreadsheet calculates."""
    cells = cells_of(lookup, entry)
    return csv_text(cells) if cells else ""


def _table_markdown(lookup: Lookup, entry: Entry) -> str:
    """The cells as a Markdown table, in which no word of a cell is markup."""
    cells = cells_of(lookup, entry)
    if cells is None:
        return ""
    lines = [list(map(escaped, line)) for line in (cells.heads, *cells.rows)]
    lines.insert(1, ["---"] * len(cells.heads))
    return pipe_table(lines) + "\n"


def cells_of(lookup: Lookup, entry: Entry) -> Cells | None:
    """Return a series or a table as data, with sources named as texts cite them; else None."""

    def cited(cites: Iterable[Cite]) -> str:
        return "; ".join([with_place(_short(lookup, each.source), each.at) for each in cites])

    match entry:
        case Table():
            return table_data(entry)
        case Series():
            return series_data(entry, cited)
        case _:
            return None


def cover_text(lookup: Lookup) -> str:
    """Return the briefing's title, bottom line and how fresh it is."""
    front, held = lookup.briefing.front, coverage(lookup.briefing, lookup.links)
    cited = sourced_words(held.cited + held.single, held.traced, held.uncited)
    return (
        f"{one_line(front.title)}\n\n{plain_text(front.bluf)}\n\n"
        f"As of {date_words(front.as_of)}, {front.stance}, {cited}\n"
    )


def _words(inlines: Iterable[Inline]) -> str:
    """A reference as plain text: nothing in it leads anywhere but its address, which it shows."""
    return "".join([getattr(inline, "text", "") for inline in inlines])
