"""Each write, sync, rename and so on fails in turn, or the process is killed there: nothing is lost."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.faults import WORKS, Report, compiled, examined

STRIKES = 5
"""How often each piece of work is struck; `tests/benchmarks/bench_survival.py` strikes each call."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder in memory where the system has one: disks are slow."""
    memory = Path("/dev/shm")
    name = tempfile.mkdtemp(dir=memory if memory.is_dir() else None)
    yield Path(name)
    shutil.rmtree(name)


@pytest.fixture(scope="module")
def reports(folder: Path) -> list[Report]:
    library = compiled(folder)
    if library is None:
        pytest.skip("NO FAULT IS INJECTED: that takes Linux and a C compiler (cc or gcc)")
    return examined(library, folder, most=STRIKES)


def test_the_old_or_the_new_is_there_and_the_next_start_works(reports: list[Report]) -> None:
    faults = [fault for report in reports for fault in report.faults]
    assert not faults, "\n".join(faults[:20])


def test_every_writer_was_struck(reports: list[Report]) -> None:
    assert {report.work for report in reports} == {work.name for work in WORKS}
    assert min(report.struck for report in reports) >= STRIKES // 2
    # Each writes, syncs and renames at least.
    assert min(report.calls for report in reports) > 3
