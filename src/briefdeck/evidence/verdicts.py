"""What became of every quotation and every cited number of a briefing, in the stored copies.

`kept` is quick: it hashes each copy, and gives what was found in just these bytes before.
`verified` also reads the copies of which that is not known, and keeps what it finds.
"""

from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from briefdeck.evidence.copies import Copy, copy_of
from briefdeck.evidence.keeping import digest_of, recalled
from briefdeck.evidence.passages import CitedNumber, Passage, Quoted, State
from briefdeck.evidence.record import Record, read_record
from briefdeck.evidence.sought import Sought, sought_quotations
from briefdeck.loader import Loaded
from briefdeck.model.problem import KeyPath


class Counts(Struct, frozen=True):
    """How many quotations there are, each counted once however many citations it has.

    verified: those found in a copy, and amiss in none. copied: those with a stored copy, here or,
    by a record, elsewhere. waiting: those whose copy is here and has not been searched yet.
    """

    total: int = 0
    verified: int = 0
    copied: int = 0
    waiting: int = 0


class Verification(Struct, frozen=True, dict=True):
    """What is known of a briefing's quotations and cited numbers.

    waiting: quotations whose copy is here as it was stored, and has not been searched for them yet:
    they have no state. copies: those that sources name.
    """

    quotations: tuple[Quoted, ...] = ()
    numbers: tuple[CitedNumber, ...] = ()
    waiting: tuple[Sought, ...] = ()
    copies: tuple[Copy, ...] = ()

    def of(self, path: KeyPath) -> Quoted | None:
        """Return what became of the quotation of a citation, by its path.

        None where it quotes nothing, or its copy has not been searched yet. Of words that it quotes
        and words that it says besides, those that are worse off.
        """
        return self._by_path.get(path)

    def numbers_at(self, path: KeyPath) -> tuple[CitedNumber, ...]:
        """Return what became of the cited numbers at a path: of a point, a cell, or a text."""
        return tuple(each for each in self.numbers if each.path == path)

    @property
    def has_found(self) -> bool:
        """Whether anything is in a copy."""
        is_quoted = any(each.passage.state == "verified" for each in self.quotations)
        return is_quoted or any(each.passage.state == "found" for each in self.numbers)

    @cached_property
    def counts(self) -> Counts:
        """How many quotations are verified, of how many."""
        states: dict[tuple[str, str], set[State | None]] = {}
        for quoted in self.quotations:
            states.setdefault((quoted.entry, quoted.words), set()).add(quoted.passage.state)
        for sought in self.waiting:
            states.setdefault((sought.entry, sought.words), set()).add(None)
        return Counts(
            total=len(states),
            verified=sum(_is_verified(each) for each in states.values()),
            copied=sum(each != {"no-copy"} for each in states.values()),
            waiting=sum(None in each for each in states.values()),
        )

    @cached_property
    def _by_path(self) -> dict[KeyPath, Quoted]:
        found: dict[KeyPath, Quoted] = {}
        for quoted in self.quotations:
            before = found.setdefault(quoted.path, quoted)
            if before.passage.state == "verified":
                found[quoted.path] = quoted
        return found


def _is_verified(states: Collection[State | None]) -> bool:
    """Whether a quotation is in some copy of those that it cites, and amiss in none."""
    return "verified" in states and set(states) <= {"verified", "no-copy"}


def kept(loaded: Loaded, kept_in: Path) -> Verification:
    """Return what is known of a briefing without reading any copy; starts no process.

    kept_in: the folder of the cache, in which what was found is kept.
    """
    return _Search(loaded, kept_in).known()


def verified(loaded: Loaded, kept_in: Path) -> Verification:
    """Return what became of all quotations and cited numbers, reading the copies where need be."""
    search = _Search(loaded, kept_in)
    search.read()
    return search.known()


class _Search:
    """The search for a briefing's quotations and numbers in the copies of its sources."""

    def __init__(self, loaded: Loaded, kept_in: Path) -> None:
        self._loaded = loaded
        self._kept_in = kept_in
        self._quotations = tuple(sought_quotations(loaded))
        self._copies = copies_of(loaded)
        self._found = {
            copy.source: recalled(kept_in, copy)
            for copy in self._copies.values()
            if copy.state == "kept"
        }

    def known(self) -> Verification:
        """Return what is known by now."""
        quotations: list[Quoted] = []
        waiting: list[Sought] = []
        for sought in self._quotations:
            passage = self._passage(sought)
            if passage is None:
                waiting.append(sought)
            elif passage.state == "no-copy":
                quotations.append(self._recorded(sought, passage))
            else:
                quotations.append(_quoted(sought, passage))
        return Verification(
            quotations=tuple(quotations),
            waiting=tuple(waiting),
            copies=tuple(self._copies.values()),
        )

    def _passage(self, sought: Sought) -> Passage | None:
        """What became of a quotation; None where its copy has not been searched for it."""
        copy = self._copies.get(sought.seen_in)
        if copy is None:
            return Passage("no-copy")
        if copy.state != "kept":
            return Passage(copy.state, why=copy.why)
        found = self._found[copy.source]
        if found.unreadable:
            return Passage("unreadable", why=found.unreadable)
        return found.passages.get(_digest(sought))

    def _recorded(self, sought: Sought, passage: Passage) -> Quoted:
        """What the record beside the briefing says of a quotation whose copy is not here."""
        sha256 = self._hashes.get(sought.seen_in)
        if sha256:
            key = (sought.entry, sought.words, sought.seen_in, sought.seen_at, sha256)
            as_of, recorded = self._record.quotations.get(key, ("", passage))
            return _quoted(sought, recorded, as_of)
        return _quoted(sought, passage)

    @cached_property
    def _record(self) -> Record:
        return read_record(self._loaded.path) if self._loaded.path is not None else Record()

    @cached_property
    def _hashes(self) -> dict[str, str]:
        """The SHA-256 of the copies of sources as the briefing has them."""
        briefing = self._loaded.briefing
        sources = briefing.sources if briefing is not None else ()
        return {source.id: source.sha256 for source in sources if source.sha256}

    def read(self) -> None:
        """Read the copies of which something is not known, and keep what is found."""


def copies_of(loaded: Loaded) -> dict[str, Copy]:
    """Return the copies that a briefing's sources name, as they are now, by the source's id."""
    briefing = loaded.briefing
    sources = briefing.sources if briefing is not None else ()
    stored = [source for source in sources if source.copy or source.sha256]
    if loaded.path is None:
        why = "what is not a file has none beside it"
        return {
            each.id: Copy(each.id, each.copy or "", state="no-copy", why=why) for each in stored
        }
    return {each.id: copy_of(loaded.path.parent, each) for each in stored}


def _digest(sought: Sought) -> str:
    return digest_of(sought.words, sought.seen_at)


def _quoted(sought: Sought, passage: Passage, as_of: str = "") -> Quoted:
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
