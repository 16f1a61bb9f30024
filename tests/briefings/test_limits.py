"""The short readings of the shipped briefings are short: 30 seconds and 3 minutes, at 80 columns."""

from pathlib import Path

import pytest

from briefdeck import document, output
from briefdeck.check.case import Case
from briefdeck.check.rules.readings import (
    HALF_MINUTE,
    THREE_MINUTES,
    half_minute_words,
    three_minutes_words,
)
from briefdeck.loader import load
from briefdeck.model.levels import Level, levels

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
FLAGSHIP = Path(__file__).parents[2] / "briefings" / "us-mexico-border-security.toml"


def printed(path: Path, level: Level) -> str:
    return output.render("text", document.summary(load(path), level=level), width=80)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_thirty_seconds(path: Path) -> None:
    text = printed(path, "30s")
    assert len(text.split()) <= HALF_MINUTE
    assert text.count("\n") <= 24


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_three_minutes(path: Path) -> None:
    text = printed(path, "3m")
    assert len(text.split()) <= THREE_MINUTES
    assert text.count("\n") <= 110


def test_everything_in_the_flagship_is_shorter_than_a_novella() -> None:
    assert len(printed(FLAGSHIP, "all").split()) < 18_000


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_check_counts_is_near_what_is_printed(path: Path) -> None:
    loaded = load(path)
    assert loaded.briefing is not None
    assert loaded.links is not None
    case = Case(loaded.briefing, loaded.links)
    found = levels(loaded.briefing, loaded.links)
    half_minute = len(printed(path, "30s").split())
    assert half_minute_words(case, found) == pytest.approx(half_minute, rel=0.12)
    three_minutes = len(printed(path, "3m").split())
    assert three_minutes_words(case, found) == pytest.approx(three_minutes, rel=0.12)
