"""The problems of the file, each with its place; choosing one goes to its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefdeck.draw.lines import Line, Span, flow
from briefdeck.tui.chrome import SEVERITY_SIGNS
from briefdeck.tui.screens.paging import PagingScreen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefdeck.model.problem import Problem
    from briefdeck.tui.palette import ThemeName


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


class ProblemsScreen(PagingScreen):
    """Problems to scroll; a link leads to the entry that has one."""

    CLOSING = frozenset({"escape", "q", "exclamation_mark"})

    def __init__(self, problems: Sequence[Problem], theme_name: ThemeName) -> None:
        super().__init__(f"Problems {len(problems)}", theme_name, width=90, height=40)
        self._problems = problems

    def page_lines(self, width: int) -> Iterator[Line]:
        """The problems, the worst first as the check gives them."""
        return problem_lines(self._problems, width)

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  . mark  Enter go there  Esc close"
