"""What the interface remembers."""

import os
from pathlib import Path

import pytest

from briefdeck.library.durable import locked, sweep, write_atomically, write_new
from briefdeck.library.folders import Folders
from briefdeck.library.state import (
    MOST_RECENT,
    ReadingState,
    load_state,
    recents,
    remember_opened,
    save_state,
)


def test_places_come_back(places: Folders) -> None:
    assert load_state("border", places) == ReadingState()
    state = ReadingState(
        section="eras",
        entry="era-1",
        entries={"eras": "era-1"},
        offset=7,
        theme="dark",
        sizes={"list": 30},
        extra={"zoom": 2},
    )
    save_state("border", state, places)
    assert load_state("border", places) == state
    assert load_state("other", places) == ReadingState()


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[1]", b'{"offset": "x"}', b"[" * 100_000])
def test_a_damaged_place_is_an_empty_one(places: Folders, damage: bytes) -> None:
    save_state("border", ReadingState(section="eras"), places)
    (places.state / "place" / "border.json").write_bytes(damage)
    assert load_state("border", places) == ReadingState()
    (places.state / "recents.json").write_bytes(damage)
    assert recents(places) == ()


def test_recents_are_the_last_first_each_once(places: Folders) -> None:
    for name in ("a", "b", "a", *(f"n{number}" for number in range(MOST_RECENT))):
        remember_opened(name, f"/{name}.toml", places)
    assert len(recents(places)) == MOST_RECENT
    remember_opened("n3", "/n3.toml", places)
    assert [recent.id for recent in recents(places)][:2] == ["n3", f"n{MOST_RECENT - 1}"]
    remember_opened("odd", "/na\udcffme.toml", places)
    assert recents(places)[0].id == "odd"


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "file.json"
    write_atomically(path, b"old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_never_replaces(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"two")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]


def test_what_is_the_readers_own_is_private(tmp_path: Path) -> None:
    write_atomically(tmp_path / "notes", b"x")
    write_new(tmp_path / "pack", b"x", private=False)
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "notes").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "pack").stat().st_mode & 0o777 == 0o666 & ~mask


def test_what_killed_writers_leave_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".x.json.abc.part").write_text("x")
    (tmp_path / ".unfinished-1").mkdir()
    (tmp_path / "kept.json").write_text("x")
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    sweep(tmp_path, older_than=-1)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.json"]
    sweep(tmp_path / "missing")


def test_one_holder_of_a_lock(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"), pytest.raises(TimeoutError), locked(tmp_path / "lock", wait=0):
        pass
    with locked(tmp_path / "lock", wait=0):
        pass
