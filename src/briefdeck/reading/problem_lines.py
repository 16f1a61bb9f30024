"""The problems of a file as `check` prints them: place, what is wrong, the line, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.loader.report import marked_line, place_words, said_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefdeck.model.problem import Problem, Severity

NOTHING: Final = "Nothing is wrong with this file."
SEVERITY_SIGNS: Final[dict[Severity, str]] = {"error": "✗", "warning": "!", "note": "·"}
INDENT: Final[Line] = (Span("  "),)


def problem_lines(problems: Sequence[Problem], width: int) -> Iterator[Line]:
    """Yield each problem: its place in the file, which leads to its number, and what is wrong.

    Then the file's own line with carets, and what to do.
    """
    if not problems:
        yield (Span(NOTHING),)
    for number, problem in enumerate(problems):
        if number:
            yield ()
        lead = (Span(f"{SEVERITY_SIGNS[problem.severity]} ", "caveat"),)
        said = (Span(_place(problem), "link", str(number)), Span(f": {said_words(problem)}"))
        yield from flow(said, width, first=lead, rest=INDENT)
        yield from _marked(problem, width)
        if problem.remedy:
            advice = (Span(_remedy(problem), "muted"),)
            yield from flow(advice, width, first=INDENT, rest=INDENT)


def _marked(problem: Problem, width: int) -> Iterator[Line]:
    styles: tuple[Style, ...] = ("code", "caveat")
    for text, style in zip(marked_line(problem.place, width), styles, strict=False):
        gutter, bar, rest = text.partition("| ")
        yield (Span(f"{gutter}{bar}", "muted"), Span(rest, style))


def spoken_problems(problems: Sequence[Problem], entries: Collection[str]) -> Iterator[Line]:
    """Yield each problem in the same words; what carets point at on a screen is said.

    entries: the ids of those that a problem can lead to.
    """
    if not problems:
        yield (Span(NOTHING),)
    for number, problem in enumerate(problems):
        if number:
            yield ()
        target = problem.entry if problem.entry in entries else None
        yield (Span(f"{_place(problem)}: {said_words(problem)}", "link", target),)
        line = marked_line(problem.place)
        place = problem.place
        if place and line:
            yield (Span(line[0].strip()),)
            marked = place.text[slice(*place.marked)]
            if marked.strip() and marked.strip() != place.text.strip():
                yield (Span(f"There: {marked}"),)
        if problem.remedy:
            yield (Span(_remedy(problem)),)


def _remedy(problem: Problem) -> str:
    """What to do, and whether it can be done from here."""
    return f"{problem.remedy} (x fixes it.)" if problem.fix is not None else problem.remedy


def _place(problem: Problem) -> str:
    """The file's name and the place in it; its folder is known here."""
    name = problem.file.replace("\\", "/").rpartition("/")[2]
    return place_words(replace(problem, file=name)) or "The file"
