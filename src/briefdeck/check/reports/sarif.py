"""The report as SARIF 2.1.0 (OASIS), for code scanning services and editors."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

import msgspec

from briefdeck.check.reports.regions import Regions
from briefdeck.check.rule import Rule
from briefdeck.check.rules import all_rules, explain
from briefdeck.check.run import Checked
from briefdeck.model.problem import Place, Problem, key_path_text
from briefdeck.version import __version__

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
Json = dict[str, object]


def report(results: Sequence[Checked]) -> str:
    """The log of one run over these results; what an exception accepts is in it as suppressed."""
    found: list[tuple[Checked, Problem, str | None]] = []
    regions = {result.name: Regions(result) for result in results}
    for result in results:
        found += [(result, problem, None) for problem in result.problems]
    for result in results:
        found += [(result, each.problem, each.reason) for each in result.accepted]
    names = {problem.rule for _, problem, _ in found}
    rules = [rule for rule in all_rules().values() if rule.name in names]
    index = {rule.name: position for position, rule in enumerate(rules)}
    driver: Json = {
        "name": "briefdeck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_descriptor(rule) for rule in rules],
    }
    marks = _fingerprints([(result.name, problem) for result, problem, _ in found])
    run: Json = {
        "tool": {"driver": driver},
        "results": [
            _result(problem, result, index, reason)
            | {"partialFingerprints": mark}
            | (_fixes(problem, result, regions[result.name]) if reason is None else {})
            for (result, problem, reason), mark in zip(found, marks, strict=True)
        ],
        "columnKind": "unicodeCodePoints",
    }
    log: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _descriptor(rule: Rule) -> Json:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": explain(rule), "markdown": rule.explanation},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: Problem, result: Checked, index: dict[str, int], reason: str | None) -> Json:
    made: Json = {"ruleId": problem.rule}
    if problem.rule in index:
        made["ruleIndex"] = index[problem.rule]
    suppressions: list[Json] = []
    if reason is not None:
        suppressions = [{"justification": reason, "kind": "inSource", "status": "accepted"}]
    return made | {
        "level": problem.severity,
        "message": {"text": f"{problem.message} {problem.remedy}".strip()},
        "locations": [_location(problem, result)],
        # An empty list says that suppressions were looked for; none would leave it open.
        "suppressions": suppressions,
    }


def _fixes(problem: Problem, result: Checked, regions: Regions) -> Json:
    """What would mend a problem; nothing where only its author can."""
    if problem.fix is None:
        return {}
    replacements: list[Json] = []
    for region in regions.of(problem.fix):
        line, column, end_line, end_column, text = region
        replaced: Json = {"startLine": line, "startColumn": column}
        replaced |= {"endLine": end_line, "endColumn": end_column}
        replacements.append({"deletedRegion": replaced, "insertedContent": {"text": text}})
    address = _artifact(str(result.path or problem.file or result.name))
    change: Json = {"artifactLocation": address, "replacements": replacements}
    fix: Json = {"description": {"text": problem.remedy}, "artifactChanges": [change]}
    return {"fixes": [fix | {"properties": {"isSafe": problem.fix.is_safe}}]}


def _fingerprints(found: Sequence[tuple[str, Problem]]) -> Iterator[Json]:
    """Yield for each problem what it is known by from run to run, each its own.

    It goes by the file, the rule, the entry's id, the keys inside it and the words that are marked,
    so that lines, positions and other entries may change. Of problems that are alike in all of
    that the first, the second and so on are told apart.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for file, problem in found:
        alike = _alike(file, problem)
        seen[alike] += 1
        digest = hashlib.blake2b("\0".join(alike).encode("utf-8", "surrogatepass"), digest_size=8)
        number = f":{seen[alike]}" if seen[alike] > 1 else ""
        yield {"entry/v2": f"{problem.rule}:{digest.hexdigest()}{number}"}


def _alike(file: str, problem: Problem) -> tuple[str, ...]:
    """What a problem goes by; positions in lists are left out, for they move."""
    named = problem.path[2:] if problem.entry else problem.path
    keys = [key for key in named if isinstance(key, str)]
    marked = ""
    if problem.place is not None:
        start, end = problem.place.marked
        marked = problem.place.text[start:end]
    address = _artifact(problem.file or file)
    name = str(address["uri"])
    if "uriBaseId" not in address:
        # The same file stands elsewhere on another machine, and in another checkout.
        name = name.rpartition("/")[2]
    return name, problem.rule, problem.entry or "", ".".join(keys), marked


def _location(problem: Problem, result: Checked) -> Json:
    """A place in the file, and in its data where the problem is not about the file as a whole."""
    file = str(result.path or problem.file or result.name)
    physical: Json = {"artifactLocation": _artifact(file)}
    if problem.place is not None:
        physical["region"] = _region(problem.place)
    location: Json = {"physicalLocation": physical}
    if problem.path:
        name = key_path_text(problem.path)
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    return location


def _region(place: Place) -> Json:
    """A stretch of a line, in characters from 1; the end column is the first one after it."""
    region: Json = {"startLine": place.line, "startColumn": place.column}
    if place.end_column:
        region["endColumn"] = place.end_column
    start, end = place.marked
    if end > start:
        region["snippet"] = {"text": place.text[start:end]}
    return region


def _artifact(file: str) -> Json:
    """A file's address: relative to where the check ran, `file:` for an absolute path."""
    # A name need not be UTF-8: what is percent-encoded are its bytes.
    if file[1:3] in {":\\", ":/"}:
        drive, path = file[:2], file[2:].replace("\\", "/")
        return {"uri": f"file:///{drive}{_encoded(path)}"}
    if file.startswith("/"):
        return {"uri": f"file://{_encoded(file)}"}
    return {"uri": _encoded(file.removeprefix("./")), "uriBaseId": "%SRCROOT%"}


def _encoded(path: str) -> str:
    return quote(path, errors="surrogateescape")
