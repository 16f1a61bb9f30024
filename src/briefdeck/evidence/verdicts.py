"""What became of every quotation and every cited number of a briefing, in the stored copies.

`kept` is quick: it hashes each copy, and gives what was found in just these bytes before.
`verified` also reads the copies of which that is not known, and keeps what it finds.
"""

from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from briefdeck.evidence.passages import CitedNumber, Passage, Quoted, State, StoredCopy
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
    copies: tuple[StoredCopy, ...] = ()

    def of(self, path: KeyPath) -> Quoted | None:
        """Return what became of the quotation of a citation, by its path.

        None where it quotes nothing, or its copy has not been searched yet. Of words that it quotes
        and words that it says besides, those that are worse off.
        """
        return self._by_path.get(path)

    def numbers_at(self, path: KeyPath) -> tuple[CitedNumber, ...]:
        """Return what became of the cited numbers at a path: of a point, a cell, or a text."""
        return tuple(each for each in self.numbers if each.path == path)

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


def kept(loaded: Loaded, kept_in: Path) -> Verification:  # noqa: ARG001  # used with copies
    """Return what is known of a briefing without reading any copy; starts no process.

    kept_in: the folder of a cache, in which what was found is kept.
    """
    return Verification(quotations=tuple(_quoted(each, "no-copy") for each in _sought(loaded)))


def verified(loaded: Loaded, kept_in: Path) -> Verification:
    """Return what became of all quotations and cited numbers, reading the copies where need be."""
    return kept(loaded, kept_in)


def _sought(loaded: Loaded) -> Iterator[Sought]:
    yield from sought_quotations(loaded)


def _quoted(sought: Sought, state: State) -> Quoted:
    return Quoted(
        entry=sought.entry,
        path=sought.path,
        source=sought.source,
        at=sought.at,
        words=sought.words,
        passage=Passage(state),
        words_path=sought.words_path,
        is_says=sought.is_says,
        seen_in=sought.seen_in,
    )
