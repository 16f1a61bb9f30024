"""The problems of a file, each with its place and a link to its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefdeck.draw.lines import Line, Span, flow
from briefdeck.model.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.model.problem import Problem

SEVERITY_SIGNS: dict[Severity, str] = {"error": "✗", "warning": "!", "note": "·"}


def problem_lines(problems: Sequence[Problem], width: int) -> Iterator[Line]:
    """Each problem: sign, place, what is wrong, what to do."""
    if not problems:
        yield (Span("Nothing is wrong with this file."),)
    for number, problem in enumerate(problems):
        if number:
            yield ()
        place = f"line {problem.place.line}" if problem.place else ""
        words = " · ".join(word for word in (problem.severity, place, problem.rule) if word)
        lead = (Span(f"{SEVERITY_SIGNS[problem.severity]} ", "caveat"),)
        yield (*lead, Span(words, "link" if problem.entry else "muted", problem.entry))
        yield from flow((Span(problem.message),), width, first=(Span("  "),), rest=(Span("  "),))
        if problem.remedy:
            yield from flow(
                (Span(problem.remedy, "muted"),), width, first=(Span("  "),), rest=(Span("  "),)
            )
