"""What became of every quotation and every cited number of a briefing, in the stored copies.

`kept` is quick: it hashes each copy, and gives what was found in just these bytes before.
`verified` also reads the copies of which that is not known, and keeps what it finds. The modules
that a search takes are imported where there is a copy to be searched.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.evidence.copies import Copy, CopyState
from briefdeck.evidence.passages import CitedNumber, Quoted, State
from briefdeck.evidence.sought import Sought
from briefdeck.evidence.unsearched import Unsearched, copies_of
from briefdeck.loader import Loaded
from briefdeck.model.problem import KeyPath

if TYPE_CHECKING:
    from briefdeck.evidence.keeping import Whole

Known = State | Literal["recorded"] | None
"""What is known of a quotation: its state; that a record alone says that it was verified; or None,
where its copy is here and has not been searched yet."""

_RECORDED: Final = frozenset({"recorded", "no-copy"})
_RIGHT: Final = frozenset({"verified", *_RECORDED})


class Counts(Struct, frozen=True):
    """How many quotations there are, each counted once however many citations it has.

    verified: those found in a copy that is here, and amiss in none. recorded: those of which a
    record alone says so, for no copy is here. copied: those with a stored copy, here or, by a
    record, elsewhere. waiting: those whose copy is here and has not been searched yet.
    """

    total: int = 0
    verified: int = 0
    recorded: int = 0
    copied: int = 0
    waiting: int = 0


class Verification(Struct, frozen=True, dict=True):
    """What is known of a briefing's quotations and cited numbers.

    waiting: quotations whose copy is here as it was stored, and has not been searched for them yet:
    they have no state. copies: those that sources name. is_whole: whether no copy has to be read
    to know all. unsearched: how many cited numbers could not be looked for, by what is the matter
    with their copies; only `verified` counts them.
    """

    quotations: tuple[Quoted, ...] = ()
    numbers: tuple[CitedNumber, ...] = ()
    waiting: tuple[Sought, ...] = ()
    copies: tuple[Copy, ...] = ()
    is_whole: bool = True
    unsearched: Mapping[CopyState, int] = {}

    def of(self, path: KeyPath) -> Quoted | None:
        """Return what became of the quotation of a citation, by its path.

        None where it quotes nothing, or its copy has not been searched yet. Of words that it quotes
        and words that it says besides, those that are worse off.
        """
        return self._by_path.get(path)

    @cached_property
    def counts(self) -> Counts:
        """How many quotations are verified, of how many."""
        known = self.known_of
        return Counts(
            total=len(known),
            verified=sum("verified" in each and each <= _RIGHT for each in known.values()),
            recorded=sum("recorded" in each and each <= _RECORDED for each in known.values()),
            copied=sum(each != {"no-copy"} for each in known.values()),
            waiting=sum(None in each for each in known.values()),
        )

    @property
    def unplaced(self) -> tuple[Quoted | CitedNumber, ...]:
        """The quotations and numbers at cited places that cannot be told in their copies."""
        every: tuple[Quoted | CitedNumber, ...] = (*self.quotations, *self.numbers)
        return tuple(each for each in every if each.passage.unplaced)

    @cached_property
    def known_of(self) -> Mapping[tuple[str, str], AbstractSet[Known]]:
        """What is known of each quotation, by its entry and its words: of all its citations."""
        found: dict[tuple[str, str], set[Known]] = {}
        for quoted in self.quotations:
            is_recorded = quoted.as_of and quoted.passage.state == "verified"
            known: Known = "recorded" if is_recorded else quoted.passage.state
            found.setdefault((quoted.entry, quoted.words), set()).add(known)
        for sought in self.waiting:
            found.setdefault((sought.entry, sought.words), set()).add(None)
        return found

    @property
    def record_day(self) -> str:
        """The last day on which something was found that only the record tells; else empty."""
        every: list[Quoted | CitedNumber] = [*self.quotations, *self.numbers]
        return max([each.as_of for each in every], default="")

    @cached_property
    def _by_path(self) -> dict[KeyPath, Quoted]:
        found: dict[KeyPath, Quoted] = {}
        for quoted in self.quotations:
            before = found.setdefault(quoted.path, quoted)
            if before.passage.state == "verified":
                found[quoted.path] = quoted
        return found


def kept(loaded: Loaded, kept_in: Path) -> Verification:
    """Return what is known of a briefing without reading any copy; starts no process.

    kept_in: the folder of the cache, in which what was found is kept.
    """
    beside = Unsearched(loaded, copies_of(loaded))
    if beside.is_enough:
        return _unsearched(beside)
    from briefdeck.evidence.search import Search

    search = Search(beside, kept_in)
    whole = search.recalled()
    if whole is not None:
        return _searched(beside, whole)
    quotations, waiting = search.known()
    copies = tuple(beside.copies.values())
    return Verification(quotations, waiting=waiting, copies=copies, is_whole=False)


def verified(
    loaded: Loaded, kept_in: Path, copies: Mapping[str, Copy] | None = None
) -> Verification:
    """Return what became of all quotations and cited numbers, reading the copies where need be.

    copies: those that are searched in place of the stored ones, by the source's id.
    """
    beside = Unsearched(loaded, copies_of(loaded) | dict(copies or {}))
    if beside.is_enough:
        return replace(_unsearched(beside), unsearched=beside.unsearched())
    from briefdeck.evidence.search import Search

    search = Search(beside, kept_in)
    return _searched(beside, search.recalled() or search.finished())


def _unsearched(beside: Unsearched) -> Verification:
    return Verification(beside.known, beside.numbers, copies=tuple(beside.copies.values()))


def _searched(beside: Unsearched, found: "Whole") -> Verification:
    copies = [
        replace(copy, state="unreadable", why=found.unreadable[name])
        if name in found.unreadable
        else copy
        for name, copy in beside.copies.items()
    ]
    return Verification(
        quotations=found.quotations,
        numbers=found.numbers,
        copies=tuple(copies),
        unsearched=found.unsearched,
    )
