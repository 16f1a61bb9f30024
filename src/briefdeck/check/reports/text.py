"""The report for people: problems file by file, each with its line and what to do, and a count."""

from collections.abc import Sequence

from briefdeck.check.reports.data import Count, count
from briefdeck.check.run import Checked
from briefdeck.loader.report import problem_lines
from briefdeck.model.problem import Problem
from briefdeck.text.words import counted


def report(results: Sequence[Checked]) -> str:
    """The report of these results; a file without problems is not named."""
    blocks = [_file(result) for result in results if result.problems]
    said = [summary(count(results), len(results)), *fixable_words(results)]
    return "\n".join([*blocks, *said]) + "\n"


def fixable_words(results: Sequence[Checked]) -> list[str]:
    """Return how many problems can be fixed, as a line; none where that is none."""
    fixes = [problem.fix for result in results for problem in result.problems if problem.fix]
    plain = sum(fix.is_safe for fix in fixes)
    guesses = len(fixes) - plain
    said = []
    if plain:
        said.append(f"{plain} can be fixed with `--fix`")
    if guesses:
        said.append(f"{guesses}{' more' if plain else ' can be fixed'} with `--fix --unsafe`")
    return [f"{', '.join(said)}."] if said else []


def summary(totals: Count, files: int) -> str:
    """The count in words: `3 errors, 2 warnings, 5 notes in 2 files; 4 accepted by exceptions`."""
    numbers = (totals.errors, totals.warnings, totals.notes)
    parts: list[str] = []
    for number, noun in zip(numbers, ("error", "warning", "note"), strict=True):
        if number:
            parts.append(counted(number, noun))
    said = ", ".join(parts) or "No problems"
    if files > 1:
        said += f" in {files} files"
    if totals.accepted:
        said += f"; {totals.accepted} accepted by exceptions"
    return said + "."


def _file(result: Checked) -> str:
    return "\n".join(line for problem in result.problems for line in _lines(problem)) + "\n"


def _lines(problem: Problem) -> list[str]:
    """The lines of a problem; the last one says what to do, and that a fix does it."""
    lines = problem_lines(problem)
    if problem.fix is not None:
        option = "--fix" if problem.fix.is_safe else "--fix --unsafe"
        lines[-1] += f" (`{option}` does this.)"
    return lines
