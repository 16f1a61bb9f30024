"""One briefing in all the forms that TOML has for it: the same briefing, the same problems, each at its place."""

import random
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.check import check
from briefdeck.loader import Loaded, load_text
from briefdeck.model.problem import KeyPath, Problem
from support.briefings import random_raw, to_toml
from support.forms import in_any_form

HARMS = ("drop", "rename", "number", "text", "list", "table", "blank", "unknown")


def harmed(raw: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The data with a few of its values taken away, renamed or made another kind of value."""
    for _ in range(dice.randint(0, 4)):
        table = dice.choice([name for name, value in raw.items() if value and name != "format"])
        holder = dice.choice(raw[table]) if isinstance(raw[table], list) else raw[table]
        if holder:
            _harm(holder, dice.choice(list(holder)), dice.choice(HARMS))
    return raw


def _harm(holder: dict[str, Any], key: str, harm: str) -> None:
    other = {
        "number": 7.5,
        "text": "no such thing",
        "list": [["x"]],
        "table": {"x": 1},
        "blank": " ",
    }
    value = holder[key]
    match harm:
        case "drop":
            del holder[key]
        case "rename":
            holder[key + "s"] = holder.pop(key)
        case "unknown":
            holder["unheard_of"] = {"a": {"b": [1, {"c": 2}]}}
        case _:
            holder[key] = other.get(harm, value)


def said(problems: tuple[Problem, ...]) -> list[tuple[object, ...]]:
    """Problems without their places."""
    return sorted((each.rule, str(each.path), each.message, each.entry or "") for each in problems)


def at(data: Any, path: KeyPath) -> tuple[KeyPath, Any]:
    """The value at a path, or at the longest beginning of it that the data has."""
    for number, key in enumerate(path):
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return path[:number], data
    return path, data


def points_at_it(loaded: Loaded, problem: Problem, data: dict[str, Any]) -> bool:
    """Whether what stands at the place is the key, the value, or a header of what is meant."""
    assert problem.place is not None
    path, value = at(data, problem.path)
    lines = loaded.text.split("\n")[problem.place.line - 1 :]
    rest = "\n".join(lines)[problem.place.column - 1 :]
    if not path:
        return problem.place.line == 1
    names = {key for key in path if isinstance(key, str)}
    return _begins_with_name(rest, names) or _begins_with(rest, value) or _is_within(value, rest)


def _begins_with_name(rest: str, names: set[str]) -> bool:
    first = rest.lstrip("[ \t")
    for end in range(1, 60):
        try:
            (key,) = tomli.loads(f"{first[:end]} = 1")
        except (ValueError, tomli.TOMLDecodeError):
            continue
        if key in names:
            return True
    return False


def _begins_with(rest: str, value: Any) -> bool:
    """Whether a value of TOML that says this begins a text."""
    for end in range(1, len(rest) + 1):
        try:
            if tomli.loads(f"x = {rest[:end]}\n") == {"x": value}:
                return True
        except (ValueError, tomli.TOMLDecodeError):
            continue
    return False


def _is_within(value: Any, rest: str) -> bool:
    """Whether the place is a word inside a text or list."""
    word = rest.split("\n", maxsplit=1)[0][:3]
    return isinstance(value, str | list | dict) and word.strip("\"' ,]}")[:2] in str(value)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_every_form_reads_as_the_same_briefing(seed: int) -> None:
    dice = random.Random(seed)
    raw = harmed(random_raw(seed, 3), dice)
    text = in_any_form(raw, dice)
    assert tomli.loads(text) == tomli.loads(to_toml(raw))
    usual, other = load_text(to_toml(raw)), load_text(text)
    assert other.briefing == usual.briefing
    assert said(check(other)) == said(check(usual))


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_in_every_form_problems_stand_at_what_they_mean(seed: int) -> None:
    dice = random.Random(seed)
    raw = harmed(random_raw(seed, 2), dice)
    loaded = load_text(in_any_form(raw, dice))
    for problem in check(loaded):
        if problem.place is not None:
            assert points_at_it(loaded, problem, raw), problem


@pytest.mark.parametrize(
    "text",
    [
        'format=1\nbriefing.title="Case"\nbriefing.bluf="A."\nbriefing.as_of="2026-01"\nevents=[{id="a",title="t",date=2000}]\n',
        'format=1\nbriefing={title="Case",bluf="A.",as_of="2026-01"}\nevents=[{id="a",title="t",date=2000}]\n',
        'format=1\n"briefing".title="Case"\nbriefing."bluf"="A."\nbriefing . as_of="2026-01"\n[[events]]\nid="a"\ntitle="t"\ndate=2000\n',
        'format=1\nevents=[\n{\n  id="a", # one\n  title="t",\n  date=2000,\n},\n]\n[briefing]\ntitle="Case"\nbluf="A."\nas_of="2026-01"\n',
    ],
)
def test_without_headers_every_rule_has_its_place(text: str) -> None:
    loaded = load_text(text, "case")
    assert loaded.briefing is not None
    problems = check(loaded)
    assert {problem.rule for problem in problems} >= {"uncited-statement"}
    assert all(problem.place is not None for problem in problems)
