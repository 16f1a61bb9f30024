"""A reader's note written into the briefing's file, as an entry of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from briefdeck.editing.changes import rewritten
from briefdeck.editing.checked import new_errors
from briefdeck.editing.document import Document, EditError, read, value_at
from briefdeck.editing.entries import with_entries
from briefdeck.editing.toml_text import Value
from briefdeck.editing.typed import entry_path
from briefdeck.intake.by_hand import new_entry
from briefdeck.library.folders import Folders
from briefdeck.library.lookup import Refused, is_made_anew
from briefdeck.library.rewriting import rewrite
from briefdeck.loader import Loaded, load_text
from briefdeck.loader.reading import read_briefing
from briefdeck.model.briefing import Entry, Finding, KeyPoint, Recommendation, Source
from briefdeck.model.problem import Complaint

KINDS: Final[tuple[type[Entry], ...]] = (Finding, KeyPoint, Recommendation)
"""What a note can become: entries that need nothing but a text."""


class Written(NamedTuple):
    """An entry that is in the file now: its id, the line that it begins on, and that file."""

    id: str
    line: int
    loaded: Loaded


def is_programs_own(path: Path, places: Folders) -> bool:
    """Whether a file is a copy of the program's own, or one of those that ship with it."""
    ships = places.shipped is not None and path.absolute().is_relative_to(places.shipped.absolute())
    return ships or is_made_anew(path, places)


def write_note(
    path: Path, note: str, kind: type[Entry], noted: str, places: Folders
) -> Written | Refused:
    """Add a note to a briefing's file behind the last entry of a kind; Refused, and nothing, else.

    noted: the id of the entry that the note is on, empty for the briefing itself. The new entry
    leads to it, and cites what it cites.
    """
    file = read_briefing(path)
    if isinstance(file, Complaint):
        return Refused(file.message)
    content, _ = file
    before = load_text(content, path.stem, path=path)
    if not before.text:
        return Refused("The file can no longer be read.")
    try:
        document = read(before.text)
        entry = new_entry(document, kind, {"text": note, **_evidence(document, before, noted)})
        changes = with_entries(document, [entry])
    except EditError as error:
        return Refused(error.message, error.remedy)
    new = rewritten(content, changes)
    after = load_text(new, path.stem, path=path)
    place = entry_path(read(after.text), entry.id)
    errors = new_errors(before, after, place)
    if errors:
        return Refused(errors[0].message, errors[0].remedy)
    line = after.place(place).line
    return rewrite(path, content, new, places) or Written(entry.id, line, after)


def _evidence(document: Document, loaded: Loaded, noted: str) -> dict[str, Value]:
    """What an entry has from the one that its note was on: the way there, and the citations."""
    if not noted:
        return {}
    path = entry_path(document, noted)
    if path[0] == Source.table:
        return {"cites": [noted]}
    cites = value_at(document.data, (*path, "cites"))
    found = [*(cites if isinstance(cites, list) else ()), *_cited_in_text(loaded, noted)]
    return {
        "cites": [cite for at, cite in enumerate(found) if cite not in found[:at]],
        "see": [noted],
    }


def _cited_in_text(loaded: Loaded, entry: str) -> Iterator[Value]:
    """The citations in what an entry says, but not those of its caveat."""
    links = loaded.links.forward.get(entry, ()) if loaded.links else ()
    for link in links:
        is_in_text = link.path[2:] in {("text",), ("outcome",), ("meaning",)}
        if link.relation == "cites" and is_in_text:
            yield {"source": link.target, "at": link.at} if link.at else link.target
