"""What verification found, for people: what is amiss, with its place, and a sum per briefing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from briefdeck.check.verifying import Examined, Moved
from briefdeck.evidence.passages import NumberState, State
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader.report import problem_lines
from briefdeck.model.problem import Problem
from briefdeck.output.verdict_words import record_words, share_words
from briefdeck.text.words import counted

StateT = TypeVar("StateT", State, NumberState)

_CITATIONS: Final[dict[State, str]] = {
    "near": "near",
    "missing": "missing",
    "changed": "in a changed copy",
    "unreadable": "in an unreadable copy",
    "no-copy": "without a copy",
}
_NUMBERS: Final[dict[NumberState, str]] = {
    "found": "found",
    "elsewhere": "elsewhere",
    "contradicts": "contradicted",
    "missing": "missing",
}


def report(results: Sequence[Examined]) -> str:
    """The report of these results: problems file by file, then what there is of each."""
    blocks = [_problems(each) for each in results if each.checked.problems]
    return "\n".join([*blocks, *map(sum_line, results)]) + "\n"


def sum_line(result: Examined) -> str:
    """A briefing's quotations and numbers, counted: `border: 7 of 9 quotations verified in …`."""
    if result.moved is not None:
        return _moved_line(result, result.moved)
    said = [f"{result.loaded.id}: {'; '.join(_quotations(result.verification))}."]
    said += _numbers(result.verification)
    unplaced = len(result.verification.unplaced)
    if unplaced:
        said.append(
            f"{unplaced} at {'a place' if unplaced == 1 else 'places'} that could not be told."
        )
    accepted = len(result.checked.accepted)
    if accepted:
        said.append(f"{accepted} accepted by exceptions.")
    return " ".join(said)


def _moved_line(result: Examined, moved: Moved) -> str:
    """Which statements rest on passages that are otherwise in newer copies."""
    copies = counted(len(moved.newer), "newer copy")
    entries = moved.entries(result.verification)
    if not entries:
        return f"{result.loaded.id}: {copies}; nothing that is cited from them is otherwise."
    statements = counted(len(entries), "entry")
    verb = "rests" if len(entries) == 1 else "rest"
    return (
        f"{result.loaded.id}: {copies}; {statements} {verb} on passages that changed: "
        f"{', '.join(entries)}."
    )


def _quotations(verification: Verification) -> Iterator[str]:
    counts = verification.counts
    if not counts.total:
        yield "no quotations"
        return
    yield share_words(counts.total, counts.verified, counts.recorded, verification.record_day)
    states = Counter(each.passage.state for each in verification.quotations)
    amiss = ", ".join(_counts(states, _CITATIONS))
    if amiss:
        yield f"citations: {amiss}"


def _numbers(verification: Verification) -> Iterator[str]:
    """The cited numbers in copies that are here; of those in a record, how many were found."""
    here = Counter(each.passage.state for each in verification.numbers if not each.as_of)
    if here:
        total = counted(here.total(), "cited number")
        yield f"{total}: {', '.join(_counts(here, _NUMBERS))}."
    recorded = len(verification.numbers) - here.total()
    if recorded:
        found = counted(recorded, "cited number")
        by_record = record_words(verification.record_day)
        yield f"{found} found {by_record}, which is silent on others."


def _counts(counts: Mapping[StateT, int], words: Mapping[StateT, str]) -> Iterator[str]:
    for state, said in words.items():
        if counts.get(state):
            yield f"{counts[state]} {said}"


def _problems(result: Examined) -> str:
    lines = [line for problem in result.checked.problems for line in _lines(problem)]
    return "\n".join(lines) + "\n"


def _lines(problem: Problem) -> list[str]:
    """The lines of a problem; one of what is only noted, of which there may be many."""
    lines = problem_lines(problem)
    return lines[:1] if problem.severity == "note" else lines
