"""Closed, full and abandoned streams, in a process of their own: a plain word or none, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


def sh(script: str, *, unbuffered: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a script in which $B is the program."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    if unbuffered:
        environment["PYTHONUNBUFFERED"] = "1"
    environment["B"] = f"{sys.executable} -m briefdeck"
    return subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, env=environment, check=False
    )


@pytest.mark.parametrize(
    "words",
    ["show ipv4-exhaustion", "ipv4-exhaustion", "list", "schema", "--completion bash", "--help"],
)
def test_a_closed_standard_output_is_said_plainly(words: str) -> None:
    done = sh(f"$B {words} >&-")
    assert (done.returncode, done.stderr) == (3, "briefdeck: standard output: it is closed\n")


def test_a_closed_standard_error_keeps_the_exit_code() -> None:
    assert sh("$B show nothing-of-the-kind 2>&-").returncode == 1
    assert sh("$B list <&- >&- 2>&-").returncode == 3


def test_help_nobody_reads_ends_quietly() -> None:
    done = sh("set -o pipefail; $B --help | true")
    assert (done.returncode, done.stderr) == (0, "")


FIGURES = "--color always show ipv4-exhaustion --section figures --width 80"


@pytest.fixture(scope="module")
def figures() -> str:
    """What is printed where the environment says no size."""
    return sh(f"$B {FIGURES}").stdout


@pytest.mark.parametrize("size", ["COLUMNS=²", "LINES=²", "COLUMNS=0", "LINES=0", "COLUMNS=-1"])
def test_no_size_in_the_environment_keeps_lines_from_being_printed(size: str, figures: str) -> None:
    done = sh(f"{size} $B {FIGURES}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == figures


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", [False, True])
@pytest.mark.parametrize(
    "words", ["--help", "--version", "--color never --version", "show --help", "list"]
)
def test_a_full_disk_is_said_plainly(words: str, unbuffered: bool) -> None:
    done = sh(f"$B {words} > {FULL}", unbuffered=unbuffered)
    assert (done.returncode, done.stderr) == (
        3,
        "briefdeck: standard output: no space left on device\n",
    )


def test_an_interrupt_before_the_first_import_is_quiet() -> None:
    script = """
import briefdeck.cli as cli
def interrupted():
    raise KeyboardInterrupt
cli.main = interrupted
cli.run()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")
