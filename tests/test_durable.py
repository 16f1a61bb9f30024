"""The one writer: whole or not at all, nothing of others touched, nothing left behind."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from briefdeck.durable import (
    backup_of,
    folder_aside,
    free_name,
    locked,
    move_away,
    sweep,
    write_atomically,
    write_new,
)

FOREIGN = (
    ".thesis.part",
    ".unfinished-novel",
    ".briefdeck-.part",
    ".briefdeck-0123456789ABCDEF.part",
    ".briefdeck-0123456789abcdef.part.txt",
    "briefdeck-0123456789abcdef.part",
    ".briefdeck-0123456789abcdefg.part",
)


def refusing(number: int) -> Callable[..., NoReturn]:
    """A call of the system that always fails so."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number), "somewhere")

    return refuse


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "file.json"
    write_atomically(path, b"old")
    monkeypatch.setattr("os.replace", refusing(errno.ENOSPC))
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(path, b"new")
    assert caught.value.filename == str(path)
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
    (tmp_path / ".briefdeck-0123456789abcdef.part").write_text("x")
    (tmp_path / ".briefdeck-fedcba9876543210.part").mkdir()
    (tmp_path / ".briefdeck-fedcba9876543210.part" / "x").write_text("x")
    for name in FOREIGN:
        (tmp_path / name).mkdir()
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == len(FOREIGN) + 2
    sweep(tmp_path, older_than=-1)
    assert {path.name for path in tmp_path.iterdir()} == set(FOREIGN)
    sweep(tmp_path / "missing")


def test_a_link_that_is_swept_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis").write_text("x")
    (tmp_path / ".briefdeck-0123456789abcdef.part").symlink_to("theirs")
    sweep(tmp_path, older_than=-1)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["theirs", "thesis"]


def test_one_holder_of_a_lock(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"), pytest.raises(TimeoutError), locked(tmp_path / "lock", wait=0):
        pass
    with locked(tmp_path / "lock", wait=0):
        pass


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS])
def test_a_file_system_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("os.link", refusing(number))
    write_new(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError) as caught:
        write_new(tmp_path / "a", b"two")
    assert caught.value.filename == str(tmp_path / "a")
    write_atomically(tmp_path / "a", b"three", backup=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a": b"three",
        "a.bak": b"one",
    }
    monkeypatch.setattr("os.replace", refusing(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        write_new(tmp_path / "c", b"four")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.bak"]


def test_nothing_is_left_of_what_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", refusing(errno.EDQUOT))
    path = tmp_path / "some" / "new" / "folder" / "file"
    for write in (write_atomically, write_new):
        with pytest.raises(OSError, match="quota exceeded") as caught:
            write(path, b"x")
        assert caught.value.filename == str(path)
        assert list(tmp_path.iterdir()) == []


def test_what_is_not_a_file_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "link"):
        with pytest.raises(OSError, match="not a regular file"):
            write_atomically(tmp_path / name, b"x")
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "folder", b"x")
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "link").is_symlink()


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("elsewhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"x")
    write_atomically(tmp_path / "a", b"x")
    assert [(path.name, path.is_symlink()) for path in tmp_path.iterdir()] == [("a", False)]


def test_a_private_file_has_a_private_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", refusing(errno.EPERM))
    for words in (b"old", b"new"):
        write_atomically(tmp_path / "notes", words, backup=True)
    assert backup_of(tmp_path / "notes").read_bytes() == b"old"
    assert backup_of(tmp_path / "notes").stat().st_mode & 0o777 == 0o600


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    wanted = tmp_path / "in" / "wanted"
    with folder_aside(wanted) as folder:
        write_new(folder / "deep" / "file", b"x")
        assert not wanted.exists()
    with pytest.raises(OSError, match="not empty"), folder_aside(wanted) as folder:
        write_new(folder / "other", b"x")
    assert sorted(path.name for path in (tmp_path / "in").rglob("*")) == ["deep", "file", "wanted"]


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have each folder under a path be a file system of its own."""
    rename = os.rename

    def within(path: Path, to: Path) -> None:
        if path.parent != to.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(path, to)

    monkeypatch.setattr("os.rename", within)
    return tmp_path


def test_files_and_folders_are_moved_to_another_file_system(apart: Path) -> None:
    write_new(apart / "here" / "deep" / "file", b"x")
    (apart / "here" / "link").symlink_to("deep")
    there = move_away(apart / "here", apart / "state" / "removed")
    assert there == apart / "state" / "removed" / "here"
    assert (there / "deep" / "file").read_bytes() == b"x"
    assert (there / "link").is_symlink()
    write_new(apart / "here", b"y")
    assert move_away(apart / "here", apart / "state" / "removed").name == "here-2"
    assert [path.name for path in apart.iterdir()] == ["state"]


def test_what_cannot_be_moved_stays(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (apart / "folder").mkdir()
    (apart / "folder" / "a").write_text("x")
    (apart / "b").write_text("y")
    monkeypatch.setattr("os.rename", refusing(errno.EROFS))
    for name in ("folder", "b"):
        with pytest.raises(OSError, match="Read-only"):
            move_away(apart / name, apart / "kept")
    assert sorted(path.name for path in apart.rglob("*")) == ["a", "b", "folder", "kept.lock"]


def test_links_are_moved_as_what_they_lead_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "dangling").symlink_to("nowhere")
    moved = move_away(tmp_path / "link", tmp_path / "kept")
    assert (moved.is_symlink(), moved.read_text()) == (False, "x")
    assert move_away(tmp_path / "dangling", tmp_path / "kept").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "kept", "kept.lock"]


def test_a_free_name_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("nowhere")
    (tmp_path / "a-2.toml").mkdir()
    assert free_name(tmp_path, "a.toml").name == "a-3.toml"
