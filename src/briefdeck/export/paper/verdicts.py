"""What became of quotations and cited numbers, as runs: a sign with its word, and the passage."""

from typing import Final

from briefdeck.evidence.passages import NumberState, State, state_sign
from briefdeck.export.paper.nodes import Look, Run, Runs
from briefdeck.export.paper.prose import run
from briefdeck.output.verdict_words import Verdict

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


def told(verdict: Verdict) -> Runs:
    """Return what became of words or of a number, and the passage, if it has one."""
    said = mark(verdict.state, verdict.words)
    runs = tuple(run(part.text, "muted" if part.kind == "around" else "") for part in verdict.parts)
    return (said, Run(text=": "), *runs) if runs else (said,)
