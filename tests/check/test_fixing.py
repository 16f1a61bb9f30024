"""Fixes: exact, verified, and nothing else changed."""

import os
from pathlib import Path

import pytest

from briefdeck.check import check
from briefdeck.check.fixing import Fixed, fixed
from briefdeck.check.rules import all_rules, examples
from briefdeck.editing.changes import difference
from briefdeck.loader import load_text
from briefdeck.model.problem import Problem
from support.examples import FRONT, whole

RULES = all_rules()
BAD = sorted((Path(__file__).parents[1] / "loader" / "bad").glob("*.toml"))
GOLDEN = Path(__file__).parent / "fixed.txt"
HEAD = f"format = 1\n\n{FRONT}\n"
EVENT = '[[events]]\nid = "e"\ntitle = "E"\ndate = "2001"\n'
SERIES = '[[series]]\nid = "s"\ntitle = "S"\nunit = "people"\n'


def fix(text: str | bytes, *, unsafe: bool = False) -> Fixed:
    content = text.encode() if isinstance(text, str) else text
    return fixed(content, "example", unsafe=unsafe)


def after(text: str, *, unsafe: bool = False) -> str:
    return fix(text, unsafe=unsafe).state.content.decode()


def changed_lines(before: bytes, then: bytes) -> list[str]:
    lines = difference("", before, then).splitlines()[3:]
    return [line for line in lines if line.startswith(("+", "-"))]


def test_what_becomes_of_the_folder_of_bad_files() -> None:
    """Renewed with BRIEFDECK_GOLDEN=write; each line that is changed is there to be read."""
    said: list[str] = []
    for path in BAD:
        content = path.read_bytes()
        for unsafe in (False, True):
            done = fixed(content, path.stem, unsafe=unsafe)
            lines = changed_lines(content, done.state.content)
            again = fixed(done.state.content, path.stem, unsafe=unsafe)
            assert again.state.content == done.state.content
            heading = f"{path.name}{' --unsafe' if unsafe else ''}"
            if lines and not (unsafe and said[-len(lines) :] == lines):
                said += [f"# {heading}", *lines]
    found = "\n".join(said) + "\n"
    if os.environ.get("BRIEFDECK_GOLDEN") == "write":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def problems_of_example(name: str) -> list[Problem]:
    text = whole(examples(RULES[name])[0])
    return [each for each in check(load_text(text, "example")) if each.rule == name]


WITH_FIX = [
    rule.name
    for rule in RULES.values()
    if examples(rule) and any(each.fix for each in problems_of_example(rule.name))
]


@pytest.mark.parametrize("name", WITH_FIX)
def test_the_wrong_example_of_a_rule_once_fixed_has_its_problem_no_more(name: str) -> None:
    text = whole(examples(RULES[name])[0])
    fixes = [each.fix for each in problems_of_example(name)]
    is_safe = all(each.is_safe for each in fixes if each is not None)
    found = fix(text, unsafe=not is_safe)
    assert [each for each in found.state.checked.problems if each.rule == name] == []
    assert found.state.loaded.errors == ()
    assert fix(found.state.content, unsafe=True).done == ()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        # Keys.
        (EVENT + 'Place = "x" # c', EVENT + 'place = "x" # c'),
        (EVENT + '"description" = "x"', EVENT + 'text = "x"'),
        (EVENT.replace("[[events]]", "[[ event ]] # c"), EVENT.replace("[[events]]", "[[ events ]] # c")),
        (EVENT + "[events.citations]\nsource = 'x'", EVENT + "[events.citations]\nsource = 'x'"),
        # Values keep their quotes.
        (EVENT.replace('"2001"', "'May 2001'"), EVENT.replace('"2001"', "'2001-05'")),
        (EVENT.replace('"2001"', '"""May 2001"""'), EVENT.replace('"2001"', '"""2001-05"""')),
        (EVENT.replace('"2001"', "[2001] # c"), EVENT.replace('"2001"', '"2001" # c')),
        (EVENT + "kind = 'Fact'", EVENT + "kind = 'fact'"),
        (EVENT + "place = 1_000", EVENT + 'place = "1_000"'),
        (EVENT + 'place = [ "x", ] # c', EVENT + 'place = "x" # c'),
        (EVENT + 'tags = """a"""', EVENT + 'tags = ["""a"""]'),
        (EVENT + 'tags = "a, b c"', EVENT + 'tags = ["a", "b c"]'),
        (EVENT + 'cites = [{ source = "e", at = "p. 9", page = "p. 9" }]', ""),
        # Numbers.
        (SERIES + 'points = [{ at = 2001, value = "1,250.5" }]', SERIES + "points = [{ at = 2001, value = 1250.5 }]"),
        (SERIES + "points = [{ at = 2001, value = 1,250 }]", SERIES + "points = [{ at = 2001, value = 1250 }]"),
        (SERIES + "points = [{ at = 2001, value = .5 }]", SERIES + "points = [{ at = 2001, value = 0.5 }]"),
        (SERIES + "points = [{ at = 2001, low = 2, high = 1.50 }]", SERIES + "points = [{ at = 2001, low = 1.50, high = 2 }]"),
        # What stands twice.
        (EVENT + 'place = "x"\nplace = "x" # c\n', EVENT + 'place = "x"\n# c\n'),
        (EVENT + 'place = "x"\nplace = "y"\n', EVENT + 'place = "x"\nplace = "y"\n'),
        (EVENT + 'when = "2001" # c\n', EVENT + "# c\n"),
        # Texts.
        (EVENT + 'place = "x\n', EVENT + 'place = "x"\n'),
        (EVENT + 'place = "x and\nmore\n', EVENT + 'place = "x and\nmore\n'),
        (EVENT + 'place = “x” # “c”\n', EVENT + 'place = "x" # “c”\n'),
        (EVENT + "place = “the “old” pier”\n", EVENT + 'place = "the “old” pier"\n'),
        (EVENT + "tags = [“a”, ‘b’]\n", EVENT + 'tags = ["a", "b"]\n'),
        (EVENT + 'place = "C:\\temp\\Pier"\n', EVENT + 'place = "C:\\\\temp\\\\Pier"\n'),
        (EVENT + 'place = "a\\tb\\p"\n', EVENT + 'place = "a\\tb\\p"\n'),
        (EVENT + 'place = "\\ud83d\\ude00"\n', EVENT + 'place = "\\U0001F600"\n'),
        (EVENT + 'place = "a", "b"\n', EVENT + 'place = "a", "b"\n'),
        (EVENT + 'place = "a" tags = ["b"] # c\n', EVENT + 'place = "a"\ntags = ["b"] # c\n'),
        (EVENT + "place = null # c\n", EVENT + "# c\n"),
        (EVENT + "place = No\n", EVENT + "place = No\n"),
        (EVENT + "place = No man's land # c\n", EVENT + 'place = "No man\'s land" # c\n'),
        # Lists.
        (EVENT + 'tags = [\n  "a" # c, d\n  "b",\n]\n', EVENT + 'tags = [\n  "a", # c, d\n  "b",\n]\n'),
        (EVENT + 'tags = [\n  "a",\n  "b", # c\n', EVENT + 'tags = [\n  "a",\n  "b",\n] # c\n'),
        (EVENT + 'tags = ["a", "b" # c\n', EVENT + 'tags = ["a", "b"] # c\n'),
        (EVENT + 'tags = ["a, "b"]\n', EVENT + 'tags = ["a, "b"]\n'),
        (EVENT + "tags = [\n", EVENT + "tags = [\n"),
        # Headers.
        (EVENT.replace("[[events]]", "[events # c"), EVENT.replace("[[events]]", "[[events]] # c")),
        (EVENT.replace("[[events]]\n", "[[events]] "), EVENT),
        (EVENT.replace("[[events]]", "[events]]"), EVENT),
        # What is not a statement.
        (EVENT + "/* c */\n", EVENT + "# c */\n"),
        (EVENT + "Note: the boat left.\n", EVENT + "Note: the boat left.\n"),
        (EVENT + 'place : "x" # c\n', EVENT + 'place = "x" # c\n'),
    ],
)  # fmt: skip
def test_forms(wrong: str, right: str) -> None:
    assert after(HEAD + wrong) == HEAD + (right or wrong)
