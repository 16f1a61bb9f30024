"""What verification found as JSON, for programs: documented types, of which the schema is made."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from briefdeck.check.verifying import COPY_RULES, NUMBER_RULES, QUOTATION_RULES, Examined
from briefdeck.evidence.copies import CopyState
from briefdeck.evidence.passages import (
    CitedNumber,
    NumberState,
    Piece,
    Quoted,
    Selector,
    State,
)
from briefdeck.model.problem import KeyPath, key_path_text


class SelectorRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of a copy: a TextQuoteSelector of W3C's Web Annotation, and where in the copy it is.

    `start` and `end` count characters of the copy's text.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int
    end: int
    page: Annotated[str, Meta(description="what is printed on the page as its number")] = ""


class PieceRecord(Struct, frozen=True, kw_only=True):
    """A piece of a difference: in both texts, only in the quotation, or only in the copy."""

    kind: Literal["same", "quote", "copy"]
    text: str


class _Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What citations and numbers have in common."""

    briefing: Annotated[str, Meta(description="the briefing's id")]
    file: str
    entry: Annotated[
        str | None, Meta(description="the id of the entry that cites; null for the front")
    ]
    key: Annotated[
        str, Meta(description="where it stands in the file: `findings[3].cites[0].quote`")
    ]
    line: int | None = None
    column: int | None = None
    source: Annotated[str, Meta(description="the id of the source that is cited")]
    seen_in: Annotated[
        str, Meta(description="the source in whose copy it was looked for, if that is another one")
    ] = ""
    at: Annotated[str | None, Meta(description="the place that is cited")]
    unplaced: Annotated[
        bool,
        Meta(
            description="whether that place cannot be told in the copy, all of which was searched"
        ),
    ] = False
    as_of: Annotated[
        str,
        Meta(description="the day of the record from which this is known: the copy is not here"),
    ] = ""
    before: Annotated[
        str,
        Meta(description="with `--copies`: the state in the stored copy, where that is another"),
    ] = ""
    accepted: Annotated[
        str | None,
        Meta(description="the author's reason, where an exception in the file accepts it"),
    ] = None


class CitationRecord(_Record, frozen=True, kw_only=True, omit_defaults=True):
    """A citation that quotes its source, and what became of the quotation."""

    quote: Annotated[str, Meta(description="the words that are said to be the source's")]
    says: Annotated[
        bool, Meta(description="whether an unquoted statement rests on them (`says`)")
    ] = False
    state: State
    elsewhere: Annotated[
        bool, Meta(description="whether the words stand outside the place that is cited")
    ] = False
    bracketed: Annotated[
        bool, Meta(description="whether the quoter's words in brackets stand for words of the copy")
    ] = False
    why: Annotated[str, Meta(description="why the copy is not there, or cannot be read")] = ""
    selectors: Annotated[
        tuple[SelectorRecord, ...],
        Meta(description="where the words stand in the copy, or the ones that are near them"),
    ] = ()
    difference: Annotated[
        tuple[PieceRecord, ...], Meta(description="of a near quotation, from begin to end")
    ] = ()


class NumberRecord(_Record, frozen=True, kw_only=True, omit_defaults=True):
    """A cited number, and what became of it."""

    value: Annotated[str, Meta(description="the number, with hedge and unit")]
    state: NumberState
    selector: Annotated[
        SelectorRecord | None, Meta(description="the words of the copy that say or contradict it")
    ] = None


class CopyRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The copy that a source names; `sha256` is that of the bytes that are there now."""

    briefing: str
    source: str
    copy: str = ""
    sha256: str = ""
    state: CopyState
    why: str = ""


class PlaceRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """With `--copies`: a cited place that says something else in a newer copy.

    `difference`: the first changes, `quote` being the stored copy; absent where the place is gone.
    """

    briefing: str
    entry: str | None
    key: str
    source: str
    at: str
    difference: tuple[PieceRecord, ...] = ()


class ErrorRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error that kept a file, or an entry of it, from being read, and so from being verified."""

    briefing: str
    file: str
    rule: str
    message: str
    key: str = ""
    line: int | None = None
    column: int | None = None


class Count(Struct, frozen=True, kw_only=True):
    """Citations and numbers by state, and how many are at places that cannot be told."""

    citations: dict[State, int]
    numbers: dict[NumberState, int]
    unsearched: Annotated[
        dict[CopyState, int],
        Meta(description="numbers that no copy could be searched for, by what is wrong with it"),
    ]
    unplaced: Annotated[int, Meta(description="those at places that cannot be told")] = 0
    recorded: Annotated[
        int, Meta(description="citations and numbers that only a record tells, `as_of` its day")
    ] = 0


class Report(Struct, frozen=True, kw_only=True):
    """What `briefdeck verify --format json` prints: one object a citation, one a cited number.

    Fields may be added; none changes its meaning within a version.
    """

    version: Annotated[int, Meta(description="the version of this report's format")] = 1
    citations: tuple[CitationRecord, ...]
    numbers: tuple[NumberRecord, ...]
    copies: tuple[CopyRecord, ...]
    places: tuple[PlaceRecord, ...] = ()
    errors: tuple[ErrorRecord, ...] = ()
    count: Count


def report(results: Sequence[Examined]) -> str:
    """The report of these results, indented."""
    records = [_Records(each) for each in results]
    made = Report(
        citations=tuple(chain.from_iterable(each.citations() for each in records)),
        numbers=tuple(chain.from_iterable(each.numbers() for each in records)),
        copies=tuple(chain.from_iterable(each.copies() for each in records)),
        places=tuple(chain.from_iterable(each.places() for each in records)),
        errors=tuple(chain.from_iterable(each.errors() for each in records)),
        count=_count(results),
    )
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    return msgspec.json.schema(Report)


def _count(results: Sequence[Examined]) -> Count:
    citations: Counter[State] = Counter()
    numbers: Counter[NumberState] = Counter()
    unsearched: Counter[CopyState] = Counter()
    recorded = 0
    for each in results:
        citations.update(quoted.passage.state for quoted in each.verification.quotations)
        numbers.update(number.passage.state for number in each.verification.numbers)
        unsearched.update(each.verification.unsearched)
        known: list[Quoted | CitedNumber] = [*each.verification.quotations]
        known += each.verification.numbers
        recorded += sum(1 for one in known if one.as_of)
    return Count(
        citations=dict(citations),
        numbers=dict(numbers),
        unsearched=dict(unsearched),
        unplaced=sum(len(each.verification.unplaced) for each in results),
        recorded=recorded,
    )


class _Records:
    """The records of one briefing."""

    def __init__(self, result: Examined) -> None:
        self._loaded = result.loaded
        self._moved = result.moved
        self._verification = result.verification
        self._places = result.loaded.places()
        self._reasons = {
            (each.problem.rule, each.problem.path): each.reason for each in result.checked.accepted
        }
        self._copy_reasons = {
            (each.problem.rule, each.problem.entry): each.reason for each in result.checked.accepted
        }

    def citations(self) -> Iterator[CitationRecord]:
        for quoted in self._verification.quotations:
            passage = quoted.passage
            rule = QUOTATION_RULES.get(passage.state, "quotation-elsewhere")
            yield CitationRecord(
                **self._common(quoted, quoted.words_path, rule),
                quote=quoted.words,
                says=quoted.is_says,
                state=passage.state,
                elsewhere=passage.elsewhere,
                bracketed=passage.bracketed,
                why=passage.why,
                selectors=tuple(map(_selector, passage.selectors)),
                difference=tuple(map(_piece, passage.difference)),
            )

    def numbers(self) -> Iterator[NumberRecord]:
        for number in self._verification.numbers:
            passage = number.passage
            rule = NUMBER_RULES.get(passage.state, "")
            yield NumberRecord(
                **self._common(number, number.path, rule),
                value=number.value,
                state=passage.state,
                selector=_selector(passage.selector) if passage.selector is not None else None,
            )

    def copies(self) -> Iterator[CopyRecord]:
        for copy in self._verification.copies:
            yield CopyRecord(
                briefing=self._loaded.id,
                source=copy.source,
                copy=copy.name,
                sha256=copy.sha256,
                state=copy.state,
                why=copy.why,
            )

    def places(self) -> Iterator[PlaceRecord]:
        for place in self._moved.places if self._moved is not None else ():
            yield PlaceRecord(
                briefing=self._loaded.id,
                entry=place.entry or None,
                key=key_path_text(self._loaded.path_in_file(place.path)),
                source=place.source,
                at=place.at,
                difference=tuple(map(_piece, place.difference)),
            )

    def errors(self) -> Iterator[ErrorRecord]:
        for problem in self._loaded.errors:
            place = problem.place
            yield ErrorRecord(
                briefing=self._loaded.id,
                file=self._loaded.name,
                rule=problem.rule,
                message=problem.message,
                key=key_path_text(problem.path),
                line=place.line if place is not None else None,
                column=place.column if place is not None else None,
            )

    def _copy_reason(self, each: Quoted | CitedNumber) -> str | None:
        """Why it is accepted that the copy of what is cited cannot be searched."""
        rule = COPY_RULES.get(each.passage.state, "")
        return self._copy_reasons.get((rule, each.seen_in))

    def _common(self, each: Quoted | CitedNumber, path: KeyPath, rule: str) -> dict[str, Any]:
        """The fields of what citations and numbers have in common."""
        path = self._loaded.path_in_file(path)
        place = self._places.place(path)
        before = self._moved.state_before(each) if self._moved is not None else ""
        return {
            "briefing": self._loaded.id,
            "file": self._loaded.name,
            "entry": each.entry or None,
            "key": key_path_text(path),
            "line": place.line,
            "column": place.column,
            "source": each.source,
            "seen_in": each.seen_in if each.seen_in != each.source else "",
            "at": each.at,
            "unplaced": each.passage.unplaced,
            "as_of": each.as_of,
            "before": before if before != each.passage.state else "",
            "accepted": self._reasons.get((rule, path)) or self._copy_reason(each),
        }


def _selector(selector: Selector) -> SelectorRecord:
    return SelectorRecord(
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        start=selector.start,
        end=selector.end,
        page=selector.page,
    )


def _piece(piece: Piece) -> PieceRecord:
    return PieceRecord(kind=piece.kind, text=piece.text)
