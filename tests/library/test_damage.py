"""Damaged files, clocks that jump, eight processes at once: right answers, and nothing lost."""

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.library.folders import folders
from briefdeck.library.notes import load_notes
from briefdeck.library.shelf import listing
from briefdeck.library.store import FILE_NAME
from support.shelves import briefing_text, event, shelve

SECTOR = 512
Ask = Callable[[], list[tuple[str, str, int]]]


@pytest.fixture
def home(quiet_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of a few briefings with an index, and nothing that ships."""
    monkeypatch.setattr("briefdeck.library.folders._shipped_folder", lambda: quiet_world / "none")
    for number in range(6):
        entries = event("e", f"Event {number}", "common words " * 40)
        shelve(folders().own, f"b{number}", briefing_text(f"Briefing {number}", entries))
    assert main(["notes", "b1", "--entry", "e", "--write", "Why?"]) == 0
    assert main(["list"]) == 0
    return quiet_world


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask the library: what each question gives, on both streams, and the exit code."""

    def asked() -> list[tuple[str, str, int]]:
        capsys.readouterr()
        answers = []
        for words in (["list", "--json"], ["search", "common"], ["show", "b1"], ["notes", "b1"]):
            code = main(words)
            said = capsys.readouterr()
            answers.append((said.out, said.err, code))
        return answers

    assert home
    return asked


def directory(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


def nowhere(path: Path) -> None:
    """Put a link that leads nowhere in the place of a file."""
    path.unlink()
    path.symlink_to("/no/such/place")


def other_program(path: Path) -> None:
    """Put another program's database in the place of a file."""
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table files (thesis)")
    connection.close()


def random_bytes(path: Path) -> None:
    """Put noise in the place of a file."""
    path.write_bytes(random.Random(1).randbytes(9000))


def empty(path: Path) -> None:
    """Leave nothing in a file."""
    path.write_bytes(b"")


DAMAGES = (directory, nowhere, other_program, random_bytes, empty)


@pytest.mark.parametrize("damage", DAMAGES)
def test_any_damage_to_the_index_costs_only_time(
    home: Path, ask: Ask, damage: Callable[[Path], None]
) -> None:
    right = ask()
    for suffix in ("", "-wal", "-shm", "-journal"):
        path = home / "cache" / f"{FILE_NAME}{suffix}"
        path.touch()
        damage(path)
        assert ask() == right


def test_an_index_that_is_cut_anywhere(home: Path, ask: Ask) -> None:
    right = ask()
    path = home / "cache" / FILE_NAME
    sound = path.read_bytes()
    for end in range(0, len(sound), 7 * SECTOR):
        path.write_bytes(sound[:end])
        assert ask() == right, f"cut after {end} bytes"


def test_an_index_with_noise_in_it_fails_no_question(home: Path, ask: Ask) -> None:
    right = ask()
    path = home / "cache" / FILE_NAME
    sound = path.read_bytes()
    dice = random.Random(2)
    for start in range(0, len(sound), 7 * SECTOR):
        path.write_bytes(sound[:start] + dice.randbytes(64) + sound[start + 64 :])
        # SQLite does not see every change of a text; but it is no question's end.
        assert [code for _, _, code in ask()] == [code for _, _, code in right], start
        path.unlink()
    assert ask() == right


@pytest.mark.parametrize("damage", DAMAGES)
def test_any_damage_to_the_state_is_survived(home: Path, damage: Callable[[Path], None]) -> None:
    from briefdeck.library.last_read import changes_since_read, remember_read
    from briefdeck.library.state import load_state, recents, remember_opened, save_state
    from briefdeck.loader import load

    loaded = load(folders().own / "b1.toml")
    for _ in range(2):
        remember_read(loaded)
        save_state("b1", load_state("b1"))
        remember_opened("b1", str(loaded.path))
    state = home / "state"
    for path in [path for path in state.rglob("*") if path.is_file()]:
        kept = shutil.copytree(state, home / "kept", symlinks=True)
        damage(path)
        assert main(["notes", "b1"]) in {0, 1, 3}
        assert [card.title for card in listing()] == [f"Briefing {number}" for number in range(6)]
        assert load_state("b1") is not None
        assert len(recents()) <= 1
        assert not changes_since_read(loaded)
        for write in (
            lambda: remember_read(loaded),
            lambda: save_state("b1", load_state("b1")),
            lambda: remember_opened("b1", str(loaded.path)),
            lambda: main(["notes", "b1", "--entry", "e", "--write", "Because."]),
        ):
            # It may refuse to; the reader is then told why.
            with contextlib.suppress(OSError):
                write()
        shutil.rmtree(state)
        kept.rename(state)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_jumps(
    home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    jump = years * 31_557_600
    path = folders().own / "b2.toml"
    text = path.read_text()
    now, now_ns = time.time, time.time_ns
    monkeypatch.setattr("time.time", lambda: now() + jump)
    monkeypatch.setattr("time.time_ns", lambda: now_ns() + jump * 10**9)
    before = path.stat()
    for word in ("lemur", "gecko", "tapir"):
        # As long as before, and by its time not changed since, or changed in the future.
        path.write_text(text.replace("words words"[:5], word))
        for moment in (before.st_mtime_ns, now_ns() + jump * 10**9, now_ns() + 10**18):
            os.utime(path, ns=(moment, moment))
            assert word in ask_search(word)
    assert main(["notes", "b1", "--entry", "e", "--bookmark"]) == 0
    assert load_notes("b1").on("e").note == "Why?"
    assert main(["remove", "b2"]) == 0
    assert all("Briefing 2" not in out for out, _, _ in ask())
    assert home


def ask_search(word: str) -> str:
    """Return what the library's search finds, as JSON."""
    from briefdeck.library.search import Results, search

    found = search(word)
    assert isinstance(found, Results)
    return json.dumps(found.as_data()["hits"])


_EIGHT = """
import sys
from pathlib import Path
from briefdeck.cli import main
own, count = sys.argv[1], int(sys.argv[2])
for turn in range(count):
    assert main(["add", f"{own}-{turn}.toml"]) == 0
    assert main(["notes", "shared", "--entry", f"e{own}", "--write", f"turn {turn}"]) == 0
    assert main(["list", "--json"]) == 0
    assert main(["search", "common"]) == 0
    assert main(["notes", "shared"]) == 0
    if turn:
        assert main(["remove", f"{own}-{turn - 1}"]) == 0
"""
PROCESSES, TURNS = 8, 2


def test_eight_processes_at_once(
    quiet_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefdeck.library.folders._shipped_folder", lambda: quiet_world / "none")
    entries = [event(f"e{number}", "Something", "common") for number in range(PROCESSES)]
    shelve(folders().own, "shared", briefing_text("Shared", "".join(entries)))
    for number in range(PROCESSES):
        for turn in range(TURNS):
            shelve(
                tmp_path, f"{number}-{turn}", briefing_text(f"T {turn}", event("e", "E", "common"))
            )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _EIGHT, str(number), str(TURNS)],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0] * PROCESSES, said
    assert not [words for words in said if "Traceback" in words or "locked" in words], said
    notes = load_notes("shared")
    last = f"turn {TURNS - 1}"
    assert {mark.note for mark in notes.marks.values()} == {last}
    assert len(notes.marks) == PROCESSES
    left = sorted(path.stem for path in folders().own.iterdir())
    assert left == [*(f"{number}-{TURNS - 1}" for number in range(PROCESSES)), "shared"]
    assert len(list((folders().state / "removed").iterdir())) == PROCESSES * (TURNS - 1)
    assert ask_search("common").count('"entry"') == 2 * PROCESSES
    with sqlite3.connect(quiet_world / "cache" / FILE_NAME) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()
