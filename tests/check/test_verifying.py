"""The rules of `verify` are explained, and their examples do what they say, beside the copies that they show."""

import re
from pathlib import Path

import pytest

from briefdeck.check import check
from briefdeck.check.rules import examples, explain, verifying_rules
from briefdeck.check.verifying import (
    COPY_RULES,
    NUMBER_RULES,
    QUOTATION_RULES,
    Examined,
    Moved,
    examined,
)
from briefdeck.evidence.moved import given_copies, moved_places
from briefdeck.evidence.verdicts import verified
from briefdeck.loader import load, load_text
from briefdeck.model.problem import Problem
from support.examples import whole

RULES = {rule.name: rule for rule in verifying_rules()}
COPY = re.compile(r"(?ms)^```text\n(.*?)^```$")
NAME = re.compile(r'^copy = "(.+)"$', re.MULTILINE)


def verify(name: str, example: str, folder: Path) -> Examined:
    """What is found of an example beside the copies that the rule's explanation shows."""
    rule = RULES[name]
    copies = COPY.findall(rule.explanation) or ["aid rose in 2008\n"]
    path = folder / "example.toml"
    path.write_text(whole(example), encoding="utf-8")
    loaded = load(path)
    stored = NAME.search(example)
    if stored:
        # Programs are not read; of two copies, the right example has the newer one.
        text = copies[-1] if "corrected" in stored[1] else copies[0]
        content = b"MZ\0\0" * 100 if stored[1].endswith(".exe") else text.encode()
        (folder / stored[1]).write_bytes(content)
    if len(copies) == 1:
        return examined(loaded, verified(loaded, folder / "cache"))
    (folder / "newer").mkdir()
    (folder / "newer/review-2009.md").write_text(copies[1], encoding="utf-8")
    given = given_copies(loaded, folder / "newer")
    before = verified(loaded, folder / "cache", given.same)
    if not given.newer:
        return examined(loaded, before)
    moved = Moved(before, frozenset(given.newer), moved_places(loaded, given.newer))
    return examined(loaded, verified(loaded, folder / "cache", given.newer), moved)


def found(name: str, example: str, folder: Path) -> list[Problem]:
    return list(verify(name, example, folder).checked.problems)


@pytest.mark.parametrize("name", RULES)
def test_wrong_example_is_found(name: str, tmp_path: Path) -> None:
    wrong, _ = examples(RULES[name])
    problems = found(name, wrong, tmp_path)
    assert {problem.rule for problem in problems} == {name}
    for problem in problems:
        assert problem.severity == RULES[name].severity
        assert problem.message.endswith("."), problem.message
        assert problem.remedy, problem.message
        assert problem.place is not None


@pytest.mark.parametrize("name", RULES)
def test_right_example_is_not(name: str, tmp_path: Path) -> None:
    _, right = examples(RULES[name])
    assert found(name, right, tmp_path) == []


@pytest.mark.parametrize("name", RULES)
def test_check_does_not_look_into_copies(name: str, tmp_path: Path) -> None:
    wrong, _ = examples(RULES[name])
    path = tmp_path / "example.toml"
    path.write_text(whole(wrong), encoding="utf-8")
    assert not {problem.rule for problem in check(load(path))} & set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_an_exception_is_neither_unknown_nor_useless(name: str) -> None:
    exception = f'[[exceptions]]\nrule = "{name}"\nreason = "so"\n'
    problems = check(load_text(whole(exception), "example"))
    assert not {problem.rule for problem in problems} & {"unknown-rule", "useless-exception"}


def test_every_problem_has_a_rule() -> None:
    named = {*QUOTATION_RULES.values(), *NUMBER_RULES.values(), *COPY_RULES.values()}
    # That a copy is missing is found by `check`, too.
    assert named | {"quotation-elsewhere", "passage-changed"} == {*RULES, "missing-copy"}


def test_explanations_show_the_copy_and_how_to_accept() -> None:
    text = explain(RULES["quotation-near"])
    assert "    The review found that aid rose in 2008" in text
    assert 'rule = "quotation-near"' in text
    assert "```" not in text
