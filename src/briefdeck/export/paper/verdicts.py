"""What became of quotations and cited numbers, as runs: a sign with its word, and the passage."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.document.blocks import SourceUse
from briefdeck.evidence.passages import NumberState, Quoted, State, state_sign
from briefdeck.export.paper.nodes import Look, Run, Runs
from briefdeck.export.paper.prose import run
from briefdeck.output.verdict_words import (
    Part,
    number_words,
    passage_parts,
    quoted_words,
    right_numbers_words,
    selector_parts,
    wrong_numbers,
)

_LOOKS: Final[dict[State | NumberState, Look]] = {
    "verified": "good",
    "found": "good",
    "elsewhere": "good",
    "near": "warn",
    "missing": "warn",
    "changed": "warn",
    "contradicts": "warn",
    "no-copy": "muted",
    "unreadable": "muted",
}


def mark(state: State | NumberState, words: str) -> Run:
    """Return words behind the sign of a state."""
    return run(f"{state_sign(state)} {words}", _LOOKS[state], bold=_LOOKS[state] == "warn")


def verdict(quoted: Quoted, *, is_whole: bool = True) -> Runs:
    """Return what became of a quotation, and the passage; else that only where words differ."""
    said = mark(quoted.passage.state, quoted_words(quoted))
    has_passage = is_whole or bool(quoted.passage.difference)
    return _with_passage(said, passage_parts(quoted.passage) if has_passage else ())


def use_verdicts(use: SourceUse) -> Iterator[Runs]:
    """Yield what became of all that is cited from a place."""
    yield from map(verdict, use.verification)
    found = right_numbers_words(use)
    if found:
        yield (mark("found", found),)
    for number in wrong_numbers(use):
        selector = number.passage.selector
        said = mark(number.passage.state, number_words(number))
        yield _with_passage(said, selector_parts(selector) if selector else ())


def _with_passage(said: Run, parts: Iterable[Part]) -> Runs:
    """What became of words, and behind it the passage of the copy, if it has one."""
    runs = tuple(run(part.text, "muted" if part.kind == "around" else "") for part in parts)
    return (said, Run(text=": "), *runs) if runs else (said,)
