"""Checking: loading problems and rule problems of one briefing, or of a library, in the order of the file."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from briefdeck.check.case import Case
from briefdeck.check.exceptions import Accepted, judge, sort_out
from briefdeck.check.places import Places
from briefdeck.check.rule import Finding, Rule
from briefdeck.check.rules import LIBRARY_RULES, RULES
from briefdeck.load import Loaded
from briefdeck.load.pause import collection_paused
from briefdeck.model.briefing import TABLES, Briefing, Entry
from briefdeck.model.links import Links
from briefdeck.model.problem import KeyPath, Problem

MOST_IN_ONE_TEXT: Final = 40
"""Findings of one rule that are reported in one text."""


class Checked(Struct, frozen=True):
    """What checking one file gave: the problems that stand and those that an exception accepts."""

    name: str
    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...] = ()


def check(loaded: Loaded) -> tuple[Problem, ...]:
    """Loading problems and rule problems, by place in the file; those that an exception accepts are left out."""
    return examine(loaded).problems


def examine(loaded: Loaded) -> Checked:
    """The same, with the accepted problems beside those that stand."""
    briefing = loaded.briefing
    if briefing is None or loaded.links is None:
        return Checked(loaded.name, loaded.problems)
    with collection_paused():
        return _examined(loaded, briefing, loaded.links)


def _examined(loaded: Loaded, briefing: Briefing, links: Links) -> Checked:
    broken = [problem.entry for problem in loaded.problems if problem.entry is not None]
    is_whole = not loaded.positions and loaded.sound_text == loaded.text
    case = Case(briefing, links, broken, "" if is_whole else loaded.text)
    places = Places(loaded, briefing)
    found = [
        _problem(loaded, places, rule, finding)
        for rule in RULES
        if rule.inspect is not None
        for finding in _at_most(rule.inspect(case))
    ]
    standing, accepted = sort_out(briefing, found)
    names = [rule.name for rule in RULES if rule.inspect is not None]
    standing += [
        _problem(loaded, places, rule, finding) for rule, finding in judge(briefing, found, names)
    ]
    problems = sorted((*loaded.problems, *standing), key=_position)
    return Checked(
        loaded.name,
        tuple(problems),
        tuple(sorted(accepted, key=lambda each: _position(each.problem))),
    )


def _at_most(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A rule's findings, but no more than a screenful in any one text: who sees so many there has seen enough."""
    counts: dict[KeyPath, int] = {}
    for finding in findings:
        if finding.offset is not None:
            counts[finding.path] = counts.get(finding.path, 0) + 1
            if counts[finding.path] > MOST_IN_ONE_TEXT:
                continue
        yield finding


def check_together(loadeds: Iterable[Loaded]) -> tuple[Problem, ...]:
    """What is wrong between briefings: one id twice, a predecessor that is not there, figures that disagree."""
    read = {loaded.name: loaded for loaded in loadeds if loaded.briefing is not None}
    places = {
        name: Places(loaded, loaded.briefing)
        for name, loaded in read.items()
        if loaded.briefing is not None
    }
    found = [
        _problem(loaded, places[loaded.name], rule, finding)
        for rule in LIBRARY_RULES
        if rule.compare is not None
        for loaded, finding in rule.compare(tuple(read.values()))
    ]
    return tuple(sorted(found, key=lambda problem: (problem.file, *_position(problem))))


def _problem(loaded: Loaded, places: Places, rule: Rule, finding: Finding) -> Problem:
    """A finding with its entry and its place in the file."""
    path = finding.path
    return Problem(
        rule=rule.name,
        severity=finding.severity or rule.severity,
        message=finding.message,
        remedy=finding.remedy,
        path=loaded.path_in_file(path),
        entry=_entry_id(loaded, path),
        file=loaded.name,
        place=places.of(finding),
    )


def _entry_id(loaded: Loaded, path: KeyPath) -> str | None:
    """The id of the entry that a path of the briefing lies in; None for front matter and exceptions."""
    match path:
        case (str(table), int(position), *_) if table in TABLES and loaded.briefing is not None:
            entry: Entry = getattr(loaded.briefing, table)[position]
            return entry.id
        case _:
            return None


def _position(problem: Problem) -> tuple[int, int]:
    """Sorts problems by place; those of the file as a whole come first."""
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)
