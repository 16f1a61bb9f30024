"""One decorated function is a whole rule: it is listed, applied, explained, accepted and reported everywhere."""

import json
from collections.abc import Iterator

import pytest

from briefdeck.check import check, examine
from briefdeck.check.case import Case
from briefdeck.check.reports import FORMATS, render
from briefdeck.check.rule import REGISTRY, rule
from briefdeck.check.rules import (
    FAMILIES,
    LOADING,
    VERIFYING,
    all_rules,
    examples,
    explain,
    list_rules,
)
from briefdeck.cli import main
from briefdeck.cli.completion import completion_script
from briefdeck.loader import load_text
from briefdeck.model.problem import Complaint
from support.examples import whole

SHOUTED = '[[findings]]\nid = "shouted"\ntext = "AID ROSE! [@crs-2017, p. 9]"\n'


@pytest.fixture(autouse=True)
def loud_text() -> Iterator[None]:
    """A rule that is nothing but this function and its docstring."""
    all_rules()

    @rule("warning")
    def loud_text(case: Case) -> Iterator[Complaint]:
        """A finding shouts.

        Readers trust calm words.

        Wrong:

        ```toml
        [[findings]]
        id = "shouted"
        text = "AID ROSE! [@crs-2017, p. 9]"
        ```

        Right:

        ```toml
        [[findings]]
        id = "said"
        text = "Aid rose [@crs-2017, p. 9]."
        ```
        """
        for position, finding in enumerate(case.briefing.findings):
            if finding.text and "!" in finding.text:
                path = ("findings", position, "text")
                yield Complaint(path, f"`{finding.id}` shouts.", "Say it calmly.")

    yield
    del REGISTRY["loud-text"]


def loud(text: str) -> list[str]:
    problems = check(load_text(whole(text), "aid"))
    return [problem.message for problem in problems if problem.rule == "loud-text"]


def test_it_is_applied() -> None:
    assert loud(SHOUTED) == ["`shouted` shouts."]
    assert loud(SHOUTED + '[[exceptions]]\nrule = "loud-text"\nreason = "it is loud"\n') == []


def test_it_is_explained_with_its_examples() -> None:
    made = all_rules()["loud-text"]
    assert explain(made).startswith(
        "loud-text (warning)\nA finding shouts.\n\nReaders trust calm words.\n\nWrong:\n\n    [[findings]]\n"
    )
    assert 'rule = "loud-text"' in explain(made)
    wrong, right = examples(made)
    assert (loud(wrong), loud(right)) == (["`shouted` shouts."], [])


def test_it_is_listed_and_completed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "loud-text" in list_rules()
    assert "loud-text" in completion_script("bash")
    assert main(["check", "--explain", "loud"]) == 2
    assert "Did you mean `loud-text`?" in capsys.readouterr().err


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_reported(name: str) -> None:
    assert "loud-text" in render(name, [examine(load_text(whole(SHOUTED), "aid"))])


def test_sarif_describes_it() -> None:
    log = json.loads(render("sarif", [examine(load_text(whole(SHOUTED), "aid"))]))
    (described,) = (
        each for each in log["runs"][0]["tool"]["driver"]["rules"] if each["id"] == "loud-text"
    )
    assert described["shortDescription"] == {"text": "A finding shouts."}
    assert "```toml" in described["help"]["markdown"]


def test_every_module_of_rules_is_a_family() -> None:
    from importlib.resources import files

    modules = {
        entry.name.removesuffix(".py")
        for entry in files("briefdeck.check.rules").iterdir()
        if entry.name.endswith(".py") and entry.name != "__init__.py"
    }
    assert modules == {*FAMILIES, LOADING, VERIFYING}
