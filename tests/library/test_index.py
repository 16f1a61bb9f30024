"""The index: kept up to date by what changes, whole whatever happens to it."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
from multiprocessing import resource_tracker, spawn
from pathlib import Path

import pytest

from briefdeck.durable import locked
from briefdeck.library import store
from briefdeck.library.folders import Folders
from briefdeck.library.grammar import parse
from briefdeck.library.index import BATCH, Index
from briefdeck.library.parsing import Facts, parse_file
from briefdeck.library.parsing import parse as original
from briefdeck.library.passage import Passage
from briefdeck.library.query import Query
from briefdeck.library.search import search_index
from briefdeck.library.store import FILE_NAME, LARGE_CHANGE, Store, passage_in
from briefdeck.library.walk import Spot, spots
from support.shelves import briefing_text, event, shelve


def found(index: Index, text: str) -> list[str]:
    query = parse(text)
    assert isinstance(query, Query)
    return sorted(f"{hit.briefing}/{hit.entry}" for hit in search_index(index, query, 1000).hits)


def fill(places: Folders, count: int, word: str = "common") -> None:
    for number in range(count):
        shelve(
            places.own,
            f"b{number:03d}",
            briefing_text(f"Briefing {number}", event("e", f"Event {number}", word)),
        )


def check(index: Index) -> None:
    """The full-text table and the passages agree, and the file is sound."""
    connection = index.store.connection
    assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
    passages = connection.execute("select count(*) from passages").fetchone()[0]
    assert connection.execute("select count(*) from words_docsize").fetchone()[0] == passages
    connection.execute("insert into words (words) values ('integrity-check')")


def test_only_what_changed_is_parsed(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(places, 5)
    parsed: list[bytes] = []

    def watched(raw: bytes, briefing_id: str, path: bytes) -> tuple[Facts, list[Passage]]:
        parsed.append(path)
        return original(raw, briefing_id, path)

    monkeypatch.setattr("briefdeck.library.parsing.parse", watched)
    with Index(places) as index:
        assert index.refresh().added == 5
        parsed.clear()
        assert index.refresh()[:3] == (0, 0, 0)
        assert parsed == []
        shelve(places.own, "b003", briefing_text("Briefing 3", event("e", "Changed")))
        (places.own / "b001.toml").unlink()
        shelve(places.own, "new", briefing_text("New"))
        done = index.refresh()
        assert (done.added, done.changed, done.removed) == (1, 1, 1)
        assert len(parsed) == 2
        assert found(index, "changed") == ["b003/e"]
        assert found(index, "common") == ["b000/e", "b002/e", "b004/e"]
        check(index)


def test_a_touched_file_is_read_but_not_parsed(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(places, 1)
    with Index(places) as index:
        index.refresh()
        monkeypatch.setattr("briefdeck.library.parsing.parse", lambda *_: pytest.fail("was parsed"))
        os.utime(places.own / "b000.toml", ns=(1, 1))
        assert index.refresh().changed == 0
        assert index.refresh() == (0, 0, 0, 0, False, False)


def test_a_change_within_the_clocks_grain_is_seen(places: Folders) -> None:
    path = shelve(places.own, "a", briefing_text("Title one"))
    times = path.stat().st_mtime_ns
    with Index(places) as index:
        index.refresh()
        path.write_text(briefing_text("Title two"))
        os.utime(path, ns=(times, times))
        index.refresh()
        assert found(index, "two") == ["a/"]


def test_a_change_that_hides_behind_its_old_time_is_seen(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefdeck.library.index.RACY_NS", -(10**18))
    path = shelve(places.own, "a", briefing_text("Title one"))
    os.utime(path, ns=(10**18, 10**18))
    with Index(places) as index:
        index.refresh()
        assert index.refresh() == (0, 0, 0, 0, False, False)
        path.write_text(briefing_text("Title two"))
        os.utime(path, ns=(10**18, 10**18))
        index.refresh()
        assert found(index, "two") == ["a/"]


def test_a_moved_file_is_found_where_it_is(places: Folders) -> None:
    fill(places, 1)
    with Index(places) as index:
        index.refresh()
        (places.own / "b000.toml").rename(places.own / "moved.toml")
        index.refresh()
        assert found(index, "common") == ["moved/e"]


def test_broken_and_vanished_files(places: Folders) -> None:
    fill(places, 2)
    shelve(places.own, "bad", "[[")
    with Index(places) as index:
        there = index_spots(index)
        (places.own / "b000.toml").unlink()
        assert index.refresh(found=there).added == 2
        assert found(index, "common") == ["b001/e"]
        check(index)


def index_spots(index: Index) -> list[Spot]:
    return list(spots(index.places))


@pytest.mark.parametrize("damage", ["junk", "cut", "version", "foreign", "page", "empty"])
def test_a_damaged_or_foreign_index_is_rebuilt(places: Folders, damage: str) -> None:
    fill(places, 30)
    with Index(places) as index:
        index.refresh()
    path = places.cache / FILE_NAME
    hurt(path, damage)
    with Index(places) as index:
        index.refresh()
        found(index, "common")
        index.refresh()
        assert len(found(index, "common")) == 30
        check(index)


def hurt(path: Path, damage: str) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    raw = path.read_bytes()
    match damage:
        case "junk":
            path.write_bytes(b"junk" * 5000)
        case "cut":
            path.write_bytes(raw[: len(raw) // 2])
        case "page":
            path.write_bytes(raw[:4096] + b"\xff" * 4096 * 6 + raw[4096 * 7 :])
        case "empty":
            path.write_bytes(b"")
        case _:
            connection = sqlite3.connect(path)
            connection.execute(
                "update meta set value = '0'"
                if damage == "version"
                else "pragma application_id = 7"
            )
            connection.commit()
            connection.close()


def test_damage_while_it_is_open(places: Folders) -> None:
    fill(places, 30)
    with Index(places) as index:
        index.refresh()
        index.store.connection.execute("pragma wal_checkpoint(truncate)")
        index.store.connection.execute("pragma cache_size = 0")
        path = places.cache / FILE_NAME
        path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 200_000)
        found(index, "common")
        index.refresh()
        assert len(found(index, "common")) == 30


def test_stopping_keeps_what_is_done(places: Folders) -> None:
    fill(places, 3 * BATCH)
    seen: list[tuple[int, int]] = []
    with Index(places) as index:
        done = index.refresh(lambda *counts: seen.append(counts), lambda: bool(seen), jobs=1)
        assert done.cancelled
        assert done.added == BATCH
        assert done.behind == 2 * BATCH
        assert len(found(index, "common")) == BATCH
        assert index.refresh(jobs=1).added == 2 * BATCH
        assert index.refresh(jobs=1)[:3] == (0, 0, 0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress(places: Folders, jobs: int) -> None:
    fill(places, 2 * BATCH)
    seen: list[tuple[int, int]] = []
    with Index(places) as index:
        assert index.refresh(lambda *counts: seen.append(counts), jobs=jobs).added == 2 * BATCH
        check(index)
    assert seen[-1] == (2 * BATCH, 2 * BATCH)
    assert seen == sorted(seen)


def test_several_processes_give_the_same_index(places: Folders, tmp_path: Path) -> None:
    fill(places, 40)
    shelve(places.own, "bad", "[[")
    (places.own / os.fsdecode(b"od\xffd.toml")).write_text(
        briefing_text("Odd", event("e", "Odd", "common"))
    )
    rows = []
    for jobs in (1, 2):
        with Index(places._replace(cache=tmp_path / f"cache{jobs}")) as index:
            index.refresh(jobs=jobs)
            database = index.store.connection
            kept = [
                (passage_in(database, number, b""), kind, length)
                for number, kind, length in database.execute("select * from passages")
            ]
            rows.append(sorted(kept))
            files = "select path, briefing, facts, last - first from files join cards on file = id"
            rows.append(sorted(database.execute(files)))
    assert rows[:2] == rows[2:]


@pytest.mark.parametrize("program", ["/is/not/there", "/bin/true"])
def test_workers_that_die_or_cannot_start(places: Folders, program: str) -> None:
    fill(places, 3 * BATCH)
    resource_tracker.ensure_running()
    python = spawn.get_executable()
    spawn.set_executable(program)
    try:
        with Index(places) as index:
            assert index.refresh(jobs=2).added == 3 * BATCH
            check(index)
    finally:
        spawn.set_executable(python)


def test_workers_start_under_a_stream_of_errors_that_none_can_inherit(places: Folders) -> None:
    """As an interface puts it in place of the terminal's."""
    fill(places, 3 * BATCH)
    code = (
        "import io, sys\n"
        "from pathlib import Path\n"
        "sys.stderr = type('Captured', (io.StringIO,), {'fileno': lambda self: -1})()\n"
        "from briefdeck.library.folders import Folders\n"
        "from briefdeck.library.index import Index\n"
        "own, shipped, config, cache, state = map(Path, sys.argv[1:])\n"
        "with Index(Folders(own, (), shipped, config, cache, state)) as index:\n"
        "    print(index.refresh(jobs=2).added)\n"
    )
    used = (places.own, places.shipped, places.config_file, places.cache, places.state)
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, used)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == 3 * BATCH


def test_a_second_writer_reads_what_is_there(places: Folders) -> None:
    fill(places, 2)
    with Index(places) as index:
        index.refresh()
        fill(places, 3, "new")
        with locked(places.cache / "index.lock"):
            done = index.refresh()
            assert done.busy
            assert done.behind == 3
            assert len(found(index, "common")) == 2
        assert len(found(index, "new")) == 0
        index.refresh()
        assert len(found(index, "new")) == 3


def test_readers_beside_a_writer(places: Folders) -> None:
    fill(places, 60)
    errors: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            with Index(places) as index:
                while not stop.is_set():
                    counts = {name.split("/")[0] for name in found(index, "common")}
                    assert len(counts) <= 60
        except BaseException as error:  # noqa: BLE001 - handed to the main thread
            errors.append(error)

    with Index(places) as index:
        index.refresh()
        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        for turn in range(6):
            for number in range(0, 60, 7):
                shelve(
                    places.own,
                    f"b{number:03d}",
                    briefing_text("Briefing", event("e", f"Turn {turn}", "common")),
                )
            index.refresh()
        stop.set()
        for thread in threads:
            thread.join()
        check(index)
    assert errors == []


def test_a_cache_that_cannot_be_written_is_memory(places: Folders) -> None:
    fill(places, 2)
    places.cache.write_text("a file")
    with Index(places) as index:
        index.refresh()
        assert index.store.in_memory
        assert len(found(index, "common")) == 2


def test_a_full_disk(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(places, 3)

    def full(store: Store, *given: object, **more: object) -> None:
        if not store.in_memory:
            raise sqlite3.OperationalError("database or disk is full")
        original_put(store, *given, **more)  # type: ignore[arg-type] # handed on

    original_put = Store.put
    monkeypatch.setattr(Store, "put", full)
    with Index(places) as index:
        assert index.refresh().added == 3
        assert index.store.in_memory
        assert len(found(index, "common")) == 3


def test_a_disk_too_full_for_an_empty_index(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(places, 2)
    original = store._make_schema

    def full(connection: sqlite3.Connection) -> None:
        if connection.execute("pragma database_list").fetchone()[2]:
            raise sqlite3.OperationalError("database or disk is full")
        original(connection)

    monkeypatch.setattr(store, "_make_schema", full)
    with Index(places) as index:
        assert index.store.in_memory
        assert index.refresh().added == 2


def test_who_asks_once_waits_for_another_writer(places: Folders) -> None:
    fill(places, 2)
    lock = places.cache / "index.lock"
    with Index(places) as index:
        index.refresh()
        fill(places, 3, "new")
        held = threading.Event()
        wanted = threading.Event()

        def hold() -> None:
            with locked(lock):
                held.set()
                wanted.wait(10)

        holder = threading.Thread(target=hold)
        holder.start()
        held.wait(10)
        threading.Timer(0.1, wanted.set).start()
        done = index.refresh(patience=10)
        holder.join()
        assert (done.busy, done.behind) == (False, 0)
        assert len(found(index, "new")) == 3


def test_a_locked_database_is_busy(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(places, 1)
    with Index(places) as index, Index(places) as other:
        index.store.connection.execute("pragma busy_timeout = 1")
        with other.store.writing():
            assert index.refresh().busy
        assert index.refresh().added == 1


def test_a_file_that_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    pipe = parse_file(os.fsencode(tmp_path / "pipe.toml"), "pipe")
    assert pipe is not None
    assert "a pipe, not a file" in (pipe.facts.problem or "")
    assert parse_file(os.fsencode(tmp_path / "gone.toml"), "gone") is None


def test_a_large_first_index_is_left_in_one_segment(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefdeck.library.index.COMMIT_FILES", 50)
    for number in range(LARGE_CHANGE + 1):
        shelve(
            places.own,
            f"b-{number}",
            briefing_text(f"Briefing {number}", event("event-a", "Something")),
        )
    with Index(places) as index:
        index.refresh(jobs=1)
        segments = "select count(distinct id >> 37) from words_data where id >> 37 > 0"  # FTS5's own numbering
        assert index.store.connection.execute(segments).fetchall() == [(1,)]


def test_another_programs_database_is_left_as_it_is(places: Folders) -> None:
    fill(places, 2)
    places.cache.mkdir()
    path = places.cache / FILE_NAME
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table thesis (chapter)")
    before = path.read_bytes()
    with Index(places) as index:
        index.refresh()
        assert len(found(index, "common")) == 2
    assert path.read_bytes() == before
    assert [file.name for file in places.cache.iterdir()] == [FILE_NAME]


def test_the_index_of_another_version_is_left_as_it_is(places: Folders) -> None:
    fill(places, 2)
    places.cache.mkdir()
    newer = places.cache / "library-99-9-17.0.0.sqlite3"
    newer.write_bytes(b"x")
    with Index(places) as index:
        index.refresh()
        assert not index.store.in_memory
    assert newer.read_bytes() == b"x"


def test_a_lock_that_cannot_be_had_costs_nothing(places: Folders) -> None:
    fill(places, 2)
    (places.cache / "index.lock").mkdir(parents=True)
    with Index(places) as index:
        assert index.refresh().added == 2
        assert not index.store.in_memory


def test_an_index_that_another_process_has_renewed_is_kept(places: Folders) -> None:
    fill(places, 3)
    with Index(places) as index:
        index.refresh()
        (places.cache / FILE_NAME).unlink()
        with Index(places) as other:
            other.refresh()
            index.recover(sqlite3.DatabaseError("malformed"))
            assert len(found(index, "common")) == 3
            assert index.refresh() == other.refresh()


def test_damage_that_shows_in_the_first_look(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(places, 2)

    def broken(store: Store) -> int:
        if not store.in_memory:
            raise sqlite3.OperationalError("disk I/O error")
        return 0

    monkeypatch.setattr(Store, "version", property(broken))
    with Index(places) as index:
        assert index.refresh().added == 2
        assert index.store.in_memory
