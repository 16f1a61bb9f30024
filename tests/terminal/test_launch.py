"""Other programs: found by absolute paths, and alone with what the keys send them."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdeck.terminal import launch
from briefdeck.terminal.signals import Watch


def install(path: Path, text: str) -> Path:
    """A program of the shell's."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_programs_are_found_by_absolute_paths_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = install(tmp_path / "tool", "exit 0")
    (tmp_path / "text").write_text("not a program")
    monkeypatch.setenv("PATH", ":.:bin")
    assert launch.program("tool") is None, "a folder of PATH that is another one everywhere"
    assert launch.program("./tool") == str(here)
    assert launch.program("./text") is None
    assert launch.program("/") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert launch.program("tool") == str(here)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert launch.program("~/tool") == str(here)


def test_a_clipboard_gets_the_text_and_nothing_of_it_is_an_argument(tmp_path: Path) -> None:
    tool = install(tmp_path / "tool", f'echo "$#" > {tmp_path}/count; cat > {tmp_path}/text')
    assert launch.feed([str(tool)], b"-o $(touch x)", 5)
    assert (tmp_path / "text").read_bytes() == b"-o $(touch x)"
    assert (tmp_path / "count").read_text() == "0\n"
    assert not launch.feed([str(install(tool, "exit 1"))], b"", 5)
    assert not launch.feed([str(install(tool, "sleep 60"))], b"", 0.05)
    assert not launch.feed([str(tmp_path / "none")], b"", 5)


def test_a_key_is_the_editors_alone_from_before_it_is_there() -> None:
    def begin(usual: Sequence[int]) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        words = ["sh", "-c", "kill -INT $$; exit 3"]
        pid = os.posix_spawn("/bin/sh", words, os.environ, setsigdef=usual)
        os.kill(os.getpid(), signal.SIGINT)
        return pid

    assert Watch().run(begin) == -signal.SIGINT
