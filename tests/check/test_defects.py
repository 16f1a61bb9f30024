"""Forty kinds of defect at once in a good briefing: all found in one run, each on its line, and nothing else."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.check import check
from briefdeck.check.rules import applied_rules
from briefdeck.loader import load_text
from support.defects import LOAD_DEFECTS, Defect, found, names, seed
from support.rule_defects import RULE_DEFECTS

GOOD = (Path(__file__).parents[1] / "support/good.toml").read_text(encoding="utf-8")
ALONE = frozenset(
    {
        "missing-copy",
        "neutral-recommendation",
        "likelihood-without-scale",
        "long-bluf",
        "stale-as-of",
        "voice-without-place",
    }
)
"""Rules on front matter that the good briefing has already, and on what is beside it; their explanations' examples test them."""


def test_no_alarm_on_the_good_briefing() -> None:
    assert check(load_text(GOOD, "good")) == ()


def test_every_rule_has_a_defect() -> None:
    assert len(RULE_DEFECTS) > 40
    seeded = {rule for defect in RULE_DEFECTS for rule in defect.rules}
    inspecting = {rule.name for rule in applied_rules().values() if rule.inspect is not None}
    assert inspecting - seeded == ALONE


@pytest.mark.parametrize("defect", RULE_DEFECTS, ids=names(RULE_DEFECTS))
def test_defect_is_found_on_its_line(defect: Defect) -> None:
    text, expected = seed(GOOD, [defect], random.Random(1))
    assert found(check(load_text(text, "seeded"))) == expected


@settings(max_examples=60)
@given(
    st.permutations(RULE_DEFECTS).map(lambda mixed: mixed[:40]), st.randoms(use_true_random=False)
)
def test_forty_at_once_are_found_and_nothing_else(
    defects: Sequence[Defect], rng: random.Random
) -> None:
    text, expected = seed(GOOD, defects, rng)
    assert found(check(load_text(text, "seeded"))) == expected


@settings(max_examples=60)
@given(
    st.permutations(RULE_DEFECTS).map(lambda mixed: mixed[:25]),
    st.permutations(LOAD_DEFECTS).map(lambda mixed: mixed[:20]),
    st.randoms(use_true_random=False),
)
def test_rules_run_on_what_could_be_loaded(
    rules: Sequence[Defect], loading: Sequence[Defect], rng: random.Random
) -> None:
    """Beside twenty defects that keep entries from being read, every other defect is found, on its line."""
    text, expected = seed(GOOD, [*rules, *loading], rng)
    assert expected - found(check(load_text(text, "seeded"))) == {}
