"""Forty kinds of defect at once: all found in one run, on their lines, and nothing else."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.loader import load_text
from support.briefings import random_toml
from support.defects import LOAD_DEFECTS, Defect, found, names, seed

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))


@pytest.mark.parametrize("defect", LOAD_DEFECTS, ids=names(LOAD_DEFECTS))
def test_one_defect_alone(defect: Defect) -> None:
    text, expected = seed(random_toml(7), [defect], random.Random(7))
    assert found(load_text(text).problems) == expected


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_forty_defects_at_once(seed_number: int) -> None:
    rng = random.Random(seed_number)
    defects = rng.sample(LOAD_DEFECTS, 40)
    text, expected = seed(random_toml(seed_number, 4), defects, rng)
    loaded = load_text(text)
    assert found(loaded.problems) == expected, [each.name for each in defects]
    assert loaded.briefing is not None


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_briefings_raise_no_alarm(path: Path) -> None:
    assert load_text(path.read_bytes(), path.stem, path=path).problems == ()


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_forty_defects_in_a_shipped_briefing(path: Path) -> None:
    rng = random.Random(path.stem)
    text, expected = seed(path.read_text(encoding="utf-8"), rng.sample(LOAD_DEFECTS, 40), rng)
    before = found(load_text(path.read_bytes(), path.stem).problems)
    assert sum(found(load_text(text, path.stem).problems).values()) == sum(expected.values()) + sum(
        before.values()
    )


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=50, deadline=None)
def test_random_briefings_raise_no_alarm(seed_number: int) -> None:
    assert found(load_text(random_toml(seed_number, 5)).problems) == Counter()
