"""Guarded work: what it gives, and what becomes of it when a file does harm."""

import os
import sys
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import ANY

import pytest

from briefdeck import workers
from briefdeck.workers import RefusedError, guarded, guarded_each
from support.guarded_work import (
    crashing,
    doubled,
    failing,
    nesting,
    numbered,
    refusing,
    remembering,
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


def each(*jobs: tuple[workers.Work, bytes], processes: int = 1) -> list[bytes | str]:
    """What came of each job, in their order."""
    given = [(work, partial(bytes, content)) for work, content in jobs]
    answers = dict(guarded_each(given, processes=processes))
    return [
        answer if isinstance(answer, bytes) else str(answer)
        for _, answer in sorted(answers.items())
    ]


def test_one_process_takes_many_files() -> None:
    assert each(*[(remembering, b"")] * 4) == [b"0", b"1", b"2", b"3"]
    assert len(set(each(*[(numbered, b"")] * 3))) == 1
    assert each() == []


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is one core")
def test_several_processes_take_them_at_once() -> None:
    found = each(*[(numbered, b"")] * 2, processes=2)
    assert len(set(found)) == 2


def test_a_file_that_breaks_its_process_does_not_cost_the_others_theirs() -> None:
    jobs = [
        (doubled, b"a"),
        (crashing, b""),
        (doubled, b"b"),
        (refusing, b""),
        (failing, b""),
        (doubled, b"c"),
    ]
    for processes in (1, 2):
        assert each(*jobs, processes=processes) == [
            b"aa",
            "its reader breaks down over it; the file may be damaged",
            b"bb",
            "it is locked",
            "its reader breaks down over it (IndexError)",
            b"cc",
        ]


def test_a_file_is_tried_again_where_those_before_it_may_be_why_it_breaks() -> None:
    assert each((remembering, b"first"), (remembering, b"broken"), (remembering, b"last")) == [
        b"0", b"0", b"1",
    ]  # fmt: skip


@is_linux
def test_a_process_without_memory_is_replaced() -> None:
    assert each((numbered, b""), (swallowing, b""), (doubled, b"a")) == [
        ANY, "reading it takes more than 1024 MB of memory", b"aa",
    ]  # fmt: skip


def test_time_is_limited_for_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS", 3.0)
    assert each((doubled, b"a"), (sleeping, b""), (doubled, b"b")) == [
        b"aa", "reading it takes longer than 3 seconds", b"bb",
    ]  # fmt: skip


def test_a_file_is_asked_for_when_it_is_its_turn_and_may_refuse() -> None:
    def refuse() -> bytes:
        raise RefusedError("it is gone")

    asked = []

    def ask() -> bytes:
        asked.append("")
        return b"a"

    jobs = guarded_each([(doubled, ask), (doubled, refuse), (doubled, ask)], processes=1)
    assert next(jobs) == (0, b"aa")
    assert len(asked) == 1
    found = {place: str(answer) for place, answer in jobs}
    assert found == {1: "it is gone", 2: "b'aa'"}


def test_whoever_stops_asking_leaves_no_process_behind() -> None:
    jobs = guarded_each([(numbered, bytes)] * 3, processes=1)
    _, answer = next(jobs)
    assert isinstance(answer, bytes)
    jobs.close()  # type: ignore[attr-defined]  # it is a generator
    with pytest.raises(ProcessLookupError):
        os.kill(int(answer), 0)
