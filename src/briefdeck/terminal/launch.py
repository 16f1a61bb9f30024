"""The one place where other programs are started: editor, browser, clipboard, git.

They are started by absolute paths, never through a shell. Callers add no argument that begins with
what a file or its name says: paths are absolute, addresses begin with `http`.
"""

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from briefdeck.terminal.signals import WATCH
from briefdeck.terminal.tty import MAIN_SCREEN, SWEEP, TERMINAL

START_SECONDS = 0.3
"""A program that fails within this time has not started."""

ANSWER_SECONDS = 10.0
"""A program that is asked something and takes longer is ended."""


def program(name: str) -> str | None:
    """The absolute path of a program, or None where there is none that can be run.

    Like a shell, but for folders of `PATH` that mean another place in every folder: there anybody's
    file could have an editor's name.
    """
    folders = os.pathsep.join(filter(os.path.isabs, os.get_exec_path()))
    found = shutil.which(os.path.expanduser(name), path=folders)
    return str(Path(found).absolute()) if found else None


def run(command: Sequence[str]) -> str:
    """Run a program in the terminal, which nothing is drawn on meanwhile, to its end.

    Gives a sentence on what went wrong, or an empty text. Whatever the program does to the terminal
    ends with it.
    """
    TERMINAL.owed = SWEEP + MAIN_SCREEN
    try:
        return wait_for(command)
    finally:
        TERMINAL.come_forward()
        if WATCH.is_told:
            TERMINAL.give_back()
        else:
            TERMINAL.sweep()


def wait_for(command: Sequence[str]) -> str:
    """Run a program in the foreground to its end, as a shell does; nothing is sent to the terminal.

    Gives a sentence on what went wrong, or an empty text.
    """
    name = os.path.basename(command[0])
    path = program(command[0])
    if path is None:
        return f"{name} cannot be started: there is no such program."

    def begin(usual: Sequence[int]) -> int:
        return os.posix_spawn(path, [path, *command[1:]], os.environ, setsigdef=usual)

    try:
        status = WATCH.run(begin) or 0
    except (OSError, ValueError) as error:
        return f"{name} cannot be started: {_reason(error)}."
    return _ending(name, status)


def start(command: Sequence[str]) -> bool:
    """Start a program that has windows of its own; says whether it has not failed at once.

    It belongs to another session: it cannot reach our terminal, and does not end with us.
    """
    path = program(command[0])
    if path is None:
        return False
    try:
        child = subprocess.Popen(  # noqa: S603  # what the reader has set, or a known one
            [path, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    try:
        return child.wait(START_SECONDS) == 0
    except subprocess.TimeoutExpired:
        threading.Thread(target=child.wait, daemon=True).start()
        return True


def feed(command: Sequence[str], text: bytes, seconds: float) -> bool:
    """Give a program a text to read; says whether it took it in time."""
    path = program(command[0])
    if path is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command, the text on its standard input
            [path, *command[1:]],
            input=text,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def answer(command: Sequence[str], seconds: float = ANSWER_SECONDS) -> tuple[int, bytes]:
    """Run a program that asks nothing to its end; its code, and all that it has said.

    The code is -1 where it cannot be started or does not end in time.
    """
    path = program(command[0])
    if path is None:
        return -1, b""
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command, with a folder as its argument
            [path, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
            start_new_session=True,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return -1, b""
    return done.returncode, done.stdout


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _ending(name: str, status: int) -> str:
    """How a program ended, if it did not end well."""
    if status > 0:
        return f"{name} ended with status {status}."
    if status < 0:
        return f"{name} was ended by {_signal_name(-status)}."
    return ""


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
