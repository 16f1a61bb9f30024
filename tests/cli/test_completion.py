"""Completion as a shell does it: bash runs the script and is asked for the words."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.cli.completion import completion_script
from briefdeck.cli.parser import SHELLS

ASK = """
briefdeck() { "$PYTHON" -m briefdeck "$@"; }
eval "$SCRIPT"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_shtab_briefdeck briefdeck "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(folder: Path, *words: str) -> list[str]:
    """What bash offers for the last word, standing in a folder that is also the library's home."""
    done = subprocess.run(
        ["bash", "-c", ASK, "ask", "briefdeck", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env=os.environ
        | {
            "SCRIPT": completion_script("bash"),
            "PYTHON": sys.executable,
            "BRIEFDECK_HOME": str(folder),
        },
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sh"], ["show"]),
        (["show", "--section", "fig"], ["figures"]),
        (["check", "--explain", "anach"], ["anachronistic-citation"]),
        (["show", "ipv4"], ["ipv4-exhaustion"]),
        (["compare", "ipv4-exhaustion", "southwest"], ["southwest-border-statistics"]),
        (["check", "my-"], ["my-draft.toml"]),
        (["add", "my-"], ["my-draft.toml"]),
        (["unpack", "my-"], ["my-draft.toml"]),
    ],
)
def test_bash_completes(tmp_path: Path, words: list[str], offered: list[str]) -> None:
    (tmp_path / "my-draft.toml").touch()
    assert completed(tmp_path, *words) == offered


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_a_files_name_is_never_run(tmp_path: Path) -> None:
    library = tmp_path / "data" / "briefings"
    library.mkdir(parents=True)
    (library / "$(touch was-run).toml").touch()
    completed(tmp_path, "show", "")
    assert not (tmp_path / "was-run").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_takes_the_script(shell: str) -> None:
    program = shutil.which(shell)
    if program is None or shell == "tcsh":
        pytest.skip(f"no {shell} here that only reads")
    assert (
        subprocess.run(
            [program, "-n"], input=completion_script(shell), text=True, check=False
        ).returncode
        == 0
    )
