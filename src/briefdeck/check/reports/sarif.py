"""The report as SARIF 2.1.0, for code scanning services and editors. Source: OASIS SARIF 2.1.0."""

from collections.abc import Sequence
from typing import Final, Literal
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from briefdeck.check.rules import all_rules, explain
from briefdeck.check.run import Checked
from briefdeck.model.problem import Problem, key_path_text
from briefdeck.version import __version__

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
Level = Literal["error", "warning", "note"]


class _Sarif(Struct, frozen=True, kw_only=True, rename="camel"):
    pass


class Message(_Sarif, frozen=True, kw_only=True):
    """Text of a message, and the same in Markdown."""

    text: str
    markdown: str | UnsetType = UNSET


class Configuration(_Sarif, frozen=True, kw_only=True):
    """How bad a rule's results are unless they say otherwise."""

    level: Level


class Descriptor(_Sarif, frozen=True, kw_only=True):
    """A rule."""

    id: str
    short_description: Message
    full_description: Message
    help: Message
    default_configuration: Configuration


class Region(_Sarif, frozen=True, kw_only=True):
    """A stretch of a line, in characters from 1; the end column is the first one after it."""

    start_line: int
    start_column: int
    end_column: int | UnsetType = UNSET
    snippet: Message | UnsetType = UNSET


class Artifact(_Sarif, frozen=True, kw_only=True):
    """A file by its address, relative to where the check ran unless it lies elsewhere."""

    uri: str
    uri_base_id: str | UnsetType = UNSET


class Physical(_Sarif, frozen=True, kw_only=True):
    """A place in a file."""

    artifact_location: Artifact
    region: Region | UnsetType = UNSET


class Logical(_Sarif, frozen=True, kw_only=True):
    """A place in the data: the key path."""

    fully_qualified_name: str
    kind: str = "member"


class Location(_Sarif, frozen=True, kw_only=True):
    """A place in a file and in its data."""

    physical_location: Physical
    logical_locations: tuple[Logical, ...] | UnsetType = UNSET


class Suppression(_Sarif, frozen=True, kw_only=True):
    """An exception in the file, and its reason."""

    justification: str
    kind: str = "inSource"
    status: str = "accepted"


class Result(_Sarif, frozen=True, kw_only=True):
    """A problem."""

    rule_id: str
    rule_index: int | UnsetType = UNSET
    level: Level
    message: Message
    locations: tuple[Location, ...]
    partial_fingerprints: dict[str, str]
    suppressions: tuple[Suppression, ...] = ()


class Driver(_Sarif, frozen=True, kw_only=True):
    """The program and its rules."""

    name: str
    version: str
    semantic_version: str
    rules: tuple[Descriptor, ...]


class Tool(_Sarif, frozen=True, kw_only=True):
    """What made the log."""

    driver: Driver


class Run(_Sarif, frozen=True, kw_only=True):
    """One check of some files."""

    tool: Tool
    results: tuple[Result, ...]
    column_kind: str = "unicodeCodePoints"


class Log(_Sarif, frozen=True, kw_only=True):
    """A SARIF file."""

    schema: str = field(default=SCHEMA, name="$schema")
    version: str = "2.1.0"
    runs: tuple[Run, ...]


def report(results: Sequence[Checked]) -> str:
    """The log of one run over these results; problems that an exception accepts are in it as suppressed."""
    names = {problem.rule for result in results for problem in _all_problems(result)}
    rules = [rule for rule in all_rules().values() if rule.name in names]
    index = {rule.name: position for position, rule in enumerate(rules)}
    descriptors = tuple(
        Descriptor(
            id=rule.name,
            short_description=Message(text=rule.summary),
            full_description=Message(text=rule.summary),
            help=Message(text=explain(rule), markdown=rule.explanation),
            default_configuration=Configuration(level=rule.severity),
        )
        for rule in rules
    )
    driver = Driver(
        name="briefdeck", version=__version__, semantic_version=__version__, rules=descriptors
    )
    found = [
        _result(problem, result.name, index) for result in results for problem in result.problems
    ]
    found += [
        _result(each.problem, result.name, index, each.reason)
        for result in results
        for each in result.accepted
    ]
    log = Log(runs=(Run(tool=Tool(driver=driver), results=tuple(found)),))
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _all_problems(result: Checked) -> list[Problem]:
    return [*result.problems, *(each.problem for each in result.accepted)]


def _result(
    problem: Problem, file: str, index: dict[str, int], reason: str | None = None
) -> Result:
    message = f"{problem.message} {problem.remedy}".strip()
    fingerprint = f"{problem.rule}:{problem.entry or key_path_text(problem.path)}"
    return Result(
        rule_id=problem.rule,
        rule_index=index.get(problem.rule, UNSET),
        level=problem.severity,
        message=Message(text=message),
        locations=(_location(problem, file),),
        partial_fingerprints={"entry/v1": fingerprint},
        suppressions=(Suppression(justification=reason),) if reason is not None else (),
    )


def _location(problem: Problem, file: str) -> Location:
    place = problem.place
    region: Region | UnsetType = UNSET
    if place is not None:
        start, end = place.marked
        snippet = Message(text=place.text[start:end]) if end > start else UNSET
        region = Region(
            start_line=place.line,
            start_column=place.column,
            end_column=place.end_column or UNSET,
            snippet=snippet,
        )
    physical = Physical(artifact_location=_artifact(problem.file or file), region=region)
    if not problem.path:
        return Location(physical_location=physical)
    return Location(
        physical_location=physical,
        logical_locations=(Logical(fully_qualified_name=key_path_text(problem.path)),),
    )


def _artifact(file: str) -> Artifact:
    """A file's address: relative to the folder that the check ran in, `file:` for an absolute path."""
    path = file.replace("\\", "/").removeprefix("./")
    if path.startswith("/"):
        return Artifact(uri="file://" + quote(path))
    if path[1:3] == ":/":
        return Artifact(uri="file:///" + quote(path, safe="/:"))
    return Artifact(uri=quote(path), uri_base_id="%SRCROOT%")
