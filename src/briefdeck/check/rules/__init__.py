"""All rules: a module for each family, imported in the order in which `--list-rules` shows them."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from briefdeck.check.rule import REGISTRY, Rule
from briefdeck.text.pattern import pattern

FAMILIES: Final = (
    "evidence",
    "caveats",
    "voices",
    "sources",
    "copies",
    "locators",
    "dates",
    "numbers",
    "twice",
    "own_dates",
    "figures",
    "precision",
    "eras",
    "likelihood",
    "advice",
    "unused",
    "wording",
    "drafts",
    "form",
    "readings",
    "together",
    "exceptions",
)
"""The modules of rules that `briefdeck.check` applies; importing one registers its rules."""

LOADING: Final = "wellformed"
"""The module that names and explains what loading finds; checking does without it."""

VERIFYING: Final = "verifying"
"""The module that names and explains what is found in the copies of sources."""

_EXAMPLE: Final = pattern(r"(?ms)^```toml\n(.*?)^```$")
_CODE: Final = pattern(r"(?ms)^```(?:toml|text)?\n(.*?)^```$")


def applied_rules() -> Mapping[str, Rule]:
    """The rules that checking applies, by name; what loading finds may be named among them."""
    for family in FAMILIES:
        import_module(f"{__name__}.{family}")
    return _by_family()


def all_rules() -> Mapping[str, Rule]:
    """Everything that a problem's `rule` can name, by name."""
    applied_rules()
    verifying_rules()
    import_module(f"{__name__}.{LOADING}")
    return _by_family()


def verifying_rules() -> tuple[Rule, ...]:
    """The rules that `briefdeck verify` applies."""
    import_module(f"{__name__}.{VERIFYING}")
    return tuple(rule for rule in REGISTRY.values() if rule.is_verifying)


def _by_family() -> dict[str, Rule]:
    """The registered rules in the order of the families, whichever was imported first.

    Behind them what is found in copies, then what loading finds.
    """
    order = {f"{__name__}.{family}": at for at, family in enumerate(FAMILIES)}
    last = len(order)
    found = sorted(
        REGISTRY.values(),
        key=lambda rule: last if rule.is_verifying else order.get(rule.family, last + 1),
    )
    return {rule.name: rule for rule in found}


def list_rules() -> str:
    """Every rule with its severity and sentence, one a line, group by group."""
    rules = all_rules().values()
    width = max(len(rule.name) for rule in rules)
    groups: dict[str, list[str]] = {}
    for rule in rules:
        line = f"  {rule.name:<{width}}  {rule.severity:<7}  {rule.fixing:<5}  {rule.summary}"
        groups.setdefault(_group(rule), []).append(line)
    blocks = ["\n".join([title, *lines]) for title, lines in groups.items()]
    return "\n\n".join([*blocks, _LEGEND])


_LEGEND: Final = """\
fix: `briefdeck check --fix` mends some of them; guess: only with `--unsafe`.
`briefdeck check --explain RULE` explains one.
"""
_FIXING: Final = {
    "fix": "`briefdeck check --fix` mends it where what was meant is plain, and with `--unsafe`\n"
    "also by a guess.",
    "guess": "`briefdeck check --fix --unsafe` mends it by a guess at what was meant.",
}


def _group(rule: Rule) -> str:
    if rule.inspect is not None:
        return "In a briefing"
    if rule.compare is not None:
        return "Between briefings"
    if rule.judge is not None:
        return "On exceptions"
    if rule.is_verifying:
        return "In the copies of sources (`briefdeck verify` finds these)"
    return "On loading (no exception accepts these)"


def explain(rule: Rule) -> str:
    """A rule's name, severity, summary and explanation as plain text."""
    text = _CODE.sub(lambda match: _indented(match[1]), rule.explanation)
    acceptance = _ACCEPTANCE.format(name=rule.name) if rule.may_be_excepted else ""
    fixing = f"\n{_FIXING[rule.fixing]}\n" if rule.fixing else ""
    said = f"{rule.name} ({rule.severity})\n{rule.summary}"
    return f"{said}\n\n{text.strip()}\n{fixing}{acceptance}"


_ACCEPTANCE: Final = """
Where it is right as it is, say so in the file, with the reason (without
`entries`: for the whole file):

    [[exceptions]]
    rule = "{name}"
    entries = ["…"]
    reason = "…"
"""


def examples(rule: Rule) -> tuple[str, ...]:
    """The TOML of an explanation's examples: wrong first, then right."""
    return tuple(match[1] for match in _EXAMPLE.finditer(rule.explanation))


def _indented(code: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in code.rstrip().split("\n"))
