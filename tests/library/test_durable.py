"""The one writer: whole or not at all, nothing of others touched, nothing left behind."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from briefdeck.library.durable import (
    backup_of,
    folder_aside,
    free_name,
    locked,
    move_file,
    move_folder,
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
    move_file(tmp_path / "a", tmp_path / "b")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.bak": b"one",
        "b": b"three",
    }
    monkeypatch.setattr("os.replace", refusing(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        write_new(tmp_path / "c", b"four")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.bak", "b"]


def test_nothing_is_left_of_what_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", refusing(errno.EDQUOT))
    path = tmp_path / "some" / "new" / "folder" / "file"
    for write in (write_atomically, write_new):
        with pytest.raises(OSError, match="quota exceeded") as caught:
            write(path, b"x")
        assert caught.value.filename == str(path)
        assert list(tmp_path.iterdir()) == []


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


def test_a_folder_is_moved_to_another_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_new(tmp_path / "here" / "deep" / "file", b"x")
    (tmp_path / "here" / "link").symlink_to("deep")
    rename = os.rename

    def within(path: Path, to: Path) -> None:
        if path.parent != to.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(path, to)

    monkeypatch.setattr("os.rename", within)
    move_folder(tmp_path / "here", tmp_path / "state" / "there")
    assert [path.name for path in tmp_path.iterdir()] == ["state"]
    there = tmp_path / "state" / "there"
    assert (there / "deep" / "file").read_bytes() == b"x"
    assert (there / "link").is_symlink()
    with pytest.raises(FileExistsError):
        move_folder(there, there)


def test_a_free_name_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("nowhere")
    (tmp_path / "a-2.toml").mkdir()
    assert free_name(tmp_path, "a.toml").name == "a-3.toml"


def test_what_cannot_be_removed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("x")
    unlink = os.unlink

    def refuse(path: Path) -> None:
        if path == tmp_path / "a":
            raise PermissionError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        unlink(path)

    monkeypatch.setattr("os.unlink", refuse)
    with pytest.raises(OSError, match="Read-only"):
        move_file(tmp_path / "a", tmp_path / "kept" / "a")
    assert [path.name for path in tmp_path.rglob("*")] == ["a"]
