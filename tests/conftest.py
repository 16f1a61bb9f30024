"""What every test stands on: own folders away from the reader's, a fixed terminal, locale and time zone."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("support.postgres", "support.desk")

settings.register_profile(
    "house",
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

UNSET = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORTERM",
    "COLUMNS",
    "LINES",
    "VISUAL",
    "EDITOR",
    "COLORFGBG",
    "TMUX",
    "SSH_TTY",
)


LONGEST = (
    "test_random_walk_breaks_nothing",
    "test_nothing_is_interpreted_and_nothing_misaligns",
    "test_wheel_runs_in_an_empty_environment",
    "test_mypy_is_content",
    "test_a_paragraph_without_a_blank_can_be_read_to_its_end",
    "test_a_word_of_100_kilobytes_is_wrapped",
    "test_no_change_is_lost_to_kills",
    "test_the_old_or_the_new_is_there_and_the_next_start_works",
    "test_what_is_read_takes_little_memory",
    "test_every_entry_of_a_shipped_briefing_is_in_it",
)
"""Tests that take seconds: they begin first, so that no worker ends alone with one of them."""


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: tests of the interface wait as long as they compute."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first; the order is otherwise that of the files."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in LONGEST))


@pytest.fixture(autouse=True)
def quiet_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folders in an empty place, and an environment that says nothing of this machine."""
    home = tmp_path_factory.mktemp("home")
    for name in (*UNSET, *(name for name in os.environ if name.startswith("PG"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BRIEFDECK_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    return home
