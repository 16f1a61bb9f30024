"""The search for what a briefing quotes and cites in the copies of its sources.

What was found before is known without the modules that read and search copies: these are imported
where they are used.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefdeck.evidence.copies import CopyState
from briefdeck.evidence.keeping import (
    Findings,
    Whole,
    digest_of,
    keep,
    keep_whole,
    recalled,
    recalled_whole,
    whole_key,
)
from briefdeck.evidence.passages import (
    CitedNumber,
    CopyText,
    NumberPassage,
    NumberState,
    Passage,
    Quoted,
)
from briefdeck.evidence.sought import Sought
from briefdeck.evidence.unsearched import Unsearched

if TYPE_CHECKING:
    from briefdeck.evidence.numbers.stated import CitedPlace, StatedNumber

_DECISIVE: Final[tuple[NumberState, ...]] = ("found",)
"""What a number is as soon as one of the places that it is cited from says so."""
_AMISS: Final[tuple[NumberState, ...]] = ("contradicts", "elsewhere", "missing")
"""What it is where all of them have been searched."""


class Search:
    """One search. beside: the briefing and its copies; kept_in: the cache."""

    def __init__(self, beside: Unsearched, kept_in: Path) -> None:
        self._beside = beside
        self._copies = beside.copies
        self._kept_in = kept_in
        self._is_kept = True
        self._key = whole_key(beside.loaded.text, beside.content, self._copies.values())

    def recalled(self) -> Whole | None:
        """Return what was found when briefing, record and copies were the same; None if nothing."""
        return recalled_whole(self._kept_in, self._key)

    def known(self) -> tuple[tuple[Quoted, ...], tuple[Sought, ...]]:
        """Return what is known of quotations, each for itself, and those of which nothing is."""
        quotations: list[Quoted] = []
        waiting: list[Sought] = []
        for sought in self._beside.quotations:
            passage = self._passage(sought)
            if passage is None:
                waiting.append(sought)
            else:
                quotations.append(self._beside.quoted(sought, passage))
        return tuple(quotations), tuple(waiting)

    def finished(self) -> Whole:
        """Return what became of everything, reading copies where need be, and keep it."""
        self._read()
        quotations, _ = self.known()
        numbers: list[CitedNumber] = []
        unsearched: Counter[CopyState] = Counter()
        for stated in self._stated:
            number = self._number(stated)
            if number is not None:
                numbers.append(number)
            else:
                unsearched[self._beside.matter(stated, self._unreadable)] += 1
        whole = Whole(self._key, quotations, tuple(numbers), self._unreadable, dict(unsearched))
        if self._is_kept:
            keep_whole(self._kept_in, whole)
        return whole

    @cached_property
    def _stated(self) -> "tuple[StatedNumber, ...]":
        from briefdeck.evidence.numbers.cited_numbers import cited_numbers

        return tuple(cited_numbers(self._beside.loaded))

    @cached_property
    def _found(self) -> dict[str, Findings]:
        """What was found in each copy that is as it was stored, by the source's id."""
        return {
            name: recalled(self._kept_in, copy)
            for name, copy in self._copies.items()
            if copy.state == "kept"
        }

    @property
    def _unreadable(self) -> dict[str, str]:
        """Why nothing can be read of a copy, by the source's id."""
        return {name: found.unreadable for name, found in self._found.items() if found.unreadable}

    @cached_property
    def _quoted_at(self) -> dict[tuple[object, ...], list[Sought]]:
        """The quotations of each citation, by its path and the source in whose copy they are."""
        found: dict[tuple[object, ...], list[Sought]] = {}
        for sought in self._beside.quotations:
            found.setdefault((sought.seen_in, *sought.path), []).append(sought)
        return found

    def _passage(self, sought: Sought) -> Passage | None:
        """What became of a quotation; None where its copy has not been searched for it."""
        found = self._found.get(sought.seen_in)
        if found is None:
            return self._beside.passage(sought)
        if found.unreadable:
            return Passage("unreadable", why=found.unreadable)
        return found.passages.get(_digest(sought))

    def _number(self, stated: "StatedNumber") -> CitedNumber | None:
        """What became of a number in the places that it is cited from, any of which may hold it.

        None where that cannot be told: the copies of some are not here, and no other has it.
        """
        known: list[tuple[CitedPlace, NumberPassage]] = []
        for place in stated.places:
            passage = self._number_passage(stated, place)
            if passage is not None:
                known.append((place, passage))
        states = _DECISIVE
        if known and len(known) == len(stated.places):
            states = (*_DECISIVE, *_AMISS)
        for state in states:
            for place, passage in known:
                if passage.state == state:
                    return _cited(stated, place, passage)
        return self._beside.recorded(stated)

    def _number_passage(self, stated: "StatedNumber", place: "CitedPlace") -> NumberPassage | None:
        found = self._found.get(place.seen_in)
        return None if found is None else found.numbers.get(self._number_digest(stated, place))

    def _number_digest(self, stated: "StatedNumber", place: "CitedPlace") -> str:
        words = [each.words for each in self._quoted_at.get((place.seen_in, *place.path), ())]
        return digest_of(stated.quantity, place.seen_at, words)

    def _read(self) -> None:
        """Read the copies of which something is not known, and keep what is found in each."""
        from briefdeck.evidence.texts.reading import CHANGED, read_copies
        from briefdeck.evidence.texts.texts import INSTALL

        quotations = self._unknown_quotations()
        numbers = self._unknown_numbers()
        texts = read_copies([self._copies[name] for name in quotations | numbers])
        for name in quotations | numbers:
            copy = self._copies[name]
            wanted = quotations.get(name, {}), numbers.get(name, {})
            found = self._searched(self._found[name], texts[copy], *wanted)
            self._found[name] = found
            if texts[copy] == CHANGED:
                # These findings are about other bytes than the hash.
                self._is_kept = False
            elif not found.unreadable.endswith(INSTALL):
                # Once the library is there that reads it, it is read.
                keep(self._kept_in, copy, found)

    def _unknown_quotations(self) -> "dict[str, dict[str, Sought]]":
        """What has not been looked for, by the source in whose copy that is, and by its digest."""
        unknown: dict[str, dict[str, Sought]] = {}
        for sought in self._beside.quotations:
            if self._passage(sought) is None:
                unknown.setdefault(sought.seen_in, {})[_digest(sought)] = sought
        return unknown

    def _unknown_numbers(self) -> "dict[str, dict[str, tuple[StatedNumber, CitedPlace]]]":
        """The same of numbers, each with the place that it is cited from."""
        unknown: dict[str, dict[str, tuple[StatedNumber, CitedPlace]]] = {}
        for stated in self._stated:
            for place in stated.places:
                found = self._found.get(place.seen_in)
                if found is None or found.unreadable:
                    continue
                digest = self._number_digest(stated, place)
                if digest not in found.numbers:
                    unknown.setdefault(place.seen_in, {})[digest] = (stated, place)
        return unknown

    def _searched(
        self,
        before: Findings,
        text: CopyText | str,
        quotations: Mapping[str, Sought],
        numbers: "Mapping[str, tuple[StatedNumber, CitedPlace]]",
    ) -> Findings:
        """What is found in a copy, with what was. text: the copy's, or why there is none."""
        if isinstance(text, str):
            return replace(before, unreadable=text)
        from briefdeck.evidence.words.quotations import find_quotation

        passages = dict(before.passages)
        for digest, sought in quotations.items():
            passages[digest] = find_quotation(sought.words, text, sought.seen_at)
        found = self._numbers_in(text, numbers, passages) if numbers else {}
        return replace(before, passages=passages, numbers=before.numbers | found)

    def _numbers_in(
        self,
        text: CopyText,
        numbers: "Mapping[str, tuple[StatedNumber, CitedPlace]]",
        passages: Mapping[str, Passage],
    ) -> dict[str, NumberPassage]:
        """What became of numbers in a copy. passages: those of the quotations there."""
        from briefdeck.evidence.numbers.copy_numbers import CopyNumbers
        from briefdeck.evidence.numbers.numbers import find_number

        copy, found = CopyNumbers(text), {}
        for digest, (stated, place) in numbers.items():
            beside = self._quoted_at.get((place.seen_in, *place.path), ())
            first = list(_spans(passages[_digest(sought)] for sought in beside))
            found[digest] = find_number(stated.quantity, copy, place.seen_at, first)
        return found


def _spans(passages: Iterable[Passage]) -> Iterator[tuple[int, int]]:
    """Where verified words stand in their copy."""
    for passage in passages:
        if passage.state == "verified":
            yield from ((each.start, each.end) for each in passage.selectors)


def _cited(stated: "StatedNumber", place: "CitedPlace", passage: NumberPassage) -> CitedNumber:
    return CitedNumber(
        entry=stated.entry,
        path=stated.path,
        source=place.source,
        at=place.at,
        value=stated.said,
        passage=passage,
        offset=stated.offset,
        seen_in=place.seen_in,
        seen_at=place.seen_at,
    )


def _digest(sought: Sought) -> str:
    return digest_of(sought.words, sought.seen_at)
