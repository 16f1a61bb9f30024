"""A reader's notes and bookmarks as Markdown and JSON, with the words that they are on.

What is noted keeps its speaker, the place in each source and the full references.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from briefdeck.document.lookup import Lookup, lookup
from briefdeck.library.notes import Mark, Notes, Placed, Standing, placed
from briefdeck.model.briefing import Entry
from briefdeck.output.cited_words import CitedWords
from briefdeck.output.markdown import code_span, escaped, quoted
from briefdeck.output.takeaway import (
    entry_words,
    markdown_references,
    markdown_words,
    reference_text,
)
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from briefdeck.loader import Loaded

_STANDING_WORDS: Final[dict[Standing, str]] = {
    "changed": "the entry has changed since, and now says this",
    "gone": "the entry is no longer in the briefing",
}


def as_markdown(notes: Notes, loaded: "Loaded") -> str:
    """Return all marks as Markdown: each with its entry, the note, and the references."""
    title = notes.title or notes.briefing
    parts = [f"# Notes on {_heading(title)}", f"Briefing {code_span(notes.briefing)}"]
    for mark, standing in placed(notes, loaded):
        if mark.note or mark.bookmarked:
            parts += _markdown_of(mark, standing, loaded)
    return "\n\n".join(parts) + "\n"


def _markdown_of(mark: Mark, standing: Standing, loaded: "Loaded") -> Iterator[str]:
    """Yield the blocks of one mark: its heading, what it is, the words, the note, references."""
    yield f"## {_heading(mark.label or mark.entry or 'The briefing')}"
    what = [mark.noun or "briefing"]
    if mark.entry:
        what.append(code_span(mark.entry))
    if mark.bookmarked:
        what.append("bookmarked")
    if standing in _STANDING_WORDS:
        what.append(_STANDING_WORDS[standing])
    yield " · ".join(what)
    found = _entry(mark, loaded)
    if found is not None:
        yield quoted(markdown_words(*found))
    if mark.note:
        yield mark.note
    references = markdown_references(*found) if found is not None else ""
    if references:
        yield f"Sources:\n\n{references}"


def as_json(notes: Notes, loaded: "Loaded") -> str:
    """Return all marks as JSON, with what their entries say and how they stand now."""
    data = {
        "format": notes.format,
        "briefing": notes.briefing,
        "title": notes.title,
        "marks": [_data(each, loaded) for each in placed(notes, loaded)],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()


def _data(one: Placed, loaded: "Loaded") -> dict[str, Any]:
    said = {"words": "", "speaker": "", "sources": []}
    found = _entry(one.mark, loaded)
    if found is not None:
        said = _said(*found)
    return {**msgspec.structs.asdict(one.mark), "standing": one.standing, **said}


def _said(known: Lookup, entry: Entry) -> dict[str, Any]:
    cited = CitedWords(known, entry)
    sources = [
        {
            "source": use.source,
            "at": use.at,
            "quote": use.quote,
            "via": use.via,
            "role": use.role,
            "reference": reference_text(known, source) if source is not None else "",
        }
        for use in cited.uses
        for source in (known.source(use.source),)
    ]
    words = entry_words(known, entry).rstrip("\n")
    return {"words": words, "speaker": cited.speaker, "sources": sources}


def _entry(mark: Mark, loaded: "Loaded") -> tuple[Lookup, Entry] | None:
    """The entry that a mark is on, in its briefing; None for the briefing, and where it is gone."""
    if loaded.links is None or mark.entry not in loaded.links.entries:
        return None
    return lookup(loaded), loaded.links.entries[mark.entry]


def _heading(text: str) -> str:
    return escaped(one_line(text))
