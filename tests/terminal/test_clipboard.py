"""Copying: a tool is believed only where it succeeds; a file that is written is named."""

import os
import stat
from pathlib import Path

import pytest

from briefdeck.terminal.clipboard import copy, takes_osc52, tools


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_copying_says_copied_only_when_a_tool_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    tool(tmp_path, "wl-copy", f"cat > {tmp_path}/taken")
    done = copy(
        "words", "the entry", folder=tmp_path, send=None, environment={"WAYLAND_DISPLAY": "w"}
    )
    assert done.sentence == "Copied the entry (wl-copy)."
    assert (tmp_path / "taken").read_text() == "words"


def test_a_failing_tool_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    tool(tmp_path, "xclip", "exit 1")
    sent: list[str] = []
    done = copy(
        "é",
        "it",
        folder=tmp_path,
        send=sent.append,
        environment={"DISPLAY": ":0", "TERM": "xterm-kitty"},
    )
    assert not done.is_sure
    assert sent == ["é"]


def test_without_a_clipboard_a_file_is_written_and_named(tmp_path: Path) -> None:
    sent: list[str] = []
    done = copy(
        "words", "it", folder=tmp_path / "new", send=sent.append, environment={"TERM": "xterm"}
    )
    assert (tmp_path / "new" / "copied.txt").read_text() == "words"
    assert str(tmp_path / "new" / "copied.txt") in done.sentence
    assert not sent


def test_where_nothing_can_be_written_nothing_is_claimed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = copy("words", "it", folder=tmp_path / "file" / "x", send=None, environment={})
    assert done.sentence.startswith("Nothing was copied")
    assert not done.is_sure


def test_the_far_ends_clipboard_is_not_taken_for_the_readers() -> None:
    assert tools({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"}, "linux") == ()
    assert tools({}, "darwin") == (("pbcopy",),)
    assert not takes_osc52({"TERM": "xterm-kitty", "TMUX": "1"})
    assert takes_osc52({"TERM_PROGRAM": "WezTerm"})
