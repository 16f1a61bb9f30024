"""The search for what a briefing quotes and cites in the copies of its sources.

What only tells what is known already does without the modules that read copies and search them:
those are imported where they are used.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefdeck.evidence.copies import Copy, copy_of
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
from briefdeck.evidence.record import Record, read_record, record_content, text_digest
from briefdeck.evidence.sought import Sought, sought_quotations
from briefdeck.loader import Loaded

if TYPE_CHECKING:
    from briefdeck.evidence.stated import CitedPlace, StatedNumber

_DECISIVE: Final[tuple[NumberState, ...]] = ("found", "contradicts")
"""What a number is as soon as one of the places that it is cited from says so."""
_AMISS: Final[tuple[NumberState, ...]] = ("elsewhere", "missing")
"""What it is where all of them have been searched."""


def copies_of(loaded: Loaded) -> dict[str, Copy]:
    """Return the copies that a briefing's sources name, as they are now, by the source's id."""
    briefing = loaded.briefing
    sources = briefing.sources if briefing is not None else ()
    stored = [source for source in sources if source.copy or source.sha256]
    if loaded.path is None:
        return {each.id: Copy(each.id, each.copy or "", state="no-copy") for each in stored}
    return {each.id: copy_of(loaded.path.parent, each) for each in stored}


class Search:
    """One search. copies: those that are searched, by the source's id; kept_in: the cache."""

    def __init__(self, loaded: Loaded, kept_in: Path, copies: Mapping[str, Copy]) -> None:
        self.copies = copies
        self._loaded = loaded
        self._kept_in = kept_in
        self._is_kept = True
        self._content = record_content(loaded.path) if copies and loaded.path is not None else b""
        self._key = whole_key(loaded.text, self._content, copies.values()) if copies else ""

    def recalled(self) -> Whole | None:
        """Return what was found when briefing, record and copies were the same; None if nothing."""
        return recalled_whole(self._kept_in, self._key)

    def known(self) -> tuple[tuple[Quoted, ...], tuple[Sought, ...]]:
        """Return what is known of quotations, each for itself, and those of which nothing is."""
        quotations: list[Quoted] = []
        waiting: list[Sought] = []
        for sought in self._quotations:
            quoted = self._quoted(sought)
            if quoted is None:
                waiting.append(sought)
            else:
                quotations.append(quoted)
        return tuple(quotations), tuple(waiting)

    def recorded(self) -> Whole | None:
        """Return what the record says, where it is about this text and no copy says more.

        None where something has to be searched to know what became of everything.
        """
        if any(copy.state == "kept" for copy in self.copies.values()):
            return None
        quotations, _ = self.known()
        if not self._content:
            return Whole("", quotations, ())
        if self._record.about != text_digest(self._loaded.text):
            return None
        numbers = [
            number
            for sha256, number in self._record.stated
            if sha256 == self._hashes.get(number.seen_in) and self._holds(number)
        ]
        return Whole("", quotations, tuple(numbers))

    def finished(self) -> Whole:
        """Return what became of everything, reading copies where need be, and keep it."""
        self._read()
        quotations, _ = self.known()
        numbers = [number for each in self._stated if (number := self._number(each)) is not None]
        whole = Whole(self._key, quotations, tuple(numbers))
        if self._is_kept:
            keep_whole(self._kept_in, whole)
        return whole

    @cached_property
    def _quotations(self) -> tuple[Sought, ...]:
        return tuple(sought_quotations(self._loaded))

    @cached_property
    def _stated(self) -> "tuple[StatedNumber, ...]":
        """The cited numbers; without any copy, nothing is known of them."""
        if not self.copies:
            return ()
        from briefdeck.evidence.cited_numbers import cited_numbers

        return tuple(cited_numbers(self._loaded))

    @cached_property
    def _found(self) -> dict[str, Findings]:
        """What was found in each copy that is as it was stored, by the source's id."""
        return {
            name: recalled(self._kept_in, copy)
            for name, copy in self.copies.items()
            if copy.state == "kept"
        }

    @cached_property
    def _record(self) -> Record:
        return read_record(self._content)

    @cached_property
    def _hashes(self) -> dict[str, str]:
        """The SHA-256 of copies as the briefing has them, by the source's id."""
        briefing = self._loaded.briefing
        sources = briefing.sources if briefing is not None else ()
        return {source.id: source.sha256 for source in sources if source.sha256}

    @cached_property
    def _quoted_at(self) -> dict[tuple[object, ...], list[Sought]]:
        """The quotations of each citation, by its path and the source in whose copy they are."""
        found: dict[tuple[object, ...], list[Sought]] = {}
        for sought in self._quotations:
            found.setdefault((sought.seen_in, *sought.path), []).append(sought)
        return found

    def _quoted(self, sought: Sought) -> Quoted | None:
        """What became of a quotation; None where its copy has not been searched for it."""
        passage = self._passage(sought)
        if passage is None:
            return None
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

    def _passage(self, sought: Sought) -> Passage | None:
        copy = self.copies.get(sought.seen_in)
        if copy is None:
            return Passage("no-copy")
        if copy.state != "kept":
            return Passage(copy.state, why=copy.why)
        found = self._found[copy.source]
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
        return self._recorded(stated)

    def _recorded(self, stated: "StatedNumber") -> CitedNumber | None:
        """What the record says of a number."""
        for place in stated.places:
            sha256 = self._hashes.get(place.seen_in, "")
            key = (stated.entry, stated.said, place.seen_in, place.seen_at, sha256)
            recorded = self._record.numbers.get(key)
            if recorded is not None and self._is_gone(place.seen_in):
                cited = _cited(stated, place, recorded.passage)
                return replace(cited, as_of=recorded.as_of)
        return None

    def _holds(self, number: CitedNumber) -> bool:
        """Whether a number of a record is one of this briefing: anybody may have written it."""
        if not self._is_gone(number.seen_in):
            return False
        try:
            return self._loaded.entry_id(number.path) == number.entry
        except IndexError:
            return False

    def _is_gone(self, source: str) -> bool:
        """Whether the copy of a source is not here, so that a record may speak of it."""
        copy = self.copies.get(source)
        return copy is not None and copy.state == "no-copy"

    def _number_passage(self, stated: "StatedNumber", place: "CitedPlace") -> NumberPassage | None:
        found = self._found.get(place.seen_in)
        return None if found is None else found.numbers.get(self._number_digest(stated, place))

    def _number_digest(self, stated: "StatedNumber", place: "CitedPlace") -> str:
        words = [each.words for each in self._quoted_at.get((place.seen_in, *place.path), ())]
        return digest_of(stated.quantity, place.seen_at, words)

    def _read(self) -> None:
        """Read the copies of which something is not known, and keep what is found in each."""
        from briefdeck.evidence.reading import CHANGED, read_copies
        from briefdeck.evidence.texts import INSTALL

        unknown = dict.fromkeys(
            [sought.seen_in for sought in self._quotations if self._passage(sought) is None]
        )
        unknown |= dict.fromkeys(place.seen_in for _, place in self._unknown_numbers())
        texts = read_copies([self.copies[name] for name in unknown])
        for name in unknown:
            copy = self.copies[name]
            found = self._searched(name, texts[copy])
            self._found[name] = found
            if texts[copy] == CHANGED:
                # These findings are about other bytes than the hash.
                self._is_kept = False
            elif not found.unreadable.endswith(INSTALL):
                # Once the library is there that reads it, it is read.
                keep(self._kept_in, copy, found)

    def _unknown_numbers(self) -> "Iterator[tuple[StatedNumber, CitedPlace]]":
        """Yield each number and place of which the copy has not been searched for it."""
        for stated in self._stated:
            for place in stated.places:
                found = self._found.get(place.seen_in)
                if found is None or found.unreadable:
                    continue
                if self._number_digest(stated, place) not in found.numbers:
                    yield stated, place

    def _searched(self, name: str, text: CopyText | str) -> Findings:
        """What is found in the copy of a source. text: the copy's, or why there is none."""
        before = self._found[name]
        if isinstance(text, str):
            return replace(before, unreadable=text)
        from briefdeck.evidence.quotations import find_quotation

        passages = dict(before.passages)
        for sought in self._quotations:
            if sought.seen_in == name and _digest(sought) not in passages:
                passages[_digest(sought)] = find_quotation(sought.words, text, sought.seen_at)
        numbers = before.numbers | self._numbers_in(name, text, passages)
        return replace(before, passages=passages, numbers=numbers)

    def _numbers_in(
        self, name: str, text: CopyText, passages: Mapping[str, Passage]
    ) -> dict[str, NumberPassage]:
        """What became of the numbers that are looked for in a copy."""
        wanted = [each for each in self._unknown_numbers() if each[1].seen_in == name]
        if not wanted:
            return {}
        from briefdeck.evidence.copy_numbers import CopyNumbers
        from briefdeck.evidence.numbers import find_number

        numbers, found = CopyNumbers(text), {}
        for stated, place in wanted:
            quotations = self._quoted_at.get((name, *place.path), ())
            first = list(_spans(passages[_digest(sought)] for sought in quotations))
            digest = self._number_digest(stated, place)
            if digest not in found:
                found[digest] = find_number(stated.quantity, numbers, place.seen_at, first)
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
