"""Guarded work: what it gives, and what becomes of it when a file does harm."""

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefdeck import workers
from briefdeck.workers import RefusedError, guarded
from support.guarded_work import (
    crashing,
    doubled,
    failing,
    nesting,
    refusing,
    sleeping,
    speaking,
    swallowing,
    writing,
)

is_linux = pytest.mark.skipif(sys.platform != "linux", reason="its limits are those of Linux")


def test_it_gives_what_the_function_gives() -> None:
    content = b"0123456789" * 1_000_000
    assert guarded(doubled, content) == content * 2


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (refusing, "it is locked"),
        (failing, r"its reader breaks down over it \(IndexError\)"),
        (crashing, "its reader breaks down over it; the file may be damaged"),
        (nesting, "its parts are nested too deeply"),
    ],
)
def test_a_reason_is_given(work: workers.Work, reason: str) -> None:
    with pytest.raises(RefusedError, match=f"^{reason}$"):
        guarded(work, b"")


@is_linux
def test_memory_is_limited() -> None:
    with pytest.raises(RefusedError, match="more than 1024 MB of memory"):
        guarded(swallowing, b"")


def test_a_process_that_does_not_begin_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module: Any = ModuleType("lost")
    monkeypatch.setitem(sys.modules, "lost", module)
    exec("def work(content): return content", vars(module))
    with pytest.raises(RefusedError, match="breaks down"):
        guarded(module.work, b"x" * 10_000_000)


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS", 0.5)
    with pytest.raises(RefusedError, match="takes longer than"):
        guarded(sleeping, b"")


@is_linux
def test_no_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(RefusedError, match=r"\(OSError\)"):
        guarded(writing, os.fsencode(path))
    assert not path.exists() or not path.read_bytes()


def test_nothing_is_said_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert guarded(speaking, b"\x1b]0;title\x07") == b"said"
    assert capfd.readouterr() == ("", "")
