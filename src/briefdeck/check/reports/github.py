"""The report as workflow commands of GitHub Actions, shown beside the lines of a change."""

from collections.abc import Sequence
from typing import Final

from briefdeck.check.run import Checked
from briefdeck.model.problem import Problem

_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}


def report(results: Sequence[Checked]) -> str:
    """One command a problem; accepted problems are left out."""
    return "".join(
        _command(problem, result.name) for result in results for problem in result.problems
    )


def _command(problem: Problem, file: str) -> str:
    properties = {"file": _relative(problem.file or file)}
    if problem.place:
        properties |= {"line": str(problem.place.line), "col": str(problem.place.column)}
        if problem.place.end_column:
            properties["endColumn"] = str(problem.place.end_column)
    properties["title"] = problem.rule
    listed = ",".join(f"{name}={_escaped_property(value)}" for name, value in properties.items())
    message = f"{problem.message} {problem.remedy}".strip()
    return f"::{_COMMANDS[problem.severity]} {listed}::{_escaped(message)}\n"


def _relative(file: str) -> str:
    return file.replace("\\", "/").removeprefix("./")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
