"""Exceptions: what a briefing's author has looked at and lets stand, each with a reason."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefdeck.check.rule import Finding, Rule
from briefdeck.model.briefing import Briefing
from briefdeck.model.problem import Problem

UNKNOWN_RULE: Final = Rule(
    name="unknown-rule", severity="error", summary="An exception names a rule that there is not."
)
USELESS_EXCEPTION: Final = Rule(
    name="useless-exception", severity="note", summary="An exception accepts nothing."
)


_WHOLE_FILE: Final = "*"
"""Stands for every entry; no id has this character."""


class Accepted(Struct, frozen=True):
    """A problem that the briefing's author has looked at and lets stand, with the author's reason."""

    problem: Problem
    reason: str


def sort_out(
    briefing: Briefing, problems: Sequence[Problem]
) -> tuple[list[Problem], list[Accepted]]:
    """Problems that stand and problems that an exception accepts."""
    reasons: dict[tuple[str, str | None], str] = {}
    for allowance in briefing.exceptions:
        for entry in allowance.entries or (_WHOLE_FILE,):
            reasons.setdefault((allowance.rule, entry), allowance.reason)
    standing: list[Problem] = []
    accepted: list[Accepted] = []
    for problem in problems:
        reason = reasons.get((problem.rule, problem.entry)) or reasons.get(
            (problem.rule, _WHOLE_FILE)
        )
        if reason is None:
            standing.append(problem)
        else:
            accepted.append(Accepted(problem, reason))
    return standing, accepted


def judge(
    briefing: Briefing, problems: Sequence[Problem], names: Sequence[str]
) -> Iterator[tuple[Rule, Finding]]:
    """What is wrong with the exceptions themselves; `names` are the rules that an exception may name."""
    if not briefing.exceptions:
        return
    ids = {entry.id for entry in briefing.entries()}
    found = {(problem.rule, problem.entry) for problem in problems}
    rules = {problem.rule for problem in problems}
    for position, allowance in enumerate(briefing.exceptions):
        if allowance.rule not in names:
            yield UNKNOWN_RULE, _unknown(position, allowance.rule, names)
        elif not allowance.entries and allowance.rule not in rules:
            message = f"The exception for `{allowance.rule}` accepts nothing: the rule finds nothing here."
            yield (
                USELESS_EXCEPTION,
                Finding(("exceptions", position), message, "Take it out.", mark="entry"),
            )
        for number, entry in enumerate(allowance.entries if allowance.rule in names else ()):
            if (allowance.rule, entry) not in found and entry in ids:
                message = f"The exception for `{allowance.rule}` accepts nothing in `{entry}`: the rule finds nothing there."
                yield (
                    USELESS_EXCEPTION,
                    Finding(("exceptions", position, "entries", number), message, "Take it out."),
                )


def _unknown(position: int, name: str, names: Sequence[str]) -> Finding:
    import difflib

    near = difflib.get_close_matches(name, names, n=1)
    remedy = (
        f"Did you mean `{near[0]}`?" if near else "`briefdeck check --list-rules` lists the rules."
    )
    return Finding(("exceptions", position, "rule"), f"There is no rule `{name}`.", remedy)
