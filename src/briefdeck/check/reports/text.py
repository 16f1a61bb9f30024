"""The report for people: problems file by file, each with its line and what to do, and a count."""

from collections.abc import Sequence

from briefdeck.check.reports.data import Count, count
from briefdeck.check.run import Checked
from briefdeck.loader.report import problem_lines
from briefdeck.text.words import counted


def report(results: Sequence[Checked]) -> str:
    """The report of these results; a file without problems is not named."""
    blocks = [_file(result) for result in results if result.problems]
    return "\n".join([*blocks, summary(count(results), len(results)) + "\n"])


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
    return "\n".join(line for problem in result.problems for line in problem_lines(problem)) + "\n"
