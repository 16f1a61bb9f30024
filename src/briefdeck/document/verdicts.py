"""What became of a briefing's quotations and cited numbers, as its documents say it."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

from briefdeck.document.blocks import WRONG_NUMBERS, Badge, Verified
from briefdeck.evidence.passages import (
    NUMBER_WORDS,
    STATE_WORDS,
    CitedNumber,
    Passage,
    Quoted,
    Selector,
    State,
)
from briefdeck.model.links import Link
from briefdeck.model.problem import KeyPath
from briefdeck.text.visible import cleaned

if TYPE_CHECKING:
    from briefdeck.evidence.copies import Copy
    from briefdeck.evidence.sought import Sought
    from briefdeck.evidence.verdicts import Known, Verification

_WRONG: Final[tuple[State, ...]] = ("missing", "near", "changed")
"""States of a quotation of which a reader is warned, the worst first."""
_GRAVEST: "Final[tuple[Known, ...]]" = (
    *_WRONG,
    "unreadable",
    "verified",
    "recorded",
    None,
    "no-copy",
)
"""Which state of its citations is a quotation's; None where one waits to be looked for."""

KnownT = TypeVar("KnownT", "Quoted", "CitedNumber", "Sought")


class Verdicts:
    """What is known of quotations and numbers, by where they stand.

    verification: None where no source has a copy. What copies say is given with everything made
    visible that could control a terminal.
    """

    def __init__(self, verification: "Verification | None") -> None:
        self._verification = verification

    def of(self, link: Link) -> tuple[Quoted, ...]:
        """Return what became of what a citation quotes, and of what it says.

        A text may have several citations, which share its path.
        """
        known = self._by_path.get(link.path, ())
        place = link.target, link.at
        return tuple(_visible_quoted(each) for each in known if (each.source, each.at) == place)

    def numbers_of(self, entry_id: str) -> tuple[CitedNumber, ...]:
        """Return what became of the cited numbers of an entry."""
        return tuple(map(_visible_number, self._numbers.get(entry_id, ())))

    def wrong_numbers_of(self, entry_id: str) -> tuple[CitedNumber, ...]:
        """Return those of which a copy says another one, or nothing."""
        numbers = self.numbers_of(entry_id)
        return tuple(each for each in numbers if each.passage.state in WRONG_NUMBERS)

    def in_source(self, source_id: str) -> tuple[Quoted, ...]:
        """Return what was looked for in the copy of a source, in the order of the briefing."""
        return tuple(map(_visible_quoted, self._by_source.get(source_id, ())))

    def copy_of(self, source_id: str) -> "Copy | None":
        """Return the copy of a source as it is now; None where it is not known."""
        return self._copies.get(source_id)

    def between(self, entry_id: str, source_id: str) -> tuple[Quoted, ...]:
        """Return what became of what an entry quotes of a source, or has seen through it."""
        known = self._by_entry.get(entry_id, ())
        return tuple(
            _visible_quoted(each) for each in known if source_id in {each.source, each.seen_in}
        )

    def waiting_between(self, entry_id: str, source_id: str) -> tuple[str, ...]:
        """Return the words of the same that nobody has looked for yet."""
        waiting = self._waiting.get(entry_id, ())
        return tuple(each.words for each in waiting if source_id in {each.source, each.seen_in})

    def numbers_between(self, entry_id: str, source_id: str) -> tuple[CitedNumber, ...]:
        """Return what became of the numbers that an entry cites from a source."""
        known = self.numbers_of(entry_id)
        return tuple(each for each in known if source_id in {each.source, each.seen_in})

    def is_unverified(self, entry_id: str) -> bool:
        """Return whether an entry quotes what was not found in a copy, whatever the reason."""
        states = {each.passage.state for each in self._by_entry.get(entry_id, ())}
        return entry_id in self._waiting or bool(states - {"verified"})

    def warning(self, entry_id: str) -> Badge | None:
        """Return what is worst about an entry's quotations and numbers; None where nothing is.

        Of a source about its copy, and all that is quoted of that.
        """
        known = (*self._by_entry.get(entry_id, ()), *self._by_source.get(entry_id, ()))
        copy = self.copy_of(entry_id)
        states = {each.passage.state for each in known} | ({copy.state} if copy else set())
        for state in _WRONG:
            if state in states:
                words = STATE_WORDS[state]
                text = words if state == "changed" else f"quotation {words}"
                return Badge(kind="verification", text=text, state=state)
        numbers = {each.passage.state for each in self._numbers.get(entry_id, ())}
        for number in WRONG_NUMBERS:
            if number in numbers:
                text = f"number {NUMBER_WORDS[number]}"
                return Badge(kind="verification", text=text, state=number)
        return None

    @cached_property
    def counts(self) -> Verified | None:
        """How many quotations are verified; None where there is nothing to verify in.

        Of numbers, a record has only those that were found: they are no share of all.
        """
        known = self._verification
        if known is None:
            return None
        here = [each for each in known.numbers if not each.as_of]
        if not (known.quotations or here or known.waiting):
            return None
        states = Counter(map(_state, known.known_of.values()))
        numbers = Counter(each.passage.state for each in here)
        return Verified(
            total=states.total(),
            verified=states["verified"],
            recorded=states["recorded"],
            near=states["near"],
            missing=states["missing"],
            changed=states["changed"],
            no_copy=states["no-copy"],
            unreadable=states["unreadable"],
            unverified=states[None],
            numbers=numbers.total(),
            contradicted=numbers["contradicts"],
            numbers_missing=numbers["missing"],
            as_of=known.record_day if states["recorded"] else "",
        )

    @cached_property
    def _copies(self) -> "dict[str, Copy]":
        copies = self._verification.copies if self._verification else ()
        return {copy.source: copy for copy in copies}

    @cached_property
    def _waiting(self) -> "dict[str, list[Sought]]":
        return _by_entry(self._verification.waiting if self._verification else ())

    @cached_property
    def _by_path(self) -> dict[KeyPath, list[Quoted]]:
        known = self._verification.quotations if self._verification else ()
        found: dict[KeyPath, list[Quoted]] = {}
        for each in known:
            found.setdefault(each.path, []).append(each)
        return found

    @cached_property
    def _by_entry(self) -> dict[str, list[Quoted]]:
        return _by_entry(self._verification.quotations if self._verification else ())

    @cached_property
    def _numbers(self) -> dict[str, list[CitedNumber]]:
        return _by_entry(self._verification.numbers if self._verification else ())

    @cached_property
    def _by_source(self) -> dict[str, list[Quoted]]:
        found: dict[str, list[Quoted]] = {}
        for each in self._verification.quotations if self._verification else ():
            found.setdefault(each.seen_in or each.source, []).append(each)
        return found


def _by_entry(known: Iterable[KnownT]) -> dict[str, list[KnownT]]:
    found: dict[str, list[KnownT]] = {}
    for each in known:
        found.setdefault(each.entry, []).append(each)
    return found


def _state(known: "AbstractSet[Known]") -> "Known":
    return next(state for state in _GRAVEST if state in known)


def _visible_quoted(quoted: Quoted) -> Quoted:
    passage = quoted.passage
    if not (passage.selectors or passage.difference or passage.why):
        return quoted
    return replace(quoted, passage=_visible_passage(passage))


def _visible_passage(passage: Passage) -> Passage:
    pieces = tuple(replace(each, text=_visible(each.text)) for each in passage.difference)
    return replace(
        passage,
        selectors=tuple(map(_visible_selector, passage.selectors)),
        difference=pieces,
        why=_visible(passage.why),
    )


def _visible_number(number: CitedNumber) -> CitedNumber:
    selector = number.passage.selector
    if selector is None:
        return number
    return replace(number, passage=replace(number.passage, selector=_visible_selector(selector)))


def _visible_selector(selector: Selector) -> Selector:
    return replace(
        selector,
        exact=_visible(selector.exact),
        prefix=_visible(selector.prefix),
        suffix=_visible(selector.suffix),
        page=_visible(selector.page),
    )


def _visible(text: str) -> str:
    """What a copy says, in one line, with a sign for everything that cannot be seen."""
    return cleaned(text.replace("\n", " "))
