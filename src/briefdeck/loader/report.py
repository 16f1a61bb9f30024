"""A problem as plain lines: place, severity, message, the line with a caret under what is meant, remedy."""

from briefdeck.model.problem import Place, Problem
from briefdeck.text.visible import visible
from briefdeck.text.width import cell_width


def problem_lines(problem: Problem) -> list[str]:
    """The lines of one problem, safe to print; carets stand right under wide and combining characters too."""
    place = problem.place
    where = visible(problem.file) + (f":{place.line}:{place.column}" if place else "")
    lines = [f"{where}: {problem.severity}: {problem.message} [{problem.rule}]".removeprefix(": ")]
    if place and place.text.strip():
        lines += _marked_line(place)
    if problem.remedy:
        lines.append(f"   {problem.remedy}")
    return lines


def _marked_line(place: Place) -> list[str]:
    """The file's line with its number, and carets under the marked part."""
    from_, to = place.marked
    gutter = f"{place.line:>5} | "
    blank = " " * (len(gutter) - 2) + "| "
    indent = len(place.text) - len(place.text.lstrip())
    cut = min(indent, from_)
    text = place.text[cut:]
    before = " " * cell_width(place.text[cut:from_])
    carets = "^" * max(1, cell_width(place.text[from_:to]))
    return [f"{gutter}{text}".rstrip(), f"{blank}{before}{carets}"]
