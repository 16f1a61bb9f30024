"""Every rule is explained, and its explanation's examples do what they say: the wrong one is found, the right one is not."""

from pathlib import Path

import pytest

from briefdeck.check import check
from briefdeck.check.rules import all_rules, examples, explain, list_rules
from briefdeck.loader import load_text
from briefdeck.model.problem import Problem
from support.examples import whole

RULES = all_rules()
EXEMPLIFIED = [rule.name for rule in RULES.values() if rule.inspect or rule.judge]
LOADING = [
    rule.name
    for rule in RULES.values()
    if not (rule.inspect or rule.compare or rule.judge or rule.is_verifying) and examples(rule)
]
COMPANIONS = {
    "duplicate-source": {"unused-source"},
    "incomplete-source": {"unused-source"},
    "missing-access-date": {"unused-source"},
    "malformed-address": {"unused-source"},
    "future-date": {"anachronistic-citation"},
}
"""What an example of one fault shows beside it, because it leaves out what would only distract."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the copy is that examples name."""
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies/gao-2019.pdf").write_bytes(b"%PDF-1.7")
    monkeypatch.chdir(tmp_path)


def found(text: str) -> tuple[Problem, ...]:
    return check(load_text(text, "example", path=Path("example.toml")))


@pytest.mark.parametrize("name", EXEMPLIFIED)
def test_wrong_example_is_found(name: str) -> None:
    wrong, _ = examples(RULES[name])
    text = whole(wrong)
    problems = [problem for problem in found(text) if problem.rule == name]
    assert problems
    for problem in problems:
        assert problem.message.endswith("."), problem.message
        assert problem.remedy, problem.message
        assert problem.place is not None
        line = text.split("\n")[problem.place.line - 1]
        assert problem.place.text == line


@pytest.mark.parametrize("name", EXEMPLIFIED)
def test_right_example_is_not(name: str) -> None:
    _, right = examples(RULES[name])
    problems = found(whole(right))
    assert [problem for problem in problems if problem.rule == name] == []
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", EXEMPLIFIED)
def test_wrong_example_has_no_other_fault(name: str) -> None:
    """An example of one fault has no other, unless the two are one."""
    wrong, _ = examples(RULES[name])
    others = {problem.rule for problem in found(whole(wrong)) if problem.severity != "note"} - {
        name
    }
    assert others <= COMPANIONS.get(name, set())


@pytest.mark.parametrize("name", LOADING)
def test_examples_of_loading_rules(name: str) -> None:
    wrong, right = examples(RULES[name])
    assert {problem.rule for problem in load_text(whole(wrong), "example").problems} == {name}
    assert load_text(whole(right), "example").problems == ()


def test_every_rule_has_a_sentence_and_an_explanation() -> None:
    assert len(RULES) == 117
    for rule in RULES.values():
        assert rule.summary.endswith("."), rule.name
        assert len(rule.explanation) > 60, rule.name
        text = explain(rule)
        assert text.startswith(f"{rule.name} ({rule.severity})\n{rule.summary}\n\n")
        assert "```" not in text


def test_explain_says_how_to_accept_a_finding() -> None:
    assert 'rule = "uncited-statement"' in explain(RULES["uncited-statement"])
    assert "[[exceptions]]" not in explain(RULES["unknown-id"])


def test_list_names_every_rule_once() -> None:
    listed = [line.split()[0] for line in list_rules().splitlines() if line.startswith("  ")]
    assert listed == list(RULES)
