"""What each rule is about, for people: `explain` for one, `list_rules` for all."""

import re
from importlib.resources import files
from typing import Final

from briefdeck.check.exceptions import UNKNOWN_RULE, USELESS_EXCEPTION
from briefdeck.check.loading_rules import LOADING_RULES
from briefdeck.check.rule import Rule
from briefdeck.check.rules import LIBRARY_RULES, RULES

ALL_RULES: Final[tuple[Rule, ...]] = (
    *RULES,
    *LIBRARY_RULES,
    UNKNOWN_RULE,
    USELESS_EXCEPTION,
    *LOADING_RULES,
)
"""Everything that a problem's `rule` can name."""

_GROUPS: Final = (
    ("In a briefing", RULES),
    ("Between briefings", LIBRARY_RULES),
    ("On exceptions", (UNKNOWN_RULE, USELESS_EXCEPTION)),
    ("On loading (no exception accepts these)", LOADING_RULES),
)
_EXAMPLE: Final = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE: Final = re.compile(r"^```(?:toml)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def find_rule(name: str) -> Rule | None:
    """The rule of that name; None where there is none."""
    return next((rule for rule in ALL_RULES if rule.name == name), None)


def explain(name: str) -> str | None:
    """A rule's name, severity, summary and explanation as plain text; None where there is no such rule."""
    rule = find_rule(name)
    if rule is None:
        return None
    text = _CODE.sub(lambda match: _indented(match[1]), explanation(name))
    return f"{rule.name} ({rule.severity})\n{rule.summary}\n\n{text.strip()}\n{_acceptance(rule)}"


def list_rules() -> str:
    """Every rule with its severity and sentence, one a line."""
    width = max(len(rule.name) for rule in ALL_RULES)
    blocks = []
    for title, rules in _GROUPS:
        lines = [f"  {rule.name:<{width}}  {rule.severity:<7}  {rule.summary}" for rule in rules]
        blocks.append("\n".join([title, *lines]))
    return "\n\n".join(blocks) + "\n\n`briefdeck check --explain RULE` explains one.\n"


def explanation(name: str) -> str:
    """The explanation's Markdown; KeyError where there is none."""
    rule = find_rule(name)
    if rule is None:
        raise KeyError(name)
    return (
        files("briefdeck.check").joinpath("explanations", f"{name}.md").read_text(encoding="utf-8")
    )


def examples(name: str) -> tuple[str, ...]:
    """The TOML of an explanation's examples: wrong first, then right."""
    return tuple(match[1] for match in _EXAMPLE.finditer(explanation(name)))


def _indented(code: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in code.rstrip().split("\n"))


def _acceptance(rule: Rule) -> str:
    """How an author lets a finding of the rule stand."""
    if rule.inspect is None:
        return ""
    return f'''
Where it is right as it is, say so in the file, with the reason (`entries` left out: for the whole file):

    [[exceptions]]
    rule = "{rule.name}"
    entries = ["…"]
    reason = "…"
'''
