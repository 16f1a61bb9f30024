"""Leaving while copies are read: no process stays behind, and the terminal is as it was."""

import os
import signal
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from support.ptys import Terminal

PROGRAM = "import sys; from pathlib import Path; from briefdeck import tui; sys.exit(tui.run(Path(sys.argv[1])))"
READY = b"\x1b[6 q"
SECONDS = 20.0
PAGE = b"<!doctype html><body>" + b"<p>The tunnel was never closed twice in a year.</p>" * 60_000
TOML = """
format = 1
[briefing]
title = "Tunnel"
bluf = "It holds."
as_of = "2020"
[[findings]]
id = "f"
text = "It holds."
cites = [{{ source = "s", quote = "closed three times" }}]
[[sources]]
id = "s"
type = "report"
title = "S"
copy = "s.html"
sha256 = "{digest}"
"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")


def children(pid: int) -> set[int]:
    """The processes that a process has started and not waited for, by its threads."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found |= set(map(int, (task / "children").read_text().split()))
        except OSError:
            continue
    return found


def is_running(pid: int) -> bool:
    """Whether a process is there, and not only remembered."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def has_started(terminal: Terminal) -> bool:
    terminal.read(0.01)
    return len(children(terminal.pid)) > 1


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """The interface on a briefing whose copy takes a while to be read."""
    (tmp_path / "s.html").write_bytes(PAGE)
    path = tmp_path / "tunnel.toml"
    path.write_text(TOML.format(digest=sha256(PAGE).hexdigest()))
    place = os.pathsep.join(each for each in sys.path if each)
    return Terminal(["-c", PROGRAM, os.fspath(path)], {**os.environ, "PYTHONPATH": place})


@pytest.mark.parametrize("way", [b"q", b"\x11", signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_process_stays_behind(terminal: Terminal, way: bytes | signal.Signals) -> None:
    with terminal:
        terminal.until(READY)
        # The tracker of what is shared, and the one that reads.
        until(lambda: has_started(terminal))
        started = children(terminal.pid)
        if isinstance(way, bytes):
            terminal.send(way)
        else:
            os.kill(terminal.pid, way)
        status = terminal.wait()
        until(lambda: not any(map(is_running, started)))
        assert b"Traceback" not in terminal.output
        if isinstance(way, bytes):
            assert status == 0
        if way != signal.SIGKILL:
            assert terminal.is_restored
