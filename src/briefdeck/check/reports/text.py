"""The report for people: problems file by file, each with its line and what to do, and a count at the end."""

from collections.abc import Sequence

from briefdeck.check.reports.data import Count, count
from briefdeck.check.run import Checked
from briefdeck.loader.report import problem_lines


def report(results: Sequence[Checked]) -> str:
    """The report of these results; a file without problems is not named."""
    blocks = [_file(result) for result in results if result.problems]
    return "\n".join([*blocks, summary(count(results), len(results)) + "\n"])


def summary(counted: Count, files: int) -> str:
    """The count in words: `3 errors, 2 warnings, 5 notes in 2 files; 4 accepted by exceptions`."""
    parts = [
        f"{number} {noun}{'s' * (number != 1)}"
        for number, noun in (
            (counted.errors, "error"),
            (counted.warnings, "warning"),
            (counted.notes, "note"),
        )
        if number
    ]
    where = f" in {files} files" if files > 1 else ""
    accepted = f"; {counted.accepted} accepted by exceptions" if counted.accepted else ""
    return f"{', '.join(parts) or 'No problems'}{where}{accepted}."


def _file(result: Checked) -> str:
    return "\n".join(line for problem in result.problems for line in problem_lines(problem)) + "\n"
