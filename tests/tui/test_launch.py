"""Other programs: started by absolute paths, and what became of them is said while all goes on."""

import fcntl
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.ptys import Terminal

PROGRAM = "import sys; from pathlib import Path; from briefdeck import tui; sys.exit(tui.run(Path(sys.argv[1])))"
READY = b"\x1b[6 q"
"""Textual has the terminal, and shows the cursor."""


def install(path: Path, text: str) -> Path:
    """A program of the shell's."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def start(sample: Path, tmp_path: Path) -> Callable[..., Terminal]:
    """Starts the interface in the sample's folder on a file named there, with an editor."""

    def begin(name: str = sample.name, **variables: str) -> Terminal:
        path = os.pathsep.join(place for place in sys.path if place)
        environment = {**os.environ, "PYTHONPATH": path, **variables}
        program = f"import os; os.chdir({str(tmp_path)!r}); {PROGRAM}"
        terminal = Terminal(["-c", program, name], environment)
        terminal.until(READY)
        return terminal

    return begin


def test_what_an_editor_does_wrong_is_said_and_the_interface_lives(
    start: Callable[..., Terminal], tmp_path: Path, sample: Path
) -> None:
    editor = install(tmp_path / "editor", "exit 3")
    with start(EDITOR=f"'{editor}' --wait") as terminal:

        def edit(text: str, wanted: bytes) -> None:
            terminal.send(b"e")
            terminal.until(wanted)
            install(editor, text)

        edit("kill -9 $$", b"editor ended with status 3.")
        edit("kill -PIPE $$", b"editor was ended by SIGKILL.")
        edit("exit 0", b"editor was ended by SIGPIPE.")
        editor.write_bytes(b"\x00\x01")
        terminal.send(b"e")
        terminal.until(b"editor cannot be started: Exec format error.")
        editor.chmod(0o644)
        terminal.send(b"e")
        terminal.until(b"editor cannot be started: there is no such program.")
        sample.unlink()
        terminal.send(b"e")
        terminal.until(b"The file is no longer there to be edited.")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


NEVER_WAIT = """
import fcntl, os
for number in range(3):
    flags = fcntl.fcntl(number, fcntl.F_GETFL)
    fcntl.fcntl(number, fcntl.F_SETFL, flags | os.O_NONBLOCK | os.O_ASYNC)
"""
KEEP_FOREGROUND = """
import os, signal
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
os.setpgid(0, 0)
os.tcsetpgrp(0, os.getpgrp())
"""


@pytest.mark.parametrize("script", [NEVER_WAIT, KEEP_FOREGROUND])
def test_what_an_editor_leaves_of_the_terminal_is_set_right(
    start: Callable[..., Terminal], tmp_path: Path, script: str
) -> None:
    (tmp_path / "script.py").write_text(script)
    editor = install(tmp_path / "editor", f"exec {sys.executable} {tmp_path}/script.py")
    with start(EDITOR=str(editor)) as terminal:
        flags = fcntl.fcntl(terminal.slave, fcntl.F_GETFL)
        terminal.send(b"e")
        terminal.until(READY)
        terminal.send(b"3j")
        terminal.until(b"floods")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored
        assert fcntl.fcntl(terminal.slave, fcntl.F_GETFL) == flags


def test_quotes_that_do_not_match_are_said(start: Callable[..., Terminal]) -> None:
    with start(EDITOR="vi 'x") as terminal:
        terminal.send(b"e")
        terminal.until(b"$EDITOR cannot be understood: its quotes do not match.")
        terminal.send(b"q")
        assert terminal.wait() == 0


def test_the_name_of_a_file_is_never_a_command_of_the_editor(
    start: Callable[..., Terminal], tmp_path: Path, sample: Path
) -> None:
    name = "+!touch OWN.toml"
    sample.rename(tmp_path / name)
    (tmp_path / "bin").mkdir()
    install(tmp_path / "bin" / "vi", f'for word; do echo "$word"; done > {tmp_path}/words')
    path = f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}"
    with start(f"./{name}", PATH=path) as terminal:
        terminal.send(b"e")
        terminal.until(READY)
        terminal.send(b"q")
        terminal.wait()
    assert (tmp_path / "words").read_text() == f"+1\n{tmp_path}/{name}\n"


def test_interrupting_an_editor_that_ignores_it_ends_nothing(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    lines = "trap 'echo interrupted' INT\necho open\nuntil read word; do :; done"
    editor = install(tmp_path / "editor", lines)
    with start(EDITOR=str(editor)) as terminal:
        terminal.send(b"e")
        terminal.until(b"open\r\n")
        terminal.send(b"\x03")
        terminal.until(b"interrupted")
        terminal.send(b"\n")
        terminal.until(READY)
        terminal.send(b"3j")
        terminal.until(b"floods")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.is_restored


def test_keys_reach_the_editor_with_their_usual_meaning(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    editor = install(tmp_path / "editor", "echo open\nexec sleep 60")
    with start(EDITOR=str(editor)) as terminal:
        terminal.send(b"e")
        terminal.until(b"open\r\n")
        terminal.send(b"\x03")
        terminal.until(b"editor was ended by SIGINT.")
        terminal.send(b"q")
        assert terminal.wait() == 0
