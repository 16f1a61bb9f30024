"""What tells that two entries are the same, whatever they are called."""

from briefdeck.model.briefing import Entry, Event, Source
from briefdeck.model.csl import bare_doi
from briefdeck.text.folding import tokens


def identities(entry: Entry | None) -> tuple[tuple[str, ...], ...]:
    """Return what an entry shares with no other: a source's DOI, and who, when and what it is."""
    match entry:
        case Source():
            return _of_source(entry)
        case Event():
            return (("event", entry.when.text, _folded(entry.title)),)
        case _:
            return ()


def _of_source(source: Source) -> tuple[tuple[str, ...], ...]:
    names = source.author or source.editor
    who = _folded(names[0].family or names[0].literal or "") if names else ""
    year = source.issued.text[:4] if source.issued else ""
    said = ("source", who, year, _folded(source.title))
    return (("doi", bare_doi(source.doi).casefold()), said) if source.doi else (said,)


def _folded(text: str) -> str:
    return " ".join(tokens(text))
