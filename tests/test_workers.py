"""Guarded work: what it gives, and what becomes of it when a file does harm."""

import ctypes
import os
import sys
import time
from pathlib import Path

import pytest

from briefdeck import workers
from briefdeck.workers import RefusedError, guarded

is_linux = pytest.mark.skipif(sys.platform != "linux", reason="its limits are those of Linux")


def doubled(content: bytes) -> bytes:
    return content * 2


def refusing(content: bytes) -> bytes:
    raise RefusedError("it is locked")


def failing(content: bytes) -> bytes:
    return content[len(content) :][0].to_bytes()


def crashing(content: bytes) -> bytes:
    ctypes.string_at(0)
    return content


def sleeping(content: bytes) -> bytes:
    time.sleep(60)
    return content


def swallowing(content: bytes) -> bytes:
    return b"x" * (4 << 30)


def nesting(content: bytes) -> bytes:
    return nesting(content + b"x")


def writing(content: bytes) -> bytes:
    Path(os.fsdecode(content)).write_text("words", encoding="utf-8")
    return b""


def speaking(content: bytes) -> bytes:
    os.write(1, content)
    os.write(2, content)
    return b"said"


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


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS", 0.5)
    with pytest.raises(RefusedError, match="takes longer than"):
        guarded(sleeping, b"")


@is_linux
def test_no_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(RefusedError, match="breaks down"):
        guarded(writing, os.fsencode(path))
    assert not path.exists() or not path.read_bytes()


def test_nothing_is_said_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert guarded(speaking, b"\x1b]0;title\x07") == b"said"
    assert capfd.readouterr() == ("", "")
