"""Fixes: exact, verified, and nothing else changed."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.check import check
from briefdeck.check.fixing import Fixed, fixed
from briefdeck.check.rules import all_rules, examples, explain, list_rules
from briefdeck.editing.changes import difference
from briefdeck.loader import load_text
from briefdeck.model.problem import Problem
from support.briefings import random_toml
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
        (EVENT + 'place = "x"\nplace = "x" # c\n', EVENT + 'place = "x" # c\n'),
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


def test_an_id_is_renamed_where_it_is_referred_to() -> None:
    text = """
[[actors]]
id = 'Ana Berg' # c
name = "Ana Berg"
type = "person"

[[events]]
id = "e"
title = "E"
date = "2001"
actors = ["Ana Berg", "ana-berg"]
voice = { source = "Ana Berg" }
text = "As [[Ana Berg]] and [[Ana Berg|she]] say, Ana Berg left."
caveat = "Not so [[ Ana Berg ]]."

[[exceptions]]
rule = "uncited-statement"
entries = ["e", "Ana Berg"]
reason = "so"
"""
    wanted = text.replace("'Ana Berg'", "'ana-berg'").replace("[[Ana Berg", "[[ana-berg")
    wanted = wanted.replace("[[ Ana Berg", "[[ ana-berg").replace(
        'source = "Ana Berg"', 'source = "ana-berg"'
    )
    wanted = wanted.replace('["Ana Berg", ', '["ana-berg", ').replace(
        '"e", "Ana Berg"', '"e", "ana-berg"'
    )
    content = (HEAD + text).encode()
    done = fixed(content, "example", only=check(load_text(content, "example"))[0])
    assert done.state.content.decode() == HEAD + wanted


def test_two_ids_do_not_become_one() -> None:
    text = HEAD + EVENT + "\n" + EVENT.replace('id = "e"', 'id = "E"')
    assert after(text) == text


def test_a_header_that_was_wrong_may_have_hidden_any_error() -> None:
    text = HEAD + EVENT.replace("[[events]]", "[[event]]") + "colour = 1\nplace = 2\n"
    assert after(text) == HEAD + EVENT + 'colour = 1\nplace = "2"\n'


def test_what_an_exception_accepts_stays() -> None:
    kept = HEAD + SERIES + 'points = [{ at = "2002", value = 1 }, { at = "2001", value = 2 }]\n'
    accepted = kept + '\n[[exceptions]]\nrule = "unordered-points"\nreason = "so"\n'
    assert after(accepted) == accepted
    assert after(kept) != kept


def test_exceptions_stay_while_an_error_may_hide_what_they_are_for() -> None:
    useless = '\n[[exceptions]]\nrule = "long-bluf"\nentries = ["e", "e"]\nreason = "so"\n'
    assert after(HEAD + EVENT + useless) == HEAD + EVENT
    broken = HEAD + EVENT + "colour = 1\n" + useless
    assert after(broken) == broken


def test_of_an_exception_only_what_is_useless_goes() -> None:
    exception = '\n[[exceptions]]\nrule = "uncited-statement"\nentries = [{}]\nreason = "so"\n'
    cited = f'[[findings]]\nid = "f"\ntext = "So."\nkind = "assumption"\n{exception}'
    text = HEAD + EVENT + "\n" + cited
    assert after(text.format('"f", "e"')) == text.format('"e"')
    assert after(text.format('\n  "e",\n  "f", # c\n')) == text.format('\n  "e",\n  # c\n')


def test_comments_in_a_list_keep_its_points_where_they_are() -> None:
    points = (
        'points = [\n  { at = "2002", value = 1 }, # the first\n  { at = "2001", value = 2 },\n]\n'
    )
    assert after(HEAD + SERIES + points) == HEAD + SERIES + points


def test_one_problem_alone_is_fixed() -> None:
    text = HEAD + EVENT + 'Place = "x"\nKind = "fact"\n'
    problem = check(load_text(text, "example"))[0]
    found = fixed(text.encode(), "example", only=problem)
    assert found.done == (problem,)
    assert found.state.content.decode() == text.replace("Place", "place")
    stale = fixed(found.state.content, "example", only=problem)
    assert stale.done == ()


def rules_with_fixes(*, unsafe: bool) -> set[str]:
    """The rules of which some problem has a fix, in all that tests have of wrong files."""
    texts = [whole(examples(rule)[0]).encode() for rule in RULES.values() if examples(rule)]
    texts += [path.read_bytes() for path in BAD]
    texts += [(HEAD + text).encode() for text in MORE]
    problems = [problem for text in texts for problem in check(load_text(text, "example"))]
    return {each.rule for each in problems if each.fix and each.fix.is_safe is not unsafe}


MORE = (
    EVENT + 'place = "x"\nplace = "x"\n',
    '[[recommendations]]\nid = "r"\ntext = "Do."\nstatus = "Implemented"\n',
    EVENT + 'cites = ["Sources-1"]\n[[sources]]\nid = "sources-1"\ntype = "report"\ntitle = "T"\nlanguage = "en_US"\n',
    EVENT + 'era = "source-one"\n[[sources]]\nid = "source-one"\ntype = "report"\ntitle = "T"\n[[eras]]\nid = "source-ona"\ntitle = "T"\nspan = "2001"\n',
    '[[exceptions]]\nrule = "Long_Bluf"\nreason = "so"\n',
    EVENT + 'likelihood = "very_likely"\n[briefing.x]\n',
)  # fmt: skip


def test_rules_say_whether_they_can_be_fixed() -> None:
    plain, guessed = rules_with_fixes(unsafe=False), rules_with_fixes(unsafe=True)
    said = {rule.name: rule.fixing for rule in RULES.values() if rule.fixing}
    assert {name for name, fixing in said.items() if fixing == "fix"} >= plain
    assert set(said) == plain | guessed | {"unknown-likelihood"}
    assert "  fix    " in list_rules()
    assert "`briefdeck check --fix` mends it" in explain(RULES["bad-date"])
    assert "by a guess" in explain(RULES["self-link"])
    assert "--fix" not in explain(RULES["uncited-statement"])


SPOILERS = st.sampled_from(
    ["", "\n", "\r", '"', "'", "[", "]", "{", "=", ",", "#", "\\", " ", "“", "\u200b", "X", "1,000"]
)


@given(
    st.integers(0, 10**6),
    st.lists(st.tuples(st.floats(0, 1), SPOILERS), min_size=1, max_size=6),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_wrong_fixing_comes_to_an_end_and_makes_nothing_worse(
    seed: int, spoils: list[tuple[float, str]], unsafe: bool
) -> None:
    text = random_toml(seed, 2)
    for where, spoil in spoils:
        at = int(where * len(text))
        text = text[:at] + spoil + text[at + 1 :]
    content = text.encode()
    found = fix(content, unsafe=unsafe)
    assert fix(found.state.content, unsafe=unsafe).state.content == found.state.content
    before = load_text(content, "example")
    if before.briefing is not None:
        assert found.state.loaded.briefing is not None
    if before.is_whole:
        assert len(found.state.loaded.errors) <= len(before.errors)
