"""A document as it stands, and what is known of it: read before its last edit or since."""

from functools import cached_property

from msgspec import Struct

from briefdeck.document.lookup import Lookup
from briefdeck.loader import load_text
from briefdeck.lsp.outline import Outline
from briefdeck.model.briefing import Entry
from briefdeck.model.problem import Problem


class Spotted(Struct, frozen=True):
    """A problem, and from where to where it stands in the text."""

    problem: Problem
    start: int
    end: int


class Known:
    """What a document said when it was last checked, and when it was last without a fault.

    It is read when somebody asks what an entry says, and once.
    """

    def __init__(self, last: str, sound: str = "") -> None:
        self._texts = dict.fromkeys(filter(None, (last, sound)))
        self._sound = sound

    def after(self, text: str, *, is_sound: bool) -> "Known":
        """Return what is known once the document was checked anew."""
        return Known(text, text if is_sound else self._sound)

    def entry(self, entry_id: str) -> tuple[Lookup, Entry] | None:
        """Return an entry with the briefing that it stands in, as it was last readable."""
        for lookup in self._lookups:
            entry = lookup.links.entries.get(entry_id)
            if entry is not None:
                return lookup, entry
        return None

    @cached_property
    def _lookups(self) -> tuple[Lookup, ...]:
        found = map(load_text, self._texts)
        return tuple(Lookup(loaded) for loaded in found if loaded.briefing is not None)


class Page:
    """A document's text, what is known of it, and its problems, once it was checked as it is."""

    def __init__(self, outline: Outline, known: Known, problems: tuple[Spotted, ...] = ()) -> None:
        self.outline = outline
        self.known = known
        self.problems = problems

    @property
    def text(self) -> str:
        """The document's text."""
        return self.outline.text
