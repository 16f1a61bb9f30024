"""The server that tests of the shared shelf stand on: real, their own, and gone when they are."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from support.postgres import Database, Server, running

HOLD = """
import sys, time
from pathlib import Path
from support.postgres import running
server = running(Path(sys.argv[1]))
print(server.folder, flush=True)
time.sleep(60)
"""
SUITE = """
import os, pytest
def test_there(postgres):
    with postgres.connect("postgres") as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
def test_there_too(new_database):
    assert new_database().connect().execute("SELECT 2").fetchone() == (2,)
def test_without():
    pass
"""


def gone(folder: Path) -> bool:
    """Whether a server's folder goes soon, and its processes with it."""
    for _ in range(500):
        told = subprocess.run(["ps", "-A", "-o", "args"], capture_output=True, check=True)
        if not folder.exists() and str(folder).encode() not in told.stdout:
            return True
        time.sleep(0.02)
    return False


def run_suite(folder: Path, *arguments: str, **environment: str) -> str:
    (folder / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (folder / "conftest.py").write_text('pytest_plugins = ("support.postgres",)', encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "xdist", *arguments, folder],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
            **environment,
        },
    )
    return ran.stdout + ran.stderr


def test_each_test_has_a_new_database_and_no_port_is_open(
    new_database: Callable[[str], Database],
) -> None:
    script = "CREATE TABLE thing (number int); INSERT INTO thing VALUES (1)"
    first, second = new_database(script), new_database(script)
    with first.connect() as here, second.connect() as there:
        here.execute("DELETE FROM thing")
        assert there.execute("SELECT number FROM thing").fetchall() == [(1,)]
        assert here.execute("SHOW listen_addresses").fetchone() == ("",)


def test_the_kinds_of_roles_that_faults_need(new_database: Callable[[], Database]) -> None:
    database = new_database()
    for group in ("asked_for_a_password", "turned_away"):
        with database.connect() as connection:
            connection.execute(
                f"DO $$ BEGIN CREATE ROLE {group}; EXCEPTION WHEN OTHERS THEN NULL; END $$"
            )
    asked = database.role("asked", "PASSWORD 'right'", "IN ROLE asked_for_a_password")
    away = database.role("away", "IN ROLE turned_away")
    database.connect(asked, password="right").close()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        database.connect(asked, password="wrong")
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
        database.connect(away)
    with database.connect(database.role("plain")) as plain:
        assert plain.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (False, False)


def test_it_is_gone_when_whoever_uses_it_is_killed(postgres: Server, tmp_path: Path) -> None:
    user = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with user:
        assert user.stdout is not None
        folder = Path(user.stdout.readline().strip())
        shared = running(tmp_path)
        assert isinstance(shared, Server)
        assert shared.folder == folder
        user.kill()
    shared.connect("postgres").close()
    os.close(shared.holds)
    assert gone(folder)


def test_it_is_gone_when_its_keeper_is_killed(own_postgres: Server) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux tells a process that its parent has died")
    status = (own_postgres.folder / "data" / "postmaster.pid").read_text()
    told = subprocess.run(
        ["ps", "-o", "ppid=", "-p", status.split()[0]], capture_output=True, check=True
    )
    os.kill(int(told.stdout), signal.SIGKILL)
    for _ in range(500):
        if not (own_postgres.folder / "data" / "postmaster.pid").exists():
            break
        time.sleep(0.02)
    with pytest.raises(psycopg.OperationalError, match=r"Connection refused|No such file"):
        own_postgres.connect("postgres")
    subprocess.run(["rm", "-rf", own_postgres.folder], check=True)


def test_one_that_is_stopped_breaks_connections(own_postgres: Server) -> None:
    with own_postgres.connect("postgres") as connection:
        own_postgres.stop()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT pg_sleep(5)")
    assert gone(own_postgres.folder)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_run_says_how_many_tests_had_a_server(
    postgres: Server, tmp_path: Path, workers: str
) -> None:
    said = run_suite(tmp_path, "-n", workers)
    assert f"PostgreSQL {postgres.version}: 2 tests ran against a real server\n" in said, said
    assert "3 passed" in said


def test_the_run_says_loudly_that_there_was_none(tmp_path: Path) -> None:
    said = run_suite(tmp_path, "-n", "2", BRIEFDECK_TEST_POSTGRES="/nowhere")
    assert "PostgreSQL: no server, 2 tests skipped: no PostgreSQL: install" in said, said
    assert "NO POSTGRESQL SERVER, NOTHING OF IT IS TESTED" in said
    assert "1 passed, 2 skipped" in said
