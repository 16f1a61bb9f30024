"""The report as JSON, for programs: documented types, of which the JSON Schema is made."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from briefdeck.check.reports.regions import Regions
from briefdeck.check.run import Checked
from briefdeck.model.problem import Problem, Severity, key_path_text


class ChangeRecord(Struct, frozen=True, kw_only=True):
    """A stretch of the file, and what is to stand there: of the same place, an insertion."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class FixRecord(Struct, frozen=True, kw_only=True):
    """What `briefdeck check --fix` would do; `safe`: without `--unsafe`."""

    safe: bool
    changes: tuple[ChangeRecord, ...]


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One problem. Lines and columns count from 1, columns in characters.

    `end_column` is the first one after it.
    """

    rule: Annotated[str, Meta(description="the rule's name: `briefdeck check --explain RULE`")]
    severity: Severity
    message: Annotated[str, Meta(description="what is wrong, a sentence")]
    remedy: Annotated[
        str, Meta(description="what to do, a sentence; absent where the message says it")
    ] = ""
    key: Annotated[
        str,
        Meta(
            description="the key path: `events[3].date`, positions from 0; "
            "absent for the file itself"
        ),
    ] = ""
    entry: Annotated[str | None, Meta(description="the id of the entry that it is about")] = None
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    accepted: Annotated[
        str | None,
        Meta(description="the author's reason, where an exception in the file accepts it"),
    ] = None
    fix: Annotated[
        FixRecord | None, Meta(description="how it can be mended, where that is known exactly")
    ] = None


class Count(Struct, frozen=True, kw_only=True):
    """Problems by severity; accepted ones are counted apart."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    accepted: int = 0


class FileRecord(Struct, frozen=True, kw_only=True):
    """One file and its problems in the order of the file, then those that it accepts."""

    file: str
    problems: tuple[Record, ...]
    count: Count


class Report(Struct, frozen=True, kw_only=True):
    """What `briefdeck check --format json` prints.

    Fields may be added; none changes its meaning within a version.
    """

    version: Annotated[int, Meta(description="the version of this report's format")] = 1
    files: tuple[FileRecord, ...]
    count: Count


def report(results: Sequence[Checked]) -> str:
    """The report of these results, indented."""
    made = Report(files=tuple(_file(result) for result in results), count=count(results))
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    return msgspec.json.schema(Report)


def count(results: Sequence[Checked]) -> Count:
    """How many problems of each severity."""
    severities = [problem.severity for result in results for problem in result.problems]
    return Count(
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("note"),
        accepted=sum(len(result.accepted) for result in results),
    )


def _file(result: Checked) -> FileRecord:
    regions = Regions(result)
    standing = [_record(problem, fix=_fix(problem, regions)) for problem in result.problems]
    accepted = [_record(each.problem, each.reason) for each in result.accepted]
    return FileRecord(file=result.name, problems=(*standing, *accepted), count=count([result]))


def _fix(problem: Problem, regions: Regions) -> FixRecord | None:
    fix = problem.fix
    if fix is None:
        return None
    changes = [ChangeRecord(**region._asdict()) for region in regions.of(fix)]
    return FixRecord(safe=fix.is_safe, changes=tuple(changes))


def _record(problem: Problem, accepted: str | None = None, fix: FixRecord | None = None) -> Record:
    place = problem.place
    spot: dict[str, int | None] = {}
    if place is not None:
        spot = {"line": place.line, "column": place.column, "end_column": place.end_column}
    return Record(
        rule=problem.rule,
        severity=problem.severity,
        message=problem.message,
        remedy=problem.remedy,
        key=key_path_text(problem.path),
        entry=problem.entry,
        accepted=accepted,
        fix=fix,
        **spot,
    )
