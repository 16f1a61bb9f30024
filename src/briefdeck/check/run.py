"""Checking: the problems of one briefing, or of a library, in the order of the file."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.check.case import Case
from briefdeck.check.rule import Allowances, Rule
from briefdeck.check.rules import applied_rules, verifying_rules
from briefdeck.editing.toml_text import CANDIDATE
from briefdeck.loader import Loaded
from briefdeck.loader.complaints import Complaints
from briefdeck.loader.loading import position_in_file
from briefdeck.loader.place import Places
from briefdeck.model.briefing import Briefing
from briefdeck.model.links import Links
from briefdeck.model.problem import Complaint, KeyPath, Problem

MOST_IN_ONE_TEXT: Final = 40
"""Complaints of one rule that are reported in one text."""

_WHOLE_FILE: Final = "*"
"""Stands for every entry; no id has this character."""


class Accepted(Struct, frozen=True):
    """A problem that the author has looked at and lets stand, with the author's reason."""

    problem: Problem
    reason: str


class Checked(Struct, frozen=True):
    """What checking one file gave: the problems that stand and those that an exception accepts.

    path: the file's, as the system has it; `name` is safe to show. None for a text without a file.
    text: the file's, as loading gives it, of which the offsets of fixes are.
    """

    name: str
    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...] = ()
    path: Path | None = None
    text: str = ""

    def without_notes(self) -> "Checked":
        """The same without the problems that are only noted."""
        return replace(self, problems=tuple(p for p in self.problems if p.severity != "note"))


def check(loaded: Loaded) -> tuple[Problem, ...]:
    """Return loading problems and rule problems by place, but those that an exception accepts."""
    return examine(loaded).problems


def examine(loaded: Loaded) -> Checked:
    """Return the same, with the accepted problems beside those that stand."""
    briefing = loaded.briefing
    if briefing is None or loaded.links is None:
        return Checked(loaded.name, loaded.problems, path=loaded.path, text=loaded.text)
    return _examined(loaded, briefing, loaded.links)


def _examined(loaded: Loaded, briefing: Briefing, links: Links) -> Checked:
    places = loaded.places()
    rules = applied_rules().values()
    found = list(_inspected(_case(loaded, briefing, links), rules, loaded, places))
    standing, accepted = _sorted_out(briefing, found)
    if briefing.exceptions:
        names = [rule.name for rule in rules if rule.inspect is not None]
        unapplied = [rule.name for rule in verifying_rules()]
        allowances = Allowances(briefing, found, names, unapplied, is_whole=not loaded.errors)
        standing += _judged(allowances, rules, loaded, places)
    problems = sorted((*loaded.problems, *standing), key=position_in_file)
    accepted.sort(key=lambda each: position_in_file(each.problem))
    return Checked(loaded.name, tuple(problems), tuple(accepted), loaded.path, loaded.text)


def _case(loaded: Loaded, briefing: Briefing, links: Links) -> Case:
    broken = [problem.entry for problem in loaded.problems if problem.entry is not None]
    lossy_text = "" if loaded.is_whole else loaded.text
    candidates = loaded.text.count(f"\n{CANDIDATE}") if briefing.front.draft else 0
    folder = loaded.path.parent if loaded.path is not None else None
    # Of a member of a pack there is no folder.
    is_there = folder is not None and folder.is_dir()
    return Case(briefing, links, broken, lossy_text, candidates, folder if is_there else None)


def _inspected(
    case: Case, rules: Iterable[Rule], loaded: Loaded, places: Places
) -> Iterator[Problem]:
    """What the rules on one briefing find."""
    for rule in rules:
        if rule.inspect is not None:
            for complaint in _at_most(rule.inspect(case), _excepted(case.briefing, rule), loaded):
                yield _problem(loaded, places, rule, complaint)


def _judged(
    allowances: Allowances, rules: Iterable[Rule], loaded: Loaded, places: Places
) -> Iterator[Problem]:
    """What is wrong with the exceptions themselves."""
    for rule in rules:
        if rule.judge is not None:
            for complaint in rule.judge(allowances):
                yield _problem(loaded, places, rule, complaint)


def _excepted(briefing: Briefing, rule: Rule) -> frozenset[str]:
    """The entries that exceptions from a rule name."""
    named = [each.entries for each in briefing.exceptions if each.rule == rule.name]
    return frozenset(chain.from_iterable(named))


def _at_most(
    complaints: Iterable[Complaint], excepted: Collection[str], loaded: Loaded
) -> Iterator[Complaint]:
    """A rule's complaints, but no more than a screenful in any one text: that is enough to see.

    Of very many the first are looked up and the rest counted; all about `excepted` entries count
    as found, or their exceptions would seem to accept nothing.
    """
    found = Complaints()
    counts: dict[KeyPath, int] = {}
    for complaint in complaints:
        if complaint.offset is not None:
            counts[complaint.path] = counts.get(complaint.path, 0) + 1
            if counts[complaint.path] > MOST_IN_ONE_TEXT:
                continue
        if excepted and loaded.entry_id(complaint.path) in excepted:
            yield complaint
        else:
            found.add(complaint)
    yield from found


def _sorted_out(
    briefing: Briefing, problems: Sequence[Problem]
) -> tuple[list[Problem], list[Accepted]]:
    """Problems that stand, and problems that an exception accepts."""
    reasons: dict[tuple[str, str | None], str] = {}
    for allowance in briefing.exceptions:
        for entry in allowance.entries or (_WHOLE_FILE,):
            reasons.setdefault((allowance.rule, entry), allowance.reason)
    standing: list[Problem] = []
    accepted: list[Accepted] = []
    for problem in problems:
        for_all = reasons.get((problem.rule, _WHOLE_FILE))
        reason = reasons.get((problem.rule, problem.entry), for_all)
        if reason is None:
            standing.append(problem)
        else:
            accepted.append(Accepted(problem, reason))
    return standing, accepted


def checked(loaded: Loaded, complaints: Iterable[tuple[Rule, Complaint]]) -> Checked:
    """Return what rules that look elsewhere complain of, and the errors that kept parts unread.

    What an exception of the briefing accepts stands apart.
    """
    places = loaded.places()
    found = [_problem(loaded, places, rule, complaint) for rule, complaint in complaints]
    accepted: list[Accepted] = []
    if loaded.briefing is not None:
        found, accepted = _sorted_out(loaded.briefing, found)
    problems = sorted((*loaded.errors, *found), key=position_in_file)
    accepted.sort(key=lambda each: position_in_file(each.problem))
    return Checked(loaded.name, tuple(problems), tuple(accepted), loaded.path, loaded.text)


def check_all(loadeds: Sequence[Loaded]) -> list[Checked]:
    """Examine each briefing, and add to each what is wrong between them."""
    results = [examine(loaded) for loaded in loadeds]
    if len(loadeds) < 2:
        return results
    by_file: dict[str, list[Problem]] = {}
    for problem in check_together(loadeds):
        by_file.setdefault(problem.file, []).append(problem)
    return [
        replace(result, problems=(*result.problems, *by_file.get(result.name, ())))
        for result in results
    ]


def check_together(loadeds: Iterable[Loaded]) -> tuple[Problem, ...]:
    """Return what is wrong between briefings: one id twice, figures that disagree and the like."""
    read: dict[str, Loaded] = {}
    places: dict[str, Places] = {}
    for loaded in loadeds:
        if loaded.briefing is not None:
            read[loaded.name] = loaded
            places[loaded.name] = loaded.places()
    found: list[Problem] = []
    for rule in applied_rules().values():
        if rule.compare is not None:
            for loaded, complaint in rule.compare(tuple(read.values())):
                found.append(
                    _problem(loaded, places[loaded.name], rule, complaint)
                )  # a loop reads better
    return tuple(sorted(found, key=lambda problem: (problem.file, *position_in_file(problem))))


def _problem(loaded: Loaded, places: Places, rule: Rule, complaint: Complaint) -> Problem:
    """The problem that a rule complains of."""
    severity = complaint.severity or rule.severity
    named = replace(complaint, rule=rule.name, severity=severity)
    return places.problem(named, loaded.path_in_file(complaint.path))
