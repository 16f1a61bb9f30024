"""What verification found, for people: what is amiss, with its place, and a sum per briefing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefdeck.check.verifying import Examined, Moved, unreadable_of
from briefdeck.evidence.copies import CopyState
from briefdeck.evidence.passages import NumberState, State
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader.report import problem_lines
from briefdeck.model.problem import Problem
from briefdeck.output.verdict_words import record_words, share_words
from briefdeck.text.words import counted

_FRONT: Final = "bottom line"
"""What is said where the front of a briefing, which has no id, rests on something."""
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
    read = [each for each in results if not each.loaded.is_unreadable]
    # Of a file that is not read, its problems say all.
    lines = [*map(sum_line, read), ""] if read else []
    return "\n".join([*blocks, *lines])


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
    unreadable = len(unreadable_of(result.verification, moved))
    if unreadable:
        copies += f", {unreadable} of which cannot be read"
    entries = [entry or _FRONT for entry in moved.entries(result.verification)]
    if not entries:
        where = "them" if len(moved.newer) > 1 else "it"
        return f"{result.loaded.id}: {copies}; nothing that is cited from {where} is otherwise."
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
    """The cited numbers, by what became of them; those that no copy could be searched for, too."""
    here = Counter(each.passage.state for each in verification.numbers if not each.as_of)
    recorded = len(verification.numbers) - here.total()
    said = list(_counts(here, _NUMBERS))
    if recorded:
        said.append(f"{recorded} found {record_words(verification.record_day)}")
    said += _counts(verification.unsearched, _CITATIONS)
    total = len(verification.numbers) + sum(verification.unsearched.values())
    if total:
        yield f"{counted(total, 'cited number')}: {', '.join(said)}."


def _counts(
    counts: Mapping[State, int] | Mapping[NumberState, int] | Mapping[CopyState, int],
    words: Mapping[State, str] | Mapping[NumberState, str],
) -> Iterator[str]:
    by_state = dict[str, int](counts.items())
    for state, said in words.items():
        if by_state.get(state):
            yield f"{by_state[state]} {said}"


def _problems(result: Examined) -> str:
    lines = [line for problem in result.checked.problems for line in _lines(problem)]
    return "\n".join(lines) + "\n"


def _lines(problem: Problem) -> list[str]:
    """The lines of a problem; one of what is only noted, of which there may be many."""
    lines = problem_lines(problem)
    return lines[:1] if problem.severity == "note" else lines
