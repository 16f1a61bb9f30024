"""A program that is killed leaves no process behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.shelves import briefing_text, shelve

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(filter(None, ["src", os.environ.get("PYTHONPATH", "")])),
}
_ENDED = """
import multiprocessing, os, sys
from pathlib import Path
from briefdeck.library.parallel import parsed_in_parallel
work = [(bytes(path), path.stem, None) for path in Path(sys.argv[1]).glob("*.toml")]
next(parsed_in_parallel(work, 1, 1, bool))
print(multiprocessing.active_children()[0].pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_the_worker_dies_with_the_program(tmp_path: Path) -> None:
    for number in range(50):
        shelve(tmp_path, f"b{number}", briefing_text())
    done = subprocess.run(
        [sys.executable, "-c", _ENDED, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        check=False,
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
