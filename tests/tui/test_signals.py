"""Twelve signals at four moments, stops, and programs that spoil the terminal: it is as before."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.ptys import Terminal

Start = Callable[..., Terminal]

PROGRAM = "import sys; from pathlib import Path; from briefdeck import tui; sys.exit(tui.run(Path(sys.argv[1])))"
READY = b"\x1b[6 q"
"""Textual has the terminal, and shows the cursor."""
SPOILER = r"""#!/bin/sh
stty raw -echo
printf '\033[?1049h\033[?1000h\033[?1003h\033[?2004h\033[?25l\033[>1u\033[2 q\033[?7l'
printf 'the editor is open'
exec dd bs=1 count=1 2>/dev/null >/dev/null
"""
OPEN = b"the editor is open"
SIGNALS = (
    *(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGABRT, signal.SIGALRM, signal.SIGTERM),
    *(signal.SIGUSR1, signal.SIGUSR2, signal.SIGXCPU, signal.SIGXFSZ, signal.SIGVTALRM),
    signal.SIGPROF,
)
BY_ITSELF = {signal.SIGQUIT, signal.SIGABRT, signal.SIGXCPU}
"""What may leave a core: the process dies by the signal itself."""
SHELL = """
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        os._exit(os.waitstatus_to_exitcode(status) % 256)
    print("\\njob", child, "stopped", flush=True)
    command = sys.stdin.readline()
    if "kill" in command:
        os.killpg(child, signal.SIGTERM)
    else:
        os.tcsetpgrp(0, child)
    os.killpg(child, signal.SIGCONT)
"""
"""The least of a shell: one job, which can be stopped, and continued or ended by a line."""
each_signal = pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)


def status_of(number: signal.Signals) -> int:
    """How the program ends by a signal; the interpreter ignores one of them."""
    if number is signal.SIGXFSZ:
        return 0
    return -number if number in BY_ITSELF else 128 + number


def executable(path: Path, text: str) -> Path:
    """A program."""
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def start(sample: Path, tmp_path: Path) -> Start:
    """Starts the interface on the sample, with an editor that spoils the terminal."""
    editor = executable(tmp_path / "spoiler", SPOILER)

    def begin(*shell: str) -> Terminal:
        path = os.pathsep.join(place for place in sys.path if place)
        environment = {**os.environ, "PYTHONPATH": path, "EDITOR": str(editor)}
        return Terminal([*shell, "-c", PROGRAM, str(sample)], environment)

    return begin


def leave(terminal: Terminal, number: signal.Signals) -> None:
    """Wait for the end; a signal that ends nothing is followed by a key."""
    if status_of(number) == 0:
        terminal.send(b"q")
    assert terminal.wait() == status_of(number)
    assert terminal.is_restored


@each_signal
def test_a_signal_at_the_start_leaves_the_terminal_as_it_was(
    start: Start, number: signal.Signals
) -> None:
    with start() as terminal:
        terminal.until_taken()
        os.kill(terminal.pid, number)
        leave(terminal, number)


@each_signal
def test_a_signal_while_one_reads_leaves_the_terminal_as_it_was(
    start: Start, number: signal.Signals
) -> None:
    with start() as terminal:
        terminal.until(READY)
        os.kill(terminal.pid, number)
        leave(terminal, number)


@each_signal
def test_a_signal_while_an_editor_is_open_leaves_the_terminal_as_it_was(
    start: Start, number: signal.Signals
) -> None:
    with start() as terminal:
        terminal.until(READY)
        terminal.send(b"e")
        terminal.until(OPEN)
        os.kill(terminal.pid, number)
        if number in {signal.SIGINT, signal.SIGQUIT, signal.SIGXFSZ}:  # the editor's alone
            terminal.send(b"x")
            terminal.until(READY)
            terminal.send(b"q")
            assert terminal.wait() == 0
        else:
            assert terminal.wait() == status_of(number)
        assert terminal.is_restored


@each_signal
def test_a_signal_on_the_way_out_leaves_the_terminal_as_it_was(
    start: Start, number: signal.Signals
) -> None:
    with start() as terminal:
        terminal.until(READY)
        terminal.send(b"q")
        terminal.until(b"\x1b[?1003l")
        os.kill(terminal.pid, number)
        assert terminal.wait() in {0, status_of(number)}
        assert terminal.is_restored


@pytest.mark.parametrize("count", [1, 200])
def test_going_on_without_a_stop_and_many_new_sizes_change_nothing(
    start: Start, count: int
) -> None:
    with start() as terminal:
        terminal.until(READY)
        for _ in range(count):
            os.kill(terminal.pid, signal.SIGCONT)
            os.kill(terminal.pid, signal.SIGWINCH)
        os.kill(terminal.pid, signal.SIGPIPE)
        terminal.send(b"3j")
        terminal.until(b"floods")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


def test_keys_typed_before_the_first_frame_count(start: Start) -> None:
    with start() as terminal:
        terminal.send(b"3")
        terminal.until_taken()
        terminal.send(b"j\r")
        terminal.until(b"The heading floods")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


def until_stopped(terminal: Terminal) -> int:
    """Wait until the shell says that its job has stopped; gives the job's number."""
    terminal.until(b"stopped\r\n")
    assert terminal.is_restored
    return int(terminal.output.split()[-2])


def test_ctrl_z_stops_and_fg_comes_back_whole(start: Start) -> None:
    with start("-c", SHELL) as terminal:
        terminal.until(READY)
        terminal.send(b"\x1a")
        job = until_stopped(terminal)
        terminal.resize(24, 80)
        terminal.send(b"fg\n")
        terminal.until(b"\x1b[24;")
        for number in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            os.kill(job, number)
            until_stopped(terminal)
            terminal.send(b"fg\n")
            terminal.until(READY)
        terminal.send(b"/toll\x1a")
        until_stopped(terminal)
        terminal.send(b"fg\n")
        terminal.until(b"found")
        os.kill(job, signal.SIGSTOP)
        terminal.until(b"stopped\r\n")
        terminal.send(b"fg\n")
        terminal.until(b"found")
        terminal.send(b"\x1b")
        terminal.until(b"KEY POINTS")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


def test_a_job_that_is_stopped_can_be_ended(start: Start) -> None:
    with start("-c", SHELL) as terminal:
        terminal.until(READY)
        terminal.send(b"\x1a")
        until_stopped(terminal)
        terminal.send(b"kill\n")
        assert terminal.wait() == 143
        assert terminal.is_restored
