"""The program killed at any moment: nothing lost, nothing corrupt, the next start works."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.killing import ENVIRONMENT, SURVIVAL, killed_at

TIMES = 7


@pytest.mark.parametrize("work", sorted(SURVIVAL))
def test_killed_and_well(work: str, tmp_path: Path) -> None:
    prepare, check = SURVIVAL[work]
    prepare(tmp_path)
    dice = random.Random(work)
    for _ in range(TIMES):
        killed_at(work, tmp_path, dice.random())
        check(tmp_path)


def test_the_worker_dies_with_the_program(tmp_path: Path) -> None:
    code = "from briefdeck.library.worker import Worker; import os; worker = Worker(); print(worker._process.pid, flush=True); os.kill(os.getpid(), 9)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    pid = int(done.stdout)
    for _ in range(2000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and " Z " in Path(f"/proc/{pid}/stat").read_text():
            return
        os.sched_yield()
        subprocess.run(["/bin/true"], check=True)
    pytest.fail("the worker is still there")
