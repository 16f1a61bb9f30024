"""Completion as a shell does it: bash runs the script and is asked for the words."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefdeck.check.rules import all_rules
from briefdeck.cli.completion import completion_script
from briefdeck.cli.parser import SHELLS
from briefdeck.document import SECTIONS
from support.ptys import Terminal

ASK = """
briefdeck() { "$PYTHON" -m briefdeck "$@"; }
eval "$SCRIPT"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
asked=$(complete -p briefdeck); asked=${asked#*-F }
"${asked% briefdeck}" briefdeck "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
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
        (["ipv4"], ["ipv4-exhaustion"]),
        (["my-"], ["my-draft.toml"]),
        (["--color", "never", "ipv4"], ["ipv4-exhaustion"]),
        (["show", "ipv4-exhaustion", "--entry", "era-al"], ["era-alarm"]),
        (["show", "--all", "ipv4-exhaustion", "--entry", "term-464"], ["term-464xlat"]),
        (["open", "ipv4-exhaustion", "--at", "era-al"], ["era-alarm"]),
        (["notes", "ipv4-exhaustion", "--entry", "era-al"], ["era-alarm"]),
        (["show", "--entry", "era-al"], []),
        (["show", "-f", "mark"], ["markdown"]),
        (["check", "--explain", "leftover-w"], ["leftover-words"]),
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
    for folder in (library, tmp_path):
        for name in ("$(touch was-run).toml", "`touch was-run`.toml", "a\x1b]0;x\x07.toml"):
            (folder / name).touch()
    offered = " ".join([*completed(tmp_path, "show", ""), *completed(tmp_path, "")])
    assert not (tmp_path / "was-run").exists()
    assert "\x1b" not in offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_rule_and_section_is_in_the_script(shell: str) -> None:
    script = completion_script(shell)
    for name in (*all_rules(), *(section.name for section in SECTIONS)):
        assert name in script


def environment(folder: Path) -> dict[str, str]:
    """An environment in which `briefdeck` is the one under test, and its library's home a folder."""
    program = folder / "bin" / "briefdeck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefdeck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return os.environ | {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "BRIEFDECK_HOME": str(folder),
        "HOME": str(folder),
        "ZDOTDIR": str(folder),
        "TERM": "xterm",
    }


CASES = (
    ("briefdeck ipv4", "ipv4-exhaustion"),
    ("briefdeck show ipv4-exhaustion --entry era-al", "era-alarm"),
    ("briefdeck check --explain anach", "anachronistic-citation"),
)


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_completes(tmp_path: Path) -> None:
    script = tmp_path / "script.fish"
    script.write_text(completion_script("fish"), encoding="utf-8")
    asked = [f"source {script}", *(f"complete -C '{typed}'" for typed, _ in CASES)]
    done = subprocess.run(
        ["fish", "--no-config", "-c", "; ".join(asked)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment(tmp_path),
    )
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [said for _, said in CASES]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_zsh_completes(tmp_path: Path) -> None:
    (tmp_path / "_briefdeck").write_text(completion_script("zsh"), encoding="utf-8")
    (tmp_path / ".zshrc").write_text(
        f"fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -u\nPS1='READY '\n",
        encoding="utf-8",
    )
    start = "import os; os.execvp('zsh', ['zsh', '-i'])"
    with Terminal(["-c", start], environment(tmp_path)) as terminal:
        terminal.until(b"READY ")
        for typed, said in CASES:
            # Ctrl+U takes the line before away.
            terminal.send(f"\x15{typed}\t".encode())
            terminal.until(said.removeprefix(typed.split()[-1]).encode())


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
