"""What tells that two entries are the same, whatever they are called."""

from typing import Final

from briefdeck.model.briefing import Entry, Event, Source
from briefdeck.model.csl import bare_doi
from briefdeck.text.folding import tokens

UNTITLED: Final = "[untitled]"
"""The title of what has none."""
_PARTS: Final = (
    *("volume", "issue", "number", "edition", "version"),
    *("part_number", "chapter_number", "section", "scale"),
)
"""What tells two works of one author, year and title apart."""


class Known:
    """Entries that are there, to be found again."""

    def __init__(self) -> None:
        self._by_identity: dict[tuple[str, ...], list[Entry]] = {}

    def add(self, entry: Entry) -> None:
        """Add an entry."""
        for identity in _identities(entry):
            self._by_identity.setdefault(identity, []).append(entry)

    def same(self, entry: Entry) -> Entry | None:
        """Return an entry that is the same; None where there is none."""
        for identity in _identities(entry):
            for other in self._by_identity.get(identity, ()):
                if identity[0] == _DOI or not _are_apart(entry, other):
                    return other
        return None


_DOI: Final = "doi"


def _identities(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """What the same entries share: a source's DOI; who, when and what it is."""
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
    identities = (said,) if source.title != UNTITLED else ()
    if not source.doi:
        return identities
    return ((_DOI, bare_doi(source.doi).casefold()), *identities)


def _are_apart(one: Entry, other: Entry) -> bool:
    """Whether two entries of one author, year and title contradict each other."""
    if not isinstance(one, Source) or not isinstance(other, Source):
        return False
    if one.doi and other.doi:
        return True
    if one.issued and other.issued and not one.issued.overlaps(other.issued):
        return True
    parts = [(getattr(one, part), getattr(other, part)) for part in _PARTS]
    return any(mine and theirs and str(mine) != str(theirs) for mine, theirs in parts)


def _folded(text: str) -> str:
    return " ".join(tokens(text))
