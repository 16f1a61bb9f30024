"""Every rule is explained, and its explanation's examples do what they say: the wrong one is found, the right one is not."""

import pytest

from briefdeck.check import check
from briefdeck.check.exceptions import UNKNOWN_RULE, USELESS_EXCEPTION
from briefdeck.check.explain import ALL_RULES, examples, explain, explanation, list_rules
from briefdeck.check.loading_rules import LOADING_RULES
from briefdeck.check.rules import LIBRARY_RULES, RULES
from briefdeck.load import load_text
from briefdeck.model.problem import Problem
from support.examples import whole

EXEMPLIFIED = [rule.name for rule in (*RULES, UNKNOWN_RULE, USELESS_EXCEPTION)]

LOADING = [rule.name for rule in LOADING_RULES if examples(rule.name)]
COMPANIONS = {
    "duplicate-source": {"unused-source"},
    "incomplete-source": {"unused-source"},
    "missing-access-date": {"unused-source"},
    "malformed-address": {"unused-source"},
    "future-date": {"anachronistic-citation"},
}
"""What an example of one fault shows beside it, because it leaves out what would only distract."""


def found(text: str) -> tuple[Problem, ...]:
    return check(load_text(text, "example"))


@pytest.mark.parametrize("name", EXEMPLIFIED)
def test_wrong_example_is_found(name: str) -> None:
    wrong, _ = examples(name)
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
    _, right = examples(name)
    problems = found(whole(right))
    assert [problem for problem in problems if problem.rule == name] == []
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", EXEMPLIFIED)
def test_wrong_example_has_no_other_fault(name: str) -> None:
    """An example of one fault has no other, unless the two are one."""
    wrong, _ = examples(name)
    others = {problem.rule for problem in found(whole(wrong)) if problem.severity != "note"} - {
        name
    }
    assert others <= COMPANIONS.get(name, set())


@pytest.mark.parametrize("name", LOADING)
def test_examples_of_loading_rules(name: str) -> None:
    wrong, right = examples(name)
    assert {problem.rule for problem in load_text(whole(wrong), "example").problems} == {name}
    assert load_text(whole(right), "example").problems == ()


def test_every_rule_has_a_sentence_and_an_explanation() -> None:
    names = [rule.name for rule in ALL_RULES]
    assert len(set(names)) == len(names)
    for rule in ALL_RULES:
        assert rule.summary.endswith("."), rule.name
        assert "\n" not in rule.summary, rule.name
        assert len(explanation(rule.name)) > 60, rule.name
        text = explain(rule.name)
        assert text is not None
        assert text.startswith(f"{rule.name} ({rule.severity})\n{rule.summary}\n")
        assert "```" not in text


def test_explanations_belong_to_rules() -> None:
    from importlib.resources import files

    pages = {
        page.name.removesuffix(".md")
        for page in files("briefdeck.check").joinpath("explanations").iterdir()
    }
    assert pages == {rule.name for rule in ALL_RULES}


def test_explain_says_how_to_accept_a_finding() -> None:
    assert 'rule = "uncited-statement"' in (explain("uncited-statement") or "")
    assert "[[exceptions]]" not in (explain("unknown-id") or "")


def test_unknown_rule_is_not_explained() -> None:
    assert explain("no-such-rule") is None
    with pytest.raises(KeyError):
        explanation("../rule")


def test_list_names_every_rule_once() -> None:
    listed = [line.split()[0] for line in list_rules().splitlines() if line.startswith("  ")]
    assert listed == [rule.name for rule in ALL_RULES]
    assert len(LIBRARY_RULES) == 4
