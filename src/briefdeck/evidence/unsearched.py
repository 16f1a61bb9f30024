"""What is known of a briefing without any search: by the states of its copies, and its record."""

from collections import Counter
from collections.abc import Container, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefdeck.evidence.copies import Copy, CopyState, copy_of
from briefdeck.evidence.passages import CitedNumber, Passage, Quoted
from briefdeck.evidence.record import Record, read_record, record_content, text_digest
from briefdeck.evidence.sought import Sought, sought_quotations
from briefdeck.loader import Loaded

if TYPE_CHECKING:
    from briefdeck.evidence.numbers.stated import StatedNumber

_MATTERS: Final[tuple[CopyState, ...]] = ("changed", "unreadable", "no-copy")
"""What may be the matter with a copy, the worst first."""


def copies_of(loaded: Loaded) -> dict[str, Copy]:
    """Return the copies that a briefing's sources name, as they are now, by the source's id."""
    briefing = loaded.briefing
    sources = briefing.sources if briefing is not None else ()
    stored = [source for source in sources if source.copy or source.sha256]
    if loaded.path is None:
        return {each.id: Copy(each.id, each.copy or "", state="no-copy") for each in stored}
    return {each.id: copy_of(loaded.path.parent, each) for each in stored}


class Unsearched:
    """A briefing beside its copies, by the source's id. content: the bytes of its record."""

    def __init__(self, loaded: Loaded, copies: Mapping[str, Copy]) -> None:
        self.loaded = loaded
        self.copies = copies
        self.content = record_content(loaded.path) if copies and loaded.path is not None else b""

    @cached_property
    def quotations(self) -> tuple[Sought, ...]:
        """What the briefing quotes."""
        return tuple(sought_quotations(self.loaded))

    @property
    def is_enough(self) -> bool:
        """Whether all is known: no copy is here to be searched, and the record is of this text."""
        if any(copy.state == "kept" for copy in self.copies.values()):
            return False
        return not self.content or self._record.text == text_digest(self.loaded.text)

    @property
    def known(self) -> tuple[Quoted, ...]:
        """What became of the quotations, where that is all that there is to know."""
        found: list[Quoted] = []
        for sought in self.quotations:
            passage = self.passage(sought)
            if passage is not None:
                found.append(self.quoted(sought, passage))
        return tuple(found)

    @property
    def numbers(self) -> tuple[CitedNumber, ...]:
        """The numbers that the record says were found in copies which are not here."""
        return tuple(
            number
            for sha256, number in self._record.stated
            if sha256 == self._hashes.get(number.seen_in) and self._holds(number)
        )

    def passage(self, sought: Sought) -> Passage | None:
        """Return what the state of its copy says of a quotation; None where it can be searched."""
        copy = self.copies.get(sought.seen_in)
        if copy is None:
            return Passage("no-copy")
        return None if copy.state == "kept" else Passage(copy.state, why=copy.why)

    def quoted(self, sought: Sought, passage: Passage) -> Quoted:
        """Return a quotation with what became of it; where no copy is here, as the record says."""
        as_of = ""
        if passage.state == "no-copy":
            sha256 = self._hashes.get(sought.seen_in, "")
            key = (sought.entry, sought.words, sought.seen_in, sought.seen_at, sha256)
            as_of, passage = self._record.quotations.get(key, ("", passage))
        return Quoted(
            entry=sought.entry,
            path=sought.path,
            source=sought.source,
            at=sought.at,
            words=sought.words,
            passage=passage,
            words_path=sought.words_path,
            is_says=sought.is_says,
            seen_in=sought.seen_in,
            seen_at=sought.seen_at,
            as_of=as_of,
        )

    def recorded(self, stated: "StatedNumber") -> CitedNumber | None:
        """Return what the record says of a number; None where it says nothing."""
        for place in stated.places:
            sha256 = self._hashes.get(place.seen_in, "")
            key = (stated.entry, stated.said, place.seen_in, place.seen_at, sha256)
            number = self._record.numbers.get(key)
            if number is not None and self._is_gone(place.seen_in):
                return replace(number, path=stated.path, offset=stated.offset)
        return None

    def matter(self, stated: "StatedNumber", unreadable: Container[str] = ()) -> CopyState:
        """Return why a number cannot be looked for: the worst that is the matter with its copies.

        unreadable: the sources of whose copies nothing could be read.
        """
        states: set[CopyState] = set()
        for place in stated.places:
            copy = self.copies.get(place.seen_in)
            state = copy.state if copy is not None else "no-copy"
            states.add("unreadable" if place.seen_in in unreadable else state)
        return next((each for each in _MATTERS if each in states), "no-copy")

    def unsearched(self) -> dict[CopyState, int]:
        """Return how many numbers cannot be looked for, where no copy is here to be searched."""
        from briefdeck.evidence.numbers.cited_numbers import cited_numbers

        told = {(each.path, each.offset, each.value) for each in self.numbers}
        stated = cited_numbers(self.loaded)
        left = [each for each in stated if (each.path, each.offset, each.said) not in told]
        return dict(Counter(map(self.matter, left)))

    @cached_property
    def _record(self) -> Record:
        return read_record(self.content)

    @cached_property
    def _hashes(self) -> dict[str, str]:
        """The SHA-256 of copies as the briefing has them, by the source's id."""
        briefing = self.loaded.briefing
        sources = briefing.sources if briefing is not None else ()
        return {source.id: source.sha256 for source in sources if source.sha256}

    def _holds(self, number: CitedNumber) -> bool:
        """Whether a number of a record is one of this briefing: anybody may have written it."""
        if not self._is_gone(number.seen_in):
            return False
        try:
            # The front has no id.
            return (self.loaded.entry_id(number.path) or "") == number.entry
        except IndexError:
            return False

    def _is_gone(self, source: str) -> bool:
        """Whether the copy of a source is not here, so that a record may speak of it."""
        copy = self.copies.get(source)
        return copy is not None and copy.state == "no-copy"
