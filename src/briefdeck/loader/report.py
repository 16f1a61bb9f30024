"""A problem as plain lines: place, severity, message, the line with carets, and the remedy."""

from briefdeck.model.problem import Place, Problem
from briefdeck.text.visible import visible
from briefdeck.text.width import cell_width


def problem_lines(problem: Problem) -> list[str]:
    """Return the lines of one problem, safe to print."""
    place = problem.place
    where = visible(problem.file)
    if place:
        where += f":{place.line}:{place.column}"
    lines = [f"{where}: {problem.severity}: {problem.message} [{problem.rule}]".removeprefix(": ")]
    if place and place.text.strip():
        lines += _marked_line(place)
    if problem.remedy:
        lines.append(f"   {problem.remedy}")
    return lines


def _marked_line(place: Place) -> list[str]:
    """The file's line with its number, and carets under the marked part.

    They stand right under wide and combining characters too.
    """
    from_, to = place.marked
    gutter = f"{place.line:>5} | "
    blank = " " * (len(gutter) - 2) + "| "
    cut = min(len(place.text) - len(place.text.lstrip()), from_)
    text = place.text[cut:]
    before = " " * cell_width(place.text[cut:from_])
    carets = "^" * max(1, cell_width(place.text[from_:to]))
    return [f"{gutter}{text}".rstrip(), f"{blank}{before}{carets}"]
