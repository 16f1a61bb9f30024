"""The report for people: problems grouped by file, each with its line and what to do, and a count at the end."""

from collections.abc import Iterator, Sequence

from briefdeck.check.reports.data import Count, count
from briefdeck.check.run import Checked
from briefdeck.model.problem import Problem, key_path_text
from briefdeck.model.visible import visible


def report(results: Sequence[Checked]) -> str:
    """The report of these results; a file without problems is not named."""
    blocks = [_file(result) for result in results if result.problems]
    return "\n".join([*blocks, summary(count(results), len(results)) + "\n"])


def summary(counted: Count, files: int) -> str:
    """`3 errors, 2 warnings, 5 notes in 2 files; 4 accepted`."""
    parts = [
        f"{number} {noun}{'s' * (number != 1)}"
        for number, noun in ((counted.errors, "error"), (counted.warnings, "warning"), (counted.notes, "note"))
        if number
    ]
    where = f" in {files} files" if files > 1 else ""
    accepted = f"; {counted.accepted} accepted by exceptions" if counted.accepted else ""
    return f"{', '.join(parts) or 'No problems'}{where}{accepted}."


def _file(result: Checked) -> str:
    lines = [visible(result.name)]
    for problem in result.problems:
        lines.extend(problem_lines(problem))
    return "\n".join(lines) + "\n"


def problem_lines(problem: Problem) -> Iterator[str]:
    """A problem: severity, place and rule, what is wrong, the line with what is meant marked, what to do."""
    place = problem.place
    where = f"{place.line}:{place.column}  " if place else ""
    key = key_path_text(problem.path)
    yield f"  {where}{problem.severity}: {problem.message}  [{problem.rule}]{f'  {key}' if key and not place else ''}"
    if place is not None and place.text.strip():
        yield from _excerpt(place.line, place.text, place.marked)
    if problem.remedy:
        yield f"      → {problem.remedy}"


def _excerpt(line: int, text: str, marked: tuple[int, int]) -> Iterator[str]:
    from briefdeck.check.reports.width import cells

    start, end = marked
    gutter = f"{line:>7} │ "
    yield gutter + text
    if end > start:
        yield " " * 7 + " │ " + " " * cells(text[:start]) + "^" * max(1, cells(text[start:end]))
